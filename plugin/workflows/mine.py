"""What became of one's own contributions: all of them in the queue, with what was said about each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..domain.contribution import Contribution
from ..domain.errors import InvalidContent
from ..domain.feature import Feature
from ..services.contributions import QUEUE, from_row
from ..services.wfs.filters import Combined, Compare, Comparison, Filter, Logic
from .connection import Connection
from .progress import Progress, section, silent

COMMENT = "comment"
_AT_ONCE = 50  # ids in one filter: a GET address stays well under 8 kB


@dataclass(frozen=True)
class Answer:
    """One comment on a contribution; `kind` is `decision` or `comment`, `created` ISO 8601 in UTC."""

    author: str
    created: str
    kind: str
    text: str


@dataclass(frozen=True)
class Mine:
    """One contribution of the person who asks, with the whole conversation, oldest first."""

    contribution: Contribution
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True)
class MyContributions:
    """Newest first, with their author's pseudonym. `unreadable` counts rows that a later version may have written."""

    found: tuple[Mine, ...] = ()
    author: str = ""
    unreadable: int = 0


def my_contributions(connection: Connection, progress: Progress = silent) -> MyContributions:
    """Everything in the queue that the person has written, whatever else they may see."""
    crs = connection.queue.crs  # raises LoginNeeded or NoTransactions
    author = _pseudonym(connection)
    if not author:
        return MyContributions()
    rows = _rows(connection, QUEUE, crs, Compare(Comparison.EQUAL, "author", author), section(progress, 0, 0.7))
    found = _readable(connection, [row for row in rows if row.properties.get("author") == author])
    answers = _answers(connection, crs, [one.uuid for one in found], section(progress, 0.7, 1))
    newest = sorted(found, key=lambda one: (one.created, one.uuid), reverse=True)
    mine = tuple(Mine(one, tuple(answers.get(one.uuid, ()))) for one in newest)
    return MyContributions(mine, author, len(rows) - len(found))


def _pseudonym(connection: Connection) -> str:
    """Nobody has one before the first contribution, so what was said at the start may be out of date."""
    who = connection.who
    if who is not None and not who.pseudonym:
        who = connection.client.who_am_i()
    return (who.pseudonym or "") if who else ""


def _readable(connection: Connection, rows: Iterable[Feature]) -> list[Contribution]:
    swap = {name: connection.form(name).northing_first for name in connection.capabilities.layers}
    found = []
    for row in rows:
        try:
            found.append(from_row(row, swap))
        except InvalidContent:
            continue  # counted by the caller: one row that cannot be read does not hide the others
    return found


def _answers(connection: Connection, crs: str, uuids: Sequence[str], progress: Progress) -> dict[str, list[Answer]]:
    found: dict[str, list[Answer]] = {}
    if COMMENT not in connection.capabilities.layers:
        return found
    for start in range(0, len(uuids), _AT_ONCE):
        progress(start / len(uuids), "answers")
        wanted = [Compare(Comparison.EQUAL, "contribution", uuid) for uuid in uuids[start : start + _AT_ONCE]]
        for row in _rows(connection, COMMENT, crs, _any(wanted), silent):
            text = {name: str(value or "") for name, value in row.properties.items()}
            answer = Answer(*(text.get(name, "") for name in ("author", "created", "kind", "text")))
            found.setdefault(text.get("contribution", ""), []).append(answer)
    return {uuid: sorted(answers, key=lambda one: one.created) for uuid, answers in found.items()}


def _rows(connection: Connection, layer: str, crs: str, where: Filter, progress: Progress) -> list[Feature]:
    client = connection.client
    pages = client.pages(layer, client.schema(layer), crs=crs, filter=where, progress=progress)
    return [row for page in pages for _fid, row in page]


def _any(parts: Sequence[Filter]) -> Filter:
    return parts[0] if len(parts) == 1 else Combined(Logic.OR, tuple(parts))
