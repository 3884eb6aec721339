"""What the server half calls the rows: believed whole, or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugin.domain.errors import NotAService
from plugin.services import versions
from plugin.services.wfs.some import AT_ONCE, parts

A, B = "0123456789abcdef", "f" * 16


def test_keys_and_names() -> None:
    assert list(versions.parse(f"2\n-7 {A}\n12 {B}".encode(), "baum")) == [("baum.-7", A), ("baum.12", B)]
    assert list(versions.parse(b"0\n", "baum")) == []


@pytest.mark.parametrize(
    "body",
    [b"", b"<html>", b"2", f"2\n1 {A}".encode(), f"1\n1 {A}\n2 {B}".encode(), f"1\n1 {A[:15]}".encode(),
     f"1\nx {A}".encode(), f"1\n1 {A[:-1]}g".encode(), f"99999999999999999999999\n1 {A}".encode()],
)  # fmt: skip
def test_anything_else_is_refused(body: bytes) -> None:
    with pytest.raises(NotAService):
        list(versions.parse(body, "baum"))


@given(st.lists(st.integers(-(2**63), 2**63 - 1), max_size=5), st.integers(0, 200))
def test_an_answer_that_was_cut_off_is_seen(keys: list[int], end: int) -> None:
    body = "\n".join([str(len(keys)), *(f"{key} {A}" for key in keys)]).encode() + (b"" if keys else b"\n")
    assert [fid for fid, _ in versions.parse(body, "baum")] == [f"baum.{key}" for key in keys]
    if end < len(body) and keys:
        with pytest.raises(NotAService):
            list(versions.parse(body[:end], "baum"))


@given(st.lists(st.text("0123456789", min_size=1), max_size=3 * AT_ONCE))
def test_each_id_is_asked_for_once(fids: list[str]) -> None:
    asked = parts(fids)
    assert [fid for part in asked for fid in part.filter.ids] == fids  # type: ignore[union-attr]
    assert all(0 < part.limit <= AT_ONCE for part in asked)
