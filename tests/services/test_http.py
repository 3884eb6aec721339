"""HTTP: followed nowhere else, bounded, and every failure has its name."""

from __future__ import annotations

import json
from collections.abc import Callable
from xml.sax.saxutils import escape

import pytest
import requests

from plugin.domain.errors import (
    AccessDenied,
    Busy,
    LimitExceeded,
    LoginNeeded,
    NotAService,
    OutcomeUnknown,
    Problem,
    RedirectRefused,
    Refused,
    Safety,
    TlsFailed,
    Unreachable,
)
from plugin.services import http

from .fake_service import URL, Asked, Reply, report, session

CANARY = "geheim-4711"


class Refusing:
    """What urllib3 says when there is nobody at the port; requests wraps it."""

    def __init__(self, name: str) -> None:
        self.reason = type(name, (Exception,), {})()


def moved(to: str, status: int = 302) -> Callable[[Asked], Reply]:
    def answer(asked: Asked) -> Reply:
        return Reply(b"da") if asked.url.endswith("/neu") else Reply(b"", status, {"Location": to})

    return answer


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize(
    "to", ["/neu", "https://karten.altmarkfurt.example/neu", URL.replace("/ows", ":443/ows") + "neu"]
)
def test_a_redirect_within_the_service_is_followed(status: int, to: str) -> None:
    with_session, service = session(moved(to, status))
    assert http.fetch(with_session, "GET", URL, params={"A": "b"}).body == b"da"
    assert len(service.asked) == 2


@pytest.mark.parametrize(
    "to",
    [
        "http://karten.altmarkfurt.example/neu",
        "https://evil.example/neu",
        "https://karten.altmarkfurt.example:8443/neu",
        "https://karten.altmarkfurt.example@evil.example/neu",
        "//evil.example/neu",
        "file:///etc/passwd",
        "https://[/neu",
        "",
    ],
)
def test_a_redirect_elsewhere_is_refused_and_nothing_is_sent_there(to: str) -> None:
    with_session, service = session(moved(to))
    with_session.auth = ("anna", CANARY)
    with pytest.raises(RedirectRefused) as caught:
        http.fetch(with_session, "GET", URL)
    assert len(service.asked) == 1 and CANARY not in caught.value.sentence()


def test_a_transaction_is_never_redirected() -> None:
    with_session, service = session(moved("/neu", 307))
    with pytest.raises(RedirectRefused):
        http.fetch(with_session, "POST", URL, body=b"<a/>")
    assert len(service.asked) == 1


def test_a_circle_of_redirects_ends() -> None:
    with_session, service = session(Reply(b"", 302, {"Location": URL}))
    with pytest.raises(RedirectRefused):
        http.fetch(with_session, "GET", URL)
    assert len(service.asked) == http.MAX_REDIRECTS + 1


def test_certificates_are_verified_whatever_the_session_says() -> None:
    with_session, service = session(Reply())
    for verify in (True, False, None, "/etc/ssl/own.pem"):
        with_session.verify = verify  # type: ignore[assignment]
        http.fetch(with_session, "GET", URL)
    assert [asked.verify for asked in service.asked] == [True, True, True, "/etc/ssl/own.pem"]


BROKEN = [
    (requests.exceptions.SSLError("certificate verify failed"), TlsFailed, TlsFailed),
    (requests.exceptions.SSLError("EOF occurred in violation of protocol"), Unreachable, OutcomeUnknown),
    (requests.ConnectTimeout(), Unreachable, Unreachable),
    (requests.exceptions.ProxyError(), Unreachable, Unreachable),
    (requests.ConnectionError(Refusing("NewConnectionError")), Unreachable, Unreachable),
    (requests.ConnectionError(Refusing("NameResolutionError")), Unreachable, Unreachable),
    (requests.ConnectionError(Refusing("ProtocolError")), Unreachable, OutcomeUnknown),
    (requests.ConnectionError("Connection aborted", ConnectionResetError()), Unreachable, OutcomeUnknown),
    (requests.ConnectionError(), Unreachable, OutcomeUnknown),
    (requests.ReadTimeout(), Unreachable, OutcomeUnknown),
    (requests.exceptions.ChunkedEncodingError(), Unreachable, OutcomeUnknown),
    (requests.exceptions.ContentDecodingError(), Unreachable, OutcomeUnknown),
    (requests.exceptions.InvalidURL(), NotAService, NotAService),
]


@pytest.mark.parametrize(("error", "reading", "writing"), BROKEN, ids=lambda value: getattr(value, "__name__", None))
def test_what_broke_has_its_name(error: Exception, reading: type[Problem], writing: type[Problem]) -> None:
    with_session, _ = session(error)
    with pytest.raises(reading):
        http.fetch(with_session, "GET", URL)
    with pytest.raises(writing) as caught:
        http.fetch(with_session, "POST", URL, body=b"<a/>")
    unknown = writing is OutcomeUnknown
    assert caught.value.safety is (Safety.UNKNOWN if unknown else Safety.NOTHING_CHANGED)


