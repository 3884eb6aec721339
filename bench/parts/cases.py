"""What is asked of either service: the same bytes, one feature or five hundred, by one client or by eight."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import count
from uuid import uuid4

from plugin.domain.errors import Problem
from plugin.services.wfs import gml
from plugin.services.wfs import transaction as wfs
from plugin.services.wfs.filters import FeatureIds
from plugin.services.wfs.model import Action, Delete, Insert, NewFeature, Transaction, Update

from .client import Client, Failed, Took

LAYER = "sitzbank"
MANY = 500
SINGLE = 25
"""Requests with one feature in one round of a case."""

CLIENTS = 8
EACH = 10
"""Requests of each of the clients that write at once."""

CORNER = (494700.0, 5670700.0)


@dataclass
class Site:
    """One service; `keys` are the feature ids that were written there and are still there."""

    name: str
    client: Client
    more: list[Client]
    keys: list[str] = field(default_factory=list)
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def bench(self) -> NewFeature:
        """A bench that nobody has yet, in Altmarkfurt."""
        number = next(self.numbers)
        place = [CORNER[0] + number % 997 / 8, CORNER[1] + number % 991 / 8]
        values = {"uuid": str(uuid4()), "lehne": "ja", "material": "Holz", "zustand": "gut"}
        return NewFeature(values, gml.element({"type": "Point", "coordinates": place}, "EPSG:25833"))

    def change(self, key: str) -> Update:
        return Update(LAYER, FeatureIds((key,)), {"material": f"Nr. {next(self.numbers)}"})

    def insert(self, actions: list[Action]) -> None:
        """Insert something and remember it."""
        self._count(self.client.post(body(actions)), len(actions))

    def insert_one(self) -> Took:
        return self._asked([([Insert(LAYER, (self.bench(),))], 1) for _ in range(SINGLE)])

    def insert_many(self) -> Took:
        """An action for each: QGIS Server takes no more than one feature in an Insert."""
        return self._asked([([Insert(LAYER, (self.bench(),)) for _ in range(MANY)], MANY)])

    def update_one(self) -> Took:
        return self._asked([([self.change(key)], 1) for key in self.keys[:SINGLE]])

    def update_many(self) -> Took:
        """An action for each, with values of its own."""
        return self._asked([([self.change(key) for key in self.keys[:MANY]], MANY)])

    def delete_many(self) -> Took:
        """An action for each: with five hundred ids in one filter QGIS Server finds nothing (tried)."""
        gone, self.keys = self.keys[:MANY], self.keys[MANY:]
        return self._asked([([Delete(LAYER, FeatureIds((key,))) for key in gone], MANY)])

    def at_once(self) -> Took:
        """Inserts of eight clients at the same time; what a service does not write then is not counted."""
        work = [[body([Insert(LAYER, (self.bench(),))]) for _ in range(EACH)] for _ in self.more]
        began = time.perf_counter()
        with ThreadPoolExecutor(len(self.more)) as pool:
            done = [one for part in pool.map(self._attempted, self.more, work) for one in part]
        elapsed = time.perf_counter() - began
        written = sum(written for _, written in done)
        return Took([seconds for seconds, _ in done], written, elapsed, len(done) - written)

    def _attempted(self, client: Client, bodies: list[bytes]) -> list[tuple[float, bool]]:
        """Seconds, and whether it was written."""
        done = []
        for sent in bodies:
            began = time.perf_counter()
            answer = client.post(sent)
            seconds = time.perf_counter() - began
            try:
                self._count(answer, 1)
                done.append((seconds, True))
            except Problem:
                done.append((seconds, False))
        return done

    def _asked(self, requests: list[tuple[list[Action], int]]) -> Took:
        seconds, bodies = [], [(body(actions), number) for actions, number in requests]
        for sent, number in bodies:
            began = time.perf_counter()
            answer = self.client.post(sent)
            seconds.append(time.perf_counter() - began)
            self._count(answer, number)
        return Took(seconds, sum(number for _, number in bodies), sum(seconds))

    def _count(self, answer: bytes, number: int) -> None:
        result = wfs.parse_result(answer)
        if result.total_inserted + result.total_updated + result.total_deleted != number:
            raise Failed(f"{self.name} did not write {number} features: {answer[:300].decode()}")
        self.keys += [entry.fid for entry in result.inserted]


def body(actions: list[Action]) -> bytes:
    return wfs.build(Transaction(tuple(actions)))


WRITING: dict[str, Callable[[Site], Took]] = {
    "insert 1": Site.insert_one,
    f"insert {MANY}": Site.insert_many,
    "update 1": Site.update_one,
    f"update {MANY}": Site.update_many,
    f"delete {MANY}": Site.delete_many,
    f"{CLIENTS} clients": Site.at_once,
}
