"""Saying where something is: by its address, by coordinates, in the middle of the map, or by a click on it."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsDistanceArea,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
)
from qgis.PyQt.QtCore import Qt, QTimer, pyqtSignal
from qgis.PyQt.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ...adapters.background import Lane
from ...adapters.wording import translate
from ...domain.errors import Problem
from ..widgets import PlainLabel, Quiet, button
from ..window import Window
from . import words
from . import work as adding_work
from .pick_tool import PickTool
from .work import Offer, Spot

_CALM_MS = 250
_SPOT = Qt.ItemDataRole.UserRole
_ROWS = 4


@dataclass(frozen=True)
class Chosen:
    """A place in `crs`, x before y."""

    point: QgsPointXY
    crs: QgsCoordinateReferenceSystem


class PlaceChooser(QWidget):
    """`changed` when another place is chosen, or none. `home` tells the CRS of the layer, AUTHORITY:CODE."""

    changed = pyqtSignal()

    def __init__(self, window: Window, home: Callable[[], str]) -> None:
        super().__init__()
        self._window, self._home = window, home
        self._offer: Offer | None = None
        self._unmark: Callable[[], None] = lambda: None
        self.place: Chosen | None = None
        self.searching: Lane[list[Spot]] = Lane(self)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_CALM_MS)
        self._soon.timeout.connect(self._search)
        self.tool: PickTool | None = None
        self._before = ""
        self.text, self.list, self.told, self.note = QLineEdit(), QListWidget(), PlainLabel(), Quiet()
        self.centre = button(translate("adding", "&Take the centre of the map"), self.take_centre)
        self.click = button(translate("adding", "Click on the &map"), self._pick)
        self.click.setCheckable(True)
        self._lay_out()

    def show_offer(self, offer: Offer | None) -> None:
        self._offer = offer
        self.text.setPlaceholderText(words.search_hint(offer))

    def take_centre(self) -> None:
        canvas = self._window.canvas
        self.choose(QgsPointXY(canvas.center()), canvas.mapSettings().destinationCrs())

    def choose(self, point: QgsPointXY, crs: QgsCoordinateReferenceSystem, name: str = "") -> None:
        """This is the place: it is marked on the map, and told."""
        self.forget()
        self.place = Chosen(point, crs)
        geometry = QgsGeometry.fromPointXY(point)
        self._unmark = self._window.mark(geometry, crs, self.palette().highlight().color())
        told = words.coordinates(point.x(), point.y(), crs.authid())
        self.told.say(translate("adding", "Place: {}").format(f"{name} – {told}" if name else told))
        self.changed.emit()

    def forget(self) -> None:
        """No place any more."""
        self._unmark()
        self._unmark = lambda: None
        self.place = None
        self.told.say(translate("adding", "No place yet."))

    def start_over(self) -> None:
        self.forget()
        self.text.clear()
        self._show_spots([], "")

    def close_chooser(self) -> None:
        self._soon.stop()
        self.searching.close()
        if self.tool is not None:
            self.tool.end()
            self.tool.deleteLater()  # the map owns it
            self.tool = None
        self.forget()

    def in_crs(self, target: QgsCoordinateReferenceSystem) -> QgsPointXY | None:
        """The place in another CRS; None where there is none, or it cannot be."""
        if self.place is None:
            return None
        transform = QgsCoordinateTransform(self.place.crs, target, QgsProject.instance().transformContext())
        try:
            moved = transform.transform(self.place.point)
        except QgsCsException:
            return None
        return moved if QgsGeometry.fromPointXY(moved).boundingBox().isFinite() else None

    def _lay_out(self) -> None:
        self.text.setClearButtonEnabled(True)
        self.text.textChanged.connect(self._soon.start)
        self.text.returnPressed.connect(self._take_first)
        name = QLabel(translate("adding", "Whe&re is it?"))
        name.setBuddy(self.text)
        self.list.setAccessibleName(translate("adding", "Places found"))
        self.list.setFixedHeight(self.fontMetrics().height() * _ROWS + 12)
        self.list.itemActivated.connect(self._take)
        self.list.itemClicked.connect(self._take)
        self.list.hide()
        self.note.hide()
        row = QHBoxLayout()
        row.addWidget(self.centre)
        row.addWidget(self.click)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        for part in (name, self.text, self.list, self.note):
            box.addWidget(part)
        box.addLayout(row)
        box.addWidget(self.told)
        self.told.say(translate("adding", "No place yet."))

    # searching

    def _search(self, take_first: bool = False) -> None:
        text, offer, home = self.text.text().strip(), self._offer, self._home()
        self._soon.stop()
        if offer is None or len(text) < 2:
            self.searching.abandon()
            self._show_spots([], "")
            return
        self.searching.start(
            translate("adding", "Searching for a place"),
            lambda job: adding_work.find_places(offer.path, text, home, job),
            partial(self._found, text, take_first),
            self._not_found,
        )

    def _found(self, text: str, take_first: bool, spots: list[Spot]) -> None:
        self._show_spots(spots, "" if spots else words.no_places(self._offer, text))
        if take_first and spots:
            self._take(self.list.item(0))
            if len(spots) > 1:
                self.list.setFocus()

    def _not_found(self, problem: Problem) -> None:
        self._show_spots([], problem.text)

    def _show_spots(self, spots: list[Spot], note: str) -> None:
        self.list.clear()
        near = [(spot, self._distance(spot) if spot.reading is None else None) for spot in spots]
        near.sort(key=lambda one: (spots.index(one[0]) if one[1] is None else 0, one[1] or 0.0))
        for spot, metres in near:
            item = QListWidgetItem(words.spot_text(spot, metres))
            item.setData(_SPOT, spot)
            self.list.addItem(item)
        self.list.setVisible(bool(spots))
        self.note.say(note)
        self.note.setVisible(bool(note))

    def _distance(self, spot: Spot) -> float | None:
        """Metres from the centre of the map; None where it cannot be said."""
        settings, context = self._window.canvas.mapSettings(), QgsProject.instance().transformContext()
        crs, measure = QgsCoordinateReferenceSystem(spot.crs), QgsDistanceArea()
        measure.setSourceCrs(crs, context)
        measure.setEllipsoid("EPSG:7030")
        try:
            centre = QgsCoordinateTransform(settings.destinationCrs(), crs, context).transform(
                settings.extent().center()
            )
            metres = float(measure.measureLine(centre, QgsPointXY(spot.x, spot.y)))
        except QgsCsException:
            return None
        return metres if math.isfinite(metres) else None

    def _take_first(self) -> None:
        """Enter in the field: what is searched for now, not what was found for fewer letters."""
        self._search(take_first=True)

    def _take(self, item: QListWidgetItem) -> None:
        spot = item.data(_SPOT)
        if not isinstance(spot, Spot):
            return
        crs, point = QgsCoordinateReferenceSystem(spot.crs), QgsPointXY(spot.x, spot.y)
        self.list.setCurrentItem(item)
        self.choose(point, crs, words.spot_text(spot) if spot.reading is None else "")
        self._window.zoom_to(QgsGeometry.fromPointXY(point), crs)

    # clicking

    def _pick(self) -> None:
        """The button switches the tool on and off; one tool is made, and kept while QGIS may hold it."""
        if self.tool is None:
            self.tool = PickTool(self._window.canvas, self._picked, self._picked_no_more)
        if self.click.isChecked():
            self._before = self.told.text()
            self.told.say(translate("adding", "Now click on the place on the map. The Escape key ends it."))
            self.tool.begin()
        else:
            self.tool.end()

    def _picked_no_more(self) -> None:
        if self.click.isChecked():
            self.click.setChecked(False)
            self.told.say(self._before)

    def _picked(self, point: QgsPointXY) -> None:
        self.click.setChecked(False)
        self.choose(point, self._window.canvas.mapSettings().destinationCrs())
