"""Lesson 10: The outcome is read from a sentence.

Seen in IGN ('400' in a text of 400 objects) and arho ("VIRHE"). Here: the suite runs under de, fr and fi locales, with
400 and 404 features.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from demo.published import clean_environment
from demo.service import Service
from plugin.adapters.connecting import connect
from plugin.domain.contribution import Status
from plugin.domain.errors import AccessDenied, Problem
from plugin.services.wfs.filters import Compare, Comparison
from plugin.workflows.ports import ItemState
from tests import faults
from tests.fault_proxy import FaultProxy
from tests.http_wire import QUEUE, TRANSACTION
from tests.lessons.people import Contributor
from tests.lessons.village import Rows, build

pytestmark = [pytest.mark.live, pytest.mark.qgis]

ROOT = Path(__file__).resolve().parents[2]
LOCALES = {"de": "de_DE", "fr": "fr_FR", "fi": "fi_FI", "tr": "tr_TR"}
MANY = {"open_contributions": 10_000, "contributions_per_hour": 10_000}
SENTENCES = (
    "400 Objekte angelegt, 404 waren schon da, Fehler: keiner",
    "HTTP 404 Not Found",
    "VIRHE: 0 virhettä",
    "Success: totalInserted 400",
    "TransactionResponse <wfs:totalInserted>1</wfs:totalInserted> ServiceException",
)


@pytest.fixture(scope="module")
def village(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """400 trees and 404 stones, with texts that look like outcomes."""
    folder = tmp_path_factory.mktemp("dorf")

    def rows(count: int) -> Rows:
        places = [(f"POINT ({490000 + number} {5670000 + number})", number) for number in range(count)]
        return Rows(25833, [(wkt, {"name": SENTENCES[number % len(SENTENCES)]}) for wkt, number in places])

    project = build(folder / "daten", {"baum": rows(400), "stein": rows(404)}, MANY)
    with Service({"/ows/": project}, folder / "lauf") as running:
        yield running


@pytest.mark.parametrize("count", [400, 404])
@pytest.mark.parametrize("language", LOCALES)
def test_the_loop_in_another_language(village: Service, tmp_path: Path, language: str, count: int) -> None:
    """Check out, change all, submit all, publish one: in a process whose language is another."""
    layer = {400: "baum", 404: "stein"}[count]
    environment = clean_environment(tmp_path) | {"PYTHONPATH": str(ROOT), "LC_ALL": f"{LOCALES[language]}.UTF-8"}
    command = [sys.executable, "-m", "tests.lessons.abroad", LOCALES[language], village.url, layer, str(tmp_path)]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=240
    )  # fmt: skip
    assert done.stdout.split() == [str(count), str(count), str(count), "1"], done.stdout + done.stderr


@pytest.mark.parametrize("text", SENTENCES)
def test_what_a_refusal_says_decides_nothing(
    village: Service, login: Callable[[str], str], tmp_path: Path, text: str
) -> None:
    """The same sentence as a refusal by its code, by its status, and as no answer to rely on."""
    with FaultProxy(village.port) as proxy:
        anna = Contributor.checks_out(connect(proxy.url(), login("beitrag-a")), tmp_path / "k.gpkg", "baum")
        anna.edits("UPDATE baum SET name = 'x' WHERE fid = 17")
        proxy.inject(faults.status(403, "report", text), when=TRANSACTION)
        assert isinstance(anna.fails_to_send(), AccessDenied) and anna.states() == [ItemState.REFUSED]

        proxy.inject(faults.status(500, "report", text), when=TRANSACTION)
        proxy.inject(faults.status(500, "report", text), when=QUEUE)
        assert isinstance(anna.fails_to_send(), Problem)
        assert anna.states()[0] in (ItemState.UNKNOWN, ItemState.QUEUED)
        proxy.heal()
        anna.sends()
        assert anna.states() == [ItemState.SUBMITTED]
        assert [one.status for one in anna.in_queue().values()] == [Status.SUBMITTED]


def test_a_value_that_looks_like_an_outcome_is_a_value(village: Service, login: Callable[[str], str]) -> None:
    client = connect(village.url, login("beitrag-a")).client
    for text in SENTENCES[1:]:  # the loop has published another one for the first
        assert client.count("baum", filter=Compare(Comparison.EQUAL, "name", text)) == 80
