"""The layout of the review queue, as data. `queue_database.py` brings it into a database and out again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from osgeo import ogr

VERSION = 4
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
        *_texts("responsible_body", "findings", "result", "due", "handed_from", "body_ars"),
        *_numbers("returns"),
        *_texts("automatic", "held", "afterwards"),
        *_numbers("tier"),
        *_texts("corrected_base", "corrected", "responsible_why"),
    ),
    "comment": (_key("uuid"), *_texts("contribution", "author", "created", "kind", "text")),
    "event": (
        *_texts("contribution", "layer", "feature_key", "from_status", "to_status", "actor", "role"),
        *_texts("reason_code", "note_hash", "time", "previous_hash", "hash", "ars"),
    ),
    "attachment": (
        _key("uuid"),
        *_texts("contribution", "author", "created", "media_type", "sha256"),
        *_numbers("width", "height", "size"),
        *_texts("status"),
        Column("data", ogr.OFTBinary),
    ),
    "refusal": (*_texts("minute", "actor", "reason"), *_numbers("count")),
    "member": (*_texts("person", "identity", "role", "ars", "layers"), *_numbers("disabled", "appointed")),
    "pseudonym": (_key("person"), _key("pseudonym")),
    "layer_policy": (
        _key("layer"),
        *_numbers("contribute"),
        *_texts("operations", "ars_source", "ars_value"),
        *_numbers("direct", "require_condition"),
        *_texts("key_field", "personal", "automatic_fields"),
        *_numbers("automatic_new_points", "automatic_moves"),
    ),
    "service_state": (_key("key"), *_texts("value")),
    "write_lock": _numbers("turn"),
}
"""Every table has the primary key `id`; `contribution` also a Point `geom` in the CRS of the project."""

PUBLISHED: Mapping[str, str] = {
    "contribution": "Beiträge",
    "comment": "Kommentare",
    "event": "Verlauf",
    "attachment": "Fotos",
}
"""The tables that are feature types of the WFS, and their titles."""

UNSERVED: Mapping[str, tuple[str, ...]] = {"attachment": ("data", "author")}
"""Columns of published tables that WFS does not show."""

PRIVATE = frozenset(TABLES) - frozenset(PUBLISHED)
"""The tables that are never published, and that nobody writes to in a Transaction."""

INDEXES = (
    ("attachment", ("author",)),
    ("attachment", ("contribution",)),
    ("comment", ("author", "created")),
    ("comment", ("contribution",)),
    ("contribution", ("author",)),
    ("contribution", ("changeset",)),
    ("contribution", ("status",)),
    ("event", ("actor", "time")),
    ("event", ("contribution",)),
    ("event", ("layer", "feature_key")),
    ("member", ("identity",)),
)

ONCE = (("refusal", ("minute", "actor", "reason")),)
"""Columns of which no two rows have the same values."""

READABLE = (*PUBLISHED, "layer_policy", "service_state", "write_lock")
"""What the reading connection of a published project needs; people and refusals are not among it."""

MIGRATIONS: Mapping[int, tuple[str, ...]] = {
    0: ("UPDATE {q}contribution SET revision = 1 WHERE revision IS NULL",),
    1: (),
    2: (),
    3: (),  # nobody is appointed, no layer accepts by itself, and what is there was accepted by people
}
"""Version -> SQL that, after new tables and columns were added, completes the step to the next version."""

_STAYS = "An event stays as it was written."

TRIGGERS: Mapping[str, tuple[str, ...]] = {
    "GPKG": tuple(
        f"CREATE TRIGGER IF NOT EXISTS buergergis_event_{deed.lower()} BEFORE {deed} ON event "
        f"BEGIN SELECT RAISE(ABORT, '{_STAYS}'); END"
        for deed in ("UPDATE", "DELETE")
    ),
    "PostgreSQL": (
        "CREATE OR REPLACE FUNCTION {q}event_stays() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$BEGIN RAISE EXCEPTION '{_STAYS}'; END$$",
        "DROP TRIGGER IF EXISTS buergergis_event ON {q}event",
        "CREATE TRIGGER buergergis_event BEFORE UPDATE OR DELETE OR TRUNCATE ON {q}event "
        "FOR EACH STATEMENT EXECUTE FUNCTION {q}event_stays()",
    ),
}
"""By GDAL's driver: what keeps the record from being rewritten by a mistake. Who owns the database can take it away;
the chain of hashes then shows it."""
