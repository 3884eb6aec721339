"""Checking out: which layers, for which area, into which file. The page does the work afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsCsException, QgsProject, QgsRectangle
from qgis.gui import QgsFileWidget
from qgis.PyQt.QtCore import QStandardPaths, Qt, QTimer
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QDialogButtonBox,
    QFormLayout,
    QListWidget,
    QListWidgetItem,
    QRadioButton,
    QVBoxLayout,
)

from ...adapters import settings
from ...adapters.background import Job, Lane
from ...adapters.foreign import escaped, shown
from ...adapters.wording import headline, translate
from ...domain.errors import Cancelled, InvalidContent, Problem
from ...workflows.areas import Area, areas
from ...workflows.connection import Connection
from ...workflows.ports import Extent
from ..help import CHECK_OUT, add_help
from ..session import Session
from ..widgets import Dialog, ProblemBox, Quiet
from ..window import Window
from . import work as map_work
from .catalogue import Entry

_CALM_MS = 300
_COUNTED = 12
"""Counting more layers than this asks too much of a service for a glance."""


@dataclass(frozen=True)
class Wanted:
    """`extents` by CRS of the layers; None for everything."""

    layers: tuple[str, ...]
    extents: map_work.Extents
    path: Path


class CheckOutDialog(Dialog):
    """After it was accepted, `wanted` says what to load."""

    def __init__(self, session: Session, window: Window, entries: Sequence[Entry], chosen: set[str]) -> None:
        super().__init__(translate("check_out_dialog", "Check out layers"), window.main, "check_out")
        assert session.connection is not None  # by the page, whose button is disabled without
        self._session, self._window, self._connection = session, window, session.connection
        self.wanted: Wanted | None = None
        self._counting: Lane[int] = Lane(self)
        self._naming: Lane[list[Area]] = Lane(self)
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.setInterval(_CALM_MS)
        self._make_widgets(entries, chosen)
        self._lay_out()
        self._connect()
        self.finished.connect(self._end)
        self._load_areas()
        self._show()

    def _make_widgets(self, entries: Sequence[Entry], chosen: set[str]) -> None:
        self.layers = QListWidget()
        for entry in sorted(entries, key=lambda entry: entry.name not in chosen):
            item = QListWidgetItem(shown(entry.title, 120))
            item.setToolTip(escaped(entry.abstract))
            item.setData(Qt.ItemDataRole.UserRole, entry.name)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable)
            item.setCheckState(Qt.CheckState.Checked if entry.name in chosen else Qt.CheckState.Unchecked)
            self.layers.addItem(item)
        self.visible = QRadioButton(translate("check_out_dialog", "What the &map shows now"))
        self.municipality = QRadioButton(translate("check_out_dialog", "A mun&icipality"))
        self.everything = QRadioButton(translate("check_out_dialog", "&Everything"))
        self.places = QComboBox()
        self.places.setAccessibleName(translate("check_out_dialog", "Municipality"))
        self.copies = QComboBox()
        self.file = QgsFileWidget()
        self.file.setStorageMode(QgsFileWidget.StorageMode.SaveFile)
        self.file.setFilter("GeoPackage (*.gpkg)")
        self.file.setConfirmOverwrite(False)  # a working copy that is there is added to, and nothing else
        self.file.lineEdit().setAccessibleName(translate("check_out_dialog", "File of the new working copy"))
        self.file.setFilePath(str(new_path(self._connection.client.url)))
        self.count = Quiet()
        self.problem = ProblemBox()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setText(translate("check_out_dialog", "Check out"))
        cancel = self.buttons.button(QDialogButtonBox.StandardButton.Cancel)
        cancel.setText(translate("check_out_dialog", "Cancel"))

    def _lay_out(self) -> None:
        box, form = QVBoxLayout(self), QFormLayout()
        form.addRow(translate("check_out_dialog", "&Layers:"), self.layers)
        area = QVBoxLayout()
        for widget in (self.visible, self.municipality, self.places, self.everything):
            area.addWidget(widget)
        form.addRow(translate("check_out_dialog", "Area:"), area)
        form.addRow(translate("check_out_dialog", "&Working copy:"), self.copies)
        form.addRow("", self.file)
        box.addWidget(
            Quiet(
                translate(
                    "check_out_dialog",
                    "The layers are copied to your computer. You can edit them there, also without a network; "
                    "nothing is sent before you submit it.",
                )
            )
        )
        box.addLayout(form)
        for widget in (self.count, self.problem, self.buttons):
            box.addWidget(widget)
        self.setMinimumWidth(420)

    def _connect(self) -> None:
        self._fill_copies()
        usable = not self._window.canvas.extent().isEmpty()
        self.visible.setEnabled(usable)
        empty = not QgsProject.instance().mapLayers()
        (self.visible if usable and not empty else self.everything).setChecked(True)
        self.layers.itemChanged.connect(self._show)
        for choice in (self.visible, self.municipality, self.everything):
            choice.toggled.connect(self._show)
        self.places.currentIndexChanged.connect(self._show)
        self.copies.currentIndexChanged.connect(self._show)
        self._calm.timeout.connect(self._count)
        add_help(self.buttons, lambda: self._window.open_help(CHECK_OUT))
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)

    def _fill_copies(self) -> None:
        """The one in use first, then others of the same service, then a new one."""
        known = [str(self._session.copy_path)] if self._session.copy_path else []
        known += [path for path in settings.copies(self._connection.client.url) if path not in known]
        for path in known:
            self.copies.addItem(shown(Path(path).name, 120), path)
            self.copies.setItemData(self.copies.count() - 1, escaped(path), Qt.ItemDataRole.ToolTipRole)
        self.copies.addItem(translate("check_out_dialog", "A new file"), "")

    # what was chosen

    def chosen(self) -> tuple[str, ...]:
        """The names of the layers with a tick."""
        items = (self.layers.item(row) for row in range(self.layers.count()))
        return tuple(
            str(item.data(Qt.ItemDataRole.UserRole)) for item in items if item.checkState() == Qt.CheckState.Checked
        )

    def accept(self) -> None:
        try:
            self.wanted = Wanted(self.chosen(), self._extents(), self._path())
        except Problem as problem:
            self.problem.show_problem(problem)
            return
        super().accept()

    def leave_with_its_municipality(self) -> None:
        """Another municipality was entered meanwhile: what is asked here belongs to the one before."""
        connection = self._session.connection
        if connection is None or connection.client.url != self._connection.client.url:
            self.reject()

    def _path(self) -> Path:
        path = Path(str(self.copies.currentData() or self.file.filePath()).strip())
        if not path.name or not path.is_absolute():
            text = translate("check_out_dialog", "The file of the working copy is not named.")
            raise InvalidContent(text, "Choose a folder and a name.")
        return path if path.suffix.lower() == ".gpkg" else path.with_name(f"{path.name}.gpkg")

    def _extents(self) -> dict[str, Extent | None]:
        systems = {self._connection.layer(name).crs for name in self.chosen()}
        try:
            return {crs: self._extent(QgsCoordinateReferenceSystem(crs)) for crs in systems}
        except QgsCsException:
            text = translate("check_out_dialog", "The area cannot be told in the coordinates of the layer.")
            raise InvalidContent(text, "Choose another area.")

    def _extent(self, crs: QgsCoordinateReferenceSystem) -> Extent | None:
        if self.everything.isChecked():
            return None
        if self.visible.isChecked():
            return _corners(self._window.visible_extent(crs))
        area = self.places.currentData()
        if not isinstance(area, Area):
            text = translate("check_out_dialog", "No municipality is chosen.")
            raise InvalidContent(text, "Choose one, or another area.")
        source = QgsCoordinateReferenceSystem(area.crs)
        transform = QgsCoordinateTransform(source, crs, QgsProject.instance().transformContext())
        return _corners(transform.transformBoundingBox(QgsRectangle(*area.extent)))

    # what is asked of the service

    def _load_areas(self) -> None:
        where = self._connection.who.areas if self._connection.who else None
        for widget in (self.municipality, self.places):
            widget.setVisible(where is not None)
        if where is None:
            return
        self.municipality.setEnabled(False)
        self._session.run(
            self._naming,
            translate("check_out_dialog", "Reading the list of municipalities"),
            lambda connection, job: areas(connection, where, job.progress),
            self._show_areas,
            self._without_areas,
        )

    def _show_areas(self, found: list[Area]) -> None:
        for area in found:
            self.places.addItem(shown(area.title, 120), area)
        self.municipality.setEnabled(bool(found))
        if found and self.everything.isChecked():
            self.municipality.setChecked(True)
        self._show()

    def _without_areas(self, _problem: Problem) -> None:
        """The other two choices are enough to go on."""
        for widget in (self.municipality, self.places):
            widget.hide()

    def _count(self) -> None:
        layers = self.chosen()
        try:
            extents = self._extents()
        except Problem:
            return
        if not layers or len(layers) > _COUNTED:
            self._counting.abandon()
            return

        def work(connection: Connection, job: Job) -> int:
            return map_work.count(connection, layers, extents, job)

        title = translate("check_out_dialog", "Counting features")
        self._session.run(self._counting, title, work, self._show_count, self._not_counted)

    def _show_count(self, number: int) -> None:
        if number:
            self.count.say(translate("check_out_dialog", "Features to load: {}").format(number))
        else:
            self.count.say(translate("check_out_dialog", "There is nothing in this area. Choose another one."))

    def _not_counted(self, problem: Problem) -> None:
        if not isinstance(problem, Cancelled):
            self.count.say(headline(problem))

    def _show(self) -> None:
        layers = self.chosen()
        self.places.setEnabled(self.municipality.isChecked())
        self.file.setVisible(not self.copies.currentData())
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(bool(layers))
        self.problem.clear()
        self.count.say(translate("check_out_dialog", "Counting…") if 0 < len(layers) <= _COUNTED else "")
        if not layers:
            self.count.say(translate("check_out_dialog", "Tick at least one layer."))
        self._calm.start()

    def _end(self) -> None:
        """The dialog is gone at once; what it asked is not waited for."""
        self._calm.stop()
        self._counting.abandon()
        self._naming.abandon()


def new_path(address: str, now: datetime | None = None) -> Path:
    """A name for a working copy: the host that was entered, and the time; nothing that a server says.

    The disk is not asked whether it is free, for it may be a share that does not answer; two are a second apart.
    """
    folder = Path(settings.FOLDER.value() or documents() / "Bürger-GIS")
    host = (urlsplit(address).hostname or "dienst").replace(":", "-")
    time = (now or datetime.now()).isoformat(" ", "seconds").replace(":", "-")  # noqa: DTZ005 - the person's own day
    return folder / f"{host} {time}.gpkg"


def documents() -> Path:
    """The person's folder for documents, wherever their system has it."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))


def _corners(box: QgsRectangle) -> Extent:
    return box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum()
