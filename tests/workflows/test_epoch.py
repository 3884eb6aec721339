"""The municipality puts its database back to last night: nobody's work is lost, nothing arrives twice."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from plugin.domain.contribution import Change, Contribution, Operation
from plugin.domain.errors import LoginNeeded, Safety, Unreachable
from plugin.domain.feature import Feature
from plugin.services.wfs.filters import Combined, Compare
from plugin.services.wfs.model import Schema
from plugin.services.whoami import LayerRights
from plugin.workflows.contribute import submit
from plugin.workflows.epoch import Renewal, compare
from plugin.workflows.ports import Item, ItemState, Page

from .stage import Copy, Queue, connection, planted, taller, tree


@dataclass
class Town(Queue):
    """With trees on the map; `asked` counts the requests."""

    trees: dict[str, Feature] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def pages(self, layer: str, schema: Schema, *, filter: Any = None, **more: Any) -> Iterator[Page]:
        self.asked.append(layer)
        if layer != "baum":
            yield from super().pages(layer, schema, filter=filter, **more)
            return
        parts = filter.parts if isinstance(filter, Combined) else [filter]
        keys = {part.literal for part in parts if isinstance(part, Compare)}
        keys |= {fid.removeprefix("baum.") for fid in getattr(filter, "ids", ())}
        yield [(f"baum.{key}", self.trees[key]) for key in sorted(keys & set(self.trees))]


class Kept(Copy):
    """A working copy that notes what it is told."""

    def confirmed(self) -> Sequence[Item]:
        over = (ItemState.SUBMITTED, ItemState.SETTLED)
        return [item for item in self.items.values() if item.state in over]

    def renew(self, epoch: str, contributions: Sequence[Contribution], lost: Collection[str]) -> Sequence[str]:
        self.epoch = epoch
        there = {one.uuid for one in contributions}
        gone = [one for one in self.confirmed() if one.uuid not in there]
        again = [one.uuid for one in gone if one.state is ItemState.SUBMITTED or one.uuid in lost]
        for uuid in again:
            self.items[uuid] = replace(self.items[uuid], state=ItemState.QUEUED)
        return again


def send(town: Town, copy: Kept) -> Any:
    return submit(connection(town), copy, comment="Rundgang", new_uuid=lambda: "rundgang-1")  # type: ignore[arg-type]


def after_a_round() -> tuple[Town, Kept]:
    town, copy = Town(), Kept([taller("linde"), taller("eiche"), planted("ahorn")])
    assert len(send(town, copy).submitted) == 3
    return town, copy


def restored(town: Town, *lost: str) -> None:
    town.epoch = "2"
    for uuid in lost:
        del town.rows[uuid]


def published(copy: Kept, *uuids: str) -> None:
    for uuid in uuids:
        copy.items[uuid] = replace(copy.items[uuid], state=ItemState.SETTLED)


def test_as_long_as_the_epoch_is_the_same_nothing_is_looked_up() -> None:
    town, copy = after_a_round()
    town.asked.clear()
    assert compare(connection(town), copy) is None  # type: ignore[arg-type]
    assert town.asked == []


def test_what_was_lost_goes_again_under_its_uuid_and_only_once() -> None:
    town, copy = after_a_round()
    restored(town, "c-linde", "c-ahorn")
    town.asked.clear()
    result = send(town, copy)
    assert result.renewal == Renewal(("c-linde", "c-ahorn"))
    assert result.submitted == ["c-linde", "c-ahorn"]
    assert town.asked == ["contribution"]  # one request looked them up
    assert set(town.rows) == {"c-linde", "c-eiche", "c-ahorn"} and copy.epoch == "2"
    assert send(town, copy).renewal is None and len(town.sent) == 2


def test_a_published_change_that_is_gone_from_the_map_is_offered_again() -> None:
    town, copy = after_a_round()
    published(copy, *copy.items)
    town.trees = {"linde": tree("linde"), "eiche": tree("eiche", 14.0)}
    restored(town, *town.rows)
    assert compare(connection(town), copy) == Renewal(("c-linde", "c-ahorn"))  # type: ignore[arg-type]


def test_a_published_change_that_somebody_has_built_upon_stays_published() -> None:
    town, copy = after_a_round()
    published(copy, *copy.items)
    town.trees = {key: tree(key, 17.0) for key in ("linde", "eiche", "ahorn")}
    restored(town, *town.rows)
    assert compare(connection(town), copy) == Renewal(())  # type: ignore[arg-type]


def test_a_number_that_belongs_to_another_feature_now_hides_nothing() -> None:
    town, copy = Town(trees={"17": tree("17", x=400000.0)}), Kept()
    copy.items["c-1"] = Item("c-1", Change(Operation.INSERT, None, tree("17")), "", "", ItemState.SETTLED)
    restored(town)
    found = connection(town)
    assert found.who is not None
    numbered = replace(found, who=replace(found.who, layers={"baum": LayerRights(key=None)}))
    assert compare(numbered, copy) == Renewal(("c-1",))  # type: ignore[arg-type]


def test_without_an_answer_nothing_changes_and_the_next_time_it_is_asked_again() -> None:
    town, copy = after_a_round()
    restored(town, "c-linde")
    pages, town.pages = town.pages, _silence  # type: ignore[method-assign]
    with pytest.raises(Unreachable):
        send(town, copy)
    assert copy.epoch == "1" and copy.items["c-linde"].state is ItemState.SUBMITTED
    town.pages = pages  # type: ignore[method-assign]
    assert send(town, copy).submitted == ["c-linde"]


def test_a_guest_is_asked_to_log_in_before_anything_is_replaced() -> None:
    town, copy = after_a_round()
    restored(town, "c-linde")
    found = connection(town)
    assert found.who is not None
    with pytest.raises(LoginNeeded) as problem:
        compare(replace(found, who=replace(found.who, identity=None)), copy)  # type: ignore[arg-type]
    assert problem.value.safety is Safety.KEPT_HERE and copy.epoch == "1"


def test_a_working_copy_that_has_seen_no_epoch_yet_takes_note() -> None:
    town, copy = after_a_round()
    copy.epoch = ""
    assert compare(connection(town), copy) is None and copy.epoch == "1"  # type: ignore[arg-type]


def _silence(*_: Any, **__: Any) -> Iterator[Page]:
    raise Unreachable("No network.")
