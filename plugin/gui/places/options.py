"""The page Bürger-GIS in QGIS's options."""

from __future__ import annotations

from collections.abc import Callable

from qgis.gui import QgsFileWidget, QgsOptionsPageWidget, QgsOptionsWidgetFactory
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QCheckBox, QComboBox, QFormLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ...adapters import icons, language, settings
from ...adapters.foreign import shown
from ...adapters.wording import translate
from ..help import OPTIONS, help_button, show_help
from ..widgets import PlainLabel, Quiet, button, legible

PAGE = "buergergis-options"


class Factory(QgsOptionsWidgetFactory):
    """`other_language` is called when another one was chosen."""

    def __init__(self, other_language: Callable[[], None]) -> None:
        super().__init__("Bürger-GIS", icons.icon())
        self._other_language = other_language
        self.setKey(PAGE)

    def createWidget(self, parent: QWidget | None = None) -> QgsOptionsPageWidget:
        return OptionsPage(self._other_language, parent)


class OptionsPage(QgsOptionsPageWidget):
    """Nothing is changed before `apply`."""

    def __init__(self, other_language: Callable[[], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._other_language = other_language
        self.setObjectName(PAGE)
        legible(self)
        self._removed: list[str] = []
        self._folder = _folder_widget()
        self._language = _language_widget()
        self._known = QListWidget()
        self._known.setAccessibleName(translate("options", "Known municipalities"))
        for known in settings.municipalities():
            item = QListWidgetItem(f"{shown(known.title, 80)} – {shown(known.address)}".removeprefix(" – "))
            item.setData(Qt.ItemDataRole.UserRole, known.address)
            self._known.addItem(item)
        self._remove = button(translate("options", "Remove from the list"), self._take, "/mActionDeleteSelected.svg")
        self._remove.setEnabled(False)
        self._known.itemSelectionChanged.connect(lambda: self._remove.setEnabled(self._known.currentRow() >= 0))
        self._terms = QCheckBox(translate("options", "Show the terms of every municipality again before I submit"))
        self._lay_out()

    def apply(self) -> None:
        settings.FOLDER.setValue(self._folder.filePath().strip())
        before, chosen = settings.LANGUAGE.value(), self._language.currentData()
        settings.LANGUAGE.setValue(chosen)
        for address in self._removed:
            settings.forget(address)
        if self._terms.isChecked():
            settings.forget_terms()
        self._removed.clear()
        self._terms.setChecked(False)
        if chosen != before:
            self._other_language()

    def helpKey(self) -> str:
        return ""

    def _take(self) -> None:
        item = self._known.takeItem(self._known.currentRow())
        if item is not None:
            self._removed.append(str(item.data(Qt.ItemDataRole.UserRole)))

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.addRow(translate("options", "Folder for new &working copies"), self._folder)
        form.addRow(translate("options", "&Language"), self._language)
        form.addRow(
            Quiet(
                translate(
                    "options", "You are then asked whether to change it now. Otherwise it changes at the next start."
                )
            )
        )
        box = QVBoxLayout(self)
        box.addLayout(form)
        box.addWidget(PlainLabel(translate("options", "Known municipalities")))
        box.addWidget(self._known, 1)
        box.addWidget(self._remove, alignment=Qt.AlignmentFlag.AlignLeft)
        box.addWidget(Quiet(translate("options", "Working copies and logins stay where they are.")))
        box.addWidget(self._terms)
        self.help_button = help_button(lambda: show_help(self.window(), OPTIONS))
        box.addWidget(self.help_button, alignment=Qt.AlignmentFlag.AlignLeft)


def _folder_widget() -> QgsFileWidget:
    widget = QgsFileWidget()
    widget.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
    widget.setFilePath(settings.FOLDER.value())
    widget.lineEdit().setPlaceholderText(translate("options", "Documents/Bürger-GIS"))
    widget.lineEdit().setAccessibleName(translate("options", "Folder for new working copies"))
    return widget


def _language_widget() -> QComboBox:
    widget = QComboBox()
    widget.setAccessibleName(translate("options", "Language"))
    for choice, words in language.CHOICES.items():
        widget.addItem(translate("options", words), choice)
    widget.setCurrentIndex(max(0, widget.findData(settings.LANGUAGE.value())))
    return widget
