"""What is not sent, what is refused, and what a server says that is not so."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from plugin.adapters.working_copy import WorkingCopy
from plugin.domain.errors import AccessDenied, ConsentNeeded, NoTransactions
from plugin.domain.protection import Protection
from plugin.workflows.contribute import resume, submit
from plugin.workflows.plain import notice
from tests import faults
from tests.contract.personality import GML3
from tests.contract.server import ContractServer
from tests.fault_proxy import FaultProxy
from tests.http_wire import TRANSACTION

from .bench import Desk
from .grounds import Ground, contract, new_tree

pytestmark = [pytest.mark.live, pytest.mark.qgis]

Make = Callable[..., Ground]


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Make]:
    """A contract server of this test's own, with fields of its personality changed."""
    with ExitStack() as stack:

        def make(personality: str, **changed: Any) -> Ground:
            (tmp_path / personality).mkdir()
            return contract(stack.enter_context(ContractServer(personality, tmp_path / personality, changed)))

        yield make


def test_nothing_is_published_before_the_person_has_said_yes(plain: Ground, tmp_path: Path) -> None:
    key = new_tree(plain)
    with FaultProxy(plain.port) as proxy:
        desk = Desk.with_layers(plain, tmp_path, "baum", "bank", port=proxy.port)
        desk.edit("baum", f"UPDATE {{}} SET nummer = 1234 WHERE uuid = '{key}'")
        point = "AsGPB(MakePoint(492888, 5670888, 25833))"
        desk.edit("bank", f"INSERT INTO {{}} (geom, name) VALUES ({point}, 'Neue Bank')")
        with desk.copy() as copy:
            about = notice(desk.connection(), copy)
            assert about is not None and about.not_once == 1
            assert about.layers == (plain.named("baum"), plain.named("bank"))
            with pytest.raises(ConsentNeeded):
                submit(desk.connection(), copy, new_uuid=lambda: str(uuid4()))
        assert not [one for one in proxy.seen if one.is_(TRANSACTION)]
    assert plain.row("baum", key)["nummer"] == 7 and desk.states() == []


def test_where_only_inserts_are_offered_an_update_is_not_sent(made: Make, tmp_path: Path) -> None:
    ground = made("geoserver", operations=["Query", "Insert"])
    key = new_tree(ground)
    with FaultProxy(ground.port) as proxy:
        desk = Desk.with_layers(ground, tmp_path, "baum", port=proxy.port)
        desk.edit("baum", f"UPDATE {{}} SET nummer = 1234 WHERE uuid = '{key}'")
        (problem,) = desk.submit().refused.values()
        assert isinstance(problem, AccessDenied) and "update" in problem.text
        assert not [one for one in proxy.seen if one.is_(TRANSACTION)]
    assert desk.states() == ["refused"] and desk.pending() == 1


def test_a_service_that_only_reads_takes_no_changes(made: Make, tmp_path: Path) -> None:
    ground = made("geoserver", operations=["Query"])
    desk = Desk.with_layers(ground, tmp_path, "baum")
    desk.edit("baum", "UPDATE {} SET nummer = 1234 WHERE uuid = 'b-1'")
    with pytest.raises(NoTransactions):
        desk.submit()
    assert desk.pending() == 1


@pytest.mark.parametrize("personality", ["geoserver", "tinyows", "deegree", "arcgis"])
def test_what_a_server_refuses_is_kept_with_its_reason_and_the_rest_arrives(
    made: Make, tmp_path: Path, personality: str
) -> None:
    """Lesson 1: of three changes one is not acceptable."""
    ground = made(personality)
    desk = Desk.with_layers(ground, tmp_path, "baum")
    desk.edit("baum", "UPDATE {} SET nummer = 100 WHERE uuid = 'b-1'")
    desk.edit("baum", "UPDATE {} SET art = NULL WHERE uuid = 'b-2'")
    desk.edit("baum", "UPDATE {} SET nummer = 300 WHERE uuid = 'b-4'")
    done = desk.submit()
    assert len(done.published) == 2 and len(done.refused) == 1
    with desk.copy() as copy:
        (item,) = [one for one in copy.items() if one.state == "refused"]
    assert "cannot be emptied" in item.reason
    assert [ground.row("baum", key)["nummer"] for key in ("b-1", "b-4")] == [100, 300]
    assert ground.row("baum", "b-2")["art"] == "Rüster" and desk.pending() == 1


def test_a_server_that_says_done_and_does_nothing_is_not_believed(made: Make, tmp_path: Path) -> None:
    ground = made("geoserver", deaf=True)
    desk = Desk.with_layers(ground, tmp_path, "baum")
    desk.edit("baum", "UPDATE {} SET nummer = 100 WHERE uuid = 'b-1'")
    done = desk.submit()
    assert not done.published and len(done.unknown) == 1
    assert desk.pending() == 1 and desk.states() == ["unknown"]


def test_an_update_that_was_torn_is_made_whole(made: Make, tmp_path: Path) -> None:
    """QGIS Server on GeoPackage: the geometry is written, the attributes are not, and success is said."""
    ground = made("tinyows", torn=True)
    desk = Desk.with_layers(ground, tmp_path, "baum")
    point = "AsGPB(MakePoint(492999, 5670999, 25833))"
    desk.edit("baum", f"UPDATE {{}} SET nummer = 100, geom = {point} WHERE uuid = 'b-1'")
    assert len(desk.submit().published) == 1
    row = ground.row("baum", "b-1")
    assert (row["nummer"], row["geometry"]["coordinates"]) == (100, [492999, 5670999])


