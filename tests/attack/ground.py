"""Where attackers find themselves: the demo municipality with a queue in which something of everything lies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import requests

from demo.service import PASSWORD
from plugin.domain.contribution import Change, Contribution, Operation, Status
from plugin.domain.feature import Feature
from plugin.domain.state import state_of
from plugin.services.contributions import LayerForm, publication, submission, transition
from plugin.services.wfs.client import WfsClient
from plugin.services.wfs.filters import Compare, Comparison
from plugin.services.wfs.model import Action, Transaction

ALTMARKFURT, NEUWASSER = "149990010010", "149990020020"
ANNE, YUSUF, WEISS, BOEHME, MILENA = (
    "beitrag-a",
    "beitrag-b",
    "pruefung-altmarkfurt",
    "pruefung-neuwasser",
    "verwaltung",
)
AT_HOME = "friederike"
"""A second account of the person who reviews for Altmarkfurt."""

CRS = "EPSG:25833"
BENCHES, STREETS, TREES, TREES_N = "sitzbank", "strasse", "baum_altmarkfurt", "baum_neuwasser"
Row = tuple[str, Feature]
"""A feature id and what stands there."""

OPEN, THEIRS, AT_HOMES, ACCEPTED, CLAIMED, OWN, LURE = (
    f"00000000-0000-4000-8000-{number:012d}" for number in range(1, 8)
)
"""Contributions: Anne's in Altmarkfurt, Yusuf's in Neuwasser, Weiß's as a neighbour, one that was accepted, one that
Milena has claimed, Weiß's from the office, and one of Anne's that lies about where its bench stood; accepted by who
reviews where it says."""


@dataclass(frozen=True)
class Ground:
    """Rows by where they lie, and contributions by their uuid."""

    benches: Sequence[Row]
    benches_n: Sequence[Row]
    trees: Sequence[Row]
    trees_n: Sequence[Row]
    streets: Sequence[Row]
    streets_n: Sequence[Row]
    contributions: Mapping[str, Contribution]
    port: int
    canary: int = 9
    secret: str = ""

    def fid(self, uuid: str) -> str:
        """The feature id of a contribution; they came into the queue in the order of their uuids."""
        return f"contribution.{int(uuid[-4:])}"


def state(row: Row) -> str:
    return state_of(row[1])


def settle(url: str, port: int, canary: int, secret: str = "") -> Ground:
    """Read the rows and fill the queue, as people would. The service has just been prepared; `secret` stands in a
    personal field of a street."""
    anybody = WfsClient(requests.Session(), url)
    benches, trees, trees_n, streets = (read(anybody, name) for name in (BENCHES, TREES, TREES_N, STREETS))
    near, far = by_area(url, benches)
    contributions = {
        OPEN: wish(OPEN, near[0], zustand="gut"),
        THEIRS: wish(THEIRS, far[0], zustand="gut"),
        AT_HOMES: wish(AT_HOMES, trees[0], hausnr="12 a"),
        ACCEPTED: wish(ACCEPTED, trees[1], hausnr="12 b"),
        CLAIMED: wish(CLAIMED, trees[2], hausnr="12 c"),
        OWN: wish(OWN, trees[3], hausnr="12 d"),
        LURE: lie(LURE, near[1], far[1]),
    }
    authors = dict.fromkeys(contributions, ANNE) | {THEIRS: YUSUF, AT_HOMES: AT_HOME, OWN: WEISS}
    for uuid, wanted in contributions.items():
        send(url, authors[uuid], submission(wanted, LayerForm(wanted.layer, CRS, "uuid"), CRS))
    send(url, WEISS, claim(ACCEPTED), transition(ACCEPTED, Status.ACCEPTED))
    send(url, MILENA, claim(CLAIMED))
    send(url, BOEHME, claim(LURE), transition(LURE, Status.ACCEPTED))
    mine, others = owned(streets, ALTMARKFURT), owned(streets, NEUWASSER)
    return Ground(near, far, trees, trees_n, mine, others, contributions, port, canary, secret)


def claim(uuid: str) -> Action:
    return transition(uuid, Status.IN_REVIEW, step="claim")


def publishing(wanted: Contribution) -> tuple[Action, str]:
    """The change to the layer that carries out a contribution, and its condition."""
    change, seen = publication(wanted, LayerForm(wanted.layer, CRS, "uuid"))
    return change, seen or ""


def send(url: str, who: str, *actions: Action) -> None:
    """What must succeed while the ground is laid."""
    session = requests.Session()
    session.auth = (who, PASSWORD)
    WfsClient(session, url).transaction(Transaction(actions))


def read(client: WfsClient, layer: str) -> list[Row]:
    crs = client.capabilities().layers[layer].crs
    rows = [row for page in client.pages(layer, client.schema(layer), crs=crs) for row in page]
    return [(fid, feature.with_key(str(feature.properties["uuid"]))) for fid, feature in rows]


def by_area(url: str, benches: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """Benches of Altmarkfurt and of Neuwasser, well inside."""
    session = requests.Session()
    areas = WfsClient(session, url)
    where = Compare(Comparison.EQUAL, "ebene", "gemeinde")
    schema = areas.schema("verwaltungsgebiet")
    rows = [row for page in areas.pages("verwaltungsgebiet", schema, crs=CRS, filter=where) for row in page]
    shapes = {str(feature.properties["ars"]): feature.geometry for _, feature in rows}
    return within(benches, shapes[ALTMARKFURT]), within(benches, shapes[NEUWASSER])


def within(benches: Sequence[Row], area: Any) -> list[Row]:
    from shapely.geometry import shape

    inside = shape(area).buffer(-50)
    return [row for row in benches if inside.contains(shape(row[1].geometry))]


def owned(rows: Sequence[Row], ars: str) -> list[Row]:
    return [row for row in rows if row[1].properties["baulast_ars"] == ars]


def wish(uuid: str, row: Row, **values: str) -> Contribution:
    """Another value than the row has: values get what makes them differ."""
    base = row[1]
    values = {name: value if base.properties[name] != value else f"{value}." for name, value in values.items()}
    proposed = replace(base, properties={**base.properties, **values})
    return Contribution(uuid, Change(Operation.UPDATE, base, proposed), base.layer, base.key, uuid, "Am Sonntag")


def lie(uuid: str, true: Row, elsewhere: Row) -> Contribution:
    """The bench is said to stand elsewhere."""
    base = replace(true[1], geometry=elsewhere[1].geometry)
    return wish(uuid, (true[0], base), zustand="gut")
