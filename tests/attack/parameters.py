"""What stands in an address: operations and parameters through which QGIS Server does more than it should."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from .attack import Attack, Request
from .ground import BENCHES, MILENA, WEISS, Ground
from .say import ids, transaction, update, where

FEATURES = "SERVICE=WFS&VERSION=1.1.0&REQUEST=GetFeature&TYPENAME=sitzbank"
MAP = (
    "SERVICE=WMS&VERSION=1.3.0&REQUEST=GetMap&LAYERS=sitzbank&STYLES=&CRS=EPSG:25833"
    "&BBOX=478000,5655000,512000,5688000&WIDTH=200&HEIGHT=200&FORMAT=image/png"
)
FORM = "application/x-www-form-urlencoded"
FUNCTIONS = (
    "env('PATH')='x'",
    "file_exists('/etc/passwd')",
    "get_feature('member','role','reviewer') is not null",
    "1=1",
    "file_size('/etc/passwd')>0",
    "layer_property('member','source')<>''",
    "aggregate('member','count',1)>0",
    "eval('1=1')",
    "@project_path<>''",
    "load_layer('/etc/passwd','ogr') is not null",
)


def attacks(ground: Ground) -> Iterator[Attack]:
    """From key-value transactions to the landing page."""
    yield from _transactions(ground)
    yield from _letters(ground)
    yield from _expressions()
    yield from _often()
    yield from _elsewhere(ground)
    yield from _operations()


def _transactions(ground: Ground) -> Iterator[Attack]:
    item, fid = "key-value and form-encoded transactions", ground.benches[0][0]
    wanted = f"SERVICE=WFS&VERSION=1.0.0&REQUEST=Transaction&OPERATION=DELETE&FEATUREID={fid}&TYPENAME={BENCHES}"
    yield _get(item, "Delete in the address", wanted)
    yield _get(item, "Delete of everything", wanted.replace(fid, ""))
    yield _get(item, "Delete by expression", wanted + "&EXP_FILTER=1=1")
    yield _get(item, "the operation alone", f"OPERATION=DELETE&FEATUREID={fid}")
    yield _get(item, "behind a harmless one", f"SERVICE=WFS&REQUEST=GetCapabilities&OPERATION=DELETE&FEATUREID={fid}")
    yield _get(item, "REQUEST_BODY", "SERVICE=WFS&REQUEST=Transaction&REQUEST_BODY=" + quote(_update(ground)))
    yield Attack(item, "as a form", Request(WEISS, body=wanted.encode(), kind=FORM), 415, "UnsupportedMediaType")
    yield Attack(item, "as a form that says it is XML", Request(WEISS, body=wanted.encode()), 400)
    yield Attack(item, "as a form with an address", Request(WEISS, wanted, body=b"a=b", kind=FORM), 415)
    parts = b'--x\r\nContent-Disposition: form-data; name="REQUEST"\r\n\r\nTransaction\r\n--x--\r\n'
    for kind in ("multipart/form-data; boundary=x", "text/plain", "application/json", "", "text/html", "image/svg+xml"):
        yield Attack(item, f"as {kind or 'nothing'}", Request(WEISS, wanted, body=parts, kind=kind), 415)
    body = _update(ground).encode()
    yield Attack(item, "XML beside parameters", Request(WEISS, f"OPERATION=DELETE&FEATUREID={fid}", body=body), 400)
    for method in ("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "LOCK", "PROPFIND", "transaction"):
        request = Request(WEISS, wanted, method=method, body=body)
        yield Attack(item, f"the method {method}", request, (400, 405))
    yield Attack(item, "a GET with a body", Request(WEISS, wanted, method="GET", body=body), 400)


def _letters(ground: Ground) -> Iterator[Attack]:
    item, fid = "letter case, BOM and UTF-16", ground.benches_n[0][0]
    body = transaction(update(BENCHES, ids(fid), zustand="x")).decode()
    for name, query in {
        "small letters": f"service=wfs&request=transaction&operation=delete&featureid={fid}",
        "mixed letters": f"SeRvIcE=wFs&ReQuEsT=tRaNsAcTiOn&OpErAtIoN=DeLeTe&FeAtUrEiD={fid}",
        "once more, small": f"SERVICE=WFS&REQUEST=GetStyles&request=Transaction&operation=DELETE&featureid={fid}",
        "percent signs": f"%53ERVICE=WFS&%52EQUEST=%54ransaction&OPERATION=DELETE&FEATUREID={fid}",
        "doubled percent signs": f"%2553ERVICE=WFS&REQUEST=Transaction&OPERATION=DELETE&FEATUREID={fid}",
        "a long s": f"%C5%BFERVICE=WFS&REQUEST=Transaction&OPERATION=DELETE&FEATUREID={fid}",
        "a byte order mark": f"%EF%BB%BFSERVICE=WFS&REQUEST=Transaction&OPERATION=DELETE&FEATUREID={fid}",
        "semicolons": f"SERVICE=WFS;REQUEST=Transaction;OPERATION=DELETE;FEATUREID={fid}",
        "a zero byte": f"SERVICE=WFS&REQUEST=Transaction%00&OPERATION=DELETE&FEATUREID={fid}",
        "a second question mark": f"?SERVICE=WFS&REQUEST=Transaction&OPERATION=DELETE&FEATUREID={fid}",
    }.items():
        yield _get(item, name, query)
    for name, bytes_ in {
        "a BOM": b"\xef\xbb\xbf" + body.encode(),
        "UTF-16 with BOM": body.encode("utf-16"),
        "UTF-16 big-endian": b"\xfe\xff" + body.encode("utf-16-be"),
        "UTF-16 without BOM": b'<?xml version="1.0" encoding="UTF-16"?>'.decode().encode("utf-16-le")
        + body.encode("utf-16-le"),
        "upper-case entities": body.replace("sitzbank", "&#x73;itzbank").encode(),
        "a declaration that lies": b'<?xml version="1.0" encoding="UTF-16"?>' + body.encode(),
        "latin-1": b'<?xml version="1.0" encoding="ISO-8859-1"?>' + body.encode("latin-1"),
        "UTF-7": b'<?xml version="1.0" encoding="UTF-7"?>' + body.replace("<", "+ADw-").encode(),
        "UTF-32": body.encode("utf-32"),
        "EBCDIC": body.encode("cp500"),
        "broken UTF-8": body.encode() + b"\xff",
        "overlong UTF-8": body.encode().replace(b"Transaction", b"\xc1\x94ransaction"),
        "capital letters": body.replace("Transaction", "TRANSACTION").encode(),
        "small letters": body.replace("wfs:Update", "wfs:update").encode(),
    }.items():
        yield Attack(item, f"a forbidden Update, {name}", Request(WEISS, body=bytes_), (400, 403))


def _expressions() -> Iterator[Attack]:
    item = "EXP_FILTER and ogc:Function"
    for text in FUNCTIONS:
        for name in ("EXP_FILTER", "exp_filter", "FILTER", "SORTBY"):
            yield _get(item, f"{name}={text}", f"{FEATURES}&{name}={quote(text)}")
        yield _get(item, f"a map filtered by {text}", f"{MAP}&FILTER=sitzbank:{quote(text)}")
        yield _get(item, f"a map with EXP_FILTER {text}", f"{MAP}&EXP_FILTER={quote(text)}")
    for name in ("env", "file_exists", "get_feature", "aggregate", "eval", "ENV", "_geom_from_x"):
        call = f'<ogc:Function name="{name}"><ogc:Literal>PATH</ogc:Literal></ogc:Function>'
        compare = f"<ogc:PropertyIsEqualTo>{call}<ogc:Literal>x</ogc:Literal></ogc:PropertyIsEqualTo>"
        swapped = f"<ogc:PropertyIsEqualTo><ogc:PropertyName>zustand</ogc:PropertyName>{call}</ogc:PropertyIsEqualTo>"
        for about, xml in (
            ("left", compare),
            ("right", swapped),
            ("alone", call),
            ("inside Not", f"<ogc:Not>{compare}</ogc:Not>"),
        ):
            yield _get(item, f"Function {name} {about}", f"{FEATURES}&FILTER={quote(where(xml))}")
            sent = transaction(update(BENCHES, where(xml), zustand="x"))
            yield Attack(item, f"Function {name} {about} in an Update", Request(WEISS, body=sent), 400)


def _often() -> Iterator[Attack]:
    item = "a layer that is named a thousand times"
    for name, types in {"by name": [BENCHES] * 1000, "by two names": [BENCHES, f"qgs:{BENCHES}"]}.items():
        yield _get(item, name, FEATURES.replace(BENCHES, ",".join(types)))


def _elsewhere(ground: Ground) -> Iterator[Attack]:
    there = f"http://127.0.0.1:{ground.canary}/x"
    for path in ("/etc/passwd", "/srv/andere.qgs", there, "postgresql:?service=x", "", "%2e%2e/x.qgs"):
        yield _get("MAP=", f"MAP={path}", f"SERVICE=WFS&REQUEST=GetCapabilities&MAP={quote(path)}")
    yield _get("MAP=", "map in small letters", "SERVICE=WMS&REQUEST=GetCapabilities&map=/etc/passwd")
    item = "SLD_BODY and EXTERNAL_WMS"
    graphic = (
        '<StyledLayerDescriptor xmlns="http://www.opengis.net/sld" xmlns:xlink="http://www.w3.org/1999/xlink" '
        'version="1.1.0"><NamedLayer><Name>sitzbank</Name><UserStyle><FeatureTypeStyle><Rule><PointSymbolizer><Graphic>'
        f'<ExternalGraphic><OnlineResource xlink:href="{there}"/><Format>image/svg+xml</Format></ExternalGraphic>'
        "</Graphic></PointSymbolizer></Rule></FeatureTypeStyle></UserStyle></NamedLayer></StyledLayerDescriptor>"
    )
    yield _get(item, "SLD", f"{MAP}&SLD={quote(there)}")
    yield _get(item, "SLD_BODY with a graphic from elsewhere", f"{MAP}&SLD_BODY={quote(graphic)}")
    yield _get(item, "sld_body for a legend", _legend() + f"&sld_body={quote(graphic)}")
    outside = MAP.replace("LAYERS=sitzbank", "LAYERS=EXTERNAL_WMS:fremd")
    source = quote(f"url={there}&format=image/png&layers=x&styles=&crs=EPSG:25833")
    yield _get(item, "EXTERNAL_WMS", f"{outside}&FREMD:URL={quote(there)}&FREMD:LAYERS=x&FREMD:FORMAT=image/png")
    yield _get(item, "external_wms", f"{outside.replace('EXTERNAL_WMS', 'external_wms')}&fremd:url={quote(there)}")
    yield _get(
        item,
        "EXTERNAL_WMS in a legend",
        _legend().replace("LAYERS=sitzbank", "LAYER=EXTERNAL_WMS:f") + f"&F:URL={source}",
    )
    yield _get(item, "a layer that is an address", MAP.replace("LAYERS=sitzbank", f"LAYERS={quote(there)}"), (400, 404))
    item = "REDLINING"
    for name, value in {
        "HIGHLIGHT_GEOM": "POINT(490000 5670000)",
        "HIGHLIGHT_SYMBOL": graphic,
        "HIGHLIGHT_LABELSTRING": "[% env('PATH') %]",
        "HIGHLIGHT_LABELFONT": "x",
        "HIGHLIGHT_LABELBUFFERSIZE": "999999999",
        "REDLINING": "x",
        "SELECTION": "sitzbank:1",
        "FILTER_GEOM": "POINT(1 2)",
        "map0:HIGHLIGHT_GEOM": "POINT(1 2)",
    }.items():
        yield _get(item, name, f"{MAP}&{quote(name)}={quote(value)}")
    svg = quote('<svg xmlns="http://www.w3.org/2000/svg"/>')
    yield _get(
        item,
        "drawing and label together",
        f"{MAP}&HIGHLIGHT_GEOM=POINT(1 2)&HIGHLIGHT_SYMBOL={svg}".replace(" ", "%20"),
    )


def _operations() -> Iterator[Attack]:
    for service in ("WMS", "WFS", "WCS"):
        yield _get("GetProjectSettings", service, f"SERVICE={service}&REQUEST=GetProjectSettings")
    yield _get("GetProjectSettings", "in small letters", "service=wms&request=getprojectsettings&version=1.3.0")
    printed = "SERVICE=WMS&VERSION=1.3.0&REQUEST=GetPrint&TEMPLATE=x&FORMAT=pdf&CRS=EPSG:25833"
    for name, more in {
        "a template": "",
        "an atlas": "&ATLAS_PK=1",
        "as SVG": "&FORMAT=svg",
        "a label": "&titel=[%env('PATH')%]",
        "a picture of a megapixel and more": "&map0:EXTENT=0,0,1,1&DPI=100000",
    }.items():
        yield _get("GetPrint", name, printed.replace("&FORMAT=pdf", "") + more)
    for request in (
        "GetContext",
        "GetSchemaExtension",
        "GetStyle",
        "GetLegendGraphic&FORMAT=x",
        "GetMap&FORMAT=application/dxf",
        "GetMap&FORMAT=application/pdf",
        "GetTile",
    ):
        yield _get(
            "GetPrint", f"{request}, which is not offered either", f"SERVICE=WMS&VERSION=1.3.0&REQUEST={request}"
        )
    for service in ("WCS", "WMTS", "LANDINGPAGE", "OGC API", "WFS3", "ADMIN"):
        yield _get(
            "wfs3 and landing page paths", f"SERVICE={service}", f"SERVICE={quote(service)}&REQUEST=GetCapabilities"
        )
    for path in (
        "/",
        "/wfs3",
        "/wfs3/",
        "/wfs3/collections",
        "/wfs3/collections/sitzbank/items",
        "/ows/wfs3/collections",
        "/ows/static/",
        "/index.json",
        "/ows/index.html",
        "/map/x",
        "/.report",
        "/ows//",
        "/OWS/",
        "/ows/..",
        "/ows/%2e%2e/wfs3/",
        "/ows/%00",
        "/htpasswd",
        "/service.json",
        "/ows/../../etc/passwd",
    ):
        yield Attack("wfs3 and landing page paths", path, Request(MILENA, path=path), (400, 404))
    for path in ("/wfs3/collections/sitzbank/items", "/ows/wfs3/collections/sitzbank/items/1", "/ows/"):
        for method in ("POST", "PUT", "PATCH", "DELETE"):
            body = b'{"type":"Feature","geometry":null,"properties":{"zustand":"x"}}'
            for kind in ("application/geo+json", "application/json"):
                request = Request(WEISS, method=method, path=path, body=body, kind=kind)
                yield Attack("wfs3 POST/PUT/PATCH/DELETE", f"{method} {path} as {kind}", request, (404, 405, 415))


def _legend() -> str:
    return "SERVICE=WMS&VERSION=1.3.0&REQUEST=GetLegendGraphic&LAYERS=sitzbank&FORMAT=image/png"


def _update(ground: Ground) -> str:
    return transaction(update(BENCHES, ids(ground.benches[0][0]), zustand="x")).decode()


def _get(item: str, name: str, query: str, status: int | tuple[int, ...] = 400) -> Attack:
    """Asked by somebody with all the rights there are: it is not a question of rights."""
    return Attack(item, name, Request(MILENA, query), status)
