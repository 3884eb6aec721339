"""How a window looks, measured on its pixels: contrast of texts, texts that are cut off. Runs inside QGIS Desktop."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from qgis.PyQt.QtCore import QPoint, QRect, QSize, Qt
from qgis.PyQt.QtGui import QColor, QImage
from qgis.PyQt.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QToolButton,
    QWidget,
)

TEXTS = (QLabel, QPushButton, QCheckBox, QRadioButton, QToolButton, QLineEdit, QComboBox, QAbstractSpinBox)
SLACK = 2
"""Pixels that a style may round away."""


def luminance(colour: QColor) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.1, definitions)."""
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: QColor, other: QColor) -> float:
    """Contrast ratio, 1 to 21 (WCAG 2.1, definitions; EN 301 549, 11.1.4.3)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def contrast(image: QImage) -> float:
    """What stands out most against the ground, the colour that most pixels have. Smoothed edges count for less."""
    pixels = Counter(image.pixel(x, y) for x in range(image.width()) for y in range(image.height()))
    (ground, _), *_ = pixels.most_common(1)
    return max((ratio(QColor(colour), QColor(ground)) for colour in pixels), default=1.0)


def _words(widget: QWidget) -> str:
    if isinstance(widget, QComboBox):
        return str(widget.currentText())
    return str(widget.text()).strip() if hasattr(widget, "text") else ""


def written(root: QWidget) -> Iterator[tuple[QWidget, str]]:
    """The widgets below `root` that show a text, and the text."""
    for widget in root.findChildren(QWidget):
        if isinstance(widget, TEXTS) and widget.isVisible() and (words := _words(widget)):
            yield widget, words


def _seen(widget: QWidget) -> QRect:
    """The part of a widget that is on the screen, in its own coordinates."""
    return QRect(widget.visibleRegion().boundingRect())


def faint(root: QWidget, least: float) -> list[str]:
    """Texts whose contrast is below `least`. What is switched off is exempt (WCAG 2.1, 1.4.3)."""
    found = []
    for widget, words in written(root):
        part = _seen(widget).adjusted(3, 3, -3, -3)
        if not widget.isEnabled() or part.width() < 8 or part.height() < widget.fontMetrics().ascent() - 3:
            continue  # of what is half scrolled away, the letters may be on the other side
        window = widget.window()
        image = window.grab(QRect(widget.mapTo(window, part.topLeft()), part.size())).toImage()
        if (value := contrast(image)) < least:
            found.append(f"{describe(widget)} {words[:60]!r}: {value:.2f}")
    return found


def cut_off(root: QWidget) -> list[str]:
    """Texts that have less room than they need, and controls that nobody can scroll to."""
    found = [f"{describe(widget)} {words[:60]!r}" for widget, words in written(root) if _too_small(widget)]
    return found + [f"{describe(widget)} lies outside" for widget in _beyond(root)]


def _too_small(widget: QWidget) -> bool:
    if isinstance(widget, QLabel):
        if widget.wordWrap():
            return widget.height() + SLACK < widget.heightForWidth(widget.width())
        needed: QSize = widget.sizeHint()
        return widget.width() + SLACK < needed.width() or widget.height() + SLACK < needed.height()
    if isinstance(widget, QAbstractButton):
        needed = widget.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, widget.text())
        return widget.width() + SLACK < needed.width() or widget.height() + SLACK < needed.height()
    return bool(widget.height() + SLACK < widget.fontMetrics().height())  # what can be scrolled within is not cut


def _beyond(root: QWidget) -> Iterator[QWidget]:
    """Controls that lie outside of what holds them, where that does not scroll."""
    for widget in root.findChildren(QWidget):
        if not widget.isVisible() or not isinstance(widget, TEXTS):
            continue
        holder = widget.parentWidget()
        while holder is not None and holder is not root and not _scrolls(holder):
            holder = holder.parentWidget()
        if holder is None or _scrolls(holder):
            continue
        place = QRect(widget.mapTo(root, QPoint(0, 0)), widget.size())
        if not root.rect().adjusted(-SLACK, -SLACK, SLACK, SLACK).contains(place):
            yield widget


def _scrolls(widget: QWidget) -> bool:
    return isinstance(widget.parentWidget(), QScrollArea) or hasattr(widget, "horizontalScrollBar")


def describe(widget: Any) -> str:
    """Which widget: its class and what leads to it."""
    above = []
    parent = widget.parentWidget()
    while parent is not None and len(above) < 3:
        if parent.__class__.__module__ != "PyQt5.QtWidgets" or parent.objectName():
            above.append(parent.__class__.__name__)
        parent = parent.parentWidget()
    return " < ".join((widget.__class__.__name__, *above))
