"""The routing service over a real socket: asked for two numbers, and whatever it answers, nothing breaks."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests

from plugin.domain.directory import Body, Category, Directory
from plugin.domain.errors import Busy, InvalidContent, LimitExceeded, NotAService, Problem, Unreachable
from plugin.domain.responsibility import Question, Resolver
from plugin.services.fit_connect import MOST, Route, Routing, parameters, parse
from plugin.workflows.outside import Remembering, ask

LEIKA, CITY = "99108004000000", "149990010010"
POINT = "d40e7b13-9514-4a6e-bb8f-5a1f0d9f4b11"
ANSWER = {
    "count": 1, "offset": 0, "totalCount": 1,
    "routes": [{"destinationId": POINT, "destinationName": "Tiefbauamt <b>Altmarkfurt</b>",
                "destinationSignature": "eyJ.e.x", "destinationParameters": {"status": "active"}}],
}  # fmt: skip


class Office:
    """A routing service; `reply` is (status, body) or a path that it redirects to."""

    def __init__(self) -> None:
        self.reply: tuple[int, bytes] = (200, json.dumps(ANSWER).encode())
        self.headers: dict[str, str] = {}
        self.asked: list[tuple[str, dict[str, list[str]]]] = []
        office = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                parts = urlsplit(self.path)
                office.asked.append((parts.path, parse_qs(parts.query)))
                status, body = office.reply
                self.send_response(status)
                for name, value in {"Content-Length": str(len(body)), **office.headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: Any) -> None: ...

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/routing-api/v1/"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def office() -> Iterator[Office]:
    made = Office()
    yield made
    made.close()


def routing(office: Office) -> Routing:
    session = requests.Session()
    session.trust_env = False
    return Routing(session, office.url)


@pytest.mark.live
def test_two_numbers_go_out_and_delivery_points_come_back(office: Office) -> None:
    assert routing(office).routes(LEIKA, "14999") == (Route(POINT, "Tiefbauamt <b>Altmarkfurt</b>", "eyJ.e.x"),)
    path, query = office.asked[0]
    assert path == "/routing-api/v1/routes"
    assert query == {"leikaKey": [LEIKA], "ars": ["149990000000"], "offset": ["0"], "limit": [str(MOST)]}


@pytest.mark.live
@pytest.mark.parametrize(
    ("reply", "problem"),
    [
        ((200, b"<html>login</html>"), NotAService),
        ((200, b'{"routes": '), NotAService),
        ((200, b"[]"), NotAService),
        ((200, b" " * 2**21), LimitExceeded),
        ((503, b""), Busy),
        ((500, b"{}"), NotAService),
        ((502, b""), Unreachable),
    ],
)
def test_what_is_no_answer_is_a_problem(reply: tuple[int, bytes], problem: type[Problem], office: Office) -> None:
    office.reply = reply
    with pytest.raises(problem):
        routing(office).routes(LEIKA, CITY)


@pytest.mark.live
def test_nobody_takes_it_there(office: Office) -> None:
    office.reply = (404, b"{}")
    assert routing(office).routes(LEIKA, CITY) == ()


@pytest.mark.parametrize(("leika", "ars"), [("991", CITY), (LEIKA, "1499"), (LEIKA + "&x=", CITY), ("", "")])
def test_nothing_but_two_numbers_is_asked(leika: str, ars: str) -> None:
    with pytest.raises(InvalidContent):
        parameters(leika, ars)


def test_entries_that_are_none_are_left_out() -> None:
    strange = [7, {}, {"destinationId": "../x"}, {"destinationId": POINT.upper(), "destinationName": ["x"]}]
    assert parse({"routes": strange}) == (Route(POINT),)
    assert len(parse({"routes": ANSWER["routes"] * 500})) == MOST  # type: ignore[operator]


class Silent:
    """An outside resolver that fails, or must not be asked."""

    def routes(self, leika: str, ars: str) -> tuple[Route, ...]:
        raise Unreachable("The routing service cannot be reached.")


DIRECTORY = Directory(
    {"rathaus": Body("rathaus", "Rathaus", CITY)},
    {"hund": Category("hund", "Hundesteuer", leika=LEIKA), "sonst": Category("sonst", "Sonstiges")},
    offices={CITY: "rathaus"},
)


@pytest.mark.live
def test_our_own_answer_stands_whatever_the_outside_does(office: Office) -> None:
    resolver = Resolver(DIRECTORY)
    found = ask(resolver, routing(office), Question("hund", ars=CITY))
    assert found.answer.body is not None and [route.destination for route in found.routes] == [POINT]
    failed = ask(resolver, Silent(), Question("hund", ars=CITY))
    assert failed.answer == found.answer and "cannot be reached" in failed.problem and failed.routes == ()
    assert ask(resolver, None, Question("hund", ars=CITY)).answer == found.answer
    for question in (Question("sonst", ars=CITY), Question("hund"), Question("unbekannt", ars=CITY)):
        assert ask(resolver, Silent(), question).problem == "", "nobody is asked without a key and a place"


@pytest.mark.live
def test_a_service_is_asked_once_for_the_same_and_never_again_after_it_failed(office: Office) -> None:
    remembering = Remembering(routing(office))
    assert remembering.routes(LEIKA, CITY) == remembering.routes(LEIKA, CITY)
    assert len(office.asked) == 1
    office.reply = (503, b"")
    for ars in ("14999", "14"):
        with pytest.raises(Busy):
            remembering.routes(LEIKA, ars)
    assert len(office.asked) == 2
