"""Transaction and LockFeature: judged first, as a server of the kind would, then carried out as a whole."""

from __future__ import annotations

import sqlite3
import time
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lxml import etree

from . import data
from .data import Layer
from .describing import order
from .filters import compiled, fid_of, property_name, typed
from .personality import Failure, Ids, Personality
from .reading import WFS, named_layer
from .refusal import Refusal
from .shapes import GML, read

OGC = "http://www.opengis.net/ogc"
XSI_NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"


@dataclass
class Done:
    inserted: list[tuple[str, str]] = field(default_factory=list)
    updated: int = 0
    deleted: int = 0


def transaction(who: Personality, root: etree._Element, database: Path) -> tuple[str, int]:
    """The answer to a Transaction, and its HTTP status. Raises Refusal where it is not even well-formed."""
    version = root.get("version", "1.1.0")
    if version not in who.versions:
        raise Refusal(f"There is no version {version}.", "InvalidParameterValue", "version")
    if who.failure is Failure.RESPONSE:
        try:
            return _carried_out(who, root, database, version), 200
        except Refusal as refusal:
            return _failed(refusal, version), 200
    return _carried_out(who, root, database, version), 200


def lock(who: Personality, root: etree._Element, database: Path) -> str:
    if not who.locks:
        raise Refusal("Locks are not supported.", "OperationNotSupported")
    (wanted,) = root
    layer = _typename(wanted, who)
    test = compiled(wanted[0], who, layer, root.get("version", "1.1.0"))
    id_, until = str(uuid.uuid4()), time.time() + 60 * float(root.get("expiry", "5"))
    with data.writing(database) as connection:
        numbers = [row["number"] for row in data.rows(connection, layer) if test(row)]
        taken = _locked(connection, layer) & set(numbers)
        if taken or not numbers:
            raise Refusal("Not everything could be locked.", "CannotLockAllFeatures")
        connection.executemany("INSERT INTO lock VALUES (?, ?, ?, ?)", [(id_, layer.name, n, until) for n in numbers])
    return f'<wfs:LockFeatureResponse xmlns:wfs="{WFS}"><wfs:LockId>{id_}</wfs:LockId></wfs:LockFeatureResponse>'


def _locked(connection: sqlite3.Connection, layer: Layer, but: str = "") -> set[int]:
    select = "SELECT number FROM lock WHERE layer = ? AND id <> ? AND until > ?"
    return {number for (number,) in connection.execute(select, (layer.name, but, time.time()))}


def _carried_out(who: Personality, root: etree._Element, database: Path, version: str) -> str:
    done = Done()
    held = "".join(part.text or "" for part in root if part.tag == f"{{{WFS}}}LockId").strip()
    with data.writing(database) as connection:
        try:
            for action in root:
                _action(who, action, connection, version, held, done)
        except sqlite3.IntegrityError as error:
            raise Refusal(f"The database says: {error}.") from None
        if held:
            connection.execute("DELETE FROM lock WHERE id = ?", (held,))
    return _answer(who, done, version)


def _action(
    who: Personality, action: etree._Element, connection: sqlite3.Connection, version: str, held: str, done: Done
) -> None:
    name = action.tag.removeprefix(f"{{{WFS}}}") if isinstance(action.tag, str) else "a comment"
    if name == "Insert":
        for feature in action:
            layer, number = _insert(who, feature, connection, version)
            done.inserted.append((action.get("handle", ""), fid_of(who, layer, {"number": number})))
    elif name == "Update":
        done.updated += _update(who, action, connection, version, held)
    elif name == "Delete":
        layer, met = _met(who, action, connection, version, held)
        connection.executemany(f'DELETE FROM "{layer.name}" WHERE number = ?', [(number,) for number in met])
        done.deleted += len(met)
    elif name == "Native":
        if action.get("safeToIgnore") not in ("true", "1"):
            raise Refusal("This Native is not known.", "InvalidParameterValue")
    elif name != "LockId":
        raise Refusal(f"{name} is not expected in a Transaction.", "InvalidParameterValue")


