"""What people write to a municipality: harmless, faulty, rude, and too much about themselves.

Each list serves two sets: one takes the entries at even places, the other those at odd ones, so that what works for the
first set is tried on words that it has never seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

HARMLESS = (
    "", "vor Ort gesehen", "aktueller Stand vom {day}", "neu seit {month}", "steht bei Hausnummer {n}",
    "am {day} geprüft",
    "Ecke {street} / {street}", "gegenüber {street} {n}", "wurde im Frühjahr ausgetauscht", "siehe Foto vom {day}",
    "Flurstück {parcel}", "auf Flurstück {parcel}, Gemarkung Altmarkfurt", "nach Sturm ersetzt",
    "Umfang {n} cm gemessen",
    "Die Angaben stammen vom Schild vor Ort.", "Höhe geschätzt, ca. {n} m", "entspricht DIN EN 1176",
    "nach DIN 18040-3",
    "neben der Linde, gut zu finden", "unter dem großen Baum", "bei der Bank am Ufer", "vor dem Spielplatz",
    "am Fahrradständer vorbei, dann links", "hinter der Stufe", "zwischen zwei Bäumen", "im Park, {n} m vom Eingang",
    "Lehne fehlt jetzt", "frisch gestrichen", "Farbe RAL 6005", "Zustand verschlechtert", "Rinde beschädigt",
    "Krone licht",
    "nur von {street} aus erreichbar", "Bauamt hat am {day} geantwortet, Az. 66.2-{n}/24",
    "Ersatz gepflanzt im Jahr 2023",
    "Holz ist morsch, Metall in Ordnung", "B-Plan Nr. {n}", "Haltestelle Linie {n}", "Höhe stimmt nicht ganz",
    "Koordinate aus dem Luftbild", "Standort um 2 m verschoben", "lag 3 m weiter östlich",
    "Bitte auf der Karte ergänzen.",
    "PLZ 01067", "zuletzt kontrolliert {day}, 14:30 Uhr", "Nr. A-{n}", "ID 000{n}", "an der K 9210", "an der B 96",
    "sehr schöner Platz!", "Zugang nur über die Treppe möglich", "war falsch geschrieben",
    "Baum daneben wurde gefällt", "Bordstein davor ist jetzt abgesenkt", "Bank gegenüber ist frei",
    "neue Bänke sollen folgen", "Telefonzelle wurde abgebaut", "k. A.", "s. o.", "dito", "ok",
    "Marschweg, gut zu finden",
    "Anfrage 2024/0815 läuft", "Inventarnr. 0351-2024", "Höhe ü. NN 113,40", "Modell DD-2000", "zwei Stufen davor",
    "???",
    "nachts kaum beleuchtet", "laut Tafel seit 1898", "Auto parkt oft davor", "Nachbarn wissen mehr",
    "siehe Az. 12-3456/7", "Tippfehler berichtigt",
)  # fmt: skip

STREETS = ("Bahnhofstraße", "Goethestraße", "Am Markt", "Große Brüdergasse", "Dr.-Külz-Ring", "Straße des 17. Juni",
           "Lindenstraße", "Schulstraße", "Heinrich-Heine-Weg", "An der Stadtmauer")  # fmt: skip

THINGS = {
    "sitzbank": ("neue Sitzbank", "hier steht eine Bank", "Parkbank mit Lehne", "zwei Bänke aus Holz",
    "Ruhebank defekt",
                 "Sitzgelegenheit für ältere Menschen", "Bank fehlt in der Karte", "Gartenbank, gespendet"),
    "barriere": ("hoher Bordstein", "Stufe am Eingang", "Bordsteinkante nicht abgesenkt", "Poller zu eng gestellt",
                 "Engstelle am Gehweg", "Hindernis für Rollstühle", "steile Treppe", "zwei Stufen ohne Geländer"),
    "radabstellanlage": ("neue Fahrradständer", "Anlehnbügel vorhanden", "Radständer am Bahnhof",
    "Fahrradbügel, 6 Stück",
                         "Fahrradbox zum Mieten", "überdachter Radständer", "Radabstellanlage erweitert",
                         "Fahrradparkplatz voll"),
    "spielplatz": ("Spielplatz für Kleinkinder", "neuer Bolzplatz", "Spielplatz eröffnet", "Rutsche und Schaukel",
                   "Spielfläche im Hof", "kleiner Spielplatz", "Sandkasten und Rutsche", "Wasserspielplatz"),
    "baum": ("junge Linde", "großer Baum", "Eiche gepflanzt", "Straßenbaum ersetzt", "Ahorn am Weg", "alte Kastanie",
             "Birke steht schief", "Obstbaum, vermutlich Kirsche"),
}  # fmt: skip
VAGUE = ("", "gehört eigentlich woanders hin", "neu", "bitte prüfen")

RUDE = (
    "Ihr seid alle Idioten", "so eine Scheiße hier", "Arschlöcher vom Bauamt", "fickt euch", "Drecksau",
    "Vollidioten!!!",
    "Deppen", "verpisst euch", "halt die Fresse", "was für ein Scheißkaff", "Wichser", "IDIOT", "Sch3isse",
    "Trottel im Amt",
    "so bescheuert", "Hurensohn", "ihr blöden Penner", "fuck this city", "Schwachköpfe planen sowas",
    "A.r.s.c.h.l.o.c.h",
)  # fmt: skip
MASHED = (
    "asdfasdf", "qwertzuiop", "aaaaaaaaa", "hahahahaha", "dfgdfgdfg", "jklöjklö", "test test test", "xxxxxxx",
    "yxcvbnm",
    "blablabla", "lololololo", "ffffffff", "sdfghjkl", "wertzuio", "hjkhjkhjk", "zzzzz", "test", "qweqweqwe",
    "!!!!!!!!",
    "fdsajklö", "kjhgfdsa", "mnbvcxy", "asdf", "dsfsdfsdf",
)  # fmt: skip
ADVERTS = (
    "Kaufen Sie günstig bei www.billig-baum.example", "https://werbung.example/gewinn", "Gratis auf super-deal.shop",
    "Kredit ohne Schufa: schnellgeld.online", "Besuchen Sie http://casino.example", "toll: meinshop.com/angebot",
)  # fmt: skip

PERSONAL = (
    "Rückfragen an {mail}", "Tel. {phone}", "Bitte melden bei {name}, {phone}",
    "Auto mit Kennzeichen {plate} parkt davor",
    "{plate} steht immer auf dem Gehweg", "meine Mail: {mail}", "erreichbar unter {mobile}", "Spende an {iban}",
    "Herr {name} ({mobile}) weiß Bescheid", "Wagen {plate}, täglich", "Der Besitzer {name} wohnt hier, Telefon {phone}",
    "{mail_hidden}", "Handy {mobile}", "IBAN {iban} für die Erstattung", "Nachbar: {phone}", "Kontakt: {mail_hidden}",
)  # fmt: skip
FIRST, LAST = (
    ("Anna", "Jürgen", "Käthe", "Mehmet", "Olga", "Björn"),
    ("Meier", "Schulze", "Öztürk", "Großmann", "Nowak"),
)
AREAS = ("0351", "03581", "030", "0341", "035204", "089", "0711", "02151")
PLATES = ("DD", "L", "MEI", "GR", "PIR", "BZ", "B", "Z")


def some(entries: Sequence[str], rng: Random, half: int) -> str:
    """One entry of the half that a set may use."""
    return rng.choice(entries[half::2])


def harmless(rng: Random, half: int) -> str:
    """A comment that offends no rule."""
    day = f"{rng.randint(1, 28):02d}.{rng.randint(1, 12):02d}.{rng.randint(2019, 2025)}"
    return some(HARMLESS, rng, half).format(
        day=day if rng.random() < 0.7 else day.replace(".20", "."),
        month=f"{rng.randint(1, 12):02d}/{rng.randint(2019, 2025)}",
        n=rng.randint(1, 180),
        street=rng.choice(STREETS),
        parcel=f"{rng.randint(1, 2500)}/{rng.randint(1, 99)}",
    )


def personal(rng: Random, half: int) -> str:
    """A comment with somebody's address, number, account or car in it; all of them invented."""
    name = rng.choice(LAST)
    if rng.random() < 0.02:  # a name alone: no rule looks for it, as streets are named after people
        return f"{rng.choice(FIRST)} {name} aus Nummer {rng.randint(1, 40)} hat sich beschwert"
    user = f"{rng.choice(FIRST).lower()}.{name.lower()}{rng.choice(('', '62', '_x'))}"
    host = rng.choice(("example.org", "post.example", "web-mail.example.com"))
    hidden = (f"{user} (at) {host}", f"{user}[at]{host}", f"{user} at {host}")
    return some(PERSONAL, rng, half).format(
        name=name,
        mail=f"{user}@{host}",
        mail_hidden=hidden[rng.randrange(3)],
        phone=_land_line(rng),
        mobile=_mobile(rng),
        iban=_iban(rng),
        plate=_plate(rng),
    )


