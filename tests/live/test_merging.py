"""Two people at one bench, through nginx, gunicorn and QGIS Server: merged by the refresh, never by publishing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
import requests
from osgeo import ogr

from demo.service import PASSWORD
from plugin.adapters.working_copy import WorkingCopy
from plugin.domain.contribution import Contribution, Status
from plugin.domain.feature import Feature
from plugin.domain.merge import GEOMETRY, Merge, merge
from plugin.domain.nearness import same_geometry
from plugin.services.wfs.client import WfsClient
from plugin.workflows.check_out import check_out
from plugin.workflows.connection import Connection, CrsFacts
from plugin.workflows.contribute import Submitted, submit
from plugin.workflows.history import history
from plugin.workflows.publish import publish
from plugin.workflows.remark import say
from plugin.workflows.review import Decision, contributions, current, decide
from plugin.workflows.rows_now import rows_now
from plugin.workflows.synchronise import refresh
from plugin.workflows.withdraw import withdraw

from .places import ALTMARKFURT, benches_in

if TYPE_CHECKING:
    from demo.service import Service

pytestmark = [pytest.mark.live, pytest.mark.qgis]
ANNA, OFFICE, REVIEWER = "beitrag-a", "verwaltung", "pruefung-altmarkfurt"
Log = Callable[[str], Connection]


@pytest.fixture(params=["service", "postgis_service"])
def log_in(request: pytest.FixtureRequest) -> Log:
    service: Service = request.getfixturevalue(request.param)

    def connect(user: str) -> Connection:
        session = requests.Session()
        session.auth = (user, PASSWORD)
        return Connection.open(WfsClient(session, service.url), lambda _: CrsFacts(False, False))

    return connect


@pytest.fixture
def bench(demo_source: Path, request: pytest.FixtureRequest) -> str:
    """One for each test: the last ones, which no other test touches."""
    tests = [item.originalname for item in request.session.items if item.path == request.path]
    return benches_in(demo_source, ALTMARKFURT)[-1 - sorted(set(tests)).index(request.function.__name__)]


def copy_of(connection: Connection, path: Path) -> WorkingCopy:
    copy = WorkingCopy.create(path, connection.client.url, connection.epoch)
    check_out(connection, copy, ["sitzbank"])
    return copy


def edit(copy: WorkingCopy, bench: str, east: float = 0.0, **values: str) -> None:
    """Move a bench eastwards by so many metres, and give its fields other values."""
    data = ogr.Open(str(copy.path), 1)
    layer = data.GetLayer("sitzbank")
    layer.SetAttributeFilter(f"uuid = '{bench}'")
    (row,) = layer
    for name, value in values.items():
        row[name] = value
    if east:
        place = row.GetGeometryRef()
        row.SetGeometry(ogr.CreateGeometryFromWkt(f"POINT ({place.GetX() + east!r} {place.GetY()!r})"))
    layer.SetFeature(row)
    del row, layer, data


def send(connection: Connection, copy: WorkingCopy, **how: Any) -> Submitted:
    return submit(connection, copy, new_uuid=lambda: str(uuid4()), **how)


def now(connection: Connection, bench: str) -> Feature:
    return rows_now(connection, [("sitzbank", bench)])["sitzbank", bench]


def seen(connection: Connection, uuid: str) -> tuple[Contribution, Merge]:
    """A contribution as a reviewer sees it: before, proposed, now."""
    found = contributions(connection, [uuid])[uuid]
    return found, merge(found.change.base, found.change.proposed, current(connection, found))


def meanwhile(log_in: Log, path: Path, bench: str, east: float = 0.0, **values: str) -> None:
    """The office changes the bench, and its change is on everybody's map at once."""
    office = log_in(OFFICE)
    copy = copy_of(office, path)
    edit(copy, bench, east, **values)
    assert len(send(office, copy, direct=True).published) == 1


def test_a_moved_and_an_edited_bench_become_one_with_both_changes(log_in: Log, bench: str, tmp_path: Path) -> None:
    """Lesson 9: A reads, B moves the geometry, A publishes attributes: a conflict, and no automatic winner."""
    anna, reviewer = log_in(ANNA), log_in(REVIEWER)
    copy, before = copy_of(anna, tmp_path / "anna.gpkg"), now(anna, bench)
    material = "metall" if before.properties["material"] != "metall" else "stein"
    edit(copy, bench, material=material)
    (uuid,) = send(anna, copy).submitted
    meanwhile(log_in, tmp_path / "amt.gpkg", bench, east=3.5)
    moved = now(anna, bench)
    assert not same_geometry(moved.geometry, before.geometry)

    # what the reviewer sees: only mine changed the material, only theirs the place
    _, three = seen(reviewer, uuid)
    touched = {cell.name: (cell.mine_changed, cell.theirs_changed) for cell in three.cells}
    assert (touched["material"], touched[GEOMETRY]) == ((True, False), (False, True)) and three.clean

    # publishing merges nothing: nothing is written, and the contribution becomes a conflict
    decide(reviewer, [uuid], Decision.ACCEPT).raise_if_failed("accepted")
    assert publish(reviewer, [uuid]).conflicts == [uuid]
    assert now(anna, bench) == moved
    found, three = seen(reviewer, uuid)
    assert (found.status, three.base, three.mine) == (Status.CONFLICT, found.change.base, found.change.proposed)
    assert three.theirs is not None and three.theirs.with_key(bench) == moved

    # the contributor's refresh puts the two together, says so, and the revision goes in on the new base
    told = refresh(anna, copy)["sitzbank"]
    assert (told.merged, told.conflicts) == ((bench,), ())
    (change,) = copy.changes()
    assert change.base == moved and change.proposed is not None
    again = send(anna, copy)
    assert (again.submitted, again.withheld) == ([uuid], [])
    assert contributions(anna, [uuid])[uuid].revision == 2

    decide(reviewer, [uuid], Decision.ACCEPT).raise_if_failed("accepted")
    assert publish(reviewer, [uuid]).done == [uuid]
    both = now(anna, bench)
    assert both.properties["material"] == material and same_geometry(both.geometry, moved.geometry)
    assert not refresh(anna, copy)["sitzbank"].conflicts and copy.changes() == []


