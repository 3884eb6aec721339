"""The fault-injecting proxy itself, over bare sockets: each fault is what it says, and the others are left alone."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import requests

from tests import faults
from tests.certificates import Authority, self_signed
from tests.fault_proxy import Fault, FaultProxy
from tests.http_wire import GET_FEATURE, PAGE, TRANSACTION, asks, says

pytestmark = pytest.mark.live
BODY = b'{"features": [], "time": "2026-05-04T09:30:00Z", "text": "' + b"x" * 1000 + b'"}'


class _Service(BaseHTTPRequestHandler):
    """Answers everything with BODY and its own origin, and counts."""

    protocol_version = "HTTP/1.1"
    served: list[str]

    def do_GET(self) -> None:
        sent = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.served.append(f"{self.command} {self.path} {sent.decode()}")
        body = BODY + f" http://127.0.0.1:{self.server.server_address[1]}/ows/".encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET

    def log_message(self, *_: object) -> None:
        """Nothing on the tests' output."""


@pytest.fixture
def upstream() -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Service", (_Service,), {"served": []}))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def served(upstream: ThreadingHTTPServer) -> list[str]:
    return upstream.RequestHandlerClass.served  # type: ignore[attr-defined,no-any-return]


@pytest.fixture
def proxy(upstream: ThreadingHTTPServer) -> Iterator[FaultProxy]:
    with FaultProxy(upstream.server_port) as standing:
        yield standing


@pytest.fixture
def client() -> requests.Session:
    session = requests.Session()
    session.trust_env = False
    return session


def raw(proxy: FaultProxy, request: bytes = b"GET /ows/ HTTP/1.1\r\nHost: x\r\n\r\n") -> bytes:
    """All bytes of an answer; raises ConnectionResetError as the network tells it."""
    with socket.create_connection(("127.0.0.1", proxy.port), timeout=10) as connection:
        connection.sendall(request)
        answer = b""
        while piece := connection.recv(65536):
            answer += piece
    return answer


def post(operation: str = "Transaction") -> bytes:
    body = f"<wfs:{operation}>Bänke</wfs:{operation}>".encode()
    return b"POST /ows/ HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body)


def test_without_a_fault_it_passes_what_it_gets(proxy: FaultProxy, client: requests.Session, served: list[str]) -> None:
    answer = client.get(proxy.url(), params={"REQUEST": "GetFeature"}, timeout=10)
    assert answer.content.startswith(BODY) and answer.text.endswith(proxy.url())
    assert client.post(proxy.url(), data=b"<a/>", timeout=10).status_code == 200
    chunked = client.post(proxy.url(), data=iter([b"<a", b"/>"]), timeout=10)
    assert chunked.status_code == 200 and served[1:] == ["POST /ows/ <a/>"] * 2
    assert [(one.request.method, one.answered, one.fault) for one in proxy.seen] == [
        ("GET", 200, ""), ("POST", 200, ""), ("POST", 200, ""),
    ]  # fmt: skip
    assert proxy.seen[2].request.body == b"<a/>" and proxy.count(GET_FEATURE) == 1


def test_connections_are_refused_until_it_comes_back(
    proxy: FaultProxy, client: requests.Session, served: list[str]
) -> None:
    for _ in range(2):
        proxy.go_away()
        with pytest.raises(ConnectionRefusedError):
            raw(proxy)
        proxy.come_back()
        assert client.get(proxy.url(), timeout=10).ok
    assert len(served) == 2


def test_resets_before_during_and_after(proxy: FaultProxy, served: list[str]) -> None:
    proxy.reset_unread()
    with pytest.raises(ConnectionError):
        raw(proxy, post())
    assert proxy.seen == []
    proxy.inject(faults.unsent())
    with pytest.raises(ConnectionResetError):
        raw(proxy, post())
    assert (proxy.seen[0].answered, served) == (None, [])
    proxy.inject(faults.lost())
    with pytest.raises(ConnectionResetError):
        raw(proxy, post())
    assert (proxy.seen[1].answered, len(served)) == (200, 1)
    proxy.inject(faults.hung_up())
    assert (raw(proxy, post()), len(served)) == (b"", 2)
    assert raw(proxy, post()).startswith(b"HTTP/1.1 200")


