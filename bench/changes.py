"""A refresh that reads what has changed, beside one that reads everything: `python -m bench.changes [rows]`.

Points in PostgreSQL, with versions of the rows (COLUMNS), of which a hundred are changed before each refresh. Both ways
take turns on the same service of two workers. Medians; writes build/bench/changes.json.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
import time
from dataclasses import asdict, replace
from pathlib import Path

from qgis.core import QgsApplication

from bench.parts.line import Line
from demo.postgres import Cluster
from demo.published import ROOT
from demo.service import Service
from plugin.adapters.connecting import connect
from plugin.adapters.working_copy import WorkingCopy
from plugin.workflows.check_out import check_out
from plugin.workflows.connection import Connection
from plugin.workflows.synchronise import refresh
from tests.versioned import LAYER, service

OUTPUT = ROOT / "build" / "bench" / "changes.json"
DATABASE, ROWS, CHANGED, TURNS = "aenderungen", 100_000, 100, 3
FASTER = 3.0


def main(rows: int) -> int:
    """Run, print and write; returns the exit code, 1 where the target was missed."""
    application = QgsApplication([], False)
    application.initQgis()
    with tempfile.TemporaryDirectory(prefix="bench") as text:
        folder = Path(text)
        cluster = Cluster(folder / "postgres")
        cluster.create()
        os.environ.update(cluster.environment)
        try:
            cluster.add_database(DATABASE)
            with service(cluster, DATABASE, folder, rows) as running:
                line = compare(running, cluster, folder, rows)
        finally:
            cluster.remove()
    print(f"{line.name}: {line.value:.2f} s; {line.peer} {line.peer_value:.2f} s: {line.ratio:.1f}x", flush=True)
    OUTPUT.parent.mkdir(parents=True, exist_ok=True)
    OUTPUT.write_text(json.dumps([asdict(line)], indent=1), "utf-8")
    return 0 if line.ok else 1


def compare(running: Service, cluster: Cluster, folder: Path, rows: int) -> Line:
    link = connect(running.url)
    ways = {"changes": link, "everything": without_versions(link)}
    took: dict[str, list[float]] = {name: [] for name in ways}
    for name, way in ways.items():
        with WorkingCopy.create(folder / f"{name}.gpkg", running.url, link.epoch) as copy:
            check_out(way, copy, [LAYER])
    for turn in range(TURNS):
        some = f"UPDATE dreiwasser.{LAYER} SET art = 'LED {turn}' WHERE nr % {rows // CHANGED} = {turn}"
        cluster.sql(f"SET ROLE dreiwasser; {some}", DATABASE)
        for name, way in ways.items():
            with WorkingCopy.open(folder / f"{name}.gpkg") as copy:
                began = time.perf_counter()
                found = refresh(way, copy)[LAYER]
                took[name].append(time.perf_counter() - began)
            assert found.changed == found.updated == CHANGED, found
    ours, peer = (statistics.median(took[name]) for name in ways)
    ratio = peer / ours
    name = f"refresh, {CHANGED} of {rows} changed, by versions"
    return Line(name, ours, "s", "reading everything", peer, ratio, FASTER, ratio >= FASTER)


def without_versions(link: Connection) -> Connection:
    """The same service, of which nobody says that it sees changes."""
    assert link.who is not None and link.who.layers[LAYER].changes
    plain = {name: replace(rights, changes=None) for name, rights in link.who.layers.items()}
    return replace(link, who=replace(link.who, layers=plain))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS))
