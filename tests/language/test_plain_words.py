"""German that people understand: short sentences, plain words, one word for one thing (tools/language.toml)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

import pytest

from tools.i18n import FORMS, I18N, LANGUAGE, read
from tools.readability import mean, sentences, syllables, wstf1

GERMAN = ("de", "de_einfach")
FEW = 30
"""Words of a context below which a percentage says nothing; they are looked at together."""


def texts(language: str) -> dict[str, list[str]]:
    """The texts of a language by their context."""
    found: dict[str, list[str]] = defaultdict(list)
    for (context, _), words in read(I18N / f"buergergis_{language}.ts").items():
        found[context] += words.split(FORMS)
    return found


def parts(language: str) -> dict[str, Sequence[Sequence[str]]]:
    """The longer sentences by context; the small contexts together as "small", all of them as "all"."""
    of = {context: sentences(found) for context, found in texts(language).items()}
    small = [sentence for found in of.values() if sum(map(len, found)) < FEW for sentence in found]
    large = {context: found for context, found in of.items() if sum(map(len, found)) >= FEW}
    return {**large, "small": small, "all": [sentence for found in of.values() for sentence in found]}


@pytest.mark.parametrize("language", GERMAN)
def test_sentences_are_short(language: str) -> None:
    limit = LANGUAGE["measures"][language]
    means = {context: round(mean(found), 1) for context, found in parts(language).items()}
    assert means and not {context: words for context, words in means.items() if words > limit["mean"]}
    too_long = [" ".join(words) for words in parts(language)["all"] if len(words) > limit["longest"]]
    assert not too_long, f"more than {limit['longest']} words"


def test_plain_german_is_easy_to_read() -> None:
    limit = LANGUAGE["measures"]["de_einfach"]["wstf"]
    found = {context: round(wstf1(found), 1) for context, found in parts("de_einfach").items()}
    assert not {context: value for context, value in found.items() if value > limit}
    assert wstf1(parts("de_einfach")["all"]) < wstf1(parts("de")["all"]), "and easier than German is"


@pytest.mark.parametrize("language", GERMAN)
def test_no_word_of_an_office_and_one_word_for_one_thing(language: str) -> None:
    rules = {**LANGUAGE["instead"], **LANGUAGE["terms"], **(LANGUAGE["simple"] if language != "de" else {})}
    found = [
        f"{context}: {hit.group()!r} in {text!r}: {rules[rule]}"
        for context, several in texts(language).items()
        for text in several
        for rule in rules
        if (hit := re.search(rf"\b(?:{rule})", spoken(text), re.IGNORECASE))
    ]
    assert not found, "\n".join(found)


def spoken(text: str) -> str:
    """A text without what is filled in, and without the names of parameters and addresses."""
    return re.sub(r"\{\w*\}|\b[A-Z][A-Z_]+\b|\b\w+(?:[/.:_,]\w+)+\b", "", text)


# the measures measure

SATZ = "Die Karte ist alt. Bitte sehen Sie auf dem Platz vor der Schule nach! Ja."


def test_a_sentence_is_counted_by_its_words_and_a_short_call_is_none() -> None:
    found = sentences([SATZ])
    assert [len(words) for words in found] == [4, 10]
    assert mean(found) == 7
    assert sentences(["Geladen: {} von {} am {when}. Unter Nr. 7 steht der &Baum."]) == [
        ["Unter", "Nr", "steht", "der", "Baum"]
    ]


@pytest.mark.parametrize(
    ("word", "number"),
    [("Baum", 1), ("Straße", 2), ("Ebene", 3), ("Beiträge", 3), ("Freitag", 2), ("See", 1), ("Prüferinnen", 4)],
)
def test_syllables_are_groups_of_vowels(word: str, number: int) -> None:
    assert syllables(word) == number


def test_the_formula_is_that_of_bamberger_and_vanecek() -> None:
    words = ["Der", "Baum", "steht", "am", "Wasserturm"]  # of five: one with 3 syllables, one long, four with one
    assert wstf1([words]) == pytest.approx(0.1935 * 20 + 0.1672 * 5 + 0.1297 * 20 - 0.0327 * 80 - 0.875)


def test_the_language_of_an_office_is_not_easy() -> None:
    office = "Die Durchführung der Georeferenzierung erfolgt mittels der bereitgestellten Verwaltungsanwendung."
    assert wstf1(sentences([office])) > 12 > wstf1(sentences([SATZ]))
    assert len([rule for rule in LANGUAGE["instead"] if re.search(rf"\b(?:{rule})", office, re.IGNORECASE)]) == 4
