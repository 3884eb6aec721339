"""A Transaction and its answer as plain data (OGC 04-094 §12): client and server half share both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from .filters import Filter

VENDOR = "buergergis"
"""`vendorId` of our wfs:Native element and prefix of what we add to capabilities."""

PROTOCOL = 1

GEOMETRY = "geometry"
"""How QGIS Server calls every geometry property; others have their own names (`geometry_name`)."""

OPERATIONS = ("insert", "update", "delete")
"""What a service may let somebody do to a layer, in the words of its capabilities."""

UNTOLD = -1
"""A total that the version of the answer does not tell (WFS 1.0.0)."""


@dataclass(frozen=True)
class NewFeature:
    """`properties` by local name: text, or None for xsi:nil; `geometry` is a GML element (GML2 or GML3).

    `order` are the names of properties in the order that the layer's schema has, where it is known: a service that
    keeps to it refuses any other.
    """

    properties: Mapping[str, str | None]
    geometry: Element | None = None
    geometry_name: str = GEOMETRY
    order: tuple[str, ...] = ()


@dataclass(frozen=True)
class Insert:
    """`srs_name` is the one of wfs:Insert; a geometry may carry its own. One wfs:Insert may hold several."""

    typename: str
    features: tuple[NewFeature, ...]
    handle: str = ""
    srs_name: str | None = None


@dataclass(frozen=True)
class Update:
    """`geometry` tells with None and `sets_geometry` apart: leave alone, and set to none.

    A reader cannot know that a property without a value is a geometry unless it is called `geometry`: under
    any other name it stands in `properties` with None.
    """

    typename: str
    filter: Filter | None
    properties: Mapping[str, str | None] = field(default_factory=dict)
    geometry: Element | None = None
    sets_geometry: bool = False
    handle: str = ""
    srs_name: str | None = None
    geometry_name: str = GEOMETRY


@dataclass(frozen=True)
class Delete:
    typename: str
    filter: Filter | None
    handle: str = ""


Action = Insert | Update | Delete


@dataclass(frozen=True)
class Namespace:
    """Of a feature type and its properties: where they come from, and the prefix that the service writes for it."""

    prefix: str
    uri: str


@dataclass(frozen=True)
class Transaction:
    """Actions in document order. `conditions` maps a handle to the state hash its one feature must have.

    `namespace` is the one of all its layers, None for that of QGIS Server; `lock` the id of a lock that the
    service has given on what is changed, which ends with the Transaction.
    """

    actions: tuple[Action, ...]
    conditions: Mapping[str, str] = field(default_factory=dict)
    version: str = "1.1.0"
    handle: str = ""
    namespace: Namespace | None = None
    lock: str = ""


@dataclass(frozen=True)
class Inserted:
    handle: str
    fid: str


@dataclass(frozen=True)
class TransactionResult:
    """What a server says it did; `inserted` in the order of the request."""

    inserted: tuple[Inserted, ...] = ()
    total_inserted: int = 0
    total_updated: int = 0
    total_deleted: int = 0
    version: str = "1.1.0"


@dataclass(frozen=True)
class Report:
    """An ExceptionReport (OGC 05-008 §8), or its older form in WFS 1.0.0.

    `locator` is the handle of the action that is refused; `field` the property whose value is not acceptable.
    """

    text: str
    code: str = "NoApplicableCode"
    locator: str = ""
    field: str = ""


@dataclass(frozen=True)
class LayerInfo:
    """One feature type of a service. `operations`: query, insert, update, delete, lock; `crs`: AUTHORITY:CODE."""

    name: str
    title: str
    abstract: str
    crs: str
    bbox: tuple[float, float, float, float] | None
    operations: frozenset[str]


@dataclass(frozen=True)
class Field:
    """`type` is one of text, integer, number, boolean, date, datetime, time, json.

    `title` is what the municipality calls it, "" where it says nothing; it makes no other field of it.
    """

    name: str
    type: str
    nillable: bool = True
    title: str = field(default="", compare=False)


@dataclass(frozen=True)
class Schema:
    """DescribeFeatureType of one layer. `geometry_type`: a GeoJSON type, "Geometry", or None for a table.

    `namespace` is the URI that the names of the layer and its properties belong to, `order` the names of fields and
    geometry as they follow one another.
    """

    layer: str
    fields: tuple[Field, ...]
    geometry_name: str | None = None
    geometry_type: str | None = None
    namespace: str = ""
    order: tuple[str, ...] = ()

    def field(self, name: str) -> Field | None:
        return next((field for field in self.fields if field.name == name), None)


@dataclass(frozen=True)
class Capabilities:
    """`protocol` is the version of the server half, 0 where there is none.

    `addresses` are those that the document names for its operations: our own requests do not follow them.
    """

    version: str
    title: str
    layers: Mapping[str, LayerInfo]
    formats: frozenset[str]
    transactions: bool
    protocol: int = 0
    addresses: frozenset[str] = frozenset()
