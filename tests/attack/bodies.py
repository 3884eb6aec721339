"""What stands in a body: entities, sizes, depths, strange geometries, comments, injection."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from .attack import Attack, Request
from .ground import ANNE, BENCHES, OPEN, STREETS, WEISS, Ground
from .say import delete, equal, ids, insert, place, point, prop, row, transaction, update, where

_END = b"</wfs:Transaction>"
_XML = '<?xml version="1.0"?>'


def attacks(ground: Ground) -> Iterator[Attack]:
    """From two bodies in one request to slow injections."""
    yield from _documents(ground)
    yield from _sizes(ground)
    yield from _depths(ground)
    yield from _geometries(ground)
    yield from _harmless()
    yield from _injections(ground)


def _documents(ground: Ground) -> Iterator[Attack]:
    item, one = "batch POST with two bodies", transaction(update(BENCHES, ids(ground.benches_n[0][0]), zustand="x"))
    yield _post(item, "one after the other", one * 2, 400)
    yield _post(item, "with a declaration between", one + _XML.encode() + one, 400)
    yield _post(item, "one inside of the other", transaction(one.decode()), 400)
    yield _post(item, "a zero byte between", one + b"\0" + one, 400)
    yield _post(item, "wrapped in a batch", b"<Batch>" + one * 2 + b"</Batch>", 400)
    there = f"http://127.0.0.1:{ground.canary}/x"
    field = update(BENCHES, ids(ground.benches[0][0]), zustand="&x;")
    for name, doctype in {
        "a file": '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        "an address": f'<!DOCTYPE x [<!ENTITY x SYSTEM "{there}">]>', "an outside DTD": f'<!DOCTYPE x SYSTEM "{there}">',
        "a parameter entity": f'<!DOCTYPE x [<!ENTITY % a SYSTEM "{there}"> %a;]>', "a public one": f'<!DOCTYPE x PUBLIC "-//x//x" "{there}">',
        "an empty document type": "<!DOCTYPE x>", "a harmless entity": '<!DOCTYPE x [<!ENTITY x "y">]>',
    }.items():  # fmt: skip
        yield _post("XXE", name, (_XML + doctype).encode() + transaction(field), 400)
    yield _post("XXE", "an entity that nobody declared", transaction(field), 400)
    yield _post(
        "XXE",
        "XInclude",
        transaction('<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="/etc/passwd"/>'),
        400,
    )
    yield _post("XXE", "a style sheet", b'<?xml-stylesheet href="%s"?>' % there.encode() + one, 403)
    yield _post("XXE", "a schema elsewhere", transaction(
        update(BENCHES, ids(ground.benches_n[0][0]), zustand="x"), more=f' xsi:schemaLocation="x {there}"'), 403)  # fmt: skip
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    laughs = f'{_XML}<!DOCTYPE x [<!ENTITY l0 "ha">{levels}]>'
    yield _post(
        "entity expansion", "a billion laughs", laughs.encode() + transaction(field.replace("&x;", "&l9;")), 400
    )
    large = f'{_XML}<!DOCTYPE x [<!ENTITY x "{"a" * 50_000}">]>'
    yield _post(
        "entity expansion",
        "a large one many times",
        large.encode() + transaction(field.replace("&x;", "&x;" * 5000)),
        400,
    )
    yield _post(
        "entity expansion",
        "one that contains itself",
        (_XML + '<!DOCTYPE x [<!ENTITY x "&x;">]>').encode() + transaction(field),
        400,
    )
    yield _post(
        "entity expansion",
        "in an attribute",
        (_XML + '<!DOCTYPE x [<!ENTITY x "y">]>').encode() + transaction(more=' handle="&x;"'),
        400,
    )


def _sizes(ground: Ground) -> Iterator[Attack]:
    item, size = "100 MB bodies", 100 * 2**20
    head, spaces = transaction()[: -len(_END)], b" " * 2**20

    def hundred(filler: bytes) -> Iterator[bytes]:
        yield head
        for _ in range(100):
            yield filler

    for name, filler in {
        "of spaces": spaces,
        "of zero bytes": b"\0" * 2**20,
        "of text": b"a" * 2**20,
        "of comments": b"<!-- x -->" * 104_857,
    }.items():
        request = Request(WEISS, body=lambda filler=filler: hundred(filler), length=size)
        yield Attack(item, f"announced, {name}", request, 413, "LimitExceeded")
        yield Attack(item, f"in pieces, {name}", Request(WEISS, body=lambda filler=filler: hundred(filler)), 413)
    yield _post(item, "15 MB in one attribute", transaction(more=f' handle="{"x" * 15_000_000}"'), 413)
    yield _post(item, "15 MB in one comment", transaction("<!--" + "x" * 15_000_000 + "-->"), 413)
    yield _post(
        item,
        "15 MB in one value",
        transaction(update(BENCHES, ids(ground.benches[0][0]), zustand="x" * 15_000_000)),
        413,
    )
    yield _post(
        item,
        "a comment of 200 kB",
        transaction(insert("comment", uuid=OPEN, contribution=OPEN, text="x" * 200_000)),
        413,
        ANNE,
    )
    yield Attack(
        item,
        "an announced length that is no number",
        Request(WEISS, body=b"<a/>", headers=(("Content-Length", "-5"),)),
        (400, 413),
    )
    item, fid = "10⁶ actions", ground.benches[0][0]
    short = '<wfs:Delete typeName="a"><ogc:Filter><ogc:FeatureId fid="a.1"/></ogc:Filter></wfs:Delete>'
    yield Attack(item, "a million deletes", Request(WEISS, body=transaction(short * 1_000_000)), 413, "LimitExceeded")
    yield _post(item, "a million empty elements", transaction("<a/>" * 1_000_000), 413)
    yield _post(item, "150,000 deletes, as many as fit", transaction(short * 150_000), 413)
    yield _post(item, "one more than the limit", transaction(delete(BENCHES, ids(fid)) * 2_001), 413)
    yield _post(item, "5,001 new features", transaction(f"<wfs:Insert>{f'<qgs:{BENCHES}/>' * 5001}</wfs:Insert>"), 413)
    yield _post(item, "20,000 ids", transaction(delete(BENCHES, ids(*[f"{BENCHES}.{n}" for n in range(20_000)]))), 413)
    many = "".join(equal("zustand", str(n)) for n in range(5_000))
    yield _post(
        item, "5,000 comparisons", transaction(update(BENCHES, where(f"<ogc:Or>{many}</ogc:Or>"), zustand="x")), 413
    )
    yield _post(item, "no action at all", transaction(), 400)


def _depths(ground: Ground) -> Iterator[Attack]:
    item = "50,000 nested or unclosed elements"
    nots = "<ogc:Not>" * 50_000
    for name, body in {
        "nested": b"<a>" * 50_000 + b"</a>" * 50_000, "unclosed": b"<a>" * 50_000,
        "inside a Transaction": transaction("<a>" * 50_000 + "</a>" * 50_000),
        "Not in a filter": transaction(delete(BENCHES, where(nots + "</ogc:Not>" * 50_000))),
        "unclosed in a value": transaction()[: -len(_END)] + b"<wfs:Insert>" + b"<b>" * 50_000,
        "with namespaces": b'<a xmlns="x">' * 50_000, "with long names": (b"<" + b"a" * 250 + b">") * 50_000,
        "closing only": b"</a>" * 50_000, "a tag that never ends": b"<a " + b"b='c' " * 50_000,
        "50,000 attributes": b"<a " + b" ".join(b"b%d='c'" % n for n in range(50_000)) + b"/>",
        "49 deep": b"<a>" * 49 + b"</a>" * 49,
    }.items():  # fmt: skip
        yield _post(item, name, body, (400, 413))
    deep = "[" * 50_000 + "]" * 50_000
    for name, text in {
        "JSON-FG": deep,
        "JSON-FG of objects": '{"a":' * 50_000,
        "half a pair": '{"id": "\\ud800"}',
    }.items():
        wanted = insert(
            "contribution", uuid=OPEN.replace("1", "a"), layer=BENCHES, operation="insert", proposed=escape(text)
        )
        yield _post(item, f"in {name}", transaction(wanted), 400, ANNE)


def _geometries(ground: Ground) -> Iterator[Attack]:
    fid = ground.benches[0][0]
    item = "NaN and 1e308 coordinates"
    for text in ("NaN NaN", "1e308 1e308", "-1e308 5670000", "inf 5670000", "Infinity 0", "495000", "",
                 "1e16 1e16", "495000 5670000 1 2 3", "٤٩٥ ٥٦٧", "0x10 0x10", "1_000 5670000", "495000 5670000; DROP TABLE sitzbank",
                 "1e400 1", "9" * 5000 + " 1"):  # fmt: skip
        shown = text[:30] or "nothing"
        yield _post(item, f"a point at {shown}", transaction(insert(BENCHES, place(text), zustand="gut")), 400)
        yield _post(
            item,
            f"a move to {shown}",
            transaction(update(BENCHES, ids(fid), content=prop("geometry", point(text)))),
            400,
        )
    yield _post(item, "a box of NaN", transaction(delete(BENCHES, where(_box("NaN NaN", "NaN NaN")))), 400)
    yield _post(item, "a box upside down", transaction(delete(BENCHES, where(_box("2 2", "1 1")))), 400)
    yield _post(
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
        yield _post(item, f"a contribution at {number[:12]}", transaction(wanted), 400, ANNE)
    item = "unclosed rings"
    for name, ring in {
        "open": "0 0 1 0 1 1 0 1", "of two points": "0 0 1 1", "of three": "0 0 1 0 0 0", "of one": "0 0", "empty": "", "odd": "0 0 1 0 1",
        "closed but for a micrometre": "495000 5670000 495010 5670000 495010 5670010 495000.000001 5670000.000001",
    }.items():  # fmt: skip
        polygon = _polygon(ring)
        yield _post(
            item,
            f"a playground with a ring {name}",
            transaction(insert("spielplatz", f"<qgs:geometry>{polygon}</qgs:geometry>")),
            400,
        )
        within = f"<ogc:Within><ogc:PropertyName>geometry</ogc:PropertyName>{polygon}</ogc:Within>"
        yield _post(item, f"a filter within a ring {name}", transaction(delete(BENCHES, where(within))), (400, 409))
    yield _post(
        item,
        "a polygon for a point",
        transaction(insert(BENCHES, f"<qgs:geometry>{_polygon('0 0 1 0 1 1 0 0')}</qgs:geometry>", zustand="gut")),
        400,
    )
    item = "wrong srsName"
    for srs in ("EPSG:0", "EPSG:99999999", "EPSG:4326", "urn:ogc:def:crs:EPSG::1", "PROJ:+proj=longlat +nadgrids=/etc/passwd",
                f"http://127.0.0.1:{ground.canary}/crs", "file:///etc/passwd", "IGNF:x", "USER:100000", "WKT:GEOGCRS[]", "EPSG:25833' OR 1=1",
                "epsg", "EPSG:-1", "http://www.opengis.net/gml/srs/epsg.xml#99999999"):  # fmt: skip
        sent = insert(BENCHES, f"<qgs:geometry>{point(srs=escape(srs))}</qgs:geometry>", zustand="gut")
        yield _post(item, srs, transaction(sent), (400, 403))
        box = _box("0 0", "1 1").replace('srsName="EPSG:25833"', f"srsName={quoteattr(srs)}")
        yield _post(item, f"a box in {srs}", transaction(delete(BENCHES, where(box))), (400, 403, 409))


def _harmless() -> Iterator[Attack]:
    """Comments hang the stock service; here they are what the standard says: nothing."""
    item = "comments and processing instructions"
    mess = "<!-- <qgs:uuid>x</qgs:uuid> --><?php exit(); ?>"
    yield _post(item, "in a feature and around it", transaction(
        mess, insert(BENCHES, f"{mess}{place('495100 5670100')}{mess}<qgs:zustand>{mess}gut{mess}</qgs:zustand>") + mess), 200,
        grows=("sitzbank", "event"))  # fmt: skip
    yield _post(
        item,
        "in a coordinate",
        transaction(insert(BENCHES, place("495<!-- -->101 567<?x y?>0101"), zustand="gut")),
        200,
        grows=("sitzbank", "event"),
    )
    yield _post(item, "in a name", transaction(update(BENCHES, row("uu<!-- -->id", "gibtsnicht"), zustand="x")), 409)
    yield _post(
        item,
        "a CDATA section for a name",
        transaction(update(BENCHES, row("<![CDATA[uuid]]>", "gibtsnicht"), zustand="x")),
        409,
    )
    yield _post(item, "a comment that never ends", transaction("<!-- ")[: -len(_END)], 400)
    yield _post(item, "two hyphens in one", transaction("<!-- -- -->"), 400)
    yield _post(item, "an instruction called xml", transaction("<?xml version='1.0'?>"), 400)
    yield _post(item, "30,000 of them", transaction("<!-- x --><?x y?>" * 30_000), 400)


def _injections(ground: Ground) -> Iterator[Attack]:
    item = "injection in literals and property names"
    bad = (
        "' OR 1=1 --", "x' OR '1'='1", '" OR 1=1 --', "'; DROP TABLE sitzbank; --", "1); DELETE FROM member; --", "\\' OR 1=1 --",
        "%' OR '%'='", "[% env('PATH') %]", "' || env('PATH') || '", "' OR file_exists('/etc/passwd') OR '", "x' UNION SELECT * FROM member --",
        "$id > 0", "1=1", "*", "%", "@row_number", "\u2019 OR 1=1", "$$ OR 1=1 $$", "E'\\'' OR 1=1", "zustand' OR \"zustand\" <> '",
    )  # fmt: skip
    for text in bad:
        safe = escape(text)
        yield _post(item, f"the literal {text}", transaction(update(BENCHES, row("uuid", safe), zustand="x")), 409)
        yield _post(item, f"the property {text}", transaction(update(BENCHES, row(safe, "x"), zustand="x")), 400)
        yield _post(
            item,
            f"a field called {text}",
            transaction(update(BENCHES, ids(ground.benches[0][0]), content=prop(safe, "x"))),
            400,
        )
        yield _post(
            item,
            f"the feature id {text}",
            transaction(delete(BENCHES, ids(escape(f"{BENCHES}.{text}", {'"': "&quot;"})))),
            (400, 409),
        )
        like = f'<ogc:PropertyIsLike wildCard="*" singleChar="." escapeChar="!"><ogc:PropertyName>uuid</ogc:PropertyName><ogc:Literal>{safe.replace("*", "!*").replace("!", "!!") if "*" not in text else "x!*"}</ogc:Literal></ogc:PropertyIsLike>'
        yield _post(item, f"the pattern {text}", transaction(delete(BENCHES, where(like))), 409)
        yield _post(
            item,
            f"the uuid of a contribution {text}",
            transaction(update("contribution", row("uuid", safe), status="in_review")),
            403,
        )
        yield _post(
            item,
            f"the layer {text}",
            transaction(f"<wfs:Update typeName={quoteattr(text)}>{prop('a', 'b')}{row('uuid', 'x')}</wfs:Update>"),
            (400, 403),
        )
        yield _post(
            item,
            f"a handle {text}",
            transaction(f'<wfs:Delete handle={quoteattr(text)} typeName="{BENCHES}">{row("uuid", "x")}</wfs:Delete>'),
            409,
        )
    heavy = where(
        f'<ogc:PropertyIsLike wildCard="*" singleChar="." escapeChar="!"><ogc:PropertyName>strname</ogc:PropertyName><ogc:Literal>{"*a" * 60}b</ogc:Literal></ogc:PropertyIsLike>'
    )
    yield _post(item, "a pattern that takes for ever", transaction(update(STREETS, heavy, belag="x")), (400, 409, 413))


def _box(lower: str, upper: str) -> str:
    corners = f"<gml:lowerCorner>{lower}</gml:lowerCorner><gml:upperCorner>{upper}</gml:upperCorner>"
    return f'<ogc:BBOX><ogc:PropertyName>geometry</ogc:PropertyName><gml:Envelope srsName="EPSG:25833">{corners}</gml:Envelope></ogc:BBOX>'


def _polygon(ring: str) -> str:
    inner = f"<gml:exterior><gml:LinearRing><gml:posList>{ring}</gml:posList></gml:LinearRing></gml:exterior>"
    return f'<gml:Polygon srsName="EPSG:25833">{inner}</gml:Polygon>'


def _post(
    item: str, name: str, body: bytes, status: int | tuple[int, ...], who: str = WEISS, grows: tuple[str, ...] = ()
) -> Attack:
    return Attack(item, name, Request(who, body=body), status, grows=grows)
