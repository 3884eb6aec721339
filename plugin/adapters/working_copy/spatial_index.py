"""A spatial index of a million boxes in a second or two: SQLite's R*Tree module, asked row by row, takes fifteen.

The tree is packed from below: boxes sorted into strips by x and within them by y (Leutenegger and others, "STR",
1997), and nodes written full into the tables that the module keeps (SQLite, rtree.c: "Database Format of R-Tree
Tables"). A node is two bytes of depth, of the root only, two bytes of count, and cells of an eight-byte number and
four floats, all big-endian; the floats are rounded outwards, as the module rounds them.
"""

from __future__ import annotations

import math
import sqlite3
import struct
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from .schema import quoted

Box = tuple[int, float, float, float, float]
"""Number of a row or node, minimal and maximal x, minimal and maximal y."""

_CELL = 24
_HEAD = 4
_TOWARDS, _AWAY = 1.0 - 1.0 / 8388608.0, 1.0 + 1.0 / 8388608.0  # rtree.c: RNDTOWARDS, RNDAWAY
_SAMPLE = 1000
_FULL = 0.9
"""How full a node is made: the next rows find room."""


def fill(connection: sqlite3.Connection, index: str, boxes: str) -> None:
    """Put boxes into the empty index; `boxes` is a SELECT of `id, x0, x1, y0, y1`, none of them NULL."""
    size = connection.execute(f"SELECT length(data) FROM {quoted(f'{index}_node')} WHERE nodeno = 1").fetchone()[0]
    count = connection.execute(f"SELECT count(*) FROM ({boxes})").fetchone()[0]
    if count:
        _Tree(connection, index, size).build(boxes, count)


class _Tree:
    def __init__(self, connection: sqlite3.Connection, index: str, size: int) -> None:
        self._connection, self._size = connection, size
        self._most = max(2, int((size - _HEAD) // _CELL * _FULL))
        self._node, self._row, self._parent = (quoted(f"{index}_{name}") for name in ("node", "rowid", "parent"))
        self._next = 2  # 1 is the root

    def build(self, boxes: str, count: int) -> None:
        leaves = math.ceil(count / self._most)
        strips = math.ceil(math.sqrt(leaves))
        low, width = self._strips(boxes, count, strips)
        strip = f"CAST((min(max(x0, {low!r}), {low + width * strips!r}) - {low!r}) / {width!r} AS INTEGER)"
        ordered = f"SELECT id, x0, x1, y0, y1 FROM ({boxes}) ORDER BY {strip}, y0"
        rows = self._connection.execute(ordered)
        rows.row_factory = None
        level, depth = self._leaves(iter(lambda: rows.fetchmany(self._most), []), leaves == 1), 0
        while len(level) > 1:
            depth += 1
            root = len(level) <= self._most
            groups = [level[start : start + self._most] for start in range(0, len(level), self._most)]
            level = [self._written(group, 0 if not root else depth, root, self._parent) for group in groups]

    def _strips(self, boxes: str, count: int, strips: int) -> tuple[float, float]:
        """Left side and width of strips that hold about as many boxes each; a few boxes far away do not count."""
        step = max(1, count // _SAMPLE)
        sample = f"SELECT x0 FROM ({boxes}) WHERE id IN (SELECT value * {step} FROM temp.numbers) ORDER BY x0"
        self._connection.execute("CREATE TEMP TABLE numbers (value INTEGER PRIMARY KEY)")
        self._connection.executemany("INSERT INTO temp.numbers VALUES (?)", ((n,) for n in range(1, _SAMPLE + 1)))
        found = [float(row[0]) for row in self._connection.execute(sample)] or [0.0]
        self._connection.execute("DROP TABLE temp.numbers")
        low, high = found[len(found) // 50], found[-1 - len(found) // 50]
        return low, max((high - low) / strips, 1e-9)

    def _leaves(self, groups: Iterable[list[Box]], root: bool) -> list[Box]:
        return [self._written(group, 0, root, self._row) for group in groups]

    def _written(self, group: Sequence[Box], depth: int, root: bool, below: str) -> Box:
        """Write one node, and into `below` what it is the parent of; its own box."""
        number = 1 if root else self._next
        self._next += not root
        ids, *sides = zip(*group, strict=True)
        lows = [array("f", _down(sides[place])) for place in (0, 2)]
        highs = [array("f", _up(sides[place])) for place in (1, 3)]
        flat = chain.from_iterable(zip(ids, lows[0], highs[0], lows[1], highs[1], strict=True))
        data = struct.pack(">HH" + "q4f" * len(group), depth, len(group), *flat).ljust(self._size, b"\0")
        self._connection.execute(f"INSERT OR REPLACE INTO {self._node} VALUES (?, ?)", (number, data))
        self._connection.executemany(f"INSERT INTO {below} VALUES (?, ?)", ((id_, number) for id_ in ids))
        return number, min(lows[0]), max(highs[0]), min(lows[1]), max(highs[1])


def _down(values: Sequence[float]) -> Iterator[float]:
    for value, near in zip(values, array("f", values), strict=True):
        yield value if near <= value else value * (_AWAY if value < 0 else _TOWARDS)


def _up(values: Sequence[float]) -> Iterator[float]:
    for value, near in zip(values, array("f", values), strict=True):
        yield value if near >= value else value * (_TOWARDS if value < 0 else _AWAY)
