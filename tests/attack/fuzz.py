"""Transactions at random, in this process: everything that stands behind nginx but QGIS's own reading of the address.

`python -m tests.attack.fuzz COUNT SEED FOLDER` prints what was found as JSON.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import struct
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, fromstring

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from plugin.domain.contribution import Status
from plugin.domain.errors import Problem
from plugin.domain.transitions import TRANSITIONS
from plugin.server.answer import HttpAnswer, refusal
from plugin.server.front import body as bodies
from plugin.server.reading.gate import Asked, check
from plugin.services.contributions import transition
from plugin.services.wfs import transaction as wfs
from plugin.services.wfs.filters import Compare, Comparison
from plugin.services.wfs.model import NewFeature, Transaction, Update
from tests.server.transactions.stories import (
    UUIDS,
    accept,
    claim,
    edited,
    felled,
    halves,
    moved,
    planted,
    proposal,
    submit,
    submitted,
)
from tests.server.transactions.town import (
    ALTMARKFURT,
    ANNE,
    BOEHME,
    EAST,
    MILENA,
    NEUWASSER,
    STRANGER,
    WEISS,
    WEST,
    YUSUF,
    InGeoPackage,
    Town,
    delete,
    insert,
    point,
    tree,
    update,
)

from .mutations import Change, changes, mutated

CHUNK = 2_000
"""Transactions after which a new town is taken: what was written should not be all that is left to write to."""

SLOWEST = 10.0
PEOPLE = ("", "", "", "", WEISS, BOEHME, MILENA, ANNE, YUSUF, STRANGER)
"""Mostly (as "") whoever the Transaction is meant for."""

REACH = {WEISS: ALTMARKFURT, BOEHME: NEUWASSER, MILENA: "14999"}
_STEPS = {(str(step.source), str(step.target)) for step in TRANSITIONS}
Snapshot = Mapping[str, Mapping[Any, Mapping[str, Any]]]


@dataclass
class Report:
    """Answers by status and code, and findings: who, what was sent, what was wrong."""

    answers: Counter[str] = field(default_factory=Counter)
    findings: list[tuple[str, str, str]] = field(default_factory=list)
    slowest: float = 0.0


def run(count: int, number: int, folder: Path, built: Path) -> Report:
    """Send `count` Transactions to copies of the town in `built`."""
    report = Report()
    for first in range(0, count, CHUNK):
        with _town(built, folder / str(first)) as town:
            valid = _valid(town)
            shots = Shots(town, report)
            examples(min(CHUNK, count - first), number + first, shots, valid)
            shots.close()
        shutil.rmtree(folder / str(first), ignore_errors=True)
    return report


def examples(count: int, number: int, shots: Shots, valid: list[tuple[str, Element]]) -> None:
    """Let hypothesis choose: a valid Transaction, who sends it, and what is done to it."""

    @seed(number)
    @settings(
        max_examples=count,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(which=st.integers(0, len(valid) - 1), who=st.sampled_from(PEOPLE), wanted=changes())
    def shoot(which: int, who: str, wanted: list[Change]) -> None:
        shots.fire(who or valid[which][0], mutated(valid[which][1], wanted))

    for person, body in valid:  # and each as it is, by whom it is meant for
        shots.fire(person, mutated(body, []))
    shoot()


class Shots:
    """Sends bodies to one town, and looks what became of it."""

    def __init__(self, town: InGeoPackage, report: Report) -> None:
        self.town, self.report = town, report
        self._watch = sqlite3.connect(town.gpkg)
        self._seen, self._version = snapshot(town), self._now()

    def close(self) -> None:
        self._watch.close()

    def fire(self, who: str, body: bytes) -> None:
        """One request; everything that is not as it must be is a finding."""
        began = time.monotonic()
        try:
            got = self._ask(who, body)
        except Exception as error:
            self._find(who, body, f"{type(error).__name__} is no refusal: {error}")
            return
        seconds = time.monotonic() - began
        self.report.slowest = max(self.report.slowest, seconds)
        self.report.answers[str(got.status)] += 1
        if seconds > SLOWEST:
            self._find(who, body, f"it took {seconds:.0f} s")
        if got.status >= 500 and b"Busy" not in got.body:
            self._find(who, body, f"{got.status} {got.body.decode('utf-8', 'replace')[-300:]}")
        self._look(who, body, got)

    def _ask(self, who: str, body: bytes) -> HttpAnswer:
        try:
            sent = bodies.read(BytesIO(body), len(body))
            understood = {"SERVICE": "WFS", "REQUEST": "Transaction", "REQUEST_BODY": "x"}
            if sent:
                check(Asked(understood, "", sent), lambda name: None)
            return self.town.post(who, sent)
        except Problem as problem:
            return refusal(problem, guest=not who)

    def _look(self, who: str, body: bytes, got: HttpAnswer) -> None:
        if self._now() == self._version:
            return
        self._version = self._now()
        now = snapshot(self.town)
        wrong = "it was refused and yet written" if got.status != 200 and now != self._seen else ""
        if got.status == 200:
            wrong = unrightful(who, self._seen, now) or miscounted(got, self._seen, now)
        self._seen = now
        if wrong:
            self._find(who, body, wrong)

    def _now(self) -> int:
        return int(self._watch.execute("PRAGMA data_version").fetchone()[0])

    def _find(self, who: str, body: bytes, what: str) -> None:
        if len(self.report.findings) < 50:
            self.report.findings.append((who, body.decode("utf-8", "backslashreplace")[:4000], what))


def snapshot(town: Town) -> Snapshot:
    """All rows by table and key."""
    found = {}
    for name, rows in town.everything().items():
        key = next(iter(rows[0])) if rows else ""
        found[name] = {row[key]: row for row in rows}
    return found


def unrightful(who: str, before: Snapshot, now: Snapshot) -> str:
    """What of the difference `who` had no right to, judged by the rows alone; empty where all is well."""
    for name, was, is_ in _differences(before, now):
        if name in ("contribution", "comment", "event"):
            if wrong := _queue_wrong(name, was, is_):
                return wrong
        elif who not in REACH:
            return f"{who or 'a guest'} has changed {name}"
        elif wrong := _row_wrong(who, name, was, is_):
            return wrong
    return ""


def miscounted(got: HttpAnswer, before: Snapshot, now: Snapshot) -> str:
    """Whether less was told than was done; a replay tells more."""
    told = wfs.parse_result(got.body)
    older = told.version == "1.0.0"  # tells no totals
    counted: Counter[str] = Counter()
    for name, was, is_ in _differences(before, now):
        if name != "event":
            counted["inserted" if was is None else "deleted" if is_ is None else "updated"] += 1
    comments = len(now["comment"]) - len(before["comment"])  # the note of a decision is kept as one, uncounted
    if counted["inserted"] - comments > told.total_inserted:
        return f"{told} does not tell {dict(counted)}"
    if not older and (counted["updated"] > told.total_updated or counted["deleted"] > told.total_deleted):
        return f"{told} does not tell {dict(counted)}"
    if counted and len(now["event"]) == len(before["event"]) and counted["inserted"] != comments:
        return f"{dict(counted)} is not on record"
    return ""


def _differences(
    before: Snapshot, now: Snapshot
) -> Iterator[tuple[str, Mapping[str, Any] | None, Mapping[str, Any] | None]]:
    for name in {*before, *now}:
        was, is_ = before.get(name, {}), now.get(name, {})
        for key in {*was, *is_}:
            if was.get(key) != is_.get(key):
                yield name, was.get(key), is_.get(key)


def _queue_wrong(name: str, was: Mapping[str, Any] | None, is_: Mapping[str, Any] | None) -> str:
    if is_ is None:
        return f"a row of {name} is gone"
    if was is None:
        return ""
    if name != "contribution":
        return f"a row of {name} was changed"
    if was["author"] != is_["author"] or was["uuid"] != is_["uuid"] or was["created"] != is_["created"]:
        return "a contribution has another author, uuid or time"
    # one Transaction may go several steps: from where it was, some chain of steps must lead to where it is
    reached, more = {was["status"]}, True
    while more:
        new = {target for source, target in _STEPS if source in reached} - reached
        reached, more = reached | new, bool(new)
    return "" if is_["status"] in reached else f"a contribution went from {was['status']} to {is_['status']}"


def _row_wrong(who: str, name: str, was: Mapping[str, Any] | None, is_: Mapping[str, Any] | None) -> str:
    for row in (row for row in (was, is_) if row is not None):
        ars = _ars(name, row)
        if ars is not None and not str(ars).startswith(REACH[who]):
            return f"{who} has changed a row of {name} that belongs to {ars}"
    if name == "baum":
        hidden = {"pruefer", "denkmal"}
        first = was or dict.fromkeys(hidden)
        if is_ is not None and any(first[field] != is_[field] for field in hidden):
            return "a hidden or locked field was written"
    return ""


def _ars(name: str, row: Mapping[str, Any]) -> str | None:
    if name == "baum":
        return row["eigentuemer_ars"]
    if name in ("sitzbank",) and row["geom"]:
        x = struct.unpack("<d", row["geom"][13:21])[0]  # a point in a GeoPackage has no envelope
        return ALTMARKFURT if x < 500_000 else NEUWASSER
    return None


@contextmanager
def _town(built: Path, folder: Path) -> Iterator[InGeoPackage]:
    folder.mkdir(parents=True)
    for name in ("stadt.gpkg", "oeffentlich.qgs"):
        shutil.copy(built / name, folder)
    town = InGeoPackage(folder)
    try:
        yield town
    finally:
        town.close()


def _valid(town: Town) -> list[tuple[str, Element]]:
    """Transactions that would be carried out, by who may send them; the queue has something of everything."""
    for number, who in enumerate((ANNE, YUSUF, ANNE, ANNE)):
        submitted(town, edited(town, fid=2, hoehe=float(number + 3)), UUIDS[number], who)
    town.done(WEISS, claim(UUIDS[1]))
    accept(town, MILENA, UUIDS[2])
    found = [
        (WEISS, Transaction((action,), {"h": town.state("baum", 1)}))
        for action in (
            update("baum", 1, "h", hoehe="12.5"),
            delete("baum", 1, "h"),
            Update(
                "baum", Compare(Comparison.EQUAL, "strname", "Große Straße"), {"art": "Ulme"}, point(WEST), True, "h"
            ),
        )
    ]
    bench = NewFeature({"nummer": "B-9", "material": "Holz", "zustand": "gut"}, point(WEST))
    found += [
        (who, Transaction(actions))
        for who, actions in (
            (WEISS, (insert("baum", tree()),)),
            (BOEHME, (insert("baum", tree(EAST, NEUWASSER)),)),
            (WEISS, (insert("sitzbank", bench), update("sitzbank", 1, zustand="defekt"))),
            (MILENA, (update("sitzbank", 2, material="Beton"), delete("sitzbank", 1))),
            (
                MILENA,
                (
                    insert(
                        "bordstein",
                        NewFeature({"name": "neu"}, town.gml("LINESTRING Z (495000 5670000 1,495001 5670001 2)")),
                    ),
                ),
            ),
            (
                MILENA,
                (
                    insert(
                        "spielplatz",
                        NewFeature(
                            {"name": "neu"},
                            town.gml("POLYGON ((495000 5670000,495001 5670000,495001 5670001,495000 5670000))"),
                        ),
                    ),
                ),
            ),
            (ANNE, (submit(proposal(planted(town), UUIDS[6])),)),
            (YUSUF, (submit(proposal(moved(town, 495002, 5670003), UUIDS[7])),)),
            (ANNE, (submit(proposal(felled(town), UUIDS[8])),)),
            (ANNE, (transition(UUIDS[0], Status.WITHDRAWN),)),
            (WEISS, (claim(UUIDS[0]), transition(UUIDS[0], Status.ACCEPTED, note="Danke!"))),
            (WEISS, (transition(UUIDS[1], Status.REJECTED, reason_code="position", note="Nein."),)),
            (
                ANNE,
                (insert("comment", NewFeature({"uuid": UUIDS[10], "contribution": UUIDS[0], "text": "Noch etwas"})),),
            ),
        )
    ]
    publishing, conditions = halves(proposal(edited(town, fid=2, hoehe=5.0), UUIDS[2]))
    found.append((MILENA, Transaction(tuple(publishing), conditions)))
    found += [(who, Transaction(some.actions, some.conditions, "1.0.0")) for who, some in found[:4]]
    return [(who, fromstring(wfs.build(some))) for who, some in found]


def main() -> None:
    """As a program, for many processes at once."""
    from qgis.core import QgsApplication

    from tests.server.transactions.municipality import build

    count, number, folder = int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])
    application = QgsApplication([], False)
    application.initQgis()
    (folder / "vorlage").mkdir(parents=True)
    build(folder / "vorlage")
    report = run(count, number, folder, folder / "vorlage")
    print(json.dumps({"answers": report.answers, "findings": report.findings, "slowest": report.slowest}))
    sys.stdout.flush()
    os._exit(0)  # QGIS would end the process, if anything of it were still held


if __name__ == "__main__":
    main()