def _insert(
    who: Personality, feature: etree._Element, connection: sqlite3.Connection, version: str
) -> tuple[Layer, int]:
    name = etree.QName(feature)
    if name.namespace != who.uri:
        raise Refusal(f"{name.localname} is not of the namespace {who.uri}.", "InvalidParameterValue")
    layer = named_layer(who.typename(name.localname), who)
    values: dict[str, Any] = {}
    for entry in feature:
        _check_namespace(entry, who)
        values |= dict([_value(who, layer, etree.QName(entry).localname, entry, version)])
    _check_order(who, layer, [etree.QName(entry).localname for entry in feature])
    missing = [one.name for one in layer.columns if one.needed and values.get(one.name) is None]
    if missing:
        raise Refusal(f"{layer.name} needs {', '.join(missing)}.", "MissingParameterValue")
    if who.own_keys and layer.column("uuid"):
        values["uuid"] = str(uuid.uuid4())
    return layer, data.store(connection, layer, values)


def _check_namespace(entry: etree._Element, who: Personality) -> None:
    if etree.QName(entry).namespace != who.uri:
        text = f"The property {etree.QName(entry).localname} is not of the namespace {who.uri}."
        raise Refusal(text, "InvalidParameterValue")


def _check_order(who: Personality, layer: Layer, names: list[str]) -> None:
    wanted = [name for name in order(who, layer) if name in names]
    if who.in_order and names != wanted:
        raise Refusal(f"The schema has {', '.join(wanted)} in this order.", "InvalidParameterValue")


def _value(who: Personality, layer: Layer, name: str, entry: etree._Element, version: str) -> tuple[str, Any]:
    """Column and value of a property; `entry` holds a text, a geometry, or is nil."""
    if name == who.geometry:
        if not len(entry):
            return "geometry", None
        (shape,) = entry
        if etree.QName(shape).namespace != GML:
            raise Refusal(f"{who.geometry} holds no GML.", "InvalidParameterValue")
        return "geometry", read(shape, layer, version)
    if layer.column(name) is None:
        raise Refusal(f"The layer {layer.name} has no property {name}.", "InvalidParameterValue", name)
    if len(entry):
        raise Refusal(f"The property {name} holds an element.", "InvalidParameterValue", name)
    nil = entry.get(XSI_NIL) == "true"
    return name, None if nil else typed(entry.text or "", layer, name)


def _update(who: Personality, action: etree._Element, connection: sqlite3.Connection, version: str, held: str) -> int:
    layer = _typename(action, who)
    values: dict[str, Any] = {}
    for entry in action.findall(f"{{{WFS}}}Property"):
        name, value = entry.find(f"{{{WFS}}}Name"), entry.find(f"{{{WFS}}}Value")
        if name is None:
            raise Refusal("A Property has no Name.", "MissingParameterValue")
        column = property_name(name, who, layer)
        shown = who.geometry if column == "geometry" else column
        values[column] = None if value is None else _value(who, layer, shown, value, version)[1]
    unknown = [part for part in action if etree.QName(part).localname not in ("Property", "Filter")]
    if unknown or not values:
        raise Refusal("An Update has Properties and a Filter.", "InvalidParameterValue")
    if any(one.needed and one.name in values and values[one.name] is None for one in layer.columns):
        raise Refusal("A property that is needed cannot be emptied.", "InvalidParameterValue")
    layer, met = _met(who, action, connection, version, held)
    changed = 0
    for number in met:
        sets = connection.execute(f'SELECT 1 FROM "{layer.name}" WHERE number = ?', (number,)).fetchone()
        changed += sets is not None
        if not who.deaf:
            data.store(connection, layer, _torn(who, connection, values), number)
    return len(met) if who.totals_from_select else changed


def _torn(who: Personality, connection: sqlite3.Connection, values: dict[str, Any]) -> dict[str, Any]:
    """What of an Update is written."""
    if not who.torn or "geometry" not in values or connection.execute("SELECT 1 FROM torn").fetchone():
        return values
    connection.execute("INSERT INTO torn VALUES (1)")
    return {"geometry": values["geometry"]}


