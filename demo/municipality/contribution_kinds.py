"""One maker for each kind of contribution: harmless, twice the same, vandalism, wrong layer, faulty, too personal."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any

from osgeo import osr

from plugin.domain.feature import Feature

from . import contribution_words as words
from .geometry import Point
from .stock import CITIES, DEFINITIONS, RADII, Stock, kind_of, made, moved, place_of, shifted


@dataclass(frozen=True)
class Mix:
    """What a set is made of: shares of the kinds, and how hard the cases are.

    `spread`: how far a second report of one thing lies from the first, as share of the layer's radius (sigma);
    `agree`: share of the fields that two people fill in alike; `close`: share of harmless new things that stand
    beside another one all the same; `half`: which words.
    """

    count: int
    duplicates: float = 0.06
    vandalism: float = 0.02
    wrong_layer: float = 0.04
    faulty: float = 0.07
    personal: float = 0.01
    spread: float = 0.35
    agree: float = 0.7
    close: float = 0.02
    half: int = 0
    mass: int = 34


@dataclass(frozen=True)
class Draft:
    """A contribution before it has a number. `kind`, `detail`, `partner` are the truth, which no rule ever sees."""

    base: Feature | None
    proposed: Feature | None
    comment: str = ""
    kind: str = "clean"
    detail: str = ""
    partner: str = ""
    together: str = field(default="", compare=False)

    @property
    def feature(self) -> Feature:
        found = self.proposed or self.base
        assert found is not None
        return found


class Maker:
    """Makes drafts out of a stock, from its own stream of random numbers."""

    def __init__(self, stock: Stock, mix: Mix, rng: Random) -> None:
        self.stock, self.mix, self.rng = stock, mix, rng

    # harmless

    def clean(self) -> Draft:
        deed = self.rng.choices((self.new_one, self.changed_one, self.gone_one), (45, 47, 8))[0]
        return replace(deed(), comment=words.harmless(self.rng, self.mix.half))

    def new_one(self) -> Draft:
        layer = self.stock.pick(self.rng)
        radius = RADII[layer]
        beside = self.rng.random() < self.mix.close and layer != "spielplatz"
        if beside:  # two benches side by side, a young tree under an old one: legitimate, and hard to tell
            place = shifted(place_of(self.stock.some(layer, self.rng)), self.rng.uniform(0.6, 0.95) * radius, self.rng)
        else:
            place = self.stock.spot(layer, self.rng, radius * 1.25, radius * 1.25 + 25)
        self.stock.occupy(layer, place)
        return Draft(None, self.stock.new(layer, place, self.rng), detail="beside" if beside else "new")

    def changed_one(self) -> Draft:
        base = self.stock.some(self.stock.pick(self.rng), self.rng)
        values = dict(base.properties) | self._better(base)
        proposed = replace(base, properties=values)
        if self.rng.random() < 0.25 and base.layer != "spielplatz":
            angle, metres = self.rng.uniform(0, 6.28), self.rng.uniform(0.2, 3.5)
            proposed = replace(proposed, geometry=moved(base, metres * math.cos(angle), metres * math.sin(angle)))
        return Draft(base, proposed, detail="changed")

    def _better(self, base: Feature) -> dict[str, Any]:
        """One to two fields with other values, such as people measure."""
        found: dict[str, Any] = {}
        fields = [one for one in DEFINITIONS[base.layer].fields if one.codes or one.kind in ("integer", "real")]
        for one in self.rng.sample(fields, min(len(fields), self.rng.randint(1, 2))):
            value = base.properties[one.name]
            if one.codes:
                found[one.name] = self.rng.choice([code for code in one.codes if code != value])
            elif value is not None and "jahr" not in one.name and not one.required:
                grown = value * self.rng.uniform(0.97, 1.12)
                found[one.name] = round(grown, 1) if one.kind == "real" else round(grown) + 1
        return found

    def gone_one(self) -> Draft:
        return Draft(self.stock.some(self.stock.pick(self.rng), self.rng), None, detail="gone")

    # twice the same

    def duplicate(self, of: Feature, partner: str) -> Draft:
        """A second report of something: seen by another person, from another side, with another telephone."""
        rng, sigma = self.rng, RADII[of.layer] * self.mix.spread
        x, y = place_of(of)
        place = x + rng.gauss(0, sigma), y + rng.gauss(0, sigma)
        if of.layer == "spielplatz":
            again = self.stock.new(of.layer, place, rng)
            name = str(of.properties["name"]).replace("Spielplatz ", "" if rng.random() < 0.3 else "Spielplatz ")
            seen = replace(again, properties={**again.properties, **_kept(of, rng, self.mix.agree), "name": name})
        else:
            fresh = self.stock.new(of.layer, place, rng).properties
            values = {**fresh, **_kept(of, rng, self.mix.agree), **self._measured(of)}
            numbers = {name: fresh[name] for name in ("baum_id", "baumnr") if name in fresh}
            seen = made(of.layer, place, {**values, **numbers})
        return Draft(None, seen, words.harmless(rng, self.mix.half), "duplicate", of.layer, partner)

    def _measured(self, of: Feature) -> dict[str, Any]:
        fields = [one for one in DEFINITIONS[of.layer].fields if one.kind in ("integer", "real") and not one.codes]
        numbers = {one.name: of.properties[one.name] for one in fields if of.properties[one.name] is not None}
        kept = {name: value for name, value in numbers.items() if name not in ("baumnr",)}
        return {name: type(value)(round(value * self.rng.uniform(0.92, 1.08))) if "jahr" not in name else value
                for name, value in kept.items()}  # fmt: skip

    # wrong layer

    def wrong_layer(self) -> Draft:
        way = self.rng.choices((self._wrong_register, self._wrong_thing, self._wrong_code), (40, 45, 15))[0]
        return way()

    def _wrong_register(self) -> Draft:
        """A tree of one city, entered in the register of another."""
        right, wrong = self.rng.sample(list(CITIES), 2)
        place = self.stock.spot(right, self.rng, 3.5, 20)
        if "baum_rodenau" in (right, wrong):
            place = across(place, DEFINITIONS[right].epsg, DEFINITIONS[wrong].epsg)
        seen = self.stock.new(wrong, place, self.rng)
        return Draft(None, seen, words.harmless(self.rng, self.mix.half), "wrong_layer", "register", right)

    def _wrong_thing(self) -> Draft:
        """A bench among the barriers: the comment tells, or, now and then, nothing does."""
        wrong = self.stock.pick(self.rng)
        kind = self.rng.choice([one for one in words.THINGS if one != kind_of(wrong)])
        vague = self.rng.random() < 0.06
        text = self.rng.choice(words.VAGUE) if vague else words.some(words.THINGS[kind], self.rng, self.mix.half)
        draft = Draft(None, self.stock.new(wrong, self.stock.spot(wrong, self.rng, RADII[wrong] * 1.25, 80), self.rng))
        return replace(draft, comment=text, kind="wrong_layer", detail="vague" if vague else "thing", partner=kind)

    def _wrong_code(self) -> Draft:
        """A code that belongs into the list of another layer."""
        wrong = self.rng.choice(("sitzbank", "barriere", "radabstellanlage"))
        where = self.stock.spot(wrong, self.rng, RADII[wrong] * 1.25, 80)
        seen, mine = (
            self.stock.new(wrong, where, self.rng),
            {"sitzbank": "material", "barriere": "art"}.get(wrong, "typ"),
        )
        others = {"sitzbank": ("material", "holz", "kunststoff"), "barriere": ("art", "bordstein", "poller"),
                  "radabstellanlage": ("typ", "anlehnbuegel", "vorderradhalter")}  # fmt: skip
        right = self.rng.choice([one for one in others if one != wrong])
        values = {**seen.properties, mine: self.rng.choice(others[right][1:])}
        return Draft(None, replace(seen, properties=values), "", "wrong_layer", "code", right)

    # personal data

    def personal(self) -> Draft:
        text, draft = words.personal(self.rng, self.mix.half), self.clean()
        free = {"spielplatz": "name", "barriere": "foto"}.get(draft.feature.layer, "")
        if free and draft.proposed is not None and self.rng.random() < 0.5:
            proposed = replace(draft.proposed, properties={**draft.proposed.properties, free: text})
            return replace(draft, proposed=proposed, kind="personal", detail="field", comment="")
        return replace(draft, comment=text, kind="personal", detail="comment")


def _kept(of: Feature, rng: Random, share: float) -> dict[str, Any]:
    """What a second person sees as the first did: most of it."""
    return {name: value for name, value in of.properties.items() if name != "uuid" and rng.random() < share}


def across(place: Point, one: int, other: int) -> Point:
    """A place in another zone."""
    systems = []
    for epsg in (one, other):
        reference = osr.SpatialReference()
        reference.ImportFromEPSG(epsg)
        reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
        systems.append(reference)
    x, y, _ = osr.CoordinateTransformation(*systems).TransformPoint(*place)
    return x, y
