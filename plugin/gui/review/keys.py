"""The keys of the page Prüfen. QGIS itself uses R, S and T.

Letters that change something have a way back (Z); what has none (that somebody has looked afterwards) takes Shift.
"""

from __future__ import annotations

from enum import StrEnum

from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

from ..keys import Key


class Verb(StrEnum):
    NEXT = "next"
    PREVIOUS = "previous"
    LIST = "list"
    REFRESH = "refresh"
    COMPARE = "compare"
    DIFFERENCE = "difference"
    FINDINGS = "findings"
    ON_MAP = "on_map"
    ALIKE = "alike"
    CORRECT = "correct"
    COMMENT = "comment"
    CLAIM = "claim"
    RELEASE = "release"
    ACCEPT = "accept"
    ASK_BACK = "ask_back"
    REJECT = "reject"
    FURTHER = "further"
    HAND_OVER = "hand_over"
    CONFIRM = "confirm"
    OBJECT = "object"
    SEND = "send"
    CLOSE = "close"
    TAKE_BACK = "take_back"
    ACCEPT_UNIT = "accept_unit"
    ACCEPT_MARKED = "accept_marked"
    PUBLISH = "publish"
    PUBLISH_ALL = "publish_all"
    OVERVIEW = "overview"


_LIST = QT_TRANSLATE_NOOP("keys", "List")
_ONE = QT_TRANSLATE_NOOP("keys", "Contribution")
_FORM = QT_TRANSLATE_NOOP("keys", "Answer")
_PAGE = QT_TRANSLATE_NOOP("keys", "Page")

KEYS: tuple[Key, ...] = (
    Key(Verb.NEXT, ("Alt+Down", "J"), QT_TRANSLATE_NOOP("keys", "Next contribution"), _LIST, repeats=True),
    Key(Verb.PREVIOUS, ("Alt+Up", "K"), QT_TRANSLATE_NOOP("keys", "Previous contribution"), _LIST, repeats=True),
    Key(Verb.LIST, ("L",), QT_TRANSLATE_NOOP("keys", "To the list"), _LIST),
    Key(Verb.REFRESH, ("U",), QT_TRANSLATE_NOOP("keys", "Refresh the list"), _LIST),
    Key(Verb.ACCEPT_MARKED, ("Shift+A",), QT_TRANSLATE_NOOP("keys", "Accept the marked, if they are alike"), _LIST),
    Key(Verb.PUBLISH_ALL, ("Shift+P",), QT_TRANSLATE_NOOP("keys", "Publish all that is accepted"), _LIST),
    Key(Verb.COMPARE, ("V",), QT_TRANSLATE_NOOP("keys", "Compare: to the table of versions"), _ONE),
    Key(Verb.DIFFERENCE, ("D",), QT_TRANSLATE_NOOP("keys", "Look at what has changed since"), _ONE),
    Key(Verb.FINDINGS, ("F",), QT_TRANSLATE_NOOP("keys", "To what the rules have found"), _ONE),
    Key(Verb.ON_MAP, ("G",), QT_TRANSLATE_NOOP("keys", "Show on the map"), _ONE),
    Key(Verb.ALIKE, ("I",), QT_TRANSLATE_NOOP("keys", "List only what is like this one"), _ONE),
    Key(Verb.CLAIM, ("C",), QT_TRANSLATE_NOOP("keys", "Claim, or claim for longer"), _ONE),
    Key(Verb.RELEASE, ("Shift+C",), QT_TRANSLATE_NOOP("keys", "Release"), _ONE),
    Key(Verb.ACCEPT, ("A",), QT_TRANSLATE_NOOP("keys", "Accept; with the correction, where there is one"), _ONE),
    Key(Verb.ACCEPT_UNIT, ("W",), QT_TRANSLATE_NOOP("keys", "Accept all that belongs together"), _ONE),
    Key(Verb.CORRECT, ("E",), QT_TRANSLATE_NOOP("keys", "Correct values"), _ONE),
    Key(Verb.ASK_BACK, ("B",), QT_TRANSLATE_NOOP("keys", "Ask back"), _ONE),
    Key(Verb.REJECT, ("X",), QT_TRANSLATE_NOOP("keys", "Reject"), _ONE),
    Key(Verb.FURTHER, ("M",), QT_TRANSLATE_NOOP("keys", "More decisions"), _ONE),
    Key(Verb.HAND_OVER, ("H",), QT_TRANSLATE_NOOP("keys", "Hand over or take on"), _ONE),
    Key(Verb.CONFIRM, ("Shift+I",), QT_TRANSLATE_NOOP("keys", "Accepted by rule: say that it is good"), _ONE),
    Key(Verb.OBJECT, ("O",), QT_TRANSLATE_NOOP("keys", "Accepted by rule: object"), _ONE),
    Key(Verb.PUBLISH, ("P",), QT_TRANSLATE_NOOP("keys", "Publish"), _ONE),
    Key(Verb.COMMENT, ("N",), QT_TRANSLATE_NOOP("keys", "Write a comment"), _ONE),
    Key(Verb.SEND, ("Ctrl+Return",), QT_TRANSLATE_NOOP("keys", "Send what is being written"), _FORM),
    Key(Verb.CLOSE, ("Esc",), QT_TRANSLATE_NOOP("keys", "Close the form"), _FORM),
    Key(Verb.TAKE_BACK, ("Z",), QT_TRANSLATE_NOOP("keys", "Take the last decision back"), _PAGE),
    Key(Verb.OVERVIEW, ("?",), QT_TRANSLATE_NOOP("keys", "Show these keys"), _PAGE),
)
