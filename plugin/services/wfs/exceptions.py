"""What a service says when it refuses: OWS Common 1.0.0 §8 (WFS 1.1.0) and the older form of WFS 1.0.0."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

from ...domain.errors import (
    AccessDenied,
    Busy,
    ConditionFailed,
    LimitExceeded,
    LoginNeeded,
    Problem,
    QuotaExceeded,
    Refused,
    TransitionRefused,
    Unreachable,
)
from ..xml import OGC, OWS, attribute, clean, local, write
from .model import Report

MAX_TEXT, MAX_FIELD = 2000, 200
OWN_CODES: dict[str, type[Problem]] = {
    "LoginNeeded": LoginNeeded,
    "AccessDenied": AccessDenied,
    "ConditionFailed": ConditionFailed,
    "TransitionRefused": TransitionRefused,
    "LimitExceeded": LimitExceeded,
    "QuotaExceeded": QuotaExceeded,
    "Busy": Busy,
}
"""The codes of docs/architecture.md that have a problem of their own."""
_BY_STATUS: dict[int, type[Problem]] = {
    401: LoginNeeded,
    408: Unreachable,
    502: Unreachable,
    504: Unreachable,
    403: AccessDenied,
    413: LimitExceeded,
    429: Busy,
    503: Busy,
}


def build(report: Report, version: str = "1.1.0") -> bytes:
    """The report as the version of WFS writes it. Never refuses: forbidden characters are replaced.

    A field has an exception of its own, whose locator names it as OWS Common 1.0.0 §8.3 wants for a value.
    """
    places = [report.locator, *([report.field[:MAX_FIELD]] if report.field else [])]
    if version == "1.0.0":
        root = Element(f"{{{OGC}}}ServiceExceptionReport", {"version": "1.2.0"})
        for place in places:
            entry = SubElement(root, f"{{{OGC}}}ServiceException", {"code": clean(report.code)})
            entry.text = clean(report.text)
            _locate(entry, place)
        return write(root)
    root = Element(f"{{{OWS}}}ExceptionReport", {"version": "1.0.0"})
    for place in places:
        entry = SubElement(root, f"{{{OWS}}}Exception", {"exceptionCode": clean(report.code)})
        SubElement(entry, f"{{{OWS}}}ExceptionText").text = clean(report.text)
        _locate(entry, place)
    return write(root)


def _locate(entry: Element, place: str) -> None:
    if place:
        entry.set("locator", clean(place))


def parse(root: Element) -> Report | None:
    """The first exception of a report of any version (also of WMS, WFS 2.0.0), None for another document.

    What a second one of the same code locates is the field that the first is about.
    """
    if local(root.tag) not in ("ExceptionReport", "ServiceExceptionReport"):
        return None
    entries = [inner for inner in root if local(inner.tag).endswith("Exception")]
    entry = entries[0] if entries else root
    code = attribute(entry, "exceptionCode") or attribute(entry, "code") or "NoApplicableCode"
    text = " ".join(" ".join(entry.itertext()).split())[:MAX_TEXT]
    second = entries[1] if len(entries) > 1 else None
    same = second is not None and code in (attribute(second, "exceptionCode"), attribute(second, "code"))
    field = attribute(second, "locator")[:MAX_FIELD] if second is not None and same else ""
    return Report(text or code, code, attribute(entry, "locator"), field)


def problem(report: Report, status: int = 200, retry_after: int = 0) -> Problem:
    """The problem that a report means to us; where its code is not ours, the HTTP status decides.

    `retry_after`: the seconds that the answer asks to wait, 0 where it does not.
    """
    kind = OWN_CODES.get(report.code) or _BY_STATUS.get(status, Refused)
    if kind is Refused:
        refused = Refused(report.text, report.code, report.locator)
        refused.field = report.field
        return refused
    found = Busy(report.text, retry_after or 5) if kind is Busy else kind(report.text)
    found.retry_after = retry_after or found.retry_after
    found.locator, found.field = report.locator, report.field
    return found
