"""Strangers' content: whatever they write is shown as it is, and nothing is loaded, opened, run or overwritten."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from qgis.core import QgsApplication
from qgis.PyQt.QtWidgets import QApplication, QWidget

from tests.gui.conftest import enter, login, window  # noqa: F401  fixtures
from tests.gui.heartbeat import wait
from tests.hostile.canary import Canary, singing


@pytest.fixture
def canary(tmp_path_factory: pytest.TempPathFactory, qgis_app: QgsApplication) -> Iterator[Canary]:
    """It must not have been touched when the test ends."""
    with singing(tmp_path_factory.mktemp("kanarienvogel")) as bird:
        yield bird
        rest()
        assert bird.touched() == []


def rest(seconds: float = 0.15) -> None:
    """Let happen what a widget or layer has put off until the event loop runs."""
    end = time.perf_counter() + seconds
    wait(lambda: time.perf_counter() > end)


def render(widget: QWidget) -> QWidget:
    """Show and draw a widget, as it would be seen."""
    widget.resize(500, 300)
    widget.show()
    QApplication.processEvents()
    assert not widget.grab().isNull()
    rest()
    return widget
