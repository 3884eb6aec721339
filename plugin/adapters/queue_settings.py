"""How somebody has left the list of the review queue at a service: remembered for each login, in QGIS's settings."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from qgis.core import QgsSettingsEntryString

from .settings import Entry, mapping

LISTS = Entry(QgsSettingsEntryString, "review-lists", "{}", "Login@service -> filters and order of the queue, JSON")
LAYOUT = Entry(QgsSettingsEntryString, "review-layout", "{}", "Part of the page Prüfen -> its sizes, JSON")
_KEPT, _MOST, _LONGEST = 20, 50, 300
"""Places, filters with a name, and characters of a value that are kept."""

Choice = Mapping[str, str]


@dataclass(frozen=True)
class Remembered:
    """`choice` is what the list was limited to last; None before the first time. `column` -1 is the usual order."""

    choice: Choice | None = None
    column: int = -1
    backwards: bool = False
    saved: Mapping[str, Choice] = field(default_factory=dict)


def remembered(place: str) -> Remembered:
    """What was kept for `place`: a login and a service."""
    found = mapping(LISTS.value()).get(place)
    if not isinstance(found, dict):
        return Remembered()
    saved, column = found.get("saved"), found.get("column")
    named = {str(name)[:80]: _choice(one) for name, one in saved.items()} if isinstance(saved, dict) else {}
    return Remembered(
        _choice(found["choice"]) if isinstance(found.get("choice"), dict) else None,
        column if isinstance(column, int) else -1,
        found.get("backwards") is True,
        dict(list(named.items())[:_MOST]),
    )


def remember(place: str, what: Remembered) -> None:
    others = {known: kept for known, kept in mapping(LISTS.value()).items() if known != place}
    kept = {place: asdict(what)} | others
    LISTS.setValue(json.dumps(dict(list(kept.items())[:_KEPT]), ensure_ascii=False))


def layout(part: str) -> str:
    """The sizes of a part of the page as Qt has written them, in base64; "" for the usual ones."""
    return str(mapping(LAYOUT.value()).get(part, ""))


def keep_layout(part: str, state: str) -> None:
    LAYOUT.setValue(json.dumps({**mapping(LAYOUT.value()), part: state}))


def _choice(found: Any) -> dict[str, str]:
    pairs = found.items() if isinstance(found, dict) else ()
    return {str(name): value[:_LONGEST] for name, value in pairs if isinstance(value, str)}
