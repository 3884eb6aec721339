"""JSON that an administrator wrote, read so that what is wrong is told with its line.

`Node` is a value with the way to it; its methods return what they promise or raise `Wrong`, and `line_of` finds the
line of that way in the text, which is looked for only once something is wrong. `Place` does so as part of a sentence.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from typing import Any

from ..domain.jurisdiction import is_ars

Path = tuple[str | int, ...]
LONGEST = 500
_SPACE = re.compile(r"[ \t\r\n]*")
_DECODER = json.JSONDecoder()
_OBJECTS = re.compile(r'"(?:[^"\\]|\\.)*"|\{', re.DOTALL)


class Wrong(Exception):
    """`reason` is a sentence, `path` leads to what is wrong."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(reason)
        self.path, self.reason = path, reason


@dataclass(frozen=True)
class Node:
    value: Any
    path: Path = ()

    def wrong(self, reason: str) -> Wrong:
        return Wrong(self.path, reason)

    @property
    def name(self) -> str:
        return str(self.path[-1]) if self.path else "the file"

    def members(self, known: Collection[str], needed: Collection[str] = ()) -> dict[str, Node]:
        """The members of an object, all of them known."""
        found = dict(self.items())
        for word, node in found.items():
            if word not in known:
                raise node.wrong(f"There is no entry {word[:60]!r} here; known are {', '.join(sorted(known))}.")
        for word in needed:
            if word not in found:
                raise self.wrong(f"The entry {word} is missing.")
        return found

    def items(self) -> Iterator[tuple[str, Node]]:
        """The members of an object, whatever they are called."""
        if not isinstance(self.value, dict):
            raise self.wrong(f"{self.name} must be an object, in braces.")
        return ((word, Node(value, (*self.path, word))) for word, value in self.value.items())

    def elements(self) -> list[Node]:
        if not isinstance(self.value, list):
            raise self.wrong(f"{self.name} must be a list, in square brackets.")
        return [Node(value, (*self.path, number)) for number, value in enumerate(self.value)]

    def text(self, longest: int = LONGEST) -> str:
        if not isinstance(self.value, str) or not self.value.strip():
            raise self.wrong(f"{self.name} must be a text, and not an empty one.")
        if len(self.value) > longest:
            raise self.wrong(f"{self.name} has {len(self.value)} signs; {longest} are the most.")
        return self.value.strip()

    def flag(self) -> bool:
        if not isinstance(self.value, bool):
            raise self.wrong(f"{self.name} must be true or false.")
        return self.value

    def number(self, least: float, most: float) -> float:
        good = isinstance(self.value, int | float) and not isinstance(self.value, bool)
        if not good or not least <= self.value <= most:
            raise self.wrong(f"{self.name} must be a number from {least:g} to {most:g}.")
        return float(self.value)

    def whole(self, least: int, most: int) -> int:
        if not isinstance(self.value, int) or isinstance(self.value, bool) or not least <= self.value <= most:
            raise self.wrong(f"{self.name} must be a whole number from {least} to {most}.")
        return self.value

    def ars(self) -> str:
        if not isinstance(self.value, str) or not is_ars(self.value):
            raise self.wrong(f"{self.value!r:.60} is no Regionalschlüssel of 2, 3, 5, 9 or 12 digits in a text.")
        return self.value

    def one_of(self, known: Collection[str], what: str) -> str:
        found = self.text()
        if found not in known:
            raise self.wrong(f"{found[:60]!r} is no {what} of this file.")
        return found


@dataclass(frozen=True)
class Place:
    """Where something stands, as the beginning of a sentence; `text` is "" for what was decoded elsewhere.

    The line is looked for when the words are: once something is wrong.
    """

    what: str
    text: str = ""
    path: Path = ()
    more: str = ""

    def at(self, *path: str | int) -> Place:
        return replace(self, path=(*self.path, *path))

    def named(self, more: str) -> Place:
        """The same with words behind it."""
        return replace(self, more=self.more + more)

    def __str__(self) -> str:
        line = f", line {line_of(self.text, self.path)}" if self.text else ""
        return f"{self.what}{line}{self.more}"


def twice(text: str, hook: Callable[[list[tuple[str, Any]]], Any]) -> int:
    """The line, from 1, of the innermost object that `hook` refuses with a ValueError; 1 where there is none."""
    decoder = json.JSONDecoder(object_pairs_hook=hook)
    for found in reversed([one.start() for one in _OBJECTS.finditer(text) if one[0] == "{"]):
        try:
            decoder.raw_decode(text, found)
        except json.JSONDecodeError:
            continue  # behind what is refused, nobody has looked yet
        except ValueError:
            return text.count("\n", 0, found) + 1
    return 1


def line_of(text: str, path: Path) -> int:
    """The line, from 1, of the value to which `path` leads in JSON that can be read; of the last part that is there."""
    at = _space(text, 0)
    for part in path:
        inner = _member(text, at, part) if isinstance(part, str) else _element(text, at, part)
        if inner is None:
            break
        at = inner
    return text.count("\n", 0, at) + 1


def _member(text: str, at: int, name: str) -> int | None:
    """Where the value of a member begins, in the object at `at`."""
    at = _space(text, at + 1)
    while text[at] != "}":
        key, at = _DECODER.raw_decode(text, at)
        at = _space(text, _space(text, at) + 1)  # behind the colon
        if key == name:
            return at
        at = _next(text, at)
    return None


def _element(text: str, at: int, number: int) -> int | None:
    at = _space(text, at + 1)
    while text[at] != "]":
        if not number:
            return at
        number -= 1
        at = _next(text, at)
    return None


def _next(text: str, at: int) -> int:
    """Behind the value at `at` and the comma, if there is one."""
    _, at = _DECODER.raw_decode(text, at)
    at = _space(text, at)
    return _space(text, at + 1) if text[at] == "," else at


def _space(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at
