"""Layers into a GeoPackage, beside other ways to do it: `python -m bench.loading [sizes…]`.

One service, of two workers, gives everything to everybody in one run. Beside the plugin's check-out, which ends with a
complete working copy (index, triggers, counted): QGIS's WFS provider written out by QgsVectorFileWriter, ogr2ogr from
WFS to GeoPackage, and as the floor curl of the same features as GeoJSON and ogr2ogr from that file. QGIS's provider
and ogr2ogr from WFS take minutes for a million and are left out there. Each load is a process of its own; the time
that QGIS takes to start is not counted. Medians of several turns. Writes build/bench/loading.json.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from urllib.parse import urlencode

from qgis.core import QgsApplication

from bench.parts.child import run
from bench.parts.large import CRS, change, name_of, service
from bench.parts.line import Line
from demo.published import ROOT
from demo.service import Service

OUTPUT = ROOT / "build" / "bench" / "loading.json"
SIZES = (1_000, 10_000, 100_000, 1_000_000)
POLYGONS = 100_000
TURNS = {1_000: 5, 10_000: 5, 100_000: 3}
SLOW = 200_000
"""From here on the slow peers are left out."""

JUDGED = 100_000
FASTER_THAN_PROVIDER = 8.0
NOT_SLOWER = 1.0
GROWTH = 1.2
"""How much longer a row may take among a million than among ten thousand."""

MEMORY = 200.0
GAP = 50.0
CHANGED = 100

Figures = dict[str, list[float]]


def main(sizes: Sequence[int]) -> int:
    """Run, print and write; returns the exit code, 1 where a target was missed."""
    application = QgsApplication([], False)
    application.initQgis()
    layers = [("punkte", size) for size in sizes] + ([("flaechen", POLYGONS)] if JUDGED in sizes else [])
    with tempfile.TemporaryDirectory(prefix="bench") as folder:
        running = service(Path(folder), layers)
        with running:
            bench = Bench(running, Path(folder))
            for kind, size in layers:
                bench.compare(kind, size)
            bench.judge_growth(sizes)
            if JUDGED in sizes:
                bench.refresh(JUDGED)
                bench.listen(JUDGED)
    OUTPUT.parent.mkdir(parents=True, exist_ok=True)
    OUTPUT.write_text(json.dumps([asdict(line) for line in bench.lines], indent=1), "utf-8")
    return 0 if all(line.ok for line in bench.lines) else 1


class Bench:
    def __init__(self, running: Service, folder: Path) -> None:
        self.url, self.folder = running.url, folder
        self.data = next(iter(running.projects.values())).with_name("gross.gpkg")
        self.lines: list[Line] = []
        self.seconds: dict[tuple[str, int], float] = {}
        self._runs = 0

    def compare(self, kind: str, size: int) -> None:
        """One layer, all ways in turns; the slow ones once."""
        layer, turns = name_of(kind, size), TURNS.get(size, 1)
        ways: dict[str, Callable[[str], float]] = {"ours": self._ours, "floor": self._floor}
        slow: dict[str, Callable[[str], float]] = {"provider": self._provider, "ogr2ogr": self._ogr2ogr}
        self._get(layer, MAXFEATURES="1")
        self.memory: list[float] = []
        took: Figures = {name: [] for name in (*ways, *slow)}
        for turn in range(turns):
            for name, way in (ways | slow if size < SLOW and (turn == 0 or size < JUDGED) else ways).items():
                took[name].append(way(layer))
        medians = {name: statistics.median(values) for name, values in took.items() if values}
        self.seconds[kind, size] = medians["ours"]
        self._judge(f"{size} {kind}", medians, size)
        self._line(f"{size} {kind}: peak memory above idle", max(self.memory), "MB", "", MEMORY, MEMORY, least=False)

    def _judge(self, name: str, medians: dict[str, float], size: int) -> None:
        told = "  ".join(f"{way} {seconds:.2f} s" for way, seconds in medians.items())
        print(f"\n{name}: {told}", flush=True)
        targets = {"floor": NOT_SLOWER, "provider": FASTER_THAN_PROVIDER} if size >= JUDGED else {}
        if name.endswith("flaechen"):
            targets.pop("provider", None)  # held for points, which most large layers have
        words = {"floor": "curl + ogr2ogr", "provider": "QGIS's WFS provider", "ogr2ogr": "ogr2ogr WFS"}
        for way, word in words.items():
            if way in medians:
                ratio = medians[way] / medians["ours"]
                target = targets.get(way, 0.0)
                line = Line(name, medians["ours"], "s", word, medians[way], ratio, target, ratio >= target)
                self._add(line)
            else:
                print(f"  {word}: left out, it takes minutes")

    def judge_growth(self, sizes: Sequence[int]) -> None:
        """Time for a row among the most, beside that among the fewest that are not mostly preparation."""
        small, large = min((size for size in sizes if size >= 10_000), default=0), max(sizes)
        if large <= small or not small:
            return
        per_row = [1e6 * self.seconds["punkte", size] / size for size in (large, small)]
        self._line(f"growth from {small} to {large}", per_row[0], "µs/row", f"{small}", per_row[1], GROWTH, least=False)

    def refresh(self, size: int) -> None:
        """What was checked out, after somebody has changed a hundred features."""
        layer, file = name_of("punkte", size), self._file()
        checked_out = self._child("ours", layer, file)
        change(self.data, layer, CHANGED)
        found = self._child("refresh", layer, file)
        assert found["changed"] == CHANGED and not found["others"], found
        name = f"refresh, {CHANGED} of {size} changed"
        self._line(name, found["seconds"], "s", "check-out", checked_out["seconds"], NOT_SLOWER, least=False)

    def listen(self, size: int) -> None:
        """The longest time for which the event loop of a QGIS did nothing else; the best of three.

        On a machine that is busy with other things an event loop that has nothing to do rests, too: the peer.
        """
        runs = [self._child("awake", name_of("punkte", size), self._file()) for _ in range(3)]
        gap, idle = (min(run[name] for run in runs) for name in ("gap", "idle"))
        name, most = f"{size} punkte: longest gap of the event loop", max(GAP, idle)
        self._add(Line(name, gap, "ms", "with nothing to do", idle, gap / most, 1.0, gap <= most))

    # ways

    def _ours(self, layer: str) -> float:
        found = self._child("ours", layer, self._file())
        self.memory.append(found["megabytes"])
        return found["seconds"]

    def _provider(self, layer: str) -> float:
        return self._child("provider", layer, self._file())["seconds"]

    def _ogr2ogr(self, layer: str) -> float:
        began = time.perf_counter()
        run(["ogr2ogr", "-f", "GPKG", str(self._file()), f"WFS:{self.url}", layer])
        return time.perf_counter() - began

    def _floor(self, layer: str) -> float:
        began, file = time.perf_counter(), self._file().with_suffix(".json")
        self._get(layer, file=file)
        run(["ogr2ogr", "-f", "GPKG", str(file.with_suffix(".gpkg")), str(file)])
        took = time.perf_counter() - began
        file.unlink()
        return took

    def _get(self, layer: str, file: Path = Path("/dev/null"), **more: str) -> None:
        asked = {"SERVICE": "WFS", "VERSION": "1.1.0", "REQUEST": "GetFeature", "TYPENAME": layer, "SRSNAME": CRS}
        query = urlencode({**asked, "OUTPUTFORMAT": "application/vnd.geo+json", **more})
        run(["curl", "-sS", "--fail", "-o", str(file), f"{self.url}?{query}"])

    def _child(self, way: str, layer: str, file: Path) -> dict[str, float]:
        command = [sys.executable, "-m", "bench.parts.loading", way, self.url, layer, str(file)]
        found: dict[str, float] = json.loads(run(command).splitlines()[-1])
        assert found["rows"] == int(layer.rpartition("_")[2]), found
        return found

    def _file(self) -> Path:
        self._runs += 1
        return self.folder / f"{self._runs}.gpkg"

    # lines

    def _line(
        self, name: str, value: float, unit: str, peer: str, peer_value: float, target: float, *, least: bool
    ) -> None:
        """A figure beside another; `target` is for their ratio, or, without a peer, the most that is allowed."""
        ratio = value / peer_value
        wanted = target if peer else 1.0
        self._add(
            Line(
                name,
                value,
                unit,
                peer or "at most",
                peer_value,
                ratio,
                wanted,
                ratio >= wanted if least else ratio <= wanted,
            )
        )

    def _add(self, line: Line) -> None:
        self.lines.append(line)
        wanted = f", wanted {line.target:g}" if line.target else ""
        kept = "" if line.ok else "  !"
        print(
            f"  {line.name}: {line.value:.2f} {line.unit}; {line.peer} {line.peer_value:.2f}: "
            f"{line.ratio:.2f}x{wanted}{kept}",
            flush=True,
        )


if __name__ == "__main__":
    sys.exit(main([int(word) for word in sys.argv[1:]] or SIZES))
