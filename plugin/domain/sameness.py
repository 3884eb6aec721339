"""Whether two values of a field are the same to the people who work with them, and only then.

This, with `nearness.py` for geometries, is what a person is asked about, or spared; `state.py` is what two programs
agree on, a wire definition with a fine grid. Whatever the state calls the same is the same here; not the other way.

* Whole numbers to the last digit, also beyond 2⁵³; others to the fourteenth, which is what a double keeps on its way
  through a decimal text. A truth is no number.
* Null, empty text and a field that is not there are three different things.
* Times: the same moment to the millisecond, in whichever notation and zone; one without a zone has none.
* Texts as they look: an umlaut in one character or two is one (NFC), and so are line ends, which XML makes one of.
  Who was asked to choose would see the same twice. All else counts: letters of either size, blanks, m² and m2.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import Enum
from typing import Any

_DIGITS = 1e-14
_MOMENT = timedelta(milliseconds=1)
_TIME = re.compile(r"(?:(\d{4}-\d\d-\d\d)[T ])?(\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(?:(Z)|([-+]\d\d):?(\d\d)?)?", re.ASCII)


class Missing(Enum):
    """Not even null: the feature, or this field of it, is not there."""

    MISSING = "missing"


MISSING = Missing.MISSING


def same_value(one: Any, other: Any) -> bool:
    """True if two property values are the same to a person."""
    if isinstance(one, str) and isinstance(other, str):
        return one == other or _as_seen(one) == _as_seen(other) or _same_moment(one, other)
    if _is_number(one) and _is_number(other):
        return _same_number(one, other)
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(same_value(value, other[name]) for name, value in one.items())
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return len(one) == len(other) and all(map(same_value, one, other))
    return type(one) is type(other) and bool(one == other)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _same_number(one: float, other: float) -> bool:
    """Python compares whole numbers and doubles exactly, without turning one into the other."""
    if one == other or not (math.isfinite(one) and math.isfinite(other)):
        return one == other
    whole = [isinstance(number, int) or number.is_integer() for number in (one, other)]
    return not all(whole) and math.isclose(one, other, rel_tol=_DIGITS)


def _as_seen(text: str) -> str:
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def _same_moment(one: str, other: str) -> bool:
    first, second = _moment(one), _moment(other)
    if first is None or second is None or first[0] != second[0]:
        return False
    return abs(first[1] - second[1]) < _MOMENT


def _moment(text: str) -> tuple[tuple[bool, bool], datetime] | None:
    """(whether there is a day, whether a zone), and the moment; None for a text that is no time."""
    match = _TIME.fullmatch(text)
    if match is None:
        return None
    day, time, fraction, utc, hours, minutes = match.groups()
    zone = "+00:00" if utc else f"{hours}:{minutes or '00'}" if hours else ""
    try:
        moment = datetime.fromisoformat(f"{day or '2000-01-01'}T{time}.{(fraction or '')[:6]:0<6}{zone}")
    except ValueError:
        return None
    return (bool(day), bool(zone)), moment
