"""What publishing without the server half needs of a working copy: how a feature is found again, and the ledger."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Sequence

from ...domain.contribution import Contribution, Operation
from ...domain.errors import InvalidContent, Problem, Tampered, WorkingCopyProblem
from ...domain.feature import Feature, to_json_fg
from ...domain.ledger import LOST, Entry, Finding, again
from ...domain.outbox import ItemState
from ...domain.protection import Protection
from ...workflows.ports import Place
from . import delivery, outbox
from .changes import base_rows, row_of
from .file import WorkingCopyFile
from .layer import LayerRecord, load_all
from .meeting import meet
from .putting import disarmed, put_row
from .rows import feature_of
from .schema import quoted
from .settling import settle
from .store import reading
from .texts import from_json_fg


class Publishing(WorkingCopyFile):
    """Part of `WorkingCopy`."""

    def keys_are_unique(self, layer: str) -> bool:
        """Whether every row that came from the server has a value of its own in the layer's key field."""
        with reading(self.path) as connection:
            record = _named(connection, layer)
            if record is None or record.key_column is None:
                return False
            key, table = quoted(record.key_column), quoted(record.table)
            select = f"SELECT count(*), count(DISTINCT nullif({key}, '')) FROM {table} WHERE \"_fid\" IS NOT NULL"
            rows, keys = connection.execute(select).fetchone()
            return bool(rows == keys)

    def protect(self, layer: str, protection: Protection) -> None:
        with self._writing() as connection:
            update = "UPDATE buergergis_layer SET protection = ? WHERE typename = ?"
            connection.execute(update, (str(protection), layer))

    def fids(self, layer: str) -> dict[int, str]:
        """The ids that the server gave the rows of a layer, deleted ones too, by the number of the row."""
        with reading(self.path) as connection:
            record = _named(connection, layer)
            if record is None:
                return {}
            select = 'SELECT "_id", "_fid" FROM {} WHERE "_fid" IS NOT NULL'
            found: dict[int, str] = {}
            for table in (record.table, record.base):
                found |= {row["_id"]: row["_fid"] for row in connection.execute(select.format(quoted(table)))}
            return found

    def local_ids(self, uuids: Sequence[str]) -> dict[str, int]:
        """The number of the row that an item belongs to."""
        wanted = set(uuids)
        with reading(self.path) as connection:
            rows = connection.execute("SELECT uuid, local_id FROM buergergis_outbox")
            return {row["uuid"]: row["local_id"] for row in rows if row["uuid"] in wanted}

    def note_conflict(self, uuid: str, theirs: Feature | None) -> None:
        """The server has something else than the item was based on; None where it has nothing any more.

        The row meets it as in a refresh: what fits together is put together, the rest waits for a person.
        """
        with self._writing() as connection, disarmed(connection):
            select = "SELECT typename, local_id FROM buergergis_outbox WHERE uuid = ?"
            item = connection.execute(select, (uuid,)).fetchone()
            layer = _named(connection, item["typename"]) if item else None
            if layer is not None:
                meet(connection, layer, item["local_id"], None, theirs)

    def note_done(self, contribution: Contribution) -> None:
        """The server has an item as it was asked, and it is over: never only the one of both, however this ends.

        One that were confirmed and not over would wait for an answer that nobody gives.
        """
        with self._writing() as connection, disarmed(connection):
            delivery.mark(connection, [contribution.uuid], ItemState.SUBMITTED)
            settle(connection, {layer.form.name: layer for layer in load_all(connection)}, contribution)

    # the ledger

    def note_published(self, entry: Entry) -> None:
        put = "INSERT OR REPLACE INTO buergergis_ledger VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
        before, after = (one and to_json_fg(one) for one in (entry.before, entry.after))
        values = (entry.uuid, entry.layer, entry.key, str(entry.operation), before, after, outbox.now())
        with self._writing() as connection:
            connection.execute(put, (*values, str(entry.finding)))

    def ledger(self) -> list[Entry]:
        """What was published from here, oldest first. Raises Tampered."""
        with reading(self.path) as connection:
            rows = connection.execute("SELECT * FROM buergergis_ledger ORDER BY published, rowid")
            return [_entry(row) for row in rows]

    def note_findings(self, entries: Sequence[Entry]) -> None:
        values = [(str(entry.finding), entry.uuid) for entry in entries]
        with self._writing() as connection:
            connection.executemany("UPDATE buergergis_ledger SET finding = ? WHERE uuid = ?", values)

    def lost(self) -> list[Entry]:
        """What the ledger has found, and nobody has answered yet."""
        return [entry for entry in self.ledger() if entry.finding in LOST]

    def answer(self, uuid: str, publish_again: bool = False) -> None:
        """A person has seen what was found of an entry, and leaves it; or makes the change again on top of what there
        is now, as an edit like any other, which they then submit. Raises WorkingCopyProblem where that cannot be.
        """
        entry = next((one for one in self.lost() if one.uuid == uuid), None)
        if entry is None:
            raise InvalidContent(f"There is no finding {uuid[:60]!r}.")
        with self._writing() as connection:
            if publish_again:
                _make_again(connection, entry)
            update = "UPDATE buergergis_ledger SET finding = ? WHERE uuid = ?"
            connection.execute(update, (str(Finding.ANSWERED), uuid))

    def as_the_server_has(self, places: Collection[Place]) -> dict[Place, Feature | None]:
        """Features by layer and key as the last refresh found them; what it could not see is left out."""
        found: dict[Place, Feature | None] = {}
        with reading(self.path) as connection:
            for layer in load_all(connection):
                wanted = {key for name, key in places if name == layer.form.name and key}
                if wanted:
                    found |= _as_of_server(connection, layer, wanted)
        return found


