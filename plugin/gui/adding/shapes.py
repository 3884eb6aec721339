"""What is drawn for an object of a layer: a point, a line or an area."""

from __future__ import annotations

from enum import StrEnum


class Shape(StrEnum):
    """By the type of GeoJSON, without Multi: one part is drawn at a time."""

    POINT = "Point"
    LINE = "LineString"
    AREA = "Polygon"


def shape_of(geometry_type: str | None) -> Shape | None:
    """None for a table, and for a layer that takes anything: nobody could say with which tool to draw."""
    name = (geometry_type or "").removeprefix("Multi")
    return Shape(name) if name in set(Shape) else None
