"""Streets to look for by name: which layer has them, and which pieces are one street."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

Extent = tuple[float, float, float, float]

_LAYER = re.compile(r"stra(ß|ss)e|street", re.IGNORECASE)
_ADDRESSES = re.compile(r"adress|anschrift|hauskoord|address", re.IGNORECASE)
_HOUSE = re.compile(r"(haus_?(nr|nummer)|hnr|house_?number)", re.IGNORECASE)
_SUFFIX = re.compile(r"haus_?(nr|nummer)?_?zu(s|satz)\w*|hnr_?zusatz|adz|adresszusatz", re.IGNORECASE)
_TOWN = re.compile(r"ort|ortsteil|gemeinde|stadt|town|city", re.IGNORECASE)
_TYPED = re.compile(r"(.*\D)\s*?(\d{1,4})\s*([a-z]?)", re.IGNORECASE)
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


def is_address_layer(name: str, title: str) -> bool:
    """Whether a layer may be one of addresses, by what it is called."""
    return bool(_ADDRESSES.search(name) or _ADDRESSES.search(title))


def house_fields(fields: Iterable[tuple[str, str]]) -> tuple[str, str]:
    """The fields with a house's number and with the letter after it, among fields (name, type); "" for none."""
    names = [name for name, _kind in fields]
    house = next((name for name in names if _HOUSE.fullmatch(name)), "")
    return house, next((name for name in names if house and _SUFFIX.fullmatch(name)), "")


def town_field(fields: Iterable[tuple[str, str]]) -> str:
    """The field with the town of an address; "" for none."""
    return next((name for name, _kind in fields if _TOWN.fullmatch(name)), "")


def split_address(text: str) -> tuple[str, str, str]:
    """Street, number and letter of "Schulstr. 12 a"; the last two are "" where no number is named."""
    found = _TYPED.fullmatch(text.strip())
    return (found[1].strip(), found[2], found[3].lower()) if found else (text.strip(), "", "")


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
