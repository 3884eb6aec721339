"""What the tree of unsent changes shows: one line for each, its one state, and what the rules have found about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ...adapters.finding_words import finding_line
from ...adapters.foreign import shown
from ...adapters.working_copy import LocalChange, Overview, Sent
from ...domain.validation import Finding, needs_word
from ...workflows.ports import ItemState, Row
from .changes_words import called, what
from .contributions_entries import latest
from .field_words import NO_WORDS, FieldWords, Words
from .state_words import conflict_meaning, conflict_text, meaning, refused_text, state_text

LINES = 200
"""Lines of one layer; whoever changed more sees how many more there are."""
MOST = 6
"""Findings of one change that are shown."""

Findings = Mapping[Row, tuple[Finding, ...]]


@dataclass(frozen=True)
class ChangeLine:
    """One change as the tree shows it; `state` is "" for what was never tried to be sent, `meaning` what to do then.

    `findings` come with their words, `more` says how many are left out.
    """

    change: LocalChange
    text: str
    state: str = ""
    meaning: str = ""
    findings: tuple[tuple[Finding, str], ...] = ()
    more: int = 0

    @property
    def line(self) -> str:
        return f"{self.text} – {self.state}" if self.state else self.text


@dataclass(frozen=True)
class LayerLines:
    """`about` and `look` are compared instead of the lines, which takes too long in a window: a number for all changes
    and how they stand, and one for all that is shown of them.
    """

    title: str
    count: int
    lines: tuple[ChangeLine, ...]
    about: int = 0
    look: int = 0


def lines_of(
    overview: Overview, findings: Findings | None = None, words: Words | None = None
) -> tuple[LayerLines, ...]:
    """The unsent changes by layer; in the background, as it looks at all of them.

    Where there are more than LINES, what was found in comes before all else, and errors before the rest.
    """
    items, found, told = latest(overview.sent), [], findings or {}
    apart = {(one.layer, one.local_id) for one in overview.conflicts if not one.merge.clean}
    for record in overview.layers:
        mine = [change for change in overview.unsent if change.feature.layer == record.form.name]
        if len(mine) > LINES and told:
            mine.sort(key=lambda change: _rank(told.get(row_of(change), ())))
        if mine:
            called_ = (words or {}).get(record.form.name, NO_WORDS)
            lines = tuple(_line(one, items, apart, record.form.decimals, told, called_) for one in mine[:LINES])
            stands = ((change, items.get(row_of(change)), row_of(change) in apart) for change in mine)
            about = hash((record.form.name, tuple(sorted(map(repr, stands)))))
            look = hash((about, record.title, *((one.line, one.meaning, repr(one.findings)) for one in lines)))
            found.append(LayerLines(record.title, len(mine), lines, about, look))
    return tuple(found)


def same_changes(some: Sequence[LayerLines], others: Sequence[LayerLines]) -> bool:
    """Whether two lists are about the very same changes, and nothing was sent in between."""
    return [one.about for one in some] == [one.about for one in others]


def row_of(change: LocalChange) -> Row:
    return change.feature.layer, change.local_id


def _rank(told: tuple[Finding, ...]) -> int:
    return 0 if any(map(needs_word, told)) else 1 if told else 2


def _line(
    change: LocalChange,
    items: dict[Row, Sent],
    apart: set[Row],
    decimals: int,
    findings: Findings,
    words: FieldWords,
) -> ChangeLine:
    text = shown(": ".join(part for part in (called(change.feature), what(change, decimals, words)) if part))
    place = row_of(change)
    seen, told = items.get(place), findings.get(place, ())
    state, worded = seen.item.state if seen else None, tuple((one, finding_line(one)) for one in told[:MOST])
    more = max(0, len(told) - MOST)
    if place in apart:
        return ChangeLine(change, text, conflict_text(), conflict_meaning())
    if seen is None or state in (ItemState.SUBMITTED, ItemState.UNDONE, ItemState.SETTLED, None):
        return ChangeLine(change, text, findings=worded, more=more)
    words = refused_text(seen.item.reason) if state is ItemState.REFUSED else state_text(state, seen.not_before)
    return ChangeLine(change, text, words, meaning(state), worded, more)
