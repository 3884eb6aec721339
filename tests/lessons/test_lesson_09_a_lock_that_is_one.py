"""Lesson 9: An optimistic lock that is none.

Seen in AIMS, QFieldCloud (geometry not compared), QGIS #23146. Here: A reads, B moves the geometry, A publishes
attributes: conflict with base, mine, theirs (a contributor's refresh may merge the two, and shows it); never an
automatic winner on one field.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from plugin.adapters.working_copy import WorkingCopy
from plugin.domain.contribution import Status
from plugin.domain.errors import ConditionFailed
from plugin.domain.merge import GEOMETRY
from plugin.domain.versions import Meanwhile, lines, meanwhile
from plugin.workflows.ports import ItemState
from plugin.workflows.publish import publish
from plugin.workflows.review import Decision, contributions, current, decide
from tests.gui.reviewing import bench as bench_now
from tests.gui.reviewing import propose
from tests.lessons.conftest import Way
from tests.lessons.people import BENCHES, Contributor

pytestmark = [pytest.mark.live, pytest.mark.qgis]

REVIEWER = "pruefung-altmarkfurt"


@pytest.fixture
def a(straight: Way, tmp_path: Path) -> Contributor:
    return Contributor.checks_out(straight("verwaltung"), tmp_path / "a.gpkg", BENCHES)


@pytest.fixture
def b(straight: Way, tmp_path: Path) -> Contributor:
    return Contributor.checks_out(straight("verwaltung"), tmp_path / "b.gpkg", BENCHES)


def test_a_published_attribute_does_not_overwrite_a_published_move(
    a: Contributor, b: Contributor, straight: Way, bench: str
) -> None:
    """Both publish at once; the one who comes later publishes nothing."""
    b.moves(BENCHES, bench, north=5.0)
    assert b.sends(direct=True).published
    theirs = bench_now(straight(""), bench)
    a.breaks(bench)
    assert isinstance(a.fails_to_send(direct=True), ConditionFailed)
    assert bench_now(straight(""), bench) == theirs and a.states() == [ItemState.REFUSED]
    assert a.rows()[bench]["zustand"] == "defekt" and a.waiting() == [bench], "mine is kept"


def test_the_reviewer_sees_base_proposed_and_now_and_publishing_says_conflict(straight: Way, bench: str) -> None:
    author, reviewer = straight("beitrag-a"), straight(REVIEWER)
    was = bench_now(author, bench)
    mine = propose(author, bench, "A hat Werte geändert", lehne="von A")
    other = propose(straight("beitrag-b"), bench, "B hat sie verschoben", north=4.0)
    decide(reviewer, [mine, other], Decision.ACCEPT).raise_if_failed("accepted")
    assert publish(reviewer, [other]).done == [other]
    result = publish(reviewer, [mine])
    assert (result.done, result.conflicts) == ([], [mine])
    seen = contributions(reviewer, [mine])[mine]
    now = current(reviewer, seen)
    assert seen.status is Status.CONFLICT and now is not None and seen.change.proposed is not None
    assert meanwhile(seen.change, now) is Meanwhile.CHANGED
    told = {line.name: (line.base, line.proposed, line.current) for line in lines(seen.change, now)}
    assert told["lehne"] == (was.properties["lehne"], "von A", was.properties["lehne"])
    assert seen.change.base is not None and seen.change.base.geometry == was.geometry != now.geometry


def test_a_refresh_merges_what_is_apart_and_shows_it(a: Contributor, b: Contributor, straight: Way, bench: str) -> None:
    a.breaks(bench)
    b.moves(BENCHES, bench, east=3.0)
    assert b.sends(direct=True).published
    theirs = bench_now(straight(""), bench)
    found = a.refreshes()[BENCHES]
    assert found.merged == (bench,) and found.conflicts == ()
    (change,) = WorkingCopy.open(a.path).changes()
    assert change.base is not None and change.proposed is not None
    assert change.base.geometry == change.proposed.geometry == theirs.geometry, "theirs came in"
    assert change.proposed.properties["zustand"] == "defekt", "mine stayed"
    assert a.sends(direct=True).published
    now = bench_now(straight(""), bench)
    assert (now.geometry, now.properties["zustand"]) == (theirs.geometry, "defekt")


@pytest.mark.parametrize("place", ["zustand", GEOMETRY])
def test_nobody_wins_by_themselves_where_both_changed_the_same(
    a: Contributor, b: Contributor, straight: Way, bench: str, place: str
) -> None:
    base = bench_now(straight(""), bench)
    if place == GEOMETRY:
        a.moves(BENCHES, bench, north=2.0)
        b.moves(BENCHES, bench, north=-2.0)
    else:
        a.breaks(bench, state="von A")
        b.breaks(bench, state="von B")
    assert b.sends(direct=True).published
    found = a.refreshes()[BENCHES]
    assert found.conflicts == (bench,) and found.merged == ()
    (conflict,) = WorkingCopy.open(a.path).conflicts()
    assert [cell.name for cell in conflict.merge.conflicts] == [place]
    versions = conflict.merge.base, conflict.merge.mine, conflict.merge.theirs
    assert None not in versions
    if place == GEOMETRY:
        norths = [one.geometry["coordinates"][1] for one in versions if one is not None and one.geometry is not None]
        north = base.geometry["coordinates"][1] if base.geometry else 0.0
        assert [round(value - north, 3) for value in norths] == [0.0, 2.0, -2.0]
    else:
        told = [one.properties["zustand"] for one in versions if one is not None]
        assert told == [base.properties["zustand"], "von A", "von B"]
    before = bench_now(straight(""), bench)
    done = a.sends(direct=True)
    assert done.published == [] and [one.key for one in done.withheld] == [bench], "it waits for a person"
    assert bench_now(straight(""), bench) == before
