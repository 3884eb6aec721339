"""QGIS Desktop's own WFS provider and GDAL edit through the server half; none of our client code takes part."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import requests
from osgeo import gdal, ogr, osr
from qgis.core import QgsFeature, QgsGeometry, QgsPointXY, QgsVectorDataProvider, QgsVectorLayer

from .places import ALTMARKFURT, NEUWASSER, benches_in

if TYPE_CHECKING:
    from demo.service import Service

pytestmark = [pytest.mark.live, pytest.mark.qgis]


@pytest.fixture(scope="module", params=["gpkg", "postgis"])
def service(request: pytest.FixtureRequest, service: Service) -> Service:
    """The demo service over GeoPackage, and over PostgreSQL."""
    return request.getfixturevalue("postgis_service") if request.param == "postgis" else service


REVIEWER, PASSWORD = "pruefung-altmarkfurt", "dreiwasser"


@pytest.fixture
def mine(demo_source: Path) -> list[str]:
    """Benches of Altmarkfurt; used from the end, because the loop's story takes them from the beginning."""
    return benches_in(demo_source, ALTMARKFURT)


@pytest.fixture
def theirs(demo_source: Path) -> list[str]:
    return benches_in(demo_source, NEUWASSER)


@contextmanager
def wfs(service: Service, user: str = "") -> Iterator[gdal.Dataset]:
    """The service as GDAL opens it, as `user` or as a guest."""
    raising = [module for module in (gdal, ogr) if module.GetUseExceptions()]
    for module in raising:
        module.DontUseExceptions()
    gdal.SetThreadLocalConfigOption("GDAL_HTTP_USERPWD", f"{user}:{PASSWORD}" if user else None)
    try:
        yield gdal.OpenEx(f"WFS:{service.url}?SERVICE=WFS", gdal.OF_VECTOR | gdal.OF_UPDATE)
    finally:
        gdal.SetThreadLocalConfigOption("GDAL_HTTP_USERPWD", None)
        for module in raising:
            module.UseExceptions()


def bench_now(service: Service, uuid: str) -> dict[str, object] | None:
    """What any guest reads of one bench."""
    same = f"<PropertyName>uuid</PropertyName><Literal>{uuid}</Literal>"
    where = f"<Filter><PropertyIsEqualTo>{same}</PropertyIsEqualTo></Filter>"
    answer = requests.get(
        service.url,
        params={
            "SERVICE": "WFS", "VERSION": "1.1.0", "REQUEST": "GetFeature", "TYPENAME": "sitzbank",
            "OUTPUTFORMAT": "application/json", "SRSNAME": "EPSG:25833", "FILTER": where,
        },
        timeout=30,
    )  # fmt: skip
    found = answer.json()["features"]
    return (
        {"id": found[0]["id"], "at": found[0]["geometry"]["coordinates"], **found[0]["properties"]} if found else None
    )


def bench_layer(service: Service, user: str = "") -> QgsVectorLayer:
    """The benches in QGIS's own WFS provider.

    QGIS keeps capabilities by address as long as it runs, whoever logs in, so each user has an address here.
    """
    addresses = {"": service.url.replace("127.0.0.1", "localhost"), "beitrag-a": service.url.rstrip("/")}
    url = addresses.get(user, service.url)
    login = f" username='{user}' password='{PASSWORD}'" if user else ""
    uri = f"url='{url}' typename='sitzbank' srsname='EPSG:25833' version='1.1.0' pagingEnabled='true'{login}"
    layer = QgsVectorLayer(uri, "Sitzbänke", "WFS")
    assert layer.isValid(), layer.error().summary()
    return layer


def find(layer: QgsVectorLayer, uuid: str) -> QgsFeature:
    return next(feature for feature in layer.getFeatures() if feature["uuid"] == uuid)


EDITING = (
    QgsVectorDataProvider.Capability.AddFeatures,
    QgsVectorDataProvider.Capability.ChangeAttributeValues,
    QgsVectorDataProvider.Capability.ChangeGeometries,
    QgsVectorDataProvider.Capability.DeleteFeatures,
)


