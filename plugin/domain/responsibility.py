"""Which authority is responsible, and why: asked step by step, from the special to the general.

1. The operator of the thing itself, where its row names one.
2. For what is about roads: who bears the road there (Straßenbaulast).
3. An area with an authority of its own.
4. The table of category and area.
5. The office of the municipality, or of the association that acts for it.
6. The office of the county, and of the Land.

What is unclear is decided by the rules of choice.py, and the answer says so and names the others.
No question raises anything. Distances and coordinates are in metres of the directory's CRS.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from .choice import Choice, Picked, pick_area, pick_road, pick_theme
from .directory import Body, Directory
from .jurisdiction import is_ars
from .surface import Bands, Edge, Surface


class Step(StrEnum):
    """What is asked, in this order."""

    OPERATOR = "operator"
    ROAD = "road"
    THEME = "theme"
    TABLE = "table"
    MUNICIPALITY = "municipality"
    COUNTY = "county"


class Found(StrEnum):
    """What a step came to."""

    CHOSEN = "chosen"
    NOT_STATED = "not_stated"  # the thing names no operator
    NOBODY_KNOWN = "nobody_known"  # an operator or road authority for whom the directory names nobody
    NOT_ABOUT_ROADS = "not_about_roads"
    NONE_HERE = "none_here"  # no road within reach, no special area
    NO_RULE = "no_rule"
    NO_OFFICE = "no_office"
    NO_PLACE = "no_place"  # beyond all areas, or without a place


@dataclass(frozen=True)
class Question:
    """`x`, `y` in the directory's CRS, None for what has no place; `ars` where the place is known otherwise."""

    category: str = ""
    x: float | None = None
    y: float | None = None
    operator: str = ""
    ars: str = ""

    @property
    def point(self) -> tuple[float, float] | None:
        """Where it is; None also for numbers that are none."""
        if self.x is None or self.y is None or not math.isfinite(self.x) or not math.isfinite(self.y):
            return None
        return self.x, self.y


@dataclass(frozen=True)
class Tried:
    """One step of the explanation; `about` is what it looked at: an operator, a road's authority, an area, a key."""

    step: Step
    found: Found
    about: str = ""
    rule: str = ""


@dataclass(frozen=True)
class Answer:
    """`body` is None where nobody is responsible. `rule` names what decided: a rule's id, a key, an area's id.

    `place` is the ARS of where it is, `ars` that of the authority; `choice` and `others` (bodies or ARS that came into
    question too) say how an unclear place was decided.
    """

    body: Body | None
    step: Step | None = None
    rule: str = ""
    place: str = ""
    choice: Choice = Choice.CLEAR
    others: tuple[str, ...] = ()
    tried: tuple[Tried, ...] = field(default=())

    @property
    def ars(self) -> str:
        return self.body.ars if self.body else ""


_CLEAR = Picked()


@dataclass(frozen=True)
class Verdict:
    """What a step says: a body's id, or none and why."""

    body: str
    tried: Tried
    picked: Picked = _CLEAR


