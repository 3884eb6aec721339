"""Pages of the dock in a real QGIS process, against the real service."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest
from qgis.core import (
    Qgis,
    QgsApplication,
    QgsAuthManager,
    QgsAuthMethodConfig,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsGeometry,
    QgsMapLayer,
    QgsProject,
    QgsRectangle,
    QgsSettings,
    QgsVectorLayer,
)
from qgis.gui import QgsAdvancedDigitizingDockWidget, QgsAttributeDialog, QgsMapCanvas
from qgis.PyQt.QtCore import QCoreApplication, Qt
from qgis.PyQt.QtGui import QColor
from qgis.PyQt.QtWidgets import QWidget

from demo.service import PASSWORD, Service
from plugin.adapters.settings import Municipality
from plugin.gui.feature_form import open_form
from plugin.gui.session import Session

if TYPE_CHECKING:
    from .reviewing import SitDown

pytestmark = pytest.mark.qgis


def until(condition: Callable[[], object], seconds: float = 30) -> None:
    """Let the event loop run until `condition` holds; fails where it never does."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it never came to this"
        QCoreApplication.processEvents()


@dataclass
class TestWindow:
    """A `Window` with a real map, which notes what it is told."""

    __test__ = False

    main: QWidget
    canvas: QgsMapCanvas
    told: list[tuple[str, Qgis.MessageLevel, str]] = field(default_factory=list)
    acts: list[Callable[[], None] | None] = field(default_factory=list)
    zoomed: list[QgsGeometry] = field(default_factory=list)
    marks: list[tuple[str, QColor]] = field(default_factory=list)
    edited: list[tuple[QgsVectorLayer, int | None]] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)
    helped: list[str] = field(default_factory=list)
    forms: list[QgsAttributeDialog | None] = field(default_factory=list)
    _cad: QgsAdvancedDigitizingDockWidget | None = None

    @property
    def cad(self) -> QgsAdvancedDigitizingDockWidget:
        self._cad = self._cad or QgsAdvancedDigitizingDockWidget(self.canvas, self.main)
        return self._cad

    def tell(
        self,
        text: str,
        level: Qgis.MessageLevel = Qgis.MessageLevel.Info,
        verb: str = "",
        act: Callable[[], None] | None = None,
    ) -> None:
        self.told.append((text, level, verb))
        self.acts.append(act)

    def visible_extent(self, crs: QgsCoordinateReferenceSystem) -> QgsRectangle:
        settings = self.canvas.mapSettings()
        transform = QgsCoordinateTransform(settings.destinationCrs(), crs, QgsProject.instance())
        return transform.transformBoundingBox(settings.extent())

    def add_layer(self, layer: QgsMapLayer, group: str) -> None:
        QgsProject.instance().addMapLayer(layer)

    def zoom_to(self, geometry: QgsGeometry, crs: QgsCoordinateReferenceSystem) -> None:
        self.zoomed.append(geometry)

    def mark(
        self,
        geometry: QgsGeometry,
        crs: QgsCoordinateReferenceSystem,
        colour: QColor,
        style: Qt.PenStyle = Qt.PenStyle.SolidLine,
    ) -> Callable[[], None]:
        mark = (geometry.asWkt(3), colour)
        self.marks.append(mark)
        return lambda: self.marks.remove(mark)

    def open_help(self, topic: str = "") -> None:
        self.helped.append(topic)

    def open_options(self) -> None: ...

    def edit(self, layer: QgsVectorLayer, feature_id: int | None = None, column: str = "") -> None:
        self.edited.append((layer, feature_id))
        layer.startEditing()
        if feature_id is not None and column:
            self.forms.append(open_form(layer, feature_id, column, self.main))

    def open_page(self, page: str) -> None:
        self.pages.append(page)


@pytest.fixture
def window(qgis_app: QgsApplication) -> Iterator[TestWindow]:
    main = QWidget()
    canvas = QgsMapCanvas(main)
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:25833"))
    canvas.resize(400, 300)
    yield TestWindow(main, canvas)
    QgsProject.instance().clear()
    main.deleteLater()


@pytest.fixture(autouse=True)
def _no_settings_left(qgis_app: QgsApplication) -> Iterator[None]:
    QgsSettings().remove("plugins/buergergis")
    yield
    QgsSettings().remove("plugins/buergergis")


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """One for each file: its tests take benches for themselves, and no other file has published anything about them."""
    with Service.demo(tmp_path_factory.mktemp("service")) as running:
        yield running


@pytest.fixture(scope="session")
def login(auth_manager: QgsAuthManager) -> Callable[[str], str]:
    """The authentication configuration of a user of the demo ("" for a guest), in QGIS's database."""
    known: dict[str, str] = {"": ""}

    def authcfg(user: str) -> str:
        if user not in known:
            config = QgsAuthMethodConfig("Basic")
            config.setName(user)
            config.setConfig("username", user)
            config.setConfig("password", PASSWORD)
            assert auth_manager.storeAuthenticationConfig(config, True)[0]
            known[user] = config.id()
        return known[user]

    return authcfg


@pytest.fixture
def enter(
    service: Service, login: Callable[[str], str], qgis_app: QgsApplication
) -> Iterator[Callable[[str], Session]]:
    """A session of somebody with the demo service, connected."""
    opened: list[Session] = []

    def connected(user: str = "") -> Session:
        session = Session()
        opened.append(session)
        session.enter(Municipality(service.url, "", login(user)))
        until(lambda: not session.connecting)
        assert session.connection is not None, session.problem
        return session

    yield connected
    for session in opened:
        session.close()


@pytest.fixture
def sit_down(enter: Callable[[str], Session], window: TestWindow) -> Iterator[SitDown]:
    """Reviewers in front of the page Prüfen."""
    from .reviewing import desks

    with desks(enter, window) as made:
        yield made