def test_only_the_requests_that_are_meant_meet_the_fault_and_only_so_often(proxy: FaultProxy) -> None:
    proxy.inject(faults.status(500), times=2, when=TRANSACTION, after=1)
    proxy.inject(faults.status(503), times=None, when=says("contribution"))
    got = [int(raw(proxy, post(what)).split()[1]) for what in ("Transaction", "GetFeature", *["Transaction"] * 3)]
    assert got == [200, 200, 500, 500, 200]
    page, hits = (
        b"GET /ows/?request=GetFeature&TYPENAME=baum%s HTTP/1.1\r\n\r\n" % more for more in (b"", b"&RESULTTYPE=hits")
    )
    assert raw(proxy, page).startswith(b"HTTP/1.1 200") and raw(proxy, hits).startswith(b"HTTP/1.1 200")
    assert [one.is_(PAGE) for one in proxy.seen[-2:]] == [True, False] and proxy.seen[-1].is_(asks("GetFeature"))
    asked = b"GET /ows/?TYPENAME=contribution HTTP/1.1\r\n\r\n"
    assert [raw(proxy, asked).split()[1] for _ in range(3)] == [b"503"] * 3
    proxy.heal()
    assert raw(proxy, asked).split()[1] == b"200"


@pytest.mark.parametrize("answered", [False, True])
def test_a_gate_holds_the_request_or_its_answer(proxy: FaultProxy, served: list[str], answered: bool) -> None:
    gate, found = faults.Gate(), []
    proxy.inject(faults.held(gate, answered))
    asking = threading.Thread(target=lambda: found.append(raw(proxy)))
    asking.start()
    assert gate.reached.wait(10) and (len(served), found) == (int(answered), [])
    assert raw(proxy).startswith(b"HTTP/1.1 200"), "others pass meanwhile"
    gate.open()
    asking.join(10)
    assert found[0].startswith(b"HTTP/1.1 200") and len(served) == 2


@pytest.mark.parametrize(
    ("fault", "head", "body"),
    [
        (faults.truncated(10), b"Content-Length: 10", BODY[:10]),
        (faults.truncated(10, "wrong"), b"Content-Length: 10\r\n", BODY[:10]),
        (faults.truncated(10, "none"), b"Connection: close", BODY[:10]),
        (faults.truncated(10, "chunked"), b"chunked", b"a\r\n" + BODY[:10] + b"\r\n"),
        (faults.truncated(10, "half a chunk"), b"chunked", b"6e\r\n" + BODY[:10]),
    ],
)  # fmt: skip
def test_answers_that_break_off(proxy: FaultProxy, fault: Fault, head: bytes, body: bytes) -> None:
    proxy.inject(fault)
    found, _, rest = raw(proxy).partition(b"\r\n\r\n")
    assert head in found + b"\r\n" and rest == body


def test_an_answer_is_announced_as_longer_or_shorter(proxy: FaultProxy, client: requests.Session) -> None:
    whole = len(raw(proxy).partition(b"\r\n\r\n")[2])
    proxy.inject(faults.wrong_length(5))
    proxy.inject(faults.wrong_length(-5))
    assert f"Content-Length: {whole + 5}\r\n".encode() in raw(proxy)
    assert len(client.get(proxy.url(), timeout=10).content) == whole - 5


