"""Many actions in one go: the same in every way as one after the other."""

from __future__ import annotations

import time

import pytest
from qgis.core import QgsDefaultValue, QgsVectorLayer

from plugin.domain.contribution import Reason, Status
from plugin.domain.record import chained
from plugin.server.queue.events import EventLog
from plugin.server.writing import execute
from plugin.server.writing.columns import looks_around
from plugin.server.writing.transaction import asked_version
from plugin.services.contributions import transition
from plugin.services.wfs.filters import FeatureIds
from plugin.services.wfs.model import Action, Delete, NewFeature, Update

from .stories import UUIDS, accept, edited, halves, submitted
from .town import BOEHME, MILENA, WEISS, InPostgis, Town, delete, insert, point, tree, update

pytestmark = pytest.mark.qgis
MANY = 30


def benches(count: int = MANY) -> list[Action]:
    return [
        insert(
            "sitzbank", NewFeature({"nummer": f"N-{number}"}, point((495000.0 + number, 5670000.0))), handle=f"{number}"
        )
        for number in range(count)
    ]


def test_ids_come_in_order_with_their_handles_and_each_row_is_recorded(town: Town) -> None:
    result = town.done(MILENA, *benches())
    assert [(entry.handle, entry.fid) for entry in result.inserted] == [
        (f"{number}", f"sitzbank.{number + 3}") for number in range(MANY)
    ]
    assert [row["nummer"] for row in town.rows("sitzbank")[2:]] == [f"N-{number}" for number in range(MANY)]
    events = town.rows("event")
    assert [row["feature_key"] for row in events] == [f"{number + 3}" for number in range(MANY)]
    assert events[0]["previous_hash"] is None
    for row, before in zip(events[1:], events, strict=False):
        assert row["previous_hash"] == before["hash"]
        assert row["hash"] == chained(row)


def test_updates_and_deletes_by_key_each_do_what_they_say(town: Town) -> None:
    ids = [entry.fid for entry in town.done(MILENA, *benches()).inserted]
    wishes = [Update("sitzbank", FeatureIds((fid,)), {"material": f"M {fid}"}) for fid in ids]
    assert town.done(MILENA, *wishes).total_updated == MANY
    assert [row["material"] for row in town.rows("sitzbank")[2:]] == [f"M {fid}" for fid in ids]
    gone = [Delete("sitzbank", FeatureIds((fid,))) for fid in ids[5:]]
    assert town.done(MILENA, *gone).total_deleted == MANY - 5
    assert [row["nummer"] for row in town.rows("sitzbank")[2:]] == [f"N-{number}" for number in range(5)]


@pytest.mark.parametrize(
    ("who", "bad", "status", "word"),
    [
        (MILENA, update("sitzbank", 20, "x", zustand="kaputt"), 400, "zustand"),
        (MILENA, update("sitzbank", 20, "x", nummer="B-1"), 400, "B-1"),
        (MILENA, update("sitzbank", 99, "x", material="Holz"), 409, "sitzbank"),
        (WEISS, update("sitzbank", 2, "x", material="Holz"), 403, "sitzbank"),
    ],
)
def test_what_goes_wrong_in_the_middle_names_its_action(
    town: Town, who: str, bad: Action, status: int, word: str
) -> None:
    town.done(MILENA, *benches())
    around = [update("sitzbank", number, f"{number}", material="Stein") for number in range(3, 30) if number != 20]
    got, text = town.refused(who, *around[:12], bad, *around[12:])
    assert (got, 'locator="x"' in text, word in text) == (status, True, True), text


def test_of_two_bad_actions_the_first_is_named_whatever_is_wrong_with_it(town: Town) -> None:
    """Rights are looked at after writing, values before: the order of the document counts."""
    beyond = update("sitzbank", 1, "fremd", material="Holz")
    wrong = update("sitzbank", 2, "falsch", zustand="kaputt")
    assert 'locator="fremd"' in town.refused(BOEHME, beyond, wrong)[1]
    assert 'locator="falsch"' in town.refused(BOEHME, wrong, beyond)[1]


def test_a_row_that_is_named_twice_is_written_twice(town: Town) -> None:
    result = town.done(MILENA, update("sitzbank", 1, material="Holz A"), update("sitzbank", 1, material="Holz B"))
    assert (result.total_updated, town.rows("sitzbank")[0]["material"]) == (2, "Holz B")
    assert len(town.rows("event")) == 2
    status, _ = town.refused(MILENA, delete("sitzbank", 2), delete("sitzbank", 2))
    assert status == 409


def test_unique_numbers_are_handed_on_in_the_order_of_the_document(town: Town) -> None:
    town.done(MILENA, update("sitzbank", 1, nummer="B-7"), update("sitzbank", 2, nummer="B-1"))
    assert [row["nummer"] for row in town.rows("sitzbank")] == ["B-7", "B-1"]
    status, text = town.refused(MILENA, update("sitzbank", 1, "x", nummer="B-1"), update("sitzbank", 2, nummer="B-9"))
    assert (status, 'locator="x"' in text) == (400, True)


