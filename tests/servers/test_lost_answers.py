"""The server commits and nobody hears of it, or it is never asked: one feature each, on every kind of server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from plugin.domain.errors import Problem
from plugin.workflows.plain_doubt import has_arrived, look_again, send_again
from tests import faults
from tests.fault_proxy import Fault, FaultProxy
from tests.http_wire import TRANSACTION

from .bench import Desk
from .grounds import Ground, new_tree

pytestmark = [pytest.mark.live, pytest.mark.qgis]

TROUBLES = {"lost answer": faults.lost, "never arrived": faults.unsent}


@pytest.fixture(params=TROUBLES)
def trouble(request: pytest.FixtureRequest) -> Fault:
    return TROUBLES[request.param]()


@pytest.fixture
def proxy(ground: Ground) -> Iterator[FaultProxy]:
    with FaultProxy(ground.port) as made:
        yield made


def until_done(desk: Desk) -> int:
    """Submit as a person does who is told that it did not work; how often it took."""
    for attempt in range(1, 5):
        try:
            desk.submit()
        except Problem:
            continue
        if set(desk.states()) <= {"settled", "submitted"}:
            return attempt
    raise AssertionError(desk.states())


def test_a_new_feature_is_there_once(ground: Ground, proxy: FaultProxy, trouble: Fault, tmp_path: Path) -> None:
    desk, key = Desk.with_layers(ground, tmp_path, "baum", port=proxy.port), str(uuid4())
    point = "AsGPB(MakePoint(492777, 5670777, 25833))"
    desk.edit("baum", f"INSERT INTO {{}} (geom, uuid, art) VALUES ({point}, '{key}', 'Verlorene Eiche')")
    proxy.inject(trouble, when=TRANSACTION)
    until_done(desk)
    assert [row["art"] for row in ground.rows("baum") if row["uuid"] == key] == ["Verlorene Eiche"]
    assert sum(one.added + one.removed for one in desk.refresh().values()) == 0 and desk.pending() == 0


def test_an_update_and_a_delete_are_done(ground: Ground, proxy: FaultProxy, trouble: Fault, tmp_path: Path) -> None:
    changed, deleted = new_tree(ground), new_tree(ground)
    desk = Desk.with_layers(ground, tmp_path, "baum", port=proxy.port)
    desk.edit("baum", f"UPDATE {{}} SET nummer = 99 WHERE uuid = '{changed}'")
    desk.edit("baum", f"DELETE FROM {{}} WHERE uuid = '{deleted}'")
    proxy.inject(trouble, times=2, when=TRANSACTION)
    until_done(desk)
    assert ground.row("baum", changed)["nummer"] == 99
    assert not [row for row in ground.rows("baum") if row["uuid"] == deleted]
    assert desk.refresh() and desk.pending() == 0


@pytest.fixture
def proxied(plain: Ground) -> Iterator[tuple[Ground, FaultProxy]]:
    with FaultProxy(plain.port) as made:
        yield plain, made


def new_bench(ground: Ground, proxy: FaultProxy, folder: Path) -> tuple[Desk, Callable[[], int]]:
    """A new bench in a layer without a key; how many there are of it on the server."""
    desk, name = Desk.with_layers(ground, folder, "bank", port=proxy.port), f"Bank {uuid4()}"
    point = "AsGPB(MakePoint(492888, 5670888, 25833))"
    desk.edit("bank", f"INSERT INTO {{}} (geom, name, zustand) VALUES ({point}, '{name}', 'gut')")
    return desk, lambda: sum(row["name"] == name for row in ground.rows("bank"))


def test_without_a_key_a_new_feature_whose_answer_is_lost_stays_with_a_person(
    proxied: tuple[Ground, FaultProxy], tmp_path: Path
) -> None:
    """It is never sent again by itself; the person sees what lies there, and says that it is it."""
    ground, proxy = proxied
    desk, count = new_bench(ground, proxy, tmp_path)
    proxy.inject(faults.lost(), when=TRANSACTION)
    for _ in range(3):
        done = desk.submit()
        assert len(done.unknown) == 1 and not done.published
    assert count() == 1 and desk.states() == ["unknown"]
    with desk.copy() as copy:
        (doubt,) = look_again(desk.connection(), copy, copy.in_doubt())
        assert len(doubt.alike) == 1
        has_arrived(copy, doubt)
    assert sum(one.added + one.removed for one in desk.refresh().values()) == 0
    assert desk.pending() == 0 and count() == 1 and desk.states() == ["settled"]


def test_without_a_key_a_person_may_say_that_it_did_not_arrive(
    proxied: tuple[Ground, FaultProxy], tmp_path: Path
) -> None:
    ground, proxy = proxied
    desk, count = new_bench(ground, proxy, tmp_path)
    proxy.inject(faults.unsent(), when=TRANSACTION)
    assert len(desk.submit().unknown) == 1
    assert count() == 0
    with desk.copy() as copy:
        (doubt,) = look_again(desk.connection(), copy, copy.in_doubt())
        assert doubt.alike == ()
        assert len(send_again(desk.connection(), copy, [doubt.item]).published) == 1
    assert count() == 1 and desk.pending() == 0
