"""What the rules find is written to a contribution as it arrives, and is the same that its author's plugin finds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from plugin.adapters.areas import Areas
from plugin.adapters.prepared import read_prepared, visible_fields
from plugin.adapters.rules_of_project import derived
from plugin.adapters.suitability import find_areas, find_layers
from plugin.adapters.surroundings import LayersAround, Source, at_hand, keyed
from plugin.domain.contribution import Status
from plugin.domain.validation import Code, Finding, LayerRules, Rule, RuleBook, Severity, findings, from_text
from plugin.formats.policy import AreaChoice
from plugin.formats.rules import book_text, merged
from plugin.server.queue import looking
from plugin.services.contributions import revision, transition
from plugin.services.wfs.model import Insert

from .conftest import copied
from .municipality import ANNE, WEISS, YUSUF
from .stories import UUIDS, at_once, edited, felled, form, moved, planted, proposal, row, submit, submitted
from .town import Town

pytestmark = pytest.mark.qgis

AREAS = AreaChoice("verwaltungsgebiet", "ars", "ebene", "gemeinde")
MASS = Rule("mass_edit", Code.MASS_EDIT, Severity.WARNING, (), {"created": 2, "changed": 2, "deleted": 1})
UNIQUE = Rule("unique:nummer", Code.UNIQUE, Severity.ERROR, ("nummer", "art", "pflanzjahr"))


@pytest.fixture(params=("gpkg", "postgis"))
def ruled(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Town]:
    """The town with the rules that its project says by itself, and a small number for what is much."""
    for town in copied(request, tmp_path):
        put(town, book_of(town))
        yield town


def book_of(town: Town) -> RuleBook:
    layers = find_layers(town.project, ["baum", "sitzbank", "spielplatz"])
    areas = Areas(town.project, find_areas(town.project, AREAS))
    stated = LayerRules("", (MASS, UNIQUE))
    return RuleBook({name: merged(derived(town.project, one, "", areas), stated) for name, one in layers.items()})


def put(town: Town, book: RuleBook, text: str = "") -> None:
    """As preparemunicipality keeps them."""
    kept = (text or book_text(book)).replace("'", "''").replace("{", "{{").replace("}", "}}")
    town.sql(f"INSERT INTO {{q}}service_state (key, value) VALUES ('rules', '{kept}')")


def found(town: Town, uuid: str = UUIDS[0]) -> dict[str, Finding]:
    """The findings of a contribution by their code."""
    return {str(one.code): one for one in from_text(row(town, uuid)["findings"])}


def test_a_clean_contribution_was_looked_at_and_nothing_was_found(ruled: Town) -> None:
    submitted(ruled, edited(ruled, hoehe=12.5))
    assert row(ruled)["findings"] == "[]"


def test_a_layer_without_rules_says_nothing_at_all(town: Town) -> None:
    submitted(town, edited(town, hoehe=12.5))
    assert row(town)["findings"] is None


def test_what_is_found_is_kept_with_code_field_and_place(ruled: Town) -> None:
    submitted(ruled, planted(ruled, strname="Ruf an: 0171 2345678", x=494000.0, y=5670000.0))
    one = found(ruled)
    assert set(one) == {"PII_TEXT", "PRECISION"}
    assert (one["PII_TEXT"].field, one["PII_TEXT"].values["kind"]) == ("strname", "phone")
    assert one["PRECISION"].place == (494000.0, 5670000.0)


def test_what_could_never_be_published_is_refused_and_names_the_field(ruled: Town) -> None:
    status, text = ruled.refused(ANNE, submit(proposal(planted(ruled, art=None))))
    assert status == 400 and 'locator="art"' in text


def test_a_tree_outside_of_every_town_is_kept_and_told_of(ruled: Town) -> None:
    submitted(ruled, planted(ruled, x=494500.5, y=5690000.5))
    assert "OUT_OF_AREA" in found(ruled)


def test_the_plugin_finds_the_very_same_before_sending(ruled: Town) -> None:
    prepared = read_prepared(ruled.project)
    assert prepared is not None
    changes = [
        planted(ruled, strname="Ruf an: 0171 2345678"),
        planted(ruled, x=495002.0, y=5670002.5, art="Linde"),
        moved(ruled, 499999.5, 5670000.25),
        edited(ruled, 2, strname="asdfasdf"),
        felled(ruled, 4),
        planted(ruled, x=5.7e6, y=5e5),
    ]  # fmt: skip
    layers = find_layers(ruled.project, ["baum"])
    sources = {name: Source(one, visible_fields(ruled.project, one), keyed("")) for name, one in layers.items()}
    around = LayersAround(at_hand(sources), Areas(ruled.project, find_areas(ruled.project, AREAS)))
    for uuid, change in zip(UUIDS, changes, strict=False):
        here = findings(change, prepared.rules, around, comment="Beim Rundgang gesehen")
        wish = replace(proposal(change, uuid), changeset=f"ein Gang {uuid[-1]}")
        ruled.done(ANNE, submit(wish))
        there = from_text(row(ruled, uuid)["findings"])
        assert [one for one in there if not one.values.get("queued")] == list(here), change
    codes = {str(one.code) for uuid in UUIDS[: len(changes)] for one in from_text(row(ruled, uuid)["findings"])}
    assert {"PII_TEXT", "DUP_CANDIDATE", "ON_BOUNDARY", "NONSENSE", "CRS_SUSPECT"} <= codes


def test_a_second_proposal_of_one_tree_names_the_first(ruled: Town) -> None:
    submitted(ruled, planted(ruled, x=495200.25, y=5670200.25))
    second = planted(ruled, x=495201.25, y=5670200.5)
    ruled.done(YUSUF, submit(proposal(second, UUIDS[1])))
    double = found(ruled, UUIDS[1])["DUP_CANDIDATE"]
    assert (double.values["other"], double.values["queued"]) == (UUIDS[0], True)
    assert "DUP_CANDIDATE" not in found(ruled)


def test_who_writes_without_end_is_kept_unread_for_a_person(ruled: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """The rules read while others wait for their turn to write."""
    monkeypatch.setattr(looking, "MOST_READ", 200)
    wishes = [proposal(edited(ruled, number, strname="asdfasdf" * 12), UUIDS[number]) for number in (1, 2, 4)]
    ruled.done(ANNE, *map(submit, wishes))
    assert [row(ruled, one.uuid)["findings"] is None for one in wishes] == [False, True, True]


def test_one_that_was_turned_down_is_no_longer_in_the_way(ruled: Town) -> None:
    submitted(ruled, planted(ruled, x=495200.25, y=5670200.25))
    ruled.done(ANNE, transition(UUIDS[0], Status.WITHDRAWN))
    ruled.done(YUSUF, submit(proposal(planted(ruled, x=495201.25, y=5670200.5), UUIDS[1])))
    assert "DUP_CANDIDATE" not in found(ruled, UUIDS[1])


def test_when_a_changeset_becomes_much_all_of_it_is_told_so(ruled: Town) -> None:
    for number in range(3):
        submitted(ruled, planted(ruled, x=495200.25 + 40 * number, y=5670200.25), UUIDS[number])
        told = ["MASS_EDIT" in found(ruled, uuid) for uuid in UUIDS[: number + 1]]
        assert told == [number == 2] * (number + 1)
    assert found(ruled)["MASS_EDIT"].values["count"] == 3
    other = replace(proposal(planted(ruled, x=495600.25, y=5670200.25), UUIDS[5]), changeset="ein anderer Gang")
    ruled.done(ANNE, submit(other))
    assert "MASS_EDIT" not in found(ruled, UUIDS[5])


def test_what_comes_in_one_transaction_counts_as_a_whole_and_again_only_once(ruled: Town) -> None:
    wishes = [submit(proposal(felled(ruled, fid), UUIDS[fid])) for fid in (1, 2)]
    for _ in range(2):
        ruled.done(ANNE, *wishes)
        assert [found(ruled, UUIDS[fid])["MASS_EDIT"].values["count"] for fid in (1, 2)] == [2, 2]


def test_somebody_elses_changeset_of_the_same_name_does_not_count(ruled: Town) -> None:
    submitted(ruled, planted(ruled, x=495200.25, y=5670200.25), UUIDS[0])
    submitted(ruled, planted(ruled, x=495240.25, y=5670200.25), UUIDS[1])
    submitted(ruled, planted(ruled, x=495280.25, y=5670200.25), UUIDS[2], YUSUF)
    assert not any("MASS_EDIT" in found(ruled, uuid) for uuid in UUIDS[:3])


def test_a_revision_is_looked_at_anew(ruled: Town) -> None:
    wish = submitted(ruled, planted(ruled, strname="mail an x@example.org"))
    assert "PII_TEXT" in found(ruled)
    better = replace(wish, change=planted(ruled, strname="Große Straße"))
    ruled.done(ANNE, revision(better, form("baum")))
    assert "PII_TEXT" not in found(ruled)


@pytest.mark.parametrize("value", ["abc", "1e400", 2**62, "9" * 300, "a\\'b", True, [1], "nan"])
def test_a_value_of_another_kind_does_no_harm_to_the_transaction(ruled: Town, value: Any) -> None:
    status, text = ruled.refused(ANNE, submit(proposal(planted(ruled, pflanzjahr=value))))
    assert status == 400 and 'locator="pflanzjahr"' in text
    submitted(ruled, edited(ruled, hoehe=12.5), UUIDS[1])
    assert row(ruled, UUIDS[1])["status"] == "submitted"


def test_who_sends_findings_of_their_own_is_refused(ruled: Town) -> None:
    status, text = ruled.refused(ANNE, submit(proposal(edited(ruled, hoehe=12.5)), findings="[]"))
    assert status == 400 and "findings" in text


def test_rules_that_fail_keep_nobody_from_contributing(ruled: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    from plugin.server.queue import looking

    def fails(*_parts: object, **_more: object) -> None:
        raise RuntimeError("a mistake of ours")

    monkeypatch.setattr(looking, "findings", fails)
    submitted(ruled, planted(ruled))
    assert row(ruled)["findings"] is None


def test_reviewers_read_the_findings_and_a_decision_leaves_them(ruled: Town) -> None:
    submitted(ruled, planted(ruled, strname="mail an x@example.org"))
    ruled.done(WEISS, transition(UUIDS[0], Status.IN_REVIEW))
    assert "PII_TEXT" in found(ruled)


def test_an_insert_of_many_holds_up_nothing(ruled: Town) -> None:
    """Each is looked at; that they were sent together is told to all of them."""
    wishes: list[Insert] = []
    for number in range(15):
        wishes.append(submit(proposal(planted(ruled, x=495300.25 + 9 * number, y=5670300.25), UUIDS[number])))
    ruled.done(ANNE, *wishes)
    assert all("MASS_EDIT" in found(ruled, uuid) for uuid in UUIDS[:15])
    assert json.loads(row(ruled)["findings"])


def test_what_is_sent_together_is_found_the_very_same_as_one_by_one(ruled: Town) -> None:
    """Rows around points are read for all of a Transaction; that is to be quicker, and nothing else."""
    changes = [planted(ruled, x=495001.5 + 0.75 * n, y=5670003.25 + n, art=("Linde", "Eiche")[n % 2]) for n in range(8)]
    changes += [moved(ruled, 495012.25, 5670011.25, 2), planted(ruled, x=499990.25, y=5670000.25), edited(ruled, 3)]
    changes += [planted(ruled, x=495021.125, y=5670021.5, strname="Große Bänke am Wäldchen"), felled(ruled, 4)]
    wishes = [replace(proposal(change, uuid), changeset=uuid) for change, uuid in zip(changes, UUIDS, strict=False)]
    ruled.done(ANNE, *map(submit, wishes))
    together = [row(ruled, wish.uuid)["findings"] for wish in wishes]
    for wish in wishes:
        ruled.done(ANNE, transition(wish.uuid, Status.WITHDRAWN))
    single = [f"00000000-0000-4000-9000-{number:012d}" for number in range(len(wishes))]
    for wish, uuid in zip(wishes, single, strict=True):
        ruled.done(ANNE, submit(replace(wish, uuid=uuid, changeset=uuid)))
    alone = [row(ruled, uuid)["findings"] for uuid in single]
    names = dict(zip(single, (wish.uuid for wish in wishes), strict=True))
    for uuid, other in names.items():  # the one difference: what the other proposals are called
        alone = [text.replace(uuid, other) for text in alone]
    assert together == alone
    assert sum("DUP_CANDIDATE" in text for text in together) >= 6


def test_what_staff_publish_at_once_is_looked_at_and_never_refused(ruled: Town) -> None:
    change = planted(ruled, x=495001.5, y=5670003.25, art="Linde", strname="mail an x@example.org")
    actions, conditions = at_once(proposal(change))
    ruled.done(WEISS, *actions, conditions=conditions)
    assert row(ruled)["status"] == "published"
    double = found(ruled)["DUP_CANDIDATE"]  # the lime that stands there, and not itself
    assert "PII_TEXT" in found(ruled) and double.values["other"] == "1"
    actions, conditions = at_once(proposal(planted(ruled, x=495400.25, y=5670400.25), UUIDS[1]))
    ruled.done(WEISS, *actions, conditions=conditions)
    assert row(ruled, UUIDS[1])["findings"] == "[]"
