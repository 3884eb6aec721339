"""Words about photos, for eyes and for screen readers."""

from __future__ import annotations

from collections.abc import Sequence

from ...adapters.foreign import paragraphs, shown
from ...adapters.wording import counted, sentence, translate
from ...workflows.attach_waiting import FOREIGN
from .work import Seen, TakenIn


def state_text(one: Seen) -> str:
    """Below a thumbnail; "" for one that the municipality has."""
    if one.reason == FOREIGN:
        return translate("photos", "held back")
    if one.reason:
        return translate("photos", "not taken")
    if one.kept_in is not None:
        return translate("photos", "waits here")
    return translate("photos", "cannot be shown") if one.image is None else ""


def spoken(number: int, count: int, one: Seen) -> str:
    """What a screen reader says of a thumbnail."""
    name = translate("photos", "Photo {} of {}").format(number, count)
    more = [state_text(one), _why(one.reason)]
    return ": ".join([name, *filter(None, more)])


def about(photos: Sequence[Seen], may_add: bool) -> str:
    """One line above the thumbnails."""
    reasons = [one.reason for one in photos if one.reason]
    waiting = sum(one.kept_in is not None and not one.reason for one in photos)
    words = []
    if waiting:
        words.append(
            counted(
                "photos",
                "%n photos are safe in your working copy, and sent once the contribution has arrived.",
                waiting,
            )
        )
    if FOREIGN in reasons:
        text = translate("photos", "Held back: {} Look at it. Is it for this contribution? Then send it again.")
        words.append(text.format(_why(FOREIGN)))
    if refused := [one for one in reasons if one != FOREIGN]:
        words.append(translate("photos", "Not taken: {}").format(_why(refused[0])))
    if may_add and not photos:
        words.append(translate("photos", "Drop photos here, or add them. Place and device are taken out of them."))
    return " ".join(words)


def _why(reason: str) -> str:
    if reason == FOREIGN:
        return translate("photos", "It came with somebody else's file.")
    return shown(reason, 200)


def taken_in_text(result: TakenIn) -> str:
    """What could not be added, file by file; "" where all could."""
    lines = [f"{shown(name, 60)}: {shown(sentence(problem), 300)}" for name, problem in result.problems[:5]]
    return paragraphs("\n".join(lines))
