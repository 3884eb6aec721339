"""What belongs together, in words: why each member does, and what is left of a replacement that is torn."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from ...adapters.foreign import shown
from ...adapters.wording import operation_word, translate
from ...domain.contribution import Contribution, Operation
from ...domain.review_unit import Link, Why
from ...workflows.review_unit import Together
from ..versions.place_words import number
from .queue_words import claim_holds, status_sign, status_text

Title = Callable[[str], str]
"""From the name of a layer to what people call it."""


def intro() -> str:
    return translate(
        "unit_words",
        "What is marked is decided and published as a whole, or not at all. On the map: the others green, dash-dotted.",
    )


def name(member: Contribution, title: Title) -> str:
    return f"{title(member.layer)}: {operation_word(member.change.operation)}"


def line(member: Contribution, together: Together, title: Title) -> str:
    """Which one it is, its state, and why it belongs here."""
    state = f"{status_sign(member.status)} {status_text(member.status)}".strip()
    parts = [name(member, title), state]
    link = together.reason(member.uuid)
    other = together.member(link.beyond(member.uuid)) if link else None
    if link is not None and other is not None:
        parts.append(reason(member, link, other, title))
    return " · ".join(parts)


def reason(member: Contribution, link: Link, other: Contribution, title: Title) -> str:
    if link.why is Why.REPLACES and member.change.operation is Operation.DELETE:
        return translate("unit_words", "another one comes in its place")
    if link.why is Why.REPLACES:
        text = translate("unit_words", "in place of one that goes, {} m away")
        return text.format(number(link.distance_m, 1))
    if link.why is Why.TOUCHES:
        return translate("unit_words", "touches “{}”").format(name(other, title))
    text = translate("unit_words", "{0} m from “{1}”")
    return text.format(number(link.distance_m, 1), name(other, title))


def held_by(member: Contribution, me: str, now: datetime) -> str:
    """Why nobody but somebody else decides about it just now; "" where that is not so."""
    if me and member.author == me:
        return translate("unit_words", "your own: somebody else decides")
    if member.claimed_by != me and claim_holds(member.claimed_by, member.claimed_until, now):
        return translate("unit_words", "claimed by {}").format(shown(member.claimed_by, 40))
    return ""


def torn_text(taken: Contribution, title: Title) -> str:
    """What is on the map where only this half of a replacement gets there."""
    if taken.change.operation is Operation.DELETE:
        text = translate("unit_words", "⚠ Half of a replacement: “{}” goes, and nothing comes in its place.")
    else:
        text = translate("unit_words", "⚠ Half of a replacement: “{}” comes, and the old one stays beside it.")
    return text.format(name(taken, title))


def accept_verb(count: int) -> str:
    return translate("unit_words", "Accept together ({})").format(count)


def publish_verb(count: int) -> str:
    return translate("unit_words", "Publish together ({})").format(count)


def accepted_text(count: int) -> str:
    return translate("unit_words", "Accepted together: {}. They are on the map once they are published.").format(count)


def nothing_decided(culprit: str) -> str:
    if not culprit:
        return translate("unit_words", "Nothing of it was decided.")
    return translate("unit_words", "Nothing of it was decided, because of “{}”.").format(culprit)
