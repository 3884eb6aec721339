"""Saying where something is: by its address, by coordinates, in the middle of the map, by a click, or drawn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
)
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ...adapters import map_layers
from ...adapters.wording import translate
from ..session import Session
from ..widgets import PlainLabel, Quiet, button
from ..window import Window
from . import words
from .draw_tool import DrawTool
from .pick_tool import PickTool
from .place_search import PlaceSearch
from .shapes import Shape
from .snapping import Snapping
from .work import Offer, Spot


@dataclass(frozen=True)
class Chosen:
    """A place in `crs`, x before y."""

    geometry: QgsGeometry
    crs: QgsCoordinateReferenceSystem


class PlaceChooser(QWidget):
    """`changed` when another place is chosen, or none. `home` tells the CRS of the layer, AUTHORITY:CODE.

    Points are searched for, clicked, or taken from the map's centre; lines and areas are drawn, and a search leads
    there.
    """

    changed = pyqtSignal()

    def __init__(self, session: Session, window: Window, home: Callable[[], str]) -> None:
        super().__init__()
        self._window, self._home = window, home
        self._offer: Offer | None = None
        self._unmark: Callable[[], None] = lambda: None
        self._snapping = Snapping(window.canvas)
        self.shape = Shape.POINT
        self.place: Chosen | None = None
        self.tool: PickTool | None = None
        self.drawing: dict[Shape, DrawTool] = {}
        self.search = PlaceSearch(session, window, home)
        self.search.taken.connect(self._take)
        self.told, self.how = PlainLabel(), Quiet()
        self.centre = button(translate("adding", "&Take the centre of the map"), self.take_centre)
        self.click = button(translate("adding", "Click on the &map"), self._pick)
        self.draw = button(translate("adding", "&Draw it on the map"), self._draw)
        for one in (self.click, self.draw):
            one.setCheckable(True)
        self._lay_out()
        self.show_shape(Shape.POINT)

    def show_offer(self, offer: Offer | None) -> None:
        self._offer = offer
        self.search.show_offer(offer)

    def show_shape(self, shape: Shape) -> None:
        """What is to be chosen now; a place of another kind is none for it."""
        if shape is not self.shape:
            self.end_tools()
            self.forget()
        self.shape = shape
        for one in (self.centre, self.click):
            one.setVisible(shape is Shape.POINT)
        self.draw.setVisible(shape is not Shape.POINT)
        self._explain()

    def take_centre(self) -> None:
        canvas = self._window.canvas
        self.choose(QgsPointXY(canvas.center()), canvas.mapSettings().destinationCrs())

    def choose(self, point: QgsPointXY, crs: QgsCoordinateReferenceSystem, name: str = "") -> None:
        """This is the place: it is marked on the map, and told."""
        told = words.coordinates(point.x(), point.y(), crs.authid())
        self._chosen(QgsGeometry.fromPointXY(point), crs, f"{name} – {told}" if name else told)

    def forget(self) -> None:
        """No place any more."""
        self._unmark()
        self._unmark = lambda: None
        self.place = None
        self.told.say(translate("adding", "No place yet."))

    def start_over(self) -> None:
        self.forget()
        self.search.start_over()

    def end_tools(self) -> None:
        """Nothing is clicked or drawn any more; the tool from before is back."""
        for tool in (self.tool, *self.drawing.values()):
            if tool is not None:
                tool.end()

    def close_chooser(self) -> None:
        self.search.close_search()
        self.end_tools()
        for tool in (self.tool, *self.drawing.values()):
            if tool is not None:
                tool.deleteLater()  # the map owns it
        self.tool, self.drawing = None, {}
        self.forget()

    def in_crs(self, target: QgsCoordinateReferenceSystem) -> QgsGeometry | None:
        """The place in another CRS; None where there is none, or it cannot be."""
        if self.place is None:
            return None
        moved = QgsGeometry(self.place.geometry)
        transform = QgsCoordinateTransform(self.place.crs, target, QgsProject.instance().transformContext())
        try:
            moved.transform(transform)
        except QgsCsException:
            return None
        return moved if moved.boundingBox().isFinite() else None

    def _chosen(self, geometry: QgsGeometry, crs: QgsCoordinateReferenceSystem, told: str) -> None:
        self.forget()
        self.place = Chosen(geometry, crs)
        self._unmark = self._window.mark(geometry, crs, self.palette().highlight().color())
        self.told.say(translate("adding", "Place: {}").format(told))
        self.changed.emit()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        for one in (self.centre, self.click, self.draw):
            row.addWidget(one)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.search)
        box.addLayout(row)
        box.addWidget(self.how)
        box.addWidget(self.told)
        self.told.say(translate("adding", "No place yet."))

    def _take(self, spot: Spot) -> None:
        """A place was found: a point is there; for what is drawn the map goes there."""
        crs, point = QgsCoordinateReferenceSystem(spot.crs), QgsPointXY(spot.x, spot.y)
        if self.shape is Shape.POINT:
            self.choose(point, crs, words.spot_text(spot) if spot.reading is None else "")
        self._window.zoom_to(QgsGeometry.fromPointXY(point), crs)

    # clicking and drawing: a button switches its tool on and off; a tool is made once, and kept while QGIS may hold it

    def _pick(self) -> None:
        if self.tool is None:
            self.tool = PickTool(self._window.canvas, self._picked, self._pick_ended)
        self.tool.begin() if self.click.isChecked() else self.tool.end()
        self._explain()

    def _pick_ended(self) -> None:
        self.click.setChecked(False)
        self._explain()

    def _picked(self, point: QgsPointXY) -> None:
        self.choose(point, self._window.canvas.mapSettings().destinationCrs())

    def _draw(self) -> None:
        tool = self.drawing.get(self.shape)
        if tool is None:
            tool = DrawTool(self._window.canvas, self._window.cad, self.shape, self._drawn, self._draw_ended)
            self.drawing[self.shape] = tool
        if not self.draw.isChecked():
            tool.end()
            return
        self.forget()
        self.changed.emit()
        there = map_layers.layers_of_copy(self._offer.path) if self._offer is not None else {}
        self._snapping.begin(layer for layers in there.values() for layer in layers)
        tool.begin(QgsCoordinateReferenceSystem(self._home()))
        self._explain()

    def _drawn(self, geometry: QgsGeometry) -> None:
        crs = QgsCoordinateReferenceSystem(self._home())
        self._chosen(geometry, crs, words.drawn(geometry, crs))

    def _draw_ended(self) -> None:
        self._snapping.end()
        self.draw.setChecked(False)
        self._explain()

    def _explain(self) -> None:
        """How one clicks or draws, as long as it is of use."""
        active = (self.click if self.shape is Shape.POINT else self.draw).isChecked()
        self.how.say(words.how_to_draw(self.shape, active))
        self.how.setVisible(bool(self.how.text()))
