"""What a service has told of its rules and areas, as a working copy keeps it: changes are checked without a network.

A working copy may come from anybody, so what is read is hostile: what is no book of rules, or no shape of an area, is
left out, and the rule that would need it is silent.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ..domain.errors import InvalidContent
from ..domain.feature import Geometry, check_geometry
from ..domain.jurisdiction import is_ars
from ..domain.validation import RuleBook
from .rules import book_of

RULES, AREAS = "rules", "areas"
"""The two parts by the names under which a working copy keeps them."""
LARGEST = 8_000_000
"""Characters of all shapes: larger ones are not kept, and where something lies is said on arrival only. Nothing longer
is read out of a working copy either."""
MOST_AREAS = 2_000
_CRS = re.compile(r"(?:[A-Z]{1,20}:[0-9A-Za-z]{1,12})?")
"""As QGIS knows one by its authority; other texts it takes for a definition, and looks for files that they name."""


@dataclass(frozen=True)
class KeptAreas:
    """The municipalities of a service: ARS and shape, in `crs` (AUTHORITY:CODE), x before y.

    `source` is what was asked, so that another question is seen; `heard` when (ISO 8601 in UTC).
    """

    crs: str = ""
    shapes: tuple[tuple[str, Geometry], ...] = ()
    source: str = ""
    heard: str = ""


def rules_text(rules: Sequence[Any]) -> str:
    """The rules as they were sent with WhoAmI."""
    return json.dumps(list(rules), ensure_ascii=False)


def rules_of(text: str) -> RuleBook:
    """The book in what `rules_text` wrote; an empty one for anything else."""
    try:
        return book_of(json.loads(text or "[]"), "The rules in the working copy")
    except (ValueError, RecursionError, InvalidContent):
        return RuleBook()


def areas_text(areas: KeptAreas) -> str:
    """ "" where they are too large to be kept."""
    document = {"crs": areas.crs, "source": areas.source, "heard": areas.heard, "shapes": areas.shapes}
    text = json.dumps(document, ensure_ascii=False, allow_nan=False)
    return text if len(text) <= LARGEST else ""


def areas_of(text: str) -> KeptAreas:
    """The areas in what `areas_text` wrote; none for anything else."""
    try:
        if not text or len(text) > LARGEST:
            return KeptAreas()
        document = json.loads(text)
        told = {name: document[name] for name in ("crs", "source", "heard")}
        shapes = document["shapes"][:MOST_AREAS]
        if not all(isinstance(one, str) for one in told.values()) or not _CRS.fullmatch(told["crs"]):
            return KeptAreas()
        return KeptAreas(told["crs"], tuple(_shape(*one) for one in shapes), told["source"], told["heard"])
    except (ValueError, KeyError, TypeError, RecursionError, InvalidContent):
        return KeptAreas()


def _shape(ars: Any, geometry: Any) -> tuple[str, Geometry]:
    if not isinstance(ars, str) or not is_ars(ars):
        raise InvalidContent("An area has no Regionalschlüssel.")
    check_geometry(geometry)
    if geometry["type"] not in ("Polygon", "MultiPolygon"):
        raise InvalidContent("An area is no area.")
    return ars, geometry
