"""Before sending, beside the window: what the rules say about what would go out, with no network at all."""

from __future__ import annotations

import traceback
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from qgis.core import Qgis, QgsMessageLog

from ...adapters.background import LOG, Job
from ...adapters.surroundings import LayersAround
from ...adapters.working_copy import LocalChange, Overview, WorkingCopy
from ...adapters.working_copy.around import around_of
from ...domain.errors import Cancelled, Problem
from ...domain.feature import Feature
from ...domain.validation import Code, Finding, unchecked
from ...workflows.before_sending import Outlook, look_over
from ...workflows.connection import Connection
from ...workflows.keep_rules import kept_book
from ...workflows.ports import Row
from ...workflows.rules import book_for
from .changes_lines import LayerLines, lines_of, row_of
from .field_words import words_of

MOST_TWINS = 50


@dataclass(frozen=True)
class Looked:
    """What was found in the working copy at `path`.

    `twins` are the objects that may be the same already; `unchecked` says what cannot be checked on this computer.
    """

    path: Path
    outlook: Outlook = field(default_factory=Outlook)
    lines: tuple[LayerLines, ...] = ()
    twins: Mapping[Row, Feature] = field(default_factory=dict)
    unchecked: str = ""


def look(path: Path, connection: Connection | None, comment: str, job: Job) -> Looked:
    """Hold the rules against what is not sent yet: those that the service has told, else those that are kept.

    Raises Cancelled. Whatever else goes wrong finds nothing: the rules advise, and never keep anybody from sending.
    """
    try:
        return _look(path, connection, comment, job)
    except Cancelled:
        raise
    except Problem:
        return Looked(path)  # whoever reads the working copy, or sends, says what is the matter
    except Exception:
        QgsMessageLog.logMessage(traceback.format_exc(), LOG, Qgis.MessageLevel.Critical)
        return Looked(path)


def _look(path: Path, connection: Connection | None, comment: str, job: Job) -> Looked:
    copy = WorkingCopy.open(path)
    overview = copy.overview()
    going = going_out(overview)
    if not going:
        return Looked(path, lines=lines_of(overview, words=words_of(copy.fields())))
    book = book_for(connection, [record.checked_out() for record in overview.layers], kept_book(copy))
    around, twins = around_of(copy), dict[Row, Feature]()

    def notice(row: Row, finding: Finding) -> None:
        twin = _twin(around, going[row], finding) if len(twins) < MOST_TWINS else None
        if twin is not None:
            twins[row] = twin

    outlook = look_over(going, book, around, comment, job.progress, notice)
    silent = unchecked(book, [change.feature.geometry for change in going.values()])
    return Looked(path, outlook, lines_of(overview, outlook.rows, words_of(copy.fields())), twins, silent)


def going_out(overview: Overview) -> dict[Row, LocalChange]:
    """What the next submission sends: what is not sent, and not held back by a conflict."""
    apart = {(one.layer, one.local_id) for one in overview.conflicts if not one.merge.clean}
    return {row_of(change): change for change in overview.unsent if row_of(change) not in apart}


def _twin(around: LayersAround, change: LocalChange, finding: Finding) -> Feature | None:
    """The object that a finding says is there already; None for a proposal that only the service knows."""
    other, metres = finding.values.get("other"), finding.values.get("metres")
    if finding.code is not Code.DUP_CANDIDATE or not isinstance(metres, int | float):
        return None
    return around.named(change.feature, str(other), float(metres))
