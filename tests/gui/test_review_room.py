"""The height of the page Prüfen goes to what needs it: the list, the filters, one contribution, or an answer."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from qgis.core import QgsApplication
from qgis.PyQt.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from plugin.gui.review.parts import Halves, column
from plugin.gui.review.room import Need, Room
from tests.gui.conftest import until

pytestmark = pytest.mark.qgis

HIGH, LOW = 900, 500


class Place:
    """List and filters above, a contribution and a form below, in a dock of some height."""

    def __init__(self) -> None:
        self.list, self.view, self.filters, self.form = (QFrame() for _ in range(4))
        for part, least in ((self.list, 150), (self.view, 80), (self.filters, 60), (self.form, 220)):
            part.setMinimumHeight(least)
            QVBoxLayout(part).addWidget(QLabel("\n" * 12 if part is self.filters else ""))
        for part in (self.filters, self.form):
            part.hide()
        self.upper, self.lower = column((self.filters, self.list), self.list), column((self.view, self.form), self.view)
        self.halves = Halves(self.upper, self.lower)
        self.room = Room(self.halves, self.view, self.filters, (self.form,))
        self.dock = QScrollArea()
        self.dock.setWidgetResizable(True)
        body = QWidget()
        QVBoxLayout(body).addWidget(self.halves)
        self.dock.setWidget(body)

    def show(self, height: int) -> None:
        self.dock.resize(400, height)
        self.dock.show()
        self.settle(Need.LIST)

    def settle(self, need: Need) -> None:
        until(lambda: self.room.need is need and not self.room._later.isActive())

    def seen(self, part: QWidget) -> bool:
        """Whether it can be seen from top to bottom without scrolling."""
        top = part.mapTo(self.dock.viewport(), part.rect().topLeft()).y()
        return bool(part.isVisible() and top >= 0 and top + part.height() <= self.dock.viewport().height())


@pytest.fixture
def place(qgis_app: QgsApplication) -> Iterator[Place]:
    made = Place()
    yield made
    made.dock.deleteLater()


def test_the_list_has_it_all_until_somebody_looks_at_one(place: Place) -> None:
    place.show(HIGH)
    assert place.upper.height() > 5 * place.lower.height() and place.view.isHidden()
    place.room.look_at("eine Bank")
    place.settle(Need.OWN)
    assert place.view.isVisible() and place.lower.height() > place.upper.height(), "the usual heights"
    place.room.look_at("")
    place.settle(Need.LIST)
    assert place.upper.height() > 5 * place.lower.height()


def test_a_form_in_a_low_dock_takes_the_place_of_the_list_and_gives_it_back(place: Place) -> None:
    place.show(LOW)
    place.room.look_at("eine Bank")
    place.settle(Need.OWN)
    before = place.halves.sizes()
    place.form.show()
    place.settle(Need.WRITING)
    until(lambda: place.seen(place.form) and place.view.height() > 150)
    assert place.upper.isHidden()
    place.form.hide()
    place.settle(Need.OWN)
    assert place.upper.isVisible() and place.halves.sizes() == before


def test_a_form_in_a_high_dock_leaves_the_list_where_it_is(place: Place) -> None:
    place.show(HIGH)
    place.room.look_at("eine Bank")
    place.settle(Need.OWN)
    place.form.show()
    until(lambda: place.seen(place.form))
    assert place.upper.isVisible() and place.room.need is Need.OWN


def test_filters_are_shown_as_a_whole_while_they_are_open(place: Place) -> None:
    place.show(HIGH)
    place.room.look_at("eine Bank")
    place.settle(Need.OWN)
    before = place.halves.sizes()
    place.filters.show()
    place.settle(Need.FILTERS)
    assert place.filters.height() >= place.filters.sizeHint().height() and place.list.height() >= 150
    place.filters.hide()
    place.settle(Need.OWN)
    assert place.halves.sizes() == before
