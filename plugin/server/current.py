"""The request that is being answered: by whom, on which project. Looked up once, and only when asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property

from qgis.core import QgsCoordinateTransform, QgsCsException, QgsMapLayer, QgsProject, QgsRectangle, QgsVectorLayer

from ..adapters.personal import personal_fields
from ..adapters.prepared import Prepared, actor_for, published_layers, read_prepared, visible_fields
from ..adapters.queue_source import queue_of
from ..domain.access import Actor, Permission
from ..domain.contribution import Operation
from ..domain.errors import AccessDenied
from .reading import rows

_QUEUE_OPERATIONS = {
    rows.CONTRIBUTION: (Operation.INSERT, Operation.UPDATE),
    "comment": (Operation.INSERT,),
    "event": (),
    rows.ATTACHMENT: (Operation.INSERT, Operation.UPDATE),
}

_COVERED = "buergergis_covered"


@dataclass(frozen=True)
class Current:
    """One request. What cannot be read raises; whoever asked then refuses, or shows nothing."""

    project: QgsProject
    identity: str
    service: str = ""
    named: frozenset[str] | None = None
    """The only contributions that the request is about, where it says so (`rows.named_in`)."""
    only: str = ""
    """What else is asked of the rows, as an expression (`reading/sorting.py`)."""

    @cached_property
    def prepared(self) -> Prepared | None:
        return read_prepared(self.project)

    @cached_property
    def actor(self) -> Actor:
        """Who asks, with the rights as they stand now."""
        return actor_for(self.project, self.identity) if self.identity and self.prepared else Actor()

    def layer(self, type_name: str) -> QgsVectorLayer | None:
        """The layer of a feature type."""
        layer = self.project.mapLayer(published_layers(self.project).get(type_name, ""))
        return layer if isinstance(layer, QgsVectorLayer) else None

    def fields(self, type_name: str) -> Collection[str] | None:
        """The fields of a feature type that this person sees; None where there is none of this name."""
        layer = self.layer(type_name)
        if layer is None:
            return None
        more = personal_fields(self.project, layer) if layer.id() in self.opened else ()
        return [*visible_fields(self.project, layer), *more]

    @cached_property
    def opened(self) -> frozenset[str]:
        """Ids of the layers of which this person reads the personal fields too."""
        grants = self.actor.areas(Permission.READ_PERSONAL)
        if not grants or self.prepared is None:
            return frozenset()
        layers = self.prepared.layers.items()
        return frozenset(key for name, key in layers if self.actor.can_somewhere(Permission.READ_PERSONAL, name))

    def cover_queue(self) -> None:
        """Give the contributions the extent of what is published: their own would tell of hidden rows."""
        names = published_layers(self.project)
        layer = self.project.mapLayer(names.get(rows.CONTRIBUTION, ""))
        if layer is None or layer.property(_COVERED):
            return
        others = [self.project.mapLayer(names[name]) for name in names if name not in rows.QUEUE]
        whole = QgsRectangle()
        for other in filter(QgsMapLayer.isSpatial, others):
            change = QgsCoordinateTransform(other.crs(), layer.crs(), self.project)
            with suppress(QgsCsException):  # one that cannot be opened, or lies nowhere, takes no other away
                whole.combineExtentWith(change.transformBoundingBox(other.extent()))
        layer.setExtent(whole)
        layer.setProperty(_COVERED, True)

    def check_readable(self, types: Iterable[str]) -> None:
        """Raise AccessDenied where the queue is asked for by somebody who has no part in it."""
        asked = [name for name in types if name in rows.QUEUE]
        if asked and self.actor.is_guest:
            raise AccessDenied(f"You may not read {asked[0]}.")

    def operations(self, type_name: str) -> Iterable[Operation]:
        """What this person may do with a feature type in a Transaction, somewhere."""
        if self.actor.is_guest:
            return ()
        if type_name in rows.QUEUE:
            return _QUEUE_OPERATIONS[type_name] if self.actor.areas(Permission.CONTRIBUTE) else ()
        policy = self.prepared.policies.get(type_name) if self.prepared else None
        may = policy and policy.direct and self.actor.can_somewhere(Permission.WRITE, type_name)
        return tuple(Operation) if may else ()

    def condition(self, table: str) -> str:
        """Which rows of a table of the queue this person sees, and has asked for."""
        seen = self._visible(table)
        return f"({seen}) AND ({self.only})" if self.only else seen

    def _visible(self, table: str) -> str:
        if table == rows.ATTACHMENT and not self.actor.is_guest:
            found = queue_of(self.project).rows(rows.contributions_with_photos(self.actor))
            return rows.about(uuid for (uuid,) in found)
        seen = rows.visible_contributions(self.actor)
        if table == rows.CONTRIBUTION:
            return seen
        names = sorted(self.named) if self.named is not None and len(self.named) <= rows.MOST_NAMED else []
        only = f' AND "uuid" IN ({", ".join("?" * len(names))})' if names else ""
        found = queue_of(self.project).rows(f'SELECT "uuid" FROM {{q}}contribution WHERE ({seen}){only}', names)
        theirs = rows.about(uuid for (uuid,) in found)
        return rows.either([theirs, rows.recorded(self.actor)]) if table == rows.EVENT else theirs
