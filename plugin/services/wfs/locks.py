"""LockFeature (OGC 02-058 §11.1, OGC 04-094 §11): some services change only what was locked before."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

from ...domain.errors import NotAService
from .. import xml
from ..xml import WFS, child, local, text_of
from . import filters_xml
from .filters import Filter
from .model import Namespace
from .names import Names

MINUTES = 1
"""How long a lock lasts that nobody ends."""


def build(typename: str, filter: Filter, namespace: Namespace | None, version: str = "1.1.0") -> bytes:
    """The request for a lock on everything that `filter` meets, or on nothing."""
    names = Names(namespace)
    about = {"service": "WFS", "version": version, "expiry": str(MINUTES), "lockAction": "ALL"}
    root = Element(f"{{{WFS}}}LockFeature", about)
    names.declare(root)
    lock = SubElement(root, f"{{{WFS}}}Lock", {"typeName": names.typename(typename)})
    lock.append(filters_xml.build(filter, version))
    return xml.write(root)


def read(root: Element) -> str:
    """The id of the lock; raises NotAService for another answer."""
    found = text_of(child(root, "LockId"))
    if local(root.tag) not in ("LockFeatureResponse", "WFS_LockFeatureResponse") or not 0 < len(found) <= 1000:
        raise NotAService("The service does not say that it has locked the feature.")
    return found
