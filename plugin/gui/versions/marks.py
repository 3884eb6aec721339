"""The versions of a feature on the main map, and what the marks there mean in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry

from ...adapters.wording import translate
from ..window import Window
from .drawing import LOOKS, RING, TWIN
from .place_words import Place
from .versions_map import Names


class Marks:
    """The three versions on the main map, until `clear`."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self._undo: list[Callable[[], None]] = []

    def show(
        self,
        places: Sequence[Place],
        crs: QgsCoordinateReferenceSystem,
        rings: QgsGeometry | None = None,
        twin: QgsGeometry | None = None,
    ) -> None:
        """`rings` are points around which a ring is drawn, `twin` an object that may be the same; all in `crs`.

        No places where the versions are drawn otherwise.
        """
        self.clear()
        marked = [(place.shape, look.colour, look.style) for place, look in zip(places, LOOKS, strict=False)]
        marked += [(rings, LOOKS[1].colour, RING), (twin, TWIN.colour, TWIN.style)]
        for shape, colour, style in marked:
            if shape is not None:
                self._undo.append(self._window.mark(shape, crs, colour, style))

    def clear(self) -> None:
        while self._undo:
            self._undo.pop()()


def legend(names: Names, simplified: bool = False, rings: bool = False, twin: bool = False) -> str:
    """What the marks on the main map mean, in words."""
    told = [
        translate(
            "versions_map",
            "On the map: {} blue, dashed, square. {} orange, solid, diamond. {} purple, dotted, cross.",
        ).format(*names)
    ]
    if rings:
        told.append(translate("versions_map", "Ring: a vertex that moved."))
    if twin:
        told.append(translate("versions_map", "What may be the same: green, dashed and dotted."))
    if simplified:
        told.append(translate("versions_map", "Very large shapes are shown simplified."))
    return " ".join(told)


def all_shapes(places: Sequence[Place]) -> QgsGeometry:
    """Everything there is of the three, to show it on the map."""
    return QgsGeometry.collectGeometry([place.shape for place in places if place.shape is not None])
