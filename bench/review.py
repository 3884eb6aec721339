"""The review queue in front of a reviewer, beside QGIS's own table of the same layer: `python -m bench.review [count]`.

A real service over a GeoPackage holds a hundred thousand contributions. The page Prüfen is opened on a virtual screen,
filtered, sorted and searched, and two hundred contributions are looked at one after the other with their differences
and the map. The event loop is listened to all the time, and so is the work of the window's own thread, which is the
same on a busy machine. The peer is what QGIS has for this: its WFS provider and the attribute table, on the same layer
with the same columns; it ends when the table is there, as a person waits for it. Each is a process of its own. Writes
build/bench/review.json.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from bench.parts.child import run
from bench.parts.line import Line
from demo.published import ROOT
from demo.service import Service

OUTPUT = ROOT / "build" / "bench" / "review.json"
COUNT = 100_000
STEP, GAP, FIRST = 150.0, 50.0, 1.0
"""Milliseconds of a step (p95) and of the longest gap, seconds until there are rows."""
SCREEN = ("xvfb-run", "-a", "-s", "-screen 0 1600x1000x24", "env", "QT_QPA_PLATFORM=xcb")

Figures = Mapping[str, float]


def main(count: int) -> int:
    """Run, print and write; returns the exit code, 1 where a target was missed."""
    with tempfile.TemporaryDirectory(prefix="bench") as name:
        service = Service.demo(Path(name) / "service")
        began = time.monotonic()
        run([sys.executable, "-m", "demo.full_queue", str(next(iter(service.projects.values()))), str(count)])
        print(f"{count} contributions were put into the queue in {time.monotonic() - began:.0f} s", flush=True)
        with service:
            data = service.run / "municipality" / "dreiwasser.gpkg"
            ours, peer = (_child(way, service.url, data, Path(name)) for way in ("ours", "table"))
    lines = list(_lines(ours, peer, count))
    for line in lines:
        _print(line)
    OUTPUT.parent.mkdir(parents=True, exist_ok=True)
    OUTPUT.write_text(json.dumps([asdict(line) for line in lines], indent=1), "utf-8")
    return 0 if all(line.ok for line in lines) else 1


def _lines(ours: Figures, peer: Figures, count: int) -> list[Line]:
    table = "QGIS's attribute table over WFS"

    def beside(name: str, mine: str, theirs: str, most: float) -> Line:
        value, other = ours[mine], peer[theirs]
        return Line(name, value, "s", table, other, value / other, 1.0, value <= min(most, other))

    def alone(name: str, mine: str, most: float) -> Line:
        value = ours[mine]
        return Line(name, value, "ms", "at most", most, value / most, 1.0, value <= most)

    gap = max(GAP, ours["gap_idle"])  # a busy machine holds up an event loop that has nothing to do, too
    filters = [name for name in ours if name.startswith("filter ")]
    return [
        beside(f"opening {count}: first rows", "first", "all", FIRST),
        beside(f"opening {count}: counted", "counted", "all", 60.0),
        *(beside(f"{count}, {name}", name, "filter", 5.0) for name in filters),
        alone("a step, median", "step_p50", STEP),
        alone("a step, p95", "step_p95", STEP),
        alone("a step, p95 of the work of the window's thread", "own_p95", GAP),
        Line("a step to anywhere, nothing loaded ahead, p95", ours["jump_p95"], "ms", "ahead", ours["step_p95"],
             ours["jump_p95"] / ours["step_p95"], 0.0, True),
        alone("list: most work of the window's thread in one piece", "effort_list", GAP),
        alone("200 steps: most work of the window's thread in one piece", "effort_steps", GAP),
        Line("longest gap of the event loop, list", ours["gap_list"], "ms", table, peer["gap"],
             ours["gap_list"] / peer["gap"], 1.0, ours["gap_list"] <= gap),
        Line("longest gap of the event loop, 200 steps", ours["gap_steps"], "ms", "with nothing to do",
             ours["gap_idle"], ours["gap_steps"] / gap, 1.0, ours["gap_steps"] <= gap),
    ]  # fmt: skip


def _print(line: Line) -> None:
    kept = "" if line.ok else "  !"
    print(
        f"  {line.name}: {line.value:.2f} {line.unit}; {line.peer} {line.peer_value:.2f}: {line.ratio:.3f}x{kept}",
        flush=True,
    )


def _child(way: str, url: str, data: Path, folder: Path) -> Figures:
    command = [*SCREEN, sys.executable, "-m", "bench.parts.desk", way, url, str(data), str(folder / way)]
    found: dict[str, float] = json.loads(run(command).splitlines()[-1])
    print(f"{way}: " + "  ".join(f"{name} {value:.3f}" for name, value in found.items()), flush=True)
    return found


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else COUNT))
