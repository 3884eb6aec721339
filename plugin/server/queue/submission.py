"""A contribution as it arrives: read with suspicion, judged by policy, turned into a row of the queue."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from qgis.core import QgsCoordinateReferenceSystem, QgsFeature, QgsGeometry, QgsPointXY, QgsRectangle

from ...adapters.areas import is_tangled
from ...adapters.geometry import to_qgs
from ...domain.access import check_contribute
from ...domain.contribution import Change, Operation, any_point, changed_geometry
from ...domain.errors import AccessDenied, InvalidContent, LimitExceeded
from ...domain.feature import Feature, from_json_fg
from ...domain.tangle import MOST_CROSSINGS
from ..writing import geometries
from ..writing.municipal import Municipal
from ..writing.work import Work

UUID = re.compile(r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$")
LONGEST = {
    **dict.fromkeys(("base", "proposed", "corrected_base", "corrected"), 1_000_000),
    **dict.fromkeys(("comment", "note", "text"), 10_000),
}
"""Characters; for all other texts it is SHORT."""
SHORT = 200
BESIDE, BESIDE_DEGREES = 10.0, 1e-4
"""How far from its feature the point of a contribution may be: two programs transform a little differently."""


@dataclass(frozen=True)
class Submission:
    """What was sent: `columns` as they go into the queue, the change in them, the ARS of both its rows."""

    layer: Municipal
    change: Change
    columns: Mapping[str, str | None]
    places: tuple[str | None, ...]
    point: QgsGeometry | None = field(default=None)

    @property
    def size(self) -> int:
        """Bytes of its content in the queue."""
        return sum(len((self.columns[name] or "").encode()) for name in ("base", "proposed"))


def read(work: Work, texts: Mapping[str, str | None], point: QgsGeometry | None = None) -> Submission:
    """Raises InvalidContent, LimitExceeded for what is no acceptable contribution; rights are not asked here.

    `texts` are `uuid, changeset, comment, layer, feature_key, operation, base, proposed`.
    """
    check_sizes(texts)
    if not UUID.match(texts.get("uuid") or ""):
        raise InvalidContent("A contribution needs a uuid in lower case, as 123e4567-e89b-12d3-a456-426614174000.")
    layer = work.store.layer(texts.get("layer") or "")
    if layer.policy is None:
        raise AccessDenied(f"The layer {layer.name} takes no contributions.")
    change = change_in(layer, texts)
    if (texts.get("feature_key") or None) != (change.key or None):
        raise InvalidContent("The feature_key of a contribution is not the id of its feature.")
    _check_key(layer, change)
    _check_shape(layer, change)
    places = tuple(_place(work, layer, feature) for feature in (change.base, change.proposed) if feature)
    if point is not None:
        _check_point(layer, change, point, work.store.table("contribution").layer.crs())
    shown = point if point is not None else _point(work, layer, change)
    columns = {name: texts.get(name) or None for name in COLUMNS}
    return Submission(layer, change, columns, places, shown)


def change_in(layer: Municipal, texts: Mapping[str, str | None]) -> Change:
    """What `operation`, `base` and `proposed` say. Raises InvalidContent."""
    if (texts.get("operation") or "") not in set(Operation):
        raise InvalidContent("The operation of a contribution is insert, update or delete.")
    base, proposed = (_feature(layer, name, texts.get(name)) for name in ("base", "proposed"))
    return Change(Operation(texts["operation"] or ""), base, proposed)


COLUMNS = ("uuid", "changeset", "comment", "layer", "feature_key", "operation", "base", "proposed")


def check_rights(work: Work, sent: Submission) -> None:
    """Raise AccessDenied unless the actor may propose this, where the row was and where it would be."""
    assert sent.layer.policy is not None  # by read
    check_contribute(work.actor, sent.layer.policy, sent.change.operation, sent.places)


def check_sizes(texts: Mapping[str, str | None]) -> None:
    """Raise LimitExceeded for a text that is longer than its column means."""
    for name, text in texts.items():
        longest = LONGEST.get(name, SHORT)
        if text and len(text) > longest:
            raise LimitExceeded(f"The {name} of a contribution may have {longest} characters.")


def queue_point(work: Work, geometry: QgsGeometry) -> QgsGeometry:
    """A point that was sent along, as the queue takes it. Raises InvalidContent."""
    return geometries.fitted(geometry, work.store.table("contribution").layer, "contribution")


def _feature(layer: Municipal, name: str, text: str | None) -> Feature | None:
    if not text:
        return None
    feature = from_json_fg(text, layer.northing_first)
    same_crs = feature.crs == layer.crs or not layer.layer.isSpatial()  # a table is announced in that of a layer
    if feature.layer != layer.name or not same_crs:
        raise InvalidContent(f"The {name} of a contribution to {layer.name} is of another layer or CRS.")
    strange = sorted(set(feature.properties) - set(layer.visible))
    if strange:
        text = f"The {name} of a contribution names {strange[0][:60]!r}, no field of {layer.name}."
        raise InvalidContent(text, field=strange[0])
    return feature


def _check_key(layer: Municipal, change: Change) -> None:
    """The stable key is the feature's for life: queue and working copies know it by nothing else."""
    name = layer.policy.key_field if layer.policy else ""
    if name and change.proposed is not None and change.key is not None:
        wanted = change.proposed.properties.get(name, change.key)
        if change.proposed.key != change.key or wanted != change.key:
            raise InvalidContent(f"The {name} of a feature of {layer.name} cannot be changed.", field=name)


def _check_shape(layer: Municipal, change: Change) -> None:
    """A geometry that is new must be one that the layer takes; one that stays is none of our business."""
    base, proposed = change.base, change.proposed
    if proposed is None or proposed.geometry is None:
        return
    if base is None or changed_geometry(base, proposed, layer.decimals):
        geometries.fitted(_geometry(proposed), layer.layer, layer.name)
        if is_tangled(_geometry(proposed)):
            raise InvalidContent(f"The shape for {layer.name} crosses itself more than {MOST_CROSSINGS} times.")


def _check_point(layer: Municipal, change: Change, point: QgsGeometry, crs: QgsCoordinateReferenceSystem) -> None:
    """The point shows people where the change is, so it lies there. Raises InvalidContent."""
    box = QgsRectangle()
    for feature in (change.base, change.proposed):
        if feature is not None and feature.geometry is not None:
            box.combineExtentWith(geometries.transformed(_geometry(feature), layer.crs, crs).boundingBox())
    around = box.buffered(BESIDE_DEGREES if crs.isGeographic() else BESIDE)
    if not box.isNull() and not around.contains(QgsPointXY(point.asPoint())):
        raise InvalidContent("The point of a contribution does not lie where its feature is.")


def _geometry(feature: Feature) -> QgsGeometry:
    return QgsGeometry() if feature.geometry is None else geometries.near(to_qgs(feature.geometry))


def _place(work: Work, layer: Municipal, feature: Feature) -> str | None:
    row = QgsFeature(layer.layer.fields())
    row.setGeometry(_geometry(feature))
    for name, value in feature.properties.items():
        if isinstance(value, str | int | float | None):
            row.setAttribute(row.fields().indexOf(name), value)
    return work.store.place(layer, row)


def _point(work: Work, layer: Municipal, change: Change) -> QgsGeometry | None:
    position: Any = any_point(change.feature.geometry)
    if position is None:
        return None
    point = to_qgs({"type": "Point", "coordinates": list(position)})
    return geometries.transformed(point, layer.crs, work.store.table("contribution").layer.crs())
