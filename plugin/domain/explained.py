"""Why an authority is responsible, as the queue keeps it: the steps of the resolver as JSON, read with suspicion."""

from __future__ import annotations

import json
from typing import Any

from .choice import Choice
from .responsibility import Answer, Found, Step, Tried

_LARGEST, _LONGEST, _MOST = 10_000, 200, 20


def to_text(answer: Answer) -> str:
    """The steps that were tried, and how an unclear place was decided."""
    tried = [[str(one.step), str(one.found), one.about[:_LONGEST], one.rule[:_LONGEST]] for one in answer.tried]
    found: dict[str, Any] = {"tried": tried[:_MOST]}
    if answer.choice is not Choice.CLEAR:
        found |= {"choice": str(answer.choice), "others": [one[:_LONGEST] for one in answer.others[:_MOST]]}
    return json.dumps(found, ensure_ascii=False)


def from_text(text: str) -> Answer | None:
    """What `to_text` has written, without the authority itself; None for nothing, and for what cannot be read."""
    if not text or len(text) > _LARGEST:
        return None
    try:
        found = json.loads(text)
        tried = tuple(
            Tried(Step(step), Found(what), _text(about), _text(rule)) for step, what, about, rule in found["tried"]
        )
        others = tuple(_text(one) for one in found.get("others", []))
        return Answer(None, choice=Choice(found.get("choice", Choice.CLEAR)), others=others, tried=tried[:_MOST])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value[:_LONGEST]
