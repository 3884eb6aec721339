"""Whether QGIS still has the project open in which something was asked for."""

from __future__ import annotations

from qgis.core import QgsProject
from qgis.PyQt.QtCore import QObject


class ProjectWatch(QObject):
    """`number` is another one after each project: who notes it when work begins knows whose answer comes late."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.number = 0
        self._cleared = QgsProject.instance().cleared
        self._cleared.connect(self._count)

    def close(self) -> None:
        """The project of QGIS outlives us, and is listened to no more."""
        self._cleared.disconnect(self._count)

    def _count(self) -> None:
        self.number += 1
