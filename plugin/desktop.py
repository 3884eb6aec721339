"""What is installed into QGIS Desktop, in which order. `unload` plays it backwards. No logic."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

from qgis.core import QgsApplication

from .adapters import language, settings
from .algorithms.provider import Provider

if TYPE_CHECKING:
    from .gui.shell import Shell


class Desktop:
    """The plugin object of QGIS Desktop and of qgis_process (there `iface` is None)."""

    def __init__(self, iface: Any) -> None:
        self._iface = iface
        self._undo = ExitStack()
        self.shell: Shell | None = None

    def initProcessing(self) -> None:
        """Called by qgis_process in place of initGui."""
        self._translate()
        provider = Provider()
        registry = QgsApplication.processingRegistry()
        registry.addProvider(provider)
        self._undo.callback(registry.removeProvider, provider)

    def _translate(self) -> None:
        self._undo.callback(settings.withdraw)
        self._undo.callback(language.install(QgsApplication.instance().locale()))

    def initGui(self) -> None:
        from .gui.shell import Shell  # not at the top: qgis_process has no windows

        try:
            self.initProcessing()
            self.shell = Shell(self._iface, self.restart)
            self._undo.callback(self.shell.close)
        except BaseException:  # QGIS forgets a plugin that does not start, and never unloads it
            self.unload()
            raise

    def restart(self) -> None:
        """Make everything anew, in the language that is chosen now, as if the plugin were unloaded and loaded again."""
        seen = self.shell is not None and self.shell.dock.isVisible()
        self.unload()
        self.initGui()
        if seen and self.shell is not None:
            self.shell.reopen()

    def unload(self) -> None:
        self._undo.close()
        self.shell = None
