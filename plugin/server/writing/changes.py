"""Insert, Update and Delete on a municipal layer: rights on old and new row, conditions, and their record."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import chain, islice
from typing import Any
from xml.etree.ElementTree import Element

from qgis.core import QgsFeature, QgsGeometry

from ...domain.access import Permission, check_write
from ...domain.errors import AccessDenied, ConditionFailed, InvalidContent, LimitExceeded, Refused
from ...services.wfs.filters import Compare, Comparison, FeatureIds, Filter
from ...services.wfs.model import Action, Delete, Insert, NewFeature, Update
from ..queue.events import UNCONDITIONAL, WRITTEN
from . import geometries
from .expressions import expression
from .municipal import Municipal, New, Written
from .work import LARGEST, Outcome, Work


def write(work: Work, actions: Sequence[Action]) -> list[Outcome]:
    """Carry out actions of one kind on one layer that belong to no contribution, and record them."""
    layer = open_layer(work, actions[0].typename)
    if layer.policy and not layer.policy.direct:
        raise AccessDenied(f"The layer {layer.name} is changed by contributions only, whoever changes it.")
    for action in actions:
        _check_conditional(work, layer, action)
    done = changes(work, layer, actions)
    for action, written in zip(actions, done, strict=True):
        _record(work, layer, written, action.handle in work.transaction.conditions)
    return [outcome(layer, action, written) for action, written in zip(actions, done, strict=True)]


def names(action: Action) -> Collection[str] | None:
    """The feature ids that an action is about, none for an Insert; None where only a look at the rows would tell."""
    if isinstance(action, Insert):
        return ()
    return action.filter.ids if isinstance(action.filter, FeatureIds) else None


def _check_conditional(work: Work, layer: Municipal, action: Action) -> None:
    asked = layer.policy is not None and layer.policy.require_condition and not isinstance(action, Insert)
    if asked and action.handle not in work.transaction.conditions:
        raise Refused(
            f"The layer {layer.name} takes an Update or Delete only with the state of its row.",
            "ConditionMissing",
        )


def open_layer(work: Work, name: str) -> Municipal:
    """The layer of an action. Raises AccessDenied where the actor may write to it nowhere at all."""
    layer = work.store.layer(name)
    if layer.policy is None or not work.actor.can_somewhere(Permission.WRITE, layer.name):
        raise AccessDenied(f"You may not write to the layer {layer.name}.")
    return layer


def change(work: Work, layer: Municipal, action: Action) -> list[Written]:
    """Write, and check the rights where the rows were and where they now are."""
    return changes(work, layer, [action])[0]


def changes(work: Work, layer: Municipal, actions: Sequence[Action]) -> list[list[Written]]:
    """As `change`, for actions of one kind; more than one Update or Delete are about different feature ids each."""
    if len(actions) > 1 and layer.looks_around:
        return [change(work, layer, action) for action in actions]
    match actions[0]:
        case Insert():
            parts = [[_new(layer, new, action.srs_name) for new in action.features] for action in actions]
            do = layer.insert
        case Update():
            settings = [_settings(layer, action) for action in actions]
            found = matching(work, layer, actions)
            parts = [[(row, *setting) for row in rows] for setting, rows in zip(settings, found, strict=True)]
            do = layer.update
        case Delete():
            parts, do = matching(work, layer, actions), layer.delete
    everything = list(chain.from_iterable(parts))
    count(work, len(everything))
    written = do(everything, work.careful)
    _check_rights(work, layer, written)
    left = iter(written)
    return [list(islice(left, len(part))) for part in parts]


def _check_rights(work: Work, layer: Municipal, written: Sequence[Written]) -> None:
    assert layer.policy is not None  # by open_layer
    rows = [row for one in written for row in (one.old, one.new) if row is not None]
    check_write(work.actor, layer.policy, dict.fromkeys(work.store.places(layer, rows)))


def matching(work: Work, layer: Municipal, actions: Sequence[Action]) -> list[list[QgsFeature]]:
    """The rows that each action means, locked, their condition checked; ConditionFailed where there is none."""
    for action in actions:
        if action.filter is None:
            raise InvalidContent(f"An action on {layer.name} without a filter would change every row; it is refused.")
    wanted = expression(_any(actions), layer)
    rows = layer.inside(layer.select(wanted))
    if work.store.lock_rows(layer, rows):
        rows = layer.inside(layer.select(wanted))
    parts = [rows] if len(actions) == 1 else _by_action(layer, actions, rows)
    for action, part in zip(actions, parts, strict=True):
        _check_condition(work, layer, action, part)
    return parts


def _any(actions: Sequence[Update | Delete]) -> Filter:
    """One filter for all; of several each names feature ids."""
    if len(actions) == 1:
        return actions[0].filter
    return FeatureIds(tuple(fid for action in actions for fid in action.filter.ids))


def _by_action(
    layer: Municipal, actions: Sequence[Update | Delete], rows: Sequence[QgsFeature]
) -> list[list[QgsFeature]]:
    found = {layer.fid(row): row for row in rows}
    return [[found[fid] for fid in dict.fromkeys(action.filter.ids) if fid in found] for action in actions]


def _check_condition(work: Work, layer: Municipal, action: Update | Delete, rows: Sequence[QgsFeature]) -> None:
    if not rows:
        since = "".join(work.last_change(layer.name, key) for key in _keys(layer, action.filter))
        raise ConditionFailed(f"The filter matches no feature of {layer.name}.{since}")
    if (state := work.transaction.conditions.get(action.handle)) is None:
        return
    if len(rows) != 1:
        raise ConditionFailed(f"The filter matches {len(rows)} features of {layer.name}; the state is of one.")
    if layer.state(rows[0]) != state:
        since = work.last_change(layer.name, layer.key(rows[0]))
        raise ConditionFailed(f"{layer.fid(rows[0])} is no longer what the change was based on.{since}")


def _keys(layer: Municipal, filter_: Filter | None) -> list[str]:
    """The stable key that a filter names, where it names one and no more."""
    name = layer.policy.key_field if layer.policy else ""
    match filter_:
        case FeatureIds((fid,)) if not name:
            return [fid.removeprefix(f"{layer.name}.")]
        case Compare(Comparison.EQUAL, property, key) if property == name:
            return [key]
    return []


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


def _new(layer: Municipal, new: NewFeature, srs_name: str | None) -> New:
    geometry = None
    if new.geometry is not None:
        geometry = _geometry(layer, new.geometry, new.geometry_name, srs_name)
    return layer.values(new.properties), geometry


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


def _record(work: Work, layer: Municipal, written: Sequence[Written], conditional: bool) -> None:
    rows = [row for one in written if (row := one.new or one.old) is not None]
    for one, row, place in zip(written, rows, work.store.places(layer, rows), strict=True):
        kind = "insert" if one.old is None else "delete" if one.new is None else "update"
        role = next(g.role for g in work.actor.grants if g.reaches(Permission.WRITE, layer.name, place or ""))
        work.events.append(
            str(role),
            layer=layer.name,
            ars=place,
            feature_key=layer.key(row),
            from_status=kind,
            to_status=WRITTEN,
            reason_code=None if conditional or kind == "insert" else UNCONDITIONAL,
        )
