"""Lesson 7: Partial or unknown success reported as success.

Seen in QGIS's WFS provider; QFieldCloud #609. Here: totals equal what was asked, per operation; ids by stable key,
never by position; a mismatch becomes *unknown* and is read back.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from osgeo import ogr

from plugin.adapters.working_copy import WorkingCopy
from plugin.domain.contribution import Status
from plugin.domain.errors import OutcomeUnknown, Safety
from plugin.workflows.ports import ItemState
from tests import faults
from tests.fault_proxy import Exchange, Fault, FaultProxy
from tests.http_wire import QUEUE, TRANSACTION
from tests.lessons.conftest import Way
from tests.lessons.people import BENCHES, Contributor

pytestmark = [pytest.mark.live, pytest.mark.qgis]


def says(kind: str, was: int, now: int | str) -> Fault:
    """The answer with another total of one kind."""
    return faults.changed(f"total{kind}>{was}<".encode(), f"total{kind}>{now}<".encode())


LIES: dict[str, Fault] = {
    "two of three": says("Inserted", 3, 2),
    "none": says("Inserted", 3, 0),
    "four": says("Inserted", 3, 4),
    "no number": says("Inserted", 3, "viele"),
    "less than nothing": says("Inserted", 3, -3),
    "another answer": faults.changed(b"TransactionResponse", b"Transaktionsantwort"),
}


@pytest.mark.parametrize("lie", LIES)
def test_a_total_that_is_not_what_was_asked_is_read_back(
    anna: Contributor, proxy: FaultProxy, straight: Way, three: list[str], lie: str
) -> None:
    anna.breaks(*three)
    injected = proxy.inject(LIES[lie], times=1, when=TRANSACTION)
    asked = proxy.inject(lambda exchange: exchange.send(exchange.forward().whole()), times=None, when=QUEUE)
    assert sorted(anna.sends().submitted) == sorted(item.uuid for item in anna.items())
    assert injected.met == 1 and asked.met, "the queue was asked what became of them"
    assert proxy.count(TRANSACTION) == 1, "what is there is not sent again"
    assert {one.status for one in anna.in_queue(straight("beitrag-a")).values()} == {Status.SUBMITTED}


@pytest.mark.parametrize("lie", LIES)
def test_what_cannot_be_read_back_is_unknown_and_never_done(
    anna: Contributor, proxy: FaultProxy, three: list[str], lie: str
) -> None:
    anna.breaks(*three)
    proxy.inject(LIES[lie], times=None, when=TRANSACTION)
    proxy.inject(faults.status(502), times=None, when=QUEUE)
    problem = anna.fails_to_send()
    assert isinstance(problem, OutcomeUnknown) and problem.safety is Safety.UNKNOWN
    assert set(anna.states()) == {ItemState.UNKNOWN} and sorted(anna.waiting()) == sorted(three)
    proxy.heal()
    anna.sends()
    assert set(anna.states()) == {ItemState.SUBMITTED} and anna.waiting() == []


@pytest.mark.parametrize(("kind", "sql"), [
    ("Updated", "UPDATE sitzbank SET lehne = 'gezählt {}' WHERE uuid = '{}'"),
    ("Deleted", "DELETE FROM sitzbank WHERE uuid = '{1}'"),
])  # fmt: skip
def test_each_operation_is_counted_for_itself(
    through: Way, straight: Way, proxy: FaultProxy, benches: Iterator[str], tmp_path: Path, kind: str, sql: str
) -> None:
    """As many rows in all are not enough where they are of another kind."""
    office = Contributor.checks_out(through("verwaltung"), tmp_path / "amt.gpkg", BENCHES)
    bench = next(benches)
    office.edits(sql.format(kind, bench))
    proxy.inject(says(kind, 1, 0), times=None, when=TRANSACTION)
    proxy.inject(faults.status(502), times=None, when=QUEUE)
    assert isinstance(office.fails_to_send(direct=True), OutcomeUnknown)
    assert office.states() == [ItemState.UNKNOWN]
    proxy.heal()
    office.sends(direct=True)
    assert office.states() == [ItemState.SUBMITTED]
    assert [one.status for one in office.in_queue(straight("verwaltung")).values()] == [Status.PUBLISHED]


def reversed_ids(exchange: Exchange) -> None:
    """The ids of what was inserted, last first, as QGIS Server itself gives them."""
    answer = exchange.forward()
    parts = answer.body.split(b'fid="')
    ids = [part.partition(b'"')[0] for part in parts[1:]]
    turned = [one + part[len(was) :] for one, was, part in zip(reversed(ids), ids, parts[1:], strict=True)]
    exchange.send(replace(answer, body=b'fid="'.join([parts[0], *turned])).whole())


def test_new_rows_are_known_by_their_key_and_not_by_their_place(
    through: Way, straight: Way, proxy: FaultProxy, tmp_path: Path
) -> None:
    office = Contributor.checks_out(through("verwaltung"), tmp_path / "amt.gpkg", BENCHES)
    middle = next(iter(office.rows().values()))["wkt"]
    add(office.path, middle, ["erste", "zweite", "dritte"])
    proxy.inject(reversed_ids, times=None, when=TRANSACTION)
    office.sends(direct=True)
    proxy.heal()
    office.refreshes()
    assert WorkingCopy.open(office.path).changes() == []
    fresh = Contributor.checks_out(straight("verwaltung"), tmp_path / "frisch.gpkg", BENCHES)
    mine, theirs = ({uuid: (row["lehne"], row["fid"]) for uuid, row in one.rows().items()} for one in (office, fresh))
    assert mine == theirs
    assert {"erste", "zweite", "dritte"} <= {name for name, _ in mine.values()}


def add(path: Path, wkt: str, names: list[str]) -> None:
    data = ogr.Open(str(path), 1)
    layer = data.GetLayerByName(BENCHES)
    for name in names:
        row = ogr.Feature(layer.GetLayerDefn())
        row["lehne"], row["zustand"] = name, "gut"
        row.SetGeometry(ogr.CreateGeometryFromWkt(wkt))
        layer.CreateFeature(row)
