"""All features of a layer, from services that send few at once, count wrongly, break off or change meanwhile."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugin.domain.errors import Cancelled, LimitExceeded, NotAService, Problem, Unreachable
from plugin.services.wfs import download as module
from plugin.services.wfs import lanes
from plugin.services.wfs.client import WfsClient
from plugin.services.wfs.download import Loaded
from plugin.services.wfs.model import Field, Schema
from plugin.services.wfs.plans import Done, KeyRanges, Tiles, gaps
from plugin.services.wfs.raw import Raw

from .fake_service import URL, Asked, Reply, report, session
from .test_capabilities import NEW

KEYED = Schema("baum", (Field("fid", "integer", False), Field("art", "text")), "geometry", "Point")
PLAIN = Schema("baum", (Field("art", "text"), Field("höhe", "number")), "geometry", "Point")
STRANGE = NEW.replace("buergergis:protocol", "other:protocol")
"""Capabilities of a service without a server half."""


@pytest.fixture(autouse=True)
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PAGE_BYTES", 4000)
    monkeypatch.setattr(lanes, "_PAUSES", (0.0, 0.0))


@dataclass
class Wood:
    """A layer of trees; `cap` is how many are sent at once, and with `caps_hits` also how many are counted."""

    keys: list[int]
    cap: int = 10**9
    caps_hits: bool = False
    knows_start: bool = True
    refuses_start: bool = False
    capabilities: str = STRANGE
    shapeless: frozenset[int] = frozenset()
    before: Callable[[dict[str, str]], Reply | None] = lambda _: None
    asked: list[dict[str, str]] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def __call__(self, asked: Asked) -> Reply | Exception:
        found = dict(asked.parameters)
        with self.lock:
            self.asked.append(found)
            early = self.before(found)
        if early is not None:
            return early
        if found["REQUEST"] == "GetCapabilities":
            return Reply(self.capabilities.encode(), headers={"Content-Type": "text/xml"})
        keys = [key for key in self.keys if self.is_wanted(key, found)]
        if found.get("RESULTTYPE") == "hits":
            number = min(len(keys), self.cap) if self.caps_hits else len(keys)
            return Reply(f'<FeatureCollection numberOfFeatures="{number}"/>'.encode())
        return self.page(keys, found)

    def page(self, keys: list[int], found: dict[str, str]) -> Reply:
        if "SORTBY" in found:
            keys = sorted(keys, reverse=found["SORTBY"].endswith(" D"))
        start = int(found.get("STARTINDEX", "0"))
        if start and self.refuses_start:
            return report("OptionNotSupported", "STARTINDEX")
        keys = keys[start if self.knows_start else 0 :][: min(self.cap, int(found["MAXFEATURES"]))]
        features = [
            {
                "id": f"baum.{key}",
                "geometry": None if key in self.shapeless else {"type": "Point", "coordinates": place(key)},
                "properties": {"fid": key, "art": f"Linde {key}", "höhe": 1.5},
            }
            for key in keys
        ]
        return Reply(json.dumps({"type": "FeatureCollection", "features": features}).encode())

    def is_wanted(self, key: int, found: Mapping[str, str]) -> bool:
        if "BBOX" in found:
            left, bottom, right, top = (float(part) for part in found["BBOX"].split(",")[:4])
            x, y = place(key)
            return key not in self.shapeless and left <= x <= right and bottom <= y <= top
        if "PropertyIsNull" in found.get("FILTER", ""):
            return key in self.shapeless and "geometry" in found["FILTER"]
        between = re.findall(r"<\w+:Literal>(-?\d+)<", found.get("FILTER", ""))
        return not between or int(between[0]) <= key <= int(between[1])

    def questions(self) -> int:
        """Pages that were asked for."""
        return sum(one["REQUEST"] == "GetFeature" and "RESULTTYPE" not in one for one in self.asked)


def place(key: int) -> list[float]:
    return [float(key * 7919 % 1000), float(key * 104729 % 1000)]


@dataclass
class Basket:
    """A sink in memory; `finished` outlives a try."""

    rows: dict[str, Raw] = field(default_factory=dict)
    finished: dict[str, int] = field(default_factory=dict)
    cleared: int = 0

    @property
    def count(self) -> int:
        return len(self.rows)

    def parts(self) -> Mapping[str, int]:
        return dict(self.finished)

    def put(self, rows: Iterator[Raw], done: Callable[[], Done | None]) -> None:
        arrived = {row[0]: row for row in rows}
        finished = done()
        self.rows |= {fid: row for fid, row in arrived.items() if fid not in self.rows}
        if finished:
            self.finished[finished[0]] = finished[1]

    def clear(self) -> None:
        self.rows.clear()
        self.finished.clear()
        self.cleared += 1


def load(wood: Wood, basket: Basket, schema: Schema = KEYED, **how: Any) -> Loaded:
    made, _ = session(wood)
    box = how.pop("box", (0.0, 0.0, 1000.0, 1000.0))
    client = WfsClient(made, URL, None, None, lambda _box, _crs: box)
    return client.download(basket, schema, crs="EPSG:25833", **how)


def all_of(wood: Wood) -> set[str]:
    return {f"baum.{key}" for key in wood.keys}


@pytest.mark.parametrize("count", [0, 1, 19, 20, 21, 39, 40, 500])
@pytest.mark.parametrize("schema", [KEYED, PLAIN])
def test_each_feature_arrives_once(count: int, schema: Schema) -> None:
    wood, basket = Wood(list(range(1, count + 1)), capabilities=NEW), Basket()
    assert load(wood, basket, schema) == Loaded(count, count)
    assert set(basket.rows) == all_of(wood)


def test_a_small_layer_is_two_questions() -> None:
    wood = Wood(list(range(5)), capabilities=NEW)
    assert load(wood, Basket()).complete
    assert len([one for one in wood.asked if one["REQUEST"] == "GetFeature"]) == 2  # how many, and the page


@given(st.sets(st.integers(-(2**40), 2**40) | st.integers(0, 300), max_size=300), st.sampled_from([7, 33, 10**9]))
@settings(max_examples=60, deadline=None)
def test_keys_may_lie_wherever_they_like(keys: set[int], cap: int) -> None:
    wood, basket = Wood(list(keys), cap=cap, capabilities=NEW), Basket()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "PAGE_BYTES", 4000)
        assert load(wood, basket) == Loaded(len(keys), len(keys))
    assert set(basket.rows) == all_of(wood)


@pytest.mark.parametrize("cap", [3, 25, 64])
@pytest.mark.parametrize("caps_hits", [False, True])
@pytest.mark.parametrize(
    "how",
    [
        {},
        {"schema": PLAIN},
        {"schema": PLAIN, "knows_start": False},
        {"schema": PLAIN, "refuses_start": True},
    ],
    ids=["by key", "by place", "start is not known", "start is refused"],
)
def test_a_limit_of_the_service_is_worked_around(cap: int, caps_hits: bool, how: dict[str, Any]) -> None:
    if caps_hits and cap < module._SUSPICIOUS:
        cap = 100
    schema = how.get("schema", KEYED)
    traits = {name: value for name, value in how.items() if name != "schema"}
    wood, basket = Wood(list(range(1, 641)), cap=cap, caps_hits=caps_hits, **traits), Basket()
    assert load(wood, basket, schema) == Loaded(640, 640)
    assert set(basket.rows) == all_of(wood)


def test_features_without_geometry_are_not_in_any_tile() -> None:
    wood = Wood(list(range(1, 301)), cap=50, knows_start=False, shapeless=frozenset({7, 8, 250}))
    basket = Basket()
    assert load(wood, basket, PLAIN).complete
    assert basket.rows["baum.250"][1] is None


def test_what_a_service_withholds_is_said() -> None:
    """It sends fifty at once, from the start, and nobody knows where its features lie."""
    wood, basket = Wood(list(range(1, 301)), cap=50, knows_start=False), Basket()
    loaded = load(wood, basket, PLAIN, box=None)
    assert loaded.expected == 300 > loaded.loaded == basket.count and not loaded.complete


def test_what_broke_off_goes_on_where_it_was() -> None:
    wood, basket = Wood(list(range(1, 2001)), capabilities=NEW), Basket()

    def breaks(found: dict[str, str]) -> Reply | None:
        return Reply(status=502) if wood.questions() > 15 else None

    wood.before = breaks
    with pytest.raises(Unreachable):
        load(wood, basket)
    first, there = wood.questions(), basket.count
    assert 0 < there < 2000
    wood.asked.clear()
    wood.before = lambda _: None
    assert load(wood, basket).complete and not basket.cleared
    assert set(basket.rows) == all_of(wood)
    fresh = Wood(list(range(1, 2001)), capabilities=NEW)
    load(fresh, Basket())
    assert wood.questions() < fresh.questions() and first


@pytest.mark.parametrize("change", [lambda keys: keys.remove(3), lambda keys: keys.append(0)])
def test_what_changed_before_it_goes_on_is_asked_for_anew(change: Callable[[list[int]], None]) -> None:
    wood = Wood(list(range(2, 4001, 2)) + [3], capabilities=NEW)
    basket = Basket()
    wood.before = lambda _: Reply(status=502) if wood.questions() > 20 else None
    with pytest.raises(Unreachable):
        load(wood, basket)
    wood.before = lambda _: None
    change(wood.keys)
    assert load(wood, basket).complete
    assert set(basket.rows) == all_of(wood)


@pytest.mark.parametrize("change", [lambda keys: keys.append(1999), lambda keys: keys.remove(1998)])
def test_what_changes_before_it_is_read_is_counted_again(change: Callable[[list[int]], None]) -> None:
    wood, basket, counted = Wood(list(range(2, 2001, 2)), capabilities=NEW), Basket(), threading.Event()

    def changes(found: dict[str, str]) -> None:
        if found.get("RESULTTYPE") == "hits":
            counted.set()
        elif wood.questions() > 8 and counted.is_set() and len(wood.keys) == 1000:
            change(wood.keys)

    wood.before = changes
    assert load(wood, basket).complete
    assert set(basket.rows) == all_of(wood) and len(wood.keys) != 1000


def test_pages_that_are_too_large_for_the_service_become_smaller() -> None:
    wood, basket = Wood(list(range(1, 1001)), capabilities=NEW), Basket()

    def chokes(found: dict[str, str]) -> Reply | None:
        return Reply(status=413) if int(found.get("MAXFEATURES", "0")) > 20 else None

    wood.before = chokes
    assert load(wood, basket) == Loaded(1000, 1000)


def test_a_busy_service_is_asked_more_slowly_and_one_thing_at_a_time() -> None:
    wood, basket = Wood(list(range(1, 1001)), capabilities=NEW), Basket()
    busy = [True]

    def pauses(found: dict[str, str]) -> Reply | None:
        if "FILTER" in found and busy and busy.pop():
            return Reply(status=503, headers={"Retry-After": "1"})
        return None

    wood.before = pauses
    assert load(wood, basket).complete


def test_a_cancel_ends_it_and_keeps_what_is_there() -> None:
    wood, basket = Wood(list(range(1, 3001)), capabilities=NEW), Basket()

    def progress(part: float, _step: str) -> None:
        if part > 0.3:
            raise Cancelled("Cancelled.")

    with pytest.raises(Cancelled):
        load(wood, basket, progress=progress)
    assert 0 < basket.count < 3000 and basket.finished


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html></html>",
        b'{"features": [{"id": "baum.1"}]}',
        b'{"features": {}}',
        b'{"features": [{"properties": {}}]}',
        b'{"features": [{"id": "baum.1", "properties": {"art": 1}}',
    ],
)
def test_what_is_no_page_is_refused(body: bytes) -> None:
    wood = Wood([1, 2, 3], capabilities=NEW)
    wood.before = lambda found: Reply(body) if "OUTPUTFORMAT" in found else None
    with pytest.raises(NotAService):
        load(wood, Basket())


def test_a_refusal_is_passed_on() -> None:
    wood = Wood([1, 2, 3], capabilities=NEW)
    wood.before = lambda found: report("AccessDenied", status=403) if "OUTPUTFORMAT" in found else None
    with pytest.raises(Problem, match="Nein"):
        load(wood, Basket())


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)).map(sorted), max_size=8))
def test_gaps_and_what_is_done_are_the_whole(done: list[list[int]]) -> None:
    left = gaps(5, 50, (f"keys {low} {high}" for low, high in done))
    covered = {key for low, high in done for key in range(low, high + 1)}
    assert {key for low, high in left for key in range(low, high + 1)} == set(range(5, 51)) - covered


def test_ranges_grow_over_empty_stretches() -> None:
    plan = KeyRanges(Field("fid", "integer", False), 1, 10**12, 1000, 100, ())
    asked = 0
    while (part := plan.next()) is not None:
        plan.answered(part, 0, None)
        asked += 1
    assert asked < 40


@dataclass
class Endless(Wood):
    """It counts a hundred, and has always more: features with new ids, or a few over and over."""

    fresh: bool = True
    sent: int = 0

    def page(self, keys: list[int], found: dict[str, str]) -> Reply:
        start, count = int(found.get("STARTINDEX", "0")), int(found["MAXFEATURES"])
        self.sent += count
        keys = [key if self.fresh or key < 100 else 100 + key % 50 for key in range(start, start + count)]
        return super().page(keys, {"MAXFEATURES": found["MAXFEATURES"]})


@dataclass
class Dense(Endless):
    """It has a feature with every whole number for a key."""

    def page(self, keys: list[int], found: dict[str, str]) -> Reply:
        count, between = int(found["MAXFEATURES"]), re.findall(r"<\w+:Literal>(-?\d+)<", found.get("FILTER", ""))
        low, high = (int(number) for number in between) if between else (0, 2**62)
        keys = [high] if found.get("SORTBY") == "fid D" else list(range(low, min(low + count, high + 1)))
        self.sent += len(keys)
        return Wood.page(self, keys, {"MAXFEATURES": found["MAXFEATURES"]})


@pytest.mark.parametrize("wood", [Endless([0] * 100), Endless([0] * 100, fresh=False), Dense([0] * 100)])
def test_a_service_that_never_comes_to_an_end_is_left(wood: Endless, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_FEATURES", 2000)
    with pytest.raises(LimitExceeded, match="more and more"):
        load(wood, Basket(), KEYED if isinstance(wood, Dense) else PLAIN)
    assert wood.sent < 20_000


@pytest.mark.parametrize("key", [True, 10**400, -(2**63) - 1, "1"])
def test_keys_that_are_no_numbers_of_a_database_make_no_ranges(key: object) -> None:
    wood, basket = Wood(list(range(1, 101)), capabilities=NEW), Basket()

    def strange(found: dict[str, str]) -> Reply | None:
        if found.get("SORTBY") != "fid D":
            return None
        feature = {"id": "baum.1", "geometry": None, "properties": {"fid": key, "art": "", "höhe": 1.5}}
        return Reply(json.dumps({"features": [feature]}).encode())

    wood.before = strange
    assert load(wood, basket) == Loaded(100, 100)


def test_a_service_that_sends_one_at_a_time_makes_no_million_tiles_at_once() -> None:
    plan = Tiles((0.0, 0.0, 1.0, 1.0), module.MAX_FEATURES, 20, "", ())
    whole = plan.next()
    assert whole is not None and plan.answered(whole, 1, None) is None
    assert len(plan._open) <= 4096
