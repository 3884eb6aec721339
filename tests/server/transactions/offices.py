"""What the data protection officer and the auditor run on a town."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsProcessingAlgorithm, QgsProcessingContext, QgsProcessingFeedback

from .town import Town


def run(algorithm: type[QgsProcessingAlgorithm], town: Town, **parameters: Any) -> dict[str, Any]:
    """Run an algorithm on the published project. Raises QgsProcessingException."""
    whole = {"PROJECT": str(town.project_file), **{name: _plain(value) for name, value in parameters.items()}}
    feedback = QgsProcessingFeedback(False)
    results, _ = algorithm().create().run(whole, QgsProcessingContext(), feedback, {}, False)
    return dict(results)


def _plain(value: Any) -> Any:
    return value if isinstance(value, bool) else str(value)
