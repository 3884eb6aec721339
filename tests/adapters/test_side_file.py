"""What is being downloaded lies beside: found again by whoever asks the same, whole or not at all."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from plugin.adapters.working_copy import side_file as module
from plugin.adapters.working_copy.side_file import SideFile
from plugin.domain.errors import Cancelled, InvalidContent
from plugin.services.wfs.raw import Raw, raw_rows

from .copies import BAUM, baum

pytestmark = pytest.mark.qgis
ROOT = str(Path(__file__).resolve().parents[2])


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "Zwischenspeicher für Änne"
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    return folder


def side(token: str = "dasselbe") -> SideFile:
    return SideFile.open("stadt.gpkg\nbaum", token, BAUM, 25833)


def trees(*numbers: int) -> Iterator[Raw]:
    return raw_rows((baum(number) for number in numbers), BAUM)


def test_what_was_put_is_found_again() -> None:
    with side() as first:
        first.put(trees(1, 2, 3), lambda: ("keys 1 3", 3))
        first.put(trees(3, 4), lambda: None)
        assert first.count == 4
    with side() as again:
        assert (again.count, again.parts()) == (4, {"keys 1 3": 3})
        again.clear()
        assert (again.count, again.parts()) == (0, {})


@pytest.mark.parametrize("other", ["token", "age", "discarded", "spoiled", "no database"])
def test_another_question_an_old_answer_and_what_is_spoiled_begin_anew(
    other: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with side() as first:
        first.put(trees(*range(1, 400)), lambda: ("keys 1 400", 399))
        if other == "discarded":
            first.discard()
    assert first.path.exists() is (other != "discarded")
    if other == "age":
        monkeypatch.setattr(module, "MAX_AGE", 0.0)
    if other == "spoiled":  # as after a power cut
        with first.path.open("r+b") as file:
            file.seek(20_000)
            file.write(bytes(20_000))
    if other == "no database":
        first.path.write_text("nichts", "utf-8")
    with side("etwas anderes" if other == "token" else "dasselbe") as again:
        assert (again.count, again.parts()) == (0, {})


def test_a_page_that_ends_in_the_middle_is_as_if_it_had_never_begun() -> None:
    def breaks() -> Iterator[Raw]:
        yield from trees(*range(10, 1500))
        raise Cancelled("Cancelled.")

    with side() as first:
        first.put(trees(1), lambda: ("keys 1 1", 1))
        with pytest.raises(Cancelled):
            first.put(breaks(), lambda: ("keys 2 1500", 1490))
        assert (first.count, first.parts()) == (1, {"keys 1 1": 1})
    with side() as again:
        assert again.count == 1


DIES = """
import os, sys
sys.path.insert(0, sys.argv[1])
from tests.adapters.test_side_file import side, trees
made = side()
made.put(trees(*range(1, 1001)), lambda: ("keys 1 1000", 1000))
def half():
    yield from trees(*range(2000, 9000))
    print("mitten drin", flush=True)
    os._exit(9)
made.put(half(), lambda: None)
"""


def test_a_program_that_dies_leaves_what_was_finished() -> None:
    done = subprocess.run([sys.executable, "-c", DIES, ROOT], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (9, "mitten drin\n"), done.stderr
    with side() as again:
        assert (again.count, again.parts()) == (1000, {"keys 1 1000": 1000})


def test_two_programs_do_not_write_into_the_same_file() -> None:
    with side() as first:
        first.put(trees(1), lambda: None)
        with side() as second:
            assert second.path != first.path and second.count == 0
            second.put(trees(2), lambda: None)
            second.discard()
        assert not second.path.exists() and not second.path.parent.exists()
        assert first.count == 1


def test_lists_and_objects_make_a_column_json_whenever_they_appear() -> None:
    rows = [(f"baum.{number}", None, (*(None,) * 8, value)) for number, value in enumerate(["rund", None, {"ü": [1]}])]
    with side() as first:
        first.put(iter(rows[:2]), lambda: None)
        assert {field.name: field.type for field in first.found.fields}["merkmale"] == "json"
        first.put(iter(rows[2:]), lambda: None)
        assert first.count == 3
    with closing(sqlite3.connect(first.path)) as connection:
        found = [row[0] for row in connection.execute("SELECT merkmale FROM arrived ORDER BY _fid")]
    assert found == ['"rund"', None, '{"ü": [1]}']


def test_a_text_that_turns_out_to_be_json() -> None:
    schema = type(BAUM)("baum", BAUM.fields[1:3], None, None)
    with SideFile.open("x", "y", schema, 25833) as made:
        made.put(
            iter([("baum.1", None, ("a", "rund")), ("baum.2", None, ("b", [1])), ("baum.3", None, ("c", "x"))]),
            lambda: None,
        )
        assert made.count == 3
        assert [field.type for field in made.found.fields] == ["text", "json"]
    with closing(sqlite3.connect(made.path)) as connection:
        found = connection.execute("SELECT uuid, art FROM arrived ORDER BY _fid").fetchall()
    assert found == [("a", '"rund"'), ("b", "[1]"), ("c", '"x"')]


@pytest.mark.parametrize("value", [2**70, "\ud800"])
def test_what_no_column_holds_is_refused(value: object) -> None:
    rows: list[Raw] = [("baum.1", None, (value, *(None,) * 8))]
    with side() as first:
        with pytest.raises(InvalidContent):
            first.put(iter(rows), lambda: None)
        assert first.count == 0


@pytest.mark.parametrize("geometry", [[1], "POINT(1 2)", 7, {"type": {}, "coordinates": [1, 2]}])
def test_what_is_no_geometry_is_refused(geometry: object) -> None:
    rows: list[Raw] = [("baum.1", geometry, (None,) * 9)]  # type: ignore[list-item]
    with side() as first:
        with pytest.raises(InvalidContent):
            first.put(iter(rows), lambda: None)
        assert first.count == 0


def test_no_folder_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))
    with side() as first:
        first.discard()
    assert list((tmp_path / "tmp").iterdir()) == []


@pytest.mark.parametrize(
    "value", [json.loads("[" * 400 + "]" * 400), {"a": 2**63}, {"a": float("nan")}, {"a": [float("inf")]}, ["\ud800"]]
)
def test_what_could_not_be_read_again_as_a_feature_is_refused(value: object) -> None:
    """Once noted beside an edit, it would have hidden everything else in the working copy."""
    rows: list[Raw] = [("baum.1", None, (*(None,) * 8, value))]
    with side() as first:
        with pytest.raises(InvalidContent):
            first.put(iter(rows), lambda: None)
        assert first.count == 0
        nested = json.loads("[" * 29 + "]" * 29)
        first.put(iter([("baum.1", None, (*(None,) * 8, [nested, {"a": 2**62}] * 20))]), lambda: None)
        assert first.count == 1
