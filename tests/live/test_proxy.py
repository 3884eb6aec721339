"""A proxy that logs people in stands in front, as oauth2-proxy would; and people go round it."""

from __future__ import annotations

import json
import os
import shutil
import socket
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import requests

from demo import service as service_module
from demo.processes import answers, free_port, wait_for
from demo.published import clean_environment, link_plugin
from demo.service import Service
from tests.server import garden

pytestmark = [pytest.mark.live, pytest.mark.qgis]
WHO = {"SERVICE": "BUERGERGIS", "REQUEST": "WhoAmI"}
USER, SECRET_HEADER = "X-Forwarded-Preferred-Username", "X-Buergergis-Secret"
SECRET = "0123456789abcdef" * 4

PROXY = """
daemon off; pid "{run}/proxy.pid"; error_log "{run}/proxy.log"; working_directory "{run}"; {user}
events {{ worker_connections 64; }}
http {{
    access_log off;
    client_body_temp_path "{run}/p1"; proxy_temp_path "{run}/p2"; fastcgi_temp_path "{run}/p3";
    uwsgi_temp_path "{run}/p4"; scgi_temp_path "{run}/p5";
    # The session of whoever has logged in, as the proxy keeps it behind its cookie.
    map $cookie_session $account {{ "sitzung-aenne" "beitrag-a"; "sitzung-pruefung" "pruefung-altmarkfurt"; }}
    server {{
        listen 127.0.0.1:{port};
        location / {{
            {to}
        }}
    }}
}}
"""
TO_SERVICE = """
            proxy_pass http://127.0.0.1:{behind};
            proxy_set_header X-Forwarded-Preferred-Username $account;
            proxy_set_header X-Buergergis-Secret {secret};"""
TO_PROGRAM = """
            include /etc/nginx/fastcgi_params;
            fastcgi_param HTTP_X_FORWARDED_PREFERRED_USERNAME $account;
            fastcgi_param HTTP_X_BUERGERGIS_SECRET {secret};
            fastcgi_pass "unix:{behind}";"""

PASSED_ON = """
            include /etc/nginx/fastcgi_params;
            fastcgi_pass "unix:{behind}";"""


def identity(folder: Path) -> dict[str, str]:
    """What the administrator states."""
    file = folder / "geheim"
    file.write_text(SECRET, "ascii")
    file.chmod(0o600)
    return {"kind": "proxy", "user_header": USER, "secret_header": SECRET_HEADER, "secret_file": str(file)}


def in_front(run: Path, to: str, **values: object) -> tuple[subprocess.Popen[bytes], str]:
    """Start the proxy; returns its process and address."""
    port = free_port()
    user = "user root;" if os.geteuid() == 0 else ""
    file = run / "proxy.conf"
    file.write_text(PROXY.format(run=run, port=port, user=user, to=to.format(secret=SECRET, **values)), "utf-8")
    nginx = shutil.which("nginx", path=os.environ.get("PATH", "") + ":/usr/sbin") or "nginx"
    proxy = subprocess.Popen([nginx, "-p", str(run), "-c", str(file), "-e", str(run / "proxy.log")])
    assert wait_for(lambda: answers(port), 10), (run / "proxy.log").read_text("utf-8")
    return proxy, f"http://127.0.0.1:{port}/ows/"


@pytest.fixture(scope="module")
def behind(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Service, str]]:
    """The service, and the address of the proxy in front of it."""
    run = tmp_path_factory.mktemp("lauf")
    projects = {"/ows/": garden.prepare(garden.build(tmp_path_factory.mktemp("rathaus")))}
    with Service(projects, run / "dienst", workers=1, identity=identity(run)) as service:
        proxy, url = in_front(run, TO_SERVICE, behind=service.port)
        try:
            yield service, url
        finally:
            proxy.terminate()
            proxy.wait(10)


def who(url: str, **more: object) -> str | None:
    answer = requests.get(url, WHO, timeout=30, **more)  # type: ignore[arg-type]
    assert answer.status_code == 200, answer.text
    return answer.json()["identity"]


def test_the_proxy_says_who_asks(behind: tuple[Service, str]) -> None:
    _, url = behind
    assert who(url, cookies={"session": "sitzung-aenne"}) == "beitrag-a"
    assert who(url, cookies={"session": "sitzung-pruefung"}) == "pruefung-altmarkfurt"
    assert who(url) is None
    assert who(url, cookies={"session": "erfunden"}) is None


