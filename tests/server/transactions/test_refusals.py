"""Refusals are counted, on both databases: few rows, none lost that was written, and nobody waits for it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from plugin.adapters.queue_source import QueueSource, queue_of
from plugin.server.queue.refusals import GUEST, HELD, KEPT, MEMBER, MORE, MOST, Refusals
from plugin.server.writing.locking import turn

from .municipality import ANNE, YUSUF
from .racing import ROOT
from .stories import edited, submitted
from .town import NOON, Town

pytestmark = pytest.mark.qgis


@pytest.fixture
def queue(town: Town) -> QueueSource:
    return queue_of(town.project)


def counted(town: Town) -> dict[tuple[str, str], int]:
    """Number by actor and reason, of all minutes."""
    found: dict[tuple[str, str], int] = {}
    for row in town.rows("refusal"):
        key = (row["actor"], row["reason"])
        found[key] = found.get(key, 0) + row["count"]
    return found


def test_ten_thousand_refusals_are_few_rows(town: Town, queue: QueueSource) -> None:
    submitted(town, edited(town, art="Esche"))
    refusals, began = Refusals(), time.monotonic()
    for number in range(10_000):
        who, reason = ("", ANNE, YUSUF, "unbekannt")[number % 4], ("AccessDenied", "LimitExceeded")[number % 2]
        refusals.count(queue, who, reason, NOON + timedelta(seconds=number / 100))
        refusals.flush()
    refusals.flush(at_once=True)
    anne = town.rows("pseudonym")[0]["pseudonym"]
    assert time.monotonic() - began < 5
    assert counted(town) == {
        (GUEST, "AccessDenied"): 2500,
        (GUEST, "LimitExceeded"): 2500,
        (anne, "LimitExceeded"): 2500,
        (MEMBER, "AccessDenied"): 2500,
    }
    assert len(town.rows("refusal")) == 8


def test_who_never_wrote_and_who_is_unknown_have_no_name(town: Town, queue: QueueSource) -> None:
    submitted(town, edited(town, art="Esche"))
    refusals = Refusals()
    for who in ("", ANNE, YUSUF, "unbekannt", "' OR '1'='1", "a\0b"):
        refusals.count(queue, who, "AccessDenied", NOON)
    refusals.flush()
    (anne,) = [row["pseudonym"] for row in town.rows("pseudonym")]
    assert counted(town) == {(GUEST, "AccessDenied"): 4, (anne, "AccessDenied"): 1, (MEMBER, "AccessDenied"): 1}
    assert town.rows("refusal")[0]["minute"] == NOON.strftime("%Y-%m-%dT%H:%MZ")


def test_a_minute_has_an_end(town: Town, queue: QueueSource) -> None:
    refusals = Refusals()
    for number in range(5 * MOST):
        refusals.count(queue, "", f"reason-{number:04}", NOON)
        if number % MOST == 7:
            refusals.flush(at_once=True)
    refusals.flush(at_once=True)
    assert len(town.rows("refusal")) == MOST + 1
    assert counted(town)[GUEST, MORE] == 4 * MOST
    for number in range(10 * HELD):
        refusals.count(queue, f"konto-{number}", "AccessDenied", NOON)
    assert refusals.waiting <= HELD + 1
    refusals.flush(at_once=True)
    assert len(town.rows("refusal")) == MOST + 1
    assert sum(counted(town).values()) == 5 * MOST + 10 * HELD


def test_what_is_old_goes(town: Town, queue: QueueSource) -> None:
    refusals = Refusals()
    refusals.count(queue, "", "AccessDenied", NOON - KEPT - timedelta(minutes=2))
    refusals.count(queue, "", "LimitExceeded", NOON)
    refusals.flush()
    assert counted(town) == {(GUEST, "LimitExceeded"): 1}


def test_a_busy_database_is_not_waited_for_and_nothing_is_lost(town: Town, queue: QueueSource) -> None:
    refusals, waited = Refusals(), []
    with held(town, queue):
        for _ in range(5):
            refusals.count(queue, "", "AccessDenied", NOON)
            began = time.monotonic()
            refusals.flush(at_once=True)
            waited.append(time.monotonic() - began)
        assert max(waited) < 0.3
        assert refusals.waiting == 1
    refusals.flush(at_once=True)
    assert counted(town) == {(GUEST, "AccessDenied"): 5}
    assert refusals.waiting == 0


class held:
    """Somebody writes, and keeps others from it for a while."""

    def __init__(self, town: Town, queue: QueueSource) -> None:
        self.town, self.turn = town, turn(queue.path, 1.0) if queue.path else None

    def __enter__(self) -> None:
        if self.turn:
            self.turn.__enter__()
        else:
            self.town.sql("BEGIN; LOCK TABLE {q}refusal IN EXCLUSIVE MODE")

    def __exit__(self, *error: Any) -> None:
        if self.turn:
            self.turn.__exit__(*error)
        else:
            self.town.sql("ROLLBACK")


def test_a_database_that_is_gone_costs_nothing_more(town: Town, tmp_path: Path) -> None:
    now = [0.0]
    refusals, gone = Refusals(lambda: now[0]), QueueSource("ogr", f"{tmp_path}/fort.gpkg|layername=baum")
    for _ in range(1000):
        refusals.count(gone, "", "AccessDenied", NOON)
        refusals.flush()
    assert refusals.waiting == 1
    assert not (tmp_path / "fort.gpkg").exists()


def test_several_processes_count_together(town: Town) -> None:
    command = [sys.executable, "-m", "tests.server.transactions.refuser", str(town.project_file)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    others = [subprocess.Popen([*command, who], cwd=ROOT, env=environment, **pipes) for who in ("", "", ANNE)]
    try:
        assert [other.stdout.readline() for other in others if other.stdout] == ["ready\n"] * 3
        for other in others:
            assert other.stdin is not None
            other.stdin.write("200\n")
            other.stdin.close()
        assert [other.stdout.readline() for other in others if other.stdout] == ["written\n"] * 3
        assert [other.wait(30) for other in others] == [0, 0, 0]
    finally:
        for other in others:
            other.kill()
    assert counted(town) == {(GUEST, "AccessDenied"): 400, (MEMBER, "AccessDenied"): 200}
    assert len(town.rows("refusal")) == 6
