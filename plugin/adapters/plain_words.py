"""What is said of a service without a review queue: before something is published there, and of what was lost."""

from __future__ import annotations

from collections.abc import Iterator

from ..domain.ledger import Entry, Finding, lost_parts
from ..workflows.plain import Notice
from .foreign import shown
from .wording import counted, translate


def before_publishing(notice: Notice) -> Iterator[str]:
    """What a person must have read before their changes go to a service without a review queue."""
    yield translate(
        "plain",
        "This service has no review queue: what you submit is on everybody's map at once, and nobody checks it before.",
    )
    if notice.not_once:
        yield counted(
            "plain",
            "%n new objects go to layers whose objects have no mark of their own. If the connection breaks at the "
            "wrong moment, nobody can tell by itself whether one has arrived. It is not sent a second time then: you "
            "will be asked.",
            notice.not_once,
        )


def in_doubt(count: int) -> str:
    return counted(
        "plain",
        "Of %n changes it is not known whether they have arrived. Submit again: what can be looked up is looked up. "
        "New objects without a mark of their own wait until you have looked at the map and decided "
        "(buergergis:doubtful).",
        count,
    )


def overwritten(entry: Entry) -> str:
    """What the ledger has found of one published change."""
    what = ", ".join(_named(part) for part in lost_parts(entry)[:6])
    place = f"{shown(entry.layer, 60)} {shown(entry.key or '', 60)}"
    if entry.finding is Finding.INTERLEAVED:
        text = translate(
            "plain",
            "{}: between what you saw and your change, somebody else has changed the same object. Your change now lies "
            "on top of theirs: look whether both are still right.",
        )
        return text.format(place)
    text = translate(
        "plain",
        "{}: what you had published is gone, and what was there before is back ({}). Somebody may have saved an older "
        "state without having seen yours.",
    )
    return text.format(place, what or translate("plain", "the object"))


def _named(part: str | None) -> str:
    return translate("plain", "position and shape") if part is None else shown(part, 60)