def test_through_the_proxy_nobody_becomes_somebody_else(behind: tuple[Service, str]) -> None:
    _, url = behind
    forged = {USER: "pruefung-altmarkfurt", SECRET_HEADER: SECRET, USER.replace("-", "_"): "pruefung-altmarkfurt"}
    assert who(url, headers=forged) is None
    assert who(url, headers=forged, cookies={"session": "sitzung-aenne"}) == "beitrag-a"


def raw(service: Service, *lines: str) -> tuple[int, bytes]:
    """Somebody who goes round the proxy, straight to our front."""
    head = "GET /ows/?SERVICE=BUERGERGIS&REQUEST=WhoAmI HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
    with socket.create_connection(("127.0.0.1", service.port), timeout=20) as connection:
        connection.sendall((head + "".join(f"{line}\r\n" for line in lines) + "\r\n").encode())
        answer = b""
        while data := connection.recv(65536):
            answer += data
    head_, _, body = answer.partition(b"\r\n\r\n")
    return int(head_.split()[1]), body


@pytest.mark.parametrize(
    "lines",
    [
        [f"{USER}: verwaltung"],
        [f"{USER}: verwaltung", f"{SECRET_HEADER}: "],
        [f"{USER}: verwaltung", f"{SECRET_HEADER}: {SECRET[:-1]}"],
        [f"{USER}: verwaltung", f"{SECRET_HEADER}: {SECRET}", f"{SECRET_HEADER}: {SECRET}"],
        [f"{USER}: beitrag-a", f"{USER}: verwaltung", f"{SECRET_HEADER}: {SECRET}"],
        [f"{USER}: ", f"{USER}: verwaltung", f"{SECRET_HEADER}: {SECRET}"],
        [f"{USER}: beitrag-a,verwaltung", f"{SECRET_HEADER}: {SECRET}"],
        [f"{SECRET_HEADER}: geraten"],
        [f"{USER}: verwaltung", f"X_Buergergis_Secret: {SECRET}"],
    ],
)
def test_round_the_proxy_a_claim_is_refused(behind: tuple[Service, str], lines: list[str]) -> None:
    status, body = raw(behind[0], *lines)
    assert (status, b"AccessDenied" in body) == (403, True)


def counted(database: Path, reason: str) -> int:
    """How many refusals of guests for this reason stand in the table."""
    with closing(sqlite3.connect(database)) as base:
        sql = "SELECT coalesce(sum(count), 0) FROM refusal WHERE actor = 'guest' AND reason = ?"
        return int(base.execute(sql, [reason]).fetchone()[0])


def test_claims_that_are_not_believed_are_counted(behind: tuple[Service, str]) -> None:
    database = Path(behind[0].projects["/ows/"]).with_name("garten.gpkg")
    before = counted(database, "AccessDenied")

    def one_more() -> bool:
        assert raw(behind[0], f"{USER}: verwaltung", f"{SECRET_HEADER}: geraten")[0] == 403
        return counted(database, "AccessDenied") > before

    assert wait_for(one_more, 10)


@pytest.mark.parametrize(
    "lines",
    [
        [f"{USER}: ", f"{SECRET_HEADER}: {SECRET}"],
        [f"{SECRET_HEADER}: {SECRET}", "X_Forwarded_Preferred_Username: verwaltung"],
        ["Authorization: Basic dmVyd2FsdHVuZzpkcmVpd2Fzc2Vy"],
        ["Authorization: Bearer eyJhbGciOiJub25lIn0.eyJwcmVmZXJyZWRfdXNlcm5hbWUiOiJ2ZXJ3YWx0dW5nIn0."],
        ["X-Buergergis-User: verwaltung", "X-Buergergis-Address: 127.0.0.1"],
        ["X-Forwarded-Proto: http", "X-Forwarded-Ssl: on", "Script-Name: /x", "Path-Info: /y", "Forwarded: for=1"],
        ["Remote-User: verwaltung", "X-Remote-User: verwaltung", "X-Forwarded-User: verwaltung"],
        ["REMOTE_USER: verwaltung", "X-Auth-Request-Preferred-Username: verwaltung"],
    ],
)
def test_nothing_else_is_believed(behind: tuple[Service, str], lines: list[str]) -> None:
    status, body = raw(behind[0], *lines)
    assert (status, b'"identity": null' in body) == (200, True), body


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """QGIS Server's own FastCGI program behind the same proxy; its address."""
    link_plugin()
    run = tmp_path_factory.mktemp("fcgi")
    project = garden.prepare(garden.build(tmp_path_factory.mktemp("rathaus")))
    file = run / "identity.json"
    file.write_text(json.dumps({"identity": identity(run)}), "utf-8")
    process, proxy, url = fastcgi(run, project, str(file))
    try:
        yield url
        assert process.poll() is None, (run / "fcgi.log").read_text("utf-8", "replace")
    finally:
        for one in (proxy, process):
            one.terminate()
            one.wait(10)


