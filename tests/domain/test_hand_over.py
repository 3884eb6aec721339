"""A pothole goes from the city to the county and back: who has it, until when, and who is reminded."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugin.domain.contribution import Status
from plugin.domain.directory import Body, Directory
from plugin.domain.errors import InvalidContent
from plugin.domain.hand_over import RETURNS, Waiting, acting, after_return, loads, order, overdue
from plugin.domain.moment import as_text

NOON = datetime(2026, 12, 27, 12, 0, tzinfo=UTC)
CHRISTMAS = (("2026-12-24", "2027-01-01"),)
DIRECTORY = Directory(
    {
        "tiefbau": Body("tiefbau", "Tiefbauamt", "149990010010", days=7, substitute="rathaus", absent=CHRISTMAS),
        "rathaus": Body("rathaus", "Rathaus", "149990010010"),
        "kreis": Body("kreis", "Kreis", "14999", days=21, substitute="strassen"),
        "strassen": Body("strassen", "Straßenmeisterei", "14999", substitute="nacht", absent=CHRISTMAS),
        "nacht": Body("nacht", "Nachtdienst", "14999", substitute="strassen", absent=CHRISTMAS),
    },
    coordinator="kreis",
)


def test_a_body_has_its_days_and_a_deadline_that_is_stated_counts() -> None:
    found = order(DIRECTORY, "kreis", NOON)
    assert (found.body, found.due - NOON, found.ars) == ("kreis", timedelta(days=21), "14999")
    assert as_text(order(DIRECTORY, "kreis", NOON, "2027-01-05").due) == "2027-01-05T23:59:59Z"
    assert as_text(order(DIRECTORY, "kreis", NOON, "2027-01-05T08:00:00Z").due) == "2027-01-05T08:00:00Z"


def test_while_a_body_is_absent_its_substitute_gets_it() -> None:
    assert order(DIRECTORY, "tiefbau", NOON).body == "rathaus"
    assert order(DIRECTORY, "tiefbau", NOON + timedelta(days=6)).body == "tiefbau"
    assert acting(DIRECTORY, DIRECTORY.bodies["strassen"], "2026-12-25").id == "nacht", (
        "two that stand in for each other"
    )


@pytest.mark.parametrize("name", ["", "grünflächenamt"])
def test_a_body_that_nobody_knows_gets_nothing(name: str) -> None:
    with pytest.raises(InvalidContent, match="name the authority in responsible_body: kreis, nacht"):
        order(DIRECTORY, name, NOON)


@pytest.mark.parametrize(
    "due", ["2026-12-26", "2026-12-27T11:59:00Z", "2028-06-01", "bald", "2027-01-05T08:00:00", "x" * 10]
)
def test_a_deadline_lies_between_now_and_a_year_from_now(due: str) -> None:
    with pytest.raises(InvalidContent, match="deadline"):
        order(DIRECTORY, "kreis", NOON, due)


def test_without_a_directory_any_name_goes_and_gives_nobody_a_right() -> None:
    found = order(None, "Straßenmeisterei Nord", NOON)
    assert (found.body, found.ars) == ("Straßenmeisterei Nord", "")
    with pytest.raises(InvalidContent, match="any name"):
        order(None, "", NOON)


def test_the_second_return_goes_to_the_coordinator() -> None:
    assert after_return(DIRECTORY, 1, NOON) is None
    found = after_return(DIRECTORY, RETURNS, NOON)
    assert found is not None and found.body == "kreis"
    assert after_return(None, RETURNS, NOON) is None


def waiting(
    uuid: str, body: str, *, days_old: int = 0, due_in: int | None = None, status: str = "submitted"
) -> Waiting:
    due = "" if due_in is None else as_text(NOON + timedelta(days=due_in))
    created = as_text(NOON - timedelta(days=days_old))
    return Waiting.of({"uuid": uuid, "status": status, "responsible_body": body, "created": created, "due": due})


QUEUE = [
    waiting("a", "kreis", days_old=30, due_in=-3, status="forwarded"),
    waiting("b", "kreis", days_old=9, due_in=1, status="in_review"),
    waiting("c", "tiefbau", days_old=2),
    waiting("d", "kreis", days_old=99, due_in=-50, status="published"),
    waiting("e", "rathaus", days_old=20, due_in=-4, status="needs_changes"),
    waiting("f", "rathaus", days_old=1, due_in=9),
    waiting("g", "", days_old=1),
]


def test_what_is_late_is_listed_longest_first_and_what_is_done_is_not() -> None:
    assert [row.uuid for row in overdue(QUEUE, NOON)] == ["e", "a"]


def test_the_load_of_each_office() -> None:
    found = {load.body: load for load in loads(QUEUE, NOON)}
    assert [load.body for load in loads(QUEUE, NOON)] == ["kreis", "rathaus", "", "tiefbau"]
    kreis = found["kreis"]
    assert (kreis.open, kreis.handed_over, kreis.overdue, kreis.soon) == (2, 1, 1, 1)
    assert kreis.oldest == timedelta(days=30)


ROW = st.fixed_dictionaries(
    {name: st.one_of(st.none(), st.text(max_size=25), st.integers(), st.sampled_from([str(s) for s in Status]))
     for name in ("uuid", "layer", "status", "responsible_body", "created", "due", "returns")}
)  # fmt: skip


@given(st.lists(ROW, max_size=5))
def test_whatever_stands_in_the_queue_it_is_counted(rows: list[dict[str, object]]) -> None:
    found = [Waiting.of(row) for row in rows]
    assert sum(load.open for load in loads(found, NOON)) == sum(row.is_open for row in found)
    assert all(row.is_open for row in overdue(found, NOON))
