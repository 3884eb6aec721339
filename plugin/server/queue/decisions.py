"""Updates of `contribution`: each is one transition, allowed by the table in the domain and recorded."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from qgis.core import QgsFeature, QgsGeometry

from ...domain.access import check_review
from ...domain.contribution import NEGATIVE, Reason, Status
from ...domain.errors import AccessDenied, ConditionFailed, InvalidContent, TransitionRefused
from ...domain.moment import as_moment, as_text
from ...domain.transitions import CLAIM, Guard, Party, Situation, Transition, find
from ...services.wfs.filters import Compare, Comparison, FeatureIds, Filter
from ...services.wfs.model import Update
from ..writing import geometries
from ..writing.work import Outcome, Work, text
from . import afterwards, attachments, comments, corrections, hand_overs, looking, rejections, submission
from .arrivals import NAME, result_text
from .events import note_hash

_FID = re.compile(rf"{NAME}\.[0-9]{{1,18}}")
CONTENT = frozenset({"operation", "base", "proposed", "comment"})
ANSWERING = frozenset({Status.ACCEPTED, Status.NEEDS_CHANGES, Status.FORWARDED, *NEGATIVE})
"""Statuses with which a reviewer answers: reason and note of an earlier answer do not outlive them."""


@dataclass(frozen=True)
class Done:
    """The change to the layer that this Transaction has made for a contribution."""

    fid: str
    key: str


def transit(work: Work, action: Update, done: Done | None = None) -> Outcome:
    """Carry out the transition that an Update asks for; raises what forbids it."""
    row = one(work, action.filter)
    texts = dict(action.properties)
    submission.check_sizes(texts)
    if afterwards.COLUMN in texts:
        _check_seen(row, texts)
        _check_places(work, row)
        return afterwards.look(work, row, texts)
    target, reason, note = _wanted(texts)
    source = Status(text(row, "status"))
    second = rejections.rejected_by(work, row) if target is Status.REJECTED else frozenset()
    situation = replace(_situation(work, row, reason, done is not None), note=note, rejected_by=second)
    if (source, target) == (Status.NEEDS_CHANGES, Status.SUBMITTED):
        situation = replace(situation, answered=_has_content(action) or _said(work, row, situation))
    transition = _found(source, target, situation)
    if transition.party is Party.AUTHOR:
        _check_no_answer(reason, note)
    _check_seen(row, texts)
    if target is Status.ACCEPTED:
        _check_places(work, row)
        _check_looked_at(work, row)
    if target is Status.IN_REVIEW and text(row, "claimed_by") != work.pseudonym:
        work.claimed.add(text(row, "uuid"))
    correction = corrections.read(work, row, texts, target)
    if correction is not None:
        texts["reason_code"] = reason = str(Reason.CORRECTED)
    columns = _columns(work, transition, row, texts, done) | hand_overs.columns(work, transition, row, texts)
    point = correction.point if correction is not None else None
    if target in ANSWERING or transition.party is Party.AUTHOR:
        columns |= corrections.columns(correction)
    if correction is not None and correction.change.base is None:
        columns["ars"] = correction.places[0]
    if _has_content(action):
        point = _revise(work, transition, row, action, columns)
    salt = comments.decision(work, text(row, "uuid"), note) if note else ""
    work.store.table(NAME).change(row, columns, point)
    work.events.append(
        str(transition.party),
        contribution=text(row, "uuid"),
        layer=text(row, "layer"),
        ars=columns.get("ars") or text(row, "ars"),
        feature_key=columns.get("feature_key") or text(row, "feature_key"),
        from_status=str(source),
        to_status=str(target),
        reason_code=reason,
        note_hash=note_hash(note, salt),
    )
    return Outcome(updated=1)


def _has_content(action: Update) -> bool:
    return bool({*action.properties} & CONTENT) or action.sets_geometry


def _said(work: Work, row: QgsFeature, at: Situation) -> bool:
    """Whether the author has said something since a reviewer asked back, in this Transaction too."""
    asked = as_text(at.decided_at) if at.decided_at else ""
    return Party.AUTHOR in at.parties and comments.said_since(work, text(row, "uuid"), asked)


def _found(source: Status, target: Status, situation: Situation) -> Transition:
    """As `find`; whoever comes too late hears who was faster, and when."""
    try:
        return find(source, target, situation)
    except TransitionRefused as refused:
        if situation.decided_by in (None, situation.actor) or situation.decided_at is None:
            raise
        since = f"It became {source} by {situation.decided_by} at {as_text(situation.decided_at)}."
        raise TransitionRefused(f"{refused.text} {since}") from refused


def _check_seen(row: QgsFeature, texts: Mapping[str, str | None]) -> None:
    """Who names a revision means that one: its author may have sent another meanwhile.

    So is a revision that names the one before: what the network held back does not undo what came after it.
    """
    seen = texts.get("revision")
    if seen is not None and seen != str(row["revision"]):
        raise ConditionFailed(f"The contribution has been revised: it is at revision {row['revision']} now.")


def _check_no_answer(reason: str, note: str) -> None:
    """Reason and note are shown as the answer of a reviewer; authors speak in comments. Raises InvalidContent."""
    if reason or note:
        text = "A reason_code and a note come with the answer of a reviewer; whoever sent the contribution comments."
        raise InvalidContent(text, field="reason_code" if reason else "note")


def _check_places(work: Work, row: QgsFeature) -> None:
    """Who accepts must review both where the feature is and where it would be. Raises AccessDenied."""
    sent = submission.read(work, {name: text(row, name) or None for name in submission.COLUMNS})
    for place in sent.places:
        check_review(work.actor, sent.layer.name, place)


def _check_looked_at(work: Work, row: QgsFeature) -> None:
    """Who accepts photos shows them to every member: they were there to be looked at since an earlier claim.

    While something is claimed, its author adds none.
    """
    uuid = text(row, "uuid")
    if uuid in work.claimed and attachments.has_some(work, uuid):
        raise TransitionRefused("It has photos: claim it, look at them, then accept it.")


def one(work: Work, filter_: Filter | None) -> QgsFeature:
    """The one row of the queue that a filter names by feature id or uuid, if it is the actor's to see.

    Raises AccessDenied otherwise, in the same words whether there is one of that name or not.
    """
    table = work.store.table(NAME)
    match filter_:
        case FeatureIds((fid,)) if _FID.fullmatch(fid):
            rows = table.select(f'"id" = {int(fid.removeprefix(f"{NAME}."))}')
        case Compare(Comparison.EQUAL, "uuid", uuid):
            rows = table.where("uuid", uuid)
        case _:
            raise InvalidContent("A contribution is named by its feature id or by its uuid, one at a time.")
    if not rows or not work.parties(rows[0]) & {Party.AUTHOR, Party.REVIEWER}:
        raise AccessDenied("There is no contribution of that name that is yours or that you may review.")
    return rows[0]


def _wanted(texts: Mapping[str, str | None]) -> tuple[Status, str, str]:
    ordered = hand_overs.COLUMNS if texts.get("status") == Status.FORWARDED else ()
    known = {"status", "reason_code", "note", "revision", *ordered, *corrections.SENT}
    strange = sorted(set(texts) - CONTENT - known)
    if strange:
        raise InvalidContent(f"The field {strange[0][:60]} of a contribution is set by the service.")
    status, reason = texts.get("status") or "", texts.get("reason_code") or ""
    if status not in set(Status):
        raise InvalidContent(f"An Update of a contribution sets its status; {status[:40]!r} is none.")
    if reason and reason not in set(Reason) - {Reason.CORRECTED}:
        raise InvalidContent(f"{reason[:40]!r} is no reason_code that is known here.")
    return Status(status), reason, texts.get("note") or ""


def _situation(work: Work, row: QgsFeature, reason: str, with_change: bool) -> Situation:
    events = [event for event in work.events.of(text(row, "uuid")) if event["to_status"] == row["status"]]
    last = events[-1] if events else None
    return Situation(
        actor=work.pseudonym,
        author=text(row, "author"),
        parties=work.parties(row),
        now=work.now,
        claimed_by=text(row, "claimed_by") or None,
        claimed_until=as_moment(text(row, "claimed_until")),
        decided_by=text(last, "actor") if last else None,
        decided_at=as_moment(text(last, "time")) if last else None,
        with_change=with_change,
        reason=reason,
        returns=hand_overs.returns_of(row),
        by_rule=bool(text(row, "automatic")),
    )


def _columns(
    work: Work, transition: Transition, row: QgsFeature, texts: Mapping[str, str | None], done: Done | None
) -> dict[str, Any]:
    claims = transition.target is Status.IN_REVIEW
    columns: dict[str, Any] = {
        "status": str(transition.target),
        "claimed_by": work.pseudonym if claims else None,
        "claimed_until": as_text(work.now + CLAIM) if claims else None,
    }
    if transition.target not in (Status.PUBLISHED, Status.CONFLICT):  # from here on it is a person who decides
        columns |= {"automatic": None, "afterwards": None}
    for name in ("reason_code", "note"):
        if name in texts or transition.target in ANSWERING:
            columns[name] = texts.get(name) or None
    if Guard.SAID in transition.guards:  # the answer that is taken back is none any more
        columns |= {"reason_code": None, "note": None}
    if done is not None:
        columns |= {"result": result_text(done.fid), "feature_key": text(row, "feature_key") or done.key}
    if transition.party is Party.AUTHOR and transition.target is Status.SUBMITTED:
        columns["revision"] = int(row["revision"]) + 1
    return columns


def _revise(
    work: Work, transition: Transition, row: QgsFeature, action: Update, columns: dict[str, Any]
) -> QgsGeometry | None:
    """Put the author's new content into `columns`; returns the point that stands for it."""
    if transition.party is not Party.AUTHOR or transition.target is not Status.SUBMITTED:
        raise InvalidContent("Only its author changes the content of a contribution, and submits it again.")
    point = None
    if action.geometry is not None:
        queue = work.store.table(NAME).layer
        point = submission.queue_point(work, geometries.read(action.geometry, action.srs_name, queue))
    texts = {name: text(row, name) or None for name in submission.COLUMNS}
    texts |= {name: value for name, value in action.properties.items() if name in CONTENT}
    sent = submission.read(work, texts, point)
    submission.check_rights(work, sent)
    sent.layer.check(sent.change)
    work.quota.revise(sent.size - sum(len(text(row, name).encode()) for name in ("base", "proposed")))
    columns |= {name: sent.columns[name] for name in CONTENT}
    columns["ars"] = sent.places[0]
    if not hand_overs.returns_of(row) and not text(row, "due"):  # what was handed over stays where it is
        columns |= work.store.responsible(sent.layer.name, sent.change, sent.point, sent.places[0])
    columns |= {"findings": looking.findings_of(work, sent), "tier": int(work.trust.tier), "held": None}
    return sent.point
