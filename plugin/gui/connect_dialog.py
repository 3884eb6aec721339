"""Connecting to a municipality: its address, and as a guest or with a login."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from qgis.PyQt.QtWidgets import (
    QComboBox,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from ..adapters import logins
from ..adapters.connecting import checked_address
from ..adapters.foreign import shown
from ..adapters.settings import Municipality
from ..adapters.wording import translate
from ..domain.errors import InvalidContent, Problem
from .help import CONNECT, add_help
from .session import Session
from .widgets import Dialog, PlainLabel, ProblemBox, Quiet
from .window import Window

_NEW = ""


class ConnectDialog(Dialog):
    """After it was accepted, `chosen` is the municipality to enter. A password leaves it for QGIS's store only."""

    def __init__(self, before: Municipality | None = None, parent: QWidget | None = None) -> None:
        super().__init__(translate("connect_dialog", "Connect to a municipality"), parent)
        self.chosen: Municipality | None = None
        self._title = before.title if before else ""
        self._make_widgets()
        self._lay_out()
        self._fill(before or Municipality(""))
        self._address.editingFinished.connect(self._complete)
        self._address.textChanged.connect(self._show)
        for choice in (self.guest, self.login):
            choice.toggled.connect(self._show)
        self.login.clicked.connect(lambda: self.user.setFocus())
        self.logins.currentIndexChanged.connect(self._show)
        self._show()

    def _make_widgets(self) -> None:
        self._address = QLineEdit()
        self._address.setPlaceholderText("https://…")
        self.guest = QRadioButton(translate("connect_dialog", "As a &guest: look and load, but contribute nothing"))
        self.login = QRadioButton(translate("connect_dialog", "With a &login"))
        self.logins = QComboBox()
        self.user, self.password = QLineEdit(), QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self._where = Quiet(
            translate(
                "connect_dialog",
                "QGIS keeps the password encrypted on this computer. At the first time it then asks for a master "
                "password: make one up yourself, and write it down. The password stands in no working copy and in no "
                "project.",
            )
        )
        self._open = PlainLabel(
            translate(
                "connect_dialog",
                "Careful: this address starts with http:// and is not encrypted. Others in the network can read "
                "your password. Ask the municipality for an address with https://.",
            )
        )
        self.problem = ProblemBox()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self._ok = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        self._ok.setText(translate("connect_dialog", "Connect"))
        cancel = self.buttons.button(QDialogButtonBox.StandardButton.Cancel)
        cancel.setText(translate("connect_dialog", "Cancel"))
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)

    def _lay_out(self) -> None:
        address, self._form = QFormLayout(), QFormLayout()
        address.addRow(translate("connect_dialog", "&Address of the service:"), self._address)
        self._form.addRow(translate("connect_dialog", "&Known logins:"), self.logins)
        self._form.addRow(translate("connect_dialog", "&User name:"), self.user)
        self._form.addRow(translate("connect_dialog", "&Password:"), self.password)
        self._form.setContentsMargins(24, 0, 0, 0)
        box = QVBoxLayout(self)
        hint = translate("connect_dialog", "The municipality tells you its address, and gives you the login.")
        box.addWidget(Quiet(hint))
        box.addLayout(address)
        box.addWidget(self.guest)
        box.addWidget(self.login)
        box.addLayout(self._form)
        for widget in (self._where, self._open, self.problem):
            box.addWidget(widget)
        box.addStretch(1)
        box.addWidget(self.buttons)
        self.setMinimumWidth(440)

    def _fill(self, before: Municipality) -> None:
        self._address.setText(shown(before.address, 2000))
        self.logins.addItem(translate("connect_dialog", "A new login"), _NEW)
        for one in logins.known():
            self.logins.addItem(shown(one.name, 120), one.authcfg)
        self.logins.setCurrentIndex(max(0, self.logins.findData(before.authcfg)))
        (self.login if before.authcfg else self.guest).setChecked(True)

    def log_in_again(self) -> None:
        """Open it for somebody whose login was not accepted, or who needs one."""
        self.login.setChecked(True)
        self.logins.setCurrentIndex(0)
        self.user.setFocus()

    def accept(self) -> None:
        """Check the address, store a new login in QGIS, and close; says what is wrong otherwise."""
        self._complete()
        try:
            address = checked_address(self._address.text())
            self.chosen = Municipality(address, self._title, self._authcfg(address))
        except Problem as problem:
            self.problem.show_problem(problem)
            return
        finally:
            self.password.clear()
        super().accept()

    def reject(self) -> None:
        self.password.clear()
        super().reject()

    def _authcfg(self, address: str) -> str:
        if self.guest.isChecked():
            return ""
        if self.logins.currentData() != _NEW:
            return str(self.logins.currentData())
        user = self.user.text().strip()
        if not user or not self.password.text():
            raise InvalidContent(translate("connect_dialog", "User name or password is missing."), "Enter both.")
        return logins.keep(user, self.password.text(), urlsplit(address).hostname or "")

    def _complete(self) -> None:
        """People leave out what stands before every address."""
        text = self._address.text().strip()
        if text and "://" not in text:
            self._address.setText(f"https://{text}")

    def _show(self) -> None:
        with_login = self.login.isChecked()
        new = with_login and self.logins.currentData() == _NEW
        for widget, there in (
            (self.logins, with_login and self.logins.count() > 1),
            (self.user, new),
            (self.password, new),
        ):
            widget.setVisible(there)
            self._form.labelForField(widget).setVisible(there)
        self._where.setVisible(new)
        self._open.setVisible(with_login and is_open(self._address.text()))
        self._ok.setEnabled(bool(self._address.text().strip()))
        self._grow()

    def _grow(self) -> None:
        """Room for what has just appeared; text that wraps tells its height late."""
        layout = self.layout()
        layout.activate()
        self.resize(self.width(), max(self.height(), layout.totalHeightForWidth(self.width())))


def is_open(address: str) -> bool:
    """Whether what is sent to `address` can be read on the way: http, and not to this machine."""
    try:
        parts = urlsplit(address.strip())
        host = parts.hostname or ""
    except ValueError:
        return False
    return parts.scheme == "http" and not _is_this_machine(host)


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def connect_by_dialog(
    session: Session, window: Window, before: Municipality | None = None, again: bool = False
) -> None:
    """Ask for a municipality and enter it. `again`: the login of `before` was not accepted."""
    dialog = ConnectDialog(before, window.main)
    add_help(dialog.buttons, lambda: window.open_help(CONNECT))
    if again:
        dialog.log_in_again()
    dialog.accepted.connect(lambda: enter(session, dialog.chosen))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def enter(session: Session, municipality: Municipality | None) -> None:
    """Enter what was chosen, if anything was."""
    if municipality is not None:
        session.enter(municipality)
