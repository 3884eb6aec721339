"""Who is responsible in the county of Dreiwasser: 24 categories, 220 rules, as a table and as a responsibility file.

The file names besides what a table cannot: operators, roads, areas with an authority of their own, offices.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from .areas import ALTMARKFURT, ASSOCIATION, COUNTY, EICHHOEHE, FOREST, GROSSLINDEN, HEIDEHOF, NEUWASSER, RODENAU, site
from .geometry import blob, mm
from .schema import Layer, Row, text
from .sizes import Seed

STATE = "14"
CITIES = {"a": ALTMARKFURT, "n": NEUWASSER, "r": RODENAU}
VILLAGES = (HEIDEHOF, EICHHOEHE, GROSSLINDEN)
FILE = "zustaendigkeit.json"

# category: (title, about roads, office in a city, office of the county)
CATEGORIES = {
    "schlagloch": ("Schlagloch", True, "tiefbau", "strassen"),
    "gehweg": ("Gehwegschaden", True, "tiefbau", "strassen"),
    "ampel": ("Ampel", True, "tiefbau", "strassen"),
    "verkehrszeichen": ("Verkehrszeichen", True, "verkehr", "strassen"),
    "markierung": ("Fahrbahnmarkierung", True, "verkehr", "strassen"),
    "radweg": ("Radweg", True, "tiefbau", "strassen"),
    "winterdienst": ("Winterdienst", True, "bauhof", "strassen"),
    "beleuchtung": ("Straßenbeleuchtung", False, "tiefbau", "strassen"),
    "baum": ("Baum", False, "gruen", "naturschutz"),
    "gruenflaeche": ("Grünfläche", False, "gruen", "naturschutz"),
    "spielplatz": ("Spielplatz", False, "gruen", "schulen"),
    "sitzbank": ("Sitzbank", False, "bauhof", "service"),
    "papierkorb": ("Papierkorb", False, "bauhof", "abfall"),
    "radabstellanlage": ("Radabstellanlage", False, "verkehr", "service"),
    "barriere": ("Barriere", False, "tiefbau", "service"),
    "muell": ("Wilder Müll", False, "ordnung", "abfall"),
    "abfalltonne": ("Abfalltonne", False, "bauhof", "abfall"),
    "graffiti": ("Graffiti", False, "ordnung", "service"),
    "schrottauto": ("Abgemeldetes Fahrzeug", False, "ordnung", "abfall"),
    "laerm": ("Lärm", False, "ordnung", "umwelt"),
    "gewaesser": ("Gewässer", False, "gruen", "umwelt"),
    "kanal": ("Kanaldeckel und Gully", False, "tiefbau", "umwelt"),
    "denkmal": ("Denkmal", False, "bauamt", "denkmal"),
    "sonstiges": ("Sonstiges", False, "rathaus", "service"),
}
BY_ASSOCIATION = ("abfalltonne", "schrottauto", "laerm", "kanal", "denkmal", "sonstiges")
"""What the villages have left to their association; it is responsible for everything they state no rule for."""

NOT_OF_THE_STATE = ("abfalltonne", "sonstiges")
OFFICES = {
    "tiefbau": "Tiefbauamt", "verkehr": "Straßenverkehrsbehörde", "bauhof": "Bauhof", "gruen": "Grünflächenamt",
    "ordnung": "Ordnungsamt", "bauamt": "Bauamt", "rathaus": "Bürgerbüro",
}  # fmt: skip
COUNTY_OFFICES = {
    "strassen": "Straßenmeisterei", "naturschutz": "Untere Naturschutzbehörde", "schulen": "Amt für Schulen",
    "abfall": "Abfallwirtschaft", "umwelt": "Umweltamt", "denkmal": "Untere Denkmalschutzbehörde",
    "service": "Servicestelle",
}  # fmt: skip
NAMES = {"a": "Große Kreisstadt Altmarkfurt", "n": "Stadt Neuwasser", "r": "Stadt Rodenau"}
STATE_ROADS, STATE_OFFICE, FORESTRY, RAILWAY = "land-strassen", "land", "forst", "hafen"

TABLE = Layer(
    "zustaendigkeit", "Zuständigkeiten", "Wer wofür in welchem Gebiet zuständig ist.", "None",
    (text("regel", "Regel", required=True), text("kategorie", "Kategorie", required=True),
     text("bezeichnung", "Bezeichnung"), text("ars", "Gebiet (ARS)", required=True),
     text("stelle", "Stelle", required=True), text("stelle_name", "Name der Stelle")),
    ("Zuständigkeit",),
)  # fmt: skip

RESERVE, CORE, HARBOUR = site(22.0, 26.5), site(22.3, 26.6), site(8.9, 20.6)


def bodies() -> dict[str, dict[str, Any]]:
    """All authorities: seven offices in each city, seven of the county, the association, the Land."""
    found: dict[str, dict[str, Any]] = {}
    for short, ars in CITIES.items():
        for key, title in OFFICES.items():
            found[f"{key}-{short}"] = {"name": f"{NAMES[short]}, {title}", "ars": ars, "substitute": f"rathaus-{short}"}
        del found[f"rathaus-{short}"]["substitute"]
    for key, title in COUNTY_OFFICES.items():
        found[f"kreis-{key}"] = {"name": f"Landkreis Dreiwasser, {title}", "ars": COUNTY, "days": 21}
    found["vg"] = {"name": "Verwaltungsgemeinschaft Heidegrund", "ars": ASSOCIATION}
    for number, ars in enumerate(VILLAGES, 1):
        found[f"dorf-{number}"] = {"name": f"Gemeindebauhof {number} Heidegrund", "ars": ars, "substitute": "vg"}
    found[FORESTRY] = {"name": "Forstbetrieb Dreiwasserforst", "ars": FOREST}
    found[RAILWAY] = {"name": "Hafenbetrieb Neuwasser", "ars": NEUWASSER}
    found[STATE_ROADS] = {"name": "Landesamt für Straßenbau", "ars": STATE, "days": 42}
    found[STATE_OFFICE] = {"name": "Landesdirektion", "ars": STATE, "days": 42}
    return found


def rules() -> list[dict[str, str]]:
    """72 of the cities, 54 of the villages, 24 each of association, county and forest, 22 of the Land."""
    rows: list[tuple[str, str, str]] = []
    for category, (_, road, city, county) in CATEGORIES.items():
        rows += [(category, ars, f"{city}-{short}") for short, ars in CITIES.items()]
        if category not in BY_ASSOCIATION:
            rows += [(category, ars, f"dorf-{number}") for number, ars in enumerate(VILLAGES, 1)]
        rows += [(category, ASSOCIATION, "vg"), (category, COUNTY, f"kreis-{county}")]
        rows.append((category, FOREST, f"kreis-{county}" if road else FORESTRY))
        if category not in NOT_OF_THE_STATE:
            rows.append((category, STATE, STATE_ROADS if road else STATE_OFFICE))
    words = ("category", "ars", "body")
    return [{"id": f"Z-{number:03}", **dict(zip(words, row, strict=True))} for number, row in enumerate(rows, 1)]


def areas(seed: Seed) -> list[dict[str, Any]]:
    """A nature reserve in Heidehof, its guarded core, and the harbour of Neuwasser on the county's land."""
    rng = seed.stream("responsibilities")
    reserve, core, harbour = ([mm(p) for p in blob(at, size, rng)] for at, size in
                              ((RESERVE, 900), (CORE, 250), (HARBOUR, 220)))  # fmt: skip
    named = (
        ("nsg", "Naturschutzgebiet Heidemoor", "kreis-naturschutz", reserve, ["muell", "baum", "gruenflaeche"], 0),
        ("nsg-kern", "Kernzone Heidemoor", STATE_OFFICE, core, ["muell", "baum"], 0),
        ("hafen", "Hafen Neuwasser", RAILWAY, harbour, ["muell", "graffiti", "papierkorb", "sitzbank"], 5),
    )
    return [
        {"id": key, "name": name, "body": body, "categories": about, "priority": priority,
         "geometry": {"type": "Polygon", "coordinates": [[list(position) for position in ring]]}}
        for key, name, body, ring, about, priority in named
    ]  # fmt: skip


