"""Bürger-GIS: QGIS loads this folder as the package ``buergergis``, in the desktop and in the server.

Nothing is imported before QGIS asks: the desktop needs no server half, the server no widgets.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qgis.gui import QgisInterface
    from qgis.server import QgsServerInterface

    from .plugin.desktop import Desktop
    from .plugin.server.half import ServerHalf


def classFactory(iface: QgisInterface | None) -> Desktop:
    """Return the desktop half; ``iface`` is None under qgis_process, which then calls initProcessing()."""
    _forget_earlier_modules()
    from .plugin.desktop import Desktop

    return Desktop(iface)


def serverClassFactory(server_iface: QgsServerInterface) -> ServerHalf:
    """Return the server half, which registers itself with ``server_iface``."""
    from .plugin.server.half import ServerHalf

    return ServerHalf(server_iface)


def _forget_earlier_modules() -> None:
    """QGIS unloads modules but not all packages, and these would hand out the modules of the version before."""
    for name in [name for name in sys.modules if name.startswith(f"{__name__}.plugin")]:
        del sys.modules[name]
