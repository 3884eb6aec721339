"""Addresses that a stranger names: http(s) alone, the host shown first, opened by a click and by nothing else.

The only file that hands an address to the desktop (tests/test_house.py looks after that).
"""

from __future__ import annotations

from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import QPushButton, QWidget

from ..adapters.foreign import label, shown

LONGEST = 2000


class LinkButton(QPushButton):
    """Says what is there (`text`, ours) and at which host; not visible where `address` is none to be opened."""

    def __init__(self, text: str, address: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text, self._url = text, QUrl()
        self.setFlat(True)
        font = self.font()
        font.setUnderline(True)  # else it looks like a line of text
        self.setFont(font)
        self.clicked.connect(self._open)
        self.lead_to(address)

    def lead_to(self, address: str) -> None:
        self._url = web_address(address)
        self.setText(label(f"{self._text} ({host(self._url)})"))
        if self.parentWidget() is not None or not self._url.isValid():  # alone it would be a window
            self.setVisible(self._url.isValid())

    def _open(self) -> None:
        if self._url.isValid():
            QDesktopServices.openUrl(self._url)


def web_address(address: str) -> QUrl:
    """`address` as a URL; an invalid one unless it is http(s), with a host and without a user name or password."""
    url = QUrl(address, QUrl.ParsingMode.StrictMode)
    hidden = shown(address, LONGEST) != address  # what nobody sees could make it look like another
    if url.scheme() not in ("http", "https") or not url.host() or url.userInfo() or hidden:
        return QUrl()
    return url


def host(url: QUrl) -> str:
    """The host as the network knows it: letters that look like others show as xn--…"""
    return str(url.host(QUrl.ComponentFormattingOption.FullyEncoded))
