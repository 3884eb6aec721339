"""Checking out: layers of a service into a working copy, completely or not at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..domain.errors import InvalidContent
from ..services.wfs.model import Schema
from .connection import Connection
from .epoch import compare
from .incremental import hear_versions
from .keep_rules import keep_rules
from .ports import CheckedOut, Extent, Refreshed, WorkingCopy
from .progress import Progress, section, silent
from .protecting import protect

_ARRIVED = 0.9
"""How much of the work is done when everything has arrived."""

ExtentIn = Callable[[str], Extent | None]
"""The wanted extent in a CRS given as AUTHORITY:CODE; None for everything."""


def everywhere(_crs: str) -> Extent | None:
    return None


def check_out(
    connection: Connection,
    copy: WorkingCopy,
    layers: Sequence[str],
    extent_in: ExtentIn = everywhere,
    progress: Progress = silent,
) -> Sequence[CheckedOut]:
    """Load `layers` into `copy` and return them with the counts loaded and expected."""
    if not layers:
        raise InvalidContent("No layer is named.")
    layers = [connection.named(text) for text in layers]  # before the first byte is written
    if copy.layers():
        compare(connection, copy)
    for number, name in enumerate(layers):
        part = section(progress, number / len(layers), (number + 1) / len(layers))
        _check_out_layer(connection, copy, name, extent_in, part)
    keep_rules(connection, copy)
    return [layer for layer in copy.layers() if layer.form.name in layers]


def _check_out_layer(
    connection: Connection, copy: WorkingCopy, name: str, extent_in: ExtentIn, progress: Progress
) -> None:
    client, info = connection.client, connection.layer(name)
    schema = client.schema(name)
    geographic = connection.crs_facts(info.crs).geographic
    extent = extent_in(info.crs)
    copy.add_layer(info, schema, connection.form(name, schema), geographic, extent)
    load(connection, copy, name, schema, geographic, extent, progress, keep_part=True)
    protect(connection, copy, name)


def load(
    connection: Connection,
    copy: WorkingCopy,
    name: str,
    schema: Schema,
    geographic: bool,
    extent: Extent | None,
    progress: Progress,
    keep_part: bool = False,
) -> Refreshed:
    """Download a layer beside the working copy, and take it in when it is complete.

    With `keep_part` a layer that is new there is kept also where the service does not give out all of it.
    """
    arriving, taking = section(progress, 0, _ARRIVED), section(progress, _ARRIVED, 1)
    with copy.staging(name) as side:
        hear_versions(connection, side, name)
        loaded = connection.client.download(
            side,
            schema,
            crs=connection.layer(name).crs,
            extent=extent,
            geographic=geographic,
            progress=arriving,
        )
        return copy.take_in(side, loaded.expected, keep_part, lambda: taking(0, "store"))