def _digits(rng: Random, count: int) -> str:
    return str(rng.randint(1, 9)) + "".join(rng.choice("0123456789") for _ in range(count - 1))


def _land_line(rng: Random) -> str:
    area, number = rng.choice(AREAS), _digits(rng, rng.randint(5, 7))
    spaced = " ".join(number[i : i + 2] for i in range(0, len(number), 2))
    forms = (
        f"{area} {number}",
        f"{area}/{number}",
        f"({area}) {spaced}",
        f"+49 {area[1:]} {number}",
        f"{area}-{number}",
    )
    return rng.choice(forms)


def _mobile(rng: Random) -> str:
    network, number = rng.choice(("0151", "0160", "0171", "0176")), _digits(rng, rng.randint(7, 8))
    forms = (f"{network} {number}", f"{network}{number}", f"{network}/{number}", f"+49 {network[1:]} {number}",
             f"{network} {number[:3]} {number[3:]}")  # fmt: skip
    return rng.choice(forms)


def _iban(rng: Random) -> str:
    account = "".join(rng.choice("0123456789") for _ in range(18))
    check = 98 - int(f"{account}131400") % 97  # DE is 13 14
    iban = f"DE{check:02d}{account}"
    return iban if rng.random() < 0.5 else " ".join(iban[i : i + 4] for i in range(0, 22, 4))


def _plate(rng: Random) -> str:
    letters = "".join(rng.choice("ABCEKMPSTXZ") for _ in range(rng.randint(1, 2)))
    return f"{rng.choice(PLATES)}{rng.choice(('-', '-', ' '))}{letters} {rng.randint(1, 9999)}"
