"""A working copy of a million trees, a hundred of which are changed."""

from __future__ import annotations

from pathlib import Path

from osgeo import ogr

from plugin.adapters.working_copy import WorkingCopy
from plugin.adapters.working_copy.store import writing
from plugin.domain.feature import Feature
from plugin.services.contributions import LayerForm
from plugin.services.wfs.model import Field, LayerInfo, Schema

CRS, LAYER = "EPSG:25833", "baum"
FIELDS = (
    Field("uuid", "text"),
    Field("art", "text"),
    Field("hoehe", "number"),
    Field("gepflanzt", "date"),
    Field("nummer", "integer"),
)
_FILL = """
WITH RECURSIVE number(n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM number WHERE n < {rows})
INSERT INTO baum ("_fid", "geom", "uuid", "art", "hoehe", "gepflanzt", "nummer")
SELECT 'baum.' || n, (SELECT "geom" FROM baum WHERE "_id" = 1), printf('00000000-0000-4000-8000-%012d', n),
'Winterlinde', 12.5, '1900-01-01', n FROM number
"""


def grown(path: Path, rows: int) -> Path:
    """The working copy, as a check-out of `rows` rows leaves it."""
    schema = Schema(LAYER, FIELDS, "geometry", "Point")
    values = {"uuid": "00000000-0000-4000-8000-000000000001", "art": "Eiche", "hoehe": 1.5, "nummer": 1}
    first = Feature(LAYER, "1", CRS, {"type": "Point", "coordinates": [392000.5, 5820000.5]}, values)
    copy = WorkingCopy.create(path, "http://127.0.0.1:8080/ows/", "epoche")
    copy.add_layer(
        LayerInfo(LAYER, "Bäume", "", CRS, None, frozenset({"query"})),
        schema,
        LayerForm(LAYER, CRS, "uuid"),
        False,
        None,
    )
    copy.replace_rows(LAYER, [[("baum.1", first)]], 1)
    with writing(path) as connection:
        connection.execute("UPDATE buergergis_guard SET armed = 0")
        connection.execute(_FILL.format(rows=rows))
        connection.execute("UPDATE buergergis_guard SET armed = 1")
    return path


def change(path: Path, count: int) -> None:
    """Change `count` rows all over the layer, as any program does."""
    data = ogr.Open(str(path), 1)
    layer = data.GetLayerByName(LAYER)
    rows = layer.GetFeatureCount()
    layer.StartTransaction()
    for number in range(count):
        row = layer.GetFeature(1 + number * (rows // count))
        row["art"] = f"Ulme {number}"
        layer.SetFeature(row)
    layer.CommitTransaction()
