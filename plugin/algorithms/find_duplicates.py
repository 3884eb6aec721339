"""`buergergis:findduplicates`: what a layer, or two of them, hold more than once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsFeature,
    QgsFeatureSink,
    QgsField,
    QgsFields,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeatureSource,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterNumber,
    QgsProviderRegistry,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP, QMetaType

from ..adapters.matching import READING, Side, matches, side
from ..adapters.matching_report import Member, mergers, partner, points_of, report, score_of
from ..adapters.matching_words import kind_word, why_text
from ..adapters.wording import translate
from ..adapters.working_copy import WorkingCopy
from ..adapters.working_copy.merging import merge_rows
from ..domain.candidates import KINDS, Kind, kind_of
from ..domain.errors import InvalidContent
from .base import OUTPUT, Algorithm, progress_of

INPUT, OTHER, KIND, RADIUS = "INPUT", "OTHER", "KIND", "RADIUS"
MIN_SCORE, PROPOSE, PROPOSE_SCORE = "MIN_SCORE", "PROPOSE", "PROPOSE_SCORE"
PAIRS, CLUSTERS, PROPOSED, LEFT = "PAIRS", "CLUSTERS", "PROPOSED", "LEFT"
_KINDS = tuple(KINDS)
_TEXT, _INT, _REAL, _BOOL = (
    QMetaType.Type.QString, QMetaType.Type.LongLong, QMetaType.Type.Double, QMetaType.Type.Bool,
)  # fmt: skip
_FIELDS = (
    ("cluster", _INT), ("side", _INT), ("feature", _INT), ("stays", _BOOL), ("matches", _INT), ("best", _INT),
    ("distance_m", _REAL), ("likeness", _REAL), ("overlap", _REAL), ("score", _REAL), ("why", _TEXT),
)  # fmt: skip


class FindDuplicates(Algorithm):
    NAME = "findduplicates"
    TITLE = QT_TRANSLATE_NOOP("algorithms", "Find duplicates")
    HELP = QT_TRANSLATE_NOOP(
        "algorithms",
        "Looks through a layer for features that may be one and the same thing, by place and by what their fields "
        "say; with OTHER, for what both layers hold. The output has one row for each feature of a cluster, with its "
        "best match and why it is one. Nothing is changed.\n\n"
        "KIND says how far apart the same thing is usually entered: trees 2.5 m, benches, bins and lamps 5 m, bicycle "
        "parking 15 m, playgrounds 50 m, reports 30 m, and 250 m where they say the same. RADIUS states another "
        "distance in metres. Lines are compared by how far they leave each other, areas by how much they share. "
        "MIN_SCORE from 0 to 1: half of the score is the place, half the likeness.\n\n"
        "PROPOSE, only for a layer of a working copy: of each cluster the row stays that says most, its empty fields "
        "are filled where the others agree, and the others that match it with at least PROPOSE_SCORE are deleted in "
        "the working copy. These are ordinary changes: look at them, undo what is wrong, and submit the rest; the "
        "municipality decides. What has a change on its way already is left alone.",
    )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        for name, title, optional in (
            (INPUT, translate("algorithms", "Layer"), False),
            (OTHER, translate("algorithms", "Layer to compare with, instead of with itself"), True),
        ):
            self.addParameter(QgsProcessingParameterFeatureSource(name, title, optional=optional))
        words = [translate("algorithms", "by the name of the layer"), *map(kind_word, _KINDS)]
        kind = translate("algorithms", "Kind of thing")
        self.addParameter(QgsProcessingParameterEnum(KIND, kind, options=words, defaultValue=0))
        for name, title, default, most in (
            (RADIUS, translate("algorithms", "Distance in metres, instead of that of the kind"), None, 10_000.0),
            (MIN_SCORE, translate("algorithms", "Least score"), 0.5, 1.0),
            (PROPOSE_SCORE, translate("algorithms", "Least score for a proposal"), 0.8, 1.0),
        ):
            number = QgsProcessingParameterNumber(
                name, title, QgsProcessingParameterNumber.Type.Double, default, default is None, 0.0, most
            )
            self.addParameter(number)
        propose = translate("algorithms", "Merge them in the working copy, as changes to submit")
        self.addParameter(QgsProcessingParameterBoolean(PROPOSE, propose, defaultValue=False))
        points = QgsProcessing.SourceType.TypeVectorPoint
        self.add_output(translate("algorithms", "Clusters"), points)
        for name, title in (
            (PAIRS, translate("algorithms", "Pairs")),
            (CLUSTERS, translate("algorithms", "Clusters")),
            (PROPOSED, translate("algorithms", "Clusters merged in the working copy")),
            (LEFT, translate("algorithms", "Clusters left alone, for a change is on its way")),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, title))

    def carry_out(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        tell, source = progress_of(feedback), self._source(parameters, INPUT, context)
        propose = self.parameterAsBoolean(parameters, PROPOSE, context)
        other = self._source(parameters, OTHER, context) if parameters.get(OTHER) else None
        target = self._working_copy(parameters, context, other) if propose else None
        kind = self._kind(parameters, context, source)
        crs, transforms = source.sourceCrs(), context.transformContext()
        sides = [side(one, crs, transforms, tell, part) for one, part in _parts(source, other)]
        least = self.parameterAsDouble(parameters, MIN_SCORE, context)
        found = report(sides, list(matches(sides[0], sides[1] if other else None, kind, least, tell)), tell)
        sink = self._write(parameters, context, sides, found.members)
        written, left = 0, 0
        if target is not None:
            sure = self.parameterAsDouble(parameters, PROPOSE_SCORE, context)
            written, left = merge_rows(*target, mergers(found, sure))
        clusters = len({member.cluster for member in found.members})
        return {OUTPUT: sink, PAIRS: len(found.pairs), CLUSTERS: clusters, PROPOSED: written, LEFT: left}

    def _source(
        self, parameters: dict[str, Any], name: str, context: QgsProcessingContext
    ) -> QgsProcessingFeatureSource:
        source = self.parameterAsSource(parameters, name, context)
        if source is None:
            raise QgsProcessingException(self.invalidSourceError(parameters, name))
        return source

    def _kind(
        self, parameters: dict[str, Any], context: QgsProcessingContext, source: QgsProcessingFeatureSource
    ) -> Kind:
        if parameters.get(RADIUS) is not None:
            return Kind("stated", self.parameterAsDouble(parameters, RADIUS, context))
        number = self.parameterAsEnum(parameters, KIND, context)
        return KINDS[_KINDS[number - 1]] if number else kind_of(source.sourceName())

    def _working_copy(
        self, parameters: dict[str, Any], context: QgsProcessingContext, other: QgsProcessingFeatureSource | None
    ) -> tuple[Path, str]:
        """File and table that the proposals go into. Raises InvalidContent, NotAWorkingCopy."""
        layer = self.parameterAsVectorLayer(parameters, INPUT, context)
        if other is not None or not isinstance(layer, QgsVectorLayer) or layer.providerType() != "ogr":
            raise InvalidContent("PROPOSE is for one layer of a working copy.")
        if layer.isModified():
            raise InvalidContent(f"The layer {layer.name()} has edits that are not saved.", "Save them first.")
        parts = QgsProviderRegistry.instance().decodeUri("ogr", layer.source())
        path = Path(parts.get("path") or "")
        with WorkingCopy.open(path) as copy:
            tables = [record.table for record in copy.records()]
        table = parts.get("layerName") or (tables[0] if len(tables) == 1 else "")
        if table not in tables:
            raise InvalidContent(f"{table[:60]} is no layer of the working copy {path.name}.")
        return path, table

    def _write(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        sides: Sequence[Side],
        members: Sequence[Member],
    ) -> str:
        fields, crs = QgsFields(), sides[0].source.sourceCrs()
        for name, kind in _FIELDS:
            fields.append(QgsField(name, kind))
        sink, target = self.output(parameters, context, fields, crs)
        for number, layer in enumerate(sides):
            mine = [member for member in members if member.side == number]
            points = points_of(layer, {member.id for member in mine}, crs, context.transformContext())
            for member in mine:
                row = QgsFeature(fields)
                row.setGeometry(points[member.id])
                row.setAttributes(_values(member))
                sink.addFeature(row, QgsFeatureSink.Flag.FastInsert)
        return str(target)


def _parts(
    source: QgsProcessingFeatureSource, other: QgsProcessingFeatureSource | None
) -> list[tuple[QgsProcessingFeatureSource, tuple[float, float]]]:
    """The layers to read, with the part of the progress that each takes."""
    if other is None:
        return [(source, (0.0, READING))]
    return [(source, (0.0, READING / 2)), (other, (READING / 2, READING))]


def _values(member: Member) -> list[Any]:
    best = member.best
    begin = [member.cluster, member.side, member.id, member.stays, member.matches, partner(member, best)]
    return [*begin, *score_of(best.found), why_text(best.found)]
