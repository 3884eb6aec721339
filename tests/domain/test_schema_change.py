"""What a municipality changed about a layer is said field by field, and hinders only whom it concerns."""

from __future__ import annotations

from dataclasses import replace

import pytest

from plugin.domain.schema_change import GEOMETRY, Difference, Part, Shape, differences, hindering, plain

TREES = Shape({"art": "text", "höhe": "number", "nummer": "integer", "merkmale": "json"}, "Point", "EPSG:25833", "uuid")


def with_fields(**kinds: str | None) -> Shape:
    fields = {name: kind for name, kind in {**TREES.fields, **kinds}.items() if kind is not None}
    return replace(TREES, fields=fields)


def test_every_difference_is_named_once_and_in_words() -> None:
    now = replace(with_fields(höhe=None, umfang="number", nummer="text"), geometry="MultiPoint", key="")
    found = differences(TREES, replace(now, crs="EPSG:25832"))
    assert [plain(one) for one in found] == [
        "the field “umfang” (number) is new",
        "the field “höhe” (number) is gone",
        "the field “nummer” was integer and is text",
        "the geometry was Point and is MultiPoint",
        "the reference system was EPSG:25833 and is EPSG:25832",
        "the key was uuid and is none",
    ]


def test_a_renamed_field_is_one_that_is_gone_and_one_that_is_new() -> None:
    found = differences(TREES, with_fields(höhe=None, hoehe="number"))
    assert found == (Difference(Part.ADDED, "hoehe", now="number"), Difference(Part.REMOVED, "höhe", "number"))


def test_another_order_is_no_difference_nor_is_json_that_a_service_calls_text() -> None:
    turned = dict(reversed(TREES.fields.items()))
    assert differences(TREES, replace(TREES, fields={**turned, "merkmale": "text"})) == ()


@pytest.mark.parametrize(
    ("now", "touched", "hinders"),
    [
        (with_fields(umfang="number"), {"art", GEOMETRY}, False),
        (with_fields(höhe=None), {"art", GEOMETRY}, False),
        (with_fields(höhe=None), {"höhe"}, True),
        (with_fields(nummer="number"), {"nummer"}, False),
        (with_fields(nummer="text"), {"nummer"}, False),
        (with_fields(höhe="integer"), {"höhe"}, True),
        (with_fields(höhe="integer"), {"art"}, False),
        (with_fields(art="date"), {"art"}, True),
        (replace(TREES, geometry="MultiPoint"), {GEOMETRY}, False),
        (replace(TREES, geometry="Geometry"), {GEOMETRY}, False),
        (replace(TREES, geometry="Polygon"), {GEOMETRY}, True),
        (replace(TREES, geometry="Polygon"), {"art"}, False),
        (replace(TREES, geometry=None), {GEOMETRY}, True),
        (replace(TREES, crs="EPSG:25832"), {"art"}, True),
        (replace(TREES, key=""), {"art"}, True),
    ],
)
def test_what_waiting_changes_can_live_with(now: Shape, touched: set[str], hinders: bool) -> None:
    found = differences(TREES, now)
    assert bool(hindering(found, touched)) is hinders and len(found) == 1
