"""What a working copy knows of what lies around a change: the rows of its layers, as they were loaded and edited."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from qgis.core import QgsCoordinateReferenceSystem, QgsFeature, QgsVectorLayer

from ...formats.kept_rules import AREAS, areas_of
from ..areas import Areas
from ..geometry import plain_value, to_qgs
from ..surroundings import LayersAround, Source
from .layer import LayerRecord
from .working_copy import WorkingCopy


def around_of(copy: WorkingCopy) -> LayersAround:
    """For the thread that asks for it, while the file stays where it is; areas as the service told them last."""
    records = {record.form.name: record for record in copy.records()}
    opened: dict[str, Source | None] = {}

    def layer(name: str) -> Source | None:
        if name not in opened:
            record = records.get(name)
            opened[name] = _source(copy.path, record) if record is not None else None
        return opened[name]

    return LayersAround(layer, areas_kept(copy))


def areas_kept(copy: WorkingCopy) -> Areas | None:
    """The municipalities that the working copy knows; None where it knows none, so that nothing lies outside."""
    kept = areas_of(copy.kept(AREAS))
    crs = QgsCoordinateReferenceSystem(kept.crs)
    if not kept.shapes or not crs.isValid():
        return None
    areas = Areas.of_shapes(crs, ((ars, to_qgs(shape)) for ars, shape in kept.shapes))
    return areas if len(areas) == len(kept.shapes) else None


def _source(path: Path, record: LayerRecord) -> Source | None:
    options = QgsVectorLayer.LayerOptions()
    options.loadDefaultStyle = False  # nobody's style comes along with a file
    options.forceReadOnly = True  # else QGIS opens it for writing first, and may find the layer on the map saving
    layer = QgsVectorLayer(f"{path}|layername={record.table}", record.table, "ogr", options)
    return Source(layer, record.columns, _key_of(record)) if layer.isValid() else None


def _key_of(record: LayerRecord) -> Callable[[QgsFeature], str]:
    columns = dict(zip((field.name for field in record.schema.fields), record.columns, strict=True))
    column = columns.get(record.form.key, "") if record.form.key else "_fid"

    def key(row: QgsFeature) -> str:
        value = plain_value(row[column]) if column and row.fields().indexOf(column) >= 0 else None
        text = "" if value is None else str(value)
        return text if record.form.key else str(record.key_of(text or None) or "")

    return key
