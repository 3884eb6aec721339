"""The body of a POST, read and bounded before QGIS sees it.

QGIS Server parses a body into a tree before it asks any plugin; thirty thousand nested elements end it.
So the body runs through a parser that keeps nothing, while it is still being read.
"""

from __future__ import annotations

import re
from typing import BinaryIO
from xml.parsers import expat

from ...domain.errors import InvalidContent, LimitExceeded
from ...services.xml import MAX_BYTES, MAX_DEPTH, MAX_ELEMENTS

ENCODINGS = {None, "UTF-8", "UTF-16"}

MAX_ATTRIBUTES = 100
MAX_TAG = 2**18
"""Bytes of one tag or comment. Text may be longer: it is read in pieces."""

_CHUNK = 2**16
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_UTF16 = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be", b"<\0": "utf-16-le", b"\0<": "utf-16-be"}


class BoundedParser:
    """Counts, and raises LimitExceeded or InvalidContent; builds nothing."""

    def __init__(self) -> None:
        self.depth = self.elements = self.fed = 0
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = False
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.XmlDeclHandler = self._declaration
        self._parser.StartDoctypeDeclHandler = self._doctype

    def feed(self, data: bytes, last: bool = False) -> None:
        self.fed += len(data)
        try:
            self._parser.Parse(data, last)
        except expat.ExpatError as error:
            raise InvalidContent(f"The body is not well-formed XML: {error}.")
        if self.fed - self._parser.CurrentByteIndex > MAX_TAG:
            raise LimitExceeded(f"The body has a tag or comment of more than {MAX_TAG} bytes.")

    def _start(self, _name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        self.elements += 1
        if self.depth > MAX_DEPTH:
            raise LimitExceeded(f"The body is nested deeper than {MAX_DEPTH} elements.")
        if len(attributes) > MAX_ATTRIBUTES:
            raise LimitExceeded(f"An element of the body has more than {MAX_ATTRIBUTES} attributes.")
        if self.elements > MAX_ELEMENTS:
            raise LimitExceeded(f"The body has more than {MAX_ELEMENTS} elements.")

    def _end(self, _name: str) -> None:
        self.depth -= 1

    def _declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if (encoding.upper() if encoding else None) not in ENCODINGS:
            raise InvalidContent("The body is in an encoding that is not accepted; UTF-8 and UTF-16 are.")

    def _doctype(self, *_: object) -> None:
        raise InvalidContent("The body has a document type declaration; none is accepted.")


def read(stream: BinaryIO, length: int | None) -> bytes:
    """The body as UTF-8 without BOM and declaration; `length` is the announced one, None where chunked.

    Raises LimitExceeded, InvalidContent.
    """
    if length is not None and length > MAX_BYTES:
        raise LimitExceeded(f"The body is larger than {MAX_BYTES} bytes.")
    parser, parts, size = BoundedParser(), [], 0
    while data := stream.read(_CHUNK):
        size += len(data)
        if size > MAX_BYTES:
            raise LimitExceeded(f"The body is larger than {MAX_BYTES} bytes.")
        parser.feed(data)
        parts.append(data)
    if length is not None and size != length:
        raise InvalidContent("The body was cut off on its way.")
    parser.feed(b"", last=True)
    return as_utf8(b"".join(parts))


def drain(stream: BinaryIO) -> None:
    """Read on without looking: who still sends would otherwise hear of a broken connection, not the refusal."""
    size = 0
    while size < MAX_BYTES and (data := stream.read(_CHUNK)):
        size += len(data)


def as_utf8(body: bytes) -> bytes:
    """What expat has accepted as UTF-8 or UTF-16, in the one form that QGIS reads: plain UTF-8."""
    text = body.decode(_UTF16.get(body[:2], "utf-8")).removeprefix("\ufeff")
    return _DECLARATION.sub("", text, count=1).encode("utf-8")
