"""What a reviewer does in the item itself: corrects, comments, answers whether something is a duplicate."""

from __future__ import annotations

from collections.abc import Callable

from ...adapters.wording import translate
from ...domain.contribution import Change
from ...domain.errors import InvalidContent
from ...workflows.connection import Connection
from ...workflows.remark import say
from ...workflows.review import Decision
from . import work as review_work
from .contribution_view import ContributionView
from .correcting import Ground
from .deciding import Deciding
from .decision_bar import DecisionBar
from .work import Seen


class Conversing:
    """Connects the parts of the item view with the service; `show` is the page's."""

    def __init__(
        self, view: ContributionView, bar: DecisionBar, decider: Deciding, show: Callable[[Seen], None]
    ) -> None:
        self._view, self._decider, self._show = view, decider, show
        view.held.connect(bar.hold)
        view.correction.wanted.connect(self._prepare)
        view.correction.accepted.connect(self._accept)
        view.remark.said.connect(self._say)
        view.twin.other.connect(self._say)
        view.twin.duplicate.connect(lambda: bar.ask_why(Decision.DUPLICATE))

    def _prepare(self) -> None:
        seen = self._view.seen
        if seen is not None:
            title = translate("conversing", "Preparing a correction")
            work = lambda connection, _job: review_work.ground(connection, seen)  # noqa: E731
            self._decider.write(seen.contribution.uuid, title, work, self._begin)

    def _begin(self, ground: Ground) -> None:
        try:
            self._view.correction.begin(ground)
        except InvalidContent as problem:
            self._view.revised.say(problem.text)
            self._view.revised.show()

    def _accept(self, correction: Change, note: str) -> None:
        self._decider.decide(Decision.ACCEPT, "", note, correction)

    def _say(self, uuid: str, text: str) -> None:
        def work(connection: Connection, _job: object) -> Seen:
            say(connection, uuid, text)
            return review_work.look(connection, uuid)

        def said(seen: Seen) -> None:
            self._view.remark.forget(uuid, text)
            self._show(seen)

        self._decider.write(uuid, translate("conversing", "Sending a comment"), work, said)
