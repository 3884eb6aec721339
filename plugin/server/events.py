"""The record of what was done: a chain of events in the database."""

from __future__ import annotations

from hashlib import sha256

from qgis.core import QgsFeature

from ..domain.record import FIELDS, LATER, chained
from .table import Table

WRITTEN = "written"
"""`to_status` of a change that was made without a contribution; `from_status` is then the operation."""

UNCONDITIONAL = "unconditional"
"""`reason_code` of such a change where the request stated no condition: the last writer won."""


class EventLog:
    """Appends for one actor at one time, in the open transaction: its lock keeps the chain in one line.

    What is appended goes into the table in one piece, by `write` at the latest.
    """

    def __init__(self, table: Table, actor: str, time: str) -> None:
        self._table = table
        self._actor = actor
        self._time = time
        self._last: str | None = None
        self._waiting: list[QgsFeature] = []

    def append(self, role: str, **values: str | None) -> None:
        """Add an event; `values` are the other fields of the record."""
        fields: dict[str, str | None] = dict.fromkeys((*FIELDS, *LATER))
        fields |= {name: value or None for name, value in values.items()}
        fields |= {"actor": self._actor, "role": role, "time": self._time, "previous_hash": self._previous()}
        self._last = chained(fields)
        self._waiting.append(self._table.new_row({**fields, "hash": self._last}))

    def write(self) -> None:
        """Put into the table what waits."""
        waiting, self._waiting = self._waiting, []
        if waiting:
            self._table.append(waiting)

    def of(self, contribution: str) -> list[QgsFeature]:
        """The events of a contribution, oldest first."""
        self.write()
        return sorted(self._table.where("contribution", contribution), key=lambda row: int(row["id"]))

    def _previous(self) -> str | None:
        if self._last is None:
            last = self._table.last()
            self._last = str(last["hash"]) if last is not None else None
        return self._last


def note_hash(note: str, salt: str) -> str | None:
    """A hash that says nothing once the comment that holds the note, and in its uuid the salt, is erased."""
    return "sha256:" + sha256(f"{salt}\n{note}".encode()).hexdigest() if note else None
