"""What a map service offers: two versions, servers of the world, and documents that lie."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugin.domain.errors import LimitExceeded, NotAService
from plugin.services import wms

SAMPLES = Path(__file__).parents[3] / "shared/data/ows_capabilities"

NEW = """<WMS_Capabilities xmlns="http://www.opengis.net/wms" xmlns:xlink="http://www.w3.org/1999/xlink"
  version="1.3.0">
 <Service><Name>WMS</Name><Title>Stadtplan
  Dreiwasser</Title><OnlineResource xlink:href="http://evil.example/"/></Service>
 <Capability><Request><GetMap><Format>image/png</Format></GetMap></Request>
  <Layer><Name>alles</Name><Title>Alles</Title><CRS>EPSG:25833</CRS><CRS>EPSG:3857 EPSG:4326</CRS>
   <EX_GeographicBoundingBox><westBoundLongitude>14.6</westBoundLongitude><eastBoundLongitude>15.2</eastBoundLongitude>
    <southBoundLatitude>51.0</southBoundLatitude><northBoundLatitude>51.4</northBoundLatitude>
   </EX_GeographicBoundingBox>
   <Layer><Title>Mitmachen</Title>
    <Layer queryable="1"><Name>baum</Name><Title>Bäume</Title><Abstract>Alle
      Bäume</Abstract><Style><LegendURL><OnlineResource xlink:href="http://evil.example/"/></LegendURL></Style></Layer>
    <Layer><Name>bank</Name><Title/></Layer>
   </Layer></Layer></Capability></WMS_Capabilities>"""

OLD = """<WMT_MS_Capabilities version="1.1.1"><Service><Name>OGC:WMS</Name><Title>Alt</Title></Service>
 <Capability><Request><GetMap/></Request><Layer><Title>Alles</Title><SRS>EPSG:31469</SRS>
  <LatLonBoundingBox minx="5400000" miny="1" maxx="5500000" maxy="2"/>
  <Layer queryable="1"><Name>weg</Name><Title>Wege</Title><SRS>EPSG:4326</SRS></Layer></Layer></Capability>
 </WMT_MS_Capabilities>"""


def test_maps_with_what_contains_them() -> None:
    found = wms.parse(NEW.encode())
    assert (found.version, found.title, list(found.layers)) == (
        "1.3.0",
        "Stadtplan Dreiwasser",
        ["alles", "baum", "bank"],
    )
    everywhere = frozenset({"EPSG:25833", "EPSG:3857", "EPSG:4326"})
    box = (14.6, 51.0, 15.2, 51.4)
    tree = wms.MapLayer("baum", "Bäume", "Alle Bäume", True, everywhere, box, ("Alles", "Mitmachen"))
    assert found.layers["baum"] == tree
    assert found.layers["bank"].title == "bank" and not found.layers["bank"].queryable
    assert found.layers["alles"].group and not found.layers["bank"].group
    assert "evil" not in repr(found)


def test_the_older_version() -> None:
    found = wms.parse(OLD.encode())
    assert found.layers["weg"].crs == {"EPSG:31469", "EPSG:4326"} and found.layers["weg"].above == ("Alles",)
    assert found.layers["weg"].bbox is None, "metres are no degrees"


def layers(text: str) -> bytes:
    start, end = NEW.index("<Layer>"), NEW.index("</Capability>")
    return (NEW[:start] + text + NEW[end:]).encode()


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"", "well-formed"),
        (b"<html><body>Wartung</body></html>", "html"),
        (b"<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>" + NEW.encode(), "document type"),
        (NEW.replace('version="1.3.0"', 'version="9.9"').encode(), "9.9"),
        (NEW.replace('version="1.3.0"', "").encode(), "version"),
        (b'<WMS_Capabilities version="1.3.0"/>', "incomplete"),
        (NEW[: NEW.index("<Capability>")].encode() + b"<Capability/></WMS_Capabilities>", "incomplete"),
        (layers("<Layer queryable='x' cascaded='x'><Name>a</Name></Layer>"), "incomplete"),
        (
            layers("<Layer><Name>a</Name><EX_GeographicBoundingBox><westBoundLongitude>x</westBoundLongitude>"
                   "</EX_GeographicBoundingBox></Layer>"),
            "incomplete",
        ),
    ],
)  # fmt: skip
def test_what_is_no_description_of_maps_is_refused(body: bytes, why: str) -> None:
    with pytest.raises(NotAService, match=why):
        wms.parse(body)


def test_a_layer_without_a_title_or_with_a_strange_one_stays_text() -> None:
    found = wms.parse(layers("<Layer><Name>&lt;b&gt;</Name><Title>&lt;img src='file:///x'&gt;</Title></Layer>"))
    assert found.layers["<b>"].title == "<img src='file:///x'>"


def test_a_long_text_is_cut() -> None:
    found = wms.parse(layers(f"<Layer><Name>a</Name><Title>{'ä' * 100_000}</Title></Layer>"))
    assert len(found.layers["a"].title) == 4000


def test_too_many_maps_are_refused() -> None:
    with pytest.raises(LimitExceeded, match="4000"):
        wms.parse(layers("<Layer>" + "<Layer><Name>a</Name></Layer>" * 3999 + "</Layer>"))


def test_too_deep_is_refused() -> None:
    with pytest.raises(LimitExceeded):
        wms.parse(layers("<Layer>" * 60 + "</Layer>" * 60))


def test_endless_lists_of_crs_are_cut_before_they_are_copied_to_every_layer() -> None:
    many = "".join(f"<CRS>EPSG:{number}</CRS>" for number in range(60_000))
    found = wms.parse(layers(f"<Layer>{many}<Layer><Name>a</Name></Layer></Layer>"))
    assert len(found.layers["a"].crs) == 20_000


def test_a_layer_with_two_of_one_name_counts_once() -> None:
    twice = "<Layer><Name>a</Name><Title>eins</Title></Layer><Layer><Name>a</Name><Title>zwei</Title></Layer>"
    assert [layer.title for layer in wms.parse(layers(twice)).layers.values()] == ["zwei"]


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("qgis_wms_GetCapabilities.xml", 1),
        ("mrmap_dwd_wms_1.3.0.xml", 20),
    ],
)
def test_servers_of_the_world(name: str, count: int) -> None:
    path = SAMPLES / name
    if not path.exists():
        pytest.skip("the real-world samples are not beside this checkout")
    found = wms.parse(path.read_bytes())
    assert len(found.layers) >= count and all(layer.title and layer.crs for layer in found.layers.values())


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("ogcclient_wms_capabilities-brgm-1-1-1-iso-8859-15.xml", "document type"),
        ("owslib_wms_mesonet-caps-130_bom.xml", "well-formed"),  # UTF-8 behind the mark of UTF-16
    ],
)
def test_old_and_broken_servers_are_refused_in_a_sentence(name: str, why: str) -> None:
    path = SAMPLES / name
    if not path.exists():
        pytest.skip("the real-world samples are not beside this checkout")
    with pytest.raises(NotAService, match=why):
        wms.parse(path.read_bytes())
