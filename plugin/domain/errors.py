"""What can go wrong, as one tree.

    Problem
    ├── ServiceProblem          the other side, or the way to it
    │   ├── NotAService         the answer is not what this protocol answers (HTML, another XML, cut off)
    │   ├── NoTransactions      a WFS that only reads
    │   ├── LoginNeeded         401
    │   ├── AccessDenied        403, or the rights do not reach
    │   ├── RedirectRefused     the address names another one, and nothing is sent there
    │   ├── TlsFailed           the certificate cannot be verified
    │   ├── Unreachable         no connection, a timeout before anything was sent
    │   ├── Busy                503, with the seconds to wait
    │   ├── LayerVanished       a feature type that is no longer offered
    │   ├── LimitExceeded       larger, deeper or longer than is accepted
    │   │   └── QuotaExceeded   429, more than one person may have waiting or do in an hour
    │   ├── Refused             a well-formed refusal: this very request was not carried out
    │   └── OutcomeUnknown      it may or may not have been carried out
    ├── ConditionFailed         the feature is no longer what the change was based on
    ├── ConsentNeeded           the service publishes at once, and the person has not said yes to that
    ├── TransitionRefused       the table of transitions does not allow it
    ├── InvalidContent          a document, value or geometry that is not acceptable
    ├── WorkingCopyProblem
    │   ├── NotAWorkingCopy     a file that is not ours
    │   ├── Tampered            ours, but changed where nobody may
    │   ├── TooNew              written by a newer version
    │   ├── DiskFull
    │   ├── Replaced            another file lies in its place
    │   └── Locked              another program holds it
    ├── ModuleMissing           a part of QGIS's Python that only some installations have
    └── Cancelled               the person asked for it

Every problem says what happened (its text), whether the work is safe (`safety`) and what comes next
(`advice`). The English texts are the source; `adapters/wording.py` translates by `code` when shown.
"""

from __future__ import annotations

from enum import StrEnum


class Safety(StrEnum):
    """What a problem means for the work of the person who meets it."""

    NOTHING_CHANGED = "nothing_changed"
    KEPT_HERE = "kept_here"
    UNKNOWN = "unknown"
    LOOK_AGAIN = "look_again"
    PARTLY_DONE = "partly_done"


SAFETY_TEXT = {
    Safety.PARTLY_DONE: "What was done before stays; the rest waits as it was.",
    Safety.NOTHING_CHANGED: "Nothing was changed.",
    Safety.KEPT_HERE: "Your work is safe in the working copy.",
    Safety.UNKNOWN: "Your work is kept in the outbox; whether the server has it must be checked.",
    Safety.LOOK_AGAIN: "What you have written is still here; whether the service has it is seen when you look again.",
}


class Problem(Exception):
    """Root of everything this project raises on purpose."""

    code = "problem"
    safety = Safety.NOTHING_CHANGED
    advice = ""

    def __init__(self, text: str, advice: str = "", safety: Safety | None = None) -> None:
        super().__init__(text)
        self.text = text
        self.advice = advice or type(self).advice
        self.safety = safety or type(self).safety
        self.locator = ""  # handle of the action in a Transaction that met the problem
        self.field = ""  # name of the field whose value it is about
        self.retry_after = 0  # seconds that the server asks to wait, 0 where it does not

    def sentence(self) -> str:
        """What happened, whether the work is safe, what to do next: on one line, without markup."""
        parts = (self.text, SAFETY_TEXT[self.safety], self.advice)
        return " ".join(" ".join(part.split()) for part in parts if part)


class ServiceProblem(Problem):
    code = "service"


class NotAService(ServiceProblem):
    code = "not_a_service"
    advice = "Check the address of the service."


class NoTransactions(ServiceProblem):
    code = "no_transactions"
    advice = "Ask the municipality whether it accepts contributions."


class LoginNeeded(ServiceProblem):
    code = "login_needed"
    advice = "Check user name and password."


class AccessDenied(ServiceProblem):
    code = "access_denied"
    advice = "Ask the administrator for the rights."


class RedirectRefused(ServiceProblem):
    code = "redirect_refused"
    advice = "If the new address is right, enter it yourself."


class TlsFailed(ServiceProblem):
    code = "tls_failed"
    advice = "Ask the administrator of the service for a valid certificate."


class Unreachable(ServiceProblem):
    code = "unreachable"
    advice = "Try again when the network is back."


class Busy(ServiceProblem):
    """The server asks to wait; `retry_after` is in seconds."""

    code = "busy"
    advice = "Try again in a moment."

    def __init__(self, text: str, retry_after: int = 5) -> None:
        super().__init__(text)
        self.retry_after = retry_after


class LayerVanished(ServiceProblem):
    code = "layer_vanished"
    advice = "Ask the municipality what became of the layer."


class LimitExceeded(ServiceProblem):
    code = "limit_exceeded"
    advice = "Ask for less at once."


class QuotaExceeded(LimitExceeded):
    """More than one person may have or do; `retry_after` is in seconds, 0 where waiting does not help."""

    code = "quota_exceeded"
    safety = Safety.NOTHING_CHANGED
    advice = "Submit the rest later; nothing of it is lost."

    def __init__(self, text: str, retry_after: int = 0) -> None:
        super().__init__(text)
        self.retry_after = retry_after


class Refused(ServiceProblem):
    """`exception_code` and `locator` are those of the ExceptionReport (OWS Common 1.0.0 §8)."""

    code = "refused"

    def __init__(self, text: str, exception_code: str = "", locator: str = "") -> None:
        super().__init__(text)
        self.exception_code = exception_code
        self.locator = locator


class OutcomeUnknown(ServiceProblem):
    code = "outcome_unknown"
    safety = Safety.UNKNOWN
    advice = "Submit again: what the server has already is not sent twice."
    answered = False

    def as_answered(self) -> OutcomeUnknown:
        """The same, where the service did answer, and what it says is only not to be believed as it is."""
        self.answered = True
        return self


class ConditionFailed(Problem):
    code = "condition_failed"
    advice = "Look at the current state and decide again."


class ConsentNeeded(Problem):
    code = "consent_needed"
    safety = Safety.KEPT_HERE
    advice = "If that is what you want, say so: publish at once."


class TransitionRefused(Problem):
    code = "transition_refused"


class InvalidContent(Problem):
    """`field` is the name of the one whose value is not acceptable, where it is that."""

    code = "invalid_content"

    def __init__(self, text: str, advice: str = "", safety: Safety | None = None, field: str = "") -> None:
        super().__init__(text, advice, safety)
        self.field = field


class WorkingCopyProblem(Problem):
    code = "working_copy"
    safety = Safety.KEPT_HERE


class NotAWorkingCopy(WorkingCopyProblem):
    code = "not_a_working_copy"
    safety = Safety.NOTHING_CHANGED
    advice = "Check out again, into a new file."


class Tampered(WorkingCopyProblem):
    code = "tampered"
    advice = "Do not use the file unless you trust where it comes from."


class TooNew(WorkingCopyProblem):
    code = "too_new"
    advice = "Update the plugin."


class DiskFull(WorkingCopyProblem):
    code = "disk_full"
    advice = "Free some space and try again."


class Replaced(WorkingCopyProblem):
    code = "replaced"
    advice = "Nothing was written over. Look at what is there now, then do it again."


class Locked(WorkingCopyProblem):
    code = "locked"
    advice = "Close the other program, or wait until it has finished."


class ModuleMissing(Problem):
    code = "module_missing"
    advice = "Install it for the Python of QGIS, or ask your administrator for it."


class Cancelled(Problem):
    code = "cancelled"
    advice = "Start again whenever you like."
