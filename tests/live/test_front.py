"""What nginx answers by itself is an ExceptionReport too; each of them provoked for real."""

from __future__ import annotations

import base64
import os
import signal
import socket
import sqlite3
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from uuid import uuid4
from xml.etree import ElementTree

import pytest
import requests

from demo.processes import process_of, wait_for
from demo.service import PASSWORD, Service
from plugin.domain.contribution import Change, Contribution, Operation
from plugin.domain.feature import Feature
from plugin.services.contributions import LayerForm, submission
from plugin.services.wfs.model import Transaction
from plugin.services.wfs.transaction import build
from tests.server import garden

pytestmark = [pytest.mark.live, pytest.mark.qgis]
OWS = "{http://www.opengis.net/ows}"
WHO = "/ows/?SERVICE=BUERGERGIS&REQUEST=WhoAmI"
BURST = 2000


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service whose workers have three seconds for a request."""
    folder = tmp_path_factory.mktemp("rathaus")
    projects = {"/ows/": garden.prepare(garden.build(folder))}
    run = tmp_path_factory.mktemp("lauf")
    with Service(projects, run, timeout=3, workers=2) as running:
        yield running


def ask(service: Service, request: bytes) -> tuple[int, dict[str, str], bytes]:
    """Send bytes as they are; status, headers and body of the answer, status 0 where there is none."""
    with socket.create_connection(("127.0.0.1", service.port), timeout=40) as connection:
        connection.sendall(request)
        answer = b""
        while data := connection.recv(65536):
            answer += data
    head, _, body = answer.partition(b"\r\n\r\n")
    first, *lines = head.decode("utf-8").split("\r\n")
    headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
    return int(first.split()[1]) if first else 0, headers, body


def get(path: str = WHO, **headers: str) -> bytes:
    lines = [f"GET {path} HTTP/1.1", "Host: x", "Connection: close", *(f"{k}: {v}" for k, v in headers.items())]
    return "\r\n".join([*lines, "", ""]).encode()


def login(user: str, password: str) -> str:
    return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()


def reported(answer: tuple[int, dict[str, str], bytes]) -> tuple[int, str]:
    """Status and code; whatever comes back is an ExceptionReport that no cache or program takes for another thing."""
    status, headers, body = answer
    assert headers["content-type"].startswith("text/xml"), body
    root = ElementTree.fromstring(body)
    assert root.tag == f"{OWS}ExceptionReport"
    assert len((root[0][0].text or "").split()) > 3
    return status, root[0].get("exceptionCode") or ""


def processes(service: Service) -> list[int]:
    """gunicorn and its workers."""
    master = process_of(service.run / "gunicorn.pid", service.run)
    assert master
    return [master, *service.workers_now()]


@contextmanager
def stopped(service: Service) -> Iterator[None]:
    """Nobody behind nginx does anything."""
    everybody = processes(service)
    for pid in everybody:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in everybody:
            os.kill(pid, signal.SIGCONT)
        assert wait_for(lambda: ask(service, get())[0] == 200, 30)


def test_what_is_malformed_too_long_or_too_large(small: Service) -> None:
    long, large = "/ows/?" + "x" * 20_000, b"Content-Length: 99999999"
    assert reported(ask(small, get(long))) == (414, "LimitExceeded")
    assert reported(ask(small, get(X="x" * 20_000))) == (431, "LimitExceeded")
    assert reported(ask(small, b"GET /ows/ HTTP/1.1\r\nConnection: close\r\n\r\n"))[0] == 400
    post = b"POST /ows/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + large + b"\r\n\r\n"
    assert reported(ask(small, post)) == (413, "LimitExceeded")


def test_a_wrong_password(small: Service) -> None:
    answer = ask(small, get(Authorization=login("beitrag-a", "falsch")))
    assert reported(answer) == (401, "LoginNeeded")
    assert answer[1]["www-authenticate"].startswith("Basic realm=")


def test_many_headers_reach_nobody(small: Service) -> None:
    many = {f"X-{number}": "x" for number in range(300)}
    assert ask(small, get(**many))[0] == 200


def test_a_slow_body_occupies_nobody_and_is_not_carried_out(small: Service) -> None:
    """nginx hangs up without a word, whatever it is told to answer: its own code ends such a request so."""
    began = time.monotonic()
    head = b"POST /ows/ HTTP/1.1\r\nHost: x\r\nContent-Type: text/xml\r\nContent-Length: 100\r\n\r\n<wfs:Transaction"
    with ThreadPoolExecutor(8) as pool:
        waiting = [pool.submit(ask, small, head) for _ in range(8)]
        while time.monotonic() - began < 3:
            assert ask(small, get())[0] == 200
        assert [one.result()[0] for one in waiting] == [0] * 8
    assert 9 < time.monotonic() - began < 15


def test_a_slow_header_occupies_nobody(small: Service) -> None:
    assert ask(small, b"GET /ows/ HTTP/1.1\r\nHost: x\r\nX: ")[0] in (0, 408)


def test_a_worker_that_dies_over_a_request(small: Service) -> None:
    """It waits for the lock of the database when it is killed; a POST is never asked again."""
    database = Path(small.projects["/ows/"]).with_name("garten.gpkg")
    insert = b"<Insert><baum><name>Linde</name><ars>149990010010</ars></baum></Insert>"
    body = (
        b'<Transaction xmlns="http://www.opengis.net/wfs" service="WFS" version="1.1.0">' + insert + b"</Transaction>"
    )
    head = [
        "POST /ows/ HTTP/1.1",
        "Host: x",
        "Connection: close",
        "Content-Type: text/xml",
        f"Content-Length: {len(body)}",
    ]
    head.append(f"Authorization: {login('pruefung-altmarkfurt', PASSWORD)}")
    with closing(sqlite3.connect(database, isolation_level=None)) as writer, ThreadPoolExecutor(1) as pool:
        writer.execute("BEGIN IMMEDIATE")
        waiting = pool.submit(ask, small, "\r\n".join([*head, "", ""]).encode() + body)
        assert not wait_for(waiting.done, 1.5), "it should wait for the lock"
        for pid in small.workers_now():
            os.kill(pid, signal.SIGKILL)
        assert reported(waiting.result())[0] == 502
        writer.execute("ROLLBACK")
    assert wait_for(lambda: ask(small, get())[0] == 200, 10)


def test_no_service_behind_the_front(small: Service) -> None:
    socket_file = small.run / "socket" / "qgis"
    aside = socket_file.with_name("weg")
    socket_file.rename(aside)
    try:
        assert reported(ask(small, get()))[0] == 502
        wrong = ask(small, get(Authorization=login("beitrag-b", "falsch")))
        assert reported(wrong)[0] == 502, "nothing is told of a password that nobody can count"
    finally:
        aside.rename(socket_file)
    assert ask(small, get())[0] == 200


def test_a_service_that_hangs(small: Service) -> None:
    with stopped(small):
        began = time.monotonic()
        assert reported(ask(small, get()))[0] == 504
        assert time.monotonic() - began < 12


def test_closed_for_maintenance(small: Service) -> None:
    flag = small.run / "maintenance"
    flag.touch()
    try:
        answer = ask(small, get())
        assert reported(answer) == (503, "Busy")
        assert int(answer[1]["retry-after"]) > 0
    finally:
        flag.unlink()
    assert ask(small, get())[0] == 200


def test_too_many_requests_of_one_address(tmp_path: Path) -> None:
    """The burst of two thousand is spent at an address that costs nothing."""
    session, statuses, refused = requests.Session(), [], None
    with Service({"/ows/": garden.build(tmp_path / "daten")}, tmp_path / "lauf", workers=1, requests=20) as slow:
        while refused is None and len(statuses) < 5 * BURST:
            heard = session.get(f"http://127.0.0.1:{slow.port}/nichts", timeout=30)
            statuses.append(heard.status_code)
            refused = heard if heard.status_code == 429 else None
        assert refused is not None
        assert len(statuses) > BURST - 10  # a few were spent while it was started
        assert b"ExceptionReport" in refused.content
        assert int(refused.headers["Retry-After"]) > 0
        assert wait_for(lambda: session.get(slow.url, timeout=30).status_code == 400, 10)


def test_too_many_connections_of_one_address(small: Service) -> None:
    with stopped(small), ThreadPoolExecutor(140) as pool:
        answers = list(pool.map(lambda _: ask(small, get()), range(140)))
    refused = [answer for answer in answers if answer[0] == 429]
    assert 20 <= len(refused) <= 60
    assert {reported(answer) for answer in refused} == {(429, "Busy")}


def test_three_hundred_contributions_never_meet_a_limit(tmp_path: Path) -> None:
    """As a volunteer submits them after a weekend: one Transaction after the other, by the shipped numbers."""
    fields = {"name": "Linde", "art": "Linde", "ars": garden.A}
    with Service({"/ows/": garden.prepare(garden.build(tmp_path))}, tmp_path / "lauf", requests=200) as running:
        session, statuses = requests.Session(), []
        for number in range(300):
            place = {"type": "Point", "coordinates": [490_000.0 + number, 5_670_000.0]}
            tree = Change(Operation.INSERT, None, Feature("baum", None, "EPSG:25833", place, fields))
            wish = Contribution(str(uuid4()), tree, "baum", None, str(uuid4()), "Am Wochenende gezählt")
            body = build(Transaction((submission(wish, LayerForm("baum", "EPSG:25833"), "EPSG:25833"),)))
            headers, who = {"Content-Type": "text/xml"}, ("beitrag-a", PASSWORD)
            heard = session.post(running.url, body, headers=headers, auth=who, timeout=60)
            statuses.append((heard.status_code, heard.text if heard.status_code != 200 else ""))
    assert set(statuses) == {(200, "")}


def test_a_window_that_draws_tiles_never_meets_a_limit(tmp_path: Path) -> None:
    """Twelve requests at a time for ten seconds of panning, by the numbers that are shipped."""
    projects = {"/ows/": garden.prepare(garden.build(tmp_path / "daten"))}
    box = "SERVICE=WMS&VERSION=1.3.0&REQUEST=GetMap&LAYERS=baum&STYLES=&CRS=EPSG:25833&WIDTH=256&HEIGHT=256"
    tile = f"/ows/?{box}&BBOX=489900,5669900,490300,5670300&FORMAT=image/png"
    with Service(projects, tmp_path / "lauf", requests=200) as running:
        ends, statuses = time.monotonic() + 10, []

        def draw(_: int) -> None:
            session = requests.Session()
            while time.monotonic() < ends:
                url = f"http://127.0.0.1:{running.port}{tile}"
                statuses.append(session.get(url, auth=("beitrag-a", PASSWORD), timeout=30).status_code)

        with ThreadPoolExecutor(12) as pool:
            list(pool.map(draw, range(12)))
    print(f"{len(statuses)} tiles in ten seconds")
    assert set(statuses) == {200}
