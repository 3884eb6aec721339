"""A publication that comes again: answered from the record if it is the same, refused if it is another one.

What was done cannot be done again to compare, because its row may have changed or be gone since. So what is sent
is held against what was accepted, which the row became then to the letter (publication._check_after).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any
from xml.etree.ElementTree import Element

from qgis.core import QgsFeature

from ...adapters.geometry import plain_value, to_geojson
from ...domain.contribution import Change, Operation, changed_geometry, changed_properties
from ...domain.errors import InvalidContent
from ...domain.state import same_geometry, same_value, state_of
from ...services.contributions import text_of
from ...services.wfs.filters import Compare, Comparison, FeatureIds, Filter
from ...services.wfs.model import Action, Delete, Insert, Update
from ..writing import geometries
from ..writing.municipal import Municipal
from ..writing.work import Work, text
from . import corrections, submission

KIND = {Insert: Operation.INSERT, Update: Operation.UPDATE, Delete: Operation.DELETE}


def recorded(work: Work, action: Action, row: QgsFeature) -> str:
    """The feature id that `action` came to when the contribution in `row` was published with it.

    Raises InvalidContent where that was another change. A filter that names neither feature id nor key, and a
    condition that is left out, cannot be judged any more and are let pass: nothing is written on their account.
    """
    fid = str(json.loads(text(row, "result"))["fid"])
    layer = work.store.layer(text(row, "layer"))
    change = submission.change_in(layer, corrections.outcome_texts(row))
    state = work.transaction.conditions.get(action.handle)
    seen = state is None or (change.base is not None and state == state_of(change.base, layer.decimals))
    if not seen or not _same(layer, action, change, (fid, text(row, "feature_key"))):
        raise InvalidContent(f"The contribution {text(row, 'uuid')} was published as another change.")
    return fid


def _same(layer: Municipal, action: Action, change: Change, names: tuple[str, str]) -> bool:
    if KIND[type(action)] is not change.operation:
        return False
    match action:
        case Insert(features=(new,)):
            shape = new.geometry, new.geometry_name, action.srs_name
            return _same_values(layer, new.properties, change) and _same_shape(layer, shape, change)
        case Update():
            shape = action.geometry, action.geometry_name, action.srs_name
            kept = not action.sets_geometry and not _moved(layer, change)
            return (
                _may_mean(layer, action.filter, names)
                and _same_values(layer, action.properties, change)
                and (kept or (action.sets_geometry and _same_shape(layer, shape, change)))
            )
        case Delete():
            return _may_mean(layer, action.filter, names)
    return False


def _same_values(layer: Municipal, texts: Mapping[str, str | None], change: Change) -> bool:
    """What is sent is what was accepted; what is left out did not change, or is filled in by the service."""
    assert change.proposed is not None  # by Change, for an insert or update
    base = change.base.properties if change.base else dict.fromkeys(layer.visible)
    wanted: Mapping[str, Any] = {**base, **change.proposed.properties}
    sent = layer.values(texts)
    accepted = layer.values({name: text_of(wanted.get(name)) for name in sent})
    changes = changed_properties(change.base, change.proposed) if change.base else _values(change.proposed.properties)
    same = all(same_value(plain_value(value), plain_value(accepted[name])) for name, value in sent.items())
    return same and all(name in sent or _filled(layer, name) for name in changes)


def _filled(layer: Municipal, name: str) -> bool:
    """Whether the service gives a field its value where a request gives none."""
    index = layer.layer.fields().indexOf(name)
    by_project = layer.layer.defaultValueDefinition(index).isValid()
    return name in layer.computed or by_project or bool(layer.layer.dataProvider().defaultValueClause(index))


def _values(properties: Mapping[str, Any]) -> Iterable[str]:
    return [name for name, value in properties.items() if value is not None]


def _same_shape(layer: Municipal, shape: tuple[Element | None, str, str | None], change: Change) -> bool:
    element, name, srs_name = shape
    assert change.proposed is not None  # by Change
    if element is None:
        return change.proposed.geometry is None
    if name not in layer.geometry_names():
        return False
    sent = geometries.fitted(geometries.read(element, srs_name, layer.layer), layer.layer, layer.name)
    return same_geometry(to_geojson(sent), change.proposed.geometry, layer.decimals)


def _moved(layer: Municipal, change: Change) -> bool:
    return bool(change.base and change.proposed and changed_geometry(change.base, change.proposed, layer.decimals))


def _may_mean(layer: Municipal, filter_: Filter | None, names: tuple[str, str]) -> bool:
    """Whether a filter may have matched the feature that has this feature id and key."""
    fid, key = names
    match filter_:
        case None:
            return False
        case FeatureIds(ids):
            return ids == (fid,)
        case Compare(Comparison.EQUAL, name, literal) if layer.policy and name == layer.policy.key_field:
            return literal == key
    return True