class Resolver:
    """A directory with the administrative areas (by ARS) and the roads (edges, by the ARS that bears them)."""

    def __init__(
        self, directory: Directory, areas: Sequence[Surface] = (), roads: Sequence[tuple[Edge, str]] = ()
    ) -> None:
        self.directory, self._areas, self._roads = directory, areas, Bands(roads)

    def resolve(self, question: Question) -> Answer:
        """Who is responsible, with every step that was tried."""
        place = self._place(question)
        at = replace(question, ars=place.key)
        steps: tuple[Callable[[Question], Verdict], ...] = (
            self._operator, self._road, self._theme, self._table, self._municipality, self._county,
        )  # fmt: skip
        tried: list[Tried] = []
        for ask in steps:
            verdict = ask(at)
            tried.append(verdict.tried)
            if body := self.directory.bodies.get(verdict.body):
                picked = verdict.picked if verdict.picked.choice is not Choice.CLEAR else self._of(verdict, place)
                found = verdict.tried
                return Answer(body, found.step, found.rule, place.key, picked.choice, picked.others, tuple(tried))
        return Answer(None, place=place.key, choice=place.choice, others=place.others, tried=tuple(tried))

    @staticmethod
    def _of(verdict: Verdict, place: Picked) -> Picked:
        """The choice of the place matters only to the steps that ask for the place."""
        return place if verdict.tried.step in (Step.TABLE, Step.MUNICIPALITY, Step.COUNTY) else _CLEAR

    def _place(self, at: Question) -> Picked:
        if is_ars(at.ars):
            return Picked(at.ars)
        if at.point is None:
            return Picked(choice=Choice.OUTSIDE)
        hits = [area.at(*at.point, self.directory.tolerance) for area in self._areas]
        return pick_area([hit for hit in hits if hit is not None])

    def _operator(self, at: Question) -> Verdict:
        name = at.operator.strip()
        if not name:
            return Verdict("", Tried(Step.OPERATOR, Found.NOT_STATED))
        return self._named(Step.OPERATOR, name, self.directory.operators.get(name, ""), at.category)

    def _road(self, at: Question) -> Verdict:
        category = self.directory.categories.get(at.category)
        if category is None or not category.road:
            return Verdict("", Tried(Step.ROAD, Found.NOT_ABOUT_ROADS))
        near = {} if at.point is None else self._roads.near(*at.point, self.directory.road_reach)
        if not near:
            return Verdict("", Tried(Step.ROAD, Found.NONE_HERE))
        picked = pick_road(near, self.directory.tolerance)
        verdict = self._named(Step.ROAD, picked.key, self.directory.roads.get(picked.key, ""), at.category)
        return replace(verdict, picked=picked)

    def _theme(self, at: Question) -> Verdict:
        if at.point is None:
            return Verdict("", Tried(Step.THEME, Found.NO_PLACE))
        about = (theme for theme in self.directory.themes if theme.is_about(at.category))
        inside = [theme for theme in about if theme.surface.at(*at.point, 0.0)]
        if not inside:
            return Verdict("", Tried(Step.THEME, Found.NONE_HERE))
        best, picked = pick_theme(inside)
        return Verdict(best.body, Tried(Step.THEME, Found.CHOSEN, best.name, best.id), picked)

    def _table(self, at: Question) -> Verdict:
        if not at.ars:
            return Verdict("", Tried(Step.TABLE, Found.NO_PLACE))
        rule = self.directory.rule_for(at.category, at.ars)
        if rule is None:
            return Verdict("", Tried(Step.TABLE, Found.NO_RULE, at.category))
        return Verdict(rule.body, Tried(Step.TABLE, Found.CHOSEN, rule.ars, rule.id))

    def _municipality(self, at: Question) -> Verdict:
        return self._office(Step.MUNICIPALITY, at, municipal=True)

    def _county(self, at: Question) -> Verdict:
        return self._office(Step.COUNTY, at, municipal=False)

    def _office(self, step: Step, at: Question, municipal: bool) -> Verdict:
        if not at.ars:
            return Verdict("", Tried(step, Found.NO_PLACE))
        office = self.directory.office_of(at.ars, municipal)
        if office is None:
            return Verdict("", Tried(step, Found.NO_OFFICE, at.ars))
        return Verdict(office[1], Tried(step, Found.CHOSEN, office[0], office[0]))

    def _named(self, step: Step, name: str, body: str, category: str) -> Verdict:
        """Who acts for an operator or a road's authority: named outright, or by its own key in table and offices."""
        if body:
            return Verdict(body, Tried(step, Found.CHOSEN, name, name))
        rule = self.directory.rule_for(category, name)
        if rule is not None:
            return Verdict(rule.body, Tried(step, Found.CHOSEN, name, rule.id))
        for municipal in (True, False):
            if office := self.directory.office_of(name, municipal):
                return Verdict(office[1], Tried(step, Found.CHOSEN, name, office[0]))
        return Verdict("", Tried(step, Found.NOBODY_KNOWN, name))
