"""Swapping in what the server has now: row by row, where it differs, and never over a person's work."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ...domain.contribution import is_change
from ...domain.errors import InvalidContent
from ...domain.feature import Feature
from ...workflows.ports import Refreshed
from .changes import base_feature, base_rows, row_of
from .layer import LayerRecord
from .meeting import Met, meet
from .rows import feature_of, values_of
from .schema import quoted
from .settling import drop_base

Staged = Sequence[tuple[str, Feature]]


@dataclass
class Swap:
    """One layer's refresh inside a transaction; the triggers are disarmed."""

    connection: sqlite3.Connection
    layer: LayerRecord
    added: list[tuple[object, ...]] = field(default_factory=list)
    changed: int = 0
    removed: int = 0
    conflicts: list[str] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)

    def run(self, staged: Staged) -> Refreshed:
        """Bring the rows to what is `staged` (complete: what is not there is gone on the server)."""
        self._look()
        for fid, feature in staged:
            self._arrived(fid, feature)
        here = {fid for fid, _ in staged}
        for fid in [*self._by_fid, *self._deleted]:
            if fid not in here:
                self._vanished(fid)
        self._insert()
        return Refreshed(len(self.added), self.changed, self.removed, tuple(self.conflicts), tuple(self.merged))

    def _look(self) -> None:
        select = f"SELECT * FROM {quoted(self.layer.table)}"
        self._rows = {row["_id"]: row for row in self.connection.execute(select)}
        self._bases = base_rows(self.connection, self.layer)
        self._forget_unchanged()
        self._new = {id_ for id_, base in self._bases.items() if base["_new"]}
        self._by_fid = {
            fid: id_
            for id_, row in self._rows.items()
            if id_ not in self._new and (fid := self._bases.get(id_, row)["_fid"]) is not None
        }
        gone = (id_ for id_ in self._bases if id_ not in self._rows)
        self._deleted = {self._bases[id_]["_fid"]: id_ for id_ in gone}
        key = self.layer.key_column
        self._by_key = {self._rows[id_][key]: id_ for id_ in self._new if id_ in self._rows} if key else {}

    def _forget_unchanged(self) -> None:
        """What was changed and changed back is no change, and moves on with the server."""
        for id_, base in list(self._bases.items()):
            row = self._rows.get(id_)
            if row is None or base["_new"]:
                continue
            if not self._differ(base_feature(self.layer, base), feature_of(self.layer, row, base["_fid"])):
                drop_base(self.connection, self.layer, id_, base["_fid"])
                self._rows[id_] = row_of(self.connection, self.layer, id_) or row
                del self._bases[id_]

    def _arrived(self, fid: str, theirs: Feature) -> None:
        id_ = self._by_fid.get(fid) or self._by_key.get(theirs.key) or self._deleted.get(fid)
        if id_ is None:
            self.added.append((fid, *values_of(self.layer, theirs)))
        elif id_ in self._bases:
            self._meets(id_, fid, theirs)
        elif self._differ(feature_of(self.layer, self._rows[id_], fid), theirs):
            drop_base(self.connection, self.layer, id_, fid)
            self._update(id_, theirs)

    def _vanished(self, fid: str) -> None:
        id_ = self._by_fid.get(fid) or self._deleted[fid]
        if id_ in self._bases:
            self._meets(id_, fid, None)
        else:
            delete = f'DELETE FROM {quoted(self.layer.table)} WHERE "_id" = ?'
            self.connection.execute(delete, (id_,))
            self.removed += 1

    def _meets(self, id_: int, fid: str, theirs: Feature | None) -> None:
        found = meet(self.connection, self.layer, id_, fid, theirs, beyond_extent=self.layer.extent is not None)
        if found.met is Met.MERGED:
            self.merged.append(found.key)
        elif found.met in (Met.CONFLICT, Met.HELD, Met.UNSEEN):
            self.conflicts.append(found.key)

    def _update(self, id_: int, theirs: Feature) -> None:
        columns = ", ".join(f"{quoted(name)} = ?" for name in self.layer.data_columns)
        update = f'UPDATE {quoted(self.layer.table)} SET {columns} WHERE "_id" = ?'
        self.connection.execute(update, (*values_of(self.layer, theirs), id_))
        self.changed += 1

    def _insert(self) -> None:
        columns = ("_fid", *self.layer.data_columns)
        names, marks = ", ".join(map(quoted, columns)), ", ".join("?" * len(columns))
        insert = f"INSERT INTO {quoted(self.layer.table)} ({names}) VALUES ({marks})"
        self.connection.executemany(insert, self.added)

    def _differ(self, one: Feature, other: Feature) -> bool:
        return is_change(one, other, self.layer.form.decimals)


def swap(connection: sqlite3.Connection, layer: LayerRecord, staged: Staged) -> Refreshed:
    """`Swap.run` with the triggers disarmed. Raises InvalidContent for rows that cannot be stored."""
    connection.execute("UPDATE buergergis_guard SET armed = 0")
    try:
        result = Swap(connection, layer).run(staged)
    except (OverflowError, ValueError) as error:
        raise InvalidContent(f"The layer {layer.form.name} holds a value that cannot be stored.") from error
    connection.execute("UPDATE buergergis_guard SET armed = 1")
    return result


def fitted(layer: LayerRecord, staged: Staged) -> list[tuple[str, Feature]]:
    """The rows with exactly the fields of the schema, and with the key that the layer has."""
    names = [field.name for field in layer.schema.fields]
    return [(fid, _fitted(layer, names, fid, feature)) for fid, feature in staged]


def _fitted(layer: LayerRecord, names: list[str], fid: str, feature: Feature) -> Feature:
    properties = {name: feature.properties.get(name) for name in names}
    key = properties.get(layer.form.key) if layer.form.key else layer.key_of(fid)
    geometry = None if layer.schema.geometry_type is None else feature.geometry
    if geometry is not None and not geometry.get("coordinates"):
        geometry = None  # as QGIS Server writes an empty one
    return Feature(layer.form.name, None if key is None else str(key), layer.form.crs, geometry, properties)


def informed(layer: LayerRecord, staged: Staged) -> LayerRecord:
    """The layer with what only its rows tell: columns that hold JSON, and whether there is a Z."""
    structured = {
        name for _, feature in staged for name, value in feature.properties.items() if isinstance(value, dict | list)
    }
    fields = tuple(
        replace(field, type="json") if field.name in structured and field.type == "text" else field
        for field in layer.schema.fields
    )
    has_z = layer.has_z or any(_has_z(feature) for _, feature in staged)
    return replace(layer, schema=replace(layer.schema, fields=fields), has_z=has_z)


def _has_z(feature: Feature) -> bool:
    position = feature.geometry and feature.geometry["coordinates"]
    while position and isinstance(position[0], list | tuple):
        position = position[0]
    return bool(position) and len(position) > 2
