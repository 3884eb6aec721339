"""Publishing: the accepted change and the new status go out in one Transaction, then are read back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TypeVar

from ..domain.contribution import Contribution, Operation, Status
from ..domain.errors import ConditionFailed, InvalidContent, OutcomeUnknown, Problem, Safety, TransitionRefused
from ..domain.review_unit import units
from ..services.contributions import publication, transition
from ..services.wfs.model import Action, Transaction
from .connection import Connection
from .doubt import WELL_FORMED, in_doubt
from .progress import Progress, silent
from .review import contributions, named

T = TypeVar("T")

AT_ONCE = 50  # contributions in one Transaction: it holds the server's lock, and only between two can one stop


@dataclass
class Published:
    """uuids by what became of them. `stopped` is what ended the work early; `left` were not tried then.

    `held` are those that stay accepted because another one, with which they belong together, could not be published:
    with the uuid of that one.
    """

    done: list[str] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)
    refused: dict[str, Problem] = field(default_factory=dict)
    held: dict[str, str] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)
    stopped: Problem | None = None

    def raise_if_refused(self) -> None:
        """Raise what was refused or ended the work, with the number of those that were published."""
        problem = self.stopped or next(iter(self.refused.values()), None)
        if problem is None:
            return
        rest = len(self.refused) + len(self.held) + len(self.left)
        text = f"{len(self.done)} contributions were published, {rest} were not: {problem.text}"
        partly = self.done and problem.safety is Safety.NOTHING_CHANGED
        raise Problem(text, problem.advice, Safety.PARTLY_DONE if partly else problem.safety) from problem


Group = list[Contribution]
"""What is published together or not at all."""


def publish(
    connection: Connection, uuids: Sequence[str], progress: Progress = silent, *, as_one: bool = False
) -> Published:
    """Publish accepted contributions, up to AT_ONCE in one Transaction, which happens as a whole or not at all.

    If one no longer fits what it was based on, nothing of its Transaction happened: this one becomes a
    conflict, and the others are sent again. One that is refused is set aside with its reason likewise. What
    belongs together with it (domain/review_unit.py; with `as_one` all of them do) is held back. What
    hits all of them (no network, a cancel) is raised, or `stopped` where something was done before.
    """
    result = Published()
    waiting = _publishable(connection, uuids, result)
    if as_one and len(waiting) > AT_ONCE:
        raise InvalidContent(f"Up to {AT_ONCE} contributions are published as one; these are {len(waiting)}.")
    if as_one and result.refused:
        result.held |= dict.fromkeys((item.uuid for item in waiting), next(iter(result.refused)))
        return result
    batches = _batches([waiting] if as_one and waiting else _groups(connection, waiting))
    while batches:
        try:
            progress(1 - sum(map(len, _flat(batches))) / len(waiting), "publish")
            batches[:1] = _publish(connection, batches[0], result)
        except Problem as problem:
            if not (result.done or result.conflicts or result.refused):
                raise
            result.stopped, result.left = problem, [item.uuid for item in _flat(_flat(batches))]
            break
    return result


def _groups(connection: Connection, waiting: Sequence[Contribution]) -> list[Group]:
    """What belongs together, each where its first one stands."""
    geographic = geographic_among(connection, waiting)
    unit_of = {uuid: unit.name for unit in units(waiting, geographic) for uuid in unit.members}
    groups: dict[str, Group] = {}
    for item in waiting:
        groups.setdefault(unit_of.get(item.uuid, item.uuid), []).append(item)
    return list(groups.values())


def geographic_among(connection: Connection, items: Sequence[Contribution]) -> frozenset[str]:
    """The reference systems of `items` whose unit is the degree."""
    named = {item.change.feature.crs for item in items}
    return frozenset(crs for crs in named if connection.crs_facts(crs).geographic)


def _batches(groups: Sequence[Group]) -> list[list[Group]]:
    """The groups, none divided, as many as fit into one Transaction; what goes makes room for what comes."""
    batches: list[list[Group]] = []
    for group in groups:
        if not batches or sum(map(len, batches[-1])) + len(group) > AT_ONCE:
            batches.append([])
        batches[-1].append(sorted(group, key=lambda item: _TURN[item.change.operation]))
    return batches


def _flat(lists: Sequence[list[T]]) -> list[T]:
    return [one for some in lists for one in some]


_TURN = {Operation.DELETE: 0, Operation.UPDATE: 1, Operation.INSERT: 2}
"""A bench that replaces another may have its number: the old one is deleted before."""


def actions_of(connection: Connection, items: Sequence[Contribution]) -> tuple[list[Action], dict[str, str]]:
    """The changes to the layers, in order, and the condition for each handle that has one."""
    actions: list[Action] = []
    conditions: dict[str, str] = {}
    for item in items:
        action, state = publication(item, connection.form(item.layer))
        actions.append(action)
        if state:
            conditions[item.uuid] = state
    return actions, conditions


def _publishable(connection: Connection, uuids: Sequence[str], result: Published) -> list[Contribution]:
    """Those still to do; what is published already counts as done, whoever asks again."""
    found = []
    for item in named(connection, list(dict.fromkeys(uuids))):
        if item.status is Status.PUBLISHED:
            result.done.append(item.uuid)
            continue
        try:
            if item.status is not Status.ACCEPTED:
                raise TransitionRefused(f"It is {item.status}; only accepted ones are published.")
            publication(item, connection.form(item.layer))  # what cannot be said in a Transaction stops no other
            found.append(item)
        except Problem as problem:
            result.refused[item.uuid] = _naming(item.uuid, problem)
    return found


def _publish(connection: Connection, batch: list[Group], result: Published) -> list[list[Group]]:
    """Send a batch; returns the batches that remain of it."""
    items = _flat(batch)
    try:
        _send(connection, items)
    except WELL_FORMED as problem:
        return _without_culprit(connection, batch, problem, result)
    uuids = [item.uuid for item in items]
    with _asking_again():
        _verify(connection, uuids)
    result.done += uuids
    return []


def _without_culprit(
    connection: Connection, batch: list[Group], problem: Problem, result: Published
) -> list[list[Group]]:
    items = _flat(batch)
    culprit = items[0] if len(items) == 1 else _of_handle(problem.locator, items)
    if culprit is None:  # the server does not say which
        if len(batch) > 1:
            return [[group] for group in batch]
        result.refused |= {item.uuid: problem for item in items}
        return []
    try:
        if not isinstance(problem, ConditionFailed):
            raise problem
        _mark_conflict(connection, culprit.uuid)
        result.conflicts.append(culprit.uuid)
    except WELL_FORMED as refusal:
        result.refused[culprit.uuid] = _naming(culprit.uuid, refusal)
    uuids = [[item.uuid for item in group] for group in batch]
    held = [uuid for group in uuids if culprit.uuid in group for uuid in group if uuid != culprit.uuid]
    result.held |= dict.fromkeys(held, culprit.uuid)
    rest = [group for group, names in zip(batch, uuids, strict=True) if culprit.uuid not in names]
    return [rest] if rest else []


def _naming(uuid: str, problem: Problem) -> Problem:
    problem.text = f"Contribution {uuid}: {problem.text}"
    return problem


def _send(connection: Connection, items: Sequence[Contribution]) -> None:
    changes, conditions = actions_of(connection, items)
    actions: list[Action] = []
    for item, change in zip(items, changes, strict=True):
        actions += [change, transition(item.uuid, Status.PUBLISHED)]
    transaction = Transaction(tuple(actions), conditions)
    try:
        connection.client.transaction(transaction)
    except OutcomeUnknown:
        # The uuid makes the second try safe: what the server did already is answered from its record.
        with _asking_again():
            connection.client.transaction(transaction)


@contextmanager
def _asking_again() -> Iterator[None]:
    try:
        with in_doubt():
            yield
    except OutcomeUnknown as lost:
        raise OutcomeUnknown(
            lost.text, "Publish again: what the server has already is not published twice.", Safety.LOOK_AGAIN
        ) from lost


def _mark_conflict(connection: Connection, uuid: str) -> None:
    connection.client.transaction(Transaction((transition(uuid, Status.CONFLICT),)))


def _of_handle(handle: str, batch: Sequence[Contribution]) -> Contribution | None:
    return next((item for item in batch if handle == item.uuid or handle.startswith(f"{item.uuid}-")), None)


def _verify(connection: Connection, uuids: Sequence[str]) -> None:
    """Believe only what reads back."""
    found = contributions(connection, uuids)
    for uuid in uuids:
        if uuid not in found or found[uuid].status is not Status.PUBLISHED:
            raise OutcomeUnknown(f"The server said that {uuid} was published, but it does not read back so.")
