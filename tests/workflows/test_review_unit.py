"""An old tree goes and a young one comes: decided as one, published as one, and nobody is left without a tree."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from plugin.domain.contribution import Change, Operation
from plugin.domain.errors import (
    ConditionFailed,
    InvalidContent,
    OutcomeUnknown,
    Problem,
    Refused,
    Safety,
    TransitionRefused,
)
from plugin.domain.feature import to_json_fg
from plugin.domain.review_unit import Why
from plugin.services.wfs.model import Delete, Insert, Update
from plugin.workflows.publish import publish
from plugin.workflows.review import Decision, contributions
from plugin.workflows.review_unit import Answer, decide_unit, gather, named_unit, publish_many, units_of

from .stage import Queue, connection, refuse, tree

OLD, NEW, FAR = "c-old", "c-new", "c-far"


def felled(key: str, x: float) -> Change:
    return Change(Operation.DELETE, tree(key, x=x), None)


def planted(key: str, x: float) -> Change:
    return Change(Operation.INSERT, None, tree(key, x=x))


def put(queue: Queue, uuid: str, change: Change, status: str, changeset: str) -> None:
    texts = {name: side and to_json_fg(side) for name, side in (("base", change.base), ("proposed", change.proposed))}
    queue.rows[uuid] = {
        "uuid": uuid, "layer": "baum", "feature_key": change.key, "operation": str(change.operation), **texts,
        "status": status, "revision": 1, "author": "p-anna", "changeset": changeset,
        "created": f"2026-05-03T10:00:{len(queue.rows):02}Z",
    }  # fmt: skip


def town(status: str = "submitted", **others: str) -> Queue:
    """The new tree first, as QGIS saves it; the old one a metre beside; one more at the other end of the street."""
    queue = Queue()
    changes = {NEW: planted("jung", 485001.0), OLD: felled("alt", 485000.0), FAR: felled("fern", 485400.0)}
    for uuid, change in changes.items():
        put(queue, uuid, change, others.get(uuid.removeprefix("c-"), status), "pflanzung")
    return queue


def statuses(queue: Queue) -> dict[str, str]:
    return {uuid: row["status"] for uuid, row in queue.rows.items()}


def answers(queue: Queue, decision: Decision = Decision.ACCEPT, **more: Any) -> list[Answer]:
    found = contributions(connection(queue), [NEW, OLD])
    return [Answer(found[uuid], decision, **more) for uuid in (NEW, OLD)]


def test_what_belongs_to_a_contribution_is_gathered_with_the_reason() -> None:
    found = gather(connection(town()), OLD)
    assert [one.uuid for one in found.members] == [NEW, OLD]
    link = found.reason(OLD)
    assert link is not None and (link.why, link.beyond(OLD), link.distance_m) == (Why.REPLACES, NEW, 1.0)
    assert gather(connection(town()), FAR).members == ()


def test_one_row_that_cannot_be_read_hides_no_other() -> None:
    queue = town()
    queue.rows["c-later"] = {**queue.rows[FAR], "uuid": "c-later", "base": "?", "operation": "merge"}
    assert len(gather(connection(queue), NEW).members) == 2


def test_the_name_of_a_unit_holds_for_what_was_seen_and_no_longer() -> None:
    queue = town()
    rows = [row for page in queue.pages("contribution", queue.schema("")) for _fid, row in page]
    name = units_of(connection(queue), rows)[NEW].name
    assert name == units_of(connection(queue), rows)[OLD].name
    assert named_unit(connection(queue), name).unit is not None
    queue.rows[OLD]["revision"] = 2
    with pytest.raises(ConditionFailed, match="no longer what it was"):
        named_unit(connection(queue), name)


def test_a_unit_is_decided_in_one_transaction_and_each_member_is_claimed_and_decided_by_itself() -> None:
    queue = town()
    assert decide_unit(connection(queue), answers(queue)).done == (NEW, OLD)
    (transaction,) = queue.sent
    asked = [(a.handle, a.properties.get("revision")) for a in transaction.actions if isinstance(a, Update)]
    assert asked == [(f"{NEW}-claim", None), (f"{NEW}-status", "1"), (f"{OLD}-claim", None), (f"{OLD}-status", "1")]
    assert statuses(queue) == {NEW: "accepted", OLD: "accepted", FAR: "submitted"}


def test_one_member_is_rejected_with_its_reason_while_the_rest_is_accepted() -> None:
    queue = town()
    accepted, kept = answers(queue)
    told = replace(kept, decision=Decision.REJECT, reason_code="position", note="Der alte steht noch gut.")
    assert decide_unit(connection(queue), [accepted, told]).problem is None
    assert statuses(queue) == {NEW: "accepted", OLD: "rejected", FAR: "submitted"}
    assert queue.rows[OLD]["reason_code"] == "position" and "reason_code" not in queue.rows[NEW]
    assert gather(connection(queue), NEW).torn() == [(NEW, OLD)], "both trees would stand there"
    with pytest.raises(InvalidContent, match="needs a reason"):
        decide_unit(connection(queue), [replace(told, reason_code="")])


def test_a_member_that_somebody_else_holds_holds_back_the_whole_unit_and_is_named() -> None:
    queue = town()
    queue.before.append(refuse(TransitionRefused("The contribution is claimed by p-7."), f"{OLD}-claim"))
    decided = decide_unit(connection(queue), answers(queue))
    assert (decided.done, decided.culprit) == ((), OLD) and set(statuses(queue).values()) == {"submitted"}
    with pytest.raises(Problem, match=f"Nothing of the unit was decided.*{OLD}: .*p-7"):
        decided.raise_if_not()


def test_a_member_that_is_decided_already_is_no_obstacle_if_it_is_decided_the_same() -> None:
    queue = town(old="accepted")
    assert decide_unit(connection(queue), answers(queue)).done == (NEW, OLD)
    assert {a.handle.rpartition("-")[0] for a in queue.sent[0].actions} == {NEW}
    queue = town(old="needs_changes")
    decided = decide_unit(connection(queue), answers(queue))
    assert decided.culprit == OLD and queue.sent == []


def test_a_lost_answer_to_a_unit_is_read_back() -> None:
    queue = town()
    queue.after.append(refuse(OutcomeUnknown("Cut.")))
    assert decide_unit(connection(queue), answers(queue)).done == (NEW, OLD)
    queue = town()
    queue.before.append(refuse(OutcomeUnknown("Cut.")))
    with pytest.raises(OutcomeUnknown) as unknown:
        decide_unit(connection(queue), answers(queue))
    assert unknown.value.safety is Safety.LOOK_AGAIN


def test_what_goes_is_published_before_what_comes_in_its_place() -> None:
    """A bench that replaces another may have its number, which is there once."""
    queue = town("accepted")
    assert publish(connection(queue), [NEW, FAR, OLD]).done == [OLD, NEW, FAR]
    changes = [action for action in queue.sent[0].actions if action.typename == "baum"]
    assert [type(action) for action in changes] == [Delete, Insert, Delete] and changes[0].handle == OLD


def test_a_conflict_in_one_holds_back_what_belongs_to_it_and_nothing_else() -> None:
    queue = town("accepted")
    queue.before.append(refuse(ConditionFailed("The old tree has changed."), OLD))
    result = publish(connection(queue), [NEW, OLD, FAR])
    assert (result.done, result.conflicts, result.held) == ([FAR], [OLD], {NEW: OLD})
    assert statuses(queue) == {NEW: "accepted", OLD: "conflict", FAR: "published"}


def test_units_are_not_divided_between_transactions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("plugin.workflows.publish.AT_ONCE", 2)
    queue = town("accepted")
    assert publish(connection(queue), [FAR, OLD, NEW]).done == [FAR, OLD, NEW]
    assert [len(transaction.actions) for transaction in queue.sent] == [2, 4]


def test_as_one_is_all_or_nothing_whatever_they_are() -> None:
    queue = town("accepted")
    queue.before.append(refuse(ConditionFailed("The far tree has changed."), FAR))
    result = publish(connection(queue), [NEW, OLD, FAR], as_one=True)
    assert (result.done, result.conflicts, result.held) == ([], [FAR], {OLD: FAR, NEW: FAR})
    queue = town("accepted", far="submitted")
    result = publish(connection(queue), [NEW, OLD, FAR], as_one=True)
    assert list(result.refused) == [FAR] and result.held == {NEW: FAR, OLD: FAR} and queue.sent == []
    with pytest.raises(Problem, match="0 contributions were published, 3 were not"):
        result.raise_if_refused()


def test_a_refusal_that_names_nobody_ends_a_unit_without_taking_it_apart() -> None:
    queue = town("accepted")
    queue.before.append(refuse(Refused("The database says no.")))
    result = publish(connection(queue), [NEW, OLD], as_one=True)
    assert set(result.refused) == {NEW, OLD} and len(queue.sent) == 1
    assert statuses(queue)[OLD] == "accepted"


def test_so_many_are_not_published_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("plugin.workflows.publish.AT_ONCE", 2)
    with pytest.raises(InvalidContent, match="Up to 2 contributions"):
        publish(connection(town("accepted")), [NEW, OLD, FAR], as_one=True)


def test_of_many_half_a_replacement_waits_until_the_other_half_is_decided() -> None:
    queue = town("accepted", new="needs_changes")
    result = publish_many(connection(queue), [OLD, FAR])
    assert (result.done, result.held) == ([FAR], {OLD: NEW}) and statuses(queue)[OLD] == "accepted"
    assert publish_many(connection(queue), [OLD]).held == {OLD: NEW} and len(queue.sent) == 1
    queue.rows[NEW]["status"] = "rejected"
    assert publish_many(connection(queue), [OLD]).done == [OLD], "somebody has decided that nothing comes in its place"
    queue = town("accepted")
    assert publish_many(connection(queue), [NEW, OLD, FAR]).done == [OLD, NEW, FAR]
