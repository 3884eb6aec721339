"""Looking afterwards at what was accepted by rule: it is good, or somebody objects and its reverse is queued."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum

from ..domain.contribution import Contribution, Status
from ..domain.errors import InvalidContent, Problem, Safety
from ..domain.trust import CHECKED_BAD, CHECKED_GOOD
from ..services.contributions import looked_at
from . import revert
from .connection import Connection
from .progress import Progress, silent
from .review import Outcome, ask, named


class Look(StrEnum):
    """What somebody says; for those who decide about contributions, as one more word."""

    CONFIRM = "confirm"
    OBJECT = "object"


SAID = {Look.CONFIRM: CHECKED_GOOD, Look.OBJECT: CHECKED_BAD}


def say(connection: Connection, seen: Contribution, look: Look, reason_code: str = "", note: str = "") -> Contribution:
    """Say so of the revision that was seen; returns it as it is then. Its status stays.

    Raises InvalidContent for an objection without a reason, TransitionRefused where there is nothing (more) to say.
    """
    if look is Look.OBJECT and not reason_code:
        raise InvalidContent("Whoever objects says why.")
    said = SAID[look]
    action = looked_at(seen.uuid, said, reason_code=reason_code, note=note, revision=seen.revision)
    ask(connection, action, lambda now: now.afterwards == said)
    return replace(seen, afterwards=said)


def say_of_all(
    connection: Connection,
    uuids: Sequence[str],
    look: Look,
    reason_code: str = "",
    note: str = "",
    progress: Progress = silent,
) -> Outcome:
    """The same of several, each on its own; of what somebody objects to, the reverse goes into the queue."""
    outcome = Outcome()
    for number, seen in enumerate(named(connection, uuids)):
        progress(number / len(uuids), "decide")
        try:
            take_back(connection, say(connection, seen, look, reason_code, note), note or reason_code)
            outcome.done.append(seen.uuid)
        except Problem as problem:
            outcome.failed[seen.uuid] = problem
    return outcome


def take_back(connection: Connection, objected: Contribution, why: str) -> Contribution:
    """Put the reverse of something published that was objected to into the queue, for somebody else to decide.

    Raises InvalidContent where it is not as the change left it; the objection then stands all the same.
    """
    if objected.afterwards == CHECKED_BAD and objected.status is Status.PUBLISHED:
        left = revert.carry_out(connection, revert.plan(connection, contribution=objected.uuid), why).left
        if reason := left.get(objected.uuid):
            text = f"The objection is noted. It cannot be taken back by itself: {reason}."
            raise InvalidContent(text, "Look at it on the map, and change it there.", Safety.LOOK_AGAIN)
    return objected
