"""The upper half of the page Prüfen: the list as it is read from the service, and what goes wrong with that."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QVBoxLayout, QWidget

from ...adapters import queue_settings
from ...adapters.background import Lane
from ...adapters.queue_settings import Remembered
from ...adapters.wording import translate
from ...domain.errors import Cancelled, Problem
from ...workflows.connection import QUEUE_TYPES
from ...workflows.queue_filters import Asker
from ...workflows.queue_list import PAGE, Counted, Listed, Order, Place
from ..session import Session
from ..widgets import ProblemBox
from . import list_work
from .queue_fields import TO_REVIEW, Offers, code_of
from .queue_model import Column
from .queue_orders import order_of
from .queue_view import QueueView

_LONG_COUNT, _COUNT_AGAIN = 1.0, 60.0
"""Seconds: a count that took longer is believed for a while, where the list is read again."""
USUAL = {"status": code_of(TO_REVIEW)}
"""What is listed where nobody has chosen anything yet."""
_MOST_AGAIN = 5000
"""Rows of a long list that are read again at once; what is behind them comes as somebody goes down."""


class QueuePanel(QWidget):
    """`read` says that the list is another one now: what is on the screen beside it may be older. Lanes for pages (the
    newest wins), for counting, and for what there is to choose from."""

    read = pyqtSignal()
    counted = pyqtSignal()

    def __init__(self, session: Session, lane: Callable[[], Lane], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.reading, self._counting, self._offering = lane(), lane(), lane()
        self._stale, self._place = True, ""
        self.in_sight: Callable[[], bool] = self.isVisible  # the page may be seen while the list makes room
        self._after: Place | None = None
        self._offers = Offers()
        self._total, self._counted_at, self._count_took = 0, 0.0, 0.0
        self.view, self.problem = QueueView(), ProblemBox()
        self.view.refresh.connect(self.refresh_all)
        self.view.another.connect(self._read_another)
        self.view.model.more_wanted.connect(self.read_on)
        self.view.filters.saved_changed.connect(self._remember)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.problem)
        box.addWidget(self.view, 1)

    # reading

    def refresh(self) -> None:
        """Read the queue again, as far as it was read; what is looked at stays."""
        self._read(keep=True)

    def refresh_all(self) -> None:
        """The same, and count anew."""
        self._counted_at = 0.0
        self.refresh()

    def read_on(self) -> None:
        """Read what comes behind the last row; nothing where a page is on its way already."""
        after = self._after
        if after is None or self.reading.busy:
            return
        choice, order, asker = self.view.filters.choice(), self._order(), self._asker()
        self._session.run(
            self.reading,
            translate("queue_panel", "Reading the queue"),
            lambda connection, job: list_work.read_queue(connection, job, choice, order, asker, after),
            self._was_read_on,
            lambda problem: self._not_read(problem, self.read_on),
        )

    def refresh_if_stale(self) -> None:
        if self._stale:
            self.refresh()

    def outdated(self) -> None:
        """Something has happened to the queue: it is read again at once where it can be seen, else when it is seen."""
        self._stale = True
        if self.in_sight() and self._session.may_review:
            self.refresh()

    def _read_another(self) -> None:
        if not self._place:
            return
        self._remember()
        self._counted_at = 0.0
        self._read(keep=False)

    def _read(self, keep: bool) -> None:
        self._stale = False
        choice, order, asker = self.view.filters.choice(), self._order(), self._asker()
        least = min(max(PAGE, self.view.model.rowCount()), _MOST_AGAIN) if keep else PAGE
        self._session.run(
            self.reading,
            translate("queue_panel", "Reading the queue"),
            lambda connection, job: list_work.read_queue(connection, job, choice, order, asker, None, least),
            partial(self._was_read, keep),
            lambda problem: self._not_read(problem, self.refresh),
        )

    def _was_read(self, keep: bool, listed: Listed) -> None:
        connection = self._session.connection
        layers = connection.capabilities.layers if connection else {}
        self.view.model.bodies = connection.who.bodies if connection and connection.who else {}
        self.problem.clear()
        self._after = listed.after
        titles = {name: info.title for name, info in layers.items()}
        self.view.load(listed.rows, titles, listed.after is not None, keep)
        self._count()
        self.read.emit()

    def _was_read_on(self, listed: Listed) -> None:
        self.problem.clear()
        self._after = listed.after
        self.view.append(listed.rows, listed.after is not None)

    def _not_read(self, problem: Problem, again: Callable[[], None]) -> None:
        if not isinstance(problem, Cancelled):
            self.problem.show_problem(problem, act=again)

    # counting

    def _count(self) -> None:
        choice, asker = self.view.filters.choice(), self._asker()
        began = time.monotonic()
        known = self._count_took > _LONG_COUNT and began - self._counted_at < _COUNT_AGAIN
        short = self._after is None  # then the list itself says how long it is
        self._session.run(
            self._counting,
            translate("queue_panel", "Counting the queue"),
            lambda connection, _job: list_work.count_queue(connection, choice, asker, not (known or short)),
            partial(self._was_counted, began, known),
            lambda _problem: None,  # the list is there all the same
        )

    def _was_counted(self, began: float, known: bool, counted: Counted) -> None:
        if not known:
            self._counted_at, self._count_took = time.monotonic(), time.monotonic() - began
            self._total = counted.total
        self.view.tell_count(Counted(self._total, counted.accepted))
        self.counted.emit()

    # whose list it is

    def enter(self, place: str) -> None:
        """The list of a login at a service: as it was left there."""
        kept = queue_settings.remembered(place)
        self._place = ""  # what is set now was not chosen by anybody
        self.view.filters.offer_saved(kept.saved)
        self._offer(Offers())
        self.view.filters.choose(USUAL if kept.choice is None else kept.choice)
        usual = kept.column not in set(Column)
        model = self.view.model
        model.sorted_by, model.backwards = (Column.AGE, True) if usual else (Column(kept.column), kept.backwards)
        self.view.table.lay_out(queue_settings.layout("list"))
        self.view.table.show_order()
        self._place = place
        self._ask_for_offers()

    def _ask_for_offers(self) -> None:
        """What there is to choose from: layers and authorities are known, areas are asked for."""
        connection = self._session.connection
        if connection is None or connection.who is None:
            return
        reviewed = [name for name, rights in connection.who.layers.items() if rights.review]
        there = {name: info.title for name, info in connection.capabilities.layers.items() if name not in QUEUE_TYPES}
        self._offer(Offers([(name, there[name]) for name in reviewed if name in there], (), connection.who.bodies))
        self._session.run(
            self._offering,
            translate("queue_panel", "Reading the names of the areas"),
            lambda connection, _job: list_work.areas_to_review(connection),
            lambda areas: self._offer(replace(self._offers, areas=areas)),
            lambda _problem: None,  # then there is one filter less
        )

    def _offer(self, offers: Offers) -> None:
        self._offers = offers
        self.view.filters.offer(offers)

    def clear(self) -> None:
        """Nothing of another municipality or person stays on the screen."""
        self.reading.cancel()
        self._counting.cancel()
        self._after, self._place, self._counted_at = None, "", 0.0
        self._offering.cancel()
        self.view.clear()
        self.problem.clear()

    def close_panel(self) -> None:
        queue_settings.keep_layout("list", self.view.table.layout_text())

    def _remember(self) -> None:
        if self._place:
            model, filters = self.view.model, self.view.filters
            told = Remembered(filters.choice(), int(model.sorted_by), model.backwards, filters.saved)
            queue_settings.remember(self._place, told)

    def _order(self) -> Order:
        model = self.view.model
        return order_of(model.sorted_by, model.backwards, self._offers, self._asker())

    def _asker(self) -> Asker:
        return Asker(self.view.model.me, datetime.now(UTC))
