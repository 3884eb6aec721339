"""All features of a layer, by the million: in pages, several at a time, until there are as many as the service counts.

What arrives goes into a `Sink`, part by part, so that what broke off can go on. Pages are made so large that their
answers have about PAGE_BYTES. Three plans are tried (`plans.py`): ranges of the key, places in the order, tiles.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Protocol, TypeGuard

from ...domain.errors import LimitExceeded, Problem, QuotaExceeded, Refused, ServiceProblem, Unreachable
from ..http import Answer
from .lanes import Lanes, waited
from .plans import MOST_ROWS, Done, First, KeyRanges, Part, Places, Plan, PlanFailed, Tiles, quarters, range_part
from .raw import Raw
from .source import Source

PAGE_BYTES = 2 * 2**20
MAX_FEATURES = 5_000_000
PROBE = 20
"""Rows of the first page, when nobody knows yet how large a row is."""

_SMALLER = 4
_SUSPICIOUS, _ROUND = 100, 50
"""A number of features that may be a limit: so large, and a multiple of that."""

_KEYS = 2**63
_MORE_THAN_ONCE = 4
"""How often a feature may come on the way to the last: once for each plan is plenty."""

_SOON, _LONG = 0.1, 1.0
"""Seconds to wait for the number of features before going on without, and between two looks."""

_TRIES = {LimitExceeded: 12, Unreachable: 2}


class Sink(Protocol):
    """Where rows go. What is finished stays, until `clear`, also when this program ends."""

    @property
    def count(self) -> int:
        """How many rows there are."""

    def parts(self) -> Mapping[str, int]:
        """What is finished, now and in an earlier try: names with their rows."""

    def put(self, rows: Iterator[Raw], done: Callable[[], Done | None]) -> None:
        """Take all `rows`, or none; then the part `done()` is finished. An id that is there is not taken again."""

    def clear(self) -> None: ...


@dataclass(frozen=True)
class Loaded:
    """How many features the service counts, and how many came."""

    expected: int
    loaded: int

    @property
    def complete(self) -> bool:
        return self.expected == self.loaded


class Download:
    """One layer into one sink. `progress` is called often, and may raise to end it."""

    def __init__(self, source: Source, sink: Sink, progress: Callable[[float, str], None]) -> None:
        self._source, self._sink, self._progress = source, sink, progress
        self._rows, self._total = PROBE, 0
        self._ceiling, self._uncounted = MOST_ROWS, False
        self._got, self._received = 0, 0
        self._start: Raw | None = None  # the first row of all
        self._first: Raw | None = None
        self._last: Raw | None = None
        self._tries: dict[type[ServiceProblem], int] = {**_TRIES}

    def run(self) -> Loaded:
        """Raises why it broke off. Where not all came, whatever was tried, the result is not `complete`.

        What changed so much while it was read that there are too many rows is read once more from the start.
        """
        loaded = self._once()
        if loaded.loaded > loaded.expected:
            self._sink.clear()
            loaded = self._once()
        return loaded

    def _once(self) -> Loaded:
        with ThreadPoolExecutor(1, thread_name_prefix="buergergis-count") as counter:
            self._counted: Future[int] = counter.submit(self._source.hits)
            if not self._is_still(self._sink.parts()):
                self._sink.clear()
            if not self._probe():
                self._by_all_plans()
        return Loaded(self._total, self._sink.count)

    def _probe(self) -> bool:
        """The first rows; True where that is all."""
        self._carry_out(First(PROBE))
        return self._got < PROBE and self._sink.count == self._now_counted()

    def _by_all_plans(self) -> None:
        """Each is made when those before did not bring everything."""
        for make in (self._one_page, self._key_ranges, self._places, self._tiles):
            plan = make()
            if plan is None:
                continue
            uncounted, through = self._uncounted, self._carry_out(plan)
            if not (uncounted and through) and self._is_whole():
                if not self._has_more():
                    return
            elif through and (uncounted or (self._sink.count > self._total and self._is_round())):
                self._total = self._sink.count  # there is nothing more to be had
                return

    def _has_more(self) -> bool:
        """Whether there is a feature behind the last: some services count no further than they send at once."""
        if not self._is_round():
            return False
        self._carry_out(First(1, start=self._total))
        self._uncounted = self._sink.count > self._total or self._in_quarters() > self._total
        return self._uncounted

    def _is_round(self) -> bool:
        """Whether the number of features may be a limit, and not their number."""
        return not self._source.counts_all and self._total >= _SUSPICIOUS and not self._total % _ROUND

    def _in_quarters(self) -> int:
        """The number of features in four parts of the extent; 0 where that is not known."""
        box = self._source.extent or self._source.box
        return sum(self._source.hits(part) for part in quarters(box)) if box is not None else 0

    # plans

    def _one_page(self) -> Plan | None:
        if not waited(self._counted, self._look, _SOON) or self._now_counted() > self._rows:
            return None
        return Places(self._total, self._total, ())

    def _key_ranges(self) -> Plan | None:
        """Before it is known how many there are: to count a million rows takes more than a second."""
        field, start = self._source.key, self._start
        if field is None or field.type != "integer" or start is None:
            return None
        low, high = self._source.key_of(start), self._source.last_key()
        if not (_is_key(low) and _is_key(high)) or low > high:
            return None
        total = self._now_counted() if self._counted.done() else high - low + 1
        return KeyRanges(field, low, high, total, self._rows, self._sink.parts())

    def _places(self) -> Plan | None:
        return Places(None if self._uncounted else self._now_counted(), self._rows, self._sink.parts())

    def _tiles(self) -> Plan | None:
        box = self._source.extent or self._source.box
        if box is None:
            return None
        return Tiles(box, self._total, self._rows, self._source.schema.geometry_name or "", self._sink.parts())

    # carrying out

    def _carry_out(self, plan: Plan) -> bool:
        """Until it has no more pages; False where it leads nowhere."""
        with Lanes(self._source.fetch, self._look) as lanes:
            for part, answer in lanes.answers(plan.next):
                if isinstance(answer, Problem):
                    if not self._smaller(plan, part, answer):
                        return False
                elif not self._take(plan, part, answer):
                    return False
        return True

    def _take(self, plan: Plan, part: Part, answers: list[Answer]) -> bool:
        """False where the plan leads nowhere: its key is none, or each page of it is the same."""
        self._got, self._first = 0, None
        try:
            self._sink.put(self._watched(self._source.rows(answers)), lambda: self._answered(plan, part))
        except PlanFailed:
            return False
        self._received += self._got
        self._check_end()
        if self._got:
            self._aim(plan, sum(len(answer.body) for answer in answers) / self._got)
        return True

    def _check_end(self) -> None:
        """Raise LimitExceeded for a service that always has another page, with new features or with the same."""
        if self._sink.count > MAX_FEATURES or self._received > _MORE_THAN_ONCE * MAX_FEATURES:
            text = f"The service sends more and more features of {self._source.schema.layer}"
            raise LimitExceeded(f"{text}; more than {MAX_FEATURES} are not read.")

    def _watched(self, rows: Iterator[Raw]) -> Iterator[Raw]:
        for row in rows:
            if not self._got:
                self._first = row
            self._got += 1
            self._last = row
            yield row

    def _answered(self, plan: Plan, part: Part) -> Done | None:
        if part.start == 0:
            self._start = self._first
        if part.start and self._first and self._start and self._first[0] == self._start[0]:
            raise PlanFailed  # the service does not know STARTINDEX
        return plan.answered(part, self._got, self._source.key_of(self._last) if self._last else None)

    def _aim(self, plan: Plan, size: float) -> None:
        """So many rows that a page has about PAGE_BYTES; at most twice as many as before, except after the first."""
        fitting = max(1, min(int(PAGE_BYTES / size), self._ceiling))
        self._rows = plan.rows = fitting if self._rows == PROBE else min(fitting, 2 * self._rows)

    def _smaller(self, plan: Plan, part: Part, problem: Problem) -> bool:
        """What was too much for the service, or for us, is asked for in smaller pages; False to give the plan up."""
        if isinstance(problem, Refused) and not isinstance(plan, KeyRanges) and part.start != 0:
            return False  # some do not know STARTINDEX
        kind = next((kind for kind in self._tries if isinstance(problem, kind)), None)
        least = PROBE if kind is Unreachable else 1  # a few rows are too much for no way that is open
        if kind is None or isinstance(problem, QuotaExceeded) or part.limit <= least or not self._tries[kind]:
            raise problem
        if part.limit <= 2 * self._ceiling:  # else it was asked for before the pages became smaller
            self._tries[kind] -= 1
            self._ceiling = self._rows = plan.rows = max(least, min(plan.rows, part.limit) // _SMALLER)
        plan.again(part)
        return True

    def _look(self) -> None:
        part = self._sink.count / self._total if self._total else 0.0
        self._progress(min(part, 1.0), "load")

    # whether it is all

    def _now_counted(self) -> int:
        while not waited(self._counted, self._look, _LONG):
            pass
        self._total = self._counted.result()
        if self._total > MAX_FEATURES:
            text = f"The layer {self._source.schema.layer} has {self._total} features"
            raise LimitExceeded(f"{text}; more than {MAX_FEATURES} are not read.")
        return self._total

    def _is_whole(self) -> bool:
        """As many as were counted; or as are counted now, where that changed meanwhile."""
        if self._sink.count == self._now_counted():
            return True
        self._total = self._source.hits()
        self._counted = _known(self._total)
        parts = self._sink.parts()
        if self._sink.count > self._total and _ranged(parts) == self._sink.count and self._is_still(parts):
            self._total = self._sink.count  # the service counts no further than it sends
            self._counted = _known(self._total)
        return self._sink.count == self._total

    def _is_still(self, parts: Mapping[str, int]) -> bool:
        """Whether ranges of keys that were loaded before have as many rows as then."""
        field = self._source.key
        ranges = iter([range_part(field, name) for name in parts if field and name.startswith("keys ")])
        count_in: Callable[[Part], int] = self._source.hits
        with Lanes(count_in, self._look) as lanes:
            for part, count in lanes.answers(lambda: next(ranges, None)):
                if isinstance(count, Problem):
                    raise count
                if count != parts[part.name]:
                    return False
        return True


def _is_key(value: object) -> TypeGuard[int]:
    """A whole number that a database holds: others would make ranges that nobody can count."""
    return type(value) is int and -_KEYS <= value < _KEYS


def _ranged(parts: Mapping[str, int]) -> int:
    return sum(rows for name, rows in parts.items() if name.startswith(("keys ", "keyless")))


def _known(total: int) -> Future[int]:
    made: Future[int] = Future()
    made.set_result(total)
    return made
