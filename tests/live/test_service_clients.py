"""Clients that are not ours read the service as they always do: GDAL, OWSLib, QGIS Desktop's providers."""

from __future__ import annotations

import json
import subprocess

import pytest
import requests
from owslib.etree import etree
from owslib.fes import PropertyIsEqualTo
from owslib.wfs import WebFeatureService
from owslib.wms import WebMapService
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsFeatureRequest,
    QgsMapRendererSequentialJob,
    QgsMapSettings,
    QgsRasterLayer,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSize

from demo.service import PASSWORD, Service
from tests.server import garden

pytestmark = [pytest.mark.live, pytest.mark.qgis]
NAMES = {name for name, *_ in garden.TREES}
REVIEWER = "pruefung-altmarkfurt"
EXTENT = QgsRectangle(489900, 5669900, 490300, 5670100)


def ogr(*command: str, user: str = "") -> str:
    login = ["--config", "GDAL_HTTP_USERPWD", f"{user}:{PASSWORD}"] if user else []
    done = subprocess.run([*command, *login], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("version", ["1.0.0", "1.1.0", "2.0.0"])
def test_ogr2ogr_reads_all_of_a_layer(front: Service, version: str) -> None:
    source = f"WFS:{front.url}?VERSION={version}"
    found = json.loads(ogr("ogr2ogr", "-f", "GeoJSON", "/vsistdout/", source, "baum"))
    assert {feature["properties"]["name"] for feature in found["features"]} == NAMES


@pytest.mark.parametrize(
    ("chosen", "count"),
    [
        (["-where", "art = 'Linde'"], 1),
        (["-where", "art LIKE '%i%' AND name <> 'Linde am Tor'"], 1),
        (["-spat", "489990", "5669990", "490110", "5670015"], 2),
    ],
)
def test_ogrinfo_chooses(front: Service, chosen: list[str], count: int) -> None:
    said = ogr("ogrinfo", "-ro", "-so", *chosen, f"WFS:{front.url}?VERSION=1.1.0", "baum")
    assert f"Feature Count: {count}" in said


def test_ogrinfo_lists_for_everybody_what_they_may_read(front: Service) -> None:
    assert "contribution" not in ogr("ogrinfo", "-ro", f"WFS:{front.url}")
    assert "contribution" in ogr("ogrinfo", "-ro", f"WFS:{front.url}", user="beitrag-a")


def test_owslib_reads_features_by_box_property_and_filter(front: Service) -> None:
    service = WebFeatureService(front.url, version="1.1.0")
    json_ = "application/json"
    boxed = service.getfeature("baum", bbox=(489990, 5669990, 490110, 5670015), outputFormat=json_)
    assert len(json.load(boxed)["features"]) == 2
    paged = service.getfeature("baum", propertyname=["name"], maxfeatures=1, startindex=1, outputFormat=json_)
    assert len(json.load(paged)["features"]) == 1
    operator = etree.tostring(PropertyIsEqualTo("art", "Ulme").toXML(), encoding="unicode")
    wanted = f"<ogc:Filter xmlns:ogc='http://www.opengis.net/ogc'>{operator}</ogc:Filter>"
    filtered = json.load(service.getfeature("baum", filter=wanted, outputFormat=json_))
    assert [feature["properties"]["name"] for feature in filtered["features"]] == ["Rüster"]
    assert service.get_schema("baum")["properties"]["art"] == "string"


def test_owslib_draws_and_asks(front: Service) -> None:
    service = WebMapService(front.url, version="1.3.0")
    box = (489900, 5669900, 490300, 5670100)
    about = {"layers": ["baum"], "srs": "EPSG:25833", "bbox": box, "size": (400, 200), "format": "image/png"}
    assert service.getmap(**about).read().startswith(b"\x89PNG")
    told = service.getfeatureinfo(
        **about, query_layers=["baum"], info_format="text/plain", xy=(100, 100), feature_count=5
    ).read()
    assert "Linde am Tor" in told.decode()


@pytest.mark.parametrize("version", ["1.0.0", "1.1.0", "2.0.0", "auto"])
def test_qgis_desktop_reads_features(front: Service, version: str) -> None:
    layer = wfs_layer(front, "baum", version=version)
    assert layer.isValid(), layer.error().message()
    assert {feature["name"] for feature in layer.getFeatures()} == NAMES
    near = QgsRectangle(489990, 5669990, 490110, 5670015)
    assert len(list(layer.getFeatures(QgsFeatureRequest().setFilterRect(near)))) == 2
    assert layer.setSubsetString("\"art\" = 'Ulme' OR \"art\" LIKE 'Ei%'")
    assert {feature["art"] for feature in layer.getFeatures()} == {"Ulme", "Eiche"}


@pytest.mark.parametrize("version", ["1.0.0", "1.1.0"])
def test_qgis_desktop_knows_who_may_edit(front: Service, version: str) -> None:
    def may(name: str, user: str) -> set[str]:
        layer = wfs_layer(front, name, user, version)
        assert layer.isValid()
        found = int(layer.dataProvider().capabilities())
        kinds = Qgis.VectorProviderCapability
        wanted = (kinds.AddFeatures, kinds.ChangeAttributeValues, kinds.DeleteFeatures)
        return {kind.name for kind in wanted if found & int(kind)}

    assert may("baum", "") == may("baum", "beitrag-a") == may("event", REVIEWER) == set()
    assert may("baum", REVIEWER) == {"AddFeatures", "ChangeAttributeValues", "DeleteFeatures"}
    assert may("contribution", "beitrag-a") == {"AddFeatures", "ChangeAttributeValues"}


def wfs_layer(service: Service, name: str, user: str = "", version: str = "1.1.0") -> QgsVectorLayer:
    login = f" username='{user}' password='{PASSWORD}'" if user else ""
    # QGIS keeps capabilities by address as long as it runs, whoever asks: so everybody gets one of their own.
    url = f"{service.url}?LANGUAGE={user or 'de'}"
    about = f"srsname='EPSG:25833' typename='{name}' url='{url}' version='{version}'"
    return QgsVectorLayer(f"pagingEnabled='default' restrictToRequestBBOX='1' {about}{login}", name, "WFS")


def test_qgis_desktop_draws_the_map_and_asks_it(front: Service) -> None:
    about = "contextualWMSLegend=0&crs=EPSG:25833&dpiMode=7&format=image/png&layers=baum&styles"
    layer = QgsRasterLayer(f"{about}&url={front.url}", "Bäume", "wms")
    assert layer.isValid(), layer.error().message()
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:25833"))
    settings.setOutputSize(QSize(400, 200))
    settings.setExtent(EXTENT)
    job = QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()
    image = job.renderedImage()
    assert not job.errors()
    assert len({image.pixel(x, y) for x in range(400) for y in range(200)}) > 2
    provider = layer.dataProvider()
    found = provider.identify(EXTENT.center(), Qgis.RasterIdentifyFormat.Feature, EXTENT, 400, 200)
    assert found.isValid(), found.error().message()


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"REQUEST": "GetLegendGraphic", "LAYER": "baum", "FORMAT": "image/png", "SLD_VERSION": "1.1.0"}, b"PNG"),
        ({"REQUEST": "GetLegendGraphics", "LAYERS": "baum,bank", "FORMAT": "image/png"}, b"PNG"),
        ({"REQUEST": "GetLegendGraphic", "LAYERS": "baum", "FORMAT": "application/json"}, b"nodes"),
        ({"REQUEST": "DescribeLayer", "LAYERS": "baum", "SLD_VERSION": "1.1.0"}, b"DescribeLayerResponse"),
        ({"REQUEST": "GetStyles", "LAYERS": "baum"}, b"StyledLayerDescriptor"),
    ],
)
def test_what_else_a_map_client_asks(front: Service, asked: dict[str, str], found: bytes) -> None:
    answer = requests.get(front.url, {"SERVICE": "WMS", "VERSION": "1.3.0", **asked}, timeout=30)
    assert answer.status_code == 200
    assert found in answer.content
