"""Rows of a working copy that are one thing: one stays, the others go. Ordinary changes, sent like any other."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from ...domain.clusters import Merger
from ...domain.errors import InvalidContent, Safety, WorkingCopyProblem
from . import outbox_rows
from .layer import LayerRecord, load_all
from .schema import quoted
from .store import writing


def merge_rows(path: Path, table: str, mergers: Sequence[Merger]) -> tuple[int, int]:
    """Write mergers of rows, by their `_id`, in one transaction; returns how many were written and how many left.

    Left is what touches a row of which the outbox has a change already. Raises InvalidContent for a table that is no
    layer of the working copy, WorkingCopyProblem where a row has gone meanwhile.
    """
    with writing(path) as connection:
        record = next((layer for layer in load_all(connection) if layer.table == table), None)
        if record is None:
            raise InvalidContent(f"{table[:60]} is no layer of the working copy {path.name}.")
        waiting = outbox_rows.pending_ids(connection, record.form.name)
        free = [one for one in mergers if not waiting & {one.stays, *one.goes}]
        for one in free:
            _merge(connection, record, one)
    return len(free), len(mergers) - len(free)


def _merge(connection: sqlite3.Connection, record: LayerRecord, one: Merger) -> None:
    table = quoted(record.table)
    for name, source in one.filled.items():
        if name in record.columns:  # and not a column of our own
            taken = f'(SELECT {quoted(name)} FROM {table} WHERE "_id" = ?)'
            connection.execute(f'UPDATE {table} SET {quoted(name)} = {taken} WHERE "_id" = ?', (source, one.stays))
    marks = ", ".join("?" * len(one.goes))
    there = f'SELECT count(*) FROM {table} WHERE "_id" IN ({marks}, ?)'
    if connection.execute(there, (*one.goes, one.stays)).fetchone()[0] != len(one.goes) + 1:
        text = "A row that was to be merged has gone meanwhile."
        raise WorkingCopyProblem(text, "Look for duplicates again.", Safety.NOTHING_CHANGED)
    connection.execute(f'DELETE FROM {table} WHERE "_id" IN ({marks})', one.goes)
