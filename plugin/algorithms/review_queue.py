"""`buergergis:reviewqueue`: the review queue as a layer."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsFeatureSink,
    QgsField,
    QgsFields,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterString,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP, QMetaType

from ..adapters.geometry import to_qgs
from ..adapters.wording import translate
from ..domain.contribution import OPEN, Status
from ..domain.errors import InvalidContent
from ..domain.feature import Feature
from ..services.contributions import QUEUE
from ..services.wfs.model import Schema
from ..workflows import review
from .base import OUTPUT, Algorithm, progress_of


class ReviewQueue(Algorithm):
    NAME = "reviewqueue"
    TITLE = QT_TRANSLATE_NOOP("algorithms", "Review queue")
    HELP = QT_TRANSLATE_NOOP(
        "algorithms",
        "Reads the contributions that you may see: your own, and as a reviewer those of your area. STATUS "
        "limits them to some statuses, separated by commas (submitted, in_review, needs_changes, accepted, "
        "rejected, published …); left empty, all that somebody still has to work on; * stands for all.",
    )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.add_service()
        self.addParameter(QgsProcessingParameterString("STATUS", translate("algorithms", "Status"), optional=True))
        self.addParameter(
            QgsProcessingParameterFeatureSink(
                OUTPUT, translate("algorithms", "Review queue"), QgsProcessing.SourceType.TypeVectorPoint
            )
        )
        self.addOutput(QgsProcessingOutputNumber("COUNT", translate("algorithms", "Contributions")))

    def carry_out(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        connection = self.connect(parameters, context, feedback)
        statuses = _statuses(self.names(parameters, "STATUS", context))
        found = review.rows(connection, statuses, progress_of(feedback))
        schema = connection.client.schema(QUEUE)
        crs = QgsCoordinateReferenceSystem(connection.queue.crs)
        fields = _fields(schema)
        sink, target = self.parameterAsSink(parameters, OUTPUT, context, fields, QgsWkbTypes.Type.Point, crs)
        if sink is None:
            raise QgsProcessingException(self.invalidSinkError(parameters, OUTPUT))
        for _fid, row in found:
            sink.addFeature(_feature(row, fields), QgsFeatureSink.Flag.FastInsert)
        return {OUTPUT: target, "COUNT": len(found)}


def _statuses(names: list[str]) -> list[Status]:
    if names == ["*"]:
        return []
    try:
        return [Status(name) for name in names] or sorted(OPEN)
    except ValueError as error:
        raise InvalidContent(f"STATUS: {error}.") from None


def _fields(schema: Schema) -> QgsFields:
    fields = QgsFields()
    for field in schema.fields:
        if field.name != "id":  # the server's own row number says nothing to anybody else
            kind = QMetaType.Type.Int if field.type == "integer" else QMetaType.Type.QString
            fields.append(QgsField(field.name, kind))
    return fields


def _feature(row: Feature, fields: QgsFields) -> QgsFeature:
    feature = QgsFeature(fields)
    for field in fields:
        feature.setAttribute(field.name(), row.properties.get(field.name()))
    if row.geometry is not None:
        feature.setGeometry(to_qgs(row.geometry))
    return feature