def _make_again(connection: sqlite3.Connection, entry: Entry) -> None:
    layer = _named(connection, entry.layer)
    ids = _rows_with(connection, layer, {entry.key or ""}) if layer else []
    row = row_of(connection, layer, ids[0]) if layer and len(ids) == 1 else None
    if layer is None or row is None:
        raise WorkingCopyProblem("The feature is not in the working copy any more.", "Refresh, then look at the map.")
    if base_rows(connection, layer, ids[0]):
        text = "The feature has other changes here that are not published yet."
        raise WorkingCopyProblem(text, "Submit or revert those first.")
    now = feature_of(layer, row, row["_fid"])
    put_row(connection, layer, ids[0], row["_fid"], now, again(entry, now, layer.geographic))


def _as_of_server(connection: sqlite3.Connection, layer: LayerRecord, keys: set[str]) -> dict[Place, Feature | None]:
    """The base of what is changed here, the row of what is not. Beyond an extent nobody sees what is gone."""
    bases, noted = base_rows(connection, layer), _noted(connection, layer)
    found: dict[Place, Feature | None] = {}
    for id_ in _rows_with(connection, layer, keys):
        row = bases.get(id_) or row_of(connection, layer, id_)
        if row is not None and (key := _key(layer, row)) in keys:
            found[layer.form.name, key] = noted.get(id_, feature_of(layer, row, row["_fid"]))
    gone = {(layer.form.name, key): None for key in keys} if layer.extent is None else {}
    return {**gone, **found}


def _rows_with(connection: sqlite3.Connection, layer: LayerRecord, keys: set[str]) -> list[int]:
    """The numbers of rows that came from the server with one of `keys`; of a layer with a million rows, too."""
    key = quoted(layer.key_column) if layer.key_column else '"_fid"'
    found = []
    for table, condition in ((layer.table, '"_fid" IS NOT NULL'), (layer.base, '"_new" = 0')):
        rows = connection.execute(f'SELECT "_id", {key} FROM {quoted(table)} WHERE {condition}')
        found += [id_ for id_, value in rows if (value if layer.key_column else layer.key_of(value)) in keys]
    return list(dict.fromkeys(found))


def _key(layer: LayerRecord, row: sqlite3.Row) -> str | None:
    value = row[layer.key_column] if layer.key_column else layer.key_of(row["_fid"])
    return None if value is None else str(value)


def _noted(connection: sqlite3.Connection, layer: LayerRecord) -> dict[int, Feature | None]:
    """What the server has of rows that are in conflict here."""
    rows = connection.execute("SELECT * FROM buergergis_conflict WHERE typename = ?", (layer.form.name,))
    try:
        return {row["local_id"]: row["theirs"] and from_json_fg(row["theirs"]) for row in rows}
    except (Problem, TypeError) as error:
        raise Tampered("The conflicts in the working copy were changed by hand.") from error


def _entry(row: sqlite3.Row) -> Entry:
    try:
        before, after = (text and from_json_fg(text) for text in (row["before"], row["after"]))
        key = row["feature_key"]
        return Entry(
            str(row["uuid"]),
            str(row["typename"]),
            None if key is None else str(key),
            Operation(row["operation"]),
            before or None,
            after or None,
            str(row["published"]),
            Finding(row["finding"]),
        )
    except (Problem, ValueError, TypeError, AttributeError) as error:
        raise Tampered("The ledger in the working copy was changed by hand.") from error


def _named(connection: sqlite3.Connection, name: str) -> LayerRecord | None:
    return {layer.form.name: layer for layer in load_all(connection)}.get(name)
