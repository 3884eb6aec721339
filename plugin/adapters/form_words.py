"""What a form says of the limits of a field."""

from __future__ import annotations

from qgis.PyQt.QtCore import QLocale

from ..workflows.forms import FieldForm
from .wording import translate


def limits_text(form: FieldForm) -> str:
    """Between which numbers a value lies."""
    low, high = (None if value is None else QLocale().toString(value, "g", 12) for value in (form.low, form.high))
    if low is not None and high is not None:
        return translate("forms", "Between {} and {}.").format(low, high)
    if high is None:
        return translate("forms", "At least {}.").format(low)
    return translate("forms", "At most {}.").format(high)


def own_words(form: FieldForm) -> str:
    """The words of a rule for its expression, in the language of the person if it has them: foreign text."""
    words = form.words or {}
    return words.get(QLocale().name()[:2]) or words.get("en") or next(iter(words.values()), "")
