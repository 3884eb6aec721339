"""What is said before something goes out that the rules have found: what it is, and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence

from ...adapters.finding_words import finding_text, findings_text
from ...adapters.wording import translate
from ...domain.validation import Code, Finding, Severity, needs_word
from ...workflows.before_sending import Outlook

_MOST = 3


def asked_text(outlook: Outlook) -> str:
    """Why nothing was sent yet, and the two ways on."""
    told = [one for found in (outlook.comment, *outlook.rows.values()) for one in found if needs_word(one)]
    head = translate("check_words", "Nothing was sent yet. Please look at this first:")
    if len(told) > _MOST:
        head = translate("check_words", "Nothing was sent yet. Please look at these {} points first:").format(len(told))
    ways = translate("check_words", "The list above leads to each of them. Correct it, or send it anyway.")
    return "\n".join([head, findings_text(told[:_MOST]), ways])


def advice(finding: Finding) -> str:
    """What somebody can do about a finding, in a sentence."""
    if finding.code is Code.DUP_CANDIDATE:
        return translate(
            "check_words",
            "The map shows both. Is it the same object? Then undo yours, and change the one that is there. "
            "Else send yours anyway.",
        )
    if finding.severity is Severity.ERROR:
        return translate("check_words", "Correct it. If it is right as it is, you can send it anyway.")
    return translate("check_words", "Please look once more. It is sent as it is.")


def note_text(told: Sequence[Finding]) -> str:
    """What travels with a contribution whose author knows of this, for whoever reviews it."""
    return translate("check_words", "Sent anyway: {}").format(" ".join(map(finding_text, told)))


def found_text(outlook: Outlook) -> str:
    """Above the button: how much there is to look at, "" for nothing."""
    asked, all_ = len(outlook.to_ask), outlook.count
    if not all_:
        return ""
    if not asked:
        return translate("check_words", "The rules have found something to look at: {}.").format(all_)
    return translate("check_words", "The rules have found something to look at: {}, to be corrected: {}.").format(
        all_, asked
    )


def silent_text(unchecked: str) -> str:
    """What could not be looked at on this computer; the service does."""
    if not unchecked:
        return ""
    return translate(
        "check_words", "Whether lines and areas lie well beside their neighbours, only the service checks."
    )
