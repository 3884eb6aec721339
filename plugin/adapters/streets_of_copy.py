"""Streets by name in the working copy's own layer of streets, without a network."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from osgeo import ogr

from ..domain.streets import Extent, Street, gathered, is_street_layer, matches, name_field
from .working_copy.layer import LayerRecord


def street_layer(records: Iterable[LayerRecord]) -> LayerRecord | None:
    """The layer of streets among those of a working copy."""
    return next(
        (one for one in records if is_street_layer(one.form.name, one.title) and one.schema.geometry_type is not None),
        None,
    )


def find(path: Path, record: LayerRecord, text: str) -> list[Street]:
    """The streets whose name has `text` in it, in the coordinates of the layer; none where the file cannot be read."""
    field = name_field((one.name, one.type) for one in record.schema.fields)
    data = ogr.Open(str(path)) if field else None
    layer = data.GetLayerByName(record.table) if data is not None else None
    if layer is None:
        return []
    return gathered(_pieces(layer, record.column_of(field), text), record.geographic)


def _pieces(layer: ogr.Layer, column: str, text: str) -> Iterator[tuple[str, Extent]]:
    for row in layer:
        name, shape = row[column], row.GetGeometryRef()
        if name and shape is not None and not shape.IsEmpty() and matches(name, text):
            west, east, south, north = shape.GetEnvelope()
            yield name, (west, south, east, north)
