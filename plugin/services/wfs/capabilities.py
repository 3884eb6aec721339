"""GetCapabilities of WFS 1.0.0, 1.1.0 and 2.0.0: what a service offers to the person who asks.

OWSLib reads the document, but only the bytes of the tree that our own bounded parser has accepted: it gets no
address, so it fetches nothing, and it never sees a document type or an entity. The addresses that a document
names for its operations are told and not followed. Whoever can alter the document could have credentials and
contributions sent elsewhere by them; so everything goes to the address that the person entered.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from ...domain.errors import InvalidContent, LimitExceeded, NotAService
from .. import xml
from ..xml import attribute, child, local, text_of
from .model import OPERATIONS, VENDOR, Capabilities, LayerInfo

PARAMETERS = {"SERVICE": "WFS", "VERSION": "1.1.0", "REQUEST": "GetCapabilities"}
MAX_BYTES = 32 * 2**20
MAX_LAYERS = 3000
_OPERATIONS = frozenset({"query", "lock", *OPERATIONS})
_TEXT = 4000


def parse(body: bytes) -> Capabilities:
    """Raises NotAService for what is not the capabilities document of a WFS, LimitExceeded for too much of it."""
    try:
        return read(xml.parse(body, max_bytes=MAX_BYTES))
    except InvalidContent as error:
        raise NotAService(f"This is not the description of a service: {error.text}")


def read(root: Element) -> Capabilities:
    """As `parse`, for a tree that `xml.parse` has accepted."""
    if local(root.tag) != "WFS_Capabilities":
        raise NotAService(f"This is not the description of a WFS, but {local(root.tag)[:60]}.")
    _check_size(root)
    version = attribute(root, "version")
    service = _owslib(xml.write(root), version)
    operations = dict(_layer_operations(root))
    return Capabilities(
        version=version,
        title=_short(getattr(getattr(service, "identification", None), "title", "")),
        layers={
            name: _layer(name, entry, operations.get(name, frozenset()))
            for name, entry in service.contents.items()
            if name
        },
        formats=frozenset(_formats(root)),
        transactions=any(entry.name == "Transaction" for entry in service.operations),
        protocol=_protocol(root),
        addresses=frozenset(_addresses(root)),
    )


def _check_size(root: Element) -> None:
    count = sum(local(element.tag) == "FeatureType" for element in root.iter())
    if count > MAX_LAYERS:
        raise LimitExceeded(f"The service has {count} layers; more than {MAX_LAYERS} are not read.")


def _owslib(body: bytes, version: str) -> Any:
    # Imported late: the server half shares this package and has no use for it.
    from owslib.feature.wfs100 import WebFeatureService_1_0_0
    from owslib.feature.wfs110 import WebFeatureService_1_1_0
    from owslib.feature.wfs200 import WebFeatureService_2_0_0
    from owslib.util import ServiceException

    readers = {
        "1.0.0": WebFeatureService_1_0_0,
        "1.1.0": WebFeatureService_1_1_0,
        "2.0.0": WebFeatureService_2_0_0,
    }
    if version not in readers:
        raise NotAService(f"The version {version[:20]!r} of WFS is not known here.")
    try:
        return readers[version]("", version, xml=body)
    except (AttributeError, KeyError, IndexError, TypeError, ValueError, ServiceException) as error:
        raise NotAService(f"The description of the service is incomplete ({type(error).__name__}).")


def _layer(name: str, entry: Any, operations: frozenset[str]) -> LayerInfo:
    codes = [crs.getcode() for crs in entry.crsOptions or [] if crs is not None]
    return LayerInfo(
        name=name,
        title=_short(entry.title) or name,
        abstract=_short(entry.abstract),
        crs=next(filter(None, codes), ""),
        bbox=_box(entry.boundingBoxWGS84),
        operations=operations,
    )


def _short(text: Any) -> str:
    return " ".join(str(text or "").split())[:_TEXT]


def _box(box: Any) -> tuple[float, float, float, float] | None:
    """None for what cannot be degrees: some write the layer's own coordinates here."""
    if not box or len(box) != 4:
        return None
    west, south, east, north = (float(number) for number in box)
    if not all(map(math.isfinite, (west, south, east, north))) or max(abs(west), abs(east)) > 360:
        return None
    return (west, south, east, north) if max(abs(south), abs(north)) <= 90 else None


def _layer_operations(root: Element) -> Iterator[tuple[str, frozenset[str]]]:
    """By layer; what the list says holds for layers that say nothing themselves."""
    listed = child(root, "FeatureTypeList")
    if listed is None:
        return
    common = _operations(child(listed, "Operations"))
    for entry in listed:
        if local(entry.tag) == "FeatureType":
            own = child(entry, "Operations")
            yield text_of(child(entry, "Name")), common if own is None else _operations(own)


def _operations(element: Element | None) -> frozenset[str]:
    """`<Insert/>` in 1.0.0, `<Operation>Insert</Operation>` in 1.1.0."""
    if element is None:
        return frozenset({"query"})
    words = (text_of(entry) if local(entry.tag) == "Operation" else local(entry.tag) for entry in element)
    return frozenset(word.lower() for word in words) & _OPERATIONS


def _formats(root: Element) -> Iterator[str]:
    for operation in root.iter():
        if local(operation.tag) == "GetFeature":
            found = child(operation, "ResultFormat")
            yield from (local(entry.tag) for entry in (found if found is not None else ()))
        elif local(operation.tag) == "Operation" and attribute(operation, "name") == "GetFeature":
            for parameter in operation:
                if attribute(parameter, "name") == "outputFormat":
                    yield from (text_of(value) for value in parameter.iter() if local(value.tag) == "Value")


def _addresses(root: Element) -> Iterator[str]:
    """`onlineResource` in 1.0.0, `xlink:href` since; of the ways to ask only, not of contacts and metadata."""
    for way in root.iter():
        if local(way.tag) in ("Get", "Post"):
            found = attribute(way, "onlineResource") or attribute(way, "href")
            if found:
                yield found.strip()


def _protocol(root: Element) -> int:
    name = f"{VENDOR}:protocol"
    found = (
        text_of(child(entry, "Value")) if local(entry.tag) == "Constraint" else text_of(entry)
        for entry in root.iter()
        if (local(entry.tag) == "Constraint" and attribute(entry, "name") == name)
        or entry.tag == f"{{{xml.OURS}}}protocol"
    )
    text = next(found, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0
