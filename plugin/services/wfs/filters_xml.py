"""Filters as XML: OGC Filter Encoding 1.0.0 (02-059) and 1.1.0 (04-095), as far as `filters.py` goes."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from copy import deepcopy
from xml.etree.ElementTree import Element, SubElement

from ...domain.errors import InvalidContent, LimitExceeded
from ..xml import GML, OGC, attribute, child, local, text_of
from .filters import (
    BBox,
    Between,
    Combined,
    Compare,
    Comparison,
    FeatureIds,
    Filter,
    IsNull,
    Like,
    Logic,
    Not,
    Spatial,
    SpatialTest,
)
from .gml import is_geometry

MAX_IDS = 10_000
MAX_OPERATORS = 1_000
_IDS = ("FeatureId", "GmlObjectId")
_NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,3})?")


def parse(element: Element) -> Filter:
    """The filter in an `ogc:Filter`. Raises InvalidContent that names what the grammar does not have."""
    parts = list(element)
    if parts and all(local(part.tag) in _IDS for part in parts):
        return _feature_ids(parts)
    if sum(1 for _ in element.iter()) > MAX_OPERATORS * 8:
        raise LimitExceeded(f"The filter has more than about {MAX_OPERATORS} operators.")
    if len(parts) != 1:
        raise InvalidContent("A Filter has either feature ids or exactly one operator.")
    return _operator(parts[0])


def _feature_ids(parts: list[Element]) -> FeatureIds:
    ids = tuple(attribute(part, "fid" if local(part.tag) == "FeatureId" else "id") for part in parts)
    if len(ids) > MAX_IDS:
        raise LimitExceeded(f"The filter names more than {MAX_IDS} features.")
    if not all(ids):
        raise InvalidContent("A FeatureId has no fid.")
    return FeatureIds(ids)


def _operator(element: Element) -> Filter:
    name = local(element.tag)
    if name in set(Comparison):
        return _compare(element)
    if name in set(Logic):
        return _combined(element)
    if name in set(Spatial):
        return _spatial(element)
    if name in _OTHERS:
        return _OTHERS[name](element)
    raise InvalidContent(f"The filter operator {name[:60]} is not supported.")


def _compare(element: Element) -> Compare:
    name, literal = _children(element, 2)
    return Compare(Comparison(local(element.tag)), _property(name), _literal(literal), _match_case(element))


def _combined(element: Element) -> Combined:
    if len(element) < 2:
        raise InvalidContent(f"{local(element.tag)} needs at least two operators.")
    return Combined(Logic(local(element.tag)), tuple(_operator(part) for part in element))


def _not(element: Element) -> Not:
    return Not(_operator(*_children(element, 1)))


def _is_null(element: Element) -> IsNull:
    return IsNull(_property(*_children(element, 1)))


def _between(element: Element) -> Between:
    name, lower, upper = _children(element, 3)
    if (local(lower.tag), local(upper.tag)) != ("LowerBoundary", "UpperBoundary"):
        raise InvalidContent("PropertyIsBetween needs a LowerBoundary and an UpperBoundary.")
    return Between(_property(name), _literal(*_children(lower, 1)), _literal(*_children(upper, 1)))


def _like(element: Element) -> Like:
    name, literal = _children(element, 2)
    wild, single = attribute(element, "wildCard"), attribute(element, "singleChar")
    escape = attribute(element, "escapeChar") or attribute(element, "escape")
    if max(map(len, (wild, single, escape))) > 1:
        raise InvalidContent("wildCard, singleChar and escapeChar of PropertyIsLike are one character each.")
    return Like(_property(name), _literal(literal), wild, single, escape, _match_case(element))


def _bbox(element: Element) -> BBox:
    box = element[-1] if len(element) else None
    if box is None or len(element) > 2 or local(box.tag) not in ("Envelope", "Box"):
        raise InvalidContent("BBOX needs an Envelope or a Box.")
    name = _property(element[0]) if len(element) == 2 else None
    lower, upper = _corners(box)
    if lower[0] > upper[0] or lower[1] > upper[1]:
        raise InvalidContent("The lower corner of a BBOX is above its upper corner.")
    return BBox(lower, upper, attribute(box, "srsName") or None, name)


def _spatial(element: Element) -> SpatialTest:
    operator = Spatial(local(element.tag))
    if not 1 <= len(element) <= 2 or not is_geometry(element[-1]):
        raise InvalidContent(f"{operator} needs a geometry.")
    return SpatialTest(operator, _property(element[0]) if len(element) == 2 else None, element[-1])


_OTHERS: dict[str, Callable[[Element], Filter]] = {
    "Not": _not,
    "PropertyIsNull": _is_null,
    "PropertyIsBetween": _between,
    "PropertyIsLike": _like,
    "BBOX": _bbox,
}


def _children(element: Element, count: int) -> list[Element]:
    if len(element) != count:
        raise InvalidContent(f"{local(element.tag)} needs {count} elements and has {len(element)}.")
    return list(element)


def _property(element: Element) -> str:
    if local(element.tag) not in ("PropertyName", "ValueReference"):
        raise InvalidContent(f"Where a filter needs a PropertyName it has {local(element.tag)[:60]}.")
    name = local(element.text or "")
    if not name or len(element):
        raise InvalidContent("A PropertyName in a filter is empty.")
    return name


def _literal(element: Element) -> str:
    if local(element.tag) != "Literal" or len(element):
        wrong = element if local(element.tag) != "Literal" else element[0]
        raise InvalidContent(f"Where a filter needs a Literal with text it has {local(wrong.tag)[:60]}.")
    return element.text or ""


def _match_case(element: Element) -> bool:
    return attribute(element, "matchCase", "true").strip() not in ("false", "0")


def _corners(box: Element) -> tuple[tuple[float, float], tuple[float, float]]:
    lower, upper = child(box, "lowerCorner"), child(box, "upperCorner")
    if lower is not None and upper is not None:
        return _pair(text_of(lower).split()), _pair(text_of(upper).split())
    listed = child(box, "coordinates")
    if listed is not None:
        return _listed(listed)
    pairs = [_pair(_numbers(inner)) for inner in box if local(inner.tag) in ("coord", "pos")]
    if len(pairs) != 2:
        raise InvalidContent("An Envelope or Box needs two corners.")
    return pairs[0], pairs[1]


def _listed(coordinates: Element) -> tuple[tuple[float, float], tuple[float, float]]:
    separators = attribute(coordinates, "cs", ","), attribute(coordinates, "decimal", ".")
    if separators != (",", "."):
        raise InvalidContent("Coordinates with separators other than comma and point are not supported.")
    corners = text_of(coordinates).split(attribute(coordinates, "ts").strip() or None)
    if len(corners) != 2:
        raise InvalidContent("A Box needs two corners.")
    return _pair(corners[0].split(",")), _pair(corners[1].split(","))


def _numbers(element: Element) -> list[str]:
    return [text_of(inner) for inner in element] if len(element) else text_of(element).split()


def _pair(words: list[str]) -> tuple[float, float]:
    numbers = [float(word) for word in words if _NUMBER.fullmatch(word.strip())]  # float() reads other scripts too
    if not 2 <= len(numbers) == len(words) <= 3 or not all(map(math.isfinite, numbers)):
        raise InvalidContent("A corner of a bounding box is not two finite numbers.")
    return numbers[0], numbers[1]


def build(filter: Filter, version: str = "1.1.0") -> Element:
    """The `ogc:Filter` of a filter. Raises InvalidContent for ids inside of operators (§6.2 has none)."""
    made = Element(_ogc("Filter"))
    if isinstance(filter, FeatureIds):
        for fid in filter.ids:
            SubElement(made, _ogc("FeatureId"), {"fid": fid})
    else:
        _add(made, filter, version)
    return made


def _add(parent: Element, part: Filter, version: str) -> None:
    match part:
        case Combined(logic, parts):
            made = SubElement(parent, _ogc(logic))
            for inner in parts:
                _add(made, inner, version)
        case Not(inner):
            _add(SubElement(parent, _ogc("Not")), inner, version)
        case BBox():
            _add_bbox(parent, part, version)
        case SpatialTest(operator, name, geometry):
            made = SubElement(parent, _ogc(operator))
            _add_property(made, name)
            made.append(deepcopy(geometry))
        case _:
            _add_test(parent, part, version)


def _add_test(parent: Element, part: Filter, version: str) -> None:
    match part:
        case Compare(operator, name, literal, match_case):
            made = SubElement(parent, _ogc(operator), {} if match_case else {"matchCase": "false"})
            _add_property(made, name)
            _add_literal(made, literal)
        case IsNull(name):
            _add_property(SubElement(parent, _ogc("PropertyIsNull")), name)
        case Between(name, lower, upper):
            made = SubElement(parent, _ogc("PropertyIsBetween"))
            _add_property(made, name)
            _add_literal(SubElement(made, _ogc("LowerBoundary")), lower)
            _add_literal(SubElement(made, _ogc("UpperBoundary")), upper)
        case Like():
            _add_like(parent, part, version)
        case _:
            raise InvalidContent("Feature ids cannot stand inside of other operators.")


def _add_like(parent: Element, part: Like, version: str) -> None:
    escape = "escape" if version == "1.0.0" else "escapeChar"
    made = SubElement(parent, _ogc("PropertyIsLike"), {"wildCard": part.wild_card, "singleChar": part.single_char})
    made.set(escape, part.escape_char)
    if not part.match_case:
        made.set("matchCase", "false")
    _add_property(made, part.property)
    _add_literal(made, part.pattern)


def _add_bbox(parent: Element, part: BBox, version: str) -> None:
    made = SubElement(parent, _ogc("BBOX"))
    _add_property(made, part.property)
    box = SubElement(made, f"{{{GML}}}{'Box' if version == '1.0.0' else 'Envelope'}")
    if part.srs_name:
        box.set("srsName", part.srs_name)
    if version == "1.0.0":
        text = " ".join(",".join(map(repr, corner)) for corner in (part.lower, part.upper))
        SubElement(box, f"{{{GML}}}coordinates", {"decimal": ".", "cs": ",", "ts": " "}).text = text
        return
    SubElement(box, f"{{{GML}}}lowerCorner").text = " ".join(map(repr, part.lower))
    SubElement(box, f"{{{GML}}}upperCorner").text = " ".join(map(repr, part.upper))


def _add_property(parent: Element, name: str | None) -> None:
    if name is not None:
        SubElement(parent, _ogc("PropertyName")).text = name


def _add_literal(parent: Element, text: str) -> None:
    SubElement(parent, _ogc("Literal")).text = text


def _ogc(name: str) -> str:
    return f"{{{OGC}}}{name}"
