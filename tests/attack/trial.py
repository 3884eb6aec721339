"""One attack carried out: what came back, and whether anything was hurt."""

from __future__ import annotations

import re
from dataclasses import dataclass
from time import sleep
from xml.etree import ElementTree

from .attack import Answer, Attack, Request
from .service import Rows, Target
from .wire import send

_PASSING = re.compile(rb'timeStamp="[^"]*"')
_WAITS = 12


@dataclass(frozen=True)
class Trial:
    """`passed` says what the attacker reached, `wrong` what else is not as it should be; both empty where
    all is well."""

    attack: Attack
    answer: Answer
    code: str = ""
    sentence: str = ""
    passed: str = ""
    wrong: str = ""

    def line(self) -> str:
        """What was refused and how, for people."""
        told = f"{self.answer.status or 'no answer'} {self.code}".strip()
        verdict = f"PASSED: {self.passed}" if self.passed else f"WRONG: {self.wrong}" if self.wrong else self.sentence
        return f"{self.attack.item} | {self.attack.name} | {told} | {verdict}"


def attempt(port: int, attack: Attack) -> Trial:
    """Send an attack and judge the answer by itself."""
    try:
        answer = patiently(port, attack.request)
        other = patiently(port, attack.alike) if attack.alike is not None else None
    except TimeoutError:
        return Trial(attack, Answer(0), wrong="the service hangs")
    code, sentence = report(answer)
    wrong = _wrong(attack, answer, code, sentence)
    passed = ""
    if tells := _difference(attack, answer, other):
        passed = tells
    elif 200 <= answer.status < 300 and answer.status not in _statuses(attack):
        passed = f"it was answered with {answer.body[:200]!r}"
    return Trial(attack, answer, code, sentence or _short(answer), passed, "" if passed else wrong)


def patiently(port: int, request: Request) -> Answer:
    """As `send`; who is asked to wait waits, as any client would."""
    for _ in range(_WAITS):
        answer = send(port, request)
        if answer.status not in (429, 503) or "retry-after" not in answer.headers:
            return answer
        sleep(min(float(answer.headers["retry-after"]), 5))  # the service itself has said how long
    return answer


def report(answer: Answer) -> tuple[str, str]:
    """Code and sentence of an ExceptionReport; empty where the answer is none."""
    try:
        root = ElementTree.fromstring(answer.body)
    except ElementTree.ParseError:
        return "", ""
    if not root.tag.endswith("ExceptionReport") or not len(root):
        return "", ""
    first = root[0]
    return first.get("exceptionCode") or first.get("code") or "", " ".join("".join(first.itertext()).split())


def changed(before: Rows, after: Rows, grows: tuple[str, ...]) -> str:
    """What differs between two looks at the database beyond one more row in each table of `grows`."""
    found = []
    for name in sorted({*before, *after}):
        was, now = before.get(name, frozenset()), after.get(name, frozenset())
        gone, come = len(was - now), len(now - was)
        if gone or come != grows.count(name):
            found.append(f"{name}: {gone} rows gone, {come} come")
    return "; ".join(found)


def examine(target: Target, attack: Attack, before: Rows) -> tuple[Trial, Rows]:
    """An attack by itself, and what became of the service and its data."""
    calls = target.canary.calls
    trial = attempt(target.port, attack)
    after = target.rows()
    passed = trial.passed or changed(before, after, attack.grows)
    if target.canary.calls != calls:
        passed = "the service has called another address"
    wrong = trial.wrong if target.alive() else "a worker died: " + "; ".join(target.dead())
    return Trial(attack, trial.answer, trial.code, trial.sentence, passed, wrong), after


def _statuses(attack: Attack) -> tuple[int, ...]:
    return (attack.status,) if isinstance(attack.status, int) else attack.status


def _wrong(attack: Attack, answer: Answer, code: str, sentence: str) -> str:
    if answer.status == 0 and attack.nobody_listens:
        return ""
    if answer.status not in _statuses(attack):
        return f"{answer.status} {code} {sentence or _short(answer)} (expected {attack.status})"
    if answer.status >= 400 and not code:
        return f"no ExceptionReport: {_short(answer)}"
    if attack.code and code != attack.code:
        return f"the code {code} (expected {attack.code}): {sentence}"
    if attack.says not in sentence:
        return f"the sentence {sentence!r} does not say {attack.says!r}"
    return ""


def _difference(attack: Attack, answer: Answer, other: Answer | None) -> str:
    """Where an answer tells something, or two answers that must be the same are not."""
    for told in attack.told:
        if told in answer.body:
            return f"it tells {told.decode()}"
    if other is not None and (answer.status, _plain(answer)) != (other.status, _plain(other)):
        return f"it tells: {_short(answer)} in place of {_short(other)}"
    return ""


def _plain(answer: Answer) -> bytes:
    return _PASSING.sub(b"", answer.body)


def _short(answer: Answer) -> str:
    return " ".join(answer.body[:160].decode("utf-8", "replace").split())
