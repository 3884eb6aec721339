"""What a service offers: three versions, many families, and documents that lie."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from plugin.domain.errors import LayerVanished, LimitExceeded, NotAService
from plugin.services.wfs import capabilities, schema
from plugin.services.wfs.model import Field, LayerInfo

SAMPLES = Path(__file__).parents[3] / "shared/data"

NEW = """<WFS_Capabilities xmlns="http://www.opengis.net/wfs" xmlns:ows="http://www.opengis.net/ows"
  xmlns:xlink="http://www.w3.org/1999/xlink" version="1.1.0">
 <ows:ServiceIdentification><ows:Title>Altmarkfurt</ows:Title></ows:ServiceIdentification>
 <ows:ServiceProvider/>
 <ows:OperationsMetadata>
  <ows:Operation name="GetFeature"><ows:DCP><ows:HTTP><ows:Get xlink:href="http://evil.example/"/></ows:HTTP></ows:DCP>
   <ows:Parameter name="outputFormat"><ows:Value>text/xml; subtype=gml/3.1.1</ows:Value>
    <ows:Value>application/vnd.geo+json</ows:Value></ows:Parameter></ows:Operation>
  <ows:Operation name="Transaction"><ows:DCP><ows:HTTP><ows:Post xlink:href="http://evil.example/"/>
   </ows:HTTP></ows:DCP></ows:Operation>
  <ows:Constraint name="buergergis:protocol"><ows:Value>1</ows:Value></ows:Constraint>
 </ows:OperationsMetadata>
 <FeatureTypeList><Operations><Operation>Query</Operation></Operations>
  <FeatureType><Name>baum</Name><Title>Bäume</Title><Abstract>Alle
   Bäume</Abstract><DefaultSRS>EPSG:25832</DefaultSRS>
   <Operations><Operation>Query</Operation><Operation>Insert</Operation><Operation>Lock</Operation></Operations>
   <ows:WGS84BoundingBox><ows:LowerCorner>10.9 51.4</ows:LowerCorner><ows:UpperCorner>11 51.5</ows:UpperCorner>
   </ows:WGS84BoundingBox></FeatureType>
  <FeatureType><Name>weg</Name><Title/><DefaultSRS>urn:ogc:def:crs:EPSG::25833</DefaultSRS></FeatureType>
 </FeatureTypeList></WFS_Capabilities>"""

OLD = """<WFS_Capabilities xmlns="http://www.opengis.net/wfs" xmlns:bg="urn:x-buergergis:1" version="1.0.0">
 <Service><Name>WFS</Name><Title>Altmarkfurt</Title><OnlineResource/></Service>
 <Capability><Request><GetFeature><ResultFormat><GML2/><GeoJSON/></ResultFormat></GetFeature>
  <Transaction><DCPType><HTTP><Post onlineResource="http://evil.example/"/></HTTP></DCPType></Transaction></Request>
  <VendorSpecificCapabilities><bg:protocol>1</bg:protocol></VendorSpecificCapabilities></Capability>
 <FeatureTypeList><Operations><Query/></Operations>
  <FeatureType><Name>baum</Name><Title>Bäume</Title><SRS>EPSG:25832</SRS>
   <LatLongBoundingBox minx="634000" miny="5700000" maxx="635000" maxy="5700001"/>
   <Operations><Query/><Insert/><Update/></Operations></FeatureType></FeatureTypeList></WFS_Capabilities>"""

SCHEMA = """<schema xmlns="http://www.w3.org/2001/XMLSchema" xmlns:gml="http://www.opengis.net/gml" xmlns:q="urn:q">
 <import namespace="http://www.opengis.net/gml" schemaLocation="http://evil.example/gml.xsd"/>
 <element name="baum" type="q:baumType" substitutionGroup="gml:_Feature"/>
 <complexType name="baumType"><complexContent><extension base="gml:AbstractFeatureType"><sequence>
  <element name="geometry" type="gml:MultiSurfacePropertyType" minOccurs="0"/>
  <element name="fid" type="long"/><element name="höhe" type="decimal" nillable="true"/>
  <element name="art"><simpleType><restriction base="string"/></simpleType></element>
  <element name="t" type="dateTime" minOccurs="0"/><element name="ok" type="boolean"/>
  <element name="d" type="date"/><element name="u" type="urn:unknown"/>
 </sequence></extension></complexContent></complexType></schema>"""


def test_a_qgis_server_with_the_server_half_in_1_1_0() -> None:
    found = capabilities.parse(NEW.encode())
    assert (found.version, found.title, found.protocol, found.transactions) == ("1.1.0", "Altmarkfurt", 1, True)
    operations = frozenset({"query", "insert", "lock"})
    tree = LayerInfo("baum", "Bäume", "Alle Bäume", "EPSG:25832", (10.9, 51.4, 11.0, 51.5), operations)
    assert found.layers["baum"] == tree
    assert found.layers["weg"].operations == {"query"} and found.layers["weg"].title == "weg"
    assert found.layers["weg"].crs == "EPSG:25833" and found.layers["weg"].bbox is None
    assert "application/vnd.geo+json" in found.formats
    assert "evil" not in repr(replace(found, addresses=frozenset()))


def test_the_same_in_1_0_0() -> None:
    found = capabilities.parse(OLD.encode())
    assert (found.version, found.protocol, found.transactions) == ("1.0.0", 1, True)
    assert found.layers["baum"].operations == {"query", "insert", "update"}
    box = found.layers["baum"].bbox
    assert box is None or abs(box[0]) < 180, "QGIS Server writes metres where degrees belong"
    assert found.formats == {"GML2", "GeoJSON"}


@pytest.mark.parametrize("value", ["0", "x", "", "-1", "1.0", "٣", "9" * 30])
def test_a_protocol_that_is_no_number_is_none(value: str) -> None:
    assert capabilities.parse(NEW.replace("<ows:Value>1<", f"<ows:Value>{value}<").encode()).protocol == 0


@pytest.mark.parametrize("corner", ["zehn", "", "10.9", "nan nan", "inf 0", "634000 5700000"])
def test_a_box_that_is_none_costs_only_the_box(corner: str) -> None:
    found = capabilities.parse(NEW.replace("10.9 51.4", corner).encode())
    assert found.layers["baum"].bbox is None


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-15", "utf-8-sig"])
def test_other_encodings(encoding: str) -> None:
    name = encoding.removesuffix("-sig")
    body = f'<?xml version="1.0" encoding="{name}"?>{NEW}'.encode(encoding)
    assert capabilities.parse(body).layers["baum"].title == "Bäume"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html><body>Anmeldung</body></html>",
        b"<WMS_Capabilities version='1.3.0'/>",
        b"<WFS_Capabilities/>",
        b"<WFS_Capabilities version='9.9.9'/>",
        b"<WFS_Capabilities version='1.0.0'/>",
        NEW.encode()[:-40],
        ("<!DOCTYPE a>" + NEW).encode(),
        OLD.replace('minx="634000"', "").encode(),
    ],
)
def test_what_is_no_wfs_is_said_to_be_none(body: bytes) -> None:
    with pytest.raises(NotAService):
        capabilities.parse(body)


def test_a_schema() -> None:
    found = schema.parse(SCHEMA.encode(), "baum")
    assert (found.geometry_name, found.geometry_type) == ("geometry", "MultiPolygon")
    assert found.fields == (
        Field("fid", "integer", False),
        Field("höhe", "number", True),
        Field("art", "text", False),
        Field("t", "datetime", True),
        Field("ok", "boolean", False),
        Field("d", "date", False),
        Field("u", "text", False),
    )


def test_a_layer_that_the_service_no_longer_describes() -> None:
    """QGIS Server answers with an empty schema for a layer that it does not have."""
    for body in (SCHEMA, '<schema xmlns="http://www.w3.org/2001/XMLSchema"/>'):
        with pytest.raises(LayerVanished):
            schema.parse(body.encode(), "laterne")


@pytest.mark.parametrize("body", [b"", b"<html/>", SCHEMA.encode()[:-9]])
def test_what_is_no_schema(body: bytes) -> None:
    with pytest.raises(NotAService):
        schema.parse(body, "baum")


def test_a_table_has_no_geometry() -> None:
    body = SCHEMA.replace('<element name="geometry" type="gml:MultiSurfacePropertyType" minOccurs="0"/>', "")
    found = schema.parse(body.encode(), "q:baum")
    assert found.geometry_name is None and found.geometry_type is None and len(found.fields) == 7


def test_a_field_that_is_described_twice() -> None:
    again = '<element name="geometry" type="string"/></sequence>'
    with pytest.raises(NotAService, match="twice"):
        schema.parse(SCHEMA.replace("</sequence>", again).encode(), "baum")


def test_far_too_many_fields() -> None:
    many = "".join(f'<element name="f{n}" type="int"/>' for n in range(schema.MAX_FIELDS))
    with pytest.raises(NotAService):
        schema.parse(SCHEMA.replace("</sequence>", f"{many}</sequence>").encode(), "baum")


@pytest.mark.parametrize(
    ("name", "layers", "transactions"),
    [
        ("ows_capabilities/geotools_GeoServer_2.2.x_1.1.0_GetCapabilities.xml", 2, True),
        ("ows_capabilities/geotools_MapServer_5.6.5_1.1.0_GetCapabilities.xml", 2, False),
        ("ows_capabilities/geotools_Degree_3.0_2.0.0_GetCapabilities.xml", 18, False),
        ("ows_capabilities/geotools_GeoServer_2.2.x_2.0.0_GetCapabilities.xml", 17, True),
        ("ows_capabilities/owslib_wfs_koeln_arcgis_getcapabilities_200.xml", 86, False),
        ("ows_capabilities/mrmap_dwd_wfs_2.0.0.xml", 55, True),
        ("wfst/qgis_wfst11_getcapabilities.xml", 1, False),
    ],
)
def test_services_from_the_wild(name: str, layers: int, transactions: bool) -> None:
    found = capabilities.parse(sample(name))
    assert (len(found.layers), found.transactions, found.protocol) == (layers, transactions, 0)
    assert all(layer.crs.count(":") == 1 and "query" in layer.operations for layer in found.layers.values())


@pytest.mark.parametrize(
    "name",
    [
        "wfst/geotools_GeoServer_2.0_1.1.0_XXE_GetCapabilities_GetCapabilities.xml",
        "ows_capabilities/mrmap_dwd_wms_1.3.0.xml",
        "ows_capabilities/qgis_wms_GetCapabilities.xml",
        "ows_capabilities/ogcclient_wfs_exception-report-1-1-0.xml",
        "ows_capabilities/owslib_wms_mesonet-caps-130_bom.xml",
        "ows_capabilities/ogcclient_wms_capabilities-brgm-1-1-1-iso-8859-15.xml",
    ],
)
def test_other_documents_from_the_wild(name: str) -> None:
    with pytest.raises(NotAService):
        capabilities.parse(sample(name))


def test_a_city_describes_its_quarters() -> None:
    body = sample("ows_capabilities/owslib_wfs_koeln_arcgis_describefeaturetype_200.xml")
    found = schema.parse(body, "adressen_stadtteil:Blumenberg")
    assert found.geometry_name and Field("objectid", "integer", True) in found.fields
    assert found.field("Strassenschlüssel") == Field("Strassenschlüssel", "text", True)


def sample(name: str) -> bytes:
    path = SAMPLES / name
    if not path.exists():
        pytest.skip("the real-world samples are not beside this checkout")
    return path.read_bytes()


@pytest.mark.parametrize("document", [NEW, OLD])
def test_where_the_operations_are_said_to_be_is_told(document: str) -> None:
    assert capabilities.parse(document.encode()).addresses == {"http://evil.example/"}


@pytest.mark.parametrize("text", [NEW, OLD])
def test_too_many_layers_are_refused_before_they_are_read(text: str) -> None:
    def offered(count: int) -> bytes:
        more = "".join(f"<FeatureType><Name>n{number}</Name></FeatureType>" for number in range(count))
        return text.replace("</FeatureTypeList>", f"{more}</FeatureTypeList>").encode()

    own = text.count("<FeatureType>")
    assert len(capabilities.parse(offered(capabilities.MAX_LAYERS - own)).layers) == capabilities.MAX_LAYERS
    with pytest.raises(LimitExceeded, match="3001 layers"):
        capabilities.parse(offered(capabilities.MAX_LAYERS - own + 1))
