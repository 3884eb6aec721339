"""The photos of one thing in a page: for whoever contributed it, and, to look at only, for whoever reviews it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from qgis.PyQt.QtCore import QStandardPaths
from qgis.PyQt.QtGui import QImage
from qgis.PyQt.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from ...adapters.background import Lane
from ...adapters.wording import translate
from ...domain.errors import InvalidContent, Problem, Safety
from ...workflows.attach_waiting import Subject
from ..asking import confirmed
from ..session import Session
from ..widgets import ProblemBox, ProgressRow
from ..window import Window
from . import words
from . import work as photo_work
from .strip import PhotoStrip
from .viewer import Viewer
from .work import Seen, TakenIn

NOTHING = Subject()


class PhotoBox(QWidget):
    """Put it into a page; say what it shows; close it with the page. All work is beside the window.

    For a reviewer: `box = PhotoBox(session, window, read_only=True)`, then `box.show_photos(contribution_uuid)` for
    each item that is looked at, `box.show_nothing()` for none, `box.close_box()` at the end. Photos are listed,
    fetched and opened large; there is nothing to add or remove, and nothing is seen where there are none.

    For a contributor: `box.show_subject(Subject(...), path, may_add)` with the working copy that may keep photos until
    they can be sent (None: they are sent at once). `changed` is called after something was kept, sent or removed.
    """

    def __init__(
        self,
        session: Session,
        window: Window,
        *,
        read_only: bool = False,
        changed: Callable[[], None] = lambda: None,
    ) -> None:
        super().__init__()
        self._session, self._window, self._changed = session, window, changed
        self._about, self._path, self._may_add = NOTHING, None, False
        self._kept: list[Seen] = []
        self._there: list[Seen] = []
        self._looking: Lane[list[Seen]] = Lane(self)
        self._asking: Lane[list[Seen]] = Lane(self)
        self._opening: Lane[QImage] = Lane(self)
        self._changing: Lane[object] = Lane(self, writes=True)
        self.viewer: Viewer | None = None
        self.strip, self.problem = PhotoStrip(read_only=read_only), ProblemBox()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        for part in (
            self.strip,
            ProgressRow(self._asking, translate("photos", "Fetching photos")),
            ProgressRow(self._changing, translate("photos", "Taking in photos")),
            self.problem,
        ):
            box.addWidget(part)
        self.strip.add_wanted.connect(self._choose_files)
        self.strip.dropped.connect(self.add)
        self.strip.open_wanted.connect(self.open_large)
        self.strip.remove_wanted.connect(self.remove)
        self.strip.again_wanted.connect(self._try_again)
        for lane in (self._changing, self._opening):
            lane.busy_changed.connect(self._allow)
        self.hide()

    @property
    def busy(self) -> bool:
        return any(lane.busy for lane in (self._looking, self._asking, self._opening, self._changing))

    # what is shown

    def show_photos(self, contribution: str) -> None:
        """To look at: the photos that the service has of a contribution."""
        self.show_subject(Subject(contribution), None, False)

    def show_subject(self, about: Subject, path: Path | None, may_add: bool) -> None:
        """The photos of `about`: those that wait in the working copy at `path`, and those that the service has."""
        same = (about, path) == (self._about, self._path)
        self._about, self._path, self._may_add = about, path, may_add
        if same:
            self._show()
            return
        self._kept, self._there = [], []
        self.problem.clear()
        self._show()
        self.reload()

    def show_nothing(self) -> None:
        self.show_subject(NOTHING, None, False)

    def reload(self) -> None:
        """Look again what there is."""
        about, path = self._about, self._path
        self._looking.abandon()
        self._asking.abandon()
        if about == NOTHING:
            return
        if path is not None:
            title = translate("photos", "Reading photos")
            work = partial(photo_work.kept, path, about)
            self._looking.start(title, lambda _job: work(), partial(self._found, about, True), self._failed)
        if about.contribution:
            self._session.run(
                self._asking,
                translate("photos", "Fetching photos"),
                lambda connection, job: photo_work.listed(connection, job, about.contribution),
                partial(self._found, about, False),
                self._failed,
            )

    def close_box(self) -> None:
        for lane in (self._looking, self._asking, self._opening, self._changing):
            lane.close()
        if self.viewer is not None:
            self.viewer.reject()

    def _found(self, about: Subject, here: bool, found: list[Seen]) -> None:
        if about == self._about:
            if here:
                self._kept = found
            else:
                self._there = found
            self._show()

    def _show(self) -> None:
        photos = [*self._there, *self._kept]
        self.strip.show_photos(photos, self._may_add)
        self._make_room()
        self._allow()

    def _make_room(self) -> None:
        """There only where there is something to see, to do or to tell."""
        some = self.strip.list.count() > 0 or self.strip.acceptDrops() or not self.problem.isHidden()
        self.setVisible(self._about != NOTHING and some)

    def _allow(self) -> None:
        self.strip.allow(not self._changing.busy)

    def _failed(self, problem: Problem) -> None:
        self.problem.show_problem(problem, translate("photos", "Look again"), self.reload)
        self._make_room()

    # adding

    def _choose_files(self) -> None:
        kinds = translate("photos", "Photos") + " (*.jpg *.jpeg *.png *.JPG *.JPEG *.PNG)"
        pictures = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        files, _kind = QFileDialog.getOpenFileNames(self, translate("photos", "Add photos"), pictures, kinds)
        if files:
            self.add([Path(file) for file in files])

    def add(self, files: Sequence[Path]) -> None:
        """Take in photos for what is shown; they are kept in the working copy before anything is sent."""
        about, path = self._about, self._path
        if not self._may_add or about == NOTHING or not files:
            return
        self.problem.clear()
        done = partial(self._taken_in, about)
        title = translate("photos", "Taking in photos")
        if path is not None:
            self._changing.start(
                title, lambda job: photo_work.take_in(path, about, files, job), done, self._not_taken_in
            )
            return
        self._session.run(
            self._changing,
            title,
            lambda connection, job: photo_work.send_at_once(connection, about.contribution, files, job),
            done,
            self._not_taken_in,
        )

    def _taken_in(self, about: Subject, result: object) -> None:
        assert isinstance(result, TakenIn)
        if about == self._about:
            self.reload()
            if text := words.taken_in_text(result):
                problem = InvalidContent(
                    text, "The files themselves are as they were; the other photos were taken.", Safety.NOTHING_CHANGED
                )
                self.problem.show_problem(problem)
        self._changed()

    def _not_taken_in(self, problem: Problem) -> None:
        self.reload()
        self.problem.show_problem(problem)
        self._changed()

    def _try_again(self) -> None:
        refused = [one.id for one in self._kept if one.reason]
        path = self._path
        if path is not None and refused:
            work = partial(photo_work.try_again, path, refused)
            title = translate("photos", "Taking in photos")
            self._changing.start(title, lambda _job: work(), self._done, self._not_taken_in)

    # looking and removing

    def open_large(self, one: Seen) -> None:
        path, name = one.kept_in, self._name(one)
        title, photo, done = translate("photos", "Opening a photo"), one.id, partial(self._opened, name)
        if path is not None:
            self._opening.start(title, lambda _job: photo_work.large(None, path, photo), done, self._failed)
        else:
            self._session.run(
                self._opening,
                title,
                lambda connection, _job: photo_work.large(connection, None, photo),
                done,
                self._failed,
            )

    def _opened(self, name: str, image: QImage) -> None:
        self.viewer = Viewer(image, name, self._window.main)
        self.viewer.destroyed.connect(self._forget_viewer)
        self.viewer.show()

    def _forget_viewer(self) -> None:
        self.viewer = None

    def _name(self, one: Seen) -> str:
        photos = [*self._there, *self._kept]
        return words.spoken(photos.index(one) + 1, len(photos), one) if one in photos else translate("photos", "Photo")

    def remove(self, one: Seen) -> None:
        """After a question: what the municipality has is erased there, what waits is gone for good."""
        if self.strip.read_only or self._changing.busy:
            return
        text = translate("photos", "The photo is erased at the municipality. The file on your computer stays.")
        if one.kept_in is not None:
            text = translate("photos", "The photo is not sent. The file on your computer stays.")
        verb = translate("photos", "Remove")
        if not confirmed(self._window.main, translate("photos", "Remove this photo?"), text, verb):
            return
        self.problem.clear()
        path, photo, title = one.kept_in, one.id, translate("photos", "Removing a photo")
        if path is not None:
            work = partial(photo_work.remove, None, path, photo)
            self._changing.start(title, lambda _job: work(), self._done, self._not_taken_in)
            return
        self._session.run(
            self._changing,
            title,
            lambda connection, _job: photo_work.remove(connection, None, photo),
            self._done,
            self._not_taken_in,
        )

    def _done(self, _result: object) -> None:
        self.reload()
        self._changed()
