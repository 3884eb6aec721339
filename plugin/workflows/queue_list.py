"""The review queue as a list: some rows of it at a time, in an order; the server filters, sorts and counts.

A page begins behind the last row of the page before, by value and row number: nothing is skipped over, so the last page
of a hundred thousand takes as long as the first, and what comes in meanwhile shifts nothing. Where an order is by words
(layers by title, findings by how grave they are), the list is read section by section.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ..domain.contribution import Operation, Status
from ..domain.feature import Feature
from ..domain.validation import Severity
from ..services.contributions import QUEUE
from ..services.wfs.filters import Combined, Compare, Comparison, Filter, IsNull, Logic, Not
from .connection import Connection
from .progress import Progress, silent
from .queue_filters import ANY, NONE, Asker, Choice, all_of, any_of, condition, equal, finding
from .review import SUMMARY, Summary, summary_of

PAGE = 200
"""Rows that a page has."""
AT_ONCE = 1000
"""Rows that are asked for in one request, where a longer list is read again."""
_MOST_SECTIONS = 25
"""The last section names all others, in the address of a request."""
KEY = "id"
"""The column that numbers the rows as they come in: the order of age."""


@dataclass(frozen=True)
class Section:
    """One part of the list, in front of the next one; `by` is the column it is sorted by, beside KEY.

    Only columns that the service itself fills are sorted by: capitals are compared in two ways, when SQLite sorts and
    when it compares.
    """

    only: Filter | None = None
    by: str = KEY


@dataclass(frozen=True)
class Order:
    sections: Sequence[Section] = (Section(),)
    backwards: bool = False


@dataclass(frozen=True)
class Place:
    """Behind which row to go on: its section, its number, and its value of the column that is sorted by."""

    section: int = 0
    key: int | None = None
    value: str = ""


@dataclass(frozen=True)
class Listed:
    """Rows in their order; `after` is where to go on, None where the list ends."""

    rows: tuple[Summary, ...] = ()
    after: Place | None = None


@dataclass(frozen=True)
class Counted:
    """How many rows the list has in all, and the uuids of everything that is accepted, whatever is listed."""

    total: int
    accepted: tuple[str, ...] = field(default=())


# orders


OLDEST_FIRST, NEWEST_FIRST = Order(), Order(backwards=True)


def by_values(column: str, values: Sequence[str], backwards: bool = False) -> Order:
    """Section by section in the order of `values`; what has another value comes last."""
    if len(values) > _MOST_SECTIONS:
        return by_column(column, backwards)
    known = [equal(column, value) for value in values]
    others = any_of(known)
    ordered = [Section(part) for part in (reversed(known) if backwards else known)]
    return Order((*ordered, Section(Not(others) if others is not None else None)))


def by_column(column: str, backwards: bool = False) -> Order:
    """By the values of a column that the service fills; rows without one come last."""
    return Order((Section(Not(IsNull(column)), column), Section(IsNull(column))), backwards)


def by_findings(asker: Asker, backwards: bool = False) -> Order:
    """The gravest first."""
    kinds = [str(severity) for severity in Severity]
    found = {kind: finding(kind, asker) for kind in (*kinds, ANY, NONE)}
    sections: list[Section] = []
    for number, kind in enumerate(kinds):
        graver = [part for name in kinds[:number] if (part := found[name]) is not None]
        here = [part for part in (found[kind],) if part is not None]
        sections.append(Section(all_of([*here, *(Not(part) for part in graver)])))
    sections.append(Section(found[NONE]))
    return Order(tuple(reversed(sections)) if backwards else tuple(sections))


STATUSES = tuple(str(status) for status in Status if status is not Status.DRAFT)
OPERATIONS = tuple(str(operation) for operation in Operation)


# reading


def listed(
    connection: Connection,
    choice: Choice,
    order: Order,
    asker: Asker,
    after: Place | None = None,
    least: int = PAGE,
    progress: Progress = silent,
) -> Listed:
    """At least `least` rows behind `after`, as far as there are so many."""
    reader = _Reader(connection, choice, asker)
    found: list[Summary] = []
    place: Place | None = after or Place()
    while place is not None and len(found) < least:
        progress(len(found) / least, "load")
        rows, place = reader.page(order, place, min(max(least - len(found), 1), AT_ONCE))
        found += rows
    return Listed(tuple(found), place)


def counted(connection: Connection, choice: Choice, asker: Asker, total: bool = True) -> Counted:
    """How long the list is, if `total`: of a hundred thousand it takes the service seconds, so nothing waits for it."""
    accepted = Order((Section(equal("status", str(Status.ACCEPTED))),))
    waiting = tuple(listed_keys(connection, accepted, asker))
    if not total:
        return Counted(0, waiting)
    where = _Reader(connection, choice, asker).where
    return Counted(connection.client.count(QUEUE, filter=where, only=(KEY,)), waiting)


def listed_keys(connection: Connection, order: Order, asker: Asker) -> list[str]:
    """The uuids of a list, all of them."""
    reader, found = _Reader(connection, {}, asker, ("uuid",)), list[str]()
    place: Place | None = Place()
    while place is not None:
        rows, place = reader.page(order, place, AT_ONCE)
        found += [row.uuid for row in rows]
    return found


class _Reader:
    """Asks for pages of one choice."""

    def __init__(self, connection: Connection, choice: Choice, asker: Asker, columns: Sequence[str] = SUMMARY) -> None:
        self._client, self._crs = connection.client, connection.queue.crs
        self._schema = connection.queue_schema(QUEUE)
        there = {one.name for one in self._schema.fields}
        self._columns = [name for name in columns if name in there]  # a service of an earlier version has fewer
        self._there = there
        self.where = condition(choice, asker, there)

    def page(self, order: Order, place: Place, count: int) -> tuple[list[Summary], Place | None]:
        """The next rows of a section, and where to go on."""
        section = order.sections[place.section]
        by = section.by if section.by in self._there else KEY
        parts = [self.where, section.only, _behind(place, by, order.backwards)]
        direction = " D" if order.backwards else ""
        sort = f"{by}{direction}" if by == KEY else f"{by}{direction},{KEY}"
        rows = self._client.find(
            self._schema,
            crs=self._crs,
            filter=all_of([part for part in parts if part is not None]),
            most=count,
            only=list(dict.fromkeys([*self._columns, by])),
            sort=sort,
        )
        found = [summary_of(row.properties) for _, row in rows]
        if len(rows) == count:
            return found, _place(rows[-1], place.section, by)
        following = place.section + 1
        return found, Place(following) if following < len(order.sections) else None


def _place(row: tuple[str, Feature], section: int, by: str) -> Place:
    fid, feature = row
    value: Mapping[str, object] = feature.properties
    return Place(section, int(fid.rpartition(".")[2]), "" if by == KEY else str(value.get(by) or ""))


def _behind(place: Place, by: str, backwards: bool) -> Filter | None:
    if place.key is None:
        return None
    beyond = Comparison.LESS if backwards else Comparison.GREATER
    if by == KEY:
        return Compare(beyond, KEY, str(place.key))
    later = Combined(Logic.AND, (equal(by, place.value), Compare(Comparison.GREATER, KEY, str(place.key))))
    return Combined(Logic.OR, (Compare(beyond, by, place.value), later))
