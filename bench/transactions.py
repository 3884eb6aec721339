"""The server half against stock QGIS Server WFS-T in one run: `python -m bench.transactions [gpkg|postgis …]`.

Both serve the same layers behind the same nginx and the same gunicorn with as many workers; the peer has them
published the stock way (WFSTLayers) and no plugin. What is asked of them is the same to the byte, in turns.
Writes build/bench/transactions.json.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path

from qgis.core import QgsApplication

from bench.parts.cases import CLIENTS, MANY, WRITING, Site
from bench.parts.client import Client, Took
from bench.parts.line import Line
from bench.parts.stock import Stock, publish
from demo.published import ROOT
from demo.service import PASSWORD, Service

OUTPUT = ROOT / "build" / "bench" / "transactions.json"
BACKENDS = ("gpkg", "postgis")
ROUNDS = {"gpkg": 2, "postgis": 5}
READINGS = 40
WRITER = "verwaltung"
TARGETS = {
    **{("gpkg", name): 40.0 for name in WRITING if str(MANY) in name},
    **{("postgis", name): 2.5 for name in WRITING if str(MANY) in name},
    ("postgis", f"insert {MANY}"): 1.5,
}
READING = {
    "GetFeature": "SERVICE=WFS&VERSION=1.1.0&REQUEST=GetFeature&TYPENAME=baum_altmarkfurt&OUTPUTFORMAT=GEOJSON",
    "GetMap": "SERVICE=WMS&VERSION=1.3.0&REQUEST=GetMap&LAYERS=strasse,baum_altmarkfurt&STYLES=&CRS=EPSG:25833"
    "&BBOX=493600,5670000,495600,5671500&WIDTH=800&HEIGHT=600&FORMAT=image/png",
}
NOT_SLOWER, SLOWED = 1.0, 0.95


def main(backends: Sequence[str]) -> int:
    """Run, print and write; returns the exit code, 1 where a target was missed."""
    application = QgsApplication([], False)
    application.initQgis()
    lines: list[Line] = []
    for backend in backends or BACKENDS:
        with tempfile.TemporaryDirectory(prefix="bench") as folder, services(backend, Path(folder)) as (ours, stock):
            lines += compare(backend, ours, stock)
            lines += compare_reading(backend, ours, stock)
    OUTPUT.parent.mkdir(parents=True, exist_ok=True)
    OUTPUT.write_text(json.dumps([asdict(line) for line in lines], indent=1), "utf-8")
    return 0 if all(line.ok for line in lines) else 1


@contextmanager
def services(backend: str, folder: Path) -> Iterator[tuple[Service, Stock]]:
    """Both services, running. The peer has a GeoPackage of its own; in PostgreSQL they take turns in one table."""
    ours = Service.demo(folder / "ours", backend=backend)
    with ours:
        base = ours.projects["/ows/"].parent.parent
        for name in ("municipality", "published"):
            shutil.copytree(base / name, folder / "stock" / name)
        prepared = folder / "stock" / "published" / "dreiwasser.qgs"
        seen = ours.database.environment if ours.database else {}
        os.environ.update(seen)
        projects = {"/ows/": publish(prepared, prepared.with_name("stock.qgs")), "/ows/read/": prepared}
        with Stock(projects, folder / "stock", workers=ours.workers, environment=seen) as stock:
            yield ours, stock


def compare(backend: str, ours: Service, stock: Service) -> Iterator[Line]:
    """The writing cases, in turns."""
    pair = [site("server half", ours), site("stock", stock)]
    for one in pair:  # each worker opens project and layers once; nobody counts that
        for client in [one.client, *one.more] * 2:
            replace(one, client=client).insert_one()
    print(f"\n{backend:24}{'server half: rate, p50, p99':>46}{'stock':>46}", flush=True)
    took: dict[str, tuple[list[Took], list[Took]]] = {name: ([], []) for name in WRITING}
    for _ in range(ROUNDS[backend]):
        for name, case in WRITING.items():
            for one, results in zip(pair, took[name], strict=True):
                results.append(case(one))
    for name, both in took.items():
        yield line(f"{backend}: {name}", [summed(part) for part in both], TARGETS.get((backend, name), NOT_SLOWER))


def compare_reading(backend: str, ours: Service, stock: Stock) -> Iterator[Line]:
    """The same published project read by guests with and without the plugin, in turns."""
    clients = [Client(ours.url), Client(stock.url + "read/")]
    for name, query in READING.items():
        for client in clients * 2 * ours.workers:
            client.get(query)
        both: tuple[list[Took], list[Took]] = ([], [])
        for _ in range(READINGS):
            for client, results in zip(clients, both, strict=True):
                results.append(timed(lambda client=client, query=query: client.get(query)))
        yield line(f"{backend}: {name}", [summed(part) for part in both], SLOWED, "requests/s")


def site(name: str, service: Service) -> Site:
    """A service with the clients of somebody who may write everywhere."""
    clients = [Client(service.url, WRITER, PASSWORD) for _ in range(1 + CLIENTS)]
    return Site(name, clients[0], clients[1:])


def timed(request: Callable[[], object]) -> Took:
    began = time.perf_counter()
    request()
    seconds = time.perf_counter() - began
    return Took([seconds], 1, seconds)


def summed(parts: Sequence[Took]) -> Took:
    """All rounds of a case in one."""
    seconds = [one for part in parts for one in part.seconds]
    return Took(seconds, *(sum(getattr(part, name) for part in parts) for name in ("features", "elapsed", "failed")))


def line(name: str, both: Sequence[Took], target: float, unit: str = "features/s") -> Line:
    """Print a comparison, and return it."""
    ours, stock = both
    ratio = ours.per_second / stock.per_second
    kept = "  " if ratio >= target else " !"
    print(f"{name:24}{shown(ours)}{shown(stock)} {ratio:8.2f}x, wanted {target:g}{kept}", flush=True)
    return Line(name, ours.per_second, unit, "QGIS Server", stock.per_second, ratio, target, ratio >= target)


def shown(took: Took) -> str:
    text = f"{took.per_second:.1f}/s {took.quantile(0.5):8.1f} {took.quantile(0.99):8.1f} ms"
    return f"{text}{f' ({took.failed} failed)' if took.failed else '':12}".rjust(46)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
