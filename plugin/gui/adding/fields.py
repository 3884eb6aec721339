"""The few fields that a quick addition asks for: the required ones first, with editors that take nothing impossible."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from qgis.gui import QgsDateEdit, QgsDateTimeEdit
from qgis.PyQt.QtCore import QDate, Qt
from qgis.PyQt.QtWidgets import QComboBox, QDoubleSpinBox, QFormLayout, QLineEdit, QSpinBox, QWidget

from ...adapters.foreign import label
from ...adapters.form_words import limits_text
from ...adapters.forms import spin_limits
from ...adapters.wording import translate
from ...workflows.forms import FieldForm, Kind, shown
from ..widgets import PlainLabel

FEWEST = 3
"""So many fields are asked for, and all that are required."""
LONGEST = 500
_HUGE, _DECIMALS = 1e12, 3
_Read = Callable[[], Any]


class FieldsForm(QWidget):
    """Labels with an asterisk are required; `missing` names the first that is empty and moves the focus there."""

    def __init__(self) -> None:
        super().__init__()
        self._layout = QFormLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._fields: dict[str, tuple[FieldForm, QWidget, _Read]] = {}

    def show_fields(self, forms: Sequence[FieldForm], known: str) -> None:
        """Ask for the fields of a layer; `known` is the one that the category has filled already."""
        before = {name: read() for name, (_form, _editor, read) in self._fields.items()}
        while self._layout.rowCount():
            self._layout.removeRow(0)
        self._fields = {}
        for form in asked(forms, known):
            editor, read = _editor(form)
            name = PlainLabel(label(form.called, 60) + (" *" if form.required else ""))
            name.setWordWrap(False)
            name.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
            name.setBuddy(editor)
            editor.setObjectName(form.name)
            editor.setAccessibleName(label(form.called, 60))
            if form.low is not None or form.high is not None:
                editor.setAccessibleDescription(limits_text(form))
            self._layout.addRow(name, editor)
            self._fields[form.name] = (form, editor, read)
        self.put(before)

    @property
    def values(self) -> dict[str, Any]:
        """What was entered, by field; None for nothing."""
        return {name: read() for name, (_form, _editor, read) in self._fields.items()}

    def put(self, values: Mapping[str, Any]) -> None:
        """Fill in what the form takes of `values`: a second object is often like the first."""
        for name, value in values.items():
            editor = self._fields[name][1] if name in self._fields and value is not None else None
            if isinstance(editor, QComboBox) and (at := editor.findData(value)) >= 0:
                editor.setCurrentIndex(at)

    def missing(self) -> str:
        """What the first empty required field is called, with the focus in it; "" where none is."""
        for form, editor, read in self._fields.values():
            if form.required and read() in (None, ""):
                editor.setFocus(Qt.FocusReason.OtherFocusReason)
                return form.called
        return ""

    def focus_on(self, field: str) -> None:
        if field in self._fields:
            self._fields[field][1].setFocus(Qt.FocusReason.OtherFocusReason)


def asked(forms: Sequence[FieldForm], known: str) -> list[FieldForm]:
    """The required fields, and as many others as make FEWEST."""
    fitting = [one for one in shown(forms) if one.name != known and one.kind is not Kind.OTHER]
    required = sum(one.required for one in fitting)
    return fitting[: max(FEWEST, required)]


def _editor(form: FieldForm) -> tuple[QWidget, _Read]:
    match form.kind:
        case Kind.CHOICE | Kind.CHECK:
            return _choice(form)
        case Kind.WHOLE:
            return _whole(form)
        case Kind.NUMBER:
            return _number(form)
        case Kind.DATE | Kind.MOMENT:
            return _moment(form)
    line = QLineEdit()
    line.setMaxLength(form.longest or LONGEST)
    return line, lambda: line.text().strip() or None


def _choice(form: FieldForm) -> tuple[QWidget, _Read]:
    box = QComboBox()
    box.addItem(translate("adding", "– choose –") if form.required else translate("forms", "(nothing)"), None)
    if form.kind is Kind.CHECK:
        box.addItem(translate("adding", "yes"), True)
        box.addItem(translate("adding", "no"), False)
    for choice in form.choices:
        box.addItem(label(choice.label, 80).replace("&&", "&"), choice.value)
    if form.required and box.count() == 2:
        box.setCurrentIndex(1)  # there is nothing else to choose
    return box, box.currentData


def _whole(form: FieldForm) -> tuple[QWidget, _Read]:
    """The least number, one below what may be entered, stands for no value."""
    spin = QSpinBox()
    low, high = spin_limits(form)
    spin.setRange(low - 1, high)
    spin.setSpecialValueText(" ")
    spin.setValue(spin.minimum())
    return spin, lambda: None if spin.value() == spin.minimum() else spin.value()


def _number(form: FieldForm) -> tuple[QWidget, _Read]:
    spin = QDoubleSpinBox()
    spin.setDecimals(_DECIMALS)
    low = -_HUGE if form.low is None else form.low
    spin.setRange(low - 10**-_DECIMALS, _HUGE if form.high is None else form.high)
    spin.setSpecialValueText(" ")
    spin.setValue(spin.minimum())
    return spin, lambda: None if spin.value() < low else spin.value()


def _moment(form: FieldForm) -> tuple[QWidget, _Read]:
    edit = QgsDateEdit() if form.kind is Kind.DATE else QgsDateTimeEdit()
    edit.setAllowNull(True)
    edit.clear()
    if form.kind is Kind.DATE:
        return edit, lambda: None if edit.isNull() else QDate(edit.date())
    return edit, lambda: None if edit.isNull() else edit.dateTime()
