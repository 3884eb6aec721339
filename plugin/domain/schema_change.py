"""What a municipality has changed about a layer, exactly, and whether changes that wait here can live with it.

A field that was renamed is one that is gone and one that is new: nobody says that the two are the same.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

GEOMETRY = "(geometry)"
"""The geometry among the names of touched fields."""


@dataclass(frozen=True)
class Shape:
    """What a layer is like: the types of its fields by name, in order; its kind of geometry, CRS and key field."""

    fields: Mapping[str, str]
    geometry: str | None
    crs: str
    key: str = ""


class Part(StrEnum):
    """What was changed about a layer."""

    ADDED = "added"
    REMOVED = "removed"
    RETYPED = "retyped"
    GEOMETRY = "geometry"
    CRS = "crs"
    KEY = "key"


@dataclass(frozen=True)
class Difference:
    """One thing that is not as it was. `name` is that of a field, `before` and `now` are its types, or the like."""

    part: Part
    name: str = ""
    before: str = ""
    now: str = ""


def differences(before: Shape, now: Shape) -> tuple[Difference, ...]:
    """All that has changed, in the order of the fields; none where only that order has."""
    return tuple(_differences(before, now))


def hindering(found: Collection[Difference], touched: Collection[str]) -> tuple[Difference, ...]:
    """Those with which waiting changes cannot be kept; `touched` are the fields that they set, and GEOMETRY.

    A new field is no hindrance, nor is what nobody has touched: it is taken from the server. A field that is touched
    may become wider, so that it holds what it held.
    """
    return tuple(one for one in found if _hinders(one, touched))


def plain(found: Difference) -> str:
    """In English, on one line."""
    return _PLAIN[found.part].format(name=found.name, before=found.before or "none", now=found.now or "none")


_PLAIN = {
    Part.ADDED: "the field “{name}” ({now}) is new",
    Part.REMOVED: "the field “{name}” ({before}) is gone",
    Part.RETYPED: "the field “{name}” was {before} and is {now}",
    Part.GEOMETRY: "the geometry was {before} and is {now}",
    Part.CRS: "the reference system was {before} and is {now}",
    Part.KEY: "the key was {before} and is {now}",
}


def _differences(before: Shape, now: Shape) -> Iterator[Difference]:
    for name, kind in now.fields.items():
        if name not in before.fields:
            yield Difference(Part.ADDED, name, now=kind)
    for name, kind in before.fields.items():
        if name not in now.fields:
            yield Difference(Part.REMOVED, name, before=kind)
        elif _stored(now.fields[name]) != _stored(kind):
            yield Difference(Part.RETYPED, name, kind, now.fields[name])
    for part, old, new in (
        (Part.GEOMETRY, before.geometry, now.geometry),
        (Part.CRS, before.crs, now.crs),
        (Part.KEY, before.key, now.key),
    ):
        if old != new:
            yield Difference(part, before=old or "", now=new or "")


def _stored(kind: str) -> str:
    return "text" if kind == "json" else kind  # a service calls it text; only its rows tell that it is JSON


def _hinders(one: Difference, touched: Collection[str]) -> bool:
    if one.part is Part.REMOVED:
        return one.name in touched
    if one.part is Part.RETYPED:
        return one.name in touched and not (one.now == "text" or (one.before, one.now) == ("integer", "number"))
    if one.part is Part.GEOMETRY:
        return GEOMETRY in touched and one.now not in ("Geometry", f"Multi{one.before}")
    return one.part is not Part.ADDED
