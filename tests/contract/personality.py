"""What sets one kind of server apart from another, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

GML3, GML2, GEOJSON = "gml3", "gml2", "json"


class Failure(StrEnum):
    """How a Transaction is said to have failed."""

    REPORT_200 = "report with HTTP 200"
    REPORT_400 = "report with HTTP 400"
    RESPONSE = "TransactionResponse with HTTP 200"


class Ids(StrEnum):
    """What InsertResults hold."""

    TRUE = "true"
    NEW = "new0"  # GeoServer, where the id is not known before the commit
    NONE = "none"


@dataclass(frozen=True)
class Personality:
    """`versions` the latest first. `formats`: outputFormat -> kind. `srs_out` is how a srsName is written in answers
    (`as asked`: short where short was asked for, else urn). `totals_from_select`: what is counted is what an earlier
    SELECT has met. `in_order`: properties of a new feature must come as the schema has them."""

    name: str
    versions: tuple[str, ...] = ("1.1.0", "1.0.0")
    prefix: str = ""
    uri: str = ""
    geometry: str = "geometry"
    fid: str = "{layer}.{number}"
    formats: Mapping[str, str] = ()  # type: ignore[assignment]
    srs_out: str = "as asked"
    ids: Ids = Ids.TRUE
    failure: Failure = Failure.REPORT_200
    totals_from_select: bool = False
    locks: bool = False
    lock_needed: bool = False
    in_order: bool = False
    paging: bool = True
    hits: bool = True
    cap: int = 0
    own_keys: bool = False  # a new row gets another key than the client has given it
    deaf: bool = False  # says that an Update is done, and does nothing
    torn: bool = False  # of the next Update only the geometry is written, and success is said (QGIS Server, GeoPackage)
    operations: tuple[str, ...] = ("Query", "Insert", "Update", "Delete")

    def typename(self, layer: str) -> str:
        return f"{self.prefix}:{layer}" if self.prefix else layer


PERSONALITIES = {
    one.name: one
    for one in (
        Personality(
            "geoserver",
            prefix="altmarkfurt",
            uri="https://gis.altmarkfurt.example/altmarkfurt",
            geometry="the_geom",
            formats={
                "text/xml; subtype=gml/3.1.1": GML3,
                "GML2": GML2,
                "gml3": GML3,
                "application/json": GEOJSON,
                "json": GEOJSON,
            },
            ids=Ids.NEW,
            totals_from_select=True,
        ),
        Personality(
            "tinyows",
            prefix="tows",
            uri="http://www.tinyows.org/",
            geometry="geom",
            formats={"text/xml; subtype=gml/3.1.1": GML3, "text/xml; subtype=gml/2.1.2": GML2},
            failure=Failure.RESPONSE,
            paging=False,
        ),
        Personality(
            "deegree",
            prefix="app",
            uri="http://www.deegree.org/app",
            geometry="geometrie",
            fid="APP_{LAYER}_{number}",
            formats={"text/xml; subtype=gml/3.1.1": GML3, "text/xml; subtype=gml/2.1.2": GML2},
            srs_out="urn",
            failure=Failure.REPORT_400,
            totals_from_select=True,
            in_order=True,
            paging=False,
        ),
        Personality(
            "arcgis",
            prefix="gruen",
            uri="https://gis.neuwasser.example/arcgis/services/gruen/FeatureServer/WFSServer",
            geometry="Shape",
            fid="{layer}.F{number}__",
            formats={"text/xml; subtype=gml/3.1.1/profiles/gmlsf/1.0.0/0": GML3, "GML3": GML3, "GML2": GML2},
            srs_out="urn",
            failure=Failure.REPORT_400,
            locks=True,
            lock_needed=True,
            paging=False,
            operations=("Query", "Insert", "Update", "Delete", "Lock"),
        ),
        Personality(
            "wfs-1.0.0",
            versions=("1.0.0",),
            prefix="alt",
            uri="http://gis.rodenau.example/alt",
            geometry="geom",
            formats={"GML2": GML2},
            srs_out="legacy",
            ids=Ids.NEW,
            failure=Failure.RESPONSE,
            paging=False,
            hits=False,
        ),
    )
}
