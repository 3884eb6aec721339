"""nginx, gunicorn and QGIS Server as they are served: what strangers try, and what becomes of dead workers."""

from __future__ import annotations

import os
import signal
import socket
import sqlite3
import subprocess
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from xml.etree import ElementTree

import pytest
import requests

from demo.processes import ServiceFailed, alive, process_of, wait_for
from demo.service import PASSWORD, USERS, Service
from tests.server import garden

pytestmark = [pytest.mark.live, pytest.mark.qgis]
TREES = {"SERVICE": "WFS", "VERSION": "1.1.0", "REQUEST": "GetFeature", "TYPENAME": "baum"}
WHO = {"SERVICE": "BUERGERGIS", "REQUEST": "WhoAmI"}
MAP = {
    "SERVICE": "WMS", "VERSION": "1.3.0", "REQUEST": "GetMap", "LAYERS": "baum", "STYLES": "",
    "CRS": "EPSG:25833", "BBOX": "489900,5669900,490300,5670100", "WIDTH": "400", "HEIGHT": "200",
    "FORMAT": "image/png",
}  # fmt: skip
OWS = "{http://www.opengis.net/ows}"


def get(service: Service, user: str = "", **parameters: str) -> requests.Response:
    login = (user, PASSWORD) if user else None
    return requests.get(service.url, params=parameters, auth=login, timeout=30)


def code(answer: requests.Response) -> str:
    """The exception's code; every refusal is an ExceptionReport."""
    assert answer.headers["Content-Type"].startswith("text/xml"), answer.text
    root = ElementTree.fromstring(answer.content)
    assert root.tag.endswith("ExceptionReport"), answer.text
    return root[0].get("exceptionCode") or root[0].get("code") or ""


def test_anybody_may_look(front: Service) -> None:
    drawn = get(front, **MAP)
    assert (drawn.status_code, drawn.headers["Content-Type"]) == (200, "image/png")
    found = get(front, OUTPUTFORMAT="application/json", **TREES).json()
    assert len(found["features"]) == len(garden.TREES)
    without_slash = requests.get(front.url.rstrip("/"), params=TREES, timeout=30)
    assert without_slash.content == requests.get(front.url, params=TREES, timeout=30).content


@pytest.mark.parametrize("user", USERS)
def test_everybody_can_log_in(front: Service, user: str) -> None:
    assert get(front, user, **WHO).json()["identity"] == user


@pytest.mark.parametrize(
    "header", ["Basic Z2FzdDpmYWxzY2g=", "Basic YmVpdHJhZy1hOg==", "Basic !", "Bearer abc", "Negotiate x", "x"]
)
def test_a_wrong_login_is_refused_and_not_taken_for_a_guest(front: Service, header: str) -> None:
    answer = requests.get(front.url, params=WHO, headers={"Authorization": header}, timeout=30)
    assert (answer.status_code, code(answer)) == (401, "LoginNeeded")
    assert answer.headers["WWW-Authenticate"].startswith("Basic realm=")


def test_no_header_of_a_client_makes_it_somebody(front: Service) -> None:
    names = ("X-Buergergis-User", "X_Buergergis_User", "Remote-User", "X-Remote-User", "X-Forwarded-User")
    answer = requests.get(front.url, params=WHO, headers=dict.fromkeys(names, "verwaltung"), timeout=30)
    assert answer.json()["identity"] is None
    twice = [("X-Buergergis-User", "verwaltung")] * 2
    logged_in = requests.get(front.url, params=WHO, headers=dict(twice), auth=("beitrag-a", PASSWORD), timeout=30)
    assert logged_in.json()["identity"] == "beitrag-a"


def test_a_guest_is_asked_to_log_in_for_the_queue(front: Service) -> None:
    asked = {**TREES, "TYPENAME": "contribution"}
    guest = get(front, **asked)
    assert (guest.status_code, code(guest)) == (401, "LoginNeeded")
    assert "WWW-Authenticate" in guest.headers
    assert get(front, "gast", **asked).status_code == 403
    assert get(front, "beitrag-a", **asked).status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        "SERVICE=WFS&VERSION=1.1.0&REQUEST=GetFeature&TYPENAME=baum&EXP_FILTER=env('PATH')<>''",
        "SERVICE=WFS&REQUEST=GetCapabilities&MAP=/etc/passwd",
        "SERVICE=WFS&REQUEST=Transaction&OPERATION=DELETE&FEATUREID=baum.1",
        "SERVICE=WMS&REQUEST=GetMap&SLD=http://169.254.169.254/",
        "SERVICE=WMS&REQUEST=GetProjectSettings",
        "SERVICE=WMS&REQUEST=GetPrint&TEMPLATE=x",
        "SERVICE=WCS&REQUEST=GetCapabilities",
        "SERVICE=WMTS&REQUEST=GetCapabilities",
        "",
    ],
)
def test_what_is_not_allowed_is_refused_for_everybody(front: Service, query: str) -> None:
    for user in (None, ("verwaltung", PASSWORD)):
        answer = requests.get(f"{front.url}?{query}", auth=user, timeout=30)
        assert answer.status_code == 400
        assert code(answer)


