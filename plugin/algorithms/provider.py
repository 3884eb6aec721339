"""The Processing provider `buergergis`."""

from __future__ import annotations

from qgis.core import QgsProcessingAlgorithm, QgsProcessingProvider

from .changes import Changes
from .check_out import CheckOut
from .decide import Decide
from .prepare_municipality import PrepareMunicipality
from .publish import Publish
from .refresh import Refresh
from .review_queue import ReviewQueue
from .submit import Submit

ALGORITHMS: tuple[type[QgsProcessingAlgorithm], ...] = (
    PrepareMunicipality,
    CheckOut,
    Changes,
    Submit,
    ReviewQueue,
    Decide,
    Publish,
    Refresh,
)


class Provider(QgsProcessingProvider):
    def id(self) -> str:
        return "buergergis"

    def name(self) -> str:
        return "Bürger-GIS"

    def loadAlgorithms(self) -> None:
        for algorithm in ALGORITHMS:
            self.addAlgorithm(algorithm())
