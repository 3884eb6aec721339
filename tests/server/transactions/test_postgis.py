"""What is special to PostgreSQL: rows and locks that others hold, connections that end, types of its own."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence

import pytest

from plugin.server.writing import changes
from plugin.server.writing.work import Outcome, Work
from plugin.services.wfs.filters import FeatureIds
from plugin.services.wfs.model import Action, Update

from .racing import Racer
from .stories import accept, edited, halves, proposal, submit
from .town import ANNE, WEISS, InPostgis, insert, point, tree, update

pytestmark = [pytest.mark.qgis, pytest.mark.parametrize("town", ["postgis"], indirect=True)]
HOUSE_RULES = """
ALTER TABLE {m}baum ADD CHECK (hoehe < 100), ALTER art SET NOT NULL, ADD UNIQUE (strname);
ALTER TABLE {m}baum ALTER pflanzjahr TYPE smallint, ALTER hoehe TYPE numeric(8, 2);
"""
LOSE = (
    "SELECT pg_terminate_backend(pid, 2000) FROM pg_stat_activity "
    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
)
LOST_ONCE = """
CREATE SEQUENCE public.lost; GRANT USAGE ON SEQUENCE public.lost TO PUBLIC;
CREATE FUNCTION public.lost() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
IF nextval('public.lost') = 1 THEN PERFORM pg_terminate_backend(pg_backend_pid()); END IF; RETURN NEW; END $$;
"""
BOTH = (update("laubbaum", 1, hoehe="5"), update("sitzbank", 1, material="Basalt"))


def test_what_only_the_database_forbids_is_told_and_ends_everything(town: InPostgis) -> None:
    town.sql(HOUSE_RULES)
    for field, text in (
        ("pflanzjahr", "40000"),
        ("hoehe", "100"),
        ("strname", "Große Straße"),
        ("art", None),
        ("art", "x" * 41),
    ):
        bad = update("laubbaum", 2, "x", **{field: text})
        status, report = town.refused(WEISS, insert("baum", tree()), update("sitzbank", 1, material="Holz"), bad)
        assert (status, 'locator="x"' in report) == (400, True), report
    town.done(WEISS, insert("baum", tree(hoehe="12.25")))
    assert float(town.rows("baum")[-1]["hoehe"]) == 12.25


def test_geometry_and_attributes_arrive_together_or_one_alone(town: InPostgis) -> None:
    here = FeatureIds(("sitzbank.1",))
    place = point((495003.5, 5670000.25))
    town.done(WEISS, Update("sitzbank", here, geometry=place, sets_geometry=True))
    assert town.wkt("sitzbank", 1) == "POINT (495003.5 5670000.25)"
    place = point((495004.5, 5670001.25))
    town.done(WEISS, Update("sitzbank", here, {"material": "Basalt"}, place, True))
    assert (town.wkt("sitzbank", 1), town.rows("sitzbank")[0]["material"]) == ("POINT (495004.5 5670001.25)", "Basalt")
    town.done(WEISS, Update("laubbaum", FeatureIds(("laubbaum.1",)), {"hoehe": "4"}, None, True))
    assert (town.rows("baum")[0]["geom"], town.rows("baum")[0]["hoehe"]) == (None, 4)


def test_a_row_that_somebody_else_is_changing_is_waited_for_and_read_again(town: InPostgis) -> None:
    """An administrator's open transaction: what the condition judges is what that leaves behind."""
    seen = {"h": town.state("baum", 1)}
    with town.holding("UPDATE dreiwasser.baum SET hoehe = 3 WHERE fid = 1") as other:
        done = threading.Timer(1, other)
        done.start()
        began = time.monotonic()
        got = town.send(WEISS, update("baum", 1, "h", hoehe="5"), conditions=seen)
        done.join()
    assert (got.status, time.monotonic() - began > 0.5) == (409, True), got.body.decode()
    assert town.rows("baum")[0]["hoehe"] == 3


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE buergergis.write_lock SET turn = turn",
        "SELECT 1 FROM dreiwasser.sitzbank FOR UPDATE",
        "LOCK TABLE dreiwasser.sitzbank IN SHARE ROW EXCLUSIVE MODE",
    ],
)
def test_what_others_hold_is_waited_for_five_seconds_and_can_be_read_meanwhile(town: InPostgis, statement: str) -> None:
    town.done(WEISS, update("sitzbank", 1, material="Beton"))
    with town.holding(statement):
        began = time.monotonic()
        got = town.send(WEISS, update("sitzbank", 1, material="Basalt"))
        assert (got.status, 4.5 < time.monotonic() - began < 6.5) == (503, True), got.body.decode()
        assert got.headers["Retry-After"]
        assert town.feature("sitzbank", 1).properties["material"] == "Beton"
    town.done(WEISS, update("sitzbank", 1, material="Basalt"))