@pytest.mark.parametrize("path", ["/", "/ows/wfs3/", "/ows/static/", "/wfs3/collections", "/.report", "/ows/../etc"])
def test_there_is_nothing_at_other_addresses(front: Service, path: str) -> None:
    answer = requests.get(f"http://127.0.0.1:{front.port}{path}", timeout=30)
    assert (answer.status_code, code(answer)) == (404, "NotFound")


def raw(service: Service, request: bytes) -> tuple[int, bytes]:
    """Send bytes as they are; returns status and body."""
    with socket.create_connection(("127.0.0.1", service.port), timeout=20) as connection:
        connection.sendall(request)
        answer = b""
        while data := connection.recv(65536):
            answer += data
    head, _, content = answer.partition(b"\r\n\r\n")
    return int(head.split()[1]), content


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (b"GET /ows/?" + b"x" * 20_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n", 414),
        (b"GET /ows/ HTTP/1.1\r\nHost: x\r\nX: " + b"x" * 20_000 + b"\r\n\r\n", 431),
        (b"GET /ows/ HTTP/1.1\r\nConnection: close\r\n\r\n", 400),
        (b"POST /ows/ HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\nConnection: close\r\n\r\n", 413),
        (b"DELETE /ows/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", 405),
        (b"POST /ows/ HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nConnection: close\r\n\r\na=b", 415),
    ],
)
def test_what_nginx_refuses_is_an_exception_report(front: Service, request_: bytes, status: int) -> None:
    found, content = raw(front, request_)
    assert found == status
    assert ElementTree.fromstring(content).tag == f"{OWS}ExceptionReport"


def test_a_deep_body_ends_nobody(front: Service) -> None:
    before = front.workers_now()
    deep = b"<a>" * 30_000 + b"</a>" * 30_000
    for _ in range(8):
        answer = requests.post(front.url, data=deep, headers={"Content-Type": "text/xml"}, timeout=30)
        assert (answer.status_code, code(answer)) == (413, "LimitExceeded")
    assert front.workers_now() == before


def test_a_chunked_body_is_bounded_too(front: Service) -> None:
    def endless() -> Iterator[bytes]:
        yield b"<a>"
        for _ in range(20):
            yield b" " * 2**20

    answer = requests.post(front.url, data=endless(), headers={"Content-Type": "text/xml"}, timeout=60)
    assert (answer.status_code, code(answer)) == (413, "LimitExceeded")


def test_the_socket_and_the_secrets_are_the_owner_s_alone(front: Service) -> None:
    for path in (front.run / "socket", front.run / "socket" / "qgis", front.run / "htpasswd"):
        assert path.stat().st_mode & 0o077 == 0, path


def test_the_memory_of_a_worker_is_bounded(front: Service) -> None:
    for pid in front.workers_now():
        limits = Path(f"/proc/{pid}/limits").read_text("ascii")
        bound = next(line for line in limits.splitlines() if line.startswith("Max address space"))
        assert int(bound.split()[3]) == front.memory_mb * 2**20


def test_no_secret_stands_in_the_environment_of_a_worker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGPASSWORD", "kanarienvogel")
    project = garden.build(tmp_path / "daten")
    with Service({"/ows/": project}, tmp_path / "lauf", workers=1) as running:
        environment = Path(f"/proc/{running.workers_now()[0]}/environ").read_bytes()
    assert b"BUERGERGIS_SERVICE" in environment
    assert b"kanarienvogel" not in environment


def four(service: Service) -> bool:
    return len([pid for pid in service.workers_now() if alive(pid)]) == service.workers


