"""What the server half reads at every request: layers, policies, members, places; and what stock QGIS serves."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from statistics import quantiles

import pytest
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsField,
    QgsFields,
    QgsGeometry,
    QgsProject,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QMetaType
from qgis.PyQt.QtGui import QImage
from qgis.server import QgsBufferServerRequest, QgsBufferServerResponse, QgsServer

from plugin.adapters import prepared
from plugin.adapters.prepared import (
    Areas,
    AreaSource,
    actor_for,
    ars_of,
    read_prepared,
    table_source,
    visible_fields,
    writing_source,
)
from plugin.domain.access import Actor, ArsSource, Grant, LayerPolicy, Role
from plugin.domain.contribution import Operation
from plugin.domain.errors import InvalidContent, TooNew
from tests.town import ALTMARKFURT, NEUWASSER, make_geopackage, make_project, prepare

pytestmark = pytest.mark.qgis

POLICY = """{"areas": {"layer": "verwaltungsgebiet", "field": "ars",
                       "filter": {"field": "ebene", "value": "gemeinde"}},
             "layers": {"baum": {"contribute": true, "ars": {"field": "eigentuemer_ars"}},
                        "sitzbank": {"contribute": true, "operations": ["insert"], "ars": {"area": true}}}}"""
MEMBERS = """person,identity,role,ars,layers
Frau Ahorn,beitrag-a,contributor,00,*
Frau Ahorn,ahorn-dienst,reviewer,149990010010,*
Herr Buche,pruefung,reviewer,149990010010,"baum,sitzbank"
Herr Buche,pruefung,staff,14999,baum
"""


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """A folder with stadt.gpkg, stadt.qgs and the published dienst.qgs."""
    make_geopackage(tmp_path / "stadt.gpkg")
    make_project(tmp_path / "stadt.qgs", tmp_path / "stadt.gpkg")
    for name, text in (("regeln.json", POLICY), ("leute.csv", MEMBERS)):
        (tmp_path / name).write_text(text, "utf-8")
    files = {"POLICY": tmp_path / "regeln.json", "MEMBERS": tmp_path / "leute.csv"}
    prepare(PROJECT=tmp_path / "stadt.qgs", LAYERS="", OUTPUT=tmp_path / "dienst.qgs", **files)
    return tmp_path


@pytest.fixture
def project(town: Path) -> Iterator[QgsProject]:
    opened = QgsProject()
    assert opened.read(str(town / "dienst.qgs"))
    yield opened
    opened.clear()


def change(town: Path, sql: str) -> None:
    with closing(sqlite3.connect(town / "stadt.gpkg")) as connection:
        connection.execute(sql)
        connection.commit()


def test_a_project_says_what_it_was_prepared_as(project: QgsProject, town: Path) -> None:
    found = read_prepared(project)
    assert found is not None
    assert set(found.layers) == {"baum", "sitzbank", "contribution", "comment", "event", "attachment"}
    assert project.mapLayer(found.layers["baum"]).name() == "Bäume der Stadt"
    assert found.policies["baum"] == LayerPolicy(
        "baum", True, frozenset(Operation), ArsSource.FIELD, "eigentuemer_ars", False, True, "uuid"
    )
    assert found.policies["sitzbank"].operations == {Operation.INSERT}
    areas = project.mapLayersByName("verwaltungsgebiet")[0].id()
    assert found.areas == AreaSource(areas, "ars", "ebene", "gemeinde")
    assert found.project_file == str(town / "dienst.qgs")
    assert len(found.epoch) == 16
    assert found.terms is None


def test_a_project_that_never_was_prepared_says_none(town: Path) -> None:
    municipal = QgsProject()
    municipal.read(str(town / "stadt.qgs"))
    assert read_prepared(municipal) is None


def test_newer_and_broken_are_told_apart(project: QgsProject, town: Path) -> None:
    change(town, "UPDATE service_state SET value = '7' WHERE key = 'schema_version'")
    with pytest.raises(TooNew, match="version 7"):
        read_prepared(project)
    change(town, "DROP TABLE service_state")
    with pytest.raises(InvalidContent, match="service_state"):
        read_prepared(project)


def test_a_policy_with_a_word_nobody_knows_is_not_guessed(project: QgsProject, town: Path) -> None:
    change(town, "UPDATE layer_policy SET ars_source = 'moon' WHERE layer = 'baum'")
    with pytest.raises(InvalidContent, match="baum"):
        read_prepared(project)


def test_an_account_has_the_rights_of_its_own_rows(project: QgsProject) -> None:
    both = frozenset({"baum", "sitzbank"})
    grants = (Grant(Role.REVIEWER, ALTMARKFURT, both), Grant(Role.STAFF, "14999", frozenset({"baum"})))
    assert actor_for(project, "pruefung") == Actor("Herr Buche", "pruefung", "", grants)
    assert actor_for(project, "beitrag-a").grants == (Grant(Role.CONTRIBUTOR, "00", frozenset({"*"})),)


@pytest.mark.parametrize("identity", ["", "niemand", "' OR '1'='1", "beitrag-a\0", "{q}", "?"])
def test_everybody_else_is_a_guest(project: QgsProject, identity: str) -> None:
    assert actor_for(project, identity) == Actor()


def test_two_accounts_of_a_person_share_the_pseudonym(project: QgsProject, town: Path) -> None:
    change(town, "INSERT INTO pseudonym (person, pseudonym) VALUES ('Frau Ahorn', 'p-0123456789')")
    assert {actor_for(project, name).pseudonym for name in ("beitrag-a", "ahorn-dienst")} == {"p-0123456789"}


@pytest.mark.parametrize(
    "block",
    [
        "DELETE FROM member WHERE identity = 'beitrag-a'",
        "UPDATE member SET role = 'blocked'",
        "UPDATE member SET ars = ''",
        "UPDATE member SET person = ''",
        "INSERT INTO member (person, identity, role, ars, layers) VALUES ('X', 'beitrag-a', 'staff', '00', '*')",
    ],
)
def test_a_block_counts_at_once(project: QgsProject, town: Path, block: str) -> None:
    assert not actor_for(project, "beitrag-a").is_guest
    change(town, block)
    assert actor_for(project, "beitrag-a") == Actor()


def test_reading_takes_less_than_three_milliseconds(project: QgsProject) -> None:
    assert typical(lambda: actor_for(project, "pruefung")) < 0.003
    assert typical(lambda: read_prepared(project)) < 0.003


def typical(work: Callable[[], object]) -> float:
    """Seconds of one of fifty calls, where other work on the machine did not come between."""
    times = []
    for _ in range(50):
        begin = time.perf_counter()
        work()
        times.append(time.perf_counter() - begin)
    return quantiles(times, n=4)[0]


def test_the_tables_open_for_reading_and_for_writing(project: QgsProject) -> None:
    for table in ("contribution", "comment", "event", "member", "pseudonym", "layer_policy", "write_lock"):
        for writing in (False, True):
            layer = QgsVectorLayer(table_source(project, table, writing)[0], table, "ogr")
            assert layer.isValid()
            assert layer.dataProvider().addFeature(QgsFeature(layer.fields())) is False or writing


def test_the_writing_source_is_the_published_one_without_what_forbids_it(project: QgsProject) -> None:
    trees = project.mapLayersByName("Bäume der Stadt")[0]
    layer = QgsVectorLayer(writing_source(trees, ""), "baum", "ogr")
    assert layer.dataProvider().changeAttributeValues({1: {2: "Rotbuche"}})
    assert not trees.dataProvider().changeAttributeValues({1: {2: "Blutbuche"}})
    assert trees.getFeature(1)["art"] == "Rotbuche"


def test_what_wfs_does_not_show_is_not_visible(project: QgsProject) -> None:
    trees = project.mapLayersByName("Bäume der Stadt")[0]
    trees.setFieldConfigurationFlag(3, Qgis.FieldConfigurationFlag.HideFromWfs, True)
    trees.addExpressionField("upper(art)", QgsField("laut", QMetaType.Type.QString))
    assert visible_fields(project, trees) == ["fid", "uuid", "art", "laut"]
    assert prepared.computed_fields(trees) == {"laut"}


def place(project: QgsProject, wkt: str, crs: str = "EPSG:25833") -> str | None:
    """Where the areas of the project put a geometry."""
    found = read_prepared(project)
    assert found is not None
    assert found.areas is not None
    feature = QgsFeature()
    feature.setGeometry(QgsGeometry.fromWkt(wkt))
    policy = LayerPolicy("sitzbank", ars_source=ArsSource.AREA)
    return ars_of(policy, feature, QgsCoordinateReferenceSystem(crs), Areas(project, found.areas))


@pytest.mark.parametrize(
    ("wkt", "ars"),
    [
        ("POINT (499500 5670000)", ALTMARKFURT),
        ("POINT (500500 5670000)", NEUWASSER),
        ("POINT (500000 5670000)", ALTMARKFURT),  # on the boundary: the lowest
        ("POINT (700000 5670000)", None),
        ("POINT EMPTY", None),
        ("LINESTRING (499900 5670000, 500300 5670000)", NEUWASSER),
        ("LINESTRING (499700 5670000, 500300 5670000)", ALTMARKFURT),
        ("POLYGON ((499000 5669000, 500200 5669000, 500200 5670000, 499000 5670000, 499000 5669000))", ALTMARKFURT),
        ("POLYGON ((500100 5669100, 500900 5669900, 500900 5669100, 500100 5669900, 500100 5669100))", NEUWASSER),
        ("MULTIPOINT ((499500 5670000), (500400 5670000), (500500 5670000))", NEUWASSER),
    ],
)
def test_a_row_belongs_where_most_of_it_lies(project: QgsProject, wkt: str, ars: str | None) -> None:
    assert place(project, wkt) == ars


def test_the_place_of_a_row_in_another_reference_system(project: QgsProject) -> None:
    assert place(project, "POINT (15.00725 51.1806)", "EPSG:4326") == NEUWASSER


def test_a_row_belongs_to_whom_its_field_names() -> None:
    trees = QgsFields(QgsVectorLayer("Point?field=eigentuemer_ars:string", "baum", "memory").fields())
    policy = LayerPolicy("baum", ars_source=ArsSource.FIELD, ars_value="eigentuemer_ars")
    answers = {}
    for value in (ALTMARKFURT, "14999", "", None, "unbekannt", "1499900100100"):
        feature = QgsFeature(trees)
        feature["eigentuemer_ars"] = value
        answers[value] = ars_of(policy, feature, QgsCoordinateReferenceSystem(), None)
    assert {value for value, ars in answers.items() if ars == value} == {ALTMARKFURT, "14999", None}
    assert [answers[value] for value in ("", "unbekannt", "1499900100100")] == [None, None, None]
    fixed = LayerPolicy("bank", ars_value=ALTMARKFURT)
    assert ars_of(fixed, QgsFeature(), QgsCoordinateReferenceSystem(), None) == ALTMARKFURT


def answer(project: QgsProject, query: str) -> bytes:
    """What stock QGIS Server answers over this project."""
    response = QgsBufferServerResponse()
    QgsServer().handleRequest(QgsBufferServerRequest(f"http://localhost/?{query}"), response, project)
    return bytes(response.body())


def served(project: QgsProject, query: str) -> str:
    return answer(project, query).decode("utf-8")


def drawn(project: QgsProject, layers: str) -> bool:
    """Whether a map of these layers shows anything at all."""
    box = "CRS=EPSG:25833&BBOX=499000,5669000,501000,5671000&WIDTH=99&HEIGHT=99&STYLES="
    kind = "FORMAT=image/png&TRANSPARENT=TRUE"
    body = answer(project, f"SERVICE=WMS&VERSION=1.3.0&REQUEST=GetMap&LAYERS={layers}&{box}&{kind}")
    image = QImage.fromData(body)
    return any(image.pixelColor(x, y).alpha() for x in range(image.width()) for y in range(image.height()))


def test_stock_qgis_server_shows_the_queue_over_wfs_and_hides_it_from_wms(project: QgsProject) -> None:
    wfs = served(project, "SERVICE=WFS&VERSION=1.1.0&REQUEST=GetCapabilities")
    assert [name for name in ("baum", "sitzbank", "contribution", "comment", "event") if f"<Name>{name}<" in wfs] == [
        *("baum", "sitzbank", "contribution", "comment", "event")
    ]
    assert "<Name>member<" not in wfs
    assert "<Operation>Insert" not in wfs
    wms = served(project, "SERVICE=WMS&VERSION=1.3.0&REQUEST=GetCapabilities")
    assert "<Name>baum<" in wms
    assert "contribution" not in wms
    queue = QgsVectorLayer(table_source(project, "contribution", True)[0], "queue", "ogr")
    feature = QgsFeature(queue.fields())
    feature["uuid"] = "b-1"
    feature.setGeometry(QgsGeometry.fromWkt("POINT (500000 5670000)"))
    assert queue.dataProvider().addFeature(feature)
    assert drawn(project, "baum")
    assert not drawn(project, "contribution")


def test_coordinates_leave_with_eight_decimals(project: QgsProject, town: Path) -> None:
    trees = QgsVectorLayer(writing_source(project.mapLayersByName("Bäume der Stadt")[0], ""), "baum", "ogr")
    assert trees.dataProvider().changeGeometryValues({1: QgsGeometry.fromWkt("POINT (499500.12345678 5670000)")})
    del trees
    body = served(project, "SERVICE=WFS&VERSION=1.1.0&REQUEST=GetFeature&TYPENAME=baum&SRSNAME=EPSG:25833")
    assert "499500.12345678 5670000" in body