def test_an_answer_that_is_cut_off_is_none() -> None:
    with_session, _ = session(Reply(b"<a>", 200, {"Content-Length": "100"}))
    with pytest.raises(Unreachable):
        http.fetch(with_session, "GET", URL)
    with pytest.raises(OutcomeUnknown):
        http.fetch(with_session, "POST", URL, body=b"<a/>")


def test_an_answer_without_end_is_ended() -> None:
    with_session, _ = session(Reply(b"x" * 10_000))
    with pytest.raises(LimitExceeded):
        http.fetch(with_session, "GET", URL, limit=5000)
    with pytest.raises(OutcomeUnknown):
        http.fetch(with_session, "POST", URL, body=b"<a/>", limit=5000)


@pytest.mark.parametrize(
    ("status", "problem"),
    [
        (400, NotAService), (401, LoginNeeded), (403, AccessDenied), (404, NotAService), (408, Unreachable),
        (413, LimitExceeded), (414, LimitExceeded), (429, Busy), (500, NotAService), (502, Unreachable),
        (503, Busy), (504, Unreachable),
    ],
)  # fmt: skip
def test_a_status_without_a_report(status: int, problem: type[Problem]) -> None:
    answer = http.Answer(status, {"retry-after": "17"}, b"<html>nginx</html>", f"{URL}?token={CANARY}")
    with pytest.raises(problem) as caught:
        http.raise_for_report(answer)
    assert type(caught.value) is problem and CANARY not in caught.value.sentence()
    assert not isinstance(caught.value, Busy) or caught.value.retry_after == 17


@pytest.mark.parametrize("status", [200, 400, 500])
def test_a_report_wins_with_whatever_status_it_comes(status: int) -> None:
    made = report("InvalidParameterValue", "Das Feld heißt nicht so.", "c-1")
    with pytest.raises(Refused, match="Feld") as caught:
        http.raise_for_report(http.Answer(status, {}, made.body, URL))
    assert (caught.value.exception_code, caught.value.locator) == ("InvalidParameterValue", "c-1")


def test_data_that_speaks_of_exceptions_is_no_report() -> None:
    for body in (b"<a>ExceptionReport</a>", b"ExceptionReport", b"<ExceptionReport", b'{"a": "Exception"}'):
        http.raise_for_report(http.Answer(200, {}, body, URL))


@pytest.mark.parametrize(
    ("text", "seconds"), [("7", 7), ("0", 1), ("99999", 3600), ("", 5), ("-1", 5), ("morgen", 5), ("9" * 99, 5)]
)
def test_how_long_to_wait(text: str, seconds: int) -> None:
    assert http.retry_after(http.Answer(503, {"retry-after": text}, b"", URL)) == seconds


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, 0),
        ({"retry-after": "120"}, 120),
        ({"retry-after": "bald"}, 0),
        ({"retry-after": "Wed, 21 Oct 2015 07:28:30 GMT", "date": "Wed, 21 Oct 2015 07:28:00 GMT"}, 30),
        ({"retry-after": "Wed, 21 Oct 2015 07:28:30 GMT", "date": "Wed, 21 Oct 2015 09:00:00 GMT"}, 1),
        ({"retry-after": "Wed, 21 Oct 2048 07:28:30 GMT", "date": "Wed, 21 Oct 2015 07:28:00 GMT"}, 3600),
        ({"retry-after": "Wed, 21 Oct 2015 07:28:30 GMT", "date": "gestern"}, 0),
        ({"retry-after": "Wed, 21 Oct 2015 07:28:30 GMT"}, 0),  # by which clock?
    ],
)
def test_what_a_server_asks_to_wait_counts_by_its_own_clock(headers: dict[str, str], seconds: int) -> None:
    assert http.asked_to_wait(http.Answer(503, headers, b"", URL)) == seconds


@pytest.mark.parametrize(
    "body", [b"<!DOCTYPE html><html>", b"<HTML>Anmeldung", b"\xef\xbb\xbf\n<html>", b"", b"{", b"<a>", b"\xff\xfe\x00"]
)
def test_web_pages_and_broken_documents(body: bytes) -> None:
    answer = http.Answer(200, {}, body, URL)
    for read in (http.xml_of, http.json_of):
        with pytest.raises(NotAService):
            read(answer)


@pytest.mark.parametrize("words", ["<html>", "<!DOCTYPE html>", "<ows:ExceptionReport/>", "<ServiceExceptionReport>"])
def test_what_people_write_makes_no_web_page_and_no_report_of_their_words(words: str) -> None:
    """One comment must not close the whole queue to everybody."""
    answer = http.Answer(200, {}, json.dumps({"comment": words}, ensure_ascii=False).encode(), URL)
    assert http.json_of(answer) == {"comment": words}
    assert http.report_of(answer) is None
    answer = http.Answer(200, {}, b"<a>" + escape(words).encode() + b"</a>", URL)
    assert http.xml_of(answer).text == words
    assert http.report_of(answer) is None


def test_json_in_other_encodings_and_too_deep() -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        assert http.json_of(http.Answer(200, {}, '{"ä": 1}'.encode(encoding), URL)) == {"ä": 1}
    for body in ('{"ä": 1}'.encode("iso-8859-15"), b"[" * 100_000):
        with pytest.raises(NotAService):
            http.json_of(http.Answer(200, {}, body, URL))
