"""WRONG_LAYER: a bench among the barriers, by what is said of it, by its codes, by its town."""

from __future__ import annotations

import pytest

from plugin.domain.rules.kinds import stem
from plugin.domain.validation import Code, LayerRules, Place, RuleBook, findings
from tests.domain.rules.bench_stories import ALTMARKFURT, CRS, NEUWASSER, Town, bench, changed, new, rule

WRONG = rule(Code.WRONG_LAYER)
KINDS = {
    "sitzbank": LayerRules("sitzbank", (WRONG, rule(Code.DOMAIN, "material", values=["holz", "stein"])), "bank",
                           ("Sitzbank", "Bank", "Bänke"), crs=CRS),
    "baum_a": LayerRules("baum_a", (WRONG,), "baum", ("Baum", "Linde", "Eiche"), ALTMARKFURT, CRS),
    "baum_n": LayerRules("baum_n", (WRONG,), "baum", ("Baum", "Linde", "Eiche"), NEUWASSER, CRS),
    "barriere": LayerRules("barriere", (WRONG, rule(Code.DOMAIN, "art", values=["bordstein", "stufe"])), "barriere",
                           ("Barriere", "Bordstein", "Stufe"), crs=CRS),
}  # fmt: skip
BOOK = RuleBook(KINDS)


def other(layer: str, comment: str = "", at: Place | None = None, **values: object) -> str:
    """The layer into which the finding points; "" where there is none."""
    found = findings(new(bench(layer=layer, **values)), BOOK, Town(at=at), comment=comment)
    return next((str(one.values["other"]) for one in found if one.code is Code.WRONG_LAYER), "")


@pytest.mark.parametrize(
    ("layer", "comment", "expected"),
    [
        ("barriere", "Neue Bank aufgestellt", "sitzbank"),
        ("barriere", "zwei Parkbänke", "sitzbank"),
        ("sitzbank", "hoher Bordstein", "barriere"),
        ("sitzbank", "Hier wächst eine Eiche", "baum_a"),
        ("sitzbank", "Straßenbaum", "baum_a"),
        ("sitzbank", "Bank unter der alten Linde", ""),
        ("sitzbank", "unter dem großen Baum", ""),
        ("sitzbank", "steht neben der Stufe", ""),
        ("sitzbank", "frisch gestrichen", ""),
        ("sitzbank", "zwischen zwei Bäumen", ""),
        ("sitzbank", "Baum daneben wurde gefällt", ""),
        ("sitzbank", "Stufe, davor ein Baum", "baum_a"),
        ("sitzbank", "Baum und Stufe", ""),
        ("sitzbank", "Sparkasse", ""),
        ("baum_a", "Linde bei der Bank", ""),
        ("baum_a", "Bank fehlt", "sitzbank"),
        ("unbekannt", "Bank fehlt", ""),
    ],
)
def test_what_is_said_names_the_layer_unless_it_says_where(layer: str, comment: str, expected: str) -> None:
    assert other(layer, comment) == expected


def test_a_code_of_another_codelist_names_its_layer() -> None:
    assert other("sitzbank", material="bordstein") == "barriere"
    assert other("sitzbank", material="holz") == ""
    assert other("sitzbank", material="plastik") == ""


def test_a_tree_in_the_register_of_the_other_town() -> None:
    assert other("baum_a", at=Place((NEUWASSER,))) == "baum_n"
    assert other("baum_a", at=Place((ALTMARKFURT,))) == ""
    assert other("baum_a", at=Place((NEUWASSER, ALTMARKFURT))) == ""
    assert other("baum_a", at=Place(("149995101040",))) == ""


def test_a_change_that_says_nothing_new_is_not_asked_about() -> None:
    tree = bench(layer="baum_a")
    assert findings(changed(tree, tree), BOOK, Town(at=Place((NEUWASSER,)))) == ()


@pytest.mark.parametrize(("one", "same"), [("Bänke", "Bank"), ("Bäume", "Baum"), ("Spielplätze", "Spielplatz"),
                                           ("Linden", "Linde"), ("STUFEN", "Stufe"), ("Radständer",
                                           "Radständern")])  # fmt: skip
def test_one_and_many_of_a_thing_have_one_stem(one: str, same: str) -> None:
    assert stem(one) == stem(same)
