"""A writing connection to PostgreSQL that stays: QGIS opens one for each transaction, which takes longer than a row.

So one transaction of QGIS is begun and never ended by it; what begins and ends inside are statements of ours. QGIS
makes a lost connection anew by itself and sends the statement once more, then outside of any transaction. Each
of ours therefore has a mark of its own, without which nothing is taken for kept.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from qgis.core import QgsTransaction, QgsVectorLayer

Done = tuple[bool, str]
"""Whether it worked, and what the database says."""

_MARK = "buergergis.mark"


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
            self._connected, error = self._inner.begin()
            if not self._connected:
                return False, error
            self._inner.executeSql("ROLLBACK")
        self._mark = secrets.token_hex(8)
        return self.executeSql("; ".join(["BEGIN", f"SET LOCAL {_MARK} = '{self._mark}'", *statements]))

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
