"""Lesson 11: TLS off, tokens in the log, proxy bypassed.

Seen in several. Here: a canary token never appears in log, GeoPackage or traffic elsewhere; a self-signed certificate
is refused.
"""

from __future__ import annotations

import base64
import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from qgis.core import Qgis, QgsApplication, QgsAuthManager, QgsAuthMethodConfig, QgsNetworkAccessManager
from qgis.PyQt.QtNetwork import QNetworkProxy, QSslCertificate, QSslConfiguration

from demo.service import USERS, Service, hashed
from plugin.adapters.connecting import connect, reconnect
from plugin.domain.errors import AccessDenied, Problem, RedirectRefused, TlsFailed
from plugin.workflows.ports import ItemState
from tests import faults
from tests.certificates import Authority, Certificate, self_signed
from tests.fault_proxy import FaultProxy
from tests.http_wire import SENDING_AND_ASKING, TRANSACTION
from tests.lessons.people import BENCHES, Contributor

pytestmark = [pytest.mark.live, pytest.mark.qgis]

CANARY = "kanarienvogel-4711-geheim"
IN_HEADERS = base64.b64encode(f"beitrag-a:{CANARY}".encode()).decode()


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service whose passwords are the canary; it must not sing in its logs either."""
    run = tmp_path_factory.mktemp("bewacht")
    passwords = run / "passwoerter"
    passwords.write_text("".join(f"{user}:{hashed(CANARY)}\n" for user in USERS), "utf-8")
    running = Service.demo(run)
    running.passwords = passwords
    with running:
        yield running
        logs = [file for file in run.rglob("*.log") if file.is_file()]
        assert logs and not any(sings(file.read_bytes()) for file in logs)


@pytest.fixture
def authcfg(auth_manager: QgsAuthManager) -> Iterator[str]:
    config = QgsAuthMethodConfig("Basic")
    config.setName("Kanarienvogel")
    config.setConfig("username", "beitrag-a")
    config.setConfig("password", CANARY)
    assert auth_manager.storeAuthenticationConfig(config)[0]
    yield config.id()
    auth_manager.removeAuthenticationConfig(config.id())


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> Iterator[list[str]]:
    """Everything that QGIS, its network and Python's logging say meanwhile."""
    said: list[str] = []
    received = QgsApplication.messageLog().messageReceived[str, str, Qgis.MessageLevel]

    def receive(text: str, tag: str, _level: Qgis.MessageLevel) -> None:
        said.append(f"{tag}: {text}")

    received.connect(receive)
    caplog.set_level(logging.DEBUG)
    yield said
    received.disconnect(receive)
    assert not any(sings(line.encode()) for line in [*said, *caplog.messages])


def sings(data: bytes) -> bool:
    """Whether the canary is heard, in whatever form a program might write it."""
    forms = (CANARY.encode(), IN_HEADERS.encode(), CANARY.encode("utf-16-le"), CANARY.encode().hex().encode())
    return any(form in data for form in forms)


def carried(proxy: FaultProxy) -> list[bool]:
    """For each request, whether it had the credentials."""
    return [IN_HEADERS in one.request.headers.get("authorization", "") for one in proxy.seen]


def heard(proxy: FaultProxy) -> bool:
    """Whether the canary is anywhere in what came to an address."""
    parts = [(one.request.target, str(one.request.headers), one.request.body.decode("latin-1")) for one in proxy.seen]
    return any(sings("".join(part).encode("latin-1", "replace")) for part in parts)


@pytest.mark.usefixtures("log")
def test_whatever_goes_wrong_the_token_is_in_no_file_and_no_sentence(
    guarded: Service, authcfg: str, tmp_path: Path
) -> None:
    with FaultProxy(guarded.port) as proxy:
        anna = Contributor.checks_out(connect(proxy.url(), authcfg), tmp_path / "Bänke.gpkg", BENCHES)
        assert any(carried(proxy)), "the canary is alive"
        anna.breaks(sorted(anna.rows())[0])
        for fault in (faults.lost(), faults.garbage(), faults.status(401), faults.status(500), faults.truncated(9)):
            injected = proxy.inject(fault, None, SENDING_AND_ASKING)
            problem = anna.fails_to_send()
            assert not sings(problem.sentence().encode()) and not sings(repr(problem).encode())
            proxy.heal(injected)
        anna.sends()
        anna.refreshes()
        assert set(anna.states()) == {ItemState.SUBMITTED}
    files = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert files and not any(sings(file.read_bytes()) for file in files)
    profile = Path(QgsApplication.qgisSettingsDirPath())
    plain = [file for file in profile.rglob("*") if file.is_file()]
    assert not any(sings(file.read_bytes()) for file in plain), "QGIS keeps it encrypted"