def fastcgi(
    run: Path, project: Path, setting: str, to: str = TO_PROGRAM
) -> tuple[subprocess.Popen[bytes], subprocess.Popen[bytes], str]:
    """The program, the proxy in front of it, and the address."""
    about = {"BUERGERGIS_IDENTITY": setting, "QGIS_PROJECT_FILE": str(project), "QGIS_SERVER_LOG_STDERR": "1"}
    with socket.socket(socket.AF_UNIX) as door, (run / "fcgi.log").open("wb") as log:
        door.bind(str(run / "qgis"))
        door.listen(16)
        process = subprocess.Popen(
            ["/usr/lib/cgi-bin/qgis_mapserv.fcgi"], env=clean_environment(run) | about,
            stdin=door.fileno(), stdout=log, stderr=log,
        )  # fmt: skip
    proxy, url = in_front(run, to, behind=run / "qgis")
    return process, proxy, url


def test_the_program_believes_the_proxy_too(program: str) -> None:
    assert who(program, cookies={"session": "sitzung-aenne"}) == "beitrag-a"
    assert who(program) is None
    assert who(program, cookies={"session": "sitzung-pruefung"}) == "pruefung-altmarkfurt"


def test_the_program_believes_nobody_without_the_right_secret(tmp_path: Path) -> None:
    """A proxy that passes the client's headers on, and adds no secret of its own."""
    link_plugin()
    project = garden.prepare(garden.build(tmp_path / "daten"))
    file = tmp_path / "identity.json"
    file.write_text(json.dumps({"identity": identity(tmp_path)}), "utf-8")
    process, proxy, url = fastcgi(tmp_path, project, str(file), PASSED_ON)
    try:
        for headers in ({USER: "verwaltung"}, {USER: "verwaltung", SECRET_HEADER: "geraten"}, {SECRET_HEADER: "x"}):
            answer = requests.get(url, WHO, headers=headers, timeout=60)
            assert (answer.status_code, b"AccessDenied" in answer.content) == (403, True), answer.text
        assert who(url, headers={USER: "beitrag-a", SECRET_HEADER: SECRET}) == "beitrag-a"
        assert who(url, headers={"Authorization": "Basic dmVyd2FsdHVuZzp4", "Remote-User": "verwaltung"}) is None
        asked = {"SERVICE": "WFS", "REQUEST": "GetCapabilities"}
        assert wait_for(
            lambda: (
                requests.get(url, asked, timeout=60) and counted(project.with_name("garten.gpkg"), "AccessDenied") >= 1
            ),
            10,
        )
        assert process.poll() is None
    finally:
        for one in (proxy, process):
            one.terminate()
            one.wait(10)


@pytest.mark.parametrize("setting", ["/nirgends/identity.json", "basic"])
def test_the_program_is_closed_by_wrong_settings(tmp_path: Path, setting: str) -> None:
    link_plugin()
    project = garden.prepare(garden.build(tmp_path / "daten"))
    process, proxy, url = fastcgi(tmp_path, project, setting)
    try:
        for _ in range(3):
            for asked in (WHO, {"SERVICE": "WFS", "REQUEST": "GetCapabilities"}, {}):
                answer = requests.get(url, asked, timeout=60)
                assert (answer.status_code, b"ExceptionReport" in answer.content) == (503, True), answer.text
        assert process.poll() is None
    finally:
        for one in (proxy, process):
            one.terminate()
            one.wait(10)
    log = (tmp_path / "fcgi.log").read_text("utf-8", "replace")
    assert log.count("The service is closed.") == 1


def test_a_wrong_configuration_closes_the_service(tmp_path: Path) -> None:
    """gunicorn stays up and answers; its log says once why."""
    stated = {**identity(tmp_path), "trusted": "yes"}
    running = Service({"/ows/": garden.build(tmp_path / "daten")}, tmp_path / "lauf", identity=stated, answers_within=6)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(service_module, "ready", lambda _: True)
        running.start()
    try:
        for asked in (WHO, {"SERVICE": "WFS", "REQUEST": "GetCapabilities"}, {}):
            answer = requests.get(running.url, asked, timeout=30)
            assert (answer.status_code, b"ExceptionReport" in answer.content) == (503, True)
            assert int(answer.headers["Retry-After"]) > 0
        assert requests.post(running.url, data=b"<a/>" * 100_000, timeout=30).status_code == 503
    finally:
        running.stop()
    log = (running.run / "gunicorn.log").read_text("utf-8")
    assert log.count("The service is closed.") == 1
    assert "'trusted'" in log
