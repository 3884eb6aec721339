"""The record of a town, as an auditor looks at it: valid as the service wrote it, found out where it was not."""

from __future__ import annotations

import csv
import json
import sqlite3
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from qgis.core import QgsProcessingContext, QgsProcessingException, QgsProcessingFeedback

from plugin.adapters.audit import chosen, events, harmless, write_csv
from plugin.adapters.locked_queue import locked
from plugin.adapters.queue_source import queue_of
from plugin.algorithms.export_audit import ExportAudit
from plugin.algorithms.verify_audit import VerifyAudit
from plugin.domain.contribution import Status
from plugin.domain.errors import Busy
from plugin.domain.record import COLUMNS, Anchor, Fault, chained, verify
from plugin.services.contributions import transition

from .municipality import ANNE, WEISS
from .offices import run
from .stories import UUIDS, accept, claim, edited, halves, submitted
from .town import InGeoPackage, Town

pytestmark = pytest.mark.qgis
FREE = {
    "gpkg": ("DROP TRIGGER buergergis_event_update", "DROP TRIGGER buergergis_event_delete"),
    "postgis": ("DROP TRIGGER buergergis_event ON {q}event",),
}
"""What somebody who owns the database does first."""


@pytest.fixture
def busy_town(town: Town) -> Town:
    """Eight events: two contributions, one published, one sent back."""
    wish = submitted(town, edited(town, art="Esche"))
    accept(town, WEISS)
    actions, conditions = halves(wish)
    town.done(WEISS, *actions, conditions=conditions)
    submitted(town, edited(town, 2, art="Buche"), UUIDS[1])
    asked = transition(UUIDS[1], Status.NEEDS_CHANGES, reason_code="position", note="=1+1 liegt daneben")
    town.done(WEISS, claim(UUIDS[1]), asked)
    town.done(ANNE, transition(UUIDS[1], Status.WITHDRAWN))
    return town


def ids(town: Town) -> list[int]:
    return [row["id"] for row in town.rows("event")]


def test_the_service_writes_a_record_that_holds(busy_town: Town) -> None:
    results = run(VerifyAudit, busy_town)
    assert results["VALID"] is True and results["EVENTS"] == 8 and results["BROKEN"] == ""
    assert results["HEAD"] == f"8 {busy_town.rows('event')[-1]['hash']}"
    assert run(VerifyAudit, busy_town, ANCHOR=results["HEAD"])["VALID"] is True


Tamper = Callable[[Town, list[int]], list[str]]
TAMPERED: dict[str, tuple[Tamper, Callable[[list[int]], int], str]] = {
    "a changed reviewer": (
        lambda _, ids: [f"UPDATE {{q}}event SET actor = 'p-forged' WHERE id = {ids[2]}"],
        lambda ids: ids[2], "was changed after it was written"),
    "a place that was taken out": (
        lambda _, ids: [f"UPDATE {{q}}event SET ars = NULL WHERE id = {ids[4]}"],
        lambda ids: ids[4], "was changed after it was written"),
    "a missing event": (
        lambda _, ids: [f"DELETE FROM {{q}}event WHERE id = {ids[3]}"],
        lambda ids: ids[4], "is missing"),
    "another order": (
        lambda _, ids: [f"UPDATE {{q}}event SET id = 1000000 WHERE id = {ids[5]}"],
        lambda ids: ids[6], "the order was changed"),
}  # fmt: skip


@pytest.mark.parametrize("case", TAMPERED)
def test_the_first_broken_link_is_named(busy_town: Town, case: str) -> None:
    statements, where, text = TAMPERED[case]
    known = ids(busy_town)
    for statement in statements(busy_town, known):
        with pytest.raises(Exception, match="stays as it was written"):
            busy_town.sql(statement)
    for statement in (*FREE[busy_town.backend], *statements(busy_town, known)):
        busy_town.sql(statement)
    with pytest.raises(QgsProcessingException, match=text) as found:
        run(VerifyAudit, busy_town)
    assert f"vent {where(known)} " in str(found.value)
    assert "\n" not in str(found.value)


def test_a_tail_that_was_cut_off_is_found_with_the_anchor_alone(busy_town: Town) -> None:
    head, known = run(VerifyAudit, busy_town)["HEAD"], ids(busy_town)
    for statement in (*FREE[busy_town.backend], f"DELETE FROM {{q}}event WHERE id >= {known[-2]}"):
        busy_town.sql(statement)
    assert run(VerifyAudit, busy_town)["EVENTS"] == 6
    with pytest.raises(QgsProcessingException, match="The last events are missing: 8 were noted"):
        run(VerifyAudit, busy_town, ANCHOR=head)


def test_the_record_has_no_names_and_no_notes(busy_town: Town, tmp_path: Path) -> None:
    run(ExportAudit, busy_town, OUTPUT=tmp_path / "verlauf.json")
    text = (tmp_path / "verlauf.json").read_text("utf-8")
    assert len(json.loads(text)) == 8
    assert not any(word in text for word in ("Weiß", "Großmann", ANNE, WEISS, "liegt daneben"))


