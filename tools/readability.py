"""How hard a German text is to read, in numbers: words per sentence, and the Wiener Sachtextformel."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

FEWEST = 4
"""Words of a "longer" sentence: shorter ones are labels and calls, which a mean would only look better for."""

_WORD = re.compile(r"[^\W\d_]+(?:[:*-][^\W\d_]+)*")
_FILLED_IN = re.compile(r"\{\w*\}|%n|&(?=\w)")
_ABBREVIATED = re.compile(r"\b(Nr|Std|Min|Art|Abs|usw|ca)\.")
_END = re.compile(r"(?<=[.!?…])[“”»)]*\s+|\n+")
_VOWELS = re.compile(r"ei|ai|au|eu|äu|ie|aa|ee|oo|[aeiouäöüy]", re.IGNORECASE)


def sentences(texts: Iterable[str]) -> list[list[str]]:
    """The longer sentences as lists of words. What is filled in counts for nothing: nobody knows what it will be.

    A sentence ends with . ! ? or a line; not with a colon or a semicolon, behind which people go on reading.
    """
    parts = [part for text in texts for part in _END.split(_ABBREVIATED.sub(r"\1", _FILLED_IN.sub("", text)))]
    found = [_WORD.findall(part) for part in parts]
    return [words for words in found if len(words) >= FEWEST]


def mean(found: Sequence[Sequence[str]]) -> float:
    """Words per sentence."""
    return sum(map(len, found)) / len(found) if found else 0.0


def syllables(word: str) -> int:
    """Groups of vowels, of which diphthongs and doubled vowels are one; at least one."""
    return max(1, len(_VOWELS.findall(word)))


def wstf1(found: Sequence[Sequence[str]]) -> float:
    """The first Wiener Sachtextformel: about the year of school that a text needs, 4 (easy) to 15 (hard).

    WSTF1 = 0.1935 MS + 0.1672 SL + 0.1297 IW - 0.0327 ES - 0.875, with MS, IW and ES the percentages of words with
    three or more syllables, with more than six letters and with one syllable, SL the words per sentence.
    Source: Bamberger, Vanecek: Lesen, Verstehen, Lernen, Schreiben. Jugend und Volk, Wien 1984.
    """
    words = [word for sentence in found for word in sentence]
    if not words:
        return 0.0
    many = _percent(syllables(word) >= 3 for word in words)
    long = _percent(len(word) > 6 for word in words)
    one = _percent(syllables(word) == 1 for word in words)
    return 0.1935 * many + 0.1672 * mean(found) + 0.1297 * long - 0.0327 * one - 0.875


def _percent(which: Iterable[bool]) -> float:
    found = list(which)
    return 100 * sum(found) / len(found)
