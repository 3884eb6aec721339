"""JSON in pieces reads what `json.loads` reads, and refuses what that refuses."""

from __future__ import annotations

import gc
import json
import threading
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugin.services import pieces

VALUES: Any = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@given(VALUES, st.sampled_from([None, 2]), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]))
def test_it_reads_the_same(value: Any, indent: int | None, encoding: str) -> None:
    ascii_only = encoding != "utf-8"  # half a character has no other form
    body = json.dumps(value, indent=indent, ensure_ascii=ascii_only).encode(encoding, "replace")
    assert pieces.loads(body) == json.loads(body)


@given(st.text(alphabet='{}[]:,"\\ \n0-.eE1tnu\u00e4a', max_size=30))
def test_it_refuses_the_same(text: str) -> None:
    def outcome(read: Any) -> Any:
        try:
            return repr(read(text.encode()))
        except ValueError:
            return None

    assert outcome(pieces.loads) == outcome(json.loads)


@pytest.mark.parametrize(
    "body", [b"", b" ", b"{", b'{"a":[', b'{"a":[1', b'{"a":1,}', b'{"a":[1,]}', b"\xff", b"{} {}"]
)
def test_what_is_cut_off_is_no_document(body: bytes) -> None:
    with pytest.raises(ValueError):
        pieces.loads(body)


def test_other_threads_go_on_while_a_large_answer_is_read() -> None:
    """`json.loads` stops them for 80 ms, always; a busy machine does so at times. Python's collector rests, as in work
    in the background."""
    ring = [[450000.5 + number, 5670000.25] for number in range(400)]
    features = [{"id": f"x.{number}", "geometry": {"coordinates": [ring]}} for number in range(1000)]
    body = json.dumps({"features": features}).encode()
    gc.disable()
    try:
        assert any(longest_gap(body) < 0.05 for _ in range(30))
    finally:
        gc.enable()


def longest_gap(body: bytes) -> float:
    """Seconds for which this thread could do nothing while another one reads."""
    reader = threading.Thread(target=pieces.loads, args=[body])
    longest, last = 0.0, time.perf_counter()
    reader.start()
    while reader.is_alive():
        time.sleep(0.002)
        now = time.perf_counter()
        longest, last = max(longest, now - last), now
    return longest
