"""Failed logins, counted for all workers: who guesses is stopped, and learns nothing while stopped.

The store is a small SQLite file beside the socket, bounded in rows; accounts and addresses stand in it as
keyed hashes, and it goes with the run folder.
"""

from __future__ import annotations

import hashlib
import ipaddress
import secrets
import sqlite3
from pathlib import Path

from ...formats.service_file import LoginLimits

MOST_ROWS = 20_000
GOOD_FOR = 30 * 86_400
"""Seconds for which an address is known as one from which an account has logged in."""

_NOTED_FOR = 600
_WAIT = 5.0
_SCHEMA = """
CREATE TABLE IF NOT EXISTS salt (id INTEGER PRIMARY KEY CHECK (id = 1), value BLOB);
CREATE TABLE IF NOT EXISTS attempt (
    key BLOB PRIMARY KEY, failures INTEGER NOT NULL DEFAULT 0, began REAL NOT NULL DEFAULT 0,
    until REAL NOT NULL DEFAULT 0, good REAL NOT NULL DEFAULT 0) WITHOUT ROWID;
"""
_FAILED = """
INSERT INTO attempt (key, failures, began) VALUES (:key, 1, :now) ON CONFLICT (key) DO UPDATE SET
    failures = CASE WHEN began < :now - :seconds THEN 1 ELSE failures + 1 END,
    began = CASE WHEN began < :now - :seconds THEN :now ELSE began END
"""
_BLOCK = "UPDATE attempt SET until = ? + ?, failures = 0 WHERE key = ? AND failures >= ?"
_PRUNE = """
DELETE FROM attempt WHERE key IN (
    SELECT key FROM attempt ORDER BY good > ?, max(until, began), failures
    LIMIT max(0, (SELECT count(*) FROM attempt) - ?))
"""


class Attempts:
    """Counts by account and address, and by account alone. Times are seconds since 1970."""

    def __init__(self, file: Path, limits: LoginLimits) -> None:
        self.limits = limits
        file.touch(0o600)
        self._base = sqlite3.connect(file, timeout=_WAIT, isolation_level=None)
        self._base.execute("PRAGMA journal_mode = WAL")
        self._base.execute("PRAGMA synchronous = OFF")  # lost with the machine, as it should be
        self._base.executescript(_SCHEMA)
        self._base.execute("INSERT OR IGNORE INTO salt VALUES (1, ?)", [secrets.token_bytes(32)])
        (self._salt,) = self._base.execute("SELECT value FROM salt").fetchone()
        self._noted: dict[bytes, float] = {}

    def blocked(self, account: str, address: str, now: float) -> int:
        """For how many seconds more this account is not let in from this address, right password or not; 0 if it is.

        What is blocked for the account as a whole does not keep out an address where the person was before.
        """
        here, whole = self._row(self._key(account, address)), self._row(self._key(account, ""))
        until = here[0] if here[1] > now - GOOD_FOR else max(here[0], whole[0])
        return max(0, int(until - now) + 1) if until > now else 0

    def failed(self, account: str, address: str, now: float) -> None:
        """Note a wrong password; whoever is blocked already is not counted."""
        most = ((address, self.limits.failures), ("", self.limits.account_failures))
        self._base.execute("BEGIN IMMEDIATE")
        try:
            for where, limit in most:
                key = self._key(account, where)
                self._base.execute(_FAILED, {"key": key, "now": now, "seconds": self.limits.seconds})
                self._base.execute(_BLOCK, [now, self.limits.seconds, key, limit])
            self._base.execute(_PRUNE, [now - GOOD_FOR, MOST_ROWS])
        finally:
            self._base.execute("COMMIT")

    def succeeded(self, account: str, address: str, now: float) -> None:
        """Note a right password: this address is known then, and begins anew. Written every ten minutes only."""
        key = self._key(account, address)
        failures = self._base.execute("SELECT failures FROM attempt WHERE key = ?", [key]).fetchone()
        if self._noted.get(key, 0) > now - _NOTED_FOR and failures == (0,):
            return
        if len(self._noted) > MOST_ROWS:
            self._noted.clear()
        self._base.execute(
            "INSERT INTO attempt (key, good) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET good = excluded.good, "
            "failures = 0",
            [key, now],
        )
        self._noted[key] = now

    def _row(self, key: bytes) -> tuple[float, float]:
        found = self._base.execute("SELECT until, good FROM attempt WHERE key = ?", [key]).fetchone()
        return found or (0.0, 0.0)

    def _key(self, account: str, address: str) -> bytes:
        text = f"{account}\0{network(address)}"
        return hashlib.blake2b(text.encode("utf-8", "replace"), key=self._salt, digest_size=16).digest()


def network(address: str) -> str:
    """An address as one party has it: of IPv6 the first 64 bits, which one connection owns as a whole."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(ipaddress.ip_network((found, 64), strict=False)) if found.version == 6 else address
