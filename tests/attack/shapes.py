"""Geometries that are none, or lie nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from .attack import Attack, post
from .ground import ANNE, BENCHES, OPEN, Ground
from .say import delete, ids, insert, place, point, prop, transaction, update, where


def attacks(ground: Ground) -> Iterator[Attack]:
    """Coordinates, rings and reference systems that cannot be meant."""
    fid = ground.benches[0][0]
    item = "NaN and 1e308 coordinates"
    for text in (
        "NaN NaN",
        "1e308 1e308",
        "-1e308 5670000",
        "inf 5670000",
        "Infinity 0",
        "495000",
        "",
        "1e16 1e16",
        "495000 5670000 1 2 3",
        "٤٩٥ ٥٦٧",
        "0x10 0x10",
        "1_000 5670000",
        "495000 5670000; DROP TABLE sitzbank",
        "1e400 1",
        "9" * 5000 + " 1",
    ):
        shown = text[:30] or "nothing"
        yield post(item, f"a point at {shown}", transaction(insert(BENCHES, place(text), zustand="gut")), 400)
        yield post(
            item,
            f"a move to {shown}",
            transaction(update(BENCHES, ids(fid), content=prop("geometry", point(text)))),
            400,
        )
    for corner in ("NaN NaN", "٤٩٥ ٥٦٧", "1_0 1_0", "0x1 0x1"):
        yield post(item, f"a box of {corner}", transaction(delete(BENCHES, where(_box(corner, corner)))), 400)
    yield post(item, "a box upside down", transaction(delete(BENCHES, where(_box("2 2", "1 1")))), 400)
    yield post(
        item,
        "a box of 1e308",
        transaction(delete(BENCHES, where(_box("-1e308 -1e308", "1e308 1e308")))),
        (400, 403, 409),
    )
    for number in ("NaN", "1e999", "-Infinity", "1" * 400):
        document = f'{{"type":"Feature","featureType":"{BENCHES}","id":null,"coordRefSys":"http://www.opengis.net/def/crs/EPSG/0/25833","place":{{"type":"Point","coordinates":[{number},1]}},"properties":{{}}}}'
        wanted = insert(
            "contribution", uuid=OPEN.replace("1", "b"), layer=BENCHES, operation="insert", proposed=escape(document)
        )
        yield post(item, f"a contribution at {number[:12]}", transaction(wanted), 400, ANNE)
    item = "unclosed rings"
    for name, ring in {
        "open": "0 0 1 0 1 1 0 1",
        "of two points": "0 0 1 1",
        "of three": "0 0 1 0 0 0",
        "of one": "0 0",
        "empty": "",
        "odd": "0 0 1 0 1",
        "closed but for a micrometre": "495000 5670000 495010 5670000 495010 5670010 495000.000001 5670000.000001",
    }.items():
        polygon = _polygon(ring)
        yield post(
            item,
            f"a playground with a ring {name}",
            transaction(insert("spielplatz", f"<qgs:geometry>{polygon}</qgs:geometry>")),
            400,
        )
        within = f"<ogc:Within><ogc:PropertyName>geometry</ogc:PropertyName>{polygon}</ogc:Within>"
        yield post(item, f"a filter within a ring {name}", transaction(delete(BENCHES, where(within))), (400, 409))
    yield post(
        item,
        "a polygon for a point",
        transaction(insert(BENCHES, f"<qgs:geometry>{_polygon('0 0 1 0 1 1 0 0')}</qgs:geometry>", zustand="gut")),
        400,
    )
    item = "wrong srsName"
    for srs in (
        "EPSG:0",
        "EPSG:99999999",
        "EPSG:4326",
        "urn:ogc:def:crs:EPSG::1",
        "PROJ:+proj=longlat +nadgrids=/etc/passwd",
        f"http://127.0.0.1:{ground.canary}/crs",
        "file:///etc/passwd",
        "IGNF:x",
        "USER:100000",
        "WKT:GEOGCRS[]",
        "EPSG:25833' OR 1=1",
        "epsg",
        "EPSG:-1",
        "http://www.opengis.net/gml/srs/epsg.xml#99999999",
    ):
        sent = insert(BENCHES, f"<qgs:geometry>{point(srs=escape(srs))}</qgs:geometry>", zustand="gut")
        yield post(item, srs, transaction(sent), (400, 403))
        box = _box("0 0", "1 1").replace('srsName="EPSG:25833"', f"srsName={quoteattr(srs)}")
        yield post(item, f"a box in {srs}", transaction(delete(BENCHES, where(box))), (400, 403, 409))


def _box(lower: str, upper: str) -> str:
    corners = f"<gml:lowerCorner>{lower}</gml:lowerCorner><gml:upperCorner>{upper}</gml:upperCorner>"
    box = f'<gml:Envelope srsName="EPSG:25833">{corners}</gml:Envelope>'
    return f"<ogc:BBOX><ogc:PropertyName>geometry</ogc:PropertyName>{box}</ogc:BBOX>"


def _polygon(ring: str) -> str:
    inner = f"<gml:exterior><gml:LinearRing><gml:posList>{ring}</gml:posList></gml:LinearRing></gml:exterior>"
    return f'<gml:Polygon srsName="EPSG:25833">{inner}</gml:Polygon>'
