"""Lost updates, found afterwards: what was published from here, beside what the server has now.

Where a service cannot make a change conditional, two can write on the same version of a row, and the slower one wins
without having seen the other. What of that can be told from the row alone, and what is only somebody's later edit:

    our values are there                          nothing is lost
    some of them are there, some are not          who wrote last has kept some of ours, so has seen them: a later edit
    none is there, and one is as before ours      OVERWRITTEN: a writer who had read the row before us put it back
    none is there, and all are something new      a later edit, as far as anybody can tell

Where rows count their versions (resources/sql) more is known:

    ours came two or more versions after its base INTERLEAVED: somebody's change came in between, and is below ours
    the version is ours, the values are not       OVERWRITTEN: nobody who had seen ours writes at its version

A deliberate return to an older value looks like a writer who had not seen the newer one. So a finding is a question to
a person and never acts; and once a later edit was seen, the entry is closed: what comes after is not about ours.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from .contribution import Operation
from .feature import Feature
from .protection import VERSION, Protection, counts_versions
from .verdict import changed_parts, part, same_part


class Finding(StrEnum):
    """What is known of one entry. OPEN is looked at again at each refresh; the others stay."""

    OPEN = ""
    CLOSED = "closed"  # somebody has edited on top of it, or it was taken away: it is history
    OVERWRITTEN = "overwritten"
    INTERLEAVED = "interleaved"
    ANSWERED = "answered"  # a person has seen the finding, and has decided


LOST = frozenset({Finding.OVERWRITTEN, Finding.INTERLEAVED})
"""What a person is asked about."""


@dataclass(frozen=True)
class Entry:
    """One published change: the feature before and after it, None where there was none. `published`: ISO 8601, UTC."""

    uuid: str
    layer: str
    key: str | None
    operation: Operation
    before: Feature | None
    after: Feature | None
    published: str
    finding: Finding = Finding.OPEN


def needed(protection: Protection) -> bool:
    """Whether a layer's changes are looked after. With the server half nobody overwrites what they have not seen."""
    return protection is not Protection.ATOMIC


def at_publication(entry: Entry) -> Finding:
    """What the row itself tells as soon as ours is read back from it."""
    before, after = _version(entry.before), _version(entry.after)
    if entry.operation is not Operation.UPDATE or before is None or after is None:
        return Finding.OPEN
    return Finding.INTERLEAVED if after - before > 1 else Finding.OPEN


def judged(entry: Entry, now: Feature | None, geographic: bool = False) -> Finding:
    """What has become of `entry`, when the server has `now` under its key."""
    if entry.finding is not Finding.OPEN:
        return entry.finding
    if now is None:
        return Finding.OPEN if entry.after is None else Finding.CLOSED
    if entry.after is None:
        back = entry.before is not None and not changed_parts(entry.before, now, geographic)
        return Finding.OVERWRITTEN if back else Finding.CLOSED
    return _of_row(entry, entry.after, now, geographic)


def looked_at(
    entries: Iterable[Entry], now: dict[tuple[str, str | None], Feature | None], degrees: set[str]
) -> list[Entry]:
    """Those of `entries` of which something else is known now.

    `entries` are in the order of publication; `now` has the features that could be looked at, by layer and key;
    `degrees` names the layers with a geographic CRS. Of several changes of one feature only the last can be there:
    the ones before are closed by it.
    """
    last = {(entry.layer, entry.key): entry.uuid for entry in entries}
    found = []
    for entry in entries:
        place = (entry.layer, entry.key)
        if entry.finding is not Finding.OPEN or place not in now:
            continue
        superseded = last[place] != entry.uuid
        finding = Finding.CLOSED if superseded else judged(entry, now[place], entry.layer in degrees)
        if finding is not Finding.OPEN:
            found.append(replace(entry, finding=finding))
    return found


def again(entry: Entry, now: Feature, geographic: bool = False) -> Feature | None:
    """`now` with what `entry` had set, None for nothing: what publishing it again on top would propose."""
    if entry.after is None:
        return None
    if entry.before is None:
        return now
    names = changed_parts(entry.before, entry.after, geographic)
    values = {name: entry.after.properties.get(name) for name in names if name is not None}
    geometry = entry.after.geometry if None in names else now.geometry
    return replace(now, geometry=geometry, properties={**now.properties, **values})


def lost_parts(entry: Entry, geographic: bool = False) -> list[str | None]:
    """What the change had set: names of fields, and None for the geometry."""
    if entry.before is None or entry.after is None:
        return []
    return changed_parts(entry.before, entry.after, geographic)


def _of_row(entry: Entry, after: Feature, now: Feature, geographic: bool) -> Finding:
    if entry.before is None:  # a new feature had no value before it that could come back
        return Finding.OPEN if not changed_parts(after, now, geographic) else Finding.CLOSED
    ours = changed_parts(entry.before, after, geographic)
    kept = [name for name in ours if same_part(now, after, name, geographic)]
    if len(kept) == len(ours):
        return Finding.OPEN
    if _version(now) is not None and _version(now) == _version(after):
        return Finding.OVERWRITTEN
    returned = [name for name in ours if same_part(now, entry.before, name, geographic)]
    return Finding.OVERWRITTEN if returned and not kept else Finding.CLOSED


def _version(feature: Feature | None) -> int | None:
    if feature is None or not counts_versions(feature.properties):
        return None
    value: Any = part(feature, VERSION)
    return value if isinstance(value, int) and not isinstance(value, bool) else None
