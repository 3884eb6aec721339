"""A change in a line of plain words. Values and names are foreign text and come out as `shown`."""

from __future__ import annotations

import json
import re
from typing import Any

from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransformContext, QgsDistanceArea, QgsPointXY
from qgis.PyQt.QtCore import QLocale

from ...adapters.foreign import shown
from ...adapters.wording import operation_word, translate
from ...domain.contribution import Change, Operation, changed_geometry, changed_properties
from ...domain.correction import corrections
from ...domain.feature import Feature, Geometry
from ...domain.merge import GEOMETRY
from ...domain.state import PROJECTED_DECIMALS
from .field_words import NO_WORDS, FieldWords

_NAMING = ("name", "bezeichnung", "titel", "title", "label", "beschreibung", "art_dtsch", "art", "typ", "strname")
_ENDINGS = ("name", "_id", "nummer", "_nr")
_NUMBERING = ("nummer", "nr", "baumnr", "fid", "id", "gid")
_NO_NAME = re.compile(r"^([0-9a-fA-F-]{32,36}|\d{4}-\d\d-\d\d.*)$")
_VALUE, _NAME, _FIELDS = 40, 60, 3


def called(feature: Feature) -> str:
    """What tells a person which feature it is: a name-like value, and its number, as far as it has such."""
    number = _number_of(feature)
    told = translate("changes_words", "no. {}").format(number) if number else ""
    return " ".join(part for part in (shown(_name(feature), _NAME), told) if part)


def what(change: Change, decimals: int = PROJECTED_DECIMALS, words: FieldWords = NO_WORDS) -> str:
    """New, deleted, or what is different, with numbers; of a new one what tells it from others."""
    base, proposed = change.base, change.proposed
    if base is None and proposed is not None:
        return _new(proposed, words)
    if base is None or proposed is None:
        return translate("changes_words", "New") if base is None else translate("changes_words", "Deleted")
    parts = []
    if changed_geometry(base, proposed, decimals):
        parts.append(_moved(base, proposed))
    fields = list(changed_properties(base, proposed))
    if fields:
        told = ", ".join(_field(base, proposed, name, words) for name in fields[:_FIELDS])
        parts.append(translate("changes_words", "Changed: {}").format(told))
    if len(fields) > _FIELDS:
        parts.append(translate("changes_words", "further values: {}").format(len(fields) - _FIELDS))
    return ", ".join(parts) or operation_word(Operation.UPDATE)


def _new(proposed: Feature, words: FieldWords) -> str:
    given = [name for name in words.titles if proposed.properties.get(name) is not None][:_FIELDS]
    told = ", ".join(f"{words.title(name, _VALUE)} {_worded(words, name, proposed, _VALUE)}" for name in given)
    new = translate("changes_words", "New")
    return f"{new}: {told}" if told else new


def all_values(change: Change, decimals: int = PROJECTED_DECIMALS, words: FieldWords = NO_WORDS) -> str:
    """Everything that is proposed, one value in a line."""
    base, proposed = change.base, change.proposed
    if base is None and proposed is not None:
        given = [name for name, value in proposed.properties.items() if value is not None]
        told = (f"{words.title(name, _NAME)}: {_worded(words, name, proposed)}" for name in given)
        return "\n".join([translate("changes_words", "New"), *told])
    if base is None or proposed is None:
        return what(change)
    lines = [_moved(base, proposed)] if changed_geometry(base, proposed, decimals) else []
    fields = changed_properties(base, proposed)
    return "\n".join([*lines, *(_field(base, proposed, name, words, 200) for name in fields)])


def corrected_values(
    change: Change, correction: Change, decimals: int = PROJECTED_DECIMALS, words: FieldWords = NO_WORDS
) -> str:
    """What a reviewer has made otherwise than was proposed, one value in a line."""
    lines = []
    for name, proposed, became in corrections(change, correction, decimals):
        if name == GEOMETRY:
            assert change.proposed is not None and correction.proposed is not None  # by corrections
            lines.append(_moved(change.proposed, correction.proposed))
        else:
            was, now = (words.label(name, value) or value_text(value) for value in (proposed, became))
            lines.append(f"{words.title(name, _NAME)} {shown(was, 200)} → {shown(now, 200)}")
    if not lines:
        return translate("changes_words", "It was put together with what somebody else had changed meanwhile.")
    return "\n".join(lines)


def value_text(value: Any, longest: int = 200) -> str:
    """A value as people here write it, on one line."""
    if value is None:
        return translate("changes_words", "(empty)")
    if isinstance(value, bool):
        return translate("changes_words", "yes") if value else translate("changes_words", "no")
    if isinstance(value, float):
        return _number(value, "g", 10)
    if isinstance(value, dict | list):
        return shown(json.dumps(value, ensure_ascii=False), longest)
    return shown(value, longest) or f"“{shown(value)}”"


def _field(base: Feature, proposed: Feature, name: str, words: FieldWords, longest: int = _VALUE) -> str:
    was, now = (_worded(words, name, one, longest) for one in (base, proposed))
    return f"{words.title(name, _VALUE)} {was} → {now}"


def _worded(words: FieldWords, name: str, feature: Feature, longest: int = 200) -> str:
    """A value as the municipality's lists call it, else as it is."""
    value = feature.properties.get(name)
    label = words.label(name, value)
    return shown(label, longest) if label else value_text(value, longest)


def _moved(base: Feature, proposed: Feature) -> str:
    was, now = _point(base.geometry), _point(proposed.geometry)
    if was is None or now is None:
        return translate("changes_words", "Shape changed")
    measure, crs = QgsDistanceArea(), QgsCoordinateReferenceSystem(proposed.crs)
    measure.setSourceCrs(crs, QgsCoordinateTransformContext())
    measure.setEllipsoid(crs.ellipsoidAcronym() or "EPSG:7030")  # metres on the ground, not units of the map
    distance = measure.measureLine(was, now)
    return translate("changes_words", "Moved by {} m").format(_number(distance, "f", 1 if distance >= 0.1 else 3))


def _point(geometry: Geometry | None) -> QgsPointXY | None:
    if geometry is None or geometry["type"] != "Point":
        return None
    return QgsPointXY(*geometry["coordinates"][:2])


def _name(feature: Feature) -> str:
    """A value that people would call it by; what merely is some text ("ja") says nothing of which one it is."""
    by_name = {name.casefold(): value for name, value in feature.properties.items()}
    names = [*_NAMING, *(name for name in by_name if name.endswith(_ENDINGS))]
    texts = [value for value in map(by_name.get, names) if isinstance(value, str) and value.strip()]
    return next((text for text in texts if text != feature.key and not _NO_NAME.match(text)), "")


def _number_of(feature: Feature) -> str:
    by_name = {name.casefold(): value for name, value in feature.properties.items()}
    numbers = (by_name.get(name) for name in _NUMBERING)
    found = next((value for value in numbers if isinstance(value, str | int) and not isinstance(value, bool)), None)
    short = feature.key if feature.key and len(feature.key) <= 12 else ""
    return shown(short if found is None else found, 20)


def _number(value: float, form: str, digits: int) -> str:
    locale = QLocale()
    locale.setNumberOptions(QLocale.NumberOption.OmitGroupSeparator)
    return locale.toString(value, form, digits)