def document(seed: Seed) -> dict[str, Any]:
    """The responsibility file."""
    offices = {**{ars: f"rathaus-{short}" for short, ars in CITIES.items()},
               ASSOCIATION: "vg", COUNTY: "kreis-service", STATE: STATE_OFFICE}  # fmt: skip
    return {
        "crs": "EPSG:25833",
        "tolerance": 2,
        "road_reach": 8,
        "coordinator": "kreis-service",
        "bodies": bodies(),
        "categories": {key: {"title": title, "road": road} for key, (title, road, _, _) in CATEGORIES.items()},
        "layers": {
            **{f"baum_{city}": "baum" for city in ("altmarkfurt", "neuwasser", "rodenau")},
            **{name: name for name in ("spielplatz", "sitzbank", "radabstellanlage", "barriere")},
            "spielgeraet": "spielplatz",
            "strasse": "schlagloch",
        },
        "operators": {
            "fields": ["eigentuemer_ars", "betreiber"],
            "bodies": {"Landkreis Dreiwasser": "kreis-service", "Kreisgymnasium": "kreis-schulen"},
        },
        "roads": {"layer": "strasse", "field": "baulast_ars", "bodies": {STATE: STATE_ROADS}},
        "areas": areas(seed),
        "rules": rules(),
        "offices": offices,
    }


def rows() -> list[Row]:
    """The table of the same rules."""
    names = bodies()
    return [
        Row(None, {"regel": rule["id"], "kategorie": rule["category"], "bezeichnung": CATEGORIES[rule["category"]][0],
                   "ars": rule["ars"], "stelle": rule["body"], "stelle_name": names[rule["body"]]["name"]})
        for rule in rules()
    ]  # fmt: skip


def write(output: Path, seed: Seed) -> None:
    """The responsibility file beside the data."""
    content = json.dumps(document(seed), ensure_ascii=False, indent=1)
    (output / FILE).write_text(content + "\n", "utf-8")
