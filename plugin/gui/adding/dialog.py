"""Adding an object quickly: what it is, where it is, a few fields, done. The map stays in reach beside it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from qgis.core import Qgis, QgsCoordinateReferenceSystem, QgsGeometry
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
from ..map.work import Opened
from ..photos.box import PhotoBox
from ..session import Session
from ..widgets import Dialog, PlainLabel, ProblemBox
from ..window import PAGE_MINE, Window
from . import saving, words
from . import work as adding_work
from .categories import Category, categories
from .choose import CategoryChooser
from .fields import FieldsForm
from .place import PlaceChooser
from .placing import beside
from .putting import Putting
from .saving import Added
from .work import Looked, Offer


class AddDialog(Dialog):
    """`own` tells the person's own working copy, None for none. It stays open for the next object."""

    def __init__(self, session: Session, window: Window, own: Callable[[], Path | None]) -> None:
        super().__init__(translate("adding", "Add an object"), window.main)
        self._session, self._window, self._own = session, window, own
        self._offer: Offer | None = None
        self._looked: tuple[object, ...] = ()
        self._asked: tuple[object, ...] = ()
        self._hint = ""
        self._twins: list[Callable[[], None]] = []
        self._reading: Lane[Offer] = Lane(self)
        self._checking: Lane[Looked] = Lane(self)
        self._opening: Lane[Opened] = Lane(self)
        self._placed = False
        self.chooser, self.fields = CategoryChooser(), FieldsForm()
        self.place = PlaceChooser(window, self._home)
        self.told, self.findings, self.problem = PlainLabel(), PlainLabel(), ProblemBox()
        self.photos = PhotoBox(session, window)
        self._putting = Putting(window, self._opening, self.problem, self._added)
        self._lay_out()
        self.chooser.chosen.connect(self._choose)
        self.chooser.done.connect(self.place.text.setFocus)
        self.place.changed.connect(self._begin_next)
        session.changed.connect(self._look)
        session.work_changed.connect(self.read)
        self.read()

    @property
    def busy(self) -> bool:
        return any(lane.busy for lane in (self._reading, self._checking, self._opening, self.place.searching))

    def close_dialog(self) -> None:
        """End what is still going on; it is not used afterwards."""
        self._session.changed.disconnect(self._look)
        self._session.work_changed.disconnect(self.read)
        for lane in (self._reading, self._checking, self._opening):
            lane.close()
        self._unmark_twins()
        self.photos.close_box()
        self.place.close_chooser()
        self.deleteLater()

    def reject(self) -> None:
        """Closed for now: nothing of it stays on the map."""
        self.place.start_over()
        if self.place.tool is not None:
            self.place.tool.end()
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
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.buttons.button(QDialogButtonBox.StandardButton.Close).setText(translate("adding", "Close"))
        added = self.buttons.addButton(translate("adding", "&Add"), QDialogButtonBox.ButtonRole.ActionRole)
        assert added is not None
        self.add_button = added
        self.add_button.clicked.connect(self.add)
        self.buttons.rejected.connect(self.reject)
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
        self.add_button.setEnabled(forms is not None)
        self._forget_findings()

    # adding

    def add(self) -> None:
        """Check it, then put it into the layer; a warning is told first, and the button then says so."""
        category, forms, offer = self.chooser.category, self._forms, self._offer
        if self.busy or category is None or forms is None or offer is None:
            return
        self.problem.clear()
        point = self.place.in_crs(QgsCoordinateReferenceSystem(forms.record.form.crs))
        if point is None:
            self._say(translate("adding", "Say where it is first."))
            self.place.text.setFocus()
            return
        if missing := self.fields.missing():
            self._say(translate("adding", "Please fill in: {}").format(shown(missing, 80)))
            return
        values = {**self.fields.values, **({category.field: category.value} if category.field else {})}
        wanted = (category, point.x(), point.y(), *values.items())
        if wanted == self._looked:
            self._putting.put(offer.path, category, forms, point, values)
            return
        self._forget_findings()
        geometry = to_geojson(QgsGeometry.fromPointXY(point))
        plain = {name: plain_value(value) for name, value in values.items()}
        feature = Feature(category.layer, None, forms.record.form.crs, geometry, plain)
        self._checking.start(
            translate("adding", "Checking"),
            lambda job: adding_work.look_at(offer.path, forms, feature, job),
            partial(self._checked, wanted, partial(self._putting.put, offer.path, category, forms, point, values)),
            self.problem.show_problem,
        )

    def _checked(self, wanted: tuple[object, ...], put: Callable[[], None], looked: Looked) -> None:
        if not looked.findings:
            put()
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
        self._looked = wanted
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

    def _added(self, path: Path, added: Added, category: Category) -> None:
        text = translate("adding", "Added: {}.").format(category.label)
        after = translate("adding", "It is in My contributions and can be submitted there.")
        if not added.saved:
            after = translate("adding", "Save the edits of the layer, then it can be submitted.")
        verb = translate("adding", "Take back")
        self._window.tell(f"{text} {after}", Qgis.MessageLevel.Success, verb, partial(self._take_back, added))
        self.place.start_over()
        self._asked = ()
        self._choose()  # what was chosen stays, texts and numbers are the next object's own
        self._say(f"{text} {after}")
        if added.saved:  # its photos wait with it until it is submitted
            self.photos.show_subject(Subject("", category.layer, added.id), path, True)
        self.place.text.setFocus()

    def _take_back(self, added: Added) -> None:
        try:
            done = saving.take_back(added)
        except RuntimeError:  # the layer went with its project
            done = False
        if done:
            self.photos.show_nothing()
            self._say("")
            self._window.tell(translate("adding", "Taken back."))
        else:
            text = translate("adding", "It cannot be taken back here any more. The page My contributions can undo it.")
            show = partial(self._window.open_page, PAGE_MINE)
            self._window.tell(text, Qgis.MessageLevel.Warning, translate("adding", "Show"), show)

    def _say(self, text: str) -> None:
        self.told.say(text)
        self.told.setVisible(bool(text))
