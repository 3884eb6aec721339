"""Submitting: from the changes of a working copy through the outbox into the review queue, exactly once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from ..domain.contribution import Contribution, Operation, Status
from ..domain.errors import (
    LoginNeeded,
    Problem,
    Safety,
)
from ..domain.outbox import ItemState
from ..services.contributions import revision, submission
from ..services.wfs.model import Action, Transaction
from . import plain
from .connection import Connection
from .deliver import AT_ONCE, Submitted, culprit_of, deliver, exchange, kept, postpone, recover
from .doubt import WELL_FORMED
from .epoch import compare
from .ports import NO_NOTES, SUBMITTER, Item, Row, WorkingCopy
from .progress import Progress, silent
from .publish import actions_of
from .withdraw import withdraw_unwanted

__all__ = ["AT_ONCE", "Submitted", "as_contribution", "resume", "submit"]


def submit(
    connection: Connection,
    copy: WorkingCopy,
    *,
    comment: str = "",
    notes: Mapping[Row, str] = NO_NOTES,
    direct: bool = False,
    new_uuid: Callable[[], str],
    progress: Progress = silent,
) -> Submitted:
    """Send everything that is changed and not yet sent; `notes` stand below the comment of single rows.

    With `direct`, what the person may publish at once is published, as one Transaction; the rest goes into
    the queue. Whatever happens, each change stays in the outbox until the server has confirmed it. A service without
    a queue publishes at once (`plain.py`): without `direct` that raises ConsentNeeded.
    """
    if connection.without_queue:
        plain.check_never_had_a_queue(copy)
        plain.check_consent(connection, direct)
        with copy.sending():
            items = copy.enqueue(copy.changes(), new_uuid(), comment, notes=notes)
            return plain.publish(connection, copy, items, progress)
    _need_rights(connection)
    changeset, author = new_uuid(), _author(connection)
    with copy.sending():
        if copy.kept(SUBMITTER) != author:
            copy.keep(SUBMITTER, author)
        items = copy.enqueue(copy.changes(), changeset, comment, author, notes)  # whatever comes, it is written down
        result, doubts = _asked(
            connection, copy, [one for one in items if not (direct and _may_publish(connection, one))]
        )
        if doubts:  # what has not arrived may have been changed since
            items = copy.enqueue(copy.changes(), changeset, comment, author, notes)
        result.withheld += copy.withheld()
        at_once = [item for item in items if direct and _may_publish(connection, item)]
        if at_once:
            _send_direct(connection, copy, at_once, result)
        direct_ones = {item.uuid for item in at_once}
        queued = [item for item in items if item.uuid not in direct_ones]
        _deliver(connection, copy, queued, result, progress)
    return result


def resume(connection: Connection, copy: WorkingCopy, progress: Progress = silent, *, asked: bool = False) -> Submitted:
    """Send again what was submitted before and did not get through; what was only edited since stays a draft.

    Without being `asked` by a person only what may be tried by itself: not what was to be published at once, nor
    what somebody has cancelled, nor what somebody else has submitted.
    """
    if connection.without_queue:
        plain.check_never_had_a_queue(copy)
        with copy.sending():
            return plain.publish(connection, copy, _waiting(copy, asked), progress)
    _need_rights(connection)
    if not asked and copy.kept(SUBMITTER) not in ("", _author(connection)):
        return Submitted()
    with copy.sending():
        result, _doubts = _asked(connection, copy, _waiting(copy, asked))
        _deliver(connection, copy, _waiting(copy, asked), result, progress)
    return result


def _waiting(copy: WorkingCopy, asked: bool) -> list[Item]:
    return [item for item in copy.enqueue((), "", "") if asked or item.not_before]


def _asked(connection: Connection, copy: WorkingCopy, items: Sequence[Item]) -> tuple[Submitted, bool]:
    """What is known before anything is sent, and whether something was in doubt or lost by the server."""
    doubts = bool(copy.in_doubt())
    try:
        renewal = compare(connection, copy)
        arrived = recover(connection, copy)
        withdrawn = [one.uuid for one in withdraw_unwanted(connection, copy)]
        return Submitted(arrived, renewal=renewal, withdrawn=withdrawn), doubts or renewal is not None
    except Problem as problem:
        postpone(copy, items, problem)
        raise


def _deliver(
    connection: Connection, copy: WorkingCopy, items: Sequence[Item], result: Submitted, progress: Progress
) -> None:
    deliver(connection, copy, items, lambda batch: _queue_actions(connection, batch), result, progress)


def _author(connection: Connection) -> str:
    return (connection.who.identity or "") if connection.who else ""


def _need_rights(connection: Connection) -> None:
    if connection.who is not None and not connection.who.identity:
        raise LoginNeeded(
            "The service takes contributions only from people who have logged in.",
            "Choose an authentication configuration.",
            Safety.KEPT_HERE,
        )
    connection.queue  # noqa: B018  raises where the service takes no contributions


def _may_publish(connection: Connection, item: Item) -> bool:
    rights = connection.who.layers.get(item.change.feature.layer) if connection.who else None
    return item.revision == 1 and rights is not None and rights.direct and rights.write


def _send_direct(connection: Connection, copy: WorkingCopy, items: list[Item], result: Submitted) -> None:
    """All or nothing: with one refused, none is published and all stay in the outbox."""
    try:
        exchange(connection, copy, items, _direct_actions(connection, items), by_itself=False)
    except WELL_FORMED as problem:
        culprit = culprit_of(problem, items)
        copy.mark([item.uuid for item in items], ItemState.QUEUED)
        if culprit is not None:
            copy.mark([culprit.uuid], ItemState.REFUSED, problem.text, field=problem.field)
        raise kept(problem, f"Nothing was published: {problem.text}") from problem
    result.published += [item.uuid for item in items]


def _queue_actions(connection: Connection, items: Sequence[Item]) -> Transaction:
    return Transaction(tuple(_queue_action(connection, item) for item in items))


def _queue_action(connection: Connection, item: Item, status: Status = Status.SUBMITTED) -> Action:
    contribution = as_contribution(item, status)
    form = connection.form(contribution.layer)
    if item.revision > 1:
        return revision(contribution, form)
    return submission(contribution, form, connection.queue.crs)


def _direct_actions(connection: Connection, items: Sequence[Item]) -> Transaction:
    found = [as_contribution(item, Status.PUBLISHED) for item in items]
    changes, conditions = actions_of(connection, found)
    actions: list[Action] = []
    for item, change in zip(items, changes, strict=True):
        actions += [_queue_action(connection, item, Status.PUBLISHED), change]
    return Transaction(tuple(actions), conditions)


def as_contribution(item: Item, status: Status = Status.SUBMITTED) -> Contribution:
    """The contribution that an item of the outbox asks for."""
    change = item.change
    return Contribution(
        uuid=item.uuid,
        change=change,
        layer=change.feature.layer,
        feature_key=None if change.operation is Operation.INSERT and not change.key else change.key,
        changeset=item.changeset,
        comment=item.comment,
        revision=item.revision,
        status=status,
    )
