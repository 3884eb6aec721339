"""Where a version of a feature lies, in words: its place, and how far that is from the one before."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsCsException,
    QgsGeometry,
    QgsPointXY,
)
from qgis.PyQt.QtCore import QLocale

from ...adapters.foreign import shown
from ...adapters.geometry import to_qgs
from ...adapters.measure import (
    MEASURED_VERTICES,
    Difference,
    Size,
    difference,
    positions,
    size,
    sketch,
    thinned,
    vertex_moves,
)
from ...adapters.wording import translate
from ...domain.feature import Feature, Geometry
from ...domain.merge import GEOMETRY
from ...domain.state import PROJECTED_DECIMALS, same_geometry

_LEAST_METRES = 0.01


class Compared(Enum):
    """A geometry beside the one before. That it is another is the domain's word; a distance only tells how much."""

    NOTHING_BEFORE = auto()
    SAME = auto()
    OTHER = auto()
    ADDED = auto()
    REMOVED = auto()


@dataclass(frozen=True)
class Vertex:
    """A vertex as it is drawn, and how far the nearest one of the version before is, in m."""

    point: QgsPointXY
    metres: float


@dataclass(frozen=True)
class Place:
    """The geometry of one version, with how it differs from the one before; `shape` is None where there is none.

    `shape` is what is drawn: `simplified` where the geometry has very many vertices. `difference` is None where it
    cannot be measured.
    """

    shape: QgsGeometry | None = None
    size: Size = field(default_factory=Size)
    difference: Difference | None = None
    there: bool = True
    """Whether the feature exists at all in this version."""
    compared: Compared = Compared.NOTHING_BEFORE
    simplified: bool = False
    vertices: tuple[Vertex, ...] = ()
    """Of a shape that is not as before, and small enough to tell."""

    @property
    def changed(self) -> bool:
        return self.compared not in (Compared.NOTHING_BEFORE, Compared.SAME)


def place_of(feature: Feature | None, base: Feature | None, decimals: int = PROJECTED_DECIMALS, crs: str = "") -> Place:
    """`decimals` are those of the layer's grid; the shape is in `crs`, else that of `base`, else its own.

    May take a moment for a large geometry.
    """
    if feature is None:
        return Place(there=False)
    compared = _compared(feature, base, decimals)
    if feature.geometry is None:
        return Place(compared=compared)
    own, there = (QgsCoordinateReferenceSystem(name) for name in (feature.crs, crs or (base or feature).crs))
    shape, huge = _shape(feature.geometry)
    apart, moves = None, None
    if compared is Compared.OTHER and base is not None and base.geometry is not None and base.crs == feature.crs:
        before, was_huge = _shape(base.geometry)
        apart = Difference(None) if huge or was_huge else difference(before, shape, own)
        moves = None if huge or was_huge else vertex_moves(before, shape, own)
    drawn, simplified = sketch(shape)
    found = Size() if huge else size(shape, own)
    seen = _in(drawn, own, there)
    vertices = _vertices(_in(shape, own, there), moves) if moves is not None else ()
    return Place(seen, found, apart, compared=compared, simplified=huge or simplified, vertices=vertices)


def _vertices(shape: QgsGeometry | None, moves: list[float]) -> tuple[Vertex, ...]:
    if shape is None or shape.type() == Qgis.GeometryType.Point:
        return ()
    found = {(point.x(), point.y()): far for point, far in zip(shape.vertices(), moves, strict=True)}
    return tuple(Vertex(QgsPointXY(*place), far) for place, far in found.items())  # a ring ends where it begins


