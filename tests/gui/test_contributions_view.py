"""The list of one's own contributions, however many there are."""

from __future__ import annotations

import pytest
from qgis.core import QgsApplication

from plugin.domain.contribution import Change, Operation, Status
from plugin.domain.feature import Feature
from plugin.gui.mine.contributions_entries import Entry
from plugin.gui.mine.contributions_view import LINES, ContributionsView

from .heartbeat import LONGEST, best_of

pytestmark = pytest.mark.qgis


def entry(number: int) -> Entry:
    old, new = (
        Feature("bank", str(number), "EPSG:25833", {"type": "Point", "coordinates": [392000.0 + dx, 5820000.0]},
                {"name": f"Bank {number}", "zustand": state})
        for dx, state in ((0, "gut"), (3, "defekt"))
    )  # fmt: skip
    change = Change(Operation.UPDATE, old, new)
    return Entry(f"u{number}", change, "Sitzbänke", "2026-01-01T00:00:00Z", Status.SUBMITTED)


def test_five_hundred_contributions_do_not_hold_the_window(qgis_app: QgsApplication) -> None:
    view, all_ = ContributionsView(), [entry(number) for number in range(500)]
    gap = best_of(8, lambda: view.show_entries(list(all_), "", ""))
    assert view.tree.topLevelItemCount() == LINES + 1
    assert view.tree.topLevelItem(LINES).text(0).endswith(str(500 - LINES))
    view.select("u499")
    assert view.selected is all_[499] or view.selected == all_[499]
    view.tree.setCurrentItem(view.tree.topLevelItem(LINES + 1))
    assert view.selected is None
    print(f"{gap * 1000:.0f} ms")
    assert gap < LONGEST
