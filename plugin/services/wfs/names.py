"""Names of layers and properties with where they come from, as a service that is not QGIS Server wants them (§7.2).

The prefix is written as the service writes it: any would do in XML, but not every server reads XML.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from ..xml import QGS, local
from .model import Namespace, Schema

_PREFIX = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]{0,60}")
_TAKEN = re.compile(r"wfs|ogc|ows|gml|qgs|bg|xsi|ns\d+|xml.*", re.IGNORECASE)
"""Prefixes that stand for something else in what is sent."""
OURS = "feature"
"""The prefix for a namespace whose own cannot be written."""


def namespace_of(schema: Schema) -> Namespace | None:
    """Where the names of a layer come from; None for QGIS Server, and where a service does not say."""
    if schema.namespace in ("", QGS):
        return None
    prefix = schema.layer.rpartition(":")[0]
    usable = _PREFIX.fullmatch(prefix) and not _TAKEN.fullmatch(prefix)
    return Namespace(prefix if usable else OURS, schema.namespace)


@dataclass(frozen=True)
class Names:
    """How names are written in one request."""

    namespace: Namespace | None = None

    def declare(self, root: Element) -> None:
        if self.namespace is not None:
            root.set(f"xmlns:{self.namespace.prefix}", self.namespace.uri)

    def tag(self, name: str) -> str:
        """Of the element of a feature or a property."""
        return self._prefixed(name) if self.namespace else f"{{{QGS}}}{name}"

    def typename(self, name: str) -> str:
        return self._prefixed(name) if self.namespace else name

    def _prefixed(self, name: str) -> str:
        assert self.namespace is not None
        return f"{self.namespace.prefix}:{local(name)}"
