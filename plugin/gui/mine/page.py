"""The page Meine Beiträge: changes that are not sent, submitting them, and what became of everything sent."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from qgis.PyQt.QtCore import QTimer

from ...adapters.background import Lane
from ...adapters.foreign import label
from ...adapters.wording import restored_text, translate
from ...workflows.plain_doubt import Doubt
from ..copy_watch import CopyWatch
from ..session import Session
from ..window import PAGE_MINE, Window
from . import words as mine_words
from .answer_guard import AnswerGuard
from .answers import Answers
from .check_words import found_text, silent_text
from .check_work import Looked
from .checking import Checking
from .conflict_verbs import ConflictVerbs
from .conflict_work import Compared
from .contributions_entries import Entry, entries
from .doubting import Doubting
from .keys import install
from .knowing import KnowingPage
from .photos import MyPhotos
from .replying import Replying
from .retrying import Retrying
from .state_words import waiting_text
from .submitting import Submitting
from .verbs import MineVerbs
from .work import Local, News

_ASK_MS = 5 * 60_000
_CALM_MS = 100


class MinePage(KnowingPage):
    def __init__(self, session: Session, window: Window) -> None:
        super().__init__(session, window)
        self._place: tuple[tuple[object, ...], Path | None] | tuple[()] = ()
        self._entries: list[Entry] = []
        self._shown: tuple[Local | None, News | None] = (None, None)
        self._closed = False
        self._changing: Lane[object] = self.lane(writes=True)
        self._comparing: Lane[Compared] = self.lane()
        self._looking: Lane[list[Doubt]] = self.lane()
        self._checking: Lane[Looked] = self.lane()
        parts, overview = (self.submit_box, self.problem), lambda: self._overview if self._is_own else None
        self.verbs = MineVerbs(session, window, *parts, self._sending, self._changing, overview)
        self.replying = Replying(session, self.contributions, *parts, self._sending, overview)
        self.doubting = Doubting(
            session, window, self.problem, self._looking, self._sending, self._changing,
            lambda: self._local if self._is_own else None,
        )  # fmt: skip
        lanes = (self._comparing, self._sending, self._changing)
        self.deciding = ConflictVerbs(session, window, self.conflicts, *parts, *lanes, overview)
        self.photos = MyPhotos(
            session, window, self.changes, self.contributions, lambda: self._path if self._is_own else None
        )
        self.show_photos(self.photos.of_change, self.photos.of_contribution)
        self.checking = Checking(session, window, self.changes, self._checking, self.verbs, self._show_lines)
        asked = (self._obstacle, self._unsaved, lambda: self._overview, self.verbs.correct)
        self.submitting = Submitting(session, window, *parts, self._sending, *asked, self.checking)
        self.retrying = Retrying(session, self._sending, overview, self.submitting.tell_sent, self)
        self.answers = Answers(
            session, window, self.contributions, lambda entry: self.verbs.show(entry.change.feature), self
        )
        self._guard = AnswerGuard(self._answered_rows, self.answers.open, self)
        self._watch = CopyWatch(self)
        self._again, self._often = QTimer(self), QTimer(self)
        self._connect()
        self.keys = install(self)
        self._look_around()

    def enter(self) -> None:
        """To the first thing that was found in what goes out, else to the list of it."""
        if not self.changes.select_first_finding():
            self.changes.tree.setFocus()

    def close_page(self) -> None:
        if self._closed:
            return
        self._closed = True
        self._again.stop()
        self._often.stop()
        self._watch.close()
        self._guard.close()
        self.answers.follow("")
        self.retrying.close()
        self.photos.close()
        self.submitting.close()
        self.checking.close()
        self.submit_box.follow("")
        self.conflicts.close_view()
        super().close_page()

    def _connect(self) -> None:
        self.session.changed.connect(self._look_around)
        self.session.work_changed.connect(self._again.start)
        self._again.setSingleShot(True)
        self._again.setInterval(_CALM_MS)
        self._again.timeout.connect(self._read_all)
        self._often.setInterval(_ASK_MS)
        self._often.timeout.connect(self.ask)
        self._often.start()
        self.answers.changed.connect(self._show_unread)
        self._watch.saved.connect(self.read)
        self._watch.touched.connect(self._show_unsaved)
        for lane in (self._sending, self._changing):
            lane.busy_changed.connect(self._allow)
        self._sending.busy_changed.connect(self._note_sending)
        self.save_wanted.connect(self.verbs.save_edits)
        self.doubt_wanted.connect(self.doubting.decide)
        self.changes.show_wanted.connect(lambda change: self.verbs.show(change.feature))
        self.changes.edit_wanted.connect(self.verbs.edit)
        self.changes.undo_wanted.connect(self.verbs.undo)
        self.contributions.show_wanted.connect(lambda entry: self.verbs.show(entry.change.feature))
        self.contributions.revise_wanted.connect(self.verbs.revise)
        self.contributions.withdraw_wanted.connect(self.verbs.withdraw)
        self.contributions.restore_wanted.connect(self.verbs.restore)
        self.contributions.refresh_wanted.connect(self.ask)

    def _look_around(self) -> None:
        """Municipality, person or working copy may be others now; what belongs to others goes at once."""
        municipality = self.session.municipality
        where = (municipality.address, municipality.authcfg, self.session.is_guest) if municipality else ()
        place = (where, self._path)
        if place != self._place:
            if not self._place or where != self._place[0]:
                self._news, self._seen = None, {}
                self.problem.clear()
                self.submit_box.say("")
            if self._place and where[:2] != self._place[0][:2]:
                self.submit_box.forget()
            if not self._place or self._path != self._place[1]:
                self._local = None
                self.problem.clear()
                self.submit_box.say("")
            self._place = place
            self._watch.follow(self._path)
            self._guard.follow(self._path)
            known = municipality is not None and bool(municipality.authcfg)
            person = f"{municipality.authcfg}@{municipality.address}" if municipality and known else ""
            self.answers.follow(person)
            self.replying.follow(person)
            self.submit_box.follow(f"{municipality.authcfg}@{self._path}" if municipality and self._path else "")
            self._read_all()
        self._ask_anew()
        self._show()

    def _note_sending(self, busy: bool) -> None:
        self.session.note_sending(busy and not self.submitting.looking)

    # answers

    def _heard(self, news: News) -> None:
        self.answers.heard(news)

    def _own_doing(self) -> Collection[str]:
        return self.submitting.published

    def _show_unread(self) -> None:
        self.contributions.mark_unread(self.answers.unread)
        self.badge = len(self.answers.unread)
        self.badge_changed.emit()

    def _answered_rows(self) -> dict[tuple[str, int], str]:
        """What somebody is about to edit, and has not read the answer to."""
        unread = set(self.answers.unread)
        here = [entry for entry in self._entries if entry.uuid in unread] if unread and self._is_own else []
        return {(entry.layer, entry.local_id): entry.uuid for entry in reversed(here) if entry.local_id is not None}

    # what is shown

    def _show(self) -> None:
        local, news = self._local, self._news
        if self._shown[0] is not local or self._shown[1] is not news:
            if self._shown[0] is not local:
                self.checking.follow(local, self._is_own)
                self._show_lines()
                self._show_conflicts(local)
            words = local.words if local else {}
            self._entries = entries(self._overview, news.mine if news else None, self._titles(), words)
            self._shown = (local, news)
        self.empty.say(mine_words.no_changes(self.session))
        self.empty.setVisible(not (local and local.lines))
        note = mine_words.note(self.session, news.mine.unreadable if news else 0)
        empty = mine_words.no_contributions(self.session)
        self.contributions.show_entries(self._entries, news.mine.author if news else "", empty, note)
        self.photos.look()
        self._show_unsaved()
        self._allow()

    def _show_lines(self) -> None:
        """What goes out, with what the rules have found in it so far."""
        local, found = self._local, self.checking.found
        self.changes.show_lines(self.checking.lines(local) if local else ())
        told = (
            " ".join(filter(None, [found_text(found.outlook), silent_text(found.unchecked)])) if found and local else ""
        )
        self.found.say(told)
        self.found.setVisible(bool(told))

    def _show_conflicts(self, local: Local | None) -> None:
        """The section is there only where there is something to decide."""
        lines = local.conflicts if local else ()
        if self.conflict_group.isVisibleTo(self) and not lines and self.conflicts.isAncestorOf(self.focusWidget()):
            self.changes.tree.setFocus()  # where one was is gone
        self.conflicts.show_lines(lines)
        self.conflict_group.setTitle(label(translate("mine_page", "Conflicts ({})").format(len(lines))))
        self.conflict_group.setVisible(bool(lines))

    def open_conflicts(self) -> None:
        """Show the page, and where something is to be decided."""
        if not self._closed:
            self.window_.open_page(PAGE_MINE)
            self.conflicts.tree.setFocus()

    def _show_unsaved(self) -> None:
        unsaved, stranger = self._unsaved(), mine_words.stranger(self.session, self._is_own)
        lost = self._overview.lost if self._overview else 0
        notice = stranger or " ".join(filter(None, [restored_text(lost) if lost else "", unsaved]))
        self.notice.say(notice)
        self.notice.setVisible(bool(notice))
        self.save_button.setVisible(bool(unsaved) and not stranger)
        doubt = self.doubting.text
        self.doubt.say(doubt)
        self.doubt.setVisible(bool(doubt))
        self.doubt_button.setVisible(bool(doubt))
        self.doubt_button.setAccessibleDescription(doubt)

    def _allow(self) -> None:
        busy = self._busy
        self.changes.allow_undo(self._is_own and not busy)
        self.contributions.allow_acts(not busy)
        self.conflicts.allow_acts(self._is_own and not busy)
        self.doubt_button.setEnabled(not busy)
        self.submit_box.hinder(self._obstacle(), mine_words.hint(self.session))
        self.submit_box.direct.setVisible(self._may_publish())
        waiting = waiting_text(self._overview, self.session.identity) if self._is_own else ""
        self.submit_box.show_waiting(waiting, not busy and not self.session.connecting)
        self.retrying.look()

    @property
    def _busy(self) -> bool:
        return self._sending.busy or self._changing.busy

    def _obstacle(self) -> str:
        return mine_words.obstacle(self.session, self._local, self._is_own, self._busy)

    def _unsaved(self) -> str:
        return mine_words.unsaved(self._path, self._titles())

    def _titles(self) -> dict[str, str]:
        """The titles of layers by their names."""
        connection = self.session.connection
        offered = connection.capabilities.layers if connection else {}
        here = {one.form.name: one.title for one in self._overview.layers} if self._overview else {}
        return {**{name: info.title for name, info in offered.items()}, **here}

    def _may_publish(self) -> bool:
        """Whether something that is not sent could be published at once."""
        connection, overview = self.session.connection, self._overview
        rights = connection.who.layers if connection and connection.who else {}
        layers = {change.feature.layer for change in (overview.unsent if overview else ())}
        return any(name in rights and rights[name].direct and rights[name].write for name in layers)
