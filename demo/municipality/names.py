"""Street names as German towns have them: the same few everywhere, then trees, people, trades and fields."""

from __future__ import annotations

from random import Random

# Every city has these, which is why a street name alone says nothing.
EVERYWHERE = ("Bahnhofstraße", "Goethestraße", "Gartenstraße", "Schulstraße", "Lindenstraße")

OLD_TOWN = (
    "Markt", "Kirchgasse", "Fleischergasse", "Badergasse", "Töpfergasse", "Schloßgasse", "Münzgasse",
    "Große Brüdergasse", "Kleine Brüdergasse", "Hintere Mühlgasse", "Salzmarkt", "Kornmarkt", "Roßplatz",
    "Burgstraße", "Klosterstraße", "Gerberstraße", "An der Stadtmauer", "Nonnengäßchen", "Webergasse",
    "Böttchergasse", "Pfarrgasse", "Obere Torgasse", "Wasserpforte", "Rathausgasse",
)  # fmt: skip

RINGS = ("Altstadtring", "Promenadenring", "Grüner Ring", "Dr.-Külz-Ring", "Nordring", "Südring")

PEOPLE = (
    "Schiller", "Lessing", "Heine", "Kleist", "Uhland", "Mörike", "Fontane", "Hölderlin", "Novalis",
    "Beethoven", "Mozart", "Bach", "Händel", "Schumann", "Brahms", "Telemann", "Weber", "Mendelssohn",
    "Humboldt", "Leibniz", "Kepler", "Robert-Koch-", "Röntgen", "Siemens", "Zeppelin", "Gutenberg",
    "Käthe-Kollwitz-", "Clara-Zetkin-", "Rosa-Luxemburg-", "Geschwister-Scholl-", "Anne-Frank-",
    "Ricarda-Huch-", "Lise-Meitner-", "Otto-Dix-", "Max-Liebermann-", "Cranach", "Dürer", "Caspar-David-",
    "Albert-Schweitzer-", "Erich-Kästner-", "Astrid-Lindgren-", "Dietrich-Bonhoeffer-", "Körner", "Jahn",
    "Pestalozzi", "Fröbel", "Diesterweg", "Comenius", "Melanchthon", "Luther", "Müntzer", "Raabe",
)  # fmt: skip

PLANTS = (
    "Ahorn", "Birken", "Buchen", "Eichen", "Erlen", "Eschen", "Fichten", "Kastanien", "Kiefern", "Lärchen",
    "Pappel", "Platanen", "Robinien", "Tannen", "Ulmen", "Weiden", "Akazien", "Holunder", "Flieder", "Rosen",
    "Nelken", "Veilchen", "Tulpen", "Dahlien", "Narzissen", "Heide", "Schlehen", "Hasel", "Wacholder",
    "Kirsch", "Apfel", "Birnen", "Pflaumen", "Quitten", "Wein", "Hopfen", "Brombeer", "Himbeer",
)  # fmt: skip

PLACES = (
    "Mühl", "Wiesen", "Feld", "Wald", "Berg", "Tal", "Brunnen", "Teich", "Ufer", "Wasser", "Brücken", "Park",
    "Sonnen", "Stern", "Nord", "Süd", "Ost", "West", "Kirch", "Pfarr", "Schützen", "Turner", "Sport",
    "Post", "Markt", "Hafen", "Fischer", "Schiffer", "Jäger", "Förster", "Schmiede", "Ziegel", "Kalk",
    "Sand", "Lehm", "Stein", "Kies", "Gersten", "Hafer", "Roggen", "Weizen", "Ährenfeld", "Flachs", "Drossel",
    "Amsel", "Finken", "Lerchen", "Meisen", "Star", "Schwalben", "Storchen", "Kranich", "Reiher", "Biber",
    "Hasen", "Fuchs", "Dachs", "Igel", "Hirsch", "Reh", "Görlitzer ", "Dresdner ", "Leipziger ", "Hallesche ",
    "Magdeburger ", "Zittauer ", "Bautzner ", "Meißner ", "Freiberger ", "Chemnitzer ", "Zwickauer ",
)  # fmt: skip

ENDINGS = ("straße", "weg", "gasse", "platz", "allee", "ring", "steig", "winkel", "hof", "grund", "blick")
AWKWARD = 'An der „Süßen Öde“ <&> "Öst\'lich"'


def _join(stem: str, ending: str) -> str:
    if stem.endswith(("-", " ")):
        return stem + ending.capitalize()
    return stem + ending


def pool(rng: Random) -> list[str]:
    """Names in the order in which a growing town gives them away; streets before courts and views."""
    stems = [*PEOPLE, *PLANTS, *PLACES]
    names = list(EVERYWHERE)
    for start in range(0, len(ENDINGS), 2):
        batch = [_join(stem, rng.choice(ENDINGS[start : start + 2])) for stem in stems]
        rng.shuffle(batch)
        names += [name for name in batch if name not in names]
    return names
