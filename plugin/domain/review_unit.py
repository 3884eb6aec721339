"""Review units: contributions that belong together, and why each of them does.

Two of one person's contributions belong together

* where one deletes a thing and the other creates it anew in the same layer: a replacement, in the sense of
  candidates.py (near enough for their kind, or alike), whenever they were submitted;
* where they were submitted together, in one changeset, and touch, or lie within TOGETHER_M of one another.

Who says what their changeset is called is its author, so nothing is ever put together with somebody else's. A unit
has at most MOST members: what hangs together beyond that is cut, and the closest stay together. The result depends
on the contributions alone, not on their order; nothing here grows faster than their number (see apart.py).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from .apart import Effort, Shape, apart, beside, neighbours, shared
from .candidates import SAME_PLACE, Candidate, Kind, Place, judged, kind_of
from .contribution import Contribution, Operation, any_point
from .likeness import row_likeness
from .nearness import metres

TOGETHER_M = 5.0
"""Metres within which contributions of one changeset belong together."""
MOST = 20
"""Members of a unit: what one person can look at, and one Transaction publishes without holding up others."""
SHARED = 0.3
"""What the boxes of two areas share, at least, where one replaces the other."""


class Why(StrEnum):
    """Why two contributions belong together; the strongest first."""

    REPLACES = "replaces"
    TOUCHES = "touches"
    NEAR = "near"


@dataclass(frozen=True)
class Link:
    """Two contributions (uuids, the older first) that belong together; `distance_m` is between them."""

    one: str
    other: str
    why: Why
    distance_m: float

    def beyond(self, uuid: str) -> str:
        """The other end."""
        return self.other if uuid == self.one else self.one


@dataclass(frozen=True)
class Unit:
    """At least two members (uuids, oldest first), and for each the link that it is one for.

    `name` says which contributions in which revisions these are: another one means that something else is meant.
    """

    members: tuple[str, ...]
    reasons: Mapping[str, Link]
    name: str


def units(contributions: Iterable[Contribution], geographic: Collection[str] = ()) -> list[Unit]:
    """The units among `contributions`, those with the oldest member first; what belongs to nothing is in none.

    `geographic` names the reference systems whose unit is the degree.
    """
    by_author: dict[str, list[Contribution]] = defaultdict(list)
    for one in sorted(contributions, key=_age):
        by_author[one.author].append(one)
    ages = {one.uuid: _age(one) for mine in by_author.values() for one in mine}
    made = [unit for mine in by_author.values() for unit in _of_one_person(mine, geographic)]
    return sorted(made, key=lambda unit: ages[unit.members[0]])


def replacements(contributions: Iterable[Contribution], geographic: Collection[str] = ()) -> list[Link]:
    """Pairs of one deletion and one creation of the same thing, by one person; each contribution is in one at most."""
    ordered = sorted(contributions, key=_age)
    efforts: dict[str, Effort] = defaultdict(Effort)
    return _best_pairs(
        (candidate, link)
        for (author, layer, _crs), some in _grouped(ordered, lambda one: (one.author, one.layer)).items()
        for candidate, link in _replacing(some, kind_of(layer), geographic, efforts[author])
    )


def torn(links: Iterable[Link], taken: Collection[str], left: Collection[str]) -> list[tuple[str, str]]:
    """Of replacements those of which one half is `taken` and the other is `left`: the taken, and the left uuid."""
    ends = [pair for link in links if link.why is Why.REPLACES for pair in ((link.one, link.other), _turned(link))]
    return [(mine, other) for mine, other in ends if mine in taken and other in left]


def _of_one_person(mine: Sequence[Contribution], geographic: Collection[str]) -> list[Unit]:
    links = replacements(mine, geographic)
    effort = Effort()
    for (changeset, _crs), some in _grouped(mine, lambda one: (one.changeset,)).items():
        if changeset:
            links += _together(some, geographic, effort)
    return _cut(mine, links)


def _cut(mine: Sequence[Contribution], links: Iterable[Link]) -> list[Unit]:
    """The units that `links` make, the strongest and closest first, none with more than MOST members."""
    place = {one.uuid: number for number, one in enumerate(mine)}
    groups = {one.uuid: [one.uuid] for one in mine}
    reasons: dict[str, Link] = {}
    for link in sorted(links, key=lambda one: (_STRENGTH[one.why], one.distance_m, place[one.one], place[one.other])):
        first, second = groups[link.one], groups[link.other]
        if first is not second:
            if len(first) + len(second) > MOST:
                continue
            first += second
            groups.update(dict.fromkeys(second, first))
        for uuid in (link.one, link.other):
            reasons.setdefault(uuid, link)
    by_uuid = {one.uuid: one for one in mine}
    made = []
    for group in {id(group): group for group in groups.values() if len(group) > 1}.values():
        members = tuple(sorted(group, key=place.__getitem__))
        made.append(Unit(members, {uuid: reasons[uuid] for uuid in members}, name_of([by_uuid[m] for m in members])))
    return made


def name_of(members: Sequence[Contribution]) -> str:
    """The name of a unit: the uuid of its oldest member, and a fingerprint of all of them as they are."""
    said = "\n".join(f"{one.uuid} {one.revision}" for one in members)
    return f"{members[0].uuid}.{sha256(said.encode()).hexdigest()[:12]}"


def _together(some: Sequence[Contribution], geographic: Collection[str], effort: Effort) -> Iterator[Link]:
    placed, shapes = _placed(some, geographic)
    for first, second in neighbours([shape.box for shape in shapes], TOGETHER_M):
        away = apart(shapes[first], shapes[second], TOGETHER_M, effort)
        if away is not None:
            why = Why.TOUCHES if away <= SAME_PLACE else Why.NEAR
            yield Link(placed[first].uuid, placed[second].uuid, why, away)


def _replacing(
    some: Sequence[Contribution], kind: Kind, geographic: Collection[str], effort: Effort
) -> Iterator[tuple[Candidate, Link]]:
    """What may replace what in one layer, with how well it does."""
    changing = [one for one in some if one.change.operation is not Operation.UPDATE]
    if len({one.change.operation for one in changing}) < 2:
        return
    placed, shapes = _placed(changing, geographic)
    for first, second in neighbours([shape.box for shape in shapes], kind.reach):
        one, other = placed[first], placed[second]
        if one.change.operation is other.change.operation:
            continue
        place = _place(shapes[first], shapes[second], kind.reach, effort)
        if place is None:
            continue
        likeness = row_likeness(one.change.feature.properties, other.change.feature.properties)
        candidate = judged(other.uuid, place, likeness, kind)
        if candidate is not None:
            yield candidate, Link(one.uuid, other.uuid, Why.REPLACES, place.distance)


def _place(one: Shape, other: Shape, reach: float, effort: Effort) -> Place | None:
    """How two shapes lie to each other, areas by their boxes; None where the one cannot stand for the other."""
    away = apart(one, other, reach, effort)
    if away is None:
        return None
    if one.is_area and other.is_area:
        overlap = shared(one.box, other.box)
        return Place(away, overlap) if overlap >= SHARED else None
    if one.is_line and other.is_line:
        along = beside(one, other, effort)
        return None if along is None else Place(along, lines=True)
    return Place(away) if (one.is_area, one.is_line) == (other.is_area, other.is_line) else None


def _best_pairs(found: Iterable[tuple[Candidate, Link]]) -> list[Link]:
    """Each contribution once: with the best there is, where that has no better one."""
    chosen: list[Link] = []
    taken: set[str] = set()
    best_first = sorted(found, key=lambda pair: (-pair[0].score, pair[1].distance_m, pair[1].one, pair[1].other))
    for _candidate, link in best_first:
        if taken.isdisjoint((link.one, link.other)):
            chosen.append(link)
            taken |= {link.one, link.other}
    return chosen


def _placed(some: Sequence[Contribution], geographic: Collection[str]) -> tuple[list[Contribution], list[Shape]]:
    """Those of one reference system that have a place, with it in metres: what is near lies at one latitude."""
    placed = [one for one in some if one.change.feature.geometry is not None]
    where = any_point(placed[0].change.feature.geometry) if placed else None
    scale = metres(placed[0].change.feature.crs in geographic, where[1]) if where else (1.0, 1.0)
    return placed, [Shape(geometry, scale) for one in placed if (geometry := one.change.feature.geometry) is not None]


def _grouped(
    some: Iterable[Contribution], key: Callable[[Contribution], tuple[str, ...]]
) -> dict[tuple[str, ...], list[Contribution]]:
    """By `key` and reference system: what lies in another one cannot be compared here."""
    groups: dict[tuple[str, ...], list[Contribution]] = defaultdict(list)
    for one in some:
        groups[(*key(one), one.change.feature.crs)].append(one)
    return groups


def _age(one: Contribution) -> tuple[str, str]:
    return one.created, one.uuid


def _turned(link: Link) -> tuple[str, str]:
    return link.other, link.one


_STRENGTH = {why: number for number, why in enumerate(Why)}
