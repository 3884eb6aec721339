"""The new object in QGIS's layer of the working copy: one step that can be undone, as if somebody had drawn it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from qgis.core import QgsFeature, QgsGeometry, QgsVectorLayer, QgsVectorLayerUtils, QgsWkbTypes

from ...adapters.foreign import shown
from ...adapters.wording import translate
from ...domain.errors import Problem, Safety, WorkingCopyProblem


@dataclass(frozen=True)
class Added:
    """`id` is the row; below 0 while it is in an edit session that somebody has open, `saved` is False then."""

    layer: QgsVectorLayer
    id: int
    saved: bool


def add(layer: QgsVectorLayer, geometry: QgsGeometry, values: Mapping[str, Any], words: str) -> Added:
    """Put an object into `layer`, its geometry in the layer's CRS; `values` are by column.

    Where nobody edits the layer it is saved at once. In an edit session it becomes one step of it, and what else is in
    there is not saved on this occasion. Raises WorkingCopyProblem; the layer is as it was then.
    """
    was_edited = layer.isEditable()
    if not was_edited and not layer.startEditing():
        raise _refused(layer, translate("adding", "This layer cannot be edited."))
    geometry = QgsGeometry(geometry)
    if QgsWkbTypes.isMultiType(layer.wkbType()):
        geometry.convertToMultiType()
    given = {layer.fields().indexOf(column): value for column, value in values.items() if value is not None}
    row = QgsVectorLayerUtils.createFeature(layer, geometry, given)
    layer.beginEditCommand(shown(words, 80))
    if not layer.addFeature(row):
        layer.destroyEditCommand()
        if not was_edited:
            layer.rollBack()
        raise _refused(layer, "")
    layer.endEditCommand()
    if was_edited:
        layer.triggerRepaint()
        return Added(layer, _newest(layer, row), False)
    return Added(layer, _committed(layer), True)


def take_back(added: Added) -> bool:
    """Remove it again; False where it is gone, or was saved in a way that its row is not known any more."""
    layer = added.layer
    if not layer.getFeature(added.id).isValid():
        return False
    was_edited = layer.isEditable()
    if not was_edited and not layer.startEditing():
        return False
    layer.beginEditCommand(translate("adding", "Take back"))
    done = bool(layer.deleteFeature(added.id))
    layer.endEditCommand()
    if not was_edited:
        done = bool(layer.commitChanges()) and done
        if layer.isEditable():
            layer.rollBack()
    layer.triggerRepaint()
    return done


def _committed(layer: QgsVectorLayer) -> int:
    ids: list[int] = []

    def note(_layer: str, rows: list[QgsFeature]) -> None:
        ids.extend(one.id() for one in rows)

    layer.committedFeaturesAdded.connect(note)
    try:
        saved = layer.commitChanges()
    finally:
        layer.committedFeaturesAdded.disconnect(note)
    if not saved or not ids:
        errors = "; ".join(layer.commitErrors())
        layer.rollBack()
        raise _refused(layer, errors)
    return ids[-1]


def _newest(layer: QgsVectorLayer, row: QgsFeature) -> int:
    """QGIS counts new rows downwards from -2."""
    buffer = layer.editBuffer()
    return min(buffer.addedFeatures(), default=row.id()) if buffer is not None else row.id()


def _refused(layer: QgsVectorLayer, errors: str) -> Problem:
    text = f"QGIS cannot add it to {shown(layer.name(), 80)}: {shown(errors, 300)}"
    return WorkingCopyProblem(text, "Save or discard other edits of the layer, then try again.", Safety.NOTHING_CHANGED)
