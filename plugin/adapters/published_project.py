"""A published project in the hands of its administrator: where its queue lies, and which layers it has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from qgis.core import Qgis, QgsProject

from ..domain.errors import InvalidContent
from .prepared import check_version, published_layers
from .queue_source import SCOPE, QueueSource, queue_of


@dataclass(frozen=True)
class PublishedProject:
    """`layers` are the names of what is published, in order."""

    queue: QueueSource
    layers: Sequence[str]


def read_published(project_file: str) -> PublishedProject:
    """What a project says; none of its layers is opened. On the main thread. Raises InvalidContent, TooNew."""
    project, flag = QgsProject(), Qgis.ProjectReadFlag
    path = Path(project_file).absolute()
    try:
        if not path.is_file() or not project.read(str(path), flag.DontResolveLayers | flag.DontLoadLayouts):
            raise InvalidContent(f"The project {project_file} cannot be read.")
        version, _ = project.readEntry(SCOPE, "/schema_version", "")
        if not version:
            raise InvalidContent(
                f"The project {project_file} was not prepared for contributions.",
                "Name the published project that preparemunicipality has written.",
            )
        check_version(version)
        return PublishedProject(queue_of(project), sorted(published_layers(project)))
    finally:
        project.clear()
