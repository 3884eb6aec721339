"""Sending, publishing and finding changes, each beside a peer in the same run: `python -m bench.syncing`.

A thousand contributions are submitted and a thousand are published by our workflows, with all that makes them sure
(noted before, asked for, read back); the peer is curl, which sends the very same Transactions, with other uuids, to
the same service over one connection and believes the answers. Changes in a working copy of a million rows are found
by opening and reading it; the peer reads the whole table once with sqlite3, as who keeps no old rows must at least.

Writes build/bench/syncing.json.
"""

from __future__ import annotations

import json
import os
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from uuid import uuid4

from osgeo import ogr
from qgis.core import QgsApplication, QgsAuthMethodConfig

from bench.parts.line import Line
from bench.parts.million import LAYER, change, grown
from bench.parts.replay import Replay, recorded
from demo.published import ROOT, source
from demo.service import PASSWORD, Service
from plugin.adapters.connecting import connect
from plugin.adapters.working_copy import WorkingCopy
from plugin.domain.contribution import Status
from plugin.services.contributions import transition
from plugin.services.wfs.model import Transaction
from plugin.workflows.check_out import check_out
from plugin.workflows.connection import Connection
from plugin.workflows.contribute import submit
from plugin.workflows.publish import publish
from tests.live.places import ALTMARKFURT, benches_in

OUTPUT = ROOT / "build" / "bench" / "syncing.json"
BENCHES, AUTHOR, REVIEWER = "sitzbank", "beitrag-a", "pruefung-altmarkfurt"
MANY, ROUNDS, TOGETHER = 1000, 2, 50
ROWS, CHANGED, LOOKS = 1_000_000, 100, 21
BESIDE_CURL, SECONDS = 1.5, 0.1
LIMITS = {"open_contributions": 100_000, "contributions_per_hour": 100_000, "megabytes": 100_000}


def main() -> int:
    """Run, print and write; returns the exit code, 1 where a target was missed."""
    lines: list[Line] = []
    with tempfile.TemporaryDirectory(prefix="bench") as name:
        folder = Path(name)
        os.environ["QGIS_AUTH_DB_DIR_PATH"] = name
        application = QgsApplication([], False)
        application.initQgis()
        lines += [detection(folder)]
        with Service.demo(folder / "service") as service:
            lines += exchanges(service, folder)
    OUTPUT.parent.mkdir(parents=True, exist_ok=True)
    OUTPUT.write_text(json.dumps([asdict(line) for line in lines], indent=1), "utf-8")
    return 0 if all(line.ok for line in lines) else 1


# finding changes


def detection(folder: Path) -> Line:
    """Open the file, which checks it, and look at all changes; it lies in the system's memory for both."""
    path = grown(folder / "million.gpkg", ROWS)
    change(path, CHANGED)
    ours = [timed(lambda: look(path)) for _ in range(LOOKS)]
    peer = [timed(lambda: scan(path)) for _ in range(3)]
    seconds, theirs = min(ours), min(peer)  # others use the machine too
    print(f"{CHANGED} changes among {ROWS} rows: {seconds:.3f} s, reading the table once: {theirs:.2f} s")
    ok = seconds < SECONDS
    return Line("finding 100 changes in 1,000,000 rows", seconds, "s", "sqlite3: SELECT * once", theirs,
                seconds / theirs, SECONDS, ok)  # fmt: skip


def look(path: Path) -> None:
    with WorkingCopy.open(path) as copy:
        overview = copy.overview()
        assert len(overview.changes) == len(overview.unsent) == CHANGED


def scan(path: Path) -> None:
    connection = sqlite3.connect(path)
    assert sum(1 for _ in connection.execute(f"SELECT * FROM {LAYER}")) == ROWS
    connection.close()


# sending and publishing


@dataclass
class Took:
    """Seconds of each round."""

    ours: list[float] = field(default_factory=list)
    curl: list[float] = field(default_factory=list)

    def line(self, name: str) -> Line:
        ours, curl = min(self.ours), min(self.curl)
        ratio = ours / curl
        print(f"{name}: {ours:.2f} s, curl {curl:.2f} s, {ratio:.2f} ×, at most {BESIDE_CURL} ×", flush=True)
        ok = ratio <= BESIDE_CURL
        return Line(name, ours, "s", "curl, the same Transactions", curl, ratio, BESIDE_CURL, ok)


