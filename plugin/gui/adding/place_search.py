"""The field in which somebody types where something is: coordinates, a street, an address; and what is found."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsDistanceArea,
    QgsPointXY,
    QgsProject,
)
from qgis.PyQt.QtCore import Qt, QTimer, pyqtSignal
from qgis.PyQt.QtWidgets import QLabel, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ...adapters.background import Lane
from ...adapters.wording import translate
from ...domain.errors import Problem
from ..session import Session
from ..widgets import Quiet
from ..window import Window
from . import words
from . import work as adding_work
from .work import Offer, Places, Spot

_CALM_MS = 250
_SPOT = Qt.ItemDataRole.UserRole
_ROWS = 4


class PlaceSearch(QWidget):
    """`taken` carries the Spot that somebody means. `home` tells the CRS of the layer, AUTHORITY:CODE.

    The working copy is asked first, then the municipality's service; nobody else hears what is sought.
    """

    taken = pyqtSignal(object)

    def __init__(self, session: Session, window: Window, home: Callable[[], str]) -> None:
        super().__init__()
        self._session, self._window, self._home = session, window, home
        self._offer: Offer | None = None
        self.lane: Lane[Places] = Lane(self)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_CALM_MS)
        self._soon.timeout.connect(self._search)
        self.text, self.list, self.note = QLineEdit(), QListWidget(), Quiet()
        self._lay_out()

    @property
    def busy(self) -> bool:
        return bool(self.lane.busy or self._soon.isActive())

    def show_offer(self, offer: Offer | None) -> None:
        self._offer = offer
        self.text.setPlaceholderText(words.search_hint(offer, self._session.connection))

    def start_over(self) -> None:
        self.text.clear()
        self._show_spots([], "")

    def close_search(self) -> None:
        self._soon.stop()
        self.lane.close()

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
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        for part in (name, self.text, self.list, self.note):
            box.addWidget(part)

    def _search(self, take_first: bool = False) -> None:
        text, offer, home = self.text.text().strip(), self._offer, self._home()
        self._soon.stop()
        if offer is None or len(text) < 2:
            self.lane.abandon()
            self._show_spots([], "")
            return
        connection, here = self._session.connection, self._session.municipality
        known = connection is not None and here is not None and not self._session.offline
        service = (connection, here.authcfg) if known else None
        self.lane.start(
            translate("adding", "Searching for a place"),
            lambda job: adding_work.find_places(offer.path, text, home, service, job),
            partial(self._found, text, take_first),
            self._not_found,
        )

    def _found(self, text: str, take_first: bool, found: Places) -> None:
        self._show_spots(found.spots, "" if found.spots else words.no_places(self._offer, found, text, self._session))
        if take_first and found.spots:
            self._take(self.list.item(0))
            if len(found.spots) > 1:
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
        if isinstance(spot, Spot):
            self.list.setCurrentItem(item)
            self.taken.emit(spot)
