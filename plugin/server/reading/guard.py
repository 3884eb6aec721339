"""What QGIS Server itself may read and write for somebody: nothing is written, the queue is read in part."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable

from qgis.core import QgsMapLayer, QgsProviderRegistry, QgsVectorLayer
from qgis.server import QgsAccessControlFilter, QgsServerInterface

from ...adapters.personal import personal_fields
from ...adapters.prepared import type_name
from ...adapters.queue_schema import PRIVATE
from ..current import Current
from . import rows

log = logging.getLogger("buergergis")


class ReadingGuard(QgsAccessControlFilter):
    """Rights start at none: an error, or no request that passed the gate, shows nothing."""

    def __init__(self, iface: QgsServerInterface, current: Callable[[], Current | None]) -> None:
        super().__init__(iface)
        self._current = current

    def layerPermissions(self, layer: QgsMapLayer) -> QgsAccessControlFilter.LayerPermissions:
        """Public layers may be read; stock WFS-T never writes, whatever the project says."""
        made = QgsAccessControlFilter.LayerPermissions()
        made.canRead = made.canInsert = made.canUpdate = made.canDelete = False
        try:
            made.canRead = self._may_read(layer)
        except Exception:
            log.exception("The rights on a layer cannot be told; it is not shown.")
        return made

    def layerFilterExpression(self, layer: QgsVectorLayer) -> str:
        """The rows somebody sees; applied by QGIS before it counts, pages and sorts."""
        try:
            current = self._current()
            table = queue_table(layer)
            if current is None:
                return rows.NOTHING
            return current.condition(table) if table else ""
        except Exception:
            log.exception("The visible rows cannot be told; none are shown.")
            return rows.NOTHING

    def layerFilterSubsetString(self, _layer: QgsVectorLayer) -> str:
        """Nothing: QGIS goes on without a filter where a provider does not take one."""
        return ""

    def authorizedLayerAttributes(self, layer: QgsVectorLayer, attributes: list[str]) -> list[str]:
        """The fields that QGIS reads at all, for symbols, labels and map tips too: personal ones only for few."""
        try:
            current = self._current()
            personal = personal_fields(current.project, layer) if current is not None else attributes
            if not personal or (current is not None and layer.id() in current.opened):
                return attributes
            return [name for name in attributes if name not in personal]
        except Exception:
            log.exception("The visible fields cannot be told; none are shown.")
            return []

    def allowToEdit(self, _layer: QgsVectorLayer, _feature: object) -> bool:
        return False

    def cacheKey(self) -> str:
        """Capabilities are kept apart by address and rights; an empty key keeps none."""
        try:
            current = self._current()
            if current is None:
                return ""
            known = (str(self.serverInterface().requestHandler().url()).partition("?")[0], current.actor)
            return hashlib.sha256(repr(known).encode("utf-8")).hexdigest()
        except Exception:
            log.exception("There is no key for the cache; nothing is cached.")
            return ""

    def _may_read(self, layer: QgsMapLayer) -> bool:
        current = self._current()
        if current is None or table_of(layer) in PRIVATE:
            return False
        if not queue_table(layer):
            return True
        return current.service == "WFS" and not current.actor.is_guest


def queue_table(layer: QgsMapLayer) -> str:
    """The table of the queue that a layer shows; empty for any other layer."""
    for name in (type_name(layer), table_of(layer)):
        if name in rows.QUEUE:
            return name
    return ""


def table_of(layer: QgsMapLayer) -> str:
    """The name of the table behind a layer."""
    parts = QgsProviderRegistry.instance().decodeUri(layer.providerType(), layer.source())
    return str(parts.get("layerName") or parts.get("table") or "")
