"""One contribution in front of a reviewer: what it is, what differs, how it lies on the map, what was said."""

from __future__ import annotations

from qgis.PyQt.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ...adapters.finding_words import findings_text
from ...adapters.foreign import paragraphs, shown
from ...adapters.trust_words import author_with_tier, automatic_text, event_reason, held_text
from ...adapters.wording import moment, operation_word, reason_word, translate
from ...domain.trust import ACTOR
from ...domain.validation import from_text
from ...workflows.history import History, Remark, Step
from ..versions.versions_map import Marks, VersionsMap, all_shapes, legend
from ..versions.versions_table import VersionsModel, VersionsTable
from ..widgets import PlainLabel, Quiet, button
from ..window import Window
from .queue_words import status_text
from .versions_words import meanwhile_text, versions
from .work import Seen

_LINES = 9
_MARGIN = 6


class ContributionView(QScrollArea):
    """Shows `Seen`; marks the three versions on the main map while it does."""

    def __init__(self, window: Window, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._window, self._seen = window, None
        self._marks = Marks(window)
        self.title, self.about, self.comment = PlainLabel(), Quiet(), PlainLabel()
        self.trust = PlainLabel()
        self.meanwhile, self.revised, self.findings = PlainLabel(), PlainLabel(), PlainLabel()
        self.maps, self.table = VersionsMap(window, versions()), VersionsTable(VersionsModel(versions()))
        self.show_on_map: QPushButton = button(
            translate("contribution_view", "Show on map"), self._zoom, "/mActionZoomTo.svg"
        )
        self._legend = Quiet(legend(versions()))
        self.history = QPlainTextEdit()
        self._lay_out()
        self.clear()

    @property
    def seen(self) -> Seen | None:
        return self._seen

    def clear(self) -> None:
        self._seen = None
        self._marks.clear()
        self.widget().hide()

    def close_view(self) -> None:
        self.clear()
        self.maps.close_maps()

    def load(self, seen: Seen, layer_title: str) -> None:
        """Everything about `seen`; where an earlier revision of it was shown before, that is said."""
        earlier = self._seen
        self._seen = seen
        contribution = seen.contribution
        operation = operation_word(contribution.change.operation)
        self.title.say(f"{shown(layer_title, 80)}: {operation}")
        self.about.say(_about(seen))
        self.comment.say(_quoted(contribution.comment))
        self.comment.setVisible(bool(contribution.comment.strip()))
        self._warn(self.meanwhile, meanwhile_text(contribution, seen.meanwhile, seen.met))
        self._warn(self.revised, _revised_text(earlier, seen))
        self._warn(self.findings, findings_text(from_text(contribution.findings)))
        by_rule = automatic_text(contribution.automatic, contribution.afterwards)
        self._warn(self.trust, by_rule or held_text(contribution.held))
        self.table.load(seen.rows)
        self.maps.load(seen.places, seen.crs)
        self._marks.show(seen.places, seen.crs)
        self._legend.say(legend(versions(), any(place.simplified for place in seen.places)))
        placed = any(place.shape is not None for place in seen.places)
        for part in (self.show_on_map, self._legend, self.maps):
            part.setVisible(placed)
        self._tell_history(seen)
        self.widget().show()

    def _lay_out(self) -> None:
        body = QWidget()
        box = QVBoxLayout(body)
        box.setContentsMargins(0, 0, 4, 0)
        bold = self.title.font()
        bold.setBold(True)
        self.title.setFont(bold)
        zoom = QHBoxLayout()
        zoom.addWidget(self.show_on_map)
        zoom.addWidget(self._legend, 1)
        told = (self.revised, self.meanwhile, self.findings)
        for part in (self.title, self.about, self.trust, *told, self.comment, self.maps, zoom, self.table):
            box.addLayout(part) if isinstance(part, QHBoxLayout) else box.addWidget(part)
        self._set_up_history()
        box.addWidget(PlainLabel(translate("contribution_view", "What was said and done")))
        box.addWidget(self.history)
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
        self.history.setPlainText(text)
        lines = min(text.count("\n") + 2, _LINES)
        self.history.setFixedHeight(lines * self.history.fontMetrics().lineSpacing() + 2 * _MARGIN)

    def _warn(self, label: PlainLabel, text: str) -> None:
        label.say(text)
        label.setVisible(bool(text))

    def _zoom(self) -> None:
        if self._seen is not None:
            self._window.zoom_to(all_shapes(self._seen.places), self._seen.crs)


def history_text(history: History, me: str) -> str:
    """Remarks and steps by time, one paragraph each; what somebody wrote is set off by a bar before every line."""
    told = [(one.created, _remark_text(one, me)) for one in history.remarks]
    told += [(one.time, _step_text(one, me)) for one in history.steps]
    told.sort(key=lambda pair: pair[0])
    nothing = translate("contribution_view", "Nothing yet.")
    return "\n".join(text for _, text in told) or nothing


def _about(seen: Seen) -> str:
    contribution = seen.contribution
    parts = [
        translate("contribution_view", "from {}").format(
            author_with_tier(_who(contribution.author, seen.me), contribution.tier)
        ),
        moment(contribution.created),
    ]
    if contribution.revision > 1:
        parts.append(translate("contribution_view", "revision {}").format(contribution.revision))
    return " · ".join(part for part in parts if part)


def _revised_text(earlier: Seen | None, seen: Seen) -> str:
    if earlier is None or earlier.contribution.uuid != seen.contribution.uuid:
        return ""
    if earlier.contribution.revision == seen.contribution.revision:
        return ""
    return translate("contribution_view", "⚠ Its author has revised it meanwhile. You see revision {} now.").format(
        seen.contribution.revision
    )


def _quoted(comment: str) -> str:
    """Set off line by line, so that nobody's comment passes for a sentence of ours."""
    return "\n".join([translate("contribution_view", "Comment:"), *_set_off(comment)])


def _remark_text(remark: Remark, me: str) -> str:
    head = f"{moment(remark.created)} · {_who(remark.author, me)}:"
    return "\n".join([head, *_set_off(remark.text)])


def _set_off(text: str) -> list[str]:
    return [f"  │ {line}" for line in paragraphs(text).splitlines()]


def _step_text(step: Step, me: str) -> str:
    code = shown(step.reason_code, 40)
    reason = f" ({event_reason(code) or reason_word(code)})" if code else ""
    return f"{moment(step.time)} · {_who(step.actor, me)} · {status_text(step.to_status)}{reason}"


def _who(pseudonym: str, me: str) -> str:
    if pseudonym == ACTOR:
        return translate("contribution_view", "the service, by rule")
    return translate("contribution_view", "you") if me and pseudonym == me else shown(pseudonym, 40)
