"""What the algorithms on a published project share: the project is read before the work, which belongs to no thread."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingParameterFile,
)

from ..adapters.audit import Tell
from ..adapters.published_project import read_published
from ..adapters.queue_source import QueueSource
from ..adapters.wording import sentence, translate
from ..domain.errors import Problem
from .base import Algorithm, progress_of

PROJECT = "PROJECT"


class OnQueue(Algorithm):
    """`queue` is that of the project which the parameter PROJECT names."""

    queue: QueueSource

    def add_project(self) -> None:
        title = translate("algorithms", "Published project")
        self.addParameter(QgsProcessingParameterFile(PROJECT, title, fileFilter="QGIS (*.qgz *.qgs)"))

    def prepareAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, _feedback: QgsProcessingFeedback
    ) -> bool:
        """On the main thread, where projects may be opened."""
        try:
            self.queue = read_published(self.parameterAsFile(parameters, PROJECT, context)).queue
        except Problem as problem:
            raise QgsProcessingException(sentence(problem)) from problem
        return True


def telling(feedback: QgsProcessingFeedback) -> Tell:
    """Like `progress_of`, for work of one step."""
    tell = progress_of(feedback)
    return lambda part: tell(part, "")
