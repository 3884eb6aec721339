"""The keys of the page Meine Beiträge, and what each does. QGIS itself uses R, S and T."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP
from qgis.PyQt.QtWidgets import QAbstractButton

from ..help import KEYS_MINE
from ..keys import Key, Keys, press
from ..keys_dialog import show_keys

if TYPE_CHECKING:
    from .page import MinePage


class Verb(StrEnum):
    CHANGES = "changes"
    CONTRIBUTIONS = "contributions"
    COMMENT = "comment"
    ON_MAP = "on_map"
    EDIT = "edit"
    ASK = "ask"
    ANSWER = "answer"
    SUBMIT = "submit"
    OVERVIEW = "overview"


_LIST, _PAGE = QT_TRANSLATE_NOOP("keys", "List"), QT_TRANSLATE_NOOP("keys", "Page")

KEYS: tuple[Key, ...] = (
    Key(Verb.CHANGES, ("C",), QT_TRANSLATE_NOOP("keys", "To your changes"), _PAGE),
    Key(Verb.CONTRIBUTIONS, ("B",), QT_TRANSLATE_NOOP("keys", "To your contributions"), _PAGE),
    Key(Verb.ON_MAP, ("G",), QT_TRANSLATE_NOOP("keys", "Show on the map"), _LIST),
    Key(Verb.EDIT, ("E",), QT_TRANSLATE_NOOP("keys", "Edit the object"), _LIST),
    Key(Verb.COMMENT, ("N",), QT_TRANSLATE_NOOP("keys", "Write a comment"), _PAGE),
    Key(Verb.SUBMIT, ("Ctrl+Return",), QT_TRANSLATE_NOOP("keys", "Submit"), _PAGE),
    Key(Verb.ASK, ("U",), QT_TRANSLATE_NOOP("keys", "Ask for answers"), _PAGE),
    Key(Verb.ANSWER, ("A",), QT_TRANSLATE_NOOP("keys", "Answer a question"), _PAGE),
    Key(Verb.OVERVIEW, ("?",), QT_TRANSLATE_NOOP("keys", "Show these keys"), _PAGE),
)


def install(page: MinePage) -> Keys:
    """Show and edit are about the list that has the focus; submitting, in the field of an answer, is about that."""
    changes, contributions, box = page.changes, page.contributions, page.submit_box
    reply = contributions.reply
    show, edit, _undo = changes.buttons

    def either(of_change: QAbstractButton, of_contribution: QAbstractButton) -> Callable[[], None]:
        def act() -> None:
            press(of_contribution if contributions.tree.hasFocus() else of_change)

        return act

    made = Keys(
        page,
        KEYS,
        {
            Verb.CHANGES: changes.tree.setFocus,
            Verb.CONTRIBUTIONS: contributions.tree.setFocus,
            Verb.ANSWER: reply.begin,
            Verb.COMMENT: box.comment.setFocus,
            Verb.ON_MAP: either(show, contributions.show_button),
            Verb.EDIT: either(edit, contributions.revise_button),
            Verb.ASK: page.ask,
            Verb.SUBMIT: lambda: press(reply.send if reply.text.hasFocus() else box.submit),
            Verb.OVERVIEW: lambda: show_keys(KEYS, page, KEYS_MINE),
        },
    )
    for button, verb in ((show, Verb.ON_MAP), (edit, Verb.EDIT), (box.submit, Verb.SUBMIT)):
        made.hint(button, verb)
    return made
