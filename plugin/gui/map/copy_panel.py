"""The working copy in use: its layers, whether they are complete, what was changed; refreshing, and others' files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from qgis.PyQt.QtGui import QResizeEvent
from qgis.PyQt.QtWidgets import QFileDialog, QGroupBox, QSizePolicy, QVBoxLayout

from ...adapters import map_layers, settings
from ...adapters.background import Lane
from ...adapters.foreign import escaped, shown
from ...adapters.settings import Municipality
from ...adapters.wording import translate
from ...adapters.working_copy.layer import LayerRecord
from ...domain.errors import Problem
from ..connect_dialog import connect_by_dialog
from ..copy_watch import CopyWatch
from ..flow import Flow
from ..page import Page
from ..project_watch import ProjectWatch
from ..widgets import PlainLabel, ProblemBox, ProgressRow, Quiet, button
from . import work as map_work
from .copy_list import CopyList, protection_of
from .copy_refresh import Refresher
from .work import CopyState, Opened, Refreshment


class CopyPanel(QGroupBox):
    """Shows the session's working copy, or one from somebody else, which stays read-only until it is trusted."""

    def __init__(self, page: Page) -> None:
        super().__init__(translate("copy_panel", "Working copy"))
        self._session, self._window = page.session, page.window_
        self.state: CopyState | None = None
        self._visited: Path | None = None
        self._municipality = ""
        self._unreadable = False
        self._open = False  # edits that QGIS had not saved when it was looked last
        self._reading: Lane[CopyState] = page.lane()
        self._opening: Lane[Opened] = page.lane()
        self.refreshing: Lane[Refreshment] = page.lane(writes=True)
        self._watch, self._projects = CopyWatch(self), ProjectWatch(self)
        self._make_widgets()
        self._lay_out()
        self._connect()
        self._look()

    @property
    def path(self) -> Path | None:
        return self._visited or self._session.copy_path

    @property
    def is_own(self) -> bool:
        return self.path is not None and settings.is_own_copy(str(self.path))

    def close_panel(self) -> None:
        self._watch.close()
        self._projects.close()

    def _make_widgets(self) -> None:
        self.name, self.notice = PlainLabel(), PlainLabel()
        self.empty = Quiet(
            translate(
                "copy_panel",
                "No working copy yet. Choose layers above, then “Check out…”: you can edit them on your computer, "
                "also without a network.",
            )
        )
        self.layers, self.protection = CopyList(), Quiet()
        self.problem = ProblemBox()
        self.trust_button = button(translate("copy_panel", "I know where it comes from"), self.trust)
        self.service_button = button(translate("copy_panel", "Connect to its service…"), self._connect_to_service)
        self.add = button(translate("copy_panel", "Add to map"), self.add_to_map, "/mActionAddOgrLayer.svg")
        self.refresh = button(translate("copy_panel", "Refresh"), self.start_refresh, "/mActionRefresh.svg")
        self.other = button(translate("copy_panel", "Open another working copy…"), self._ask_for_file)
        self.refresher = Refresher(self._session, self._window, self.refreshing, self.problem)
        self.refresher.failed.connect(self.read)
        self.progress = ProgressRow(self.refreshing, translate("copy_panel", "Refreshing the working copy"))

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        for widget in (self.name, self.notice, self.trust_button, self.service_button, self.empty):
            box.addWidget(widget)
        box.addWidget(self.layers, 1)
        box.addWidget(self.protection)
        box.addLayout(Flow((self.add, self.refresh)))
        for widget in (self.other, self.progress, self.refresher.broken_off, self.problem):
            box.addWidget(widget)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """All lines of what is said where nothing is checked out, which Qt does not ask for here."""
        super().resizeEvent(event)
        self.empty.setMinimumHeight(self.empty.heightForWidth(self.empty.width()))

    def _connect(self) -> None:
        self._session.changed.connect(self._look)
        self._session.work_changed.connect(self.read)
        self._watch.saved.connect(self.read)
        self._watch.touched.connect(self._touched)
        self.layers.itemActivated.connect(lambda _item: self.add_to_map())
        self.layers.itemSelectionChanged.connect(self._show_protection)
        for lane in (self._reading, self._opening, self.refreshing):
            lane.busy_changed.connect(self._show)

    # what is looked at

    def _look(self) -> None:
        """Another municipality or another working copy: what stood here goes at once."""
        here = self._session.municipality
        address = here.address if here else ""
        if address != self._municipality:
            self._municipality, self._visited = address, None
        if self.state is not None and self.state.path != self.path:
            self.state = None
        if self.path and self.state is None:
            self.read()
        self._watch.follow(self.path)
        self._show()

    def read(self) -> None:
        """Read the file again."""
        path = self.path
        if path is None:
            return
        title = translate("copy_panel", "Reading the working copy")
        self._reading.start(title, lambda job: map_work.read_copy(path, job), self.show_state, self._not_read)

    def _touched(self) -> None:
        """Edits were begun or ended; what is no longer open may have been saved before anybody watched."""
        before, self._open = self._open, bool(self.path and map_layers.unsaved(self.path))
        if before and not self._open:
            self.read()
        self._show()

    def show_state(self, state: CopyState) -> None:
        if state.path != self.path:
            return
        self.state, self._open = state, bool(map_layers.unsaved(state.path))
        if self._unreadable:  # any other problem stays until somebody has read it
            self._unreadable = False
            self.problem.clear()
        if self.is_own:
            self._take_over(state)
        self._show()

    def _not_read(self, problem: Problem) -> None:
        self.state, self._unreadable = None, True
        self._show()
        self.problem.show_problem(problem, translate("copy_panel", "Open another working copy…"), self._ask_for_file)

    # a file of somebody else

    def _ask_for_file(self) -> None:
        title = translate("copy_panel", "Open another working copy")
        dialog = QFileDialog(self._window.main, title, settings.FOLDER.value(), "GeoPackage (*.gpkg)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.visit(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def visit(self, path: Path) -> None:
        """Look at a working copy; one's own of this service is used from now on."""
        self._visited, self.state = path, None
        self.problem.clear()
        self._look()

    def trust(self) -> None:
        """The person says that the file may be edited and sent from; what waits in it is sent when they submit."""
        if self.state is not None:
            path, title = self.state.path, translate("copy_panel", "Reading the working copy")
            self._reading.start(title, lambda job: map_work.adopt(path, job), self._trusted, self.problem.show_problem)

    def _trusted(self, state: CopyState) -> None:
        if state.path != self.path:
            return
        self.state = state
        settings.remember_copy(state.service_url, str(state.path))
        for layers in map_layers.layers_of_copy(state.path).values():
            for layer in layers:
                layer.setReadOnly(False)
        self._take_over(state)
        self._show()

    def _take_over(self, state: CopyState) -> None:
        """Work with it, where it belongs to the municipality that is entered."""
        here = self._session.municipality
        if here is not None and here.address == state.service_url and self._visited is not None:
            self._visited = None
            self._session.use_copy(state.path)

    def _connect_to_service(self) -> None:
        if self.state is None:
            return
        url = self.state.service_url
        known = next((one for one in settings.municipalities() if one.address == url), Municipality(url))
        connect_by_dialog(self._session, self._window, known)

    # what people do

    def add_to_map(self) -> None:
        """Show the chosen layers, or all, on the map; those that are there already are not added twice."""
        if self.state is None:
            return
        there = map_layers.layers_of_copy(self.state.path)
        names = self.layers.chosen() - set(there)
        records = [record for record in self.state.overview.layers if record.form.name in names]
        if not records:
            self._window.tell(translate("copy_panel", "These layers are on the map already."))
            return
        self.show_layers(self.state.path, records)

    def show_layers(self, path: Path, records: Sequence[LayerRecord]) -> None:
        """Add layers of a working copy to the map, in a group of their own."""
        own = settings.is_own_copy(str(path))
        group = translate("copy_panel", "Working copy {}").format(shown(path.stem, 60))
        place = self._projects.number
        self._opening.start(
            translate("copy_panel", "Opening layers"),
            lambda job: map_work.open_copy(path, records, own, job),
            lambda opened: self._opened(opened, group, place),
            self.problem.show_problem,
        )

    def _opened(self, opened: Opened, group: str, place: int) -> None:
        for layer in reversed(opened.layers if place == self._projects.number else ()):
            self._window.add_layer(layer, group)
        if opened.problem is not None:
            self.problem.show_problem(opened.problem)

    def take(self, state: CopyState, names: Sequence[str]) -> None:
        """Use the working copy that was just checked out into, and show these layers of it on the map."""
        self._visited = None
        if self._session.copy_path != state.path:
            self._session.use_copy(state.path)
        else:
            self._session.work_changed.emit()
        self.show_state(state)
        there = map_layers.layers_of_copy(state.path)
        map_layers.read_again(state.path)
        wanted = [record for record in state.overview.layers if record.form.name in set(names) - set(there)]
        if wanted:
            self.show_layers(state.path, wanted)

    def start_refresh(self) -> None:
        """Fetch what the service has now."""
        if self.state is not None and self.is_own:
            self.refresher.start(self.state)

    # what they see

    def _show(self) -> None:
        state, path = self.state, self.path
        self.name.setVisible(path is not None)
        self.name.say(path.name if path else "")
        self.name.setToolTip(escaped(str(path)) if path else "")
        self.empty.setVisible(path is None)
        self.layers.setVisible(state is not None)
        vertical = QSizePolicy.Policy.Maximum if state is None else QSizePolicy.Policy.Preferred
        self.setSizePolicy(QSizePolicy.Policy.Preferred, vertical)
        self._show_notice()
        self.layers.show_state(state)
        self._show_protection()
        idle = state is not None and not self.refreshing.busy
        self.add.setEnabled(idle and not self._opening.busy)
        self.add.setVisible(path is not None)
        self.refresh.setVisible(path is not None)
        connected = self._session.connection is not None and self._is_of_this_service()
        self.refresh.setEnabled(idle and connected and self.is_own)

    def _show_protection(self) -> None:
        """Of what is chosen in the list, in words that anybody can read and hear."""
        text = protection_of(self.state, self.layers.chosen()) if self.state is not None else ""
        self.protection.say(text)
        self.protection.setVisible(bool(text))

    def _show_notice(self) -> None:
        strange = self.state is not None and not self.is_own
        elsewhere = self.state is not None and not strange and not self._is_of_this_service()
        words = ""
        if strange:
            words = translate(
                "copy_panel",
                "This file was made by somebody else, or it was moved. You can look at it; it cannot be edited yet.",
            )
        elif elsewhere and self.state is not None:
            text = translate("copy_panel", "It belongs to the service {}. Connect to it to refresh or submit.")
            words = text.format(shown(self.state.service_url, 200))
        self.notice.say(words)
        self.notice.setVisible(bool(words))
        self.trust_button.setVisible(strange)
        self.service_button.setVisible(elsewhere)

    def _is_of_this_service(self) -> bool:
        here = self._session.municipality
        return here is not None and self.state is not None and self.state.service_url == here.address
