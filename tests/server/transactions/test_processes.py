"""Several processes on one database: one winner, bounded waiting, and a database that changes under us."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from plugin.domain.contribution import Reason, Status
from plugin.server.writing.locking import _lock_files
from plugin.services.contributions import transition
from plugin.services.wfs.filters import Compare, Comparison
from plugin.services.wfs.model import NewFeature, Update

from .racing import Racer
from .stories import UUIDS, claim, edited, submitted
from .town import MILENA, WEISS, WEST, InGeoPackage, Town, by_id, insert, point, tree, update

pytestmark = pytest.mark.qgis
in_geopackage = pytest.mark.parametrize("town", ["gpkg"], indirect=True)
"""For what is about the one file."""


@pytest.fixture
def racers(town: Town) -> Iterator[list[Racer]]:
    found = [Racer(town.project_file) for _ in range(2)]
    yield found
    for racer in found:
        racer.close()


def test_of_two_with_the_same_base_exactly_one_wins_fifty_times(town: Town, racers: list[Racer]) -> None:
    heights = []
    for number in range(50):
        seen = {"h": town.state("baum", 1)}
        for place, racer in enumerate(racers):
            racer.ask(WEISS, update("baum", 1, "h", hoehe=str(number + 1 + place / 4)), conditions=seen)
        statuses = [racer.hear()[0] for racer in racers]
        assert sorted(statuses) == [200, 409], (number, statuses)
        heights.append(town.rows("baum")[0]["hoehe"])
        assert heights[-1] == number + 1 + statuses.index(200) / 4
    assert len(town.rows("event")) == 50


def test_of_two_reviewers_exactly_one_claims(town: Town, racers: list[Racer]) -> None:
    for number in range(10):
        submitted(town, edited(town, hoehe=12.5), UUIDS[number])
        for racer, who in zip(racers, (WEISS, MILENA), strict=True):
            racer.ask(who, claim(UUIDS[number]))
        assert sorted(racer.hear()[0] for racer in racers) == [200, 409]


def test_the_same_contribution_sent_twice_at_once_is_there_once(town: Town, racers: list[Racer]) -> None:
    for number in range(10):
        change = insert("sitzbank", NewFeature({"nummer": f"C-{number}"}, point(WEST)))
        for racer in racers:
            racer.ask(MILENA, change)
        answers = sorted(racer.hear() for racer in racers)
        assert [answer[0] for answer in answers] == [200, 400], answers
    assert len(town.rows("sitzbank")) == 12


@in_geopackage
def test_a_held_lock_is_waited_for_five_seconds_and_the_service_goes_on(town: InGeoPackage) -> None:
    town.done(WEISS, update("sitzbank", 1, material="Beton"))
    with closing(sqlite3.connect(town.gpkg, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        began = time.monotonic()
        got = town.send(WEISS, update("sitzbank", 1, material="Basalt"))
        waited = time.monotonic() - began
        assert town.feature("sitzbank", 1).properties["material"] == "Beton"
        other.execute("ROLLBACK")
    assert (got.status, got.headers["Retry-After"], b"Busy" in got.body) == (503, "5", True)
    assert 4.5 < waited < 6
    town.done(WEISS, update("sitzbank", 1, material="Basalt"))


@in_geopackage
def test_a_short_lock_is_waited_for(town: InGeoPackage, racers: list[Racer]) -> None:
    with closing(sqlite3.connect(town.gpkg, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        racers[0].ask(WEISS, update("sitzbank", 1, material="Basalt"))
        with pytest.raises(subprocess.TimeoutExpired):
            racers[0].process.wait(1)
        other.execute("COMMIT")
    status, seconds, _ = racers[0].hear()
    assert (status, seconds < 5) == (200, True)


@in_geopackage
def test_not_everybody_waits_at_once(town: InGeoPackage, racers: list[Racer], monkeypatch: pytest.MonkeyPatch) -> None:
    """With two places for writers the third hears at once that it is too many, so that it can draw maps."""
    monkeypatch.setenv("BUERGERGIS_WRITERS", "2")
    with closing(sqlite3.connect(town.gpkg, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        for racer in racers:
            racer.ask(WEISS, update("sitzbank", 1, material="Basalt"))
        deadline = time.monotonic() + 5
        while not all_seats_taken(town):
            assert time.monotonic() < deadline, "nobody ever took both places"
        began = time.monotonic()
        got = town.send(WEISS, update("sitzbank", 1, material="Holz"))
        assert (got.status, got.headers["Retry-After"], time.monotonic() - began < 2) == (503, "1", True)
        other.execute("COMMIT")
    for racer in racers:
        assert racer.hear()[0] == 200


def all_seats_taken(town: InGeoPackage) -> bool:
    """As the kernel tells it: to try would take one."""
    places = [path.stat().st_ino for path in _lock_files(str(town.gpkg))[:-1] if path.exists()]
    taken = [line for line in Path("/proc/locks").read_text().splitlines() if "FLOCK" in line]
    return len(places) == 2 and all(any(f":{inode} " in line for line in taken) for inode in places)


def test_layers_that_come_one_after_the_other_share_one_transaction(town: Town) -> None:
    """QGIS opens a later layer on another connection, which would wait for the lock of the first for ever."""
    began = time.monotonic()
    for number in range(3):
        town.done(WEISS, insert("baum", tree()))
        town.done(WEISS, update("sitzbank", 1, material=str(number)), insert("bordstein", KERB(town)))
        town.done(WEISS, update("laubbaum", 1, hoehe=str(number)))
        town.done(WEISS, update("laubbaum", 1, hoehe="9"), update("sitzbank", 1, material="Holz"))
        if town.backend == "gpkg":
            status, text = town.refused(WEISS, update("laubbaum", 1, hoehe="9"), insert("baum", tree()))
            assert (status, "same table" in text) == (400, True)
    assert time.monotonic() - began < 15
    assert (len(town.rows("baum")), len(town.rows("bordstein"))) == (7, 4)


def KERB(town: Town) -> NewFeature:
    return NewFeature({}, town.gml("LINESTRING Z (495000 5670000 1,495001 5670001 2)"))


@in_geopackage
def test_the_database_stays_in_wal_and_keeps_its_tables(town: InGeoPackage) -> None:
    town.done(WEISS, insert("baum", tree()))
    town.stores.forget(town.project.fileName())
    with closing(sqlite3.connect(town.gpkg)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        found = connection.execute("SELECT feature_count FROM gpkg_ogr_contents WHERE table_name = 'baum'")
        assert found.fetchone() in ((5,), (None,))


@in_geopackage
def test_who_looks_at_the_database_from_outside_takes_nothing_away(town: InGeoPackage) -> None:
    """Closing the file after a look would delete the log that we write to, if nobody guarded it."""
    look = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); print(*c.execute(sys.argv[2]).fetchone()); c.close()"
    command = [sys.executable, "-c", look, str(town.gpkg), "SELECT material FROM sitzbank WHERE fid = 1"]
    for number in range(3):
        town.done(WEISS, update("sitzbank", 1, material=str(number)))
        assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == f"{number}\n"
        subprocess.run(["ogrinfo", "-ro", "-q", str(town.gpkg)], capture_output=True, check=True)
    assert town.rows("sitzbank")[0]["material"] == "2"


@in_geopackage
def test_an_index_finds_what_was_written_beyond_the_old_extent(town: InGeoPackage) -> None:
    far = (499999.0, 5679999.0)
    town.done(WEISS, insert("sitzbank", NewFeature({"nummer": "weit weg"}, point(far))))
    fresh = InGeoPackage(town.gpkg.parent)
    layer = next(found for found in fresh.project.mapLayers().values() if found.name() == "sitzbank")
    from qgis.core import QgsFeatureRequest, QgsRectangle

    request = QgsFeatureRequest(QgsRectangle(499998, 5679998, 500000, 5680000))
    assert [row["nummer"] for row in layer.getFeatures(request)] == ["weit weg"]
    fresh.close()


def test_a_column_that_comes_or_goes_is_noticed(town: Town) -> None:
    town.done(WEISS, update("sitzbank", 1, material="Beton"))
    town.sql("ALTER TABLE {m}sitzbank ADD COLUMN lehne TEXT")
    town.done(WEISS, update("sitzbank", 1, material="Basalt"))
    assert "lehne" in town.refused(WEISS, update("sitzbank", 1, lehne="ja"))[1]
    town.sql("ALTER TABLE {m}sitzbank DROP COLUMN material")
    status, text = town.refused(WEISS, update("sitzbank", 1, zustand="defekt"))
    assert (status, "lost its field material" in text) == (400, True)
    town.done(WEISS, insert("baum", tree()))


def test_a_project_that_was_published_anew_is_noticed(town: Town) -> None:
    town.done(WEISS, update("sitzbank", 1, material="Beton"))
    layer = next(found for found in town.project.mapLayers().values() if found.name() == "sitzbank")
    layer.setConstraintExpression(layer.fields().indexOf("material"), "\"material\" <> 'Gold'")
    town.project.write()
    town.reload()
    assert "material" in town.refused(WEISS, update("sitzbank", 1, material="Gold"))[1]


def test_a_member_who_was_blocked_is_blocked_at_once(town: Town) -> None:
    town.done(WEISS, update("sitzbank", 1, material="Beton"))
    town.sql(f"DELETE FROM {{q}}member WHERE identity = '{WEISS}'")
    assert town.refused(WEISS, update("sitzbank", 1, material="Basalt"))[0] == 401


def test_a_policy_that_was_closed_is_closed_at_once(town: Town) -> None:
    town.done(WEISS, update("sitzbank", 1, material="Beton"))
    town.sql("DELETE FROM {q}layer_policy WHERE layer = 'sitzbank'")
    assert town.refused(WEISS, update("sitzbank", 1, material="Basalt"))[0] == 403


def test_five_hundred_trees_are_planted_in_seconds(town: Town) -> None:
    began = time.monotonic()
    result = town.done(WEISS, insert("baum", *[tree() for _ in range(500)]))
    assert (result.total_inserted, time.monotonic() - began < 20) == (500, True)
    town.done(WEISS, Update("laubbaum", Compare(Comparison.EQUAL, "art", "Linde"), {"hoehe": "3"}))
    assert sum(row["hoehe"] == 3 for row in town.rows("baum")) == 501


def test_two_transitions_of_one_contribution_see_each_other(town: Town) -> None:
    submitted(town, edited(town, hoehe=12.5))
    back = transition(UUIDS[0], Status.IN_REVIEW, reason_code=Reason.TAKEN_BACK)
    done = town.done(WEISS, claim(), claim(), transition(UUIDS[0], Status.ACCEPTED), back)
    assert done.total_updated == 4


def test_the_whole_row_moves_or_nothing_does(town: Town) -> None:
    """On stock QGIS Server a geometry could be written and its attributes not."""
    torn = Update("sitzbank", by_id("sitzbank", 1), {"zustand": "kaputt"}, point((495001.0, 5670001.0)), True)
    assert town.refused(WEISS, torn)[0] == 400
