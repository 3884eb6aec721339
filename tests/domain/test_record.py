"""Whatever is done to the record afterwards is found; what is erased beside it is not missed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from plugin.domain.errors import InvalidContent
from plugin.domain.record import COLUMNS, FIELDS, Anchor, Broken, Fault, chained, verify

Row = dict[str, Any]
TEXT = st.one_of(st.none(), st.text(max_size=12), st.sampled_from(["submitted", "p-00aa", "baum", "149990010010"]))
CONTENT = [name for name in (*FIELDS, "ars") if name != "previous_hash"]


def linked(contents: list[Row]) -> list[Row]:
    """Events as the service writes them."""
    rows: list[Row] = []
    for number, content in enumerate(contents, 1):
        row = {**dict.fromkeys(COLUMNS), **content, "previous_hash": rows[-1]["hash"] if rows else None}
        rows.append({**row, "id": 3 * number, "hash": chained(row)})
    return rows


def chains(smallest: int = 1) -> st.SearchStrategy[list[Row]]:
    return st.lists(st.fixed_dictionaries(dict.fromkeys(CONTENT, TEXT)), min_size=smallest, max_size=8).map(linked)


def story() -> list[Row]:
    """Änne submits, Dr. Weiß claims, accepts and publishes."""
    steps = ["draft", "submitted", "in_review", "accepted", "published"]
    pairs = zip(steps, steps[1:], strict=False)
    return linked([{"from_status": old, "to_status": new, "actor": "p-00aa"} for old, new in pairs])


def fault(rows: list[Row], anchor: Anchor = Anchor()) -> Broken | None:  # noqa: B008
    return verify(iter(rows), anchor).broken


@given(chains(smallest=0))
def test_what_was_written_is_valid_and_its_head_is_the_anchor_for_later(rows: list[Row]) -> None:
    verdict = verify(iter(rows))
    assert verdict.broken is None
    assert verdict.head == Anchor(len(rows), rows[-1]["hash"] if rows else "")
    assert Anchor.parse(str(verdict.head)) == verdict.head
    for length in range(len(rows) + 1):
        assert fault(rows, Anchor(length, rows[length - 1]["hash"] if length else "")) is None


@given(chains(), st.data())
def test_any_single_change_is_found_where_it_is(rows: list[Row], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(rows) - 1))
    name = data.draw(st.sampled_from([*FIELDS, "ars", "hash"]))
    value = data.draw(TEXT)
    assume(value != rows[at][name])
    rows[at] = {**rows[at], name: value}
    found = fault(rows)
    assert found is not None
    assert (found.id, found.fault) in {(rows[at]["id"], Fault.CHANGED), (rows[at]["id"], Fault.HASH)}


@given(chains(), st.data())
def test_a_change_with_a_new_hash_is_found_at_the_next_or_by_the_anchor(rows: list[Row], data: st.DataObject) -> None:
    noted, at = verify(iter(rows)).head, data.draw(st.integers(0, len(rows) - 1))
    forged = {**rows[at], "reason_code": "forged"}
    assume(forged != rows[at])
    rows[at] = {**forged, "hash": chained(forged)}
    found = fault(rows, noted)
    last = at == len(rows) - 1
    assert found == (
        Broken(Fault.ANCHOR, rows[at]["id"], len(rows)) if last else Broken(Fault.MISSING, rows[at + 1]["id"])
    )


@given(chains(), st.data())
def test_a_removal_is_found(rows: list[Row], data: st.DataObject) -> None:
    noted, at = verify(iter(rows)).head, data.draw(st.integers(0, len(rows) - 1))
    left = rows[:at] + rows[at + 1 :]
    found = fault(left, noted)
    if at < len(left):
        assert found == Broken(Fault.MISSING, left[at]["id"])
    else:
        assert found == Broken(Fault.CUT, left[-1]["id"] if left else 0, len(rows))
        assert fault(left) is None, "without an anchor a tail that was cut off cannot be seen"


@given(chains(smallest=2), st.data())
def test_a_swap_is_found(rows: list[Row], data: st.DataObject) -> None:
    one, two = sorted(data.draw(st.lists(st.integers(0, len(rows) - 1), min_size=2, max_size=2, unique=True)))
    swapped = list(rows)
    swapped[one], swapped[two] = ({**rows[two], "id": rows[one]["id"]}, {**rows[one], "id": rows[two]["id"]})
    assert fault(swapped) == Broken(Fault.REORDERED, rows[one]["id"])


@given(chains(smallest=2), st.fixed_dictionaries(dict.fromkeys(CONTENT, TEXT)), st.data())
def test_an_insertion_that_fits_its_predecessor_is_found(rows: list[Row], new: Row, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(rows) - 1))
    forged = {**dict.fromkeys(COLUMNS), **new, "previous_hash": rows[at]["hash"], "id": rows[at]["id"] + 1}
    forged["hash"] = chained(forged)
    found = fault([*rows[: at + 1], forged, *rows[at + 1 :]])
    if at + 1 < len(rows):
        assert found == Broken(Fault.INSERTED, rows[at + 1]["id"])
    else:
        assert found is None, "an event that is appended rightly is an event"


def test_the_event_is_named() -> None:
    rows = story()
    rows[2]["actor"] = "p-00bb"
    assert fault(rows) == Broken(Fault.CHANGED, 9)


def test_a_hash_that_was_replaced_is_told_from_a_row_that_was_changed() -> None:
    rows = story()
    rows[1]["hash"] = "sha256:" + "0" * 64
    assert fault(rows) == Broken(Fault.HASH, 6)


def test_a_record_whose_beginning_is_gone_is_told() -> None:
    assert fault(story()[1:]) == Broken(Fault.MISSING, 6)


def test_a_chain_written_anew_is_found_by_the_anchor() -> None:
    noted = verify(story()).head
    anew = linked([{"actor": "p-forged"}, *({"actor": "p-00aa"} for _ in range(6))])
    assert fault(anew) is None, "whoever owns the database can write all of it anew"
    assert fault(anew, noted) == Broken(Fault.ANCHOR, 12, 4)


def test_the_rows_are_looked_at_one_by_one() -> None:
    looked: list[int] = []

    def rows() -> Iterator[Row]:
        for row in story():
            looked.append(row["id"])
            yield row

    verify(rows())
    assert looked == [3, 6, 9, 12]


@pytest.mark.parametrize("text", ["", "4", "sha256:" + "0" * 64, "-1 sha256:" + "0" * 64, "4 sha256:xyz", "0 4"])
def test_an_anchor_is_read_with_care(text: str) -> None:
    with pytest.raises(InvalidContent):
        Anchor.parse(text)
