"""One contribution in front of a reviewer: what it is, what differs, how it lies on the map, what was said."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from qgis.core import QgsGeometry, QgsPointXY
from qgis.PyQt.QtCore import QTimer, pyqtSignal
from qgis.PyQt.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ...adapters.foreign import shown
from ...adapters.wording import operation_word, translate
from ...domain.contribution import Contribution
from ...domain.merge import GEOMETRY
from ...domain.validation import Finding, from_text
from ..photos.box import PhotoBox
from ..versions.comparison import Comparison
from ..versions.marks import Marks, all_shapes, legend
from ..versions.swipe import MainSwipe
from ..versions.versions_table import NOW, PROPOSED
from ..widgets import PlainLabel, Quiet, button
from ..window import Window
from .alike import AlikeButton
from .correction_bar import CorrectionBar, may_correct
from .correction_table import CorrectionTable
from .findings_list import FindingsList
from .history_words import (
    about_text,
    corrected_text,
    history_text,
    quoted,
    responsible_text,
    revised_text,
    trust_text,
)
from .meanwhile_box import MeanwhileBox
from .place_box import PlaceBox
from .remark_box import RemarkBox
from .twin_box import TwinBox
from .versions_words import versions
from .work import Seen

_LINES = 9
_SETTLED_MS = 250
_MARGIN = 6


class ContributionView(QScrollArea):
    """Shows `Seen`; marks the three versions on the main map while it does.

    `held` tells why nothing is accepted yet, "" for nothing. What is done with the signals of its parts (`correction`,
    `remark`, `twin`) is the page's business.
    """

    held = pyqtSignal(str)

    def __init__(self, window: Window, photos: PhotoBox | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._window, self._seen, self.photos = window, None, photos
        self._uuid = ""
        self._marks = Marks(window)
        self.title, self.about, self.comment, self.revised = PlainLabel(), Quiet(), PlainLabel(), PlainLabel()
        self.corrected, self.trust, self.responsible = PlainLabel(), PlainLabel(), Quiet()
        self.meanwhile, self.findings, self.twin = MeanwhileBox(), FindingsList(), TwinBox()
        self.comparison, self.table = Comparison(window, versions()), CorrectionTable()
        self.maps, self.swipe = self.comparison.maps, MainSwipe(window, self.comparison, versions())
        self.correction, self.remark = CorrectionBar(self.table), RemarkBox()
        self.place, self.alike = PlaceBox(window, self.table), AlikeButton()
        self.show_on_map: QPushButton = button(
            translate("contribution_view", "Show on map"), self._zoom, "/mActionZoomTo.svg"
        )
        self._legend = Quiet(legend(versions()))
        self.history = QPlainTextEdit()
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(_SETTLED_MS)
        self._settled.timeout.connect(self._show_photos)
        self._lay_out()
        self.meanwhile.wanted.connect(self._look_at_the_difference)
        self.findings.picked.connect(self._go_to)
        self.twin.shown_on_map.connect(self._zoom_to_both)
        self.comparison.rings_changed.connect(self._mark)
        self.comparison.view.currentIndexChanged.connect(lambda _: self._mark())
        self.correction.begun_or_ended.connect(self._begun_or_ended)
        self.correction.begins.connect(lambda: self.go_to(self.table.view))
        self.clear()

    @property
    def seen(self) -> Seen | None:
        return self._seen

    def clear(self) -> None:
        self._seen = None
        self._marks.clear()
        self.swipe.clear()
        for part in (self.meanwhile, self.twin):
            part.load(None)
        self.correction.show_seen(None)
        self._settled.stop()
        if self.photos is not None:
            self.photos.show_nothing()
        self.widget().hide()

    def forget_all(self) -> None:
        """Another person or municipality: what was written here is for nobody else to read."""
        self.correction.forget_all()
        self.remark.forget_all()

    def close_view(self) -> None:
        self.clear()
        self.comparison.close_maps()
        self.swipe.close()
        self.place.close_box()
        if self.photos is not None:
            self.photos.close_box()

    def load(self, seen: Seen, layer_title: str) -> None:
        """Everything about `seen`; where an earlier revision of it was shown before, that is said."""
        earlier = self._seen
        self._seen = seen
        contribution = seen.contribution
        operation = operation_word(contribution.change.operation)
        self.title.say(f"{shown(layer_title, 80)}: {operation}")
        self.about.say(about_text(seen))
        self.comment.say(quoted(contribution.comment))
        self.comment.setVisible(bool(contribution.comment.strip()))
        self._warn(self.revised, revised_text(earlier, seen))
        self._warn(self.corrected, corrected_text(seen))
        self._warn(self.trust, trust_text(seen))
        self._warn(self.responsible, responsible_text(seen))
        self.meanwhile.load(seen)
        self.findings.load(from_text(contribution.findings))
        self.twin.load(seen)
        self.alike.load(contribution)
        self.table.load(seen.rows)
        self.correction.show_seen(seen)
        self.remark.show_for(contribution.uuid)
        self.swipe.load(seen.places, seen.crs)
        self.comparison.load(seen.places, seen.crs)
        placed = any(place.shape is not None for place in seen.places)
        for part in (self.show_on_map, self._legend, self.comparison):
            part.setVisible(placed)
        if earlier is None or earlier.contribution.uuid != contribution.uuid:
            self._settled.start()
        elif self.photos is not None and earlier.contribution.status is not contribution.status:
            self.photos.reload()  # claimed: now its author adds none, and these are what is decided about
        self._tell_history(seen)
        self.widget().show()
        if contribution.uuid != self._uuid:  # what warns of it stands at the top
            self._uuid = contribution.uuid
            self.verticalScrollBar().setValue(0)
        self._hold()

    def claimed_until(self, now: Contribution) -> None:
        """The claim of what is shown ends at another time; what is being written or corrected is left alone."""
        if self._seen is not None and self._seen.contribution.uuid == now.uuid:
            self._seen = replace(self._seen, contribution=now)
            self.correction.still_claimed(self._seen)

    def go_to(self, part: QWidget) -> None:
        """Put the keyboard there, and show it."""
        part.setFocus()
        self.ensureWidgetVisible(part)

    def tick(self, busy: bool = False) -> None:
        """Claims end by themselves, and something may be being sent."""
        self.correction.set_busy(busy)
        self.remark.set_busy(busy)
        self.twin.allow(self._seen is not None and may_correct(self._seen, datetime.now(UTC)), busy)

    def _lay_out(self) -> None:
        body = QWidget()
        box = QVBoxLayout(body)
        box.setContentsMargins(0, 0, 4, 0)
        bold = self.title.font()
        bold.setBold(True)
        self.title.setFont(bold)
        head, zoom = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self.about, 1)
        head.addWidget(self.alike)
        zoom.addWidget(self.show_on_map)
        zoom.addWidget(self._legend, 1)
        told = (self.trust, self.revised, self.corrected, self.meanwhile, self.findings, self.twin)
        compared = (self.comparison, zoom, self.table, self.place, self.correction)
        photos = (self.photos,) if self.photos is not None else ()
        for part in (self.title, head, *told, self.comment, *photos, *compared):
            box.addLayout(part) if isinstance(part, QHBoxLayout) else box.addWidget(part)
        self._set_up_history()
        box.addWidget(self.responsible)
        box.addWidget(PlainLabel(translate("contribution_view", "What was said and done")))
        box.addWidget(self.history)
        box.addWidget(self.remark)
        box.addStretch(1)
        self.setAccessibleName(translate("contribution_view", "The contribution"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidget(body)

    def _set_up_history(self) -> None:
        self.history.setReadOnly(True)
        self.history.setTabChangesFocus(True)
        self.history.setAccessibleName(translate("contribution_view", "What was said and done"))

    def _tell_history(self, seen: Seen) -> None:
        text = history_text(seen.history, seen.me)
        if text != self.history.toPlainText():
            self.history.setPlainText(text)
        lines = min(text.count("\n") + 2, _LINES)
        self.history.setFixedHeight(lines * self.history.fontMetrics().lineSpacing() + 2 * _MARGIN)

    def _show_photos(self) -> None:
        """Once somebody stays: who steps through the queue does not fetch the photos of all."""
        if self.photos is not None and self._seen is not None:
            self.photos.show_photos(self._seen.contribution.uuid)

    def _warn(self, label: PlainLabel, text: str) -> None:
        label.say(text)
        label.setVisible(bool(text))

    def _begun_or_ended(self) -> None:
        self.place.load(self.correction.correcting, self._seen.crs if self._seen is not None else None)
        self._hold()

    def _hold(self) -> None:
        """Also where a correction is begun: nobody accepts past it by mistake."""
        self.correction.hold(self.meanwhile.held)
        begun = translate("contribution_view", "You are correcting: accept with the correction, or give it up.")
        self.held.emit(self.meanwhile.held or (begun if self.correction.correcting is not None else ""))

    # on the map

    def _mark(self) -> None:
        seen = self._seen
        if seen is None:
            return
        rings, twin = self.comparison.moved, self.twin.twin
        shape = twin.place.shape if twin is not None else None
        self._marks.show(() if self.swipe.active else seen.places, seen.crs, rings, shape)
        simplified = any(place.simplified for place in seen.places)
        self._legend.say(legend(versions(), simplified, rings is not None, shape is not None))

    def _zoom(self) -> None:
        if self._seen is not None:
            self._window.zoom_to(all_shapes(self._seen.places), self._seen.crs)

    def _zoom_to_both(self) -> None:
        seen, twin = self._seen, self.twin.twin
        if seen is not None and twin is not None:
            self._window.zoom_to(all_shapes([*seen.places, twin.place]), seen.crs)

    def _go_to(self, finding: Finding) -> None:
        """To the place of a finding, and to its field in the table."""
        if self._seen is None:
            return
        if finding.place is not None:
            self._window.zoom_to(QgsGeometry.fromPointXY(QgsPointXY(*finding.place)), self._seen.crs)
        elif not finding.field:
            self._zoom()
        if finding.field:
            self._select(finding.field, PROPOSED)

    def _look_at_the_difference(self) -> None:
        """In words, in the table, and on the map; only what was shown can have been looked at."""
        seen = self._seen
        if seen is None:
            return
        self._zoom()
        moved_on = next((row.field for row in seen.rows if row.moved_on), GEOMETRY)
        self._select(moved_on, NOW)
        self._hold()

    def _select(self, field: str, column: int) -> None:
        model = self.table.model
        if model.row_of(field) is None:
            self.table.all_fields.setChecked(True)
        at = model.row_of(field)
        if at is not None:
            self.table.view.setCurrentIndex(model.index(at, column))
            self.table.view.setFocus()
        self.ensureWidgetVisible(self.table)
