"""200 places and who is responsible there, 30 of them hard, against a truth that the resolver never reads:
`python -m bench.responsibility`. Two seeds, so that nothing is tuned to one. Writes build/bench/responsibility.json.

The peer for the time is the same table asked in SQLite, without any geometry: what a line-of-business system does
once it knows the municipality.
"""

from __future__ import annotations

import json
import math
import sqlite3
import sys
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from statistics import median

from osgeo import ogr

from bench.parts.line import Line
from demo import responsibility_points
from demo.municipality.responsibilities import FILE
from demo.published import ROOT, source
from plugin.domain.directory import Directory
from plugin.domain.responsibility import Answer, Question, Resolver
from plugin.domain.surface import Edge, Surface, line_edges
from plugin.formats.responsibility import parse

OUTPUT = ROOT / "build" / "bench" / "responsibility.json"
SEEDS = (6, 91607)
RIGHT, MILLISECONDS = 0.98, 5.0
TABLE = "SELECT stelle FROM zustaendigkeit WHERE kategorie = ? AND ? LIKE ars || '%' ORDER BY length(ars) DESC LIMIT 1"


def main() -> int:
    """Run, print and write; returns the exit code, 1 where a target was missed."""
    folder = source()
    resolver = made(folder)
    lines: list[Line] = []
    for seed in SEEDS:
        points, truth = responsibility_points.write(OUTPUT.parent / str(seed), cases_of(folder, seed))
        lines += compare(folder, resolver, seed, points, truth)
    lines.append(of_a_long_boundary())
    OUTPUT.parent.mkdir(parents=True, exist_ok=True)
    OUTPUT.write_text(json.dumps([asdict(line) for line in lines], indent=1), "utf-8")
    return 0 if all(line.ok for line in lines) else 1


def cases_of(folder: Path, seed: int) -> list[responsibility_points.Case]:
    return responsibility_points.cases(responsibility_points.read(folder, seed))


def made(folder: Path) -> Resolver:
    """The resolver of the demo: its file, its areas and its roads."""
    dataset = ogr.Open(str(folder / "dreiwasser.gpkg"))
    areas = [Surface(row.GetField("ars"), _shape(row)) for row in dataset.GetLayer("verwaltungsgebiet")]
    roads: list[tuple[Edge, str]] = []
    for row in dataset.GetLayer("strasse"):
        roads += [(edge, row.GetField("baulast_ars")) for edge in line_edges(_shape(row))]
    return Resolver(parse((folder / FILE).read_text("utf-8")), areas, roads)


def compare(folder: Path, resolver: Resolver, seed: int, points: Path, truth: Path) -> list[Line]:
    """How many are right, of all and of the hard ones, and how long the slowest took."""
    questions = [Question(**one) for one in json.loads(points.read_text("utf-8"))]
    answers, slowest = zip(*(timed(resolver, question) for question in questions), strict=True)
    wanted = json.loads(truth.read_text("utf-8"))
    right = [
        (answer.body.id if answer.body else "") == one["body"] for answer, one in zip(answers, wanted, strict=True)
    ]
    tell(questions, answers, wanted, right)
    hard = [good for good, one in zip(right, wanted, strict=True) if one["why"]]
    explained = sum(bool(answer.tried) for answer in answers)
    peer = of_the_table(folder, questions, answers)
    name = f"seed {seed}: "
    return [
        line(name + "right", 100 * sum(right) / len(right), "%", "target", 100 * RIGHT),
        line(name + "hard ones right", 100 * sum(hard) / len(hard), "%", "target", 100 * RIGHT),
        line(name + "explained", 100 * explained / len(right), "%", "target", 100.0),
        line(name + "slowest answer", max(slowest), "ms", "table in SQLite", peer, MILLISECONDS),
        line(name + "median answer", median(slowest), "ms", "table in SQLite", peer, MILLISECONDS),
    ]


def timed(resolver: Resolver, question: Question) -> tuple[Answer, float]:
    """An answer and its milliseconds; the best of three, for others use this machine too."""
    took = []
    for _ in range(3):
        began = time.perf_counter()
        answer = resolver.resolve(question)
        took.append(1000 * (time.perf_counter() - began))
    return answer, min(took)


def of_a_long_boundary() -> Line:
    """The slowest answer where each boundary has 50,000 corners, as those of the surveying offices; all at its line."""
    corners = [(400_000 + 9_000 * math.cos(turn), 5_600_000 + 9_000 * math.sin(turn)) for turn in _TURNS]
    ring = [*corners, corners[0]]
    inner, outer = ({"type": "Polygon", "coordinates": rings} for rings in ([ring], [_AROUND, ring]))
    areas = [Surface("149990010010", inner), Surface("149990020020", outer)]
    resolver = Resolver(Directory({}), areas)
    slowest = max(timed(resolver, Question("x", *corner))[1] for corner in corners[::250])
    return line("slowest at 50,000 corners", slowest, "ms", "target", MILLISECONDS, MILLISECONDS)


_TURNS = [2 * math.pi * number / 50_000 for number in range(50_000)]
_AROUND = [(380_000, 5_580_000), (420_000, 5_580_000), (420_000, 5_620_000), (380_000, 5_620_000), (380_000, 5_580_000)]


def of_the_table(folder: Path, questions: Sequence[Question], answers: Sequence[Answer]) -> float:
    """Milliseconds that the same table takes in SQLite, in the median, for a municipality that is known."""
    took = []
    with closing(sqlite3.connect(folder / "dreiwasser.gpkg")) as connection:
        for question, answer in zip(questions, answers, strict=True):
            began = time.perf_counter()
            connection.execute(TABLE, (question.category, answer.place)).fetchone()
            took.append(1000 * (time.perf_counter() - began))
    return median(took)


def line(name: str, value: float, unit: str, peer: str, peer_value: float, most: float | None = None) -> Line:
    """Print a figure against its target, or against its peer and the most that it may be, and return it."""
    ok = value >= peer_value if most is None else value <= most
    target = peer_value if most is None else most
    print(
        f"{name:32}{value:10.3f} {unit:3}  {peer} {peer_value:.3f}, wanted {target:g}{'' if ok else '  !'}", flush=True
    )
    return Line(name, value, unit, peer, peer_value, value / peer_value, target, ok)


def tell(
    questions: Sequence[Question], answers: Sequence[Answer], wanted: Sequence[dict[str, str]], right: Sequence[bool]
) -> None:
    """Say which ones are wrong."""
    for question, answer, one, good in zip(questions, answers, wanted, right, strict=True):
        if not good:
            print(f"WRONG: {question} is {one['body'] or 'nobody'} ({one['why']}), not {answer.body}: {answer.tried}")


def _shape(row: ogr.Feature) -> dict[str, object]:
    return dict(json.loads(row.GetGeometryRef().ExportToJson(options=["COORDINATE_PRECISION=9"])))


if __name__ == "__main__":
    sys.exit(main())
