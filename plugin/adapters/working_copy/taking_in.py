"""Layers of a working copy: downloaded beside it, taken in at once, met by what was changed here."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from ...domain.errors import InvalidContent, Safety, WorkingCopyProblem
from ...domain.feature import Feature
from ...domain.schema_change import differences
from ...services.contributions import LayerForm
from ...services.wfs.model import LayerInfo, Schema
from ...services.wfs.raw import raw_rows
from ...workflows.ports import CheckedOut, Extent, Page, Refreshed
from . import outbox, versions
from .arrived import fill_new, show
from .checks import will_open
from .container import add_system, note_extent, srs_id_of
from .file import WorkingCopyFile
from .forms import note_titles
from .layer import LayerRecord, load_all, save
from .meeting import Met, meet_keys, unseen
from .putting import disarmed
from .refresh import swap
from .remaking import check_own_fields, filled_again, is_clean, remade, shape
from .side_file import SideFile
from .store import interruptible, reading


class TakingIn(WorkingCopyFile):
    """Part of `WorkingCopy`."""

    def __init__(self, path: Path, service_url: str, epoch: str) -> None:
        super().__init__(path, service_url, epoch)
        self._wanted: dict[str, LayerRecord] = {}

    def layers(self) -> list[CheckedOut]:
        return [layer.checked_out() for layer in self.records()]

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
