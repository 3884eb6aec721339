"""Erasing, by request (GDPR Art. 17) and because time is up. Called under the lock of `locked_queue.py`.

Events are never touched. What they say of a person is a pseudonym that leads to nobody once its row is gone, and a
hash of each note whose salt, the uuid of the comment, goes with the comment.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from ..domain.contribution import OPEN, Reason, Status
from ..domain.errors import InvalidContent
from ..domain.record import FIELDS, LATER, chained
from ..domain.retention import CLOSED, REFUSALS, Retention, stated
from .locked_queue import Tables, Value, placeholders
from .persons import ABOUT, Found, Row

ROLE = "data_protection"

_SAID = "comment = NULL, note = NULL, findings = NULL, changeset = NULL, author = NULL, claimed_by = NULL, "
_SAID += "claimed_until = NULL, tier = NULL, held = NULL"
_CONTENT = f"{_SAID}, base = NULL, proposed = NULL, corrected_base = NULL, corrected = NULL, geom = NULL"
_CONTENT += ", responsible_why = NULL"
_LAST = "coalesce((SELECT max(e.time) FROM {q}event e WHERE e.contribution = contribution.uuid), created)"
_DUE = f"status = ? AND author IS NOT NULL AND {_LAST} < ?"
_ORPHANS = (
    "person NOT IN (SELECT person FROM {q}member WHERE person IS NOT NULL) AND NOT EXISTS ("
    "SELECT 1 FROM {q}contribution c WHERE c.author = pseudonym.pseudonym OR c.claimed_by = pseudonym.pseudonym) "
    "AND NOT EXISTS (SELECT 1 FROM {q}comment t WHERE t.author = pseudonym.pseudonym) "
    "AND NOT EXISTS (SELECT 1 FROM {q}attachment a WHERE a.author = pseudonym.pseudonym)"
)


def erase_person(tables: Tables, found: Found, time: str) -> None:
    """Everything that leads to a person or was written by them. `time` is that of the withdrawals, ISO 8601 in UTC."""
    own, marks = found.person.pseudonyms, placeholders(found.person.pseudonyms)
    for row in open_ones(found):
        _withdraw(tables, row, time)
    tables.run(
        "UPDATE {q}contribution SET note = NULL WHERE EXISTS (SELECT 1 FROM {q}comment c WHERE "
        f"c.contribution = contribution.uuid AND c.text = contribution.note AND c.author IN ({marks}))",
        *own,
    )
    for table in ("comment", "attachment"):
        tables.run(f"DELETE FROM {{q}}{table} WHERE author IN ({marks}) OR {ABOUT % marks}", *own, *own)
    condition = f"author IN ({marks}) AND status"
    tables.run(f"UPDATE {{q}}contribution SET {_SAID} WHERE {condition} = ?", *own, str(Status.PUBLISHED))
    tables.run(f"UPDATE {{q}}contribution SET {_CONTENT} WHERE {condition} <> ?", *own, str(Status.PUBLISHED))
    released = "UPDATE {q}contribution SET claimed_by = NULL, claimed_until = NULL"
    tables.run(f"{released} WHERE claimed_by IN ({marks})", *own)
    tables.run(f"DELETE FROM {{q}}refusal WHERE actor IN ({marks})", *own)
    for table in ("pseudonym", "member"):
        names = placeholders(found.person.names)
        tables.run(f"DELETE FROM {{q}}{table} WHERE person IN ({names})", *found.person.names)


def open_ones(found: Found) -> list[Row]:
    """The person's contributions that somebody would still have to work on."""
    return [row for row in found.rows["contribution"] if row["status"] in set(OPEN)]


@dataclass(frozen=True)
class Due:
    """What has been kept long enough: contributions by status, pseudonyms and rows of refusals."""

    contributions: dict[str, int]
    pseudonyms: int
    refusals: int


def retention_of(tables: Tables) -> Retention:
    """What the municipality has stated. Raises InvalidContent."""
    rows = tables.rows("service_state", "key = ?", "retention")
    try:
        return stated(json.loads(rows[0]["value"] or "{}")) if rows else Retention()
    except ValueError as error:
        raise InvalidContent("The retention in service_state is no JSON.") from error


def due(tables: Tables, retention: Retention, now: datetime) -> Due:
    """What `apply_retention` would erase."""
    return Due(
        {status: tables.count("contribution", _DUE, *_when(retention, status, now)) for status in _statuses()},
        tables.count("pseudonym", _ORPHANS),
        tables.count("refusal", "minute < ?", retention.before(REFUSALS, now)),
    )


def apply_retention(tables: Tables, retention: Retention, now: datetime) -> Due:
    """Erase what has been kept long enough, and say what it was."""
    found = due(tables, retention, now)
    for status in _statuses():
        values = _when(retention, status, now)
        for table in ("comment", "attachment"):
            about = f"contribution IN (SELECT uuid FROM {{q}}contribution WHERE {_DUE})"
            tables.run(f"DELETE FROM {{q}}{table} WHERE {about}", *values)
        columns = _SAID if status == Status.PUBLISHED else _CONTENT
        tables.run(f"UPDATE {{q}}contribution SET {columns} WHERE {_DUE}", *values)
    orphans = tables.count("pseudonym", _ORPHANS)  # more than before: their last contribution may just have gone
    tables.run(f"DELETE FROM {{q}}pseudonym WHERE {_ORPHANS}")
    tables.run("DELETE FROM {q}refusal WHERE minute < ?", retention.before(REFUSALS, now))
    return Due(found.contributions, orphans, found.refusals)


def _statuses() -> list[str]:
    return [*map(str, CLOSED), str(Status.PUBLISHED)]


def _when(retention: Retention, status: str, now: datetime) -> tuple[Value, Value]:
    return status, retention.before(status, now)


def _withdraw(tables: Tables, row: Row, time: str) -> None:
    """Take a contribution back in its author's place; by whom is told by the role alone."""
    last = tables.rows("event", "id = (SELECT max(id) FROM {q}event)")
    fields: dict[str, str | None] = dict.fromkeys((*FIELDS, *LATER))
    fields |= {name: row[name] for name in ("layer", "feature_key", "ars")}
    fields |= {"contribution": row["uuid"], "from_status": row["status"], "to_status": str(Status.WITHDRAWN)}
    fields |= {"role": ROLE, "reason_code": str(Reason.PERSONAL_DATA), "time": time}
    fields["previous_hash"] = last[0]["hash"] if last else None
    named = {**fields, "hash": chained(fields)}
    marks = placeholders(list(named))
    tables.run(f"INSERT INTO {{q}}event ({', '.join(named)}) VALUES ({marks})", *named.values())
    change = "UPDATE {q}contribution SET status = ?, reason_code = ? WHERE uuid = ?"
    tables.run(change, str(Status.WITHDRAWN), str(Reason.PERSONAL_DATA), row["uuid"])
