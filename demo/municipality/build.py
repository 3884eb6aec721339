"""All files of the demo: data first, then the projects that publish them."""

from __future__ import annotations

import tempfile
from pathlib import Path

from qgis.core import QgsApplication

from . import contributions, generate, oddities, project, responsibilities, store
from .catalogue import LAYERS
from .sizes import SIZES, Seed


def municipality(size: str, seed: int, output: Path) -> dict[str, int]:
    """Write the municipality into a folder; returns the number of features by layer."""
    output.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as profile:
        application = QgsApplication([], True, profile)
        application.initQgis()
        counts = _data(size, seed, output)
        oddities.write(output, Seed(seed))
        project.write(output, counts)  # last: who finds it finds everything it needs
        application.exitQgis()
    return counts


def _data(size: str, seed: int, output: Path) -> dict[str, int]:
    rows = generate.rows(SIZES[size], Seed(seed), output / "dgm.tif")
    contributions.write(contributions.draw(rows, contributions.MIXES[size], Seed(seed)), output)
    dataset = store.create(output / "dreiwasser.gpkg")
    counts = {layer.name: store.write(dataset, layer, rows[layer.name]) for layer in LAYERS if layer.name in rows}
    store.write(dataset, responsibilities.TABLE, responsibilities.rows())
    responsibilities.write(output, Seed(seed))
    return counts
