"""Filters of the grammar find what they say, no more and no less; what they cannot say is refused."""

from __future__ import annotations

from itertools import count

import pytest

from plugin.services.wfs import gml
from plugin.services.wfs.filters import (
    BBox,
    Between,
    Combined,
    Compare,
    Comparison,
    FeatureIds,
    Filter,
    IsNull,
    Like,
    Logic,
    Not,
    Spatial,
    SpatialTest,
)
from plugin.services.wfs.model import Update

from .town import MILENA, Town

pytestmark = pytest.mark.qgis
HEIGHTS = count(1)
EQUAL, LESS, UNEQUAL = Comparison.EQUAL, Comparison.LESS, Comparison.NOT_EQUAL
NEAR = gml.element({"type": "Point", "coordinates": [495010, 5670010]}, "EPSG:25833")


@pytest.mark.parametrize(
    ("where", "found"),
    [
        (Compare(EQUAL, "art", "Linde"), {1}),
        (Compare(EQUAL, "art", "linde"), set()),
        (Compare(EQUAL, "art", "linde", match_case=False), {1}),
        (Compare(UNEQUAL, "art", "Linde"), {2, 3}),
        (Compare(EQUAL, "strname", 'Am „Markt" <&>'), {3}),
        (Compare(EQUAL, "strname", ""), {2}),
        (Compare(EQUAL, "art", "' OR '1'='1"), set()),
        (Compare(EQUAL, "strname", "\\' OR 1=1 --"), set()),
        (Compare(EQUAL, "pflanzjahr", "1900"), {2}),
        (Compare(LESS, "pflanzjahr", "1950"), {2}),
        (Between("pflanzjahr", "1980", "1990"), {1}),
        (IsNull("pflanzjahr"), {3}),
        (Not(IsNull("pflanzjahr")), {1, 2}),
        (Like("art", "*i*", "*", "?", "!"), {1, 2}),
        (Like("art", "?horn", "*", "?", "!"), {3}),
        (Like("art", "a*", "*", "?", "!"), set()),
        (Like("strname", 'Am „Markt" <%>', "%", "_", "\\"), {3}),
        (Combined(Logic.OR, (Compare(EQUAL, "art", "Linde"), Compare(EQUAL, "art", "Eiche"))), {1, 2}),
        (Combined(Logic.AND, (Compare(EQUAL, "art", "Linde"), IsNull("pflanzjahr"))), set()),
        (BBox((495000, 5670000), (495011, 5670011)), {1, 2}),
        (BBox((495000, 5670000), (495011, 5670011), "urn:ogc:def:crs:EPSG::25833"), {1, 2}),
        (BBox((51.18139, 14.92846), (51.18150, 14.92863), "urn:ogc:def:crs:EPSG::4326"), {1, 2}),
        (SpatialTest(Spatial.INTERSECTS, "geometry", NEAR), {2}),
        (SpatialTest(Spatial.EQUALS, None, NEAR), {2}),
        (SpatialTest(Spatial.DISJOINT, None, NEAR), {1, 3}),
    ],
)
def test_a_filter_finds_exactly_what_it_says(shared: Town, where: Filter, found: set[int]) -> None:
    """`laubbaum` has the trees 1 to 3; the spruce is not to be seen."""
    height = next(HEIGHTS)
    got = shared.send(MILENA, Update("laubbaum", where, {"hoehe": str(height)}))
    assert got.status == (200 if found else 409), got.body.decode()
    assert {row["fid"] for row in shared.rows("baum") if row["hoehe"] == height} == found


def test_a_filter_of_a_thousand_parts_finds_what_one_of_three_finds(shared: Town) -> None:
    height = next(HEIGHTS)
    ids = FeatureIds(tuple(f"laubbaum.{number}" for number in range(1, 1001)))
    years = Combined(Logic.OR, tuple(Compare(EQUAL, "pflanzjahr", str(year)) for year in range(1800, 1950)))
    assert shared.done(MILENA, Update("laubbaum", ids, {"hoehe": str(height)})).total_updated == 3
    assert shared.done(MILENA, Update("laubbaum", years, {"hoehe": str(height)})).total_updated == 1


def test_numbers_in_text_columns_are_text(town: Town) -> None:
    town.edit("baum", 1, strname="0815")
    town.edit("baum", 2, strname="815")
    town.done(MILENA, Update("laubbaum", Compare(EQUAL, "strname", "815"), {"hoehe": "99"}))
    assert [row["hoehe"] for row in town.rows("baum")] == [None, 99, None, None]


@pytest.mark.parametrize(
    "where",
    [
        Compare(EQUAL, "pflanzjahr", "1 OR 1=1"),
        Compare(EQUAL, 'art" OR 1=1 --', "x"),
        Like("art", "*", "*", "*", "!"),
        SpatialTest(Spatial.INTERSECTS, "art", NEAR),
        BBox((0, 0), (1, 1), "EPSG:999999"),
        BBox((0, 0), (1e300, 1), None),
    ],
)
def test_a_filter_that_makes_no_sense_is_refused(shared: Town, where: Filter) -> None:
    assert shared.refused(MILENA, Update("laubbaum", where, {"hoehe": "99"}))[0] == 400
