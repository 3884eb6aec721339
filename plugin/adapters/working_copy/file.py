"""The file of a working copy, as all its parts use it: one transaction, one layer, one sender at a time."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from ...domain.errors import InvalidContent
from ...domain.outbox import ItemState
from . import outbox_rows
from .identity import Identity, check_and_count
from .layer import LayerRecord, load_all
from .sending import Sender
from .store import reading, writing


class WorkingCopyFile:
    """What `WorkingCopy` and each of its parts is made on."""

    def __init__(self, path: Path, service_url: str, epoch: str) -> None:
        self.path, self.service_url, self.epoch = path, service_url, epoch
        self._known: Identity | None = None
        self._sender: Sender | None = None
        self._sending = 0

    def close(self) -> None:
        """Let others send. Nothing else is held open."""
        if self._sender is not None:
            self._sender.release()
            self._sender = None

    @contextmanager
    def _writing(self, side: Path | None = None) -> Iterator[sqlite3.Connection]:
        """One transaction, on the file that was opened and no other, with `side` attached. Raises Replaced."""
        with writing(self.path, side) as connection:
            now = check_and_count(connection, self.path, self._known) if self._known else None
            yield connection
        self._known = now

    def records(self) -> list[LayerRecord]:
        """The layers with the names that their tables and columns have."""
        with reading(self.path) as connection:
            return load_all(connection)

    def _record(self, connection: sqlite3.Connection, name: str) -> LayerRecord:
        found = {layer.form.name: layer for layer in load_all(connection)}.get(name)
        if found is None:
            raise InvalidContent(f"The layer {name[:60]!r} is not in the working copy.")
        return found

    @contextmanager
    def sending(self) -> Iterator[None]:
        """Nobody else sends meanwhile, or changes what waits to be sent. Raises Locked where somebody does."""
        self._claim()
        self._sending += 1
        try:
            yield
        finally:
            self._sending -= 1
            if not self._sending:
                self.close()

    def _claim(self) -> None:
        if self._sender is None:
            self._sender = Sender(self.path, self._known.id if self._known else "")

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Where changes wait to be sent, nobody sends them while they are merged. Raises Locked."""
        with reading(self.path) as connection:
            waiting = outbox_rows.uuids(connection, (ItemState.QUEUED, ItemState.REFUSED))
        with self.sending() if waiting else nullcontext():
            yield
