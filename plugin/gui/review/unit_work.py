"""What happens beside the window for a review unit: functions of a connection and values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry

from ...adapters.background import Job
from ...domain.contribution import Contribution
from ...workflows import review, review_unit
from ...workflows.connection import Connection
from ...workflows.publish import Published, publish
from ...workflows.review import Decision
from ...workflows.review_unit import Answer, Decided, Together
from ..versions.place_words import place_of


@dataclass(frozen=True)
class SeenUnit:
    """What belongs together as it was at one moment, and what of it can be drawn: by uuid, each in its CRS."""

    about: str = ""
    together: Together = field(default_factory=Together)
    shapes: Mapping[str, tuple[QgsGeometry, QgsCoordinateReferenceSystem]] = field(default_factory=dict)


def look(connection: Connection, job: Job, uuid: str) -> SeenUnit:
    found = review_unit.gather(connection, uuid, job.progress)
    shapes = {}
    for one in found.members:
        feature = one.change.feature
        place = place_of(feature, None)
        if place.shape is not None:
            shapes[one.uuid] = (place.shape, QgsCoordinateReferenceSystem(feature.crs))
    return SeenUnit(uuid, found, shapes)


def accept(connection: Connection, members: Sequence[Contribution]) -> Decided:
    return review_unit.decide_unit(connection, [Answer(one, Decision.ACCEPT) for one in members])


def take_back(connection: Connection, job: Job, uuids: Sequence[str]) -> None:
    """One after the other: the way back is each member's own."""
    review.take_back_all(connection, uuids, job.progress).raise_if_failed("taken back")


def publish_together(connection: Connection, job: Job, uuids: Sequence[str]) -> Published:
    return publish(connection, uuids, job.progress, as_one=True)
