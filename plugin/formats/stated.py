"""Reading what an administrator stated in JSON: every word is known, every value of its kind. Raises InvalidContent."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from ..domain.errors import InvalidContent
from .lines import twice

LONGEST_ADDRESS = 500


class _Twice(ValueError):
    """Something is named twice in one object."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise _Twice
    return made


def document(text: str, what: str) -> Any:
    """The JSON in `text`, in which nothing is said twice: of two policies for one layer, none is taken."""
    try:
        return json.loads(text, object_pairs_hook=_once)
    except _Twice as error:
        raise InvalidContent(f"{what}, line {twice(text, _once)}: it names something twice in one object.") from error
    except json.JSONDecodeError as error:
        raise InvalidContent(f"{what} is not JSON: line {error.lineno}, column {error.colno}: {error.msg}.") from error
    except (RecursionError, ValueError) as error:  # thousands of brackets, or of digits in one number
        raise InvalidContent(f"{what} cannot be read: {error}.") from error


def check_words(stated: Any, known: set[str], where: str) -> None:
    for word in mapping(stated, where):
        if word not in known:
            raise InvalidContent(f"{where} has an entry {word!r}; known are {', '.join(sorted(known))}.")


def mapping(stated: Any, where: str) -> Mapping[str, Any]:
    if not isinstance(stated, dict):
        raise InvalidContent(f"{where} must be a JSON object.")
    return stated


def flag(stated: Mapping[str, Any], word: str, default: bool, where: str) -> bool:
    value = stated.get(word, default)
    if not isinstance(value, bool):
        raise InvalidContent(f"{where} must say true or false for {word}.")
    return value


def text(value: Any, where: str, longest: int | None = None) -> str:
    if not isinstance(value, str) or not value.strip():
        raise InvalidContent(f"{where} lacks a text, or has something else in its place.")
    if longest is not None and len(value) > longest:
        raise InvalidContent(f"{where} has a text of {len(value)} signs; {longest} are the most.")
    return value


def address(value: Any, where: str) -> str:
    """An address that people may be sent to: http or https, with a host, without a password."""
    stated = text(value, where, LONGEST_ADDRESS)
    try:
        parts = urlsplit(stated)
        good = parts.scheme in ("http", "https") and parts.hostname and parts.username is None
    except ValueError:
        good = False
    if not good or not stated.isprintable() or " " in stated:
        raise InvalidContent(
            f"{where} names {stated[:80]!r}, which is no address that starts with https:// or http://."
        )
    return stated
