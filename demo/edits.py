"""What the first contributor changes in the working copy, with QGIS's own edit sessions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from qgis.core import QgsFeature, QgsGeometry, QgsPointXY, QgsVectorLayer, QgsVectorLayerUtils

TREES, BENCHES = "baum_altmarkfurt", "sitzbank"
NEW_TREE = "Neue Winterlinde, gestern gepflanzt"
REJECTED = "Höhe geschätzt"


@dataclass(frozen=True)
class Edit:
    """One edit as the report tells it. `x`, `y` are where the feature is now, in the layer's CRS."""

    title: str
    layer: str
    uuid: str
    x: float
    y: float
    expected: bool = True


def edit(working_copy: Path) -> list[Edit]:
    """An insert, an attribute change, a move, a delete, and one change that a reviewer will not believe."""
    trees, benches = _layer(working_copy, TREES), _layer(working_copy, BENCHES)
    standing = [tree for tree in trees.getFeatures() if tree["status"] == "bestand"]
    oldest, doubtful = standing[0], standing[1]
    moved, broken = list(benches.getFeatures())[:2]
    return [
        _plant(trees, oldest),
        _measure(trees, oldest),
        _move(benches, moved),
        _remove(benches, broken),
        _guess(trees, doubtful),
    ]


def _plant(trees: QgsVectorLayer, model: QgsFeature) -> Edit:
    point = model.geometry().asPoint()
    # Full doubles on purpose: what arrives must be this to the last decimal.
    geometry = QgsGeometry.fromPointXY(QgsPointXY(point.x() + 16.123456, point.y() + 11.654321))
    values = {
        "baum_id": "NEU-2026-001",
        "art_bot": "Tilia cordata",
        "art_dtsch": "Winterlinde „Größe <&> Ähre“",
        "gattung": "Tilia",
        "pflanzjahr": 2026,
        "stammumfg_cm": 18,
        "kronedurch_m": 4.25,
        "baumhoehe_m": 3.4,
        "strname": model["strname"],
        "eigentuemer_ars": model["eigentuemer_ars"],
        "status": "bestand",
    }
    fields = trees.fields()
    with _editing(trees):
        new = QgsVectorLayerUtils.createFeature(
            trees, geometry, {fields.indexOf(name): value for name, value in values.items()}
        )
        trees.addFeature(new)
    return _told(NEW_TREE, trees, _one(trees, "baum_id = 'NEU-2026-001'"))


def _measure(trees: QgsVectorLayer, tree: QgsFeature) -> Edit:
    with _editing(trees):
        trees.changeAttributeValue(tree.id(), trees.fields().indexOf("stammumfg_cm"), 187)
    return _told("Stammumfang nachgemessen", trees, trees.getFeature(tree.id()))


def _move(benches: QgsVectorLayer, bench: QgsFeature) -> Edit:
    geometry = bench.geometry()
    geometry.translate(4.25, -2.125)
    with _editing(benches):
        benches.changeGeometry(bench.id(), geometry)
    return _told("Sitzbank steht ein Stück weiter", benches, benches.getFeature(bench.id()))


def _remove(benches: QgsVectorLayer, bench: QgsFeature) -> Edit:
    with _editing(benches):
        benches.deleteFeature(bench.id())
    return _told("Sitzbank ist abgebaut", benches, bench)


def _guess(trees: QgsVectorLayer, tree: QgsFeature) -> Edit:
    with _editing(trees):
        trees.changeAttributeValue(tree.id(), trees.fields().indexOf("baumhoehe_m"), 69.5)
    told = _told(REJECTED, trees, tree)
    return Edit(told.title, told.layer, told.uuid, told.x, told.y, expected=False)


def _told(title: str, layer: QgsVectorLayer, feature: QgsFeature) -> Edit:
    point = feature.geometry().asPoint()
    return Edit(title, layer.name(), str(feature["uuid"]), point.x(), point.y())


def _one(layer: QgsVectorLayer, expression: str) -> QgsFeature:
    return next(layer.getFeatures(expression))


def _layer(working_copy: Path, name: str) -> QgsVectorLayer:
    layer = QgsVectorLayer(f"{working_copy}|layername={name}", name, "ogr")
    assert layer.isValid(), f"{name} is not in the working copy"
    return layer


@contextmanager
def _editing(layer: QgsVectorLayer) -> Iterator[None]:
    assert layer.startEditing()
    yield
    assert layer.commitChanges(), "; ".join(layer.commitErrors())
