"""What all algorithms share: their parameters' names, progress with cancel, and errors of one sentence."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeatureSink,
    QgsFields,
    QgsProcessing,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingParameterAuthConfig,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFile,
    QgsProcessingParameterString,
    QgsWkbTypes,
)

from ..adapters.connecting import connect, reconnect, trust
from ..adapters.wording import sentence, translate
from ..domain.contribution import Contribution
from ..domain.errors import Cancelled, InvalidContent, Problem
from ..workflows.connection import Connection
from ..workflows.progress import Progress
from ..workflows.review_unit import named_unit

SERVICE, AUTHCFG, LAYERS, OUTPUT = "SERVICE", "AUTHCFG", "LAYERS", "OUTPUT"
WORKING_COPY, CONTRIBUTIONS, COMMENT = "WORKING_COPY", "CONTRIBUTIONS", "COMMENT"
UNIT, EXCEPT = "UNIT", "EXCEPT"


class Algorithm(QgsProcessingAlgorithm):
    """Subclasses name themselves by class attributes and implement `carry_out`, which may raise any Problem."""

    NAME = ""
    TITLE = ""
    HELP = ""

    def name(self) -> str:
        return self.NAME

    def displayName(self) -> str:
        return translate("algorithms", self.TITLE)

    def shortHelpString(self) -> str:
        return translate("algorithms", self.HELP)

    def createInstance(self) -> QgsProcessingAlgorithm:
        return type(self)()

    def processAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        try:
            return self.carry_out(parameters, context, feedback)
        except Problem as problem:
            words = sentence(problem)
        except QgsProcessingException as problem:
            words = str(problem)
        # QGIS keeps an exception for ever, with all frames that it has come through: no layer may stand in them.
        parameters.clear()
        raise QgsProcessingException(words)

    def carry_out(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        raise NotImplementedError

    # parameters that several algorithms have in common

    def add_service(self) -> None:
        self.addParameter(QgsProcessingParameterString(SERVICE, translate("algorithms", "Address of the service")))
        self.add_authcfg()

    def add_authcfg(self) -> None:
        parameter = QgsProcessingParameterAuthConfig(
            AUTHCFG, translate("algorithms", "Authentication configuration"), optional=True
        )
        self.addParameter(parameter)

    def add_working_copy(self) -> None:
        self.addParameter(
            QgsProcessingParameterFile(
                WORKING_COPY, translate("algorithms", "Working copy"), fileFilter="GeoPackage (*.gpkg)"
            )
        )

    def add_trusted_service(self) -> None:
        self.addParameter(
            QgsProcessingParameterString(
                SERVICE,
                translate("algorithms", "Address of the service, where it was never entered before"),
                optional=True,
            )
        )

    def add_contributions(self, optional: bool = False) -> None:
        self.addParameter(
            QgsProcessingParameterString(
                CONTRIBUTIONS,
                translate("algorithms", "Contributions (their uuids, separated by commas)"),
                optional=optional,
            )
        )

    def add_unit(self) -> None:
        """Contributions by their uuids, or what belongs together by the name that the review queue gives it."""
        self.add_contributions(optional=True)
        unit = translate("algorithms", "Or a review unit (its name in the review queue)")
        self.addParameter(QgsProcessingParameterString(UNIT, unit, optional=True))
        left_out = translate("algorithms", "All of the unit but these (uuids, separated by commas)")
        self.addParameter(QgsProcessingParameterString(EXCEPT, left_out, optional=True))

    def unit(
        self,
        connection: Connection,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> list[Contribution]:
        """The members of UNIT without those of EXCEPT, none where no unit is named. Warns of half a replacement."""
        name = self.parameterAsString(parameters, UNIT, context).strip()
        left_out = self.names(parameters, EXCEPT, context)
        if not name:
            if left_out:
                raise InvalidContent("EXCEPT is for members of a UNIT, and no UNIT is given.")
            return []
        if self.names(parameters, CONTRIBUTIONS, context):
            raise InvalidContent("Give CONTRIBUTIONS or a UNIT, not both.")
        found = named_unit(connection, name)
        members = found.unit.members if found.unit else ()
        strange = [uuid for uuid in left_out if uuid not in members]
        if strange:
            raise InvalidContent(f"EXCEPT: {strange[0][:60]!r} is no member of the unit.")
        chosen = [uuid for uuid in members if uuid not in left_out]
        if not chosen:
            raise InvalidContent("EXCEPT leaves nothing of the unit.")
        for taken, left in found.torn(chosen, left_out):
            text = translate(
                "algorithms", "Half of a replacement is left out: {0} is decided or published without {1}."
            )
            feedback.pushWarning(text.format(taken, left))
        return [one for one in found.members if one.uuid in chosen]

    def add_output(self, title: str, kind: QgsProcessing.SourceType = QgsProcessing.SourceType.TypeVectorPoint) -> None:
        self.addParameter(QgsProcessingParameterFeatureSink(OUTPUT, title, kind))

    def output(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        fields: QgsFields,
        crs: QgsCoordinateReferenceSystem,
        kind: QgsWkbTypes.Type = QgsWkbTypes.Type.Point,
    ) -> tuple[QgsFeatureSink, str]:
        """Where OUTPUT goes, open for writing, and its id. Raises QgsProcessingException where it cannot be."""
        sink, target = self.parameterAsSink(parameters, OUTPUT, context, fields, kind, crs)
        if sink is None:
            raise QgsProcessingException(self.invalidSinkError(parameters, OUTPUT))
        return sink, str(target)

    def names(self, parameters: dict[str, Any], parameter: str, context: QgsProcessingContext) -> list[str]:
        """The entries of a comma-separated parameter, each once, in order."""
        text = self.parameterAsString(parameters, parameter, context)
        return list(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))

    def some_names(self, parameters: dict[str, Any], parameter: str, context: QgsProcessingContext) -> list[str]:
        """Like `names`; raises InvalidContent where there is none."""
        found = self.names(parameters, parameter, context)
        if not found:
            raise InvalidContent(f"The parameter {parameter} is empty.")
        return found

    def connect(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> Connection:
        """A connection to SERVICE. The address was entered by the person, so it may have the credentials."""
        address = self.parameterAsString(parameters, SERVICE, context)
        authcfg = self.parameterAsString(parameters, AUTHCFG, context)
        return connect(address, authcfg, feedback)

    def reconnect(
        self,
        url: str,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> Connection:
        """A connection to the service that a working copy names, if the person has ever entered it."""
        entered = self.parameterAsString(parameters, SERVICE, context)
        if entered:
            trust(entered)
        authcfg = self.parameterAsString(parameters, AUTHCFG, context)
        return reconnect(url, authcfg, feedback)


def progress_of(feedback: QgsProcessingFeedback) -> Progress:
    """Progress that moves the bar of `feedback` and ends the work when it was cancelled."""

    def tell(part: float, _step: str) -> None:
        if feedback.isCanceled():
            raise Cancelled("Cancelled.")
        feedback.setProgress(100 * part)

    return tell