def test_a_connection_that_the_database_ended_is_made_anew(town: InPostgis) -> None:
    town.done(WEISS, update("sitzbank", 1, material="Beton"))
    end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
    town.sql(f"{end} AND pid <> pg_backend_pid()")
    statuses = [town.send(WEISS, update("sitzbank", 1, material=str(number))).status for number in range(2)]
    assert statuses[0] in (200, 503) and statuses[1] == 200


@pytest.mark.parametrize("doomed", ["dreiwasser.sitzbank", "dreiwasser.baum", "buergergis.event"])
@pytest.mark.parametrize("kind", ["BEFORE", "AFTER"])
def test_a_connection_that_is_lost_inside_a_statement_tears_nothing(town: InPostgis, doomed: str, kind: str) -> None:
    """The server's process ends itself, once: a sequence does not come back with what is undone. What was refused by a
    row's table is tried again as a whole."""
    town.done(WEISS, update("sitzbank", 1, material="Beton"))
    town.sql(LOST_ONCE)
    operation = "INSERT" if doomed == "buergergis.event" else "UPDATE"
    town.sql(f"CREATE TRIGGER lost {kind} {operation} ON {doomed} FOR EACH ROW EXECUTE FUNCTION public.lost()")
    before = town.everything()
    status, after = town.send(WEISS, *BOTH).status, town.everything()
    if status == 200:
        changed = (town.rows("baum")[0]["hoehe"], town.rows("sitzbank")[0]["material"])
        assert (changed, len(after["event"]) - len(before["event"])) == ((5, "Basalt"), 2)
    else:
        assert after == before
    assert town.cluster.sql("SELECT is_called FROM public.lost", town.database) == "t\n"
    town.done(WEISS, *BOTH)


def test_nothing_is_written_where_the_connection_is_lost_between_two_statements(
    town: InPostgis, monkeypatch: pytest.MonkeyPatch
) -> None:
    town.done(WEISS, update("sitzbank", 1, material="Beton"))
    written = changes.write

    def write_and_lose(work: Work, actions: Sequence[Action]) -> list[Outcome]:
        outcomes = written(work, actions)
        town.sql(LOSE)
        return outcomes

    with monkeypatch.context() as patched:
        patched.setattr(changes, "write", write_and_lose)
        town.refused(WEISS, *BOTH)
        town.refused(WEISS, BOTH[0])
    town.done(WEISS, *BOTH)


def test_who_may_write_by_oneself_writes_nothing_outside_of_a_transaction(town: InPostgis) -> None:
    """What opens connections that may write at once takes the guard away: the service then writes nothing."""
    services = town.cluster.service_file
    kept = services.read_text("utf-8")
    entry = f"[{town.database}_schreiben]\n"
    assert entry in kept
    try:
        services.write_text(kept.replace(entry, entry + "options=-c default_transaction_read_only=off\n"), "utf-8")
        status, told = town.refused(WEISS, *BOTH)
        assert "default_transaction_read_only" in told, (status, told)
    finally:
        services.write_text(kept, "utf-8")
    town.done(WEISS, *BOTH)


def test_a_change_past_the_service_is_a_conflict(town: InPostgis) -> None:
    wish = proposal(edited(town, hoehe=12.5))
    town.done(ANNE, submit(wish))
    accept(town, WEISS)
    town.sql("UPDATE {m}baum SET strname = 'Neue Straße' WHERE fid = 1")
    assert town.refused(WEISS, *halves(wish)[0])[0] == 409


def test_a_type_that_changes_is_noticed(town: InPostgis) -> None:
    town.done(WEISS, update("laubbaum", 1, pflanzjahr="1987"))
    town.sql("ALTER TABLE {m}baum ALTER pflanzjahr TYPE smallint")
    assert town.refused(WEISS, update("laubbaum", 1, pflanzjahr="40000"))[0] == 400
    town.done(WEISS, update("laubbaum", 1, pflanzjahr="1988"))


def test_of_two_with_the_same_base_exactly_one_wins(town: InPostgis) -> None:
    """The two are processes of one host; that they could be of two is shown by tests/live."""
    racers = [Racer(town.project_file) for _ in range(2)]
    for number in range(10):
        seen = {"h": town.state("baum", 1)}
        for place, racer in enumerate(racers):
            racer.ask(WEISS, update("baum", 1, "h", hoehe=str(number + 1 + place / 4)), conditions=seen)
        assert sorted(racer.hear()[0] for racer in racers) == [200, 409]
    for racer in racers:
        racer.close()
