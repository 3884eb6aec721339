"""The head of the dock: which municipality, who one is there, and whether it can be reached."""

from __future__ import annotations

from qgis.PyQt.QtGui import QShowEvent
from qgis.PyQt.QtWidgets import QComboBox, QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from ..adapters import settings
from ..adapters.foreign import escaped, shown
from ..adapters.logins import asks_for_password
from ..adapters.settings import Municipality
from ..adapters.trust_words import tier_line, tier_of_text
from ..adapters.wording import contact, role_word, translate
from ..domain.access import Role
from ..domain.errors import LoginNeeded, Problem
from .asking import confirmed
from .connect_dialog import connect_by_dialog, enter
from .session import Session
from .widgets import PlainLabel, ProblemBox, Quiet, button, icon_button
from .window import Window

_ORDER = list(Role)


class Header(QWidget):
    """Municipalities to choose from, the login, and in words whether the service answers.

    The last municipality is entered when the dock is first seen, but only where QGIS need not ask for its
    master password for that; nobody is asked for a password because QGIS was started.
    """

    def __init__(self, session: Session, window: Window) -> None:
        super().__init__()
        self._session, self._window = session, window
        self._told: Problem | None = None
        self._seen = False
        self._make_widgets()
        self._lay_out()
        session.changed.connect(self._show)
        self._show()

    def _make_widgets(self) -> None:
        self.known = QComboBox()
        self.known.setAccessibleName(translate("header", "Municipality"))
        self.known.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.known.setMinimumContentsLength(12)
        self.known.activated.connect(self._choose)
        self.refresh = icon_button(
            "/mActionRefresh.svg", translate("header", "Ask the service again"), self._session.reconnect
        )
        self.more = QToolButton()
        self.more.setText(translate("header", "More"))
        self.more.setToolTip(translate("header", "Other municipality, login"))
        self.more.setAccessibleName(translate("header", "Other municipality, login"))
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setMenu(self._menu())
        self.welcome = PlainLabel(
            translate(
                "header",
                "Welcome! Connect to your municipality, and you will see its maps here. You may look around as a "
                "guest; with a login you can help to keep the map up to date.",
            )
        )
        self.first = button(
            translate("header", "Connect to a municipality…"), self.connect_new, "/mActionAddWfsLayer.svg"
        )
        self.connect_button = button(translate("header", "Connect"), self._enter_last)
        self.log_in = button(translate("header", "Log in…"), self.change_login)
        self.who, self.reach = PlainLabel(), Quiet()
        self.problem = ProblemBox()
        self.cancel = button(translate("header", "Cancel"), self._session.cancel_connecting)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction(translate("header", "Connect to a municipality…"), self.connect_new)
        self._login_action = menu.addAction(translate("header", "Change login…"), self.change_login)
        self._forget_action = menu.addAction(translate("header", "Remove from the list…"), self._ask_and_forget)
        return menu

    def _lay_out(self) -> None:
        self.row, self.busy = QWidget(), QWidget()
        row, busy = QHBoxLayout(self.row), QHBoxLayout(self.busy)
        row.addWidget(self.known, 1)
        row.addWidget(self.refresh)
        row.addWidget(self.more)
        busy.addWidget(PlainLabel(translate("header", "Connecting…")), 1)
        busy.addWidget(self.cancel)
        box = QVBoxLayout(self)
        for layout in (row, busy, box):
            layout.setContentsMargins(0, 0, 0, 0)
        for widget in (self.row, self.welcome, self.first, self.who, self.log_in, self.reach, self.connect_button):
            box.addWidget(widget)
        box.addWidget(self.busy)
        box.addWidget(self.problem)

    # what people do

    def connect_new(self) -> None:
        connect_by_dialog(self._session, self._window)

    def change_login(self) -> None:
        """A guest who comes here wants to log in."""
        here = self._current()
        connect_by_dialog(self._session, self._window, here, again=here is not None and not here.authcfg)

    def forget(self) -> None:
        """Take the current municipality from the list; working copies and the login stay."""
        municipality = self._current()
        if municipality is None:
            return
        settings.forget(municipality.address)
        if self._session.municipality is not None:
            self._session.leave()
        self._show()

    def _ask_and_forget(self) -> None:
        title = translate("header", "Remove from the list")
        text = translate("header", "The municipality leaves the list. Working copies and the login stay.")
        if confirmed(self._window.main, title, text, translate("header", "Remove")):
            self.forget()

    def _log_in_again(self) -> None:
        connect_by_dialog(self._session, self._window, self._current(), again=True)

    def _choose(self, index: int) -> None:
        address = self.known.itemData(index)
        found = next((one for one in self._listed() if one.address == address), None)
        here = self._session.municipality
        if found is not None and (here is None or here.address != address or self._session.connection is None):
            enter(self._session, found)

    def _enter_last(self) -> None:
        enter(self._session, self._current())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        first, self._seen = not self._seen, True
        last = self._current()
        if first and last and self._session.municipality is None and not asks_for_password(last.authcfg):
            self._enter_last()

    # what they see

    def _listed(self) -> list[Municipality]:
        """Those known, and before them the one that is being entered for the first time."""
        found, here = settings.municipalities(), self._session.municipality
        if here is not None and all(one.address != here.address for one in found):
            found.insert(0, here)
        return found

    def _current(self) -> Municipality | None:
        """The one entered, or the one that is offered."""
        return self._session.municipality or next(iter(self._listed()), None)

    def _show(self) -> None:
        session, listed = self._session, self._listed()
        self._show_list(listed)
        entered = session.municipality is not None
        for widget in (self.row, self.who):
            widget.setVisible(bool(listed))
        for widget in (self.welcome, self.first):
            widget.setVisible(not listed)
        self.busy.setVisible(session.connecting)
        self.reach.setVisible(entered and bool(session.last_contact or session.offline))
        waiting = not session.connecting and session.connection is None and session.problem is None
        self.connect_button.setVisible(bool(listed) and waiting)
        who = session.connection.who if session.connection else None
        self.log_in.setVisible(who is not None and who.is_guest)
        self.refresh.setEnabled(entered and not session.connecting)
        self.who.say(self._identity())
        self.reach.say(self._reachability())
        self._show_problem()

    def _show_list(self, listed: list[Municipality]) -> None:
        entries = [(shown(one.title or one.address, 80), one.address) for one in listed]
        there = [(self.known.itemText(n), self.known.itemData(n)) for n in range(self.known.count())]
        if entries != there:
            self.known.clear()
            for text, address in entries:
                self.known.addItem(text, address)
        current = self._current()
        self.known.setCurrentIndex(self.known.findData(current.address) if current else -1)
        self.known.setToolTip(escaped(current.address) if current else "")

    def _identity(self) -> str:
        session = self._session
        who = session.connection.who if session.connection else None
        if session.connection is None:
            return "" if session.connecting else translate("header", "Not connected.")
        if who is None and session.connection.capabilities.transactions:
            return translate("header", "This service has no review queue: who may write here publishes at once.")
        if who is None:
            return translate("header", "You can look at the maps; this service takes no contributions.")
        if who.is_guest:
            return translate("header", "You are a guest: you can look and load, but contribute nothing.")
        held = {grant.role for grant in who.roles}
        roles = ", ".join(role_word(role) for role in _ORDER if role in held)
        text = translate("header", "You are {} ({}).").format(shown(who.identity, 60), roles or role_word(Role.GUEST))
        if who.pseudonym:
            text += " " + translate("header", "Others see: {}").format(shown(who.pseudonym, 40))
        found = tier_of_text(str(who.tier))
        return text if found is None else f"{text}\n{tier_line(found)}"

    def _reachability(self) -> str:
        words = contact(self._session.last_contact)
        if not self._session.offline:
            return words
        offline = translate("header", "Offline.")
        return f"{offline} {words}"

    def _show_problem(self) -> None:
        problem = self._session.problem
        if problem is self._told:
            return
        self._told = problem
        if problem is None:
            self.problem.clear()
        elif isinstance(problem, LoginNeeded):
            self.problem.show_problem(problem, translate("header", "Log in again"), self._log_in_again)
        else:
            self.problem.show_problem(problem, translate("header", "Try again"), self._session.reconnect)
