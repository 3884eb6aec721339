"""The rules of a municipality as they are kept beside the queue: what was stated, and the book that comes of it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from ..domain.errors import InvalidContent, LimitExceeded
from ..domain.validation import Code, LayerRules, RuleBook
from ..formats.rules import book_of, book_text, merged
from . import own_expressions

STATED, BOOK = "rules_stated", "rules"
"""Keys in service_state."""
LARGEST = 500_000
"""Bytes of a book: clients get it with WhoAmI, of which they read twice as much."""


def rule_state(derived: RuleBook, stated: Sequence[LayerRules] | None, kept: Mapping[str, str]) -> dict[str, str]:
    """What is to be kept; where nothing is stated now, what was stated before still holds.

    Raises InvalidContent for an expression that rules may not use, LimitExceeded for a book that is too large.
    """
    before = book_of(json.loads(kept.get(STATED) or "[]"))
    own = before if stated is None else RuleBook({one.layer: one for one in stated})
    book = RuleBook({name: merged(rules, own.layers.get(name)) for name, rules in derived.layers.items()})
    check_expressions(book)
    text = book_text(book)
    if (size := len(text.encode())) > LARGEST:
        raise LimitExceeded(f"The rules of all layers have {size} bytes; {LARGEST} are the most.")
    return {BOOK: text, STATED: book_text(own)} if own.layers or STATED in kept else {BOOK: text}


def check_expressions(book: RuleBook) -> None:
    """Raise InvalidContent for an expression that is not evaluated, with its layer and rule."""
    for rules in book.layers.values():
        for rule in rules.of(Code.EXPRESSION):
            if why := own_expressions.refusal(str(rule.params.get("expression", ""))):
                raise InvalidContent(f"The rule {rule.id} of the layer {rules.layer} cannot be used. {why}")
