"""The WFS capabilities as they are for one person: QGIS Server announces reading, and Transactions to all.

Both forms: WFS 1.0.0 (OGC 02-058 §12.3) writes `<Insert/>`, 1.1.0 (OGC 04-094 §13.3) `<Operation>Insert</…>`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from copy import deepcopy
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from ...domain.contribution import Operation
from ...services.wfs.model import PROTOCOL, VENDOR
from ...services.xml import OURS, OWS, WFS, parse

CONSTRAINT = f"{VENDOR}:protocol"
Operations = Callable[[str], Iterable[Operation]]

ElementTree.register_namespace("xlink", "http://www.w3.org/1999/xlink")


def edit(body: bytes, operations: Operations) -> bytes:
    """The capabilities with what `operations` says for each feature type."""
    root = parse(body)
    if root.tag != f"{{{WFS}}}WFS_Capabilities":
        return body
    older = root.get("version") == "1.0.0"
    types = root.findall(f".//{{{WFS}}}FeatureType")
    writable = [_set_operations(kind, operations, older) for kind in types]
    _place_tables(types)
    (_edit_1_0 if older else _edit_1_1)(root, any(writable))
    return bytes(ElementTree.tostring(root, "utf-8", xml_declaration=True))


def _set_operations(kind: Element, operations: Operations, older: bool) -> bool:
    name = (kind.findtext(f"{{{WFS}}}Name") or "").rpartition(":")[2]
    words = [operation.capitalize() for operation in operations(name)]
    listed = kind.find(f"{{{WFS}}}Operations")
    if listed is None:
        raise ValueError(f"The feature type {name} has no Operations.")
    listed[:] = []
    for word in ["Query", *words]:
        if older:
            SubElement(listed, f"{{{WFS}}}{word}")
        else:
            SubElement(listed, f"{{{WFS}}}Operation").text = word
    return bool(words)


def _place_tables(types: list[Element]) -> None:
    """Tables without geometry get the reference system and box of a layer: both are obligatory."""
    placed = next((kind for kind in types if _system(kind).text), None)
    for kind in types:
        if placed is None or _system(kind).text:
            continue
        _system(kind).text = _system(placed).text
        for tag in (f"{{{WFS}}}LatLongBoundingBox", f"{{{OWS}}}WGS84BoundingBox"):
            box, good = kind.find(tag), placed.find(tag)
            if box is not None and good is not None:
                box.attrib.update(good.attrib)
                box[:] = deepcopy(list(good))


def _system(kind: Element) -> Element:
    found = kind.find(f"{{{WFS}}}DefaultSRS")
    found = kind.find(f"{{{WFS}}}SRS") if found is None else found
    if found is None:
        raise ValueError("A feature type has no reference system.")
    return found


def _edit_1_1(root: Element, writable: bool) -> None:
    metadata = root.find(f"{{{OWS}}}OperationsMetadata")
    assert metadata is not None
    for operation in metadata.findall(f"{{{OWS}}}Operation"):
        transaction = operation.get("name") == "Transaction"
        if transaction and not writable:
            metadata.remove(operation)
        http = operation.find(f"{{{OWS}}}DCP/{{{OWS}}}HTTP")
        assert http is not None
        for unanswered in http.findall(f"{{{OWS}}}{'Get' if transaction else 'Post'}"):
            http.remove(unanswered)
    constraint = SubElement(metadata, f"{{{OWS}}}Constraint", {"name": CONSTRAINT})
    SubElement(constraint, f"{{{OWS}}}Value").text = str(PROTOCOL)


def _edit_1_0(root: Element, writable: bool) -> None:
    capability = root.find(f"{{{WFS}}}Capability")
    assert capability is not None
    request = capability.find(f"{{{WFS}}}Request")
    assert request is not None
    for operation in list(request):
        transaction = operation.tag == f"{{{WFS}}}Transaction"
        if transaction and not writable:
            request.remove(operation)
        for way in operation.findall(f"{{{WFS}}}DCPType"):
            if not transaction and way.find(f"{{{WFS}}}HTTP/{{{WFS}}}Post") is not None:
                operation.remove(way)
    vendor = SubElement(capability, f"{{{WFS}}}VendorSpecificCapabilities")
    SubElement(vendor, f"{{{OURS}}}protocol").text = str(PROTOCOL)
