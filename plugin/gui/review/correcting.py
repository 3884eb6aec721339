"""What a reviewer makes right in a contribution before accepting it; nothing is sent before that."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ...domain.contribution import Change, Contribution
from ...domain.correction import comparison, corrected, corrections, differs
from ...domain.errors import InvalidContent
from ...domain.feature import Feature, Geometry
from ...domain.merge import GEOMETRY, Cell, Kind
from ...domain.sameness import MISSING, same_value
from ...domain.state import PROJECTED_DECIMALS
from ...domain.validation import Code, Finding, RuleBook, Severity, findings


@dataclass(frozen=True)
class Ground:
    """What a correction stands on: the contribution, the feature as it is `now`, and what its fields may be.

    `kinds` are the types of the fields (`Field.type`) by name.
    """

    contribution: Contribution
    now: Feature | None
    kinds: Mapping[str, str] = field(default_factory=dict)
    book: RuleBook = field(default_factory=RuleBook)
    geographic: bool = False
    decimals: int = PROJECTED_DECIMALS


class Correcting:
    """`values` are those that the reviewer has taken or typed, by field (GEOMETRY for the place).

    Raises InvalidContent where there is nothing to correct.
    """

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        change = ground.contribution.change
        found = comparison(change, ground.now, ground.geographic)
        if found is None or found.kind is not Kind.BOTH:
            raise InvalidContent("There is nothing here that could be corrected: the object goes, or has gone.")
        self._cells: Mapping[str, Cell] = {cell.name: cell for cell in found.cells}
        self.values: dict[str, Any] = {}
        self.moves: list[Any] = []
        """Where it was corrected to before each move, to go back step by step; MISSING for nowhere."""
        earlier = ground.contribution.correction
        if earlier is not None:  # taken back, and gone on with
            told = corrections(change, earlier, ground.decimals)
            self.values = {name: became for name, _proposed, became in told if name in self._cells}

    @property
    def left(self) -> list[str]:
        """What both have changed differently, and nobody has decided."""
        return [cell.name for cell in self._cells.values() if cell.conflict and cell.name not in self.values]

    @property
    def change(self) -> Change:
        """What is accepted. Raises InvalidContent while something is `left`."""
        ground = self.ground
        return corrected(ground.contribution.change, ground.now, self.values, ground.geographic)

    @property
    def ready(self) -> bool:
        """Whether it is another change than what was proposed, and nothing is open or wrong."""
        if self.left:
            return False
        return not self.wrong and differs(self.ground.contribution.change, self.change, self.ground.decimals)

    @property
    def wrong(self) -> Sequence[Finding]:
        """What the rules forbid of the values that the reviewer has taken or typed."""
        if self.left or not self.values:
            return ()
        found = findings(self.change, self.ground.book)
        return [one for one in found if one.severity is Severity.ERROR and one.field in self.values]

    def may_take(self, name: str, version: int) -> bool:
        """Whether there is a value in that version (0 before, 1 proposed, 2 now) that it could become."""
        if name not in self._cells or (name == GEOMETRY and self._value(name, version) in (None, MISSING)):
            return False
        return version == 1 or self.ground.contribution.change.base is not None

    def take(self, name: str, version: int) -> None:
        if name == GEOMETRY:
            self.moves.append(self.values.get(GEOMETRY, MISSING))
        self.put(name, self._value(name, version))

    def put(self, name: str, value: Any) -> None:
        """Let a field be `value`; where that is what it becomes anyway, nothing is corrected."""
        cell = self._cells[name]
        value = None if value is MISSING else value
        self.values.pop(name, None)
        same = value == cell.value if name == GEOMETRY else same_value(value, _plain(cell.value))
        if cell.conflict or not same:
            self.values[name] = value

    def move(self, place: Geometry) -> None:
        """Let it be at a place of none of the versions."""
        self.moves.append(self.values.get(GEOMETRY, MISSING))
        self.put(GEOMETRY, place)

    def move_back(self) -> None:
        """As it was before the last move."""
        before = self.moves.pop() if self.moves else MISSING
        self.values.pop(GEOMETRY, None)
        if before is not MISSING:
            self.values[GEOMETRY] = before

    def reset(self, name: str) -> None:
        if name == GEOMETRY:
            self.moves.clear()
        self.values.pop(name, None)

    def is_open(self, name: str) -> bool:
        return name in self.left

    def source(self, name: str) -> int | None:
        """The version whose geometry it becomes; None while that is open."""
        if name in self.left:
            return None
        cell, value = self._cells[name], self.result(name)
        return next((version for version in (1, 2, 0) if (cell.base, cell.mine, cell.theirs)[version] == value), None)

    def result(self, name: str) -> Any:
        """What a field becomes, as far as that is decided."""
        if name in self.values:
            return self.values[name]
        cell = self._cells.get(name)
        return None if cell is None else _plain(cell.mine if cell.conflict else cell.value)

    def choices(self, name: str) -> list[Any]:
        """The values of the field's list; none where anything of its kind may be typed."""
        if self.ground.kinds.get(name) == "boolean":
            return [True, False]
        rules = self.ground.book.of(self.ground.contribution.layer).of(Code.DOMAIN)
        found = next((rule.params.get("values", ()) for rule in rules if name in rule.fields), ())
        read = _READ.get(self.ground.kinds.get(name, ""))
        return list(found) if read is None else [read(value) for value in found if _reads(read, value)]

    def may_type(self, name: str) -> bool:
        return name != GEOMETRY and name in self._cells and name in self.ground.kinds

    def _value(self, name: str, version: int) -> Any:
        cell = self._cells[name]
        return (cell.base, cell.mine, cell.theirs)[version]


_READ: Mapping[str, Callable[[Any], Any]] = {"integer": int, "number": float, "text": str}
"""A list of values may be written as texts or as numbers; what is sent is of the kind of the field."""


def _reads(read: Callable[[Any], Any], value: Any) -> bool:
    try:
        read(value)
    except (ValueError, TypeError):
        return False
    return True


def _plain(value: Any) -> Any:
    return None if value is MISSING else value
