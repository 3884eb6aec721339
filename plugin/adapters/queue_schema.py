"""The layout of the review queue, as data. `queue_database.py` brings it into a database and out again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from osgeo import ogr

VERSION = 1
"""Version of the layout below."""


@dataclass(frozen=True)
class Column:
    name: str
    kind: int = ogr.OFTString
    unique: bool = False
    required: bool = False


def _texts(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name) for name in names)


def _key(name: str) -> Column:
    return Column(name, unique=True, required=True)


def _numbers(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name, ogr.OFTInteger) for name in names)


TABLES: Mapping[str, tuple[Column, ...]] = {
    "contribution": (
        _key("uuid"),
        *_texts("changeset", "comment", "layer", "feature_key", "operation", "base", "proposed", "author"),
        *_texts("created"),
        *_numbers("revision"),
        *_texts("claimed_by", "claimed_until", "status", "reason_code", "note", "ars"),
        *_texts("responsible_body", "findings", "result"),
    ),
    "comment": (_key("uuid"), *_texts("contribution", "author", "created", "kind", "text")),
    "event": (
        *_texts("contribution", "layer", "feature_key", "from_status", "to_status", "actor", "role"),
        *_texts("reason_code", "note_hash", "time", "previous_hash", "hash"),
    ),
    "member": _texts("person", "identity", "role", "ars", "layers"),
    "pseudonym": (_key("person"), _key("pseudonym")),
    "layer_policy": (
        _key("layer"),
        *_numbers("contribute"),
        *_texts("operations", "ars_source", "ars_value"),
        *_numbers("direct", "require_condition"),
        *_texts("key_field"),
    ),
    "service_state": (_key("key"), *_texts("value")),
    "write_lock": _numbers("turn"),
}
"""Every table has the primary key `id`; `contribution` also a Point `geom` in the CRS of the project."""

INDEXES = (
    ("comment", "contribution"),
    ("contribution", "status"),
    ("event", "contribution"),
    ("member", "identity"),
)

MIGRATIONS: Mapping[int, tuple[str, ...]] = {
    0: ("UPDATE {q}contribution SET revision = 1 WHERE revision IS NULL",),
}
"""Version -> SQL that, after new tables and columns were added, completes the step to the next version."""
