"""The ledger finds what was overwritten unseen, and is silent about everybody's ordinary work."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from plugin.domain.contribution import Operation
from plugin.domain.feature import Feature
from plugin.domain.ledger import LOST, Entry, Finding, again, at_publication, judged, looked_at, needed
from plugin.domain.protection import Protection
from plugin.domain.verdict import changed_parts, part, same_part

POINT = {"type": "Point", "coordinates": [492000.0, 5670000.0]}
VALUE = st.integers(0, 3)


def tree(**values: Any) -> Feature:
    given = {"uuid": "b-1", "art": "Linde", "hoehe": 10, "zustand": "gut", **values}
    return Feature("baum", "b-1", "EPSG:25833", POINT, given)


def entry(before: Feature | None, after: Feature | None, uuid: str = "e-1") -> Entry:
    operation = Operation.UPDATE if before and after else Operation.INSERT if after else Operation.DELETE
    return Entry(uuid, "baum", "b-1", operation, before, after, "2026-05-04T09:30:00Z")


OURS = entry(tree(), tree(art="Ulme", hoehe=12))


def test_as_long_as_our_values_are_there_nothing_is_lost_whatever_else_is_edited() -> None:
    assert judged(OURS, tree(art="Ulme", hoehe=12, zustand="schlecht")) is Finding.OPEN


def test_a_writer_who_had_read_before_us_brings_the_old_values_back() -> None:
    assert judged(OURS, tree(zustand="schlecht")) is Finding.OVERWRITTEN
    assert judged(OURS, tree(hoehe=99)) is Finding.OVERWRITTEN, "one is as before ours, and none of ours is left"


def test_a_later_edit_on_top_of_ours_is_no_lost_update() -> None:
    assert judged(OURS, tree(art="Eiche", hoehe=12)) is Finding.CLOSED, "who kept our height has seen it"
    assert judged(OURS, tree(art="Linde", hoehe=12)) is Finding.CLOSED, "also who took one of two values back"
    assert judged(OURS, tree(art="Eiche", hoehe=13)) is Finding.CLOSED


def test_what_was_deleted_after_us_was_deleted_by_somebody() -> None:
    assert judged(OURS, None) is Finding.CLOSED


def test_of_a_new_feature_there_was_nothing_before_that_could_come_back() -> None:
    new = entry(None, tree())
    assert judged(new, tree()) is Finding.OPEN and judged(new, tree(art="Eiche")) is Finding.CLOSED


def test_a_deletion_that_did_not_last() -> None:
    gone = entry(tree(), None)
    assert judged(gone, None) is Finding.OPEN
    assert judged(gone, tree()) is Finding.OVERWRITTEN
    assert judged(gone, tree(art="Neu gepflanzt")) is Finding.CLOSED


def counted(version: int, **values: Any) -> Feature:
    return tree(version=version, change_id=f"c-{version}", **values)


def test_where_versions_are_counted_a_change_in_between_shows_in_our_own() -> None:
    assert at_publication(entry(counted(3), counted(4, art="Ulme"))) is Finding.OPEN
    assert at_publication(entry(counted(3), counted(5, art="Ulme"))) is Finding.INTERLEAVED


def test_other_values_at_our_own_version_were_written_by_nobody_who_had_seen_it() -> None:
    ours = entry(counted(3), counted(4, art="Ulme"))
    assert judged(ours, counted(4, art="Eiche")) is Finding.OVERWRITTEN
    assert judged(ours, counted(5, art="Eiche")) is Finding.CLOSED


def test_what_is_not_open_is_never_judged_again() -> None:
    for finding in set(Finding) - {Finding.OPEN}:
        assert judged(replace(OURS, finding=finding), tree()) is finding


def test_of_several_changes_to_one_feature_only_the_last_is_watched() -> None:
    first, second = OURS, entry(tree(art="Ulme", hoehe=12), tree(), "e-2")
    found = looked_at([first, second], {("baum", "b-1"): tree()}, set())
    assert [(one.uuid, one.finding) for one in found] == [("e-1", Finding.CLOSED)], "we have taken it back ourselves"


def test_what_lies_beyond_an_extent_is_not_judged() -> None:
    assert looked_at([OURS], {}, set()) == []


def test_made_again_it_leaves_alone_what_others_have_done_since() -> None:
    now = tree(zustand="schlecht")
    assert again(OURS, now) == tree(art="Ulme", hoehe=12, zustand="schlecht")
    assert again(entry(tree(), None), now) is None


def test_with_the_server_half_nobody_needs_a_ledger() -> None:
    assert [one for one in Protection if needed(one)] == [Protection.VERIFIED, Protection.DETECTED]


ROW = st.builds(lambda a, b, c: tree(art=a, hoehe=b, zustand=c), VALUE, VALUE, VALUE)
EDITS = st.dictionaries(st.sampled_from(["art", "hoehe", "zustand"]), st.integers(4, 9), max_size=3)


@given(ROW, ROW, EDITS)
def test_edits_on_top_of_ours_never_raise_an_alarm(before: Feature, after: Feature, edits: dict[str, int]) -> None:
    """Whoever starts from our row and sets fields to new values is never taken for somebody who has not seen it."""
    assume(changed_parts(before, after))
    now = replace(after, properties={**after.properties, **edits})
    assert judged(entry(before, after), now) not in LOST


@given(ROW, ROW, EDITS)
def test_a_whole_row_written_from_the_version_before_ours_is_found(
    before: Feature, after: Feature, edits: dict[str, int]
) -> None:
    """Unless the other writer has set every one of our fields to something new: then nothing tells it from an edit."""
    ours = changed_parts(before, after)
    assume(ours and not set(ours) <= set(edits))
    now = replace(before, properties={**before.properties, **edits})
    assert judged(entry(before, after), now) is Finding.OVERWRITTEN


@given(ROW, ROW, ROW)
def test_an_alarm_means_that_nothing_of_ours_is_left_and_something_old_is_back(
    before: Feature, after: Feature, now: Feature
) -> None:
    assume(changed_parts(before, after))
    if judged(entry(before, after), now) in LOST:
        ours = changed_parts(before, after)
        assert not any(same_part(now, after, name) for name in ours)
        assert any(part(now, name) == part(before, name) for name in ours)


@given(ROW, ROW, ROW)
def test_published_again_and_looked_at_again_it_is_there(before: Feature, after: Feature, now: Feature) -> None:
    assume(changed_parts(before, after))
    made = again(entry(before, after), now)
    assert judged(entry(before, after), made) is Finding.OPEN