@pytest.mark.usefixtures("log")
@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
def test_a_redirect_to_another_host_gets_nothing(guarded: Service, authcfg: str, tmp_path: Path, code: int) -> None:
    with FaultProxy(guarded.port) as proxy, FaultProxy(guarded.port) as thief:
        connection = connect(proxy.url(), authcfg)
        anna = Contributor.checks_out(connection, tmp_path / "Bänke.gpkg", BENCHES)
        anna.breaks(sorted(anna.rows())[1])
        proxy.inject(faults.redirect(thief.url(), code), None)
        anna.fails_to_send()
        with pytest.raises(RedirectRefused):
            anna.refreshes()
        with pytest.raises(Problem):
            connect(proxy.url(), authcfg)
        assert thief.seen == [] and anna.waiting()


def test_a_file_does_not_aim_the_credentials(guarded: Service, authcfg: str) -> None:
    """A working copy that somebody sent may name any address."""
    with FaultProxy(guarded.port) as thief:
        with pytest.raises(AccessDenied):
            reconnect(thief.url("/ows/"), authcfg)
        assert thief.seen == []


def test_the_proxy_of_qgis_is_not_bypassed(guarded: Service, authcfg: str) -> None:
    """What QGIS is told to send by way of somebody goes by way of them."""
    with FaultProxy(guarded.port) as way:
        manager = QgsNetworkAccessManager.instance()
        before, excluded = manager.fallbackProxy(), manager.excludeList()
        manager.setFallbackProxyAndExcludes(QNetworkProxy(QNetworkProxy.HttpProxy, "127.0.0.1", way.port), [], [])
        try:
            connect(f"http://stadtplan.invalid:{guarded.port}/ows/", "")
        except Problem:
            pass
        finally:
            manager.setFallbackProxyAndExcludes(before, excluded, [])
        assert way.seen and "stadtplan.invalid" in way.seen[0].request.target


# certificates


@pytest.fixture
def authority(tmp_path: Path) -> Iterator[Authority]:
    """One that this computer trusts for as long as the test runs."""
    made, before = Authority.found(tmp_path / "amt"), QSslConfiguration.defaultConfiguration()
    trusting = QSslConfiguration(before)
    trusting.setCaCertificates([*before.caCertificates(), *QSslCertificate.fromPath(str(made.file))])
    QSslConfiguration.setDefaultConfiguration(trusting)
    yield made
    QSslConfiguration.setDefaultConfiguration(before)


Bad = Callable[[Authority, Path], Certificate]
BAD: dict[str, Bad] = {
    "self-signed": lambda ours, folder: self_signed(folder),
    "of another authority": lambda ours, folder: Authority.found(folder / "fremd", "Fremdes Amt").certificate(),
    "expired": lambda ours, folder: ours.certificate("abgelaufen", -1),
}


@pytest.mark.usefixtures("log")
@pytest.mark.parametrize("kind", BAD)
def test_a_certificate_that_cannot_be_verified_is_refused_before_anything_is_sent(
    guarded: Service, authcfg: str, authority: Authority, tmp_path: Path, kind: str
) -> None:
    with FaultProxy(guarded.port, BAD[kind](authority, tmp_path)) as proxy:
        with pytest.raises(TlsFailed):
            connect(proxy.url(), authcfg)
        assert proxy.connections and proxy.seen == []


@pytest.mark.usefixtures("log")
@pytest.mark.parametrize("kind", BAD)
def test_a_certificate_that_changes_in_the_middle_of_the_work(
    guarded: Service, authcfg: str, authority: Authority, tmp_path: Path, kind: str
) -> None:
    with FaultProxy(guarded.port, authority.certificate()) as proxy:
        anna = Contributor.checks_out(connect(proxy.url(), authcfg), tmp_path / "Bänke.gpkg", BENCHES)
        assert all(carried(proxy)) and proxy.url().startswith("https://")
        anna.breaks(sorted(anna.rows())[2])
        good, proxy.certificate = proxy.certificate, BAD[kind](authority, tmp_path)
        seen = len(proxy.seen)
        assert isinstance(anna.fails_to_send(), TlsFailed)
        with pytest.raises(TlsFailed):
            anna.refreshes()
        assert len(proxy.seen) == seen, "not a byte of a request went to somebody unknown"
        assert anna.waiting() and ItemState.SUBMITTED not in anna.states()
        proxy.certificate = good
        anna.sends()
        assert set(anna.states()) == {ItemState.SUBMITTED} and proxy.count(TRANSACTION) == 1
