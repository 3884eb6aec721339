"""The published project: a copy of the municipality's own that QGIS Server serves and nobody writes to."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import chdir, contextmanager
from pathlib import Path

from qgis.core import (
    Qgis,
    QgsDataProvider,
    QgsMapLayer,
    QgsMarkerSymbol,
    QgsProject,
    QgsSingleSymbolRenderer,
    QgsVectorLayer,
)

from ..domain.errors import InvalidContent
from .project_content import content
from .queue_schema import PUBLISHED, UNSERVED, VERSION
from .queue_source import SCOPE, QueueSource, read_only_source
from .versions_in_table import unserved

GROUP = "Bürger-GIS"
PROJECTED_PRECISION, GEOGRAPHIC_PRECISION = 8, 10
"""Decimals that QGIS Server writes: more than the state of a feature counts (domain/state.py)."""


@contextmanager
def municipal_project(path: str) -> Iterator[QgsProject]:
    """The municipality's project; its layers are closed when the block is left, whatever happens in it.

    The working directory is the project's meanwhile: QGIS looks for a relative source there first, and would take
    another file of the same name. Raises InvalidContent where it cannot be read or is a published one.
    """
    file, project = Path(path).absolute(), QgsProject()
    if not file.is_file():
        raise InvalidContent(f"The project {path} cannot be read: there is no such file.")
    try:
        with chdir(file.parent):
            if not project.read(str(file)):
                raise InvalidContent(f"The project {path} cannot be read. {project.error()}".strip())
            if project.readEntry(SCOPE, "/schema_version", "")[0]:
                raise InvalidContent(f"The project {path} is a published one.", "Name the project it was made from.")
            yield project
    finally:
        project.clear()


def make_public(project: QgsProject, layers: Sequence[QgsVectorLayer], queue: QueueSource) -> None:
    """Turn `project` into what is published: read-only, with `layers` and the queue over WFS."""
    for layer in project.mapLayers().values():
        if isinstance(layer, QgsVectorLayer):
            _make_read_only(layer)
    served = [*layers, *_add_queue(project, queue)]
    _publish_over_wfs(project, served)
    _hide_from_wms(project, PUBLISHED)
    project.writeEntry(SCOPE, "/schema_version", str(VERSION))
    project.writeEntry(SCOPE, "/write_connection", queue.write_connection)


def write_project(project: QgsProject, output: str) -> bool:
    """Write `project` to `output` in one step; False where the same was there already and nothing was done.

    Raises InvalidContent where the file cannot be written; what was there before is then still there.
    """
    target = Path(output).absolute()
    draft = target.with_name(f"{target.stem}.new{target.suffix}")
    try:
        if not project.write(str(draft)):
            raise InvalidContent(f"The project {output} cannot be written: {project.error()}.")
        if target.exists() and content(target) == content(draft):
            return False
        for made in _files_of(draft):
            os.replace(made, made.with_name(made.name.replace(draft.stem, target.stem, 1)))
        return True
    finally:
        for made in _files_of(draft):
            made.unlink()


def remove_published(output: str) -> bool:
    """Delete a published project of ours; any other file, or none, is left as it is."""
    project, target = QgsProject(), Path(output)
    flags = Qgis.ProjectReadFlag.DontResolveLayers | Qgis.ProjectReadFlag.DontLoadLayouts
    if not target.is_file() or not project.read(output, flags):
        return False
    ours = bool(project.readEntry(SCOPE, "/schema_version", "")[0])
    for made in _files_of(target) if ours else []:
        made.unlink()
    return ours


def _files_of(project: Path) -> list[Path]:
    """A project file and what QGIS puts beside it."""
    beside = [f"{project.stem}_attachments.zip", f"{project.stem}.qgd", f"{project.name}~"]
    return [path for path in (project, *map(project.with_name, beside)) if path.exists()]


def _make_read_only(layer: QgsVectorLayer) -> None:
    if layer.providerType() == "ogr" and layer.isValid() and layer.storageType() == "GPKG":
        options = QgsDataProvider.ProviderOptions()
        layer.setDataSource(read_only_source(layer), layer.name(), "ogr", options)
    for column in unserved(layer):
        _hide(layer, column)
    layer.setReadOnly(True)


def _hide(layer: QgsVectorLayer, column: str) -> None:
    index = layer.fields().indexOf(column)
    layer.setFieldConfigurationFlag(index, Qgis.FieldConfigurationFlag.HideFromWfs, True)
    layer.setFieldConfigurationFlag(index, Qgis.FieldConfigurationFlag.HideFromWms, True)


def _add_queue(project: QgsProject, queue: QueueSource) -> list[QgsVectorLayer]:
    group = project.layerTreeRoot().addGroup(GROUP)
    layers = []
    for name, title in PUBLISHED.items():
        layer = QgsVectorLayer(queue.table(name), name, queue.provider)
        if not layer.isValid():
            raise InvalidContent(f"The table {name} of the review queue cannot be opened for reading.")
        layer.setId(f"{SCOPE}_{name}")
        layer.serverProperties().setShortName(name)
        layer.serverProperties().setTitle(title)
        layer.setReadOnly(True)
        for column in UNSERVED.get(name, ()):
            _hide(layer, column)
        project.addMapLayer(layer, False)
        group.addLayer(layer)
        layers.append(layer)
    layers[0].setRenderer(QgsSingleSymbolRenderer(QgsMarkerSymbol.createSimple(_MARK)))
    group.setItemVisibilityChecked(False)
    group.setExpanded(False)
    return layers


_MARK = {"name": "diamond", "color": "#f2a900", "outline_color": "#3b2f00", "size": "3"}


def _publish_over_wfs(project: QgsProject, layers: Iterable[QgsVectorLayer]) -> None:
    ids, _ = project.readListEntry("WFSLayers", "/", [])
    ids = list(dict.fromkeys([*ids, *(layer.id() for layer in layers)]))
    project.writeEntry("WFSLayers", "/", ids)
    project.removeEntry("WFSTLayers", "/")
    for layer_id in ids:
        if isinstance(layer := project.mapLayer(layer_id), QgsVectorLayer):
            key = f"/{layer_id}"
            stated, _ = project.readNumEntry("WFSLayersPrecision", key, 0)
            project.writeEntry("WFSLayersPrecision", key, max(stated, _precision(layer)))


def _precision(layer: QgsMapLayer) -> int:
    return GEOGRAPHIC_PRECISION if layer.crs().isGeographic() else PROJECTED_PRECISION


def _hide_from_wms(project: QgsProject, names: Iterable[str]) -> None:
    hidden, _ = project.readListEntry("WMSRestrictedLayers", "/", [])
    project.writeEntry("WMSRestrictedLayers", "/", list(dict.fromkeys([*hidden, *names])))
