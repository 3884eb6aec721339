"""Rows as they are loaded by the million: tuples, one at a time, out of a page as GeoJSON or GML."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from operator import itemgetter
from typing import Any
from xml.etree.ElementTree import Element

from ...domain.errors import InvalidContent, NotAService
from ...domain.feature import Feature, Geometry
from .. import pieces, xml
from ..xml import attribute
from .gml import is_geometry
from .model import Schema
from .query import ReadGeometry, gml_feature, members

Raw = tuple[str, Geometry | None, tuple[Any, ...]]
"""Feature id, geometry as it came (not checked), and the values of the schema's fields in their order."""

_EMPTY = object()


def geojson_rows(body: bytes, schema: Schema) -> Iterator[Raw]:
    """The features of a GeoJSON page, read while they are wanted. Properties that are missing are None.

    Raises NotAService for anything else, at the latest where the page ends.
    """
    values = _values(schema)
    try:
        for entry in pieces.items(body, "features"):
            yield str(entry["id"]), entry.get("geometry"), values(entry["properties"])
    except LookupError:
        raise NotAService("The service does not answer with a collection of features, or a feature has no id.")
    except (TypeError, AttributeError) as error:
        raise NotAService(f"A feature in the answer is incomplete ({type(error).__name__}).")
    except (ValueError, RecursionError):
        raise NotAService("The service answers with something that is no JSON, or cut off.", "Try again.")


def _values(schema: Schema) -> Callable[[Mapping[str, Any]], tuple[Any, ...]]:
    names = [field.name for field in schema.fields]
    if len(names) < 2:
        return lambda seen: tuple(seen.get(name) for name in names)
    quick: Callable[[Mapping[str, Any]], tuple[Any, ...]] = itemgetter(*names)

    def values(seen: Mapping[str, Any]) -> tuple[Any, ...]:
        try:
            return quick(seen)
        except KeyError:
            return tuple(map(seen.get, names))

    return values


def raw_rows(rows: Iterable[tuple[str, Feature]], schema: Schema) -> Iterator[Raw]:
    """Features as tuples."""
    values = _values(schema)
    for fid, feature in rows:
        yield fid, feature.geometry, values(feature.properties)


def gml_rows(body: bytes, schema: Schema, read: ReadGeometry) -> Iterator[Raw]:
    """The features of a GML page (2.1.2, 3.1.1, 3.2). Raises NotAService, and InvalidContent for a value."""
    for entry in _members(body):
        yield from raw_rows([gml_feature(entry, schema, "", read)], schema)


def gml_shapes(body: bytes, schema: Schema, read: ReadGeometry) -> dict[str, Geometry | None]:
    """The geometries of a GML page by feature id."""
    return {attribute(entry, "id") or attribute(entry, "fid"): _shape(entry, schema, read) for entry in _members(body)}


def _shape(entry: Element, schema: Schema, read: ReadGeometry) -> Geometry | None:
    name = schema.geometry_name
    for part in entry:
        if len(part) and part.tag.rpartition("}")[2] == name and is_geometry(part[0]):
            return read(part[0])
    return None


def _members(body: bytes) -> Iterator[Element]:
    try:
        yield from members(xml.page(body))
    except (InvalidContent, RecursionError) as error:
        raise NotAService(f"The service answers with something else than was asked: {error}.", "Try again.")


def joined(rows: Iterator[Raw], shapes: Mapping[str, Geometry | None]) -> Iterator[Raw]:
    """`rows` with the geometries of another answer to the same question. Raises NotAService where they differ."""
    count = 0
    for fid, _, values in rows:
        count += 1
        shape = shapes.get(fid, _EMPTY)
        if shape is _EMPTY:
            raise _changed()
        yield fid, shape, values  # type: ignore[misc]  # not _EMPTY
    if count != len(shapes):
        raise _changed()


def _changed() -> NotAService:
    return NotAService("The layer changed while it was read.", "Try again.")
