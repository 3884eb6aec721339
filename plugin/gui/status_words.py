"""The status line of who contributes, in one sentence; and what is safe here while the service does not answer."""

from __future__ import annotations

from ..adapters.wording import translate
from .standing import Counts, Standing


def status_text(standing: Standing, counts: Counts, edits: int) -> str:
    """The one state, with its number."""
    match standing:
        case Standing.FOREIGN:
            return translate("status_words", "Somebody else's working copy: for reading only.")
        case Standing.UNSAVED:
            return translate("status_words", "Edited and not saved yet: {}.").format(edits)
        case Standing.CONFLICT:
            return translate("status_words", "In conflict, for you to decide: {}.").format(counts.conflicts)
        case Standing.REFUSED:
            return translate("status_words", "Not taken by the municipality: {}.").format(counts.refused)
        case Standing.UNKNOWN:
            return translate("status_words", "Not known whether it arrived: {}.").format(counts.unknown)
        case Standing.SENDING:
            return translate("status_words", "Sending…")
        case Standing.WAITING:
            return translate("status_words", "Waiting to be sent: {}.").format(counts.waiting)
        case Standing.INCOMPLETE:
            return translate("status_words", "Layers that are not here as a whole: {}.").format(counts.missing)
        case Standing.CHANGED if counts.unsent:
            return translate("status_words", "Changes, not sent yet: {}.").format(counts.unsent)
        case Standing.CHANGED if counts.asked_back:
            return translate("status_words", "Sent back to you with a question: {}.").format(counts.asked_back)
        case Standing.CHANGED:
            return translate("status_words", "With the municipality, not published yet: {}.").format(counts.changes)
    return translate("status_words", "No changes of yours. Nothing to do.")


def offline_text(counts: Counts, edits: int, own: bool) -> str:
    """What who works without a network wants to know: what is safe, what is not, and that one can go on."""
    words = [translate("status_words", "Offline. You can go on working.")]
    if own and counts.safe_here:
        words.append(translate("status_words", "Safe on this computer, and not sent yet: {}.").format(counts.safe_here))
    if own and edits:
        words.append(translate("status_words", "Not saved yet, so save your layers: {}.").format(edits))
    if own and not counts.safe_here and not edits:
        words.append(translate("status_words", "Everything of yours is with the municipality."))
    return " ".join(words)
