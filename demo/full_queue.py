"""A full review queue, for trying out and for measuring: `python -m demo.full_queue PROJECT [COUNT]`.

The seeded contributions of `demo/municipality/contributions.py` are put into the queue of a published project in one
piece, past the service, as it would have written them: with area, authority, findings and record. They are by people
who have no account, and have arrived over the last four months.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID, uuid5

from osgeo import ogr
from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsVectorLayer,
)

from plugin.adapters.areas import Areas
from plugin.adapters.prepared import Prepared, read_prepared
from plugin.adapters.queue_database import QueueDatabase, open_queue, writable
from plugin.adapters.queue_source import queue_of
from plugin.adapters.surroundings import LayersAround, Source, at_hand, keyed
from plugin.domain.contribution import Change, Operation, Status, any_point
from plugin.domain.feature import from_json_fg
from plugin.domain.moment import as_text
from plugin.domain.record import FIELDS, LATER, chained
from plugin.domain.validation import Batch, findings, to_text

from .municipality import generate
from .municipality.contribution_kinds import Mix
from .municipality.contributions import draw
from .municipality.sizes import DEMO_SEED, SMALL, Seed

COUNT, SPARE, SEED = 3000, 200, 20240
PEOPLE, DAYS = 60, 120
NAMESPACE = UUID("6a1f6d0c-0a44-5b0e-9d2e-3c7f1f0f8a11")
_REVIEWER = "p-0a1b2c3d4e"
_FATES = (
    ((Status.SUBMITTED,), 88),
    ((Status.SUBMITTED, Status.IN_REVIEW, Status.NEEDS_CHANGES), 4),
    ((Status.SUBMITTED, Status.IN_REVIEW, Status.ACCEPTED), 4),
    ((Status.SUBMITTED, Status.IN_REVIEW, Status.REJECTED), 3),
    ((Status.SUBMITTED, Status.WITHDRAWN), 1),
)
"""What becomes of them, step by step, and how many of a hundred."""

Row = dict[str, Any]
Told = tuple[Row, tuple[float, float], list[Row]]


@dataclass(frozen=True)
class Drafted:
    """What is the same for every row that is made of one seeded contribution."""

    values: Mapping[str, Any]
    point: tuple[float, float]


def fill(project: Path, count: int = COUNT, now: datetime | None = None) -> int:
    """Put `count` contributions into the queue of a published project; returns how many were put in.

    There are three thousand different ones; more repeat them under other names.
    """
    opened = QgsProject()
    if not opened.read(str(project)):
        raise SystemExit(f"{project} cannot be read: {opened.error()}")
    prepared, target = read_prepared(opened), writable(queue_of(opened))
    if prepared is None:
        raise SystemExit(f"{project} was not prepared.")
    drafted = list(islice(_drafted(opened, prepared), min(count, COUNT)))
    opened.clear()
    with open_queue(target) as database, database.transaction():
        database.lock()
        _write(database, list(_rows(drafted, count, now or datetime.now(UTC))))
    return count


# what they say


def _drafted(project: QgsProject, prepared: Prepared) -> Iterator[Drafted]:
    with tempfile.TemporaryDirectory() as folder:
        stock = generate.rows(SMALL, Seed(DEMO_SEED), Path(folder) / "dgm.tif")
    assert prepared.areas is not None  # the demo states them
    areas = Areas(project, prepared.areas)
    sources = _sources(project, prepared)
    around = LayersAround(at_hand(sources), areas)
    queue = QgsCoordinateReferenceSystem("EPSG:25833")
    numbers = {name: _numbers(source.layer) for name, source in sources.items()}
    for one in draw(stock, Mix(COUNT + SPARE), Seed(SEED)):
        document = _as_seen(one.document(), numbers)
        change = _change(document)
        if change.feature.layer not in prepared.policies:
            continue
        place, crs = any_point(change.feature.geometry), QgsCoordinateReferenceSystem(change.feature.crs)
        geometry = QgsGeometry.fromPointXY(QgsPointXY(*place)) if place else QgsGeometry()
        ars = areas.at(geometry, crs)
        if ars is None:  # the service takes nothing that lies nowhere
            continue
        geometry.transform(QgsCoordinateTransform(crs, queue, project))
        found = findings(change, prepared.rules, around, comment=document["comment"] or "", batch=Batch())
        document |= {"ars": ars, "findings": to_text(found) or None}
        yield Drafted(document, (geometry.asPoint().x(), geometry.asPoint().y()))


def _sources(project: QgsProject, prepared: Prepared) -> dict[str, Source]:
    found = {}
    for name, policy in prepared.policies.items():
        layer = project.mapLayer(prepared.layers[name])
        if isinstance(layer, QgsVectorLayer):
            fields = [field.name() for field in layer.fields() if field.name() != "fid"]
            found[name] = Source(layer, fields, keyed(policy.key_field or ""))
    return found


def _numbers(layer: QgsVectorLayer) -> dict[str, int]:
    """What the service tells as `fid`, by uuid."""
    return {str(row["uuid"]): int(row["fid"]) for row in layer.getFeatures()}


def _as_seen(document: dict[str, Any], numbers: Mapping[str, Mapping[str, int]]) -> dict[str, Any]:
    """The versions as their author has read them from the service, which tells `fid` as well; else every object would
    seem to have changed since."""
    number = numbers.get(str(document["layer"]), {}).get(str(document["feature_key"]))
    for name in ("base", "proposed") if number is not None else ():
        if document[name]:
            feature = json.loads(document[name])
            feature["properties"]["fid"] = number
            document[name] = json.dumps(feature, ensure_ascii=False)
    return document


def _change(document: Mapping[str, Any]) -> Change:
    base, proposed = (from_json_fg(document[name]) if document[name] else None for name in ("base", "proposed"))
    return Change(Operation(document["operation"]), base, proposed)


# by whom, when, and what became of them


def _rows(drafted: Sequence[Drafted], count: int, now: datetime) -> Iterator[Told]:
    """The row of each contribution, its place, and its events; the oldest first."""
    rng = Random(SEED)
    people = [f"p-{rng.getrandbits(40):010x}" for _ in range(PEOPLE)]
    fates, weights = zip(*_FATES, strict=True)
    author, changeset = "", ""
    for number in range(count):
        one = drafted[number % len(drafted)]
        if one.values["changeset"] != changeset:
            changeset, author = str(one.values["changeset"]), rng.choice(people)
        age = DAYS * (1 - number / count) ** 2  # more and more have come
        created = now - timedelta(days=age, seconds=5)
        steps = rng.choices(fates, weights)[0]
        own = str(uuid5(NAMESPACE, str(number)))
        told: Row = {
            "uuid": own,
            "changeset": str(uuid5(NAMESPACE, f"{changeset} {number // len(drafted)}")),
            "author": author,
            "created": as_text(created),
            "revision": 1,
            "status": str(steps[-1]),
        }
        if Status.REJECTED in steps or Status.NEEDS_CHANGES in steps:
            told["reason_code"] = "attributes"
        row = {**one.values, **told}
        yield row, one.point, list(_events(row, steps, created))


def _events(row: Row, steps: Sequence[Status], created: datetime) -> Iterator[Row]:
    before = Status.DRAFT
    for number, status in enumerate(steps):
        by_author = status in (Status.SUBMITTED, Status.WITHDRAWN)
        last = number == len(steps) - 1
        yield {
            "contribution": row["uuid"],
            "layer": row["layer"],
            "ars": row["ars"],
            "feature_key": row["feature_key"],
            "from_status": str(before),
            "to_status": str(status),
            "actor": row["author"] if by_author else _REVIEWER,
            "role": "author" if by_author else "reviewer",
            "reason_code": row.get("reason_code") if last else None,
            "time": as_text(created + timedelta(seconds=number)),
        }
        before = status


def _write(database: QueueDatabase, rows: Sequence[Told]) -> None:
    contributions, events = database.table("contribution"), database.table("event")
    assert contributions is not None and events is not None  # of a prepared project
    for row, place, _ in rows:
        made = _filled(contributions, row)
        made.SetGeometry(ogr.CreateGeometryFromWkt(f"POINT ({place[0]!r} {place[1]!r})"))
        contributions.CreateFeature(made)
    previous: str | None = None
    for event in events:
        previous = event["hash"]
    in_time = sorted((event for _, _, told in rows for event in told), key=lambda event: str(event["time"]))
    for values in in_time:
        fields: dict[str, str | None] = {**dict.fromkeys((*FIELDS, *LATER)), **values, "previous_hash": previous}
        previous = chained(fields)
        events.CreateFeature(_filled(events, {**fields, "hash": previous}))


def _filled(table: ogr.Layer, values: Mapping[str, Any]) -> ogr.Feature:
    made = ogr.Feature(table.GetLayerDefn())
    for name, value in values.items():
        if value is not None and value != "":
            made.SetField(name, value)
    return made


def main() -> int:
    with tempfile.TemporaryDirectory() as profile:
        application = QgsApplication([], False, profile)
        application.initQgis()
        count = int(sys.argv[2]) if len(sys.argv) > 2 else COUNT
        print(f"{fill(Path(sys.argv[1]).resolve(), count)} contributions lie in the queue.")
        application.exitQgis()
    return 0


if __name__ == "__main__":
    sys.exit(main())
