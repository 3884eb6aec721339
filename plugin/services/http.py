"""One HTTP exchange over a requests session: bounded, never redirected elsewhere, its failures named.

Texts name the host only: addresses may carry what is nobody's business.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin, urlsplit
from xml.etree.ElementTree import Element

import requests

from ..domain.errors import (
    AccessDenied,
    Busy,
    InvalidContent,
    LimitExceeded,
    LoginNeeded,
    NotAService,
    OutcomeUnknown,
    Problem,
    RedirectRefused,
    TlsFailed,
    Unreachable,
)
from . import pieces, xml
from .wfs import exceptions
from .wfs.model import Report

MAX_BODY = 128 * 2**20
MAX_ELEMENTS = 5_000_000
MAX_REDIRECTS = 5
TIMEOUT = (10.0, 90.0)
"""Seconds to connect, and between two pieces of an answer."""
LONGEST_WAIT = 3600
"""Seconds of Retry-After that are believed."""
DEADLINE = 900.0
"""Seconds for one whole answer, however it trickles; QGIS's network keeps it while it receives."""

_CHUNK = 2**16
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_NO_ADDRESS = (
    requests.exceptions.InvalidURL,
    requests.exceptions.MissingSchema,
    requests.exceptions.InvalidSchema,
)
_BEFORE_SENDING = frozenset({"NewConnectionError", "NameResolutionError", "ConnectTimeoutError"})


