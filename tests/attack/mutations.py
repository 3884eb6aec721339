"""Valid Transactions, and what a hostile client makes of them: structure, numbers, names, encodings."""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import deepcopy
from xml.etree.ElementTree import Comment, Element, ProcessingInstruction, SubElement, tostring

from hypothesis import strategies as st

Change = tuple[str, int, int]
"""Which mutation, where, and with what: numbers that are taken modulo what there is to choose from."""

NUMBERS = (
    "NaN",
    "inf",
    "-0",
    "1e308",
    "-1e308",
    "1e309",
    "0",
    "-1",
    "99999999999999999999",
    "1.5",
    "0x1f",
    "٣",
    "1_0",
    "1e-320",
    "495000",
    "505000",
    "5670000",
    "2147483648",
    "",
    " ",
)
NAMES = (
    "baum",
    "laubbaum",
    "sitzbank",
    "contribution",
    "comment",
    "event",
    "attachment",
    "member",
    "pseudonym",
    "write_lock",
    "fid",
    "geom",
    "geometry",
    "pruefer",
    "denkmal",
    "lebensalter",
    "eigentuemer_ars",
    "art",
    "status",
    "author",
    "uuid",
    "base",
    "proposed",
    "revision",
    "sqlite_master",
    "BAUM",
    "baum.1",
    "",
    "ſtatus",
    "a" * 300,
    "qgs:art",
    "//art",
    "*",
)
TEXTS = (
    "'",
    '"',
    "' OR 1=1 --",
    "[% 1 %]",
    "\\",
    "%",
    "\u202e",
    "\U0001f333",
    "x" * 2000,
    "149990010010",
    "149990020020",
    "published",
    "accepted",
    "in_review",
    "withdrawn",
    "true",
    "2026-05-04",
    "{}",
    "[]",
    "null",
    '{"type":"Feature"}',
    "baum.1",
    "baum.3",
    "sitzbank.2",
    "contribution.1",
    "sha256:" + "0" * 64,
    "EPSG:4326",
    "EPSG:25833",
    "urn:ogc:def:crs:EPSG::25833",
    "EPSG:0",
)
TAGS = (
    "Insert",
    "Update",
    "Delete",
    "Native",
    "LockId",
    "Property",
    "Name",
    "Value",
    "Filter",
    "And",
    "Or",
    "Not",
    "FeatureId",
    "PropertyIsEqualTo",
    "PropertyIsLike",
    "PropertyIsBetween",
    "PropertyIsNull",
    "BBOX",
    "Within",
    "Literal",
    "PropertyName",
    "Function",
    "Point",
    "LineString",
    "Polygon",
    "MultiPoint",
    "pos",
    "posList",
    "coordinates",
    "Envelope",
    "baum",
    "sitzbank",
    "contribution",
    "Transaction",
    "GmlObjectId",
    "boundedBy",
    "Curve",
    "Arc",
)
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_NAMESPACES = (
    "http://www.opengis.net/wfs",
    "http://www.opengis.net/ogc",
    "http://www.opengis.net/gml",
    "http://www.qgis.org/gml",
    "urn:x",
    "",
)


def changes() -> st.SearchStrategy[list[Change]]:
    """None, so that valid Transactions come too, up to four."""
    big = st.integers(0, 10**6)
    return st.lists(st.tuples(st.sampled_from([*_TREES, *_BYTES]), big, big), max_size=4)


def mutated(valid: Element, wanted: list[Change]) -> bytes:
    """The body that comes of a Transaction; the changes of its tree first, then those of its bytes."""
    root = deepcopy(valid)
    for name, place, number in wanted:
        if name in _TREES:
            _TREES[name](root, place, number)
    body = _written(root)
    for name, place, number in wanted:
        if name in _BYTES and body:
            body = _BYTES[name](body, place, number)
    return body


def _written(root: Element) -> bytes:
    try:
        return tostring(root, "utf-8")
    except (TypeError, ValueError):
        return b""


def _any(root: Element, place: int) -> Element:
    found = [element for element in root.iter() if isinstance(element.tag, str)]
    return found[place % len(found)]


def _parent(root: Element, place: int) -> Element:
    found = [element for element in root.iter() if len(element)] or [root]
    return found[place % len(found)]


def _drop(root: Element, place: int, number: int) -> None:
    parent = _parent(root, place)
    if len(parent):
        del parent[number % len(parent)]


def _double(root: Element, place: int, number: int) -> None:
    parent = _parent(root, place)
    if len(parent) and sum(1 for _ in root.iter()) < 2_000:
        parent.insert(number % len(parent), deepcopy(parent[number % len(parent)]))


