"""Who has turned down before what a contribution wants, so that a reviewer knows; the service holds them to it."""

from __future__ import annotations

from ..domain.contribution import Contribution, Operation, Status, any_point
from ..domain.rejections import NEAR, NEAR_DEGREES, Wish, same_object
from ..services.contributions import QUEUE, from_row
from ..services.wfs.filters import Combined, Compare, Comparison, Logic
from .connection import Connection
from .history import history


def rejected_by(connection: Connection, seen: Contribution) -> frozenset[str]:
    """The pseudonyms of those whose rejection of the same author's wish for the same object stands, as far as seen."""
    client, now = connection.client, _wish(seen)
    wanted = {"author": seen.author, "layer": seen.layer, "status": str(Status.REJECTED)}
    wanted |= {"feature_key": seen.feature_key} if seen.feature_key and not now.new else {}
    where = Combined(Logic.AND, tuple(Compare(Comparison.EQUAL, name, text) for name, text in wanted.items()))
    near = NEAR_DEGREES if connection.crs_facts(seen.change.feature.crs).geographic else NEAR
    swap = {seen.layer: connection.form(seen.layer).northing_first}
    pages = client.pages(QUEUE, client.schema(QUEUE), crs=connection.queue.crs, filter=where)
    earlier = [from_row(row, swap) for page in pages for _fid, row in page]
    same = [one.uuid for one in earlier if one.uuid != seen.uuid and same_object(_wish(one), now, near)]
    return frozenset(filter(None, (_who(connection, uuid) for uuid in same)))


def _who(connection: Connection, uuid: str) -> str:
    steps = [step for step in history(connection, uuid).steps if step.to_status == Status.REJECTED]
    return steps[-1].actor if steps else ""


def _wish(one: Contribution) -> Wish:
    new = one.change.operation is Operation.INSERT
    return Wish(one.layer, one.feature_key or "", new, any_point(one.change.feature.geometry))
