"""The record of a published project, read piece by piece, and written out as CSV or JSON."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from ..domain.record import COLUMNS, Event
from .queue_source import QueueSource
from .whole_file import whole_file

PIECE = 2000
"""Events that are read at once."""

Tell = Callable[[float], None]
"""Is told the part that is done, 0 to 1; may raise Cancelled."""

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")


def events(queue: QueueSource, tell: Tell = lambda _part: None) -> Iterator[Event]:
    """Every event in order, as `domain/record.py` looks at it. Raises InvalidContent."""
    (last,) = queue.rows("SELECT coalesce(max(id), 0) FROM {q}event")[0]
    seen = 0
    while True:
        rows = _piece(queue, seen)
        yield from rows
        if len(rows) < PIECE:
            return
        seen = int(rows[-1]["id"])
        tell(min(seen / max(last, 1), 1.0))


def _piece(queue: QueueSource, seen: int) -> list[Event]:
    sql = f"SELECT {', '.join(COLUMNS)} FROM {{q}}event WHERE id > {seen} ORDER BY id LIMIT {PIECE}"
    if queue.path:
        return [dict(zip(COLUMNS, row, strict=True)) for row in queue.rows(sql)]
    # In one value: QGIS takes 90 µs for a row of PostgreSQL.
    (found,) = queue.rows(f"SELECT coalesce(json_agg(e ORDER BY id), '[]')::text FROM ({sql}) e")[0]
    return list(json.loads(found))


def chosen(found: Iterable[Event], begin: str, end: str, layers: Iterable[str]) -> Iterator[Event]:
    """The events from `begin` on and before `end` (ISO 8601 in UTC, or a part of it; "" for open) on `layers`."""
    wanted = frozenset(layers)
    for event in found:
        time = event["time"] or ""
        if time >= begin and (not end or time < end) and (not wanted or event["layer"] in wanted):
            yield event


def write_csv(found: Iterable[Event], path: Path) -> int:
    """A table for spreadsheets (RFC 4180, UTF-8 with a byte order mark); returns the number of events."""
    with whole_file(path) as part, part.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        return sum(bool(writer.writerow([harmless(event[name]) for name in COLUMNS])) for event in found)


def write_json(found: Iterable[Event], path: Path) -> int:
    """A JSON array, an event on each line; returns their number."""
    number = 0
    with whole_file(path) as part, part.open("w", encoding="utf-8", newline="") as file:
        for number, event in enumerate(found, 1):
            file.write(("[\n" if number == 1 else ",\n") + _line(event))
        file.write("\n]\n" if number else "[]\n")
    return number


def harmless(value: Any) -> str:
    """A cell that no spreadsheet takes for a formula."""
    text = "" if value is None else str(value)
    return "'" + text if text.startswith(_DANGEROUS) else text


def _line(event: Mapping[str, Any]) -> str:
    return json.dumps({name: event[name] for name in COLUMNS}, ensure_ascii=False)
