"""`buergergis:members`: who may contribute and review; the member table and the password file, changed together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from qgis.core import (
    Qgis,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingOutputVariant,
    QgsProcessingParameterFile,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

from ..adapters.member_table import Known, MemberTable, changing, known
from ..adapters.password_file import PasswordFile
from ..adapters.published_project import PublishedProject, read_published
from ..adapters.wording import translate
from ..domain.access import ALL_LAYERS
from ..domain.errors import InvalidContent
from ..formats import htpasswd
from ..formats.members import Member, member
from .base import LAYERS, Algorithm

PROJECT, PASSWORDS, ACTION, PASSWORD = "PROJECT", "PASSWORDS", "ACTION", "PASSWORD"
PERSON, IDENTITY, ROLE, ARS = "PERSON", "IDENTITY", "ROLE", "ARS"
MEMBERS, CHANGED = "MEMBERS", "CHANGED"


class Action(StrEnum):
    LIST = "list"
    ADD = "add"
    CHANGE = "change"
    DISABLE = "disable"
    ENABLE = "enable"
    REMOVE = "remove"
    APPOINT = "appoint"
    RECALL = "recall"


@dataclass(frozen=True)
class Wish:
    """What the administrator asked for; what was left out is empty."""

    action: Action
    person: str
    identity: str
    role: str
    ars: str
    layers: str
    password: str


@dataclass
class Change:
    """A wish being carried out in an open table and password file; `told` is a password that was made."""

    wish: Wish
    table: MemberTable
    file: PasswordFile
    told: str = ""

    def rows(self) -> list[Known]:
        """The rows of the account."""
        return [row for row in self.table.rows() if row.member.identity == self.wish.identity]

    def put(self, rows: list[Known]) -> None:
        """Make these the rows of the account, if they are others than before."""
        if rows != self.rows():
            self.table.replace(self.wish.identity, rows)

    def set_password(self) -> None:
        """The password of the wish, or a new one, into the file."""
        if self.file.path:
            password = self.wish.password or htpasswd.generated()
            self.file.text = htpasswd.with_password(self.file.text, self.wish.identity, htpasswd.hashed(password))
            self.told = "" if self.wish.password else password


class ManageMembers(Algorithm):
    NAME = "members"
    TITLE = QT_TRANSLATE_NOOP("algorithms", "Members of a municipality")
    HELP = QT_TRANSLATE_NOOP(
        "algorithms",
        "Adds, lists, changes, blocks and removes people of a published project. The member table and the "
        "password file change together, or neither does; what was changed counts with the next request.\n\n"
        "ACTION: list, add, change, disable, enable, appoint, recall or remove.\n"
        "PERSON, IDENTITY: one human, and the name of their account. disable and enable take either: all accounts "
        "of a person, or one account. Whoever has two accounts is the same PERSON in both.\n"
        "appoint, recall: the person has the highest level of trust, or no longer; it is for all of their accounts, "
        "whichever is named.\n"
        "ROLE, ARS, LAYERS: the right that add gives, in addition to what the account has; change puts it in place "
        "of all that the account has.\n"
        "PASSWORD: without it add makes one, and shows it this once; so does change if nothing else is to be "
        "changed. A password that you give here may be kept by your shell or by QGIS's history.\n"
        "PROJECT: the published project. PASSWORDS: the password file of the web server; none where people log in "
        "elsewhere.",
    )

    def initAlgorithm(self, _configuration: dict[str, Any] | None = None) -> None:
        self.addParameter(QgsProcessingParameterFile(PROJECT, translate("algorithms", "Published project")))
        action = QgsProcessingParameterString(ACTION, translate("algorithms", "Action"), defaultValue="list")
        self.addParameter(action)
        for name, title in (
            (PERSON, translate("algorithms", "Person")),
            (IDENTITY, translate("algorithms", "Account")),
            (ROLE, translate("algorithms", "Role")),
            (ARS, translate("algorithms", "Regionalschlüssel of the area")),
            (LAYERS, translate("algorithms", "Layers, * for all")),
            (PASSWORD, translate("algorithms", "Password")),
        ):
            self.addParameter(QgsProcessingParameterString(name, title, optional=True))
        title = translate("algorithms", "Password file")
        every = "(*)"  # QGIS's own wants a dot in the name
        self.addParameter(QgsProcessingParameterFile(PASSWORDS, title, optional=True, fileFilter=every))
        self.addOutput(QgsProcessingOutputVariant(MEMBERS, translate("algorithms", "Members")))
        self.addOutput(QgsProcessingOutputNumber(CHANGED, translate("algorithms", "Accounts changed")))
        self.addOutput(QgsProcessingOutputString(PASSWORD, translate("algorithms", "Password that was made")))

    def flags(self) -> Qgis.ProcessingAlgorithmFlags:
        """A project is opened, which belongs to the main thread."""
        return super().flags() | Qgis.ProcessingAlgorithmFlag.NoThreading

    def carry_out(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        names = (PERSON, IDENTITY, ROLE, ARS, LAYERS)
        texts = [self.parameterAsString(parameters, name, context).strip() for name in names]
        action = _action(self.parameterAsString(parameters, ACTION, context).strip())
        wish = Wish(action, *texts, self.parameterAsString(parameters, PASSWORD, context))
        project = read_published(self.parameterAsFile(parameters, PROJECT, context))
        passwords = self.parameterAsFile(parameters, PASSWORDS, context)
        file = Path(passwords) if passwords else None
        done = [] if action is Action.LIST else [_changed(project, file, one) for one in _wishes(project, wish)]
        rows = known(project.queue)
        for row in rows:
            feedback.pushInfo(_line(row))
        told = "".join(made for _, made in done)
        if told:
            feedback.pushInfo(translate("algorithms", "The password, which is shown this once: {}").format(told))
        marks = ("disabled", "appointed", "seen")
        listed = [{**asdict(row.member), **{name: getattr(row, name) for name in marks}} for row in rows]
        return {MEMBERS: listed, CHANGED: sum(changed for changed, _ in done), PASSWORD: told}


def _action(text: str) -> Action:
    try:
        return Action(text)
    except ValueError:
        raise InvalidContent(f"ACTION is none of {', '.join(Action)}.") from None


def _wishes(project: PublishedProject, wish: Wish) -> list[Wish]:
    """One wish for each account. Raises InvalidContent where it is not clear who is meant."""
    whole = wish.action in (Action.APPOINT, Action.RECALL)  # a person is trusted, not an account
    if wish.identity:
        htpasswd.check_account(wish.identity)
        if not whole:
            return [wish]
    elif not (whole or wish.action in (Action.DISABLE, Action.ENABLE)) or not wish.person:
        raise InvalidContent("IDENTITY is missing: whose account is it about?")
    people = [row.member for row in known(project.queue)]
    person = wish.person or next((one.person for one in people if one.identity == wish.identity), "")
    accounts = dict.fromkeys(one.identity for one in people if one.person == person)
    if not accounts or (wish.identity and wish.identity not in accounts):
        raise InvalidContent(f"There is no member {wish.person or wish.identity!r}.")
    return [replace(wish, person=person, identity=account) for account in accounts]


def _changed(project: PublishedProject, file: Path | None, wish: Wish) -> tuple[bool, str]:
    """Carry out a wish for one account; whether anything changed, and the password that was made."""
    if wish.password and file is None:
        raise InvalidContent("PASSWORD without PASSWORDS: where people log in elsewhere, they have no password here.")
    with changing(project.queue, file) as (table, passwords):
        change = Change(wish, table, passwords)
        before, text = change.rows(), passwords.text
        if wish.action is not Action.ADD and not before:
            raise InvalidContent(f"There is no account {wish.identity!r}.")
        if wish.person and any(row.member.person != wish.person for row in before):
            raise InvalidContent(
                f"The account {wish.identity} belongs to {before[0].member.person}, not to {wish.person}."
            )
        _DEEDS[wish.action](change, project)
        return change.rows() != before or passwords.text != text, change.told


def _add(change: Change, project: PublishedProject) -> None:
    rows, wish = change.rows(), change.wish
    person = wish.person or (rows[0].member.person if rows else "")
    made, kin = _right(replace(wish, person=person), project), [*change.table.rows()]
    trusted = any(row.appointed for row in kin if row.member.person == person)
    right = Known(made, any(row.disabled for row in rows), appointed=trusted)
    change.put(rows if right in rows else [*rows, right])
    if wish.password or wish.identity not in htpasswd.accounts(change.file.text):
        change.set_password()


def _change(change: Change, project: PublishedProject) -> None:
    rows, wish = change.rows(), change.wish
    if wish.role or wish.ars or wish.layers:
        old = rows[0].member
        filled = replace(
            wish,
            person=old.person,
            role=wish.role or old.role,
            ars=wish.ars or old.ars,
            layers=wish.layers or old.layers,
        )
        if len(rows) > 1 and not (wish.role and wish.ars and wish.layers):
            raise InvalidContent(
                f"{wish.identity} has {len(rows)} rights; name ROLE, ARS and LAYERS of the one to keep."
            )
        change.put([replace(rows[0], member=_right(filled, project))])
    elif not wish.password and change.file.path is None:
        raise InvalidContent("There is nothing to change: name ROLE, ARS or LAYERS, or PASSWORDS for a new password.")
    if wish.password or not (wish.role or wish.ars or wish.layers):
        change.set_password()


def _disable(change: Change, _project: PublishedProject) -> None:
    change.put([replace(row, disabled=True) for row in change.rows()])
    change.file.text = htpasswd.disabled(change.file.text, change.wish.identity)


def _enable(change: Change, _project: PublishedProject) -> None:
    change.put([replace(row, disabled=False) for row in change.rows()])
    change.file.text = htpasswd.enabled(change.file.text, change.wish.identity)


def _appoint(change: Change, _project: PublishedProject) -> None:
    change.put([replace(row, appointed=True) for row in change.rows()])


def _recall(change: Change, _project: PublishedProject) -> None:
    change.put([replace(row, appointed=False) for row in change.rows()])


def _remove(change: Change, _project: PublishedProject) -> None:
    change.put([])
    change.file.text = htpasswd.without(change.file.text, change.wish.identity)


_DEEDS: dict[Action, Callable[[Change, PublishedProject], None]] = {
    Action.ADD: _add,
    Action.CHANGE: _change,
    Action.DISABLE: _disable,
    Action.ENABLE: _enable,
    Action.REMOVE: _remove,
    Action.APPOINT: _appoint,
    Action.RECALL: _recall,
}


def _right(wish: Wish, project: PublishedProject) -> Member:
    made = member(wish.person, wish.identity, wish.role, wish.ars, wish.layers or ALL_LAYERS, "The new right")
    unknown = [name for name in made.layers.split(",") if name != ALL_LAYERS and name not in project.layers]
    if unknown:
        raise InvalidContent(f"The project publishes no layer {unknown[0]!r}; it has {', '.join(project.layers)}.")
    return made


def _line(row: Known) -> str:
    """A row for people, its columns apart."""
    marks = [translate("algorithms", "blocked")] * row.disabled + [translate("algorithms", "appointed")] * row.appointed
    return " | ".join([*asdict(row.member).values(), ", ".join(marks), row.seen or "–"])
