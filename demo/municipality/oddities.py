"""Two services that are not as they should be, each a project and a GeoPackage of its own."""

from __future__ import annotations

from pathlib import Path
from random import Random

from qgis.core import QgsCoordinateReferenceSystem

from . import paint, project, publication, store
from .areas import site
from .geometry import blob
from .schema import Layer, Row, text
from .sizes import Seed

FOUNTAINS = Layer(
    "trinkbrunnen", "Trinkbrunnen", "Trinkbrunnen, nur zum Lesen: dieser Dienst kennt keine Transaktionen.", "Point",
    (text("name", "Name", required=True), text("zustand", "Zustand")), ("Trinkwasser",), "dl-de/zero-2-0",
)  # fmt: skip
BEDS = Layer(
    "pflanzbeet", "Pflanzbeete", "Pflanzbeete; Koordinaten in EPSG:25833, angekündigt wird EPSG:25832.", "MultiPolygon",
    (text("name", "Name", required=True), text("pate", "Patenschaft")), ("Stadtgrün",), "",
)  # fmt: skip


def write(output: Path, seed: Seed) -> None:
    """Write both projects."""
    rng = seed.stream("oddities")
    places = [(site(16.95, 15.95)[0] + rng.uniform(-600, 600), site(16.95, 15.95)[1] + rng.uniform(-500, 500))
              for _ in range(20)]  # fmt: skip
    wells = [Row(place, {"name": f"Brunnen Nr. {n}", "zustand": rng.choice(("gut", "", None))})
             for n, place in enumerate(places[:12], start=1)]  # fmt: skip
    _publish(output, "ohne-transaktion", "Trinkbrunnen (ohne Transaktionen)", FOUNTAINS, wells, None)
    beds = [_bed(n, place, rng) for n, place in enumerate(places[12:], start=1)]
    _publish(output, "falsches-crs", "Pflanzbeete (falsches CRS)", BEDS, beds, "EPSG:25832")


def _bed(number: int, place: tuple[float, float], rng: Random) -> Row:
    return Row([[blob(place, 6, rng)]], {"name": f"Beet {number}", "pate": "Bürgerverein Süd e. V."})


def _publish(output: Path, name: str, title: str, definition: Layer, rows: list[Row], announced: str | None) -> None:
    source = output / f"{name}.gpkg"
    dataset = store.create(source)
    store.write(dataset, definition, rows)
    del dataset
    target = project.empty(output, f"{name}.qgs")
    layer = project.vector(source, definition)
    symbol = paint.marker("circle", "#2c7fb8", 2.6) if definition is FOUNTAINS else paint.fill("#e3a6c4", "#a33b74")
    paint.single(layer, symbol)
    if announced:
        layer.setCrs(QgsCoordinateReferenceSystem(announced))
        target.setCrs(QgsCoordinateReferenceSystem(announced))
    target.addMapLayer(layer)
    publication.service(target, title, definition.abstract, [layer])
    project.save(target)
