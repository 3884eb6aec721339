"""Submitting from the window: agreement first, then the sending, then what became of it in plain words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from ...adapters import settings
from ...adapters.background import Lane
from ...adapters.foreign import shown
from ...adapters.wording import translate, withdrawn_text
from ...adapters.working_copy import Overview
from ...domain.errors import Cancelled, Problem, Safety
from ...workflows.before_sending import Told, notes_of
from ...workflows.contribute import Submitted
from ...workflows.ports import Row
from ..asking import confirmed
from ..session import Session
from ..widgets import ProblemBox
from ..window import Window
from . import check_work
from . import words as mine_words
from . import work as mine_work
from .at_once_words import at_once_text
from .check_words import asked_text, note_text
from .check_work import Looked
from .checking import Checking, same_place
from .submit_box import SubmitBox
from .terms_dialog import TermsDialog, terms_or_ours


class Submitting:
    """`obstacle` tells why nothing can be sent now, `unsaved` what is open in QGIS's edit sessions ("" for no such).

    `published` are the contributions that this person has published at once: no news to them. `correct` opens the
    object of the item whose uuid a handle begins with. `looking` says that nothing is sent yet: it is only looked at.
    """

    def __init__(
        self,
        session: Session,
        window: Window,
        box: SubmitBox,
        problem: ProblemBox,
        lane: Lane,
        obstacle: Callable[[], str],
        unsaved: Callable[[], str],
        overview: Callable[[], Overview | None],
        correct: Callable[[str], None],
        checking: Checking,
    ) -> None:
        self._session, self._window, self._box, self._problem = session, window, box, problem
        self._lane, self._obstacle, self._unsaved, self._overview = lane, obstacle, unsaved, overview
        self._correct, self._checking = correct, checking
        self.terms: TermsDialog | None = None
        self._complaint = ""
        self.published: set[str] = set()
        self.looking = False
        box.submit_wanted.connect(self.submit)
        box.try_wanted.connect(self.try_now)

    def close(self) -> None:
        self._box = None  # type: ignore[assignment]  # nobody is told any more
        if self.terms is not None:
            self.terms.reject()

    def submit(self) -> None:
        """Send what is not sent, after the person has agreed once to what this municipality asks for."""
        connection, municipality = self._session.connection, self._session.municipality
        if self._obstacle() or self.terms is not None or connection is None or municipality is None:
            return
        stated = connection.who.terms if connection.who else None
        version = terms_or_ours(stated).version
        if settings.agreed(municipality.address) == version:
            self._send()
            return
        self.terms = TermsDialog(municipality.title or municipality.address, stated, self._window.main)
        self.terms.finished.connect(partial(self._answered, municipality.address, version))
        self.terms.open()

    def _answered(self, address: str, version: str, answer: int) -> None:
        dialog, self.terms = self.terms, None
        if dialog is not None:
            dialog.deleteLater()
        if self._box is None:
            return
        here = self._session.municipality
        if answer == TermsDialog.DialogCode.Accepted and here is not None and here.address == address:
            settings.agree(address, version)
            self._send()
        else:
            self._box.say(translate("submitting", "Nothing was sent. Your changes are still in the working copy."))

    def _send(self, meant: frozenset[Told] = frozenset()) -> None:
        """Look at what would go out; `meant` is what its author has been told of it, and sends anyway."""
        path, comment = self._session.copy_path, self._box.text
        if self._obstacle() or path is None:
            return
        self._problem.clear()
        self._box.say("")
        here, connection = same_place(self._session), self._session.connection

        def checked(found: Looked) -> None:
            self.looking = False
            if self._box is not None and here():
                self._checked(found, meant)

        def not_checked(problem: Problem) -> None:
            self.looking = False
            if self._box is not None and here():
                self._not_sent(path, problem)

        title, self.looking = translate("submitting", "Checking changes"), True
        self._lane.start(title, lambda job: check_work.look(path, connection, comment, job), checked, not_checked)

    def _checked(self, found: Looked, meant: frozenset[Told]) -> None:
        """Nothing blocks: what has errors, or may be there already, is sent by whoever says so."""
        self._checking.show(found)
        asked = found.outlook.to_ask
        if asked <= meant:
            self._deliver(found.path, notes_of(found.outlook, note_text))
            return
        anyway = translate("submitting", "Send anyway")
        self._box.say(asked_text(found.outlook), anyway, partial(self._send, asked))
        if not self._checking.point_out(found):
            self._box.comment.setFocus()

    def _deliver(self, path: Path, notes: Mapping[Row, str]) -> None:
        comment, direct = self._box.text, self._box.wants_direct
        if self._obstacle():
            return
        if mine_words.publishes_at_once(self._session):
            if not self._may_publish():
                self._box.say(translate("submitting", "Nothing was sent. Your changes are still in the working copy."))
                return
            direct = True
        self._session.run(
            self._lane,
            translate("submitting", "Submitting changes"),
            lambda connection, job: mine_work.send(connection, job, path, comment, direct, notes),
            partial(self._sent, path),
            partial(self._not_sent, path),
        )

    def try_now(self) -> bool:
        """Send what waits, without waiting any longer; False where something is being sent already."""
        path = self._session.copy_path
        if path is None or self._lane.busy:
            return False
        if self._session.connection is None:
            self._session.reconnect()  # once it answers, what waits is tried again
            return False
        self._problem.clear()
        return self._session.run(
            self._lane,
            translate("submitting", "Sending what waits"),
            lambda connection, job: mine_work.send_waiting(connection, job, path, asked=True),
            partial(self._sent, path, tried_again=True),
            partial(self._not_sent, path),
        )

    def tell_sent(self, path: Path, result: Submitted) -> None:
        """What waited has been sent by itself."""
        if self._box is not None:
            self._sent(path, result, tried_again=True)

    def _may_publish(self) -> bool:
        """Where nobody looks at it before, the person must have said so, each time."""
        overview = self._overview()
        if overview is None:
            return False
        title, verb = translate("submitting", "Publish at once?"), translate("submitting", "Publish")
        return confirmed(self._window.main, title, at_once_text(overview), verb)

    def _sent(self, path: Path, result: Submitted, tried_again: bool = False) -> None:
        self.published |= {*result.published}
        self._box.direct.setChecked(False)  # publishing is asked for each time
        if not result.refused and not tried_again:
            self._box.comment.clear()
        if path == self._session.copy_path:
            if self._complaint and self._complaint == self._problem.accessibleDescription():
                self._problem.clear()  # what was in the way has gone
            self._complaint = ""
            self._box.say(" ".join([*_words(result), self._unsaved()]).strip(), *self._verb(result.refused))
        self._session.work_changed.emit()

    def _verb(self, refused: Mapping[str, Problem]) -> tuple[str, Callable[[], None] | None]:
        """One click from what was refused for a value to the object, with the field in focus."""
        first = next((handle for handle, problem in refused.items() if handle and problem.field), "")
        return (translate("submitting", "Correct"), partial(self._correct, first)) if first else ("", None)

    def _not_sent(self, path: Path, problem: Problem) -> None:
        if path == self._session.copy_path:
            self._tell(problem)
        self._session.work_changed.emit()

    def _tell(self, problem: Problem) -> None:
        if not isinstance(problem, Cancelled):
            verb, act = self._verb({problem.locator: problem})
            self._problem.show_problem(problem, verb or translate("submitting", "Submit again"), act or self.submit)
            self._complaint = self._problem.accessibleDescription()
            return
        text = translate("submitting", "Cancelled. What was not sent is still in the list.")
        if problem.safety is Safety.UNKNOWN:
            text = translate(
                "submitting",
                "Cancelled while it was on its way. Your work is safe. Submit again to find out: what the "
                "municipality has already is not sent twice.",
            )
        self._box.say(text)


def _words(result: Submitted) -> list[str]:
    told = [
        (translate("submitting", "Sent for review: {}."), len(result.submitted)),
        (translate("submitting", "Published: {}."), len(result.published)),
        (translate("submitting", "Not taken: {}. The list tells why."), len(result.refused)),
        (translate("submitting", "Not known whether it arrived: {}. The list tells what to do."), len(result.unknown)),
        (translate("submitting", "Written over what nobody had seen: {}. Refresh and look."), len(result.overwritten)),
        (translate("submitting", "In conflict, and not sent before you decide: {}."), len(result.withheld)),
    ]
    words = [text.format(count) for text, count in told if count]
    words += [withdrawn_text(len(result.withdrawn))] if result.withdrawn else []
    advice = {problem.advice for problem in result.refused.values() if problem.advice}
    words += [shown(translate("problems", text)) for text in sorted(advice)]
    return words or [translate("submitting", "The municipality has everything already.")]
