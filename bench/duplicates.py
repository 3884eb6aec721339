"""All pairs of points within a radius, against PostGIS and GeoPandas in one run: `python -m bench.duplicates`.

10,000, 100,000 and 1,000,000 points, as dense each time, of which three in a hundred are near another one. Ours is
timed from the coordinates on, with the tree; PostGIS has its GiST index already; GeoPandas from the coordinates on, for
the nearest neighbour alone. How many pairs there are must agree. Writes build/bench/duplicates.json.

The peers are compared by the clock. What ours takes is counted in seconds of one processor: it uses one, so that is
what the clock shows on a machine that does nothing else.
"""

from __future__ import annotations

import json
import math
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from bench.parts.line import Line
from demo.postgres import Cluster, programs
from demo.published import ROOT
from plugin.domain.candidates import TREE, judged
from plugin.domain.duplicates import near_pairs, places_of, shapes_of_wkb
from plugin.domain.likeness import row_likeness

OUTPUT = ROOT / "build" / "bench" / "duplicates.json"
VENV = OUTPUT.parent / "venv"
SIZES = (10_000, 100_000, 1_000_000)
ROUNDS = {10_000: 20, 100_000: 5, 1_000_000: 3}
PEER_ROUNDS = {10_000: 5, 100_000: 2, 1_000_000: 1}
RADIUS = TREE.radius
SECONDS, SLOPE = 5.0, 1.2
"""What a million may take, and the exponent of the time from the smallest to the largest that is near enough to 1."""

JOIN = f"SELECT count(*) FROM p a JOIN p b ON ST_DWithin(a.geom, b.geom, {RADIUS}) AND a.id < b.id"


def main() -> int:
    """Run, print and write; returns the exit code, 1 where a target was missed."""
    lines: list[Line] = []
    took: dict[int, float] = {}  # seconds of a processor
    with tempfile.TemporaryDirectory(prefix="bench", dir="/var/tmp") as folder, Postgis(Path(folder)) as postgis:
        for size in SIZES:
            places = points(size)
            pairs, seconds, took[size] = best(ROUNDS[size], lambda places=places: ours(places))
            print(f"{size:>9,} points: {pairs} pairs in {seconds:.3f} s, {took[size]:.3f} s of a processor", flush=True)
            lines += against_postgis(postgis, size, places, pairs, seconds)
            lines += against_geopandas(Path(folder), size, places, seconds)
    lines += of_itself(took)
    OUTPUT.parent.mkdir(parents=True, exist_ok=True)
    OUTPUT.write_text(json.dumps([asdict(line) for line in lines], indent=1), "utf-8")
    return 0 if all(line.ok for line in lines) else 1


def points(size: int) -> Any:
    """Places of trees in metres: 1,100 a square kilometre, three in a hundred entered again up to 2 m beside."""
    rng = np.random.default_rng(size)
    side, again = math.sqrt(size / 1_000_000) * 30_000, size * 3 // 100
    places = rng.uniform(0, side, (size - again, 2))
    copies = places[rng.integers(0, len(places), again)] + rng.uniform(-1.4, 1.4, (again, 2))
    return np.round(np.vstack([places, copies]) + (480_000, 5_660_000), 3)


def ours(places: Any) -> int:
    """The number of pairs."""
    import shapely

    return sum(len(ones) for ones, _ in near_pairs(shapely.points(places), RADIUS))


def of_itself(took: dict[int, float]) -> list[Line]:
    """How long a million takes, how the time grows, and what comparing the rows costs."""
    smallest, largest = SIZES[0], SIZES[-1]
    slope = math.log(took[largest] / took[smallest]) / math.log(largest / smallest)
    whole = with_rows(SIZES[-1])
    named, took_all = f"{largest:,} points", took[largest]
    return [
        said(Line(named, took_all, "s CPU", "target", SECONDS, took_all / SECONDS, SECONDS, took_all <= SECONDS)),
        said(Line(f"{named}, WKB to score", whole, "s CPU", "pairs alone", took_all, whole / took_all,
                  2 * SECONDS, whole <= 2 * SECONDS)),
        said(Line(f"growth from {smallest:,}", slope, "exponent", "linear", 1.0, slope, SLOPE, slope <= SLOPE)),
    ]  # fmt: skip


def with_rows(size: int) -> float:
    """The seconds that findduplicates takes without QGIS: WKB to shapes, pairs, places, likeness of rows, score."""
    import shapely

    texts = shapely.to_wkb(shapely.points(points(size))).tolist()
    row = {"gattung": "Tilia", "pflanzjahr": 1987, "strname": "Karl-Marx-Str."}
    other = {"gattung": "Tilia", "pflanzjahr": 1988, "strname": "Karl-Marx-Straße"}
    began = time.process_time()
    shapes = shapes_of_wkb(texts)
    for ones, others in near_pairs(shapes, RADIUS):
        for place in places_of(shapes[ones], shapes[others]):
            judged("1", place, row_likeness(row, other), TREE)
    return time.process_time() - began


