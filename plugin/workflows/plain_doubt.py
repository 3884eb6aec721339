"""New features in doubt: sent to a service where nothing tells them apart, and the answer was lost.

Only a person can decide, who may look at the map: it has arrived, or it has not and is to be sent again. What helps
them is looked up here: the features that are just like it and were not in the working copy before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..domain.contribution import Operation
from ..domain.errors import InvalidContent
from ..domain.outbox import IN_DOUBT
from .connection import Connection
from .deliver import Submitted
from .plain import check_never_had_a_queue, publish, settle
from .plain_layer import PlainLayer, Seen
from .ports import Item, WorkingCopy


@dataclass(frozen=True)
class Doubt:
    """An item in doubt. `alike` are features of the server that could be it: mostly one or none."""

    item: Item
    alike: tuple[Seen, ...]


def look_again(connection: Connection, copy: WorkingCopy, items: Sequence[Item]) -> list[Doubt]:
    """What the server has that could be the new features among `items` which are in doubt. Changes nothing."""
    layers: dict[str, PlainLayer] = {}
    found = []
    for item in items:
        name = item.change.feature.layer
        if item.state not in IN_DOUBT or item.change.operation is not Operation.INSERT:
            continue
        layer = layers.setdefault(name, PlainLayer.of(connection, copy, name))
        if layer.keyless(item.change):
            found.append(Doubt(item, tuple(layer.alike(copy, item.change))))
    return found


def has_arrived(copy: WorkingCopy, doubt: Doubt) -> None:
    """A person says that it is the feature that looks like it. Raises InvalidContent where there is not just one."""
    if len(doubt.alike) != 1:
        text = f"There are {len(doubt.alike)} features just like it, so it cannot be said which one it is."
        raise InvalidContent(text, "Refresh, and delete your own if the map has it already.")
    check_never_had_a_queue(copy)
    with copy.sending():
        settle(copy, doubt.item, doubt.alike[0].fid)


def send_again(connection: Connection, copy: WorkingCopy, items: Sequence[Item]) -> Submitted:
    """A person says that these have not arrived: they are sent once more.

    Raises NoTransactions where they were meant for a review queue that is gone.
    """
    check_never_had_a_queue(copy)
    with copy.sending():
        return publish(connection, copy, items, send_again=[item.uuid for item in items])
