"""PII_TEXT: what people in Germany write about themselves and others, and what only looks like it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugin.domain.rules.personal import Personal, personal_in
from plugin.domain.validation import Code
from tests.domain.rules.bench_stories import bench, changed, codes, look, new, rule

PII = rule(Code.PII_TEXT)
AREAS = ("0351", "030", "03581", "089", "02151", "0711", "04103", "0341", "035204")
CODES = ("DD", "L", "MEI", "B", "HH", "GR", "PIR", "BZ", "Z", "WÜM", "KÖT")
DIGIT = st.sampled_from("0123456789")


def digits(least: int, most: int) -> st.SearchStrategy[str]:
    return st.tuples(st.sampled_from("123456789"), st.text(DIGIT, min_size=least - 1, max_size=most - 1)).map("".join)


def with_check_digits(country: str, account: str) -> str:
    """An IBAN with the check digits of ISO 7064."""
    number = int("".join(str(int(sign, 36)) for sign in f"{account}{country}00"))
    return f"{country}{98 - number % 97:02d}{account}"


IBANS = st.text(DIGIT, min_size=18, max_size=18).map(lambda account: with_check_digits("DE", account))


@pytest.mark.parametrize(
    "text",
    [
        "Rückfragen an anna.meier@example.org", "A.MEIER+GIS@Example-Stadt.de", "mail: o'neill_x@post.example.com.",
        "anna.meier (at) example (punkt) org", "anna[at]example.org", "anna ät example.org", "hans at example punkt de",
        "<hans-peter@web.de>", "hans@müller-garten.de",
    ],
)  # fmt: skip
def test_an_address_of_mail_is_found_also_where_it_is_hidden_from_robots(text: str) -> None:
    assert Personal.EMAIL in personal_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "Tel. 0351 488 1234", "Bitte anrufen: 0351/4881234", "(0351) 488-1234", "0351-4881234", "+49 351 4881234",
        "+49 (0) 351 488 12 34", "0049 351 4881234", "0171 234 5678", "01712345678", "0160/1234567", "+491712345678",
        "Handy 0151-23456789", "ruf mich an 4881234", "telefon: 488 12 34", "Nachbar (03581 40 12 34) weiß mehr",
        "erreichbar unter 0351 4881234 ab 17 Uhr", "WhatsApp 0172 / 33 44 55 6", "035204-48123",
        "Telefonnummer 03 51 / 48 81 23 4",
    ],
)  # fmt: skip
def test_a_telephone_number_is_found_as_people_write_it(text: str) -> None:
    assert personal_in(text) == [Personal.PHONE]


@pytest.mark.parametrize(
    "text",
    [
        "Auto DD-AB 1234 parkt davor", "DD AB 1234", "L-X 7", "MEI-AB 123", "B - XY 99", "Kennzeichen dd-ab 123",
        "der Transporter mit pir x 4711 steht immer hier", "WÜM–C 12", "Z-AA 1E", "MTL-OO 3H am Baum", "KFZ: GR XY 12",
        "DD-AB1234",
    ],
)  # fmt: skip
def test_a_licence_plate_is_found(text: str) -> None:
    assert personal_in(text) == [Personal.PLATE]


@pytest.mark.parametrize(
    "text", ["DE89 3704 0044 0532 0130 00", "de89370400440532013000", "IBAN: AT611904300234573201."]
)
def test_an_iban_is_found_in_groups_or_in_one_piece(text: str) -> None:
    assert personal_in(text) == [Personal.IBAN]


@pytest.mark.parametrize(
    "text",
    [
        "Bahnhofstraße 12a", "Straße des 17. Juni 135", "An der B 96", "Platz der Einheit 1", "K 9210 / S 111",
        "Flurstück 1234/56", "Gemarkung Altmarkfurt, Flur 3, Flst. 123/4", "149990-012-00123/0045", "14 9990 012 00123",
        "am 03.05.2024 gesehen", "2024-05-03", "03/2024", "3.5.24, 17:30 Uhr", "seit 01.01.1900",
        "Stand: 05.06.2023 12:45:30",
        "DIN EN 1176", "DIN EN 1177:2018", "ISO 9001", "EN 12607-1", "RAL 6005", "DN 200", "Bebauungsplan R 99",
        "A/HG 1",
        "B-Plan 12", "S-Bahn 3", "Haus A-B 12b", "WC 1", "OT AB", "U-Bahn",
        "Stammumfang 124 cm", "0,75 m breit", "5670800.45", "E 494700 N 5670800", "494700,123 5670800,456",
        "A-000123", "R00045", "baum 000815", "Nr. 0351 4881", "PLZ 01067 Dresden", "04109 Leipzig", "09111",
        "ARS 149990010010", "149990010010", "ca. 200 000 Euro", "1 000 000", "3 x 4 x 5", "10-15 Stück", "2022/2023",
        "Az. 0351/4711-22", "Ticket 0815 471199", "https://example.org/baum/01234/567", "51.0504, 13.7373",
        "Ø 12 mm, L 40", "Größe XL", "Kl. A 12", "Linie 7 und 11", "Hausnr. 3-7", "IBAN fehlt", "DE12 ist keine",
        "@ Markt",
        "um 15:30", "Tilia cordata 'Greenspire'", "Bank mit Lehne, Sitzhöhe 46", "Kontakt über das Rathaus",
        "Auto parkt auf dem Gehweg", "DE88 3704 0044 0532 0130 00", "12 34 56 78 90",
    ],
)  # fmt: skip
def test_streets_parcels_dates_norms_and_coordinates_are_let_pass(text: str) -> None:
    assert personal_in(text) == []


@given(st.sampled_from(AREAS), digits(5, 7), st.sampled_from([" ", "/", "-", " / ", "–"]))
def test_every_number_of_the_land_line_is_found_where_its_area_is_set_off(area: str, number: str, gap: str) -> None:
    assert Personal.PHONE in personal_in(f"Fragen? {area}{gap}{number}!")


@given(st.sampled_from(["0151", "0160", "0171", "0176"]), digits(7, 8), st.integers(0, 6))
def test_every_mobile_number_is_found_however_it_is_divided(network: str, number: str, cut: int) -> None:
    assert Personal.PHONE in personal_in(f"{network} {number[:cut]} {number[cut:]}" if cut > 1 else network + number)


@given(st.sampled_from(CODES), st.text(st.sampled_from("ABCEKMNPSTWXYZ"), min_size=1, max_size=2), digits(1, 4))
def test_every_plate_is_found(code: str, letters: str, number: str) -> None:
    assert Personal.PLATE in personal_in(f"Der Wagen {code}-{letters} {number} steht auf der Bank.")


@given(IBANS, st.booleans())
def test_every_iban_with_right_check_digits_is_found(iban: str, grouped: bool) -> None:
    text = " ".join(iban[i : i + 4] for i in range(0, 22, 4)) if grouped else iban
    assert Personal.IBAN in personal_in(f"Spende an {text}, danke")


@given(IBANS, st.integers(1, 96))
def test_an_iban_with_wrong_check_digits_is_none(iban: str, by: int) -> None:
    wrong = f"DE{(int(iban[2:4]) - 2 + by) % 97 + 2:02d}{iban[4:]}"
    assert Personal.IBAN not in personal_in(wrong)


@given(st.dates(), st.sampled_from(["%d.%m.%Y", "%d.%m.%y", "%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%m/%Y"]))
def test_no_date_is_a_telephone_number(day: object, form: str) -> None:
    assert personal_in(f"gesehen {format(day, form)} am Ufer") == []  # type: ignore[str-format]


@given(st.integers(1, 99999), st.integers(1, 9999))
def test_no_parcel_is_a_telephone_number(number: int, part: int) -> None:
    assert personal_in(f"Flurstück {number}/{part}") == []
    assert personal_in(f"149990-012-{number:05d}/{part:04d}") == []


@given(st.text(max_size=300))
def test_no_text_makes_it_fail(text: str) -> None:
    personal_in(text)


def test_a_long_text_is_looked_at_in_no_time() -> None:
    for piece in ("0 ", "01 ", "a@", "DE12 ", "A-", "1-", "tel ", "kfz x ", "a.a.", "(0", "+49 "):
        personal_in(piece * 5_000)


def test_the_finding_names_field_and_kind_and_does_not_repeat_the_number() -> None:
    (found,) = look(new(bench(hinweis="Anruf 0171 2345678")), PII)
    assert (found.field, dict(found.values)) == ("hinweis", {"kind": "phone"})


def test_the_comment_is_looked_at_like_a_field_and_an_old_text_is_not() -> None:
    (found,) = look(new(bench()), PII, comment="mail an x@example.org")
    assert found.field == "comment"
    old = bench(hinweis="0171 2345678")
    assert look(changed(old, bench(hinweis="0171 2345678", lehne="nein")), PII) == ()


def test_a_rule_may_leave_kinds_and_fields_out() -> None:
    change = new(bench(hinweis="0171 2345678", kontakt="a@example.org"))
    assert codes(look(change, rule(Code.PII_TEXT, kinds=["email"]))) == ["PII_TEXT"]
    assert look(change, rule(Code.PII_TEXT, "lehne")) == ()
