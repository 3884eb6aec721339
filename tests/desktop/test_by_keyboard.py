"""EN 301 549, 11.2.1.1: what people come for, without a mouse, in a real QGIS."""

from __future__ import annotations

from pathlib import Path

import pytest

from demo.desktop import Desktop
from demo.play import told_to_scripts
from demo.service import Service

pytestmark = [pytest.mark.qgis, pytest.mark.live]

TASKS = ["place a point", "fill the form", "submit", "claim", "compare", "ask back", "read an answer", "accept"]


def test_eight_tasks_by_keyboard_alone(tmp_path: Path) -> None:
    with Service.demo(tmp_path / "service") as service:
        script = Path(__file__).with_name("by_keyboard.py")
        outcome = Desktop(tmp_path / "Profil", "en").play(script, told_to_scripts(service, tmp_path), timeout=300)
    assert "error" not in outcome.results, outcome.results
    assert outcome.code == 0, (outcome.code, outcome.stderr[-6000:])
    assert outcome.results["done"] == TASKS
