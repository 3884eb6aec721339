"""What the municipality's rules call an error is told before anything is sent, and may be sent all the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.gui.reviewing import sound_benches

from .conftest import TestWindow, until
from .garden_of_benches import Enter, Volunteer

pytestmark = pytest.mark.qgis


@pytest.fixture
def anna(enter: Enter, window: TestWindow, tmp_path: Path) -> Iterator[Volunteer]:
    here = Volunteer.sits_down(enter("beitrag-a"), window, tmp_path / "Bänke von Anna.gpkg")
    here.agrees()
    yield here
    here.gets_up()


def test_an_error_is_told_first_and_sent_when_it_is_meant(anna: Volunteer, demo_source: Path) -> None:
    bench = sound_benches(demo_source)[-4]
    anna.changes(bench, zustand="kaputt")
    until(anna.lines)
    anna.page.submit_box.submit.click()
    anna.waits()
    told = anna.page.submit_box.told
    assert "“kaputt” is not in the list of values." in told and "Nothing was sent yet." in told
    assert anna.sent() == [] and len(anna.lines()) == 1

    anna.changes(bench, zustand="defekt")
    until(lambda: "defekt" in "".join(anna.lines()))
    anna.page.submit_box.submit.click()
    anna.waits()
    assert anna.page.submit_box.told == "Sent for review: 1.", "what was corrected goes at once"


def test_who_submits_again_has_read_it(anna: Volunteer, demo_source: Path) -> None:
    anna.changes(sound_benches(demo_source)[-5], zustand="kaputt")
    until(anna.lines)
    for _ in range(2):
        anna.page.submit_box.submit.click()
        anna.waits()
    assert anna.page.submit_box.told == "Sent for review: 1."
