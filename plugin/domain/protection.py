"""How well a layer's changes are protected from being lost: what a service can do, and what follows from it.

    atomic      the server half answers: all or nothing, on the condition that the row is as it was seen
    verified    each change goes out by itself, under a condition, and is read back by a key that stays with the row
    detected    the layer has no such key: what somebody else overwrites is seen afterwards, by the ledger

A level is a promise to a person. It is worked out from what is known to be so, never from what a service claims.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Protection(StrEnum):
    ATOMIC = "atomic"
    VERIFIED = "verified"
    DETECTED = "detected"


KEY = "uuid"
"""The field that is a row's key where a service does not say otherwise: the client sets it, the database keeps it."""
VERSION, CHANGE = "version", "change_id"
"""Fields that tell of each change of a row, where the municipality has given its table all three (resources/sql)."""
NUMBERS = frozenset({"fid", "id", "gid", "ogc_fid", "objectid", "pk"})
"""Fields that often hold the number which the feature id is made of (in any case of letters)."""


@dataclass(frozen=True)
class Facts:
    """What is known of a layer. `key`: it has a text field of that name; `unique`: no two of its rows share a key,
    and none is without."""

    server_half: bool = False
    key: bool = False
    unique: bool = False


def level(facts: Facts) -> Protection:
    if facts.server_half:
        return Protection.ATOMIC
    return Protection.VERIFIED if facts.key and facts.unique else Protection.DETECTED


def key_among(fields: Mapping[str, str]) -> str:
    """The field of the stable key among `fields` (name: type), "" where there is none."""
    found = [name for name, kind in fields.items() if name.lower() == KEY and kind == "text"]
    return found[0] if len(found) == 1 else ""


def counts_versions(fields: Iterable[str]) -> bool:
    """Whether a row tells how often it was changed, and by which change last."""
    return {KEY, VERSION, CHANGE} <= set(fields)


def number_field(properties: Mapping[str, Any], number: str) -> str:
    """The field that holds the number of the feature id in this very row, "" where none does."""
    for name, value in properties.items():
        if name.lower() in NUMBERS and not isinstance(value, bool | float) and str(value) == number:
            return name
    return ""


def once_only(protection: Protection) -> bool:
    """Whether a new feature arrives exactly once, whatever becomes of the answer."""
    return protection is not Protection.DETECTED
