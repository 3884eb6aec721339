"""A refresh that reads what has changed, where the server half says which state each row has.

Whatever is odd leads to reading everything: nothing was written then.
"""

from __future__ import annotations

from ..domain.errors import InvalidContent, ServiceProblem
from ..services.wfs.model import Schema
from .connection import Connection
from .ports import CheckedOut, Refreshed, Staging, WorkingCopy
from .progress import Progress

_FEW, _MOST = 50, 0.05
"""So many rows, or such a part of all, are read one by one; to read all of them is faster from there on."""

_ODD = (InvalidContent, ServiceProblem)


def hear_versions(connection: Connection, side: Staging, name: str) -> bool:
    """Tell `side` what the rows of a layer that is going to be downloaded are called; False where nobody can.

    A download that broke off goes on with rows from before, of which that must not be said.
    """
    rights = connection.who.layers.get(name) if connection.who else None
    going_on = bool(side.parts())
    if not going_on:
        side.clear()  # what is of no part is from a time that nobody knows
    try:
        if rights is not None and rights.changes and not going_on:
            side.note_versions(connection.client.versions(name))
            return True
    except _ODD:
        pass
    side.note_versions(())
    return False


def load_changed(
    connection: Connection, copy: WorkingCopy, layer: CheckedOut, schema: Schema, progress: Progress
) -> Refreshed | None:
    """Bring a layer up to date; None where nothing was done, and everything must be read."""
    name, client = layer.form.name, connection.client
    with copy.staging(name) as side:
        if layer.extent is not None or not hear_versions(connection, side, name):
            return None
        progress(0, "load")
        missing = copy.missing(side)
        if missing is None or len(missing) > max(_FEW, _MOST * layer.loaded):
            return None
        try:
            crs = connection.layer(name).crs
            client.download_some(side, schema, missing, crs=crs, geographic=layer.geographic, progress=progress)
            expected = client.count(name)
        except _ODD:
            return None
        if not side.is_whole or side.count + side.carried != expected:
            return None
        return copy.take_in(side, expected, look=lambda: progress(1, "store"))
