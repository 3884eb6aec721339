"""Notices that a database failed while an answer was made from it.

QGIS shows what it could read and says nothing (tried with 3.40 on PostgreSQL): with the database down, GetFeature
answers 200 with an empty collection, and with a connection that ends in the middle the first 2,000 rows. Whoever
compares that with what they had believes the rest was deleted. QGIS only writes to its log, so that is listened to;
as long as nothing is said there, it costs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from qgis.core import (
    Qgis,
    QgsApplication,
    QgsDataSourceUri,
    QgsExpression,
    QgsProject,
    QgsProviderConnectionException,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import Qt

from ...adapters.queue_source import ask, reachable
from ...domain.errors import Busy, InvalidContent, Problem

TAG = "PostGIS"
RETRY = 2
"""Seconds after which a client may ask again."""

_SINCE, _WITHOUT = "buergergis_since", "since"
_STARTED = "SELECT pg_postmaster_start_time()::text"
_CURSOR = re.compile(r"\bqgis_\d+\b")
_MOST = 50


class DatabaseWatch:
    """Listens to QGIS's log as long as it lives."""

    def __init__(self) -> None:
        self._told: list[str] = []
        self._verdict: Problem | None = None
        signal = QgsApplication.messageLog().messageReceived[str, str, Qgis.MessageLevel]
        signal.connect(self._hear, Qt.ConnectionType.DirectConnection)

    def begin(self) -> None:
        """A request begins; what was told before is not about it."""
        self._told.clear()
        self._verdict = None

    def check(self, project: QgsProject) -> None:
        """Raise Busy where the database failed since `begin`, InvalidContent where a layer lost a column."""
        if self._verdict is not None:
            raise self._verdict
        before = project.property(_SINCE)
        if not self._told:
            if before is None:
                project.setProperty(_SINCE, started(project))
            return
        try:
            self._judge(project, before, list(self._told))
        except Problem as problem:
            self._verdict = problem
            raise

    def _judge(self, project: QgsProject, before: str | None, told: Sequence[str]) -> None:
        now = started(project)
        project.setProperty(_SINCE, now or before)
        if not now or (before is not None and now != before) or any(map(_is_loss, told)):
            raise Busy("The database was lost while this was answered.", RETRY)
        # A filter that PostgreSQL does not take is applied by QGIS itself; then nothing is missing.
        if any("DECLARE qgis_" in text for text in told) and (name := _incomplete(project, told)):
            raise InvalidContent(f"The table of {name} lost a column; its administrator must publish it again.")

    def _hear(self, text: str, tag: str, _level: Qgis.MessageLevel) -> None:
        if tag == TAG and len(self._told) < _MOST:
            self._told.append(text)


def answers(project: QgsProject) -> bool:
    """Whether every PostgreSQL database of a project answers; a GeoPackage is not asked."""
    return all(map(reachable, connections(project)))


def started(project: QgsProject) -> str:
    """Since when the PostgreSQL databases of a project run; "" where one cannot be reached."""
    try:
        return " ".join([_WITHOUT, *(str(ask(place, _STARTED)[0][0]) for place in sorted(connections(project)))])
    except QgsProviderConnectionException:
        return ""


def connections(project: QgsProject) -> set[str]:
    """How the PostgreSQL layers of a project connect; empty where there are none."""
    layers = project.mapLayers().values()
    sources = (layer.source() for layer in layers if layer.providerType() == "postgres")
    return {QgsDataSourceUri(source).connectionInfo(True) for source in sources}


def _incomplete(project: QgsProject, told: Iterable[str]) -> str:
    """A layer that is named there and whose table no longer has what it shows; "" if there is none."""
    for layer in project.mapLayers().values():
        if layer.providerType() != "postgres":
            continue
        uri = QgsDataSourceUri(layer.source())
        if any(uri.quotedTablename() in text for text in told) and not _has_columns(layer, uri):
            return str(layer.name())
    return ""


def _has_columns(layer: QgsVectorLayer, uri: QgsDataSourceUri) -> bool:
    columns = [field.name() for field in layer.dataProvider().fields()]
    columns += [uri.geometryColumn()] if uri.geometryColumn() else []
    listed = ", ".join(map(QgsExpression.quotedColumnRef, columns))
    return reachable(
        uri.connectionInfo(True), f"SELECT count(*) FROM (SELECT {listed} FROM {uri.quotedTablename()} LIMIT 0) AS f"
    )


def _is_loss(text: str) -> bool:
    """Whether rows could not be fetched; sentences are translated, the name of a cursor is not."""
    if "DECLARE qgis_" in text:
        return "no result buffer" in text
    return bool(_CURSOR.search(text)) and "CLOSE" not in text