@pytest.mark.parametrize("code", [200, 302, 401, 403, 408, 409, 413, 429, 500, 502, 503, 504])
@pytest.mark.parametrize("kind", ["html", "empty", "report", "text"])
def test_another_status_with_another_body(
    proxy: FaultProxy, client: requests.Session, served: list[str], code: int, kind: str
) -> None:
    proxy.inject(faults.status(code, kind, "voll & ganz", Retry_After="7"))
    answer = client.get(proxy.url(), timeout=10, allow_redirects=False)
    assert (answer.status_code, answer.headers["Retry-After"], served) == (code, "7", [])
    parts = {"html": b"<html>", "empty": b"", "report": b"ExceptionText", "text": b"voll"}
    assert parts[kind] in answer.content and bool(answer.content) == (kind != "empty")


def test_what_was_carried_out_and_answered_otherwise(proxy: FaultProxy, served: list[str]) -> None:
    proxy.inject(faults.status(502, carried_out=True))
    assert raw(proxy).startswith(b"HTTP/1.1 502") and len(served) == 1 and proxy.seen[0].answered == 200
    proxy.inject(faults.garbage())
    assert not raw(proxy).startswith(b"HTTP") and len(served) == 1
    proxy.inject(faults.redirect("http://127.0.0.1:9/anderswo/", 307))
    assert b"Location: http://127.0.0.1:9/anderswo/" in raw(proxy)


def test_drops_come_one_by_one_and_whoever_leaves_ends_it(proxy: FaultProxy, client: requests.Session) -> None:
    hurry = threading.Event()
    proxy.inject(faults.dripping(1, 0.01, hurry))
    with socket.create_connection(("127.0.0.1", proxy.port), timeout=10) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\n\r\n")
        assert len(connection.recv(65536)) < 100
        hurry.set()
        assert connection.recv(1)
    proxy.inject(faults.dripping(500, 0.01))
    assert client.get(proxy.url(), timeout=10).content.startswith(BODY)


def test_a_clock_that_goes_wrong(proxy: FaultProxy, client: requests.Session) -> None:
    now = parsedate_to_datetime(client.get(proxy.url(), timeout=10).headers["Date"])
    proxy.inject(faults.skewed(-86400))
    answer = client.get(proxy.url(), timeout=10)
    assert 86000 < (now - parsedate_to_datetime(answer.headers["Date"])).total_seconds() < 86800
    assert b'"2026-05-03T09:30:00Z"' in answer.content


def test_the_certificate_changes_between_two_requests(upstream: ThreadingHTTPServer, tmp_path: Path) -> None:
    ours, foreign = Authority.found(tmp_path / "wir"), Authority.found(tmp_path / "andere")
    good, bad = ours.certificate(), [self_signed(tmp_path), foreign.certificate(), ours.certificate("alt", -1)]
    with FaultProxy(upstream.server_port, good) as proxy:
        assert proxy.url().startswith("https://")
        assert requests.get(proxy.url(), verify=str(ours.file), timeout=10).text.endswith(proxy.url())
        for one in bad:
            proxy.certificate = one
            context = ssl.create_default_context(cafile=str(ours.file))
            plain = socket.create_connection(("127.0.0.1", proxy.port), timeout=10)
            with plain, pytest.raises(ssl.SSLCertVerificationError):
                context.wrap_socket(plain, server_hostname="127.0.0.1")
        proxy.certificate = good
        assert requests.get(proxy.url(), verify=str(ours.file), timeout=10).ok
    assert len(proxy.seen) == 2


def test_an_end_releases_whoever_waits(upstream: ThreadingHTTPServer) -> None:
    gate, found = faults.Gate(), []

    def ask() -> None:
        with pytest.raises(OSError):
            raw(proxy)
        found.append(True)

    with FaultProxy(upstream.server_port) as proxy:
        proxy.inject(faults.held(gate))
        asking = threading.Thread(target=ask)
        asking.start()
        assert gate.reached.wait(10)
    asking.join(10)
    assert found == [True]
    with pytest.raises(ConnectionRefusedError):
        raw(proxy)


def test_a_service_that_is_not_there(client: requests.Session) -> None:
    with FaultProxy(9) as proxy, pytest.raises(requests.ConnectionError):
        client.get(proxy.url(), timeout=10)
    assert [one.answered for one in proxy.seen] == [None]