def _move(root: Element, place: int, number: int) -> None:
    """Part of the tree comes to stand elsewhere, perhaps inside of something like itself."""
    if sum(1 for _ in root.iter()) < 2_000:
        _any(root, number).append(deepcopy(_any(root, place)))


def _reverse(root: Element, place: int, _number: int) -> None:
    parent = _parent(root, place)
    parent[:] = list(parent)[::-1]


def _rename(root: Element, place: int, number: int) -> None:
    element = _any(root, place)
    space = element.tag.rpartition("}")[0]
    element.tag = (space + "}" if space else "") + TAGS[number % len(TAGS)]


def _other_space(root: Element, place: int, number: int) -> None:
    element = _any(root, place)
    space = _NAMESPACES[number % len(_NAMESPACES)]
    element.tag = (f"{{{space}}}" if space else "") + element.tag.rpartition("}")[2]


def _wrap(root: Element, place: int, number: int) -> None:
    parent = _parent(root, place)
    if len(parent):
        inner = parent[number % len(parent)]
        parent.remove(inner)
        SubElement(parent, f"{{{_NAMESPACES[1]}}}{TAGS[number % len(TAGS)]}").append(inner)


def _attribute(root: Element, place: int, number: int) -> None:
    element = _any(root, place)
    names = [*element.attrib, "handle", "typeName", "fid", "srsName", "version", "nil", "idgen", "matchCase", "state"]
    values = [*TEXTS, *NAMES, *NUMBERS]
    element.set(names[place % len(names)], values[number % len(values)])


def _bare(root: Element, place: int, _number: int) -> None:
    _any(root, place).attrib.clear()


def _text(root: Element, place: int, number: int) -> None:
    _any(root, place).text = TEXTS[number % len(TEXTS)]


def _name(root: Element, place: int, number: int) -> None:
    _any(root, place).text = NAMES[number % len(NAMES)]


def _numbers(root: Element, place: int, number: int) -> None:
    found = [element for element in root.iter() if element.text and _NUMBER.search(element.text)]
    if found:
        element = found[place % len(found)]
        element.text = _NUMBER.sub(NUMBERS[number % len(NUMBERS)], element.text or "", count=1 + number % 3)


def _comment(root: Element, place: int, number: int) -> None:
    made = Comment("x") if number % 2 else ProcessingInstruction("x", "y")
    made.tail = TEXTS[number % len(TEXTS)] if number % 3 == 0 else ""
    _any(root, place).insert(number % 3, made)


def _cut(body: bytes, place: int, _number: int) -> bytes:
    return body[: place % len(body)]


def _flip(body: bytes, place: int, number: int) -> bytes:
    at = place % len(body)
    return body[:at] + bytes([body[at] ^ (1 + number % 255)]) + body[at + 1 :]


def _sprinkle(body: bytes, place: int, number: int) -> bytes:
    bits = (
        b"\0",
        b"\xff\xfe",
        b"&#0;",
        b"&x;",
        b"]]>",
        b"<!DOCTYPE x>",
        b"<![CDATA[",
        b"\xed\xa0\x80",
        b"<a>",
        b"&#x10ffff;",
        b"\x85",
    )
    at = place % len(body)
    return body[:at] + bits[number % len(bits)] + body[at:]


def _encode(body: bytes, place: int, number: int) -> bytes:
    names = ("utf-16", "utf-16-le", "utf-16-be", "latin-1", "utf-32", "utf-7", "cp500", "utf-8-sig")
    text = body.decode("utf-8", "replace")
    if place % 2:
        text = f'<?xml version="1.0" encoding="{names[place % len(names)]}"?>' + text
    return text.encode(names[number % len(names)], "replace")


def _twice(body: bytes, _place: int, _number: int) -> bytes:
    return body * 2 if len(body) < 100_000 else body


_TREES: dict[str, Callable[[Element, int, int], None]] = {
    "drop": _drop,
    "double": _double,
    "move": _move,
    "reverse": _reverse,
    "rename": _rename,
    "namespace": _other_space,
    "wrap": _wrap,
    "attribute": _attribute,
    "bare": _bare,
    "text": _text,
    "name": _name,
    "number": _numbers,
    "comment": _comment,
}
_BYTES: dict[str, Callable[[bytes, int, int], bytes]] = {
    "cut": _cut,
    "flip": _flip,
    "sprinkle": _sprinkle,
    "encode": _encode,
    "twice": _twice,
}
