"""The published layers of the municipality: fields, codelists, titles, licences. Trees have a file of their own."""

from __future__ import annotations

from .schema import Field, Layer, codes, integer, real, text
from .tree_catalogue import TREES

BY, ZERO, ODBL, NONE = "dl-de/by-2-0", "dl-de/zero-2-0", "ODbL-1.0", ""

LEVELS = {"land": "Land", "kreis": "Landkreis", "verband": "Verwaltungsverband", "gemeinde": "Gemeinde"}
ROAD_CLASSES = {"bundesstrasse": "Bundesstraße", "kreisstrasse": "Kreisstraße", "gemeindestrasse": "Gemeindestraße",
                "sonstige": "Sonstige öffentliche Straße", "privat": "Privatstraße"}  # fmt: skip
SURFACES = codes("asphalt", "pflaster", "beton", "wassergebunden", "unbefestigt")
FUNCTIONS = {"1010": "Wohnhaus", "1120": "Wohngebäude mit Handel und Dienstleistungen",
             "2000": "Wirtschaft oder Gewerbe", "3012": "Rathaus", "3021": "Allgemein bildende Schule",
             "3041": "Kirche"}  # fmt: skip
YES_NO = codes("ja", "nein", "unbekannt")
ACCESSIBLE = codes("ja", "teilweise", "nein", "unbekannt")
AGES = {"0-3": "bis 3 Jahre", "3-6": "3 bis 6 Jahre", "6-12": "6 bis 12 Jahre", "ab12": "ab 12 Jahren", "alle": "alle"}
DEVICES = codes("schaukel", "rutsche", "sandkasten", "wippe", "karussell", "federtier", "seilbahn",
                klettergeruest="Klettergerüst")  # fmt: skip
CONDITION = codes("gut", "defekt", maengel="mit Mängeln")
MATERIAL = codes("holz", "metall", "stein", "kunststoff", holz_metall="Holz und Metall")
RACKS = {"anlehnbuegel": "Anlehnbügel", "vorderradhalter": "Vorderradhalter", "box": "Fahrradbox",
         "sammel": "Sammelanlage"}  # fmt: skip
ACCESS = {"oeffentlich": "öffentlich", "kunden": "nur Kundschaft"}
BARRIERS = codes("bordstein", "stufe", "engstelle", "steigung", "poller", belag="Schlechter Belag")
PLAN_KINDS = {"bplan": "Bebauungsplan", "vorhabenbezogen": "Vorhabenbezogener Bebauungsplan",
              "innenentwicklung": "Bebauungsplan der Innenentwicklung"}  # fmt: skip
PLAN_STATES = {"in_aufstellung": "in Aufstellung", "rechtskraeftig": "rechtskräftig", "ausser_kraft": "außer Kraft"}
LAND_USES = {"wald": "Wald", "heide": "Heide", "siedlung": "Siedlung", "gewerbe": "Gewerbe", "park": "Grünanlage",
             "friedhof": "Friedhof", "wiese": "Wiese", "schule": "Schulgelände",
             "acker": "Acker", "platz": "Platz"}  # fmt: skip

ARS_RULE = "regexp_match(\"{0}\", '^([0-9]{{2}}|[0-9]{{3}}|[0-9]{{5}}|[0-9]{{9}}|[0-9]{{12}})$')"


def _ars(name: str, alias: str) -> Field:
    return text(name, alias, required=True, rule=ARS_RULE.format(name), hint="2, 3, 5, 9 oder 12 Ziffern.")


