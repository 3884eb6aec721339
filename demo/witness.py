"""An independent client: GDAL's command line says over WFS what the server holds. No code of ours is in it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Row:
    """One feature as the outside client saw it; ordinates as text, so that no decimal is lost."""

    properties: Mapping[str, Any]
    x: str
    y: str


def rows(service: str, layer: str, key: str = "uuid") -> dict[str, Row]:
    """All features of a layer by `key`, read anonymously with ogr2ogr as WFS 1.1.0 in the native CRS."""
    done = subprocess.run(
        ["ogr2ogr", "-f", "GeoJSON", "/vsistdout/", f"WFS:{service}", layer, "-oo", "VERSION=1.1.0",
         "-lco", "RFC7946=NO", "-lco", "COORDINATE_PRECISION=12", "--config", "GDAL_HTTP_TIMEOUT", "60"],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    # Numbers stay the text that the client printed.
    features = json.loads(done.stdout, parse_float=str)["features"]
    return {feature["properties"][key]: _row(feature) for feature in features}


def _row(feature: Mapping[str, Any]) -> Row:
    x, y = feature["geometry"]["coordinates"][:2]
    return Row(feature["properties"], str(x), str(y))
