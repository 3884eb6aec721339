"""The record of what was done: a chain of events in the database."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from typing import TYPE_CHECKING

from qgis.core import QgsFeature

from ...domain.contribution import Status
from ...domain.record import FIELDS, LATER, chained
from ..writing.table import Table

if TYPE_CHECKING:
    from ..writing.store import Store

WRITTEN = "written"
"""`to_status` of a change that was made without a contribution; `from_status` is then the operation."""

_CHANGED = {WRITTEN, str(Status.PUBLISHED)}

UNCONDITIONAL = "unconditional"
"""`reason_code` of such a change where the request stated no condition: the last writer won."""


class EventLog:
    """Appends for one actor at one time, in the open transaction: its lock keeps the chain in one line.

    What is appended goes into the table in one piece, by `write` at the latest.
    """

    def __init__(self, store: Store, actor: str, time: str) -> None:
        self._store = store
        self._actor = actor
        self._time = time
        self._last: str | None = None
        self._waiting: list[list[str | None]] = []

    def append(self, role: str, *, actor: str = "", **values: str | None) -> None:
        """Add an event; `values` are the other fields of the record, `actor` is who else did it."""
        fields: dict[str, str | None] = dict.fromkeys((*FIELDS, *LATER))
        fields |= {name: value or None for name, value in values.items()}
        fields |= {"actor": actor or self._actor, "role": role, "time": self._time, "previous_hash": self._previous()}
        self._last = chained(fields)
        self._waiting.append([*fields.values(), self._last])

    def write(self) -> None:
        """Put into the table what waits."""
        waiting, self._waiting = self._waiting, []
        self._store.add_events([*FIELDS, *LATER, "hash"], waiting)

    def of(self, contribution: str) -> list[QgsFeature]:
        """The events of a contribution, oldest first."""
        self.write()
        return sorted(self._store.table("event").where("contribution", contribution), key=lambda row: int(row["id"]))

    def _previous(self) -> str | None:
        if self._last is None:
            self._last = self._store.last_event()
        return self._last


def last_change(table: Table, layer: str, key: str, told: Callable[[str], bool]) -> str:
    """Who, as a pseudonym, changed a row last through this service, and when: a sentence with a space before it.

    Empty where the record knows of nobody, or the change was made at an ARS of which `told` does not hold; what goes
    past the service does not come into it.
    """
    rows = [row for row in table.where("feature_key", key) if row["layer"] == layer and row["to_status"] in _CHANGED]
    if not rows:
        return ""
    last = max(rows, key=lambda row: int(row["id"]))
    place = last["ars"]
    if not isinstance(place, str) or not told(place):
        return ""
    return f" The last change here was made by {last['actor']} at {last['time']}."


def note_hash(note: str, salt: str) -> str | None:
    """A hash that says nothing once the comment that holds the note, and in its uuid the salt, is erased."""
    return "sha256:" + sha256(f"{salt}\n{note}".encode()).hexdigest() if note else None
