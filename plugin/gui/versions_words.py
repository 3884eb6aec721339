"""The three versions of a feature in words: values, places, differences, and what happened meanwhile."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry
from qgis.PyQt.QtCore import QLocale

from ..adapters.foreign import shown
from ..adapters.geometry import to_qgs
from ..adapters.measure import Difference, Size, difference, size
from ..adapters.wording import translate
from ..domain.contribution import Contribution, Operation, Status
from ..domain.feature import Feature
from ..domain.versions import MISSING, Meanwhile

NOT_AS_BEFORE = "≠"
_LEAST_METRES = 0.01


@dataclass(frozen=True)
class Place:
    """The geometry of one version, with how it differs from the one before; `shape` is None where there is none."""

    shape: QgsGeometry | None = None
    size: Size = field(default_factory=Size)
    difference: Difference | None = None
    there: bool = True
    """Whether the feature exists at all in this version."""


def place_of(feature: Feature | None, base: Feature | None) -> Place:
    """May take a moment for a large geometry."""
    if feature is None:
        return Place(there=False)
    if feature.geometry is None:
        return Place()
    shape, crs = to_qgs(feature.geometry), QgsCoordinateReferenceSystem(feature.crs)
    apart = None
    if base is not None and base.geometry is not None and base.crs == feature.crs:
        apart = difference(to_qgs(base.geometry), shape, crs)
    return Place(shape, size(shape, crs), apart)


def versions() -> tuple[str, str, str]:
    """The names of the three, in the order in which they are always shown."""
    return (
        translate("versions_words", "Before"),
        translate("versions_words", "Proposed"),
        translate("versions_words", "Now"),
    )


def value_text(value: Any) -> str:
    """A value of a field; numbers as people here write them."""
    if value is MISSING:
        return "–"
    if value is None:
        return translate("versions_words", "(empty)")
    if isinstance(value, bool):
        return translate("versions_words", "yes") if value else translate("versions_words", "no")
    if isinstance(value, int | float):
        return number(value)
    if isinstance(value, dict | list):
        return shown(json.dumps(value, ensure_ascii=False))
    return f"“{value}”" if not value.strip() else shown(value)


def number(value: float, decimals: int | None = None) -> str:
    """Without marks for thousands: it may be the number of something."""
    locale = QLocale()
    locale.setNumberOptions(QLocale.NumberOption.OmitGroupSeparator)
    if decimals is not None:
        return locale.toString(float(value), "f", decimals)
    return str(value) if isinstance(value, int) else repr(value).replace(".", locale.decimalPoint())


def place_text(place: Place) -> str:
    """What a version's geometry is, or how far it is from the one before."""
    if not place.there:
        return translate("versions_words", "not there")
    if place.shape is None:
        return translate("versions_words", "without a place")
    if place.difference is not None:
        return _difference_text(place.difference)
    return _size_text(place)


def is_moved(place: Place) -> bool:
    return place.difference is not None and place.difference.shift > 0


def meanwhile_text(contribution: Contribution, found: Meanwhile) -> str:
    """What is said at the top; "" where nobody has touched the feature."""
    if contribution.status is Status.PUBLISHED or found is Meanwhile.SAME:
        return ""
    if found is Meanwhile.DONE and contribution.change.operation is Operation.DELETE:
        return translate("versions_words", "⚠ The object is gone already. There is nothing left to publish.")
    if found is Meanwhile.DONE:
        return translate("versions_words", "⚠ It is on the map already as proposed. There is nothing left to publish.")
    if found is Meanwhile.GONE:
        return translate(
            "versions_words",
            "⚠ Somebody has deleted this object meanwhile. It cannot be published as proposed.",
        )
    return translate(
        "versions_words",
        "⚠ Somebody has changed this meanwhile: compare Before and Now. It cannot be published as proposed. "
        "Ask back, so that its author can look at it again.",
    )


def _difference_text(apart: Difference) -> str:
    if apart.shift == 0:
        return translate("versions_words", "as before")
    parts = [_shift_text(apart)]
    if apart.area is not None:
        parts.append(translate("versions_words", "area {} m²").format(_signed(apart.area)))
    if apart.length is not None:
        parts.append(translate("versions_words", "length {} m").format(_signed(apart.length)))
    return ", ".join(parts)


def _shift_text(apart: Difference) -> str:
    if apart.shift < _LEAST_METRES:
        return translate("versions_words", "moved by less than 1 cm")
    metres = number(apart.shift, 2)
    if apart.area is None and apart.length is None:
        return translate("versions_words", "moved by {} m").format(metres)
    return translate("versions_words", "moved by up to {} m").format(metres)


def _size_text(place: Place) -> str:
    assert place.shape is not None  # by place_text
    if place.size.area is not None:
        return translate("versions_words", "area of {} m²").format(number(place.size.area, 1))
    if place.size.length is not None:
        return translate("versions_words", "line of {} m").format(number(place.size.length, 1))
    point = place.shape.boundingBox().center()
    return f"{number(point.x(), 2)}, {number(point.y(), 2)}"


def _signed(value: float) -> str:
    return ("+" if value > 0 else "") + number(value, 1)
