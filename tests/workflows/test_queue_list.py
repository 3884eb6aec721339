"""The queue as a list: filters that the service evaluates, and pages that neither skip nor repeat a row."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from fnmatch import fnmatchcase
from typing import Any

import pytest

from plugin.domain.contribution import Status
from plugin.domain.feature import Feature
from plugin.domain.validation import Code, Finding, Severity, to_text
from plugin.services.contributions import QUEUE
from plugin.services.wfs import filters_xml
from plugin.services.wfs.filters import Combined, Compare, Comparison, Filter, IsNull, Like, Logic, Not
from plugin.services.wfs.model import Field, Schema
from plugin.services.xml import parse, write
from plugin.workflows.queue_filters import ANY, CRITERIA, NONE, YES, Asker, condition, is_limited
from plugin.workflows.queue_list import (
    NEWEST_FIRST,
    OLDEST_FIRST,
    Order,
    Place,
    by_column,
    by_findings,
    by_values,
    counted,
    listed,
)
from plugin.workflows.review import SUMMARY

from .stage import CRS, Queue, connection

NOW = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
ANNA = Asker("p-anna", NOW)
COLUMNS = {*SUMMARY, "id", "feature_key", "proposed", "base"}
ERROR, WARNING = (to_text([Finding(Code.RANGE, one, "r", "baum")]) for one in (Severity.ERROR, Severity.WARNING))
TREES = ("status", "layer", "author", "claimed_by", "due", "findings", "comment", "proposed", "ars", "created")
ROWS = [
    dict(zip(("uuid", *TREES), values, strict=True))
    for values in (
        ("a", "submitted", "baum", "p-1", None, None, "[]", "Die Linde ist hohl", '{"art": "Linde"}', "149990010010",
         "2026-05-04T08:00:00Z"),
        ("b", "accepted", "Bank", "p-2", "p-anna", "2026-05-01T00:00:00Z", WARNING, "", '{"art": "Eiche"}',
         "149990020020", "2026-05-01T08:00:00Z"),
        ("c", "in_review", "baum", "p-1", "p-anna", "2026-06-01T00:00:00Z", ERROR, "100 % sicher", "{}", "149990010010",
         "2026-04-20T08:00:00Z"),
        ("d", "submitted", "zaun", "p-3", "p-9", None, None, "linde*", "{}", None, "2026-03-01T08:00:00Z"),
        ("e", "delegated", "baum", "p-2", None, "2026-05-03T00:00:00Z", to_text([]), None, "{}", "149995101040",
         "2026-05-03T09:30:00Z"),
    )
]  # fmt: skip


class Service(Queue):
    """Evaluates filters, sorts and counts, as QGIS Server does with SQLite: capitals count where it compares, and not
    where it sorts; what is empty comes last, or first where it is sorted backwards."""

    asked: int = 0

    def find(
        self, schema: Schema, *, filter: Filter | None = None, most: int = 10, sort: str = "", **_: Any
    ) -> list[tuple[str, Feature]]:
        self.asked += 1
        if filter is not None:  # it goes out as XML, and means the same when it arrives
            assert filters_xml.parse(parse(write(filters_xml.build(filter, "1.1.0")))) == filter
        rows = [row for row in self.rows.values() if filter is None or meets(row, filter)]
        for part in reversed(sort.split(",")):
            name, _, backwards = part.partition(" ")
            empty = [row for row in rows if row.get(name) is None]
            full = [row for row in rows if row.get(name) is not None]
            full.sort(key=lambda row: folded(row[name]), reverse=bool(backwards))
            rows = empty + full if backwards else full + empty
        return [(f"{QUEUE}.{row['id']}", Feature(QUEUE, row["uuid"], CRS, None, row)) for row in rows[:most]]

    def count(self, _layer: str, filter: Filter | None = None, **_: Any) -> int:
        return len(self.find(self.schema(QUEUE), filter=filter, most=10_000))

    def schema(self, layer: str) -> Schema:
        return Schema(layer, tuple(Field(name, "string") for name in sorted(COLUMNS)))


def folded(value: object) -> Any:
    return value.casefold() if isinstance(value, str) else value


def meets(row: Mapping[str, Any], filter: Filter) -> bool:
    match filter:
        case Combined(Logic.AND, parts):
            return all(meets(row, part) for part in parts)
        case Combined(Logic.OR, parts):
            return any(meets(row, part) for part in parts)
        case Not(part):
            return not meets(row, part)
        case IsNull(name):
            return row.get(name) is None
        case Compare(operator, name, literal):
            value = row.get(name)
            wanted: Any = int(literal) if name == "id" else literal
            return (
                value is not None
                and {
                    Comparison.EQUAL: value == wanted,
                    Comparison.LESS: value < wanted,
                    Comparison.GREATER: value > wanted,
                    Comparison.GREATER_OR_EQUAL: value >= wanted,
                }[operator]
            )
        case Like(name, pattern, "*", "?", "!", match_case):
            text, value = _glob(pattern), str(row.get(name) or "")
            return fnmatchcase(value, text) if match_case else fnmatchcase(value.casefold(), text.casefold())
    raise AssertionError(filter)


def _glob(pattern: str) -> str:
    """A pattern of the filter as one of fnmatch; behind ! a sign stands for itself."""
    made, signs = "", iter(pattern.replace("[", "[[]"))
    for sign in signs:
        made += f"[{next(signs)}]" if sign == "!" else sign
    return made


def service(rows: list[dict[str, Any]]) -> Service:
    return Service(rows={row["uuid"]: {"id": number, **row} for number, row in enumerate(rows, 1)})


def uuids(choice: Mapping[str, str], order: Order = OLDEST_FIRST) -> str:
    return "".join(row.uuid for row in listed(connection(service(ROWS)), choice, order, ANNA).rows)


@pytest.mark.parametrize(
    ("choice", "found"),
    [
        ({}, "abcde"),
        ({"status": "submitted,in_review"}, "acd"),
        ({"layer": "baum"}, "ace"),
        ({"area": "149990010010"}, "ac"),
        ({"area": "14999"}, "abce"),
        ({"area": "%"}, "abcde"),
        ({"author": "P-1"}, "ac"),
        ({"age": "older:3"}, "bcd"),
        ({"age": "newer:1"}, "ae"),
        ({"age": "soon"}, "abcde"),
        ({"finding": ANY}, "bc"),
        ({"finding": NONE}, "ade"),
        ({"finding": "error"}, "c"),
        ({"finding": "RANGE"}, "bc"),
        ({"mine": YES}, "bc"),
        ({"overdue": YES}, "be"),
        ({"text": "linde"}, "ad"),
        ({"text": "hohl LINDE"}, "a"),
        ({"text": "Eiche"}, "b"),
        ({"text": "linde*"}, "d"),
        ({"text": "100 % sicher"}, "c"),
        ({"layer": "baum", "status": "submitted", "text": " "}, "a"),
        ({"of a later version": "x"}, "abcde"),
    ],
)
def test_a_choice_is_evaluated_by_the_service(choice: Mapping[str, str], found: str) -> None:
    assert uuids(choice) == found


def test_every_criterion_asks_for_columns_that_the_queue_has() -> None:
    assert {column for one in CRITERIA.values() for column in one.columns} <= COLUMNS


def test_a_service_of_an_earlier_version_is_not_asked_for_what_it_does_not_have() -> None:
    assert condition({"overdue": YES, "layer": "baum"}, ANNA, COLUMNS - {"due"}) == condition(
        {"layer": "baum"}, ANNA, COLUMNS
    )


def test_what_somebody_pastes_into_a_field_keeps_the_address_short() -> None:
    made = condition({"text": "ü" * 5000, "changeset": "x" * 5000}, ANNA, COLUMNS)
    assert made is not None and len(write(filters_xml.build(made, "1.1.0"))) < 2500


def test_only_a_status_is_no_limit() -> None:
    assert not is_limited({"status": "submitted"}) and is_limited({"status": "submitted", "mine": YES})


@pytest.mark.parametrize(
    ("order", "found"),
    [
        (OLDEST_FIRST, "abcde"),
        (NEWEST_FIRST, "edcba"),
        (by_values("layer", ["zaun", "Bank", "baum"]), "dbace"),
        (by_values("layer", ["zaun", "Bank", "baum"], backwards=True), "acebd"),
        (by_values("status", [str(Status.SUBMITTED), str(Status.ACCEPTED)]), "adbce"),
        (by_column("author"), "acbed"),
        (by_column("author", backwards=True), "dbeac"),
        (by_column("due"), "becad"),
        (by_column("due", backwards=True), "cebda"),
        (by_column("claimed_by"), "dbcae"),
        (by_findings(ANNA), "cbade"),
        (by_findings(ANNA, backwards=True), "adebc"),
    ],
)
@pytest.mark.parametrize("page", [1, 2, 3, 5, 200])
def test_pages_of_any_size_are_the_same_list(order: Order, found: str, page: int) -> None:
    online, seen = connection(service(ROWS)), ""
    place: Place | None = Place()
    while place is not None:
        part = listed(online, {}, order, ANNA, place, page)
        seen, place = seen + "".join(row.uuid for row in part.rows), part.after
        assert len(part.rows) >= page or place is None
    assert seen == found


def test_what_comes_in_and_goes_meanwhile_shifts_nothing() -> None:
    queue = service(ROWS)
    first = listed(connection(queue), {}, OLDEST_FIRST, ANNA, None, 2)
    del queue.rows["a"]
    queue.rows["f"] = {**ROWS[0], "uuid": "f", "id": 6}
    rest = listed(connection(queue), {}, OLDEST_FIRST, ANNA, first.after, 10)
    assert [row.uuid for row in rest.rows] == ["c", "d", "e", "f"] and rest.after is None


def test_the_last_page_of_ten_thousand_takes_one_request() -> None:
    queue = service([{**ROWS[0], "uuid": f"{number:05d}"} for number in range(10_000)])
    part = listed(connection(queue), {}, OLDEST_FIRST, ANNA, Place(0, 9_900), 200)
    assert queue.asked == 1 and len(part.rows) == 100 and part.after is None


def test_the_count_is_that_of_the_choice_and_what_is_accepted_is_told_whatever_is_chosen() -> None:
    told = counted(connection(service(ROWS)), {"layer": "baum"}, ANNA)
    assert (told.total, told.accepted) == (3, ("b",))
    assert counted(connection(service(ROWS)), {"layer": "baum"}, ANNA, total=False).total == 0


def test_a_status_of_a_later_version_is_listed_as_it_is_and_without_the_features() -> None:
    (row,) = (one for one in listed(connection(service(ROWS)), {}, OLDEST_FIRST, ANNA).rows if one.uuid == "e")
    assert row.status == "delegated" and not hasattr(row, "base")
