"""Whether a server process stays small: 10,000 requests to one worker, written and read: `python -m bench.memory`.

Writes build/bench/memory.json. The worker is not replaced meanwhile, as gunicorn would do by itself.
"""

from __future__ import annotations

import json
import sys
import tempfile
from dataclasses import asdict
from itertools import cycle
from pathlib import Path

from bench.parts.cases import LAYER, Site, body
from bench.parts.client import Client
from bench.parts.line import Line
from demo.published import ROOT
from demo.service import PASSWORD, Service
from plugin.services.wfs.filters import FeatureIds
from plugin.services.wfs.model import Delete, Insert

OUTPUT = ROOT / "build" / "bench" / "memory.json"
FIRST, LAST = 1_000, 10_000
GROWTH = 1.1
"""How much larger the process may be after the last than after the first thousand."""

READING = (
    f"SERVICE=WFS&VERSION=1.1.0&REQUEST=GetFeature&TYPENAME={LAYER}&OUTPUTFORMAT=GEOJSON&MAXFEATURES=20",
    "SERVICE=WMS&VERSION=1.3.0&REQUEST=GetMap&LAYERS=sitzbank&STYLES=&CRS=EPSG:25833"
    "&BBOX=494600,5670600,494900,5670900&WIDTH=256&HEIGHT=256&FORMAT=image/png",
    "SERVICE=BUERGERGIS&REQUEST=WhoAmI",
)


def main() -> int:
    """Run, print and write; returns the exit code."""
    with tempfile.TemporaryDirectory(prefix="bench") as folder, OneWorker.demo(Path(folder)) as service:
        sizes = measured(service)
    ratio = sizes[LAST] / sizes[FIRST]
    line = Line("memory of a worker", sizes[LAST], "MB", f"after {FIRST}", sizes[FIRST], ratio, GROWTH, ratio <= GROWTH)
    print(f"{sizes[FIRST]:.0f} MB after {FIRST} requests, {sizes[LAST]:.0f} MB after {LAST}: {ratio:.2f}x")
    OUTPUT.parent.mkdir(parents=True, exist_ok=True)
    OUTPUT.write_text(json.dumps([asdict(line)], indent=1), "utf-8")
    return 0 if line.ok else 1


class OneWorker(Service):
    """The service with a single worker that lives on."""

    def start(self) -> None:
        self.workers = 1
        self.environment = {**self.environment, "GUNICORN_CMD_ARGS": "--max-requests 0"}
        super().start()


def measured(service: Service) -> dict[int, float]:
    """Resident megabytes of the worker after FIRST and after LAST requests; half of them write."""
    client = Client(service.url, "verwaltung", PASSWORD)
    site = Site("server half", client, [])
    (worker,) = service.workers_now()
    sizes, reading = {}, cycle(READING)
    for number in range(1, LAST + 1):
        if number % 2:
            client.get(next(reading))
        elif site.keys:
            client.post(body([Delete(LAYER, FeatureIds((site.keys.pop(),)))]))
        else:
            site.insert([Insert(LAYER, (site.bench(),))])
        if number in (FIRST, LAST):
            sizes[number] = resident(worker)
    assert service.workers_now() == [worker], "the worker did not live on"
    return sizes


def resident(process: int) -> float:
    """Megabytes of memory that a process holds."""
    lines = Path(f"/proc/{process}/status").read_text("ascii", "replace").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS:"))


if __name__ == "__main__":
    sys.exit(main())
