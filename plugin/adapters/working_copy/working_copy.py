"""One working copy: what the workflows do with it (`workflows/ports.py`), as transactions on its file."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import tempfile
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ...domain.contribution import Change, Contribution
from ...domain.errors import InvalidContent, Locked, NotAWorkingCopy, Safety, WorkingCopyProblem
from ...domain.merge import Choice
from ...services.contributions import LayerForm
from ...services.wfs.model import LayerInfo, Schema
from ...services.wfs.raw import raw_rows
from ...workflows.ports import CheckedOut, Extent, Item, ItemState, Page, Refreshed, Withheld
from . import conflicts, outbox, renewal, reverting
from .arrived import fill_new, show
from .changes import LocalChange, changes_in
from .checks import check
from .conflicts import Conflict, Resolved
from .container import add_system, create_core, note_extent, srs_id_of
from .layer import LayerRecord, load_all, save
from .meeting import meet_again
from .outbox import Sent
from .putting import disarmed
from .refresh import swap
from .schema import FORMAT, SCHEMA_VERSION, create_own, drop_layer, migrate, stated_version
from .settling import settle
from .side_file import SideFile
from .store import creating, interruptible, is_there, reading, writing


@dataclass(frozen=True)
class Overview:
    """What a working copy holds: `changes` are all that differs from the server, `unsent` what it does not have."""

    layers: tuple[LayerRecord, ...]
    changes: tuple[LocalChange, ...]
    unsent: tuple[LocalChange, ...]
    sent: tuple[Sent, ...]
    conflicts: tuple[Conflict, ...] = ()

    @property
    def lost(self) -> int:
        """How many contributions the server has lost, and wait to be submitted again."""
        return sum(one.item.state is ItemState.QUEUED and one.item.reason == renewal.LOST for one in self.sent)


class WorkingCopy:
    """Open with `open`, `create` or `open_or_create`; every method is one transaction, or none.

    All raise DiskFull, Locked and other WorkingCopyProblems, and leave the file as it was then.
    """

    def __init__(self, path: Path, service_url: str, epoch: str) -> None:
        self.path, self.service_url, self.epoch = path, service_url, epoch
        self._wanted: dict[str, LayerRecord] = {}
        self._sender: sqlite3.Connection | None = None
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
        return cls(Path(path), meta.get("service_url", ""), meta.get("epoch", ""))

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
            "created": outbox.now(),
        }
        with creating(target) as connection:
            create_core(connection)
            create_own(connection, meta)
        copy = cls(target, service_url, epoch)
        copy._made = True
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
            self._sender.close()
            self._sender = None

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

    def replace_rows(self, layer: str, pages: Iterable[Page], expected: int) -> Refreshed:
        """`take_in` of what `pages` hold: for layers of moderate size, that are there already as features."""
        with self.staging(layer) as side:
            side.clear()
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
        name, complete = side.schema.layer, side.count == expected
        side.close()
        look()
        with writing(self.path, side.path) as connection, interruptible(connection, look):
            there = {layer.form.name: layer for layer in load_all(connection)}.get(name)
            if not complete and not (keep_part and (there is None or there.loaded != there.expected)):
                raise _incomplete(name, side.count, expected)
            record, result = self._taken_in(connection, there, side, complete)
            counted = replace(record, expected=expected, loaded=side.count, loaded_at=outbox.now())
            save(connection, counted)
            note_extent(connection, counted)
        side.discard()
        return result

    def _taken_in(
        self, connection: sqlite3.Connection, there: LayerRecord | None, side: SideFile, complete: bool
    ) -> tuple[LayerRecord, Refreshed]:
        """The layer as it is now, with tables to match."""
        wanted = self._wanted.get(side.schema.layer) or there
        assert wanted is not None  # by `staging`
        srs_id = add_system(connection, wanted.form.crs)
        id_ = there.id if there else _next_id(connection)
        wanted = replace(wanted, id=id_, srs_id=srs_id, schema=side.found, has_z=wanted.has_z or side.has_z)
        if there is not None and _shape(there) == _shape(wanted):
            wanted = _as_before(there, wanted)
            show(connection, wanted, side.columns)
            return wanted, swap(connection, wanted, complete)
        if there is not None:
            _check_clean(connection, there)
            drop_layer(connection, there)
        show(connection, wanted, side.columns)
        return wanted, fill_new(connection, wanted)

    # changes and outbox

    def changes(self, layer: str | None = None) -> list[LocalChange]:
        """What was changed here, also what is submitted and not yet published."""
        with reading(self.path) as connection:
            wanted = [found for found in load_all(connection) if layer in (None, found.form.name)]
            return changes_in(connection, wanted)

    def enqueue(self, changes: Sequence[Change], changeset: str, comment: str) -> list[Item]:
        """Put what `changes()` returned into the outbox, each once; returns all that is to be sent.

        A row in conflict is left out (`withheld`), unless it may have arrived already.
        """
        with writing(self.path) as connection:
            layers = load_all(connection)
            with disarmed(connection):
                merged = meet_again(connection, layers)
            current = {(one.feature.layer, one.local_id): one for one in changes_in(connection, layers)}
            apart = conflicts.apart(connection)
            local = [
                current[place] if place in merged and place in current else change
                for change in changes
                if isinstance(change, LocalChange) and (place := (change.feature.layer, change.local_id)) not in apart
            ]
            items = outbox.enqueue(connection, local, list(current.values()), changeset, comment)
            held = {one.uuid for one in conflicts.withheld_in(connection, layers)}
        return [item for item in items if item.uuid not in held or item.state in outbox.IN_DOUBT]

    def withheld(self) -> list[Withheld]:
        """What `enqueue` leaves out: somebody has to decide about it first."""
        with reading(self.path) as connection:
            return conflicts.withheld_in(connection, load_all(connection))

    def mark(self, uuids: Sequence[str], state: ItemState, reason: str = "") -> None:
        """Note the state of items. SENDING is for one program at a time: another one gets Locked."""
        if state is ItemState.SENDING:
            self._claim()
        with writing(self.path) as connection:
            outbox.mark(connection, uuids, state, reason)
            busy = bool(outbox.items(connection, [ItemState.SENDING]))
        if not busy:
            self.close()

    def settle(self, contributions: Sequence[Contribution]) -> None:
        """Take note of what the server says became of submitted items."""
        with writing(self.path) as connection:
            layers = {layer.form.name: layer for layer in load_all(connection)}
            with disarmed(connection):
                for contribution in contributions:
                    settle(connection, layers, contribution)
                meet_again(connection, layers.values())  # what waited for an answer

    def confirmed(self) -> list[Item]:
        """What the server has said that it has, and has not turned down."""
        with reading(self.path) as connection:
            return renewal.confirmed(connection, {layer.form.name: layer for layer in load_all(connection)})

    def renew(self, epoch: str, contributions: Sequence[Contribution], lost: Collection[str]) -> list[str]:
        """The server's database went back and has `epoch` now: offer again what it lost; returns those uuids.

        `contributions` are those it still has; `lost` the uuids of published ones whose change is gone too.
        """
        with writing(self.path) as connection:
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
        with writing(self.path) as connection:
            reverting.revert(connection, self._record(connection, layer), local_id)

    def redo(self, change: LocalChange) -> None:
        """Make a change again that `revert` undid; raises WorkingCopyProblem where the row has changed since."""
        with writing(self.path) as connection:
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
        more, or while it is not known whether the municipality has the change.
        """
        with writing(self.path) as connection:
            return conflicts.resolve(connection, self._record(connection, layer), local_id, choices, values)

    def take_mine(self, layer: str, local_id: int) -> Resolved:
        """Mine in all that both changed, on top of theirs in all else. Raises as `resolve`."""
        return self._take(layer, local_id, Choice.MINE)

    def take_theirs(self, layer: str, local_id: int) -> Resolved:
        """Theirs in all that both changed; what only I changed stays. Raises as `resolve`."""
        return self._take(layer, local_id, Choice.THEIRS)

    def give_way(self, layer: str, local_id: int) -> Resolved:
        """Let a row be wholly as the server has it; `Resolved.conflict` still knows mine, for a comment."""
        with writing(self.path) as connection:
            return conflicts.give_way(connection, self._record(connection, layer), local_id)

    def put_back(self, resolved: Resolved) -> None:
        """Undo what was decided; raises WorkingCopyProblem where the row has changed since."""
        with writing(self.path) as connection:
            conflicts.put_back(connection, self._record(connection, resolved.conflict.layer), resolved)

    def _take(self, layer: str, local_id: int, choice: Choice) -> Resolved:
        with writing(self.path) as connection:
            return conflicts.take(connection, self._record(connection, layer), local_id, choice)

    def draft_again(self, uuid: str) -> None:
        """Make a withdrawn contribution a change that is sent with the next submission."""
        with writing(self.path) as connection:
            outbox.draft_again(connection, uuid)

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
        # A lock of the operating system, so that it ends with the process that holds it, however it ends.
        if self._sender is not None:
            return
        place = hashlib.sha256(os.path.realpath(self.path).encode("utf-8", "surrogatepass")).hexdigest()
        name = Path(tempfile.gettempdir()) / f"buergergis-{place[:32]}.lock"
        sender = sqlite3.connect(name, timeout=0, isolation_level=None, check_same_thread=False)
        try:
            sender.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            with suppress(sqlite3.Error):
                sender.close()
            raise Locked(f"Another program is sending the changes of {self.path.name}.") from error
        self._sender = sender


