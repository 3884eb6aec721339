"""Words for the quick way to add an object."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry
from qgis.PyQt.QtCore import QLocale

from ...adapters.finding_words import findings_text
from ...adapters.foreign import shown
from ...adapters.measure import size
from ...adapters.wording import translate
from ...domain.validation import Finding, Severity
from ...workflows import addresses
from ...workflows.connection import Connection
from ..session import Session
from .shapes import Shape
from .work import Offer, Places, Spot

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


def search_hint(offer: Offer | None, connection: Connection | None) -> str:
    """What can be typed in the field for places."""
    if (offer is not None and offer.has_streets) or (connection is not None and addresses.can_search(connection)):
        return translate("adding", "Street and number, or coordinates")
    return translate("adding", "Coordinates, for example 51.15 14.80")


def no_places(offer: Offer | None, found: Places, text: str, session: Session) -> str:
    """Why nothing is found, and what else can be done."""
    name = shown(text, 60)
    if found.asked:
        return translate("adding", "Nothing is called “{}” in your municipality.").format(name)
    if offer is None or offer.has_streets:
        told = translate("adding", "Nothing is called “{}” in your working copy.").format(name)
    else:
        told = translate("adding", "These are no coordinates, and your working copy has no streets.")
    if found.problem is not None or session.offline:
        more = translate("adding", "The service cannot be asked just now: use the map, or check out the streets later.")
    elif session.connection is not None:
        more = translate("adding", "Type more of the name, or use the map.")
    else:
        more = translate("adding", "Connect to your municipality to search there, or use the map.")
    return f"{told} {more}"


def drawn(geometry: QgsGeometry, crs: QgsCoordinateReferenceSystem) -> str:
    """What was drawn, in numbers."""
    measured, points = size(geometry, crs), sum(1 for _ in geometry.vertices())
    if measured.area is not None:
        text = translate("adding", "area of {} m², {} points")
        return text.format(number(measured.area, False), points - 1)  # the first one ends it, too
    if measured.length is not None:
        return translate("adding", "line of {} m, {} points").format(number(measured.length, False), points)
    return translate("adding", "drawn, {} points").format(points)


def how_to_draw(shape: Shape, drawing: bool) -> str:
    """What the mouse and the keys do while something is clicked or drawn."""
    if shape is Shape.POINT:
        now = translate("adding", "Now click on the place on the map. The Escape key ends it.")
        return now if drawing else ""
    if not drawing:
        return translate("adding", "Search leads the map there; then draw it.")
    if shape is Shape.LINE:
        first = translate("adding", "Click along the line. The right mouse button ends it.")
    else:
        first = translate("adding", "Click around the area. The right mouse button ends it.")
    return f"{first} " + translate("adding", "Backspace takes the last point back, Escape all of it.")


def no_place_yet(shape: Shape) -> str:
    """What is asked for where there is no place."""
    if shape is Shape.POINT:
        return translate("adding", "Say where it is first.")
    return translate("adding", "Draw it on the map first.")


def nothing_to_add(offer: Offer | None, path_known: bool) -> str:
    """Why there is no category; "" where there are some."""
    if not path_known:
        return translate("adding", "There is no working copy yet. Check out a layer first.")
    if offer is not None and not offer.forms:
        return translate("adding", "Your working copy has no layer to which you may add.")
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
