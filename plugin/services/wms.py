"""GetCapabilities of WMS 1.3.0 and 1.1.1 (OGC 06-042 §7.2, 01-068r3 §7.1): the maps that a service draws.

OWSLib reads the document, but only the bytes of the tree that our own bounded parser has accepted (as for WFS),
and of that only what is read here: it copies styles and CRS from layer to layer, and stumbles over what is
incomplete. Addresses in the document are left unread: maps come from the address that the person entered.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

import requests

from ..domain.errors import InvalidContent, LimitExceeded, NotAService
from . import http, xml
from .wfs.capabilities import MAX_LAYERS
from .xml import attribute, local

PARAMETERS = {"SERVICE": "WMS", "VERSION": "1.3.0", "REQUEST": "GetCapabilities"}
MAX_BYTES = 32 * 2**20
_MAX_CRS = 20_000
_TEXT = 4000
_READ = frozenset(
    {
        "Capability",
        "Request",
        "Service",
        "Layer",
        "Name",
        "Title",
        "Abstract",
        "CRS",
        "SRS",
        "EX_GeographicBoundingBox",
        "LatLonBoundingBox",
        "westBoundLongitude",
        "eastBoundLongitude",
        "southBoundLatitude",
        "northBoundLatitude",
    }
)


@dataclass(frozen=True)
class MapLayer:
    """One map that can be asked for by `name`. `crs`: AUTHORITY:CODE; `bbox`: west, south, east, north in degrees.

    `above` are the titles of the layers that contain it, the outermost first; `group` says that it contains some.
    """

    name: str
    title: str
    abstract: str
    queryable: bool
    crs: frozenset[str]
    bbox: tuple[float, float, float, float] | None
    above: tuple[str, ...] = ()
    group: bool = False


@dataclass(frozen=True)
class Maps:
    """What a WMS offers; `layers` by name, in the order of the document."""

    version: str
    title: str
    layers: dict[str, MapLayer]


def ask(session: requests.Session, url: str) -> Maps:
    """What the service at `url` draws. Raises NotAService, or why it could not be asked."""
    answer = http.fetch(session, "GET", url, params=PARAMETERS, limit=MAX_BYTES)
    http.raise_for_report(answer)
    return _read(http.xml_of(answer))


def parse(body: bytes) -> Maps:
    """Raises NotAService for what is not the capabilities document of a WMS, LimitExceeded for too much of it."""
    try:
        return _read(xml.parse(body, max_bytes=MAX_BYTES))
    except InvalidContent as error:
        raise NotAService(f"This is not the description of a map service: {error.text}")


def _read(root: Element) -> Maps:
    if local(root.tag) not in ("WMS_Capabilities", "WMT_MS_Capabilities"):
        raise NotAService(f"This is not the description of a WMS, but {local(root.tag)[:60]}.")
    _check_size(root)
    _leave_out(root)
    version = attribute(root, "version")
    try:
        service = _owslib(xml.write(root), version)
        entries = [entry for entry in service.contents.values() if _short(entry.name)]
    except InvalidContent as error:
        raise NotAService(f"This is not the description of a map service: {error.text}")
    containing = {id(above) for entry in entries for above in _above(entry)}
    layers = {entry.name: _layer(entry, id(entry) in containing) for entry in entries}
    return Maps(version, _short(getattr(service.identification, "title", "")), layers)


def _check_size(root: Element) -> None:
    count = sum(local(element.tag) == "Layer" for element in root.iter())
    if count > MAX_LAYERS:
        raise LimitExceeded(f"The service has {count} maps; more than {MAX_LAYERS} are not read.")


def _leave_out(root: Element) -> None:
    """Remove what is not read here, and CRS beyond what anybody needs."""
    left = _MAX_CRS
    for parent in list(root.iter()):
        kept = []
        for element in parent if local(parent.tag) != "Request" else ():
            kind = local(element.tag)
            left -= kind in ("CRS", "SRS")
            if kind in _READ and (left >= 0 or kind not in ("CRS", "SRS")):
                kept.append(element)
        parent[:] = kept


def _owslib(body: bytes, version: str) -> Any:
    from owslib.map.wms111 import WebMapService_1_1_1
    from owslib.map.wms130 import WebMapService_1_3_0
    from owslib.util import ServiceException

    readers = {"1.1.0": WebMapService_1_1_1, "1.1.1": WebMapService_1_1_1, "1.3.0": WebMapService_1_3_0}
    if version not in readers:
        raise NotAService(f"The version {version[:20]!r} of WMS is not known here.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it warns of two layers with one name: the later one counts
            return readers[version]("", version, xml=body)
    except (AttributeError, KeyError, IndexError, TypeError, ValueError, ServiceException) as error:
        raise NotAService(f"The description of the service is incomplete ({type(error).__name__}).")


def _layer(entry: Any, group: bool) -> MapLayer:
    return MapLayer(
        name=entry.name,
        title=_short(entry.title) or _short(entry.name),
        abstract=_short(entry.abstract),
        queryable=bool(entry.queryable),
        crs=frozenset(code for code in entry.crsOptions if len(code) < 40),
        bbox=_box(entry.boundingBoxWGS84),
        above=tuple(reversed([_short(one.title) or _short(one.name) for one in _above(entry)])),
        group=group,
    )


def _above(entry: Any) -> Iterator[Any]:
    while entry.parent is not None:
        entry = entry.parent
        yield entry


def _short(text: Any) -> str:
    return " ".join(str(text or "").split())[:_TEXT]


def _box(box: Any) -> tuple[float, float, float, float] | None:
    """None for what cannot be degrees."""
    if not box or len(box) != 4 or not all(map(math.isfinite, box)):
        return None
    west, south, east, north = (float(number) for number in box)
    fits = max(abs(west), abs(east)) <= 360 and max(abs(south), abs(north)) <= 90
    return (west, south, east, north) if fits else None
