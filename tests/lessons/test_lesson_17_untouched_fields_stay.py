"""Lesson 17: A widget resets a field to NULL.

Seen in Lizmap #6199; IGN #133. Here: untouched fields are never sent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt.QtWidgets import QApplication, QWidget

from demo.service import Service
from plugin.adapters import map_layers
from plugin.adapters.connecting import connect
from plugin.adapters.working_copy import WorkingCopy
from plugin.domain.contribution import changed_properties
from plugin.gui.feature_form import open_form
from plugin.services.wfs import transaction
from plugin.services.wfs.model import Update
from plugin.workflows.publish import publish
from plugin.workflows.review import Decision, decide
from tests.fault_proxy import FaultProxy
from tests.http_wire import TRANSACTION, both, says
from tests.lessons.people import Contributor
from tests.lessons.village import Rows, build, uuid_of

pytestmark = [pytest.mark.live, pytest.mark.qgis]

LAYER = "schild"
TEXTS = ("name", "leer", "nichts", "merkmale", "hinweis")
FIELDS = dict.fromkeys(TEXTS, "text") | {"anzahl": "integer", "höhe": "number", "gesehen": "datetime"}
ROW: dict[str, Any] = {
    "name": "Halt!",
    "leer": "",
    "anzahl": 2**60 + 1,
    "höhe": 0.1 + 0.2,
    "gesehen": "2024/01/02 03:04:05.678+00",
    "merkmale": '{"farbe": "rot", "maße": [1, null]}',
    "hinweis": "zwei\r\nZeilen  mit  Abständen ",
}


@pytest.fixture(scope="module")
def street(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    folder = tmp_path_factory.mktemp("strasse")
    rows = Rows(25833, [(f"POINT ({490000 + n} 5670000)", ROW) for n in range(4)], FIELDS)
    with Service({"/ows/": build(folder / "daten", {LAYER: rows})}, folder / "lauf") as running:
        yield running


@pytest.fixture
def way(street: Service) -> Iterator[FaultProxy]:
    with FaultProxy(street.port) as proxy:
        yield proxy


def confirm_form(layer: QgsVectorLayer, feature_id: int, column: str, value: str) -> None:
    """Open QGIS's form, write into one field, look at all the others, and press OK."""
    window = QWidget()
    form = open_form(layer, feature_id, column, window)
    assert form is not None
    for widget in form.findChildren(QWidget):
        if widget.isVisibleTo(form):
            widget.setFocus()
    form.attributeForm().changeAttribute(column, value)
    form.accept()
    QApplication.processEvents()
    window.deleteLater()


@pytest.mark.parametrize("way_of_publishing", ["reviewed", "at once"])
def test_only_what_was_written_is_in_the_update(
    way: FaultProxy, street: Service, login: Callable[[str], str], tmp_path: Path, way_of_publishing: str
) -> None:
    at_once = way_of_publishing == "at once"
    uuid = uuid_of(LAYER, int(at_once))
    person = Contributor.checks_out(
        connect(way.url(), login("verwaltung" if at_once else "beitrag-a")), tmp_path / "k.gpkg", LAYER
    )
    (record,) = WorkingCopy.open(person.path).records()
    layer = map_layers.copy_layer(person.path, record, True)
    QgsProject.instance().addMapLayer(layer)
    before = person.rows(LAYER)[uuid]
    row = next(one.id() for one in layer.getFeatures() if one["uuid"] == uuid)
    assert layer.startEditing()
    confirm_form(layer, row, "name", "Stop!")
    assert layer.commitChanges(), layer.commitErrors()
    (change,) = WorkingCopy.open(person.path).changes()
    assert change.base is not None and change.proposed is not None
    assert dict(changed_properties(change.base, change.proposed)) == {"name": "Stop!"}
    after = person.rows(LAYER)[uuid]
    assert {name: value for name, value in after.items() if value != before[name]} == {"name": "Stop!"}

    done = person.sends(direct=at_once)
    if not at_once:
        reviewer = connect(way.url(), login("pruefung-altmarkfurt"))
        decide(reviewer, done.submitted, Decision.ACCEPT).raise_if_failed("accepted")
        assert publish(reviewer, done.submitted).done == done.submitted
    updates = [
        action
        for one in way.seen
        if one.is_(both(TRANSACTION, says(f"{LAYER}")))
        for action in transaction.parse(one.request.body).actions
        if isinstance(action, Update) and action.typename.rpartition(":")[2] == LAYER
    ]
    assert [(dict(update.properties), update.sets_geometry) for update in updates] == [({"name": "Stop!"}, False)]
    fresh = Contributor.checks_out(connect(street.url), tmp_path / "frisch.gpkg", LAYER).rows(LAYER)[uuid]
    changed = {name for name in before if before[name] != fresh[name]}
    assert changed == {"name"} and fresh["name"] == "Stop!"
    QgsProject.instance().clear()


def test_a_form_that_is_only_confirmed_changes_nothing(
    way: FaultProxy, login: Callable[[str], str], tmp_path: Path
) -> None:
    person = Contributor.checks_out(connect(way.url(), login("beitrag-a")), tmp_path / "k.gpkg", LAYER)
    (record,) = WorkingCopy.open(person.path).records()
    layer = map_layers.copy_layer(person.path, record, True)
    row = next(one for one in layer.getFeatures() if one["uuid"] == uuid_of(LAYER, 3))
    assert layer.startEditing()
    confirm_form(layer, row.id(), "name", str(row["name"]))
    assert layer.commitChanges()
    assert WorkingCopy.open(person.path).changes() == []
    person.sends()
    assert person.items() == [] and way.count(TRANSACTION) == 0
