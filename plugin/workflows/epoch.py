"""When the server's database was restored from a backup: what it lost is looked up once, and offered again.

The epoch of a service is another one then. Nothing is deleted here: what the person sent and the server no longer has
waits in the outbox again under its old uuid, so that it arrives once however often it is sent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..domain.contribution import Change, changed_geometry, is_change
from ..domain.errors import LayerVanished, LoginNeeded, Safety
from ..domain.feature import Feature
from .connection import Connection
from .ports import Item, ItemState, WorkingCopy
from .review import contributions
from .rows_now import Place, rows_now


@dataclass(frozen=True)
class Renewal:
    """The database went back. `again` are the uuids of what it lost, which waits to be submitted again."""

    again: tuple[str, ...] = ()


def compare(connection: Connection, copy: WorkingCopy) -> Renewal | None:
    """Compare the epoch of the service with the one `copy` has seen; None where they are the same.

    Raises LoginNeeded for a guest whose working copy holds what was sent: a guest cannot look it up.
    """
    epoch = _epoch_now(connection)
    if not epoch or epoch == copy.epoch:
        return None
    sent = copy.confirmed() if copy.epoch else []
    if sent and (connection.who is None or connection.who.is_guest):
        text = "The municipality has put its database back to an earlier state; what you have sent must be looked up."
        raise LoginNeeded(text, "Log in, then refresh again.", Safety.KEPT_HERE)
    found = contributions(connection, [item.uuid for item in sent]) if sent else {}
    lost = _lost(connection, [item for item in sent if item.state is ItemState.SETTLED and item.uuid not in found])
    again = copy.renew(epoch, list(found.values()), lost)
    return Renewal(tuple(again)) if sent else None


def _epoch_now(connection: Connection) -> str:
    """A connection may be older than the restore, so it is asked for anew."""
    who = connection.client.who_am_i() if connection.who is not None else None
    return who.epoch if who else ""


def _lost(connection: Connection, published: Sequence[Item]) -> list[str]:
    """Of what was published and is not in the queue any more, that which is not on the map any more either."""
    places = {item.uuid: place for item in published if (place := _place(item.change)) is not None}
    try:
        now = rows_now(connection, places.values())
    except LayerVanished:
        return []
    return [item.uuid for item in published if _is_lost(connection, item, now.get(places.get(item.uuid, ("", ""))))]


def _place(change: Change) -> Place | None:
    return (change.feature.layer, change.key) if change.key else None


def _is_lost(connection: Connection, item: Item, now: Feature | None) -> bool:
    """Whether the feature is as it was before the change; anything else stays with the person."""
    change, form = item.change, connection.form(item.change.feature.layer)
    if change.base is not None:
        return now is not None and not is_change(change.base, now, form.decimals)
    if now is None:
        return change.key is not None
    # A number may have been given to another feature since.
    return not form.key and changed_geometry(change.feature, now, form.decimals)
