"""What the server calls the state of each row: by that a refresh sees which rows it need not read again.

A name is noted only beside the very row that was read after the name was, and only of rows that nobody has changed
here. So it may be older than its row, which is then read once more, and never newer.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from ...domain.moment import as_moment
from ..sqlite_address import uri
from .layer import LayerRecord
from .schema import quoted

SIDE_TABLES = (
    "CREATE TABLE IF NOT EXISTS version (fid TEXT PRIMARY KEY, state TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS carried (fid TEXT PRIMARY KEY) WITHOUT ROWID",
)
"""In the side file: what the server has now, and which of it is here already."""

FULLY_EVERY = timedelta(days=7)
"""After so long everything is read once more, whatever the versions say."""


def note(side: sqlite3.Connection, rows: Iterable[tuple[str, str]]) -> None:
    """What the server has, before any row of it is read; nothing is here already until it was compared."""
    side.execute("BEGIN")
    try:
        side.execute("DELETE FROM version")
        side.execute("DELETE FROM carried")
        side.executemany("INSERT OR REPLACE INTO version VALUES (?, ?)", rows)
        side.execute("COMMIT")
    except BaseException:
        side.execute("ROLLBACK")
        raise


def compare(side: sqlite3.Connection, copy: Path, layer: LayerRecord) -> list[str]:
    """Note what is here already; returns the ids of all that must be read, what was changed here among it."""
    side.execute("ATTACH ? AS copy", (uri(copy.absolute(), "rw"),))  # as write-ahead logging needs it
    try:
        side.execute(
            f'INSERT OR IGNORE INTO main.carried SELECT here."_fid" FROM copy.{quoted(layer.table)} AS here '
            'CROSS JOIN copy.buergergis_version AS known ON known.layer = ? AND known.fid = here."_fid" '
            "CROSS JOIN main.version AS now ON now.fid = known.fid AND now.state = known.state "
            f'WHERE here."_id" NOT IN (SELECT "_id" FROM copy.{quoted(layer.base)})',
            (layer.id,),
        )
    finally:
        side.execute("DETACH copy")
    wanted = "SELECT fid FROM version WHERE fid NOT IN (SELECT fid FROM carried) ORDER BY fid"
    return [fid for (fid,) in side.execute(wanted)]


def counts(side: sqlite3.Connection) -> tuple[int, int, int]:
    """How many rows the server has, how many of them are here already, how many of the others have arrived."""
    wanted = "SELECT fid FROM version WHERE fid NOT IN (SELECT fid FROM carried)"
    arrived = f'SELECT count(*) FROM arrived WHERE "_fid" IN ({wanted})'
    queries = ("SELECT count(*) FROM version", "SELECT count(*) FROM carried", arrived)
    total, carried, come = (int(side.execute(query).fetchone()[0]) for query in queries)
    return total, carried, come


def remember(connection: sqlite3.Connection, layer: LayerRecord, whole: bool, partly: bool) -> None:
    """Beside the rows that were taken in: what the attached side file calls them. `partly`: the others stay."""
    forgotten = "DELETE FROM buergergis_version WHERE layer = ?"
    if partly:
        forgotten += " AND fid NOT IN (SELECT fid FROM side.carried)"
    connection.execute(forgotten, (layer.id,))
    if whole:
        connection.execute(
            "INSERT OR REPLACE INTO buergergis_version SELECT ?, fid, state FROM side.version "
            'WHERE fid IN (SELECT "_fid" FROM temp.arrived) '
            f'AND fid NOT IN (SELECT "_fid" FROM {quoted(layer.base)} WHERE "_fid" IS NOT NULL) ORDER BY fid',
            (layer.id,),
        )


def forget(connection: sqlite3.Connection, layer: LayerRecord, fid: str | None) -> None:
    """The row with this id is not the one that was read any more."""
    connection.execute("DELETE FROM buergergis_version WHERE layer = ? AND fid = ?", (layer.id, fid))


def is_recent(watermark: str) -> bool:
    """Whether everything was read not long ago."""
    try:
        then = as_moment(watermark)
    except ValueError:
        return False
    return then is not None and then.tzinfo is not None and timedelta(0) <= datetime.now(UTC) - then < FULLY_EVERY
