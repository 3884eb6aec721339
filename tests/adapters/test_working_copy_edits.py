"""Edits by QGIS, GDAL's tools and SQLite, and what the working copy makes of them."""

from __future__ import annotations

import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from qgis.core import (
    NULL,
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsVectorLayer,
    QgsVectorLayerUtils,
)

from plugin.adapters.working_copy import LocalChange, WorkingCopy
from plugin.adapters.working_copy.rows import is_empty, ordinate
from plugin.domain.contribution import Operation, changed_geometry, changed_properties
from plugin.domain.feature import Feature
from plugin.services.wfs.model import Field, Schema

from .copies import CRS, KONTAKT, URL, baum, load, village

pytestmark = pytest.mark.qgis
Edit = Callable[[QgsVectorLayer], Any]


@pytest.fixture
def copy(tmp_path: Path) -> WorkingCopy:
    return village(tmp_path)


@pytest.fixture
def keyed(tmp_path: Path) -> WorkingCopy:
    return village(tmp_path, key="uuid")


def edited(copy: WorkingCopy, *edits: Edit, layer: str = "baum") -> list[LocalChange]:
    """The changes after QGIS has carried out `edits`, committed after each."""
    opened = QgsVectorLayer(f"{copy.path}|layername={layer}", layer, "ogr")
    assert opened.isValid()
    for edit in edits:
        assert opened.startEditing()
        edit(opened)
        assert opened.commitChanges(), opened.commitErrors()
    del opened
    WorkingCopy.open(copy.path)  # and the file is still as it should be
    return copy.changes()


def put(local_id: int, field: str, value: Any) -> Edit:
    return lambda layer: layer.changeAttributeValue(local_id, layer.fields().indexOf(field), value)


def move(local_id: int, x: float, y: float) -> Edit:
    return lambda layer: layer.changeGeometry(local_id, QgsGeometry.fromPointXY(QgsPointXY(x, y)))


def delete(local_id: int) -> Edit:
    return lambda layer: layer.deleteFeature(local_id)


def add(x: float, y: float, **values: Any) -> Edit:
    def edit(layer: QgsVectorLayer) -> None:
        row = QgsFeature(layer.fields())
        for name, value in values.items():
            row.setAttribute(name, value)
        row.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(x, y)))
        assert layer.addFeature(row)

    return edit


def paste(local_id: int) -> Edit:
    """What the clipboard does: a new feature with every attribute of its model."""

    def edit(layer: QgsVectorLayer) -> None:
        model = layer.getFeature(local_id)
        values = {
            number: value for number, value in enumerate(model.attributes()) if layer.fields()[number].name() != "_id"
        }
        assert layer.addFeature(QgsVectorLayerUtils.createFeature(layer, model.geometry(), values))

    return edit


def test_an_attribute(copy: WorkingCopy) -> None:
    (change,) = edited(copy, put(1, "art", "Stieleiche"))
    assert (change.operation, change.key) == (Operation.UPDATE, "1")
    assert change.base == baum(1)[1]
    assert change.proposed is not None
    assert changed_properties(change.base, change.proposed) == {"art": "Stieleiche"}
    assert not changed_geometry(change.base, change.proposed)


def test_a_move_with_an_attribute_after_it_is_one_change(copy: WorkingCopy) -> None:
    (change,) = edited(copy, move(2, 392010.25, 5820011.5), put(2, "höhe", 13.25), put(2, "nummer", NULL))
    assert change.base == baum(2)[1]
    assert change.proposed is not None
    assert changed_properties(change.base, change.proposed) == {"höhe": 13.25, "nummer": None}
    assert change.proposed.geometry == {"type": "Point", "coordinates": [392010.25, 5820011.5]}


def test_a_delete(copy: WorkingCopy) -> None:
    (change,) = edited(copy, put(3, "art", "Esche"), delete(3))
    assert (change.operation, change.base, change.proposed) == (Operation.DELETE, baum(3)[1], None)


def test_a_new_feature(copy: WorkingCopy) -> None:
    (change,) = edited(copy, add(392000.5, 5820000.5, art="Feldahorn", merkmale='{"a": [1]}'), put(6, "höhe", 2.5))
    assert (change.operation, change.base, change.key) == (Operation.INSERT, None, None)
    assert change.proposed is not None
    given = {name: value for name, value in change.proposed.properties.items() if value is not None}
    assert given == {"art": "Feldahorn", "höhe": 2.5, "merkmale": {"a": [1]}}


def test_a_new_feature_that_goes_again_is_no_change(copy: WorkingCopy) -> None:
    assert edited(copy, add(392000.5, 5820000.5), put(6, "art", "Weide"), delete(6)) == []


def test_what_is_changed_back_is_no_change(copy: WorkingCopy) -> None:
    assert edited(copy, put(1, "art", "Linde"), put(1, "art", "Winterlinde")) == []
    at = baum(2)[1].geometry
    assert at is not None
    assert edited(copy, move(2, 0, 0), move(2, *at["coordinates"])) == []


