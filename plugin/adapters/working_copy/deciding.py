"""What a person decides about a changed row: undone, made again, or what both sides changed put together."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from ...domain.merge import Choice
from . import conflicts, reverting
from .changes import LocalChange
from .conflicts import Conflict, Resolved
from .file import WorkingCopyFile
from .layer import LayerRecord, load_all
from .store import reading


class Deciding(WorkingCopyFile):
    """Part of `WorkingCopy`."""

    def revert(self, layer: str, local_id: int) -> None:
        """Put one row of `layer` back as it was: a new one goes, a deleted one is back.

        Raises WorkingCopyProblem while the server has, or may have, the change and has not decided.
        """
        with self.sending(), self._writing() as connection:
            reverting.revert(connection, self._record(connection, layer), local_id)

    def redo(self, change: LocalChange) -> None:
        """Make a change again that `revert` undid; raises WorkingCopyProblem where the row has changed since."""
        with self._writing() as connection:
            reverting.again(connection, self._record(connection, change.feature.layer), change)

    def conflicts(self) -> list[Conflict]:
        """The changed rows of which the server has something else by now, and that a person has to decide."""
        with reading(self.path) as connection:
            return conflicts.conflicts_in(connection, load_all(connection))

    def resolve(
        self, layer: str, local_id: int, choices: Mapping[str, Choice], values: Mapping[str, Any] | None = None
    ) -> Resolved:
        """Let a row be what a person decided, cell by cell: see `Merge.resolved`. `put_back` undoes it.

        Raises InvalidContent where something is not decided, and WorkingCopyProblem where there is no conflict any
        more, or while it is not known whether the municipality has the change; Locked while somebody sends.
        """
        with self._deciding(layer) as (connection, record):
            return conflicts.resolve(connection, record, local_id, choices, values)

    def take_mine(self, layer: str, local_id: int) -> Resolved:
        """Mine in all that both changed, on top of theirs in all else. Raises as `resolve`."""
        with self._deciding(layer) as (connection, record):
            return conflicts.take(connection, record, local_id, Choice.MINE)

    def take_theirs(self, layer: str, local_id: int) -> Resolved:
        """Theirs in all that both changed; what only I changed stays. Raises as `resolve`."""
        with self._deciding(layer) as (connection, record):
            return conflicts.take(connection, record, local_id, Choice.THEIRS)

    def give_way(self, layer: str, local_id: int) -> Resolved:
        """Let a row be wholly as the server has it; `Resolved.conflict` still knows mine, for a comment."""
        with self._deciding(layer) as (connection, record):
            return conflicts.give_way(connection, record, local_id)

    def put_back(self, resolved: Resolved) -> None:
        """Undo what was decided; raises WorkingCopyProblem where the row has changed since."""
        with self._deciding(resolved.conflict.layer) as (connection, record):
            conflicts.put_back(connection, record, resolved)

    @contextmanager
    def _deciding(self, layer: str) -> Iterator[tuple[sqlite3.Connection, LayerRecord]]:
        with self.sending(), self._writing() as connection:  # what waits to be sent follows the row
            yield connection, self._record(connection, layer)
