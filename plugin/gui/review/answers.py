"""A sentence to begin with, for each reason: what comes with the program, or what the reviewer has kept in its place.

A sentence is put into an empty note when a reason is chosen; it is there to be changed. Nothing is sent by itself.
"""

from __future__ import annotations

from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

from ...adapters import settings
from ...adapters.wording import translate
from ...domain.contribution import Reason
from ...workflows.review import Decision

_ASKED = {
    Reason.POSITION: QT_TRANSLATE_NOOP("answers", "Please check where it lies, and move it to the right place."),
    Reason.ATTRIBUTES: QT_TRANSLATE_NOOP("answers", "Please check the values: one of them does not seem right."),
    Reason.INCOMPLETE: QT_TRANSLATE_NOOP("answers", "Please fill in what is still missing."),
    Reason.NOT_FOUND_ON_SITE: QT_TRANSLATE_NOOP(
        "answers", "We did not find it on site. Please say more exactly where it is, or add a photo."
    ),
    Reason.WRONG_LAYER: QT_TRANSLATE_NOOP("answers", "This belongs to another layer. Please enter it there."),
    Reason.PERSONAL_DATA: QT_TRANSLATE_NOOP(
        "answers", "Please take names, telephone numbers and other personal data out of it."
    ),
}
_REJECTED = {
    Reason.POSITION: QT_TRANSLATE_NOOP("answers", "It does not lie where the contribution puts it."),
    Reason.ATTRIBUTES: QT_TRANSLATE_NOOP("answers", "The value does not agree with what we know of it."),
    Reason.INCOMPLETE: QT_TRANSLATE_NOOP("answers", "Too much is missing for us to take it over."),
    Reason.NOT_FOUND_ON_SITE: QT_TRANSLATE_NOOP("answers", "We looked on site and did not find it."),
    Reason.WRONG_LAYER: QT_TRANSLATE_NOOP("answers", "Objects of this kind are not kept in this layer."),
    Reason.PERSONAL_DATA: QT_TRANSLATE_NOOP(
        "answers", "It contains personal data, which may not be published. Please submit it without them."
    ),
    Reason.ABUSE: QT_TRANSLATE_NOOP("answers", "This is not a contribution to the map."),
}
_ENDED = {
    Decision.DUPLICATE: QT_TRANSLATE_NOOP("answers", "It is on the map already. Thank you for looking!"),
    Decision.NOT_RESPONSIBLE: QT_TRANSLATE_NOOP("answers", "Another authority is responsible for this."),
    Decision.ALREADY_DONE: QT_TRANSLATE_NOOP("answers", "This was done in the meantime. Thank you for telling us!"),
}


def usual(decision: Decision, reason: str) -> str:
    """The sentence of the program; "" where there is none, or no reason yet."""
    if decision in _ENDED:
        return translate("answers", _ENDED[decision])
    known = _ASKED if decision is Decision.ASK_BACK else _REJECTED
    found = {str(code): text for code, text in known.items()}.get(reason)
    return translate("answers", found) if found else ""


def answer(decision: Decision, reason: str) -> str:
    """What the reviewer keeps for this, else the usual sentence."""
    own = settings.answer_of(_case(decision, reason))
    return usual(decision, reason) if own is None else own


def keep(decision: Decision, reason: str, text: str) -> None:
    """Keep a text for the next time; the usual one is not kept."""
    settings.keep_answer(_case(decision, reason), None if text == usual(decision, reason) else text)


def _case(decision: Decision, reason: str) -> str:
    return f"{decision}/{reason}"