@pytest.mark.parametrize("value", ["", " ", "ein 'Baum' \"x\"; DROP TABLE baum;--", "Ä\n\tß", "=1+1"])
def test_text_is_kept_as_it_is(copy: WorkingCopy, value: str) -> None:
    (change,) = edited(copy, put(1, "art", value))
    assert change.proposed is not None
    assert change.proposed.properties["art"] == value


def test_null_and_empty_text_are_different(copy: WorkingCopy) -> None:
    (change,) = edited(copy, put(1, "art", NULL))
    assert change.proposed is not None
    assert change.proposed.properties["art"] is None
    (change,) = edited(copy, put(1, "art", ""))
    assert change.proposed is not None
    assert change.proposed.properties["art"] == ""


def test_dates_numbers_and_booleans_survive_a_row_that_gdal_writes_anew(copy: WorkingCopy) -> None:
    rows = [baum(1, geprüft="2024-07-01T00:00:00.000Z", höhe=3, erhalten=False), baum(2, geprüft=None, merkmale=None)]
    load(copy, rows)
    (change,) = edited(copy, put(1, "gepflanzt", "2024-02-29"))
    assert change.proposed is not None
    assert change.base is not None
    assert changed_properties(change.base, change.proposed) == {"gepflanzt": "2024-02-29"}
    assert change.proposed.properties["geprüft"] == "2024-07-01T00:00:00.000Z"
    assert change.proposed.properties["nummer"] == 2**60 + 1


def test_a_split_and_a_paste_are_new_features(keyed: WorkingCopy) -> None:
    changes = edited(keyed, paste(1), paste(1))
    assert [change.operation for change in changes] == [Operation.INSERT] * 2
    keys = {change.key for change in changes}
    assert len(keys) == 2
    assert keys.isdisjoint(str(baum(number)[1].properties["uuid"]) for number in range(1, 6))
    assert all(key and len(key) == 36 for key in keys)


def test_a_new_feature_gets_a_key_and_keeps_one_of_its_own(keyed: WorkingCopy) -> None:
    own = "11111111-2222-4333-8444-555555555555"
    changes = edited(keyed, add(1, 2, art="Ulme"), add(3, 4, uuid=own), add(5, 6, uuid=""))
    assert [len(change.key or "") for change in changes] == [36, 36, 36]
    assert [change.key == own for change in changes] == [False, True, False]


def test_cut_and_paste_is_a_delete_and_an_insert_with_another_key(keyed: WorkingCopy) -> None:
    def cut_and_paste(layer: QgsVectorLayer) -> None:
        paste(1)(layer)
        layer.deleteFeature(1)

    gone, new = edited(keyed, cut_and_paste)
    assert (gone.operation, new.operation) == (Operation.DELETE, Operation.INSERT)
    assert gone.key == baum(1)[1].properties["uuid"] != new.key


def test_splitting_a_polygon(tmp_path: Path) -> None:
    schema = Schema("beet", (Field("uuid", "text"), Field("art", "text")), "geometry", "Polygon")
    ring = [[0.0, 0.0], [10.0, 0.0], [10.0, 10.0], [0.0, 10.0], [0.0, 0.0]]
    beet = Feature("beet", "7", CRS, {"type": "Polygon", "coordinates": [ring]}, {"uuid": "u-7", "art": "Rosen"})
    copy = WorkingCopy.create(tmp_path / "beete.gpkg", URL)
    load(copy, [("beet.7", beet)], schema, key="uuid")
    cut = [QgsPointXY(5, -1), QgsPointXY(5, 11)]
    changes = edited(copy, lambda layer: layer.splitFeatures(cut, False), layer="beet")
    assert sorted(str(change.operation) for change in changes) == ["insert", "update"]
    assert {change.feature.properties["art"] for change in changes} == {"Rosen"}
    assert len({change.key for change in changes}) == 2
    assert {change.key for change in changes if change.operation is Operation.UPDATE} == {"u-7"}


def test_what_is_pasted_does_not_keep_the_row_number_of_its_model(copy: WorkingCopy) -> None:
    def paste(layer: QgsVectorLayer) -> None:
        model = next(layer.getFeatures())
        assert model["fid"] == 1
        layer.addFeature(
            QgsVectorLayerUtils.createFeature(layer, model.geometry(), dict(enumerate(model.attributes())))
        )

    (change,) = edited(copy, paste)
    assert change.proposed is not None and change.proposed.properties["fid"] is None
    (item,) = copy.enqueue([change], "g", "")
    assert item.change.proposed == change.proposed
    with closing(sqlite3.connect(copy.path)) as data:
        assert data.execute("SELECT fid FROM baum WHERE _fid IS NULL").fetchall() == [(None,)]
        assert data.execute("SELECT count(fid) FROM baum WHERE _fid IS NOT NULL").fetchall() == [(5,)]


