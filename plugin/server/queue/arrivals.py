"""Inserts into `contribution`: a submission, or a change that staff publish at once."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from qgis.core import QgsFeature

from ...domain.access import check_write
from ...domain.contribution import Status
from ...domain.errors import InvalidContent
from ...domain.transitions import Party, Situation, find
from ...domain.trust import ACTOR
from ...services.wfs.model import Insert, NewFeature
from ..writing import geometries
from ..writing.work import Outcome, Work, text
from . import looking, submission
from .submission import Submission

NAME = "contribution"


def insert(work: Work, action: Insert) -> Outcome:
    """Put contributions into the queue; one that is there already is answered as the first time."""
    return Outcome(inserted=tuple(_submit(work, action, new) for new in action.features))


def read(work: Work, action: Insert, new: NewFeature) -> Submission:
    """What an Insert describes. Raises InvalidContent, LimitExceeded, AccessDenied."""
    point = None
    if new.geometry is not None:
        queue = work.store.table(NAME).layer
        point = submission.queue_point(work, geometries.read(new.geometry, action.srs_name, queue))
    return submission.read(work, new.properties, point)


def status_of(new: NewFeature) -> str:
    """The status that an Insert asks for."""
    return new.properties.get("status") or Status.SUBMITTED


def recorded(work: Work, sent: Submission) -> QgsFeature | None:
    """The row that the same person has sent before under this uuid. Raises InvalidContent for another."""
    rows = work.store.table(NAME).where("uuid", sent.columns["uuid"] or "")
    if not rows:
        return None
    given = {name for name in sent.columns if name != "feature_key" or sent.change.key}  # else publishing gives it
    same = all(text(rows[0], name) == (sent.columns[name] or "") for name in given)
    if not same or text(rows[0], "author") != work.pseudonym:
        raise InvalidContent(f"The uuid {sent.columns['uuid']} is that of another contribution.")
    return rows[0]


def publish_at_once(work: Work, action: Insert, fid: str, key: str) -> Outcome:
    """The record of a change that staff have just made in this Transaction, where the policy allows it."""
    sent = read(work, action, action.features[0])
    policy = sent.layer.policy
    assert policy is not None  # by submission.read
    check_write(work.actor, policy, sent.places)
    situation = Situation(
        actor=work.pseudonym,
        author=work.pseudonym,
        parties=frozenset({Party.STAFF}),
        now=work.now,
        with_change=True,
        direct=policy.direct,
    )
    find(Status.DRAFT, Status.PUBLISHED, situation)
    result = {"result": result_text(fid), "feature_key": key}
    row = _add(work, sent, action.features[0].properties, Status.PUBLISHED, result)
    return Outcome(inserted=(fid_of(row),))


def fid_of(row: QgsFeature) -> str:
    """The feature id of a row of the queue."""
    return f"{NAME}.{row['id']}"


def result_text(fid: str) -> str:
    """What `result` holds of a published contribution."""
    return json.dumps({"fid": fid}, ensure_ascii=False)


def _submit(work: Work, action: Insert, new: NewFeature) -> str:
    sent = read(work, action, new)
    row = recorded(work, sent)
    if row is None:
        submission.check_rights(work, sent)
        sent.layer.check(sent.change)
        row = _add(work, sent, new.properties, Status.SUBMITTED, {})
    return fid_of(row)


def _add(
    work: Work,
    sent: Submission,
    texts: Mapping[str, str | None],
    status: Status,
    more: Mapping[str, str],
) -> QgsFeature:
    ours: dict[str, str | int | None] = {
        "author": work.pseudonym,
        "created": work.time,
        "revision": 1,
        "status": str(status),
        **work.store.responsible(sent.layer.name, sent.change, sent.point, sent.places[0]),
        "ars": sent.places[0],  # where the feature is now; that of a new one is where it would be
        **more,
    }
    table = work.store.table(NAME)
    for name, value in texts.items():
        known = name in sent.columns or table.layer.fields().indexOf(name) >= 0
        if not known or (name not in sent.columns and value and value != str(ours.get(name) or "")):
            raise InvalidContent(f"The field {name[:60]} of a contribution is set by the service, not by who sends it.")
    work.quota.submit(sent.size, waits=status is not Status.PUBLISHED)
    if status is Status.PUBLISHED:
        found = looking.findings_of(work, _as_it_stands(sent, more.get("feature_key", "")))
        row = table.add({**sent.columns, **ours, "findings": found}, sent.point)
        _note(work, sent, row, Party.STAFF, Status.DRAFT, status)
        return row
    found, batch = looking.findings_of(work, sent), looking.batch_with(work, sent)
    verdict = work.trust.judged(work, sent, found, batch, partial(looking.alike, work, sent))
    row = table.add({**sent.columns, **ours, "findings": found, **work.trust.columns(sent, verdict)}, sent.point)
    _note(work, sent, row, Party.AUTHOR, Status.DRAFT, status)
    if verdict.ground is not None:
        why = f"{verdict}:tier_{int(work.trust.tier)}"
        _note(work, sent, row, Party.AUTOMATIC, status, Status.ACCEPTED, actor=ACTOR, reason_code=why)
    looking.take_back_mass(work, sent, batch)
    return row


def _as_it_stands(sent: Submission, key: str) -> Submission:
    """What staff have published is in the layer when it is looked at: under its key it is not its own double."""
    change, proposed = sent.change, sent.change.proposed
    if change.base is not None or proposed is None:
        return sent
    return replace(sent, change=replace(change, proposed=replace(proposed, key=key)))


def _note(
    work: Work, sent: Submission, row: QgsFeature, party: Party, before: Status, then: Status, **more: str
) -> None:
    about = {"contribution": sent.columns["uuid"], "layer": sent.layer.name, "ars": sent.places[0]}
    about |= {"feature_key": text(row, "feature_key"), "from_status": str(before), "to_status": str(then)}
    work.events.append(str(party), **{**about, **more})