@pytest.mark.parametrize("personality", ["geoserver", "deegree"])
def test_what_vanishes_between_select_and_update_is_not_called_done(
    made: Make, tmp_path: Path, personality: str
) -> None:
    """Both count what an earlier SELECT has met: one is told to have been updated, and none is there."""
    ground = made(personality)
    desk = Desk.with_layers(ground, tmp_path, "baum")
    desk.edit("baum", "UPDATE {} SET nummer = 100 WHERE uuid = 'b-1'")
    meanwhile(ground, "DELETE FROM baum WHERE uuid = 'b-1'")
    done = desk.submit()
    assert not done.published and len(done.refused) == 1
    assert desk.states() == ["refused"] and desk.pending() == 1


def meanwhile(ground: Ground, sql: str) -> None:
    with closing(sqlite3.connect(ground.facts["database"])) as connection, connection:
        connection.execute("INSERT INTO meanwhile VALUES (?)", (sql,))


@pytest.mark.parametrize("fault", [None, faults.lost])
def test_where_the_server_gives_its_own_keys_nothing_comes_twice_and_the_level_says_so(
    made: Make, tmp_path: Path, fault: Callable[[], Any] | None
) -> None:
    ground = made("tinyows", own_keys=True)
    with FaultProxy(ground.port) as proxy:
        desk = Desk.with_layers(ground, tmp_path, "baum", port=proxy.port)
        assert desk.checked_out("baum").protection == Protection.VERIFIED
        point = "AsGPB(MakePoint(492777, 5670777, 25833))"
        desk.edit("baum", f"INSERT INTO {{}} (geom, uuid, art) VALUES ({point}, '{uuid4()}', 'Umgetauft')")
        if fault:
            proxy.inject(fault(), when=TRANSACTION)
        for _ in range(3):
            desk.submit()
        assert len([row for row in ground.rows("baum") if row["art"] == "Umgetauft"]) == 1
        if fault:
            assert desk.states() == ["unknown"]
        else:
            desk.refresh()
            assert desk.checked_out("baum").protection == Protection.DETECTED and desk.pending() == 0


def test_without_geojson_everything_comes_as_gml(made: Make, tmp_path: Path) -> None:
    ground = made("geoserver", formats={"text/xml; subtype=gml/3.1.1": GML3})
    desk = Desk.with_layers(ground, tmp_path, "baum", "ort", "beet")
    desk.edit("ort", "UPDATE {} SET nummer = 100 WHERE uuid = 'o-1'")
    assert len(desk.submit().published) == 1
    assert sum(one.updated for one in desk.refresh().values()) == 0 and desk.pending() == 0


def test_a_lock_that_somebody_else_holds_is_waited_for_not_broken(made: Make, tmp_path: Path) -> None:
    ground = made("arcgis")
    desk = Desk.with_layers(ground, tmp_path, "baum")
    desk.edit("baum", "UPDATE {} SET nummer = 100 WHERE uuid = 'b-1'")
    with closing(sqlite3.connect(ground.facts["database"])) as connection, connection:
        connection.execute("INSERT INTO lock SELECT 'fremd', 'baum', number, 9e18 FROM baum WHERE uuid = 'b-1'")
    done = desk.submit()
    assert len(done.refused) == 1 and ground.row("baum", "b-1")["nummer"] == 1
    with closing(sqlite3.connect(ground.facts["database"])) as connection, connection:
        connection.execute("DELETE FROM lock")
    assert len(desk.submit().published) == 1 and ground.row("baum", "b-1")["nummer"] == 100


def test_a_working_copy_of_a_stranger_with_an_unknown_level_is_not_believed(made: Make, tmp_path: Path) -> None:
    from plugin.domain.errors import Tampered

    desk = Desk.with_layers(made("geoserver"), tmp_path, "baum")
    with closing(sqlite3.connect(desk.path)) as connection, connection:
        connection.execute("UPDATE buergergis_layer SET protection = 'unverwundbar'")
    with pytest.raises(Tampered):
        WorkingCopy.open(desk.path).layers()


def test_what_was_meant_for_review_is_not_published_because_the_server_half_is_gone(
    grounds: Callable[[str], Ground], tmp_path: Path
) -> None:
    """The plugin of the server does not load one morning, and the layers can be written to by mistake."""
    ground = grounds("ours")
    key = new_tree(ground)
    with FaultProxy(ground.port) as proxy:
        desk = Desk.with_layers(ground, tmp_path, "baum", port=proxy.port)
        desk.edit("baum", f"UPDATE {{}} SET nummer = 1234 WHERE uuid = '{key}'")
        whole = desk.connection()
        offers = replace(whole.capabilities, protocol=0, transactions=True)
        bare = replace(whole, capabilities=offers, who=None)
        with desk.copy() as copy:
            with pytest.raises(NoTransactions, match="had a review queue"):
                submit(bare, copy, direct=True, new_uuid=lambda: str(uuid4()))
            with pytest.raises(NoTransactions, match="had a review queue"):
                resume(bare, copy, asked=True)
        assert not [one for one in proxy.seen if one.is_(TRANSACTION)]
    assert ground.row("baum", key)["nummer"] == 7