def exchanges(service: Service, folder: Path) -> Iterator[Line]:
    """Rounds in turns; what the reviewer decides between is not counted."""
    allow_many(service)
    author, reviewer = (connect(service.url, login(user)) for user in (AUTHOR, REVIEWER))
    sending, publishing = Took(), Took()
    for number in range(ROUNDS):
        path = new_benches(author, folder / f"runde-{number}.gpkg")
        with recorded() as bodies:
            sending.ours.append(timed(lambda path=path: sent(author, path)))
        replay = Replay(service.url, folder)
        sending.curl.append(replay.send(AUTHOR, bodies))
        mine = [item.uuid for item in WorkingCopy.open(path).items()]
        accept(reviewer, [*mine, *replay.others(mine)])
        with recorded() as bodies:
            publishing.ours.append(timed(lambda mine=mine: published(reviewer, mine)))
        publishing.curl.append(replay.send(REVIEWER, bodies))
    done = author.client.count(BENCHES)
    assert done == len_of_source() + ROUNDS * 2 * MANY, f"{done} benches stand there"
    yield sending.line(f"submitting {MANY} contributions")
    yield publishing.line(f"publishing {MANY} contributions")


def sent(connection: Connection, path: Path) -> None:
    with WorkingCopy.open(path) as copy:
        done = submit(connection, copy, comment="Viele", new_uuid=lambda: str(uuid4()))
    assert len(done.submitted) == MANY, done


def published(connection: Connection, uuids: Sequence[str]) -> None:
    done = publish(connection, uuids)
    assert len(done.done) == MANY, done


def new_benches(connection: Connection, path: Path) -> Path:
    """A working copy with MANY new benches in Altmarkfurt."""
    with WorkingCopy.create(path, connection.client.url, connection.epoch) as copy:
        check_out(connection, copy, [BENCHES])
    data = ogr.Open(str(path), 1)
    layer = data.GetLayerByName(BENCHES)
    layer.SetAttributeFilter(f"uuid = '{benches_in(source(), ALTMARKFURT)[0]}'")
    model = next(iter(layer)).Clone()
    layer.SetAttributeFilter(None)
    layer.StartTransaction()
    for number in range(MANY):
        row = model.Clone()
        row.SetFID(-1)
        row["lehne"], row["uuid"] = f"neu {number}", str(uuid4())
        layer.CreateFeature(row)
    layer.CommitTransaction()
    return path


def accept(reviewer: Connection, uuids: Sequence[str]) -> None:
    for start in range(0, len(uuids), TOGETHER):
        some = uuids[start : start + TOGETHER]
        steps = ((transition(uuid, Status.IN_REVIEW, step="claim"), transition(uuid, Status.ACCEPTED)) for uuid in some)
        reviewer.client.transaction(Transaction(tuple(step for pair in steps for step in pair)))


def allow_many(service: Service) -> None:
    database = sqlite3.connect(service.run / "municipality" / "dreiwasser.gpkg", timeout=30)
    with database:
        database.execute(
            "INSERT OR REPLACE INTO service_state (key, value) VALUES ('limits', ?)", (json.dumps(LIMITS),)
        )
    database.close()


def login(user: str) -> str:
    """The authentication configuration of a user of the demo."""
    manager, config = QgsApplication.authManager(), QgsAuthMethodConfig("Basic")
    assert manager.masterPasswordIsSet() or manager.setMasterPassword("bench", True)
    config.setName(user)
    config.setConfig("username", user)
    config.setConfig("password", PASSWORD)
    assert manager.storeAuthenticationConfig(config, True)[0]
    return str(config.id())


def len_of_source() -> int:
    data = ogr.Open(str(source() / "dreiwasser.gpkg"))
    return int(data.GetLayerByName(BENCHES).GetFeatureCount())


def timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


if __name__ == "__main__":
    sys.exit(main())
