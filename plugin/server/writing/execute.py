"""The actions of a Transaction one after the other, in the order of the document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ...adapters.queue_schema import PRIVATE
from ...domain.errors import AccessDenied, Busy, InvalidContent, LimitExceeded, Problem
from ...services.wfs.model import Delete, Insert, Inserted, TransactionResult, Update
from ..queue import arrivals, attachments, comments, decisions, publication
from ..queue.publication import Pair
from . import changes
from .table import RefusedByDatabase
from .work import LARGEST, Outcome, Work

LONGEST = 2000
"""Actions in one Transaction."""

CLOSED = PRIVATE | {"event"}


def check(work: Work) -> None:
    """Refuse what can be told without looking at a row. Raises InvalidContent, LimitExceeded."""
    actions = work.transaction.actions
    if not actions:
        raise InvalidContent("The Transaction holds no action.")
    if len(actions) > LONGEST or sum(len(a.features) for a in actions if isinstance(a, Insert)) > LARGEST:
        raise LimitExceeded(f"A Transaction may hold {LONGEST} actions and {LARGEST} new features.")
    for action in actions:
        if action.handle in work.transaction.conditions and action.typename == arrivals.NAME:
            raise InvalidContent("A condition is for a row of a municipal layer, not for a contribution.")
    attachments.read_pictures(work)


class Carefully(Exception):
    """Something is wrong, and only who does it all again carefully can tell what and where."""


def execute(work: Work) -> TransactionResult:
    """Carry out everything. The first Problem ends it and has the handle of its action as `locator`.

    Raises Carefully where it is to be done again, in a transaction of its own, with `work.careful`.
    """
    actions = work.transaction.actions
    outcomes: dict[int, Outcome] = {}
    run: list[int] = []
    try:
        found = publication.pairs(work)
        for run in _runs(work, _order(len(actions), found), found):
            outcomes.update(zip(run, _carry_out(work, run, found), strict=True))
    except Problem as problem:
        unclear = len(run) > 1 and not isinstance(problem, Busy | LimitExceeded)
        if not work.careful and (unclear or isinstance(problem, RefusedByDatabase)):
            raise Carefully from problem
        if not problem.locator and run:
            problem.locator = actions[run[0]].handle
        raise
    work.finish()
    return _result(work, [outcomes[index] for index in range(len(actions))])


def _runs(work: Work, order: Sequence[int], found: Mapping[int, Pair]) -> Iterator[list[int]]:
    """The actions in `order`, those together that one statement can do: of one kind, on one layer, each row once."""
    run: list[int] = []
    names: set[str] = set()
    last = None
    for index in order:
        action = work.transaction.actions[index]
        kind, rows = (type(action), action.typename), changes.names(action)
        alone = work.careful or index in found or rows is None or action.typename not in work.store.prepared.policies
        if run and (alone or not names.isdisjoint(rows or ()) or kind != last):
            yield run
            run, names = [], set()
        run.append(index)
        names.update(rows or ())
        last = None if alone else kind
    yield run


def _order(count: int, found: dict[int, Pair]) -> list[int]:
    """Document order; only that a contribution becomes published after its change, wherever that stands."""

    def turn(index: int) -> tuple[int, bool]:
        pair = found.get(index)
        return (max(index, pair.change), index == pair.queue) if pair else (index, False)

    return sorted(range(count), key=turn)


def _carry_out(work: Work, run: Sequence[int], found: Mapping[int, Pair]) -> list[Outcome]:
    action = work.transaction.actions[run[0]]
    if (pair := found.get(run[0])) is not None:
        return [publication.carry_out(work, run[0], pair)]
    if action.typename in CLOSED:
        raise AccessDenied(f"Nobody writes to {action.typename}.")
    match action:
        case Insert(typename=arrivals.NAME):
            return [arrivals.insert(work, action)]
        case Update(typename=arrivals.NAME):
            return [decisions.transit(work, action)]
        case Insert(typename=comments.NAME):
            return [comments.insert(work, action)]
        case Insert(typename=attachments.NAME):
            return [attachments.insert(work, action)]
        case Update(typename=attachments.NAME):
            return [attachments.withdraw(work, action)]
        case Update(typename=comments.NAME) | Delete(typename=arrivals.NAME | comments.NAME | attachments.NAME):
            raise AccessDenied(f"Rows of {action.typename} stay as they are.")
    return changes.write(work, [work.transaction.actions[index] for index in run])


def _result(work: Work, outcomes: list[Outcome]) -> TransactionResult:
    inserted = [
        Inserted(action.handle, fid)
        for action, outcome in zip(work.transaction.actions, outcomes, strict=True)
        for fid in outcome.inserted
    ]
    return TransactionResult(
        inserted=tuple(inserted),
        total_inserted=len(inserted),
        total_updated=sum(outcome.updated for outcome in outcomes),
        total_deleted=sum(outcome.deleted for outcome in outcomes),
        version=work.transaction.version,
    )
