"""Words for people: every label and sentence is translated here, at the moment of showing.

Texts are marked with a literal context, `translate("algorithms", "…")` or, in a class attribute,
`QT_TRANSLATE_NOOP("algorithms", "…")`, and with a number `counted("queue_words", "%n days", 3)`; tools/i18n.py
collects them into i18n/*.ts. The domain knows no Qt and marks nothing: what a problem means for the work, and the
advice, are collected by what they are. Which language is shown says `language.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QDate, QDateTime, QLocale, QTime

from ..domain.access import Role
from ..domain.contribution import Operation, Reason, Status
from ..domain.errors import SAFETY_TEXT, Problem
from ..domain.schema_change import Difference, Part

translate = QCoreApplication.translate


def sentence(problem: Problem) -> str:
    """What happened, whether the work is safe, what comes next: one line of plain text."""
    parts = (problem.text, _translated(SAFETY_TEXT[problem.safety]), _translated(problem.advice))
    return " ".join(" ".join(part.split()) for part in parts if part)


def counted(context: str, text: str, number: int) -> str:
    """The form of a text with %n for a number: every language has its own forms, English in i18n/buergergis_en.ts."""
    return translate(context, text, "", number)


def _translated(text: str) -> str:
    return translate("problems", text) if text else ""


# what went wrong, in one sentence of ours; the problem's own text is the detail

_HEADLINES = {
    "problem": QT_TRANSLATE_NOOP("headlines", "That did not work."),
    "service": QT_TRANSLATE_NOOP("headlines", "The service did not do it."),
    "not_a_service": QT_TRANSLATE_NOOP("headlines", "There is no usable service at this address."),
    "no_transactions": QT_TRANSLATE_NOOP("headlines", "This service takes no contributions from you."),
    "login_needed": QT_TRANSLATE_NOOP("headlines", "The service asks for a login, or does not know this one."),
    "access_denied": QT_TRANSLATE_NOOP("headlines", "You may not do this."),
    "redirect_refused": QT_TRANSLATE_NOOP("headlines", "The address leads somewhere else. Nothing was sent there."),
    "tls_failed": QT_TRANSLATE_NOOP("headlines", "It is not certain that this is the right server."),
    "unreachable": QT_TRANSLATE_NOOP("headlines", "The service cannot be reached."),
    "busy": QT_TRANSLATE_NOOP("headlines", "The service is busy."),
    "layer_vanished": QT_TRANSLATE_NOOP("headlines", "The service no longer offers this layer."),
    "limit_exceeded": QT_TRANSLATE_NOOP("headlines", "That is too much at once."),
    "quota_exceeded": QT_TRANSLATE_NOOP("headlines", "That is more than one person may send at the moment."),
    "refused": QT_TRANSLATE_NOOP("headlines", "The service has refused this."),
    "outcome_unknown": QT_TRANSLATE_NOOP("headlines", "It is not known whether the service has it."),
    "consent_needed": QT_TRANSLATE_NOOP("headlines", "This service publishes at once. Nothing was sent."),
    "condition_failed": QT_TRANSLATE_NOOP("headlines", "Somebody has changed it in the meantime."),
    "transition_refused": QT_TRANSLATE_NOOP("headlines", "This is not possible in the present state."),
    "invalid_content": QT_TRANSLATE_NOOP("headlines", "Something in it is not acceptable."),
    "working_copy": QT_TRANSLATE_NOOP("headlines", "Something is wrong with the working copy."),
    "not_a_working_copy": QT_TRANSLATE_NOOP("headlines", "This file is no working copy."),
    "tampered": QT_TRANSLATE_NOOP("headlines", "Somebody has tampered with this file."),
    "too_new": QT_TRANSLATE_NOOP("headlines", "This was made by a newer version."),
    "disk_full": QT_TRANSLATE_NOOP("headlines", "The disk is full."),
    "locked": QT_TRANSLATE_NOOP("headlines", "Another program is using it."),
    "module_missing": QT_TRANSLATE_NOOP("headlines", "A part that QGIS needs for this is not installed."),
    "cancelled": QT_TRANSLATE_NOOP("headlines", "Cancelled."),
}


def headline(problem: Problem) -> str:
    """What happened, whether the work is safe, what comes next, without the technical text (`problem.text`)."""
    kinds = (getattr(kind, "code", "") for kind in type(problem).__mro__)
    code = next((code for code in kinds if code in _HEADLINES), "problem")
    parts = (
        translate("headlines", _HEADLINES[code]),
        _translated(SAFETY_TEXT[problem.safety]),
        _translated(problem.advice),
    )
    return " ".join(part for part in parts if part)


_ENDINGS = (
    QT_TRANSLATE_NOOP("problems", "User name or password is wrong."),
    QT_TRANSLATE_NOOP("problems", "cannot be reached, or broke off."),
)
"""What everybody meets some day; all else that programs say is told as it came."""


def told(problem: Problem) -> str:
    """The technical text, in the language of the window where it is known."""
    ending = next((one for one in _ENDINGS if problem.text.endswith(one)), "")
    return problem.text.removesuffix(ending) + _translated(ending)


# words for the domain's enums

_STATUS = {
    Status.DRAFT: QT_TRANSLATE_NOOP("status", "not sent yet"),
    Status.SUBMITTED: QT_TRANSLATE_NOOP("status", "submitted"),
    Status.WITHDRAWN: QT_TRANSLATE_NOOP("status", "withdrawn"),
    Status.IN_REVIEW: QT_TRANSLATE_NOOP("status", "in review"),
    Status.NEEDS_CHANGES: QT_TRANSLATE_NOOP("status", "further work needed"),
    Status.FORWARDED: QT_TRANSLATE_NOOP("status", "handed over"),
    Status.ACCEPTED: QT_TRANSLATE_NOOP("status", "accepted"),
    Status.REJECTED: QT_TRANSLATE_NOOP("status", "rejected"),
    Status.DUPLICATE: QT_TRANSLATE_NOOP("status", "exists already"),
    Status.NOT_RESPONSIBLE: QT_TRANSLATE_NOOP("status", "not responsible"),
    Status.ALREADY_DONE: QT_TRANSLATE_NOOP("status", "already done"),
    Status.PUBLISHED: QT_TRANSLATE_NOOP("status", "published"),
    Status.CONFLICT: QT_TRANSLATE_NOOP("status", "conflict"),
}

_NEXT = {
    Status.DRAFT: QT_TRANSLATE_NOOP("status", "Submit it when it is ready."),
    Status.SUBMITTED: QT_TRANSLATE_NOOP(
        "status", "Nothing to do: somebody will look at it. You may still change or withdraw it."
    ),
    Status.WITHDRAWN: QT_TRANSLATE_NOOP("status", "Keep it as a draft, or restore the object as it was."),
    Status.IN_REVIEW: QT_TRANSLATE_NOOP("status", "Nothing to do: somebody is looking at it."),
    Status.NEEDS_CHANGES: QT_TRANSLATE_NOOP("status", "Read the answer, answer it or revise the object, submit again."),
    Status.FORWARDED: QT_TRANSLATE_NOOP("status", "Nothing to do: another authority is looking at it."),
    Status.ACCEPTED: QT_TRANSLATE_NOOP("status", "Nothing to do: it will soon be on the map."),
    Status.REJECTED: QT_TRANSLATE_NOOP(
        "status", "Read the answer. Revise and submit again, or restore the object as it was."
    ),
    Status.DUPLICATE: QT_TRANSLATE_NOOP("status", "Read the answer. Restore the object as it was."),
    Status.NOT_RESPONSIBLE: QT_TRANSLATE_NOOP("status", "Read the answer: another authority is responsible."),
    Status.ALREADY_DONE: QT_TRANSLATE_NOOP("status", "It is on the map already. Restore the object and refresh."),
    Status.PUBLISHED: QT_TRANSLATE_NOOP("status", "Done: it is on the map. Thank you!"),
    Status.CONFLICT: QT_TRANSLATE_NOOP(
        "status",
        "Somebody else changed the object meanwhile. Refresh on the page Map puts both together; then submit again.",
    ),
}

_OPERATION = {
    Operation.INSERT: QT_TRANSLATE_NOOP("operation", "new"),
    Operation.UPDATE: QT_TRANSLATE_NOOP("operation", "changed"),
    Operation.DELETE: QT_TRANSLATE_NOOP("operation", "deleted"),
}

_REASON = {
    Reason.POSITION: QT_TRANSLATE_NOOP("reason", "The position is not right"),
    Reason.ATTRIBUTES: QT_TRANSLATE_NOOP("reason", "A value is not right"),
    Reason.INCOMPLETE: QT_TRANSLATE_NOOP("reason", "Something is missing"),
    Reason.NOT_FOUND_ON_SITE: QT_TRANSLATE_NOOP("reason", "Not found on site"),
    Reason.WRONG_LAYER: QT_TRANSLATE_NOOP("reason", "Belongs to another layer"),
    Reason.DUPLICATE: QT_TRANSLATE_NOOP("reason", "Exists already"),
    Reason.NOT_RESPONSIBLE: QT_TRANSLATE_NOOP("reason", "Another authority is responsible"),
    Reason.ALREADY_DONE: QT_TRANSLATE_NOOP("reason", "Is on the map already"),
    Reason.PERSONAL_DATA: QT_TRANSLATE_NOOP("reason", "Contains personal data"),
    Reason.ABUSE: QT_TRANSLATE_NOOP("reason", "Abuse"),
    Reason.OTHER: QT_TRANSLATE_NOOP("reason", "Another reason"),
    Reason.CORRECTED: QT_TRANSLATE_NOOP("reason", "Accepted with a correction"),
    Reason.TAKEN_BACK: QT_TRANSLATE_NOOP("reason", "The decision was taken back"),
}

_ROLE = {
    Role.GUEST: QT_TRANSLATE_NOOP("role", "guest"),
    Role.CONTRIBUTOR: QT_TRANSLATE_NOOP("role", "contributor"),
    Role.STAFF: QT_TRANSLATE_NOOP("role", "staff"),
    Role.REVIEWER: QT_TRANSLATE_NOOP("role", "reviewer"),
    Role.COORDINATOR: QT_TRANSLATE_NOOP("role", "coordinator"),
    Role.DATA_PROTECTION: QT_TRANSLATE_NOOP("role", "data protection officer"),
    Role.ADMIN: QT_TRANSLATE_NOOP("role", "administrator"),
}


_DIFFERENCE = {
    Part.ADDED: QT_TRANSLATE_NOOP("differences", "The field {name} ({now}) is new."),
    Part.REMOVED: QT_TRANSLATE_NOOP("differences", "The field {name} ({before}) is gone."),
    Part.RETYPED: QT_TRANSLATE_NOOP("differences", "The field {name} was {before} and is {now}."),
    Part.GEOMETRY: QT_TRANSLATE_NOOP("differences", "The geometry was {before} and is {now}."),
    Part.CRS: QT_TRANSLATE_NOOP("differences", "The reference system was {before} and is {now}."),
    Part.KEY: QT_TRANSLATE_NOOP("differences", "The key was {before} and is {now}."),
}

_KIND = {
    "text": QT_TRANSLATE_NOOP("differences", "text"),
    "integer": QT_TRANSLATE_NOOP("differences", "whole number"),
    "number": QT_TRANSLATE_NOOP("differences", "number"),
    "boolean": QT_TRANSLATE_NOOP("differences", "yes or no"),
    "date": QT_TRANSLATE_NOOP("differences", "date"),
    "datetime": QT_TRANSLATE_NOOP("differences", "date and time"),
    "time": QT_TRANSLATE_NOOP("differences", "time"),
    "": QT_TRANSLATE_NOOP("differences", "none"),
}


def difference_text(found: Difference) -> str:
    """What a municipality has changed about a layer, in a sentence; names of fields are as the service sends them."""
    before, now = (translate("differences", _KIND[one]) if one in _KIND else one for one in (found.before, found.now))
    return translate("differences", _DIFFERENCE[found.part]).format(name=found.name, before=before, now=now)


def status_word(status: Status) -> str:
    return translate("status", _STATUS[status])


def next_step(status: Status) -> str:
    """What its author can do now, in a sentence."""
    return translate("status", _NEXT[status])


def operation_word(operation: Operation) -> str:
    return translate("operation", _OPERATION[operation])


def reason_word(code: str) -> str:
    """The words for a reason code; a code of a later version as it is."""
    known: Mapping[str, str] = {str(reason): text for reason, text in _REASON.items()}
    return translate("reason", known[code]) if code in known else code


def sources(status: str, operation: str, reason: str) -> tuple[str, str, str]:
    """The English words of the three, for who translates them into another language; what is unknown as it is."""
    statuses: Mapping[str, str] = {str(one): text for one, text in _STATUS.items()}
    operations: Mapping[str, str] = {str(one): text for one, text in _OPERATION.items()}
    reasons: Mapping[str, str] = {str(one): text for one, text in _REASON.items()}
    return statuses.get(status, status), operations.get(operation, operation), reasons.get(reason, reason)


def role_word(role: Role) -> str:
    return translate("role", _ROLE[role])


def moment(when: datetime | str) -> str:
    """A point in time (aware, or ISO 8601 in UTC as the server half writes it) as people here write it."""
    local = _here(when)
    if local is None:
        return ""
    return QLocale().toString(QDateTime(local.replace(tzinfo=None)), QLocale.FormatType.ShortFormat)


def number(count: int) -> str:
    """A number as people here write it: 43.731."""
    return str(QLocale().toString(count))


def day(when: datetime | str) -> str:
    """The day of `moment`."""
    local = _here(when)
    return QLocale().toString(QDate(local.date()), QLocale.FormatType.ShortFormat) if local else ""


def clock(when: datetime | str) -> str:
    """The time of day of `moment` where that is today, else the whole of it."""
    local = _here(when)
    if local is None or local.date() != datetime.now(UTC).astimezone().date():
        return moment(when)
    short = QLocale().timeFormat(QLocale.FormatType.ShortFormat).replace(":ss", "")
    return QLocale().toString(QTime(local.hour, local.minute), short)


def _here(when: datetime | str) -> datetime | None:
    """In the time of this computer; None for what is no time, or lies beyond the calendar here."""
    try:
        given = datetime.fromisoformat(when) if isinstance(when, str) else when
        return given.replace(tzinfo=given.tzinfo or UTC).astimezone()
    except (ValueError, OverflowError):
        return None


def restored_text(lost: int, sent_again: bool = False) -> str:
    """What it means for a person that the server's database went back, and that it lost `lost` of their changes."""
    happened = translate("restored", "The municipality has put its database back to an earlier state.")
    meaning = translate("restored", "Nothing of yours was lost.")
    if lost and sent_again:
        meaning = counted("restored", "Of yours, %n were lost there and have been sent again.", lost)
    elif lost:
        meaning = counted(
            "restored", "Of yours, %n were lost there. They are safe in the working copy: submit them again.", lost
        )
    return f"{happened} {meaning}"


def withdrawn_text(count: int) -> str:
    """That `count` contributions had arrived although their changes were undone, and what has become of them."""
    happened = counted(
        "restored", "%n contributions arrived late, after you had undone the change. They are withdrawn now.", count
    )
    return f"{happened} {translate('restored', 'If you want it after all, make the change again and submit.')}"


def contact(when: datetime | None) -> str:
    """When the service answered last."""
    if when is None:
        return translate("session", "No contact yet")
    return translate("session", "Last contact: {}").format(moment(when))
