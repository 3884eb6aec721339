"""Looking for a street by name in the service's own layer of streets."""

from __future__ import annotations

from ..domain.feature import extent
from ..domain.streets import Street, gathered, is_street_layer, matches, name_field, stem
from ..services.wfs.filters import Like
from .connection import QUEUE_TYPES, Connection

PIECES = 500
"""Rows that are looked at. A name that has more of them is typed further."""


def street_layer(connection: Connection) -> str:
    """The name of the layer of streets; "" where the service has none."""
    layers = connection.capabilities.layers
    return next(
        (name for name, info in layers.items() if name not in QUEUE_TYPES and is_street_layer(name, info.title)), ""
    )


def find(connection: Connection, layer: str, text: str) -> list[Street]:
    """The streets whose name has `text` in it, in the coordinates of the layer."""
    schema = connection.client.schema(layer)
    field = name_field((one.name, one.type) for one in schema.fields)
    if not field or schema.geometry_type is None:
        return []
    crs = connection.layer(layer).crs
    geographic = connection.crs_facts(crs).geographic
    pattern = "".join(f"!{sign}" if sign in "*#!" else sign for sign in stem(text))
    wanted = Like(field, f"*{pattern}*", "*", "#", "!", match_case=False)
    pages = connection.client.pages(layer, schema, crs=crs, filter=wanted, page=PIECES, geographic=geographic)
    pieces = [
        (str(row.properties[field]), found)
        for _, row in next(pages, [])
        if (found := extent(row.geometry)) and matches(str(row.properties[field]), text)
    ]
    return gathered(pieces, geographic)