def test_what_the_database_alone_forbids_is_told_in_good_words(town: Town) -> None:
    status, text = town.refused(MILENA, update("sitzbank", 2, "x", nummer="B-1"))
    assert (status, "is unique, and &#x27;B-1&#x27; is taken" in text or "'B-1' is taken" in text) == (400, True), text


def test_a_run_is_one_statement_and_a_single_action_is_none(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    runs: list[int] = []
    write = execute.changes.write
    monkeypatch.setattr(execute.changes, "write", lambda work, some: runs.append(len(some)) or write(work, some))
    actions = [*benches(10), update("sitzbank", 1, material="a"), update("sitzbank", 2, material="b"), *benches(0)]
    town.done(MILENA, *actions, delete("sitzbank", 1), insert("baum", tree()), delete("sitzbank", 2))
    assert runs == [10, 2, 1, 1, 1]


@pytest.mark.parametrize(
    ("text", "around"),
    [
        ("now()", False),
        ("'Nr. ' || uuid()", False),
        ("round($area, 2) + x(centroid($geometry))", False),
        ("coalesce(@project_title, upper('a'))", False),
        ('maximum("fid") + 1', True),
        ("overlay_within('verwaltungsgebiet', ars)[0]", True),
        ("attribute(get_feature('baum', 'fid', 1), 'art')", True),
        ("eval('count(1)')", True),
    ],
)
def test_what_may_depend_on_other_rows_is_known(text: str, around: bool, qgis_app: object) -> None:
    layer = QgsVectorLayer("Point?field=fid:int&field=art:string", "baum", "memory")
    layer.setDefaultValueDefinition(1, QgsDefaultValue(text))
    assert looks_around(layer) is around


def test_the_loser_hears_who_was_faster_and_when(town: Town) -> None:
    seen = {"h": town.state("baum", 1)}
    town.done(MILENA, update("baum", 1, "h", hoehe="12.5"), conditions=seen)
    winner = town.rows("event")[0]["actor"]
    told = f"The last change here was made by {winner} at 2026-05-04T12:00:00Z."
    status, text = town.refused(WEISS, update("baum", 1, "h", hoehe="13"), conditions=seen)
    assert (status, told in text, "Nowakowska" in text, "verwaltung" in text) == (409, True, False, False), text
    town.done(MILENA, delete("baum", 1, "h"), conditions={"h": town.state("baum", 1)})
    status, text = town.refused(WEISS, update("baum", 1, "h", hoehe="13"), conditions=seen)
    assert (status, told in text) == (409, True)


def test_who_decides_too_late_hears_who_decided_and_when(town: Town) -> None:
    submitted(town, edited(town, hoehe=9.0))
    accept(town, WEISS)
    winner = town.rows("event")[-1]["actor"]
    status, text = town.refused(
        MILENA, transition(UUIDS[0], Status.REJECTED, reason_code=Reason.ATTRIBUTES, note="Nein")
    )
    assert (status, f"It became accepted by {winner} at 2026-05-04T12:00:00Z." in text) == (409, True), text


def test_who_publishes_on_an_old_state_hears_who_changed_the_row(town: Town) -> None:
    wish = submitted(town, edited(town, hoehe=9.0))
    accept(town, WEISS)
    town.done(MILENA, update("baum", 1, "h", hoehe="12.5"), conditions={"h": town.state("baum", 1)})
    winner = town.rows("event")[-1]["actor"]
    status, text = town.refused(WEISS, *halves(wish)[0])
    assert (status, f"made by {winner} at 2026-05-04T12:00:00Z" in text) == (409, True), text


def test_a_change_past_the_service_is_told_of_nobody(town: Town) -> None:
    seen = {"h": town.state("baum", 1)}
    town.edit("baum", 1, art="Esche")
    status, text = town.refused(WEISS, update("baum", 1, "h", hoehe="13"), conditions=seen)
    assert (status, "made by" in text) == (409, False)


def test_a_connection_that_is_lost_before_the_end_keeps_nothing(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """QGIS connects anew by itself and would say that all is kept."""
    if not isinstance(town, InPostgis):
        pytest.skip("a GeoPackage has no connection to lose")
    town.done(MILENA, update("sitzbank", 1, material="Holz"))
    before, write = town.everything(), EventLog.write

    def write_and_lose(log: EventLog) -> None:
        write(log)
        town.sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )

    with monkeypatch.context() as losing:
        losing.setattr(EventLog, "write", write_and_lose)
        assert town.send(MILENA, *benches(3)).status != 200
    assert town.everything() == before
    assert town.done(MILENA, *benches(3)).total_inserted == 3


@pytest.mark.parametrize(
    ("body", "version"),
    [
        (b'<?xml version="1.0"?><wfs:Transaction xmlns:wfs="x" service="WFS" version="1.0.0"/>', "1.0.0"),
        (b'<Transaction version="1.1.0"><Insert version="1.0.0"/></Transaction>', "1.1.0"),
        (b'<!-- version="1.0.0" --><Transaction/>', "1.1.0"),
        (b"<" * 4_000_000, "1.1.0"),
        (b"", "1.1.0"),
    ],
)
def test_the_version_of_a_refusal_is_that_of_the_root(body: bytes, version: str) -> None:
    began = time.monotonic()
    assert asked_version(body) == version
    assert time.monotonic() - began < 1
