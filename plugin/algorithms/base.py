"""What all algorithms share: their parameters' names, progress with cancel, and errors of one sentence."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingParameterAuthConfig,
    QgsProcessingParameterFile,
    QgsProcessingParameterString,
)

from ..adapters.connecting import connect, reconnect, trust
from ..adapters.wording import sentence, translate
from ..domain.errors import Cancelled, InvalidContent, Problem
from ..workflows.connection import Connection
from ..workflows.progress import Progress

SERVICE, AUTHCFG, LAYERS, OUTPUT = "SERVICE", "AUTHCFG", "LAYERS", "OUTPUT"
WORKING_COPY, CONTRIBUTIONS, COMMENT = "WORKING_COPY", "CONTRIBUTIONS", "COMMENT"


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

    def add_contributions(self) -> None:
        self.addParameter(
            QgsProcessingParameterString(
                CONTRIBUTIONS, translate("algorithms", "Contributions (their uuids, separated by commas)")
            )
        )

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
