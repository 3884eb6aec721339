"""Rows that both sides changed in the same place: read, decided by a person, and put back as they were.

Whoever decides makes a change on top of what the server has: the row becomes what was decided, theirs its base. So
the next submission sends it with the right base, and for a contribution that the municipality has, as a revision.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ...domain.errors import Safety, WorkingCopyProblem
from ...domain.feature import Feature
from ...domain.merge import Choice, Merge, merge
from ...domain.outbox import IN_DOUBT
from ...workflows.ports import Withheld
from . import outbox_rows
from .changes import LocalChange, base_feature, base_rows, changes_in, row_of
from .layer import LayerRecord
from .meeting import Place, awaits_answer, meet_again, noted_in, put_merged, read_theirs
from .putting import disarmed
from .rows import feature_of
from .schema import quoted


@dataclass(frozen=True)
class Conflict:
    """A changed row, `local_id` in `layer`, and what the server has meanwhile.

    `found` is when it was noticed (ISO 8601, UTC); `uuid` names the contribution that is not decided yet, "" where
    there is none, and `arrived` says that the municipality has it. `waiting`: its answer is awaited, or whether it
    arrived; then the merge may well be clean, and happens by itself unless somebody decides before.
    """

    layer: str
    local_id: int
    merge: Merge
    found: str
    uuid: str = ""
    arrived: bool = False
    waiting: bool = False

    @property
    def place(self) -> Place:
        return self.layer, self.local_id

    @property
    def key(self) -> str:
        """The feature's stable key."""
        versions = (self.merge.theirs, self.merge.base, self.merge.mine)
        return next((one.key for one in versions if one is not None and one.key), "")


Rows = tuple[tuple[str, tuple[tuple[str, Any], ...]], ...]
"""What several tables hold of one row: a table's name, and names and values of its columns."""


@dataclass(frozen=True)
class Resolved:
    """What was decided of one row: enough to put it back. `left` says that something is to be submitted."""

    conflict: Conflict
    left: bool
    before: Rows
    after: Rows


def conflicts_in(connection: sqlite3.Connection, layers: Iterable[LayerRecord]) -> list[Conflict]:
    """All that wait for a person, in the order of the layers; what has solved itself is none."""
    return [one for layer in layers for one in _conflicts(connection, layer)]


def apart(connection: sqlite3.Connection) -> set[Place]:
    """The rows beside which something of the server's is noted."""
    return {(row["typename"], row["local_id"]) for row in connection.execute("SELECT * FROM buergergis_conflict")}


def sendable(
    connection: sqlite3.Connection, layers: Sequence[LayerRecord], changes: Iterable[LocalChange]
) -> tuple[list[LocalChange], list[LocalChange]]:
    """Those of `changes` that are in no conflict, as they are once what can be merged is; and all that there are."""
    with disarmed(connection):
        merged = meet_again(connection, layers)
    current = changes_in(connection, layers)
    now, noted = {_place(change): change for change in current}, apart(connection)
    free = [now.get(place, change) if (place := _place(change)) in merged else change for change in changes]
    return [change for change in free if _place(change) not in noted], current


def _place(change: LocalChange) -> Place:
    return change.feature.layer, change.local_id


def withheld_in(connection: sqlite3.Connection, layers: Sequence[LayerRecord]) -> list[Withheld]:
    """Those in conflict that would be sent otherwise."""
    if not apart(connection):
        return []
    unsent = outbox_rows.unsent(connection, changes_in(connection, layers))
    waiting = set(map(_place, unsent))
    found = [one for one in conflicts_in(connection, layers) if one.place in waiting]
    return [Withheld(one.layer, one.key, one.uuid) for one in found]


def _conflicts(connection: sqlite3.Connection, layer: LayerRecord) -> Iterator[Conflict]:
    for noted in noted_in(connection, layer):
        found = _conflict(connection, layer, noted)
        if found is not None and (found.waiting or not found.merge.clean):
            yield found


def _conflict(connection: sqlite3.Connection, layer: LayerRecord, noted: sqlite3.Row) -> Conflict | None:
    local_id = noted["local_id"]
    stored = base_rows(connection, layer, local_id).get(local_id)
    if stored is None:
        return None
    row = row_of(connection, layer, local_id)
    mine = feature_of(layer, row, noted["fid"]) if row else None
    base = None if stored["_new"] else base_feature(layer, stored)
    items = outbox_rows.open_items(connection, layer.form.name, local_id)
    return Conflict(
        layer.form.name,
        local_id,
        merge(base, mine, read_theirs(layer, noted), geographic=layer.geographic),
        str(noted["found"]),
        uuid=str(items[-1]["uuid"]) if items else "",
        arrived=bool(items) and items[-1]["sent"] is not None,
        waiting=awaits_answer(connection, layer, local_id),
    )


