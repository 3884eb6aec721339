"""The one state that a working copy, or one layer of it, is in: the same in layer tree, list and status line.

Whatever shows a state asks here, so that no two places say different things of the same moment.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ..adapters.working_copy import Overview
from ..domain.contribution import Status
from ..domain.outbox import ItemState


class Standing(StrEnum):
    """The values name icons of ours."""

    FOREIGN = "foreign"  # somebody else's working copy
    UNSAVED = "unsaved"  # edited in QGIS and not saved
    CONFLICT = "conflict"  # somebody has to decide first
    REFUSED = "refused"  # the municipality did not take it
    UNKNOWN = "unknown"  # nobody knows whether it arrived
    SENDING = "sending"
    WAITING = "waiting"  # submitted here, and not sent yet
    INCOMPLETE = "incomplete"  # not everything is here
    CHANGED = "changed"  # not sent, or not published
    SYNCED = "synced"


@dataclass(frozen=True)
class Counts:
    """What there is of each, in a working copy or one of its layers; `missing` are layers that are here in part."""

    conflicts: int = 0
    refused: int = 0
    unknown: int = 0
    sending: int = 0
    waiting: int = 0
    unsent: int = 0
    changes: int = 0
    missing: int = 0
    asked_back: int = 0

    @property
    def safe_here(self) -> int:
        """Changes that are on this computer and, as far as is known, nowhere else."""
        return self.unsent


def counts_of(overview: Overview, layer: str = "") -> Counts:
    """For one layer, or with "" for all of them."""
    sent = [one for one in overview.sent if layer in ("", one.item.change.feature.layer)]
    states = [one.item.state for one in sent]
    records = [record for record in overview.layers if layer in ("", record.form.name)]
    return Counts(
        conflicts=sum(layer in ("", one.layer) and not one.merge.clean for one in overview.conflicts),
        refused=states.count(ItemState.REFUSED),
        unknown=states.count(ItemState.UNKNOWN),
        sending=states.count(ItemState.SENDING),
        waiting=states.count(ItemState.QUEUED),
        unsent=sum(layer in ("", change.feature.layer) for change in overview.unsent),
        changes=sum(layer in ("", change.feature.layer) for change in overview.changes),
        asked_back=sum(one.status is Status.NEEDS_CHANGES and one.item.state is ItemState.SUBMITTED for one in sent),
        missing=sum(record.loaded < record.expected for record in records),
    )


def standing_of(counts: Counts, edits: int = 0, own: bool = True, busy: bool = False) -> Standing:
    """The state that matters most. `edits` are not saved yet; `busy` says that something is being sent just now."""
    found = (
        (Standing.FOREIGN, not own),
        (Standing.SENDING, busy and counts.unsent),
        (Standing.UNSAVED, edits),
        (Standing.CONFLICT, counts.conflicts),
        (Standing.REFUSED, counts.refused),
        (Standing.UNKNOWN, counts.unknown),
        (Standing.SENDING, counts.sending),
        (Standing.WAITING, counts.waiting),
        (Standing.INCOMPLETE, counts.missing),
        (Standing.CHANGED, counts.changes),
    )
    return next((standing for standing, there in found if there), Standing.SYNCED)
