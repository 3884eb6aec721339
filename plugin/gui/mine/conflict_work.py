"""Conflicts in the background: read, compared, decided, put back; values in, values out, no widgets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qgis.core import QgsCoordinateReferenceSystem

from ...adapters.working_copy import Overview, WorkingCopy
from ...adapters.working_copy.conflicts import Conflict, Resolved
from ...adapters.working_copy.layer import LayerRecord
from ...domain.errors import Safety, WorkingCopyProblem
from ...domain.merge import Choice, Kind
from ...workflows.connection import Connection
from ...workflows.remark import say
from ..versions.place_words import Place, place_of
from .conflict_table import ConflictRow, rows_of_conflict
from .conflicts_words import apart_text, line_text


@dataclass(frozen=True)
class ConflictLine:
    """One object of the list; `record` is its layer, `text` plain and cleaned."""

    conflict: Conflict
    record: LayerRecord
    text: str

    @property
    def place(self) -> tuple[str, int]:
        return self.conflict.layer, self.conflict.local_id


@dataclass(frozen=True)
class Compared:
    """A conflict made ready to be looked at: rows in words, the three places in `crs`, and how far they are apart."""

    conflict: Conflict
    rows: Sequence[ConflictRow]
    places: tuple[Place, Place, Place]
    crs: QgsCoordinateReferenceSystem
    apart: str = ""


def conflict_lines(overview: Overview) -> tuple[ConflictLine, ...]:
    """Those that a person has to decide; what waits for an answer and will fit together by itself is none yet."""
    records = {record.form.name: record for record in overview.layers}
    found = [one for one in overview.conflicts if not one.merge.clean and one.layer in records]
    found.sort(key=lambda one: one.waiting)
    return tuple(ConflictLine(one, records[one.layer], line_text(one, records[one.layer].title)) for one in found)


def compare(line: ConflictLine) -> Compared:
    """Put three versions beside each other; may take a moment for large shapes."""
    found, decimals = line.conflict.merge, line.record.form.decimals
    crs = next((one.crs for one in (found.base, found.mine, found.theirs) if one is not None), line.record.form.crs)
    places = (
        place_of(found.base, None, decimals, crs),
        place_of(found.mine, found.base, decimals, crs),
        place_of(found.theirs, found.base, decimals, crs),
    )
    kinds = {field.name: field.type for field in line.record.schema.fields}
    apart = apart_text(found, decimals)
    rows = rows_of_conflict(found, places, kinds)
    return Compared(line.conflict, rows, places, QgsCoordinateReferenceSystem(crs), apart)


def decide(path: Path, conflict: Conflict, choices: Mapping[str, Choice], values: Mapping[str, Any]) -> Resolved:
    """Let the object be what was decided. Raises WorkingCopyProblem where it is not the same conflict any more."""
    copy = WorkingCopy.open(path)
    _check_same(copy, conflict)
    return copy.resolve(conflict.layer, conflict.local_id, choices, values)


def give_way(path: Path, conflict: Conflict) -> Resolved:
    """Let all that both have changed be as the municipality has it; what only this person has changed stays."""
    copy = WorkingCopy.open(path)
    _check_same(copy, conflict)
    if conflict.merge.kind is Kind.BOTH:
        return copy.take_theirs(conflict.layer, conflict.local_id)
    return copy.give_way(conflict.layer, conflict.local_id)


def say_instead(connection: Connection, conflict: Conflict, text: str) -> None:
    """Comment on the contribution that the municipality has; twice does no harm."""
    say(connection, conflict.uuid, text)


def put_back(path: Path, resolved: Resolved) -> None:
    WorkingCopy.open(path).put_back(resolved)


def _check_same(copy: WorkingCopy, conflict: Conflict) -> None:
    """What was decided was decided about what the person has seen, and about nothing else."""
    place = conflict.layer, conflict.local_id
    now = next((one for one in copy.conflicts() if (one.layer, one.local_id) == place), None)
    if now is None or now.merge != conflict.merge:
        text = "The object has changed since you looked at it."
        raise WorkingCopyProblem(text, "Look at it again, then decide.", Safety.KEPT_HERE)
