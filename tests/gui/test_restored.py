"""The municipality has put its database back: what somebody at the window sees of it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from qgis.core import Qgis

from demo.service import Service
from tests.live.places import ALTMARKFURT, benches_in

from .conftest import TestWindow
from .garden_of_benches import Enter, Volunteer

pytestmark = pytest.mark.qgis


def test_what_was_lost_is_told_shown_and_sent_again(
    service: Service, enter: Enter, window: TestWindow, demo_source: Path, tmp_path: Path
) -> None:
    bench = benches_in(demo_source, ALTMARKFURT)[60]
    anna = Volunteer.sits_down(enter("beitrag-a"), window, tmp_path / "Bänke von Anna.gpkg")
    anna.agrees()
    anna.changes(bench, lehne="unbekannt", zustand="fehlt")
    anna.submits("Latte gebrochen")
    (uuid,) = anna.sent()
    forget(service, uuid)
    with closing(sqlite3.connect(anna.path)) as connection, connection:
        connection.execute("UPDATE buergergis_meta SET value = 'vor dem Einspielen' WHERE key = 'epoch'")

    anna.page.ask()
    anna.waits()
    text, level, verb = anna.window.told[-1]
    assert "earlier state" in text and "1 were lost" in text and "submit them again" in text
    assert (level, verb) == (Qgis.MessageLevel.Warning, "Show")
    assert anna.page.notice.text() == text and anna.page.notice.isVisible() and len(anna.lines()) == 1

    anna.submits("Latte gebrochen")
    assert anna.sent() == [uuid] and not anna.page.notice.isVisible() and anna.lines() == []
    assert [told for told in anna.window.told if "earlier" in told[0]] == [(text, level, verb)]
    anna.gets_up()


def forget(service: Service, uuid: str) -> None:
    """The database is one from before the contribution."""
    database = service.run / "municipality" / "dreiwasser.gpkg"
    with closing(sqlite3.connect(database, timeout=10)) as connection, connection:
        connection.create_function("ST_IsEmpty", 1, lambda _: 0)
        connection.execute("DELETE FROM contribution WHERE uuid = ?", (uuid,))
