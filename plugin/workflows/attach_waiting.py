"""Photos that wait for their contribution: sent once it has arrived, and kept until the server has them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from ..domain.errors import InvalidContent, LimitExceeded, Problem, QuotaExceeded
from .attach import attach
from .connection import Connection
from .doubt import WELL_FORMED
from .progress import Progress, silent

MOST = 10
"""Photos of one contribution, as the server half takes them."""
FOREIGN = "It came with somebody else's file."
"""The reason of a photo that its owner has not asked to have sent from this computer."""


@dataclass(frozen=True)
class Subject:
    """What photos are of: a contribution by its uuid, or a changed row of a layer that was not sent yet."""

    contribution: str = ""
    layer: str = ""
    row: int | None = None


@dataclass(frozen=True)
class Waiting:
    """One photo. `not_for` are contributions of the same row that were over when it was added; `reason` is why the
    server did not take it, or FOREIGN, "" where it was not asked yet. `created` is ISO 8601 in UTC."""

    id: str
    about: Subject
    not_for: tuple[str, ...]
    reason: str
    created: str


class PhotoStore(Protocol):
    def photos_to_send(self) -> Sequence[tuple[Waiting, str]]: ...

    def photo(self, id_: str) -> bytes: ...

    def note_photo(self, id_: str, reason: str) -> None: ...

    def forget_photo(self, id_: str) -> None: ...


@dataclass
class SentPhotos:
    """uuids of the photos that the server has now, and what it said about those that it did not take."""

    sent: list[str] = field(default_factory=list)
    refused: list[Problem] = field(default_factory=list)


def send_waiting(connection: Connection, store: PhotoStore, progress: Progress = silent) -> SentPhotos:
    """Send what can be sent. A photo leaves the store only after the server has said that it has it.

    Sent twice, because the first answer or the note of it was lost, it is there once. What the server does not take is
    noted with its reason and not tried again by itself. Raises what ends the way to it; the rest waits.
    """
    result, ready = SentPhotos(), store.photos_to_send()
    for number, (one, contribution) in enumerate(ready):
        progress(number / len(ready), "photos")
        try:
            result.sent.append(attach(connection, contribution, store.photo(one.id)))
        except (*WELL_FORMED, InvalidContent, LimitExceeded) as problem:
            if isinstance(problem, QuotaExceeded):
                raise
            store.note_photo(one.id, problem.text)
            result.refused.append(problem.with_traceback(None))
            continue
        store.forget_photo(one.id)
    return result
