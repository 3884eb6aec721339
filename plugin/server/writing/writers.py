"""The layers that are open for writing, all through one connection to the database.

QGIS shares a GDAL dataset between layers of one GeoPackage only if they are opened one after the other and the
file has not changed meanwhile, and its transaction takes the first dataset it finds. A layer that came later
would wait for the lock of its own neighbours (tried). So whenever one is missing, all are opened anew.
"""

from __future__ import annotations

from collections.abc import Sequence

from qgis.core import QgsProviderRegistry, QgsTransaction, QgsVectorLayer

from ...domain.errors import Busy, InvalidContent, Problem
from .session import Session


class Writers:
    """Holds layers in update mode from one Transaction to the next."""

    def __init__(self) -> None:
        self._open: dict[str, QgsVectorLayer] = {}
        self._session: Session | None = None

    def transaction(self, layers: Sequence[QgsVectorLayer], anew: bool = False) -> QgsTransaction | Session:
        """A transaction, not yet begun, over `layers`, over new connections if `anew`.

        Raises InvalidContent, Problem.
        """
        if layers[0].providerType() == "postgres":
            return self._kept(layers, anew)
        return self._new(layers, anew)

    def _kept(self, layers: Sequence[QgsVectorLayer], anew: bool) -> Session:
        """The session, made anew where a layer comes into it."""
        known = self._session.layers if self._session else []
        if self._session is None or anew or any(layer not in known for layer in layers):
            self.close()
            together = [*known, *(layer for layer in layers if layer not in known)]
            self._session = Session(_created(together), together)
        return self._session

    def _new(self, layers: Sequence[QgsVectorLayer], anew: bool) -> QgsTransaction:
        wanted = {_table_of(layer): layer for layer in layers}
        if len(wanted) != len(layers):
            raise InvalidContent("Two layers of this Transaction show the same table; send their changes one by one.")
        if anew or any(self._open.get(table) is not layer for table, layer in wanted.items()):
            everything = {**self._open, **wanted}
            self.close()
            for layer in everything.values():
                if not layer.dataProvider().enterUpdateMode():
                    raise Busy("The database cannot be opened for writing at the moment.")
            self._open = everything
        transaction = QgsTransaction.create(list(layers))
        if transaction is None and not anew:  # QGIS has let the connection go that it would have used
            return self._new(layers, anew=True)
        return transaction or _created(layers)

    def close(self) -> None:
        """Leave update mode; every connection that was opened for writing is given back."""
        if self._session is not None:
            self._session.close()
            self._session = None
        for layer in self._open.values():
            layer.dataProvider().leaveUpdateMode()
        self._open.clear()


def _created(layers: Sequence[QgsVectorLayer]) -> QgsTransaction:
    transaction = QgsTransaction.create(list(layers))
    if transaction is None:
        raise Problem("The layers of this Transaction do not lie in one database.")
    return transaction


def _table_of(layer: QgsVectorLayer) -> str:
    if layer.providerType() != "ogr":
        return str(layer.id())
    parts = QgsProviderRegistry.instance().decodeUri("ogr", layer.source())
    return f"{parts.get('path')}|{parts.get('layerName')}"
