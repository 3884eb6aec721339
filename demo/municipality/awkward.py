"""What is meant to hurt: the cases in which software loses data, put into the data on purpose.

Kreisstraßen through cities, the federal road, the enclave, courtyards and the streets that every city has
come from the ordinary generator; what would not come about by itself is added here.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from .areas import ALTMARKFURT, Areas, site
from .geometry import Line, blob, mm, smooth
from .landuse import Blocks
from .network import Town
from .schema import Row
from .sizes import Seed
from .terrain import Terrain

BOUNDARY_TREE = "A-GRENZE"
COUNTY_SCHOOL = "Schulhof Kreisgymnasium „Käthe Kollwitz“ (Landkreis Dreiwasser)"
SHARED_PLAN = "Gewerbepark Heidegrund/Altmarkfurt"
CROSSED_PLAN = "Mühlgraben (Digitalisierfehler: Ring schneidet sich selbst)"
QUOTED = "Spielplatz \"Räuberhöhle\" <&> 'Süßes Äpfelchen' – „Größe 5“"


def changed(row: Row, **values: Any) -> Row:
    """The row with other values."""
    return replace(row, values={**row.values, **values})


def trees(rows: list[Row], areas: Areas) -> list[Row]:
    """A tree exactly on a vertex of the border A/B, and NULL beside '' beside '-' as house numbers."""
    border = areas.borders["i1", "i5"]
    on_border = changed(rows[0], baum_id=BOUNDARY_TREE, strname="Grenzweg", hausnr=None,
                        eigentuemer_ars=ALTMARKFURT, art_dtsch="Grenzlinde „Drei Brüder“ <&>")  # fmt: skip
    result = [*rows, replace(on_border, shape=border[len(border) // 2])]
    for number, value in enumerate((None, "", "-")):
        result[number] = changed(result[number], hausnr=value, status="bestand")
    return result


def playgrounds(rows: list[Row], found: Blocks) -> list[Row]:
    """A playground of a county school in Neuwasser, and a name with everything XML and CSV dislike."""
    own = {id(row): found.at(row.shape[0][0][0]) for row in rows}
    inside = [row for row in rows if (block := own[id(row)]) and block.town.name == "Neuwasser"]
    result = [changed(row, name=COUNTY_SCHOOL) if row is inside[0] else row for row in rows]
    return [changed(result[0], name=QUOTED), *result[1:]]


def plans(rows: list[Row], areas: Areas, towns: dict[str, Town], seed: Seed) -> list[Row]:
    """A plan across Altmarkfurt and the association, one that crosses itself, one in force since 1900."""
    border = areas.borders["i1", "i2"]
    middle = border[len(border) // 2]
    shared = [[blob(middle, 420, seed.stream("shared plan"), 0.2)]]
    x, y = towns["Rodenau"].nodes[max(towns["Rodenau"].nodes)]
    bowtie = [[[(x, y + 90), (x + 180, y + 210), (x + 180, y + 90), (x, y + 210), (x, y + 90)]]]
    base = changed(rows[0], plan_art="bplan", rechtsstand="rechtskraeftig", inkrafttreten="1900-01-01")
    return [
        changed(rows[0], rechtsstand="rechtskraeftig", inkrafttreten="1900-01-01",
                name="Fluchtlinienplan Altstadt"),
        *rows[1:],
        replace(changed(base, name=SHARED_PLAN, nummer="A/HG 1", inkrafttreten="2011-06-30"), shape=shared),
        replace(changed(base, name=CROSSED_PLAN, nummer="R 99", inkrafttreten="2003-11-01"), shape=bowtie),
    ]  # fmt: skip


def ridge_walk(terrain: Terrain, seed: Seed) -> list[Row]:
    """The layer hoehenweg: a line with Z, which QGIS Server drops or refuses when writing."""
    result = []
    for number, (name, course) in enumerate((
        ("Heiderücken-Höhenweg", [(16.2, 28.4), (20.0, 28.1), (24.4, 26.7), (28.6, 25.8)]),
        ("Panoramaweg zur Schönen Aussicht", [(22.0, 27.6), (23.1, 26.2), (24.0, 25.1)]),
    ), start=1):  # fmt: skip
        line: Line = smooth([site(*place) for place in course], 4)
        heights = terrain.heights(np.array([p[0] for p in line]), np.array([p[1] for p in line]))
        shape = [mm((x, y, float(z))) for (x, y), z in zip(line, heights, strict=True)]
        result.append(Row(shape, {"name": name, "nummer": number, "markierung": "gelber Strich"}))
    return result
