"""`buergergis:reviewqueue`: the review queue as a layer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsFeatureSink,
    QgsField,
    QgsFields,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP, QMetaType

from ..adapters.geometry import to_qgs
from ..adapters.wording import translate
from ..domain.contribution import OPEN, Status
from ..domain.errors import InvalidContent
from ..domain.feature import Feature
from ..domain.review_unit import Unit
from ..services.contributions import QUEUE
from ..services.wfs.model import Schema
from ..workflows import review
from ..workflows.review_unit import units_of
from .base import OUTPUT, Algorithm, progress_of

_UNIT, _WHY = "unit", "unit_why"


class ReviewQueue(Algorithm):
    NAME = "reviewqueue"
    TITLE = QT_TRANSLATE_NOOP("algorithms", "Review queue")
    HELP = QT_TRANSLATE_NOOP(
        "algorithms",
        "Reads the contributions that you may see: your own, and as a reviewer those of your area. STATUS "
        "limits them to some statuses, separated by commas (submitted, in_review, needs_changes, accepted, "
        "rejected, published …); left empty, all that somebody still has to work on; * stands for all. "
        "What belongs together has the same name in the field unit; unit_why says why: replaces, touches or near.",
    )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.add_service()
        self.addParameter(QgsProcessingParameterString("STATUS", translate("algorithms", "Status"), optional=True))
        self.add_output(translate("algorithms", "Review queue"))
        self.addOutput(QgsProcessingOutputNumber("COUNT", translate("algorithms", "Contributions")))

    def carry_out(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        connection = self.connect(parameters, context, feedback)
        statuses = _statuses(self.names(parameters, "STATUS", context))
        read = review.rows(connection, _with_units(statuses), progress_of(feedback))
        units = units_of(connection, (row for _fid, row in read))
        found = [row for _fid, row in read if not statuses or row.properties.get("status") in statuses]
        schema = connection.client.schema(QUEUE)
        crs = QgsCoordinateReferenceSystem(connection.queue.crs)
        fields = _fields(schema)
        sink, target = self.output(parameters, context, fields, crs)
        for row in found:
            sink.addFeature(_feature(row, fields, units), QgsFeatureSink.Flag.FastInsert)
        return {OUTPUT: target, "COUNT": len(found)}


def _statuses(names: list[str]) -> list[Status]:
    if names == ["*"]:
        return []
    try:
        return [Status(name) for name in names] or sorted(OPEN)
    except ValueError as error:
        raise InvalidContent(f"STATUS: {error}.") from None


def _with_units(statuses: list[Status]) -> list[Status]:
    """What must be read to know what belongs together: everything open, where any of it is wanted."""
    return sorted({*statuses, *OPEN}) if OPEN & set(statuses) else statuses


def _fields(schema: Schema) -> QgsFields:
    fields = QgsFields()
    for field in schema.fields:
        if field.name != "id":  # the server's own row number says nothing to anybody else
            kind = QMetaType.Type.Int if field.type == "integer" else QMetaType.Type.QString
            fields.append(QgsField(field.name, kind))
    for name in (_UNIT, _WHY):
        fields.append(QgsField(name, QMetaType.Type.QString))
    return fields


def _feature(row: Feature, fields: QgsFields, units: Mapping[str, Unit]) -> QgsFeature:
    uuid = str(row.properties.get("uuid"))
    unit = units.get(uuid)
    told = {_UNIT: unit.name, _WHY: str(unit.reasons[uuid].why)} if unit else {}
    feature = QgsFeature(fields)
    for field in fields:
        feature.setAttribute(field.name(), told.get(field.name(), row.properties.get(field.name())))
    if row.geometry is not None:
        feature.setGeometry(to_qgs(row.geometry))
    return feature
