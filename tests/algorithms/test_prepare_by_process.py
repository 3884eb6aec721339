"""preparemunicipality as an administrator calls it: through qgis_process, each time a program of its own."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.town import make_geopackage, make_project

pytestmark = pytest.mark.qgis

ROOT = Path(__file__).resolve().parents[2]
DEMO = ROOT / "build" / "demo" / "source"
RULES = ROOT / "demo" / "municipality"

Process = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def qgis_process(tmp_path_factory: pytest.TempPathFactory) -> Process:
    """Call qgis_process in a profile of its own, with this checkout as its only plugin."""
    home = tmp_path_factory.mktemp("home")
    (home / "plugins").mkdir()
    (home / "plugins" / "buergergis").symlink_to(ROOT)
    own = {"HOME": home, "XDG_RUNTIME_DIR": home, "QGIS_CUSTOM_CONFIG_PATH": home, "QGIS_PLUGINPATH": home / "plugins"}
    environment = {**os.environ, **{name: str(path) for name, path in own.items()}, "QT_QPA_PLATFORM": "offscreen"}

    def call(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = ["qgis_process", *arguments]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=300)

    enabled = call("plugins", "enable", "buergergis")
    assert enabled.returncode == 0, enabled.stderr
    return call


def prepare(qgis_process: Process, **parameters: object) -> subprocess.CompletedProcess[str]:
    values = [f"{name}={value}" for name, value in parameters.items()]
    return qgis_process("run", "buergergis:preparemunicipality", "--", *values)


def state(database: Path, output: Path) -> tuple[str, str]:
    """All rows and the bytes of the published project."""
    with closing(sqlite3.connect(database)) as connection:
        return "\n".join(connection.iterdump()), hashlib.sha256(output.read_bytes()).hexdigest()


def test_it_has_help(qgis_process: Process) -> None:
    shown = qgis_process("help", "buergergis:preparemunicipality")
    assert shown.returncode == 0
    assert "doing the same again changes nothing" in shown.stdout


def test_an_error_is_one_sentence_and_an_exit_code(qgis_process: Process, tmp_path: Path) -> None:
    make_geopackage(tmp_path / "stadt.gpkg")
    make_project(tmp_path / "stadt.qgs", tmp_path / "stadt.gpkg")
    done = prepare(qgis_process, PROJECT=tmp_path / "stadt.qgs", LAYERS="parkuhr", OUTPUT=tmp_path / "dienst.qgs")
    assert done.returncode != 0
    assert "ERROR:\tThe project has no layer parkuhr. Nothing was changed." in done.stderr
    assert "Traceback" not in done.stderr


def test_the_demo_municipality_twice_is_once_and_goes_back(qgis_process: Process, tmp_path: Path) -> None:
    if not (DEMO / "dreiwasser.qgs").exists():
        pytest.skip("the demo municipality was not generated")
    folder, output = tmp_path / "daten", tmp_path / "dienst" / "dreiwasser.qgs"
    shutil.copytree(DEMO, folder)
    output.parent.mkdir()
    database = folder / "dreiwasser.gpkg"
    with closing(sqlite3.connect(database)) as connection:
        before = "\n".join(connection.iterdump())
    files = {"PROJECT": folder / "dreiwasser.qgs", "OUTPUT": output, "POLICY": RULES / "policies.json"}
    first = prepare(qgis_process, **files, MEMBERS=RULES / "members.csv")
    assert first.returncode == 0, first.stderr
    prepared = state(database, output)
    second = prepare(qgis_process, **files, MEMBERS=RULES / "members.csv")
    assert "CHANGED:\tfalse" in second.stdout
    assert state(database, output) == prepared
    removed = prepare(qgis_process, **files, REMOVE="true")
    assert removed.returncode == 0, removed.stderr
    with closing(sqlite3.connect(database)) as connection:
        assert "\n".join(connection.iterdump()) == before
    assert not output.exists()