def test_an_export_is_what_was_asked_for(busy_town: Town, tmp_path: Path) -> None:
    output = tmp_path / "verlauf.csv"
    assert run(ExportAudit, busy_town, OUTPUT=output)["EVENTS"] == 8
    with output.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    written = [{name: row[name] for name in COLUMNS} for row in busy_town.rows("event")]
    assert rows == [{name: "" if value is None else str(value) for name, value in row.items()} for row in written]
    assert output.stat().st_mode & 0o777 == 0o600
    part = {"LAYERS": "baum,sitzbank", "FROM": "2026-05-04T12:00Z", "UNTIL": "2026-05-05"}
    assert run(ExportAudit, busy_town, OUTPUT=tmp_path / "teil.json", **part)["EVENTS"] == 8
    assert json.loads((tmp_path / "teil.json").read_text("utf-8")) == written
    assert run(ExportAudit, busy_town, OUTPUT=tmp_path / "teil.json", LAYERS="sitzbank")["EVENTS"] == 0
    assert json.loads((tmp_path / "teil.json").read_text("utf-8")) == []


def test_from_counts_and_until_does_not() -> None:
    found = [{"time": f"2026-05-04T1{hour}:00:00Z", "layer": "baum"} for hour in range(3)]
    hours = {
        ("", ""): "012",
        ("2026-05-04T11:00", ""): "12",
        ("", "2026-05-04T11:00"): "0",
        ("2026-05", "2026-06"): "012",
    }
    for (begin, end), expected in hours.items():
        assert "".join(event["time"][12] for event in chosen(found, begin, end, [])) == expected
    assert not list(chosen(found, "", "", ["sitzbank"]))


@pytest.mark.parametrize("more", [{"FROM": "gestern"}, {"UNTIL": "2026-05-04' OR 1=1"}, {"OUTPUT": "verlauf.pdf"}])
def test_what_cannot_be_exported_is_said(shared: Town, tmp_path: Path, more: dict[str, str]) -> None:
    with pytest.raises(QgsProcessingException):
        run(ExportAudit, shared, **{"OUTPUT": tmp_path / "x.csv", **more})


def test_a_cell_is_no_formula(tmp_path: Path) -> None:
    for text in ("=1+1", "+49", "-1", "@SUM(A1)", "\tx", "\r=1"):
        assert harmless(text) == "'" + text
    assert [harmless(value) for value in (None, 7, "p-00aa", "sha256:=")] == ["", "7", "p-00aa", "sha256:="]
    write_csv([{**dict.fromkeys(COLUMNS), "id": 1, "feature_key": '=HYPERLINK("x")'}], tmp_path / "a.csv")
    assert "'=HYPERLINK" in (tmp_path / "a.csv").read_text("utf-8-sig")


def test_a_cancelled_export_leaves_nothing(busy_town: Town, tmp_path: Path) -> None:
    more = ", ".join(f"('{number}')" for number in range(3000))  # than one piece
    busy_town.sql(f"INSERT INTO {{q}}event (contribution) VALUES {more}")
    (tmp_path / "alt.csv").write_text("der Stand von gestern")
    feedback = QgsProcessingFeedback(False)
    feedback.cancel()
    parameters = {"PROJECT": str(busy_town.project_file), "OUTPUT": str(tmp_path / "alt.csv")}
    with pytest.raises(QgsProcessingException, match="Cancelled"):
        ExportAudit().create().run(parameters, QgsProcessingContext(), feedback, {}, False)
    assert (tmp_path / "alt.csv").read_text() == "der Stand von gestern"
    assert not list(tmp_path.glob("*.part"))


def test_a_hundred_thousand_events_are_verified_in_seconds_and_in_little_memory(town: Town) -> None:
    queue = queue_of(town.project)
    with locked(queue) as tables:
        last: Any = None
        for start in range(0, 100_000, 500):
            rows = []
            for number in range(start, start + 500):
                fields = {"contribution": str(number), "layer": "baum", "actor": "p-00aa", "previous_hash": last}
                last = chained(fields)
                rows.append(f"('{number}', 'baum', 'p-00aa', {_text(fields['previous_hash'])}, '{last}')")
            names = "contribution, layer, actor, previous_hash, hash"
            tables.run(f"INSERT INTO {{q}}event ({names}) VALUES {', '.join(rows)}")
    began = monotonic()
    assert verify(events(queue)).head == Anchor(100_000, last)
    took = monotonic() - began
    tracemalloc.start()
    assert verify(_first(events(queue), 20_000)).head.count == 20_000
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    print(f"{town.backend}: 100,000 events in {took:.1f} s; Python's peak over 20,000: {peak / 2**20:.1f} MB")
    assert took < 30
    assert peak < 20 * 2**20
    found = verify(events(queue), Anchor(99_999, "sha256:" + "0" * 64)).broken
    assert found is not None and found.fault is Fault.ANCHOR


def _first(found: Iterator[Any], number: int) -> Iterator[Any]:
    return (event for event, _ in zip(found, range(number), strict=False))


def _text(value: str | None) -> str:
    return "NULL" if value is None else f"'{value}'"


def test_the_lock_of_the_service_is_waited_for_and_then_said(shared: Town) -> None:
    queue = queue_of(shared.project)
    with held(shared), pytest.raises(Busy, match=r"the turn did not come within 0\.3 seconds"), locked(queue, 0.3):
        raise AssertionError("somebody else has it")
    with locked(queue, 0.3) as tables:
        assert tables.count("write_lock") == 1


@contextmanager
def held(town: Town) -> Iterator[None]:
    """A worker of the service is in the middle of a Transaction."""
    take = "UPDATE {q}write_lock SET turn = turn WHERE id = 1"
    if not isinstance(town, InGeoPackage):
        town.sql(f"BEGIN; {take}")
        yield
        town.sql("ROLLBACK")
        return
    with closing(sqlite3.connect(town.gpkg, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(take.format(q=""))
        yield
        connection.execute("ROLLBACK")
