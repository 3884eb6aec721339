"""Photos of contributions: taken in, shown to whom they concern, erased when they are withdrawn.

A photo is decoded and written anew before the database is asked for anything: that takes a second of a processor,
and others wait for the lock. Its bytes leave the service as an image with a name of our own, and never over WFS.
"""

from __future__ import annotations

import base64
import re
from binascii import Error
from hashlib import sha256

from qgis.core import QgsExpression, QgsFeature, QgsFeatureRequest, QgsVectorLayer
from qgis.PyQt.QtCore import QByteArray

from ...adapters.pictures import Picture, renewed
from ...adapters.prepared import published_layers
from ...domain.contribution import OPEN, Reason, Status
from ...domain.errors import AccessDenied, InvalidContent, LimitExceeded, Refused, TransitionRefused
from ...domain.transitions import Party
from ...formats.photo import ENDINGS, MAX_BYTES
from ...services.photos import ATTACHED, WITHDRAWN
from ...services.photos import PHOTO as NAME
from ...services.wfs.filters import Compare, Comparison, FeatureIds, Filter
from ...services.wfs.model import Insert, NewFeature, Update
from ..answer import HttpAnswer
from ..current import Current
from ..writing.table import Table
from ..writing.work import Outcome, Work, text
from . import submission

EVENTS = {ATTACHED: "photo_attached", WITHDRAWN: "photo_withdrawn"}
"""`to_status` of the event: no status of a contribution."""

MOST, AT_ONCE = 10, 3
"""Photos of one contribution that are not withdrawn, and in one Transaction."""

REVISABLE = frozenset({Status.SUBMITTED, Status.NEEDS_CHANGES, Status.CONFLICT})
"""While its author may change a contribution: nobody accepts a photo that they have not seen."""

REASONS = frozenset({Reason.PERSONAL_DATA, Reason.ABUSE})
"""Why somebody else than its author withdraws a photo."""

_NOT_YOURS = "There is no photo of that name that is yours or of a contribution that you may review."
_SENT = frozenset({"uuid", "contribution", "data"})
_LONGEST = (MAX_BYTES + 2) // 3 * 4
_FID = re.compile(rf"{NAME}\.[0-9]{{1,18}}")


def read_pictures(work: Work) -> None:
    """Decode what is sent, before the lock. Raises InvalidContent, LimitExceeded."""
    inserts = [action for action in work.transaction.actions if isinstance(action, Insert) and action.typename == NAME]
    sent = [new for action in inserts for new in action.features]
    if len(sent) > AT_ONCE:
        raise LimitExceeded(f"A Transaction may hold {AT_ONCE} photos.")
    for new in sent:
        data = _decoded(new)
        work.pictures[sha256(data).hexdigest()] = renewed(data)


def insert(work: Work, action: Insert) -> Outcome:
    """Add photos; one that is there already is answered as the first time."""
    return Outcome(inserted=tuple(f"{NAME}.{_add(work, new)}" for new in action.features))


def withdraw(work: Work, action: Update) -> Outcome:
    """Erase the bytes of a photo: by its author at any time, by a reviewer with a reason."""
    texts = dict(action.properties)
    reason = texts.pop("reason_code", None) or ""
    if texts != {"status": WITHDRAWN} or action.sets_geometry:
        raise InvalidContent(f"An Update of a photo sets its status to {WITHDRAWN}, and nothing else.")
    photo = _one(work.store.table(NAME), action.filter)
    contribution = work.store.table("contribution").where("uuid", text(photo, "contribution"))[0]
    role = _withdrawing_party(work, photo, contribution, reason)
    if photo["status"] != WITHDRAWN:
        work.store.table(NAME).change(photo, {"status": WITHDRAWN, "data": None})
        _record(work, role, contribution, text(photo, "uuid"), WITHDRAWN, reason)
    return Outcome(updated=1)


def has_some(work: Work, contribution: str) -> bool:
    """Whether a contribution has photos that are not withdrawn."""
    return bool(_rows(work.store.table(NAME), _of_contribution(contribution)))


def show(now: Current, uuid: str) -> HttpAnswer:
    """GetAttachment: the image. Raises Refused (404) for one that is not there, withdrawn or not to be seen."""
    if now.actor.is_guest:
        raise AccessDenied("Photos are shown to people whom the municipality knows.")
    layer = now.project.mapLayer(published_layers(now.project).get(NAME, ""))
    found = None
    if isinstance(layer, QgsVectorLayer):
        seen = f'"uuid" = {QgsExpression.quotedValue(uuid)} AND ({now.condition(NAME)})'
        found = next(layer.getFeatures(QgsFeatureRequest().setFilterExpression(seen)), None)
    data = bytes(found["data"] or b"") if found is not None and found["status"] == ATTACHED else b""
    if found is None or not data:
        raise Refused("There is no such photo that you may see.", "NotFound")
    name = f"{uuid}.{ENDINGS[found['media_type']]}"
    headers = {
        "X-Content-Type-Options": "nosniff",
        "Content-Disposition": f'inline; filename="{name}"',
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cache-Control": "no-store",
    }
    return HttpAnswer(200, data, str(found["media_type"]), headers)


def _decoded(new: NewFeature) -> bytes:
    encoded = "".join((new.properties.get("data") or "").split())
    if len(encoded) > _LONGEST:
        raise LimitExceeded(f"A photo may have {MAX_BYTES} bytes.")
    try:
        return base64.b64decode(encoded, validate=True)
    except (Error, ValueError) as error:
        raise InvalidContent("The data of a photo are its bytes as base64.") from error


