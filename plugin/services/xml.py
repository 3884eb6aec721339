"""XML from strangers and to them: no document type, no entities, and bounded before anybody looks at it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from ..domain.errors import InvalidContent, LimitExceeded

MAX_BYTES = 16 * 2**20
MAX_PAGE = 64 * 2**20
MAX_SIGNS = 4 * 2**20
"""Of `<` in a page: an element may take a kilobyte of memory, however short it is written."""
MAX_DEPTH = 48
MAX_ELEMENTS = 500_000
_CHUNK = 2**14

WFS = "http://www.opengis.net/wfs"
OGC = "http://www.opengis.net/ogc"
OWS = "http://www.opengis.net/ows"
GML = "http://www.opengis.net/gml"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
QGS = "http://www.qgis.org/gml"
OURS = "urn:x-buergergis:1"

for _prefix, _uri in {"wfs": WFS, "ogc": OGC, "ows": OWS, "gml": GML, "qgs": QGS, "bg": OURS}.items():
    ElementTree.register_namespace(_prefix, _uri)

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_START = "A-Z_a-z\xc0-\xd6\xd8-\xf6\xf8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f\u2c00-\u2fef"
_START += "\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd"
_NAME = re.compile(f"[{_START}][-.0-9\xb7\u0300-\u036f\u203f\u2040{_START}]*")


def local(tag: str) -> str:
    """A tag, or a name with a prefix, without where it comes from: `{uri}Name` and `p:Name` give `Name`."""
    return tag.rpartition("}")[2].rpartition(":")[2].strip()


def is_nil(element: Element) -> bool:
    """True for xsi:nil, in whatever namespace the sender believes it to be."""
    return any(local(name) == "nil" and value.strip() in ("true", "1") for name, value in element.items())


def attribute(element: Element, name: str, default: str = "") -> str:
    """An attribute by its local name; the one without namespace wins."""
    found = element.get(name)
    if found is not None:
        return found
    return next((value for key, value in element.items() if local(key) == name), default)


def child(element: Element, name: str) -> Element | None:
    """The first child with the local name `name`."""
    return next((inner for inner in element if local(inner.tag) == name), None)


def text_of(element: Element | None) -> str:
    """The text of an element, stripped; empty for none."""
    return (element.text or "").strip() if element is not None else ""


def parse(
    body: bytes,
    *,
    max_depth: int = MAX_DEPTH,
    max_elements: int = MAX_ELEMENTS,
    max_bytes: int = MAX_BYTES,
) -> Element:
    """The root of `body` (UTF-8, UTF-16 or what it declares); comments and instructions are dropped.

    Raises InvalidContent for what is not well-formed or has a document type, LimitExceeded for what is too
    large, too deep or has too many elements.
    """
    if len(body) > max_bytes:
        raise LimitExceeded(f"The document is larger than {max_bytes} bytes.")
    tree = _Tree(max_depth, max_elements)
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = tree.start, tree.end
    parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = tree.data, tree.doctype
    try:
        for start in range(0, len(body), _CHUNK):  # in pieces, so that a refusal ends the reading
            parser.Parse(body[start : start + _CHUNK], False)
        parser.Parse(b"", True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise InvalidContent(f"The document is not well-formed XML: {error}.")
    return tree.close()


def page(body: bytes, max_bytes: int = MAX_PAGE) -> Element:
    """As `parse`, for a large page of features: built without Python in between, in a sixth of the time.

    Not bounded in its depth: whoever goes down into it minds RecursionError.
    """
    if len(body) > max_bytes or body.count(b"<") > MAX_SIGNS:
        raise LimitExceeded(f"The document is larger than {max_bytes} bytes, or has too many elements.")
    parser = ElementTree.XMLParser(target=_Plain())
    try:
        for start in range(0, len(body), _CHUNK):  # in pieces, so that windows do not stand still
            parser.feed(body[start : start + _CHUNK])
        root: Element = parser.close()
    except (ElementTree.ParseError, LookupError, ValueError) as error:
        raise InvalidContent(f"The document is not well-formed XML: {error}.")
    return root


class _Plain(TreeBuilder):
    def doctype(self, *_: Any) -> None:
        raise InvalidContent("The document has a document type declaration, which is not accepted.")


class _Tree:
    def __init__(self, max_depth: int, max_elements: int) -> None:
        self._builder = TreeBuilder()
        self._depth, self._max_depth = 0, max_depth
        self._left, self._max_elements = max_elements, max_elements

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._depth += 1
        self._left -= 1
        if self._depth > self._max_depth:
            raise LimitExceeded(f"The document is nested deeper than {self._max_depth} elements.")
        if self._left < 0:
            raise LimitExceeded(f"The document has more than {self._max_elements} elements.")
        self._builder.start(_braced(tag), {_braced(name): value for name, value in attributes.items()})

    def end(self, tag: str) -> None:
        self._depth -= 1
        self._builder.end(_braced(tag))

    def data(self, text: str) -> None:
        self._builder.data(text)

    def doctype(self, *_: Any) -> None:
        raise InvalidContent("The document has a document type declaration, which is not accepted.")

    def close(self) -> Element:
        return self._builder.close()


def _braced(name: str) -> str:
    return "{" + name if "}" in name else name


def write(root: Element, declaration: bool = True) -> bytes:
    """UTF-8 bytes of a tree. Raises InvalidContent for what XML 1.0 (§2.2, §2.3) forbids."""
    for element in root.iter():
        _check_name(local(element.tag))
        for text in (element.text, element.tail, *element.attrib.values()):
            _check_text(text or "", element)
    # Raw carriage returns stand only in text here, and a reader would turn them into line feeds.
    written: bytes = ElementTree.tostring(root, "utf-8", xml_declaration=declaration)
    return written.replace(b"\r", b"&#13;")


def clean(text: str) -> str:
    """`text` with what XML forbids replaced: for messages, which must always come through."""
    return _FORBIDDEN.sub("\ufffd", text)


def _check_name(name: str) -> None:
    if not _NAME.fullmatch(name):
        raise InvalidContent(f"{name[:60]!r} cannot be the name of a layer or property in XML.")


def _check_text(text: str, element: Element) -> None:
    found = _FORBIDDEN.search(text)
    if found:
        raise InvalidContent(f"{local(element.tag)} has the character {found[0]!r}, which XML cannot carry.")
