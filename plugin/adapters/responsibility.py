"""A resolver made of a directory and of layers of QGIS: the administrative areas and the roads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsFeature,
    QgsFeatureRequest,
    QgsFeatureSource,
    QgsGeometry,
)

from ..domain.directory import Directory
from ..domain.errors import InvalidContent
from ..domain.jurisdiction import is_ars
from ..domain.likeness import is_empty
from ..domain.surface import Edge, Surface, line_edges
from ..formats.responsibility import parse
from .geometry import plain_value, to_geojson
from .queue_source import QueueSource


def read(path: str) -> Directory:
    """The responsibility file at `path`. Raises InvalidContent."""
    name = Path(path).name
    try:
        return parse(Path(path).read_text("utf-8"))
    except UnicodeDecodeError as error:
        raise InvalidContent(f"The file {name} is not in UTF-8; save it as UTF-8.") from error
    except OSError as error:
        raise InvalidContent(f"The file {name} cannot be read: {error.strerror}.") from error


def stated(queue: QueueSource) -> str:
    """The responsibility file as preparation has kept it; "" where there is none."""
    rows = queue.rows("SELECT value FROM {q}service_state WHERE key = 'responsibility'")
    return str(rows[0][0] or "") if rows else ""


@lru_cache(8)
def parsed(text: str) -> Directory | None:
    """What a kept file says; None where there is none, or this plugin cannot read it."""
    with suppress(InvalidContent):
        return parse(text) if text else None
    return None


def crs_of(directory: Directory, otherwise: QgsCoordinateReferenceSystem) -> QgsCoordinateReferenceSystem:
    """The CRS in which distances are metres: the directory's, or `otherwise`. Raises InvalidContent."""
    crs = QgsCoordinateReferenceSystem(directory.crs) if directory.crs else otherwise
    if not crs.isValid() or crs.isGeographic():
        name = directory.crs or crs.authid() or "none"
        raise InvalidContent(
            f"The reference system {name} is not one of metres.", "State one as crs in the responsibility file."
        )
    return crs


def surfaces(
    source: QgsFeatureSource, field: str, crs: QgsCoordinateReferenceSystem, transforms: QgsCoordinateTransformContext
) -> list[Surface]:
    """The areas of all levels by their ARS; what has none, or no area, is left out. Raises InvalidContent."""
    found = []
    for row in _rows(source, field, crs, transforms):
        ars, shape = str(plain_value(row[field]) or ""), to_geojson(row.geometry())
        if is_ars(ars) and shape is not None and shape["type"] in ("Polygon", "MultiPolygon"):
            found.append(Surface(ars, shape))
    return found


def road_edges(
    source: QgsFeatureSource, field: str, crs: QgsCoordinateReferenceSystem, transforms: QgsCoordinateTransformContext
) -> list[tuple[Edge, str]]:
    """The straight pieces of all roads with who bears them. Raises InvalidContent."""
    found = []
    for row in _rows(source, field, crs, transforms):
        keeper, shape = plain_value(row[field]), to_geojson(row.geometry())
        if not is_empty(keeper) and shape is not None and shape["type"] in ("LineString", "MultiLineString"):
            found += [(edge, str(keeper).strip()) for edge in line_edges(shape)]
    return found


def operator_in(row: Mapping[str, Any], fields: Sequence[str]) -> str:
    """What the first of `fields` that is there and filled says."""
    values = (row.get(name) for name in fields)
    return next((str(value).strip() for value in values if not is_empty(value)), "")


def point_on(geometry: QgsGeometry) -> tuple[float, float] | None:
    """A point that lies on the feature, of a line its middle; None where there is no place."""
    if geometry.isNull() or geometry.isEmpty():
        return None
    middle = geometry.interpolate(geometry.length() / 2) if geometry.type().name == "Line" else QgsGeometry()
    point = middle if not middle.isNull() else geometry.pointOnSurface()
    return None if point.isNull() else (point.asPoint().x(), point.asPoint().y())


def _rows(
    source: QgsFeatureSource, field: str, crs: QgsCoordinateReferenceSystem, transforms: QgsCoordinateTransformContext
) -> Iterator[QgsFeature]:
    index = source.fields().lookupField(field)
    if index < 0:
        raise InvalidContent(f"The layer {source.sourceName()} has no field {field[:60]!r}.")
    request = QgsFeatureRequest().setSubsetOfAttributes([index]).setDestinationCrs(crs, transforms)
    return iter(source.getFeatures(request))
