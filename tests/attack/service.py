"""The real service under attack: what is alive, what the database holds, and who listens beside it."""

from __future__ import annotations

import hashlib
import re
import socket
import sqlite3
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from demo.postgres import Cluster
from demo.processes import wait_for
from demo.service import Service, demo_passwords

from .ground import AT_HOME, Ground, settle
from .personal import hide

UNCOUNTED = ("write_lock", "refusal")
"""Tables that change without anybody's data changing: the turn of writers, and how often somebody was refused."""

_OURS = re.compile(r"(gpkg_|rtree_|sqlite_)")
Rows = Mapping[str, frozenset[str]]
Member = tuple[str, str, str, str]
"""Account, person, role, ARS."""


@dataclass
class Target:
    """A running service, and what must be found unhurt after each attack."""

    service: Service
    ground: Ground
    canary: Canary
    born: set[int] = field(default_factory=set)
    _watch: sqlite3.Connection | None = None
    _looked: tuple[int, Rows] | None = None

    def __post_init__(self) -> None:
        self.born = set(self.service.workers_now())

    @property
    def port(self) -> int:
        return self.service.port

    def rows(self) -> Rows:
        """A digest of each row of each table that holds somebody's data; read again where anybody has written."""
        if self.service.database:
            return rows(self.service)
        if self._watch is None:
            self._watch = sqlite3.connect(geopackage(self.service), timeout=30, check_same_thread=False)
        version = self._watch.execute("PRAGMA data_version").fetchone()[0]
        if self._looked is None or self._looked[0] != version:
            self._looked = version, rows(self.service)
        return self._looked[1]

    def close(self) -> None:
        """Let go of the database."""
        if self._watch is not None:
            self._watch.close()

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
def target(run: Path, workers: int = 4, backend: str = "gpkg") -> Iterator[Target]:
    """The demo service with a filled queue, prepared anew in `run`."""
    canary = Canary()
    try:
        with peopled(run, [(AT_HOME, "Dr. Friederike Weiß", "contributor", "14999")], workers, backend) as service:
            secret = "" if service.database else hide(run)
            with closing(Target(service, settle(service.url, service.port, canary.port, secret), canary)) as found:
                yield found
    finally:
        canary.close()


@contextmanager
def peopled(run: Path, more: Sequence[Member], workers: int, backend: str) -> Iterator[Service]:
    """The demo service with further members; the demo's password is everybody's."""
    service = Service.demo(run, backend=backend)
    service.workers, service.passwords = workers, passwords(run, [identity for identity, *_ in more])
    service.limits = {"failures": 1000, "account_failures": 100_000}  # guessing is tried elsewhere
    if service.database:
        service.database.start()
    for identity, person, role, ars in more:
        values = f"VALUES ('{person}', '{identity}', '{role}', '{ars}', '*')"
        execute(service, f"INSERT INTO {{q}}member (person, identity, role, ars, layers) {values}")
    with service:
        yield service


def passwords(run: Path, identities: Sequence[str]) -> Path:
    """The people of the demo, and further accounts."""
    file, text = run / "konten", demo_passwords().decode()
    hashed = text.splitlines()[0].partition(":")[2]
    file.write_text(text + "".join(f"{identity}:{hashed}\n" for identity in identities), "utf-8")
    return file


def execute(service: Service, sql: str) -> None:
    """A change by whoever owns the database; `{q}` is where the queue lies."""
    if service.database:
        service.database.sql(sql.format(q="buergergis."))
        return
    with closing(sqlite3.connect(geopackage(service), timeout=30)) as connection, connection:
        connection.execute(sql.format(q=""))


def geopackage(service: Service) -> Path:
    return service.run / "municipality" / "dreiwasser.gpkg"


def rows(service: Service) -> Rows:
    """A digest of each row of each table that holds somebody's data."""
    if service.database:
        return _postgres_rows(service.database)
    with closing(sqlite3.connect(geopackage(service), timeout=30)) as connection:
        found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        names = [name for (name,) in found if not _OURS.match(name) and name not in UNCOUNTED]
        return {name: frozenset(map(_digest, connection.execute(f'SELECT * FROM "{name}"'))) for name in names}


def _postgres_rows(cluster: Cluster) -> Rows:
    schemas = "schemaname IN ('dreiwasser', 'buergergis')"
    names = cluster.sql(f"SELECT schemaname || '.' || tablename FROM pg_tables WHERE {schemas}").split()
    kept = [name for name in names if name.rpartition(".")[2] not in UNCOUNTED]
    asked = " UNION ALL ".join(f"SELECT '{name.rpartition('.')[2]} ' || md5(t::text) FROM {name} t" for name in kept)
    found: dict[str, set[str]] = {name.rpartition(".")[2]: set() for name in kept}
    for line in cluster.sql(asked).splitlines():
        name, _, digest = line.rpartition(" ")
        found[name].add(digest)
    return {name: frozenset(digests) for name, digests in found.items()}
