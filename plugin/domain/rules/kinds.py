"""WRONG_LAYER: a contribution that belongs into another layer, told by its words, its codes or its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from ..jurisdiction import covers
from .finding import Code, Finding
from .model import Case, LayerRules, Rule
from .texts import fold
from .values import plain

_WORD = re.compile(r"[^\W\d_]+")
_ENDINGS = ("ern", "en", "er", "es", "e", "n", "s")
_PREPOSITIONS = """
am an auf bei beim hinter in im neben nahe unter vor zwischen gegenüber um über zur zum vom von aus statt ohne durch
entlang
"""
_BESIDE = frozenset(_PREPOSITIONS.split())
"""Words after which another thing is where it is, not what it is: a bench under the lime tree is a bench."""
_THERE = frozenset({"daneben", "davor", "dahinter", "darunter", "darüber", "dazwischen", "nebenan"})
"""Words before which another thing is: "the tree next to it was felled"."""
_ARTICLES = "der die das den dem des ein eine einen einem einer eines zwei drei vier"
_BETWEEN = frozenset(_ARTICLES.split())
_DECLINED = ("en", "em", "er", "es")
"""How adjectives end that stand between such a word and its noun."""


def wrong_layer(rule: Rule, case: Case) -> Iterator[Finding]:
    """What is said of the feature, and where it lies, fits its own layer."""
    if not (case.is_new or case.values):
        return
    texts = [text for name, text in case.texts.items() if not rule.fields or name in rule.fields]
    other = _by_code(case) or _by_words(texts, case) or _by_place(case)
    if other is not None:
        yield case.finding(rule, other=other.layer, kind=other.kind)


def _by_words(texts: Iterable[str], case: Case) -> LayerRules | None:
    """The layer of the one other kind that a text names which does not name the own one.

    Each text counts by itself: a bench that was entered among the trees has been given some species, too.
    """
    own = stems(case.layer.words)
    others = [one for one in case.book.layers.values() if one.kind != case.layer.kind and one.words]
    found: list[LayerRules] = []
    for text in texts if own else ():
        said = _said(text)
        if not any(is_about(word, own) for word in said):
            found += [one for one in others if any(is_about(word, stems(one.words)) for word in said)]
    if len({one.kind for one in found}) != 1:
        return None
    place = case.around.place(case.feature, 0.0)
    here = [one for one in found if place and any(covers(one.area, ars) for ars in place.inside)]
    return (here or found)[0]


def _said(text: str) -> list[str]:
    """The words that may say what the thing is: not the noun behind "beside", nor the last one before "next to it"."""
    kept: list[str] = []
    beside = False
    for word in _WORD.findall(text):
        small = word.casefold()
        if small in _THERE:
            kept = kept[:-1]
        elif small in _BESIDE:
            beside = True
        elif not beside:
            kept.append(word)
        elif small not in _BETWEEN and not (word.islower() and small.endswith(_DECLINED)):
            beside = False
    return kept


def _by_code(case: Case) -> LayerRules | None:
    """A code that its own field does not know, and the codelist of just one other layer does."""
    for rule in case.layer.of(Code.DOMAIN):
        own = _codes(rule)
        for name in rule.fields:
            value = case.values.get(name)
            if value in (None, "") or plain(value) in own or len(plain(value)) < 3:
                continue
            known = [one for one in case.book.layers.values() if _knows(one, plain(value), case.layer)]
            if len({one.kind for one in known}) == 1:
                return known[0]
    return None


def _by_place(case: Case) -> LayerRules | None:
    """The layer of the same kind that is for the area in which the feature lies."""
    area, kind = case.layer.area, case.layer.kind
    place = case.around.place(case.feature, 0.0) if case.reshaped and area and kind else None
    if place is None or not place.inside or any(covers(area, ars) for ars in place.inside):
        return None
    same = [one for one in case.book.layers.values() if one.kind == kind and one.area and one is not case.layer]
    return next((one for one in same if any(covers(one.area, ars) for ars in place.inside)), None)


@lru_cache(256)
def stems(words: tuple[str, ...]) -> frozenset[str]:
    """Words of a layer without case, umlaut and ending."""
    return frozenset(stem(word) for word in words)


_SHORT = 40
"""Signs of a word that is worth remembering."""


def stem(word: str) -> str:
    """`Bänke` and `Bank` are one word: enough for the names of things, no more."""
    return _stem(word) if len(word) <= _SHORT else _stem.__wrapped__(word)


@lru_cache(4096)
def _stem(word: str) -> str:
    plain_word = fold(word)
    for ending in _ENDINGS:
        if plain_word.endswith(ending) and len(plain_word) - len(ending) >= 3:
            return plain_word[: -len(ending)]
    return plain_word


def is_about(word: str, known: frozenset[str]) -> bool:
    """Whether a word is one of `known`, or ends with one, as German compounds do (Park-bank, Straßen-baum)."""
    found = stem(word)
    return found in known or any(len(one) >= 4 and found.endswith(one) for one in known)


def _codes(rule: Rule) -> frozenset[str]:
    return frozenset(plain(value) for value in rule.params.get("values", ()))


def _knows(one: LayerRules, value: str, layer: LayerRules) -> bool:
    return one.kind != layer.kind and any(value in _codes(rule) for rule in one.of(Code.DOMAIN))
