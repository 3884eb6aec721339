"""Words for the quick way to add an object."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.PyQt.QtCore import QLocale

from ...adapters.finding_words import findings_text
from ...adapters.foreign import shown
from ...adapters.wording import translate
from ...domain.validation import Finding, Severity
from .work import Offer, Spot

_DEGREES = "EPSG:4326"


def number(value: float, degrees: bool) -> str:
    return str(QLocale().toString(value, "f", 5 if degrees else 1))


def coordinates(x: float, y: float, crs: str) -> str:
    """A place in numbers, in the order that is usual there."""
    if crs == _DEGREES:
        return translate("adding", "{}° north, {}° east").format(number(y, True), number(x, True))
    zone = f"UTM {crs[-2:]}" if crs.startswith("EPSG:258") else shown(crs, 20)
    return translate("adding", "east {} m, north {} m ({})").format(number(x, False), number(y, False), zone)


def spot_text(spot: Spot, metres: float | None = None) -> str:
    """One line of the list of places, with how far it is from the centre of the map; what was swapped is told."""
    if spot.reading is None:
        far = "" if metres is None else translate("adding", "{} km away").format(number(metres / 1000, False))
        return " – ".join(filter(None, [shown(spot.name, 120), far]))
    text = coordinates(spot.x, spot.y, spot.crs)
    if spot.reading.swapped:
        text += " – " + translate("adding", "the two numbers were swapped")
    return text


def search_hint(offer: Offer | None) -> str:
    """What can be typed in the field for places."""
    if offer is not None and offer.has_streets:
        return translate("adding", "Street and number, or coordinates")
    return translate("adding", "Coordinates, for example 51.15 14.80")


def no_places(offer: Offer | None, text: str) -> str:
    """Why nothing is found."""
    if offer is None or offer.has_streets:
        return translate("adding", "Nothing is called “{}” in your working copy.").format(shown(text, 60))
    return translate(
        "adding",
        "These are no coordinates. To search for streets, check out a layer of streets or addresses as well.",
    )


def nothing_to_add(offer: Offer | None, path_known: bool) -> str:
    """Why there is no category; "" where there are some."""
    if not path_known:
        return translate("adding", "There is no working copy yet. Check out a layer of points first.")
    if offer is not None and not offer.forms:
        return translate("adding", "Your working copy has no layer of points to which you may add.")
    return ""


def findings_words(findings: Sequence[Finding]) -> str:
    """What the rules say, and what can be done then."""
    if not findings:
        return ""
    if any(one.severity is Severity.ERROR for one in findings):
        after = translate("adding", "Correct it, then add it.")
    else:
        after = translate("adding", "If it is right, add it anyway.")
    return f"{findings_text(findings)}\n{after}"
