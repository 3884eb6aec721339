"""What a working copy knows of publishing without the server half: levels, ids, and the ledger."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from plugin.adapters.working_copy import WorkingCopy, published
from plugin.domain.contribution import Contribution, Operation, Status
from plugin.domain.errors import InvalidContent, NoTransactions, Tampered, WorkingCopyProblem
from plugin.domain.feature import Feature
from plugin.domain.ledger import Entry, Finding
from plugin.domain.outbox import ItemState
from plugin.domain.protection import Protection
from plugin.workflows.plain_doubt import Doubt, has_arrived, send_again
from plugin.workflows.plain_layer import Seen

from .copies import baum, load, village
from .test_working_copy_edits import add, edited

pytestmark = pytest.mark.qgis


def sql(copy: WorkingCopy, text: str) -> None:
    with closing(sqlite3.connect(copy.path)) as connection, connection:
        for name in ("ST_IsEmpty", "ST_MinX", "ST_MaxX", "ST_MinY", "ST_MaxY"):
            connection.create_function(name, 1, lambda _: 0)
        connection.execute(text)


def entry(feature: Feature, uuid: str = "e-1") -> Entry:
    """The tree was a lime, and was published from here as an elm."""
    key = feature.properties["uuid"]
    before = replace(feature, key=key)
    after = replace(before, properties={**before.properties, "art": "Ulme"})
    return Entry(uuid, "baum", key, Operation.UPDATE, before, after, "")


def test_a_level_stays_with_its_layer_through_refreshes(tmp_path: Path) -> None:
    copy = village(tmp_path, key="uuid")
    copy.protect("baum", Protection.DETECTED)
    load(copy, [baum(number) for number in range(1, 4)], key="uuid")
    assert [one.protection for one in copy.layers()] == ["detected"]


def test_keys_are_unique_only_if_every_row_of_the_server_has_its_own(tmp_path: Path) -> None:
    copy = village(tmp_path, key="uuid")
    assert copy.keys_are_unique("baum") and not copy.keys_are_unique("gibtsnicht")
    load(copy, [baum(1), baum(2, uuid=baum(1)[1].properties["uuid"])], key="uuid")
    assert not copy.keys_are_unique("baum")
    load(copy, [baum(1), baum(2, uuid=None)], key="uuid")
    assert not copy.keys_are_unique("baum")


def test_rows_are_found_under_the_ids_of_the_server_deleted_ones_too(tmp_path: Path) -> None:
    copy = village(tmp_path, key="uuid", count=3)
    sql(copy, "DELETE FROM baum WHERE _fid = 'baum.2'")
    assert sorted(copy.fids("baum").values()) == ["baum.1", "baum.2", "baum.3"]


def test_the_ledger_keeps_what_was_published_in_its_order(tmp_path: Path) -> None:
    copy = village(tmp_path, key="uuid")
    for number in (2, 1):
        copy.note_published(entry(baum(number)[1], f"e-{number}"))
    first, second = copy.ledger()
    assert (first.uuid, second.uuid) == ("e-2", "e-1") and first.published
    assert replace(first, published="") == entry(baum(2)[1], "e-2")
    copy.note_findings([replace(first, finding=Finding.OVERWRITTEN)])
    assert [one.uuid for one in copy.lost()] == ["e-2"]


def test_what_the_server_has_is_the_base_of_what_is_changed_here(tmp_path: Path) -> None:
    copy = village(tmp_path, key="uuid")
    key = baum(1)[1].properties["uuid"]
    sql(copy, f"UPDATE baum SET art = 'hier geändert' WHERE uuid = '{key}'")
    places = [("baum", key), ("baum", "gibtsnicht")]
    found = copy.as_the_server_has(places)
    seen = found["baum", key]
    assert seen is not None and seen.properties["art"] == "Winterlinde"
    assert found["baum", "gibtsnicht"] is None


def test_beyond_an_extent_nobody_says_that_something_is_gone(tmp_path: Path) -> None:
    copy = village(tmp_path, key="uuid")
    load(copy, [baum(1)], key="uuid", extent=(0.0, 0.0, 1e7, 1e7))
    assert copy.as_the_server_has([("baum", baum(2)[1].properties["uuid"])]) == {}


def test_publishing_again_is_an_edit_on_top_of_what_is_there_now(tmp_path: Path) -> None:
    copy = village(tmp_path, key="uuid")
    copy.note_published(replace(entry(baum(1)[1]), finding=Finding.OVERWRITTEN))
    load(copy, [baum(1, höhe=99.0), *map(baum, range(2, 6))], key="uuid")
    copy.answer("e-1", publish_again=True)
    (change,) = copy.changes()
    assert change.base is not None and change.proposed is not None
    assert (change.base.properties["art"], change.proposed.properties["art"]) == ("Winterlinde", "Ulme")
    assert change.proposed.properties["höhe"] == 99.0
    assert copy.lost() == []
    with pytest.raises(InvalidContent):
        copy.answer("e-1")


def test_it_is_not_made_again_over_other_changes_of_the_person(tmp_path: Path) -> None:
    copy = village(tmp_path, key="uuid")
    copy.note_published(replace(entry(baum(1)[1]), finding=Finding.OVERWRITTEN))
    sql(copy, f"UPDATE baum SET nummer = 5 WHERE uuid = '{baum(1)[1].properties['uuid']}'")
    with pytest.raises(WorkingCopyProblem, match="other changes"):
        copy.answer("e-1", publish_again=True)
    assert len(copy.lost()) == 1, "it stays to be answered"
    copy.answer("e-1")
    assert copy.lost() == []


@pytest.mark.parametrize(
    "change", ["finding = 'erfunden'", "before = 'kein JSON'", "operation = 'drop'", "after = '{}'", "before = x'00ff'"]
)
def test_a_ledger_that_a_stranger_has_written_is_not_believed(tmp_path: Path, change: str) -> None:
    copy = village(tmp_path, key="uuid")
    copy.note_published(entry(baum(1)[1]))
    sql(copy, f"UPDATE buergergis_ledger SET {change}")
    with pytest.raises(Tampered):
        copy.ledger()


def sending(copy: WorkingCopy) -> Contribution:
    """A new tree on its way to a service without a queue, and what is said once it is there."""
    edited(copy, add(1, 2, art="Eibe"))
    (item,) = copy.enqueue(copy.changes(), "rundgang", "")
    copy.mark([item.uuid], ItemState.SENDING)
    return Contribution(item.uuid, item.change, "baum", None, status=Status.PUBLISHED, published_fid="baum.77")


def test_what_is_done_is_over_at_once_or_still_in_doubt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Confirmed and not over, it would wait for ever, and its next edit would be a second new tree."""
    copy = village(tmp_path)
    done = sending(copy)

    def ends(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(published, "settle", ends)
        copy.note_done(done)
    assert [item.state for item in WorkingCopy.open(copy.path).items()] == [ItemState.SENDING]
    copy.note_done(done)
    assert [item.state for item in copy.items()] == [ItemState.SETTLED] and copy.changes() == []
    assert "baum.77" in copy.fids("baum").values()


def test_a_doubt_about_what_was_meant_for_review_is_not_settled_by_publishing(tmp_path: Path) -> None:
    """The service had a queue, lost an answer, and says now that it has no queue."""
    copy = village(tmp_path)
    done = sending(copy)
    copy.mark([done.uuid], ItemState.UNKNOWN, "Keine Antwort.")
    (item,) = copy.in_doubt()
    with pytest.raises(NoTransactions, match="had a review queue"):
        send_again(None, copy, [item])  # type: ignore[arg-type]  # it comes to no connection
    with pytest.raises(NoTransactions, match="had a review queue"):
        has_arrived(copy, Doubt(item, (Seen("baum.77", done.change.feature),)))
    assert [one.state for one in copy.items()] == [ItemState.UNKNOWN]
