"""Small widgets that every page uses: text that is never HTML, problems, buttons with words for everybody."""

from __future__ import annotations

from collections.abc import Callable

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QByteArray, QEvent, QObject, Qt
from qgis.PyQt.QtGui import QColor, QIcon, QKeyEvent, QPalette, QShowEvent
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QToolButton,
    QTreeView,
    QTreeWidget,
    QVBoxLayout,
    QWidget,
)

from ..adapters import settings
from ..adapters.background import Lane
from ..adapters.foreign import escaped, paragraphs, shown
from ..adapters.wording import headline, sentence, told, translate
from ..domain.errors import Cancelled, Problem

_MOVES = frozenset(
    {Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}
)


class PlainLabel(QLabel):
    """A label that shows what it is given and never reads HTML. Wraps, and can be selected and copied."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.say(text)

    def say(self, text: str) -> None:
        """Show `text`, foreign or ours, line by line."""
        self.setText(paragraphs(text))


class Quiet(PlainLabel):
    """A hint or an empty state, less loud than the rest, and still 4.5 to 1 on its ground (EN 301 549, 11.1.4.3)."""

    LOUD = 0.75
    """How much of the text's colour is left; themes' own colour for hints has too little contrast."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._soften()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self._soften()

    def _soften(self) -> None:
        palette = self.palette()
        softer = mixed(
            palette.color(QPalette.ColorRole.WindowText), palette.color(QPalette.ColorRole.Window), self.LOUD
        )
        if palette.color(QPalette.ColorRole.PlaceholderText) != softer:  # else setting it would never come to an end
            palette.setColor(QPalette.ColorRole.PlaceholderText, softer)
            self.setPalette(palette)


def mixed(one: QColor, other: QColor, share: float) -> QColor:
    """A colour between two; `share` 1 is the first."""
    parts = zip(one.getRgb()[:3], other.getRgb()[:3], strict=True)
    return QColor(*(round(share * mine + (1 - share) * theirs) for mine, theirs in parts))


class Dialog(QDialog):
    """A window of ours that is not the dock; the base of all. With a name in `kept` it comes back where it was."""

    def __init__(self, title: str, parent: QWidget | None = None, kept: str = "") -> None:
        super().__init__(parent)
        self._kept, self._placed = kept, False
        self.setWindowTitle(shown(title))
        legible(self)

    def showEvent(self, event: QShowEvent) -> None:
        first, self._placed = not self._placed, True
        if first and self._kept and (geometry := settings.window_of(self._kept)):
            self.restoreGeometry(QByteArray(geometry))
        super().showEvent(event)

    def done(self, result: int) -> None:
        """However it is closed."""
        if self._kept and self.isVisible():
            settings.keep_window(self._kept, bytes(self.saveGeometry()))
        super().done(result)


class legible(QObject):
    """Buttons of a dock or dialog in the colour of its texts: QGIS's dark theme writes grey on grey (3.6 to 1)."""

    CHANGES = (QEvent.Type.PaletteChange, QEvent.Type.StyleChange, QEvent.Type.ApplicationPaletteChange)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        window.installEventFilter(self)
        self._colour()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in self.CHANGES:
            self._colour()
        return False

    def _colour(self) -> None:
        text = QApplication.palette().color(QPalette.ColorRole.Text).name()
        own = f"QPushButton:enabled, QToolButton:enabled, QComboBox:enabled {{ color: {text} }}"
        sheet = "" if QgsApplication.themeName() == "default" else own
        if self._window.styleSheet() != sheet:  # else setting it would never come to an end
            self._window.setStyleSheet(sheet)


