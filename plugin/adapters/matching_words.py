"""Words for kinds of things and for what makes a candidate one."""

from __future__ import annotations

from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP, QLocale

from ..domain.candidates import Candidate, Why
from .wording import translate

_KIND = {
    "tree": QT_TRANSLATE_NOOP("matching", "tree"),
    "furniture": QT_TRANSLATE_NOOP("matching", "bench, bin or lamp"),
    "bicycle_parking": QT_TRANSLATE_NOOP("matching", "bicycle parking"),
    "playground": QT_TRANSLATE_NOOP("matching", "playground"),
    "report": QT_TRANSLATE_NOOP("matching", "report"),
    "other": QT_TRANSLATE_NOOP("matching", "something else"),
}

_WHY = {
    Why.SAME_PLACE: QT_TRANSLATE_NOOP("matching", "at the same place"),
    Why.NEAR: QT_TRANSLATE_NOOP("matching", "{} m away"),
    Why.OVERLAPS: QT_TRANSLATE_NOOP("matching", "{} % of both areas are the same"),
    Why.ALONG: QT_TRANSLATE_NOOP("matching", "beside it, {} m apart at most"),
    Why.ALIKE: QT_TRANSLATE_NOOP("matching", "{} m away, and says the same"),
}


def kind_word(name: str) -> str:
    return translate("matching", _KIND[name])


def why_text(found: Candidate) -> str:
    """What makes this a candidate: place, then how alike the rows are."""
    percent = found.why is Why.OVERLAPS
    number = QLocale().toString(100 * (found.overlap or 0) if percent else found.distance_m, "f", 0 if percent else 1)
    place = translate("matching", _WHY[found.why])
    place = place.format(number) if "{}" in place else place
    if found.likeness is None:
        return place
    return translate("matching", "{}; the fields agree to {} %").format(place, round(100 * found.likeness))
