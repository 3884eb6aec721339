"""Adding an object quickly: what it is, where it is, a few fields, done. The map stays in reach beside it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from qgis.core import QgsCoordinateReferenceSystem
from qgis.PyQt.QtCore import QSize, Qt
from qgis.PyQt.QtGui import QKeySequence, QShowEvent
from qgis.PyQt.QtWidgets import QDialogButtonBox, QPushButton, QScrollArea, QShortcut, QVBoxLayout, QWidget

from ...adapters.background import Lane
from ...adapters.foreign import shown
from ...adapters.geometry import plain_value, to_geojson, to_qgs
from ...adapters.wording import translate
from ...adapters.working_copy.forms import LayerForms
from ...domain.contribution import Operation
from ...domain.errors import Problem
from ...domain.feature import Feature
from ...domain.validation import Severity
from ...workflows.attach_waiting import Subject
from ..help import ADD, add_help, closing, show_help
from ..photos.box import PhotoBox
from ..session import Session
from ..widgets import Dialog, PlainLabel, ProblemBox
from ..window import Window
from . import words
from . import work as adding_work
from .categories import categories
from .choose import CategoryChooser
from .fields import FieldsForm
from .place import PlaceChooser
from .placing import beside
from .putting import Putting, Wanted
from .saving import Added
from .shapes import Shape, shape_of
from .work import Looked, Offer


class AddDialog(Dialog):
    """`own` tells the person's own working copy, None for none. It stays open for the next object."""

    def __init__(self, session: Session, window: Window, own: Callable[[], Path | None]) -> None:
        super().__init__(translate("adding", "Add an object"), window.main, "adding")
        self._session, self._window, self._own = session, window, own
        self._offer: Offer | None = None
        self._looked: tuple[object, ...] = ()
        self._asked: tuple[object, ...] = ()
        self._hint = ""
        self._twins: list[Callable[[], None]] = []
        self._placed = False
        self._reading: Lane[Offer] = Lane(self)
        self._checking: Lane[Looked] = Lane(self)
        self.chooser, self.fields = CategoryChooser(), FieldsForm()
        self.place = PlaceChooser(session, window, self._home)
        self.told, self.findings, self.problem = PlainLabel(), PlainLabel(), ProblemBox()
        self.photos = PhotoBox(session, window)
        self._putting = Putting(window, self._added, self._taken_back, self.problem.show_problem, self)
        self._lay_out()
        self.chooser.chosen.connect(self._choose)
        self.chooser.done.connect(self.place.search.text.setFocus)
        self.place.changed.connect(self._begin_next)
        session.changed.connect(self._look)
        session.work_changed.connect(self.read)
        self.read()

    @property
    def busy(self) -> bool:
        return any(lane.busy for lane in (self._reading, self._checking, self._putting.lane, self.place.search.lane))

    def close_dialog(self) -> None:
        """End what is still going on; it is not used afterwards."""
        self._session.changed.disconnect(self._look)
        self._session.work_changed.disconnect(self.read)
        for lane in (self._reading, self._checking, self._putting.lane):
            lane.close()
        self._unmark_twins()
        self.photos.close_box()
        self.place.close_chooser()
        self.deleteLater()

    def reject(self) -> None:
        """Closed for now: nothing of it stays on the map."""
        self.place.start_over()
        self.place.end_tools()
        self._forget_findings()
        self.photos.show_nothing()
        self._say("")
        super().reject()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._placed:  # afterwards it stays where somebody has moved it
            self._placed = True
            self.move(beside(self._window.canvas, self.size()))
        self.chooser.filter.setFocus()

    def _lay_out(self) -> None:
        self.buttons = closing(self)
        added = self.buttons.addButton(translate("adding", "&Add"), QDialogButtonBox.ButtonRole.ActionRole)
        assert added is not None
        self.add_button = added
        self.add_button.clicked.connect(self.add)
        add_help(self.buttons, lambda: show_help(self, ADD))
        key = QShortcut(QKeySequence("Ctrl+Return"), self)
        key.activated.connect(self.add)
        body = QWidget()
        inner = QVBoxLayout(body)
        for part in (self.chooser, self.place, self.fields, self.findings, self.problem, self.told, self.photos):
            inner.addWidget(part)
        inner.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(body)
        box = QVBoxLayout(self)
        box.addWidget(area, 1)
        box.addWidget(self.buttons)
        wanted = QSize(self.fontMetrics().averageCharWidth() * 62, self.fontMetrics().height() * 36)
        self.resize(wanted.boundedTo(self.screen().availableSize() * 0.9))
        for one in self.findChildren(QPushButton):
            one.setAutoDefault(False)  # Enter in a field searches, and presses no button
        self.findings.hide()
        self.told.hide()

    # what can be added

    def _look(self) -> None:
        path = self._own()
        if (self._offer.path if self._offer else None) != path:
            self.read()

    def read(self) -> None:
        """Look again what can be added."""
        path, connection = self._own(), self._session.connection
        if path is None:
            self._show_offer(None)
            return
        rights = connection.who.layers if connection and connection.who and not self._session.is_guest else None
        may = rights and [name for name, one in rights.items() if one.write or Operation.INSERT in one.contribute]
        self._reading.start(
            translate("adding", "Reading the working copy"),
            lambda job: adding_work.offer(path, may, job),
            self._show_offer,
            self._not_read,
        )

    def _show_offer(self, offer: Offer | None) -> None:
        self._offer = offer
        self.place.show_offer(offer)
        self.chooser.show_categories(categories(offer.forms) if offer else [])
        before, self._hint = self._hint, words.nothing_to_add(offer, self._own() is not None)
        if self._hint or before:
            self._say(self._hint)
        self._choose()

    def _not_read(self, problem: Problem) -> None:
        self._offer = None
        self.problem.show_problem(problem, translate("adding", "Read again"), self.read)

    @property
    def _forms(self) -> LayerForms | None:
        category = self.chooser.category
        return self._offer.forms.get(category.layer) if self._offer and category else None

    def _home(self) -> str:
        forms = self._forms
        return forms.record.form.crs if forms else "EPSG:25833"

    def _choose(self) -> None:
        category, forms = self.chooser.category, self._forms
        asked = (category, forms.fields if forms else ())
        if asked == self._asked:
            return  # what somebody is typing stays
        self._asked = asked
        self.fields.show_fields(forms.fields if forms else (), category.field if category else "")
        self.fields.setVisible(forms is not None)
        self.place.show_shape(shape_of(forms.record.schema.geometry_type) or Shape.POINT if forms else Shape.POINT)
        self.add_button.setEnabled(forms is not None)
        self._forget_findings()

    # adding

    def add(self) -> None:
        """Check it, then put it into the layer; a warning is told first, and the button then says so."""
        category, forms, offer = self.chooser.category, self._forms, self._offer
        if self.busy:
            self._say(translate("adding", "Something is still being read or checked. Press Add again in a moment."))
            return
        if category is None or forms is None or offer is None:
            return
        self.problem.clear()
        geometry = self.place.in_crs(QgsCoordinateReferenceSystem(forms.record.form.crs))
        if geometry is None:
            self._say(words.no_place_yet(self.place.shape))
            (self.place.search.text if self.place.shape is Shape.POINT else self.place.draw).setFocus()
            return
        if missing := self.fields.missing():
            self._say(translate("adding", "Please fill in: {}").format(shown(missing, 80)))
            return
        values = {**self.fields.values, **({category.field: category.value} if category.field else {})}
        wanted = Wanted(offer.path, category, forms, geometry, values)
        if wanted.same == self._looked:
            self._putting.put(wanted)
            return
        self._forget_findings()
        plain = {name: plain_value(value) for name, value in values.items()}
        feature = Feature(category.layer, None, forms.record.form.crs, to_geojson(geometry), plain)
        self._checking.start(
            translate("adding", "Checking"),
            lambda job: adding_work.look_at(offer.path, forms, feature, job),
            partial(self._checked, wanted),
            self.problem.show_problem,
        )

    def _checked(self, wanted: Wanted, looked: Looked) -> None:
        if not looked.findings:
            self._putting.put(wanted)
            return
        wrong = next((one for one in looked.findings if one.severity is Severity.ERROR), None)
        self.findings.say(words.findings_words(looked.findings))
        self.findings.show()
        self._say("")
        crs = QgsCoordinateReferenceSystem(self._home())
        for twin in looked.twins:
            if twin.geometry is not None:
                self._twins.append(self._window.mark(to_qgs(twin.geometry), crs, self.palette().link().color()))
        if wrong is not None:
            self.fields.focus_on(wrong.field)
            return
        self._looked = wanted.same
        self.add_button.setText(translate("adding", "&Add anyway"))
        self.add_button.setFocus()

    def _begin_next(self) -> None:
        """Another place is another object: what was told, and the photos, are those of the one before."""
        self._forget_findings()
        self._say(self._hint)
        self.photos.show_nothing()

    def _forget_findings(self) -> None:
        self._looked = ()
        self.findings.hide()
        self.add_button.setText(translate("adding", "&Add"))
        self._unmark_twins()

    def _unmark_twins(self) -> None:
        for unmark in self._twins:
            unmark()
        self._twins = []

    def _added(self, wanted: Wanted, added: Added, text: str) -> None:
        self.place.start_over()
        self._asked = ()
        self._choose()  # what was chosen stays, texts and numbers are the next object's own
        self._say(text)
        if added.saved:  # its photos wait with it until it is submitted
            self.photos.show_subject(Subject("", wanted.category.layer, added.id), wanted.path, True)
        self.place.search.text.setFocus()

    def _taken_back(self) -> None:
        self.photos.show_nothing()
        self._say("")

    def _say(self, text: str) -> None:
        self.told.say(text)
        self.told.setVisible(bool(text))
