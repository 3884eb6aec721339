"""Where a contribution is corrected to: moved on the map, or by what is typed; step by step, and back again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
)
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from ...adapters.geometry import to_geojson, to_qgs
from ...adapters.wording import translate
from ...domain.coordinates import readings
from ...domain.errors import InvalidContent
from ...domain.feature import Geometry
from ...domain.merge import GEOMETRY
from ...domain.moving import is_one_point, may_be_redrawn, metres_typed, put_at, redrawn, shifted
from ..adding.draw_tool import DrawTool
from ..adding.pick_tool import PickTool
from ..adding.shapes import Shape, shape_of
from ..versions.drawing import RING
from ..versions.place_words import place_of, place_text
from ..widgets import PlainLabel, button
from ..window import Window
from .correcting import Correcting
from .correction_table import CorrectionTable


class PlaceBox(QWidget):
    """There while somebody corrects an object that has a place. The table shows what the place becomes, too."""

    def __init__(self, window: Window, table: CorrectionTable) -> None:
        super().__init__()
        self._window, self._table = window, table
        self._correcting: Correcting | None = None
        self._crs = QgsCoordinateReferenceSystem()
        self._unmark: Callable[[], None] = lambda: None
        self.pick: PickTool | None = None
        self.drawing: dict[Shape, DrawTool] = {}
        self.on_map = button(translate("place_box", "Move it on the map"), self._switch, "/mActionMoveFeature.svg")
        self.on_map.setCheckable(True)
        self.back = button(translate("place_box", "Undo the last move"), self._back, "/mActionUndo.svg")
        self.typed, self.told, self._label = QLineEdit(), PlainLabel(), QLabel()
        self._lay_out()
        table.model.chosen.connect(self._show)

    def load(self, correcting: Correcting | None, crs: QgsCoordinateReferenceSystem | None) -> None:
        """What is being corrected, in `crs`; None for nothing."""
        if correcting is not self._correcting:
            self.end_tools()
            self.typed.clear()
        self._correcting = correcting
        self._crs = crs if crs is not None else QgsCoordinateReferenceSystem()
        self._show()

    def end_tools(self) -> None:
        for tool in (self.pick, *self.drawing.values()):
            if tool is not None:
                tool.end()

    def close_box(self) -> None:
        self.load(None, None)
        for tool in (self.pick, *self.drawing.values()):
            if tool is not None:
                tool.deleteLater()  # the map owns it
        self.pick, self.drawing = None, {}

    def _lay_out(self) -> None:
        self._label.setBuddy(self.typed)
        self._label.setWordWrap(True)
        self.typed.returnPressed.connect(self._take_typed)
        for one in (self.on_map, self.back):
            one.setAutoDefault(False)
        verbs = QGridLayout()
        verbs.addWidget(self.on_map, 0, 0)
        verbs.addWidget(self.back, 0, 1)
        verbs.setColumnStretch(2, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addLayout(verbs)
        for part in (self._label, self.typed, self.told):
            box.addWidget(part)
        self.hide()

    @property
    def _place(self) -> Geometry | None:
        return self._correcting.result(GEOMETRY) if self._correcting is not None else None

    def _show(self) -> None:
        """What can be done with the place, what it becomes, and a mark there on the map."""
        self._unmark()
        self._unmark = lambda: None
        correcting, place = self._correcting, self._place
        self.setVisible(place is not None)
        if correcting is None or place is None:
            return
        point, drawn = is_one_point(place), may_be_redrawn(place)
        self.on_map.setVisible(point or drawn)
        self.on_map.setText(
            translate("place_box", "Move it on the map") if point else translate("place_box", "Draw it anew on the map")
        )
        label = translate("place_box", "Coordinates, then Enter") if point else ""
        label = label or translate("place_box", "Move by metres to the east and to the north (2.5 -1), then Enter")
        self._label.setText(label)
        self.typed.setAccessibleName(label)
        self.back.setEnabled(bool(correcting.moves))
        moved = GEOMETRY in correcting.values
        self.told.say(self._words(correcting, place) if moved else "")
        self.told.setVisible(moved)
        if moved:
            colour = self.palette().highlight().color()
            self._unmark = self._window.mark(to_qgs(place), self._crs, colour, RING)

    def _words(self, correcting: Correcting, place: Geometry) -> str:
        proposed = correcting.ground.contribution.change.proposed
        if proposed is None or proposed.geometry is None:
            return ""
        becomes = place_of(replace(proposed, geometry=place), proposed, correcting.ground.decimals)
        return translate("place_box", "Beside the proposal: {}. On the map: circles.").format(place_text(becomes))

    # moving

    def _switch(self) -> None:
        """The button switches its tool on and off."""
        place, tool = self._place, None
        if place is not None and is_one_point(place):
            self.pick = self.pick or PickTool(self._window.canvas, self._picked, self._ended)
            tool = self.pick
        elif place is not None and (shape := shape_of(str(place["type"]))) is not None:
            if shape not in self.drawing:
                self.drawing[shape] = DrawTool(self._window.canvas, self._window.cad, shape, self._drawn, self._ended)
            tool = self.drawing[shape]
        if tool is None or not self.on_map.isChecked():
            self.end_tools()
        elif isinstance(tool, DrawTool):
            tool.begin(self._crs)
        else:
            tool.begin()

    def _ended(self) -> None:
        self.on_map.setChecked(False)

    def _picked(self, point: QgsPointXY) -> None:
        self._put_point(point, self._window.canvas.mapSettings().destinationCrs())

    def _drawn(self, geometry: QgsGeometry) -> None:
        place, drawn = self._place, to_geojson(geometry)
        if place is not None and drawn is not None and self._correcting is not None:
            self._move(lambda: redrawn(place, drawn, self._correcting.ground.decimals))

    def _put_point(self, point: QgsPointXY, crs: QgsCoordinateReferenceSystem) -> None:
        place, correcting = self._place, self._correcting
        if place is None or correcting is None:
            return
        transform = QgsCoordinateTransform(crs, self._crs, QgsProject.instance().transformContext())
        try:
            there = transform.transform(point)
        except QgsCsException:
            self.refuse(translate("place_box", "This place lies outside what the layer is for."))
            return
        self._move(lambda: put_at(place, there.x(), there.y(), correcting.ground.decimals))

    def _take_typed(self) -> None:
        text, place, correcting = self.typed.text().strip(), self._place, self._correcting
        if not text or place is None or correcting is None:
            return
        if is_one_point(place):
            found = next(iter(readings(text, self._crs.authid())), None)
            if found is None:
                self.refuse(translate("place_box", "These are no coordinates."))
                return
            self._put_point(QgsPointXY(found.x, found.y), QgsCoordinateReferenceSystem(found.crs))
        else:
            metres = metres_typed(text)
            if metres is None:
                self.refuse(translate("place_box", "Type two numbers: metres to the east, and to the north."))
                return
            ground = correcting.ground
            self._move(lambda: shifted(place, *metres, ground.geographic, ground.decimals))
        self.typed.clear()

    def _move(self, made: Callable[[], Any]) -> None:
        try:
            self._table.model.move(made())
        except InvalidContent as problem:
            self.refuse(problem.text)

    def refuse(self, text: str) -> None:
        self.told.say(f"⚠ {text}")
        self.told.show()
        self.typed.setFocus(Qt.FocusReason.OtherFocusReason)

    def _back(self) -> None:
        self._table.model.move_back()
        if not self.back.isEnabled():
            self.on_map.setFocus()
