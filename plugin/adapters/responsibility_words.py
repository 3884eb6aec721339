"""An answer of the resolver in words: who, by which step, and why not by the steps before."""

from __future__ import annotations

from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

from ..domain.choice import Choice
from ..domain.responsibility import Answer, Found, Step, Tried
from .foreign import shown
from .wording import translate

_STEP = {
    Step.OPERATOR: QT_TRANSLATE_NOOP("responsibility", "Operator"),
    Step.ROAD: QT_TRANSLATE_NOOP("responsibility", "Road authority"),
    Step.THEME: QT_TRANSLATE_NOOP("responsibility", "Special area"),
    Step.TABLE: QT_TRANSLATE_NOOP("responsibility", "Table of responsibilities"),
    Step.MUNICIPALITY: QT_TRANSLATE_NOOP("responsibility", "Municipality"),
    Step.COUNTY: QT_TRANSLATE_NOOP("responsibility", "County or Land"),
}

_FOUND = {
    Found.NOT_STATED: QT_TRANSLATE_NOOP("responsibility", "none is stated"),
    Found.NOBODY_KNOWN: QT_TRANSLATE_NOOP("responsibility", "nobody is named for {}"),
    Found.NOT_ABOUT_ROADS: QT_TRANSLATE_NOOP("responsibility", "this is not about a road"),
    Found.NONE_HERE: QT_TRANSLATE_NOOP("responsibility", "there is none here"),
    Found.NO_RULE: QT_TRANSLATE_NOOP("responsibility", "no rule for {}"),
    Found.NO_OFFICE: QT_TRANSLATE_NOOP("responsibility", "no office is stated for {}"),
    Found.NO_PLACE: QT_TRANSLATE_NOOP("responsibility", "it lies in none of the areas"),
}

_CHOICE = {
    Choice.NEAR_BOUNDARY: QT_TRANSLATE_NOOP("responsibility", "At the boundary with {}: the area in which it lies."),
    Choice.ON_BOUNDARY: QT_TRANSLATE_NOOP("responsibility", "On the boundary with {}: the lower key."),
    Choice.SMALLEST: QT_TRANSLATE_NOOP("responsibility", "Also within {}: the smallest area."),
    Choice.NEAREST: QT_TRANSLATE_NOOP("responsibility", "Beside all areas: the nearest one."),
    Choice.CROSSING: QT_TRANSLATE_NOOP("responsibility", "At a crossing with {}: the higher road authority."),
    Choice.PRIORITY: QT_TRANSLATE_NOOP("responsibility", "Also within {}: the area with priority."),
    Choice.OUTSIDE: QT_TRANSLATE_NOOP("responsibility", "It lies beyond all areas: nobody here is responsible."),
}


def step_word(step: Step) -> str:
    return translate("responsibility", _STEP[step])


def explanation(answer: Answer) -> str:
    """Every step that was tried, and how an unclear place was decided: one line of plain text."""
    parts = [_tried(tried) for tried in answer.tried]
    if choice := choice_text(answer):
        parts.append(choice)
    return " ".join(parts)


def choice_text(answer: Answer) -> str:
    """How an unclear place was decided; "" where it was clear."""
    if answer.choice is Choice.CLEAR:
        return ""
    text = translate("responsibility", _CHOICE[answer.choice])
    others = ", ".join(shown(other, 80) for other in answer.others)
    if "{}" not in text:
        return text
    return text.format(others or translate("responsibility", "the outside"))


def _tried(tried: Tried) -> str:
    if tried.found is Found.CHOSEN:
        text = translate("responsibility", "{}: {}, by rule {}.")
        return text.format(step_word(tried.step), shown(tried.about, 80), shown(tried.rule, 80))
    what = translate("responsibility", _FOUND[tried.found])
    if "{}" in what:
        what = what.format(shown(tried.about, 80) or translate("responsibility", "no category"))
    return translate("responsibility", "{}: {}.").format(step_word(tried.step), what)
