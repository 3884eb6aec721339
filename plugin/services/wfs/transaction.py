"""Transaction and TransactionResponse as XML (WFS 1.0.0: OGC 02-058 §11; WFS 1.1.0: OGC 04-094 §12).

Names count without their prefix and namespace: clients differ in them, and a service has one set of layers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from xml.etree.ElementTree import Element, SubElement

from ...domain.errors import InvalidContent, LimitExceeded
from .. import xml
from ..xml import OURS, WFS, XSI, attribute, is_nil, local
from . import filters_xml
from .filters import Filter
from .gml import is_geometry
from .model import GEOMETRY, VENDOR, Action, Delete, Insert, NewFeature, Transaction, Update
from .names import Names
from .result import build as build_result
from .result import parse as parse_result

__all__ = ["build", "build_result", "parse", "parse_result", "parse_root"]

MAX_ACTIONS = 2_000
MAX_FEATURES = 5_000
MAX_TEXT = 2**20
"""Characters of one value that is no geometry; the documents of a contribution are the longest there are."""
LONGER = {("attachment", "data"): 6 * 2**20}
"""The same by feature type and property: a photo as base64."""
VERSIONS = ("1.0.0", "1.1.0")
_STATE = re.compile(r"sha256:[0-9a-f]{64}")


def build(transaction: Transaction) -> bytes:
    """The request. Raises InvalidContent for text that XML cannot carry."""
    root = Element(_wfs("Transaction"), {"service": "WFS", "version": transaction.version})
    names = Names(transaction.namespace)
    names.declare(root)
    _set_handle(root, transaction.handle)
    if transaction.lock:
        root.set("releaseAction", "ALL")
        SubElement(root, _wfs("LockId")).text = transaction.lock
    if transaction.conditions:
        native = SubElement(root, _wfs("Native"), {"vendorId": VENDOR, "safeToIgnore": "true"})
        for handle, state in transaction.conditions.items():
            SubElement(native, f"{{{OURS}}}condition", {"handle": handle, "state": state})
    for action in transaction.actions:
        root.append(_build_action(action, transaction.version, names))
    return xml.write(root)


def _build_action(action: Action, version: str, names: Names) -> Element:
    made = Element(_wfs(type(action).__name__))
    _set_handle(made, action.handle)
    if not isinstance(action, Delete) and action.srs_name:
        made.set("srsName", action.srs_name)
    if isinstance(action, Insert):
        for feature in action.features:
            _build_feature(SubElement(made, names.tag(action.typename)), feature, names)
        return made
    made.set("typeName", names.typename(action.typename))
    if isinstance(action, Update):
        _build_properties(made, action)
    if action.filter is not None:
        made.append(filters_xml.build(action.filter, version))
    return made


def _build_feature(made: Element, feature: NewFeature, names: Names) -> None:
    shape = [] if feature.geometry is None else [feature.geometry_name]
    place = {name: number for number, name in enumerate(feature.order)}
    for name in sorted([*feature.properties, *shape], key=lambda name: place.get(name, len(place))):
        entry = SubElement(made, names.tag(name))
        if feature.geometry is not None and name == feature.geometry_name:
            entry.append(deepcopy(feature.geometry))
        elif feature.properties[name] is None:
            entry.set(f"{{{XSI}}}nil", "true")
        else:
            entry.text = feature.properties[name]


def _build_properties(made: Element, action: Update) -> None:
    for name, value in action.properties.items():
        entry = _build_property(made, name)
        if value is not None:  # without a Value a property is set to null (§12.2.5)
            SubElement(entry, _wfs("Value")).text = value
    if action.sets_geometry or action.geometry is not None:
        entry = _build_property(made, action.geometry_name)
        if action.geometry is not None:
            SubElement(entry, _wfs("Value")).append(deepcopy(action.geometry))


def _build_property(made: Element, name: str) -> Element:
    entry = SubElement(made, _wfs("Property"))
    SubElement(entry, _wfs("Name")).text = name
    return entry


def _set_handle(made: Element, handle: str) -> None:
    if handle:
        made.set("handle", handle)


def _wfs(name: str) -> str:
    return f"{{{WFS}}}{name}"


def parse(body: bytes) -> Transaction:
    """What a client sent; it is hostile. Raises InvalidContent that names what is wrong, LimitExceeded."""
    return parse_root(xml.parse(body))


def parse_root(root: Element) -> Transaction:
    """As `parse`, for who has parsed the XML already."""
    if local(root.tag) != "Transaction":
        raise InvalidContent(f"A Transaction was expected, not {local(root.tag)[:60]}.")
    version = attribute(root, "version", "1.1.0")
    if version not in VERSIONS:
        raise InvalidContent(f"The version {version[:20]} of WFS is not supported; 1.0.0 and 1.1.0 are.")
    conditions: dict[str, str] = {}
    actions = tuple(action for part in root for action in _actions(part, conditions))
    _check_size(actions)
    _check_conditions(actions, conditions)
    return Transaction(actions, conditions, version, attribute(root, "handle"))


def _actions(part: Element, conditions: dict[str, str]) -> Iterator[Action]:
    match local(part.tag):
        case "Insert":
            yield from _inserts(part)
        case "Update":
            yield _update(part)
        case "Delete":
            yield Delete(_typename(part), _filter(part, ("Filter",)), attribute(part, "handle"))
        case "Native":
            _native(part, conditions)
        case "LockId" if not (part.text or "").strip():
            pass
        case name:
            raise InvalidContent(f"{name[:60]} is not supported in a Transaction.")


def _inserts(part: Element) -> Iterator[Insert]:
    """One Insert per run of features of one type, so that the order is kept."""
    if attribute(part, "idgen", "GenerateNew") != "GenerateNew":
        raise InvalidContent("Only idgen=GenerateNew is supported: the database gives the ids.")
    if not len(part):
        raise InvalidContent("An Insert has no feature.")
    handle, srs_name = attribute(part, "handle"), attribute(part, "srsName") or None
    run: list[NewFeature] = []
    for number, feature in enumerate(part):
        run.append(_feature(feature))
        following = part[number + 1] if number + 1 < len(part) else None
        if following is None or local(following.tag) != local(feature.tag):
            yield Insert(local(feature.tag), tuple(run), handle, srs_name)
            run = []


def _feature(element: Element) -> NewFeature:
    properties: dict[str, str | None] = {}
    geometry, geometry_name = None, GEOMETRY
    for entry in element:
        name = local(entry.tag)
        if name == "boundedBy":  # GML 3.1.1 §7.4: derived, never stored
            continue
        value = _value(name, entry)
        if isinstance(value, Element):
            if geometry is not None:
                raise InvalidContent("A feature has more than one geometry.")
            geometry, geometry_name = value, name
        elif not _no_geometry(name, value):
            _set_once(properties, name, value, LONGER.get((local(element.tag), name), MAX_TEXT))
    return NewFeature(properties, geometry, geometry_name)


def _update(part: Element) -> Update:
    filter = _filter(part, ("Property", "Filter"))
    properties: dict[str, str | None] = {}
    geometry, geometry_name, sets_geometry = None, GEOMETRY, False
    for entry in (inner for inner in part if local(inner.tag) != "Filter"):
        name, value = _property(entry)
        if isinstance(value, Element) or _no_geometry(name, value):
            if sets_geometry:
                raise InvalidContent("An Update sets the geometry twice.")
            geometry, geometry_name = (value, name) if isinstance(value, Element) else (None, name)
            sets_geometry = True
        else:
            _set_once(properties, name, value)
    handle, srs_name = attribute(part, "handle"), attribute(part, "srsName") or None
    return Update(_typename(part), filter, properties, geometry, sets_geometry, handle, srs_name, geometry_name)


def _property(entry: Element) -> tuple[str, str | Element | None]:
    name, value = "", None
    for inner in entry:
        match local(inner.tag):
            case "Name" | "ValueReference" if not name and not len(inner):
                name = local(inner.text or "")
            case "Value" if value is None:
                value = inner
            case other:
                raise InvalidContent(f"{other[:60]} is not expected in a Property.")
    if not name:
        raise InvalidContent("A Property of an Update has no Name.")
    return name, None if value is None else _value(name, value)


def _value(name: str, entry: Element) -> str | Element | None:
    """Text (empty is not null), a geometry element, or None for xsi:nil."""
    if is_nil(entry):
        return None
    if not len(entry):
        return entry.text or ""
    if len(entry) == 1 and is_geometry(entry[0]):
        return entry[0]
    wrong = next((local(inner.tag) for inner in entry if not is_geometry(inner)), "several geometries")
    raise InvalidContent(f"The property {name[:60]} has {wrong[:60]} for a value, which is not supported.")


def _no_geometry(name: str, value: str | None) -> bool:
    return name == GEOMETRY and not (value or "").strip()


def _set_once(properties: dict[str, str | None], name: str, value: str | None, longest: int = MAX_TEXT) -> None:
    if name in properties:
        raise InvalidContent(f"The property {name[:60]} is set twice.")
    if value is not None and len(value) > longest:
        raise LimitExceeded(f"The property {name[:60]} has more than {longest} characters.")
    properties[name] = value


def _typename(part: Element) -> str:
    name = local(attribute(part, "typeName"))
    if not name:
        raise InvalidContent(f"{local(part.tag)} has no typeName.")
    return name


def _filter(part: Element, allowed: tuple[str, ...]) -> Filter | None:
    """None where there is no filter; whether that may be is for who carries it out."""
    unknown = next((local(inner.tag) for inner in part if local(inner.tag) not in allowed), None)
    if unknown is not None:
        raise InvalidContent(f"{unknown[:60]} is not expected in {local(part.tag)}.")
    found = [inner for inner in part if local(inner.tag) == "Filter"]
    if len(found) > 1:
        raise InvalidContent(f"{local(part.tag)} has more than one Filter.")
    return filters_xml.parse(found[0]) if found else None


def _native(part: Element, conditions: dict[str, str]) -> None:
    vendor, ignorable = attribute(part, "vendorId"), attribute(part, "safeToIgnore").strip()
    if vendor != VENDOR:
        if ignorable not in ("true", "1"):
            raise InvalidContent(f"The Native of {vendor[:60]} is not known here, and must not be ignored.")
        return
    for entry in part:
        if local(entry.tag) != "condition":
            raise InvalidContent(f"{local(entry.tag)[:60]} is not known in our Native.")
        handle, state = attribute(entry, "handle"), attribute(entry, "state")
        if not handle or handle in conditions or not _STATE.fullmatch(state):
            raise InvalidContent("A condition needs a handle of its own and a state like sha256:….")
        conditions[handle] = state


def _check_size(actions: tuple[Action, ...]) -> None:
    features = sum(len(action.features) for action in actions if isinstance(action, Insert))
    if len(actions) > MAX_ACTIONS or features > MAX_FEATURES:
        raise LimitExceeded(f"More than {MAX_ACTIONS} actions or {MAX_FEATURES} new features at once.")


def _check_conditions(actions: tuple[Action, ...], conditions: Mapping[str, str]) -> None:
    """A condition that nobody looks at would be a promise broken in silence."""
    for handle in conditions:
        meant = [action for action in actions if action.handle == handle]
        if len(meant) != 1 or isinstance(meant[0], Insert):
            raise InvalidContent(f"The condition {handle[:60]} is for exactly one Update or Delete.")