BENCH = Layer(
    "sitzbank", "Sitzbänke", "Sitzbänke im öffentlichen Raum, gepflegt von Bauhof und Ehrenamt.", "Point",
    (text("lehne", "Lehne", codes=YES_NO), text("material", "Material", codes=MATERIAL),
     text("zustand", "Zustand", codes=CONDITION, required=True)),
    ("Stadtmöbel", "Barrierefreiheit"), NONE, uuid=True,
)  # fmt: skip
PLAYGROUND = Layer(
    "spielplatz", "Spielplätze", "Öffentliche Spielplätze und Schulhöfe mit Altersgruppe und Zugänglichkeit.",
    "MultiPolygon",
    (text("name", "Name", required=True), text("altersgruppe", "Altersgruppe", codes=AGES),
     text("barrierefrei", "Barrierefrei", codes=ACCESSIBLE, required=True)),
    ("Spielplatz", "Kinder", "Freizeit"), BY, uuid=True,
)  # fmt: skip
DEVICE = Layer(
    "spielgeraet", "Spielgeräte", "Einzelne Geräte auf den Spielplätzen.", "Point",
    (text("geraetetyp", "Gerätetyp", codes=DEVICES, required=True), integer("baujahr", "Baujahr", 1950, 2100)),
    ("Spielplatz", "Kinder"), BY, uuid=True,
)  # fmt: skip
BARRIER = Layer(
    "barriere", "Barrieren", "Hindernisse für Menschen mit Rollstuhl, Rollator oder Kinderwagen.", "Point",
    (text("art", "Art", codes=BARRIERS, required=True), integer("hoehe_cm", "Höhe (cm)", 0, 300),
     integer("breite_cm", "Breite (cm)", 0, 1000), text("foto", "Foto")),
    ("Barrierefreiheit", "Gehweg"), ODBL, uuid=True,
)  # fmt: skip
RACK = Layer(
    "radabstellanlage", "Radabstellanlagen", "Abstellmöglichkeiten für Fahrräder im öffentlichen Raum.", "Point",
    (text("typ", "Typ", codes=RACKS, required=True), integer("stellplaetze", "Stellplätze", 1, 5000),
     Field("ueberdacht", "boolean", "Überdacht"), Field("beleuchtet", "boolean", "Beleuchtet"),
     text("zugang", "Zugang", codes=ACCESS)),
    ("Radverkehr",), ZERO, uuid=True,
)  # fmt: skip
PLAN = Layer(
    "bplan", "Bebauungspläne", "Geltungsbereiche der Bebauungspläne. Rechtsverbindlich ist allein die Urkunde.",
    "MultiPolygon",
    (text("name", "Name", required=True), text("nummer", "Nummer", required=True),
     text("plan_art", "Art des Plans", codes=PLAN_KINDS), text("rechtsstand", "Rechtsstand", codes=PLAN_STATES),
     Field("inkrafttreten", "date", "In Kraft seit"), text("url", "Planurkunde")),
    ("Bauleitplanung", "Bebauungsplan"), BY,
)  # fmt: skip
AREA = Layer(
    "verwaltungsgebiet", "Verwaltungsgebiete",
    "Landkreis, Verwaltungsgemeinschaft und Gemeinden mit amtlichen Schlüsseln.",
    "MultiPolygon",
    (_ars("ars", "Regionalschlüssel"), text("ags", "Gemeindeschlüssel"), text("gen", "Name", required=True),
     text("bez", "Bezeichnung"), text("ebene", "Ebene", codes=LEVELS, required=True),
     Field("gueltig_ab", "date", "Gültig ab")),
    ("Verwaltungsgrenzen",), BY,
)  # fmt: skip
DISTRICT = Layer(
    "ortsteil", "Ortsteile", "Ortsteile der Städte und Gemeinden.", "MultiPolygon",
    (text("name", "Name", required=True), _ars("ars", "Regionalschlüssel"), text("schluessel", "Ortsteilschlüssel")),
    ("Verwaltungsgrenzen", "Ortsteil"), BY,
)  # fmt: skip
STREET = Layer(
    "strasse", "Straßen", "Straßenabschnitte mit Widmung und Baulast.", "LineString",
    (text("strassenschluessel", "Straßenschlüssel", required=True), text("strname", "Straßenname"),
     text("widmung", "Widmung", codes=ROAD_CLASSES, required=True), _ars("baulast_ars", "Baulast (ARS)"),
     text("belag", "Belag", codes=SURFACES)),
    ("Verkehr", "Straßenbestand"), BY, uuid=True,
)  # fmt: skip
ADDRESS = Layer(
    "adresse", "Adressen", "Hauskoordinaten. Änderungen nur über einen Antrag beim Vermessungsamt.", "Point",
    (text("strassenschluessel", "Straßenschlüssel", required=True), text("strname", "Straßenname"),
     integer("hausnr", "Hausnummer", 1, 9999), text("adz", "Adresszusatz"), text("plz", "Postleitzahl"),
     text("ort", "Ort")),
    ("Adressen",), BY,
)  # fmt: skip
BUILDING = Layer(
    "gebaeude", "Gebäude",
    "Gebäudegrundrisse mit Funktion (ALKIS-Gebäudefunktion), Geschossen und Höhe.", "MultiPolygon",
    (text("gfk", "Gebäudefunktion", codes=FUNCTIONS), integer("geschosse", "Geschosse", 1, 60),
     real("hoehe", "Höhe (m)", 0, 300)),
    ("Gebäude", "Liegenschaftskataster"), BY,
)  # fmt: skip
PARCEL = Layer(
    "flurstueck", "Flurstücke", "Flurstücke des Liegenschaftskatasters.", "MultiPolygon",
    (text("flstkennz", "Flurstückskennzeichen", required=True), text("gemarkung", "Gemarkung"),
     integer("amtl_flaeche", "Amtliche Fläche (m²)", 0, 100000000)),
    ("Liegenschaftskataster",), BY,
)  # fmt: skip
RIDGE_WALK = Layer(
    "hoehenweg", "Höhenwege", "Wanderwege auf dem Heiderücken, mit der Höhe jedes Punktes.", "LineStringZ",
    (text("name", "Name", required=True), integer("nummer", "Nummer", 1, 99), text("markierung", "Markierung")),
    ("Wandern", "Freizeit"), ODBL, uuid=True,
)  # fmt: skip
WATER = Layer(
    "gewaesser", "Gewässer", "Wasserflächen von Wasna, Rode und Dreiwassersee.", "MultiPolygon",
    (text("name", "Name", required=True), text("art", "Art", codes={"fluss": "Fluss", "see": "See"})),
    ("Gewässer",), ZERO,
)  # fmt: skip
LAND_USE = Layer(
    "landnutzung", "Landnutzung", "Tatsächliche Nutzung der Flächen, vereinfacht.", "MultiPolygon",
    (text("nutzung", "Nutzung", codes=LAND_USES, required=True), text("name", "Name")),
    ("Flächennutzung",), ZERO,
)  # fmt: skip
CONTOUR = Layer(
    "hoehenlinie", "Höhenlinien", "Höhenlinien aus dem Geländemodell, alle 80 cm.", "LineString",
    (real("hoehe", "Höhe (m)", -100, 9000),), ("Relief",), ZERO,
)  # fmt: skip

LAYERS = (
    BENCH, BARRIER, RACK, *TREES, DEVICE, PLAYGROUND, PLAN, AREA, DISTRICT, ADDRESS, BUILDING, PARCEL, STREET,
    RIDGE_WALK, WATER, LAND_USE, CONTOUR,
)  # fmt: skip
