"""The allow-list by itself: what strangers try, and what honest clients send."""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import parse_qsl, urlencode

import pytest

from plugin.domain.errors import InvalidContent, Problem, Refused
from plugin.server.reading.gate import Asked, Passed, check

OGC = 'xmlns:ogc="http://www.opengis.net/ogc" xmlns:gml="http://www.opengis.net/gml"'
LINDEN = (
    f"<ogc:Filter {OGC}><ogc:PropertyIsEqualTo><ogc:PropertyName>art</ogc:PropertyName>"
    "<ogc:Literal>Linde</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Filter>"
)
FEATURES = {"SERVICE": "WFS", "VERSION": "1.1.0", "REQUEST": "GetFeature", "TYPENAME": "baum"}
MAP = {
    "SERVICE": "WMS", "VERSION": "1.3.0", "REQUEST": "GetMap", "LAYERS": "baum,straße", "STYLES": "",
    "CRS": "EPSG:25833", "BBOX": "478000,5655000,512000,5688000", "WIDTH": "800", "HEIGHT": "600",
    "FORMAT": "image/png", "TRANSPARENT": "TRUE", "DPI": "96", "MAP_RESOLUTION": "96",
    "FORMAT_OPTIONS": "dpi:96",
}  # fmt: skip


def fields(type_name: str) -> Collection[str] | None:
    return {"name", "art"} if type_name == "baum" else None


def ask(query: str) -> Passed:
    understood = {name.upper(): value for name, value in parse_qsl(query, keep_blank_values=True)}
    return check(Asked(understood, query), fields)


def get(**parameters: str) -> Passed:
    return ask(urlencode(parameters))


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"FILTER": LINDEN},
        {"SRSNAME": "urn:ogc:def:crs:EPSG::25833", "BBOX": "1,2,3,4,urn:ogc:def:crs:EPSG::25833"},
        {"SRSNAME": "EPSG:25833", "OUTPUTFORMAT": "application/vnd.geo+json", "MAXFEATURES": "1000",
         "STARTINDEX": "2000", "SORTBY": "art D,name", "RESULTTYPE": "hits"},
        {"TYPENAME": "qgs:baum", "NAMESPACE": "xmlns(qgs=http://www.qgis.org/gml)"},
        {"FEATUREID": "baum.1,baum.2", "PROPERTYNAME": "name"},
        {"TYPENAME": "baum,straße"},
    ],
)  # fmt: skip
def test_what_honest_clients_ask_for_features(more: dict[str, str]) -> None:
    assert get(**{**FEATURES, **more}) == Passed("WFS", "GETFEATURE")


def test_a_map_as_qgis_desktop_asks_for_it() -> None:
    assert get(**MAP) == Passed("WMS", "GETMAP")


def test_a_map_needs_no_service_and_names_are_written_in_any_letter_case() -> None:
    lower = {name.lower(): value for name, value in MAP.items() if name != "SERVICE"}
    assert get(**lower) == Passed("WMS", "GETMAP")


@pytest.mark.parametrize(
    ("more", "locator"),
    [
        ({"EXP_FILTER": "env('PGPASSWORD')='x'"}, "EXP_FILTER"),
        ({"exp_filter": "file_exists('/etc/passwd')"}, "EXP_FILTER"),
        ({"MAP": "/srv/andere.qgs"}, "MAP"),
        ({"SORTBY": "env('PGPASSWORD')"}, "SORTBY"),
        ({"SORTBY": "notiz"}, "FILTER"),
        ({"GEOMETRYNAME": "centroid"}, "GEOMETRYNAME"),
        ({"SRSNAME": "PROJ:+proj=longlat +nadgrids=/etc/passwd"}, "SRSNAME"),
        ({"MAXFEATURES": "99999999"}, "MAXFEATURES"),
        ({"STARTINDEX": "-1"}, "STARTINDEX"),
        ({"TYPENAME": "baum,straße,baum"}, "TYPENAME"),
        ({"TYPENAME": "baum, qgs:baum"}, "TYPENAME"),
        ({"BBOX": "-1e300,-1e300,1e300,1e300"}, "BBOX"),
        ({"FILE_NAME": 'x"\r\nSet-Cookie: a=b'}, "FILE_NAME"),
        ({"REQUEST_BODY": "<x/>"}, "REQUEST_BODY"),
        ({"OPERATION": "DELETE"}, "OPERATION"),
        ({"FILTER": "art = 'Linde' AND env('HOME') = '/'"}, "FILTER"),
        ({"FILTER": "<ogc:Filter"}, "FILTER"),
        ({"FILTER": LINDEN.replace("art", "notiz")}, "FILTER"),
        ({"FILTER": LINDEN, "TYPENAME": "unbekannt"}, "FILTER"),
        ({"FILTER": LINDEN.replace("art", "a<!-- -->rt")}, "FILTER"),
        ({"FILTER": LINDEN.replace("art", "a<![CDATA[rt]]>")}, "FILTER"),
        ({"FILTER": '<?xml version="1.0"?>' + LINDEN.replace("art", "a<?x?>rt")}, "FILTER"),
        ({"FILTER": LINDEN.replace("<ogc:Literal>Linde</ogc:Literal>",
                                   "<ogc:Function name='env'><ogc:Literal>HOME</ogc:Literal></ogc:Function>")},
         "FILTER"),
        ({"FILTER": f"<ogc:Filter {OGC}>" + "<ogc:Not>" * 60 + "</ogc:Not>" * 60 + "</ogc:Filter>"}, "FILTER"),
        ({"FILTER": '<!DOCTYPE x [<!ENTITY a "b">]>' + LINDEN}, "FILTER"),
        ({"FILTER": f"<ogc:Filter {OGC}><ogc:And><ogc:BBOX><gml:Envelope><gml:lowerCorner>0 0</gml:lowerCorner>"
                    "<gml:upperCorner>1 1</gml:upperCorner></gml:Envelope></ogc:BBOX></ogc:And></ogc:Filter>"},
         "FILTER"),
        ({"FILTER": f"<ogc:Filter {OGC}><ogc:And><ogc:FeatureId fid='baum.1'/><ogc:FeatureId fid='baum.2'/>"
                    "</ogc:And></ogc:Filter>"}, "FILTER"),
    ],
)  # fmt: skip
def test_features_are_not_asked_for_like_this(more: dict[str, str], locator: str) -> None:
    with pytest.raises(Refused) as refused:
        get(**{**FEATURES, **more})
    assert refused.value.locator == locator


