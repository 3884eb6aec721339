"""Forms of layers of a working copy: impossible values cannot be entered, and nothing foreign is carried out."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from qgis.core import QgsFieldConstraints, QgsProject, QgsVectorLayer, QgsVectorLayerUtils
from qgis.gui import QgsAttributeDialog, QgsAttributeForm
from qgis.PyQt.QtWidgets import QAbstractSpinBox, QComboBox, QDialogButtonBox, QSpinBox

from plugin.adapters.forms import spin_limits
from plugin.adapters.map_layers import copy_layer
from plugin.adapters.working_copy import WorkingCopy
from plugin.formats.kept_rules import LARGEST
from plugin.formats.kept_rules import RULES as RULES_PART
from plugin.services.wfs.model import Field, Schema
from plugin.workflows.forms import FieldForm, Kind

from .copies import URL, baum, load

pytestmark = pytest.mark.qgis
C, S = QgsFieldConstraints.Constraint, QgsFieldConstraints.ConstraintStrength
EVIL = "<img src=x onerror=1>&\u202eKlasse"
SCHEMA = Schema(
    "baum",
    (
        Field("fid", "integer"),
        Field("uuid", "text", True, "Kennung"),
        Field("art", "text", True, "Baumart"),
        Field("nummer", "integer", False, "Nummer <b>"),
        Field("höhe", "number"),
        Field("erhalten", "boolean"),
        Field("gepflanzt", "date"),
        Field("bemerkung", "text"),
        Field("stand", "integer"),
    ),
    "geometry",
    "Point",
)
RULES: list[dict[str, Any]] = [
    {"code": "DOMAIN", "field": "art", "values": ["linde", "eiche"], "labels": {"linde": EVIL}},
    {"code": "RANGE", "field": "nummer", "min": 1, "max": 900},
    {"code": "RANGE", "id": "usual:nummer", "field": "nummer", "min": 1, "max": 5, "severity": "warning"},
    {"code": "RANGE", "field": "höhe", "min": 0, "max": 40},
    {"code": "UNIQUE", "field": "nummer"},
    {"code": "EXPRESSION", "fields": ["bemerkung"], "expression": 'length("bemerkung") <= 20', "text": {"de": "kurz"}},
    {
        "code": "EXPRESSION",
        "id": "boese",
        "fields": ["gepflanzt"],
        "expression": "file_exists('x')",
        "text": {"de": "x"},
    },
]


def rows() -> list[Any]:
    values = {"nummer": 7, "höhe": 12.345678, "erhalten": None, "gepflanzt": None, "bemerkung": None, "stand": 3}
    both = [baum(number, **values | {"nummer": 6 + number, "art": "linde"}) for number in (1, 2)]
    return both


@pytest.fixture
def copy(tmp_path: Path) -> Iterator[WorkingCopy]:
    made = WorkingCopy.create(tmp_path / "Bäume.gpkg", URL, "epoche")
    load(made, rows(), SCHEMA, key="uuid")
    made.note_rules([{"layer": "baum", "rules": RULES}], {"baum": ["stand"]})
    yield made
    QgsProject.instance().clear()


def opened(copy: WorkingCopy) -> QgsVectorLayer:
    layer = copy_layer(copy.path, copy.records()[0], own=True)
    QgsProject.instance().addMapLayer(layer)
    return layer


def test_editors_are_made_of_rules_and_schema(copy: WorkingCopy) -> None:
    layer = opened(copy)
    at = layer.fields().indexOf
    kinds = {name: layer.editorWidgetSetup(at(name)).type() for name in ("uuid", "fid", "stand", "art", "nummer")}
    assert kinds == {"uuid": "Hidden", "fid": "Hidden", "stand": "Hidden", "art": "ValueMap", "nummer": "Range"}
    labels = [label for one in layer.editorWidgetSetup(at("art")).config()["map"] for label in one]
    assert labels == ["(nothing)", "‹img src=x onerror=1›＆Klasse", "eiche"]
    limits = layer.editorWidgetSetup(at("nummer")).config()
    assert (limits["Min"], limits["Max"], limits["AllowNull"]) == (1, 900, False), "what is only unusual may be entered"
    assert layer.attributeAlias(at("nummer")) == "Nummer ‹b›" and layer.attributeAlias(at("art")) == "Baumart"
    firm = layer.fieldConstraintsAndStrength(at("nummer"))
    hard = S.ConstraintStrengthHard
    assert firm == {C.ConstraintNotNull: hard, C.ConstraintUnique: hard, C.ConstraintExpression: hard}
    assert not layer.constraintExpression(at("gepflanzt")), "what rules may not use is no constraint either"
    assert layer.constraintDescription(at("bemerkung")) == "At most 20 characters."


def test_an_impossible_value_cannot_be_typed_or_saved(copy: WorkingCopy) -> None:
    layer = opened(copy)
    layer.startEditing()
    dialog = QgsAttributeDialog(layer, next(layer.getFeatures()), False)
    dialog.show()
    form = dialog.attributeForm()
    (ok,) = [box.button(QDialogButtonBox.StandardButton.Ok) for box in form.findChildren(QDialogButtonBox)]
    (spin,) = form.findChildren(QAbstractSpinBox, "nummer")
    spin.setValue(4000)
    assert spin.value() == 900 and ok.isEnabled()
    assert not any(box.isEditable() for box in form.findChildren(QComboBox)), "a code is chosen"
    form.changeAttribute("höhe", 41.0)
    assert not ok.isEnabled(), "a tree of 41 m is not saved"
    form.changeAttribute("höhe", 39.5)
    assert ok.isEnabled()
    dialog.reject()
    dialog.deleteLater()
    layer.rollBack()


def test_an_untouched_form_changes_nothing(copy: WorkingCopy) -> None:
    """Null stays null, a number keeps its digits: what nobody has touched is never sent."""
    layer = opened(copy)
    layer.startEditing()
    form = QgsAttributeForm(layer, next(layer.getFeatures()))
    form.changeAttribute("bemerkung", "hohl")
    assert form.save() and layer.commitChanges(), layer.commitErrors()
    form.deleteLater()
    (change,) = copy.changes()
    before, after = change.base.properties, change.proposed.properties  # type: ignore[union-attr]
    assert {name for name in after if after[name] != before[name]} == {"bemerkung"}


def test_what_the_municipality_has_left_wrong_does_not_keep_anybody_from_saving(tmp_path: Path) -> None:
    copy = WorkingCopy.create(tmp_path / "alt.gpkg", URL, "epoche")
    broken = [baum(1, nummer=5000, art="pappel", höhe=99.5, bemerkung=None, erhalten=None, gepflanzt=None, stand=1)]
    load(copy, broken, SCHEMA, key="uuid")
    copy.note_rules([{"layer": "baum", "rules": RULES}], {})
    layer = opened(copy)
    layer.startEditing()
    form = QgsAttributeForm(layer, next(layer.getFeatures()))
    form.changeAttribute("bemerkung", "hohl")
    assert form.save() and layer.commitChanges()
    form.deleteLater()
    (change,) = copy.changes()
    assert change.proposed is not None
    assert (change.proposed.properties["nummer"], change.proposed.properties["art"]) == (5000, "pappel")


def test_rules_that_somebody_has_made_too_long_are_not_read(copy: WorkingCopy) -> None:
    def kind() -> str:
        layer = copy_layer(copy.path, copy.records()[0], own=True)
        return layer.editorWidgetSetup(layer.fields().indexOf("art")).type()

    assert kind() == "ValueMap" and copy.kept(RULES_PART)
    longer = f"value || replace(hex(zeroblob({LARGEST // 2})), '00', '  ')"  # as JSON it is the same
    with sqlite3.connect(copy.path) as connection:
        connection.execute(f"UPDATE buergergis_meta SET value = {longer} WHERE key = 'kept:{RULES_PART}'")
    connection.close()
    assert copy.kept(RULES_PART) == "" and kind() == "TextEdit"


@pytest.mark.parametrize("limits", [(1e12, 2e12), (-2e12, -1e12), (-1e15, 1e15), (0.5, 2**31)])
def test_limits_that_no_spin_box_counts_to_are_those_of_the_box(limits: tuple[float, float]) -> None:
    low, high = spin_limits(FieldForm("nummer", Kind.WHOLE, low=limits[0], high=limits[1]))
    box = QSpinBox()
    box.setRange(low, high)
    assert (box.minimum(), box.maximum()) == (low, high) and low <= high


def test_rules_that_are_none_leave_the_form_as_it_was(copy: WorkingCopy) -> None:
    copy.note_rules([{"layer": "baum", "rules": [{"code": "DOMAENE"}]}], {})
    layer = opened(copy)
    assert layer.editorWidgetSetup(layer.fields().indexOf("art")).type() == "TextEdit"
    new = QgsVectorLayerUtils.createFeature(layer)
    assert new.isValid()
