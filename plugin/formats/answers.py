"""The municipality's own answers, part of the policy file: sentences that reviewers begin with, by language and reason.

    {"de": {"ask_back": {"position": "Bitte setzen Sie den Punkt auf den Gehweg.", "other": "…"},
            "reject": {"abuse": "…"}, "duplicate": "…", "not_responsible": "…", "already_done": "…"},
     "en": {"duplicate": "…"}}

Plain texts, without markup. The first language stands for those that have no text of their own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from ..domain.contribution import ANSWER_REASONS, Reason
from .lines import Node

LONGEST = 1000
"""Characters of a text; a note may have 4,000."""
MOST_LANGUAGES = 12
WITH_REASON = ("ask_back", "reject")
REASONS = tuple(str(one) for one in ANSWER_REASONS)
ENDS = (str(Reason.DUPLICATE), str(Reason.NOT_RESPONSIBLE), str(Reason.ALREADY_DONE))
_LANGUAGE = re.compile(r"[a-z]{2,3}(_[a-z]{2,10})?")

Answers = Mapping[str, Mapping[str, str]]
"""Language -> case (`case`) -> text."""


def case(decision: str, reason: str = "") -> str:
    """What a text is for, as it is kept: "reject/position", "duplicate"."""
    return decision if decision in ENDS else f"{decision}/{reason}"


def parse(document: Any) -> dict[str, dict[str, str]]:
    """The texts of the part `answers`. Raises Wrong, whose path begins with that word."""
    node = Node(document, ("answers",))
    found: dict[str, dict[str, str]] = {}
    for language, texts in node.items():
        if not _LANGUAGE.fullmatch(language):
            raise texts.wrong(f"{language[:20]!r} is no language, such as de, en or de_einfach.")
        found[language] = _texts(texts)
    if len(found) > MOST_LANGUAGES:
        raise node.wrong(f"These are {len(found)} languages; {MOST_LANGUAGES} are the most.")
    return found


def text_for(answers: Answers, languages: Sequence[str], decision: str, reason: str = "") -> str:
    """The municipality's text in the first of `languages` that has one, else in its own first language; "" for none."""
    wanted = case(decision, reason)
    order = [*languages, *list(answers)[:1]]
    return next((answers[one][wanted] for one in order if wanted in answers.get(one, {})), "")


def _texts(node: Node) -> dict[str, str]:
    found = {}
    for word, inner in node.members({*WITH_REASON, *ENDS}).items():
        if word in ENDS:
            found[case(word)] = inner.text(LONGEST)
        else:
            found |= {case(word, reason): text.text(LONGEST) for reason, text in inner.members(set(REASONS)).items()}
    return found
