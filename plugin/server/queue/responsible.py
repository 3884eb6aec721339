"""Which authority a contribution is for: the municipality's responsibility file, with the project's areas and roads."""

from __future__ import annotations

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsGeometry,
    QgsMessageLog,
    QgsProject,
    QgsVectorLayer,
)

from ...adapters.prepared import Prepared, published_layers
from ...adapters.queue_source import QueueSource
from ...adapters.responsibility import crs_of, operator_in, road_edges, stated, surfaces
from ...domain.contribution import Change
from ...domain.directory import Directory
from ...domain.errors import Problem
from ...domain.explained import to_text
from ...domain.responsibility import Question, Resolver
from ...formats.responsibility import parse


class Responsible:
    """The resolver of one project. Areas and roads are read once; what the file says is looked up each time."""

    def __init__(self, project: QgsProject, queue: QueueSource) -> None:
        self._project, self._queue = project, queue
        self._text = ""
        self._resolver: Resolver | None = None
        self._crs = QgsCoordinateReferenceSystem()

    def directory(self, prepared: Prepared) -> Directory | None:
        """What the municipality states; None where it states nothing."""
        resolver = self._current(prepared)
        return resolver.directory if resolver else None

    def columns(
        self, prepared: Prepared, layer: str, change: Change, point: QgsGeometry | None, place: str | None
    ) -> dict[str, str | None]:
        """Whose a change is, and why: its point is in the project's CRS, its row lies at the ARS `place`.

        As columns of the queue; both are None where the municipality states nothing.
        """
        resolver = self._current(prepared)
        if resolver is None:
            return {"responsible_body": None, "responsible_why": None}
        x, y = self._position(point) or (None, None)
        operator = operator_in(change.feature.properties, resolver.directory.operator_fields)
        category = resolver.directory.layers.get(layer, "")
        answer = resolver.resolve(Question(category, x, y, operator, "" if x is not None else place or ""))
        return {"responsible_body": answer.body.id if answer.body else None, "responsible_why": to_text(answer)}

    def _current(self, prepared: Prepared) -> Resolver | None:
        """As it is stated now. What cannot be used is told to the administrator, and holds up nobody's work."""
        text = stated(self._queue)
        if text != self._text:
            self._text, self._resolver = text, None
            if text:
                try:
                    self._resolver = self._made(parse(text), prepared)
                except Problem as problem:
                    said = f"Nobody is found responsible: {problem.sentence()}"
                    QgsMessageLog.logMessage(said, "Bürger-GIS", Qgis.MessageLevel.Warning)
        return self._resolver

    def _made(self, directory: Directory, prepared: Prepared) -> Resolver:
        self._crs = crs_of(directory, self._project.crs())
        transforms = self._project.transformContext()
        areas = self._layer(prepared.areas.layer_id) if prepared.areas else None
        roads = self._layer(published_layers(self._project).get(directory.road_layer, ""))
        return Resolver(
            directory,
            surfaces(areas, prepared.areas.field, self._crs, transforms) if areas and prepared.areas else (),
            road_edges(roads, directory.road_field, self._crs, transforms) if roads else (),
        )

    def _layer(self, layer_id: str) -> QgsVectorLayer | None:
        layer = self._project.mapLayer(layer_id)
        return layer if isinstance(layer, QgsVectorLayer) and layer.isValid() else None

    def _position(self, point: QgsGeometry | None) -> tuple[float, float] | None:
        if point is None or point.isNull():
            return None
        moved = QgsGeometry(point)
        try:
            moved.transform(QgsCoordinateTransform(self._project.crs(), self._crs, self._project))
        except QgsCsException:
            return None
        return moved.asPoint().x(), moved.asPoint().y()
