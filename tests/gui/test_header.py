"""The head of the dock: connecting, logins, being offline, and never a password dialog that nobody asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from qgis.core import QgsApplication, QgsAuthManager, QgsSettings
from qgis.PyQt.QtCore import QEvent, Qt
from qgis.PyQt.QtGui import QKeyEvent
from qgis.PyQt.QtWidgets import QApplication, QLabel

from demo.service import PASSWORD, Service
from plugin.adapters import logins, settings
from plugin.adapters.settings import Municipality
from plugin.domain.errors import LoginNeeded
from plugin.gui import header as header_module
from plugin.gui.connect_dialog import ConnectDialog, enter, is_open
from plugin.gui.header import Header
from plugin.gui.session import Session
from tests import faults
from tests.fault_proxy import FaultProxy
from tests.faults import hold

from .conftest import TestWindow, until

pytestmark = pytest.mark.qgis


@pytest.fixture
def session(qgis_app: QgsApplication) -> Iterator[Session]:
    QgsSettings().remove("plugins/buergergis")  # a run that was broken off may have left some in the profile
    made = Session()
    yield made
    made.close()


@pytest.fixture
def header(session: Session, window: TestWindow) -> Iterator[Header]:
    made = Header(session, window)
    yield made
    made.close()
    made.deleteLater()


def fill(dialog: ConnectDialog, address: str, user: str = "", password: str = PASSWORD) -> ConnectDialog:
    dialog._address.setText(address)
    if user:
        dialog.login.setChecked(True)
        dialog.logins.setCurrentIndex(0)
        dialog.user.setText(user)
        dialog.password.setText(password)
    return dialog


def connected(session: Session, dialog: ConnectDialog) -> None:
    dialog.accept()
    assert dialog.password.text() == "", "a password does not stay in a field"
    enter(session, dialog.chosen)
    until(lambda: not session.connecting)


# first steps


def test_somebody_new_is_welcomed_with_one_button(header: Header) -> None:
    header.show()
    assert header.welcome.isVisible() and header.first.isVisible()
    assert not header.row.isVisible() and not header.connect_button.isVisible()


def test_a_guest_connects(header: Header, session: Session, service: Service) -> None:
    header.show()
    connected(session, fill(ConnectDialog(), f" {service.url}?SERVICE=WFS&REQUEST=GetCapabilities "))
    assert session.municipality is not None and session.municipality.address == service.url
    assert header.known.currentText() == session.municipality.title == "Oberzentrum Dreiwasser"
    assert "guest" in header.who.text() and header.row.isVisible() and not header.first.isVisible()
    assert "Last contact" in header.reach.text() and not header.problem.isVisible()


@pytest.mark.parametrize("user", ["beitrag-a", "pruefung-altmarkfurt"])
def test_a_login_made_on_the_spot_is_kept_by_qgis(
    user: str, header: Header, session: Session, service: Service, auth_manager: QgsAuthManager
) -> None:
    connected(session, fill(ConnectDialog(), service.url, user))
    assert session.connection is not None and not session.is_guest
    role = "contributor" if user == "beitrag-a" else "reviewer"
    assert role in header.who.text()
    assert session.municipality is not None
    kept = session.municipality.authcfg
    assert kept in {login.authcfg for login in logins.known()}
    assert PASSWORD not in settings.MUNICIPALITIES.value() and kept in settings.MUNICIPALITIES.value()
    auth_manager.removeAuthenticationConfig(kept)


def test_the_same_login_again_replaces_the_one_before(
    header: Header, session: Session, service: Service, auth_manager: QgsAuthManager
) -> None:
    header.show()
    connected(session, fill(ConnectDialog(), service.url, "beitrag-b", "falsch"))
    assert isinstance(session.problem, LoginNeeded) and session.connection is None
    assert header.problem.isVisible() and header.problem._again.text() == "Log in again"
    assert not header.connect_button.isVisible(), "one way on is enough"
    wrong = session.municipality
    assert wrong is not None
    again = ConnectDialog(wrong)
    again.log_in_again()
    connected(session, fill(again, service.url, "beitrag-b"))
    assert session.connection is not None and not header.problem.isVisible()
    assert session.municipality is not None and session.municipality.authcfg == wrong.authcfg
    auth_manager.removeAuthenticationConfig(wrong.authcfg)


def test_another_login_for_the_same_municipality(
    header: Header, session: Session, service: Service, login: Callable[[str], str]
) -> None:
    volunteer = login("beitrag-a")
    enter(session, Municipality(service.url, "", login("pruefung-altmarkfurt")))
    until(lambda: not session.connecting)
    assert session.may_review
    dialog = ConnectDialog(session.municipality)
    assert dialog.logins.currentData() == login("pruefung-altmarkfurt"), "what is used now stands there"
    dialog.logins.setCurrentIndex(dialog.logins.findData(volunteer))
    dialog.accept()
    enter(session, dialog.chosen)
    assert session.connection is None and not session.may_review, "nothing of the one before stays"
    until(lambda: not session.connecting)
    assert "contributor" in header.who.text() and header.known.count() == 1
    dialog = ConnectDialog(session.municipality)
    dialog.guest.setChecked(True)
    connected(session, dialog)
    assert session.is_guest


# what is typed


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("gis.dreiwasser.example/ows/", "https://gis.dreiwasser.example/ows/"),
        (" https://gis.bürger.example/ows/?SERVICE=WMS&VERSION=1.3.0 ", "https://gis.xn--brger-kva.example/ows/"),
        ("https://gis.example/cgi?MAP=/srv/a.qgs&REQUEST=x", "https://gis.example/cgi?MAP=%2Fsrv%2Fa.qgs"),
    ],
)
def test_addresses_as_people_type_them(typed: str, address: str, qgis_app: QgsApplication) -> None:
    dialog = fill(ConnectDialog(), typed)
    dialog.accept()
    assert dialog.chosen == Municipality(address)


@pytest.mark.parametrize("typed", ["ftp://gis.example/", "https://user:geheim@gis.example/", "https://", "file:///x"])
def test_what_is_no_address_is_said_in_the_dialog(typed: str, qgis_app: QgsApplication) -> None:
    dialog = fill(ConnectDialog(), typed)
    dialog.show()
    dialog.accept()
    assert dialog.chosen is None and dialog.problem.isVisible() and dialog.isVisible()
    assert "geheim" not in dialog.problem._detail.text()
    dialog.close()


def test_a_login_needs_both_parts(qgis_app: QgsApplication) -> None:
    dialog = fill(ConnectDialog(), "https://gis.example/", "beitrag-a", "")
    dialog.accept()
    assert dialog.chosen is None


@pytest.mark.parametrize(
    ("address", "open_"),
    [
        ("http://gis.example/ows/", True),
        ("http://192.168.1.4/ows/", True),
        ("http://localhost.evil.example/", True),
        ("http://127.0.0.1:8080/ows/", False),
        ("http://[::1]:8080/", False),
        ("http://localhost/", False),
        ("https://gis.example/", False),
        ("http://[", False),
    ],
)
def test_a_password_over_an_open_line_is_warned_of(address: str, open_: bool, qgis_app: QgsApplication) -> None:
    assert is_open(address) is open_
    dialog = fill(ConnectDialog(), address, "beitrag-a")
    dialog.show()
    assert dialog._open.isVisible() is open_
    dialog.guest.setChecked(True)
    assert not dialog._open.isVisible()
    dialog.close()


def test_escape_leaves_and_forgets_the_password(qgis_app: QgsApplication) -> None:
    dialog = fill(ConnectDialog(), "https://gis.example/", "beitrag-a")
    dialog.show()
    QApplication.sendEvent(dialog, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier))
    assert not dialog.isVisible() and dialog.chosen is None and dialog.password.text() == ""


# at the start, and away from the network


def test_the_last_municipality_is_entered_when_the_dock_is_seen(
    session: Session, window: TestWindow, service: Service
) -> None:
    settings.remember(Municipality(service.url, "Dreiwasser"))
    header = Header(session, window)
    assert session.municipality is None, "not before anybody looks"
    header.show()
    until(lambda: session.connection)
    header.close()


def test_nobody_is_asked_for_a_password_because_qgis_started(
    session: Session, window: TestWindow, service: Service, login: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.remember(Municipality(service.url, "Dreiwasser", login("beitrag-a")))
    monkeypatch.setattr(header_module, "asks_for_password", bool)  # as in a QGIS that was just started
    header = Header(session, window)
    header.show()
    assert session.municipality is None and not session.connecting
    assert header.connect_button.isVisible() and header.known.currentText() == "Dreiwasser"
    header.connect_button.click()
    until(lambda: session.connection)
    assert not header.connect_button.isVisible()
    header.close()


def test_a_slow_service_can_be_given_up(header: Header, session: Session, service: Service) -> None:
    header.show()
    with FaultProxy(service.port) as proxy:
        gate = hold(proxy)
        enter(session, Municipality(proxy.url()))
        until(gate.reached.is_set)
        assert header.busy.isVisible() and not header.refresh.isEnabled()
        header.cancel.click()
        until(lambda: not session.connecting, 2)
    assert not header.busy.isVisible() and not header.problem.isVisible()


def test_being_offline_is_said_in_words(header: Header, session: Session, service: Service) -> None:
    header.show()
    with FaultProxy(service.port) as proxy:
        enter(session, Municipality(proxy.url()))
        until(lambda: session.connection)
        proxy.inject(faults.silent(), None)
        header.refresh.click()
        until(lambda: not session.connecting)
        assert session.offline and "Offline" in header.reach.text() and "Last contact" in header.reach.text()
        assert header.problem.isVisible()
        proxy.heal()
        header.problem._again.click()
        until(lambda: not session.connecting and not session.offline)
    assert not header.problem.isVisible() and "Offline" not in header.reach.text()


# the list


def test_choosing_another_municipality_and_removing_it(header: Header, session: Session, service: Service) -> None:
    with FaultProxy(service.port) as proxy:
        for address in (proxy.url(), service.url):
            enter(session, Municipality(address))
            until(lambda: not session.connecting)
        assert [header.known.itemData(row) for row in (0, 1)] == [service.url, proxy.url()], "the last one first"
        header.known.activated.emit(1)
        assert session.municipality is not None and session.municipality.address == proxy.url()
        until(lambda: session.connection)
        header.forget()
        assert session.municipality is None and [one.address for one in settings.municipalities()] == [service.url]
        assert header.known.count() == 1


def test_a_hostile_title_stays_text(header: Header, session: Session) -> None:
    settings.remember(Municipality("https://gis.example/", "<img src='file:///etc/passwd'>\n<b>Stadt</b>\u202e"))
    session.changed.emit()
    assert header.known.itemText(0) == "<img src='file:///etc/passwd'> <b>Stadt</b>"
    labels = [label for label in header.findChildren(QLabel) if label.text()]
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in labels)


def test_everything_in_the_head_has_a_name(header: Header, session: Session) -> None:
    for widget in (header.known, header.refresh, header.more):
        assert widget.accessibleName()
    dialog = ConnectDialog()
    assert all(dialog._form.labelForField(one).buddy() is one for one in (dialog.logins, dialog.user, dialog.password))
