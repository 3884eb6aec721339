"""Asking a person before something is done. The only file with a message box: its text is never HTML."""

from __future__ import annotations

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QMessageBox, QWidget

from ..adapters.foreign import label, paragraphs, shown
from ..adapters.wording import translate


def confirmed(parent: QWidget, title: str, text: str, verb: str) -> bool:
    """Whether the person chose `verb` and not Cancel, which Enter and Escape choose."""
    box = QMessageBox(parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(shown(title))
    box.setText(paragraphs(text))
    yes = box.addButton(label(verb), QMessageBox.ButtonRole.AcceptRole)
    no = box.addButton(translate("asking", "Cancel"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(no)
    box.setEscapeButton(no)
    box.exec()
    return box.clickedButton() is yes
