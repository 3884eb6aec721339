"""What was said and done about a contribution, in plain lines; what somebody wrote is set off from what we say."""

from __future__ import annotations

from ...adapters.foreign import paragraphs, shown
from ...adapters.responsibility_words import explanation
from ...adapters.trust_words import author_with_tier, automatic_text, event_reason, held_text
from ...adapters.wording import moment, reason_word, translate
from ...domain.explained import from_text
from ...domain.trust import ACTOR
from ...workflows.history import History, Remark, Step
from ..mine.changes_words import corrected_values
from .queue_words import status_text
from .work import Seen


def history_text(history: History, me: str) -> str:
    """Remarks and steps by time, one paragraph each; what somebody wrote is set off by a bar before every line."""
    told = [(one.created, _remark_text(one, me)) for one in history.remarks]
    told += [(one.time, _step_text(one, me)) for one in history.steps]
    told.sort(key=lambda pair: pair[0])
    nothing = translate("contribution_view", "Nothing yet.")
    return "\n".join(text for _, text in told) or nothing


def about_text(seen: Seen) -> str:
    contribution = seen.contribution
    parts = [
        translate("contribution_view", "from {}").format(
            author_with_tier(_who(contribution.author, seen.me), contribution.tier)
        ),
        moment(contribution.created),
    ]
    if contribution.revision > 1:
        parts.append(translate("contribution_view", "revision {}").format(contribution.revision))
    return " · ".join(part for part in parts if part)


def trust_text(seen: Seen) -> str:
    """By which rule it was accepted, or why it was not; "" where no rule was asked."""
    contribution = seen.contribution
    by_rule = automatic_text(contribution.automatic, contribution.afterwards)
    return by_rule or held_text(contribution.held)


def responsible_text(seen: Seen) -> str:
    """Why its authority is responsible, step by step, as the service found it; "" where it did not look."""
    answer = from_text(seen.contribution.responsible_why)
    if answer is None:
        return ""
    if seen.contribution.due:
        return translate("contribution_view", "Handed over. Found at first: {}").format(explanation(answer))
    return translate("contribution_view", "Why this authority: {}").format(explanation(answer))


def corrected_text(seen: Seen) -> str:
    """What was accepted otherwise than it was proposed; "" where nothing was."""
    contribution = seen.contribution
    if contribution.correction is None or contribution.outcome is not contribution.correction:
        return ""
    head = translate("contribution_view", "✎ Accepted with a correction:")
    return f"{head}\n{corrected_values(contribution.change, contribution.correction)}"


def revised_text(earlier: Seen | None, seen: Seen) -> str:
    if earlier is None or earlier.contribution.uuid != seen.contribution.uuid:
        return ""
    if earlier.contribution.revision == seen.contribution.revision:
        return ""
    return translate("contribution_view", "⚠ Its author has revised it meanwhile. You see revision {} now.").format(
        seen.contribution.revision
    )


def quoted(comment: str) -> str:
    """Set off line by line, so that nobody's comment passes for a sentence of ours."""
    return "\n".join([translate("contribution_view", "Comment:"), *_set_off(comment)])


def _remark_text(remark: Remark, me: str) -> str:
    head = f"{moment(remark.created)} · {_who(remark.author, me)}:"
    return "\n".join([head, *_set_off(remark.text)])


def _set_off(text: str) -> list[str]:
    return [f"  │ {line}" for line in paragraphs(text).splitlines()]


def _step_text(step: Step, me: str) -> str:
    code = shown(step.reason_code, 40)
    reason = f" ({event_reason(code) or reason_word(code)})" if code else ""
    return f"{moment(step.time)} · {_who(step.actor, me)} · {status_text(step.to_status)}{reason}"


def _who(pseudonym: str, me: str) -> str:
    if pseudonym == ACTOR:
        return translate("contribution_view", "the service, by rule")
    return translate("contribution_view", "you") if me and pseudonym == me else shown(pseudonym, 40)
