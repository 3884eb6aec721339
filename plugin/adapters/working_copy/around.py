"""What a working copy knows of what lies around a change: the rows of its layers, as they were loaded and edited."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from qgis.core import QgsFeature, QgsVectorLayer

from ..geometry import plain_value
from ..surroundings import LayersAround, Source
from .layer import LayerRecord
from .working_copy import WorkingCopy


def around_of(copy: WorkingCopy) -> LayersAround:
    """For the thread that asks for it, while the file stays where it is. Areas are not in a working copy."""
    records = {record.form.name: record for record in copy.records()}
    opened: dict[str, Source | None] = {}

    def layer(name: str) -> Source | None:
        if name not in opened:
            record = records.get(name)
            opened[name] = _source(copy.path, record) if record is not None else None
        return opened[name]

    return LayersAround(layer)


def _source(path: Path, record: LayerRecord) -> Source | None:
    options = QgsVectorLayer.LayerOptions()
    options.loadDefaultStyle = False  # nobody's style comes along with a file
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
