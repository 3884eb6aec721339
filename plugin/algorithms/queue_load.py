"""`buergergis:queueload` and `buergergis:overdue`: how much waits at which authority, and what is late."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsFeatureSink,
    QgsField,
    QgsFields,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterFile,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP, QMetaType

from ..adapters.foreign import shown
from ..adapters.responsibility import read
from ..adapters.wording import day, translate
from ..domain.directory import Body, Directory
from ..domain.hand_over import Load, Waiting, acting, loads, overdue
from ..domain.moment import as_text
from ..workflows.hand_over import waiting
from .base import OUTPUT, Algorithm, progress_of

FILE, COUNT, REMINDERS = "FILE", "COUNT", "REMINDERS"
_TEXT, _INT = QMetaType.Type.QString, QMetaType.Type.Int


class _OfQueue(Algorithm):
    """What the two have in common: a service, perhaps a responsibility file, and a table."""

    FIELDS: Sequence[tuple[str, QMetaType.Type]] = ()

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.add_service()
        file = translate("algorithms", "Responsibility file")
        self.addParameter(QgsProcessingParameterFile(FILE, file, extension="json", optional=True))
        table = QgsProcessing.SourceType.TypeVector
        self.add_output(self.displayName(), table)
        self.addOutput(QgsProcessingOutputNumber(COUNT, translate("algorithms", "Rows")))

    def carry_out(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        path = self.parameterAsFile(parameters, FILE, context)
        directory = read(path) if path else None
        found = waiting(self.connect(parameters, context, feedback), progress_of(feedback))
        return self.tell(parameters, context, directory, found)

    def tell(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        directory: Directory | None,
        found: Sequence[Waiting],
    ) -> dict[str, Any]:
        raise NotImplementedError

    def write(self, parameters: dict[str, Any], context: QgsProcessingContext, rows: Iterable[list[Any]]) -> str:
        """The rows as a table; returns what holds it."""
        fields, nowhere = QgsFields(), QgsCoordinateReferenceSystem()
        for name, kind in self.FIELDS:
            fields.append(QgsField(name, kind))
        kind = QgsWkbTypes.Type.NoGeometry
        sink, target = self.output(parameters, context, fields, nowhere, kind)
        for values in rows:
            row = QgsFeature(fields)
            row.setAttributes(values)
            sink.addFeature(row, QgsFeatureSink.Flag.FastInsert)
        return str(target)


class QueueLoad(_OfQueue):
    NAME = "queueload"
    TITLE = QT_TRANSLATE_NOOP("algorithms", "Load of the authorities")
    HELP = QT_TRANSLATE_NOOP(
        "algorithms",
        "One row for each authority that has something open in the review queue, as far as you may see it: how much, "
        "how much of it was handed over, is late, or is due within two days, and how old the oldest is. FILE, the "
        "responsibility file, gives names, and who acts for an authority that is absent today.",
    )
    FIELDS = (
        ("body", _TEXT), ("authority", _TEXT), ("open", _INT), ("handed_over", _INT), ("overdue", _INT),
        ("due_soon", _INT), ("oldest_days", _INT), ("acting", _TEXT), ("contact", _TEXT),
    )  # fmt: skip

    def tell(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        directory: Directory | None,
        found: Sequence[Waiting],
    ) -> dict[str, Any]:
        now = datetime.now(UTC)
        rows = [_load_row(load, directory, as_text(now)[:10]) for load in loads(found, now)]
        return {OUTPUT: self.write(parameters, context, rows), COUNT: len(rows)}


class Overdue(_OfQueue):
    NAME = "overdue"
    TITLE = QT_TRANSLATE_NOOP("algorithms", "Overdue contributions")
    HELP = QT_TRANSLATE_NOOP(
        "algorithms",
        "One row for each open contribution whose deadline has passed, as far as you may see it, longest first, and in "
        "REMINDERS one line for each authority, to be sent by whatever the office sends mail with. FILE, the "
        "responsibility file, gives names and addresses; while an authority is absent, its substitute is reminded.",
    )
    FIELDS = (
        ("uuid", _TEXT), ("layer", _TEXT), ("status", _TEXT), ("body", _TEXT), ("authority", _TEXT),
        ("contact", _TEXT), ("due", _TEXT), ("days_late", _INT), ("age_days", _INT), ("returns", _INT),
    )  # fmt: skip

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        super().initAlgorithm(configuration)
        self.addOutput(QgsProcessingOutputString(REMINDERS, translate("algorithms", "Reminders")))

    def tell(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        directory: Directory | None,
        found: Sequence[Waiting],
    ) -> dict[str, Any]:
        now = datetime.now(UTC)
        late = overdue(found, now)
        target = self.write(parameters, context, [_late_row(row, directory, now) for row in late])
        return {OUTPUT: target, COUNT: len(late), REMINDERS: "\n".join(_reminders(late, directory, now))}


def _load_row(load: Load, directory: Directory | None, today: str) -> list[Any]:
    body = _body(load.body, directory)
    acts = acting(directory, body, today) if directory else body
    counts = [load.open, load.handed_over, load.overdue, load.soon, load.oldest.days]
    return [load.body, body.name, *counts, acts.name, acts.contact]


def _late_row(row: Waiting, directory: Directory | None, now: datetime) -> list[Any]:
    body = _acting(row.body, directory, now)
    late = _days_late(row, now)
    begin = [row.uuid, row.layer, row.status, row.body, body.name, body.contact, row.due]
    return [*begin, late, row.age(now).days, row.returns]


def _reminders(late: Sequence[Waiting], directory: Directory | None, now: datetime) -> Iterable[str]:
    of: dict[str, list[Waiting]] = {}
    for row in late:
        of.setdefault(_acting(row.body, directory, now).id, []).append(row)
    for key, rows in of.items():
        body = _body(key, directory)
        text = translate("algorithms", "{} ({}): {} contributions are late, the first since {}: {}")
        uuids = ", ".join(row.uuid for row in rows)
        yield text.format(shown(body.name), shown(body.contact), len(rows), day(rows[0].due), uuids)


def _days_late(row: Waiting, now: datetime) -> int:
    left = row.left(now)
    return -left.days if left is not None else 0  # begun days count


def _acting(key: str, directory: Directory | None, now: datetime) -> Body:
    body = _body(key, directory)
    return acting(directory, body, as_text(now)[:10]) if directory else body


def _body(key: str, directory: Directory | None) -> Body:
    found = directory.bodies.get(key) if directory else None
    return found or Body(key, key or translate("algorithms", "nobody"), "")
