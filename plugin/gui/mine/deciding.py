"""What a person has chosen so far in one conflict; nothing is done with it until all of it is decided."""

from __future__ import annotations

from typing import Any

from ...domain.merge import ROW, Cell, Choice, Kind, Merge


class Deciding:
    """`choices` and `values` are by name of cell (ROW for deletion against change): a side, or another value."""

    def __init__(self, merge: Merge) -> None:
        self.merge = merge
        self.choices: dict[str, Choice] = {}
        self.values: dict[str, Any] = {}

    @property
    def left(self) -> list[str]:
        """The names of what is still to be decided."""
        return [name for name in self.merge.undecided if name not in self.choices and name not in self.values]

    @property
    def answer(self) -> Choice | None:
        """Whose side a deletion against a change was decided for."""
        return self.choices.get(ROW)

    def may_choose(self, cell: Cell) -> bool:
        """Also what only one side has changed may be turned down; where both agree there is nothing to choose."""
        return self.merge.kind is Kind.BOTH and (cell.mine_changed or cell.theirs_changed) and not cell.agreed

    def take(self, name: str, choice: Choice) -> None:
        self.values.pop(name, None)
        self.choices[name] = choice

    def put(self, name: str, value: Any) -> None:
        """A value of one's own."""
        self.choices.pop(name, None)
        self.values[name] = value

    def take_all(self, choice: Choice) -> None:
        """Decide every conflict for one side; what only one side has changed is no conflict and stays merged."""
        for name in self.merge.undecided:
            self.take(name, choice)

    def used(self, cell: Cell) -> Choice | None:
        """The side whose value it becomes; None while that is open, for a value of one's own, or without a change."""
        if cell.name in self.values or not (cell.mine_changed or cell.theirs_changed):
            return None
        if cell.name in self.choices:
            return self.choices[cell.name]
        if cell.conflict or self.merge.kind is not Kind.BOTH:
            return None
        return Choice.THEIRS if cell.theirs_changed else Choice.MINE

    def result(self, cell: Cell) -> Any:
        """What it becomes; of a cell that is still open, what is typed over: mine."""
        if cell.name in self.values:
            return self.values[cell.name]
        side = self.used(cell)
        if side is None:
            return cell.mine if cell.conflict else cell.value
        return cell.mine if side is Choice.MINE else cell.theirs
