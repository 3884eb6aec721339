"""Keys of a page: declared as data, made into shortcuts, shown in tooltips and in the overview on `?`.

A page's shortcuts are there while the focus is in the page, and nowhere else in QGIS. Single letters are text where
somebody writes or chooses: in fields, lists of choices and numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP, QEvent, QObject, Qt
from qgis.PyQt.QtGui import QKeySequence
from qgis.PyQt.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QShortcut,
    QWidget,
)

from ..adapters.foreign import escaped
from ..adapters.wording import translate


@dataclass(frozen=True)
class Key:
    """One thing that can be done by keyboard. `keys` are written as Qt writes them in English; `words` and `group` are
    marked for translation in the context `keys`. `repeats`: holding the key down does it again and again.
    """

    verb: str
    keys: tuple[str, ...]
    words: str
    group: str
    repeats: bool = False

    @property
    def shown(self) -> str:
        """The keys as this system calls them, in the language of the window."""
        names = [QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in self.keys]
        return f" {translate('keys', 'or')} ".join(map(_in_words, names))

    @property
    def meaning(self) -> str:
        return translate("keys", self.words)


_NAMES = (
    QT_TRANSLATE_NOOP("keys", "Ctrl"),
    QT_TRANSLATE_NOOP("keys", "Shift"),
    QT_TRANSLATE_NOOP("keys", "Return"),
    QT_TRANSLATE_NOOP("keys", "Down"),
    QT_TRANSLATE_NOOP("keys", "Up"),
)


def _in_words(key: str) -> str:
    """Qt brings its translations along on some systems only."""
    return "+".join(translate("keys", part) if part in _NAMES else part for part in key.split("+"))


class Keys(QObject):
    """The shortcuts of `page`, one for each key in `table` that `acts` knows something to do for."""

    def __init__(self, page: QWidget, table: Sequence[Key], acts: Mapping[str, Callable[[], None]]) -> None:
        super().__init__(page)
        self._table = {key.verb: key for key in table}
        for key in table:
            if key.verb in acts:
                self._install(page, key, acts[key.verb])
        page.installEventFilter(self)

    def hint(self, button: QAbstractButton, verb: str) -> None:
        """Show the key in the tooltip of the button that does the same."""
        key = self._table[verb]
        button.setToolTip(escaped(f"{key.meaning} ({key.shown})"))

    def eventFilter(self, _watched: QObject | None, event: QEvent | None) -> bool:
        """Qt asks the widget with the focus, and then those around it, whether a key is no shortcut but text."""
        if event is None or event.type() != QEvent.Type.ShortcutOverride:
            return False
        if writes_text(event) and is_written_into(QApplication.focusWidget()):  # type: ignore[arg-type]
            event.accept()
            return True
        return False

    def _install(self, page: QWidget, key: Key, act: Callable[[], None]) -> None:
        for keys in key.keys:
            pressed = partial(_pressed, keys, act)
            made = QShortcut(QKeySequence(keys), page)
            made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.setAutoRepeat(key.repeats)
            made.activated.connect(pressed)
            made.activatedAmbiguously.connect(pressed)  # somebody gave QGIS the same key; here is where the focus is


def _pressed(keys: str, act: Callable[[], None]) -> None:
    popup = QApplication.activePopupWidget()
    if popup is None:
        act()
    elif len(keys) == 1:  # a letter in an open list of choices is for that list
        for choices in popup.findChildren(QAbstractItemView):
            choices.keyboardSearch(keys.lower())


def writes_text(event: QEvent) -> bool:
    """Whether a key event is a letter or a sign, and no combination."""
    combined = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
    return not event.modifiers() & combined and event.text().isprintable() and bool(event.text())  # type: ignore[attr-defined]


def is_written_into(widget: QWidget | None) -> bool:
    """Whether letters mean something to it."""
    if isinstance(widget, QPlainTextEdit | QLineEdit):
        return not widget.isReadOnly()
    return isinstance(widget, QComboBox | QAbstractSpinBox)


def press(button: QAbstractButton) -> bool:
    """As a click on it; False where it cannot be seen or pressed."""
    possible = bool(button.isVisible() and button.isEnabled())
    if possible:
        button.click()
    return possible