@pytest.mark.parametrize(
    "more",
    [
        {"SLD": "http://169.254.169.254/"},
        {"SLD_BODY": "<StyledLayerDescriptor/>"},
        {"LAYERS": "EXTERNAL_WMS:fremd", "FREMD:URL": "http://169.254.169.254/"},
        {"LAYERS": "external_wms:fremd"},
        {"HIGHLIGHT_GEOM": "POINT(1 2)"},
        {"HIGHLIGHT_LABELSTRING": "x"},
        {"REDLINING": "x"},
        {"FILTER": "baum:\"art\" = 'Linde'"},
        {"FILTER_GEOM": "POINT(1 2)"},
        {"SELECTION": "baum:1"},
        {"BBOX": "-1e300,-1e300,1e300,1e300"},
        {"FORMAT": "application/dxf"},
        {"FORMAT": "application/pdf"},
        {"FORMAT": "image/svg+xml"},
        {"WIDTH": "100000"},
        {"HEIGHT": "0"},
        {"DPI": "60000"},
        {"CRS": "WKT:GEOGCRS[]"},
        {"BBOX": "1,2,3,env('HOME')"},
        {"REQUEST": "GetPrint"},
        {"REQUEST": "GetProjectSettings"},
        {"REQUEST": "GetContext"},
        {"REQUEST": "GetCapabilitiesAtlas"},
        {"SERVICE": "WCS", "REQUEST": "GetCoverage"},
        {"SERVICE": "WMTS", "REQUEST": "GetTile"},
        {"SERVICE": "WFS", "REQUEST": "Transaction"},
        {"REQUEST": ""},
    ],
)
def test_maps_are_not_asked_for_like_this(more: dict[str, str]) -> None:
    with pytest.raises(Refused):
        get(**({"SERVICE": "WMS", **MAP, **more}))


@pytest.mark.parametrize(
    "query",
    [
        "SERVICE=WFS&REQUEST=GetCapabilities&service=WMS",
        "SERVICE=WFS&REQUEST=GetCapabilities&REQUEST=GetFeature",
        "SERVICE=WFS&REQUEST=GetCapabilities&%4DAP=/srv/x.qgs",
        "SERVICE=WFS&REQUEST=GetCapabilities&MAP%20=1",
        "%C5%BFERVICE=WFS&REQUEST=GetCapabilities",
        "",
        "wfs3/collections",
    ],
)
def test_nothing_is_said_twice_or_in_strange_letters(query: str) -> None:
    with pytest.raises(Refused):
        ask(query)


def test_what_qgis_took_from_elsewhere_is_noticed() -> None:
    query = "SERVICE=WFS&REQUEST=GetCapabilities"
    with pytest.raises(Refused):
        check(Asked({"SERVICE": "WFS", "REQUEST": "GetCapabilities", "MAP": "/srv/x.qgs"}, query), fields)


WFS = 'xmlns:wfs="http://www.opengis.net/wfs" service="WFS" version="1.1.0"'


def test_a_transaction_passes_with_the_attributes_that_clients_write() -> None:
    body = f'<?xml version="1.0"?><!-- von Hand --><wfs:Transaction {WFS} xsi:schemaLocation="a b"/>'
    understood = dict.fromkeys(("SERVICE", "VERSION", "REQUEST", "REQUEST_BODY", "XSI:SCHEMALOCATION"), "x")
    assert check(Asked(understood, "", body.encode()), fields) == Passed("WFS", "TRANSACTION")


@pytest.mark.parametrize(
    ("body", "more"),
    [
        (f"<wfs:GetFeature {WFS}/>", {}),
        (f"<wfs:LockFeature {WFS}/>", {}),
        (f'<wfs:Transaction {WFS} MAP="/srv/x.qgs"/>', {"MAP": "/srv/x.qgs"}),
        (f"<wfs:Transaction {WFS}/>", {"MAP": "/srv/x.qgs"}),
        (f"<wfs:Transaction {WFS}/>", {"OPERATION": "DELETE", "FEATUREID": "baum.1"}),
        ("SERVICE=WFS&REQUEST=Transaction&OPERATION=DELETE&FEATUREID=baum.1", {}),
        ("", {"REQUEST_BODY": "x"}),
        ("<a><b></a>", {}),
    ],
)
def test_no_other_body_passes(body: str, more: dict[str, str]) -> None:
    with pytest.raises((Refused, InvalidContent)) as refused:
        check(Asked({"SERVICE": "WFS", **more}, "", body.encode()), fields)
    assert isinstance(refused.value, Problem)