def test_a_killed_worker_is_back_within_a_second_and_the_others_go_on(front: Service) -> None:
    assert wait_for(lambda: four(front), 10)
    victims = list(front.workers_now())
    end, statuses, cut = threading.Event(), [], []

    def ask() -> None:
        while not end.is_set():
            try:
                statuses.append(get(front, **TREES).status_code)
            except (requests.ConnectionError, requests.exceptions.ChunkedEncodingError) as error:
                cut.append(error)  # its answer was half way out when the worker died

    with ThreadPoolExecutor(3) as pool:
        asking = [pool.submit(ask) for _ in range(3)]
        for victim in victims[:2]:
            os.kill(victim, signal.SIGKILL)
            killed = time.monotonic()
            assert wait_for(lambda victim=victim: victim not in front.workers_now() and four(front), 5)
            assert time.monotonic() - killed < 1.0
            told = len(statuses)
            assert wait_for(lambda told=told: len(statuses) > told + 10, 10)
        end.set()
        for one in asking:
            one.result(timeout=30)
    assert set(statuses) == {200}
    assert len(cut) <= 2


def test_a_hung_worker_is_ended_and_the_others_go_on(front: Service) -> None:
    assert wait_for(lambda: four(front), 10)
    hung = front.workers_now()[0]
    os.kill(hung, signal.SIGSTOP)
    statuses = []
    assert wait_for(lambda: statuses.append(get(front, **TREES).status_code) or not alive(hung), 30)
    assert wait_for(lambda: four(front), 5)
    assert set(statuses) == {200}


def test_a_project_that_is_replaced_is_seen_by_every_worker(front: Service) -> None:
    project = Path(front.projects["/ows/"])
    text = project.read_text("utf-8")
    fresh = project.with_suffix(".neu")
    fresh.write_text(text.replace("Rathausgarten", "Stadtpark"), "utf-8")
    os.replace(fresh, project)
    asked = {"SERVICE": "WMS", "REQUEST": "GetCapabilities"}
    assert all("Stadtpark" in get(front, **asked).text for _ in range(12))
    project.write_text(text, "utf-8")
    assert all("Rathausgarten" in get(front, **asked).text for _ in range(12))


def test_readers_need_not_wait_for_a_writer(front: Service) -> None:
    database = Path(front.projects["/ows/"]).with_name("garten.gpkg")
    assert get(front, **TREES).status_code == 200
    with closing(sqlite3.connect(database, isolation_level=None)) as writer:
        assert writer.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("UPDATE write_lock SET turn = turn + 1")
        for _ in range(8):
            answer = get(front, "beitrag-a", **{**TREES, "TYPENAME": "contribution"})
            assert (answer.status_code, answer.elapsed.total_seconds() < 2) == (200, True)
        writer.execute("ROLLBACK")


def test_stop_leaves_no_process(tmp_path: Path) -> None:
    project = garden.build(tmp_path / "daten")
    running = Service({"/ows/": project}, tmp_path / "lauf")
    running.start()
    masters = [process_of(running.run / name, running.run) for name in ("nginx.pid", "gunicorn.pid")]
    workers = running.workers_now()
    assert all(masters)
    assert len(workers) == 4
    running.stop()
    left = subprocess.run(["pgrep", "-f", str(running.run)], capture_output=True, text=True, check=False).stdout
    assert left == ""
    assert not any(alive(pid) for pid in [*workers, *filter(None, masters)])
    running.stop()


@pytest.mark.parametrize("name", ["Bürger GIS neu", 'Bürger "GIS" {neu};'])
def test_it_runs_from_a_folder_of_any_name(tmp_path: Path, name: str) -> None:
    project = garden.build(tmp_path / name / "daten")
    with Service({"/ows/": project}, tmp_path / name / "lauf", workers=1) as running:
        assert get(running, **TREES).status_code == 200
        assert get(running, "beitrag-a", **TREES).status_code == 200
        assert requests.get(running.url, TREES, auth=("beitrag-a", "falsch"), timeout=30).status_code == 401
        assert process_of(running.run / "nginx.pid", running.run)
    assert not running.workers_now()


def test_a_taken_port_is_a_clear_sentence(front: Service, tmp_path: Path) -> None:
    second = Service(front.projects, tmp_path / "lauf", port=front.port)
    with pytest.raises(ServiceFailed, match=f"Port {front.port} is taken"):
        second.start()
    assert get(front, **TREES).status_code == 200


def test_a_broken_project_does_not_start_in_silence(tmp_path: Path) -> None:
    running = Service({"/ows/": tmp_path / "fehlt.qgs"}, tmp_path / "lauf", answers_within=3)
    with pytest.raises(ServiceFailed, match="does not answer"):
        running.start()
    assert not running.workers_now()
