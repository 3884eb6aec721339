"""TransactionResponse: what a server says it did (OGC 02-058 §11.3, OGC 04-094 §12.3)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from xml.etree.ElementTree import Element, SubElement

from ...domain.errors import NotAService, OutcomeUnknown, Problem, Refused
from .. import xml
from ..xml import OGC, WFS, attribute, child, local, text_of
from .model import UNTOLD, Inserted, TransactionResult

_ROOTS = {"TransactionResponse": "1.1.0", "WFS_TransactionResponse": "1.0.0"}
_NO_ID = re.compile(r"(none|new\d+)?")
_TOTALS = ("totalInserted", "totalUpdated", "totalDeleted")


def build(result: TransactionResult) -> bytes:
    """The answer in the version of `result`; 1.0.0 has no totals."""
    return xml.write(_build_1_0(result) if result.version == "1.0.0" else _build_1_1(result))


def _build_1_1(result: TransactionResult) -> Element:
    root = Element(_wfs("TransactionResponse"), {"version": "1.1.0"})
    summary = SubElement(root, _wfs("TransactionSummary"))
    totals = (result.total_inserted, result.total_updated, result.total_deleted)
    for name, total in zip(_TOTALS, totals, strict=True):
        SubElement(summary, _wfs(name)).text = str(total)
    SubElement(root, _wfs("TransactionResults"))
    if result.inserted:
        results = SubElement(root, _wfs("InsertResults"))
        for entry in result.inserted:
            _add_ids(SubElement(results, _wfs("Feature")), entry.handle, [entry])
    return root


def _build_1_0(result: TransactionResult) -> Element:
    root = Element(_wfs("WFS_TransactionResponse"), {"version": "1.0.0"})
    for handle, entries in groupby(result.inserted, lambda entry: entry.handle):
        _add_ids(SubElement(root, _wfs("InsertResult")), handle, entries)
    status = SubElement(SubElement(root, _wfs("TransactionResult")), _wfs("Status"))
    SubElement(status, _wfs("SUCCESS"))
    return root


def _add_ids(parent: Element, handle: str, entries: Iterable[Inserted]) -> None:
    if handle:
        parent.set("handle", handle)
    for entry in entries:
        SubElement(parent, f"{{{OGC}}}FeatureId", {"fid": entry.fid})


def _wfs(name: str) -> str:
    return f"{{{WFS}}}{name}"


def parse(body: bytes) -> TransactionResult:
    """The answer of a server that says everything was done.

    Raises Refused where it says that all of it failed, OutcomeUnknown where it names a failed action beside
    the rest (nothing says what became of that rest), NotAService for another document.
    """
    root = xml.parse(body)
    if local(root.tag) not in _ROOTS:
        raise NotAService(f"The answer to a Transaction is {local(root.tag)[:60]}.")
    failure = _failure(root)
    if failure is not None:
        raise failure
    totals = _totals(root, list(_inserted(root)))
    return TransactionResult(tuple(_inserted(root)), *totals, _ROOTS[local(root.tag)])


def _failure(root: Element) -> Problem | None:
    statuses = [local(inner.tag) for status in root.iter() if local(status.tag) == "Status" for inner in status]
    actions = [action for action in root.iter() if local(action.tag) == "Action"]
    text = " ".join(text_of(entry) for entry in root.iter() if local(entry.tag) == "Message")
    text = " ".join(text.split())[:2000] or "no reason given"
    places = [attribute(entry, "locator") for entry in actions] + [
        text_of(entry) for entry in root.iter() if local(entry.tag) == "Locator"
    ]
    locator = next(filter(None, places), "")
    if "FAILED" in statuses:
        return Refused(f"The server did not carry it out: {text}.", "FAILED", locator)
    if actions or any(status != "SUCCESS" for status in statuses):
        unknown = OutcomeUnknown(f"The server says that a part of it failed: {text}.").as_answered()
        unknown.locator = locator
        return unknown
    return None


def _inserted(root: Element) -> Iterator[Inserted]:
    """GeoServer writes the id "none" where nothing was inserted, and "new0" where the id is not known yet."""
    for group in root.iter():
        if local(group.tag) in ("Feature", "InsertResult"):
            for entry in group:
                fid = attribute(entry, "fid") or attribute(entry, "id")
                if local(entry.tag) in ("FeatureId", "GmlObjectId") and not _NO_ID.fullmatch(fid):
                    yield Inserted(attribute(group, "handle"), fid)


def _totals(root: Element, inserted: list[Inserted]) -> tuple[int, int, int]:
    summary = child(root, "TransactionSummary")
    if summary is None:
        return len(inserted), UNTOLD, UNTOLD
    first, second, third = (_total(child(summary, name)) for name in _TOTALS)
    return first, second, third


def _total(element: Element | None) -> int:
    """An absent total is zero (§12.3.2)."""
    text = text_of(element) if element is not None else "0"
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise NotAService("The answer to a Transaction has a total that is no number.")
    return int(text)
