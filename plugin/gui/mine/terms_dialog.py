"""What a contributor agrees to before the first submission: licence of contributions and privacy notice."""

from __future__ import annotations

from qgis.PyQt.QtCore import QSize, Qt
from qgis.PyQt.QtWidgets import QDialogButtonBox, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from ...adapters.foreign import label, paragraphs, shown
from ...adapters.wording import translate
from ...services.whoami import Terms
from ..help import TERMS, add_help, show_help
from ..links import LinkButton
from ..widgets import Dialog, PlainLabel

_WIDE = 70
"""Characters of a line in the window as it opens."""
NONE_STATED = "none-1"
"""The version of our own words, for a municipality that has stated none."""


def terms_or_ours(terms: Terms | None) -> Terms:
    """What the municipality states, or that it has stated nothing."""
    return terms or Terms(NONE_STATED, _no_licence(), "", _no_privacy(), "")


class TermsDialog(Dialog):
    """Accepted means agreed; everything else (Escape, closing) means that nothing is sent."""

    def __init__(self, municipality: str, terms: Terms | None, parent: QWidget | None = None) -> None:
        super().__init__(translate("terms_dialog", "Before you submit"), parent)
        stated = terms_or_ours(terms)
        self.setModal(True)
        words = QWidget()
        column = QVBoxLayout(words)
        asks = translate("terms_dialog", "Please read this before you contribute to {}.")
        column.addWidget(PlainLabel(asks.format(shown(municipality, 120))))
        self._section(column, translate("terms_dialog", "Licence"), stated.licence, stated.licence_url)
        self._section(column, translate("terms_dialog", "Privacy"), stated.privacy, stated.privacy_url)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(words)
        area.setAccessibleName(translate("terms_dialog", "Licence and privacy"))
        box = QVBoxLayout(self)
        box.addWidget(area, 1)
        box.addWidget(self._buttons())
        wanted = QSize(self.fontMetrics().averageCharWidth() * 90, self.fontMetrics().height() * 34)
        self.resize(wanted.boundedTo(self.screen().availableSize() * 0.9))

    def _section(self, column: QVBoxLayout, title: str, text: str, address: str) -> None:
        heading = PlainLabel(title)
        font = heading.font()
        font.setBold(True)
        heading.setFont(font)
        column.addWidget(heading)
        told = text or translate("terms_dialog", "Nothing is stated here.")
        column.addWidget(_whole(title, told), _lines(told))  # room goes to what is long
        link = LinkButton(translate("terms_dialog", "Read more"), address, self)
        link.setAutoDefault(False)  # Enter must not follow it
        column.addWidget(link, alignment=Qt.AlignmentFlag.AlignLeft)

    def _buttons(self) -> QDialogButtonBox:
        made = QDialogButtonBox()
        self.agree = made.addButton(
            label(translate("terms_dialog", "I agree, submit")), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.decline = made.addButton(
            label(translate("terms_dialog", "Do not submit")), QDialogButtonBox.ButtonRole.RejectRole
        )
        add_help(made, lambda: show_help(self, TERMS))
        self.agree.setAutoDefault(False)
        self.decline.setDefault(True)
        made.accepted.connect(self.accept)
        made.rejected.connect(self.reject)
        return made


def _whole(title: str, text: str) -> QPlainTextEdit:
    """All of it: people agree to the whole."""
    field = QPlainTextEdit(paragraphs(text, longest=max(len(text), 1)))
    field.setReadOnly(True)
    field.setTabChangesFocus(True)
    field.setAccessibleName(title)
    field.setMinimumHeight(field.fontMetrics().height() * (min(_lines(text), 10) + 1))
    return field


def _lines(text: str) -> int:
    """About how many it takes; at least two."""
    return max(2, sum(1 + len(line) // _WIDE for line in text.splitlines()))


def _no_licence() -> str:
    return translate(
        "terms_dialog",
        "The municipality has not stated under which licence it takes contributions. Ask it if that matters to you.",
    )


def _no_privacy() -> str:
    return translate(
        "terms_dialog",
        "Your user name goes to the municipality's service, as with every login. In the list of contributions you "
        "appear under a pseudonym. Those who review see your contribution, your comment and the pseudonym. "
        "Do not write names or other personal data of anybody into values or comments.",
    )
