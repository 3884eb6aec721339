"""A generated municipality as the tests see it: read with plain OGR, made by the command people use."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from osgeo import ogr

ROOT = Path(__file__).resolve().parents[2]

ogr.UseExceptions()


@dataclass(frozen=True)
class Source:
    """A generated folder, read with plain OGR."""

    folder: Path

    def features(self, layer: str, where: str = "", file: str = "dreiwasser.gpkg") -> list[ogr.Feature]:
        """The features of a layer, optionally filtered."""
        dataset = ogr.Open(str(self.folder / file))
        table = dataset.GetLayer(layer)
        table.SetAttributeFilter(where or None)
        return list(table)

    def values(self, layer: str, field: str, where: str = "") -> list[Any]:
        """One attribute of all features; None where it is NULL."""
        return [feature.GetField(field) for feature in self.features(layer, where)]

    def area(self, ars: str) -> ogr.Geometry:
        """The area with this key."""
        (feature,) = self.features("verwaltungsgebiet", f"ars = '{ars}'")
        return feature.GetGeometryRef().Clone()


def generate(folder: Path, *arguments: str) -> None:
    """Run the generator as a user would."""
    command = [sys.executable, "-m", "demo.municipality", "--output", str(folder), *arguments]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, timeout=120)
