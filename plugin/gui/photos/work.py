"""What photos in a window let happen in the background: files read, made smaller, kept, sent, fetched, decoded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from qgis.PyQt.QtGui import QImage

from ...adapters.background import Job
from ...adapters.pictures import for_sending, to_look_at
from ...adapters.working_copy import WorkingCopy
from ...domain.errors import InvalidContent, LimitExceeded, Problem
from ...services.photos import PHOTO
from ...workflows import attach
from ...workflows.attach_waiting import SentPhotos, Subject, send_waiting
from ...workflows.connection import Connection
from ..mine.work import open_for

THUMBNAIL, LARGE = 192, 2048
"""Pixels of the longest side."""
LARGEST_FILE = 100 * 2**20
"""Bytes; cameras write less than half of that."""


@dataclass(frozen=True)
class Seen:
    """One photo to be shown. `id` is the server's uuid, or that in the working copy at `kept_in`; `image` is None
    where it cannot be read. `reason` is why the server did not take it."""

    id: str
    image: QImage | None
    kept_in: Path | None = None
    reason: str = ""


@dataclass(frozen=True)
class TakenIn:
    """How many photos are kept or sent now, and what went wrong with the others, by file name."""

    count: int
    problems: tuple[tuple[str, Problem], ...] = ()


def kept(path: Path, about: Subject) -> list[Seen]:
    """The photos that wait in the working copy, oldest first."""
    copy = WorkingCopy.open(path)
    waiting = copy.waiting_photos(about)
    return [Seen(one.id, _thumbnail(copy.photo(one.id)), path, one.reason) for one in waiting]


def listed(connection: Connection, job: Job, contribution: str) -> list[Seen]:
    """The photos that the service has of a contribution, as far as one may see them; none where it takes none."""
    if PHOTO not in connection.capabilities.layers:
        return []
    found = attach.photos(connection, contribution)
    seen = []
    for number, one in enumerate(found):
        job.progress(number / len(found))
        seen.append(Seen(one.uuid, _fetched(connection, one.uuid)))
    return seen


def large(connection: Connection | None, path: Path | None, photo: str) -> QImage:
    """One photo in full; from the working copy at `path`, else from the service."""
    if path is not None:
        return to_look_at(WorkingCopy.open(path).photo(photo), LARGE)
    assert connection is not None  # by session.run
    return to_look_at(attach.fetch(connection, photo).data, LARGE)


def take_in(path: Path, about: Subject, files: Sequence[Path], job: Job) -> TakenIn:
    """Make photos small and bare, and keep them in the working copy; each by itself, so that one bad file is one."""
    copy, count, problems = WorkingCopy.open(path), 0, []
    for number, file in enumerate(files):
        job.progress(number / len(files))
        try:
            copy.keep_photo(about, for_sending(_content(file)))
            count += 1
        except (InvalidContent, LimitExceeded) as problem:
            problems.append((file.name, problem.with_traceback(None)))
    return TakenIn(count, tuple(problems))


def send_at_once(connection: Connection, contribution: str, files: Sequence[Path], job: Job) -> TakenIn:
    """Where there is no working copy to keep them: the files stay where they are, and can be added again."""
    count, problems = 0, []
    for number, file in enumerate(files):
        job.progress(number / len(files))
        try:
            attach.attach(connection, contribution, for_sending(_content(file)))
            count += 1
        except Problem as problem:
            problems.append((file.name, problem.with_traceback(None)))
    return TakenIn(count, tuple(problems))


def send_kept(connection: Connection, job: Job, path: Path) -> SentPhotos:
    """Send what waits and whose contribution has arrived."""
    with open_for(path, connection) as copy:
        return send_waiting(connection, copy, job.progress)


def remove(connection: Connection | None, path: Path | None, photo: str) -> None:
    """Out of the working copy at `path`, else have it erased by the service."""
    if path is not None:
        WorkingCopy.open(path).forget_photo(photo)
    else:
        assert connection is not None  # by session.run
        attach.withdraw(connection, photo)


def try_again(path: Path, photos: Sequence[str]) -> None:
    """Let photos that were not taken be sent again."""
    copy = WorkingCopy.open(path)
    for photo in photos:
        copy.note_photo(photo, "")


def _fetched(connection: Connection, uuid: str) -> QImage | None:
    """None for one that was withdrawn meanwhile, or is no picture; what ends the way to the service is raised."""
    try:
        data = attach.fetch(connection, uuid).data
    except attach.NOT_SHOWN:
        return None
    return _thumbnail(data)


def _thumbnail(data: bytes) -> QImage | None:
    try:
        return to_look_at(data, THUMBNAIL)
    except (InvalidContent, LimitExceeded):
        return None


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise LimitExceeded(f"The file {path.name} is larger than {LARGEST_FILE // 2**20} MB.")
        return path.read_bytes()
    except OSError as error:
        raise InvalidContent(f"The file {path.name} cannot be read: {error.strerror}.") from error
