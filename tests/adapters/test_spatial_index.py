"""The packed spatial index finds what SQLite's own would find, and goes on like one."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing

import pytest

from plugin.adapters.working_copy.spatial_index import fill

pytestmark = pytest.mark.qgis
COUNTS = [0, 1, 2, 44, 45, 46, 51, 52, 2024, 2025, 2026, 5000]


def boxes(count: int) -> list[tuple[int, float, float, float, float]]:
    """Some points, some large, on both sides of zero, and a few where somebody forgot a digit."""
    lot = random.Random(count)
    found = []
    for number in range(1, count + 1):
        x = 1e9 if lot.random() < 0.01 else lot.uniform(-1e6, 1e6)
        y, size = lot.uniform(-6e6, 6e6), lot.choice([0.0, 1.5, 1e4])
        found.append((3 * number, x, x + size, y, y + size))
    return found


def filled(connection: sqlite3.Connection, rows: list[tuple[int, float, float, float, float]]) -> None:
    connection.execute("CREATE TABLE rows (id INTEGER PRIMARY KEY, x0, x1, y0, y1)")
    connection.executemany("INSERT INTO rows VALUES (?, ?, ?, ?, ?)", rows)
    connection.execute('CREATE VIRTUAL TABLE "der baum" USING rtree(id, minx, maxx, miny, maxy)')
    fill(connection, "der baum", "SELECT id, x0, x1, y0, y1 FROM rows")


def check(connection: sqlite3.Connection) -> None:
    """The index is sound, and no search misses anything."""
    assert connection.execute("SELECT rtreecheck('main', 'der baum')").fetchone() == ("ok",)
    lot = random.Random(1)
    for _ in range(20):
        x, y, size = lot.uniform(-1e6, 1e6), lot.uniform(-6e6, 6e6), lot.choice([0.0, 1e3, 5e5])
        asked = (x + size, x - size, y + size, y - size)
        by_index = 'SELECT id FROM "der baum" WHERE minx <= ? AND maxx >= ? AND miny <= ? AND maxy >= ?'
        by_rows = "SELECT id FROM rows WHERE x0 <= ? AND x1 >= ? AND y0 <= ? AND y1 >= ?"
        found = {row[0] for row in connection.execute(by_index, asked)}
        assert found >= {row[0] for row in connection.execute(by_rows, asked)}


@pytest.mark.parametrize("count", COUNTS)
def test_it_is_sound_and_misses_nothing(count: int) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        filled(connection, boxes(count))
        check(connection)
        assert connection.execute('SELECT count(*) FROM "der baum"').fetchone() == (count,)


@pytest.mark.parametrize("count", COUNTS)
def test_it_is_no_larger_than_sqlites_own(count: int) -> None:
    rows = boxes(count)
    with closing(sqlite3.connect(":memory:")) as connection:
        filled(connection, rows)
        connection.execute("CREATE VIRTUAL TABLE theirs USING rtree(id, minx, maxx, miny, maxy)")
        connection.executemany("INSERT INTO theirs VALUES (?, ?, ?, ?, ?)", rows)
        same = 'SELECT count(*) FROM "der baum" JOIN theirs USING (id, minx, maxx, miny, maxy)'
        assert connection.execute(same).fetchone() == (count,)  # rounded as they round
        ours, theirs = (
            connection.execute(f'SELECT count(*) FROM "{name}_node"').fetchone()[0] for name in ("der baum", "theirs")
        )
        assert ours <= theirs + 2  # some room is left in each


@pytest.mark.parametrize("count", COUNTS)
def test_it_goes_on_like_any_other(count: int) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        filled(connection, boxes(count))
        more = [(100_000 + number, *box) for number, *box in boxes(200)]
        connection.executemany("INSERT INTO rows VALUES (?, ?, ?, ?, ?)", more)
        connection.executemany('INSERT INTO "der baum" VALUES (?, ?, ?, ?, ?)', more)
        for table in ("rows", '"der baum"'):
            connection.execute(f"DELETE FROM {table} WHERE id % 2 = 0")
        check(connection)
