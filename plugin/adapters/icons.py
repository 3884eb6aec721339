"""The plugin's own icons (resources/icons), readable on light and dark."""

from __future__ import annotations

from pathlib import Path

from qgis.PyQt.QtGui import QIcon

FOLDER = Path(__file__).parents[2] / "resources" / "icons"
PLUGIN = "buergergis"


def path(name: str = PLUGIN) -> str:
    return str(FOLDER / f"{name}.svg")


def icon(name: str = PLUGIN) -> QIcon:
    return QIcon(path(name))
