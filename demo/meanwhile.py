"""What the municipality's own staff publish while a volunteer is on the way; runs inside QGIS Desktop."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import uuid4

from qgis.core import QgsFeatureRequest, QgsVectorLayer

STAFF = "verwaltung"


def publish(service: str, authcfg: str, folder: Path, layer: str, uuid: str, east: float, **values: Any) -> None:
    """Another working copy, one object changed and moved by `east` metres, published at once."""
    from buergergis.plugin.adapters.connecting import connect
    from buergergis.plugin.adapters.working_copy import WorkingCopy
    from buergergis.plugin.workflows.check_out import check_out
    from buergergis.plugin.workflows.contribute import submit
    from qgis.core import QgsFeedback

    link, path = connect(service, authcfg, QgsFeedback()), folder / f"Amt-{uuid[:8]}.gpkg"
    with WorkingCopy.create(path, link.client.url, link.epoch) as copy:
        check_out(link, copy, [layer])
        change(QgsVectorLayer(f"{path}|layername={copy.records()[0].table}", layer, "ogr"), uuid, east, values)
        done = submit(link, copy, comment="Nachgemessen", direct=True, new_uuid=lambda: str(uuid4()))
    assert len(done.published) == 1, done


def change(layer: QgsVectorLayer, uuid: str, east: float, values: dict[str, Any]) -> None:
    """Values and place of one object, saved."""
    feature = next(layer.getFeatures(QgsFeatureRequest().setFilterExpression(f"\"uuid\" = '{uuid}'")))
    geometry = feature.geometry()
    geometry.translate(east, 0.0)
    assert layer.startEditing()
    layer.changeGeometry(feature.id(), geometry)
    for name, value in values.items():
        assert layer.changeAttributeValue(feature.id(), layer.fields().indexOf(name), value), name
    assert layer.commitChanges(), layer.commitErrors()
