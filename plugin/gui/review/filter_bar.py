"""The filters above the list: two that are always there, the others on demand, and those that were given a name."""

from __future__ import annotations

from collections.abc import Mapping

from qgis.PyQt.QtCore import QSignalBlocker, Qt, QTimer, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ...adapters.foreign import shown
from ...adapters.wording import translate
from ..widgets import PlainLabel, Quiet, button
from .queue_fields import ALWAYS, FIELDS, TICKED, FilterField, Kind, Offers, words_of

_TYPING_MS = 400
_NAME = 80


class FilterBar(QWidget):
    """`changed` says that something else is wanted, `saved_changed` that a filter got or lost its name."""

    changed = pyqtSignal()
    saved_changed = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.widgets: dict[str, QWidget] = {}
        self.saved: dict[str, Mapping[str, str]] = {}
        self._offers = Offers()
        self._told: dict[str, str] = {}
        self.more, self.panel = QToolButton(), QScrollArea()  # a low window shows a part of it
        self.names, self.name = QComboBox(), QLineEdit()
        self.limits, self.reset_button = Quiet(), button(translate("filter_bar", "Show all again"), self.reset)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._typing.timeout.connect(self._tell)
        self._lay_out()
        self._told = dict(self.choice())

    # what others ask

    def choice(self) -> dict[str, str]:
        """What the list is to be limited to, by criterion; only what limits."""
        found = {one.name: _value(self.widgets[one.name]) for one in FIELDS}
        return {name: value for name, value in found.items() if value}

    def choose(self, choice: Mapping[str, str]) -> None:
        """Set all of it; what is not named does not limit. Something that cannot be chosen any more is offered again,
        so that nobody looks at less than they are told."""
        for one in FIELDS:
            widget = self.widgets[one.name]
            with QSignalBlocker(widget):
                _set(widget, choice.get(one.name, ""))
        self._tell()

    def reset(self) -> None:
        """Nothing but the status limits the list."""
        self.choose({name: value for name, value in self.choice().items() if name == "status"})

    def offer(self, offers: Offers) -> None:
        """Other layers, areas and authorities to choose from; what is chosen stays."""
        self._offers = offers
        for one in FIELDS:
            widget = self.widgets[one.name]
            if isinstance(widget, QComboBox) and one.name != "status":
                chosen = _value(widget)
                with QSignalBlocker(widget):
                    widget.clear()
                    _fill(widget, one, offers)
                    _set(widget, chosen)
                label = self._form.labelForField(widget)
                for part in (label, widget) if label is not None else ():
                    part.setVisible(widget.count() > 1)
        self._describe()

    def offer_saved(self, saved: Mapping[str, Mapping[str, str]]) -> None:
        self.saved = dict(saved)
        self._list_names("")

    def only(self, name: str, value: str) -> None:
        """Limit the list in one more way."""
        self.choose({**self.choice(), name: value})

    # parts

    def _lay_out(self) -> None:
        self.head = QHBoxLayout()
        fields = QWidget()
        self._form = form = QFormLayout(fields)
        form.setContentsMargins(0, 0, 4, 0)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        for one in FIELDS:
            widget = self._make(one)
            if one.name in ALWAYS:
                self.head.addWidget(widget, 2)
            elif one.kind is Kind.TICK:
                form.addRow(widget)
            else:
                form.addRow(PlainLabel(one.label()), widget)
                _name(form, one.label(), widget, widget)
        self._lay_out_saved(form)
        self.more.setText(translate("filter_bar", "More filters"))
        self.more.setAccessibleName(translate("filter_bar", "More filters"))
        self.more.setCheckable(True)
        self.more.setArrowType(Qt.ArrowType.RightArrow)
        self.more.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.more.setAutoRaise(True)
        self.more.toggled.connect(self._show_more)
        self.panel.setWidget(fields)
        self.panel.setWidgetResizable(True)
        self.panel.setFrameShape(QFrame.Shape.NoFrame)
        self.panel.setAccessibleName(translate("filter_bar", "More filters"))
        self.panel.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.panel.hide()
        below = QHBoxLayout()
        below.addWidget(self.more)
        below.addWidget(self.limits, 1)
        below.addWidget(self.reset_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addLayout(self.head)
        box.addLayout(below)
        box.addWidget(self.panel)
        self._describe()

    def _lay_out_saved(self, form: QFormLayout) -> None:
        self.save_button = button(translate("filter_bar", "Keep"), self._save)
        self.forget_button = button(translate("filter_bar", "Forget"), self._forget)
        self.name.setPlaceholderText(translate("filter_bar", "Name for this choice"))
        self.name.setMaxLength(_NAME)
        self.name.returnPressed.connect(self._save)
        self.names.activated.connect(self._use)
        for row, word, widget, act in (
            (QHBoxLayout(), translate("filter_bar", "Kept filters"), self.names, self.forget_button),
            (QHBoxLayout(), translate("filter_bar", "Keep as"), self.name, self.save_button),
        ):
            row.addWidget(widget, 1)
            row.addWidget(act)
            form.addRow(PlainLabel(word), row)
            _name(form, word, row, widget)
        self._list_names("")

    def _make(self, one: FilterField) -> QWidget:
        widget: QWidget
        if one.kind is Kind.CHOICE:
            widget = combo = QComboBox()
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumContentsLength(8)
            _fill(combo, one, self._offers)
            combo.currentIndexChanged.connect(self._tell)
        elif one.kind is Kind.TEXT:
            widget = line = QLineEdit()
            line.setPlaceholderText(one.hint())
            line.setClearButtonEnabled(True)
            for clear in line.findChildren(QToolButton):
                clear.setAccessibleName(translate("filter_bar", "Clear"))
            line.textChanged.connect(lambda: self._typing.start())
            line.returnPressed.connect(self._tell)
        else:
            widget = tick = QCheckBox(one.label())
            tick.toggled.connect(self._tell)
        widget.setAccessibleName(one.label())
        self.widgets[one.name] = widget
        return widget

    # what happens

    def _show_more(self, open_: bool) -> None:
        self.panel.setVisible(open_)
        self.more.setArrowType(Qt.ArrowType.DownArrow if open_ else Qt.ArrowType.RightArrow)

    def _tell(self) -> None:
        self._typing.stop()
        self._describe()
        if self.choice() != self._told:
            self._told = self.choice()
            self.changed.emit()

    def _describe(self) -> None:
        words = words_of(self.choice(), self._offers)
        self.limits.say(" · ".join(words))
        self.reset_button.setVisible(bool(words))

    def _use(self) -> None:
        choice = self.saved.get(self.names.currentData() or "")
        self.forget_button.setEnabled(choice is not None)
        if choice is not None:
            self.choose(choice)

    def _save(self) -> None:
        name = shown(self.name.text(), _NAME)
        if not name:
            self.name.setFocus()
            return
        self.saved = {**self.saved, name: self.choice()}
        self.name.clear()
        self._list_names(name)
        self.saved_changed.emit()

    def _forget(self) -> None:
        self.saved = {name: one for name, one in self.saved.items() if name != self.names.currentData()}
        self._list_names("")
        self.saved_changed.emit()

    def _list_names(self, chosen: str) -> None:
        with QSignalBlocker(self.names):
            self.names.clear()
            nothing = translate("filter_bar", "– choose –") if self.saved else translate("filter_bar", "none yet")
            self.names.addItem(nothing, "")
            for name in sorted(self.saved, key=str.casefold):
                self.names.addItem(shown(name, _NAME), name)
            self.names.setCurrentIndex(max(self.names.findData(chosen), 0))
        self.names.setEnabled(bool(self.saved))
        self.forget_button.setEnabled(bool(chosen))


def _name(form: QFormLayout, word: str, field: QWidget | QLayout, widget: QWidget) -> None:
    """The label beside it is its name too, for who does not see that."""
    beside = form.labelForField(field)
    beside.setWordWrap(False)
    beside.setBuddy(widget)
    widget.setAccessibleName(word)


def _fill(combo: QComboBox, one: FilterField, offers: Offers) -> None:
    for word, value in one.choices(offers):
        combo.addItem(word, value)


def _value(widget: QWidget) -> str:
    if isinstance(widget, QComboBox):
        return str(widget.currentData() or "")
    if isinstance(widget, QLineEdit):
        return str(widget.text().strip())
    assert isinstance(widget, QCheckBox)
    return TICKED if widget.isChecked() else ""


def _set(widget: QWidget, value: str) -> None:
    if isinstance(widget, QComboBox):
        if widget.findData(value) < 0:
            widget.addItem(shown(value, 40), value)
        widget.setCurrentIndex(widget.findData(value))
    elif isinstance(widget, QLineEdit):
        widget.setText(value)
    elif isinstance(widget, QCheckBox):
        widget.setChecked(value == TICKED)
