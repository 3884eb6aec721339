"""Looking for an address, or else for its street, in the service's own layers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..domain.feature import Feature
from ..domain.rules.measures import middle
from ..domain.streets import house_fields, is_address_layer, matches, name_field, split_address, stem, town_field
from ..services.wfs.filters import Combined, Compare, Comparison, Like, Logic
from . import streets
from .connection import QUEUE_TYPES, Connection

MOST = 20


@dataclass(frozen=True)
class Address:
    """What it is called, foreign text, and a place of it, x before y in `crs`."""

    name: str
    x: float
    y: float
    crs: str


def find(connection: Connection, text: str) -> list[Address]:
    """The addresses called `text`; where it names no house, or there is none, streets. Raises Problem."""
    street, house, letter = split_address(text)
    found = _houses(connection, street, house, letter) if house else []
    return found or _streets(connection, street)


def can_search(connection: Connection) -> bool:
    """Whether the service has a layer of streets or addresses."""
    return bool(streets.street_layer(connection) or _address_layer(connection))


def _address_layer(connection: Connection) -> str:
    layers = connection.capabilities.layers
    named = (name for name, info in layers.items() if is_address_layer(name, info.title))
    return next((name for name in named if name not in QUEUE_TYPES), "")


def _houses(connection: Connection, street: str, house: str, letter: str) -> list[Address]:
    layer = _address_layer(connection)
    if not layer:
        return []
    schema, crs = connection.client.schema(layer), connection.layer(layer).crs
    named = [(one.name, one.type) for one in schema.fields]
    field, (number, suffix) = name_field(named), house_fields(named)
    if not field or not number or schema.geometry_type is None:
        return []
    pattern = "".join(f"!{sign}" if sign in "*#!" else sign for sign in stem(street))
    wanted = Combined(
        Logic.AND,
        (
            Like(field, f"*{pattern}*", "*", "#", "!", match_case=False),
            Compare(Comparison.EQUAL, number, str(int(house)) + ("" if suffix else letter), match_case=False),
        ),
    )
    geographic = connection.crs_facts(crs).geographic
    pages = connection.client.pages(layer, schema, crs=crs, filter=wanted, page=streets.PIECES, geographic=geographic)
    rows = [row for _, row in next(pages, []) if row.geometry and matches(str(row.properties[field] or ""), street)]
    exact = [row for row in rows if not suffix or _text(row, suffix).lower() == letter]
    return [_address(row, (field, number, suffix, town_field(named)), crs) for row in exact or rows][:MOST]


def _address(row: Feature, fields: tuple[str, str, str, str], crs: str) -> Address:
    street, number, suffix, town = (_text(row, one) for one in fields)
    x, y = middle(row.geometry or {})
    return Address(f"{street} {number}{suffix}" + (f", {town}" if town else ""), x, y, crs)


def _text(row: Feature, field: str) -> str:
    value: Any = row.properties.get(field) if field else None
    return "" if value is None else str(value).strip()


def _streets(connection: Connection, street: str) -> list[Address]:
    layer = streets.street_layer(connection)
    if not layer:
        return []
    crs = connection.layer(layer).crs
    found = streets.find(connection, layer, street)
    return [
        Address(one.name, (one.extent[0] + one.extent[2]) / 2, (one.extent[1] + one.extent[3]) / 2, crs)
        for one in found[:MOST]
    ]
