"""Checking out: layers of a service into a working copy, completely or not at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..domain.errors import InvalidContent
from .connection import Connection
from .epoch import compare
from .ports import CheckedOut, Extent, WorkingCopy
from .progress import Progress, section, silent
from .protecting import protect

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
    return [layer for layer in copy.layers() if layer.form.name in layers]


def _check_out_layer(
    connection: Connection, copy: WorkingCopy, name: str, extent_in: ExtentIn, progress: Progress
) -> None:
    client, info = connection.client, connection.layer(name)
    schema = client.schema(name)
    geographic = connection.crs_facts(info.crs).geographic
    extent = extent_in(info.crs)
    copy.add_layer(info, schema, connection.form(name, schema), geographic, extent)
    expected = client.count(name, extent=extent)
    pages = client.pages(name, schema, crs=info.crs, extent=extent, geographic=geographic, progress=progress)
    copy.replace_rows(name, pages, expected)
    protect(connection, copy, name)
