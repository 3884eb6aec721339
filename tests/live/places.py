"""Where things stand in the generated municipality, read from its own database."""

from __future__ import annotations

from pathlib import Path

from osgeo import ogr

ALTMARKFURT, NEUWASSER = "149990010010", "149990020020"


def benches_in(source: Path, ars: str) -> list[str]:
    """uuids of the benches that lie well inside a municipality."""
    data = ogr.Open(str(source / "dreiwasser.gpkg"))
    areas = data.GetLayer("verwaltungsgebiet")
    areas.SetAttributeFilter(f"ars = '{ars}' AND ebene = 'gemeinde'")
    area = ogr.Geometry(ogr.wkbMultiPolygon)
    for feature in areas:
        area = area.Union(feature.geometry())
    inside = area.Buffer(-50)
    benches = data.GetLayer("sitzbank")
    return sorted(bench["uuid"] for bench in benches if inside.Contains(bench.geometry()))
