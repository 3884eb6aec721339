"""Help for the page that one is on: in short, and the section of the guide that leads through the task."""

from __future__ import annotations

from collections.abc import Callable

from qgis.PyQt.QtCore import QSize, QUrl
from qgis.PyQt.QtGui import QKeySequence
from qgis.PyQt.QtWidgets import QComboBox, QDialogButtonBox, QPushButton, QShortcut, QVBoxLayout, QWidget

from ..adapters import help_pages
from ..adapters.foreign import label
from ..adapters.help_pages import Section
from ..adapters.wording import translate
from .guide_view import GuideView
from .widgets import Dialog, PlainLabel, button
from .window import PAGE_MAP, PAGE_MINE, PAGE_REVIEW

_SIZE = QSize(680, 620)

CONNECT, CHECK_OUT, ADD, EDIT, TERMS, PHOTOS = "connect", "check_out", "add", "edit", "terms", "photos"
OPTIONS, DECIDE, KEYS_MINE, KEYS_REVIEW = "options", "decide", "keys_mine", "keys_review"
"""Topics beside those of the three pages; docs/ has a section for each."""


class HelpDialog(Dialog):
    """Opens with the section about `topic`; all others can be chosen."""

    def __init__(self, parent: QWidget | None = None, topic: str = "") -> None:
        super().__init__(translate("help", "Bürger-GIS: help"), parent, "help")
        self._short = PlainLabel("")
        self.sections = QComboBox()
        self.sections.setAccessibleName(translate("help", "Section of the guide"))
        self.guide = GuideView()
        self.guide.setAccessibleName(translate("help", "Help text"))
        self.guide.anchorClicked.connect(self._follow)
        buttons = closing(self)
        box = QVBoxLayout(self)
        for widget in (self._short, self.sections, self.guide, buttons):
            box.addWidget(widget, 1 if widget is self.guide else 0)
        self._found = guide()
        for section in self._found:
            self.sections.addItem("    " * (section.level - 2) + label(section.title))
        self.sections.currentIndexChanged.connect(self._show)
        self.sections.setVisible(bool(self._found))
        self._open(topic)
        self.finished.connect(self.deleteLater)
        self.guide.setFocus()
        self.resize(_SIZE)

    def _open(self, topic: str) -> None:
        """Say in short what the page is for, and show its section."""
        text = chapters().get(topic, "")
        self._short.say(text)
        self._short.setVisible(bool(text))
        number = next((number for number, one in enumerate(self._found) if topic and one.topic == topic), 0)
        self.sections.setCurrentIndex(number)
        self._show()

    def _show(self) -> None:
        number = self.sections.currentIndex()
        if 0 <= number < len(self._found):
            self.guide.show_section(self._found[number])
        else:  # the guides are not there: what can be said without them
            self.guide.setPlainText("\n\n".join(chapters().values()))

    def _follow(self, url: QUrl) -> None:
        """A link of the guide leads to another section of it, and nowhere else."""
        wanted = url.fragment()
        number = next((number for number, one in enumerate(self._found) if one.anchor == wanted), -1)
        if number >= 0:
            self.sections.setCurrentIndex(number)


def closing(dialog: Dialog) -> QDialogButtonBox:
    """A row with the button that closes `dialog`, in our words: Qt has some languages only, and not everywhere."""
    made = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    made.button(QDialogButtonBox.StandardButton.Close).setText(translate("help", "Close"))
    made.rejected.connect(dialog.reject)
    return made


def add_help(buttons: QDialogButtonBox, act: Callable[[], None]) -> None:
    """A button of a dialog that leads to its help; so does F1 there."""
    one = buttons.addButton(QDialogButtonBox.StandardButton.Help)
    one.setText(translate("help", "Help"))
    one.setAutoDefault(False)  # Enter is for what the dialog asks
    one.clicked.connect(lambda: act())
    key = QShortcut(QKeySequence(QKeySequence.StandardKey.HelpContents), buttons)
    key.activated.connect(act)


def help_button(act: Callable[[], None]) -> QPushButton:
    """The same where there is no row of buttons: on a page of QGIS's options, in a panel."""
    made = button(translate("help", "Help"), act, "/mActionHelpContents.svg")
    made.setAutoDefault(False)
    return made


def show_help(parent: QWidget, topic: str = "") -> None:
    """The section about `topic`, over `parent`, until it is closed."""
    HelpDialog(parent, topic).exec()


def guide() -> tuple[Section, ...]:
    """All sections, in the language that people read: first for contributing, then for reviewing."""
    pages = (translate("help", "contributors.en.md"), translate("help", "reviewers.en.md"))
    return tuple(section for page in pages for section in help_pages.sections(page))


def chapters() -> dict[str, str]:
    """In short, by topic: one for each page of the dock, and the question that everybody has."""
    return {
        PAGE_MAP: translate(
            "help",
            "Connect to your municipality with its address. You see its layers and what you may do with each. "
            "Add a layer to look at it. To change something, check the layer out: it then lies in a working "
            "copy on your computer, and you edit it with QGIS's own tools, also without a network.",
        ),
        PAGE_MINE: translate(
            "help",
            "Here are your changes, layer by layer. Say in a comment what you saw, and submit them. Nothing you "
            "do changes the municipality's map directly: somebody there looks at each contribution first. "
            "Their answer, and what you can do next, stand beside each contribution.",
        ),
        PAGE_REVIEW: translate(
            "help",
            "Only for those who review for the municipality. Each contribution is shown as it was before, as it "
            "is proposed and as it is now. Accept it, ask back, or reject it with a reason; then publish what "
            "is accepted.",
        ),
        "": translate(
            "help",
            "Your changes stay in the working copy until they are published or you undo them. When the network "
            "fails, nothing is lost: submit again, and nothing arrives twice.",
        ),
    }
