"""Photos on the page Meine Beiträge: dropped, kept until the contribution has arrived, sent, looked at, taken back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from qgis.PyQt.QtCore import QMimeData, QPointF, Qt, QUrl
from qgis.PyQt.QtGui import QDropEvent
from qgis.PyQt.QtWidgets import QLabel

from plugin.adapters.working_copy import WorkingCopy
from plugin.gui.photos import box as photo_box
from plugin.gui.photos.box import PhotoBox
from plugin.workflows import attach
from plugin.workflows.review import Decision
from tests import photos
from tests.live.places import ALTMARKFURT, benches_in

from .conftest import TestWindow, until
from .garden_of_benches import Enter, Volunteer, answers, connection_of

pytestmark = [pytest.mark.qgis, pytest.mark.live]


@pytest.fixture(scope="module")
def benches(demo_source: Path) -> Iterator[str]:
    return iter(benches_in(demo_source, ALTMARKFURT))


@pytest.fixture
def anna(enter: Enter, window: TestWindow, tmp_path: Path) -> Iterator[Volunteer]:
    here = Volunteer.sits_down(enter("beitrag-a"), window, tmp_path / "Bänke von Anna.gpkg")
    here.agrees()
    yield here
    here.gets_up()


@pytest.fixture
def pictures(tmp_path: Path) -> list[Path]:
    """As they come from a phone, with place and owner; the first is larger than what is sent."""
    files = [tmp_path / "Bank von vorn.jpg", tmp_path / "Latte.jpg"]
    for file, plain in zip(files, (photos.jpeg(3000, 1500), photos.jpeg(640, 480)), strict=True):
        file.write_bytes(photos.from_a_phone(plain))
    return files


def drop(box: PhotoBox, files: list[Path]) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    left = Qt.MouseButton.LeftButton
    event = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, left, Qt.KeyboardModifier.NoModifier)
    box.strip.dropEvent(event)


def shown(box: PhotoBox) -> list[str]:
    """What a screen reader says of the thumbnails."""
    until(lambda: not box.busy)
    role = Qt.ItemDataRole.AccessibleTextRole
    return [str(box.strip.list.item(row).data(role)) for row in range(box.strip.list.count())]


def changed(anna: Volunteer, bench: str) -> PhotoBox:
    """Anna has found a bench broken, and looks at that change."""
    anna.changes(bench, zustand="defekt")
    until(anna.lines)
    anna.chooses_change()
    box = anna.page.photos.of_change
    until(box.isVisible)
    return box


def settled(anna: Volunteer) -> None:
    photos = anna.page.photos
    anna.waits()
    until(lambda: not (photos.sending.busy or photos.of_change.busy or photos.of_contribution.busy))


def test_dropped_on_a_change_kept_until_it_has_arrived_and_then_sent(
    anna: Volunteer, enter: Enter, benches: Iterator[str], pictures: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    box = changed(anna, next(benches))
    assert box.strip.add.isVisible() and not box.strip.remove.isVisible()
    drop(box, pictures)
    until(lambda: box.strip.list.count() == 2)
    assert shown(box) == ["Photo 1 of 2: waits here", "Photo 2 of 2: waits here"]
    kept = WorkingCopy.open(anna.path)  # what is left when QGIS is killed now
    data = [kept.photo(one.id) for one in kept.waiting_photos()]
    assert [photos.size_of(one) for one in data] == [(2048, 1024), (640, 480)]
    assert not any(secret in anna.path.read_bytes() for secret in (photos.GPS, photos.OWNER, photos.SERIAL))

    anna.submits("Latte gebrochen")
    settled(anna)
    (uuid,) = anna.sent()
    assert anna.window.told[-1][0] == "Photos sent: 2." and kept.waiting_photos() == []
    assert b"buergergis_photo" not in anna.path.read_bytes()[:4096], "the table is gone with the last photo"
    anna.chooses(uuid)
    box = anna.page.photos.of_contribution
    until(lambda: box.strip.list.count() == 2)
    assert shown(box) == ["Photo 1 of 2", "Photo 2 of 2"]

    box.strip.list.setCurrentRow(0)
    box.strip.open_.click()
    until(lambda: box.viewer is not None)
    assert box.viewer is not None
    picture = box.viewer.findChild(QLabel)
    assert picture is not None and picture.accessibleName() == "Photo 1 of 2" and not picture.pixmap().isNull()
    box.viewer.reject()

    reviewer = enter("pruefung-altmarkfurt")
    desk = PhotoBox(reviewer, anna.window, read_only=True)  # type: ignore[arg-type]
    desk.show_photos(uuid)
    until(lambda: desk.strip.list.count() == 2)
    assert not desk.strip.add.isVisibleTo(desk) and not desk.strip.remove.isVisibleTo(desk)
    desk.show_nothing()
    assert desk.isHidden()
    desk.close_box()

    asked = []
    monkeypatch.setattr(photo_box, "confirmed", lambda *_: bool(asked.append(1)) or True)
    box.strip.list.setCurrentRow(0)
    box.strip.remove.click()
    until(lambda: box.strip.list.count() == 1)
    assert asked and len(attach.photos(connection_of(anna.session), uuid)) == 1


def test_what_the_municipality_does_not_take_is_told_and_kept(
    anna: Volunteer, enter: Enter, benches: Iterator[str], pictures: list[Path]
) -> None:
    changed(anna, next(benches))
    anna.submits()
    settled(anna)
    (uuid,) = anna.sent()
    answers(enter("pruefung-altmarkfurt"), uuid, Decision.ACCEPT)
    anna.chooses(uuid)
    box = anna.page.photos.of_contribution
    drop(box, pictures[:1])  # Anna has not heard of the answer yet
    until(lambda: anna.window.told)
    assert anna.window.told[-1][0].startswith("Photos not taken: 1. ")
    settled(anna)
    (line,) = shown(box)
    assert line.startswith("Photo 1 of 1: not taken: ") and "accepted" in line and box.strip.again.isVisibleTo(box)
    assert len(WorkingCopy.open(anna.path).waiting_photos()) == 1


def test_a_file_that_is_no_photo_is_named_and_the_others_are_taken(
    anna: Volunteer, benches: Iterator[str], pictures: list[Path], tmp_path: Path
) -> None:
    box = changed(anna, next(benches))
    bad = tmp_path / "<img src=x>.jpg"
    bad.write_text("Kein Bild", encoding="utf-8")
    drop(box, [bad, pictures[1]])
    until(lambda: box.strip.list.count() == 1)
    until(lambda: not box.problem.isHidden())
    assert "<img src=x>.jpg: A photo is a JPEG or a PNG; this is neither." in box.problem.accessibleDescription()
