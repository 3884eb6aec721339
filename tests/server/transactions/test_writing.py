"""Writing to municipal layers: all or nothing, in order, with rights, conditions and a record."""

from __future__ import annotations

import json
from hashlib import sha256

import pytest

from plugin.server.writing import changes
from plugin.services.wfs.filters import BBox, Combined, Compare, Comparison, FeatureIds, Logic
from plugin.services.wfs.model import Delete, NewFeature, Update

from .town import (
    ALTMARKFURT,
    ANNE,
    BOEHME,
    EAST,
    MILENA,
    NEUWASSER,
    STRANGER,
    WEISS,
    WEST,
    Town,
    by_id,
    delete,
    insert,
    point,
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
    named = [("neu", "baum.5"), ("neu", "baum.6"), ("noch einer", "baum.7")]
    assert [(entry.handle, entry.fid) for entry in result.inserted] == named
    assert (result.total_inserted, result.total_updated, result.total_deleted) == (3, 1, 1)
    held = [(row["fid"], row["art"], row["pflanzjahr"]) for row in town.rows("baum")]
    assert held == [
        *[(1, "Linde", 1988), (3, "Ahorn", None), (4, "Fichte", None)],
        *[(5, "Ulme", None), (6, "Esche", None), (7, "Birke", None)],
    ]


def test_if_the_third_action_fails_nothing_has_happened(town: Town) -> None:
    status, text = town.refused(
        MILENA,
        insert("sitzbank", NewFeature({"nummer": "B-9"}, point(WEST)), handle="neue Bank"),
        update("sitzbank", 1, "umstellen", material="Beton"),
        update("sitzbank", 2, "verschreiben", zustand="kaputt"),
    )
    assert status == 400
    assert "verschreiben" in text
    assert "zustand" in text
    assert "kaputt" in text


def test_actions_see_what_came_before_them_in_the_document(town: Town) -> None:
    number = Compare(Comparison.EQUAL, "nummer", "B-1")
    result = town.done(
        MILENA,
        Update("sitzbank", number, {"nummer": "B-7"}),
        insert("sitzbank", NewFeature({"nummer": "B-1", "material": "Granit"}, point(WEST))),
        Update("sitzbank", number, {"material": "Basalt"}),
        Delete("sitzbank", Compare(Comparison.EQUAL, "nummer", "B-7")),
    )
    assert (result.total_inserted, result.total_updated, result.total_deleted) == (1, 2, 1)
    assert [(row["nummer"], row["material"]) for row in town.rows("sitzbank")] == [("B-2", "Stahl"), ("B-1", "Basalt")]


def test_version_1_0_0_is_answered_in_its_own_form(town: Town) -> None:
    got = town.send(MILENA, insert("sitzbank", NewFeature({"nummer": "B-3"}, point(WEST))), version="1.0.0")
    assert got.status == 200
    assert b"WFS_TransactionResponse" in got.body
    assert b'fid="sitzbank.3"' in got.body
    wrong = town.send(MILENA, update("sitzbank", 1, farbe="rot"), version="1.0.0")
    assert (wrong.status, b"ServiceExceptionReport" in wrong.body) == (400, True)


@pytest.mark.parametrize(("who", "status"), [("", 401), (STRANGER, 401), (ANNE, 403), (BOEHME, 403)])
def test_who_may_not_write_is_refused(town: Town, who: str, status: int) -> None:
    """Guest, an account nobody knows, a contributor, and the reviewer of the neighbouring town."""
    for action in (insert("baum", tree()), update("baum", 4, "h", art="Tanne"), delete("baum", 4, "h")):
        conditions = {} if action.handle == "" else {"h": town.state("baum", 4)}
        assert town.refused(who, action, conditions=conditions)[0] == status


def test_a_tree_is_neither_given_away_nor_taken_over(town: Town) -> None:
    """Old and new row count: Neuwasser's tree is not Altmarkfurt's to claim, nor its own to push off."""
    claim, give = {"h": town.state("baum", 3)}, {"h": town.state("baum", 1)}
    assert town.refused(WEISS, update("baum", 3, "h", eigentuemer_ars=ALTMARKFURT), conditions=claim)[0] == 403
    assert town.refused(WEISS, update("baum", 1, "h", eigentuemer_ars=NEUWASSER), conditions=give)[0] == 403
    assert town.refused(WEISS, update("baum", 1, "h", eigentuemer_ars="1"), conditions=give)[0] == 403
    assert town.done(MILENA, update("baum", 1, "h", eigentuemer_ars=NEUWASSER), conditions=give).total_updated == 1


def test_a_bench_is_not_carried_over_the_boundary(town: Town) -> None:
    move = Update("sitzbank", by_id("sitzbank", 1), geometry=point(EAST), sets_geometry=True)
    assert town.refused(WEISS, move)[0] == 403
    assert town.refused(BOEHME, move)[0] == 403
    assert town.refused(WEISS, insert("sitzbank", NewFeature({}, point(EAST))))[0] == 403
    assert town.refused(WEISS, insert("sitzbank", NewFeature({}, point((100000.0, 100000.0)))))[0] == 403
    assert town.done(MILENA, move).total_updated == 1


def test_layers_without_policy_and_tables_of_ours_are_closed_to_everybody(town: Town) -> None:
    assert town.refused(MILENA, insert("bplan", NewFeature({"name": "x"})))[0] == 403
    assert town.refused(MILENA, update("verwaltungsgebiet", 1, ars="00"))[0] == 403
    for table in ("event", "member", "pseudonym", "layer_policy", "write_lock"):
        assert town.refused(MILENA, insert(table, NewFeature({"ars": "00"})))[0] == 403
        assert town.refused(MILENA, delete(table, 1))[0] == 403
    status, text = town.refused(MILENA, insert("strassenlaterne", NewFeature({})))
    assert (status, "strassenlaterne" in text) == (400, True)


def test_an_update_or_delete_without_filter_is_refused(town: Town) -> None:
    assert town.refused(MILENA, Update("sitzbank", None, {"material": "Gold"}))[0] == 400
    assert town.refused(MILENA, Delete("sitzbank", None))[0] == 400
    assert town.refused(MILENA, Delete("sitzbank", FeatureIds(())))[0] in (400, 409)


def test_what_matches_nothing_ends_everything(town: Town) -> None:
    status, text = town.refused(MILENA, update("sitzbank", 1, material="Beton"), delete("sitzbank", 99, "verschwunden"))
    assert status == 409
    assert "ConditionFailed" in text
    assert "verschwunden" in text


def test_ids_of_another_layer_are_refused(town: Town) -> None:
    for ids in (("baum.1",), ("sitzbank.1", "baum.1"), ("sitzbank.",), ("1",), ("sitzbank.1 OR 1=1",)):
        assert town.refused(MILENA, Update("sitzbank", FeatureIds(ids), {"material": "Beton"}))[0] == 400
    assert town.done(MILENA, Delete("sitzbank", FeatureIds(("sitzbank.1", "sitzbank.2")))).total_deleted == 2


def test_a_condition_holds_for_update_and_delete(town: Town) -> None:
    seen = town.state("baum", 1)
    assert town.refused(WEISS, update("baum", 1, "h", hoehe="3"), conditions={"h": "sha256:" + "0" * 64})[0] == 409
    assert town.refused(WEISS, delete("baum", 1, "h"), conditions={"h": "sha256:" + "0" * 64})[0] == 409
    town.done(WEISS, update("baum", 1, "h", hoehe="3"), conditions={"h": seen})
    status, text = town.refused(WEISS, delete("baum", 1, "h"), conditions={"h": seen})
    assert (status, "h" in text) == (409, True)
    assert town.done(WEISS, delete("baum", 1, "h"), conditions={"h": town.state("baum", 1)}).total_deleted == 1


def test_a_condition_sees_moves_of_a_tenth_of_a_millimetre_and_hidden_fields_do_not_count(town: Town) -> None:
    seen = town.state("baum", 1)
    town.edit("baum", 1, pruefer="Böhme")
    assert town.state("baum", 1) == seen
    moved = Update("baum", by_id("baum", 1), geometry=point((495001.123556, 5670002.5)), sets_geometry=True, handle="h")
    town.done(WEISS, moved, conditions={"h": seen})
    assert town.refused(WEISS, moved, conditions={"h": seen})[0] == 409


def test_a_condition_is_about_one_row(town: Town) -> None:
    both = FeatureIds(("baum.1", "baum.2"))
    action = Update("baum", both, {"hoehe": "3"}, handle="h")
    assert town.refused(WEISS, action, conditions={"h": town.state("baum", 1)})[0] == 409


def test_a_layer_open_for_contributions_wants_a_condition(town: Town) -> None:
    status, text = town.refused(WEISS, update("baum", 1, "blind", hoehe="3"))
    assert (status, "ConditionMissing" in text, "blind" in text) == (428, True, True)
    assert town.refused(WEISS, delete("baum", 1))[0] == 428


def test_direct_edits_are_recorded_and_those_without_condition_as_such(town: Town) -> None:
    town.done(WEISS, update("sitzbank", 1, "h", material="Beton"), conditions={"h": town.state("sitzbank", 1)})
    town.done(WEISS, update("sitzbank", 1, material="Basalt"), insert("baum", tree()))
    town.done(MILENA, delete("sitzbank", 2))
    columns = ("layer", "feature_key", "from_status", "to_status", "role", "reason_code", "contribution")
    assert [tuple(event[name] for name in columns) for event in town.rows("event")] == [
        ("sitzbank", "1", "update", "written", "reviewer", None, None),
        ("sitzbank", "1", "update", "written", "reviewer", "unconditional", None),
        ("baum", "5", "insert", "written", "reviewer", None, None),
        ("sitzbank", "2", "delete", "written", "coordinator", "unconditional", None),
    ]
    actors = [event["actor"] for event in town.rows("event")]
    assert actors[0] == actors[1] == actors[2] != actors[3]
    assert all(actor.startswith("p-") and len(actor) == 12 for actor in actors)
    assert "Weiß" not in json.dumps(town.rows("event"), ensure_ascii=False)


def test_the_record_is_a_chain(town: Town) -> None:
    for material in ("Beton", "Basalt", "Holz"):
        town.done(WEISS, update("sitzbank", 1, material=material))
    previous = None
    for event in town.rows("event"):
        fields = {name: event[name] for name in event if name not in ("id", "hash")}
        assert fields["previous_hash"] == previous
        line = json.dumps(fields, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        previous = event["hash"]
        assert previous == "sha256:" + sha256(line.encode()).hexdigest()


def test_the_filter_of_a_published_layer_holds_for_old_and_new_row(town: Town) -> None:
    """`laubbaum` shows the same table without its spruces."""
    assert town.refused(WEISS, update("laubbaum", 4, strname="Waldweg"))[0] == 409
    assert town.refused(WEISS, Delete("laubbaum", Compare(Comparison.EQUAL, "art", "Fichte")))[0] == 409
    assert town.refused(WEISS, update("laubbaum", 1, art="Fichte"))[0] == 400
    assert town.refused(WEISS, insert("laubbaum", tree(art="Fichte")))[0] == 400
    assert town.done(WEISS, update("laubbaum", 1, art="Ulme"), insert("laubbaum", tree())).total_updated == 1


@pytest.mark.parametrize(
    ("field", "status"),
    [("farbe", 400), ("pruefer", 400), ("lebensalter", 400), ("fid", 400), ("denkmal", 400), ("geom", 400)],
)
def test_fields_that_are_not_there_hidden_computed_locked_or_keys_are_not_written(
    town: Town, field: str, status: int
) -> None:
    seen = {"h": town.state("baum", 1)}
    for action in (update("baum", 1, "h", **{field: "0"}), insert("baum", tree(**{field: "0"}), handle="h")):
        got, text = town.refused(WEISS, action, conditions=seen if isinstance(action, Update) else {})
        assert (got, field in text, "baum" in text) == (status, True, True)


def test_keys_and_locked_fields_may_be_repeated_as_they_are(town: Town) -> None:
    town.done(WEISS, update("baum", 1, "h", fid="1", denkmal=None, hoehe="4"), conditions={"h": town.state("baum", 1)})
    assert town.rows("baum")[0]["hoehe"] == 4


@pytest.mark.parametrize("field", ["farbe", "pruefer", "lebensalter"])
def test_fields_that_nobody_sees_cannot_be_probed_by_a_filter(town: Town, field: str) -> None:
    status, text = town.refused(WEISS, Delete("laubbaum", Compare(Comparison.EQUAL, field, "1")))
    assert (status, field in text) == (400, True)


def test_constraints_are_named(town: Town) -> None:
    seen = {"h": town.state("baum", 1)}
    assert "art" in town.refused(WEISS, update("baum", 1, "h", art=None), conditions=seen)[1]
    assert "pflanzjahr" in town.refused(WEISS, update("baum", 1, "h", pflanzjahr="1200"), conditions=seen)[1]
    assert "nummer" in town.refused(MILENA, update("sitzbank", 2, nummer="B-1"))[1]
    twins = [NewFeature({"nummer": "B-8"}, point(WEST)) for _ in range(2)]
    assert "nummer" in town.refused(WEISS, insert("sitzbank", *twins))[1]
    assert "art" in town.refused(WEISS, insert("baum", NewFeature({"eigentuemer_ars": ALTMARKFURT}, point(WEST))))[1]


def test_what_is_left_out_of_an_insert_gets_the_defaults_of_project_and_database(town: Town) -> None:
    line = "LINESTRING Z(495000 5670000 1,495001 5670001 2)"
    town.done(WEISS, insert("sitzbank", NewFeature({"nummer": "B-3"}, point(WEST))))
    town.done(WEISS, insert("bordstein", NewFeature({}, town.gml(line))))
    assert town.rows("sitzbank")[-1]["zustand"] == "gut"
    assert town.rows("bordstein")[-1]["name"] == "ohne Namen"
    town.done(WEISS, insert("bordstein", NewFeature({"name": None}, town.gml(line))))
    assert town.rows("bordstein")[-1]["name"] is None


def test_filters_find_what_they_say(town: Town) -> None:
    box = BBox((495000.0, 5670000.0), (495001.5, 5670005.0), "EPSG:25833")
    lime = Compare(Comparison.EQUAL, "art", "Linde")
    town.done(WEISS, Update("laubbaum", Combined(Logic.AND, (box, lime)), {"hoehe": "7"}))
    assert [row["hoehe"] for row in town.rows("baum")] == [7, None, None, None]


def test_an_error_nobody_thought_of_changes_nothing_and_the_next_request_works(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(changes, "_record", lambda *_: 1 / 0)
        status, text = town.refused(WEISS, update("sitzbank", 1, material="Beton"))
        assert (status, "division" in text) == (500, False)
    assert town.done(WEISS, update("sitzbank", 1, material="Beton")).total_updated == 1


def test_after_a_transaction_the_layer_is_still_called_as_it_was(town: Town) -> None:
    """QGIS empties what a server says of a layer when the layer is cloned: titles vanished from the capabilities."""
    trees = next(iter(town.project.mapLayersByName("baum")))
    trees.serverProperties().setTitle("Bäume der Stadt")
    trees.serverProperties().setShortName("baum")
    trees.serverProperties().setAbstract("Straßenbäume & Parkbäume")
    town.done(WEISS, insert("baum", tree(art="Ulme"), handle="neu"))
    said = trees.serverProperties()
    assert (said.title(), said.shortName(), said.abstract()) == ("Bäume der Stadt", "baum", "Straßenbäume & Parkbäume")
