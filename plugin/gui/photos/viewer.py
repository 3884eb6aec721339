"""One photo large, in a window of its own."""

from __future__ import annotations

from qgis.PyQt.QtCore import QSize, Qt
from qgis.PyQt.QtGui import QImage, QPixmap, QResizeEvent
from qgis.PyQt.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from ...adapters.wording import translate
from ..help import PHOTOS, add_help, closing, show_help
from ..widgets import Dialog

_SMALLEST = QSize(240, 180)


class Viewer(Dialog):
    """The picture as large as the window, never larger than it is; Escape closes."""

    def __init__(self, image: QImage, name: str, parent: QWidget) -> None:
        super().__init__(translate("photos", "Photo"), parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._image, self.picture = image, QLabel()
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setMinimumSize(_SMALLEST)
        self.picture.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.picture.setAccessibleName(name)
        buttons = closing(self)
        add_help(buttons, lambda: show_help(self, PHOTOS))
        box = QVBoxLayout(self)
        box.addWidget(self.picture, 1)
        box.addWidget(buttons)
        room = parent.window().size() * 0.8
        self.resize(image.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(_SMALLEST))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.picture.size().boundedTo(self._image.size())
        kind = Qt.TransformationMode.SmoothTransformation
        self.picture.setPixmap(QPixmap.fromImage(self._image.scaled(room, Qt.AspectRatioMode.KeepAspectRatio, kind)))
