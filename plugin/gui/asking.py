"""Asking a person before something is done. The only file with a message box: its text is never HTML."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QMessageBox, QWidget

from ..adapters.foreign import label, paragraphs, shown
from ..adapters.wording import translate


def confirmed(parent: QWidget, title: str, text: str, verb: str) -> bool:
    """Whether the person chose `verb` and not Cancel, which Enter and Escape choose."""
    return chosen(parent, title, text, [verb]) == 0


def chosen(parent: QWidget, title: str, text: str, verbs: Sequence[str]) -> int | None:
    """Which of `verbs` the person chose; None for Cancel, which Enter and Escape choose."""
    box = QMessageBox(parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(shown(title))
    box.setText(paragraphs(text))
    answers = [box.addButton(label(verb), QMessageBox.ButtonRole.AcceptRole) for verb in verbs]
    no = box.addButton(translate("asking", "Cancel"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(no)
    box.setEscapeButton(no)
    box.exec()
    clicked = box.clickedButton()
    return next((number for number, answer in enumerate(answers) if answer is clicked), None)
