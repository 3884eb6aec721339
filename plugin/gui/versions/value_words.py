"""Values of fields in words, so that two values that differ never read the same."""

from __future__ import annotations

import json
import re
import unicodedata
from itertools import combinations
from typing import Any

from ...adapters.foreign import shown, spelled
from ...adapters.wording import translate
from ...domain.versions import MISSING, Line
from .place_words import number

_NUMBER = re.compile(r"[-+]?[\d.,]*\d(?:[eE][-+]?\d+)?")
_BEFORE, _AFTER = 20, 40
"""How much of two long texts is shown around the first sign in which they differ."""


def value_text(value: Any) -> str:
    """A value of a field; numbers as people here write them. A text that looks like one of our words is quoted."""
    if value is MISSING:
        return "–"
    if value is None:
        return _empty()
    if isinstance(value, bool):
        return translate("versions_values", "yes") if value else translate("versions_values", "no")
    if isinstance(value, int | float):
        return number(value)
    if isinstance(value, dict | list):
        return shown(json.dumps(value, ensure_ascii=False))
    text = shown(value)
    return quoted(str(text or value)) if _looks_like_ours(text) else text


def value_texts(line: Line) -> tuple[str, str, str]:
    """Before, Proposed and Now; where two differ and would read the same, the part in which they differ."""
    values = (line.base, line.proposed, line.current)
    texts = [value_text(value) for value in values]
    parts: list[list[str]] = [[], [], []]
    for one, other in combinations(range(3), 2):
        if _look(texts[one]) == _look(texts[other]) and values[one] != values[other]:
            for place, part in zip((one, other), _apart(values[one], values[other]), strict=True):
                parts[place].append(part)
    before, proposed, now = (" / ".join(dict.fromkeys(part)) or text for part, text in zip(parts, texts, strict=True))
    return before, proposed, now


def quoted(text: str) -> str:
    """In the quotation marks of the language of the window."""
    return translate("versions_values", "“{}”").replace("{}", text)


def _empty() -> str:
    return translate("versions_values", "(empty)")


def _looks_like_ours(text: str) -> bool:
    ours = {"", "–", _empty(), value_text(True), value_text(False)}
    return text in ours or _NUMBER.fullmatch(text) is not None


def _look(text: str) -> str:
    """Equal for texts that look the same however they are encoded."""
    return unicodedata.normalize("NFKC", text)


def _apart(one: Any, other: Any) -> tuple[str, str]:
    texts = [value if isinstance(value, str) else _plain(value) for value in (one, other)]
    at = next((at for at, pair in enumerate(zip(*texts, strict=False)) if pair[0] != pair[1]), min(map(len, texts)))
    first, second = (
        quoted(_excerpt(text, at)) if isinstance(value, str) else _excerpt(text, at)
        for value, text in zip((one, other), texts, strict=True)
    )
    return first, second


def _plain(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else value_text(value)


def _excerpt(text: str, at: int) -> str:
    start, end = max(at - _BEFORE, 0), at + _AFTER
    return f"{'…' if start else ''}{spelled(text[start:end])}{'…' if end < len(text) else ''}"
