"""The page Karte: the catalogue, layers onto the map, checking out, refreshing, and others' working copies."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from osgeo import ogr
from qgis.core import Qgis, QgsMapLayer, QgsProject, QgsRasterLayer, QgsVectorLayer
from qgis.PyQt.QtCore import QEvent, Qt
from qgis.PyQt.QtGui import QKeyEvent
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QTreeWidgetItem

from demo.service import Service
from plugin.adapters import map_layers, settings
from plugin.adapters.settings import Municipality
from plugin.adapters.working_copy import WorkingCopy
from plugin.domain.contribution import Operation
from plugin.domain.outbox import ItemState
from plugin.gui.map.catalogue import Catalogue, Entry, data_entries, entry_of, rights_words, short_words
from plugin.gui.map.check_out_dialog import Wanted
from plugin.gui.map.first_look import extent_of, native_crs
from plugin.gui.map.page import MapPage
from plugin.gui.session import Session
from plugin.services.whoami import LayerRights
from plugin.workflows.connection import QUEUE_TYPES
from tests import faults
from tests.fault_proxy import FaultProxy
from tests.faults import hold
from tests.http_wire import PAGE, says

from .conftest import TestWindow, until
from .heartbeat import LONGEST, best_of, wait

pytestmark = pytest.mark.qgis
Enter = Callable[[str], Session]
MARKET = (485959.0, 5663079.0, 503448.0, 5681643.0)
PARTLY = (494000.0, 5668000.0, 497000.0, 5672000.0)


class Sitting:
    """Somebody in front of the page."""

    def __init__(self, session: Session, window: TestWindow, file: Path) -> None:
        self.session, self.window, self.file = session, window, file
        self.page = MapPage(session, window)
        self.page.resize(380, 800)
        self.page.show()
        until(lambda: not self.page._maps.busy)

    @property
    def panel(self) -> str:
        """What the list of the working copy says."""
        layers = self.page.copy_panel.layers
        return "\n".join(layers.item(row).text() for row in range(layers.count()))

    def chooses(self, *names: str, maps: bool = False) -> None:
        self.page.catalogue.clearSelection()
        group = self.page.catalogue.maps if maps else self.page.catalogue.data
        for item in items(group):
            entry = entry_of(item)
            item.setSelected(entry is not None and entry.name in names)

    def adds(self) -> list[QgsMapLayer]:
        before = set(QgsProject.instance().mapLayers())
        self.page.add_to_map()
        until(lambda: not self.page._adding.busy)
        return [layer for id_, layer in QgsProject.instance().mapLayers().items() if id_ not in before]

    def checks_out(self, *names: str, extent: tuple[float, ...] | None = None) -> None:
        self.page.start_check_out(Wanted(names, {"EPSG:25833": extent}, self.file))
        until(self.is_idle)

    def is_idle(self) -> bool:
        panel = self.page.copy_panel
        self.busy = [self.page.loading.busy, panel._opening.busy, panel._reading.busy, panel.refreshing.busy]
        return not (self.page.loading.busy or panel._opening.busy or panel._reading.busy or panel.refreshing.busy)

    def layer(self, name: str = "sitzbank") -> QgsVectorLayer:
        return map_layers.layers_of_copy(self.file)[name][0]

    def changes_a_bench(self) -> QgsVectorLayer:
        layer = self.layer()
        layer.startEditing()
        feature = next(layer.getFeatures())
        layer.changeAttributeValue(feature.id(), layer.fields().lookupField("zustand"), "wackelt")
        return layer

    def refreshes(self) -> None:
        self.page.copy_panel.refresh.click()
        until(self.is_idle)


def items(item: QTreeWidgetItem) -> Iterator[QTreeWidgetItem]:
    for number in range(item.childCount()):
        yield item.child(number)
        yield from items(item.child(number))


Sit = Callable[..., Sitting]


@pytest.fixture
def sit(enter: Enter, window: TestWindow, tmp_path: Path) -> Iterator[Sit]:
    sitting: list[Sitting] = []

    def down(user: str = "", session: Session | None = None) -> Sitting:
        here = Sitting(session or enter(user), window, tmp_path / "Bänke & Bäume.gpkg")
        sitting.append(here)
        return here

    yield down
    for one in sitting:
        one.page.close_page()
        one.page.deleteLater()


# the catalogue


@pytest.mark.parametrize(
    ("user", "words"),
    [
        ("", "view"),
        ("beitrag-a", "contribute: new, changed, deleted"),
        ("pruefung-altmarkfurt", "contribute: new, changed, deleted; edit directly; review"),
    ],
)
def test_everybody_reads_what_they_may_do(sit: Sit, user: str, words: str) -> None:
    catalogue = sit(user).page.catalogue
    entries = {entry.name: entry for item in items(catalogue.data) if (entry := entry_of(item))}
    assert entries["sitzbank"].rights == words and entries["adresse"].rights == "view"
    assert not QUEUE_TYPES & set(entries)


def test_data_by_title_and_maps_in_their_groups(sit: Sit) -> None:
    catalogue = sit("beitrag-a").page.catalogue
    titles = [catalogue.data.child(row).text(0) for row in range(catalogue.data.childCount())]
    assert "Sitzbänke" in titles and titles == sorted(titles, key=str.casefold)
    (whole,) = [catalogue.maps.child(row) for row in range(catalogue.maps.childCount())]
    assert whole.text(0) == "Oberzentrum Dreiwasser"
    groups = [whole.child(row).text(0) for row in range(whole.childCount())]
    assert groups[:2] == ["Mitmachen", "Planung"]
    assert "Sitzbänke" in [item.text(0) for item in items(whole.child(0))]
    assert "Hindernisse" in next(item for item in items(catalogue.maps) if item.text(0) == "Barrieren").toolTip(0)


def test_searching_layers(sit: Sit) -> None:
    here = sit("")
    here.page.filter.setText("BÄUME")
    seen = [item.text(0) for item in items(here.page.catalogue.data) if not item.isHidden()]
    assert seen == ["Bäume Altmarkfurt", "Bäume Neuwasser", "Bäume Rodenau"]
    open_ = [item for item in items(here.page.catalogue.maps) if not item.isHidden()]
    assert [item.text(0) for item in open_[:2]] == ["Oberzentrum Dreiwasser", "Mitmachen"], "what contains them"
    here.page.filter.clear()
    assert not any(item.isHidden() for item in items(here.page.catalogue.data))


def test_words_for_rights() -> None:
    some = LayerRights(frozenset({Operation.INSERT, Operation.UPDATE}))
    assert rights_words(some) == "contribute: new, changed" and short_words(some) == "contribute"
    assert rights_words(LayerRights(write=True)) == "view", "writing without direct publication is for reviewers"
    assert rights_words(None) == short_words(None) == "view"


HOSTILE = "<img src='file:///etc/passwd'>\n\u202e<b>Bäume</b>"


def test_hostile_titles_stay_text(qgis_app: object) -> None:
    catalogue = Catalogue()
    catalogue.show_data([Entry("a", HOSTILE, HOSTILE, "view", "view")])
    catalogue.show_maps([Entry("b", HOSTILE, HOSTILE, "view", "view", above=(HOSTILE, "<script>"))], HOSTILE)
    for item in [*items(catalogue.data), *items(catalogue.maps)]:
        assert "\n" not in item.text(0) and "\u202e" not in item.text(0)
        assert "<img" not in item.toolTip(0) and "<b>" not in item.toolTip(0)


# onto the map


def test_a_guest_looks_at_data_and_maps(sit: Sit) -> None:
    here = sit("")
    assert not here.page.add.isEnabled()
    here.chooses("sitzbank", "barriere")
    assert here.page.add.isEnabled()
    assert here.page.details.text().startswith(("Sitzbänke – view.\n", "Barrieren – view.\n"))
    layers = here.adds()
    assert {layer.name() for layer in layers} == {"Sitzbänke", "Barrieren"}
    assert all(layer.readOnly() for layer in layers)
    here.chooses("Mitmachen", maps=True)
    (drawn,) = here.adds()
    assert isinstance(drawn, QgsRasterLayer) and drawn.crs().authid() == "EPSG:25833"


def test_enter_and_double_click_add_what_is_chosen(sit: Sit) -> None:
    def added() -> list[str]:
        return sorted(layer.name() for layer in QgsProject.instance().mapLayers().values())

    here = sit("")
    here.chooses("sitzbank")
    catalogue = here.page.catalogue
    QApplication.sendEvent(
        catalogue, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)
    )
    until(lambda: added() == ["Sitzbänke"])
    here.chooses("barriere")
    (row,) = catalogue.selectedItems()
    catalogue.scrollToItem(row)
    place = catalogue.visualItemRect(row).center()
    for click in (QTest.mouseClick, QTest.mouseDClick):
        click(catalogue.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    until(lambda: added() == ["Barrieren", "Sitzbänke"])


def test_a_slow_service_is_given_up_at_once(sit: Sit, service: Service) -> None:
    with FaultProxy(service.port) as proxy:
        session = Session()
        session.enter(Municipality(proxy.url()))
        until(lambda: not session.connecting)
        here = sit(session=session)
        here.chooses("sitzbank")

        def give_up() -> None:
            gate = hold(proxy)
            here.page.add_to_map()
            wait(gate.reached.is_set)
            assert here.page.adding.isVisible()
            here.page._adding.abandon()
            assert not here.page._adding.busy and not here.page.adding.isVisible()
            gate.open()
            wait(lambda: not here.page._adding._leaving)
            proxy.heal()

        assert best_of(8, give_up) < LONGEST
        session.close()
    assert not QgsProject.instance().mapLayers(), "what comes late is not added"


def test_an_empty_project_is_offered_the_municipality(sit: Sit) -> None:
    here = sit("")
    text, level, verb = here.window.told[0]
    assert "Oberzentrum Dreiwasser" in text and level == Qgis.MessageLevel.Success and verb
    act = here.window.acts[0]
    assert act is not None
    act()
    (shown,) = here.window.zoomed
    assert 14 < shown.boundingBox().center().x() < 16 and 51 < shown.boundingBox().center().y() < 52
    assert QgsProject.instance().crs().authid() == "EPSG:25833"
    until(QgsProject.instance().mapLayers)
    here.session.reconnect()
    until(lambda: not here.session.connecting and not here.page._maps.busy)
    assert len(here.window.told) == 1, "once is enough"


def test_the_catalogue_of_another_municipality_goes_at_once(sit: Sit) -> None:
    here = sit("beitrag-a")
    here.session.enter(Municipality("http://127.0.0.1:9/ows/"))
    assert not here.page.catalogue.data.childCount() and not here.page.catalogue.maps.childCount()
    until(lambda: not here.session.connecting)
    assert "does not answer" in here.page.hint.text() and not here.page.check_out.isVisible()


def test_maps_that_come_too_late_are_not_shown(sit: Sit, service: Service, enter: Enter) -> None:
    with FaultProxy(service.port) as proxy:
        gate = hold(proxy, says("SERVICE=WMS"))
        session = Session()
        session.enter(Municipality(proxy.url()))
        until(lambda: not session.connecting)
        page = MapPage(session, sit("").window)
        until(gate.reached.is_set)
        session.enter(Municipality("http://127.0.0.1:9/ows/"))
        gate.open()
        until(lambda: not session.connecting and not page._maps.busy)
        assert not page.catalogue.maps.childCount()
        page.close_page()
        session.close()


# into a working copy


def test_a_volunteer_checks_out_edits_and_refreshes(sit: Sit) -> None:
    here = sit("beitrag-a")
    assert here.page.copy_panel.empty.isVisible() and not here.page.copy_panel.refresh.isVisible()
    here.checks_out("sitzbank", "barriere", extent=MARKET)
    layer = here.layer()
    assert not layer.readOnly() and layer.featureCount() > 10
    assert f"Loaded: {layer.featureCount() + here.layer('barriere').featureCount()} of " in here.window.told[-1][0]
    assert here.session.copy_path == here.file and settings.is_own_copy(str(here.file))
    assert f"Sitzbänke\ncomplete: {layer.featureCount()} of {layer.featureCount()}" in here.panel
    here.changes_a_bench()
    until(lambda: "not saved yet: 1" in here.panel)
    here.refreshes()
    assert here.page.copy_panel.problem.isVisible() and layer.isModified(), "nothing was touched"
    here.page.copy_panel.problem._again.click()
    until(here.is_idle)
    until(lambda: "changes: 1" in here.panel and "not saved yet" not in here.panel)
    assert "up to date" in here.window.told[-1][0] and not here.page.copy_panel.problem.isVisible()
    assert WorkingCopy.open(here.file).changes()


def test_another_layer_joins_the_working_copy(sit: Sit) -> None:
    here = sit("beitrag-a")
    here.checks_out("sitzbank", extent=PARTLY)
    here.checks_out("barriere", extent=PARTLY)
    assert set(map_layers.layers_of_copy(here.file)) == {"sitzbank", "barriere"}
    assert [len(layers) for layers in map_layers.layers_of_copy(here.file).values()] == [1, 1]
    QgsProject.instance().clear()
    here.page.copy_panel.add.click()
    until(lambda: len(QgsProject.instance().mapLayers()) == 2)
    here.page.copy_panel.add.click()
    assert here.is_idle() and "already" in here.window.told[-1][0]


def test_an_area_without_features_is_said_plainly(sit: Sit) -> None:
    here = sit("beitrag-a")
    here.checks_out("sitzbank", extent=(200000.0, 5200000.0, 200100.0, 5200100.0))
    text, level, _ = here.window.told[-1]
    assert "nothing in this area: Sitzbänke" in text and level == Qgis.MessageLevel.Warning
    assert here.layer().featureCount() == 0 and "complete: 0 of 0" in here.panel


def test_a_guest_may_check_out_too(sit: Sit) -> None:
    here = sit("")
    here.checks_out("sitzbank", extent=MARKET)
    assert not here.layer().readOnly() and "Loaded" in here.window.told[-1][0]


def test_a_check_out_waits_for_edits_that_are_not_saved(sit: Sit) -> None:
    here = sit("beitrag-a")
    here.checks_out("sitzbank", extent=MARKET)
    layer = here.changes_a_bench()
    number = layer.featureCount()
    here.checks_out("sitzbank", extent=PARTLY)
    assert here.page.problem.isVisible() and "Sitzbänke" in here.page.problem._detail.text()
    assert layer.isModified() and layer.featureCount() == number, "nothing was touched"
    here.page.problem._again.click()
    until(here.is_idle)
    assert not layer.isModified() and not here.page.problem.isVisible()
    assert "Loaded" in here.window.told[-1][0] and len(here.window.told) == 3
    assert WorkingCopy.open(here.file).changes(), "what was saved is there"


def test_what_was_checked_out_is_one_s_own_also_for_somebody_who_went_elsewhere(sit: Sit, service: Service) -> None:
    with FaultProxy(service.port) as proxy:
        session = Session()
        session.enter(Municipality(proxy.url()))
        until(lambda: not session.connecting)
        here = sit(session=session)
        gate = hold(proxy, PAGE)
        here.page.start_check_out(Wanted(("sitzbank",), {"EPSG:25833": MARKET}, here.file))
        until(gate.reached.is_set)
        session.enter(Municipality("http://127.0.0.1:9/ows/"))
        gate.open()
        until(lambda: here.is_idle() and not session.connecting)
        assert session.copy_path is None and settings.copies(proxy.url()) == [str(here.file)]
        session.enter(Municipality(proxy.url()))
        until(lambda: here.is_idle() and not session.connecting)
        assert session.copy_path == here.file and here.page.copy_panel.is_own
        session.close()


def test_a_file_of_somebody_else_stays_theirs_where_nothing_was_loaded_into_it(sit: Sit, service: Service) -> None:
    here = sit("beitrag-a")
    WorkingCopy.create(here.file, "https://gis.kleinstadt.example/ows/")
    here.checks_out("sitzbank", extent=MARKET)
    assert here.page.problem.isVisible() and not settings.is_own_copy(str(here.file))


def test_a_folder_that_cannot_be_made_is_said(sit: Sit, tmp_path: Path) -> None:
    here = sit("beitrag-a")
    (tmp_path / "Datei").write_text("kein Ordner", "utf-8")
    here.file = tmp_path / "Datei" / "Bänke.gpkg"
    here.checks_out("sitzbank", extent=MARKET)
    assert "Bänke.gpkg cannot be reached" in here.page.problem._detail.text()


def test_cancelling_a_check_out_leaves_no_file(sit: Sit, service: Service, login: Callable[[str], str]) -> None:
    with FaultProxy(service.port) as proxy:
        session = Session()
        session.enter(Municipality(proxy.url(), "", login("beitrag-a")))
        until(lambda: not session.connecting)
        here = sit(session=session)
        gate = hold(proxy, PAGE)
        here.page.start_check_out(Wanted(("sitzbank",), {"EPSG:25833": None}, here.file))
        until(gate.reached.is_set)
        assert here.page.progress.isVisible() and not here.page.check_out.isEnabled()
        here.page.loading.cancel()
        until(lambda: not here.page.loading.busy, 2)
        assert not here.file.exists() and not here.page.problem.isVisible() and here.session.copy_path is None
        assert not settings.is_own_copy(str(here.file)), "somebody else may make one of this name"
        assert here.page.broken_off.isVisible() and "kept until tomorrow" in here.page.broken_off.text.text()
        proxy.heal()
        gate.open()
        here.page.broken_off.go_on.click()
        until(here.is_idle)
        assert here.session.copy_path == here.file and not here.page.broken_off.isVisible()
        session.close()


def test_the_network_goes_in_the_middle_of_a_refresh(sit: Sit, service: Service) -> None:
    with FaultProxy(service.port) as proxy:
        session = Session()
        session.enter(Municipality(proxy.url()))
        until(lambda: not session.connecting)
        here = sit(session=session)
        here.checks_out("sitzbank", extent=MARKET)
        layer = here.changes_a_bench()
        until(lambda: "not saved yet: 1" in here.panel)
        assert layer.commitChanges()
        until(lambda: "changes: 1" in here.panel)
        proxy.inject(faults.hung_up(), None, PAGE)
        here.refreshes()
        until(here.is_idle)
        panel = here.page.copy_panel
        assert panel.problem.isVisible() and session.offline and "does not answer" in here.page.hint.text()
        assert "changes: 1" in here.panel and panel.add.isEnabled(), "the working copy stays usable"
        proxy.heal()
        assert panel.problem._again.text() == "Continue"
        panel.problem._again.click()
        until(here.is_idle)
        assert "up to date" in here.window.told[-1][0] and not session.offline and here.page.hint.text() == ""
        session.close()


# files of others


@pytest.fixture
def posted(sit: Sit, tmp_path: Path) -> tuple[Sitting, Path]:
    """Somebody with a working copy of their own, and one that came by mail."""
    here = sit("beitrag-a")
    here.checks_out("sitzbank", extent=MARKET)
    stranger = tmp_path / "von Änne <b>.gpkg"
    shutil.copy(here.file, stranger)
    return here, stranger


def plant(path: Path) -> None:
    """Put a change into the outbox of a file, to be sent by itself by whoever works with it."""
    with WorkingCopy.open(path) as copy:
        layer = ogr.Open(str(path), 1)
        layer.ExecuteSQL("INSERT INTO sitzbank (_fid) VALUES (NULL)")
        del layer
        (item,) = copy.enqueue(copy.changes(), "fremd", "")
        copy.mark([item.uuid], ItemState.QUEUED, "Kein Netz.", 0.0)
        assert copy.overview().waiting == 1


def test_a_file_of_somebody_else_is_read_only_until_it_is_trusted(posted: tuple[Sitting, Path]) -> None:
    here, stranger = posted
    panel = here.page.copy_panel
    plant(stranger)
    panel.visit(stranger)
    until(lambda: here.is_idle() and panel.state)
    assert "somebody else" in panel.notice.text() and panel.trust_button.isVisible()
    assert not panel.refresh.isEnabled() and here.session.copy_path == here.file, "one's own stays in use"
    panel.add.click()
    until(lambda: map_layers.layers_of_copy(stranger))
    (layer,) = map_layers.layers_of_copy(stranger)["sitzbank"]
    assert layer.readOnly() and not layer.startEditing()
    panel.trust_button.click()
    until(lambda: here.is_idle() and here.session.copy_path == stranger)
    overview = WorkingCopy.open(stranger).overview()
    assert [one.item.change.operation for one in overview.sent] == ["insert"] and overview.waiting == 0
    assert settings.is_own_copy(str(stranger))
    assert layer.startEditing() and not panel.notice.isVisible() and panel.refresh.isEnabled()
    layer.rollBack()


def test_another_copy_of_one_s_own_is_used_from_now_on(posted: tuple[Sitting, Path]) -> None:
    here, second = posted
    panel = here.page.copy_panel
    assert here.session.municipality is not None
    first = here.file
    settings.remember_copy(here.session.municipality.address, str(second))
    panel.visit(second)
    until(lambda: here.is_idle() and here.session.copy_path == second)
    assert panel.state is not None and panel.state.path == second and panel.refresh.isEnabled()
    panel.visit(first)
    until(lambda: here.is_idle() and here.session.copy_path == first)


def test_a_file_that_is_no_working_copy_is_refused(posted: tuple[Sitting, Path], tmp_path: Path) -> None:
    here, _ = posted
    panel = here.page.copy_panel
    wrong = tmp_path / "Urlaub.gpkg"
    wrong.write_text("Das Meer war schön.", "utf-8")
    panel.visit(wrong)
    until(lambda: here.is_idle() and panel.problem.isVisible())
    assert panel.state is None and not panel.add.isEnabled() and not panel.trust_button.isVisible()
    panel.visit(here.file)
    until(lambda: here.is_idle() and panel.state)
    assert not panel.problem.isVisible() and not panel.notice.isVisible()


def test_a_working_copy_of_another_service_says_whose_it_is(posted: tuple[Sitting, Path]) -> None:
    here, stranger = posted
    address = here.session.municipality.address if here.session.municipality else ""
    here.session.enter(Municipality("http://127.0.0.1:9/ows/"))
    until(lambda: not here.session.connecting)
    panel = here.page.copy_panel
    assert panel.path is None
    panel.visit(here.file)
    until(lambda: here.is_idle() and panel.state)
    assert address in panel.notice.text() and panel.service_button.isVisible() and not panel.refresh.isEnabled()
    panel.visit(stranger)
    until(lambda: here.is_idle() and panel.state)
    panel.trust()
    assert here.session.copy_path is None, "it is not the one of this municipality"


def test_everything_on_the_page_has_a_name(sit: Sit) -> None:
    page = sit("beitrag-a").page
    for widget in (page.filter, page.catalogue, page.copy_panel.layers):
        assert widget.accessibleName()
    connection = page.session.connection
    assert connection is not None and native_crs(connection) == "EPSG:25833"
    assert extent_of(connection) is not None and len(data_entries(connection)) >= 18
