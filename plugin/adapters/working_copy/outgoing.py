"""The outbox of a working copy as the workflows use it: what is to be sent, what became of it, what was heard."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress

from ...domain.contribution import Change, Contribution
from ...domain.errors import Locked
from ...domain.outbox import IN_DOUBT, ItemState
from ...workflows.ports import NO_NOTES, Item, Row, Withheld
from . import conflicts, delivery, outbox, outbox_rows, renewal
from .changes import LocalChange, forget_numbers
from .file import WorkingCopyFile
from .layer import load_all
from .meeting import meet_again
from .photos import hold_back
from .putting import disarmed
from .settling import news, settle
from .store import reading


class Outgoing(WorkingCopyFile):
    """Part of `WorkingCopy`."""

    def withheld(self) -> list[Withheld]:
        """What `enqueue` leaves out: somebody has to decide about it first."""
        with reading(self.path) as connection:
            return conflicts.withheld_in(connection, load_all(connection))

    def enqueue(
        self,
        changes: Sequence[Change],
        changeset: str,
        comment: str,
        author: str = "",
        notes: Mapping[Row, str] = NO_NOTES,
    ) -> list[Item]:
        """Put what `changes()` returned into the outbox, each once; returns all that is to be sent.

        What waits is taken back where its row is as it was again, also with no `changes`; what is in conflict is
        left out (`withheld`). `notes` stand below the comment of single rows. Raises Locked.
        """
        local = [change for change in changes if isinstance(change, LocalChange)]
        with self.sending(), self._writing() as connection:
            layers = load_all(connection)
            forget_numbers(connection, layers)
            free, current = conflicts.sendable(connection, layers, local)
            items = outbox.enqueue(connection, free, current, changeset, comment, author, notes)
            held = {one.uuid for one in conflicts.withheld_in(connection, layers)}
        return [item for item in items if item.uuid not in held]

    def mark(
        self,
        uuids: Sequence[str],
        state: ItemState,
        reason: str = "",
        retry_after: float | None = None,
        field: str = "",
    ) -> None:
        """Note what sending has come to. SENDING is for one program at a time: another one gets Locked.

        With `retry_after`, the least wait in seconds, the items are tried again without being asked for.
        Raises OutOfOrder for what cannot follow on the state that an item has.
        """
        if state is ItemState.SENDING:
            self._claim()
        with self._writing() as connection:
            delivery.mark(connection, uuids, state, reason, retry_after, field)
            busy = bool(outbox_rows.uuids(connection, [ItemState.SENDING]))
        if not busy and not self._sending:
            self.close()

    def in_doubt(self) -> list[Item]:
        """What the server may have: it is asked for before anything is sent."""
        return self.items(IN_DOUBT)

    def learn(self, asked: Sequence[str], found: Mapping[str, Contribution]) -> list[str]:
        """The server was asked for items in doubt or refused, and has `found`; returns what has arrived of them."""
        with self._writing() as connection:
            return delivery.learn(connection, asked, found)

    def settle(self, contributions: Sequence[Contribution]) -> None:
        """Take note of what the server says became of submitted items; nothing is written where that is known.

        With no `contributions`, what is kept apart meets its rows again.
        """
        with reading(self.path) as connection:
            told = news(connection, contributions)
        if contributions and not told:
            return
        with self._writing() as connection, disarmed(connection):
            layers = {layer.form.name: layer for layer in load_all(connection)}
            for contribution in told:
                settle(connection, layers, contribution)
        with suppress(Locked), self._alone(), self._writing() as connection, disarmed(connection):
            meet_again(connection, load_all(connection))  # what waited for an answer; else with the next submission

    def confirmed(self) -> list[Item]:
        """What the server has said that it has, and has not turned down."""
        with reading(self.path) as connection:
            return renewal.confirmed(connection, {layer.form.name: layer for layer in load_all(connection)})

    def renew(self, epoch: str, contributions: Sequence[Contribution], lost: Collection[str]) -> list[str]:
        """The server's database went back and has `epoch` now: offer again what it lost; returns those uuids.

        `contributions` are those it still has; `lost` the uuids of published ones whose change is gone too.
        """
        with self.sending(), self._writing() as connection:
            layers = {layer.form.name: layer for layer in load_all(connection)}
            found = {one.uuid: one for one in contributions}
            again = renewal.offer_again(connection, layers, found, lost) if self.epoch else []
            put = "INSERT OR REPLACE INTO buergergis_meta (key, value) VALUES ('epoch', ?)"
            connection.execute(put, (epoch,))
        self.epoch = epoch
        return again

    def draft_again(self, uuid: str) -> None:
        """Make a withdrawn contribution a change that is sent with the next submission."""
        with self.sending(), self._writing() as connection:
            outbox.draft_again(connection, uuid)

    def nothing_by_itself(self) -> None:
        """What waits to be sent waits for a person to ask for it. Raises Locked while somebody sends."""
        with self.sending(), self._writing() as connection:
            connection.execute("UPDATE buergergis_outbox SET not_before = ''")
            hold_back(connection)

    def items(self, states: Iterable[ItemState] = tuple(ItemState)) -> list[Item]:
        with reading(self.path) as connection:
            return outbox_rows.items(connection, states)

    def submitted(self) -> list[str]:
        with reading(self.path) as connection:
            return outbox_rows.awaited(connection)

    def unwanted(self) -> list[str]:
        """uuids of what was undone here while a request for it may be on its way, or has arrived since."""
        with reading(self.path) as connection:
            return outbox_rows.uuids(connection, [ItemState.UNDONE])

    def pending_ids(self, layer: str) -> set[int]:
        """`_id` of the rows of `layer` that have an item on its way."""
        with reading(self.path) as connection:
            return outbox_rows.pending_ids(connection, layer)
