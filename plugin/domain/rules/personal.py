"""PII_TEXT: personal data in free text, in the forms that people in Germany write.

Looked for are e-mail addresses, telephone numbers, IBANs with right check digits, and licence plates. Names of people
are not: streets are named after them. Numbers of parcels, dates, house numbers, coordinates and standards (DIN EN …)
look alike and are let pass; where a bare number could be either, a word before it has to say so (Tel., Kennzeichen).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum

from .finding import Finding
from .model import Case, Rule

LONGEST = 10_000
"""Characters of one text that are looked at."""


class Personal(StrEnum):
    EMAIL = "email"
    PHONE = "phone"
    IBAN = "iban"
    PLATE = "plate"


def personal_text(rule: Rule, case: Case) -> Iterator[Finding]:
    """No text holds personal data; what was found is not repeated, as findings are shown to more people."""
    kinds = frozenset(map(str, rule.params.get("kinds", Personal)))
    for name, text in case.texts.items():
        if rule.fields and name not in rule.fields:
            continue
        for kind in personal_in(text):
            if kind in kinds:
                yield case.finding(rule, name, kind=str(kind))


def personal_in(text: str) -> list[Personal]:
    """The kinds of personal data in a text, each once."""
    text = " ".join(text[:LONGEST].translate(_PLAIN).split())
    found = []
    if _EMAIL.search(text):
        found.append(Personal.EMAIL)
    if any(_is_iban(match[0]) for match in _IBAN.finditer(text)):
        found.append(Personal.IBAN)
    rest = _IBAN.sub(" ", text)  # its digits are no telephone number
    if any(_is_phone(match) for match in _PHONE.finditer(rest)) or _SAID_PHONE.search(rest):
        found.append(Personal.PHONE)
    if any(match[1] not in _NO_PLATE for match in _PLATE.finditer(rest)) or _SAID_PLATE.search(rest):
        found.append(Personal.PLATE)
    return found


_PLAIN = {ord(sign): "-" for sign in "‐‑‒–—―−"} | {ord(sign): " " for sign in "\u00a0\u2007\u2009\u202f"}
"""The dashes and spaces of word processors."""

# Each run of signs is tried once, whole: the server reads while others wait for their turn to write.
_EMAIL = re.compile(
    r"(?<![\w+-])[\w+-]++(?:\.[\w+-]++){0,5}\s?(?:@|[(\[{]\s?(?:at|ät|bei)\s?[)\]}]|\s(?:at|ät)\s(?=[\w-]+\s?(?:\.|punkt|dot|[(\[])))\s?"
    r"[\w-]{1,63}(?:\s?(?:\.|[(\[{]\s?(?:dot|punkt)\s?[)\]}]|\s(?:dot|punkt)\s)\s?[\w-]{2,63}){1,4}",
    re.IGNORECASE,
)
_IBAN = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{2}\d{2}(?:[ .-]?[A-Za-z0-9]{1,4}){3,9}(?![A-Za-z0-9])")
_IBAN_LENGTH = {"DE": 22, "AT": 20, "CH": 21, "PL": 28, "CZ": 24, "NL": 18, "FR": 27, "DK": 18, "LU": 20, "BE": 16}

_PHONE = re.compile(
    r"(?<![\w/.,+-])(?<!\w[ ]-)"
    r"(?P<country>\+\s?49|00\s?49)?[ -]?(?P<zero>\(\s?0\s?\))?[ -]?"
    r"(?P<area>\(?0?\d{2,5}\)?)(?P<gap>(?: ?[/-] ?| ))?"
    r"(?P<number>\d{2,9}(?:[ -]?\d{1,6}){0,5})(?![\w/]|[.,]\d)"
)
_SAID = (
    r"\b(?:tel(?:efon(?:nummer|nr)?)?|fon|phone|handy(?:nummer|nr)?|mobil(?:nummer|nr|telefon)?|ruf(?:nummer)?|"
    r"anruf(?:en)?|rückruf|whats ?app|signal|sms|festnetz|durchwahl|fax|erreichbar(?: unter)?|erreichen(?: unter)?|"
    r"ruft?(?: \w+)? an|meld\w+(?: \w+)? unter)\b"
)
_SAID_PHONE = re.compile(
    rf"{_SAID}\W{{0,3}}(?:\w{{1,12}}\W{{1,2}}){{0,3}}?\+?\(?0?[1-9](?:[ ()/.-]{{0,3}}\d){{5,13}}(?!\w)", re.IGNORECASE
)
_NUMBERED = re.compile(
    r"(?:\b(?:flur|flst|flurst(?:ü|ue)ck\w*|gemarkung|az|aktenzeichen|nr|nummer|kennung|id|inventar\w*|baum\w*|"
    r"din|en|iso|plan\w*|ars|ags|gml|ticket|vorgang\w*|beitrag|rechtswert|hochwert|koordinate\w*|ost|nord|plz)\b"
    r"[ .:#-]{0,3})$",
    re.IGNORECASE,
)
_MOBILE = re.compile(r"01(?:5\d|6[0-3]|7\d)\d{6,9}")
_LAND_LINE = re.compile(r"0[2-9]\d{6,11}")


def _is_phone(match: re.Match[str]) -> bool:
    """Whether the digits are those of a number in Germany; a bare row of digits only where it is a mobile one."""
    if _NUMBERED.search(match.string[: match.start()][-30:]):
        return False
    area = re.sub(r"\D", "", match["area"])
    number = re.sub(r"\D", "", match["number"])
    if match["country"]:
        return 7 <= len(area + number) <= 13
    digits = area + number
    if not area.startswith("0"):
        return False
    if _MOBILE.fullmatch(digits):
        return True
    gap = bool(match["gap"]) or "(" in match["area"]
    return gap and len(area) >= 3 and bool(_LAND_LINE.fullmatch(digits))


def _is_iban(text: str) -> bool:
    """ISO 13616: the length of the country and the remainder 1 of the division by 97 (ISO 7064)."""
    compact = re.sub(r"[ .-]", "", text).upper()
    length = _IBAN_LENGTH.get(compact[:2])
    for end in [length] if length else range(15, min(len(compact), 34) + 1):
        moved = compact[4:end] + compact[:4]
        if len(compact) >= end and int("".join(str(int(sign, 36)) for sign in moved)) % 97 == 1:
            return True
    return False


_PLATE = re.compile(
    r"(?<![\w/-])([A-ZÄÖÜ]{1,3})(?:[ ]?-[ ]?[A-Z]{1,2}[ -]?|[ ][A-Z]{1,2}[- ]?)[1-9]\d{0,3}[EH]?(?![\w/]|[.,-]\d)"
)
_NO_PLATE = frozenset({"DIN", "EN", "ISO", "RAL", "OT", "TYP", "NR", "DN", "IP", "WC", "BHD", "KG", "OG", "UG", "DG"})
_SAID_PLATE = re.compile(
    r"\b(?:kennzeichen|kfz|kennz|nummernschild|pkw|lkw|auto|wagen|fahrzeug|transporter|halter)\b"
    r"\W{0,3}(?:\w{1,14}\W{1,2}){0,3}?[a-zäöü]{1,3}(?:[ -][a-z]{1,2}[ -]?|-?[a-z]{1,2}[ -])[1-9]\d{0,3}[eh]?(?!\w)",
    re.IGNORECASE,
)
