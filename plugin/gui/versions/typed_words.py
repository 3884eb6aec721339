"""Values of fields as people type them: by the kind of the field, in the manner of their language."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

from qgis.PyQt.QtCore import QLocale

from ...adapters.wording import translate
from ...domain.errors import InvalidContent
from .place_words import number
from .value_words import value_text


def typed_text(value: Any, kind: str) -> str:
    """A value for the line in which it is typed; nothing for none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return value_text(value)
    if kind == "number" and isinstance(value, int | float):
        return number(float(value))
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else str(value)


def typed(text: str, kind: str) -> Any:
    """The value of a field of this kind that a person means; nothing typed is no value. Raises InvalidContent."""
    if not text.strip():
        return None
    try:
        return _READ.get(kind, _as_it_is)(text.strip() if kind != "text" else text)
    except (ValueError, RecursionError) as error:
        raise InvalidContent(_wanted(kind)) from error


def _as_it_is(text: str) -> str:
    return text


def _number(text: str) -> float:
    locale = QLocale()
    locale.setNumberOptions(QLocale.NumberOption.RejectGroupSeparator)
    value, understood = locale.toDouble(text)
    value = value if understood else float(text)
    if not math.isfinite(value):
        raise ValueError(text)
    return value


def _truth(text: str) -> bool:
    words = {value_text(True).casefold(): True, value_text(False).casefold(): False}
    known = {**words, "true": True, "false": False, "1": True, "0": False}
    if text.casefold() not in known:
        raise ValueError(text)
    return known[text.casefold()]


def _date(text: str) -> str:
    found = QLocale().toDate(text, QLocale.FormatType.ShortFormat)
    return found.toString("yyyy-MM-dd") if found.isValid() and found.year() > 1999 else str(date.fromisoformat(text))


def _moment(text: str) -> str:
    datetime.fromisoformat(text)
    return text


def _time(text: str) -> str:
    time.fromisoformat(text)
    return text


_READ: dict[str, Callable[[str], Any]] = {
    "integer": int,
    "number": _number,
    "boolean": _truth,
    "date": _date,
    "datetime": _moment,
    "time": _time,
    "json": json.loads,
}


def _wanted(kind: str) -> str:
    match kind:
        case "integer":
            return translate("conflicts_words", "This field takes a whole number.")
        case "number":
            return translate("conflicts_words", "This field takes a number.")
        case "boolean":
            return translate("conflicts_words", "This field takes yes or no.")
        case "date":
            return translate("conflicts_words", "This field takes a date, like 2026-05-04.")
        case "json":
            return translate("conflicts_words", "This field takes JSON.")
    return translate("conflicts_words", "This field takes a date and time, like 2026-05-04T09:30:00.")
