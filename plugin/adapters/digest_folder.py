"""The folder in which mails wait to be fetched, and how far everybody was told.

What was written and how far people were told change together: mails are made in a folder of their own, then the new
state is put in place, which names them, then they move to where they are fetched. Who comes after a break finishes
the move of what the state names, and removes what it does not; so nothing is told twice, and nothing is lost.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from ..domain.digest import Mark
from ..domain.errors import InvalidContent, Locked
from .whole_file import whole_file

_VERSION = 1
_KINDS = {"event": int, "hash": str, "comment": int, "time": str}


@dataclass
class DigestFolder:
    """`marks`, by person; `commit` takes the next ones together with the mails that they are about."""

    path: Path
    marks: Mapping[str, Mark] = field(default_factory=dict)

    @classmethod
    @contextmanager
    def opened(cls, path: Path) -> Iterator[DigestFolder]:
        """One program at a time; what a break has left is finished first. Raises Locked, InvalidContent."""
        folder = cls(path)
        try:
            folder._inner.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise InvalidContent(f"The folder {path} cannot be written: {error.strerror}.") from error
        with folder._lock():
            folder._recover()
            yield folder

    def commit(self, marks: Mapping[str, Mark], mails: Mapping[str, bytes]) -> None:
        """Keep how far people were told, and put the mails (by file name) where they are fetched."""
        for name, content in mails.items():
            with whole_file(self._inner / name) as part:
                part.write_bytes(content)
        self._keep(marks, sorted(mails))
        self._move(sorted(mails))
        self._keep(marks, ())

    @property
    def _inner(self) -> Path:
        return self.path / ".digest"

    @property
    def _state(self) -> Path:
        return self._inner / "state.json"

    @contextmanager
    def _lock(self) -> Iterator[None]:
        """A lock of the operating system, which ends with whoever holds it."""
        with closing(sqlite3.connect(self._inner / "lock", timeout=0, isolation_level=None)) as connection:
            try:
                connection.execute("BEGIN EXCLUSIVE")
            except sqlite3.DatabaseError as error:
                raise Locked(f"Another program is writing mails into {self.path}.") from error
            yield

    def _recover(self) -> None:
        self.marks, pending = self._read()
        self._move(pending)
        for left in self._inner.glob("*.*"):
            if left.suffix in (".eml", ".txt", ".part"):
                left.unlink()
        if pending:
            self._keep(self.marks, ())

    def _move(self, names: Sequence[str]) -> None:
        for name in names:
            with suppress(FileNotFoundError):  # moved before the break
                os.replace(self._inner / name, self.path / name)

    def _keep(self, marks: Mapping[str, Mark], pending: Sequence[str]) -> None:
        people = {person: asdict(mark) for person, mark in marks.items()}
        state = {"version": _VERSION, "people": people, "pending": list(pending)}
        with whole_file(self._state) as part:
            part.write_text(json.dumps(state, ensure_ascii=False, indent=1), "utf-8")
        self.marks = marks

    def _read(self) -> tuple[dict[str, Mark], list[str]]:
        try:
            text = self._state.read_text("utf-8")
        except FileNotFoundError:
            return {}, []
        except (OSError, UnicodeDecodeError) as error:
            raise self._broken() from error
        try:
            state = json.loads(text)
            if state["version"] != _VERSION:
                raise self._broken()
            return {person: _mark(stated) for person, stated in state["people"].items()}, _names(state["pending"])
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise self._broken() from error

    def _broken(self) -> InvalidContent:
        return InvalidContent(
            f"{self._state} cannot be read: who was told how far is not known, and no mail was written.",
            "Bring it back from a backup, or delete it: then everybody is told what is open now.",
        )


def _mark(stated: Mapping[str, Any]) -> Mark:
    if {name: type(value) for name, value in stated.items()} != _KINDS:
        raise ValueError("no mark")
    return Mark(**stated)


def _names(stated: Sequence[Any]) -> list[str]:
    if not all(
        isinstance(name, str) and name == Path(name).name and name.endswith((".eml", ".txt")) for name in stated
    ):
        raise ValueError("no names of mails")
    return list(stated)