def resolve(
    connection: sqlite3.Connection,
    layer: LayerRecord,
    local_id: int,
    choices: Mapping[str, Choice],
    values: Mapping[str, Any] | None = None,
) -> Resolved:
    """Let one row be what a person decided (see `Merge.resolved`), on top of theirs.

    Raises InvalidContent where something is not decided, and WorkingCopyProblem where there is no conflict any more,
    or while it is not known whether the municipality has the change.
    """
    conflict, fid = _open(connection, layer, local_id)
    return _put(connection, layer, conflict, fid, conflict.merge.resolved(choices, values))


def take(connection: sqlite3.Connection, layer: LayerRecord, local_id: int, choice: Choice) -> Resolved:
    """The same choice for all that both sides changed. Raises as `resolve`."""
    conflict, fid = _open(connection, layer, local_id)
    return _put(connection, layer, conflict, fid, conflict.merge.resolved(conflict.merge.all(choice)))


def give_way(connection: sqlite3.Connection, layer: LayerRecord, local_id: int) -> Resolved:
    """Let the row be wholly what the server has. Raises as `resolve`; nothing of it waits to be sent then."""
    conflict, fid = _open(connection, layer, local_id)
    return _put(connection, layer, conflict, fid, conflict.merge.theirs)


def put_back(connection: sqlite3.Connection, layer: LayerRecord, resolved: Resolved) -> None:
    """Undo what was decided: row, base, conflict and outbox are as before.

    Raises WorkingCopyProblem where any of them has changed since.
    """
    local_id = resolved.conflict.local_id
    if _snapshot(connection, layer, local_id) != resolved.after:
        text = "The object is no longer as it was when you decided."
        raise WorkingCopyProblem(text, "Change it in QGIS.", Safety.NOTHING_CHANGED)
    with disarmed(connection):
        for table, where, values in _places(layer, local_id):
            connection.execute(f"DELETE FROM {quoted(table)} WHERE {where}", values)
        moved: set[str] = set()
        for table, row in resolved.before:
            names, marks = ", ".join(quoted(name) for name, _ in row), ", ".join("?" * len(row))
            rowid, *values = (value for _, value in row)
            if table in moved or _is_taken(connection, table, rowid):  # all behind it follow, so that none overtakes
                moved.add(table)
                rowid = None
            connection.execute(f"INSERT INTO {quoted(table)} ({names}) VALUES ({marks})", (rowid, *values))


def _is_taken(connection: sqlite3.Connection, table: str, rowid: int) -> bool:
    """Whether something else has got this place in a table since."""
    return connection.execute(f"SELECT 1 FROM {quoted(table)} WHERE rowid = ?", (rowid,)).fetchone() is not None


def _open(connection: sqlite3.Connection, layer: LayerRecord, local_id: int) -> tuple[Conflict, str | None]:
    noted = noted_in(connection, layer, local_id)
    conflict = _conflict(connection, layer, noted[0]) if noted else None
    if conflict is None:
        text = "There is nothing to decide about this object any more."
        raise WorkingCopyProblem(text, safety=Safety.KEPT_HERE)
    for item in outbox_rows.open_items(connection, layer.form.name, local_id):
        if item["state"] in IN_DOUBT:
            text = "It is not known whether the municipality has this change already."
            advice = "Submit again first: what the server has already is not sent twice."
            raise WorkingCopyProblem(text, advice, Safety.KEPT_HERE)
    return conflict, noted[0]["fid"]


def _put(
    connection: sqlite3.Connection, layer: LayerRecord, conflict: Conflict, fid: str | None, wanted: Feature | None
) -> Resolved:
    local_id = conflict.local_id
    before = _snapshot(connection, layer, local_id)
    with disarmed(connection):
        left = put_merged(connection, layer, local_id, fid, conflict.merge, wanted)
    return Resolved(conflict, left, before, _snapshot(connection, layer, local_id))


Where = tuple[str, str, tuple[str | int, ...]]
"""Where something of a row is kept: a table, and what finds it there."""


def _places(layer: LayerRecord, local_id: int) -> tuple[Where, ...]:
    by_id, by_name = ('"_id" = ?', (local_id,)), ("typename = ? AND local_id = ?", (layer.form.name, local_id))
    ours = ("buergergis_conflict", "buergergis_outbox")
    return *((table, *by_id) for table in (layer.table, layer.base)), *((table, *by_name) for table in ours)


def _snapshot(connection: sqlite3.Connection, layer: LayerRecord, local_id: int) -> Rows:
    found = []
    for table, where, values in _places(layer, local_id):
        rows = connection.execute(f"SELECT rowid AS rowid, * FROM {quoted(table)} WHERE {where} ORDER BY 1", values)
        found += [(table, tuple(zip(row.keys(), row, strict=True))) for row in rows]
    return tuple(found)
