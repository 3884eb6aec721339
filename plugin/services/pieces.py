"""JSON read in pieces: `json.loads` holds Python's lock until it is done, and windows stand still meanwhile."""

from __future__ import annotations

import json
import re
from typing import Any

_SPACE = re.compile(r"[ \t\n\r]*")
_read = json.JSONDecoder().raw_decode


def loads(body: bytes) -> Any:
    """What `json.loads` makes of `body`, reading the entries of an object and the items of its lists one by one.

    Raises ValueError and RecursionError as that does. A collection of features is read feature by feature.
    """
    text = body.decode(json.detect_encoding(body))
    start = _skip(text, 0)
    found, end = _object(text, start) if text[start : start + 1] == "{" else _value(text, start)
    if _skip(text, end) != len(text):
        raise ValueError("something follows the document")
    return found


def _object(text: str, at: int) -> tuple[dict[str, Any], int]:
    found: dict[str, Any] = {}
    at = _skip(text, at + 1)
    if text[at : at + 1] == "}":
        return found, at + 1
    while True:
        if text[at : at + 1] != '"':
            raise ValueError("a name is missing")
        name, at = _value(text, at)
        at = _skip(text, _sign(text, at, ":")[1])
        found[name], at = _list(text, at) if text[at : at + 1] == "[" else _value(text, at)
        sign, at = _sign(text, at, ",}")
        if sign == "}":
            return found, at
        at = _skip(text, at)


def _list(text: str, at: int) -> tuple[list[Any], int]:
    found: list[Any] = []
    at = _skip(text, at + 1)
    if text[at : at + 1] == "]":
        return found, at + 1
    while True:
        item, at = _value(text, at)
        found.append(item)
        sign, at = _sign(text, at, ",]")
        if sign == "]":
            return found, at
        at = _skip(text, at)


def _value(text: str, at: int) -> tuple[Any, int]:
    try:
        return _read(text, at)
    except StopIteration as error:  # of old: at the end of the text
        raise ValueError("a value is missing") from error


def _sign(text: str, at: int, wanted: str) -> tuple[str, int]:
    at = _skip(text, at)
    sign = text[at : at + 1]
    if not sign or sign not in wanted:
        raise ValueError(f"one of {wanted} is missing")
    return sign, at + 1


def _skip(text: str, at: int) -> int:
    space = _SPACE.match(text, at)
    return space.end() if space else at
