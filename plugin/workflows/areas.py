"""The municipalities of a service, as its own layer of areas tells them: to choose a place by its name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..domain.errors import LimitExceeded, NotAService
from ..domain.feature import Feature, extent
from ..services.wfs.filters import Compare, Comparison, Filter
from ..services.whoami import AreaLayer
from .connection import Connection
from .ports import Extent
from .progress import Progress, silent

MAX_AREAS = 2000


@dataclass(frozen=True)
class Area:
    """`extent` in `crs` (AUTHORITY:CODE), x before y. `title` is foreign text."""

    key: str
    title: str
    extent: Extent
    crs: str


def areas(connection: Connection, where: AreaLayer, progress: Progress = silent) -> list[Area]:
    """All areas that have a shape, by title; raises LimitExceeded where there are too many to choose from."""
    found = [area for row in rows_of_areas(connection, where, progress) if (area := _area(row, where))]
    return sorted(found, key=lambda area: area.title.casefold())


def rows_of_areas(connection: Connection, where: AreaLayer, progress: Progress = silent) -> Iterator[Feature]:
    """The rows of the layer of areas, with their shapes; raises LimitExceeded as `areas`."""
    client, info = connection.client, connection.layer(where.layer)
    wanted = _wanted(where)
    if client.count(where.layer, filter=wanted) > MAX_AREAS:
        raise LimitExceeded(f"The service names more than {MAX_AREAS} municipalities.")
    geographic = connection.crs_facts(info.crs).geographic
    pages = client.pages(
        where.layer, client.schema(where.layer), crs=info.crs, filter=wanted, geographic=geographic, progress=progress
    )
    yield from (row for page in pages for _, row in page)


def area_names(connection: Connection, where: AreaLayer) -> list[tuple[str, str]]:
    """(ARS, title) of the areas, by title, without their shapes: to choose one from a list."""
    client = connection.client
    rows = client.find(
        client.schema(where.layer),
        crs=connection.layer(where.layer).crs,
        filter=_wanted(where),
        most=MAX_AREAS,
        only=list(dict.fromkeys([where.key, where.title])),
    )
    found = [(str(row.properties.get(where.key) or ""), str(row.properties.get(where.title) or "")) for _, row in rows]
    return sorted((pair for pair in found if pair[0]), key=lambda pair: pair[1].casefold())


def _wanted(where: AreaLayer) -> Filter | None:
    if not where.filter_field:
        return None
    return Compare(Comparison.EQUAL, where.filter_field, where.filter_value)


def _area(row: Feature, where: AreaLayer) -> Area | None:
    where_it_lies = extent(row.geometry)
    if where_it_lies is None:
        return None
    if where.key not in row.properties:
        raise NotAService(f"The layer {where.layer} has no field {where.key[:60]!r}.")
    key = str(row.properties[where.key] or "")
    title = str(row.properties.get(where.title) or key)
    return Area(key, title, where_it_lies, row.crs)
