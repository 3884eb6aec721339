"""A person at work: a working copy that is edited as any program might, and what is submitted from it."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from plugin.adapters.working_copy import WorkingCopy
from plugin.workflows.check_out import check_out
from plugin.workflows.connection import Connection
from plugin.workflows.contribute import Submitted, submit
from plugin.workflows.ports import CheckedOut, Refreshed
from plugin.workflows.synchronise import refresh

from .grounds import Ground


@dataclass
class Desk:
    """A person with a working copy of some layers of a server; `port` where a proxy stands between."""

    ground: Ground
    path: Path
    port: int = 0

    @classmethod
    def with_layers(cls, ground: Ground, folder: Path, *layers: str, port: int = 0) -> Desk:
        desk = cls(ground, folder / f"Arbeitskopie für {ground.name}-{uuid4().hex[:6]}.gpkg", port)
        connection = desk.connection()
        with WorkingCopy.create(desk.path, connection.client.url, connection.epoch) as copy:
            check_out(connection, copy, [ground.named(layer) for layer in layers])
        return desk

    def connection(self) -> Connection:
        return self.ground.connect(self.port)

    def copy(self) -> WorkingCopy:
        return WorkingCopy.open(self.path)

    def table(self, layer: str) -> str:
        with self.copy() as copy:
            (record,) = [one for one in copy.records() if one.form.name == self.ground.named(layer)]
        return record.table

    def checked_out(self, layer: str) -> CheckedOut:
        with self.copy() as copy:
            (found,) = [one for one in copy.layers() if one.form.name == self.ground.named(layer)]
        return found

    def edit(self, layer: str, sql: str) -> None:
        """SQL with {} for the table, and `geom`, by GDAL's command line."""
        statement = sql.format(f'"{self.table(layer)}"')
        done = subprocess.run(
            ["ogrinfo", str(self.path), "-dialect", "SQLITE", "-sql", statement, "-q"],
            capture_output=True,
            timeout=60,
            text=True,
            check=False,
        )
        assert done.returncode == 0 and "ERROR" not in done.stderr, done.stderr

    def submit(self) -> Submitted:
        with self.copy() as copy:
            return submit(self.connection(), copy, direct=True, comment="Rundgang", new_uuid=lambda: str(uuid4()))

    def refresh(self) -> dict[str, Refreshed]:
        with self.copy() as copy:
            return refresh(self.connection(), copy)

    def pending(self) -> int:
        with self.copy() as copy:
            return len(copy.changes())

    def states(self) -> Sequence[str]:
        with self.copy() as copy:
            return [str(item.state) for item in copy.items()]