@dataclass(frozen=True)
class Answer:
    """`headers` by lower-case name; `url` is the address that answered."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    url: str


def fetch(
    session: requests.Session,
    method: str,
    url: str,
    *,
    params: Mapping[str, str] | None = None,
    body: bytes | None = None,
    content_type: str | None = None,
    limit: int = MAX_BODY,
    timeout: tuple[float, float] = TIMEOUT,
) -> Answer:
    """The answer, whatever its status is (`raise_for_report` judges that).

    A GET follows at most MAX_REDIRECTS redirects to the same scheme, host and port, any other raises
    RedirectRefused. Raises TlsFailed; Unreachable where nothing came of it; OutcomeUnknown for a POST that
    had begun; LimitExceeded for an answer larger than `limit` bytes.
    """
    headers = {"Content-Type": content_type} if content_type else {}
    for _ in range(MAX_REDIRECTS + 1):
        request = requests.Request(method, url, headers, data=body, params=dict(params or {}))
        answer = _once(session, request, limit, timeout)
        if answer.status not in _REDIRECTS:
            return answer
        url, params = _followed(answer, method), None
    raise RedirectRefused(f"{_host(url)} redirects for ever.")


def _once(session: requests.Session, request: requests.Request, limit: int, timeout: tuple[float, float]) -> Answer:
    url, method = request.url or "", request.method or "GET"
    try:
        prepared = session.prepare_request(request)
        url = str(prepared.url)
        settings = session.merge_environment_settings(url, {}, True, session.verify or True, session.cert)
        with session.send(prepared, timeout=timeout, allow_redirects=False, **settings) as response:
            return _read(response, url, limit)
    except requests.RequestException as error:
        raise _problem(error, method, _host(url))
    except ValueError:  # requests reads the Location of a redirect even where it must not follow
        if method == "POST":
            raise OutcomeUnknown(f"{_host(url)} answers with headers that cannot be read.")
        raise RedirectRefused(f"{_host(url)} redirects to something that is no address.")


def _read(response: requests.Response, url: str, limit: int) -> Answer:
    until = time.monotonic() + DEADLINE
    pieces, size = [], 0
    for piece in response.iter_content(_CHUNK):
        pieces.append(piece)
        size += len(piece)
        if size > limit:
            raise _too_late(response, LimitExceeded(f"{_host(url)} answers with more than {limit} bytes."))
        if time.monotonic() > until:
            raise requests.ReadTimeout
    headers = {name.lower(): value for name, value in response.headers.items()}
    announced = headers.get("content-length", "")
    if announced.isdigit() and "content-encoding" not in headers and size < int(announced):
        raise requests.exceptions.ChunkedEncodingError
    return Answer(response.status_code, headers, b"".join(pieces), url)


def _too_late(response: requests.Response, problem: Problem) -> Problem:
    """What is wrong with the answer to a POST does not tell what became of the POST."""
    return OutcomeUnknown(problem.text) if response.request.method == "POST" else problem


def _problem(error: requests.RequestException, method: str, host: str) -> Problem:
    if isinstance(error, requests.exceptions.SSLError) and "EOF" not in str(error):
        return TlsFailed(f"The identity of {host} cannot be verified.")
    if isinstance(error, _NO_ADDRESS):
        return NotAService("This is not the address of a service.")
    if method == "POST" and not _before_sending(error):
        return OutcomeUnknown(f"The connection to {host} broke before its answer was complete.")
    if isinstance(error, requests.Timeout):
        return Unreachable(f"{host} does not answer in time.")
    return Unreachable(f"{host} cannot be reached, or broke off.")


def _before_sending(error: requests.RequestException) -> bool:
    if isinstance(error, requests.ConnectTimeout | requests.exceptions.ProxyError):
        return True
    reason = getattr(error.args[0], "reason", None) if error.args else None
    return isinstance(error, requests.ConnectionError) and type(reason).__name__ in _BEFORE_SENDING


def _followed(answer: Answer, method: str) -> str:
    target = urljoin(answer.url, answer.headers.get("location", ""))
    same = _origin(target) == _origin(answer.url)
    if method == "GET" and same and answer.headers.get("location"):
        return target
    raise RedirectRefused(f"{_host(answer.url)} redirects to {_host(target)}.")


def _origin(url: str) -> tuple[str, str | None, int | None]:
    try:
        parts = urlsplit(url)
        return parts.scheme, parts.hostname, parts.port or {"http": 80, "https": 443}.get(parts.scheme)
    except ValueError:
        raise RedirectRefused("A redirect leads to something that is no address.")


def _host(url: str) -> str:
    parts = urlsplit(url)
    return xml.clean(f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}")[:200]


def report_of(answer: Answer) -> Report | None:
    """The ExceptionReport in an answer, with whatever status it comes (many send 200)."""
    if b"Exception" not in answer.body[:4096].replace(b"\0", b""):
        return None
    try:
        return exceptions.parse(xml.parse(answer.body))
    except (InvalidContent, LimitExceeded):
        return None


def raise_for_report(answer: Answer) -> None:
    """Raise the problem that an ExceptionReport or a status other than 2xx means."""
    report = report_of(answer)
    if report is not None:
        raise exceptions.problem(report, answer.status, asked_to_wait(answer))
    if not 200 <= answer.status < 300:
        raise plain_problem(answer)


def plain_problem(answer: Answer) -> Problem:
    """What a status without a report means."""
    host = _host(answer.url)
    match answer.status:
        case 401:
            return LoginNeeded(f"{host} asks for a login, or does not accept the one sent.")
        case 403:
            return AccessDenied(f"{host} does not allow this.")
        case 413 | 414:
            return LimitExceeded(f"The request is too large for {host}.")
        case 429 | 503:
            return Busy(f"{host} is busy.", retry_after(answer))
        case 408 | 502 | 504:
            return Unreachable(f"What stands behind {host} does not answer (HTTP {answer.status}).")
    return NotAService(f"{host} answers with HTTP {answer.status}.")


def retry_after(answer: Answer) -> int:
    """Seconds that a busy server asks to wait; 5 where it does not say."""
    return asked_to_wait(answer) or 5


def asked_to_wait(answer: Answer) -> int:
    """Seconds of Retry-After (RFC 9110 §10.2.3), between 1 and LONGEST_WAIT; 0 where there is none.

    A date counts from that of the answer, so that a clock here that is wrong does no harm.
    """
    text = answer.headers.get("retry-after", "").strip()
    if text.isascii() and text.isdigit() and len(text) < 9:
        return min(max(int(text), 1), LONGEST_WAIT)
    try:
        wait = parsedate_to_datetime(text) - parsedate_to_datetime(answer.headers["date"])
    except (KeyError, ValueError, TypeError, IndexError, OverflowError):
        return 0
    return min(max(int(wait.total_seconds()), 1), LONGEST_WAIT)


def xml_of(answer: Answer) -> Element:
    """The document in an answer; NotAService for a web page, another format, or a document cut off."""
    try:
        return xml.parse(data_of(answer), max_bytes=MAX_BODY, max_elements=MAX_ELEMENTS)
    except InvalidContent as error:
        raise NotAService(f"{_host(answer.url)} answers with something else than was asked: {error.text}")


def data_of(answer: Answer) -> bytes:
    """The body of an answer; NotAService for a web page."""
    if is_web_page(answer):
        raise NotAService(f"{_host(answer.url)} answers with a web page instead of data.")
    return answer.body


def json_of(answer: Answer) -> Any:
    """The JSON in an answer; NotAService for anything else, or where it is cut off."""
    try:
        return pieces.loads(data_of(answer))
    except (ValueError, RecursionError):  # UnicodeDecodeError is a ValueError
        raise NotAService(f"{_host(answer.url)} answers with something that is no JSON, or cut off.")


def is_web_page(answer: Answer) -> bool:
    """A login or error page in place of data. In JSON, `<html` is only something that somebody wrote."""
    start = answer.body[:2048].replace(b"\0", b"").lower().lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return start.startswith(b"<") and (b"<html" in start or b"<!doctype html" in start)
