"""What the server half says by itself: every refusal is an ExceptionReport with a fitting HTTP status."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..domain.errors import (
    AccessDenied,
    Busy,
    ConditionFailed,
    InvalidContent,
    LayerVanished,
    LimitExceeded,
    LoginNeeded,
    Problem,
    QuotaExceeded,
    Refused,
    TransitionRefused,
)
from ..services.wfs import exceptions
from ..services.wfs.model import Report

REALM = 'Basic realm="Bürger-GIS", charset="UTF-8"'
XML = "text/xml; charset=utf-8"

_MEANING: dict[type[Exception], tuple[str, int]] = {
    LoginNeeded: ("LoginNeeded", 401),
    AccessDenied: ("AccessDenied", 403),
    ConditionFailed: ("ConditionFailed", 409),
    TransitionRefused: ("TransitionRefused", 409),
    InvalidContent: ("InvalidParameterValue", 400),
    LayerVanished: ("InvalidParameterValue", 400),
    QuotaExceeded: ("QuotaExceeded", 429),  # before what it is a kind of
    LimitExceeded: ("LimitExceeded", 413),
    Busy: ("Busy", 503),
}
_STATUS = {
    "LoginNeeded": 401,
    "AccessDenied": 403,
    "NotFound": 404,
    "MethodNotAllowed": 405,
    "UnsupportedMediaType": 415,
    "ConditionMissing": 428,
    "NoApplicableCode": 500,
}


@dataclass(frozen=True)
class HttpAnswer:
    """A whole answer, ready to be sent."""

    status: int
    body: bytes
    content_type: str = XML
    headers: Mapping[str, str] = field(default_factory=dict)
    code: str = ""  # of an ExceptionReport


def refusal(problem: Exception, version: str = "1.1.0", guest: bool = False) -> HttpAnswer:
    """The ExceptionReport for `problem`; for what is no Problem the text stays on this side.

    A guest who lacks a right is asked to log in (401), somebody known is refused (403).
    """
    if not isinstance(problem, Problem):
        return report("The server failed to answer this request.", "NoApplicableCode", version=version)
    if guest and isinstance(problem, AccessDenied):
        problem = LoginNeeded(problem.text)
    code, status = _meaning(problem)
    wait = getattr(problem, "retry_after", 0)
    headers = {"Retry-After": str(wait)} if wait else {}
    return report(problem.text, code, problem.locator, version, status, headers, problem.field)


def report(
    text: str,
    code: str,
    locator: str = "",
    version: str = "1.1.0",
    status: int | None = None,
    headers: Mapping[str, str] | None = None,
    field: str = "",
) -> HttpAnswer:
    """An ExceptionReport; without `status` that of the code, 400 for codes of WFS itself."""
    status = status or _STATUS.get(code, 400)
    extra = dict(headers or {})
    if status == 401:
        extra["WWW-Authenticate"] = REALM
    return HttpAnswer(status, exceptions.build(Report(text, code, locator, field), version), XML, extra, code)


def _meaning(problem: Problem) -> tuple[str, int]:
    if isinstance(problem, Refused) and problem.exception_code:
        return problem.exception_code, _STATUS.get(problem.exception_code, 400)
    for kind, meaning in _MEANING.items():
        if isinstance(problem, kind):
            return meaning
    return "NoApplicableCode", 500
