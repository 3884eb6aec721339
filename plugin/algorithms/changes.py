"""`buergergis:changes`: what was changed in a working copy, one row a feature."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsFeature,
    QgsFeatureSink,
    QgsField,
    QgsFields,
    QgsGeometry,
    QgsPointXY,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
)
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP, QMetaType

from ..adapters.protection_words import level_text
from ..adapters.wording import translate
from ..adapters.working_copy import WorkingCopy
from ..domain.contribution import Change, any_point, changed_geometry, changed_properties
from ..domain.feature import to_json_fg
from .base import OUTPUT, WORKING_COPY, Algorithm

_WGS84 = "EPSG:4326"
_FIELDS = ("layer", "feature_key", "operation", "changed", "base", "proposed")


class Changes(Algorithm):
    NAME = "changes"
    TITLE = QT_TRANSLATE_NOOP("algorithms", "Changes in a working copy")
    HELP = QT_TRANSLATE_NOOP(
        "algorithms",
        "Lists what was changed in a working copy since it was loaded: one row for each feature, with the "
        "operation, the names of the changed fields, and the feature before and after as JSON-FG. Works "
        "without a network.",
    )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.add_working_copy()
        self.add_output(translate("algorithms", "Changes"))
        self.addOutput(QgsProcessingOutputNumber("COUNT", translate("algorithms", "Changes")))

    def carry_out(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        with WorkingCopy.open(self.parameterAsFile(parameters, WORKING_COPY, context)) as copy:
            found, layers = copy.changes(), copy.layers()
        decimals = {layer.form.name: layer.form.decimals for layer in layers}
        changed = {change.feature.layer for change in found}
        for layer in layers:
            if layer.form.name in changed:
                feedback.pushInfo(f"{layer.form.name}: {level_text(layer.protection)}")
        fields, wgs84 = QgsFields(), QgsCoordinateReferenceSystem(_WGS84)
        for name in _FIELDS:
            fields.append(QgsField(name, QMetaType.Type.QString))
        sink, target = self.output(parameters, context, fields, wgs84)
        for change in found:
            names = _changed(change, decimals[change.feature.layer])
            sink.addFeature(_row(change, names, fields, wgs84, context), QgsFeatureSink.Flag.FastInsert)
        return {OUTPUT: target, "COUNT": len(found)}


def _changed(change: Change, decimals: int) -> list[str]:
    """The names of what an update changes."""
    base, proposed = change.base, change.proposed
    if not base or not proposed:
        return []
    return [*changed_properties(base, proposed), *(["geometry"] if changed_geometry(base, proposed, decimals) else [])]


def _row(
    change: Change,
    changed: list[str],
    fields: QgsFields,
    crs: QgsCoordinateReferenceSystem,
    context: QgsProcessingContext,
) -> QgsFeature:
    base, proposed = change.base, change.proposed
    row = QgsFeature(fields)
    row.setAttributes(
        [
            change.feature.layer,
            change.key,
            str(change.operation),
            ", ".join(changed),
            to_json_fg(base) if base else None,
            to_json_fg(proposed) if proposed else None,
        ]
    )
    point = any_point(change.feature.geometry)
    if point is not None:
        source = QgsCoordinateReferenceSystem(change.feature.crs)
        geometry = QgsGeometry.fromPointXY(QgsPointXY(*point))
        geometry.transform(QgsCoordinateTransform(source, crs, context.transformContext()))
        row.setGeometry(geometry)
    return row
