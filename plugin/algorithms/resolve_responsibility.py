"""`buergergis:resolveresponsibility`: which authority is responsible for each feature of a layer, and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsFeatureRequest,
    QgsFeatureSink,
    QgsField,
    QgsFields,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeatureSource,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterFile,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP, QMetaType

from ..adapters.connecting import checked_address
from ..adapters.geometry import plain_value
from ..adapters.network import session
from ..adapters.responsibility import crs_of, operator_in, point_on, read, road_edges, surfaces
from ..adapters.responsibility_words import explanation
from ..adapters.wording import translate
from ..domain.choice import Choice
from ..domain.directory import Directory
from ..domain.errors import InvalidContent
from ..domain.responsibility import Question, Resolver
from ..services.fit_connect import Routing
from ..workflows.outside import Asked, Remembering, ask
from .base import OUTPUT, Algorithm, progress_of

FILE, INPUT, CATEGORY, CATEGORY_FIELD = "FILE", "INPUT", "CATEGORY", "CATEGORY_FIELD"
AREAS, AREA_FIELD, ROADS, ROAD_FIELD = "AREAS", "AREA_FIELD", "ROADS", "ROAD_FIELD"
COUNT, NOBODY, UNCLEAR, ROUTING = "COUNT", "NOBODY", "UNCLEAR", "ROUTING"
_FIELDS = (
    "feature", "category", "body", "authority", "contact", "ars", "place", "step", "rule", "decision", "others",
    "explanation", "routes",
)  # fmt: skip


class ResolveResponsibility(Algorithm):
    NAME = "resolveresponsibility"
    TITLE = QT_TRANSLATE_NOOP("algorithms", "Find who is responsible")
    HELP = QT_TRANSLATE_NOOP(
        "algorithms",
        "Says for each feature which authority is responsible, by a responsibility file "
        "(resources/schemas/responsibility.schema.json): the operator that the row names, then who bears the road, a "
        "special area, the table of category and area, the municipality, the county. Every answer names its rule and "
        "explains itself; what lies on a boundary, in an enclave or beyond all areas is decided by rule, and says so. "
        "Works without a network.\n\n"
        "CATEGORY is what all features are about, CATEGORY_FIELD a field that says it for each. AREAS holds the "
        "administrative areas with their Regionalschlüssel in AREA_FIELD, ROADS the roads with that of who bears them "
        "in ROAD_FIELD. The operator is read from the fields that the file names.\n\n"
        "ROUTING, the address of FIT-Connect's Routing API: where no rule names anybody and the category has a LeiKa "
        "key, its delivery points are added in the field routes. Key and Regionalschlüssel are sent there, nothing "
        "else.",
    )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        file = translate("algorithms", "Responsibility file")
        self.addParameter(QgsProcessingParameterFile(FILE, file, extension="json"))
        kinds, vector = QgsProcessing.SourceType, [QgsProcessing.SourceType.TypeVector]
        self.addParameter(QgsProcessingParameterFeatureSource(INPUT, translate("algorithms", "Features"), vector))
        category = translate("algorithms", "Category of all features")
        self.addParameter(QgsProcessingParameterString(CATEGORY, category, optional=True))
        field = translate("algorithms", "Field with the category of each")
        self.addParameter(QgsProcessingParameterField(CATEGORY_FIELD, field, None, INPUT, optional=True))
        self._add_layer(AREAS, translate("algorithms", "Administrative areas"), kinds.TypeVectorPolygon)
        self._add_field(AREA_FIELD, translate("algorithms", "Field of the Regionalschlüssel"), "ars", AREAS)
        self._add_layer(ROADS, translate("algorithms", "Roads"), kinds.TypeVectorLine)
        self._add_field(ROAD_FIELD, translate("algorithms", "Field of who bears the road"), None, ROADS)
        routing = translate("algorithms", "Address of a routing service, such as FIT-Connect's")
        self.addParameter(QgsProcessingParameterString(ROUTING, routing, optional=True))
        result = translate("algorithms", "Who is responsible")
        self.add_output(result)
        self.addOutput(QgsProcessingOutputNumber(COUNT, translate("algorithms", "Features")))
        self.addOutput(QgsProcessingOutputNumber(NOBODY, translate("algorithms", "For which nobody is responsible")))
        self.addOutput(QgsProcessingOutputNumber(UNCLEAR, translate("algorithms", "At boundaries and the like")))

    def _add_layer(self, name: str, title: str, kind: QgsProcessing.SourceType) -> None:
        self.addParameter(QgsProcessingParameterFeatureSource(name, title, [kind], optional=True))

    def _add_field(self, name: str, title: str, default: str | None, layer: str) -> None:
        self.addParameter(QgsProcessingParameterField(name, title, default, layer, optional=True))

    def carry_out(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        tell = progress_of(feedback)
        directory = read(self.parameterAsFile(parameters, FILE, context))
        source = self.parameterAsSource(parameters, INPUT, context)
        if source is None:
            raise QgsProcessingException(self.invalidSourceError(parameters, INPUT))
        crs = crs_of(directory, source.sourceCrs())
        tell(0.05, "layers")
        resolver = self._resolver(parameters, context, directory, crs)
        tell(0.2, "features")
        fields = QgsFields()
        for name in _FIELDS:
            fields.append(QgsField(name, QMetaType.Type.QString))
        sink, target = self.output(parameters, context, fields, crs)
        category = self._category(parameters, context, directory)
        category_field = self._field(parameters, CATEGORY_FIELD, context, "")
        request = QgsFeatureRequest().setDestinationCrs(crs, context.transformContext())
        outside = self._outside(parameters, context, feedback)
        count, nobody, unclear = 0, 0, 0
        for count, feature in enumerate(source.getFeatures(request), 1):
            tell(0.2 + 0.8 * count / max(count, source.featureCount()), "features")
            question = _question(feature, directory, category, category_field)
            asked = ask(resolver, outside, question)
            nobody, unclear = nobody + (asked.answer.body is None), unclear + (asked.answer.choice is not Choice.CLEAR)
            sink.addFeature(_row(feature, question, asked, fields), QgsFeatureSink.Flag.FastInsert)
        return {OUTPUT: target, COUNT: count, NOBODY: nobody, UNCLEAR: unclear}

    def _outside(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> Remembering | None:
        """The routing service, asked without anybody's credentials; None where no address is given."""
        address = self.parameterAsString(parameters, ROUTING, context).strip()
        return Remembering(Routing(session("", feedback), checked_address(address))) if address else None

    def _resolver(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        directory: Directory,
        crs: QgsCoordinateReferenceSystem,
    ) -> Resolver:
        areas, roads = (self._layer(parameters, name, context) for name in (AREAS, ROADS))
        transforms = context.transformContext()
        area_field = self._field(parameters, AREA_FIELD, context, "ars")
        road_field = self._field(parameters, ROAD_FIELD, context, directory.road_field or "baulast_ars")
        return Resolver(
            directory,
            surfaces(areas, area_field, crs, transforms) if areas else (),
            road_edges(roads, road_field, crs, transforms) if roads else (),
        )

    def _layer(
        self, parameters: dict[str, Any], name: str, context: QgsProcessingContext
    ) -> QgsProcessingFeatureSource | None:
        if not parameters.get(name):
            return None
        source = self.parameterAsSource(parameters, name, context)
        if source is None:
            raise QgsProcessingException(self.invalidSourceError(parameters, name))
        return source

    def _field(self, parameters: dict[str, Any], name: str, context: QgsProcessingContext, otherwise: str) -> str:
        names: Sequence[str] = self.parameterAsStrings(parameters, name, context)
        return names[0] if names else otherwise

    def _category(self, parameters: dict[str, Any], context: QgsProcessingContext, directory: Directory) -> str:
        category = self.parameterAsString(parameters, CATEGORY, context).strip()
        if category and category not in directory.categories:
            known = ", ".join(sorted(directory.categories))
            raise InvalidContent(f"CATEGORY is {category[:60]!r}; the responsibility file knows {known}.")
        return category


def _question(feature: QgsFeature, directory: Directory, category: str, field: str) -> Question:
    row = {name: plain_value(feature[name]) for name in feature.fields().names()}
    x, y = point_on(feature.geometry()) or (None, None)
    said = str(row.get(field) or "").strip() if field else ""
    return Question(said or category, x, y, operator_in(row, directory.operator_fields))


def _row(feature: QgsFeature, question: Question, asked: Asked, fields: QgsFields) -> QgsFeature:
    row, answer = QgsFeature(fields), asked.answer
    body = answer.body
    row.setGeometry(feature.geometry().pointOnSurface())
    row.setAttributes(
        [
            str(feature.id()),
            question.category,
            body.id if body else None,
            body.name if body else None,
            body.contact if body else None,
            answer.ars or None,
            answer.place or None,
            str(answer.step) if answer.step else None,
            answer.rule or None,
            str(answer.choice),
            ", ".join(answer.others),
            explanation(answer),
            asked.problem or ", ".join(f"{route.name} ({route.destination})" for route in asked.routes) or None,
        ]
    )
    return row
