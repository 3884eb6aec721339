"""What stands in a body: entities, sizes, depths, strange geometries, comments, injection."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from .attack import Attack, post
from .ground import ANNE, BENCHES, OPEN, STREETS, Ground
from .say import delete, ids, insert, like, place, prop, row, transaction, update, where

_END = b"</wfs:Transaction>"
_XML = '<?xml version="1.0"?>'


def attacks(ground: Ground) -> Iterator[Attack]:
    """From two bodies in one request to slow injections."""
    yield from _documents(ground)
    yield from _depths(ground)
    yield from _harmless()
    yield from _injections(ground)


def _documents(ground: Ground) -> Iterator[Attack]:
    item, one = "batch POST with two bodies", transaction(update(BENCHES, ids(ground.benches_n[0][0]), zustand="x"))
    yield post(item, "one after the other", one * 2, 400)
    yield post(item, "with a declaration between", one + _XML.encode() + one, 400)
    yield post(item, "one inside of the other", transaction(one.decode()), 400)
    yield post(item, "a zero byte between", one + b"\0" + one, 400)
    yield post(item, "wrapped in a batch", b"<Batch>" + one * 2 + b"</Batch>", 400)
    there = f"http://127.0.0.1:{ground.canary}/x"
    field = update(BENCHES, ids(ground.benches[0][0]), zustand="&x;")
    for name, doctype in {
        "a file": '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        "an address": f'<!DOCTYPE x [<!ENTITY x SYSTEM "{there}">]>',
        "an outside DTD": f'<!DOCTYPE x SYSTEM "{there}">',
        "a parameter entity": f'<!DOCTYPE x [<!ENTITY % a SYSTEM "{there}"> %a;]>',
        "a public one": f'<!DOCTYPE x PUBLIC "-//x//x" "{there}">',
        "an empty document type": "<!DOCTYPE x>",
        "a harmless entity": '<!DOCTYPE x [<!ENTITY x "y">]>',
    }.items():
        yield post("XXE", name, (_XML + doctype).encode() + transaction(field), 400)
    yield post("XXE", "an entity that nobody declared", transaction(field), 400)
    yield post(
        "XXE",
        "XInclude",
        transaction('<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="/etc/passwd"/>'),
        400,
    )
    yield post("XXE", "a style sheet", b'<?xml-stylesheet href="%s"?>' % there.encode() + one, 403)
    yield post(
        "XXE",
        "a schema elsewhere",
        transaction(update(BENCHES, ids(ground.benches_n[0][0]), zustand="x"), more=f' xsi:schemaLocation="x {there}"'),
        403,
    )
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    laughs = f'{_XML}<!DOCTYPE x [<!ENTITY l0 "ha">{levels}]>'
    yield post("entity expansion", "a billion laughs", laughs.encode() + transaction(field.replace("&x;", "&l9;")), 400)
    large = f'{_XML}<!DOCTYPE x [<!ENTITY x "{"a" * 50_000}">]>'
    yield post(
        "entity expansion",
        "a large one many times",
        large.encode() + transaction(field.replace("&x;", "&x;" * 5000)),
        400,
    )
    yield post(
        "entity expansion",
        "one that contains itself",
        (_XML + '<!DOCTYPE x [<!ENTITY x "&x;">]>').encode() + transaction(field),
        400,
    )
    yield post(
        "entity expansion",
        "in an attribute",
        (_XML + '<!DOCTYPE x [<!ENTITY x "y">]>').encode() + transaction(more=' handle="&x;"'),
        400,
    )


def _depths(ground: Ground) -> Iterator[Attack]:
    item = "50,000 nested or unclosed elements"
    nots = "<ogc:Not>" * 50_000
    for name, body in {
        "nested": b"<a>" * 50_000 + b"</a>" * 50_000,
        "unclosed": b"<a>" * 50_000,
        "inside a Transaction": transaction("<a>" * 50_000 + "</a>" * 50_000),
        "Not in a filter": transaction(delete(BENCHES, where(nots + "</ogc:Not>" * 50_000))),
        "unclosed in a value": transaction()[: -len(_END)] + b"<wfs:Insert>" + b"<b>" * 50_000,
        "with namespaces": b'<a xmlns="x">' * 50_000,
        "with long names": (b"<" + b"a" * 250 + b">") * 50_000,
        "closing only": b"</a>" * 50_000,
        "a tag that never ends": b"<a " + b"b='c' " * 50_000,
        "50,000 attributes": b"<a " + b" ".join(b"b%d='c'" % n for n in range(50_000)) + b"/>",
        "49 deep": b"<a>" * 49 + b"</a>" * 49,
    }.items():
        yield post(item, name, body, (400, 413))
    deep = "[" * 50_000 + "]" * 50_000
    for name, text in {
        "JSON-FG": deep,
        "JSON-FG of objects": '{"a":' * 50_000,
        "half a pair": '{"id": "\\ud800"}',
    }.items():
        wanted = insert(
            "contribution", uuid=OPEN.replace("1", "a"), layer=BENCHES, operation="insert", proposed=escape(text)
        )
        yield post(item, f"in {name}", transaction(wanted), 400, ANNE)


def _harmless() -> Iterator[Attack]:
    """Comments hang the stock service; here they are what the standard says: nothing."""
    item = "comments and processing instructions"
    mess = "<!-- <qgs:uuid>x</qgs:uuid> --><?php exit(); ?>"
    yield post(
        item,
        "in a feature and around it",
        transaction(
            mess,
            insert(BENCHES, f"{mess}{place('495100 5670100')}{mess}<qgs:zustand>{mess}gut{mess}</qgs:zustand>") + mess,
        ),
        200,
        grows=("sitzbank", "event"),
    )
    yield post(
        item,
        "in a coordinate",
        transaction(insert(BENCHES, place("495<!-- -->101 567<?x y?>0101"), zustand="gut")),
        200,
        grows=("sitzbank", "event"),
    )
    yield post(item, "in a name", transaction(update(BENCHES, row("uu<!-- -->id", "gibtsnicht"), zustand="x")), 409)
    yield post(
        item,
        "a CDATA section for a name",
        transaction(update(BENCHES, row("<![CDATA[uuid]]>", "gibtsnicht"), zustand="x")),
        409,
    )
    yield post(item, "a comment that never ends", transaction("<!-- ")[: -len(_END)], 400)
    yield post(item, "two hyphens in one", transaction("<!-- -- -->"), 400)
    yield post(item, "an instruction called xml", transaction("<?xml version='1.0'?>"), 400)
    yield post(item, "30,000 of them", transaction("<!-- x --><?x y?>" * 30_000), 400)


def _injections(ground: Ground) -> Iterator[Attack]:
    item = "injection in literals and property names"
    bad = (
        "' OR 1=1 --",
        "x' OR '1'='1",
        '" OR 1=1 --',
        "'; DROP TABLE sitzbank; --",
        "1); DELETE FROM member; --",
        "\\' OR 1=1 --",
        "%' OR '%'='",
        "[% env('PATH') %]",
        "' || env('PATH') || '",
        "' OR file_exists('/etc/passwd') OR '",
        "x' UNION SELECT * FROM member --",
        "$id > 0",
        "1=1",
        "*",
        "%",
        "@row_number",
        "\u2019 OR 1=1",
        "$$ OR 1=1 $$",
        "E'\\'' OR 1=1",
        "zustand' OR \"zustand\" <> '",
    )
    for text in bad:
        safe = escape(text)
        yield post(item, f"the literal {text}", transaction(update(BENCHES, row("uuid", safe), zustand="x")), 409)
        yield post(item, f"the property {text}", transaction(update(BENCHES, row(safe, "x"), zustand="x")), 400)
        yield post(
            item,
            f"a field called {text}",
            transaction(update(BENCHES, ids(ground.benches[0][0]), content=prop(safe, "x"))),
            400,
        )
        yield post(
            item,
            f"the feature id {text}",
            transaction(delete(BENCHES, ids(escape(f"{BENCHES}.{text}", {'"': "&quot;"})))),
            (400, 409),
        )
        pattern = safe.replace("!", "!!").replace("*", "!*") if "*" not in text else "x!*"
        sent = transaction(delete(BENCHES, where(like("uuid", pattern))))
        yield post(item, f"the pattern {text}", sent, 409)
        yield post(
            item,
            f"the uuid of a contribution {text}",
            transaction(update("contribution", row("uuid", safe), status="in_review")),
            403,
        )
        yield post(
            item,
            f"the layer {text}",
            transaction(f"<wfs:Update typeName={quoteattr(text)}>{prop('a', 'b')}{row('uuid', 'x')}</wfs:Update>"),
            (400, 403),
        )
        yield post(
            item,
            f"a handle {text}",
            transaction(f'<wfs:Delete handle={quoteattr(text)} typeName="{BENCHES}">{row("uuid", "x")}</wfs:Delete>'),
            409,
        )
    heavy = where(like("strname", "*a" * 60 + "b"))
    yield post(item, "a pattern that takes for ever", transaction(update(STREETS, heavy, belag="x")), (400, 409, 413))
