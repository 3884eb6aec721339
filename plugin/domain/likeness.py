"""How alike two texts and two rows are, for German municipal data. Pure arithmetic: the same result everywhere.

Texts are compared by their trigrams, as PostgreSQL's pg_trgm does it: unlike Jaro-Winkler this is symmetric by
construction and knows no order of words, and it takes ten lines, so that no library is needed which QGIS on Windows
does not bring (and no result depends on whether it is there).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

SAME_NAME = 0.6
"""From here on two names may well mean the same thing."""

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_WORDS = re.compile(r"[^\W_]+")
_ENDINGS = {"strasse": ("strasse", "str"), "platz": ("platz", "pl"), "weg": ("weg",), "allee": ("allee",)}
_SHORT = {"str": "strasse", "pl": "platz", "st": "sankt", "kita": "kindertagesstaette", "u": "und"}
_LONGEST = 500
"""Characters of a text that count; it may come from anybody."""

_NAMED = ("name", "bezeichnung", "gen", "titel", "strname", "nummer")
_NAME_WEIGHT = 3.0
_IDENTITY = frozenset({"uuid", "id", "fid", "gid", "objectid", "ogc_fid", "version", "change_id"})


@lru_cache(20_000)
def normalised(text: str) -> str:
    """Words in lower case, sorted, without signs: `Karl-Marx-Str.`, `Straße Karl Marx` and `KARL MARX STRASSE` agree.

    ß is ss, umlauts are ae, oe, ue, other marks fall away, and a street is cut off from its name. Idempotent.
    """
    words = [part for word in _WORDS.findall(_folded(text[:_LONGEST])) for part in _parts(word)]
    return " ".join(sorted(_SHORT.get(word, word) for word in words))


def text_likeness(one: str, other: str) -> float:
    """From 0, nothing in common, to 1, the same after `normalised`: Dice's coefficient of their trigrams."""
    first, second = normalised(one), normalised(other)
    if first == second:
        return 1.0
    mine, theirs = _trigrams(first), _trigrams(second)
    return 2.0 * len(mine & theirs) / (len(mine) + len(theirs)) if mine and theirs else 0.0


def value_likeness(one: Any, other: Any) -> float:
    """From 0 to 1: numbers by how far they are apart for their size, texts by their trigrams, the rest by equality."""
    if isinstance(one, bool) or isinstance(other, bool):
        return float(one is other)
    if isinstance(one, int | float) and isinstance(other, int | float):
        size = max(abs(one), abs(other))
        apart = abs(one - other) / size if size else 0.0
        return max(0.0, 1.0 - apart) if apart == apart else 0.0  # NaN is like nothing
    if isinstance(one, str) and isinstance(other, str):
        return text_likeness(one, other)
    return float(type(one) is type(other) and one == other)


def row_likeness(one: Mapping[str, Any], other: Mapping[str, Any]) -> float | None:
    """The mean over fields that both rows fill, names threefold; None where there is none. Keys do not count."""
    total = weights = 0.0
    for name in sorted(one.keys() & other.keys()):
        if is_identity(name) or is_empty(one[name]) or is_empty(other[name]):
            continue
        weight = _NAME_WEIGHT if name.casefold() in _NAMED else 1.0
        total += weight * value_likeness(one[name], other[name])
        weights += weight
    return total / weights if weights else None


def is_identity(name: str) -> bool:
    """Whether a field tells rows apart, and not what they are."""
    return name.casefold() in _IDENTITY or name.casefold().endswith("_id")


def is_empty(value: Any) -> bool:
    """Whether a value says nothing."""
    return value is None or (isinstance(value, str) and value.strip() in ("", "-"))


def _folded(text: str) -> str:
    """Lower case, ß as ss, umlauts written out, no other marks, whatever composed the signs."""
    composed = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    spelt = unicodedata.normalize("NFKD", composed.translate(_UMLAUTS))
    return "".join(sign for sign in spelt if not unicodedata.combining(sign)).casefold()


def _parts(word: str) -> list[str]:
    """`hauptstrasse` and `hauptstr` as `haupt`, `strasse`; what is left is cut again."""
    for ending, forms in _ENDINGS.items():
        for form in forms:
            if len(word) > len(form) + 1 and word.endswith(form):
                return [*_parts(word.removesuffix(form)), ending]
    return [word]


@lru_cache(20_000)
def _trigrams(normal: str) -> frozenset[str]:
    """Of each word, with a space around it; `strasse` counts as one, or all streets would be alike."""
    words = normal.split()
    padded = [f"  {word} " for word in words if word not in _ENDINGS]
    cut = {word[at : at + 3] for word in padded for at in range(len(word) - 2)}
    return frozenset(cut | _ENDINGS.keys() & set(words))
