"""Before anything is sent: what the rules say about what would go out, as the server half will say it on arrival.

They advise. Nothing is kept from being sent: of an error, and of what may be there already, its author is asked first.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from ..domain.contribution import Change
from ..domain.rules.batches import batch_of
from ..domain.rules.model import COMMENT
from ..domain.validation import Around, Code, Finding, RuleBook, findings, gravest_first, needs_word, to_text
from .ports import Row
from .progress import Progress, silent

Told = tuple[Row, str]
"""A finding of a row as text, to be compared."""
NO_ROW: Row = ("", 0)


@dataclass(frozen=True)
class Outlook:
    """What was found, by row. `comment` is what was found in the comment, which all of them share."""

    rows: Mapping[Row, tuple[Finding, ...]] = field(default_factory=dict)
    comment: tuple[Finding, ...] = ()

    @property
    def to_ask(self) -> frozenset[Told]:
        """What its author is asked about before it goes out; what stands in the comment belongs to no row."""
        found = [*self.rows.items(), (NO_ROW, self.comment)]
        return frozenset((row, to_text([one])) for row, told in found for one in told if needs_word(one))

    @property
    def count(self) -> int:
        return sum(map(len, self.rows.values())) + len(self.comment)


def look_over(
    changes: Mapping[Row, Change],
    book: RuleBook,
    around: Around | None,
    comment: str = "",
    progress: Progress = silent,
    notice: Callable[[Row, Finding], None] = lambda _row, _finding: None,
) -> Outlook:
    """Hold the rules against changes that would go out together; raises Cancelled.

    What is true of all of them is told once. `notice` hears each finding while `around` is at hand.
    """
    batch, rows, said = batch_of(changes.values()), dict[Row, tuple[Finding, ...]](), set[str]()
    spoken: list[Finding] = []
    for number, (row, change) in enumerate(changes.items()):
        progress(number / len(changes), "check")
        found = findings(change, book, around, comment=comment if number == 0 else "", batch=batch)
        spoken += [one for one in found if one.field == COMMENT]
        own = [one for one in found if one.field != COMMENT and not _was_said(one, said)]
        for one in own:
            notice(row, one)
        if own:
            rows[row] = gravest_first(own)
    return Outlook(rows, tuple(spoken))


def notes_of(outlook: Outlook, words: Callable[[Sequence[Finding]], str]) -> dict[Row, str]:
    """What travels with a contribution of which its author knows that it may be there already, and sends it anyway."""
    alike = {row: [one for one in told if one.code is Code.DUP_CANDIDATE] for row, told in outlook.rows.items()}
    return {row: words(told) for row, told in alike.items() if told}


def _was_said(finding: Finding, said: set[str]) -> bool:
    if finding.code is not Code.MASS_EDIT:
        return False
    what = f"{finding.layer} {finding.rule} {finding.values.get('deed')}"
    if what in said:
        return True
    said.add(what)
    return False
