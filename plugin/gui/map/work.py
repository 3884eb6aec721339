"""What the page Karte does in the background: plain values in, plain values and new layers out; no widgets here."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from qgis.core import QgsMapLayer

from ...adapters import network, settings
from ...adapters.background import Job
from ...adapters.connecting import check_addresses
from ...adapters.map_layers import copy_layer, wfs_layer, wms_layer
from ...adapters.working_copy import Overview, WorkingCopy
from ...adapters.working_copy.layer import LayerRecord
from ...domain import ledger
from ...domain.errors import Problem, Safety, WorkingCopyProblem
from ...services import wms
from ...services.wms import Maps
from ...workflows.check_out import check_out
from ...workflows.connection import Connection
from ...workflows.ports import CheckedOut, Extent, Refreshed
from ...workflows.synchronise import refresh
from ..mine.changes_words import called
from .catalogue import Entry

Extents = Mapping[str, Extent | None]
"""The wanted extent by CRS (AUTHORITY:CODE); None for everything."""


@dataclass(frozen=True)
class CopyState:
    """What a working copy holds, and to which service it belongs."""

    path: Path
    service_url: str
    overview: Overview


@dataclass(frozen=True)
class Refreshment:
    """What came of a refresh: by layer, and what the changes are called that were put together with others'."""

    layers: Mapping[str, Refreshed]
    merged: Sequence[str] = ()
    overwritten: int = 0
    """How many changes that were published from here are lost."""

    @property
    def conflicts(self) -> int:
        return sum(len(one.conflicts) for one in self.layers.values())


@dataclass
class Opened:
    """Layers that could be opened, and what stopped the rest."""

    layers: list[QgsMapLayer] = field(default_factory=list)
    problem: Problem | None = None


def read_maps(connection: Connection, authcfg: str, job: Job) -> Maps:
    return wms.ask(network.session(authcfg, job.feedback), connection.client.url)


def open_layers(connection: Connection, entries: Sequence[Entry], crs: str, job: Job) -> Opened:
    """Layers of the service for QGIS's map; `crs` is the one wanted for maps that are drawn in it."""
    opened = Opened()
    try:
        for number, entry in enumerate(entries):
            job.progress(number / len(entries))
            opened.layers.append(_open(connection, entry, crs))
        job.progress(1)
    except Problem as problem:
        opened.problem = problem
    return opened


def _open(connection: Connection, entry: Entry, crs: str) -> QgsMapLayer:
    address = connection.client.url
    if entry.info is not None:
        check_addresses(connection)
        return wfs_layer(address, entry.info)
    return wms_layer(address, entry.name, entry.title, _best(entry.crs, crs))


def _best(offered: frozenset[str], wanted: str) -> str:
    """The CRS to ask for: the wanted one, or what every map service has."""
    choices = (wanted, "EPSG:25833", "EPSG:25832", "EPSG:3857", "EPSG:4326")
    return next((crs for crs in choices if crs in offered), min(offered, default="EPSG:4326"))


def read_copy(path: Path, _job: Job) -> CopyState:
    """Raises WorkingCopyProblem for what is none, was tampered with, or is too new."""
    copy = WorkingCopy.open(path)
    return CopyState(path, copy.service_url, copy.overview())


def adopt(path: Path, job: Job) -> CopyState:
    """As `read_copy`, of a file that comes from somebody else: nothing in it is sent before this person submits."""
    with WorkingCopy.open(path) as copy:
        copy.nothing_by_itself()
    return read_copy(path, job)


def count(connection: Connection, layers: Sequence[str], extents: Extents, job: Job) -> int:
    """How many features would be loaded."""
    total = 0
    for number, name in enumerate(layers):
        job.progress(number / len(layers))
        total += connection.client.count(name, extent=extents[connection.layer(name).crs])
    return total


def load(
    connection: Connection, path: Path, layers: Sequence[str], extents: Extents, job: Job
) -> tuple[Sequence[CheckedOut], CopyState]:
    """Check out into the working copy at `path`, which is made where there is none yet.

    What was made is the person's own, also where it ends in the middle, or when they are elsewhere by then.
    """
    new = _make_room(path)
    try:
        with WorkingCopy.open_or_create(path, connection.client.url, connection.epoch) as copy:
            done = check_out(connection, copy, layers, lambda crs: extents[crs], job.progress)
            return done, CopyState(path, copy.service_url, copy.overview())
    finally:
        if new and path.exists():
            settings.remember_copy(connection.client.url, str(path))


def _make_room(path: Path) -> bool:
    """Make the folder of a working copy; whether nothing is at `path` yet."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return not path.exists()
    except OSError as error:  # a share that is gone, a folder that is not ours
        text = f"{path.name[:80]} cannot be reached: {error.strerror}."
        advice = "Choose another folder or name, or connect the drive again."
        raise WorkingCopyProblem(text, advice, Safety.NOTHING_CHANGED) from error


def bring_up_to_date(connection: Connection, path: Path, job: Job) -> Refreshment:
    copy = WorkingCopy.open(path)
    if copy.service_url != connection.client.url:
        text = f"{path.name} is a working copy of another service."
        raise WorkingCopyProblem(text, "Connect to that service first.", Safety.KEPT_HERE)
    with copy:
        lost: list[ledger.Entry] = []
        found = refresh(connection, copy, job.progress, overwritten=lost.extend)
        merged = _names(copy, {(name, key) for name, one in found.items() for key in one.merged})
        return Refreshment(found, merged, len(lost))


def _names(copy: WorkingCopy, merged: Collection[tuple[str, str]]) -> list[str]:
    """What people call the objects, where they have a name; their keys say nothing to anybody."""
    if not merged:
        return []
    changes = [change for change in copy.changes() if (change.feature.layer, change.key) in merged]
    return [called(change.feature) for change in changes]


def open_copy(path: Path, records: Sequence[LayerRecord], own: bool, job: Job) -> Opened:
    """Layers of a working copy for QGIS's map."""
    opened = Opened()
    try:
        for number, record in enumerate(records):
            job.progress(number / len(records))
            opened.layers.append(copy_layer(path, record, own))
    except Problem as problem:
        opened.problem = problem
    return opened
