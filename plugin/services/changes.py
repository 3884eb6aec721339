"""One change as one Transaction for a WFS without our server half: known fields, real names, a condition if it can be.

Such servers differ in what they do with more (docs/architecture.md, "Other servers"): several actions are carried out
in another order and each for itself, `And` with a feature id ignores the rest, an unknown field hangs a process.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree.ElementTree import Element

from ..domain.contribution import Change, changed_geometry, changed_properties
from ..domain.errors import InvalidContent
from ..domain.feature import Feature, Geometry
from ..domain.protection import CHANGE, VERSION, counts_versions, number_field
from .contributions import LayerForm, text_of
from .wfs import gml
from .wfs.dialect import OLDEST
from .wfs.filters import Combined, Compare, Comparison, FeatureIds, Filter, IsNull, Logic
from .wfs.model import Action, Delete, Insert, NewFeature, Schema, Transaction, Update
from .wfs.names import namespace_of
from .wfs.query import key_of

_LONGEST = 200  # characters of a value that makes a condition
_MOST = 20  # conditions of a deletion


def transaction(
    change: Change,
    form: LayerForm,
    schema: Schema,
    *,
    version: str,
    handle: str,
    now: tuple[str, Feature] | None = None,
    conditional: bool = True,
    lock: str = "",
) -> Transaction:
    """The request for `change`, with `handle` as the name of its action and, where rows count changes, of the change.

    `now` is the feature as it was just read, with its id; without `conditional` it is addressed by its key alone.
    Raises InvalidContent for what the layer, or this kind of server, cannot take.
    """
    if now is None:
        action: Action = _insert(change.feature, form, schema, version, handle)
    elif change.proposed is None:
        action = Delete(form.name, _where_deleted(form, schema, now, conditional), handle)
    else:
        action = _update(change, form, schema, version, handle, now, conditional)
    return Transaction((action,), version=version, namespace=namespace_of(schema), lock=lock)


def address(form: LayerForm, fid: str, feature: Feature) -> Filter:
    """The filter that meets this feature alone: by its key, or by a field that holds its number, or by its id."""
    if form.key:
        return Compare(Comparison.EQUAL, form.key, str(feature.properties.get(form.key)))
    field = number_field(feature.properties, key_of(fid, form.name))
    return Compare(Comparison.EQUAL, field, str(feature.properties[field])) if field else FeatureIds((fid,))


def is_qgis(schema: Schema) -> bool:
    """Whether the layer comes from QGIS Server, which deletes by id alone and keeps neither heights nor curves."""
    return namespace_of(schema) is None


def has_height(geometry: Geometry | None) -> bool:
    position: Any = geometry and geometry["coordinates"]
    while position and isinstance(position[0], list | tuple):
        position = position[0]
    return bool(position) and len(position) > 2


def _insert(wanted: Feature, form: LayerForm, schema: Schema, version: str, handle: str) -> Insert:
    sent = {name: value for name, value in wanted.properties.items() if value is not None}
    properties = _known(sent, schema) | _changed_by(schema, handle)
    shape = None if wanted.geometry is None else _shape(wanted.geometry, form, schema, version)
    new = NewFeature(properties, shape, schema.geometry_name or "", schema.order)
    return Insert(form.name, (new,), handle, _srs_name(form, version))


def _update(
    change: Change,
    form: LayerForm,
    schema: Schema,
    version: str,
    handle: str,
    now: tuple[str, Feature],
    conditional: bool,
) -> Update:
    base, proposed = change.base, change.proposed
    assert base is not None and proposed is not None  # by Change
    changed = changed_properties(base, proposed)
    moved = changed_geometry(base, proposed, form.decimals)
    shape = _shape(proposed.geometry, form, schema, version) if moved and proposed.geometry is not None else None
    where = address(form, *now)
    if conditional:
        where = _with(where, [*_conditions(base, changed), *_version_condition(now[1])])
    return Update(
        form.name,
        where,
        _known(changed, schema) | _changed_by(schema, handle),
        shape,
        moved,
        handle,
        _srs_name(form, version),
        schema.geometry_name or "",
    )


def _where_deleted(form: LayerForm, schema: Schema, now: tuple[str, Feature], conditional: bool) -> Filter:
    fid, seen = now
    if is_qgis(schema) or not conditional:
        return FeatureIds((fid,))
    conditions = list(_conditions(seen, seen.properties))[:_MOST]
    return _with(address(form, fid, seen), [*conditions, *_version_condition(seen)])


def _with(where: Filter, conditions: list[Filter]) -> Filter:
    """All of it at once; a feature id stands alone, as `And` beside it would be ignored."""
    wanted = [one for one in dict.fromkeys(conditions) if one != where]
    return where if isinstance(where, FeatureIds) or not wanted else Combined(Logic.AND, (where, *wanted))


def _conditions(base: Feature, names: Mapping[str, Any]) -> Iterator[Filter]:
    """That fields still are what they were, as far as every server reads a literal alike."""
    for name in names:
        value = base.properties.get(name)
        if value is None:
            yield IsNull(name)
        elif isinstance(value, int | float) and not isinstance(value, bool):
            yield Compare(Comparison.EQUAL, name, str(text_of(value)))
        elif isinstance(value, str) and _is_plain(value):
            yield Compare(Comparison.EQUAL, name, value)


def _is_plain(text: str) -> bool:
    return bool(text) and text.strip() == text and len(text) <= _LONGEST and text.isprintable()


def _version_condition(now: Feature) -> list[Filter]:
    if not counts_versions(now.properties):
        return []
    return [Compare(Comparison.EQUAL, VERSION, str(now.properties[VERSION]))]


def _changed_by(schema: Schema, handle: str) -> dict[str, str | None]:
    """Where rows name the change that wrote them, ours does."""
    return {CHANGE: handle} if counts_versions(field.name for field in schema.fields) else {}


def _known(properties: Mapping[str, Any], schema: Schema) -> dict[str, str | None]:
    counters = {VERSION, CHANGE} if counts_versions(field.name for field in schema.fields) else set()
    for name in properties:
        if schema.field(name) is None:
            raise InvalidContent(f"The layer {schema.layer} has no field {name[:60]!r} any more.", _AGAIN)
    return {name: text_of(value) for name, value in properties.items() if name not in counters}


_AGAIN = "Refresh the working copy, then look at the change again."


def _shape(geometry: Geometry, form: LayerForm, schema: Schema, version: str) -> Element:
    if schema.geometry_name is None:
        raise InvalidContent(f"The layer {schema.layer} has no geometry any more.", _AGAIN)
    if is_qgis(schema) and has_height(geometry):
        raise InvalidContent("This server drops the height of a geometry, so it is not sent.", _NO_HEIGHT)
    return gml.element(_fitted(geometry, schema.geometry_type or ""), form.crs, version)


_NO_HEIGHT = "Change the attributes only, or ask the municipality for a service that keeps heights."


def _fitted(geometry: Geometry, wanted: str) -> Geometry:
    """A single geometry as the multi geometry that a layer has: not every server does it by itself."""
    if wanted != f"Multi{geometry['type']}":
        return geometry
    return {"type": wanted, "coordinates": [geometry["coordinates"]]}


def _srs_name(form: LayerForm, version: str) -> str | None:
    return None if version == OLDEST else form.crs
