"""A sentence to begin with, for each reason: the municipality's, or what comes with the program where it has none.

What a reviewer has kept stands in its place. A sentence is put into an empty note when a reason is chosen; it is there
to be changed. Nothing is sent by itself.
"""

from __future__ import annotations

from collections.abc import Sequence

from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

from ...adapters import settings
from ...adapters.foreign import paragraphs
from ...adapters.wording import translate
from ...domain.contribution import Reason
from ...formats.answers import LONGEST, Answers, text_for
from ...workflows.afterwards import Look
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


class Texts:
    """`stated` are the municipality's own texts, foreign ones; `languages` those in which the person reads."""

    def __init__(self, stated: Answers | None = None, languages: Sequence[str] = ()) -> None:
        self._stated, self._languages = stated or {}, languages

    def usual(self, decision: Decision | Look, reason: str) -> str:
        """The municipality's sentence, else that of the program; "" where there is none, or no reason yet."""
        asked = str(Decision.REJECT if decision is Look.OBJECT else decision)
        own = paragraphs(text_for(self._stated, self._languages, asked, reason), longest=LONGEST).strip()
        return own or _of_program(decision, reason)

    def answer(self, decision: Decision | Look, reason: str) -> str:
        """What the reviewer keeps for this, else the usual sentence."""
        own = settings.answer_of(_case(decision, reason))
        return self.usual(decision, reason) if own is None else own

    def keep(self, decision: Decision | Look, reason: str, text: str) -> None:
        """Keep a text for the next time; the usual one is not kept."""
        settings.keep_answer(_case(decision, reason), None if text == self.usual(decision, reason) else text)


def _of_program(decision: Decision | Look, reason: str) -> str:
    if decision in _ENDED:
        return translate("answers", _ENDED[decision])
    known = _ASKED if decision is Decision.ASK_BACK else _REJECTED
    found = {str(code): text for code, text in known.items()}.get(reason)
    return translate("answers", found) if found else ""


def _case(decision: Decision | Look, reason: str) -> str:
    return f"{decision}/{reason}"
