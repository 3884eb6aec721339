"""Vandalism, and faults that need a fix: each way in which a contribution goes wrong is one small function."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import Any

from plugin.domain.feature import Feature

from . import contribution_words as words
from .areas import EXTENT
from .contribution_kinds import Draft, Maker, across
from .geometry import Point
from .stock import DEFINITIONS, RADII, geometry, is_tree, moved, place_of

_FAR = (478_000.0, 5_640_000.0)
"""Outside of the county."""


def _set(feature: Feature, **values: Any) -> Feature:
    return replace(feature, properties={**feature.properties, **values})


def _at(feature: Feature, place: Point) -> Feature:
    return replace(feature, geometry={"type": "Point", "coordinates": [round(one, 3) for one in place]})


def _free_field(layer: str) -> str:
    """The field of a layer in which people may write what they like; "" for none."""
    names = {one.name for one in DEFINITIONS[layer].fields}
    return next((one for one in ("name", "art_dtsch", "deutscher_name", "foto") if one in names), "")


def _with_text(maker: Maker, text: str, detail: str) -> Draft:
    """A text in the comment, or in a field where there is one."""
    draft = maker.rng.choice((maker.new_one, maker.changed_one))()
    proposed, name = draft.proposed, _free_field(draft.feature.layer)
    if name and proposed is not None and maker.rng.random() < 0.5:
        return replace(draft, proposed=_set(proposed, **{name: text}), kind="vandalism", detail=detail)
    return replace(draft, comment=text, kind="vandalism", detail=detail)


def rude(maker: Maker) -> Draft:
    return _with_text(maker, words.some(words.RUDE, maker.rng, maker.mix.half), "rude")


def mashed(maker: Maker) -> Draft:
    return _with_text(maker, words.some(words.MASHED, maker.rng, maker.mix.half), "mashed")


def advert(maker: Maker) -> Draft:
    text = words.some(words.ADVERTS, maker.rng, maker.mix.half)
    return replace(maker.changed_one(), comment=text, kind="vandalism", detail="advert")


def dragged(maker: Maker) -> Draft:
    """A thing that walks hundreds of metres."""
    base = maker.stock.some(maker.stock.pick(maker.rng), maker.rng)
    angle, metres = maker.rng.uniform(0, 6.28), math.exp(maker.rng.uniform(math.log(120), math.log(6000)))
    there = moved(base, metres * math.cos(angle), metres * math.sin(angle))
    return Draft(base, replace(base, geometry=there), "", "vandalism", "dragged")


def emptied(maker: Maker) -> Draft:
    layer = maker.stock.pick(maker.rng, [one for one in RADII if is_tree(one) or one in ("sitzbank", "spielplatz")])
    base = maker.stock.some(layer, maker.rng)
    free = [one.name for one in DEFINITIONS[layer].fields if "ars" not in one.name and "eigentuem" not in one.name]
    return Draft(base, _set(base, **dict.fromkeys(free)), "", "vandalism", "emptied")


def absurd(maker: Maker) -> Draft:
    """Numbers within what the database takes, and beyond what there is."""
    layer = maker.stock.pick(maker.rng, [one for one in RADII if is_tree(one) or one == "radabstellanlage"])
    base = maker.stock.some(layer, maker.rng)
    names = {"baumhoehe_m": 69.5, "baumhoehe_": 69.5, "hoehe": 70, "stammumfg_cm": 1400, "stammumfg_": 1400,
             "stammdurchm_cm": 480, "pflanzjahr": 2099, "stellplaetze": 4999}  # fmt: skip
    there = [one.name for one in DEFINITIONS[layer].fields if one.name in names]
    name = maker.rng.choice(there)
    return Draft(base, _set(base, **{name: names[name]}), "", "vandalism", "absurd")


def scribble(maker: Maker) -> Draft:
    """A playground as large as a town."""
    x, y = place_of(maker.stock.some("spielplatz", maker.rng))
    size = maker.rng.uniform(400, 3000)
    ring = [(x + size * math.cos(a * 2.51), y + size * math.sin(a * 2.51)) for a in range(5)]
    seen = maker.stock.new("spielplatz", (x, y), maker.rng)
    return Draft(None, replace(seen, geometry=geometry([[[*ring, ring[0]]]])), "", "vandalism", "scribble")


def nowhere(maker: Maker) -> Draft:
    layer = maker.stock.pick(maker.rng, [one for one in RADII if one != "spielplatz"])
    place = (_FAR[0] + maker.rng.uniform(0, 30_000), _FAR[1] - maker.rng.uniform(0, 90_000))
    return Draft(None, maker.stock.new(layer, place, maker.rng), "", "vandalism", "nowhere")


def quiet(maker: Maker) -> Draft:
    """A lie that looks like any other contribution; only somebody who knows the place finds it."""
    layer = maker.stock.pick(maker.rng, [one for one in RADII if is_tree(one)])
    base = maker.stock.some(layer, maker.rng)
    gone = "G" if layer == "baum_neuwasser" else "gefaellt"
    return Draft(base, _set(base, status=gone), "nach Sturm gefällt", "vandalism", "quiet")


VANDALISM: tuple[tuple[Callable[[Maker], Draft], int], ...] = (
    (rude, 20), (mashed, 20), (advert, 7), (dragged, 14), (emptied, 12), (absurd, 12), (scribble, 5), (nowhere, 7),
)  # fmt: skip


def mass_deletion(maker: Maker, count: int) -> list[Draft]:
    """Somebody deletes one tree after the other, in one changeset."""
    layer, rng = "baum_altmarkfurt", maker.rng
    numbers = rng.sample(range(len(maker.stock.rows[layer])), count)
    return [Draft(maker.stock.feature(layer, one), None, "", "vandalism", "mass", together="mass") for one in numbers]


# faults of people who mean well


def _faulty(draft: Draft, proposed: Feature, detail: str) -> Draft:
    return replace(draft, proposed=proposed, kind="faulty", detail=detail)


def _new_point(maker: Maker, layer: str = "") -> Draft:
    layer = layer or maker.stock.pick(maker.rng, [one for one in RADII if one != "spielplatz"])
    radius = RADII[layer] * 1.25
    return Draft(None, maker.stock.new(layer, maker.stock.spot(layer, maker.rng, radius, radius + 30), maker.rng))


def unknown_code(maker: Maker) -> Draft:
    draft = _new_point(maker)
    coded = [one.name for one in DEFINITIONS[draft.feature.layer].fields if one.codes]
    value = maker.rng.choice(("Ja", "weiss nicht", "mittel", "9", "sonstiges"))
    return _faulty(draft, _set(draft.feature, **{maker.rng.choice(coded): value}), "code")


def out_of_range(maker: Maker) -> Draft:
    layer = maker.rng.choice(("barriere", "baum_altmarkfurt", "radabstellanlage"))
    draft = _new_point(maker, layer)
    name, value = {"barriere": ("hoehe_cm", 1500), "baum_altmarkfurt": ("baumhoehe_m", 250.0)}.get(
        layer, ("stellplaetze", 0)
    )
    return _faulty(draft, _set(draft.feature, **{name: value}), "range")


def missing(maker: Maker) -> Draft:
    draft = _new_point(maker)
    needed = [one.name for one in DEFINITIONS[draft.feature.layer].fields if one.required]
    value = maker.rng.choice((None, "", "-"))
    return _faulty(draft, _set(draft.feature, **{maker.rng.choice(needed or ["uuid"]): value}), "missing")


def swapped(maker: Maker) -> Draft:
    draft = _new_point(maker)
    return _faulty(draft, _at(draft.feature, place_of(draft.feature)[::-1]), "swapped")


def degrees(maker: Maker) -> Draft:
    draft = _new_point(maker)
    place = across(place_of(draft.feature), DEFINITIONS[draft.feature.layer].epsg, 4326)
    return _faulty(draft, replace(draft.feature, geometry={"type": "Point", "coordinates": list(place)}), "degrees")


def other_zone(maker: Maker) -> Draft:
    draft = _new_point(maker)
    own = DEFINITIONS[draft.feature.layer].epsg
    other = maker.rng.choice([epsg for epsg in (25832, 25833, 31469) if epsg != own])
    return _faulty(draft, _at(draft.feature, across(place_of(draft.feature), own, other)), "zone")


def prefixed(maker: Maker) -> Draft:
    draft = _new_point(maker)
    zone = DEFINITIONS[draft.feature.layer].epsg % 100
    x, y = place_of(draft.feature)
    return _faulty(draft, _at(draft.feature, (x + zone * 1_000_000, y)), "prefix")


def crossed(maker: Maker) -> Draft:
    """A playground whose outline crosses itself."""
    place = maker.stock.spot("spielplatz", maker.rng, 62, 200)
    seen = maker.stock.new("spielplatz", place, maker.rng)
    x, y = place
    ring = [(x, y), (x + 20, y + 15), (x + 20, y), (x, y + 15), (x, y)]
    return _faulty(Draft(None, seen), replace(seen, geometry=geometry([[ring]])), "crossed")


def rounded(maker: Maker) -> Draft:
    draft = _new_point(maker)
    x, y = place_of(draft.feature)
    return _faulty(draft, _at(draft.feature, (round(x), round(y))), "rounded")


def outside(maker: Maker) -> Draft:
    draft = _new_point(maker, "sitzbank")
    place = (EXTENT[0] - maker.rng.uniform(50, 4000), EXTENT[1] + maker.rng.uniform(0, 20_000))
    return _faulty(draft, _at(draft.feature, place), "outside")


FAULTS: tuple[tuple[Callable[[Maker], Draft], int], ...] = (
    (unknown_code, 24), (out_of_range, 14), (missing, 18), (swapped, 8), (degrees, 7), (other_zone, 8), (prefixed, 4),
    (crossed, 6), (rounded, 6), (outside, 5),
)  # fmt: skip


def chosen(ways: tuple[tuple[Callable[[Maker], Draft], int], ...], rng: Random) -> Callable[[Maker], Draft]:
    """One of several ways, as often as its weight says."""
    return rng.choices([way for way, _ in ways], [weight for _, weight in ways])[0]
