"""Whatever two people do to three trees: the working copy holds what the merge says, and nothing is lost."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugin.adapters.working_copy import WorkingCopy
from plugin.adapters.working_copy.layer import load_all
from plugin.adapters.working_copy.rows import feature_of, to_blob
from plugin.adapters.working_copy.store import writing
from plugin.domain.feature import Feature
from plugin.domain.merge import Choice, merge
from plugin.domain.state import state_of
from plugin.workflows.ports import Refreshed

from .copies import Row, baum, load, village
from .test_working_copy_merging import dump

pytestmark = pytest.mark.qgis
TREES = (1, 2, 3)
EDIT = st.fixed_dictionaries(
    {},
    optional={
        "art": st.sampled_from(["Ulme", "Eibe", "", None]),
        "höhe": st.sampled_from([12.5, 13.0, None]),
        "at": st.sampled_from([[3.0, 4.0], [3.0, 4.0009], [7.0, 8.0], None]),
    },
)
EDITS = st.lists(st.one_of(EDIT, st.none()), min_size=3, max_size=3)  # None: felled


@pytest.fixture(scope="module")
def pristine() -> Iterator[Path]:
    with TemporaryDirectory() as folder:
        yield village(Path(folder), count=3).path


def edited(number: int, edit: dict[str, object] | None) -> Row | None:
    return None if edit is None else baum(number, **edit)


def carry_out(copy: WorkingCopy, number: int, row: Row | None) -> None:
    """As any other program that writes into the file, past QGIS; the triggers keep the base."""
    with writing(copy.path) as connection:
        if row is None:
            connection.execute('DELETE FROM baum WHERE "_id" = ?', (number,))
            return
        values = row[1].properties
        place = to_blob(row[1].geometry, 25833)
        sets = 'UPDATE baum SET geom = ?, art = ?, "höhe" = ? WHERE "_id" = ?'
        connection.execute(sets, (place, values["art"], values["höhe"], number))


def rows(copy: WorkingCopy) -> dict[int, Feature]:
    """The trees as they stand in the file: what is changed, over what the server has."""
    with writing(copy.path) as connection:
        (layer,) = load_all(connection)
        found = connection.execute("SELECT * FROM baum").fetchall()
        return {row["_id"]: feature_of(layer, row, row["_fid"]) for row in found}


def same(one: Feature | None, other: Feature | None) -> bool:
    return (one and state_of(one)) == (other and state_of(other))


@settings(max_examples=40, deadline=None)
@given(mine=EDITS, theirs=EDITS, choice=st.sampled_from(list(Choice)))
def test_any_two_edits(
    pristine: Path, mine: list[dict[str, object] | None], theirs: list[dict[str, object] | None], choice: Choice
) -> None:
    with TemporaryDirectory() as folder:
        copy = WorkingCopy.open(shutil.copy(pristine, Path(folder) / "kopie.gpkg"))
        for number, edit in zip(TREES, mine, strict=True):
            if edit != {}:
                carry_out(copy, number, edited(number, edit))
        there = {number: edited(number, edit) for number, edit in zip(TREES, theirs, strict=True)}
        arrived = [row for row in there.values() if row is not None]
        before = rows(copy)
        told = load(copy, arrived)
        look(copy, before, there, told)
        decide(copy, choice)
        assert load(copy, arrived) == Refreshed(), "what was merged or decided is so, and stays so"
        for change in copy.changes():
            row = there[change.local_id]
            assert same(change.base, row and row[1]), "what is submitted is based on what the server has"


def look(copy: WorkingCopy, before: dict[int, Feature], there: dict[int, Row | None], told: Refreshed) -> None:
    """Each tree is as the merge says, or stands untouched among the conflicts."""
    now, apart = rows(copy), {one.local_id: one for one in copy.conflicts()}
    for number in TREES:
        row = there[number]
        found = merge(baum(number)[1], before.get(number), row and row[1])
        assert found.clean is (number not in apart) is (str(number) not in told.conflicts)
        if found.clean:
            assert same(now.get(number), found.merged)
        else:
            assert same(now.get(number), before.get(number))
            assert same(apart[number].merge.theirs, row and row[1])
            assert same(apart[number].merge.base, baum(number)[1])


def decide(copy: WorkingCopy, choice: Choice) -> None:
    for one in copy.conflicts():
        before = dump(copy)
        resolved = copy.resolve(one.layer, one.local_id, one.merge.all(choice))
        after = dump(copy)
        copy.put_back(resolved)
        assert dump(copy) == before
        again = copy.resolve(one.layer, one.local_id, one.merge.all(choice))
        assert dump(copy) == after and replace(again, before=(), after=()) == replace(resolved, before=(), after=())
    assert copy.conflicts() == []
