"""`buergergis:validate`: what the rules say about a layer, or about what was changed in a working copy."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
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
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFile,
    QgsProcessingParameterVectorLayer,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP, QMetaType, QThread

from ..adapters.finding_words import finding_text
from ..adapters.geometry import feature_of
from ..adapters.prepared import type_name
from ..adapters.rule_files import read_file
from ..adapters.rule_state import check_expressions
from ..adapters.rules_of_project import derived
from ..adapters.suitability import key_field
from ..adapters.surroundings import LayersAround, Source, at_hand, keyed
from ..adapters.wording import translate
from ..adapters.working_copy import WorkingCopy
from ..adapters.working_copy.around import around_of
from ..domain.contribution import Change, Operation
from ..domain.errors import InvalidContent
from ..domain.validation import Finding, LayerRules, RuleBook, Severity, findings, unchecked
from ..formats.rules import merged
from ..workflows.keep_rules import kept_book
from ..workflows.progress import Progress
from ..workflows.rules import book_for, check
from .base import OUTPUT, WORKING_COPY, Algorithm, progress_of

INPUT, RULES, ASK = "INPUT", "RULES", "ASK"
_WGS84 = "EPSG:4326"
_FIELDS = ("severity", "code", "rule", "layer", "feature_key", "field", "text", "details")


class Validate(Algorithm):
    NAME = "validate"
    TITLE = QT_TRANSLATE_NOOP("algorithms", "Check against rules")
    HELP = QT_TRANSLATE_NOOP(
        "algorithms",
        "Checks a layer, or what was changed in a working copy, against rules: values and codes, shapes and their "
        "neighbours, reference systems, personal data in texts. The result is a table of findings with a point where "
        "each was found. Nothing is changed.\n\n"
        "INPUT: a layer, of which every feature is looked at. Without RULES, what its form and its constraints say "
        "is checked.\n"
        "WORKING_COPY: the changes in it are looked at, as they would be on arrival.\n"
        "RULES: a rule file for one layer, described by resources/schemas/rules.schema.json.\n"
        "ASK: asks the service of the working copy for its rules; otherwise nothing goes over the network, and those "
        "are used that it told at the last check-out or refresh.",
    )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        layer = QgsProcessingParameterVectorLayer(INPUT, translate("algorithms", "Layer"), optional=True)
        self.addParameter(layer)
        copy = translate("algorithms", "Working copy")
        self.addParameter(
            QgsProcessingParameterFile(WORKING_COPY, copy, fileFilter="GeoPackage (*.gpkg)", optional=True)
        )
        rules = translate("algorithms", "Rule file")
        self.addParameter(QgsProcessingParameterFile(RULES, rules, extension="json", optional=True))
        ask = translate("algorithms", "Ask the service for its rules")
        self.addParameter(QgsProcessingParameterBoolean(ASK, ask, defaultValue=False))
        self.add_trusted_service()
        self.add_authcfg()
        found = translate("algorithms", "Findings")
        self.add_output(found)
        self.addOutput(QgsProcessingOutputNumber("COUNT", found))
        self.addOutput(QgsProcessingOutputNumber("ERRORS", translate("algorithms", "Errors among them")))

    def prepareAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        """On the main thread, to which layers belong: a copy is made for the thread that works."""
        layer = self.parameterAsVectorLayer(parameters, INPUT, context)
        self._layer: QgsVectorLayer | None = layer.clone() if layer is not None else None
        self._name = type_name(layer) if layer is not None else ""
        if self._layer is not None:
            self._layer.moveToThread(None)
        return True

    def carry_out(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        path = self.parameterAsFile(parameters, WORKING_COPY, context)
        rules = self.parameterAsFile(parameters, RULES, context)
        stated = read_file(rules) if rules else None
        if (self._layer is None) == (not path):
            raise InvalidContent("Name a layer or a working copy, one of them.")
        if self._layer is not None:
            self._layer.moveToThread(QThread.currentThread())
            crs, found = self._layer.crs(), self._of_layer(self._layer, stated, feedback)
        else:
            crs = QgsCoordinateReferenceSystem(_WGS84)
            found = self._of_copy(path, stated, parameters, context, feedback)
        sink, target = self.output(parameters, context, _fields(), crs)
        count = errors = 0
        for finding, own in found:
            sink.addFeature(_row(finding, own, crs, context), QgsFeatureSink.Flag.FastInsert)
            count, errors = count + 1, errors + (finding.severity is Severity.ERROR)
        feedback.pushInfo(translate("algorithms", "Findings: {}, errors among them: {}").format(count, errors))
        return {OUTPUT: target, "COUNT": count, "ERRORS": errors}

    def _of_layer(
        self, layer: QgsVectorLayer, stated: LayerRules | None, feedback: QgsProcessingFeedback
    ) -> Iterator[tuple[Finding, str]]:
        """Every feature as if it were new; its own row is not taken for a neighbour."""
        key, fields = key_field(layer), [field.name() for field in layer.fields()]
        rules = merged(derived(None, layer, key), stated)
        book = RuleBook({self._name: replace(rules, layer=self._name)})
        self._tell(book, feedback)
        around = LayersAround(at_hand({self._name: Source(layer, fields, keyed(key))}))
        tell, total = progress_of(feedback), max(1, layer.featureCount())
        for number, row in enumerate(layer.getFeatures()):
            tell(min(1.0, number / total), "check")
            feature = feature_of(self._name, row, fields, layer.crs().authid(), keyed(key)(row))
            change = Change(Operation.INSERT, None, feature)
            yield from ((one, feature.crs) for one in findings(change, book, around))

    def _of_copy(
        self,
        path: str,
        stated: LayerRules | None,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> Iterator[tuple[Finding, str]]:
        with WorkingCopy.open(path) as copy:
            connection = None
            if self.parameterAsBoolean(parameters, ASK, context):
                connection = self.reconnect(copy.service_url, parameters, context, feedback)
            told = book_for(connection, copy.layers(), kept_book(copy))
            own = {stated.layer: merged(told.of(stated.layer), stated)} if stated else {}
            book = RuleBook({**told.layers, **own})
            self._tell(book, feedback)
            tell: Progress = progress_of(feedback)
            for checked in check(copy.changes(), book, around_of(copy), progress=tell):
                yield from ((one, checked.change.feature.crs) for one in checked.findings)

    def _tell(self, book: RuleBook, feedback: QgsProcessingFeedback) -> None:
        check_expressions(book)
        if missing := unchecked(book):
            feedback.pushWarning(missing)


def _fields() -> QgsFields:
    fields = QgsFields()
    for name in _FIELDS:
        fields.append(QgsField(name, QMetaType.Type.QString))
    return fields


def _row(finding: Finding, own: str, crs: QgsCoordinateReferenceSystem, context: QgsProcessingContext) -> QgsFeature:
    row = QgsFeature(_fields())
    row.setAttributes(
        [
            str(finding.severity),
            str(finding.code),
            finding.rule,
            finding.layer,
            finding.key,
            finding.field,
            finding_text(finding),
            json.dumps(dict(finding.values), ensure_ascii=False),
        ]
    )
    if finding.place is not None:
        geometry = QgsGeometry.fromPointXY(QgsPointXY(*finding.place))
        source = QgsCoordinateReferenceSystem(own)
        if source != crs:
            geometry.transform(QgsCoordinateTransform(source, crs, context.transformContext()))
        row.setGeometry(geometry)
    return row
