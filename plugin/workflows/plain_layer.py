"""One layer of a service without the server half, as publishing sees it: what may be done, how a feature is found."""

from __future__ import annotations

from dataclasses import dataclass

from ..domain.contribution import Change, Operation, any_point
from ..domain.errors import AccessDenied, InvalidContent, LayerVanished, Safety
from ..domain.feature import Feature
from ..domain.verdict import Verdict, verdict
from ..services import changes
from ..services.contributions import LayerForm
from ..services.wfs.client import WfsClient
from ..services.wfs.filters import Combined, Compare, Comparison, FeatureIds, Filter, Logic
from ..services.wfs.model import LayerInfo, Schema
from ..services.wfs.names import namespace_of
from .connection import Connection
from .ports import Item, WorkingCopy

MOST_ALIKE = 200
"""Features at one place that are looked through for one just like a new one."""
_AROUND = (1.0, 1e-5)  # units of a projected CRS, degrees


@dataclass(frozen=True)
class Seen:
    """A feature as it was just read, with the id that the server gives it."""

    fid: str
    feature: Feature


@dataclass(frozen=True)
class PlainLayer:
    """`form` is the one of the working copy, `schema` the one of today; `locks`: it can be locked."""

    client: WfsClient
    info: LayerInfo
    schema: Schema
    form: LayerForm
    geographic: bool
    locks: bool

    @classmethod
    def of(cls, connection: Connection, copy: WorkingCopy, name: str) -> PlainLayer:
        """Raises LayerVanished, and InvalidContent where the layer has lost its key or has another CRS."""
        info, schema = connection.layer(name), connection.client.schema(name)
        layer = next((one for one in copy.layers() if one.form.name == name), None)
        if layer is None:
            raise LayerVanished(f"The layer “{name}” is not in the working copy.")
        if info.crs != layer.form.crs or (layer.form.key and schema.field(layer.form.key) is None):
            text = f"The municipality has changed the layer {name}."
            raise InvalidContent(text, "Check it out into a new file.", Safety.KEPT_HERE)
        locks = "lock" in info.operations
        return cls(connection.client, info, schema, layer.form, layer.geographic, locks)

    def check_allowed(self, operation: Operation) -> None:
        """Raise AccessDenied for what the service does not offer to this person."""
        if str(operation) not in self.info.operations:
            raise AccessDenied(f"The service does not let you {operation} in the layer {self.form.name}.")

    def keyless(self, change: Change) -> bool:
        """Whether it is a new feature that nothing can be looked for by."""
        return change.operation is Operation.INSERT and not self.form.key

    def look(self, copy: WorkingCopy, item: Item, fid: str = "") -> Seen | None:
        """The feature that `item` is about, by its key or by the id it has; else by `fid`, which an answer named."""
        key = item.change.key
        if self.form.key and key:
            found = self._one(Compare(Comparison.EQUAL, self.form.key, key), key)
            return found or (self.by_id(fid) if fid else None)
        local_id = copy.local_ids([item.uuid]).get(item.uuid)
        known = copy.fids(self.form.name).get(local_id) if local_id is not None else None
        return self.by_id(known or fid, key) if known or fid else None

    def by_id(self, fid: str, key: str | None = None) -> Seen | None:
        return self._one(FeatureIds((fid,)), key)

    def alike(self, copy: WorkingCopy, change: Change) -> list[Seen]:
        """Features that are as the new one of `change`, whatever their key, and were not here before.

        Raises InvalidContent where there are too many at the place to tell.
        """
        known = set(copy.fids(self.form.name).values())
        wanted = Change(Operation.INSERT, None, self._without_key(change.feature))
        rows = self._around(wanted.feature)
        if len(rows) >= MOST_ALIKE:
            raise InvalidContent("There are too many features at this place to tell them apart.")
        alike = [
            Seen(fid, feature)
            for fid, feature in rows
            if fid not in known and verdict(wanted, feature, geographic=self.geographic) is Verdict.OURS
        ]
        return alike

    def lock(self, seen: Seen) -> str:
        """The id of a lock on the feature. Raises why there is none."""
        where = changes.address(self.form, seen.fid, seen.feature)
        return self.client.lock(self.form.name, where, namespace_of(self.schema))

    def _without_key(self, feature: Feature) -> Feature:
        properties = {name: value for name, value in feature.properties.items() if name != self.form.key}
        return Feature(feature.layer, None, feature.crs, feature.geometry, properties)

    def _around(self, feature: Feature) -> list[tuple[str, Feature]]:
        point = any_point(feature.geometry)
        if point is None:
            return self._find(_as_it_is(feature), MOST_ALIKE)
        around = _AROUND[self.geographic]
        x, y = point
        extent = (x - around, y - around, x + around, y + around)
        return self.client.find(
            self.schema, crs=self.form.crs, extent=extent, most=MOST_ALIKE, geographic=self.geographic
        )

    def _find(self, filter: Filter | None, most: int) -> list[tuple[str, Feature]]:
        return self.client.find(self.schema, crs=self.form.crs, filter=filter, most=most, geographic=self.geographic)

    def _one(self, filter: Filter, key: str | None) -> Seen | None:
        rows = self._find(filter, 2)
        if len(rows) > 1:
            raise InvalidContent(f"The layer {self.form.name} has several features with the key {key or '?'}.")
        if not rows:
            return None
        fid, feature = rows[0]
        return Seen(fid, feature.with_key(key) if key else feature)


def _as_it_is(feature: Feature) -> Filter | None:
    """What a row without a geometry can be looked for by: its short texts and whole numbers."""
    tests = [
        Compare(Comparison.EQUAL, name, str(value))
        for name, value in feature.properties.items()
        if (isinstance(value, str) and 0 < len(value) <= 100) or type(value) is int
    ][:5]
    return Combined(Logic.AND, tuple(tests)) if len(tests) > 1 else tests[0] if tests else None
