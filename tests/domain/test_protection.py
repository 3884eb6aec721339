"""The level of protection is worked out from what is known, and a key is believed only by its name and type."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from plugin.domain.protection import (
    Facts,
    Protection,
    counts_versions,
    key_among,
    level,
    number_field,
    once_only,
)


@given(st.booleans(), st.booleans())
def test_with_the_server_half_it_is_atomic_whatever_the_layer_has(key: bool, unique: bool) -> None:
    assert level(Facts(True, key, unique)) is Protection.ATOMIC


@given(st.booleans(), st.booleans())
def test_without_it_only_a_key_that_no_two_rows_share_makes_it_verified(key: bool, unique: bool) -> None:
    assert (level(Facts(False, key, unique)) is Protection.VERIFIED) == (key and unique)


def test_new_features_arrive_once_unless_nothing_tells_them_apart() -> None:
    assert [one for one in Protection if once_only(one)] == [Protection.ATOMIC, Protection.VERIFIED]


def test_the_key_is_a_text_called_uuid() -> None:
    assert key_among({"fid": "integer", "UUID": "text", "name": "text"}) == "UUID"
    assert key_among({"uuid": "integer"}) == "" and key_among({"id": "text"}) == ""
    assert key_among({"uuid": "text", "UUID": "text"}) == "", "which of the two?"


def test_a_field_holds_the_number_of_the_id_only_if_it_does_so_in_this_row() -> None:
    assert number_field({"name": "17", "gid": 17}, "17") == "gid"
    assert number_field({"OBJECTID": 17}, "17") == "OBJECTID"
    assert number_field({"id": 18, "fid": 17.0, "pk": True}, "17") == ""


def test_versions_count_only_where_the_municipality_has_all_three_columns() -> None:
    assert counts_versions(["name", "uuid", "version", "change_id"])
    assert not counts_versions(["uuid", "version"]), "a version may be anything"