def _met(
    who: Personality, action: etree._Element, connection: sqlite3.Connection, version: str, held: str
) -> tuple[Layer, list[int]]:
    """The rows that the filter of an action meets, which must be locked where the kind asks for it."""
    layer = _typename(action, who)
    filter = action.find(f"{{{OGC}}}Filter")
    if filter is None:
        raise Refusal("Without a Filter everything would be meant.", "MissingParameterValue")
    test = compiled(filter, who, layer, version)
    met = [row["number"] for row in data.rows(connection, layer) if test(row)]
    if who.lock_needed and not held:
        raise Refusal("A lockId is needed.", "MissingParameterValue", "lockId")
    if set(met) & _locked(connection, layer, held):
        raise Refusal("The feature is locked by somebody else.", "CannotLockAllFeatures")
    for (sql,) in connection.execute(
        "SELECT sql FROM meanwhile"
    ).fetchall():  # somebody else, between SELECT and UPDATE
        connection.execute(sql)
    connection.execute("DELETE FROM meanwhile")
    return layer, met


def _typename(element: etree._Element, who: Personality) -> Layer:
    text = element.get("typeName", "")
    prefix, _, name = text.rpartition(":")
    if element.nsmap.get(prefix or None) != who.uri:
        raise Refusal(f"The prefix of {text} is not bound to {who.uri}.", "InvalidParameterValue", "typeName")
    return named_layer(who.typename(name), who)


def _answer(who: Personality, done: Done, version: str) -> str:
    inserted = [(handle, _told(who, fid, place)) for place, (handle, fid) in enumerate(done.inserted)]
    if version == "1.0.0":
        ids = "".join(f'<wfs:InsertResult><ogc:FeatureId fid="{fid}"/></wfs:InsertResult>' for _, fid in inserted)
        return (
            f'<wfs:WFS_TransactionResponse version="1.0.0" xmlns:wfs="{WFS}" xmlns:ogc="{OGC}">{ids}'
            "<wfs:TransactionResult><wfs:Status><wfs:SUCCESS/></wfs:Status></wfs:TransactionResult>"
            "</wfs:WFS_TransactionResponse>"
        )
    # GeoServer puts all ids together, without handles, and "none" where nothing was inserted
    ids = "".join(f'<wfs:Feature><ogc:FeatureId fid="{fid}"/></wfs:Feature>' for _, fid in inserted)
    if not ids and who.ids is Ids.NEW:
        ids = '<wfs:Feature><ogc:FeatureId fid="none"/></wfs:Feature>'
    totals = (("Inserted", len(inserted)), ("Updated", done.updated), ("Deleted", done.deleted))
    summary = "".join(f"<wfs:total{name}>{total}</wfs:total{name}>" for name, total in totals)
    return (
        f'<wfs:TransactionResponse version="1.1.0" xmlns:wfs="{WFS}" xmlns:ogc="{OGC}">'
        f"<wfs:TransactionSummary>{summary}</wfs:TransactionSummary><wfs:TransactionResults/>"
        f"<wfs:InsertResults>{ids}</wfs:InsertResults></wfs:TransactionResponse>"
    )


def _told(who: Personality, fid: str, place: int) -> str:
    return {Ids.TRUE: fid, Ids.NEW: f"new{place}", Ids.NONE: "none"}[who.ids]


def _failed(refusal: Refusal, version: str) -> str:
    """TinyOWS: a TransactionResponse that says what failed."""
    from xml.sax.saxutils import escape

    text = escape(refusal.text)
    if version == "1.0.0":
        return (
            f'<wfs:WFS_TransactionResponse version="1.0.0" xmlns:wfs="{WFS}" xmlns:ogc="{OGC}">'
            "<wfs:TransactionResult><wfs:Status><wfs:FAILED/></wfs:Status>"
            f"<wfs:Message>{text}</wfs:Message></wfs:TransactionResult></wfs:WFS_TransactionResponse>"
        )
    return (
        f'<wfs:TransactionResponse version="1.1.0" xmlns:wfs="{WFS}" xmlns:ogc="{OGC}"><wfs:TransactionSummary>'
        "<wfs:totalInserted>0</wfs:totalInserted><wfs:totalUpdated>0</wfs:totalUpdated><wfs:totalDeleted>0</wfs:totalDeleted>"
        '</wfs:TransactionSummary><wfs:TransactionResults><wfs:Action locator="Transaction">'
        f"<wfs:Message>{text}</wfs:Message></wfs:Action></wfs:TransactionResults></wfs:TransactionResponse>"
    )
