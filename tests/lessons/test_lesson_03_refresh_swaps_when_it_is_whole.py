"""Lesson 3: Refresh wipes first, then downloads.

Seen in IGN, QField #4527, Mergin #50. Here: the download fails at page k: the old data is still shown; it is swapped
only after a complete, counted download.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from plugin.adapters.working_copy import WorkingCopy
from plugin.domain.errors import Problem
from tests import faults
from tests.fault_proxy import Fault, FaultProxy
from tests.http_wire import HITS, PAGE
from tests.lessons.conftest import Way
from tests.lessons.people import Contributor

pytestmark = [pytest.mark.live, pytest.mark.qgis]

ADDRESSES = "adresse"
"""Large enough for several pages."""
FAULTS: dict[str, Callable[[], Fault]] = {
    "reset": faults.lost,
    "cut off": lambda: faults.truncated(1000),
    "cut off, unnoticed": lambda: faults.truncated(1000, "wrong"),
    "half of a chunk": lambda: faults.truncated(1000, "half a chunk"),
    "502": lambda: faults.status(502),
    "a login page": lambda: faults.status(200, "html"),
    "a refusal": lambda: faults.status(200, "report"),
    "an empty page": lambda: faults.status(200, "text", '{"type": "FeatureCollection", "features": []}'),
}


@pytest.fixture
def town(through: Way, tmp_path: Path) -> Contributor:
    return Contributor.checks_out(through("beitrag-a"), tmp_path / "Adressen.gpkg", ADDRESSES)


def shown(town: Contributor) -> tuple[bytes, tuple[int, int]]:
    """All rows as the file holds them, and how many were loaded of how many."""
    data = town.table(ADDRESSES)
    (layer,) = WorkingCopy.open(town.path).layers()
    return repr(data).encode(), (layer.loaded, layer.expected)


@pytest.mark.parametrize("page", [0, 1])
@pytest.mark.parametrize("fault", FAULTS)
def test_a_download_that_fails_leaves_the_old_rows(town: Contributor, proxy: FaultProxy, page: int, fault: str) -> None:
    before = shown(town)
    injected = proxy.inject(FAULTS[fault](), times=None, when=PAGE, after=page)
    with pytest.raises(Problem):
        town.refreshes()
    assert injected.met, "the fault was met"
    assert shown(town) == before and before[1][0] == before[1][1] > 2000


def test_a_download_that_is_not_what_was_counted_is_not_swapped_in(town: Contributor, proxy: FaultProxy) -> None:
    before = shown(town)
    count = before[1][0]
    announced = faults.changed(f'numberOfFeatures="{count}"'.encode(), f'numberOfFeatures="{count + 7}"'.encode())
    injected = proxy.inject(announced, times=None, when=HITS)
    with pytest.raises(Problem):
        town.refreshes()
    assert injected.met and shown(town) == before


def test_a_check_out_that_fails_leaves_what_was_there_and_no_half_of_a_layer(
    town: Contributor, proxy: FaultProxy, through: Way
) -> None:
    before = shown(town)
    proxy.inject(faults.lost(), times=None, when=PAGE)
    with pytest.raises(Problem):
        town.adds("sitzbank")
    assert shown(town) == before
    proxy.heal()
    town.adds("sitzbank")
    assert [layer.complete for layer in WorkingCopy.open(town.path).layers()] == [True, True]
