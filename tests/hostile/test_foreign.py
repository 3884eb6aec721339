"""The one way of foreign text into a window: what comes out of it is a line of plain text, whatever goes in."""

from __future__ import annotations

import html
import re
import unicodedata
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QTextDocument

from plugin.adapters.foreign import escaped, label, paragraphs, shown

pytestmark = pytest.mark.qgis

MARKUP = st.text(alphabet="<>&;'\"/=! abimgsrc#x0139\n\t\u202e\u200b\x00", max_size=60)
TEXT = st.one_of(st.text(max_size=80), MARKUP)
BOUND = st.integers(1, 40)


class Tags(HTMLParser):
    """What a reader of HTML finds in a text."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(f"{tag}{attrs or ''}")

    def handle_decl(self, decl: str) -> None:
        self.tags.append(decl)

    handle_comment = handle_pi = unknown_decl = handle_decl


def is_clean(text: str) -> bool:
    hidden = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
    return not any(unicodedata.category(sign) in hidden for sign in text)


@given(TEXT, BOUND)
def test_shown_is_one_clean_line_of_bounded_length(text: str, longest: int) -> None:
    found = shown(text, longest)
    assert is_clean(found)
    assert len(found) <= longest
    assert found == found.strip()
    assert shown(found, longest) == found


@given(TEXT, BOUND)
def test_paragraphs_keep_lines_and_nothing_else(text: str, longest: int) -> None:
    found = paragraphs(text, longest)
    assert len(found) <= longest
    assert all(is_clean(line) for line in found.split("\n"))


@given(TEXT)
def test_escaped_has_no_tag_of_the_stranger(text: str) -> None:
    found = escaped(text)
    assert set(Tags(found).tags) <= {"span"}
    assert html.unescape(re.sub("^<span>|</span>$", "", found)) == shown(text)


@given(TEXT)
def test_a_tooltip_shows_the_text_itself(text: str) -> None:
    """Qt guesses: what it takes for plain is shown with its entities, so it must guess right."""
    found = escaped(text)
    if Qt.mightBeRichText(found):
        document = QTextDocument()
        document.setHtml(found)
        read = " ".join(document.toPlainText().split())
    else:
        read = found
    assert read == " ".join(shown(text).split())


@given(TEXT)
def test_a_label_of_a_button_has_no_key_of_the_stranger(text: str) -> None:
    assert label(text).replace("&&", "").count("&") == 0


def test_a_tower_of_marks_is_cut() -> None:
    assert shown("Z" + "\u0351" * 300 + "a\u0308") == "Z" + "\u0351" * 3 + "a\u0308"


@pytest.mark.parametrize("value", [None, 5, 1.5, b"<b>", ["<b>"], object])
def test_whatever_is_shown_is_a_text(value: object) -> None:
    assert shown(value) == shown(str(value))


def test_a_very_long_text_takes_no_time() -> None:
    assert len(shown("Straße " * 10**6)) <= 500
    assert len(paragraphs("x\n" * 10**6)) <= 4000
