"""Who turned down before what a contribution wants: found in the queue when somebody is about to do so again."""

from __future__ import annotations

from qgis.core import QgsExpression, QgsFeature

from ...domain.contribution import Operation, Status
from ...domain.rejections import NEAR, NEAR_DEGREES, Wish, same_object
from ..writing.work import Work, text
from .arrivals import NAME


def rejected_by(work: Work, row: QgsFeature) -> frozenset[str]:
    """The pseudonyms of those whose rejection of the same author's wish for the same object stands."""
    table, now = work.store.table(NAME), _wish(row)
    near = NEAR_DEGREES if table.layer.crs().isGeographic() else NEAR
    wanted = {"author": text(row, "author"), "layer": now.layer, "status": str(Status.REJECTED)}
    conditions = (
        f"{QgsExpression.quotedColumnRef(one)} = {QgsExpression.quotedValue(is_)}" for one, is_ in wanted.items()
    )
    earlier = [
        text(found, "uuid")
        for found in table.select(" AND ".join(conditions))
        if found["uuid"] != row["uuid"] and same_object(_wish(found), now, near)
    ]
    return frozenset(filter(None, (_who(work, uuid) for uuid in earlier)))


def _who(work: Work, uuid: str) -> str:
    events = [event for event in work.events.of(uuid) if event["to_status"] == Status.REJECTED]
    return text(events[-1], "actor") if events else ""


def _wish(row: QgsFeature) -> Wish:
    shape = row.geometry()
    point = None if shape.isNull() else shape.asPoint()
    new = text(row, "operation") == Operation.INSERT
    return Wish(text(row, "layer"), text(row, "feature_key"), new, None if point is None else (point.x(), point.y()))
