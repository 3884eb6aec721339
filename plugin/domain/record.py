"""The record of what was done, as a chain: each event carries the hash of the one before, so none can be taken out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import Any

from .errors import InvalidContent

FIELDS = (
    "contribution",
    "layer",
    "feature_key",
    "from_status",
    "to_status",
    "actor",
    "role",
    "reason_code",
    "note_hash",
    "time",
    "previous_hash",
)
LATER = ("ars",)
"""Fields that came with a later version: they count where they have a value, so that older events stay true."""

COLUMNS = ("id", *FIELDS, *LATER, "hash")
"""What `verify` looks at, in the order in which the record is exported."""

Event = Mapping[str, Any]


def chained(fields: Mapping[str, str | None]) -> str:
    """The hash of an event over its fields, that of its predecessor among them."""
    counted = {name: fields.get(name) for name in FIELDS}
    counted |= {name: fields[name] for name in LATER if fields.get(name) is not None}
    line = json.dumps(counted, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return "sha256:" + sha256(line.encode()).hexdigest()


@dataclass(frozen=True)
class Anchor:
    """How many events there were and the hash of the last one, noted somewhere else: it shows a tail cut off."""

    count: int = 0
    hash: str = ""

    def __str__(self) -> str:
        return f"{self.count} {self.hash}".strip()

    @staticmethod
    def parse(text: str) -> Anchor:
        """What `str` has written. Raises InvalidContent."""
        found = re.fullmatch(r"\s*(?:0|([1-9][0-9]{0,17})\s+(sha256:[0-9a-f]{64}))\s*", text)
        if found is None:
            raise InvalidContent(f"An anchor is a number of events and a hash, as HEAD shows them: not {text[:90]!r}.")
        return Anchor(int(found[1]), found[2]) if found[1] else Anchor()


class Fault(StrEnum):
    """What is wrong with a link."""

    CHANGED = "changed"  # the row is not what its hash was made of
    HASH = "hash"  # the row is what it was, but its hash was replaced
    MISSING = "missing"  # the event before it is gone
    INSERTED = "inserted"  # the event before it was put in between
    REORDERED = "reordered"  # the event before it stands later
    ANCHOR = "anchor"  # the chain is not the one that was noted
    CUT = "cut"  # there are fewer events than were noted


@dataclass(frozen=True)
class Broken:
    """The first broken link: at the event `id`; `count` is the anchor's where that is what does not fit."""

    fault: Fault
    id: int
    count: int = 0


@dataclass(frozen=True)
class Verdict:
    """`head` is the last event that was good; `broken` the first that was not."""

    head: Anchor
    broken: Broken | None = None


def verify(events: Iterable[Event], anchor: Anchor = Anchor()) -> Verdict:
    """Look along the chain; `events` are rows of COLUMNS in the order of their ids, each looked at once.

    The rows after a broken link are read only to tell what broke it.
    """
    rows, before, head, last = iter(events), "", Anchor(), 0
    for row in rows:
        fault = _fault(row, head.hash, before, rows)
        if fault is not None:
            return Verdict(head, Broken(fault, int(row["id"])))
        before, head, last = head.hash, Anchor(head.count + 1, str(row["hash"])), int(row["id"])
        if head.count == anchor.count and head.hash != anchor.hash:
            return Verdict(head, Broken(Fault.ANCHOR, last, anchor.count))
    cut = Broken(Fault.CUT, last, anchor.count) if head.count < anchor.count else None
    return Verdict(head, cut)


def _fault(row: Event, head: str, before: str, later: Iterable[Event]) -> Fault | None:
    """What is wrong with a row that should follow `head`, which follows `before`."""
    own = chained(row)
    if own != row["hash"]:
        following = next(iter(later), None)
        return Fault.HASH if following is not None and following["previous_hash"] == own else Fault.CHANGED
    follows = row["previous_hash"] or ""
    if follows == head:
        return None
    if head and follows == before:
        return Fault.INSERTED
    return Fault.REORDERED if any(other["hash"] == follows for other in later) else Fault.MISSING
