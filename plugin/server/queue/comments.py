"""Inserts into `comment`: by the author of a contribution and by those who may review it."""

from __future__ import annotations

from uuid import uuid4

from ...domain.errors import AccessDenied, InvalidContent
from ...domain.transitions import Party
from ...services.wfs.model import Insert, NewFeature
from ..writing.work import Outcome, Work, text
from . import submission

NAME = "comment"


def insert(work: Work, action: Insert) -> Outcome:
    """Add comments; one that is there already is answered as the first time."""
    return Outcome(inserted=tuple(f"{NAME}.{_add(work, new)}" for new in action.features))


def decision(work: Work, contribution: str, note: str) -> str:
    """Keep the note of a transition as a comment, where it can be erased, and return the comment's uuid."""
    uuid = str(uuid4())
    kind = {"uuid": uuid, "contribution": contribution, "text": note, "kind": "decision"}
    work.store.table(NAME).add({**kind, "author": work.pseudonym, "created": work.time})
    return uuid


def said_since(work: Work, contribution: str, time: str) -> bool:
    """Whether the actor has commented on a contribution at `time` (as the queue writes it) or later."""
    rows = work.store.table(NAME).where("contribution", contribution)
    mine = [row for row in rows if text(row, "author") == work.pseudonym and text(row, "kind") == "comment"]
    return any(text(row, "created") >= time for row in mine)


def _add(work: Work, new: NewFeature) -> int:
    texts = dict(new.properties)
    submission.check_sizes({name: value for name, value in texts.items() if name != "contribution"})
    _check_access(work, texts.get("contribution") or "")
    if not submission.UUID.match(texts.get("uuid") or "") or not (texts.get("text") or "").strip():
        raise InvalidContent("A comment needs a uuid in lower case and a text.")
    rows = work.store.table(NAME).where("uuid", texts["uuid"] or "")
    ours = {"kind": "comment", "author": work.pseudonym, "created": work.time}
    if rows:
        ours["created"] = text(rows[0], "created")
    wanted = {**{name: texts.get(name) for name in ("uuid", "contribution", "text")}, **ours}
    _check_ours(texts, wanted)
    if rows and any(text(rows[0], name) != value for name, value in wanted.items()):
        raise InvalidContent(f"The uuid {texts['uuid']} is that of another comment.")
    if rows:
        return int(rows[0]["id"])
    work.quota.comment()
    return int(work.store.table(NAME).add(wanted)["id"])


def _check_access(work: Work, contribution: str) -> None:
    rows = work.store.table("contribution").where("uuid", contribution)
    if not rows or not work.parties(rows[0]) & {Party.AUTHOR, Party.REVIEWER}:
        raise AccessDenied("You may comment on contributions that are yours or that you may review.")


def _check_ours(texts: dict[str, str | None], wanted: dict[str, str | None]) -> None:
    for name, value in texts.items():
        if (value or "") != (wanted.get(name) or ""):
            raise InvalidContent(f"The field {name[:60]} of a comment is set by the service, not by who sends it.")