def editing(layer: QgsVectorLayer) -> set[QgsVectorDataProvider.Capability]:
    """The kinds of editing that QGIS offers for a layer."""
    able = layer.dataProvider().capabilities()
    return {kind for kind in EDITING if able & kind == kind}


def test_gdal_inserts_updates_and_deletes_as_a_reviewer(service: Service, mine: list[str]) -> None:
    here = bench_now(service, mine[-1])
    assert here is not None
    x, y = here["at"]  # type: ignore[misc]
    with wfs(service, REVIEWER) as data:
        layer = data.GetLayerByName("sitzbank")
        assert layer.TestCapability(ogr.OLCRandomWrite) and layer.TestCapability(ogr.OLCSequentialWrite)
        new = ogr.Feature(layer.GetLayerDefn())
        new["uuid"], new["zustand"], new["material"] = "gdal-1", "gut", "holz"
        new.SetGeometry(ogr.CreateGeometryFromWkt(f"POINT ({x + 1.5} {y + 2.25})"))
        assert layer.CreateFeature(new) == ogr.OGRERR_NONE
        told = new["gml_id"]
        seen = bench_now(service, "gdal-1")
        assert seen is not None and (seen["id"], seen["at"]) == (told, [x + 1.5, y + 2.25])
        layer.SetAttributeFilter("uuid = 'gdal-1'")
        row = layer.GetNextFeature()
        row["zustand"] = "maengel"
        assert layer.SetFeature(row) == ogr.OGRERR_NONE
        seen = bench_now(service, "gdal-1")
        assert seen is not None and seen["zustand"] == "maengel"
        assert layer.DeleteFeature(row.GetFID()) == ogr.OGRERR_NONE
    assert bench_now(service, "gdal-1") is None


def test_gdal_is_told_the_truth_when_one_of_two_is_not_allowed(
    service: Service, mine: list[str], theirs: list[str]
) -> None:
    here, there = bench_now(service, mine[-1]), bench_now(service, theirs[0])
    assert here and there
    with wfs(service, REVIEWER) as data:
        layer = data.GetLayerByName("sitzbank")
        assert layer.StartTransaction() == ogr.OGRERR_NONE
        for uuid, spot in (("gdal-2", here), ("gdal-3", there)):
            new = ogr.Feature(layer.GetLayerDefn())
            new["uuid"], new["zustand"] = uuid, "gut"
            new.SetGeometry(ogr.CreateGeometryFromWkt("POINT ({} {})".format(*spot["at"])))  # type: ignore[misc]
            layer.CreateFeature(new)
        assert layer.CommitTransaction() != ogr.OGRERR_NONE
    assert bench_now(service, "gdal-2") is None and bench_now(service, "gdal-3") is None


@pytest.mark.parametrize("user", ["", "gast"])
def test_gdal_learns_from_the_capabilities_that_guests_only_read(service: Service, user: str) -> None:
    with wfs(service, user) as data:
        assert data is None and "no WFS-T feature" in gdal.GetLastErrorMsg()


def test_gdal_is_refused_when_a_contributor_writes_to_a_layer(service: Service, mine: list[str]) -> None:
    with wfs(service, "beitrag-a") as data:
        layer = data.GetLayerByName("sitzbank")
        new = ogr.Feature(layer.GetLayerDefn())
        new["uuid"], new["zustand"] = "gdal-4", "gut"
        assert layer.CreateFeature(new) != ogr.OGRERR_NONE
    assert bench_now(service, "gdal-4") is None


