"""What a rule in a rule file may state besides, by its code: the name of each parameter, and what it must be."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from ..domain.errors import InvalidContent
from ..domain.rules.measures import MEASURES
from ..domain.rules.personal import Personal
from ..domain.validation import Code

LONGEST_EXPRESSION = 2_000
_LONGEST_TEXT = 500
_MOST_VALUES = 2_000


def _number(value: Any, where: object) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool) or not abs(value) <= 1e15:
        raise InvalidContent(f"{where} must be a number.")
    return value


def _positive(value: Any, where: object) -> float:
    if _number(value, where) <= 0:
        raise InvalidContent(f"{where} must be greater than 0.")
    return float(value)


def _share(value: Any, where: object) -> float:
    if not 0 <= _number(value, where) <= 1:
        raise InvalidContent(f"{where} must lie between 0 and 1.")
    return float(value)


def _count(value: Any, where: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= 10**6:
        raise InvalidContent(f"{where} must be a whole number.")
    return value


def text(value: Any, where: object, longest: int = _LONGEST_TEXT) -> str:
    if not isinstance(value, str) or not value.strip() or len(value) > longest:
        raise InvalidContent(f"{where} must be a text of at most {longest} characters.")
    return value


def _expression(value: Any, where: object) -> str:
    return text(value, where, LONGEST_EXPRESSION)


def _values(value: Any, where: object) -> list[Any]:
    fits = isinstance(value, list) and 0 < len(value) <= _MOST_VALUES
    if not fits or not all(isinstance(one, str | int | float | bool) for one in value):
        raise InvalidContent(f"{where} must be a list of at most {_MOST_VALUES} texts or numbers.")
    return list(value)


def _labels(value: Any, where: object) -> dict[str, str]:
    if not isinstance(value, dict) or len(value) > _MOST_VALUES:
        raise InvalidContent(f'{where} must give words for values, as {{"maengel": "Mängel"}}.')
    return {text(code, where): text(words, where) for code, words in value.items()}


def texts(value: Any, where: object) -> tuple[str, ...]:
    if not isinstance(value, list) or len(value) > _MOST_VALUES:
        raise InvalidContent(f"{where} must be a list of texts.")
    return tuple(text(one, where) for one in value)


def _list(value: Any, where: object) -> list[str]:
    return list(texts(value, where))


def _languages(value: Any, where: object) -> dict[str, str]:
    if not isinstance(value, dict) or not value or not set(value) <= {"de", "en"}:
        raise InvalidContent(f'{where} must give the words, as {{"de": "…", "en": "…"}}.')
    return {language: text(words, where) for language, words in value.items()}


def _bounds(value: Any, where: object) -> list[float]:
    if not isinstance(value, list) or len(value) != 4:
        raise InvalidContent(f"{where} must be a list of four numbers: least x, least y, greatest x, greatest y.")
    left, bottom, right, top = (_number(one, where) for one in value)
    if left > right or bottom > top:
        raise InvalidContent(f"{where} has a least number that is greater than the greatest.")
    return [left, bottom, right, top]


def _one_of(known: Iterable[str]) -> Callable[[Any, object], Any]:
    words = sorted(map(str, known))

    def check(value: Any, where: object) -> Any:
        for one in value if isinstance(value, list) else [value]:
            if not isinstance(one, str) or one not in words:
                raise InvalidContent(f"{where} knows {', '.join(words)}, and not {str(one)[:40]!r}.")
        return value

    return check


_GEOMETRIES = ("Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon")

PARAMETERS: Mapping[Code, Mapping[str, Callable[[Any, object], Any]]] = {
    Code.GEOM_INVALID: {"types": _one_of(_GEOMETRIES)},
    Code.ON_BOUNDARY: {"metres": _positive},
    Code.DUP_CANDIDATE: {"metres": _positive, "likeness": _share},
    Code.DOMAIN: {"values": _values, "labels": _labels},
    Code.RANGE: {"min": _number, "max": _number, "measure": _one_of(MEASURES)},
    Code.REF_BROKEN: {"layer": text, "target": text},
    Code.TOO_FAR_MOVED: {"metres": _positive},
    Code.PRECISION: {"grid": _positive},
    Code.CRS_SUSPECT: {"bounds": _bounds},
    Code.OVERLAP: {"layer": text, "tolerance": _positive},
    Code.GAP: {"layer": text, "width": _positive, "tolerance": _positive},
    Code.DANGLE: {"layer": text, "reach": _positive, "tolerance": _positive},
    Code.PII_TEXT: {"kinds": _one_of(Personal)},
    Code.MASS_EDIT: {"created": _count, "changed": _count, "deleted": _count},
    Code.RUDE_TEXT: {"words": _list},
    Code.EMPTIED: {"least": _count, "share": _share},
    Code.EXPRESSION: {"expression": _expression, "text": _languages},
}
WITH_FIELDS = frozenset({Code.DOMAIN, Code.RANGE, Code.UNIQUE, Code.MANDATORY, Code.REF_BROKEN})
NEEDED: Mapping[Code, tuple[str, ...]] = {
    Code.DOMAIN: ("values",),
    Code.REF_BROKEN: ("layer", "target"),
    Code.EXPRESSION: ("expression", "text"),
}
