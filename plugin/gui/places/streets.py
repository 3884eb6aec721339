"""Streets in QGIS's locator (Ctrl+K): by name, from the working copy, or else from the municipality's layer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeedback,
    QgsGeometry,
    QgsLocatorContext,
    QgsLocatorFilter,
    QgsLocatorResult,
    QgsRectangle,
)

from ...adapters import icons, streets_of_copy
from ...adapters.connecting import again
from ...adapters.foreign import shown
from ...adapters.wording import translate
from ...adapters.working_copy.layer import LayerRecord
from ...domain.errors import Problem
from ...domain.streets import Extent, Street
from ...workflows import streets
from ...workflows.connection import Connection
from ..session import Session
from ..work import Work
from .locator import PREFIX

_SHORTEST, _FEW = 3, 20
_DELAY_MS = 300
_AROUND_M = 40.0

ZoomTo = Callable[[QgsGeometry, QgsCoordinateReferenceSystem], None]


class Streets(QgsLocatorFilter):
    """`prepare` notes in the main thread where to look; `fetchResults` looks there in a thread of its own.

    The service is asked only where somebody has typed our prefix: what is typed for others is none of its business.
    """

    def __init__(self, session: Session, work: Work, zoom_to: ZoomTo) -> None:
        super().__init__()
        self._session, self._work, self._zoom_to = session, work, zoom_to
        self._copy: tuple[Path, LayerRecord] | None = None
        self._service: tuple[Connection, str] | None = None
        self.setFetchResultsDelay(_DELAY_MS)

    def clone(self) -> Streets:
        return Streets(self._session, self._work, self._zoom_to)

    def name(self) -> str:
        return "buergergis-streets"

    def displayName(self) -> str:
        return translate("locator", "Bürger-GIS: streets")

    def description(self) -> str:
        return translate("locator", "Streets of the working copy or of the municipality, by name")

    def prefix(self) -> str:
        return PREFIX

    def prepare(self, _text: str, _context: QgsLocatorContext) -> list[str]:
        path, overview = self._work.path, self._work.overview
        record = streets_of_copy.street_layer(overview.layers) if path is not None and overview is not None else None
        self._copy = (path, record) if path is not None and record is not None else None
        connection, here = self._session.connection, self._session.municipality
        self._service = (connection, here.authcfg) if connection is not None and here is not None else None
        return []

    def fetchResults(self, text: str, context: QgsLocatorContext, feedback: QgsFeedback) -> None:
        wanted = text.strip()
        if len(wanted) < _SHORTEST:
            return
        try:
            found, crs = self._look(wanted, context.usingPrefix, feedback)
        except Problem:  # a search that fails finds nothing; the page Karte says how the service is
            return
        for street in found[:_FEW]:
            if feedback.isCanceled():
                return
            self.resultFetched.emit(self._result(street, crs))

    def triggerResult(self, result: QgsLocatorResult) -> None:
        extent, crs = result.userData
        self._zoom_to(QgsGeometry.fromRect(QgsRectangle(*extent)), QgsCoordinateReferenceSystem(crs))

    def _look(self, text: str, asked: bool, feedback: QgsFeedback) -> tuple[list[Street], str]:
        """The streets found, and in which coordinates."""
        if self._copy is not None:
            path, record = self._copy
            return streets_of_copy.find(path, record, text), record.form.crs
        if self._service is None or not asked:
            return [], ""
        connection = again(*self._service, feedback)
        layer = streets.street_layer(connection)
        return (streets.find(connection, layer, text), connection.layer(layer).crs) if layer else ([], "")

    def _result(self, street: Street, crs: str) -> QgsLocatorResult:
        result = QgsLocatorResult()
        result.filter = self
        result.displayString, result.group = shown(street.name, 80), translate("locator", "Streets")
        result.icon = icons.icon()
        result.userData = (_wider(street.extent, crs), crs)
        return result


def _wider(extent: Extent, crs: str) -> Extent:
    """A short street is shown with what is around it."""
    by = 0.0005 if QgsCoordinateReferenceSystem(crs).isGeographic() else _AROUND_M
    return extent[0] - by, extent[1] - by, extent[2] + by, extent[3] + by
