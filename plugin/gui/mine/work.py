"""What the page Meine Beiträge lets happen in the background: values in, values out, no widgets."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from uuid import uuid4

from ...adapters.background import Job
from ...adapters.working_copy import LocalChange, Overview, WorkingCopy
from ...domain.contribution import Contribution, Status
from ...domain.errors import Locked, Problem, Safety, WorkingCopyProblem
from ...domain.ledger import Entry
from ...workflows.connection import Connection
from ...workflows.contribute import Submitted, resume, submit
from ...workflows.epoch import compare
from ...workflows.mine import MyContributions, my_contributions
from ...workflows.plain_doubt import Doubt, has_arrived, look_again, send_again
from ...workflows.ports import NO_NOTES, Row
from ...workflows.reply import reply
from ...workflows.withdraw import withdraw, withdraw_late
from .changes_lines import LayerLines, lines_of
from .conflict_work import ConflictLine, conflict_lines
from .contributions_entries import ANSWERED
from .field_words import Words, words_of


@dataclass(frozen=True)
class Local:
    """What one working copy holds."""

    path: Path
    service_url: str
    overview: Overview
    lines: tuple[LayerLines, ...]
    conflicts: tuple[ConflictLine, ...] = ()
    overwritten: tuple[Entry, ...] = ()
    """What was published from here and is lost, and nobody has decided about yet."""
    words: Words = field(default_factory=dict)
    """What its fields and codes are called."""


@dataclass(frozen=True)
class News:
    """What the server says, what the working copy makes of it, and which contributions were answered since.

    `problem` is why the working copy could not take note: what the server said counts all the same. `withdrawn` are
    contributions that had arrived although their change was undone.
    """

    mine: MyContributions
    local: Local | None
    answered: tuple[str, ...]
    problem: Problem | None = None
    withdrawn: tuple[str, ...] = ()


def look(path: Path) -> Local:
    """Read the working copy. Raises NotAWorkingCopy, Tampered and other WorkingCopyProblems."""
    copy = WorkingCopy.open(path)
    overview = copy.overview()
    words = words_of(copy.fields())
    lines, conflicts = lines_of(overview, words=words), conflict_lines(overview)
    return Local(path, copy.service_url, overview, lines, conflicts, tuple(copy.lost()), words)


def ask(connection: Connection, job: Job, path: Path | None, seen: Mapping[str, Status]) -> News:
    """Ask what became of everything; the person's own working copy at `path` takes note of it.

    `seen` is what the person knows already.
    """
    mine = my_contributions(connection, job.progress)
    now = {one.contribution.uuid: one.contribution.status for one in mine.found}
    before, local, trouble = dict(seen), None, None
    gone: dict[str, Contribution] = {}
    try:
        copy = WorkingCopy.open(path) if path else None
        if path is not None and copy is not None and copy.service_url == connection.client.url:
            undone = dict.fromkeys(
                copy.unwanted(), Status.SUBMITTED
            )  # what arrives of it, and is decided, is an answer
            before = {**undone, **_known(copy.overview()), **before}
            compare(connection, copy)
            _settle(copy, [one.contribution for one in mine.found])
            gone = {one.uuid: one for one in withdraw_late(connection, copy)}
            local = look(path)
    except Problem as problem:
        trouble = problem.with_traceback(None)
    answered = (uuid for uuid, status in now.items() if status in ANSWERED and before.get(uuid, status) is not status)
    found = tuple(replace(one, contribution=gone.get(one.contribution.uuid, one.contribution)) for one in mine.found)
    return News(replace(mine, found=found), local, tuple(answered), trouble, tuple(gone))


def send(
    connection: Connection, job: Job, path: Path, comment: str, direct: bool, notes: Mapping[Row, str] = NO_NOTES
) -> Submitted:
    """Submit everything that the working copy at `path` holds and the server does not."""
    with open_for(path, connection) as copy:
        return submit(
            connection,
            copy,
            comment=comment,
            notes=notes,
            direct=direct,
            new_uuid=lambda: str(uuid4()),
            progress=job.progress,
        )


def send_waiting(connection: Connection, job: Job, path: Path, asked: bool = False) -> Submitted:
    """Send what was submitted before and did not get through; what was only edited since stays a draft.

    `asked`: by a person, so also what is not tried again by itself.
    """
    with open_for(path, connection) as copy:
        return resume(connection, copy, job.progress, asked=asked)


def take_back(connection: Connection, path: Path | None, uuid: str) -> Contribution:
    """Withdraw a contribution; the person's own working copy at `path` takes note of it."""
    return withdraw(connection, open_for(path, connection) if path else None, uuid)


def answer(connection: Connection, path: Path | None, uuid: str, text: str, revision: int) -> None:
    """Answer a question in words; the person's own working copy at `path` takes note that it is submitted again."""
    reply(connection, open_for(path, connection) if path else None, uuid, text, revision)


def undo(path: Path, layer: str, local_id: int) -> LocalChange | None:
    """Put one row back; returns the change that it was, to be made again."""
    copy = WorkingCopy.open(path)
    found = next((change for change in copy.changes(layer) if change.local_id == local_id), None)
    copy.revert(layer, local_id)
    return found


def redo(path: Path, change: LocalChange) -> None:
    WorkingCopy.open(path).redo(change)


def draft_again(path: Path, uuid: str) -> None:
    WorkingCopy.open(path).draft_again(uuid)


def answer_finding(path: Path, uuid: str, again: bool) -> None:
    """Make a change again that was overwritten, or leave it."""
    WorkingCopy.open(path).answer(uuid, publish_again=again)


def look_for_doubts(connection: Connection, path: Path) -> list[Doubt]:
    """New objects in doubt, with what the service has that could be them."""
    with open_for(path, connection) as copy:
        return look_again(connection, copy, copy.in_doubt())


def note_arrival(connection: Connection, path: Path, doubt: Doubt) -> None:
    """The person says that it has arrived."""
    with open_for(path, connection) as copy:
        has_arrived(copy, doubt)


def send_once_more(connection: Connection, path: Path, doubt: Doubt) -> None:
    """The person says that it has not arrived. Raises what was refused."""
    with open_for(path, connection) as copy:
        send_again(connection, copy, [doubt.item]).raise_if_refused()


def open_for(path: Path, connection: Connection) -> WorkingCopy:
    """The working copy at `path`, if it is one of the service that is connected."""
    copy = WorkingCopy.open(path)
    if copy.service_url != connection.client.url:
        text = f"{path.name} is a working copy of another service, {copy.service_url}."
        raise WorkingCopyProblem(text, "Choose its municipality, or check out here.", Safety.KEPT_HERE)
    return copy


def _known(overview: Overview) -> dict[str, Status]:
    arrived = [one for one in overview.sent if one.arrived]
    return {one.item.uuid: one.status or Status.SUBMITTED for one in arrived}


def _settle(copy: WorkingCopy, found: list[Contribution]) -> None:
    waiting = set(copy.submitted())
    told = [one for one in found if one.uuid in waiting]
    if told:
        with suppress(Locked):  # another program is writing: the next time will do
            copy.settle(told)
