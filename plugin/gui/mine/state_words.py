"""The one state that something on its way is in, in the same words wherever it is shown, and what to do about it."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime

from ...adapters.foreign import shown
from ...adapters.wording import clock, translate
from ...adapters.working_copy import Overview
from ...domain.outbox import ItemState


def state_text(state: ItemState, not_before: str = "") -> str:
    """For one line. `not_before` is when it is tried again by itself (ISO 8601, UTC), "" for no such time."""
    match state:
        case ItemState.SENDING:
            return translate("state_words", "being sent")
        case ItemState.UNKNOWN:
            return translate("state_words", "not known whether it arrived")
        case ItemState.REFUSED:
            return translate("state_words", "not taken")
        case ItemState.SUBMITTED | ItemState.SETTLED:
            return translate("state_words", "sent")
    when = next_time(not_before)
    if when:
        return translate("state_words", "waiting to be sent, next try at {}").format(when)
    return translate("state_words", "waiting to be sent")


def conflict_text() -> str:
    return translate("state_words", "conflict: to be decided above")


def conflict_meaning() -> str:
    return translate(
        "state_words",
        "Somebody else has changed this object too. It is kept as you have it, and sent once you have decided.",
    )


def refused_text(reason: str) -> str:
    """`reason` is foreign text."""
    return translate("state_words", "not taken: {}").format(shown(reason, 300))


def meaning(state: ItemState) -> str:
    """What the state means for the work, and what to do, in a sentence or two."""
    match state:
        case ItemState.SENDING:
            return translate("state_words", "Nothing to do: it is on its way.")
        case ItemState.UNKNOWN:
            return translate(
                "state_words",
                "The answer of the municipality was lost on the way, so it may have this or not. It is kept here. "
                "The next try asks first: what the municipality has already is not sent twice.",
            )
        case ItemState.REFUSED:
            return translate("state_words", "Read the reason, change the object and submit again.")
    return translate("state_words", "It is kept here, and goes with the next submission.")


def waiting_text(overview: Overview | None, identity: str = "") -> str:
    """What of the outbox is not with the municipality, and when it is tried again; "" where nothing is.

    `identity` is who is logged in, "" for nobody.
    """
    apart = {one.uuid for one in overview.conflicts if not one.merge.clean} if overview else set()
    sent = [one for one in overview.sent if one.item.uuid not in apart] if overview else []
    counts = Counter(one.item.state for one in sent)
    told = [
        (translate("state_words", "Submitted, and not sent yet: {}."), counts[ItemState.QUEUED]),
        (translate("state_words", "Being sent: {}."), counts[ItemState.SENDING]),
        (translate("state_words", "Not known whether it arrived: {}."), counts[ItemState.UNKNOWN]),
    ]
    words = [text.format(count) for text, count in told if count]
    if overview and identity and overview.waits_for_another(identity):
        words.append(translate("state_words", "Submitted under another login, and sent by itself under that one only."))
    elif overview and next_time(overview.next_try):
        words.append(translate("state_words", "Next try at {}.").format(next_time(overview.next_try)))
    return " ".join(words)


def next_time(when: str) -> str:
    """Hours and minutes of a time that is still to come, with the day where it is not today; "" for any other."""
    try:
        at = datetime.fromisoformat(when)
        ahead = at.replace(tzinfo=at.tzinfo or UTC).astimezone() > datetime.now(UTC)
    except (ValueError, OverflowError):
        return ""
    return clock(when) if ahead else ""
