"""The level of protection of each layer, and the ledger of what was published: looked at at every refresh."""

from __future__ import annotations

from ..domain.ledger import LOST, Entry, looked_at, needed
from ..domain.protection import Facts, Protection, level
from .connection import Connection
from .ports import CheckedOut, WorkingCopy


def protect(connection: Connection, copy: WorkingCopy, name: str) -> Protection:
    """Work out how well changes to a layer are protected, now that it is loaded, and note it in `copy`.

    A layer that was found out not to keep the keys it is given stays at the level that was seen.
    """
    layer = _named(copy, name)
    unique = bool(layer.form.key) and copy.keys_are_unique(name)
    found = level(Facts(not connection.without_queue, bool(layer.form.key), unique))
    if found is Protection.VERIFIED and layer.protection == Protection.DETECTED:
        found = Protection.DETECTED
    if layer.protection != found:
        copy.protect(name, found)
    return found


def look_into_ledger(copy: WorkingCopy) -> list[Entry]:
    """After a refresh: what was published from here and is lost, as far as it was not known before."""
    entries = list(copy.ledger())
    layers = {layer.form.name: layer for layer in copy.layers()}
    watched = [entry for entry in entries if _is_watched(layers.get(entry.layer))]
    if not watched:
        return []
    now = copy.as_the_server_has({(entry.layer, entry.key) for entry in watched})
    degrees = {name for name, layer in layers.items() if layer.geographic}
    found = looked_at(watched, dict(now), degrees)
    copy.note_findings(found)
    return [entry for entry in found if entry.finding in LOST]


def _is_watched(layer: CheckedOut | None) -> bool:
    return layer is not None and layer.protection != "" and needed(Protection(layer.protection))


def _named(copy: WorkingCopy, name: str) -> CheckedOut:
    return next(layer for layer in copy.layers() if layer.form.name == name)
