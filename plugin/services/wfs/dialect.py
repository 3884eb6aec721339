"""How a service wants to be asked: the version it speaks, and what it calls GML."""

from __future__ import annotations

from collections.abc import Iterable

from .model import Capabilities

OLDEST = "1.0.0"
_VERSIONS = (OLDEST, "1.1.0")
_GML = {
    "1.1.0": (
        "text/xml; subtype=gml/3.1.1",
        "text/gml; subtype=gml/3.1.1",
        "gml3",
        "gml31",
        "text/xml; subtype=gml/3.1",
        "text/xml; subtype=gml/3.1.1/profiles/gmlsf/1.0.0/0",
    ),
    OLDEST: ("gml2", "text/xml; subtype=gml/2.1.2", "gml"),
}


def version_of(known: Capabilities | None) -> str:
    """The version of requests: 1.1.0 unless the service has answered that it speaks 1.0.0 only."""
    return known.version if known is not None and known.version in _VERSIONS else "1.1.0"


def gml_format(formats: Iterable[str], version: str) -> str:
    """What this service calls the GML of `version`; where it says nothing usable, what the standard calls it."""
    named = {" ".join(name.lower().split()): name for name in formats}
    order = (*_GML[version], *_GML[OLDEST])
    return next((named[name] for name in order if name in named), "GML2" if version == OLDEST else _GML[version][0])
