"""Accepting several together, in the background: plain functions of a connection and values."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.core import QgsCoordinateReferenceSystem

from ...adapters.background import Job
from ...adapters.geometry import to_qgs
from ...adapters.measure import difference
from ...domain.bulk import Bulk
from ...domain.contribution import Contribution
from ...domain.errors import Problem
from ...domain.feature import Feature
from ...workflows import bulk, review
from ...workflows.bulk import Accepted
from ...workflows.connection import Connection
from ...workflows.review import Outcome


def look_through(connection: Connection, job: Job, uuids: Sequence[str]) -> Bulk:
    return bulk.look_through(connection, uuids, metres, job.progress)


def accept(connection: Connection, job: Job, items: Sequence[Contribution]) -> Accepted:
    return bulk.accept(connection, items, job.progress)


def take_back(connection: Connection, job: Job, uuids: Sequence[str]) -> Outcome:
    return review.take_back_all(connection, uuids, job.progress)


def metres(before: Feature, after: Feature) -> float | None:
    """How far a feature is moved; None where that cannot be told."""
    if before.geometry == after.geometry:
        return 0.0
    if before.geometry is None or after.geometry is None or before.crs != after.crs:
        return None
    try:
        found = difference(to_qgs(before.geometry), to_qgs(after.geometry), QgsCoordinateReferenceSystem(before.crs))
    except Problem:
        return None
    return found.shift if found else None
