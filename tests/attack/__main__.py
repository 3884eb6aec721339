"""`make attack`: the whole list, one after the other and at once, stock, races, kills, and random Transactions.

    python -m tests.attack [list|parallel|postgis|stock|races|kills|fuzz …]   only these parts

Prints each attack with what was refused and how; ends with an error if anything passed, died or hung.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from demo.postgres import programs
from demo.service import Service

from . import random_ones
from .catalogue import attacks
from .hidden_rows import timing
from .kills import anna_of, kill
from .races import RACES, REVIEWERS, contest
from .service import Target, peopled, target
from .slowness import slow_ones
from .stock import lines, weaknesses
from .trial import Trial, attempt, changed, examine

AT_ONCE = 8
"""Attackers at the same time."""

ROUNDS = ((1, 2, 30), (1, 8, 30), (4, 2, 60), (4, 6, 60), (4, 12, 30), (8, 5, 30), (8, 16, 30))
"""Processes, clients, rounds: of each race on each database."""
LONG = {("reviewers decide the same contribution", 4, 2): 1000}
"""More rounds for one race, by its processes and clients (lesson 14)."""

KILLS = 300


@dataclass
class Sum:
    """What all of it came to."""

    attacks: int = 0
    passes: int = 0
    wrong: int = 0
    dead: int = 0
    rounds: int = 0
    random: int = 0
    kills: int = 0
    notes: list[str] = field(default_factory=list)

    def take(self, trials: Sequence[Trial]) -> None:
        for trial in trials:
            self.attacks += 1
            self.passes += bool(trial.passed)
            self.wrong += bool(trial.wrong)
            print(trial.line(), flush=True)

    def line(self) -> str:
        return (
            f"{self.attacks} attacks, {self.random} random Transactions, {self.rounds} rounds of races, "
            f"{self.kills} kills: "
            f"{self.passes} passes, {self.dead} dead processes, {self.wrong} other findings"
        )


def the_list(run: Path, total: Sum) -> None:
    """One after the other: the data and the processes are looked at after each; the slow ones all at the end."""
    with target(run) as aim:
        print(f"# One after the other, {aim.service.workers} processes")
        before, known = aim.rows(), attacks(aim.ground)
        for attack in (attack for attack in known if not attack.slow):
            trial, before = examine(aim, attack, before)
            total.take([trial])
        total.take([timing(aim.port)])
        total.take(slow_ones(aim))
        finish(aim, total)


def over_postgis(run: Path, total: Sum) -> None:
    """The list over PostgreSQL, the data looked at after each item."""
    with target(run, backend="postgis") as aim:
        print(f"# One after the other, {aim.service.workers} processes, postgis")
        before = aim.rows()
        for item, known in groupby(attacks(aim.ground), key=lambda attack: attack.item):
            tried = [attack for attack in known if not attack.slow]
            total.take([attempt(aim.port, attack) for attack in tried])
            after = aim.rows()
            if wrong := changed(before, after, tuple(name for attack in tried for name in attack.grows)):
                total.passes += 1
                print(f"{item} | PASSED: {wrong}")
            before = after
        finish(aim, total)


def at_once(run: Path, total: Sum) -> None:
    """The same list from several attackers at the same time; the data are looked at in the end."""
    with target(run) as aim:
        print(f"# {AT_ONCE} at once, {aim.service.workers} processes")
        before = aim.rows()
        known = [attack for attack in attacks(aim.ground) if not attack.slow]
        mixed = [attack for start in range(AT_ONCE) for attack in known[start::AT_ONCE]]
        with ThreadPoolExecutor(AT_ONCE) as pool:
            total.take(list(pool.map(lambda attack: attempt(aim.port, attack), mixed)))
        grown = tuple(name for attack in known for name in attack.grows)
        if wrong := changed(before, aim.rows(), grown):
            total.passes += 1
            print(f"all at once | PASSED: {wrong}")
        finish(aim, total)


def finish(aim: Target, total: Sum) -> None:
    """Count the dead."""
    total.dead += len(aim.dead())
    print(
        f"  {len(aim.dead())} processes died, {aim.replaced()} were replaced because they had grown or were old, "
        f"{aim.canary.calls} calls to other addresses",
        flush=True,
    )
    total.passes += aim.canary.calls > 0


def stock(run: Path, total: Sum) -> None:
    """What only a front can stop is a weakness of that way of running it, and never a pass."""
    print("# QGIS Server's own program with our plugin, 4 processes behind nginx")
    found, passes, tried = weaknesses(run, lambda ground: [a for a in attacks(ground) if not a.slow])
    total.attacks += tried
    total.passes += len(passes)
    for line in passes:
        print(f"PASSED: {line}")
    for line in lines(found):
        print(f"weakness: {line}")
    print(f"  {tried} attacks, {len(passes)} passes, {len(found)} meet a weakness", flush=True)


def races(run: Path, total: Sum) -> None:
    """Every race, on every database there is, with 1, 4 and 8 processes."""
    for backend in ("gpkg", *(("postgis",) if programs() else ())):
        for workers in dict.fromkeys(workers for workers, *_ in ROUNDS):
            with peopled(run / f"{backend}{workers}", REVIEWERS, workers, backend) as service:
                contest(service)
                for name, race in RACES.items():
                    for _, clients, rounds in (some for some in ROUNDS if some[0] == workers):
                        began = time.monotonic()
                        tally = race(service, clients, LONG.get((name, workers, clients), rounds))
                        total.rounds += tally.rounds
                        total.wrong += len(tally.problems)
                        print(
                            f"{clients} {name}, {workers} processes, {backend} | {tally.line()} | "
                            f"{time.monotonic() - began:.0f} s",
                            flush=True,
                        )
                        print("".join(f"  {problem}\n" for problem in tally.problems[:5]), end="")


def kills(run: Path, total: Sum) -> None:
    """A client that submits is killed at every moment; the service's database is looked at past everything of ours."""
    print("# A submitting program is killed", flush=True)
    began = time.monotonic()
    with Service.demo(run / "dienst") as service, anna_of(service, run / "anna", seed=KILLS) as anna:
        deaths = kill(anna, KILLS)
    total.kills += deaths.kills
    findings = [*deaths.lost, *deaths.twice, *deaths.problems]
    total.wrong += len(findings)
    print(f"{deaths.line()} | {time.monotonic() - began:.0f} s")
    print("".join(f"  {finding}\n" for finding in findings[:10]), end="", flush=True)


def random(run: Path, total: Sum) -> None:
    """A hundred thousand in processes of their own, and some over HTTP."""
    print("# Transactions at random")
    total.random, findings = random_ones.everything(run)
    total.wrong += len(findings)
    for finding in findings:
        print(finding)


PARTS: dict[str, Callable[[Path, Sum], None]] = {
    "list": the_list,
    "parallel": at_once,
    "postgis": lambda run, total: over_postgis(run, total) if programs() else None,
    "stock": stock,
    "races": races,
    "kills": kills,
    "fuzz": random,
}


def main(wanted: Sequence[str]) -> int:
    total = Sum()
    for name, part in PARTS.items():
        if not wanted or name in wanted:
            with tempfile.TemporaryDirectory(prefix="angriff-") as folder:
                part(Path(folder), total)
    print(total.line())
    return int(bool(total.passes or total.dead or total.wrong))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
