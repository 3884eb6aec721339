"""The page Karte: what the municipality offers, onto the map or into a working copy; and the working copy itself."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.core import Qgis, QgsProject
from qgis.PyQt.QtWidgets import QLineEdit

from ...adapters.background import Lane
from ...adapters.foreign import shown
from ...adapters.wording import headline, translate
from ...domain.errors import Cancelled, LoginNeeded, Problem
from ...services.wms import Maps
from ...workflows.connection import Connection
from ...workflows.ports import CheckedOut
from ..adding.new_object import NewObject
from ..connect_dialog import connect_by_dialog
from ..flow import Flow
from ..page import Page
from ..project_watch import ProjectWatch
from ..session import Session
from ..widgets import ProblemBox, ProgressRow, Quiet, button
from ..window import Window
from . import work as map_work
from .broken_off import BrokenOff
from .catalogue import Catalogue, Entry, data_entries, map_entries, may_contribute
from .check_out_dialog import CheckOutDialog, Wanted
from .copy_panel import CopyPanel
from .copy_refresh import is_held
from .first_look import FirstLook, native_crs
from .work import CopyState, Opened

Loaded = tuple[Sequence[CheckedOut], CopyState]


class MapPage(Page):
    def __init__(self, session: Session, window: Window) -> None:
        super().__init__(session, window)
        self._shown: Connection | None = None
        self._maps: Lane[Maps] = self.lane()
        self._adding: Lane[Opened] = self.lane()
        self.loading: Lane[Loaded] = self.lane(writes=True)
        self._make_widgets()
        self._lay_out()
        self._connect()
        self._look()

    def close_page(self) -> None:
        self.copy_panel.close_panel()
        self.new_object.close()
        self.projects.close()
        super().close_page()

    def _make_widgets(self) -> None:
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(translate("map_page", "Search layers"))
        self.filter.setAccessibleName(translate("map_page", "Search layers"))
        self.filter.setClearButtonEnabled(True)
        self.catalogue = Catalogue()
        self.catalogue.setMinimumHeight(140)
        self.details = Quiet()
        self.hint = Quiet()
        self.add = button(translate("map_page", "Add to map"), self.add_to_map, "/mActionAddLayer.svg")
        self.check_out = button(translate("map_page", "Check out…"), self.ask_and_check_out, "/mActionFileSave.svg")
        self.adding = ProgressRow(self._adding, translate("map_page", "Opening layers"), abandons=True)
        self.progress = ProgressRow(self.loading, translate("map_page", "Checking out"))
        self.problem = ProblemBox()
        self.broken_off = BrokenOff(self.problem)
        self.projects = ProjectWatch(self)
        self.first_look = FirstLook(self.window_, self.open_entries)
        self.copy_panel = CopyPanel(self)
        panel = self.copy_panel
        self.new_object = NewObject(self.session, self.window_, lambda: panel.path if panel.is_own else None, self)

    def _lay_out(self) -> None:
        for widget in (self.hint, self.filter):
            self.box.addWidget(widget)
        self.box.addWidget(self.catalogue, 3)
        self.box.addWidget(self.details)
        self.box.addLayout(Flow((self.add, self.check_out)))
        for widget in (self.adding, self.progress, self.broken_off, self.problem):
            self.box.addWidget(widget)
        self.box.addWidget(self.new_object.button)  # what most come for, in sight without scrolling
        self.box.addWidget(self.copy_panel, 2)
        self.box.addStretch()

    def _connect(self) -> None:
        self.session.changed.connect(self._look)
        self.filter.textChanged.connect(self.catalogue.filter)
        self.catalogue.opened.connect(self.add_to_map)
        self.catalogue.itemSelectionChanged.connect(self._show)
        for lane in (self._adding, self.loading):
            lane.busy_changed.connect(self._show)

    # the catalogue

    def _look(self) -> None:
        """Fill the catalogue for a new answer of the service; what another one offered goes at once."""
        connection = self.session.connection
        if connection is not self._shown:
            self._shown = connection
            self._fill(connection)
        self._show()

    def _fill(self, connection: Connection | None) -> None:
        self.problem.clear()
        self.broken_off.clear()
        self.catalogue.show_data(data_entries(connection) if connection else [])
        self.catalogue.show_maps([])
        if connection is None or self.session.municipality is None:
            return
        authcfg = self.session.municipality.authcfg
        self.session.run(
            self._maps,
            translate("map_page", "Reading the list of maps"),
            lambda connection, job: map_work.read_maps(connection, authcfg, job),
            lambda maps: self._show_maps(maps, connection),
            self._without_maps,
        )
        self.first_look.offer(connection, self.session.municipality)

    def _show_maps(self, maps: Maps, connection: Connection) -> None:
        if connection is self._shown:
            note = "" if maps.layers else translate("map_page", "This service draws no maps.")
            self.catalogue.show_maps(map_entries(maps), note)
            self.catalogue.filter(self.filter.text())
            self.first_look.maps_are_known(map_entries(maps))

    def _without_maps(self, problem: Problem) -> None:
        if not isinstance(problem, Cancelled):
            self.catalogue.show_maps([], headline(problem))

    # onto the map

    def add_to_map(self) -> None:
        """Open the chosen layers of the service and add them to the project."""
        self.open_entries(self.catalogue.chosen())

    def open_entries(self, entries: Sequence[Entry]) -> None:
        connection, here = self.session.connection, self.session.municipality
        if not entries or connection is None or here is None or self._adding.busy:
            return
        project = QgsProject.instance()
        crs = project.crs().authid() if project.mapLayers() else native_crs(connection)
        group, place = here.title or connection.client.url, self.projects.number
        self.problem.clear()
        self.session.run(
            self._adding,
            translate("map_page", "Opening layers"),
            lambda connection, job: map_work.open_layers(connection, entries, crs, job),
            lambda opened: self._add(opened, group, place),
            self._show_problem,
        )

    def _add(self, opened: Opened, group: str, place: int) -> None:
        if isinstance(opened.problem, Cancelled) or place != self.projects.number:
            return  # nobody has asked for them in the project that is open now
        for layer in reversed(opened.layers):
            self.window_.add_layer(layer, group)
        if opened.problem is not None:
            self._show_problem(opened.problem)

    # into a working copy

    def ask_and_check_out(self) -> None:
        """Ask which layers, where and into which file; then load them."""
        connection = self.session.connection
        if connection is None or self.loading.busy:
            return
        entries = data_entries(connection)
        chosen = {entry.name for entry in self.catalogue.chosen() if entry.info is not None}
        chosen = chosen or {entry.name for entry in entries if may_contribute(connection, entry.name)}
        dialog = CheckOutDialog(self.session, self.window_, entries, chosen)
        self.session.changed.connect(dialog.leave_with_its_municipality)
        dialog.accepted.connect(lambda: self.start_check_out(dialog.wanted))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def start_check_out(self, wanted: Wanted | None) -> None:
        if wanted is None:
            return
        verb, advice = translate("map_page", "Save edits and check out"), "Save the edits first, then check out."
        if is_held(wanted.path, self.problem, advice, verb, lambda: self.start_check_out(wanted)):
            return
        self.problem.clear()
        self.broken_off.clear()
        place = self.projects.number
        self.session.run(
            self.loading,
            translate("map_page", "Checking out"),
            lambda connection, job: map_work.load(connection, wanted.path, wanted.layers, wanted.extents, job),
            lambda loaded: self._checked_out(loaded, place),
            lambda problem: self._not_checked_out(wanted, problem),
        )

    def _not_checked_out(self, wanted: Wanted, problem: Problem) -> None:
        if isinstance(problem, LoginNeeded):
            self._show_problem(problem)
        else:
            self.broken_off.show_problem(problem, lambda: self.start_check_out(wanted))

    def _checked_out(self, loaded: Loaded, place: int) -> None:
        """What was loaded is used; onto the map it comes in the project in which it was asked for."""
        layers, state = loaded
        here = place == self.projects.number
        self.copy_panel.take(state, [layer.form.name for layer in layers] if here else [])
        total, expected = sum(layer.loaded for layer in layers), sum(layer.expected for layer in layers)
        if total < expected:
            text = translate("map_page", "⚠ Not complete: {} of {}. The service does not give out more; see the list.")
            self.window_.tell(text.format(total, expected), Qgis.MessageLevel.Warning)
        elif expected:
            text = translate("map_page", "Loaded: {} of {}. You can edit the layers now.")
            if not here:
                text = translate(
                    "map_page", "Loaded: {} of {}. Another project is open now: add the layers from below."
                )
            self.window_.tell(text.format(total, expected), Qgis.MessageLevel.Success)
        empty = ", ".join(shown(layer.title, 60) for layer in layers if not layer.expected)
        if empty:
            text = translate("map_page", "There is nothing in this area: {}. You can draw new objects there.")
            self.window_.tell(text.format(empty), Qgis.MessageLevel.Warning)

    # what people see

    def _show_problem(self, problem: Problem, again: object = None) -> None:
        if isinstance(problem, LoginNeeded):
            verb = translate("map_page", "Log in again")
            self.problem.show_problem(problem, verb, self._log_in_again)
            return
        self.problem.show_problem(problem, translate("map_page", "Try again"), again if callable(again) else None)

    def _log_in_again(self) -> None:
        connect_by_dialog(self.session, self.window_, self.session.municipality, again=True)

    def _show(self) -> None:
        connected = self.session.connection is not None
        chosen = self.catalogue.chosen()
        for widget in (self.filter, self.catalogue, self.add, self.check_out):
            widget.setVisible(connected)
        self.add.setEnabled(bool(chosen) and not self._adding.busy)
        self.check_out.setEnabled(connected and not self.loading.busy)
        self.details.setVisible(connected and bool(chosen))
        if chosen:
            self.details.say(f"{shown(chosen[0].title, 120)} – {chosen[0].rights}.\n{shown(chosen[0].abstract, 240)}")
        self.hint.say(self._hint())
        self.hint.setVisible(bool(self.hint.text()))

    def _hint(self) -> str:
        if self.session.offline:
            return translate(
                "map_page",
                "The service does not answer. Your working copy below can be edited; submitting, refreshing and "
                "checking out need the network.",
            )
        if self.session.connection is None and not self.session.connecting:
            return translate("map_page", "Connect to a municipality above; its layers are then listed here.")
        return ""
