"""Who is responsible where, by the German *Amtlicher Regionalschlüssel* (ARS).

An ARS has twelve digits: Land (2), Regierungsbezirk (3), Kreis (5), Gemeindeverband (9), Gemeinde (12).
A shorter one stands for everything below it. Source: Statistisches Bundesamt, Gemeindeverzeichnis.
"""

from __future__ import annotations

LEVELS = (2, 3, 5, 9, 12)
ANYWHERE = "00"
"""Area of a service whose administrator has stated none; no Land has this number."""


def is_ars(text: str) -> bool:
    """True for an ARS or one of its proper prefixes; `text` comes from anywhere."""
    return text.isascii() and text.isdigit() and len(text) in LEVELS


def covers(area: str, place: str) -> bool:
    """True if `area` is `place` or contains it. An unknown or malformed key is covered by nothing."""
    return is_ars(area) and is_ars(place) and place.startswith(area)
