"""Publishing: the accepted change and the new status go out in one Transaction, then are read back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ..domain.contribution import Contribution, Status
from ..domain.errors import ConditionFailed, OutcomeUnknown, TransitionRefused
from ..services.contributions import publication, transition
from ..services.wfs.model import Action, Transaction
from .connection import Connection
from .doubt import in_doubt
from .progress import Progress, silent
from .review import contributions, named


@dataclass
class Published:
    """uuids by what became of them."""

    done: list[str] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)


def publish(connection: Connection, uuids: Sequence[str], progress: Progress = silent) -> Published:
    """Publish accepted contributions.

    All in one Transaction. If one no longer fits what it was based on, nothing of that Transaction happened:
    this one becomes a conflict, and the others are sent again.
    """
    result = Published()
    waiting = {item.uuid: item for item in _publishable(connection, uuids, result)}
    while waiting:
        progress(1 - len(waiting) / len(uuids), "publish")
        try:
            _send(connection, list(waiting.values()))
        except ConditionFailed as problem:
            stale = _of_handle(problem.locator, waiting)
            if stale is None:
                raise
            _mark_conflict(connection, waiting.pop(stale).uuid)
            result.conflicts.append(stale)
            continue
        result.done.extend(waiting)
        break
    _verify(connection, result.done)
    return result


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
        elif item.status is Status.ACCEPTED:
            found.append(item)
        else:
            raise TransitionRefused(f"The contribution {item.uuid} is {item.status}; only accepted ones are published.")
    return found


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
        with in_doubt():
            connection.client.transaction(transaction)


def _mark_conflict(connection: Connection, uuid: str) -> None:
    connection.client.transaction(Transaction((transition(uuid, Status.CONFLICT),)))


def _of_handle(handle: str, waiting: dict[str, Contribution]) -> str | None:
    return next((uuid for uuid in waiting if handle == uuid or handle.startswith(f"{uuid}-")), None)


def _verify(connection: Connection, uuids: Sequence[str]) -> None:
    """Believe only what reads back."""
    found = contributions(connection, uuids)
    for uuid in uuids:
        if uuid not in found or found[uuid].status is not Status.PUBLISHED:
            raise OutcomeUnknown(f"The server said that {uuid} was published, but it does not read back so.")
