"""What became of one's own contributions: all of them in the queue, with what was said about each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..domain.contribution import Contribution
from ..domain.errors import InvalidContent
from ..domain.feature import Feature
from ..services.contributions import COMMENT, QUEUE, from_row
from ..services.wfs.filters import Compare, Comparison, Filter
from .connection import Connection
from .history import Remark, record
from .progress import Progress, section, silent
from .review import AT_ONCE, any_of, pseudonym


@dataclass(frozen=True)
class Mine:
    """One contribution of the person who asks, with the whole conversation, oldest first."""

    contribution: Contribution
    answers: tuple[Remark, ...] = ()


@dataclass(frozen=True)
class MyContributions:
    """Newest first, with their author's pseudonym. `unreadable` counts rows that a later version may have written."""

    found: tuple[Mine, ...] = ()
    author: str = ""
    unreadable: int = 0


def my_contributions(connection: Connection, progress: Progress = silent) -> MyContributions:
    """Everything in the queue that the person has written, whatever else they may see."""
    crs = connection.queue.crs  # raises LoginNeeded or NoTransactions
    author = pseudonym(connection)  # nobody has one before the first contribution, so it is asked for anew
    if not author:
        return MyContributions()
    rows = _rows(connection, QUEUE, crs, Compare(Comparison.EQUAL, "author", author), section(progress, 0, 0.7))
    found = _readable(connection, [row for row in rows if row.properties.get("author") == author])
    answers = _answers(connection, crs, [one.uuid for one in found], section(progress, 0.7, 1))
    newest = sorted(found, key=lambda one: (one.created, one.uuid), reverse=True)
    mine = tuple(Mine(one, tuple(answers.get(one.uuid, ()))) for one in newest)
    return MyContributions(mine, author, len(rows) - len(found))


def _readable(connection: Connection, rows: Iterable[Feature]) -> list[Contribution]:
    swap = {name: connection.form(name).northing_first for name in connection.capabilities.layers}
    found = []
    for row in rows:
        try:
            found.append(from_row(row, swap))
        except InvalidContent:
            continue  # counted by the caller: one row that cannot be read does not hide the others
    return found


def _answers(connection: Connection, crs: str, uuids: Sequence[str], progress: Progress) -> dict[str, list[Remark]]:
    found: dict[str, list[Remark]] = {}
    if COMMENT not in connection.capabilities.layers:
        return found
    for start in range(0, len(uuids), AT_ONCE):
        progress(start / len(uuids), "answers")
        wanted = [Compare(Comparison.EQUAL, "contribution", uuid) for uuid in uuids[start : start + AT_ONCE]]
        for row in _rows(connection, COMMENT, crs, any_of(wanted), silent):
            about = str(row.properties.get("contribution") or "")
            found.setdefault(about, []).append(record(Remark, row.properties))
    return {uuid: sorted(answers, key=lambda one: one.created) for uuid, answers in found.items()}


def _rows(connection: Connection, layer: str, crs: str, where: Filter | None, progress: Progress) -> list[Feature]:
    client = connection.client
    pages = client.pages(layer, client.schema(layer), crs=crs, filter=where, progress=progress)
    return [row for page in pages for _fid, row in page]
