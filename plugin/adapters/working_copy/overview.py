"""Everything that a working copy holds, at one moment, as windows and programs look at it."""

from __future__ import annotations

from dataclasses import dataclass

from ...domain.outbox import TO_SEND, ItemState
from . import renewal
from .changes import LocalChange
from .conflicts import Conflict
from .layer import LayerRecord
from .outbox_rows import Sent


@dataclass(frozen=True)
class Overview:
    """What a working copy holds: `changes` are all that differs from the server, `unsent` what it does not have.

    `submitter` is the identity that has submitted last, "" for nobody; hostile where the file is.
    """

    layers: tuple[LayerRecord, ...]
    changes: tuple[LocalChange, ...]
    unsent: tuple[LocalChange, ...]
    sent: tuple[Sent, ...]
    conflicts: tuple[Conflict, ...] = ()
    submitter: str = ""

    @property
    def lost(self) -> int:
        """How many contributions the server has lost, and wait to be submitted again."""
        return sum(one.item.state is ItemState.QUEUED and one.item.reason == renewal.LOST for one in self.sent)

    @property
    def waiting(self) -> int:
        """How many were submitted, did not get through, and are tried again by themselves."""
        return len(self._waiting)

    @property
    def next_try(self) -> str:
        """When that is: ISO 8601 in UTC; "" where nothing waits."""
        return max((one.item.not_before for one in self._waiting), default="")

    def waits_for_another(self, identity: str) -> bool:
        """Whether what waits was submitted under another login."""
        return bool(self._waiting) and self.submitter not in ("", identity)

    @property
    def _waiting(self) -> list[Sent]:
        return [one for one in self.sent if one.item.state in TO_SEND and one.item.not_before]
