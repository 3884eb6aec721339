"""A writing connection to PostgreSQL that stays: QGIS opens one for each transaction, which takes longer than a row.

So one transaction of QGIS is begun and never ended by it; what begins and ends inside are statements of ours. QGIS
makes a lost connection anew by itself and sends the statement once more, then outside of any transaction, where it
would be kept at once. So the connection, and every one that is made in its place, may only read except in a
transaction that we have begun, which is verified; and each of ours has a mark of its own, without which nothing is
taken for kept.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from qgis.core import QgsTransaction, QgsVectorLayer

Done = tuple[bool, str]
"""Whether it worked, and what the database says."""

_MARK = "buergergis.mark"
_READ_ONLY = "-c default_transaction_read_only=on"
# What a connection begins with, also one that is made anew: not what somebody has set meanwhile.
_HOLDS = "SELECT 1 / count(*) FROM pg_settings WHERE name = 'default_transaction_read_only' AND reset_val = 'on'"


class Session:
    """Used as a QgsTransaction is, again and again; `layers` write through it."""

    def __init__(self, transaction: QgsTransaction, layers: Sequence[QgsVectorLayer]) -> None:
        self.layers = list(layers)
        self._inner = transaction
        self._mark = ""
        self._connected = False

    def begin(self, *statements: str) -> Done:
        """Begin a transaction with `statements`, sent together; the connection is opened by the first."""
        if not self._connected:
            done, error = self._connect()
            if not done:
                return False, error
        self._mark = secrets.token_hex(8)
        return self.executeSql("; ".join(["BEGIN READ WRITE", f"SET LOCAL {_MARK} = '{self._mark}'", *statements]))

    def executeSql(self, statement: str) -> Done:
        """Carry out a statement."""
        done, error = self._inner.executeSql(statement)
        return bool(done), str(error)

    def commit(self) -> Done:
        """Keep what was done since `begin`, if it still is the same transaction."""
        same = f"coalesce((current_setting('{_MARK}', true) = '{self._mark}')::int, 0)"
        return self.executeSql(f"SELECT 1 / {same}; COMMIT")

    def rollback(self) -> Done:
        """Undo it."""
        return self.executeSql("ROLLBACK")

    def close(self) -> None:
        """Give the connection back."""
        if self._connected:
            self._inner.rollback()
            self._connected = False

    def _connect(self) -> Done:
        """Open the connection, and refuse one that may write outside of a transaction."""
        with _only_reading():
            self._connected, error = self._inner.begin()
        if not self._connected:
            return False, error
        self.executeSql("ROLLBACK")
        holds, error = self.executeSql(_HOLDS)
        if not holds:
            self.close()
            return False, f"the entry of the connection must not set default_transaction_read_only=off ({error})"
        return True, ""


@contextmanager
def _only_reading() -> Iterator[None]:
    """What this thread connects to PostgreSQL may only read by itself; options of the service's entry come first.

    The environment (PostgreSQL's manual, 34.15) is the only way past QGIS, which drops `options` from a source.
    """
    before = os.environ.get("PGOPTIONS")
    os.environ["PGOPTIONS"] = f"{before or ''} {_READ_ONLY}".strip()
    try:
        yield
    finally:
        del os.environ["PGOPTIONS"]
        if before is not None:
            os.environ["PGOPTIONS"] = before
