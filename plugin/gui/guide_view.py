"""A section of the guides, which come with the plugin: the only widget that reads markup, and none of it is foreign."""

from __future__ import annotations

from qgis.PyQt.QtCore import Qt, QUrl, QVariant
from qgis.PyQt.QtGui import QImage, QTextDocument
from qgis.PyQt.QtWidgets import QTextBrowser

from ..adapters import help_pages
from ..adapters.help_pages import Section

_WIDTH = 600
"""Pictures are shrunk to this, in pixels."""


class GuideView(QTextBrowser):
    """Loads nothing but pictures of the guides, and opens nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.setOpenLinks(False)
        keys = Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction | keys)

    def show_section(self, section: Section) -> None:
        self.setMarkdown(section.text)

    def loadResource(self, kind: int, url: QUrl) -> QVariant | QImage:
        path = help_pages.image(url.path()) if kind == QTextDocument.ResourceType.ImageResource else None
        picture = QImage(str(path)) if path is not None else QImage()
        if picture.isNull():
            return QVariant()
        return picture.scaledToWidth(_WIDTH, Qt.TransformationMode.SmoothTransformation)