class ProblemBox(QFrame):
    """What went wrong, whether the work is safe, what comes next; with one button to do that."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAccessibleName(translate("widgets", "Problem"))
        self._text, self._detail = PlainLabel(), Quiet()
        self._again = QPushButton(translate("widgets", "Try again"))
        self._again.clicked.connect(self._act)
        self._action: Callable[[], None] | None = None
        icon = QLabel()
        icon.setPixmap(QgsApplication.getThemeIcon("/mIconWarning.svg").pixmap(20, 20))
        words = QVBoxLayout()
        for widget in (self._text, self._detail):
            words.addWidget(widget)
        words.addWidget(self._again, alignment=Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout(self)
        row.addWidget(icon, alignment=Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self.hide()

    def show_problem(self, problem: Problem, verb: str = "", act: Callable[[], None] | None = None) -> None:
        """A cancel is no problem and shows nothing."""
        if isinstance(problem, Cancelled):
            self.clear()
            return
        self._text.say(headline(problem))
        self._detail.say(told(problem))
        self.setAccessibleDescription(shown(sentence(problem)))
        self._action = act
        self._again.setText(verb or translate("widgets", "Try again"))
        self._again.setVisible(act is not None)
        self.show()

    def clear(self) -> None:
        self._action = None
        self.hide()

    def _act(self) -> None:
        action = self._action
        self.clear()
        if action is not None:
            action()


class ProgressRow(QWidget):
    """How far the work of a lane is, with a button that cancels it; there only while it runs.

    `abandons`: for work that only reads and cannot be broken off at once; it is not waited for then.
    """

    def __init__(self, lane: Lane, title: str, parent: QWidget | None = None, *, abandons: bool = False) -> None:
        super().__init__(parent)
        self._bar = QProgressBar()
        self._bar.setAccessibleName(title)
        cancel = QPushButton(translate("widgets", "Cancel"))
        cancel.clicked.connect(lane.abandon if abandons else lane.cancel)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._bar, 1)
        row.addWidget(cancel)
        self.hide()
        lane.busy_changed.connect(self._busy)
        lane.progressed.connect(self._progressed)

    def _busy(self, busy: bool) -> None:
        self._bar.setRange(0, 0)  # moving, until there is something to tell
        self.setVisible(busy)

    def _progressed(self, percent: float) -> None:
        self._bar.setRange(0, 100)
        self._bar.setValue(round(percent))


class Lines(QTreeWidget):
    """A list in which the first key chooses the line that Qt has made current when the focus came: Home did nothing."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        line = self.currentItem()
        if line is not None and not self.selectedItems() and event.key() in _MOVES:
            line.setSelected(True)


def rows_high(view: QAbstractItemView, rows: int) -> int:
    """The height in which a list or tree shows so many rows, its heading included."""
    row = view.fontMetrics().height() + 4  # asking the view itself would lay out all of its rows
    heading = view.header() if isinstance(view, QTreeView) and not view.isHeaderHidden() else None
    return rows * row + (heading.sizeHint().height() if heading is not None else 0) + 2 * view.frameWidth() + 2


def into_sight(widget: QWidget) -> None:
    """Scroll what lies around it, so that it is seen; in a small dock that is the page."""
    around = widget.parentWidget()
    while around is not None and not isinstance(around, QScrollArea):
        around = around.parentWidget()
    if around is not None:
        around.ensureWidgetVisible(widget)


def icon_button(icon: str, name: str, act: Callable[[], None]) -> QToolButton:
    """A button with one of QGIS's icons (`/mActionRefresh.svg`); `name` is its tooltip and accessible name."""
    button = QToolButton()
    button.setIcon(themed(icon))
    button.setToolTip(escaped(name))
    button.setAccessibleName(name)
    button.setAutoRaise(True)
    button.clicked.connect(lambda: act())
    return button


def button(text: str, act: Callable[[], None], icon: str = "") -> QPushButton:
    made = QPushButton(text)
    if icon:
        made.setIcon(themed(icon))
    made.clicked.connect(lambda: act())
    return made


def themed(icon: str) -> QIcon:
    """An icon of QGIS's current theme."""
    return QgsApplication.getThemeIcon(icon)
