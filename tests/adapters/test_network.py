"""QGIS's network under requests, against real servers: what arrives, what is refused, where secrets go."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import requests
from qgis.core import QgsApplication, QgsAuthManager, QgsAuthMethodConfig, QgsFeedback
from qgis.PyQt.QtCore import QEventLoop, QThread, QTimer

from plugin.adapters.network import session
from plugin.domain.errors import Cancelled, LoginNeeded, Safety, TlsFailed, Unreachable
from plugin.domain.errors import OutcomeUnknown as Unknown
from plugin.services import http
from plugin.services.http import fetch

from .web import LARGE, Web, self_signed, serving

pytestmark = pytest.mark.qgis
CANARY = "kanarienvogel-4711"


@pytest.fixture
def web() -> Iterator[Web]:
    with serving() as running:
        yield running


@pytest.fixture
def other() -> Iterator[Web]:
    with serving() as running:
        yield running


@pytest.fixture
def authcfg(auth_manager: QgsAuthManager) -> Iterator[str]:
    """Basic credentials in the profile of the tests, which is thrown away."""
    manager = auth_manager
    config = QgsAuthMethodConfig("Basic")
    config.setName("Demo")
    config.setConfig("username", "beitrag-a")
    config.setConfig("password", CANARY)
    stored = manager.storeAuthenticationConfig(config)
    assert stored[0] if isinstance(stored, tuple) else stored
    yield config.id()
    manager.removeAuthenticationConfig(config.id())


def credentials(web: Web) -> list[bool]:
    """For each request, whether it carried credentials."""
    return ["authorization" in headers for _, _, headers, _ in web.seen]


def test_a_get_and_a_post_with_their_headers(web: Web) -> None:
    answer = session().get(web.url("/plain"), params={"typename": "bäume", "cql": "a=b&c"})
    assert (answer.status_code, answer.text, answer.headers["x-tag"]) == (200, "gut: ", "a")
    assert web.seen[-1][1] == "/plain?typename=b%C3%A4ume&cql=a%3Db%26c"
    answer = session().post(web.url("/plain"), data="<ä/>".encode(), headers={"Content-Type": "text/xml"})
    assert answer.content == b"gut: <\xc3\xa4/>"
    method, _, headers, body = web.seen[-1]
    assert (method, body, headers["content-type"]) == ("POST", "<ä/>".encode(), "text/xml")
    assert "QGIS" in headers["user-agent"]


def test_head_and_put(web: Web) -> None:
    assert session().head(web.url("/plain")).status_code == 200
    assert session().put(web.url("/plain"), data="x").text == "gut: x"
    assert session().post(web.url("/plain")).text == "gut: "
    assert [method for method, *_ in web.seen] == ["HEAD", "PUT", "POST"]


@pytest.mark.parametrize("status", [400, 401, 403, 409, 428, 500, 503])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_refusals_are_answers_with_their_body(web: Web, status: int, method: str) -> None:
    answer = session().request(method, web.url(f"/status{status}"), data=None if method == "GET" else b"<t/>")
    assert answer.status_code == status
    assert answer.content.startswith(b"<")
    assert len(web.seen) == 1


def test_large_and_packed_bodies_arrive_whole(web: Web) -> None:
    assert session().get(web.url("/large")).content == LARGE
    answer = session().get(web.url("/packed"))
    assert answer.content == LARGE
    assert "content-encoding" not in answer.headers
    assert "gzip" in web.seen[-1][2]["accept-encoding"]
    assert session().post(web.url("/plain"), data=LARGE).content == b"gut: " + LARGE


@pytest.mark.parametrize("path", ["/broken", "/brokenchunks", "/hangup"])
def test_a_cut_off_answer_is_no_answer(web: Web, path: str) -> None:
    with pytest.raises(requests.ConnectionError):
        session().get(web.url(path))
    with pytest.raises(Unreachable):
        fetch(session(), "GET", web.url(path))
    with pytest.raises(Unknown):
        fetch(session(), "POST", web.url(path), body=b"<t/>")


@pytest.mark.parametrize("size", [10, 3_000_000])
def test_a_post_is_sent_once_even_if_the_server_hangs_up(web: Web, size: int) -> None:
    with pytest.raises(requests.ConnectionError):
        session().post(web.url("/hangup"), data=b"x" * size)
    assert [len(body) for *_, body in web.seen] == [size]


def test_nobody_there() -> None:
    with serving() as gone:
        url = gone.url("/plain")
    with pytest.raises(requests.ConnectionError):
        session().get(url)
    with pytest.raises(Unreachable):  # nothing can have arrived, so this is known
        fetch(session(), "POST", url, body=b"<t/>")
    with pytest.raises(Unreachable):
        fetch(session(), "POST", "http://gibt-es-nicht.invalid/", body=b"<t/>")


@pytest.mark.parametrize("path", ["/slow", "/stalled"])
def test_a_server_that_says_nothing_more_times_out(web: Web, path: str) -> None:
    start = time.monotonic()
    with pytest.raises(requests.ReadTimeout):
        session(timeout=0.3).get(web.url(path))
    with pytest.raises(requests.ReadTimeout):
        session().post(web.url(path), data=b"<t/>", timeout=(5, 0.3))
    assert time.monotonic() - start < 3


def test_an_answer_that_trickles_has_an_end(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "DEADLINE", 0.5)
    start = time.monotonic()
    with pytest.raises(Unreachable):
        fetch(session(), "GET", web.url("/trickle"))
    with pytest.raises(Unknown):
        fetch(session(), "POST", web.url("/trickle"), body=b"<t/>")
    assert time.monotonic() - start < 3
    assert [method for method, *_ in web.seen] == ["GET", "POST"]


@pytest.mark.parametrize("path", ["/slow", "/stalled"])
def test_cancel_ends_the_wait_within_a_fifth_of_a_second(web: Web, path: str) -> None:
    feedback, cancelled = QgsFeedback(), []

    def cancel() -> None:
        cancelled.append(time.monotonic())
        feedback.cancel()

    threading.Timer(0.3, cancel).start()
    with pytest.raises(Cancelled) as caught:
        session(feedback=feedback).post(web.url(path), data=b"<t/>")
    assert time.monotonic() - cancelled[0] < 0.2
    assert caught.value.safety is Safety.UNKNOWN


def test_what_is_cancelled_before_is_not_sent(web: Web) -> None:
    feedback = QgsFeedback()
    feedback.cancel()
    with pytest.raises(Cancelled) as caught:
        session(feedback=feedback).post(web.url("/plain"), data=b"<t/>")
    assert caught.value.safety is Safety.NOTHING_CHANGED
    assert web.seen == []


def test_credentials_go_where_they_belong(web: Web, authcfg: str) -> None:
    mine = session(authcfg)
    assert mine.get(web.url("/plain")).status_code == 200
    assert mine.post(web.url("/plain"), data=b"<t/>").status_code == 200
    assert credentials(web) == [True, True]
    assert session().get(web.url("/plain")).status_code == 200
    assert credentials(web)[-1] is False


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_credentials_do_not_follow_a_redirect(web: Web, other: Web, authcfg: str, method: str) -> None:
    web.elsewhere = other.url("/plain")
    mine = session(authcfg)
    answer = mine.request(method, web.url("/away"), allow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (302, web.elsewhere)
    assert other.seen == []
    mine.request(method, web.url("/away"))  # a caller that lets requests follow
    assert credentials(web) == [True, True]
    assert credentials(other) == [False]
    assert CANARY not in str(other.seen)


def test_another_host_name_is_another_origin(web: Web, other: Web, authcfg: str) -> None:
    mine = session(authcfg, origin=web.url("/ows/"))
    for address in (other.url("/plain"), web.url("/plain", host="localhost")):
        assert mine.get(address).status_code == 200
    assert credentials(other) + credentials(web) == [False, False]
    assert mine.get(web.url("/plain")).status_code == 200
    assert credentials(web)[-1] is True


def test_a_wrong_password_is_an_answer_and_nobody_is_asked(web: Web, authcfg: str) -> None:
    assert session(authcfg).get(web.url("/status401")).status_code == 401
    assert len(web.seen) == 1


def test_an_unknown_configuration_is_refused_before_anything_is_sent(web: Web) -> None:
    with pytest.raises(LoginNeeded):
        session("gibtsno").get(web.url("/plain"))
    assert web.seen == []


def test_a_certificate_nobody_vouches_for_is_refused(tmp_path: Path, authcfg: str) -> None:
    with serving(self_signed(tmp_path)) as web:
        for verify in (True, False):
            with pytest.raises(requests.exceptions.SSLError):
                session(authcfg).get(web.url("/plain"), verify=verify)
        with pytest.raises(TlsFailed):
            fetch(session(authcfg), "POST", web.url("/plain"), body=b"<t/>")
        assert web.seen == []


def test_an_exception_stored_in_qgis_does_not_help(tmp_path: Path, authcfg: str) -> None:
    from qgis.core import QgsAuthConfigSslServer
    from qgis.PyQt.QtNetwork import QSslCertificate, QSslSocket

    pem = self_signed(tmp_path)
    with serving(pem) as web:
        server = QgsAuthConfigSslServer()
        server.setSslCertificate(QSslCertificate.fromPath(str(pem))[0])
        server.setSslHostPort(f"127.0.0.1:{web.port}")
        server.setSslPeerVerifyMode(QSslSocket.PeerVerifyMode.VerifyNone)
        assert QgsApplication.authManager().storeSslCertCustomConfig(server)
        with pytest.raises(requests.exceptions.SSLError):
            session(authcfg).get(web.url("/plain"))
        assert web.seen == []


def test_two_threads_at_once_never_lose_a_reply_to_one_another(web: Web) -> None:
    """PyQt's monitor once took a new reply for a deleted one at the same address, in one of forty requests."""
    strange: list[BaseException] = []
    ended: list[int] = []

    def ask(times: int) -> None:
        for _ in range(times):
            try:
                assert session().get(web.url("/plain")).status_code == 200
            except BaseException as error:
                strange.append(error)
        ended.append(times)

    threads = [threading.Thread(target=ask, args=(250,)) for _ in range(2)]
    for thread in threads:
        thread.start()
    end = time.monotonic() + 60
    while len(ended) < len(threads) and time.monotonic() < end:
        QgsApplication.processEvents()  # as a window does
    for thread in threads:
        thread.join(60)
    assert len(ended) == len(threads) and strange == []


