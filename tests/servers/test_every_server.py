"""One person, one working copy, and every kind of server: what is edited arrives, once, as it was meant."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from .bench import Desk
from .grounds import TREES, Ground, Row, new_tree

pytestmark = [pytest.mark.live, pytest.mark.qgis]

HARD = "Grüße „Änne“ & <b>Çelik</b> 'so' \"und\" so; % _ \\ €"


def near(one: Any, other: Any, tolerance: float) -> bool:
    if isinstance(one, list):
        return len(one) == len(other) and all(near(a, b, tolerance) for a, b in zip(one, other, strict=True))
    return math.isclose(one, other, rel_tol=0, abs_tol=tolerance)


def others(ground: Ground, layer: str, key: str) -> list[Row]:
    return sorted((row for row in ground.rows(layer) if row["uuid"] != key), key=lambda row: row["number"])


def test_it_is_checked_out_completely_with_every_value_as_it_is(ground: Ground, tmp_path: Path) -> None:
    desk = Desk.with_layers(ground, tmp_path, "baum", "ort", "beet", "bank")
    with desk.copy() as copy:
        loaded = {one.form.name: one for one in copy.layers()}
    for layer in TREES:
        assert loaded[ground.named(layer)].complete
        assert loaded[ground.named(layer)].loaded == len(ground.rows(layer))
    assert desk.pending() == 0


def test_an_update_changes_what_was_edited_and_nothing_else(ground: Ground, tmp_path: Path) -> None:
    key = new_tree(ground)
    desk = Desk.with_layers(ground, tmp_path, "baum")
    before, rest = ground.row("baum", key), others(ground, "baum", key)
    desk.edit(
        "baum", f"UPDATE {{}} SET art = '{HARD.replace(chr(39), chr(39) * 2)}', hoehe = 6.75 WHERE uuid = '{key}'"
    )
    done = desk.submit()
    assert (len(done.published), done.refused, done.unknown) == (1, {}, {})
    assert ground.row("baum", key) == {**before, "art": HARD, "hoehe": 6.75}
    assert others(ground, "baum", key) == rest
    assert sum(one.updated for one in desk.refresh().values()) == 0 and desk.pending() == 0


def test_a_value_is_emptied(ground: Ground, tmp_path: Path) -> None:
    key = new_tree(ground)
    desk = Desk.with_layers(ground, tmp_path, "baum")
    desk.edit("baum", f"UPDATE {{}} SET hoehe = NULL WHERE uuid = '{key}'")
    assert len(desk.submit().published) == 1
    assert ground.row("baum", key)["hoehe"] is None


@pytest.mark.parametrize(("layer", "tolerance"), [("baum", 0.001), ("ort", 1e-8)])
def test_a_new_feature_arrives_once_where_it_was_put(
    ground: Ground, tmp_path: Path, layer: str, tolerance: float
) -> None:
    desk = Desk.with_layers(ground, tmp_path, layer)
    key = str(uuid4())
    x, y = (14.912345678, 51.198765432) if layer == "ort" else (492123.4567, 5670987.6543)
    point = f"MakePoint({x}, {y}, {4326 if layer == 'ort' else 25833})"
    desk.edit(layer, f"INSERT INTO {{}} (geom, uuid, art, nummer) VALUES (AsGPB({point}), '{key}', '{HARD[:20]}', 9)")
    assert len(desk.submit().published) == 1
    row = ground.row(layer, key)
    assert (row["art"], row["nummer"], row["hoehe"]) == (HARD[:20], 9, None)
    assert near(row["geometry"]["coordinates"][:2], [x, y], tolerance)
    assert sum(one.added + one.removed for one in desk.refresh().values()) == 0 and desk.pending() == 0


@pytest.mark.parametrize(("layer", "tolerance"), [("baum", 0.001), ("ort", 1e-8)])
def test_a_geometry_is_moved_within_a_millimetre_and_the_attributes_stay(
    ground: Ground, tmp_path: Path, layer: str, tolerance: float
) -> None:
    key = new_tree(ground, layer)
    desk = Desk.with_layers(ground, tmp_path, layer)
    before = ground.row(layer, key)
    x, y = (14.955555555, 51.111111111) if layer == "ort" else (492555.5555, 5670111.1111)
    point = f"AsGPB(MakePoint({x}, {y}, {4326 if layer == 'ort' else 25833}))"
    desk.edit(layer, f"UPDATE {{}} SET geom = {point} WHERE uuid = '{key}'")
    assert len(desk.submit().published) == 1
    row = ground.row(layer, key)
    assert near(row["geometry"]["coordinates"][:2], [x, y], tolerance)
    assert {**row, "geometry": None} == {**before, "geometry": None}


def test_a_polygon_keeps_its_holes_and_parts(ground: Ground, tmp_path: Path) -> None:
    desk = Desk.with_layers(ground, tmp_path, "beet")
    key = str(uuid4())
    outer = "492000 5670000, 492010 5670000, 492010 5670010, 492000 5670010, 492000 5670000"
    hole = "492002 5670002, 492004 5670002, 492004 5670004, 492002 5670004, 492002 5670002"
    second = "492020 5670020, 492030 5670020, 492030 5670030, 492020 5670020"
    shape = f"GeomFromText('MULTIPOLYGON((({outer}), ({hole})), (({second})))', 25833)"
    desk.edit("beet", f"INSERT INTO {{}} (geom, uuid, art) VALUES (AsGPB({shape}), '{key}', 'Beet mit Teich')")
    assert len(desk.submit().published) == 1
    parts = ground.row("beet", key)["geometry"]["coordinates"]
    assert [[len(ring) for ring in part] for part in parts] == [[5, 5], [4]]


def test_a_feature_is_deleted_and_nothing_else(ground: Ground, tmp_path: Path) -> None:
    key = new_tree(ground)
    desk = Desk.with_layers(ground, tmp_path, "baum")
    rest = others(ground, "baum", key)
    desk.edit("baum", f"DELETE FROM {{}} WHERE uuid = '{key}'")
    assert len(desk.submit().published) == 1
    assert sorted(ground.rows("baum"), key=lambda row: row["number"]) == rest
    assert sum(one.updated for one in desk.refresh().values()) == 0 and desk.pending() == 0


def test_everything_at_once_and_each_in_its_place(ground: Ground, tmp_path: Path) -> None:
    changed, deleted, new = new_tree(ground), new_tree(ground), str(uuid4())
    desk = Desk.with_layers(ground, tmp_path, "baum", "ort")
    desk.edit("baum", f"UPDATE {{}} SET nummer = 4711 WHERE uuid = '{changed}'")
    desk.edit("baum", f"DELETE FROM {{}} WHERE uuid = '{deleted}'")
    point = "AsGPB(MakePoint(14.9, 51.1, 4326))"
    desk.edit("ort", f"INSERT INTO {{}} (geom, uuid, art) VALUES ({point}, '{new}', 'Neuer Ort')")
    assert len(desk.submit().published) == 3
    assert ground.row("baum", changed)["nummer"] == 4711
    assert not [row for row in ground.rows("baum") if row["uuid"] == deleted]
    assert ground.row("ort", new)["art"] == "Neuer Ort"
    assert sum(one.added + one.removed for one in desk.refresh().values()) == 0 and desk.pending() == 0


def test_what_somebody_else_has_changed_is_a_conflict_and_nothing_is_overwritten(
    ground: Ground, tmp_path: Path
) -> None:
    key = new_tree(ground)
    desk = Desk.with_layers(ground, tmp_path, "baum")
    desk.edit("baum", f"UPDATE {{}} SET art = 'Meine Linde' WHERE uuid = '{key}'")
    ground.change("baum", f"UPDATE baum SET art = 'Deine Ulme' WHERE uuid = '{key}'")
    before = ground.row("baum", key)
    refused(desk)
    assert ground.row("baum", key) == before
    assert desk.pending() == 1


def refused(desk: Desk) -> None:
    """It is not published, and everything stays in the working copy with its reason."""
    from plugin.domain.errors import Problem

    try:
        done = desk.submit()
    except Problem:
        pass
    else:
        assert done.refused and not done.published
    assert set(desk.states()) <= {"refused", "queued"} and "refused" in desk.states()


def test_what_somebody_else_has_deleted_is_a_conflict(ground: Ground, tmp_path: Path) -> None:
    key = new_tree(ground)
    desk = Desk.with_layers(ground, tmp_path, "baum")
    desk.edit("baum", f"UPDATE {{}} SET art = 'Meine Linde' WHERE uuid = '{key}'")
    ground.change("baum", f"DELETE FROM baum WHERE uuid = '{key}'")
    refused(desk)
    assert not [row for row in ground.rows("baum") if row["uuid"] == key]


def test_a_delete_of_what_somebody_else_has_changed_is_a_conflict(ground: Ground, tmp_path: Path) -> None:
    key = new_tree(ground)
    desk = Desk.with_layers(ground, tmp_path, "baum")
    desk.edit("baum", f"DELETE FROM {{}} WHERE uuid = '{key}'")
    ground.change("baum", f"UPDATE baum SET notiz = 'denkmalgeschützt' WHERE uuid = '{key}'")
    refused(desk)
    assert ground.row("baum", key)["notiz"] == "denkmalgeschützt"


def test_the_level_of_protection_is_what_it_is(ground: Ground, tmp_path: Path) -> None:
    desk = Desk.with_layers(ground, tmp_path, "baum", "bank")
    assert desk.checked_out("baum").protection == ground.protection
    wanted = "atomic" if ground.protection == "atomic" else "detected"
    assert desk.checked_out("bank").protection == wanted