def against_postgis(postgis: Postgis, size: int, places: Any, pairs: int, seconds: float) -> list[Line]:
    if not postgis.running:
        return []
    postgis.load(places)
    found, peer, _ = best(PEER_ROUNDS[size], postgis.join)
    assert found == pairs, f"PostGIS finds {found} pairs, not {pairs}"
    return [faster(f"{size:,} points", seconds, "PostGIS ST_DWithin", peer)]


def against_geopandas(folder: Path, size: int, places: Any, seconds: float) -> list[Line]:
    python = environment()
    if python is None:
        return []
    file = folder / "points.npy"
    np.save(file, places)
    command = [str(python), str(ROOT / "bench/parts/nearest.py"), str(file), str(RADIUS), str(PEER_ROUNDS[size])]
    peer = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return [faster(f"{size:,} points", seconds, f"GeoPandas {peer['version']} sjoin_nearest", peer["seconds"])]


class Postgis:
    """A database of our own with one table of points; `running` is False where PostgreSQL is not installed."""

    def __init__(self, folder: Path) -> None:
        self.running, self._folder = programs() is not None, folder
        settings = "shared_buffers = '512MB'\nwork_mem = '256MB'\nmax_wal_size = '4GB'\n"
        self._cluster = Cluster(folder / "cluster", settings=settings)

    def __enter__(self) -> Postgis:
        if self.running:
            self._cluster.create()
            self._cluster.add_database()
        else:
            print("SKIPPED: PostGIS, for PostgreSQL is not installed (apt: postgresql postgresql-postgis)")
        return self

    def __exit__(self, *_: object) -> None:
        if self.running:
            self._cluster.remove()

    def load(self, places: Any) -> None:
        """The points, with their index, analysed."""
        file = self._folder / "points.csv"
        np.savetxt(file, places, fmt="%.3f", delimiter=",")
        self._cluster.sql("DROP TABLE IF EXISTS raw; DROP TABLE IF EXISTS p; CREATE TABLE raw (x float8, y float8)")
        self._cluster.sql(f"\\copy raw FROM '{file}' WITH (FORMAT csv)")
        self._cluster.sql(
            "CREATE TABLE p AS SELECT row_number() OVER () AS id, "
            "ST_SetSRID(ST_MakePoint(x, y), 25833)::geometry(Point, 25833) AS geom FROM raw"
        )
        self._cluster.sql("CREATE INDEX ON p USING gist (geom)")
        self._cluster.sql("VACUUM ANALYZE p")

    def join(self) -> int:
        return int(self._cluster.sql(JOIN))


def environment() -> Path | None:
    """The Python that has the peers of bench/requirements.txt; None where they are not to be had, which is said."""
    python = VENV / "bin" / "python"
    if not (VENV / "made").exists():
        venv.create(VENV, with_pip=True, clear=True)
        wanted = ["--requirement", str(ROOT / "bench/requirements.txt")]
        command = [str(python), "-m", "pip", "install", "--quiet", "--no-input", "--only-binary", ":all:", *wanted]
        if subprocess.run(command, check=False).returncode:
            print("SKIPPED: GeoPandas, for it could not be installed (bench/requirements.txt)", flush=True)
            return None
        (VENV / "made").touch()
    return python


def best(rounds: int, work: Callable[[], int]) -> tuple[int, float, float]:
    """What `work` says, and the seconds of its best round: by the clock, and of this process's processor."""
    found, clock, processor = 0, [], []
    for _ in range(rounds):
        began, used = time.perf_counter(), time.process_time()
        found = work()
        clock.append(time.perf_counter() - began)
        processor.append(time.process_time() - used)
    return found, min(clock), min(processor)


def faster(name: str, seconds: float, peer: str, peer_seconds: float) -> Line:
    ratio = peer_seconds / seconds
    return said(Line(name, seconds, "s", peer, peer_seconds, ratio, 1.0, ratio >= 1.0))


def said(line: Line) -> Line:
    """Print a comparison, and return it."""
    print(
        f"{line.name:44}{line.value:9.3f} {line.unit:9}{line.peer} {line.peer_value:.3f}: {line.ratio:.2f}, "
        f"wanted {line.target:g}{'' if line.ok else '  !'}",
        flush=True,
    )
    return line


if __name__ == "__main__":
    sys.exit(main())
