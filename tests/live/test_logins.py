"""Guessing passwords at the real front: it stops, and whoever guesses cannot tell a right one while it is stopped."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from demo.processes import wait_for
from demo.service import PASSWORD, Service
from tests.live.test_front import get, login, reported
from tests.server import garden

pytestmark = [pytest.mark.live, pytest.mark.qgis]
WHO = {"SERVICE": "BUERGERGIS", "REQUEST": "WhoAmI"}
SECONDS = 5


@pytest.fixture
def guarded(tmp_path: Path) -> Iterator[Service]:
    """Five wrong passwords of one address are enough here, or ten of all, for five seconds."""
    projects = {"/ows/": garden.prepare(garden.build(tmp_path / "daten"))}
    limits = {"failures": 5, "account_failures": 10, "seconds": SECONDS}
    with Service(projects, tmp_path / "lauf", limits=limits) as running:
        yield running


def from_address(service: Service, address: str, request: bytes) -> bytes:
    """The whole answer, as somebody at another address of this machine hears it."""
    with socket.create_connection(("127.0.0.1", service.port), timeout=20, source_address=(address, 0)) as connection:
        connection.sendall(request)
        answer = b""
        while data := connection.recv(65536):
            answer += data
    return answer


def attempt(service: Service, account: str, password: str, address: str = "127.0.0.1") -> int:
    return int(from_address(service, address, get(Authorization=login(account, password))).split()[1])


def undated(answer: bytes) -> bytes:
    return b"\r\n".join(line for line in answer.split(b"\r\n") if not line.startswith(b"Date:"))


def test_while_guessing_is_stopped_a_right_password_sounds_like_a_wrong_one(guarded: Service) -> None:
    assert [attempt(guarded, "beitrag-a", f"versuch {number}") for number in range(6)] == [401] * 5 + [429]
    posts = b"POST /ows/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: text/xml\r\nContent-Length: 4\r\n"
    for request in (get(), get("/nichts"), posts + b"\r\n<a/>", posts.replace(b"POST", b"PUT") + b"\r\n<a/>"):
        heard = []
        for password in ("falsch", PASSWORD):
            named = request.replace(b"\r\n", f"\r\nAuthorization: {login('beitrag-a', password)}\r\n".encode(), 1)
            heard.append(undated(from_address(guarded, "127.0.0.1", named)))
        assert heard[0] == heard[1]
        assert heard[0].startswith(b"HTTP/1.1 429 ")
        assert b"Retry-After: " in heard[0]


def test_nobody_else_is_stopped_and_it_ends(guarded: Service) -> None:
    for number in range(6):
        attempt(guarded, "beitrag-a", f"versuch {number}")
    assert requests.get(guarded.url, WHO, timeout=20).status_code == 200, "guests"
    assert attempt(guarded, "beitrag-b", PASSWORD) == 200, "another account"
    assert attempt(guarded, "beitrag-a", PASSWORD, "127.0.0.2") == 200, "the same account, elsewhere"
    assert wait_for(lambda: attempt(guarded, "beitrag-a", PASSWORD) == 200, SECONDS + 5)


def test_guessing_from_many_addresses_leaves_the_person_where_they_were(guarded: Service) -> None:
    assert attempt(guarded, "beitrag-a", PASSWORD, "127.0.1.1") == 200
    for number in range(11):
        attempt(guarded, "beitrag-a", "falsch", f"127.0.0.{100 + number}")
    assert attempt(guarded, "beitrag-a", PASSWORD, "127.0.0.50") == 429
    assert attempt(guarded, "beitrag-a", PASSWORD, "127.0.1.1") == 200


def test_an_account_that_is_not_there_sounds_like_one_that_is(guarded: Service) -> None:
    asked = [from_address(guarded, "127.0.0.1", get(Authorization=login(name, "x"))) for name in ("niemand", "gast")]
    assert undated(asked[0]) == undated(asked[1])
    head, _, body = asked[0].partition(b"\r\n\r\n")
    assert reported((int(head.split()[1]), {"content-type": "text/xml"}, body)) == (401, "LoginNeeded")
