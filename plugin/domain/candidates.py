"""What makes two things candidates for one: how far apart for their kind, how alike. duplicates.py measures it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from .likeness import SAME_NAME

SAME_PLACE, SAME_LINE, SAME_AREA = 0.05, 1.0, 0.8
"""Metres within which two points, and within which two lines, are the same; what two areas that are the same share."""

UNKNOWN_LIKENESS = 0.5
"""Of rows that share no filled field: as likely as not."""


class Why(StrEnum):
    """What makes a candidate one."""

    SAME_PLACE = "same_place"
    NEAR = "near"
    OVERLAPS = "overlaps"
    ALONG = "along"  # a line that runs beside
    ALIKE = "alike"  # farther away than things of its kind usually are, but called alike


@dataclass(frozen=True)
class Kind:
    """How far apart one and the same thing is entered (m): always within `radius`, within `soft` where it is alike."""

    name: str
    radius: float
    soft: float = 0.0

    @property
    def reach(self) -> float:
        return max(self.radius, self.soft)


TREE, FURNITURE, BICYCLE_PARKING = Kind("tree", 2.5), Kind("furniture", 5.0), Kind("bicycle_parking", 15.0)
PLAYGROUND, REPORT, OTHER = Kind("playground", 50.0), Kind("report", 30.0, 250.0), Kind("other", 5.0)
KINDS = {kind.name: kind for kind in (TREE, FURNITURE, BICYCLE_PARKING, PLAYGROUND, REPORT, OTHER)}
_WORDS: tuple[tuple[Kind, tuple[str, ...]], ...] = (
    (TREE, ("baum", "baeume", "bäume", "tree")),
    (BICYCLE_PARKING, ("radabstell", "fahrradst", "radparken", "bicycle_parking")),
    (PLAYGROUND, ("spielplatz", "spielplaetze", "spielplätze", "playground")),
    (REPORT, ("meldung", "anliegen", "maengel", "mängel", "report")),
    (FURNITURE, ("bank", "baenke", "bänke", "bench", "abfall", "papierkorb", "leuchte", "laterne", "lamp")),
)


def kind_of(layer: str) -> Kind:
    """The kind that a layer's name suggests, OTHER where it suggests none; a rule file says it better."""
    word = layer.casefold()
    return next((kind for kind, words in _WORDS if any(part in word for part in words)), OTHER)


@dataclass(frozen=True)
class Place:
    """How two shapes lie to each other. `distance` (m) is the Hausdorff distance of two lines, else the shortest one.

    `overlap` of two areas is their intersection over their union, else None.
    """

    distance: float
    overlap: float | None = None
    lines: bool = False


@dataclass(frozen=True)
class Candidate:
    """Something that may be the same. `score` (0 to 1) ranks: half of it is the place, half the likeness of the rows.

    `distance_m` and `overlap` are those of Place; `likeness` (0 to 1) is None where no field is filled in both.
    """

    key: str
    distance_m: float
    likeness: float | None
    score: float
    why: Why
    overlap: float | None = None


def judged(key: str, place: Place, likeness: float | None, kind: Kind) -> Candidate | None:
    """The candidate that a place and a likeness make; None where they make none."""
    alike = UNKNOWN_LIKENESS if likeness is None else likeness
    if place.distance > kind.radius and (place.distance > kind.soft or alike < SAME_NAME):
        return None
    near = max(0.0, 1.0 - place.distance / kind.reach) if kind.reach else 1.0
    closeness = near if place.overlap is None else (near + place.overlap) / 2
    return Candidate(key, place.distance, likeness, (closeness + alike) / 2, _why(place, kind), place.overlap)


def ranked(found: Iterable[Candidate]) -> list[Candidate]:
    """Best first; of equally good ones the nearer, then by key, so that the order is always the same."""
    return sorted(found, key=lambda one: (-one.score, one.distance_m, one.key))


def _why(place: Place, kind: Kind) -> Why:
    if place.distance > kind.radius:
        return Why.ALIKE
    if place.lines:
        return Why.SAME_PLACE if place.distance <= SAME_LINE else Why.ALONG
    if place.overlap:
        return Why.SAME_PLACE if place.overlap >= SAME_AREA else Why.OVERLAPS
    return Why.SAME_PLACE if place.overlap is None and place.distance <= SAME_PLACE else Why.NEAR
