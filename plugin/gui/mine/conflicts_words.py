"""Conflicts in plain words: what both did to an object, what the answers mean, and values as people type them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...adapters.foreign import shown
from ...adapters.wording import translate
from ...adapters.working_copy.conflicts import Conflict
from ...domain.merge import GEOMETRY, Kind, Merge
from ..versions.place_words import field_name, number, place_of, place_text
from ..versions.value_words import value_text
from .changes_words import called

_FIELDS = 4


def names() -> tuple[str, str, str]:
    """The three versions of a conflict, as its author calls them."""
    return (
        translate("conflicts_words", "Before"),
        translate("conflicts_words", "Mine"),
        translate("conflicts_words", "Municipality"),
    )


def result_text(value: Any) -> str:
    return value_text(value)


def both_did(merge: Merge) -> str:
    """What is in conflict, in half a sentence; names of fields are foreign and come out as `shown`."""
    fields = [field_name(cell.name) for cell in merge.conflicts]
    told = ", ".join(fields[:_FIELDS])
    if len(fields) > _FIELDS:
        told = translate("conflicts_words", "{} and {} more").format(told, len(fields) - _FIELDS)
    return translate("conflicts_words", "both changed: {}").format(told)


def called_in(merge: Merge) -> str:
    """Which object it is about."""
    there = next((one for one in (merge.mine, merge.theirs, merge.base) if one is not None), None)
    return called(there) if there is not None else ""


def explained(conflict: Conflict) -> str:
    """What happened, and what is asked."""
    match conflict.merge.kind:
        case Kind.MINE_DELETED:
            text = translate(
                "conflicts_words",
                "You have deleted this object. Somebody else has changed it meanwhile. Shall it go all the same?",
            )
        case Kind.THEIRS_DELETED:
            text = translate(
                "conflicts_words",
                "You have changed this object. Somebody else has deleted it meanwhile. Shall it come back as you have "
                "it?",
            )
        case _:
            text = translate(
                "conflicts_words",
                "You and somebody else have changed this object. Choose what shall hold where there is a ⚠. Nothing "
                "is changed before you press “Use this”.",
            )
    return f"{text} {_on_its_way(conflict)}".strip()


def _on_its_way(conflict: Conflict) -> str:
    """What it means that the municipality has the contribution, or may have it."""
    if conflict.waiting:
        return translate(
            "conflicts_words",
            "The municipality has your contribution and has not answered yet. You may wait for the answer. If you "
            "decide now, it goes there as a new revision.",
        )
    return ""


def answers(kind: Kind) -> tuple[str, str]:
    """The two answers where one has deleted what the other has changed: mine, the municipality's."""
    if kind is Kind.MINE_DELETED:
        return (
            translate("conflicts_words", "Delete it all the same"),
            translate("conflicts_words", "Keep it as the municipality has it"),
        )
    return (
        translate("conflicts_words", "Bring it back as I have it"),
        translate("conflicts_words", "Let it go"),
    )


def left_text(left: Sequence[str]) -> str:
    """What is still to be decided, by name."""
    if not left:
        return translate("conflicts_words", "All is decided.")
    told = ", ".join(field_name(name) for name in left[:_FIELDS])
    return translate("conflicts_words", "Still to be decided: {}").format(told + (" …" if left[_FIELDS:] else ""))


def line_text(conflict: Conflict, title: str) -> str:
    """One line of the list: layer, object, what both did; `title` is foreign text, too."""
    merge = conflict.merge
    what = {
        Kind.MINE_DELETED: translate("conflicts_words", "deleted by you, changed by somebody else"),
        Kind.THEIRS_DELETED: translate("conflicts_words", "changed by you, deleted by somebody else"),
    }.get(merge.kind) or both_did(merge)
    waiting = translate("conflicts_words", "answer awaited") if conflict.waiting else ""
    return shown(" · ".join(part for part in (shown(title, 60), called_in(merge), what, waiting) if part), 300)


def apart_text(merge: Merge, decimals: int) -> str:
    """How far the two places are from one another, where both were moved and not to the same place."""
    place = next((cell for cell in merge.conflicts if cell.name == GEOMETRY), None)
    if place is None or merge.kind is not Kind.BOTH or merge.mine is None:
        return ""
    difference = place_of(merge.theirs, merge.mine, decimals).difference
    if difference is None or difference.shift is None:
        return ""
    text = translate("conflicts_words", "The two places are up to {} m apart.")
    return text.format(number(difference.shift, 2))


def comment_text(merge: Merge) -> str:
    """What was wanted and gives way, in words for the municipality; it is somebody's text from then on."""
    name = called_in(merge)
    if merge.kind is Kind.MINE_DELETED:
        return translate("conflicts_words", "{}: I think that it is gone.").format(name)
    if merge.kind is Kind.THEIRS_DELETED:
        told = [_wanted_text(merge, cell.name) for cell in merge.cells if cell.mine_changed]
        text = translate("conflicts_words", "{}: it was deleted, but I think that it is there: {}")
        return text.format(name, "; ".join(told[:_FIELDS]))
    told = [_wanted_text(merge, cell.name) for cell in merge.conflicts]
    return f"{name}: {'; '.join(told)}"


def _wanted_text(merge: Merge, name: str) -> str:
    if name == GEOMETRY:
        mine = place_text(place_of(merge.mine, None))
        return translate("conflicts_words", "Place: I had it at {}").format(mine)
    cell = next(cell for cell in merge.cells if cell.name == name)
    text = translate("conflicts_words", "{}: I had “{}”, there it says “{}”")
    return text.format(field_name(name), value_text(cell.mine), value_text(cell.theirs))
