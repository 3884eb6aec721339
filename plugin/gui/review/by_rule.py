"""What a reviewer can do with something that a rule has accepted: say that it is good, or object."""

from __future__ import annotations

from collections.abc import Callable

from qgis.PyQt.QtWidgets import QHBoxLayout, QWidget

from ...adapters.trust_words import automatic_text
from ...adapters.wording import status_word, translate
from ...domain.contribution import Contribution, Status
from ...domain.trust import DRAWN
from ...workflows.afterwards import Look
from ..widgets import button
from .queue_words import status_sign


class ByRule(QWidget):
    """Two buttons; `say` is told at once that it is good, `ask_why` opens what an objection needs."""

    def __init__(self, say: Callable[[Look], None], ask_why: Callable[[Look], None]) -> None:
        super().__init__()
        self.confirm = button(translate("by_rule", "It is good"), lambda: say(Look.CONFIRM))
        self.object = button(translate("by_rule", "Object, and take it back"), lambda: ask_why(Look.OBJECT))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.confirm)
        row.addWidget(self.object)
        row.addStretch(1)

    def show_for(self, seen: Contribution, me: str, busy: bool) -> bool:
        """Offer what is possible; True where something is being asked here."""
        is_open = may_look(seen, me)
        published = seen.status is Status.PUBLISHED
        self.setVisible(is_open)
        self.object.setVisible(is_open and published)
        for one in (self.confirm, self.object):
            one.setEnabled(not busy)
        return is_open and published


def may_look(seen: Contribution, me: str) -> bool:
    """Whether there is still something to say about it afterwards; never about one's own."""
    return is_by_rule(seen) and seen.afterwards in ("", DRAWN) and not (me and seen.author == me)


def is_by_rule(seen: Contribution) -> bool:
    return bool(seen.automatic) and seen.status in (Status.ACCEPTED, Status.PUBLISHED)


def by_rule_text(seen: Contribution) -> str:
    """What it is, by which rule, and what else one may do."""
    text = f"{status_sign(seen.status)} {status_word(seen.status)}. {automatic_text(seen.automatic, seen.afterwards)}"
    if seen.status is Status.ACCEPTED:
        text += " " + translate("by_rule", "To decide otherwise, claim it.")
    return text
