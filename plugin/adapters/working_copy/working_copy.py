"""One working copy: what the workflows do with it (`workflows/ports.py`), as transactions on its file."""

from __future__ import annotations

import os
from pathlib import Path

from ...domain.errors import NotAWorkingCopy, Safety, WorkingCopyProblem
from ...workflows.ports import SUBMITTER
from . import conflicts, outbox, outbox_rows
from .changes import LocalChange, changes_in
from .checks import check
from .container import create_core
from .deciding import Deciding
from .forms import KeepingForms
from .identity import ID, new_id, seen
from .keeping import Keeping, kept_in
from .layer import load_all
from .outgoing import Outgoing
from .overview import Overview
from .photos import KeepingPhotos
from .published import Publishing
from .schema import FORMAT, SCHEMA_VERSION, create_own, migrate, stated_version
from .store import creating, is_there, reading, writing
from .taking_in import TakingIn


class WorkingCopy(TakingIn, Outgoing, Deciding, Publishing, KeepingPhotos, KeepingForms, Keeping):
    """Open with `open`, `create` or `open_or_create`; every method is one transaction, or none.

    All raise DiskFull, Locked and other WorkingCopyProblems, and leave the file as it was then.
    """

    def __init__(self, path: Path, service_url: str, epoch: str) -> None:
        super().__init__(path, service_url, epoch)
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

    def changes(self, layer: str | None = None) -> list[LocalChange]:
        """What was changed here, also what is submitted and not yet published."""
        with reading(self.path) as connection:
            wanted = [found for found in load_all(connection) if layer in (None, found.form.name)]
            return changes_in(connection, wanted)

    def overview(self) -> Overview:
        """Layers, changes and outbox at one moment."""
        with reading(self.path) as connection:
            layers = load_all(connection)
            changes = changes_in(connection, layers)
            unsent = outbox_rows.unsent(connection, changes)
            sent, apart = outbox_rows.sent(connection), conflicts.conflicts_in(connection, layers)
            who = kept_in(connection, SUBMITTER)
            return Overview(tuple(layers), tuple(changes), tuple(unsent), tuple(sent), tuple(apart), who)
