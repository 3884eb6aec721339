"""The real service under attack: what is alive, what the database holds, and who listens beside it."""

from __future__ import annotations

import hashlib
import re
import socket
import sqlite3
import threading
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from demo.processes import wait_for
from demo.service import Service, demo_passwords

from .ground import AT_HOME, Ground, settle

UNCOUNTED = ("write_lock", "refusal")
"""Tables that change without anybody's data changing: the turn of writers, and how often somebody was refused."""

_OURS = re.compile(r"(gpkg_|rtree_|sqlite_)")
Rows = Mapping[str, frozenset[str]]


@dataclass
class Target:
    """A running service, and what must be found unhurt after each attack."""

    service: Service
    ground: Ground
    canary: Canary
    born: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.born = set(self.service.workers_now())

    @property
    def port(self) -> int:
        return self.service.port

    @property
    def database(self) -> Path:
        return next(self.service.run.glob("municipality/dreiwasser.gpkg"))

    def rows(self) -> Rows:
        """A digest of each row of each table that holds somebody's data."""
        with closing(sqlite3.connect(self.database)) as connection:
            found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
            names = [name for (name,) in found if not _OURS.match(name) and name not in UNCOUNTED]
            return {name: frozenset(map(_digest, connection.execute(f'SELECT * FROM "{name}"'))) for name in names}

    def dead(self) -> list[str]:
        """What gunicorn says of workers that did not end by themselves."""
        text = (self.service.run / "gunicorn.log").read_text("utf-8", "replace")
        return re.findall(r".*(?:WORKER TIMEOUT|was sent SIG|terminated|Exception in worker).*", text)

    def replaced(self) -> int:
        """Workers that have ended by themselves, grown or old, and made room for new ones."""
        return len(self.born - set(self.service.workers_now()))

    def alive(self) -> bool:
        """All workers are there, and nobody was killed."""
        return not self.dead() and wait_for(lambda: len(self.service.workers_now()) == self.service.workers, 10)


def _digest(row: tuple[object, ...]) -> str:
    return hashlib.sha256(repr(row).encode()).hexdigest()


class Canary:
    """Listens where the service must never call: another address on this machine."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._socket.getsockname()[1])
        self.calls = 0
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self._socket.accept()
                self.calls += 1
                connection.close()

    def close(self) -> None:
        self._socket.close()


@contextmanager
def target(run: Path, workers: int = 4) -> Iterator[Target]:
    """The demo service with a filled queue, prepared anew in `run`."""
    service = Service.demo(run)
    service.workers = workers
    service.passwords = _passwords(run)
    _second_account(run)
    canary = Canary()
    try:
        with service:
            yield Target(service, settle(service.url, service.port, canary.port), canary)
    finally:
        canary.close()


def _passwords(run: Path) -> Path:
    """The people of the demo, and the second account of one of them."""
    file = run / "konten"
    text = demo_passwords().decode()
    name, hashed = text.splitlines()[0].split(":", 1)
    file.write_text(text + f"{AT_HOME}:{hashed}\n", "utf-8")
    return file


def _second_account(run: Path) -> None:
    database = next(run.glob("municipality/dreiwasser.gpkg"))
    with closing(sqlite3.connect(database)) as connection, connection:
        row = ("Dr. Friederike Weiß", AT_HOME, "contributor", "14999", "*")
        connection.execute("INSERT INTO member (person, identity, role, ars, layers) VALUES (?, ?, ?, ?, ?)", row)
