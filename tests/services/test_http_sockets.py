"""The same over real sockets: a server that is not there, hangs up, lies about its length or trickles."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import requests

from plugin.domain.errors import LimitExceeded, NotAService, OutcomeUnknown, Problem, TlsFailed, Unreachable
from plugin.services import http

pytestmark = pytest.mark.live

OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n"


@contextmanager
def server(reply: bytes, reads: bool = True) -> Iterator[str]:
    """Answers each connection with `reply` and closes it."""
    listening = socket.create_server(("127.0.0.1", 0))
    listening.settimeout(5)

    def serve() -> None:
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            with connection:
                if reads:
                    connection.recv(65536)
                connection.sendall(reply)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/ows/"
    finally:
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        thread.join(5)


def problem(method: str, url: str, **how: int) -> type[Problem]:
    session = requests.Session()
    session.trust_env = False
    with pytest.raises(Problem) as caught:
        http.fetch(session, method, url, body=b"<a/>" if method == "POST" else None, timeout=(2, 1), **how)  # type: ignore[arg-type]
    return type(caught.value)


def test_an_answer_arrives() -> None:
    session = requests.Session()
    session.trust_env = False
    with server(OK + b"Content-Length: 4\r\n\r\n<a/>") as url:
        answer = http.fetch(session, "GET", url, params={"REQUEST": "GetCapabilities"})
    assert (answer.status, answer.body, answer.headers["content-type"]) == (200, b"<a/>", "text/xml")


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_nobody_is_there(method: str) -> None:
    with server(b"") as url:
        pass
    assert problem(method, url) is Unreachable
    assert problem(method, "http://nirgends.invalid/ows/") is Unreachable


@pytest.mark.parametrize(
    "reply",
    [
        b"",
        OK + b"Content-Length: 100\r\n\r\n<a/>",
        OK + b"Transfer-Encoding: chunked\r\n\r\n4\r\n<a/>\r\n",
        OK + b"Content-Encoding: gzip\r\nContent-Length: 4\r\n\r\n<a/>",
    ],
)
def test_an_answer_that_breaks_off(reply: bytes) -> None:
    with server(reply) as url:
        assert problem("GET", url) is Unreachable
        assert problem("POST", url) is OutcomeUnknown


def test_an_answer_that_is_too_long() -> None:
    with server(OK + b"Content-Length: 100\r\n\r\n" + b"x" * 100) as url:
        assert problem("GET", url, limit=50) is LimitExceeded
        assert problem("POST", url, limit=50) is OutcomeUnknown


def test_a_server_that_is_silent() -> None:
    listening = socket.create_server(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{listening.getsockname()[1]}/"
    with listening:
        assert problem("GET", url) is Unreachable
        assert problem("POST", url) is OutcomeUnknown


def test_a_server_that_does_not_speak_tls() -> None:
    with server(b"HTTP/1.1 400 Bad Request\r\n\r\n") as url:
        assert problem("GET", url.replace("http:", "https:")) is TlsFailed


def test_what_is_no_address() -> None:
    assert problem("GET", "http://") is NotAService
    assert problem("GET", "karten") is NotAService
    assert problem("POST", "gopher://karten/") is NotAService
