"""A hundred thousand random Transactions: in processes of their own, and a few hundred of them over HTTP."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from xml.etree.ElementTree import fromstring

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from demo.published import ROOT

from .attack import Request
from .ground import ANNE, BENCHES, MILENA, OPEN, WEISS
from .mutations import Change, changes, mutated
from .say import delete, ids, insert, place, row, transaction, update
from .service import Target, target
from .trial import patiently, report

COUNT, PROCESSES, OVER_HTTP = 100_000, 2, 500


def everything(run: Path) -> tuple[int, list[str]]:
    """How many were sent, and what was found."""
    began, findings, answers, slowest = time.monotonic(), [], Counter[str](), 0.0
    for told in _in_processes(run):
        answers.update(told["answers"])
        slowest = max(slowest, told["slowest"])
        findings += [f"FOUND: {who or 'a guest'}: {what}\n{body}" for who, body, what in told["findings"]]
    sent = sum(answers.values())
    print(
        f"  {sent} in process: {dict(answers)}, {len(findings)} findings, the slowest took {slowest:.1f} s, "
        f"all {time.monotonic() - began:.0f} s",
        flush=True,
    )
    with target(run / "http") as aim:
        more = over_http(aim, OVER_HTTP)
    print(f"  {OVER_HTTP} over HTTP: {len(more)} findings", flush=True)
    return sent + OVER_HTTP, findings + more


def _in_processes(run: Path) -> list[dict[str, object]]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    running = []
    for number in range(PROCESSES):
        command = [
            sys.executable,
            "-m",
            "tests.attack.fuzz",
            str(COUNT // PROCESSES),
            str(number * 10**6),
            str(run / str(number)),
        ]
        running.append(
            subprocess.Popen(
                command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
            )
        )
    told = []
    for number, process in enumerate(running):
        text = process.communicate()[0]
        found = next((line for line in text.splitlines() if line.startswith("{")), "")
        died = {
            "answers": {},
            "slowest": 0.0,
            "findings": [("", "", f"process {number} died with {process.returncode}")],
        }
        told.append(json.loads(found) if found else died)
    return told


def over_http(aim: Target, count: int) -> list[str]:
    """Random bodies at the real service: every answer is a report or a result, and nobody dies."""
    fid, findings = aim.ground.benches[0][0], []
    valid = [
        fromstring(transaction(*actions))
        for actions in (
            (update(BENCHES, ids(fid), zustand="gut"),),
            (insert(BENCHES, place("495100 5670100"), zustand="gut"),),
            (delete(BENCHES, row("uuid", "gibtsnicht")),),
            (update("contribution", row("uuid", OPEN), status="in_review"),),
        )
    ]

    @seed(4)
    @settings(
        max_examples=count,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(which=st.integers(0, len(valid) - 1), who=st.sampled_from(("", ANNE, WEISS, MILENA)), wanted=changes())
    def shoot(which: int, who: str, wanted: list[Change]) -> None:
        body = mutated(valid[which], wanted)
        answer = patiently(aim.port, Request(who, body=body))
        right = b"TransactionResponse" in answer.body if answer.status == 200 else bool(report(answer)[0])
        if not right or answer.status >= 500:
            findings.append(f"FOUND: {who or 'a guest'}: {answer.status} {answer.body[:300]!r} for {body[:2000]!r}")

    shoot()
    return findings + [f"FOUND: {line}" for line in aim.dead()]
