"""One working copy: what the workflows do with it (`workflows/ports.py`), as transactions on its file."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from ...domain.contribution import Change, Contribution
from ...domain.errors import InvalidContent, Locked, NotAWorkingCopy, Safety, WorkingCopyProblem
from ...domain.feature import Feature
from ...domain.merge import Choice
from ...domain.outbox import IN_DOUBT, ItemState
from ...domain.schema_change import differences
from ...services.contributions import LayerForm
from ...services.wfs.model import LayerInfo, Schema
from ...services.wfs.raw import raw_rows
from ...workflows.ports import NO_NOTES, CheckedOut, Extent, Item, Page, Refreshed, Row, Withheld
from . import conflicts, delivery, outbox, renewal, reverting, versions
from .arrived import fill_new, show
from .changes import LocalChange, changes_in, forget_numbers
from .checks import check, will_open
from .conflicts import Conflict, Resolved
from .container import add_system, create_core, note_extent, srs_id_of
from .forms import KeepingForms, note_titles
from .identity import ID, Identity, check_and_count, new_id, seen
from .keeping import Keeping
from .layer import LayerRecord, load_all, save
from .meeting import Met, meet_again, meet_keys, unseen
from .overview import Overview
from .photos import KeepingPhotos, hold_back
from .published import Publishing
from .putting import disarmed
from .refresh import swap
from .remaking import check_own_fields, filled_again, is_clean, remade, shape
from .schema import FORMAT, SCHEMA_VERSION, create_own, migrate, stated_version
from .sending import Sender
from .settling import news, settle
from .side_file import SideFile
from .store import creating, interruptible, is_there, reading, writing


class WorkingCopy(Publishing, KeepingPhotos, KeepingForms, Keeping):
    """Open with `open`, `create` or `open_or_create`; every method is one transaction, or none.

    All raise DiskFull, Locked and other WorkingCopyProblems, and leave the file as it was then.
    """

    def __init__(self, path: Path, service_url: str, epoch: str) -> None:
        self.path, self.service_url, self.epoch = path, service_url, epoch
        self._wanted: dict[str, LayerRecord] = {}
        self._known: Identity | None = None
        self._sender: Sender | None = None
        self._sending = 0
        self._made = False

    @classmethod
    def open(cls, path: str | os.PathLike[str]) -> WorkingCopy:
        """Raises NotAWorkingCopy, Tampered or TooNew before anything in the file is believed.

        A file of an older version is brought to the present one, with all that waits in it.
        """
        meta = check(Path(path))
        if meta["schema_version"] != str(SCHEMA_VERSION):
            with writing(Path(path)) as connection:
                if stated_version(connection) != SCHEMA_VERSION:  # unless another program was faster
                    migrate(connection)
            meta = check(Path(path))
        copy = cls(Path(path), meta.get("service_url", ""), meta.get("epoch", ""))
        copy._known = seen(copy.path, meta)
        return copy

    @classmethod
    def create(cls, path: str | os.PathLike[str], service_url: str, epoch: str = "") -> WorkingCopy:
        """A new file; one that is there already is never written over."""
        target = Path(path)
        if is_there(target):
            raise NotAWorkingCopy(f"{target.name} exists already and is not written over.")
        meta = {
            "format": FORMAT,
            "schema_version": str(SCHEMA_VERSION),
            "service_url": service_url,
            "epoch": epoch,
            ID: new_id(),
            "created": outbox.now(),
        }
        with creating(target) as connection:
            create_core(connection)
            create_own(connection, meta)
        copy = cls(target, service_url, epoch)
        copy._known, copy._made = seen(target, meta), True
        return copy

    @classmethod
    def open_or_create(cls, path: str | os.PathLike[str], service_url: str, epoch: str = "") -> WorkingCopy:
        """The working copy at `path`, which must belong to `service_url` if it is there already."""
        target = Path(path)
        if not is_there(target):
            return cls.create(target, service_url, epoch)
        copy = cls.open(target)
        if copy.service_url != service_url:
            text = f"{target.name} is a working copy of another service, {copy.service_url}."
            raise WorkingCopyProblem(text, "Check out into another file.", Safety.NOTHING_CHANGED)
        return copy

    def __enter__(self) -> WorkingCopy:
        return self

    def __exit__(self, error: type[BaseException] | None, *_: object) -> None:
        self.close()
        if error is not None and self._made and not self.records():
            self.path.unlink()  # the first check-out failed: no empty file stays behind

    def close(self) -> None:
        """Let others send. Nothing else is held open."""
        if self._sender is not None:
            self._sender.release()
            self._sender = None

    @contextmanager
    def _writing(self, side: Path | None = None) -> Iterator[sqlite3.Connection]:
        """One transaction, on the file that was opened and no other, with `side` attached. Raises Replaced."""
        with writing(self.path, side) as connection:
            now = check_and_count(connection, self.path, self._known) if self._known else None
            yield connection
        self._known = now

    # layers

    def layers(self) -> list[CheckedOut]:
        return [layer.checked_out() for layer in self.records()]

    def records(self) -> list[LayerRecord]:
        """The layers with the names that their tables and columns have."""
        with reading(self.path) as connection:
            return load_all(connection)

    def add_layer(
        self, info: LayerInfo, schema: Schema, form: LayerForm, geographic: bool, extent: Extent | None
    ) -> None:
        """Say how the next `replace_rows` of this layer makes it; nothing is written before."""
        self._wanted[form.name] = LayerRecord(
            0, form, info.title or form.name, schema, 0, geographic=geographic, extent=extent
        )

    def staging(self, layer: str) -> SideFile:
        """Where the rows of `layer` go that are being downloaded; what broke off is found there again. A context.

        Raises InvalidContent where `add_layer` has not said what the layer is.
        """
        there = {found.form.name: found for found in self.records()}.get(layer)
        wanted = self._wanted.get(layer) or there
        if wanted is None:
            raise InvalidContent(f"The layer {layer[:60]!r} is not in the working copy.")
        structured = {field.name for field in there.schema.fields if field.type == "json"} if there else set()
        place = f"{os.path.realpath(self.path)}\n{layer}"
        token = "\n".join((self.service_url, self.epoch, layer, wanted.question(), str(sorted(structured))))
        return SideFile.open(place, token, wanted.schema, srs_id_of(wanted.form.crs), structured)

    def missing(self, side: SideFile) -> list[str] | None:
        """Which rows must be read after `side` heard of their versions; None where all of them must.

        All are read for a layer that is new, in part, of an extent, or has other fields than before, and from time to
        time. What an extent holds is told by places, which versions do not know.
        """
        there = {found.form.name: found for found in self.records()}.get(side.schema.layer)
        wanted = self._wanted.get(side.schema.layer)
        if there is None or wanted is None or there.extent is not None or there.loaded != there.expected:
            return None
        stored = replace(side.schema, namespace=there.schema.namespace, order=there.schema.order)
        same = there.schema == stored and there.form == wanted.form and there.geographic == wanted.geographic
        if not same or wanted.extent is not None or not versions.is_recent(there.watermark):
            return None
        return side.missing(self.path, there)

    def replace_rows(self, layer: str, pages: Iterable[Page], expected: int) -> Refreshed:
        """`take_in` of what `pages` hold: for layers of moderate size, that are there already as features."""
        with self.staging(layer) as side:
            side.clear()
            side.note_versions(())
            side.discard()
            for page in pages:
                side.put(raw_rows(page, side.schema), lambda: None)
            return self.take_in(side, expected)

    def take_in(
        self, side: SideFile, expected: int, keep_part: bool = False, look: Callable[[], None] = lambda: None
    ) -> Refreshed:
        """Bring a layer to what has arrived in `side`, in one transaction; the side file is closed, and not kept.

        Changed rows are merged, settled where the server has the same, and reported as conflicts where it has
        something else. Raises before anything is written where the number of rows is not `expected`, unless
        `keep_part`, for a layer that is new here: then it says that it is not complete. Raises InvalidContent where
        fields changed under pending changes. `look` is called often, and may raise to end it.
        """
        name, count = side.schema.layer, side.count + side.carried
        complete = count == expected
        side.close()
        look()
        with self._alone(), self._writing(side.path) as connection, interruptible(connection, look):
            there = {layer.form.name: layer for layer in load_all(connection)}.get(name)
            if not complete and not (keep_part and (there is None or there.loaded != there.expected)):
                raise _incomplete(name, count, expected)
            record, result = self._taken_in(connection, there, side, complete)
            versions.remember(connection, record, complete, bool(side.carried))
            read = there.watermark if there and side.carried else outbox.now()
            counted = replace(record, expected=expected, loaded=count, loaded_at=outbox.now(), watermark=read)
            save(connection, counted)
            if name in self._wanted:
                fields = self._wanted[name].schema.fields
                note_titles(connection, name, {field.name: field.title for field in fields if field.title})
            note_extent(connection, counted)
            if not will_open(connection):  # whatever a service says of its layer, the work in the others stays
                raise InvalidContent(f"The layer {name} is described in a way that cannot be stored.")
        side.discard()
        return result

    def unseen(self, layer: str, keys: Sequence[str]) -> list[str]:
        """Those of `keys` in `Refreshed.conflicts` that are none yet: they lie beyond the extent, or are gone."""
        with reading(self.path) as connection:
            return unseen(connection, self._record(connection, layer), keys)

    def meet(self, layer: str, found: Mapping[str, Feature | None]) -> Refreshed:
        """Let changed rows meet what the server says of their keys, wherever they lie; None for what is gone."""
        with self._alone(), self._writing() as connection, disarmed(connection):
            meetings = meet_keys(connection, self._record(connection, layer), found)
        merged = [one.key for one in meetings if one.met is Met.MERGED]
        return Refreshed(conflicts=tuple(one.key for one in meetings if one.met.open), merged=tuple(merged))

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Where changes wait to be sent, nobody sends them while they are merged. Raises Locked."""
        with reading(self.path) as connection:
            waiting = outbox.uuids(connection, (ItemState.QUEUED, ItemState.REFUSED))
        with self.sending() if waiting else nullcontext():
            yield

    def _taken_in(
        self, connection: sqlite3.Connection, there: LayerRecord | None, side: SideFile, complete: bool
    ) -> tuple[LayerRecord, Refreshed]:
        """The layer as it is now, with tables to match."""
        wanted = self._wanted.get(side.schema.layer) or there
        assert wanted is not None  # by `staging`
        srs_id = add_system(connection, wanted.form.crs)
        id_ = there.id if there else _next_id(connection)
        has_z, reached = wanted.has_z or side.has_z, there.protection if there else ""
        wanted = replace(wanted, id=id_, srs_id=srs_id, schema=side.found, has_z=has_z, protection=reached)
        told = differences(shape(there), shape(wanted)) if there else ()
        if there is not None and shape(there) != shape(wanted):
            check_own_fields(connection, there)
        if there is not None and told and not is_clean(connection, there):
            there = remade(connection, there, wanted)
        if there is not None and shape(there) == shape(wanted):
            wanted = _as_before(there, wanted)
            show(connection, wanted, side.columns)
            return wanted, replace(swap(connection, wanted, complete), differences=told)
        if there is not None:
            return wanted, replace(filled_again(connection, there, wanted, side.columns), differences=told)
        show(connection, wanted, side.columns)
        return wanted, replace(fill_new(connection, wanted), differences=told)

    # changes and outbox

    def changes(self, layer: str | None = None) -> list[LocalChange]:
        """What was changed here, also what is submitted and not yet published."""
        with reading(self.path) as connection:
            wanted = [found for found in load_all(connection) if layer in (None, found.form.name)]
            return changes_in(connection, wanted)

    def withheld(self) -> list[Withheld]:
        """What `enqueue` leaves out: somebody has to decide about it first."""
        with reading(self.path) as connection:
            return conflicts.withheld_in(connection, load_all(connection))

    @contextmanager
    def sending(self) -> Iterator[None]:
        """Nobody else sends meanwhile, or changes what waits to be sent. Raises Locked where somebody does."""
        self._claim()
        self._sending += 1
        try:
            yield
        finally:
            self._sending -= 1
            if not self._sending:
                self.close()

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
            busy = bool(outbox.uuids(connection, [ItemState.SENDING]))
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

    def revert(self, layer: str, local_id: int) -> None:
        """Put one row of `layer` back as it was: a new one goes, a deleted one is back.

        Raises WorkingCopyProblem while the server has, or may have, the change and has not decided.
        """
        with self.sending(), self._writing() as connection:
            reverting.revert(connection, self._record(connection, layer), local_id)

    def redo(self, change: LocalChange) -> None:
        """Make a change again that `revert` undid; raises WorkingCopyProblem where the row has changed since."""
        with self._writing() as connection:
            reverting.again(connection, self._record(connection, change.feature.layer), change)

    # what both sides changed

    def conflicts(self) -> list[Conflict]:
        """The changed rows of which the server has something else by now, and that a person has to decide."""
        with reading(self.path) as connection:
            return conflicts.conflicts_in(connection, load_all(connection))

    def resolve(
        self, layer: str, local_id: int, choices: Mapping[str, Choice], values: Mapping[str, Any] | None = None
    ) -> Resolved:
        """Let a row be what a person decided, cell by cell: see `Merge.resolved`. `put_back` undoes it.

        Raises InvalidContent where something is not decided, and WorkingCopyProblem where there is no conflict any
        more, or while it is not known whether the municipality has the change; Locked while somebody sends.
        """
        with self._deciding(layer) as (connection, record):
            return conflicts.resolve(connection, record, local_id, choices, values)

    def take_mine(self, layer: str, local_id: int) -> Resolved:
        """Mine in all that both changed, on top of theirs in all else. Raises as `resolve`."""
        with self._deciding(layer) as (connection, record):
            return conflicts.take(connection, record, local_id, Choice.MINE)

    def take_theirs(self, layer: str, local_id: int) -> Resolved:
        """Theirs in all that both changed; what only I changed stays. Raises as `resolve`."""
        with self._deciding(layer) as (connection, record):
            return conflicts.take(connection, record, local_id, Choice.THEIRS)

    def give_way(self, layer: str, local_id: int) -> Resolved:
        """Let a row be wholly as the server has it; `Resolved.conflict` still knows mine, for a comment."""
        with self._deciding(layer) as (connection, record):
            return conflicts.give_way(connection, record, local_id)

    def put_back(self, resolved: Resolved) -> None:
        """Undo what was decided; raises WorkingCopyProblem where the row has changed since."""
        with self._deciding(resolved.conflict.layer) as (connection, record):
            conflicts.put_back(connection, record, resolved)

    @contextmanager
    def _deciding(self, layer: str) -> Iterator[tuple[sqlite3.Connection, LayerRecord]]:
        with self.sending(), self._writing() as connection:  # what waits to be sent follows the row
            yield connection, self._record(connection, layer)

    def draft_again(self, uuid: str) -> None:
        """Make a withdrawn contribution a change that is sent with the next submission."""
        with self.sending(), self._writing() as connection:
            outbox.draft_again(connection, uuid)

    def nothing_by_itself(self) -> None:
        """What waits to be sent waits for a person to ask for it. Raises Locked while somebody sends."""
        with self.sending(), self._writing() as connection:
            connection.execute("UPDATE buergergis_outbox SET not_before = ''")
            hold_back(connection)

    def overview(self) -> Overview:
        """Layers, changes and outbox at one moment."""
        with reading(self.path) as connection:
            layers = load_all(connection)
            changes = changes_in(connection, layers)
            unsent = outbox.unsent(connection, changes)
            sent, apart = outbox.sent(connection), conflicts.conflicts_in(connection, layers)
            return Overview(tuple(layers), tuple(changes), tuple(unsent), tuple(sent), tuple(apart))

    def items(self, states: Iterable[ItemState] = tuple(ItemState)) -> list[Item]:
        with reading(self.path) as connection:
            return outbox.items(connection, states)

    def submitted(self) -> list[str]:
        with reading(self.path) as connection:
            return outbox.awaited(connection)

    def unwanted(self) -> list[str]:
        """uuids of what was undone here while a request for it may be on its way, or has arrived since."""
        with reading(self.path) as connection:
            return outbox.uuids(connection, [ItemState.UNDONE])

    def pending_ids(self, layer: str) -> set[int]:
        """`_id` of the rows of `layer` that have an item on its way."""
        with reading(self.path) as connection:
            return outbox.pending_ids(connection, layer)

    def _record(self, connection: sqlite3.Connection, name: str) -> LayerRecord:
        found = {layer.form.name: layer for layer in load_all(connection)}.get(name)
        if found is None:
            raise InvalidContent(f"The layer {name[:60]!r} is not in the working copy.")
        return found

    def _claim(self) -> None:
        if self._sender is None:
            self._sender = Sender(self.path, self._known.id if self._known else "")


def _next_id(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT coalesce(max(id), 0) + 1 FROM buergergis_layer").fetchone()[0])


def _as_before(there: LayerRecord, wanted: LayerRecord) -> LayerRecord:
    """`wanted` with its fields in the order that the tables have."""
    kinds = {field.name: field for field in wanted.schema.fields}
    was_json = {field.name for field in there.schema.fields if field.type == "json"}
    fields = tuple(field if field.name in was_json else kinds[field.name] for field in there.schema.fields)
    schema = replace(wanted.schema, fields=fields)
    return replace(wanted, schema=schema, has_z=wanted.has_z or there.has_z, fresh=there.fresh)


def _incomplete(layer: str, found: int, expected: int) -> WorkingCopyProblem:
    text = f"The layer {layer} arrived incomplete: {found} of {expected} features."
    return WorkingCopyProblem(text, "Try again: somebody may just be editing it.", Safety.KEPT_HERE)
