"""Asking an outside resolver too: what is known here comes first, and without a network the answer is the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from ..domain.errors import Cancelled, Problem
from ..domain.responsibility import Answer, Question, Resolver, Step
from ..services.fit_connect import Route

GENERAL = (None, Step.MUNICIPALITY, Step.COUNTY)
"""Steps at which nobody has stated a rule for the very thing."""


class Outside(Protocol):
    """A port; services/fit_connect.py is one."""

    def routes(self, leika: str, ars: str) -> tuple[Route, ...]: ...


class Remembering:
    """Asks `outside` once for each pair of numbers, and never again after it has failed."""

    def __init__(self, outside: Outside) -> None:
        self._outside = outside
        self._known: dict[tuple[str, str], tuple[Route, ...]] = {}
        self._failed: Problem | None = None

    def routes(self, leika: str, ars: str) -> tuple[Route, ...]:
        if self._failed is not None:
            raise self._failed
        try:
            if (leika, ars) not in self._known:
                self._known[leika, ars] = self._outside.routes(leika, ars)
        except Cancelled:
            raise
        except Problem as problem:
            self._failed = problem
            raise
        return self._known[leika, ars]


@dataclass(frozen=True)
class Asked:
    """Our own answer; `routes` are those of the outside resolver, `problem` why it was not to be had ("" if it was)."""

    answer: Answer
    routes: tuple[Route, ...] = ()
    problem: str = ""


def ask(resolver: Resolver, outside: Outside | None, question: Question) -> Asked:
    """Who is responsible; where no rule names anybody and the category has a LeiKa key, with the routes from outside.

    Whatever the outside does, our own answer stands; only Cancelled is raised.
    """
    answer = resolver.resolve(question)
    category = resolver.directory.categories.get(question.category)
    if outside is None or answer.step not in GENERAL or not answer.place or category is None or not category.leika:
        return Asked(answer)
    try:
        return Asked(answer, outside.routes(category.leika, answer.place))
    except Cancelled:
        raise
    except Problem as problem:
        return Asked(answer, problem=problem.text)
