"""A refresh that reads what has changed comes to the same as one that reads everything, whatever both sides did."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugin.adapters.working_copy import WorkingCopy, outbox
from plugin.adapters.working_copy import versions as names
from plugin.adapters.working_copy.store import reading, writing
from plugin.services.contributions import LayerForm
from plugin.services.wfs.model import Field, LayerInfo, Schema
from plugin.services.wfs.raw import raw_rows
from plugin.workflows.ports import Refreshed

from .copies import BAUM, CRS, Row, baum, load, village
from .test_working_copy_merging_any import EDIT, carry_out, edited

pytestmark = pytest.mark.qgis
TREES = range(1, 6)
Town = dict[int, tuple[Row, str]]
"""What the server has: each tree, and what its state is called."""

EDITS = st.lists(st.one_of(st.just({}), st.just({}), EDIT, st.none()), min_size=5, max_size=5)
STEPS = st.lists(st.tuples(EDITS, EDITS, st.booleans()), min_size=1, max_size=3)


def state(number: int) -> str:
    return f"{number:016x}"


def said(copy: WorkingCopy, schema: Schema = BAUM, **form: str) -> None:
    info = LayerInfo("baum", "Die baum", "", CRS, None, frozenset({"query"}))
    copy.add_layer(info, schema, LayerForm("baum", CRS, **form), False, None)


def fully(copy: WorkingCopy, town: Town) -> Refreshed:
    said(copy)
    with copy.staging("baum") as side:
        side.clear()
        side.note_versions((fid, name) for (fid, _), name in town.values())
        side.put(raw_rows([row for row, _ in town.values()], side.schema), lambda: None)
        return copy.take_in(side, len(town))


def by_versions(copy: WorkingCopy, town: Town) -> tuple[Refreshed, list[str]]:
    """The refresh, and what was read for it."""
    said(copy)
    with copy.staging("baum") as side:
        side.clear()
        side.note_versions((fid, name) for (fid, _), name in town.values())
        missing = copy.missing(side)
        assert missing is not None
        side.put(raw_rows([row for row, _ in town.values() if row[0] in missing], side.schema), lambda: None)
        assert side.is_whole
        return copy.take_in(side, len(town)), missing


def content(copy: WorkingCopy) -> Mapping[str, list[tuple[object, ...]]]:
    """Rows, base rows and conflicts, and the layer without its times."""
    tables = {
        "baum": "SELECT * FROM baum ORDER BY _id",
        "base": "SELECT * FROM buergergis_base_1 ORDER BY _id",
        "conflict": "SELECT typename, local_id, fid, theirs FROM buergergis_conflict ORDER BY local_id",
        "layer": "SELECT expected, loaded, schema FROM buergergis_layer",
        "version": "SELECT * FROM buergergis_version ORDER BY fid",
    }
    with reading(copy.path) as connection:
        return {name: [tuple(row) for row in connection.execute(sql)] for name, sql in tables.items()}


@pytest.fixture(scope="module")
def pristine() -> Iterator[Path]:
    with TemporaryDirectory() as folder:
        copy = village(Path(folder))
        fully(copy, {number: (baum(number), state(1)) for number in TREES})
        yield copy.path


@pytest.fixture
def copy(pristine: Path, tmp_path: Path) -> WorkingCopy:
    return WorkingCopy.open(shutil.copy(pristine, tmp_path / "kopie.gpkg"))


@settings(max_examples=60, deadline=None)
@given(steps=STEPS)
def test_any_story_of_edits_ends_as_if_everything_had_been_read(
    pristine: Path, steps: list[tuple[list[dict[str, object] | None], list[dict[str, object] | None], bool]]
) -> None:
    with TemporaryDirectory() as folder:
        town: Town = {number: (baum(number), state(1)) for number in TREES}
        one, other = (WorkingCopy.open(shutil.copy(pristine, Path(folder) / f"{n}.gpkg")) for n in (1, 2))
        for turn, (mine, theirs, planted) in enumerate(steps, 2):
            for number, mine_now, theirs_now in zip(TREES, mine, theirs, strict=True):
                if mine_now != {}:
                    carry_out(one, number, edited(number, mine_now))
                    carry_out(other, number, edited(number, mine_now))
                if theirs_now is None:
                    town.pop(number, None)
                elif theirs_now:
                    town[number] = (baum(number, **theirs_now), state(turn))
            if planted:
                town[10 + turn] = (baum(10 + turn), state(1))
            told, _ = by_versions(other, town)
            assert told == fully(one, town)
            assert content(other) == content(one)
            assert WorkingCopy.open(other.path).changes() == one.changes()


def test_only_what_is_called_otherwise_or_was_changed_here_is_read(copy: WorkingCopy) -> None:
    town = {number: (baum(number), state(1)) for number in TREES}
    assert by_versions(copy, town) == (Refreshed(), [])
    town[2] = (baum(2, art="Ulme"), state(2))
    carry_out(copy, 4, baum(4, art="Eibe"))
    assert by_versions(copy, town) == (Refreshed(changed=1), ["baum.2", "baum.4"])
    assert by_versions(copy, town)[1] == ["baum.4"], "while it is changed here, it is looked at each time"


def test_what_is_changed_while_it_is_read_is_not_taken_for_felled(copy: WorkingCopy) -> None:
    said(copy)
    with copy.staging("baum") as side:
        side.note_versions((f"baum.{number}", state(1)) for number in TREES)
        assert copy.missing(side) == []
        carry_out(copy, 1, baum(1, art="Eibe"))
        carry_out(copy, 2, None)
        assert copy.take_in(side, 5) == Refreshed()
    assert [change.key for change in copy.changes()] == ["1", "2"] and copy.conflicts() == []


def test_a_missing_row_is_seen(copy: WorkingCopy) -> None:
    said(copy)
    with copy.staging("baum") as side:
        side.note_versions([(f"baum.{number}", state(1 + number // 3)) for number in TREES])
        assert copy.missing(side) == ["baum.3", "baum.4", "baum.5"]
        side.put(raw_rows([baum(3), baum(4)], side.schema), lambda: None)
        assert not side.is_whole
        side.put(raw_rows([baum(1)], side.schema), lambda: None)
        assert not side.is_whole, "what nobody asked for does not stand for what is missing"


def test_everything_is_read_where_versions_do_not_tell_enough(copy: WorkingCopy) -> None:
    def missing(schema: Schema = BAUM, **form: str) -> list[str] | None:
        said(copy, schema, **form)
        with copy.staging("baum") as side:
            side.note_versions((f"baum.{number}", state(1)) for number in TREES)
            return copy.missing(side)

    assert missing() == []
    assert missing(Schema("baum", (*BAUM.fields, Field("neu", "text")), "geometry", "Point")) is None
    assert missing(key="uuid") is None
    for watermark in ("", "2020-01-01T00:00:00Z", "9999-01-01T00:00:00Z", "heute"):
        with writing(copy.path) as connection:
            connection.execute("UPDATE buergergis_layer SET watermark = ?", (watermark,))
        assert missing() is None, watermark


def test_rows_that_were_read_without_versions_have_none(copy: WorkingCopy) -> None:
    town = {number: (baum(number), state(1)) for number in TREES}
    load(copy, [baum(number) for number in TREES])
    assert content(copy)["version"] == []
    assert len(by_versions(copy, town)[1]) == 5
    assert by_versions(copy, town)[1] == []


def test_a_watermark_is_a_time() -> None:
    assert names.is_recent(outbox.now())


def test_while_qgis_edits_the_file_is_compared_all_the_same(copy: WorkingCopy) -> None:
    town = {number: (baum(number), state(1)) for number in TREES}
    town[3] = (baum(3, art="Ulme"), state(2))
    with closing(sqlite3.connect(copy.path, isolation_level=None)) as qgis:
        qgis.execute("PRAGMA journal_mode = WAL").fetchall()
        qgis.execute("BEGIN")
        qgis.execute("SELECT count(*) FROM baum").fetchall()
        assert by_versions(copy, town) == (Refreshed(changed=1), ["baum.3"])
