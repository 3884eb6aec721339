"""Photos on the page Meine Beiträge: those of the selected change, and those of the selected contribution."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from qgis.PyQt.QtCore import QObject

from ...domain.contribution import Status
from ...workflows.attach_waiting import Subject
from ..photos.box import PhotoBox
from ..photos.sending import PhotoSending
from ..session import Session
from ..window import Window
from .changes_view import ChangesView
from .contributions_view import ContributionsView

OPEN_FOR_PHOTOS = frozenset({Status.SUBMITTED, Status.NEEDS_CHANGES, Status.CONFLICT})
"""While its author may still change a contribution; the service goes by the same."""


class MyPhotos(QObject):
    """`of_change` and `of_contribution` stand below the two lists and follow what is selected there.

    `path` tells the person's own working copy, which keeps what cannot be sent yet; None where there is none.
    """

    def __init__(
        self,
        session: Session,
        window: Window,
        changes: ChangesView,
        contributions: ContributionsView,
        path: Callable[[], Path | None],
    ) -> None:
        super().__init__(changes)
        self._changes, self._contributions, self._path = changes, contributions, path
        self.sending = PhotoSending(session, window, path, self)
        self.of_change = PhotoBox(session, window, changed=self._changed)
        self.of_contribution = PhotoBox(session, window, changed=self._changed)
        self.sending.done.connect(self._reload)
        changes.tree.itemSelectionChanged.connect(self.look)
        contributions.looked_at.connect(self.look)

    def look(self) -> None:
        """What is selected may be something else by now."""
        path, change, entry = self._path(), self._changes.selected, self._contributions.selected
        if change is None or path is None or change.proposed is None:
            self.of_change.show_nothing()
        else:
            self.of_change.show_subject(Subject("", change.feature.layer, change.local_id), path, True)
        if entry is None:
            self.of_contribution.show_nothing()
        else:
            may_add = entry.status in OPEN_FOR_PHOTOS and (entry.arrived or path is not None)
            self.of_contribution.show_subject(Subject(entry.uuid), path, may_add)

    def close(self) -> None:
        self.sending.close()
        for box in (self.of_change, self.of_contribution):
            box.close_box()

    def _changed(self) -> None:
        self._reload()
        self.sending.send_soon()

    def _reload(self) -> None:
        for box in (self.of_change, self.of_contribution):
            box.reload()