def test_the_same_field_in_two_ways_is_decided_by_its_author(log_in: Log, bench: str, tmp_path: Path) -> None:
    anna, reviewer = log_in(ANNA), log_in(REVIEWER)
    copy = copy_of(anna, tmp_path / "anna.gpkg")
    mine, theirs = sorted({"holz", "metall", "stein"} - {now(anna, bench).properties["material"]})[:2]
    edit(copy, bench, material=mine)
    (uuid,) = send(anna, copy).submitted
    meanwhile(log_in, tmp_path / "amt.gpkg", bench, material=theirs)
    decide(reviewer, [uuid], Decision.ACCEPT).raise_if_failed("accepted")
    assert publish(reviewer, [uuid]).conflicts == [uuid]

    assert refresh(anna, copy)["sitzbank"].conflicts == (bench,)
    (found,) = copy.conflicts()
    (cell,) = found.merge.conflicts
    assert (found.uuid, cell.name, cell.mine, cell.theirs) == (uuid, "material", mine, theirs)
    assert send(anna, copy).submitted == [] and now(anna, bench).properties["material"] == theirs

    copy.take_mine("sitzbank", found.local_id)
    assert send(anna, copy).submitted == [uuid]
    decide(reviewer, [uuid], Decision.ACCEPT).raise_if_failed("accepted")
    assert publish(reviewer, [uuid]).done == [uuid]
    assert now(anna, bench).properties["material"] == mine


def test_a_proposal_that_gives_way_is_said_as_a_comment_once(log_in: Log, bench: str, tmp_path: Path) -> None:
    anna, reviewer = log_in(ANNA), log_in(REVIEWER)
    copy = copy_of(anna, tmp_path / "anna.gpkg")
    mine, theirs = sorted({"holz", "metall", "stein"} - {now(anna, bench).properties["material"]})[:2]
    edit(copy, bench, material=mine)
    (uuid,) = send(anna, copy).submitted
    meanwhile(log_in, tmp_path / "amt.gpkg", bench, material=theirs)
    refresh(anna, copy)
    (found,) = copy.conflicts()
    assert found.waiting and found.arrived and found.uuid == uuid
    assert not copy.give_way("sitzbank", found.local_id).left and copy.changes() == []
    text = f"Vorschlag zu Bank {found.key}: material {theirs} → {mine}"
    assert say(anna, uuid, text) == say(anna, uuid, text)
    (remark,) = history(reviewer, uuid).remarks
    assert (remark.kind, remark.text) == ("comment", text)
    assert withdraw(anna, copy, uuid).status is Status.WITHDRAWN
    assert not refresh(anna, copy)["sitzbank"].conflicts


def test_a_bench_that_was_moved_out_of_the_extent_is_found_and_merged(log_in: Log, bench: str, tmp_path: Path) -> None:
    anna = log_in(ANNA)
    x, y = now(anna, bench).geometry["coordinates"]  # type: ignore[index]
    copy = WorkingCopy.create(tmp_path / "anna.gpkg", anna.client.url, anna.epoch)
    check_out(anna, copy, ["sitzbank"], lambda _: (x - 1, y - 1, x + 1, y + 1))
    edit(copy, bench, lehne="unbekannt")
    meanwhile(log_in, tmp_path / "amt.gpkg", bench, east=3.5)
    told = refresh(anna, copy)["sitzbank"]
    assert (told.merged, told.conflicts) == ((bench,), ())
    (change,) = copy.changes()
    assert change.feature.geometry == now(anna, bench).geometry and change.feature.properties["lehne"] == "unbekannt"


def test_who_asks_first_is_told_before_anything_is_sent(log_in: Log, bench: str, tmp_path: Path) -> None:
    """A draft meets what somebody else published: it is merged before it is submitted, and needs no second round."""
    anna, reviewer = log_in(ANNA), log_in(REVIEWER)
    copy = copy_of(anna, tmp_path / "anna.gpkg")
    edit(copy, bench, lehne="unbekannt")
    meanwhile(log_in, tmp_path / "amt.gpkg", bench, east=3.5)
    moved = now(anna, bench)
    assert refresh(anna, copy)["sitzbank"].merged == (bench,)
    (uuid,) = send(anna, copy).submitted
    decide(reviewer, [uuid], Decision.ACCEPT).raise_if_failed("accepted")
    assert publish(reviewer, [uuid]).done == [uuid]
    assert now(anna, bench).properties["lehne"] == "unbekannt" and now(anna, bench).geometry == moved.geometry
