"""No text is missing in a language, and none is left over: German has all, plain German what contributors read."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from tools import i18n
from tools.i18n import FORMS, I18N, LANGUAGE, read, wanted, write

FILES = sorted(I18N.glob("*.ts"))
READERS = LANGUAGE["readers"]
collect = cache(i18n.collect)  # reads every file of the plugin


def language(ts: Path) -> str:
    return ts.stem.partition("_")[2]


def test_there_are_german_plain_german_and_the_plurals_of_english() -> None:
    assert [language(ts) for ts in FILES] == ["de", "de_einfach", "en"]


@pytest.mark.parametrize("ts", FILES, ids=language)
def test_every_text_is_translated_and_no_translation_is_left_over(ts: Path) -> None:
    texts = read(ts)
    expected = set(wanted(ts, collect()))
    assert expected == set(texts), "run `make i18n`, and translate what is new"
    missing = [source for (_, source), words in texts.items() if not all(map(str.strip, words.split(FORMS)))]
    assert not missing, f"not translated: {missing}"
    assert not ET.parse(ts).findall(".//translation[@type]"), "marked as unfinished or obsolete"


def test_of_every_context_it_is_known_who_reads_it() -> None:
    found, told = {context for context, _ in collect()}, READERS["contributors"] + READERS["others"]
    assert found == set(told), "tools/language.toml: what contributors read is translated into plain German, too"
    assert len(told) == len(set(told))


@pytest.mark.parametrize("ts", FILES, ids=language)
def test_what_is_filled_in_is_filled_in_in_every_language(ts: Path) -> None:
    for (_, source), words in read(ts).items():
        for form in words.split(FORMS):
            assert Counter(re.findall(r"\{\w*\}", form)) == Counter(re.findall(r"\{\w*\}", source)), source
            parameters = set(re.findall(r"^[A-Z_]{3,}(?=:)|[A-Z_]{5,}", source, re.M))
            assert not {name for name in parameters if name not in form}, source


@pytest.mark.parametrize("ts", FILES, ids=language)
def test_a_number_has_two_forms_and_the_many_say_how_many(ts: Path) -> None:
    for (_, source), words in read(ts).items():
        forms = words.split(FORMS)
        assert len(forms) == (2 if "%n" in source else 1), source
        assert "%n" not in source or "%n" in forms[1], source


@pytest.mark.parametrize("ts", [ts for ts in FILES if language(ts) != "en"], ids=language)
def test_no_two_controls_of_a_window_lose_their_key(ts: Path) -> None:
    lost = [source for (_, source), words in read(ts).items() if has_key(source) != has_key(words)]
    assert not lost, "a text has a key (&x) in one language and not in the other"


def has_key(text: str) -> bool:
    return re.search(r"&\w", text) is not None


@pytest.mark.parametrize("ts", FILES, ids=language)
def test_collecting_again_changes_nothing(ts: Path, tmp_path: Path) -> None:
    again = tmp_path / ts.name
    write(again, read(ts))
    assert again.read_text("utf-8") == ts.read_text("utf-8")


def test_advice_and_labels_are_found_wherever_they_are_given() -> None:
    found = set(collect())
    assert ("problems", "Nothing was changed.") in found  # SAFETY_TEXT
    assert ("problems", "Update the plugin.") in found  # of a kind of problem
    assert ("problems", "Check out into another file.") in found  # of one problem
    assert ("algorithms", "Authentication configuration") in found  # of the base class
    assert ("algorithms", "Submit changes") in found  # a class attribute
    assert ("queue_words", "%n days") in found  # of a number
