"""The dock in front of a service whose every text is hostile, and of contributions that strangers wrote."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from qgis.core import QgsProject
from qgis.PyQt.QtWidgets import QApplication, QLabel, QListWidget, QListWidgetItem, QTreeWidgetItemIterator, QWidget

from demo.service import Service
from plugin.adapters.foreign import shown
from plugin.adapters.settings import Municipality
from plugin.gui.dock import Dock
from plugin.gui.header import Header
from plugin.gui.links import LinkButton
from plugin.gui.map.catalogue import entry_of
from plugin.gui.map.page import MapPage
from plugin.gui.mine.terms_dialog import TermsDialog
from plugin.gui.review.page import ReviewPage
from plugin.gui.session import Session
from plugin.workflows.review import Decision
from tests.gui.conftest import TestWindow, until
from tests.gui.garden_of_benches import Volunteer, answers
from tests.hostile.audit import rich_places
from tests.hostile.canary import Canary
from tests.hostile.conftest import render, rest
from tests.hostile.liar import Liar, lying
from tests.live.places import ALTMARKFURT, benches_in

pytestmark = [pytest.mark.qgis, pytest.mark.live]

REVIEWER = "pruefung-altmarkfurt"
Meet = Callable[[str], Session]
_taken = count(60)  # benches that other files leave alone


@pytest.fixture
def liar(service: Service, canary: Canary) -> Iterator[Liar]:
    with lying(service.url, canary.texts()) as found:
        yield found


@pytest.fixture
def meet(liar: Liar, login: Callable[[str], str]) -> Iterator[Meet]:
    """A session of somebody with the service that lies."""
    opened: list[Session] = []

    def connected(user: str) -> Session:
        session = Session()
        opened.append(session)
        session.enter(Municipality(liar.url, "", login(user)))
        until(lambda: not session.connecting)
        assert session.connection is not None, session.problem
        return session

    yield connected
    for session in opened:
        session.close()


@pytest.fixture
def volunteer(meet: Meet, window: TestWindow, tmp_path: Path) -> Iterator[Volunteer]:
    here = Volunteer.sits_down(meet("beitrag-a"), window, tmp_path / "Bänke.gpkg")
    here.agrees()
    yield here
    here.gets_up()


@pytest.fixture
def bench(demo_source: Path) -> str:
    return benches_in(demo_source, ALTMARKFURT)[next(_taken)]


def harmless(place: QWidget) -> None:
    """It can be looked at, and nothing in it is more than text."""
    render(place)
    assert rich_places(place) == []


def test_the_audit_finds_what_it_is_for(canary: Canary) -> None:
    window = QWidget()
    QLabel("<b>fett</b>", window)
    window.setToolTip(f'<img src="{canary.url}">')
    item = QListWidgetItem("row", QListWidget(window))
    item.setToolTip("<table><tr><td>fett")
    assert len(rich_places(window)) == 3
    window.deleteLater()


def opened_dock(session: Session, window: TestWindow) -> Dock:
    for way in ("open_help", "open_options"):
        setattr(window, way, lambda: None)
    return Dock(session, window)


def test_the_dock_and_what_a_municipality_calls_its_layers(meet: Meet, window: TestWindow, canary: Canary) -> None:
    session = meet(REVIEWER)
    dock = opened_dock(session, window)
    page = dock.pages["map"]
    assert isinstance(page, MapPage)
    until(lambda: not any(lane.busy for lane in page._lanes))
    harmless(dock)
    entries = list(layer_items(page))
    assert any("<img" in item.text(0) for item in entries)
    for item in entries[:30]:
        page.catalogue.setCurrentItem(item)
        QApplication.processEvents()
        assert rich_places(page) == []
    for name in dock.pages:
        dock.open_page(name)
        harmless(dock)
    assert all("<" not in text or "\n" not in text for text, _, _ in window.told)
    dock.close_pages()
    dock.deleteLater()


def layer_items(page: MapPage) -> Iterator:
    found = QTreeWidgetItemIterator(page.catalogue)
    while found.value():
        if entry_of(found.value()) is not None:
            yield found.value()
        found += 1


def test_layers_on_the_map_are_called_as_they_are_and_no_more(meet: Meet, window: TestWindow, canary: Canary) -> None:
    page = MapPage(meet(""), window)
    until(lambda: not any(lane.busy for lane in page._lanes))
    render(page)
    data = next(item for item in layer_items(page) if entry_of(item).name == "sitzbank")
    page.catalogue.setCurrentItem(data)
    page.add_to_map()
    until(lambda: not any(lane.busy for lane in page._lanes))
    rest(0.3)
    (layer,) = QgsProject.instance().mapLayers().values()
    assert layer.name() == shown(layer.name(), 80)
    assert layer.actions().actions() == []
    assert canary.url not in layer.mapTipTemplate()
    harmless(page)
    page.close_page()
    page.deleteLater()


def test_the_terms_are_text_and_their_links_lead_nowhere(meet: Meet, canary: Canary) -> None:
    session = meet("beitrag-a")
    terms = session.connection.who.terms
    assert terms.licence_url == "file:///etc/passwd"
    for title in canary.texts().values():
        dialog = TermsDialog(title, terms)
        harmless(dialog)
        links = dialog.findChildren(LinkButton)
        assert links and not any(link.isVisible() for link in links)
        dialog.deleteLater()


def test_ones_own_changes_and_the_answers_to_them(
    volunteer: Volunteer, enter: Meet, bench: str, canary: Canary, service: Service
) -> None:
    everything = " ".join(text.replace("\x00", "") for text in list(canary.texts().values())[:12])
    volunteer.changes(bench, material=canary.texts()["picture in a file"])
    until(volunteer.lines)
    harmless(volunteer.page)
    assert "<img src=" in volunteer.lines()[0]
    volunteer.submits(everything)
    harmless(volunteer.page)
    (uuid,) = volunteer.sent()
    answers(enter(REVIEWER), uuid, Decision.ASK_BACK, everything)
    volunteer.page.ask()
    volunteer.waits()
    volunteer.chooses(uuid)
    harmless(volunteer.page)
    assert "<img src=" in volunteer.page.contributions.detail.toPlainText()
    assert all(rich_places(view) == [] for view in QApplication.topLevelWidgets())


def test_what_a_reviewer_is_shown(
    volunteer: Volunteer, meet: Meet, window: TestWindow, bench: str, canary: Canary
) -> None:
    texts = canary.texts()
    volunteer.changes(bench, material=texts["whole document"], zustand="gut")
    until(volunteer.lines)
    volunteer.submits(texts["picture by its path"] + texts["link"])
    (uuid,) = volunteer.sent()
    page = ReviewPage(meet(REVIEWER), window)
    render(page)
    until(lambda: page.queue.model.row_of(uuid) is not None)
    page.queue.look_at(uuid)
    until(lambda: page.view.seen is not None and page.view.seen.contribution.uuid == uuid)
    harmless(page)
    assert canary.touched() == []
    page.close_page()
    page.deleteLater()


def test_a_refusal_in_a_strangers_words(meet: Meet, liar: Liar, window: TestWindow, canary: Canary) -> None:
    session = meet("beitrag-a")
    dock = opened_dock(session, window)
    page, header = dock.pages["map"], dock.findChild(Header)
    assert isinstance(page, MapPage)
    until(lambda: not any(lane.busy for lane in page._lanes))
    liar.refusing, said = True, []
    for _ in range(len(canary.texts())):
        session.reconnect()
        until(lambda: not session.connecting)
        harmless(dock)
        said.append(header.problem.accessibleDescription())
    assert any("<img src=" in text for text in said) and any("<script>" in text for text in said), "it was shown"
    dock.close_pages()
    dock.deleteLater()