def in_python_thread(work: Callable[[], None]) -> None:
    thread = threading.Thread(target=work)
    thread.start()
    thread.join(20)
    assert not thread.is_alive()


def in_qt_thread(work: Callable[[], None]) -> None:
    class Worker(QThread):
        def run(self) -> None:
            work()

    worker, loop = Worker(), QEventLoop()
    worker.finished.connect(loop.quit)
    QTimer.singleShot(20_000, loop.quit)
    worker.start()
    loop.exec()
    assert worker.wait(100)


@pytest.mark.parametrize("run", [in_python_thread, in_qt_thread])
def test_worker_threads(web: Web, tmp_path: Path, authcfg: str, run: Callable[..., None]) -> None:
    """Also the certificate's refusal, for which QGIS would wait for the main thread."""
    found: list[object] = []
    mine = session(authcfg)
    with serving(self_signed(tmp_path)) as untrusted:

        def work() -> None:
            found.append(mine.get(web.url("/plain")).status_code)
            found.append(mine.post(web.url("/status401"), data=b"<t/>").status_code)
            try:
                session(authcfg).get(untrusted.url("/plain"))
            except requests.exceptions.SSLError as error:
                found.append(type(error).__name__)

        run(work)
    assert found == [200, 401, "SSLError"]
    assert credentials(web) == [True, True]


PROCESS = """
import sys
sys.path.insert(0, sys.argv[1])
from qgis.core import QgsApplication
app = QgsApplication([], False)
app.initQgis()
from plugin.adapters.network import session
import threading
answers = []
thread = threading.Thread(target=lambda: answers.append(session().get(sys.argv[2]).status_code))
thread.start()
thread.join(20)
answers.append(session().get(sys.argv[2]).status_code)
print(answers)
"""


def test_a_process_whose_first_request_is_in_a_thread(web: Web) -> None:
    root = str(Path(__file__).resolve().parents[2])
    command = [sys.executable, "-c", PROCESS, root, web.url("/plain")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout.strip() == "[200, 200]", done.stderr
