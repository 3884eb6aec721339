"""Taking back what was published: the reverse of each change goes into the queue, to be reviewed like any other.

Nothing is guessed. A feature that is no longer as the change left it is named and left alone, also where only another
field has changed since. A deleted feature comes back with its stable key where its layer has one, else with a new id.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from uuid import NAMESPACE_URL, uuid5

from ..domain.access import DATABASE_SETS
from ..domain.contribution import (
    ROW_NUMBERS,
    Change,
    Contribution,
    Operation,
    Status,
    changed_geometry,
    changed_properties,
)
from ..domain.errors import InvalidContent, OutcomeUnknown, Problem
from ..domain.feature import Feature
from ..domain.state import same_geometry, same_value
from ..services.contributions import LayerForm, submission
from ..services.wfs.model import Insert, Transaction
from .connection import Connection
from .doubt import WELL_FORMED, in_doubt
from .history import published_in
from .progress import Progress, silent
from .review import AT_ONCE, contributions, named, of_changeset
from .rows_now import Place, rows_now


@dataclass(frozen=True)
class Step:
    """One published change, newest first: what takes it back, or why nothing does."""

    original: Contribution
    uuid: str
    change: Change | None = None
    why_not: str = ""


@dataclass(frozen=True)
class Plan:
    """What would happen; `changeset` is the new one, the same whenever it is asked for."""

    changeset: str
    steps: tuple[Step, ...]

    @property
    def ready(self) -> list[Step]:
        return [step for step in self.steps if step.change is not None]


@dataclass
class Reverted:
    """uuids of the contributions that are in the queue now; of the originals that stay, with the reason."""

    sent: list[str] = field(default_factory=list)
    left: dict[str, str] = field(default_factory=dict)


def plan(connection: Connection, *, changeset: str = "", contribution: str = "") -> Plan:
    """What takes a changeset or one contribution back, as the map is now. Nothing is sent.

    Raises InvalidContent where there is no such thing that the person may see.
    """
    if bool(changeset) == bool(contribution):
        raise InvalidContent("Name a changeset or a contribution, one of them.")
    found = of_changeset(connection, changeset) if changeset else named(connection, [contribution])
    if not found:
        raise InvalidContent(f"There is no changeset {changeset[:60]!r} in the queue that you may see.")
    order = published_in(connection, [one.uuid for one in found])
    newest_first = sorted(found, key=lambda one: order.get(one.uuid, -1), reverse=True)
    known = contributions(connection, [_reverse_uuid(one.uuid) for one in found])
    places = [place for one in found if (place := _place(one)) is not None]
    now = dict(rows_now(connection, places))
    steps = tuple(_step(connection.form(one.layer), one, now, known) for one in newest_first)
    return Plan(_reverse_uuid(changeset or contribution), steps)


def carry_out(connection: Connection, wanted: Plan, comment: str, progress: Progress = silent) -> Reverted:
    """Put the reverse contributions into the queue, under uuids that are the same whenever it is tried again."""
    if not comment.strip():
        raise InvalidContent("Why it is taken back must be said: reviewers decide by it.")
    result = Reverted(left={step.original.uuid: step.why_not for step in wanted.steps if step.change is None})
    ready = wanted.ready
    for start in range(0, len(ready), AT_ONCE):
        progress(start / len(ready), "revert")
        _send(connection, ready[start : start + AT_ONCE], wanted.changeset, comment, result)
    return result


def _reverse_uuid(text: str) -> str:
    return str(uuid5(NAMESPACE_URL, f"urn:x-buergergis:revert:{text}"))


def _place(one: Contribution) -> Place | None:
    key = one.feature_key or one.change.key
    return (one.layer, key) if key else None


def _step(form: LayerForm, one: Contribution, now: dict[Place, Feature], known: Mapping[str, Contribution]) -> Step:
    """The step for one contribution; `now` becomes the map as it is once the step is published."""
    uuid, place = _reverse_uuid(one.uuid), _place(one)
    try:
        if uuid in known:
            raise InvalidContent(f"it is in the queue already, {known[uuid].status}")
        if one.status is not Status.PUBLISHED or place is None:
            raise InvalidContent(f"it is {one.status}, not published")
        change = _reverse(form, one, now.get(place))
    except InvalidContent as problem:
        return Step(one, uuid, why_not=problem.text)
    now.pop(place, None)
    if change.proposed is not None and change.key:
        now[place] = change.proposed
    return Step(one, uuid, change)


def _reverse(form: LayerForm, one: Contribution, now: Feature | None) -> Change:
    """Raises InvalidContent with the reason where the feature is not as the change left it."""
    base, proposed = one.outcome.base, one.outcome.proposed
    if proposed is None:
        assert base is not None  # by Change
        if now is not None:
            raise InvalidContent("there is such a feature again")
        return Change(Operation.INSERT, None, _anew(form, base, one.published_fid))
    if now is None:
        raise InvalidContent("the feature is no longer there")
    _check_untouched(form, one.outcome, proposed, now)
    if base is None:
        return Change(Operation.DELETE, now, None)
    old = {name: base.properties.get(name) for name in changed_properties(base, proposed)}
    geometry = base.geometry if changed_geometry(base, proposed, form.decimals) else now.geometry
    return Change(Operation.UPDATE, now, replace(now, geometry=geometry, properties={**now.properties, **old}))


def _check_untouched(form: LayerForm, change: Change, left: Feature, now: Feature) -> None:
    new = change.base is None
    missing = {} if change.base is None else change.base.properties
    wanted = {**missing, **left.properties}
    changed = [
        name
        for name, value in now.properties.items()
        if name not in DATABASE_SETS
        and not (new and wanted.get(name) is None)  # what the contributor left open, the service has filled in
        and not same_value(value, wanted.get(name))
    ]
    if not same_geometry(left.geometry, now.geometry, form.decimals):
        changed.insert(0, "geometry")
    if changed:
        raise InvalidContent(f"it has changed since: {', '.join(name[:60] for name in changed[:6])}")


def _anew(form: LayerForm, base: Feature, fid: str) -> Feature:
    """The feature that was deleted, as a new one: its number is given by the service."""
    numbers = {fid.rpartition(".")[2], "" if form.key else base.key or ""} - {""}
    properties = {
        name: None if isinstance(value, int) and str(value) in numbers and name.lower() in ROW_NUMBERS else value
        for name, value in base.properties.items()
    }
    return replace(base, key=base.key if form.key else None, properties=properties)


def _send(connection: Connection, steps: Sequence[Step], changeset: str, comment: str, result: Reverted) -> None:
    """One Transaction; a step that is refused is set aside with its reason, and the rest goes again."""
    waiting = list(steps)
    while waiting:
        actions = tuple(_action(connection, step, changeset, comment) for step in waiting)
        try:
            _once(connection, Transaction(actions))
        except WELL_FORMED as problem:
            culprit = _culprit(problem, waiting)
            if culprit is None:
                raise
            result.left[culprit.original.uuid] = problem.text
            waiting.remove(culprit)
            continue
        result.sent += [step.uuid for step in waiting]
        return


def _once(connection: Connection, transaction: Transaction) -> None:
    try:
        connection.client.transaction(transaction)
    except OutcomeUnknown:
        with in_doubt():
            connection.client.transaction(transaction)  # the same uuids make the second try safe


def _action(connection: Connection, step: Step, changeset: str, comment: str) -> Insert:
    assert step.change is not None  # by Plan.ready
    change = step.change
    contribution = Contribution(
        step.uuid, change, change.feature.layer, change.key, changeset=changeset, comment=comment
    )
    return submission(contribution, connection.form(change.feature.layer), connection.queue.crs)


def _culprit(problem: Problem, steps: Sequence[Step]) -> Step | None:
    return next((step for step in steps if problem.locator.startswith(step.uuid)), None)
