"""Which pages are asked for: ranges of a whole-numbered key, tiles of the extent, or places in an order.

A plan hands out parts and hears what became of them: `next` gives a part or None, `answered` how many rows it
had. What an earlier try has loaded is passed as `done`, by name, and is not asked for again. `rows` is how many
rows a page should have, and may be changed at any time.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from .filters import Between, Filter, IsNull
from .model import Field

Extent = tuple[float, float, float, float]
MOST_ROWS = 10_000
_DEEPEST = 24
_AT_FIRST = 6  # halvings: 4096 tiles, which are kept in memory
_ENDLESS = 10**9


@dataclass(frozen=True)
class Part:
    """One page: what is added to the question, and at most how many rows are wanted (`limit`)."""

    name: str
    limit: int
    filter: Filter | None = None
    box: Extent | None = None
    start: int | None = None


Done = tuple[str, int]
"""The name of a part, and how many rows it has."""


class Plan(Protocol):
    rows: int

    def next(self) -> Part | None:
        """The next page, None where there is none just now."""

    def answered(self, part: Part, got: int, last: object) -> Done | None:
        """What is loaded now; None where it must be asked for in smaller pieces.

        `last` is the value of the key in the last row. Raises PlanFailed.
        """

    def again(self, part: Part) -> None:
        """It was too much: ask for it once more, now with fewer rows."""


class PlanFailed(Exception):
    """This plan leads nowhere; another one may."""


class First:
    """The first few rows, to see how large they are."""

    def __init__(self, rows: int, start: int = 0) -> None:
        self.rows = rows
        self._left = [Part("first", rows, start=start)]

    def next(self) -> Part | None:
        return self._left.pop() if self._left else None

    def answered(self, _part: Part, _got: int, _last: object) -> Done | None:
        return None  # they come once more with a part of a plan, or not at all

    def again(self, part: Part) -> None:
        self._left.append(Part("first", max(1, part.limit // 4), start=part.start))


class KeyRanges:
    """Ranges of a whole-numbered field. The server finds each by its index, wherever in the table it lies.

    Rows without a key, where the field allows them, are a page of their own.
    """

    def __init__(self, field: Field, low: int, high: int, total: int, rows: int, done: Iterable[str]) -> None:
        self.rows, self._field = rows, field
        self._gaps = gaps(low, high, done)
        self._width = max(1.0, (high - low + 1) * rows / max(total, 1))
        self._seen: dict[int, tuple[int, int]] = {}
        self._cap = 2 * MOST_ROWS
        self._keyless = [Part("keyless", MOST_ROWS, IsNull(field.name))] if field.nillable else []

    def next(self) -> Part | None:
        if not self._gaps:
            return self._keyless.pop() if self._keyless else None
        low, high = self._gaps.pop()
        end = min(high, low + max(1, int(self._width)) - 1)
        if end < high:
            self._gaps.append((end + 1, high))
        return range_part(self._field, f"keys {low} {end}", 2 * self.rows)

    def answered(self, part: Part, got: int, last: object) -> Done | None:
        if part.name == "keyless":
            return (part.name, got) if got < part.limit else None
        low, high = _range(part.name)
        if got < part.limit and not self._is_cut(low, high, got, last):
            self._aim((high - low + 1) * min(self.rows, self._cap) / got if got else 4 * self._width)
            return part.name, got
        self._aim(self._width / 2)
        if not isinstance(last, int) or not low < last <= high:
            raise PlanFailed
        self._gaps.append((last, high))  # once more with `last`: others may have the same
        return f"keys {low} {last - 1}", got - 1

    def _is_cut(self, low: int, high: int, got: int, last: object) -> bool:
        """Whether the service sends no more at once: two ranges, neither of them full, with as many rows."""
        if not got or got > high - low:
            return False
        if got in self._seen and got < self._cap:
            self._cap = got
            self._gaps.append(self._seen[got])  # that one was cut off as well
        elif isinstance(last, int):
            self._seen[got] = (last, high)
        return got >= self._cap

    def _aim(self, width: float) -> None:
        self._width = min(max(width, self._width / 4, 1.0), 4 * self._width)

    def again(self, part: Part) -> None:
        if part.name == "keyless":
            raise PlanFailed
        self._gaps.append(_range(part.name))
        self._width = max(1.0, self._width / 4)


def range_part(field: Field, name: str, limit: int = MOST_ROWS) -> Part:
    """The page that a range of keys is, by its name."""
    low, high = _range(name)
    return Part(name, limit, Between(field.name, str(low), str(high)))


def gaps(low: int, high: int, done: Iterable[str]) -> list[tuple[int, int]]:
    """What is left of `low` to `high` beside the ranges that are `done`, the first one last."""
    found = []
    for start, end in sorted(_range(name) for name in done if name.startswith("keys ")):
        if start > low:
            found.append((low, min(start - 1, high)))
        low = max(low, end + 1)
    return [pair for pair in [*found, (low, high)] if pair[0] <= pair[1]][::-1]


def _range(name: str) -> tuple[int, int]:
    low, high = name.split()[1:]
    return int(low), int(high)


class Places:
    """Pages of an order, each from where the one before ended: for servers that count so, which takes them longer
    and longer. A server that sends fewer than it is asked for has a limit, and is asked for that.

    Without a `total` it ends with the first empty page.
    """

    def __init__(self, total: int | None, rows: int, done: Iterable[str]) -> None:
        self.rows, self._most = rows, MOST_ROWS
        spans = [_range(name) for name in done if name.startswith("places ")]
        ranges = [f"keys {start} {start + count - 1}" for start, count in spans]
        self._gaps = gaps(0, (_ENDLESS if total is None else total) - 1, ranges)

    def next(self) -> Part | None:
        if not self._gaps:
            return None
        low, high = self._gaps.pop()
        limit = min(self.rows, self._most, high - low + 1)
        if low + limit <= high:
            self._gaps.append((low + limit, high))
        return Part(f"places {low} {limit}", limit, start=low)

    def answered(self, part: Part, got: int, _last: object) -> Done | None:
        start, count = _range(part.name)
        if not got:
            self._gaps = [pair for pair in self._gaps if pair[0] < start]
            return None
        if got < count:
            self._most = min(self._most, got)
            self._gaps.append((start + got, start + count - 1))
        return f"places {start} {got}", got

    def again(self, part: Part) -> None:
        start, count = _range(part.name)
        self._gaps.append((start, start + count - 1))


class Tiles:
    """The extent in tiles, each split in four while it has as many rows as the server, or a page, sends at most.

    The first page is the whole extent, which tells how many the server sends. Features without geometry (of the field
    `shape`) are a page of their own.
    """

    def __init__(self, extent: Extent, total: int, rows: int, shape: str, done: Iterable[str]) -> None:
        self.rows, self._cap, self._total = rows, 2 * MOST_ROWS, total
        self._done, self._extent = {name for name in done if name.startswith("tile ")}, extent
        self._open = [(0, 0, 1)]
        self._shapeless: list[str] = [shape] if shape else []

    def next(self) -> Part | None:
        while self._open:
            x, y, side = self._open.pop()
            name = f"tile {x} {y} {side}"
            if name not in self._done:
                return Part(name, 2 * self.rows, box=self._box(x, y, side))
        if self._shapeless:
            return Part("shapeless", MOST_ROWS, IsNull(self._shapeless.pop()))
        return None

    def _box(self, x: int, y: int, side: int) -> Extent:
        left, bottom, right, top = self._extent
        width, height = (right - left) / side, (top - bottom) / side
        return (left + x * width, bottom + y * height, left + (x + 1) * width, bottom + (y + 1) * height)

    def answered(self, part: Part, got: int, _last: object) -> Done | None:
        if part.box is None:
            return part.name, got
        if part.name == "tile 0 0 1" and got < part.limit:
            self._cap = got  # or it is all there is, and four more questions prove it
        if got < min(part.limit, self._cap) or not got:
            return part.name, got
        self.again(part)
        return None

    def again(self, part: Part) -> None:
        if part.box is None:
            raise PlanFailed
        x, y, side = (int(word) for word in part.name.split()[1:])
        finer = 2 if side > 1 else 2 ** min(max(1, self._halvings()), _AT_FIRST)
        if side < 2**_DEEPEST:
            corners = range(finer)
            self._open += [(finer * x + i, finer * y + j, finer * side) for i in corners for j in corners]

    def _halvings(self) -> int:
        """How often the extent is halved until a tile has about as many rows as are sent, if they lie evenly."""
        return math.ceil(math.log(max(self._total / min(self.rows, self._cap), 1), 4))


def quarters(extent: Extent) -> list[Part]:
    """Four parts that cover an extent; what lies on a border is in two of them."""
    left, bottom, right, top = extent
    x, y = (left + right) / 2, (bottom + top) / 2
    boxes = [(left, bottom, x, y), (x, bottom, right, y), (left, y, x, top), (x, y, right, top)]
    return [Part(f"quarter {number}", 0, box=box) for number, box in enumerate(boxes)]
