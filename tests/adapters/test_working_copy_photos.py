"""Photos in a working copy: for which contribution they wait, and that nothing of them stays behind."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest

from plugin.adapters.background import Job
from plugin.adapters.working_copy import WorkingCopy
from plugin.domain.errors import LimitExceeded, Tampered
from plugin.domain.outbox import ItemState
from plugin.gui.map.work import adopt
from plugin.gui.photos.words import about, spoken, state_text
from plugin.gui.photos.work import Seen
from plugin.workflows.attach_waiting import FOREIGN, MOST, Subject
from tests import photos

from .copies import village
from .test_working_copy_file import edited, execute, put

pytestmark = pytest.mark.qgis
TREE = Subject("", "baum", 1)


@pytest.fixture
def copy(tmp_path: Path) -> WorkingCopy:
    return village(tmp_path)


def test_a_photo_of_a_row_is_sent_with_the_contribution_that_is_made_of_it(copy: WorkingCopy) -> None:
    changes = edited(copy, put(1, "art", "Silberlinde"))
    data = photos.jpeg()
    one = copy.keep_photo(TREE, data)
    assert copy.keep_photo(TREE, data) == one, "the same photo is there once"
    assert copy.waiting_photos(TREE) == [one] and copy.photos_to_send() == []
    again = WorkingCopy.open(copy.path)  # the file is ours still
    (item,) = again.enqueue(changes, "c-1", "Am Anger nachgesehen")
    assert again.photos_to_send() == [], "the server does not have the contribution yet"
    again.mark([item.uuid], ItemState.SENDING)
    again.mark([item.uuid], ItemState.SUBMITTED)
    assert again.photos_to_send() == [(one, item.uuid)]
    assert again.waiting_photos(Subject(item.uuid)) == [one] and again.photo(one.id) == data
    later = again.keep_photo(TREE, photos.png())
    assert later.about == Subject(item.uuid), "another one of the row is that contribution's"
    again.note_photo(later.id, "The contribution is accepted.")
    assert again.photos_to_send() == [(one, item.uuid)]


def test_a_photo_in_somebody_elses_file_is_sent_only_when_a_person_asks(copy: WorkingCopy) -> None:
    with copy:
        copy.nothing_by_itself()  # no photo waits: there is not even a table
    known, of_a_tree = copy.keep_photo(Subject(str(UUID(int=7))), photos.jpeg()), copy.keep_photo(TREE, photos.png())
    assert [one for one, _uuid in copy.photos_to_send()] == [known]
    state = adopt(copy.path, Job(lambda _part: None))
    assert state.path == copy.path and copy.photos_to_send() == []
    assert {one.reason for one in copy.waiting_photos()} == {FOREIGN}
    copy.note_photo(known.id, "")  # "Send again"
    assert [one.id for one, _uuid in copy.photos_to_send()] == [known.id]
    (left,) = copy.waiting_photos(TREE)
    assert left.id == of_a_tree.id
    told, waits = Seen(left.id, None, copy.path, left.reason), Seen(known.id, None, copy.path)
    assert state_text(told) == "held back" and "somebody else's file" in spoken(1, 2, told)
    assert "Not taken" not in about([told, waits], True) and "Held back" in about([told, waits], True)


def test_nothing_of_a_photo_stays_in_the_file(copy: WorkingCopy) -> None:
    edited(copy, put(1, "art", "Silberlinde"))
    before = schema(copy.path)
    data = photos.jpeg(200, 100, noise=True)
    one = copy.keep_photo(TREE, data)
    assert data[500:700] in copy.path.read_bytes()
    copy.forget_photo(one.id)
    copy.forget_photo(one.id)
    assert data[500:700] not in copy.path.read_bytes() and schema(copy.path) == before


def test_no_more_are_kept_than_a_contribution_may_have(copy: WorkingCopy) -> None:
    for width in range(1, MOST + 1):
        copy.keep_photo(TREE, photos.png(width))
    with pytest.raises(LimitExceeded):
        copy.keep_photo(TREE, photos.png(MOST + 1))


def test_a_table_of_photos_that_is_not_ours_is_not_believed(copy: WorkingCopy) -> None:
    execute(copy.path, "CREATE TABLE buergergis_photo (id TEXT)")
    with pytest.raises(Tampered):
        WorkingCopy.open(copy.path)


def schema(path: Path) -> set[str]:
    from .test_working_copy_file import schema_of

    return set(schema_of(path))