def _add(work: Work, new: NewFeature) -> int:
    texts = {name: value for name, value in new.properties.items() if value}
    uuid, about = texts.get("uuid", ""), texts.get("contribution", "")
    if not submission.UUID.match(uuid):
        raise InvalidContent("A photo needs a uuid in lower case, as 123e4567-e89b-12d3-a456-426614174000.")
    if strange := sorted({*texts} - _SENT):
        raise InvalidContent(f"The field {strange[0][:60]} of a photo is set by the service, not by who sends it.")
    contribution, role = _of(work, about)
    there = _rows(work.store.table(NAME), f'"uuid" = {QgsExpression.quotedValue(uuid)}')
    mark = sha256(_decoded(new)).hexdigest()
    if there:
        _check_same(work, there[0], about, mark)
        return int(there[0]["id"])
    _check_open(contribution, role)
    _check_number(work, about)
    work.quota.photo(len(work.pictures[mark].data))
    row = work.store.table(NAME).add(_columns(work, uuid, about, work.pictures[mark]))
    _record(work, role, contribution, uuid, ATTACHED, hashed=_hash_of(mark, text(row, "sha256")))
    return int(row["id"])


def _columns(work: Work, uuid: str, about: str, picture: Picture) -> dict[str, object]:
    return {
        "uuid": uuid,
        "contribution": about,
        "author": work.pseudonym,
        "created": work.time,
        "media_type": picture.media_type,
        "sha256": picture.sha256,
        "width": picture.width,
        "height": picture.height,
        "size": len(picture.data),
        "status": ATTACHED,
        "data": QByteArray(picture.data),
    }


def _of(work: Work, uuid: str) -> tuple[QgsFeature, Party]:
    """The contribution that a photo is for, and in which part the actor adds it. Raises AccessDenied."""
    rows = work.store.table("contribution").where("uuid", uuid)
    parties = work.parties(rows[0]) if rows else frozenset()
    for party in (Party.AUTHOR, Party.REVIEWER):
        if party in parties:
            return rows[0], party
    raise AccessDenied("You may add photos to contributions that are yours or that you may review.")


def _check_open(contribution: QgsFeature, party: Party) -> None:
    status = text(contribution, "status")
    if status not in (REVISABLE if party is Party.AUTHOR else OPEN):
        raise TransitionRefused(f"The contribution is {status}: no photo can be added to it now.")


def _check_number(work: Work, about: str) -> None:
    if len(_rows(work.store.table(NAME), _of_contribution(about))) >= MOST:
        raise LimitExceeded(f"A contribution may have {MOST} photos.")


def _of_contribution(uuid: str) -> str:
    return f'"contribution" = {QgsExpression.quotedValue(uuid)} AND "status" = \'{ATTACHED}\''


def _check_same(work: Work, row: QgsFeature, about: str, mark: str) -> None:
    """The same bytes of the same person, as the record says; our own hash is of what was made of them."""
    hashed = _hash_of(mark, text(row, "sha256"))
    events = [event for event in work.events.of(about) if event["feature_key"] == row["uuid"]]
    same = any(text(event, "note_hash") == hashed for event in events if event["to_status"] == EVENTS[ATTACHED])
    if not same or text(row, "author") != work.pseudonym or text(row, "contribution") != about:
        raise InvalidContent(f"The uuid {row['uuid']} is that of another photo.")


def _hash_of(mark: str, stored: str) -> str:
    """Says nothing of the photo once its row, and in it the salt, is erased."""
    return "sha256:" + sha256(f"{stored}\n{mark}".encode()).hexdigest()


def _withdrawing_party(work: Work, photo: QgsFeature, contribution: QgsFeature, reason: str) -> Party:
    if text(photo, "author") == work.pseudonym:
        return Party.AUTHOR
    if Party.REVIEWER not in work.parties(contribution):
        raise AccessDenied(_NOT_YOURS)
    if reason not in REASONS:
        raise TransitionRefused(
            f"To withdraw a photo of somebody else, the reason {' or '.join(sorted(REASONS))} is needed."
        )
    return Party.REVIEWER


def _record(
    work: Work, party: Party, contribution: QgsFeature, uuid: str, deed: str, reason: str = "", hashed: str = ""
) -> None:
    work.events.append(
        str(party),
        contribution=text(contribution, "uuid"),
        layer=NAME,
        ars=text(contribution, "ars"),
        feature_key=uuid,
        to_status=EVENTS[deed],
        reason_code=reason,
        note_hash=hashed,
    )


def _one(table: Table, filter_: Filter | None) -> QgsFeature:
    """The one photo that a filter names by feature id or uuid. Raises AccessDenied."""
    match filter_:
        case FeatureIds((fid,)) if _FID.fullmatch(fid):
            rows = _rows(table, f'"id" = {int(fid.removeprefix(f"{NAME}."))}')
        case Compare(Comparison.EQUAL, "uuid", uuid):
            rows = _rows(table, f'"uuid" = {QgsExpression.quotedValue(uuid)}')
        case _:
            raise InvalidContent("A photo is named by its feature id or by its uuid, one at a time.")
    if not rows:
        raise AccessDenied(_NOT_YOURS)
    return rows[0]


def _rows(table: Table, where: str) -> list[QgsFeature]:
    """Rows without their bytes."""
    fields = table.layer.fields()
    wanted = [index for index in range(fields.count()) if fields.at(index).name() != "data"]
    request = QgsFeatureRequest().setFilterExpression(where).setSubsetOfAttributes(wanted)
    return list(table.layer.getFeatures(request))
