"""Three cities, three tree registers: as in Berlin, as in Köln, and as a shapefile leaves one (ten characters)."""

from __future__ import annotations

from dataclasses import replace

from .schema import Field, Layer, codes, integer, real, text

STATUS = codes("bestand", "ersatz", gefaellt="gefällt")
STATUS_LETTERS = {"B": "Bestand", "G": "gefällt", "E": "Ersatzpflanzung"}
KINDS = {1: "Straßenbaum", 2: "Parkbaum"}


def _owner(name: str) -> Field:
    rule = f"regexp_match(\"{name}\", '^([0-9]{{2}}|[0-9]{{3}}|[0-9]{{5}}|[0-9]{{9}}|[0-9]{{12}})$')"
    return text(name, "Eigentümer (ARS)", required=True, rule=rule, hint="2, 3, 5, 9 oder 12 Ziffern.")


BERLIN_LIKE = (
    text("baum_id", "Baumnummer", required=True), text("art_bot", "Art (botanisch)", required=True),
    text("art_dtsch", "Art (deutsch)"), text("gattung", "Gattung"), integer("pflanzjahr", "Pflanzjahr", 1600, 2100),
    integer("stammumfg_cm", "Stammumfang (cm)", 1, 1500), real("kronedurch_m", "Kronendurchmesser (m)", 0, 50),
    real("baumhoehe_m", "Baumhöhe (m)", 0, 70), text("strname", "Straße"), text("hausnr", "Hausnummer"),
    _owner("eigentuemer_ars"), text("status", "Status", codes=STATUS, required=True),
)  # fmt: skip

COLOGNE_LIKE = (
    integer("baumnr", "Baumnummer", 1, 9999999, required=True), Field("objekttyp", "integer", "Objekttyp", codes=KINDS),
    text("gattung", "Gattung", required=True), text("art", "Art"), text("sorte", "Sorte"),
    text("deutscher_name", "Deutscher Name"), integer("pflanzjahr", "Pflanzjahr", 1600, 2100),
    integer("hoehe", "Höhe (m)", 0, 70), integer("krone", "Krone (m)", 0, 50),
    integer("stammdurchm_cm", "Stammdurchmesser (cm)", 0, 500), text("strasse", "Straße"),
    text("hausnummer", "Hausnummer"), _owner("eigentuemer_ars"),
    text("status", "Status", codes=STATUS_LETTERS, required=True),
)  # fmt: skip


def _shortened(field: Field) -> Field:
    short = field.name[:10]
    return replace(field, name=short, rule=field.rule.replace(f'"{field.name}"', f'"{short}"'))


def _trees(city: str, abstract: str, fields: tuple[Field, ...], licence: str, epsg: int = 25833) -> Layer:
    name, words = f"baum_{city.lower()}", ("Baumkataster", "Stadtgrün", "Straßenbäume")
    return Layer(name, f"Bäume {city}", abstract, "Point", fields, words, licence, epsg, uuid=True)


TREES = (
    _trees("Altmarkfurt", "Baumkataster der Stadt Altmarkfurt: Straßen- und Parkbäume.", BERLIN_LIKE, "dl-de/by-2-0"),
    _trees("Neuwasser", "Baumkataster der Stadt Neuwasser, aus dem Grünflächensystem.", COLOGNE_LIKE, "dl-de/zero-2-0"),
    _trees("Rodenau", "Baumkataster der Stadt Rodenau, aus einem Shapefile übernommen (EPSG:25832).",
           tuple(_shortened(field) for field in BERLIN_LIKE), "ODbL-1.0", 25832),
)  # fmt: skip
