"""Streets in the locator: from the service where there is no working copy, else from that, without a network."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsFeedback, QgsGeometry, QgsLocatorContext, QgsLocatorResult

from plugin.adapters.connecting import again
from plugin.adapters.working_copy import WorkingCopy
from plugin.domain.errors import Unreachable
from plugin.gui.places import streets as page
from plugin.gui.places.streets import Streets
from plugin.gui.session import Session
from plugin.gui.work import Work
from plugin.workflows.check_out import check_out
from tests.gui.conftest import until

pytestmark = pytest.mark.qgis


def found(places: Streets, text: str, prefixed: bool = True) -> list[QgsLocatorResult]:
    """As QGIS's locator does it, with a filter of its own for each search."""
    results: list[QgsLocatorResult] = []
    context, copy = QgsLocatorContext(), places.clone()
    context.usingPrefix = prefixed
    copy.resultFetched.connect(results.append)
    copy.prepare(text, context)
    copy.fetchResults(text, context, QgsFeedback())
    return results


def test_a_street_of_the_municipality_is_found_and_shown(enter: Callable[[str], Session]) -> None:
    session, zoomed = enter(""), []
    work = Work(session)
    places = Streets(session, work, lambda shape, crs: zoomed.append((shape, crs)))
    names = [result.displayString for result in found(places, "schulstr.")]
    assert names and all("Schulstr" in name for name in names)
    assert names == sorted(names) and len(names) <= 20
    result = found(places, names[0])[0]
    places.triggerResult(result)
    (shape, crs) = zoomed[0]
    assert isinstance(shape, QgsGeometry) and isinstance(crs, QgsCoordinateReferenceSystem)
    assert crs.authid() == "EPSG:25833" and 50 < shape.boundingBox().width() < 5000
    assert found(places, "sc") == [], "two letters are too few"
    assert found(places, "Straße, die es nicht gibt *") == []
    work.close()


def test_what_is_typed_for_others_is_not_sent_to_the_service(
    enter: Callable[[str], Session], monkeypatch: pytest.MonkeyPatch
) -> None:
    session = enter("")
    work = Work(session)
    asked: list[str] = []
    monkeypatch.setattr(page, "again", lambda *_: asked.append("asked") or pytest.fail("asked the service"))
    assert found(Streets(session, work, print), "schulstr", prefixed=False) == [] == asked
    work.close()


def test_in_the_working_copy_it_is_found_without_a_network(
    enter: Callable[[str], Session], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = enter("")
    assert session.connection is not None
    path = tmp_path / "Rundgang.gpkg"
    copy = WorkingCopy.create(path, session.connection.client.url)
    check_out(again(session.connection), copy, ["strasse"])
    session.use_copy(path)
    work = Work(session)
    until(lambda: work.overview is not None)

    def no_network(*_: object) -> None:
        raise Unreachable("no network")

    monkeypatch.setattr(page, "again", no_network)
    names = {result.displayString for result in found(Streets(session, work, print), "schulstr", prefixed=False)}
    assert names and all("Schulstr" in name for name in names)
    work.close()
    session.copy_path = None
    lonely = Work(session)
    until(lambda: lonely.overview is None)
    assert found(Streets(session, lonely, print), "schulstr") == [], "and a search that fails finds nothing"
    lonely.close()
