"""JSON that an administrator wrote, with the line of every object in it, so that a refusal can say where."""

from __future__ import annotations

import json
from collections.abc import Mapping
from json.decoder import JSONDecoder, JSONObject  # type: ignore[attr-defined]
from json.scanner import py_make_scanner  # type: ignore[attr-defined]
from typing import Any

from ..domain.errors import InvalidContent

LONGEST = 1_000_000
"""Characters."""


class Located(dict[str, Any]):
    """An object, and the line in which it begins."""

    line = 0


class _Decoder(JSONDecoder):
    """Python's own decoder, in its form without C: only that one lets somebody see where it is."""

    def __init__(self, what: str) -> None:
        super().__init__()
        self.what = what
        self.parse_object = self._object
        self.scan_once = py_make_scanner(self)

    def _object(self, start: tuple[str, int], strict: bool, scan: Any, *_hooks: Any) -> tuple[Located, int]:
        text, at = start
        line = text.count("\n", 0, at) + 1

        def made(pairs: list[tuple[str, Any]]) -> Located:
            found = Located(pairs)
            found.line = line
            if len(found) != len(pairs):
                raise InvalidContent(f"{self.what}, line {line}: something is named twice in one object.")
            return found

        return JSONObject(start, strict, scan, None, made, {})  # type: ignore[no-any-return]


def parse(text: str, what: str) -> Located:
    """The one object in `text`, in which nothing is said twice. Raises InvalidContent with the line."""
    if len(text) > LONGEST:
        raise InvalidContent(f"{what} has more than {LONGEST} characters.")
    try:
        found = _Decoder(what).decode(text.removeprefix("\ufeff"))
    except json.JSONDecodeError as error:
        raise InvalidContent(f"{what} is not JSON: line {error.lineno}, column {error.colno}: {error.msg}.") from error
    except RecursionError as error:
        raise InvalidContent(f"{what} is nested too deep.") from error
    if not isinstance(found, Located):
        raise InvalidContent(f"{what} must be a JSON object.")
    return found


def line_of(stated: Mapping[str, Any]) -> int:
    """The line of an object that `parse` has read."""
    return getattr(stated, "line", 0)
