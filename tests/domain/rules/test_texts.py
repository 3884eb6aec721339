"""Texts: what nobody writes who means it, and the many odd words that people do mean."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demo.municipality import names
from plugin.domain.rules.texts import fold, is_nonsense
from plugin.domain.validation import Code
from tests.domain.rules.bench_stories import bench, codes, look, new, rule

NONSENSE, RUDE, LINK = rule(Code.NONSENSE), rule(Code.RUDE_TEXT), rule(Code.LINK_TEXT)


@pytest.mark.parametrize(
    "text",
    [
        "asdf", "asdfasdf", "qwertz", "sdfghj", "jklö", "aaaaaaa", "hahahahaha", "lalalalala", "xcvbnm,.-",
        "hjkfds wqpqx", "dfgkjh", "zqxjv vkqwp", "test", "TEST test", "!!!!!!", "blablabla", "nein nein nein nein",
        "fdgdfgdfg",
        "xxx", "kjhgkjhg", "öööööö", "wertzuio",
    ],
)  # fmt: skip
def test_what_comes_from_a_hand_laid_on_the_keyboard_is_nonsense(text: str) -> None:
    assert is_nonsense(text)


@pytest.mark.parametrize(
    "text",
    [
        "Bank mit Lehne", "Lehne lose, Schraube fehlt", "Tilia cordata", "Crataegus laevigata 'Paul's Scarlet'",
        "Platanus × hispanica", "Rhythmus", "Angstschweiß", "Borschtsch", "StVO", "DRK", "BHKW", "z. B.", "12",
        "A-000123",
        "-", "?", "Schiffschaukel", "Schlittschuhbahn", "Brennnesseln", "Sauerstoffflasche", "Eichhörnchenkobel",
        "Testlauf",
        "Jacques-Offenbach-Weg", "Xaver-Franz-Straße", "Łódź", "Příbram", "Szczecin", "Quarkkeulchen", "nein, nein",
        "Wegverlauf unklar", "Aufbewahrung", "Abgrenzung", "Kiefer-Eichen-Mischwald", "Hbf", "Barfußpfad", "okay",
        "ok", "Kfz",
        "1176", "3,5 m", "Obstbaumwiese bei Jänschwalde", "Schacht & Sickergrube", "Fußgängerzone", "Nachts dunkel",
        "Bar",
        "Wjatscheslaw", "Zschopau", "Bodenrichtwertzone", "Marktplatz Ost", "Parkbankreihe",
    ],
)  # fmt: skip
def test_what_people_mean_is_none_however_odd(text: str) -> None:
    assert not is_nonsense(text)


def test_no_street_of_the_demo_is_nonsense() -> None:
    from random import Random

    streets = [*names.pool(Random(1)), *names.OLD_TOWN, *names.RINGS]
    assert [name for name in streets if is_nonsense(name)] == []


@given(st.text(max_size=200))
def test_no_text_makes_it_fail(text: str) -> None:
    is_nonsense(text)
    look(new(bench(hinweis=text)), NONSENSE, RUDE, LINK, comment=text)


@pytest.mark.parametrize(
    "text",
    ["Ihr Idioten!", "IDIOTEN", "so eine Scheiße", "Sch3iße", "1diot", "A.r.s.c.h.l.o.c.h", "Arschlöcher", "fuck you"],
)
def test_a_word_that_offends_is_found_also_in_disguise(text: str) -> None:
    assert codes(look(new(bench(hinweis=text)), RUDE)) == ["RUDE_TEXT"]


@pytest.mark.parametrize(
    "text",
    ["Marsch", "Barsch im Teich", "Hürde", "Dummy", "Nazareth-Straße", "z. B. 4 Stück", "H1N1", "Fichte", "Dickicht",
    "A 4",
     "Kakteen", "Spaßbad", "1. Stock, 3. Tür"],
)  # fmt: skip
def test_words_that_only_look_alike_do_not_offend(text: str) -> None:
    assert look(new(bench(hinweis=text)), RUDE) == ()


def test_a_municipality_states_its_own_words() -> None:
    own = rule(Code.RUDE_TEXT, words=["Dösbaddel", "quatsch*"])
    assert codes(look(new(bench(hinweis="Du dösbaddel")), own)) == ["RUDE_TEXT"]
    assert codes(look(new(bench(hinweis="Quatschkopf")), own)) == ["RUDE_TEXT"]
    assert look(new(bench(hinweis="Idiot")), own) == ()


@pytest.mark.parametrize(("text", "expected"), [
    ("Kauft bei www.billig.example", 1), ("https://x.example/y", 1), ("toll.shop jetzt", 1), ("Am Markt.Bank", 0),
    ("Nr.5", 0), ("z.B. hier", 0), ("info: siehe Rathaus", 0),
])  # fmt: skip
def test_a_text_that_leads_to_a_web_page_is_noticed(text: str, expected: int) -> None:
    assert len(look(new(bench(hinweis=text)), LINK)) == expected


def test_who_writes_much_does_not_hold_up_who_reads() -> None:
    """A second for ten thousand signs, forty times in one Transaction, kept everybody else from writing."""
    began = time.process_time()
    assert look(new(bench(hinweis="a-" * 5_000)), LINK) == ()
    assert time.process_time() - began < 0.2


def test_letters_are_compared_without_case_and_dots() -> None:
    assert fold("GRÖSSE Ä ß") == "grosse a ss"
