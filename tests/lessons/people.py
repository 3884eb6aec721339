"""A contributor without a window, with a working copy: edits as any program makes them, and the workflows."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

from osgeo import ogr

from plugin.adapters.working_copy import WorkingCopy
from plugin.domain.contribution import Contribution
from plugin.domain.errors import Problem
from plugin.workflows.check_out import check_out
from plugin.workflows.connection import Connection
from plugin.workflows.contribute import Submitted, submit
from plugin.workflows.ports import Item, ItemState, Refreshed
from plugin.workflows.review import contributions
from plugin.workflows.synchronise import refresh

BENCHES = "sitzbank"


@dataclass
class Contributor:
    connection: Connection
    path: Path

    @classmethod
    def checks_out(cls, connection: Connection, path: Path, *layers: str) -> Contributor:
        with WorkingCopy.create(path, connection.client.url, connection.epoch) as copy:
            check_out(connection, copy, layers)
        return cls(connection, path)

    def adds(self, *layers: str) -> None:
        with WorkingCopy.open(self.path) as copy:
            check_out(self.connection, copy, layers)

    def edits(self, *statements: str) -> None:
        """SQL on the file, which knows nothing of us."""
        data = ogr.Open(str(self.path), 1)
        for sql in statements:
            data.ExecuteSQL(sql)
        del data

    def breaks(self, *benches: str, state: str = "defekt") -> None:
        """Note of these benches that they are broken, in this order."""
        self.edits(*(f"UPDATE {BENCHES} SET zustand = '{state}' WHERE uuid = '{bench}'" for bench in benches))

    def moves(self, layer: str, uuid: str, east: float = 0.0, north: float = 0.0) -> None:
        """Put a point elsewhere, by so many units of its CRS."""
        data = ogr.Open(str(self.path), 1)
        table = data.GetLayerByName(layer)
        row = next(one for one in table if one["uuid"] == uuid)
        x, y = row.geometry().GetPoint_2D()
        row.SetGeometry(ogr.CreateGeometryFromWkt(f"POINT ({x + east!r} {y + north!r})"))
        table.SetFeature(row)

    def sends(self, comment: str = "", direct: bool = False) -> Submitted:
        with WorkingCopy.open(self.path) as copy:
            return submit(self.connection, copy, comment=comment, direct=direct, new_uuid=lambda: str(uuid4()))

    def fails_to_send(self, direct: bool = False) -> Problem:
        """What comes of it where it must not go well."""
        try:
            done = self.sends(direct=direct)
            assert done.refused, "it went well"
            return next(iter(done.refused.values()))
        except Problem as problem:
            return problem

    def refreshes(self) -> dict[str, Refreshed]:
        with WorkingCopy.open(self.path) as copy:
            return refresh(self.connection, copy)

    def rows(self, layer: str = BENCHES) -> dict[str, dict[str, Any]]:
        """The rows of the working copy by uuid, with their geometry as WKT under `wkt`."""
        data = ogr.Open(str(self.path))
        found = {}
        for row in data.GetLayerByName(layer):
            shape = row.geometry()
            found[row["uuid"]] = {**row.items(), "wkt": shape.ExportToWkt() if shape else None}
        return found

    def table(self, layer: str) -> list[tuple[int, dict[str, Any], bytes]]:
        """Every row of a layer as the file holds it."""
        data, found = ogr.Open(str(self.path)), []
        for row in data.GetLayerByName(layer):
            shape = row.geometry()
            found.append((row.GetFID(), row.items(), bytes(shape.ExportToWkb()) if shape else b""))
        return found

    def items(self) -> list[Item]:
        return WorkingCopy.open(self.path).items()

    def states(self) -> list[ItemState]:
        return [item.state for item in self.items()]

    def waiting(self) -> list[str | None]:
        """Keys of the changes that the service does not have, as far as is known here."""
        return [change.key for change in WorkingCopy.open(self.path).overview().unsent]

    def in_queue(self, connection: Connection | None = None) -> dict[str, Contribution]:
        """What the service has of the items, by uuid."""
        return contributions(connection or self.connection, [item.uuid for item in self.items()])
