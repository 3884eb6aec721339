"""Filter Encoding 1.0.0 and 1.1.0, as far as a client needs it, judged against a row."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lxml import etree

from .data import Layer
from .personality import Personality
from .refusal import Refusal
from .shapes import envelope, meaning

OGC = "http://www.opengis.net/ogc"
Row = dict[str, Any]
Test = Callable[[Row], bool]


def fid_of(who: Personality, layer: Layer, row: Row) -> str:
    return who.fid.format(layer=layer.name, LAYER=layer.name.upper(), number=row["number"])


def compiled(element: etree._Element | None, who: Personality, layer: Layer, version: str) -> Test:
    """The test that a `Filter` element is; None meets everything."""
    if element is None:
        return lambda row: True
    if element.tag != f"{{{OGC}}}Filter" or not len(element):
        raise Refusal("This is no ogc:Filter.", "InvalidParameterValue")
    ids = [part for part in element if part.tag in (f"{{{OGC}}}FeatureId", f"{{{OGC}}}GmlObjectId")]
    if ids:
        if len(ids) != len(element):
            raise Refusal("Feature ids stand alone in a Filter.", "InvalidParameterValue")
        wanted = {part.get("fid") or part.get("{http://www.opengis.net/gml}id") for part in ids}
        return lambda row: fid_of(who, layer, row) in wanted
    (operator,) = element
    return _operator(operator, who, layer, version)


def _operator(element: etree._Element, who: Personality, layer: Layer, version: str) -> Test:
    name = element.tag.removeprefix(f"{{{OGC}}}")
    if name in ("And", "Or"):
        parts = [_operator(part, who, layer, version) for part in element]
        if len(parts) < 2:
            raise Refusal(f"{name} needs two operators.", "InvalidParameterValue")
        return (
            (lambda row: all(part(row) for part in parts)) if name == "And" else lambda row: any(p(row) for p in parts)
        )
    if name == "Not":
        inner = _operator(element[0], who, layer, version)
        return lambda row: not inner(row)
    if name == "BBOX":
        return _bbox(element, who, layer, version)
    if name == "PropertyIsNull":
        column = property_name(element[0], who, layer)
        return lambda row: row[column] is None
    if name in _COMPARE:
        return _comparison(element, who, layer, _COMPARE[name])
    raise Refusal(f"The operator {name} is not known.", "OperationNotSupported")


_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "PropertyIsEqualTo": lambda one, other: one == other,
    "PropertyIsNotEqualTo": lambda one, other: one != other,
    "PropertyIsLessThan": lambda one, other: one < other,
    "PropertyIsGreaterThan": lambda one, other: one > other,
    "PropertyIsLessThanOrEqualTo": lambda one, other: one <= other,
    "PropertyIsGreaterThanOrEqualTo": lambda one, other: one >= other,
}


def _comparison(element: etree._Element, who: Personality, layer: Layer, holds: Callable[[Any, Any], bool]) -> Test:
    name, literal = element
    column = property_name(name, who, layer)
    wanted = typed(literal.text or "", layer, column)
    return lambda row: row[column] is not None and holds(row[column], wanted)


def _bbox(element: etree._Element, who: Personality, layer: Layer, version: str) -> Test:
    box = element[-1]
    swap = meaning(box.get("srsName", ""), layer, version)
    numbers = [float(word) for part in box for word in (part.text or "").replace(",", " ").split()]
    return within(numbers, swap)


def within(numbers: list[float], swap: bool) -> Test:
    """Whether a row lies in the box of two corners."""
    left, low, right, high = (numbers[1], numbers[0], numbers[3], numbers[2]) if swap else numbers

    def test(row: Row) -> bool:
        if row["geometry"] is None:
            return False
        x0, y0, x1, y1 = envelope(row["geometry"])
        return x1 >= left and x0 <= right and y1 >= low and y0 <= high

    return test


def property_name(element: etree._Element, who: Personality, layer: Layer) -> str:
    """The column that a PropertyName or Name means; a prefix must stand for the layer's namespace."""
    text = (element.text or "").strip()
    prefix, _, name = text.rpartition(":")
    if prefix and element.nsmap.get(prefix) != who.uri:
        raise Refusal(f"The prefix {prefix} is not bound to {who.uri}.", "InvalidParameterValue")
    if name == who.geometry:
        return "geometry"
    if layer.column(name) is None:
        raise Refusal(f"The layer {layer.name} has no property {name}.", "InvalidParameterValue", name)
    return name


def typed(text: str, layer: Layer, name: str) -> Any:
    """A text as a value of the column. Refuses what the type does not allow."""
    column = layer.column(name)
    assert column is not None
    try:
        if column.kind == "int":
            return int(text)
        if column.kind == "double":
            return float(text)
    except ValueError:
        raise Refusal(f"{text!r} is no {column.kind}, as {name} is.", "InvalidParameterValue", name) from None
    if column.kind == "boolean":
        if text not in ("true", "false", "1", "0"):
            raise Refusal(f"{text!r} is no boolean.", "InvalidParameterValue", name)
        return text in ("true", "1")
    return text