def test_ogr2ogr_appends_as_a_reviewer(service: Service, mine: list[str], tmp_path: Path) -> None:
    here = bench_now(service, mine[-2])
    assert here is not None
    x, y = here["at"]  # type: ignore[misc]
    source = tmp_path / "neue-baenke.gpkg"
    data = ogr.GetDriverByName("GPKG").CreateDataSource(str(source))
    srs = osr.SpatialReference()
    srs.ImportFromEPSG(25833)
    layer = data.CreateLayer("sitzbank", srs, ogr.wkbPoint, ["FID=nr"])
    for name in ("uuid", "zustand"):
        layer.CreateField(ogr.FieldDefn(name, ogr.OFTString))
    for number in range(3):
        bench = ogr.Feature(layer.GetLayerDefn())
        bench["uuid"], bench["zustand"] = f"ogr2ogr-{number}", "gut"
        bench.SetGeometry(ogr.CreateGeometryFromWkt(f"POINT ({x + number} {y + 5})"))
        layer.CreateFeature(bench)
    del bench, layer, data
    done = subprocess.run(
        ["ogr2ogr", "-append", "-update", "-f", "WFS", f"WFS:{service.url}?SERVICE=WFS", str(source),
         "--config", "GDAL_HTTP_USERPWD", f"{REVIEWER}:{PASSWORD}"],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    for number in range(3):
        seen = bench_now(service, f"ogr2ogr-{number}")
        assert seen is not None and seen["at"] == [x + number, y + 5]


def test_qgis_desktop_edits_as_a_reviewer_and_what_it_reports_is_what_happened(
    service: Service, mine: list[str]
) -> None:
    layer = bench_layer(service, REVIEWER)
    assert editing(layer) == set(EDITING)
    spot = find(layer, mine[-3]).geometry().asPoint()
    assert layer.startEditing()
    for number in (1, 2):
        new = QgsFeature(layer.fields())
        new["uuid"], new["zustand"] = f"qgis-{number}", "gut"
        new.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(spot.x() + number, spot.y())))
        assert layer.addFeature(new)
    assert layer.commitChanges(), layer.commitErrors()

    again = bench_layer(service, REVIEWER)
    second = find(again, "qgis-2")
    assert again.startEditing()
    again.changeAttributeValue(second.id(), again.fields().indexOf("zustand"), "defekt")
    moved = QgsGeometry.fromPointXY(QgsPointXY(spot.x() + 2.5, spot.y() - 1.25))
    again.changeGeometry(second.id(), moved)
    again.deleteFeature(find(again, "qgis-1").id())
    assert again.commitChanges(), again.commitErrors()

    seen = bench_now(service, "qgis-2")
    assert seen is not None
    assert (seen["zustand"], seen["at"]) == ("defekt", [spot.x() + 2.5, spot.y() - 1.25])
    assert bench_now(service, "qgis-1") is None


def test_qgis_desktop_gets_the_ids_of_two_inserts_in_order(service: Service, mine: list[str]) -> None:
    """With reversed ids it would write the second edit over the wrong row."""
    layer = bench_layer(service, REVIEWER)
    spot = find(layer, mine[-4]).geometry().asPoint()
    assert layer.startEditing()
    for number in (1, 2):
        new = QgsFeature(layer.fields())
        new["uuid"], new["zustand"] = f"reihe-{number}", "gut"
        new.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(spot.x() + number, spot.y())))
        layer.addFeature(new)
    assert layer.commitChanges(stopEditing=False), layer.commitErrors()
    first = find(layer, "reihe-1")
    layer.changeAttributeValue(first.id(), layer.fields().indexOf("zustand"), "defekt")
    assert layer.commitChanges(), layer.commitErrors()
    states = {number: (bench_now(service, f"reihe-{number}") or {}).get("zustand") for number in (1, 2)}
    assert states == {1: "defekt", 2: "gut"}


def test_qgis_desktop_reports_a_refusal(service: Service, theirs: list[str]) -> None:
    layer = bench_layer(service, REVIEWER)
    other = find(layer, theirs[0])
    before = bench_now(service, theirs[0])
    assert layer.startEditing()
    layer.changeAttributeValue(other.id(), layer.fields().indexOf("zustand"), "defekt")
    assert not layer.commitChanges()
    assert layer.commitErrors()  # the server's sentence stands in QGIS's log
    assert bench_now(service, theirs[0]) == before


@pytest.mark.parametrize("user", ["", "beitrag-a"])
def test_qgis_desktop_offers_guests_and_contributors_no_editing(service: Service, user: str) -> None:
    layer = bench_layer(service, user)
    assert not editing(layer)
    assert not layer.startEditing()