def _shape(geometry: Geometry) -> tuple[QgsGeometry, bool]:
    """What is drawn and measured, and whether it is only a part of the vertices: of a huge one, for a sketch.

    QGIS takes a huge one in one go, in which no other thread of Python runs, and so no window.
    """
    number = positions(geometry["coordinates"])
    if number <= MEASURED_VERTICES:
        return to_qgs(geometry), False
    step = -(-number // (MEASURED_VERTICES // 4))
    return to_qgs({**geometry, "coordinates": thinned(geometry["coordinates"], step)}), True


def _compared(feature: Feature, base: Feature | None, decimals: int) -> Compared:
    if base is None:
        return Compared.NOTHING_BEFORE
    if feature.geometry is None or base.geometry is None:
        if feature.geometry is base.geometry:
            return Compared.SAME
        return Compared.REMOVED if feature.geometry is None else Compared.ADDED
    same = base.crs == feature.crs and same_geometry(base.geometry, feature.geometry, decimals)
    return Compared.SAME if same else Compared.OTHER


def _in(
    shape: QgsGeometry, crs: QgsCoordinateReferenceSystem, there: QgsCoordinateReferenceSystem
) -> QgsGeometry | None:
    """None where it lies outside what `there` is for."""
    moved = QgsGeometry(shape)
    try:
        moved.transform(QgsCoordinateTransform(crs, there, QgsCoordinateTransformContext()))
    except QgsCsException:
        return None
    return moved


def field_name(name: str) -> str:
    """What a cell of a merge is called; names of fields are foreign and come out as `shown`."""
    return translate("versions_table", "Place") if name == GEOMETRY else shown(name, 40)


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
    match place.compared:
        case Compared.SAME:
            return translate("versions_words", "as before")
        case Compared.REMOVED:
            return translate("versions_words", "removed: without a place")
        case Compared.ADDED:
            return translate("versions_words", "added: {}").format(_size_text(place))
        case Compared.OTHER if place.difference is None:
            return translate("versions_words", "another place; cannot be compared")
        case Compared.OTHER:
            return _difference_text(place.difference)
    return _size_text(place)


def vertices_text(place: Place, tolerance: float) -> str:
    """How many vertices moved by more than `tolerance` metres, and how far; "" where there is nothing to tell."""
    moved = [one.metres for one in place.vertices if one.metres > tolerance]
    if not place.vertices:
        shaped = place.shape is not None and place.shape.type() != Qgis.GeometryType.Point
        untold = place.compared is Compared.OTHER and shaped
        return translate("versions_words", "The vertices are too many, or too far away, to compare.") if untold else ""
    told = translate("versions_words", "Vertices elsewhere than before: {} of {}").format(
        len(moved), len(place.vertices)
    )
    if not moved:
        return told
    return f"{told}; {translate('versions_words', 'one is {} m from the nearest before').format(number(max(moved), 2))}"


def _difference_text(apart: Difference) -> str:
    if apart.shift == 0:
        return translate("versions_words", "changed otherwise (direction, height or parts)")
    parts = [_shift_text(apart)]
    if apart.area is not None:
        parts.append(translate("versions_words", "area {} m²").format(_signed(apart.area)))
    if apart.length is not None:
        parts.append(translate("versions_words", "length {} m").format(_signed(apart.length)))
    return ", ".join(parts)


def _shift_text(apart: Difference) -> str:
    if apart.shift is None:
        return translate("versions_words", "changed; too large to compare")
    if apart.shift < _LEAST_METRES:
        return translate("versions_words", "moved by less than 1 cm")
    metres = number(apart.shift, 2)
    if apart.area is None and apart.length is None:
        return translate("versions_words", "moved by {} m").format(metres)
    return translate("versions_words", "moved by up to {} m").format(metres)


def _size_text(place: Place) -> str:
    if place.shape is None:
        return translate("versions_words", "without a place")
    if place.size.area is not None:
        return translate("versions_words", "area of {} m²").format(number(place.size.area, 1))
    if place.size.length is not None:
        return translate("versions_words", "line of {} m").format(number(place.size.length, 1))
    if place.simplified:
        return translate("versions_words", "very large")
    point = place.shape.boundingBox().center()
    return f"{number(point.x(), 2)}, {number(point.y(), 2)}"


def _signed(value: float) -> str:
    return ("+" if value > 0 else "") + number(value, 1)
