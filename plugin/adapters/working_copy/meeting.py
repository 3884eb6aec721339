"""One changed row meets what the server has of it: merged, settled, or kept apart until a person decides.

The row that nobody else touched stays as it is. Where both sides changed it, what fits together is put together: the
row becomes the merge, and theirs its base, so that what is submitted next is mine on top of theirs. What does not fit
is noted in `buergergis_conflict`, with theirs, and neither row nor base is touched.

A row whose contribution is on its way, or with the municipality and not decided, is not merged: what was sent has a
base of its own and is judged by it, and a merged row would be sent again as if its author had worked on it. Theirs is
noted beside it, and meets the row again when the answer is there. One whose publication met a conflict is merged:
now it is the author's turn.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from ...domain.contribution import Status, is_change
from ...domain.errors import InvalidContent, Tampered
from ...domain.feature import Feature, to_json_fg
from ...domain.merge import Merge, merge
from ...domain.outbox import IN_DOUBT
from ...workflows.ports import ItemState
from . import outbox, outbox_rows
from .changes import base_feature, base_rows, change_of, row_of
from .layer import LayerRecord
from .putting import put_base, put_no_base, put_row
from .rows import feature_of
from .settling import drop_base, forget_theirs, untouched_since
from .texts import from_json_fg


class Met(StrEnum):
    """What came of it."""

    LEFT = "left"  # nobody else has touched it
    SETTLED = "settled"  # nothing of mine is left: the server has it
    MERGED = "merged"  # theirs came in, mine stays to be submitted
    CONFLICT = "conflict"
    HELD = "held"  # theirs is noted, and waits for the answer to what was sent
    UNSEEN = "unseen"  # it does not lie in the extent any more: gone, or only moved

    @property
    def open(self) -> bool:
        """Whether something is to be decided, or to be asked for."""
        return self in (Met.CONFLICT, Met.HELD, Met.UNSEEN)


Place = tuple[str, int]
"""A row: the name of its layer, and its `_id`."""


@dataclass(frozen=True)
class Meeting:
    met: Met
    key: str


def meet(
    connection: sqlite3.Connection,
    layer: LayerRecord,
    local_id: int,
    fid: str | None,
    theirs: Feature | None,
    beyond_extent: bool = False,
) -> Meeting:
    """Let the changed row `local_id` meet `theirs`, what the server has now; None where it has none.

    `beyond_extent` says that only an extent was asked for, so that None may also mean that it lies elsewhere now. To
    be called with the triggers disarmed. A row without a base row is no change: it is left to who called.
    """
    stored = base_rows(connection, layer, local_id).get(local_id)
    if stored is None:
        return Meeting(Met.LEFT, (theirs and theirs.key) or layer.key_of(fid) or "")
    fid = fid or stored["_fid"]
    row = row_of(connection, layer, local_id)
    mine = _known(layer, feature_of(layer, row, fid)) if row else None
    base = None if stored["_new"] else _known(layer, base_feature(layer, stored))
    key = next((one.key for one in (theirs, base, mine) if one is not None and one.key), fid or "")
    if theirs is None and beyond_extent:
        return Meeting(Met.UNSEEN, key)
    return Meeting(_meet(connection, layer, local_id, fid, merge(base, mine, theirs, geographic=layer.geographic)), key)


def meet_again(connection: sqlite3.Connection, layers: Iterable[LayerRecord]) -> set[Place]:
    """Let what is noted meet its rows once more, after something has happened here; returns what was merged."""
    merged = set()
    for layer in layers:
        for noted in noted_in(connection, layer):
            local_id = noted["local_id"]
            if not base_rows(connection, layer, local_id):
                forget_theirs(connection, layer, local_id)
            elif meet(connection, layer, local_id, noted["fid"], read_theirs(layer, noted)).met is Met.MERGED:
                merged.add((layer.form.name, local_id))
    return merged


def unseen(connection: sqlite3.Connection, layer: LayerRecord, keys: Collection[str]) -> list[str]:
    """Those of `keys` whose rows are changed here, and of which nobody knows what the server has."""
    noted = {row["local_id"] for row in noted_in(connection, layer)}
    rows = base_rows(connection, layer)
    found = {base_feature(layer, row).key: id_ for id_, row in rows.items() if not row["_new"] and id_ not in noted}
    return [key for key in keys if key in found]


def meet_keys(connection: sqlite3.Connection, layer: LayerRecord, found: Mapping[str, Feature | None]) -> list[Meeting]:
    """Let changed rows meet what the server was asked for by key; None where it has none."""
    meetings = []
    for local_id, row in base_rows(connection, layer).items():
        key = None if row["_new"] else base_feature(layer, row).key
        if key in found:
            theirs = found[key]
            meetings.append(meet(connection, layer, local_id, row["_fid"], theirs and fit(layer, theirs)))
    return meetings


def read_theirs(layer: LayerRecord, noted: sqlite3.Row) -> Feature | None:
    """What was noted of the server, with the fields that the layer has now. Raises Tampered."""
    if noted["theirs"] is None:
        return None
    try:
        theirs = from_json_fg(noted["theirs"])
    except (InvalidContent, TypeError) as error:
        raise Tampered("The conflicts in the working copy were changed by hand.") from error
    if theirs.crs != layer.form.crs:
        raise Tampered("The conflicts in the working copy were changed by hand.")
    return fit(layer, theirs)


def fit(layer: LayerRecord, theirs: Feature) -> Feature:
    """With exactly the fields that the layer has now."""
    names = [field.name for field in layer.schema.fields]
    return replace(theirs, properties={name: theirs.properties.get(name) for name in names})


def noted_in(connection: sqlite3.Connection, layer: LayerRecord, local_id: int | None = None) -> list[sqlite3.Row]:
    """What is noted of a layer, or of one of its rows, oldest first."""
    one = "" if local_id is None else " AND local_id = ?"
    values = (layer.form.name,) if local_id is None else (layer.form.name, local_id)
    select = f"SELECT * FROM buergergis_conflict WHERE typename = ?{one} ORDER BY rowid"
    return connection.execute(select, values).fetchall()


def note(
    connection: sqlite3.Connection, layer: LayerRecord, local_id: int, fid: str | None, theirs: Feature | None
) -> None:
    put = "INSERT OR REPLACE INTO buergergis_conflict (typename, local_id, fid, theirs, found) VALUES (?, ?, ?, ?, ?)"
    text = None if theirs is None else to_json_fg(theirs)
    connection.execute(put, (layer.form.name, local_id, fid, text, outbox.now()))


def put_merged(
    connection: sqlite3.Connection,
    layer: LayerRecord,
    local_id: int,
    fid: str | None,
    found: Merge,
    wanted: Feature | None,
) -> bool:
    """Let the row be `wanted`, based on theirs; False where nothing is left to be submitted then."""
    seen = outbox_rows.newest(connection, layer.form.name, local_id)
    as_sent = seen is not None and untouched_since(connection, layer, seen)
    put_row(connection, layer, local_id, fid if found.theirs else None, found.mine, wanted)
    if _same(layer, wanted, found.theirs):
        drop_base(connection, layer, local_id, fid)
    elif found.theirs is None:
        put_no_base(connection, layer, local_id)
    else:
        put_base(connection, layer, local_id, fid, found.theirs)
    forget_theirs(connection, layer, local_id)
    change = change_of(connection, layer, local_id)
    if seen is not None:
        outbox.follow(connection, seen, change, as_sent)
    return change is not None


def _meet(connection: sqlite3.Connection, layer: LayerRecord, local_id: int, fid: str | None, found: Merge) -> Met:
    if _same(layer, found.mine, found.theirs):
        drop_base(connection, layer, local_id, fid)
        outbox.settle_row(connection, layer.form.name, local_id)
        return Met.SETTLED
    if found.base is not None and _same(layer, found.base, found.theirs):
        forget_theirs(connection, layer, local_id)
        return Met.LEFT
    if awaits_answer(connection, layer, local_id):
        note(connection, layer, local_id, fid, found.theirs)
        return Met.HELD
    if not found.clean:
        note(connection, layer, local_id, fid, found.theirs)
        return Met.CONFLICT
    news = any(cell.theirs_changed and cell.name not in layer.fresh for cell in found.cells)
    if not put_merged(connection, layer, local_id, fid, found, found.merged):
        return Met.SETTLED
    return Met.MERGED if news else Met.LEFT


def awaits_answer(connection: sqlite3.Connection, layer: LayerRecord, local_id: int) -> bool:
    """Whether what was sent of this row may arrive yet, or is there as the row is, and is not decided."""
    for item in outbox_rows.open_items(connection, layer.form.name, local_id):
        if item["state"] in IN_DOUBT:
            return True
        if item["state"] == ItemState.SUBMITTED and item["status"] != Status.CONFLICT:
            return untouched_since(connection, layer, item)
    return False


def _known(layer: LayerRecord, feature: Feature) -> Feature:
    """Without what is not null but unknown: nobody has edited a field that was not there."""
    if not layer.fresh:
        return feature
    return replace(feature, properties={k: v for k, v in feature.properties.items() if k not in layer.fresh})


def _same(layer: LayerRecord, one: Feature | None, other: Feature | None) -> bool:
    if one is None or other is None:
        return one is other
    return not is_change(one, other, layer.form.decimals)
