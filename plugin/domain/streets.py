"""Streets to look for by name: which layer has them, and which pieces are one street."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

Extent = tuple[float, float, float, float]

_LAYER = re.compile(r"stra(ß|ss)e|street", re.IGNORECASE)
_FIELD = re.compile(r"(str|stra(ß|ss)en?|streets?)_?(n|na|nam|name|bez|bezeichnung)?", re.IGNORECASE)
_NEAR_M, _NEAR_DEGREES = 300.0, 0.004
"""Pieces of a name that lie no further apart are one street; the same name in another town is another one."""


@dataclass(frozen=True)
class Street:
    """`extent` in the coordinates of the layer."""

    name: str
    extent: Extent


def is_street_layer(name: str, title: str) -> bool:
    """Whether a layer may be one of streets, by what it is called."""
    return bool(_LAYER.search(name) or _LAYER.search(title))


def name_field(fields: Iterable[tuple[str, str]]) -> str:
    """The field with the names among fields (name, type); "" where there is none."""
    return next((name for name, kind in fields if kind == "text" and _FIELD.fullmatch(name)), "")


def matches(name: str, text: str) -> bool:
    """Whether somebody who types `text` may mean the street, however they write it."""
    return _plain(text) in _plain(name)


def stem(text: str) -> str:
    """What of `text` is the same however people write it, to ask a service for."""
    return re.sub(r"[\s-]*str(\.|a(ß|ss)?e?)?$", "", text.strip(), flags=re.IGNORECASE) or text.strip()


def gathered(pieces: Iterable[tuple[str, Extent]], geographic: bool) -> list[Street]:
    """The streets that pieces (name, extent) are made of, by name."""
    near = _NEAR_DEGREES if geographic else _NEAR_M
    found: dict[str, list[Extent]] = {}
    for name, extent in pieces:
        apart = [other for other in found.get(name, ()) if not _touch(other, extent, near)]
        joined = [other for other in found.get(name, ()) if _touch(other, extent, near)]
        found[name] = [*apart, _around([extent, *joined])]
    return [Street(name, extent) for name in sorted(found, key=_plain) for extent in found[name]]


def _plain(text: str) -> str:
    """Schul-Straße, schulstrasse, Schulstr.: the ways in which people write it are one."""
    plain = re.sub(r"[\s-]+", "", text.casefold())  # casefold makes ss of ß
    return re.sub(r"str\.|strasse", "str", plain)


def _touch(one: Extent, other: Extent, near: float) -> bool:
    return (
        one[0] - near <= other[2]
        and other[0] - near <= one[2]
        and one[1] - near <= other[3]
        and other[1] - near <= one[3]
    )


def _around(extents: list[Extent]) -> Extent:
    west, south, east, north = zip(*extents, strict=True)
    return min(west), min(south), max(east), max(north)
