"""Three versions of one feature, and what becomes of them: what was seen (base), mine, and what is there now (theirs).

Each field is decided for itself, and the geometry as one field more:

    only one side changed it        that side's value
    both made the same of it        that value; there is nothing left to do
    each made something else of it  a conflict, which a person decides: mine, theirs, or another value

One side deleted what the other changed: a conflict, always. Both deleted: done. What nobody saw before (two made the
same feature) is merged as if each had filled in an empty row. "Changed" and "the same" mean what `sameness.py` and
`nearness.py` say, never what the state hash says. Where nobody changed a field, or both changed it alike, theirs is
taken to the letter: it is what the server has, so nothing of it need be sent. No value is ever made up.

The merge knows no sides but by name: with mine and theirs exchanged the same fields are in conflict.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from typing import Any

from .errors import InvalidContent
from .feature import Feature
from .nearness import same_geometry
from .sameness import MISSING, same_value

GEOMETRY = "(geometry)"
"""Name of the geometry's cell; no field can be called so."""
ROW = "(row)"
"""What a choice between a deletion and a change is about."""


class Choice(StrEnum):
    """What a person takes."""

    MINE = "mine"
    THEIRS = "theirs"


class Kind(StrEnum):
    BOTH = "both"  # the feature is on both sides: merged field by field
    MINE_DELETED = "mine_deleted"  # here it is deleted, there it still is
    THEIRS_DELETED = "theirs_deleted"
    NEW = "new"  # one side made it, and the other never had it
    GONE = "gone"  # on neither side


@dataclass(frozen=True)
class Cell:
    """One field in three versions, MISSING where a version has no such field; of the geometry None is none."""

    name: str
    base: Any
    mine: Any
    theirs: Any
    mine_changed: bool
    theirs_changed: bool
    agreed: bool  # mine and theirs are the same

    @property
    def conflict(self) -> bool:
        return self.mine_changed and self.theirs_changed and not self.agreed

    @property
    def value(self) -> Any:
        """What it comes to where there is no conflict, and theirs where there is one."""
        if self.mine_changed and not self.theirs_changed:
            return self.mine
        untouched = not self.mine_changed and not self.theirs_changed and self.theirs == self.base
        return self.mine if untouched else self.theirs


@dataclass(frozen=True)
class Merge:
    """What `merge` found. `cells` are the geometry, if any version has one, and every field in the layer's order."""

    base: Feature | None
    mine: Feature | None
    theirs: Feature | None
    cells: tuple[Cell, ...]

    @property
    def kind(self) -> Kind:
        there = self.mine is not None, self.theirs is not None
        if self.base is None and any(there) and not all(there):
            return Kind.NEW
        return _KINDS[there]

    @property
    def conflicts(self) -> tuple[Cell, ...]:
        """The cells that a person must decide; of a deletion, what the other side changed."""
        return tuple(cell for cell in self.cells if cell.conflict)

    @property
    def clean(self) -> bool:
        return not self.conflicts

    @property
    def undecided(self) -> tuple[str, ...]:
        """Names of what `resolved` needs a choice or a value for."""
        if self.kind is Kind.BOTH:
            return tuple(cell.name for cell in self.conflicts)
        return () if self.clean else (ROW,)

    @property
    def merged(self) -> Feature | None:
        """The feature that it comes to, None for none; only to be asked where it is `clean`."""
        return self.resolved({})

    def all(self, choice: Choice) -> dict[str, Choice]:
        """The same choice for all that is in conflict."""
        return dict.fromkeys(self.undecided, choice)

    def resolved(self, choices: Mapping[str, Choice], values: Mapping[str, Any] | None = None) -> Feature | None:
        """The feature as somebody decided: `values` before `choices` before what the merge says by itself.

        Both are by name of cell; between a deletion and a change the choice is called ROW. Raises InvalidContent
        where something that is in conflict is not decided.
        """
        values = values or {}
        open_ = [name for name in self.undecided if name not in choices and name not in values]
        if open_:
            raise InvalidContent(f"It is not decided what becomes of {', '.join(open_)[:200]}.")
        if self.kind is Kind.BOTH:
            return self._of({cell.name: _decided(cell, choices, values) for cell in self.cells})
        if self.kind is Kind.NEW:
            return self.mine or self.theirs
        if self.clean:
            return None
        return self.mine if choices[ROW] is Choice.MINE else self.theirs

    def _of(self, decided: dict[str, Any]) -> Feature:
        assert self.theirs is not None  # by kind
        geometry = decided.pop(GEOMETRY, None)
        properties = {name: value for name, value in decided.items() if value is not MISSING}
        return replace(self.theirs, geometry=geometry, properties=properties)


_KINDS = {
    (True, True): Kind.BOTH,
    (False, True): Kind.MINE_DELETED,
    (True, False): Kind.THEIRS_DELETED,
    (False, False): Kind.GONE,
}


def merge(base: Feature | None, mine: Feature | None, theirs: Feature | None, *, geographic: bool = False) -> Merge:
    """Compare three versions of one feature, None where it is not there; `geographic` where its CRS has degrees.

    Raises InvalidContent where they are in different reference systems.
    """
    versions = (base, mine, theirs)
    there = [one for one in versions if one is not None]
    if len({one.crs for one in there}) > 1:
        raise InvalidContent("Three versions of a feature are in different reference systems.")
    names = dict.fromkeys(name for one in (base, theirs, mine) if one is not None for name in one.properties)
    cells = [_cell(name, [_property(one, name) for one in versions], base is None, same_value) for name in names]
    if any(one.geometry is not None for one in there):
        shapes = [MISSING if one is None else one.geometry for one in versions]
        cells.insert(0, _cell(GEOMETRY, shapes, base is None, partial(_same_shape, geographic)))
    return Merge(base, mine, theirs, tuple(cells))


def _property(feature: Feature | None, name: str) -> Any:
    return MISSING if feature is None else feature.properties.get(name, MISSING)


def _cell(name: str, versions: list[Any], new: bool, same: Callable[[Any, Any], bool]) -> Cell:
    base, mine, theirs = versions

    def changed(value: Any) -> bool:
        return value not in (None, MISSING) if new else not same(base, value)  # who makes a feature starts from nothing

    return Cell(name, base, mine, theirs, changed(mine), changed(theirs), same(mine, theirs))


def _same_shape(geographic: bool, one: Any, other: Any) -> bool:
    if MISSING in (one, other):
        return one is other
    return same_geometry(one, other, geographic)


def _decided(cell: Cell, choices: Mapping[str, Choice], values: Mapping[str, Any]) -> Any:
    if cell.name in values:
        return values[cell.name]
    if cell.name in choices:
        return cell.mine if choices[cell.name] is Choice.MINE else cell.theirs
    return cell.value
