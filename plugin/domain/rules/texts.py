"""Texts that nobody writes who means it: NONSENSE, RUDE_TEXT, LINK_TEXT.

They are signs, not proof: whoever writes nonsense well is found by a person. Words that offend are a list in the rule
file, with a short one of ours where it states none.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from .finding import Finding
from .model import Case, Rule

LONGEST = 10_000
_ROWS = ("qwertzuiopü", "asdfghjklöä", "yxcvbnm", "qwertyuiop", "zxcvbnm", "1234567890")
_RUNS = frozenset(row[i : i + 5] for line in _ROWS for row in (line, line[::-1]) for i in range(len(row) - 4)) - {
    *("wertz", "ertzu")  # Bodenrichtwertzone, Wertzuwachs
}
_SHORT_RUNS = frozenset(
    {"asdf", "qwer", "yxcv", "jklö", "fdsa", "rewq", "uiop", "hjkl", "dfgh", "sdfg", "fghj", "ghjk"}
)
_EMPTY_WORDS = frozenset(
    {"test", "testtest", "foo", "bar", "foobar", "bla", "blabla", "lol", "xxx", "abc", "haha", "egal"}
)
_WORD = re.compile(r"[^\W\d_]+")
_VOWELS = set("aeiouyäöüáàâéèêëíìîïóòôúùûåøæœ")
_AGAIN = re.compile(r"(.{2,5}?)\1{2,}")
_SAME = re.compile(r"([^\W\d_])\1{3,}")
_RARE_TEXT = """
bq bx cb cd cf cg cj cm cn cp cq cv cw dq dx fj fq fv fx gq gv gx hq hx jb jc jd jf jg jh jk jl jm jn jp jq jt
jv jw jx jz kj kq kx lq mq mx nq pq px qb qc qd qf qg qh qj qk ql qm qn qp qr qs qt qv qw qx qy qz rq rx sq tq
vb vc vd vf vg vh vj vk vm vn vp vq vt vw vx vz wj wq wv wx xb xd xg xj xk xn xq xr xv xw xz zj zq zv zx
"""
_RARE = frozenset(_RARE_TEXT.split())
"""Pairs of letters that hardly any word of German or English has inside."""


def nonsense(rule: Rule, case: Case) -> Iterator[Finding]:
    """A text has words; not runs of the keyboard, one letter again and again, or "test"."""
    for name, text in _texts(rule, case):
        if is_nonsense(text):
            yield case.finding(rule, name, value=text[:40])


def is_nonsense(text: str) -> bool:
    """Whether a text looks typed at random, as a whole or in one of its words."""
    text = text[:LONGEST].strip().casefold()
    words = _WORD.findall(text)
    if not words:
        return len(text) >= 4 and not any(sign.isdigit() for sign in text)
    if all(word in _EMPTY_WORDS for word in words) and text != "bar":
        return True
    return any(_is_mash(word) for word in words) or _is_stutter(words)


def _is_mash(word: str) -> bool:
    if _SAME.search(word) or any(word[i : i + 5] in _RUNS for i in range(len(word) - 4)):
        return True
    if len(word) <= 8 and any(word[i : i + 4] in _SHORT_RUNS for i in range(len(word) - 3)):
        return True
    if len(word) >= 8 and (again := _AGAIN.search(word)) and len(again[0]) >= 8:
        return True
    plain = [_bare(sign) for sign in word]
    if len(word) >= 6 and not any(sign in _VOWELS for sign in plain):
        return True
    pairs = [a + b for a, b in zip(plain, plain[1:], strict=False)]
    rare = sum(pair in _RARE for pair in pairs)
    return len(word) >= 5 and rare >= max(2, len(pairs) // 5)


def _is_stutter(words: list[str]) -> bool:
    """The same word again and again."""
    return len(words) >= 4 and len(set(words)) == 1


_RUDE_TEXT = """
arschloch arschlöcher arsch verarsch* scheiß* scheiss* scheisse idiot* vollidiot* depp deppen trottel*
wichser* hurensohn* hurensöhne fick* gefickt* verfickt* fotze* hure huren schlampe* bastard* penner* spast*
missgeburt* drecksau drecksack dreckspack dreckskaff dumme dummen dummes blöd blöde blöder blödes blödmann
bescheuert* verpiss* kack* pisser* schwachkopf* hackfresse* fresse fuck* shit* asshole* bitch* nazi* kanake*
neger* zigeuner* schwuchtel* untermensch* gesindel verrecke* abschaum
"""
RUDE = tuple(_RUDE_TEXT.split())
"""Words, and stems with a star; compared without regard to case. A municipality states its own in `words`."""
_MASKS = str.maketrans({"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "$": "s", "@": "a", "!": "i", "€": "e"})


def rude(rule: Rule, case: Case) -> Iterator[Finding]:
    """No text holds a word that offends."""
    whole, stems = _listed(tuple(map(str, rule.params.get("words") or RUDE)))
    for name, text in _texts(rule, case):
        if any(word in whole or word.startswith(stems) for word in _spoken(text)):
            yield case.finding(rule, name)


@lru_cache(64)
def _listed(words: tuple[str, ...]) -> tuple[frozenset[str], tuple[str, ...]]:
    folded = [fold(word) for word in words]
    stems = tuple(word[:-1] for word in folded if word.endswith("*") and len(word) > 3)
    return frozenset(word for word in folded if not word.endswith("*")), stems


def _spoken(text: str) -> Iterator[str]:
    """The words of a text, and what they say where digits and signs stand for letters, or dots between them."""
    for token in text[:LONGEST].split():
        plain = fold(token)
        yield from _WORD.findall(plain)
        masked = token.rstrip("!?.,;:").translate(_MASKS)
        if masked != token and any(sign.isalpha() for sign in token):
            yield re.sub(r"[^\w]|_", "", fold(masked))
    spelled = re.findall(r"(?<!\w)(?:\w[ ._*-]){3,}\w(?!\w)", text[:LONGEST])
    yield from (re.sub(r"[ ._*-]", "", fold(one)) for one in spelled)


# Each run of signs is looked at once, whole: begun at each of its words, ten thousand signs take a second.
_LINK = re.compile(
    r"(?:https?:/|www\.)|(?<![\w-])[\w-]{2,}+\.(?:com|net|org|info|biz|shop|top|xyz|ru|online|io)\b", re.IGNORECASE
)


def link(rule: Rule, case: Case) -> Iterator[Finding]:
    """No text leads to a web page; a field for addresses is left out of `fields`."""
    for name, text in _texts(rule, case):
        if _LINK.search(text[:LONGEST]):
            yield case.finding(rule, name)


def fold(text: str) -> str:
    """Lower case, ä as a, ß as ss: how words are compared."""
    if text.isascii():
        return text.casefold()
    return "".join(_bare(sign) for sign in text.casefold())


def _bare(sign: str) -> str:
    return unicodedata.normalize("NFD", sign)[0]


def _texts(rule: Rule, case: Case) -> Iterator[tuple[str, str]]:
    """The texts that a rule is about: those of its fields, all where it names none."""
    return ((name, text) for name, text in case.texts.items() if not rule.fields or name in rule.fields)
