"""The first look at a municipality: three clicks lead from nothing to its map.

Connect… in the head of the dock, Connect in the dialog, and what is offered here to an empty project: the maps that the
municipality draws, and where it lies.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from qgis.core import Qgis, QgsCoordinateReferenceSystem, QgsGeometry, QgsProject, QgsRectangle

from ...adapters.foreign import shown
from ...adapters.settings import Municipality
from ...adapters.wording import translate
from ...workflows.connection import QUEUE_TYPES, Connection
from ..window import Window
from .catalogue import Entry

_DEGREES = "EPSG:4326"
_MOST = 12
"""Maps that are opened at once: of a service with more, nobody knows which are wanted."""


class FirstLook:
    """`open_maps` adds entries of the catalogue to the map."""

    def __init__(self, window: Window, open_maps: Callable[[Sequence[Entry]], None]) -> None:
        self._window, self._open = window, open_maps
        self._offered = ""
        self._wanted = False
        self._maps: Sequence[Entry] | None = None

    def offer(self, connection: Connection, here: Municipality) -> None:
        """Tell that one is connected. Where the project is empty, its map is one click away, once."""
        self._maps, self._wanted = None, False
        box = extent_of(connection)
        if box is None or here.address == self._offered or QgsProject.instance().mapLayers():
            return
        self._offered = here.address
        text = translate("map_page", "Connected to {}.").format(shown(here.title or here.address, 80))
        verb = translate("map_page", "Show its map")
        self._window.tell(text, Qgis.MessageLevel.Success, verb, lambda: self._show(connection, box))

    def maps_are_known(self, entries: Sequence[Entry]) -> None:
        """The catalogue has arrived; who clicked before that gets the maps now."""
        self._maps = entries
        self._open_wanted()

    def zoom_to(self, connection: Connection, box: QgsRectangle) -> None:
        """Show the municipality; a project without layers takes the coordinates that it works in."""
        native = QgsCoordinateReferenceSystem(native_crs(connection))
        if native.isValid() and not QgsProject.instance().mapLayers():
            QgsProject.instance().setCrs(native)
        self._window.zoom_to(QgsGeometry.fromRect(box), QgsCoordinateReferenceSystem(_DEGREES))

    def _show(self, connection: Connection, box: QgsRectangle) -> None:
        self.zoom_to(connection, box)
        self._wanted = not QgsProject.instance().mapLayers()
        self._open_wanted()

    def _open_wanted(self) -> None:
        if self._wanted and self._maps is not None:
            self._wanted = False
            topmost = topmost_maps(self._maps)
            if topmost:
                self._open(topmost)


def topmost_maps(entries: Sequence[Entry]) -> list[Entry]:
    """The maps that contain the others; none where there are too many of them."""
    depth = min((len(entry.above) for entry in entries), default=0)
    topmost = [entry for entry in entries if len(entry.above) == depth]
    return topmost if len(topmost) <= _MOST else []


def extent_of(connection: Connection) -> QgsRectangle | None:
    """Where the service has data, in degrees; None where it does not say."""
    found = QgsRectangle()
    for name, info in connection.capabilities.layers.items():
        if info.bbox is not None and name not in QUEUE_TYPES:
            found.combineExtentWith(QgsRectangle(*info.bbox))
    return None if found.isEmpty() else found


def native_crs(connection: Connection) -> str:
    """The CRS that most layers of the service are kept in."""
    systems = [info.crs for info in connection.capabilities.layers.values() if info.crs]
    return max(set(systems), key=systems.count, default="EPSG:25833")
