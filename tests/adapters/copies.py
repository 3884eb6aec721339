"""A working copy with the trees and benches of a village, as a server would send them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from plugin.adapters.working_copy import WorkingCopy
from plugin.domain.feature import Feature
from plugin.services.contributions import LayerForm
from plugin.services.wfs.model import Field, LayerInfo, Schema

URL = "http://127.0.0.1:8080/ows/"
CRS = "EPSG:25833"
BAUM = Schema(
    "baum",
    (
        Field("fid", "integer"),
        Field("uuid", "text"),
        Field("art", "text"),
        Field("höhe", "number"),
        Field("gepflanzt", "date"),
        Field("geprüft", "datetime"),
        Field("erhalten", "boolean"),
        Field("nummer", "integer"),
        Field("merkmale", "json"),
    ),
    "geometry",
    "Point",
)
KONTAKT = Schema("kontakt", (Field("name", "text"), Field("rang", "integer")), None, None)
Row = tuple[str, Feature]


def baum(number: int, **properties: Any) -> Row:
    """Tree `number` of the village; `at` is its position."""
    at = properties.pop("at", [392000.123456 + number, 5820000.654321 + number])
    values = {
        "fid": number,
        "uuid": f"00000000-0000-4000-8000-{number:012d}",
        "art": "Winterlinde",
        "höhe": 12.5,
        "gepflanzt": "1900-01-01",
        "geprüft": "2024-01-02T03:04:05.678Z",
        "erhalten": True,
        "nummer": 2**60 + number,
        "merkmale": {"kronenform": "rund", "schäden": [1, None]},
    }
    geometry = at and {"type": "Point", "coordinates": at}
    return f"baum.{number}", Feature("baum", str(number), CRS, geometry, values | properties)


def load(
    copy: WorkingCopy,
    rows: list[Row],
    schema: Schema = BAUM,
    key: str = "",
    extent: tuple[float, float, float, float] | None = None,
) -> Any:
    """Check out `rows` as the layer of `schema`, whole."""
    form = LayerForm(schema.layer, CRS, key)
    info = LayerInfo(schema.layer, f"Die {schema.layer}", "", CRS, None, frozenset({"query"}))
    copy.add_layer(info, schema, form, False, extent)
    return copy.replace_rows(schema.layer, [rows], len(rows))


def village(folder: Path, key: str = "", count: int = 5) -> WorkingCopy:
    """A working copy of `count` trees in a folder with an umlaut and a space."""
    place = folder / "Grün & Bäume"
    place.mkdir(exist_ok=True)
    copy = WorkingCopy.create(place / "Arbeitskopie für Änne.gpkg", URL, "epoche")
    load(copy, [baum(number) for number in range(1, count + 1)], key=key)
    return copy
