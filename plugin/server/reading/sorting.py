"""Rows of the queue that are filtered and sorted: QGIS Server forgets SORTBY where there is a FILTER.

It replaces its whole request by the filter. So the filter is taken out of the request, after it has passed the gate,
and goes in again with the condition of the rows that a person sees; QGIS translates it in its own way here as there.
"""

from __future__ import annotations

from collections.abc import Mapping

from qgis.core import QgsOgcUtils, QgsVectorLayer
from qgis.PyQt.QtXml import QDomDocument

from ...services.wfs import filters_xml
from ...services.wfs.filters import BBox, Combined, FeatureIds, Filter, Not, SpatialTest
from ...services.xml import parse
from .gate import type_names
from .rows import QUEUE


def to_move(parameters: Mapping[str, str]) -> str:
    """The filter of a request that has passed and that QGIS would not sort; "" where it does as it is asked."""
    text, types = parameters.get("FILTER", ""), type_names(parameters)
    if not text or not parameters.get("SORTBY") or len(types) != 1 or types[0] not in QUEUE:
        return ""
    return text if _is_plain(filters_xml.parse(parse(text.encode("utf-8")))) else ""


def expression(filter_text: str, layer: QgsVectorLayer) -> str:
    """The expression of QGIS for a filter. Raises ValueError where QGIS does not understand it."""
    document = QDomDocument()
    document.setContent(filter_text.encode("utf-8"), True)
    made = QgsOgcUtils.expressionFromOgcFilter(document.documentElement(), layer)
    if made is None or made.hasParserError() or not made.expression():
        raise ValueError("QGIS does not understand a filter that has passed.")
    return str(made.expression())


def _is_plain(filter: Filter) -> bool:
    """About values alone: ids and places QGIS treats in ways of its own."""
    match filter:
        case Combined(_, parts):
            return all(_is_plain(part) for part in parts)
        case Not(part):
            return _is_plain(part)
        case FeatureIds() | BBox() | SpatialTest():
            return False
    return True
