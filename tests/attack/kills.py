"""A submitting program is killed with SIGKILL, again and again: nothing is lost, nothing is there twice.

Somebody with a working copy of trees plants, changes, changes again and fells; the program that sends that is killed
at each of its moments in turn (before and after each commit, request and answer), and at random ones. What counts is
the database of the service, read past everything of ours.
"""

from __future__ import annotations

import json
import random
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from osgeo import ogr

from demo.people import Person
from demo.published import ROOT
from demo.service import Service

from .mortal import Order
from .service import geopackage

TREES, USER = "baum_altmarkfurt", "beitrag-a"
CHANGED = 40
"""Trees that are changed, so that most changes are revisions of what the service has already."""
ROUNDS_BETWEEN = 20


@dataclass
class Deaths:
    """What came of it. `wanted` is the street of each tree by its uuid as it was noted last, None for a felled one."""

    kills: int = 0
    lost: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    points: Counter[int] = field(default_factory=Counter)
    wanted: dict[str, str | None] = field(default_factory=dict)

    def line(self) -> str:
        return (
            f"{self.kills} kills ({sum(self.points.values())} at {len(self.points)} chosen moments, the others at "
            f"random), {len(self.wanted)} contributions: {len(self.lost)} lost, {len(self.twice)} duplicated, "
            f"{len(self.problems)} other problems"
        )


class Anna:
    """Somebody with a working copy, whose program for sending is mortal."""

    def __init__(self, service: Service, person: Person, path: Path, chance: random.Random) -> None:
        self.service, self.person, self.path, self.chance = service, person, path, chance
        self.deaths = Deaths()
        self._number = 0
        person.run("checkout", SERVICE=service.url, LAYERS=TREES, OUTPUT=str(path))
        data = ogr.Open(str(path))
        self._trees = [row["uuid"] for row in data.GetLayerByName(TREES)][:CHANGED]
        command = [sys.executable, "-m", "tests.attack.mortal"]
        self._log = path.with_suffix(".log").open("w", encoding="utf-8")
        self._sender = subprocess.Popen(
            command,
            cwd=ROOT,
            env=person.environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            text=True,
        )

    def close(self) -> None:
        assert self._sender.stdin is not None
        self._sender.stdin.close()
        self._sender.wait(30)
        self._log.close()

    def edits(self) -> None:
        """A new tree, two that have another street, one that was noted before and has another street again."""
        self._number += 1
        street = f"Straße {self._number}"
        data = ogr.Open(str(self.path), 1)
        layer = data.GetLayerByName(TREES)
        alive = [uuid for uuid in self._trees if self.deaths.wanted.get(uuid, "") is not None]
        known = [uuid for uuid, there in self.deaths.wanted.items() if there is not None]
        chosen = {*self.chance.sample(alive, 2), *self.chance.sample(known, min(1, len(known)))}
        layer.StartTransaction()
        if self._number % 3 == 0:
            self._plant(layer, street)
        for uuid in sorted(chosen):
            self._change(layer, uuid, street)
        if self._number % 25 == 0:
            self._fell(layer, self.chance.choice(alive))
        layer.CommitTransaction()

    def _plant(self, layer: ogr.Layer, street: str) -> None:
        model = next(iter(layer)).Clone()
        layer.ResetReading()
        uuid = f"00000000-aaaa-4000-8000-{self._number:012d}"
        model.SetFID(-1)
        model["uuid"], model["strname"] = uuid, street
        layer.CreateFeature(model)
        self.deaths.wanted[uuid] = street

    def _change(self, layer: ogr.Layer, uuid: str, street: str) -> None:
        row = self._row(layer, uuid)
        row["strname"] = street
        layer.SetFeature(row)
        self.deaths.wanted[uuid] = street

    def _fell(self, layer: ogr.Layer, uuid: str) -> None:
        layer.DeleteFeature(self._row(layer, uuid).GetFID())
        self.deaths.wanted[uuid] = None

    def _row(self, layer: ogr.Layer, uuid: str) -> ogr.Feature:
        layer.SetAttributeFilter(f"uuid = '{uuid}'")
        row = next(iter(layer))
        layer.SetAttributeFilter(None)
        return row

    def sends(self, at: int = 0, after: float = 0.0, again: bool = False) -> dict[str, Any]:
        """Send, and perhaps die of it; `again` sends only what was submitted before."""
        order = Order(str(self.path), self.service.url, self.person.authcfg, at, after, again)
        assert self._sender.stdin is not None and self._sender.stdout is not None
        self._sender.stdin.write(json.dumps(asdict(order)) + "\n")
        self._sender.stdin.flush()
        answer = dict(json.loads(self._sender.stdout.readline()))
        self.deaths.kills += answer["killed"]
        if at and answer["killed"]:
            self.deaths.points[at] += 1
        if answer["said"]:
            self.deaths.problems.append(answer["said"])
        return answer

    def recovers(self) -> None:
        """Send until it comes to an end by itself, and compare what was noted with what the service has."""
        self.sends()
        there = in_queue(self.service)
        for uuid, street in self.deaths.wanted.items():
            found = there.get(uuid, [])
            if not found or found[-1] != street:
                self.deaths.lost.append(f"{uuid}: {street} is not among {found}")
            if len(found) > 1:
                self.deaths.twice.append(f"{uuid}: {found}")
        stray = {*there} - {*self.deaths.wanted}
        self.deaths.twice += [f"{uuid}: nobody has sent it" for uuid in stray]


def in_queue(service: Service) -> dict[str, list[str | None]]:
    """The street that each contribution to a tree proposes, None for a deletion; by the tree's uuid."""
    found: dict[str, list[str | None]] = {}
    with closing(sqlite3.connect(geopackage(service), timeout=30)) as database:
        select = "SELECT base, proposed FROM contribution WHERE layer = ? ORDER BY id"
        for base, proposed in database.execute(select, (TREES,)):
            values = json.loads(proposed or base)["properties"]
            found.setdefault(values["uuid"], []).append(values["strname"] if proposed else None)
    return found


def kill(anna: Anna, times: int) -> Deaths:
    """Let her program be killed `times` times: half of them moment by moment, the others at random."""
    deaths, at = anna.deaths, 1
    anna.edits()
    whole = anna.sends()  # how long it takes, and how many moments it has
    rounds = 0
    while deaths.kills < times:
        anna.edits()
        rounds += 1
        again = anna.chance.random() < 0.3
        if rounds % 2:
            at = at + 1 if anna.sends(at=at)["killed"] else 1
        else:
            anna.sends(after=anna.chance.uniform(0.0, 1.1 * whole["seconds"]))
        if again:  # it dies of the second try as well, which sends nothing new
            anna.sends(after=anna.chance.uniform(0.0, whole["seconds"]), again=True)
        if rounds % ROUNDS_BETWEEN == 0:
            anna.recovers()
    anna.recovers()
    return deaths


@contextmanager
def anna_of(service: Service, folder: Path, seed: int) -> Iterator[Anna]:
    folder.mkdir(parents=True, exist_ok=True)
    anna = Anna(service, Person.arrive(folder, USER), folder / "Bäume von Anna.gpkg", random.Random(seed))
    try:
        yield anna
    finally:
        anna.close()