def _next_id(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT coalesce(max(id), 0) + 1 FROM buergergis_layer").fetchone()[0])


def _shape(layer: LayerRecord) -> tuple[object, ...]:
    """What cannot change while there are changes: fields, kind of geometry, CRS, key."""
    kinds = {field.name: "text" if field.type == "json" else field.type for field in layer.schema.fields}
    return kinds, layer.schema.geometry_type, layer.form.crs, layer.form.key


def _as_before(there: LayerRecord, wanted: LayerRecord) -> LayerRecord:
    """`wanted` with its fields in the order that the tables have."""
    kinds = {field.name: field for field in wanted.schema.fields}
    was_json = {field.name for field in there.schema.fields if field.type == "json"}
    fields = tuple(field if field.name in was_json else kinds[field.name] for field in there.schema.fields)
    schema = replace(wanted.schema, fields=fields)
    return replace(wanted, schema=schema, has_z=wanted.has_z or there.has_z)


def _incomplete(layer: str, found: int, expected: int) -> WorkingCopyProblem:
    text = f"The layer {layer} arrived incomplete: {found} of {expected} features."
    return WorkingCopyProblem(text, "Try again: somebody may just be editing it.", Safety.KEPT_HERE)


def _check_clean(connection: sqlite3.Connection, layer: LayerRecord) -> None:
    if changes_in(connection, [layer]) or outbox.pending_ids(connection, layer.form.name):
        raise WorkingCopyProblem(
            f"The municipality has changed the fields of the layer {layer.form.name}, and there are changes "
            "to it here that are not published yet.",
            "Keep this working copy until they are, or check out into a new file.",
            Safety.KEPT_HERE,
        )
