"""`python -m demo.service`, as `make serve` and `make serve-stop` call it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import requests

from demo.processes import free_port, wait_for
from demo.published import ROOT
from demo.service import PASSWORD, Service, hashed
from tests.server import garden

pytestmark = [pytest.mark.live, pytest.mark.qgis]


def run(command: str, port: int | str, folder: Path, *more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "demo.service", command, "--port", str(port), "--run", str(folder), *more],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=180,
    )  # fmt: skip


def test_start_twice_and_stop_twice(demo_source: Path, tmp_path: Path) -> None:
    port = free_port()
    url = f"http://127.0.0.1:{port}/ows/"
    started = run("start", port, tmp_path)
    assert started.returncode == 0, started.stderr
    assert url in started.stdout
    try:
        workers = subprocess.run(["pgrep", "-f", str(tmp_path)], capture_output=True, check=False).stdout
        again = run("start", port, tmp_path)
        assert (again.returncode, "already running" in again.stdout) == (0, True)
        assert run("status", port, tmp_path).returncode == 0
        assert subprocess.run(["pgrep", "-f", str(tmp_path)], capture_output=True, check=False).stdout == workers
        for path in ("", "ohne-transaktion/", "falsches-crs/"):
            asked = {"SERVICE": "WFS", "REQUEST": "GetCapabilities"}
            answer = requests.get(url + path, asked, timeout=60)
            assert answer.status_code == 200, path
            assert ("Transaction" in answer.text) is False
        elsewhere = run("start", port, tmp_path / "anderswo")
        assert (elsewhere.returncode, f"Port {port} is taken" in elsewhere.stderr) == (1, True)
    finally:
        stopped = run("stop", port, tmp_path)
    assert (stopped.returncode, "was ended" in stopped.stdout) == (0, True)
    assert subprocess.run(["pgrep", "-f", str(tmp_path)], capture_output=True, check=False).stdout == b""
    assert run("status", port, tmp_path).returncode == 1
    assert (run("stop", port, tmp_path).returncode, run("stop", port, tmp_path).stderr) == (0, "")


def own(project: Path, passwords: Path) -> list[str]:
    return ["--project", str(project), "--passwords", str(passwords)]


def login(passwords: Path, user: str) -> Path:
    passwords.write_text(f"{user}:{hashed(PASSWORD)}\n", "utf-8")
    return passwords


def test_one_port_serves_one_project(tmp_path: Path) -> None:
    garden_of, yard_of = (garden.prepare(garden.build(tmp_path / name)) for name in ("garten", "bauhof"))
    passwords, port = login(tmp_path / "htpasswd", "änne"), free_port()
    who = {"SERVICE": "BUERGERGIS", "REQUEST": "WhoAmI"}
    started = run("start", port, tmp_path, *own(garden_of, passwords))
    assert started.returncode == 0, started.stderr
    try:
        for other in (own(yard_of, passwords), []):
            refused = run("start", port, tmp_path, *other)
            assert (refused.returncode, refused.stdout) == (1, "")
            assert f"{garden_of}; end that first (make serve-stop PORT={port})" in refused.stderr
        login(passwords, "yusuf")
        again = run("start", port, tmp_path, *own(garden_of, passwords))
        assert (again.returncode, "already running" in again.stdout) == (0, True)
        url = f"http://127.0.0.1:{port}/ows/"
        for user, status in (("yusuf", 200), ("änne", 401)):
            login_ = (user.encode(), PASSWORD.encode())
            assert requests.get(url, who, auth=login_, timeout=30).status_code == status
    finally:
        stopped = run("stop", port, tmp_path)
    assert "was ended" in stopped.stdout


def test_what_cannot_be_served_is_one_sentence(tmp_path: Path) -> None:
    plain, text = garden.build(tmp_path / "daten"), tmp_path / "brief.txt"
    text.write_text("Liebe Nachbarn", "utf-8")
    prepared, passwords = garden.prepare(plain), login(tmp_path / "htpasswd", "änne")
    cases = [
        (["--project", str(prepared), "--passwords", ""], "HTPASSWD= is missing; make such a file with htpasswd"),
        (own(prepared, tmp_path / "fehlt"), "openssl passwd -apr1"),
        (own(tmp_path / "fehlt.qgs", passwords), "fehlt.qgs is missing"),
        (own(plain, passwords), "was not prepared; run buergergis:preparemunicipality first"),
        (own(text, passwords), "cannot be read"),
    ]
    for given, said in cases:
        done = run("start", free_port(), tmp_path / "lauf", *given)
        assert (done.returncode, said in done.stderr, "Traceback" in done.stderr) == (1, True, False), done.stderr
    assert not (tmp_path / "lauf").exists()


@pytest.mark.parametrize("port", ["", "0", "-1", "65536", "achtzig", "8080.5", "²"])
def test_what_is_no_port_is_one_sentence(tmp_path: Path, port: str) -> None:
    done = run("start", port, tmp_path / "lauf")
    assert (done.returncode, done.stderr) == (
        1, f"PORT={port} is no port: a number from 1 to 65535 is needed, as in PORT=8080.\n"
    )  # fmt: skip


def test_what_asks_for_too_much_memory_ends_alone(tmp_path: Path) -> None:
    project = garden.prepare(garden.build(tmp_path / "daten"))
    insert = "<wfs:Insert><baum><name>Linde</name><art>Linde</art></baum></wfs:Insert>"
    body = (
        '<wfs:Transaction xmlns:wfs="http://www.opengis.net/wfs" service="WFS" version="1.1.0">'
        + insert * 120_000
        + "</wfs:Transaction>"
    )
    asked = {"SERVICE": "WFS", "REQUEST": "GetCapabilities"}
    with Service({"/ows/": project}, tmp_path / "lauf", workers=1, memory_mb=1200) as running:
        before = running.workers_now()
        answer = requests.post(running.url, body, headers={"Content-Type": "text/xml"}, timeout=60)
        assert answer.status_code in (500, 502)
        assert 'exceptionCode="NoApplicableCode"' in answer.text
        assert wait_for(lambda: requests.get(running.url, asked, timeout=30).status_code == 200, 5)
        assert len(running.workers_now()) == len(before) == 1


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_an_ordinary_user_can_run_it(tmp_path: Path) -> None:
    """Everything that is written lies in the run folder: nobody's home is enough."""
    folder = Path("/tmp") / f"buergergis-{os.getpid()}"
    try:
        project = garden.prepare(garden.build(folder / "daten"))
        (folder / "lauf").mkdir()
        subprocess.run(["chown", "-R", "nobody", str(folder)], check=True)
        script = (
            "import sys; sys.path.insert(0, sys.argv[1]); from pathlib import Path; import requests\n"
            "from demo.service import Service\n"
            "with Service({'/ows/': Path(sys.argv[2])}, Path(sys.argv[3])) as running:\n"
            "    print(requests.get(running.url + '?SERVICE=BUERGERGIS&REQUEST=WhoAmI', timeout=30).status_code)\n"
        )
        done = subprocess.run(
            ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups",
             sys.executable, "-c", script, str(ROOT), str(project), str(folder / "lauf")],
            capture_output=True, text=True, check=False, timeout=120, env={**os.environ, "HOME": str(folder)},
        )  # fmt: skip
        assert done.stdout.strip() == "200", done.stderr
    finally:
        shutil.rmtree(folder)
