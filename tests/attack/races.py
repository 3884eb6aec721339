"""Many at once, one winner: reviewers who decide the same contribution, writers who change the same row."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from urllib.parse import quote

from demo.service import Service
from plugin.domain.contribution import Reason, Status
from plugin.domain.feature import Feature
from plugin.domain.state import state_of
from plugin.services.contributions import LayerForm, submission, transition
from plugin.services.wfs import gml
from plugin.services.wfs import transaction as wfs
from plugin.services.wfs.filters import FeatureIds
from plugin.services.wfs.model import Action, Transaction, Update

from .attack import Answer, Request
from .ground import ANNE, CRS, TREES, claim, send, wish
from .say import row
from .trial import report
from .wire import send as speak

REVIEWERS = [(f"pruefer-{number:02d}", f"Prüfer {number}", "reviewer", "14999") for number in range(16)]
CONTESTED = "77777777-0000-4000-8000-000000000001"
_WHO_AND_WHEN = re.compile(r"\bp-[0-9a-f]{10}\b.*\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
PATIENCE = 15
"""How often somebody asks again who was told to wait."""


@dataclass
class Tally:
    """What became of the rounds; `untold` of the losers do not hear who was faster, and when. `problems` are sentences
    about rounds that were not as they must be."""

    rounds: int = 0
    lost: int = 0
    waited: int = 0
    untold: int = 0
    problems: list[str] = field(default_factory=list)

    def line(self) -> str:
        told = f"{self.waited} asked to wait, {self.untold} not told who was faster"
        return f"{self.rounds} rounds, {self.lost} refused, {told}, {len(self.problems)} problems"


def rows_race(service: Service, clients: int, rounds: int) -> Tally:
    """`clients` writers change the same tree from the same base, its place and its street together."""
    tally = Tally()
    fid, seen = first_tree(service)
    for number in range(rounds):
        bodies = [_change(fid, seen, f"Runde {number} von {place}", place + 1) for place in range(clients)]
        answers = all_at_once(service, bodies, tally)
        winners = _winners(tally, number, answers, "ConditionFailed")
        fid, now = first_tree(service)
        if len(winners) == 1 and _writer(seen, now, number) != winners[0]:
            tally.problems.append(
                f"round {number}: {now.properties['strname']!r} at {now.geometry} is not all {winners[0]}'s"
            )
        seen = now
    return tally


def decisions_race(service: Service, clients: int, rounds: int) -> Tally:
    """`clients` reviewers claim and accept the same contribution, each in one Transaction."""
    tally = Tally()
    for number in range(rounds):
        wanted = _body([claim(CONTESTED), transition(CONTESTED, Status.ACCEPTED)])
        before = accepted(service)
        answers = all_at_once(service, [wanted] * clients, tally)
        winners = _winners(tally, number, answers, "TransitionRefused")
        if accepted(service) != before + 1:
            tally.problems.append(f"round {number}: {accepted(service) - before} acceptances are on record")
        if len(winners) == 1:
            who = REVIEWERS[winners[0]][0]
            back = transition(CONTESTED, Status.IN_REVIEW, reason_code=Reason.TAKEN_BACK, step="taken-back")
            send(service.url, who, back, transition(CONTESTED, Status.SUBMITTED))
    return tally


def contest(service: Service) -> None:
    """Put the contribution into the queue that everybody wants to decide; once."""
    fid, tree = trees(service, "&MAXFEATURES=2")[1]
    wanted = wish(CONTESTED, (fid, tree), hausnr="7 x")
    send(service.url, ANNE, submission(wanted, LayerForm(TREES, CRS, "uuid"), CRS))


def all_at_once(service: Service, bodies: Sequence[bytes], tally: Tally) -> list[Answer]:
    """Every body from another reviewer, at the same moment; who is asked to wait asks again."""
    gate = threading.Barrier(len(bodies))

    def one(place: int) -> Answer:
        request = Request(REVIEWERS[place][0], body=bodies[place])
        gate.wait()
        for _ in range(PATIENCE):
            answer = speak(service.port, request)
            if answer.status != 503 or "retry-after" not in answer.headers:
                return answer
            tally.waited += 1
            threading.Event().wait(min(float(answer.headers["retry-after"]), 1.0))
        return answer

    with ThreadPoolExecutor(len(bodies)) as pool:
        return list(pool.map(one, range(len(bodies))))


def first_tree(service: Service) -> tuple[str, Feature]:
    return trees(service, "&MAXFEATURES=1")[0]


def trees(service: Service, more: str) -> list[tuple[str, Feature]]:
    """Trees as GeoJSON has them, in their own reference system."""
    asked = f"SERVICE=WFS&VERSION=1.1.0&REQUEST=GetFeature&TYPENAME={TREES}&SRSNAME={CRS}&SORTBY=uuid{more}"
    answer = speak(service.port, Request(REVIEWERS[0][0], asked + "&OUTPUTFORMAT=application/json"))
    assert answer.status == 200, answer.body
    return [
        (one["id"], Feature(TREES, one["properties"]["uuid"], CRS, one["geometry"], one["properties"]))
        for one in json.loads(answer.body)["features"]
    ]


def accepted(service: Service) -> int:
    """How often the contested contribution was accepted, by the record."""
    asked = "SERVICE=WFS&VERSION=1.1.0&REQUEST=GetFeature&TYPENAME=event&OUTPUTFORMAT=application/json&FILTER="
    answer = speak(service.port, Request("verwaltung", asked + quote(row("contribution", CONTESTED))))
    assert answer.status == 200, answer.body
    return sum(one["properties"]["to_status"] == Status.ACCEPTED for one in json.loads(answer.body)["features"])


def _winners(tally: Tally, number: int, answers: Sequence[Answer], code: str) -> list[int]:
    """Who was told that it is done; whoever lost must be told who was faster, and when."""
    tally.rounds += 1
    winners = [place for place, answer in enumerate(answers) if answer.status == 200]
    if len(winners) != 1:
        tally.problems.append(f"round {number}: {len(winners)} winners")
    for answer in (answer for answer in answers if answer.status != 200):
        found, sentence = report(answer)
        tally.lost += 1
        tally.untold += _WHO_AND_WHEN.search(sentence) is None
        if (answer.status, found) != (409, code):
            tally.problems.append(f"round {number}: {answer.status} {found} {sentence}")
    return winners


def _change(fid: str, seen: Feature, street: str, metres: int) -> bytes:
    assert seen.geometry is not None
    x, y = seen.geometry["coordinates"][:2]
    moved = gml.element({"type": "Point", "coordinates": [x + metres, y]}, CRS)
    action = Update(TREES, FeatureIds((fid,)), {"strname": street}, moved, True, "h", CRS)
    return wfs.build(Transaction((action,), {"h": state_of(seen)}))


def _writer(before: Feature, now: Feature, number: int) -> int | None:
    """Whose both street and place are; None where they are of two, or of nobody."""
    assert before.geometry is not None and now.geometry is not None
    metres = round(now.geometry["coordinates"][0] - before.geometry["coordinates"][0], 3)
    whose = int(metres) - 1
    return whose if now.properties["strname"] == f"Runde {number} von {whose}" and metres == whose + 1 else None


def _body(actions: Sequence[Action]) -> bytes:
    return wfs.build(Transaction(tuple(actions)))


RACES: dict[str, Callable[[Service, int, int], Tally]] = {
    "writers change the same row": rows_race,
    "reviewers decide the same contribution": decisions_race,
}
