"""The record of what was done, as a chain: each event carries the hash of the one before, so none can be taken out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256

FIELDS = (
    "contribution",
    "layer",
    "feature_key",
    "from_status",
    "to_status",
    "actor",
    "role",
    "reason_code",
    "note_hash",
    "time",
    "previous_hash",
)
LATER = ("ars",)
"""Fields that came with a later version: they count where they have a value, so that older events stay true."""


def chained(fields: Mapping[str, str | None]) -> str:
    """The hash of an event over its fields, that of its predecessor among them."""
    counted = {name: fields.get(name) for name in FIELDS}
    counted |= {name: fields[name] for name in LATER if fields.get(name) is not None}
    line = json.dumps(counted, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return "sha256:" + sha256(line.encode()).hexdigest()
