"""Writing to municipal layers: all or nothing, in order, with rights, conditions and exact values."""

from __future__ import annotations

import pytest

from .town import (
    WEISS,
    Town,
    delete,
    insert,
    tree,
    update,
)

pytestmark = pytest.mark.qgis


def test_a_reviewer_inserts_changes_and_fells_trees_in_one_go(town: Town) -> None:
    condition = {"aendern": town.state("baum", 1), "faellen": town.state("baum", 2)}
    result = town.done(
        WEISS,
        insert("baum", tree(art="Ulme"), tree(art="Esche"), handle="neu"),
        update("baum", 1, "aendern", pflanzjahr="1988"),
        delete("baum", 2, "faellen"),
        insert("baum", tree(art="Birke"), handle="noch einer"),
        conditions=condition,
    )
    assert [(entry.handle, entry.fid) for entry in result.inserted] == [
        ("neu", "baum.5"),
        ("neu", "baum.6"),
        ("noch einer", "baum.7"),
    ]
    assert (result.total_inserted, result.total_updated, result.total_deleted) == (3, 1, 1)
    assert [(row["fid"], row["art"], row["pflanzjahr"]) for row in town.rows("baum")] == [
        (1, "Linde", 1988),
        (3, "Ahorn", None),
        (4, "Fichte", None),
        (5, "Ulme", None),
        (6, "Esche", None),
        (7, "Birke", None),
    ]
