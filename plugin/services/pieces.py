"""JSON read in pieces: `json.loads` holds Python's lock until it is done, and windows stand still meanwhile."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Generator, Iterator
from typing import Any

_SPACE = re.compile(r"[ \t\n\r]*")
_NEXT = re.compile(r"[ \t\n\r]*([,\]])[ \t\n\r]*")
_read = json.JSONDecoder().raw_decode
# Without a function of Python's around each of a million items.
_scan: Callable[[str, int], tuple[Any, int]] = vars(json.JSONDecoder())["scan_once"]


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


def items(body: bytes, name: str) -> Iterator[Any]:
    """The items of the list called `name` in the object that `body` is, each as it is wanted.

    Raises ValueError and RecursionError as `loads` does, at the latest at the end; LookupError where there is no
    such list.
    """
    text = body.decode(json.detect_encoding(body))
    at, found = _skip(text, 0), False
    if text[at : at + 1] != "{":
        raise LookupError(name)
    at = _skip(text, at + 1)
    while text[at : at + 1] != "}":
        key, at = _value(text, at)
        at = _skip(text, _sign(text, at, ":")[1])
        if key == name and text[at : at + 1] == "[" and not found:
            found, at = True, (yield from _items(text, at))
        else:
            _, at = _value(text, at)
        sign, after = _sign(text, at, ",}")
        at = _skip(text, after) if sign == "," else after - 1
    if _skip(text, at + 1) != len(text):
        raise ValueError("something follows the document")
    if not found:
        raise LookupError(name)


def _items(text: str, at: int) -> Generator[Any, None, int]:
    at = _skip(text, at + 1)
    if text[at : at + 1] == "]":
        return at + 1
    try:
        while True:
            item, at = _scan(text, at)
            yield item
            found = _NEXT.match(text, at)
            if found is None:
                raise ValueError("one of ,] is missing")
            at = found.end()
            if found[1] == "]":
                return at
    except StopIteration as error:
        raise ValueError("a value is missing") from error


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
