"""Insert, Update and Delete on a municipal layer: rights on old and new row, conditions, and their record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from xml.etree.ElementTree import Element

from qgis.core import QgsFeature, QgsGeometry

from ..domain.access import Permission, check_write
from ..domain.errors import AccessDenied, ConditionFailed, InvalidContent, LimitExceeded, Refused
from ..services.wfs.model import Action, Delete, Insert, NewFeature, Update
from . import geometries
from .events import UNCONDITIONAL, WRITTEN
from .expressions import expression
from .municipal import Municipal, Written
from .work import LARGEST, Outcome, Work


def write(work: Work, action: Action) -> Outcome:
    """Carry out an action that belongs to no contribution, and record it."""
    layer = open_layer(work, action.typename)
    if layer.policy and not layer.policy.direct:
        raise AccessDenied(f"The layer {layer.name} is changed by contributions only, whoever changes it.")
    conditional = action.handle in work.transaction.conditions
    if not isinstance(action, Insert) and layer.policy and layer.policy.require_condition and not conditional:
        raise Refused(
            f"The layer {layer.name} takes an Update or Delete only with the state of its row.",
            "ConditionMissing",
        )
    done = change(work, layer, action)
    for written in done:
        _record(work, layer, written, conditional)
    return outcome(layer, action, done)


def open_layer(work: Work, name: str) -> Municipal:
    """The layer of an action. Raises AccessDenied where the actor may write to it nowhere at all."""
    layer = work.store.layer(name)
    if layer.policy is None or not work.actor.can_somewhere(Permission.WRITE, layer.name):
        raise AccessDenied(f"You may not write to the layer {layer.name}.")
    return layer


def change(work: Work, layer: Municipal, action: Action) -> list[Written]:
    """Write, and check the rights where the rows were and where they now are."""
    match action:
        case Insert():
            done = [_insert(layer, new, action.srs_name) for new in action.features]
        case Update():
            done = _update(work, layer, action)
        case Delete():
            done = layer.delete(matching(work, layer, action))
    count(work, len(done))
    for written in done:
        rows = [row for row in (written.old, written.new) if row is not None]
        assert layer.policy is not None  # by open_layer
        check_write(work.actor, layer.policy, [work.store.place(layer, row) for row in rows])
    return done


def matching(work: Work, layer: Municipal, action: Update | Delete) -> list[QgsFeature]:
    """The rows that an action means, locked, their condition checked; ConditionFailed where there is none."""
    if action.filter is None:
        raise InvalidContent(f"An action on {layer.name} without a filter would change every row; it is refused.")
    wanted = expression(action.filter, layer)
    rows = layer.inside(layer.select(wanted))
    if work.store.lock_rows(layer, rows):
        rows = layer.inside(layer.select(wanted))
    if not rows:
        raise ConditionFailed(f"The filter matches no feature of {layer.name}.")
    if (state := work.transaction.conditions.get(action.handle)) is not None:
        if len(rows) != 1:
            raise ConditionFailed(f"The filter matches {len(rows)} features of {layer.name}; the state is of one.")
        if layer.state(rows[0]) != state:
            raise ConditionFailed(f"{layer.fid(rows[0])} is no longer what the change was based on.")
    return rows


def count(work: Work, rows: int) -> None:
    """Count rows against the limit. Raises LimitExceeded."""
    work.touched += rows
    if work.touched > LARGEST:
        raise LimitExceeded(f"A Transaction may touch {LARGEST} rows at most.")


def outcome(layer: Municipal, action: Action, done: Sequence[Written]) -> Outcome:
    """What an action came to."""
    if isinstance(action, Insert):
        return Outcome(inserted=tuple(layer.fid(written.new) for written in done if written.new is not None))
    return Outcome(updated=len(done)) if isinstance(action, Update) else Outcome(deleted=len(done))


def _insert(layer: Municipal, new: NewFeature, srs_name: str | None) -> Written:
    geometry = None
    if new.geometry is not None:
        geometry = _geometry(layer, new.geometry, new.geometry_name, srs_name)
    return layer.insert(layer.values(new.properties), geometry)


def _update(work: Work, layer: Municipal, action: Update) -> list[Written]:
    values, geometry = _settings(layer, action)
    rows = matching(work, layer, action)
    count(work, len(rows))
    work.touched -= len(rows)
    return [layer.update(row, values, geometry) for row in rows]


def _settings(layer: Municipal, action: Update) -> tuple[dict[str, Any], QgsGeometry | None]:
    """Values by field, and the geometry to set: None leaves it alone, a null one takes it away."""
    if not action.properties and not action.sets_geometry:
        raise InvalidContent(f"An Update of {layer.name} sets nothing.")
    values = layer.values(action.properties)
    if not action.sets_geometry:
        return values, None
    if action.geometry is None:
        return values, QgsGeometry()
    return values, _geometry(layer, action.geometry, action.geometry_name, action.srs_name)


def _geometry(layer: Municipal, element: Element, name: str, srs_name: str | None) -> QgsGeometry:
    if name not in layer.geometry_names():
        raise InvalidContent(f"The layer {layer.name} has no geometry called {name[:60]!r}.")
    return geometries.fitted(geometries.read(element, srs_name, layer.layer), layer.layer, layer.name)


def _record(work: Work, layer: Municipal, written: Written, conditional: bool) -> None:
    row = written.new or written.old
    assert row is not None
    kind = "insert" if written.old is None else "delete" if written.new is None else "update"
    place = work.store.place(layer, row) or ""
    role = next(g.role for g in work.actor.grants if g.reaches(Permission.WRITE, layer.name, place))
    work.events.append(
        str(role),
        layer=layer.name,
        ars=place,
        feature_key=layer.key(row),
        from_status=kind,
        to_status=WRITTEN,
        reason_code=None if conditional or kind == "insert" else UNCONDITIONAL,
    )
