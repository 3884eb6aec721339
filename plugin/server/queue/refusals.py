"""What was refused, counted: one row for each person, reason and minute, however often it is tried.

Counting costs a request nothing: numbers are kept in this process and written once a second at most, in between two
requests, if the turn to write is free. What cannot be written is written later; with a process that is killed goes
what it had not written yet. Nobody fills the disk: a minute has at most MOST rows, and what is older than KEPT goes.
"""

from __future__ import annotations

import logging
import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from qgis.core import QgsDataSourceUri, QgsProject, QgsProviderConnectionException, QgsProviderRegistry

from ...adapters import sqlite_address
from ...adapters.queue_source import CONTRIBUTION_ID, SCHEMA, QueueSource, queue_of, spelt
from ...domain import retention
from ...domain.errors import Busy, InvalidContent
from ...domain.moment import as_minute
from ..answer import HttpAnswer
from ..writing.locking import turn

GUEST, MEMBER = "guest", "member"
"""Who has not logged in, or is not known here; and a member who never wrote, and so has no pseudonym."""

MORE = "more"
"""The reason under which everything beyond MOST is counted."""

MOST = 50
"""Rows of one minute, and one more for the rest."""

HELD = 1000
"""Numbers that a process keeps until they are written."""

KEPT = timedelta(days=retention.DEFAULT[retention.REFUSALS])
EVERY, AFTER_TROUBLE = 1.0, 30.0
"""Seconds between two writings of a process, and after one that failed."""

_WAIT = 0.05
_ROWS = "SELECT actor, reason FROM {q}refusal WHERE minute = ?"
_WHO = "SELECT p.pseudonym FROM {q}member m LEFT JOIN {q}pseudonym p ON p.person = m.person WHERE m.identity = ?"
_ADD = (
    "INSERT INTO {q}refusal (minute, actor, reason, count) VALUES (?, ?, ?, ?) "
    "ON CONFLICT (minute, actor, reason) DO UPDATE SET count = refusal.count + excluded.count"
)
_FORGET = "DELETE FROM {q}refusal WHERE minute < ?"

Key = tuple[str, str, str]
"""Minute, account (later: actor) and reason."""

log = logging.getLogger("buergergis")


class Refusals:
    """Counts for one process. None of the methods raises, and none waits longer than a moment."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._waiting: dict[QueueSource, Counter[Key]] = {}
        self._next = 0.0

    @property
    def waiting(self) -> int:
        """How many numbers are not written yet."""
        return sum(map(len, self._waiting.values()))

    def count(self, queue: QueueSource, identity: str, reason: str, now: datetime) -> None:
        """One refusal of what the account `identity` (empty: a guest) asked at `now` (aware)."""
        numbers = self._waiting.setdefault(queue, Counter())
        key = (as_minute(now), identity, reason)
        if key not in numbers and len(numbers) >= HELD:
            key = (key[0], "", MORE)
        numbers[key] += 1

    def note(self, project: QgsProject, identity: str, answer: HttpAnswer) -> None:
        """The same for an answer; one that is no refusal, or no fault of who asked, does not count."""
        if answer.code and 400 <= answer.status < 500 and project.mapLayer(CONTRIBUTION_ID) is not None:
            self.count(queue_of(project), identity, answer.code, datetime.now(UTC))

    def flush(self, at_once: bool = False) -> None:
        """Write what waits, unless it is too early."""
        if not self._waiting or (self._clock() < self._next and not at_once):
            return
        for queue in list(self._waiting):
            try:
                _write(queue, self._waiting[queue])
                del self._waiting[queue]
                self._next = self._clock() + EVERY
            except Busy:
                self._next = self._clock() + EVERY
            except Exception as error:
                self._next = self._clock() + AFTER_TROUBLE
                log.warning("Refusals could not be counted: %s", error)


def _write(queue: QueueSource, numbers: Mapping[Key, int]) -> None:
    """All or nothing. Raises Busy, InvalidContent."""
    reader = queue.writer()
    actors = {identity: _actor(reader, identity) for _, identity, _ in numbers}
    named: Counter[Key] = Counter()
    for (minute, identity, reason), number in numbers.items():
        named[minute, actors[identity], reason] += number
    rows = _bounded(reader, named)
    oldest = as_minute(datetime.fromisoformat(max(minute for minute, _, _ in named)) - KEPT)
    statements = [(_ADD, (*key, number)) for key, number in sorted(rows.items())]
    (_into_geopackage if queue.path else _into_postgres)(queue, [*statements, (_FORGET, (oldest,))])


def _actor(reader: QueueSource, identity: str) -> str:
    """The pseudonym behind an account."""
    rows = reader.rows(_WHO, [identity]) if identity and "\0" not in identity else []
    return (rows[0][0] or MEMBER) if rows else GUEST


def _bounded(reader: QueueSource, numbers: Mapping[Key, int]) -> Counter[Key]:
    """As many rows of each minute as there is room for; what is over is one row."""
    kept: Counter[Key] = Counter()
    for minute in {key[0] for key in numbers}:
        known = {(minute, *row) for row in reader.rows(_ROWS, [minute])}
        for key, number in numbers.items():
            if key[0] == minute:
                room = key in known or len(known) < MOST
                known |= {key} if room else set()
                kept[key if room else (minute, GUEST, MORE)] += number
    return kept


Statement = tuple[str, Sequence[str | int]]


def _into_geopackage(queue: QueueSource, statements: Sequence[Statement]) -> None:
    address = sqlite_address.uri(Path(queue.path).absolute(), "rw")
    try:
        with turn(queue.path, _WAIT), closing(sqlite3.connect(address, uri=True, timeout=_WAIT)) as connection:
            connection.execute("PRAGMA synchronous = NORMAL")
            with connection:
                for sql, values in statements:
                    connection.execute(sql.format(q=""), values)
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise Busy("Somebody else is writing to the database.") from error
        raise


def _into_postgres(queue: QueueSource, statements: Sequence[Statement]) -> None:
    """In one message, which PostgreSQL takes for one transaction."""
    metadata = QgsProviderRegistry.instance().providerMetadata("postgres")
    place = QgsDataSourceUri(queue.table("refusal", writing=True)).connectionInfo(True)
    text = "; ".join(spelt(sql.format(q=SCHEMA + "."), values) for sql, values in statements)
    try:
        metadata.createConnection(place, {}).executeSql(f"SET LOCAL lock_timeout = '{round(_WAIT * 1000)}ms'; {text}")
    except QgsProviderConnectionException as error:
        raise InvalidContent(" ".join(str(error).split())) from error