def test_a_hand_on_our_own_columns_changes_nothing(copy: WorkingCopy) -> None:
    (change,) = edited(copy, put(1, "_fid", "baum.4"), put(1, "art", "Eibe"))
    assert (change.key, change.base) == ("1", baum(1)[1])


def ogr(copy: WorkingCopy, sql: str) -> None:
    """What `ogrinfo -sql` does to the file."""
    command = ["ogrinfo", "-q", str(copy.path), "-sql", sql]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "ERROR" not in done.stderr, done.stderr


def test_gdals_tools_are_seen_too(copy: WorkingCopy, tmp_path: Path) -> None:
    ogr(copy, "UPDATE baum SET art = 'Ginkgo' WHERE _id = 1")
    ogr(copy, "DELETE FROM baum WHERE _id = 2")
    source = tmp_path / "neu.geojson"
    source.write_text(
        '{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:25833"}},"features":['
        '{"type":"Feature","geometry":{"type":"Point","coordinates":[1,2]},"properties":{"art":"Kiefer"}}]}'
    )
    append = ["ogr2ogr", "-update", "-append", "-nln", "baum", str(copy.path), str(source)]
    subprocess.run(append, capture_output=True, check=True)
    changes = copy.changes()
    assert [str(change.operation) for change in changes] == ["update", "delete", "insert"]
    assert changes[2].feature.properties["art"] == "Kiefer"
    WorkingCopy.open(copy.path)


def plain_sqlite(copy: WorkingCopy, *statements: str) -> None:
    """Python's sqlite3 with what an R-tree trigger needs, and nothing of ours."""
    connection = sqlite3.connect(copy.path)
    connection.create_function("ST_IsEmpty", 1, is_empty)
    for number, name in enumerate(("ST_MinX", "ST_MaxX", "ST_MinY", "ST_MaxY")):
        connection.create_function(name, 1, lambda blob, number=number: ordinate(blob, number))
    with connection:
        for statement in statements:
            connection.execute(statement)
    connection.close()


def test_replacing_a_row_keeps_its_base(copy: WorkingCopy) -> None:
    plain_sqlite(copy, "REPLACE INTO baum (_id, _fid, art) VALUES (1, 'baum.1', 'Platane')")
    (change,) = copy.changes()
    assert (change.operation, change.base) == (Operation.UPDATE, baum(1)[1])
    assert change.feature.properties["art"] == "Platane"


def test_a_deleted_row_that_comes_back_is_the_same_row(copy: WorkingCopy) -> None:
    keep = "CREATE TEMP TABLE weg AS SELECT * FROM baum WHERE _id = 1"
    back = "INSERT INTO baum SELECT * FROM weg"
    plain_sqlite(copy, keep, "DELETE FROM baum WHERE _id = 1", back)
    assert copy.changes() == []
    plain_sqlite(copy, keep, "DELETE FROM baum WHERE _id = 1", back, "UPDATE baum SET art = 'x' WHERE _id = 1")
    assert [(change.operation, change.key) for change in copy.changes()] == [(Operation.UPDATE, "1")]


def test_the_identity_of_a_row_cannot_be_changed(copy: WorkingCopy) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        plain_sqlite(copy, "UPDATE baum SET _id = 99 WHERE _id = 1")
    assert copy.changes() == []


def test_a_table_without_geometry(tmp_path: Path) -> None:
    copy = WorkingCopy.create(tmp_path / "kontakte.gpkg", URL)
    rows = [(f"kontakt.{n}", Feature("kontakt", str(n), CRS, None, {"name": f"Amt {n}", "rang": n})) for n in (1, 2)]
    load(copy, rows, KONTAKT)
    changes = edited(copy, put(1, "name", "Bürgeramt"), delete(2), layer="kontakt")
    assert [(str(c.operation), c.key, c.feature.properties["name"]) for c in changes] == [
        ("update", "1", "Bürgeramt"),
        ("delete", "2", "Amt 2"),
    ]


def test_z_survives_an_edit_of_an_attribute(tmp_path: Path) -> None:
    copy = WorkingCopy.create(tmp_path / "hoehen.gpkg", URL)
    load(copy, [baum(1, at=[392000.125, 5820000.25, 34.123456]), baum(2, at=[1.0, 2.0])])
    (change,) = edited(copy, put(1, "art", "Eibe"))
    assert change.base == baum(1, at=[392000.125, 5820000.25, 34.123456])[1]
    assert change.feature.geometry == change.base.geometry if change.base else False


def test_twenty_edits_at_once(tmp_path: Path) -> None:
    copy = village(tmp_path, count=30)

    def mass(layer: QgsVectorLayer) -> None:
        for number in range(1, 21):
            put(number, "art", f"Art {number}")(layer)

    assert len(edited(copy, mass)) == 20
