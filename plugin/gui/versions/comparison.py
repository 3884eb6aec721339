"""The maps of three versions, and what one does with them: side by side or over one another, swipe, moved vertices."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry, QgsPointXY
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QGridLayout,
    QHBoxLayout,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from ...adapters.settings import TOLERANCE
from ...adapters.wording import translate
from ..widgets import PlainLabel
from ..window import Window
from .place_words import Place, vertices_text
from .versions_map import Names, VersionsMap

_PAIRS = ((0, 1), (2, 1), (0, 2))
PROPOSED = 1
_LEAST, _MOST = 0.0, 100.0
RINGS = 300
"""Vertices that are marked; more would be a heap."""


class Comparison(QWidget):
    """`rings_changed` when other vertices count as moved; `moved` are those of the proposed version."""

    rings_changed = pyqtSignal()

    def __init__(self, window: Window, names: Names, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = names
        self._places: Sequence[Place] = ()
        self.maps = VersionsMap(window, names)
        self.view, self.line, self.strength = QComboBox(), QSlider(), QSlider()
        self.tolerance, self.words, self._swiped = QDoubleSpinBox(), PlainLabel(), PlainLabel()
        self._labels: list[PlainLabel] = []
        self._lay_out()
        self._connect()
        self._show_view()

    @property
    def moved(self) -> QgsGeometry | None:
        """The vertices that moved by more than the tolerance, as they were loaded."""
        points = self._moved_points()
        return QgsGeometry.fromMultiPointXY(points) if points else None

    def load(self, places: Sequence[Place], crs: QgsCoordinateReferenceSystem) -> None:
        self._places = places
        self.maps.load(places, crs)
        self._mark()

    def close_maps(self) -> None:
        self.maps.close_maps()

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        self.view.addItem(translate("comparison", "Side by side"), None)
        for pair in _PAIRS:
            text = translate("comparison", "Swipe: {} and {}").format(*(self._names[which] for which in pair))
            self.view.addItem(text, pair)
        head = QHBoxLayout()
        head.addWidget(self._label(translate("comparison", "Maps"), self.view))
        head.addWidget(self.view)
        head.addStretch(1)
        label = self._label(translate("comparison", "Vertices count as moved from"), self.tolerance)
        vertices = QHBoxLayout()
        for part in (label, self.tolerance):
            vertices.addWidget(part)
        vertices.addStretch(1)
        sliders = QGridLayout()
        told = ((translate("comparison", "Swipe"), self.line), (translate("comparison", "Transparency"), self.strength))
        for row, (text, slider) in enumerate(told):
            slider.setOrientation(Qt.Orientation.Horizontal)
            slider.setRange(0, 100)
            slider.setPageStep(10)
            sliders.addWidget(self._label(text, slider), row, 0)
            sliders.addWidget(slider, row, 1)
        self._of_swipe = [self.line, self.strength, *self._labels[-2:], self._swiped]
        self.line.setValue(50)
        self.tolerance.setRange(_LEAST, _MOST)
        self.tolerance.setDecimals(2)
        self.tolerance.setSingleStep(0.05)
        self.tolerance.setSuffix(" m")
        self.tolerance.setValue(_remembered())
        for part in (head, self.maps, sliders, self._swiped, vertices, self.words):
            box.addWidget(part) if isinstance(part, QWidget) else box.addLayout(part)

    def _label(self, text: str, buddy: QWidget) -> PlainLabel:
        made = PlainLabel(text)
        made.setWordWrap(False)
        made.setBuddy(buddy)
        buddy.setAccessibleName(text)
        self._labels.append(made)
        return made

    def _connect(self) -> None:
        over = self.maps.over
        over.follow(self.line)
        self.view.currentIndexChanged.connect(lambda _: self._show_view())
        self.line.valueChanged.connect(lambda value: (over.set_line(value / 100), self._say_swiped()))
        self.strength.valueChanged.connect(lambda value: (over.set_strength(1 - value / 100), self._say_swiped()))
        self.tolerance.valueChanged.connect(self._other_tolerance)

    def _show_view(self) -> None:
        pair = self.view.currentData()
        if pair is not None:
            self.maps.over.set_pair(tuple(pair))
        self.maps.show_over(pair is not None)
        for part in self._of_swipe:
            part.setVisible(pair is not None)
        self._say_swiped()

    def _say_swiped(self) -> None:
        """What is to be seen on which side, for whoever does not see it."""
        pair = self.view.currentData()
        if pair is None:
            return
        first, second = (self._names[which] for which in pair)
        told = {"left": first, "right": second, "line": self.line.value(), "faint": self.strength.value()}
        text = translate(
            "comparison", "Left of the line, at {line} %: {left}. Right of it: {right}, {faint} % transparent."
        )
        text = text.format(**told)
        self._swiped.say(text)
        self.maps.over.setAccessibleName(translate("comparison", "{} and {} over one another").format(first, second))
        self.maps.over.setAccessibleDescription(text)

    def _other_tolerance(self, metres: float) -> None:
        TOLERANCE.setValue(f"{metres:.2f}")
        self._mark()

    def _mark(self) -> None:
        points = self._moved_points()
        self.maps.show_rings(PROPOSED, points)
        text = vertices_text(self._places[PROPOSED], self.tolerance.value()) if self._places else ""
        self.words.say(text)
        self.words.setVisible(bool(text))
        told = bool(self._places) and bool(self._places[PROPOSED].vertices)
        for part in (self.tolerance, self._labels[1]):
            part.setVisible(told)
        self.rings_changed.emit()

    def _moved_points(self) -> list[QgsPointXY]:
        tolerance = self.tolerance.value()
        vertices = self._places[PROPOSED].vertices if self._places else ()
        return [one.point for one in vertices if one.metres > tolerance][:RINGS]


def _remembered() -> float:
    """Metres; what is in the settings may have been written by hand."""
    try:
        return min(max(float(TOLERANCE.value()), _LEAST), _MOST)
    except ValueError:
        return 0.1
