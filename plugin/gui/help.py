"""What the plugin is for and how the loop goes, in a window of plain text."""

from __future__ import annotations

from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QFont
from qgis.PyQt.QtWidgets import QDialogButtonBox, QFrame, QScrollArea, QVBoxLayout, QWidget

from ..adapters.wording import translate
from .widgets import Dialog, PlainLabel

_SIZE = QSize(560, 520)


class HelpDialog(Dialog):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(translate("help", "Bürger-GIS: help"), parent)
        body = QWidget()
        words = QVBoxLayout(body)
        for title, text in chapters():
            words.addWidget(_heading(title))
            words.addWidget(PlainLabel(text))
        words.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setAccessibleName(translate("help", "Help text"))
        area.setWidget(body)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.addWidget(area)
        box.addWidget(buttons)
        self.resize(_SIZE)


def chapters() -> list[tuple[str, str]]:
    """Titles and texts, one for each page of the dock and one for the question that everybody has."""
    return [
        (
            translate("help", "Map"),
            translate(
                "help",
                "Connect to your municipality with its address. You see its layers and what you may do with each. "
                "Add a layer to look at it. To change something, check the layer out: it then lies in a working "
                "copy on your computer, and you edit it with QGIS's own tools, also without a network.",
            ),
        ),
        (
            translate("help", "My contributions"),
            translate(
                "help",
                "Here are your changes, layer by layer. Say in a comment what you saw, and submit them. Nothing you "
                "do changes the municipality's map directly: somebody there looks at each contribution first. "
                "Their answer, and what you can do next, stand beside each contribution.",
            ),
        ),
        (
            translate("help", "Review"),
            translate(
                "help",
                "Only for those who review for the municipality. Each contribution is shown as it was before, as it "
                "is proposed and as it is now. Accept it, ask back, or reject it with a reason; then publish what "
                "is accepted.",
            ),
        ),
        (
            translate("help", "Is my work safe?"),
            translate(
                "help",
                "Your changes stay in the working copy until they are published or you undo them. When the network "
                "fails, nothing is lost: submit again, and nothing arrives twice.",
            ),
        ),
    ]


def _heading(text: str) -> PlainLabel:
    heading = PlainLabel(text)
    font = QFont(heading.font())
    font.setBold(True)
    heading.setFont(font)
    return heading
