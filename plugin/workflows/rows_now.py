"""Features of municipal layers as they are now, asked for by their keys, many at once."""

from __future__ import annotations

from collections.abc import Iterable

from ..domain.feature import Feature
from ..services.contributions import LayerForm, by_key
from ..services.wfs.filters import FeatureIds, Filter
from .connection import Connection
from .review import AT_ONCE, any_of

Place = tuple[str, str]
"""Name of a layer, and a stable key in it."""


def rows_now(connection: Connection, places: Iterable[Place]) -> dict[Place, Feature]:
    """The features that exist; a layer that is no longer offered raises LayerVanished."""
    wanted: dict[str, list[str]] = {}
    for layer, key in dict.fromkeys(places):
        wanted.setdefault(layer, []).append(key)
    found: dict[Place, Feature] = {}
    for layer, keys in wanted.items():
        form = connection.form(layer)
        for start in range(0, len(keys), AT_ONCE):
            for feature in _fetch(connection, form, keys[start : start + AT_ONCE]):
                if feature.key is not None:
                    found[layer, feature.key] = feature
    return found


def _fetch(connection: Connection, form: LayerForm, keys: list[str]) -> Iterable[Feature]:
    client = connection.client
    geographic = connection.crs_facts(form.crs).geographic
    pages = client.pages(
        form.name, client.schema(form.name), crs=form.crs, filter=_filter(form, keys), geographic=geographic
    )
    for page in pages:
        for fid, feature in page:
            yield feature.with_key(_key(form, fid, feature))


def _key(form: LayerForm, fid: str, feature: Feature) -> str:
    return str(feature.properties.get(form.key)) if form.key else fid.removeprefix(f"{form.name}.")


def _filter(form: LayerForm, keys: list[str]) -> Filter | None:
    if form.key:
        return any_of([by_key(form, key) for key in keys])
    return FeatureIds(tuple(f"{form.name}.{key}" for key in keys))
