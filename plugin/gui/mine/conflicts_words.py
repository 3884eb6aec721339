"""Conflicts in plain words: what both did to an object, what the answers mean, and values as people type them."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from typing import Any

from qgis.PyQt.QtCore import QLocale

from ...adapters.foreign import shown
from ...adapters.wording import translate
from ...domain.errors import InvalidContent
from ...domain.feature import Feature
from ...domain.merge import Kind, Merge
from ..versions.place_words import field_name, number, place_of
from ..versions.value_words import value_text
from .changes_words import called

_FIELDS = 4


def names() -> tuple[str, str, str]:
    """The three versions of a conflict, as its author calls them."""
    return (
        translate("conflicts_words", "Before"),
        translate("conflicts_words", "Mine"),
        translate("conflicts_words", "Municipality"),
    )


def result_text(value: Any) -> str:
    return value_text(value)


# a value that is typed


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


def both_did(merge: Merge) -> str:
    """What is in conflict, in half a sentence; names of fields are foreign and come out as `shown`."""
    fields = [field_name(cell.name) for cell in merge.conflicts]
    told = ", ".join(fields[:_FIELDS])
    if len(fields) > _FIELDS:
        told = translate("conflicts_words", "{} and {} more").format(told, len(fields) - _FIELDS)
    return translate("conflicts_words", "both changed: {}").format(told)


def called_in(merge: Merge) -> str:
    """Which object it is about."""
    there = next((one for one in (merge.mine, merge.theirs, merge.base) if one is not None), None)
    return called(there) if there is not None else ""


def explained(merge: Merge) -> str:
    """What happened, and what is asked."""
    match merge.kind:
        case Kind.MINE_DELETED:
            return translate(
                "conflicts_words",
                "You have deleted this object. Somebody else has changed it meanwhile. Shall it go all the same?",
            )
        case Kind.THEIRS_DELETED:
            return translate(
                "conflicts_words",
                "You have changed this object. Somebody else has deleted it meanwhile. Shall it come back as you have "
                "it?",
            )
    return translate(
        "conflicts_words",
        "You and somebody else have changed this object. Choose what shall hold where there is a ⚠. Nothing is "
        "changed before you press “Use this”.",
    )


def answers(kind: Kind) -> tuple[str, str]:
    """The two answers where one has deleted what the other has changed: mine, the municipality's."""
    if kind is Kind.MINE_DELETED:
        return (
            translate("conflicts_words", "Delete it all the same"),
            translate("conflicts_words", "Keep it as the municipality has it"),
        )
    return (
        translate("conflicts_words", "Bring it back as I have it"),
        translate("conflicts_words", "Let it go"),
    )


def left_text(left: Sequence[str]) -> str:
    """What is still to be decided, by name."""
    if not left:
        return translate("conflicts_words", "All is decided.")
    told = ", ".join(field_name(name) for name in left[:_FIELDS])
    return translate("conflicts_words", "Still to be decided: {}").format(told + (" …" if left[_FIELDS:] else ""))


def line_text(merge: Merge, title: str) -> str:
    """One line of the list: layer, object, what both did."""
    what = {
        Kind.MINE_DELETED: translate("conflicts_words", "deleted by you, changed by somebody else"),
        Kind.THEIRS_DELETED: translate("conflicts_words", "changed by you, deleted by somebody else"),
    }.get(merge.kind) or both_did(merge)
    return " · ".join(part for part in (shown(title, 60), called_in(merge), what) if part)


def apart_text(mine: Feature | None, theirs: Feature | None, decimals: int) -> str:
    """How far the two places are from one another, where both were moved."""
    place = place_of(theirs, mine, decimals) if mine is not None else None
    if place is None or place.difference is None or place.difference.shift is None:
        return ""
    metres = number(place.difference.shift, 2)
    return translate("conflicts_words", "The two places are up to {} m apart.").format(metres)
