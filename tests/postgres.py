"""A PostgreSQL of our own for tests: on a socket in a temporary folder, gone afterwards. Needs PostGIS."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

USER = "nobody"
CONFIGURATION = "listen_addresses = ''\nunix_socket_directories = '{folder}'\nfsync = off\n"


@dataclass(frozen=True)
class Postgres:
    """A running server; `sql` speaks to the database `stadt` as its owner `chef`."""

    folder: Path
    programs: Path

    def sql(self, text: str) -> str:
        return self.run("psql", "-qtA", "-v", "ON_ERROR_STOP=1", "-d", "stadt", "-c", text)

    def dump(self) -> str:
        lines = self.run("pg_dump", "stadt").splitlines()
        return "\n".join(line for line in lines if "restrict" not in line)  # a random word in newer versions

    def run(self, program: str, *arguments: str) -> str:
        command = [str(self.programs / program), "-h", str(self.folder), "-U", "chef", *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def programs() -> Path | None:
    """The folder of PostgreSQL's server programs."""
    found = shutil.which("initdb") or next(iter(sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))), None)
    return Path(found).resolve().parent if found else None


@pytest.fixture(scope="module")
def postgres() -> Iterator[Postgres]:
    """A fresh server with a database `stadt`, and pg_service entries for the roles made in the test."""
    where = programs()
    if where is None:
        pytest.skip("PostgreSQL's initdb is not installed")
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    try:
        yield from _served(where, folder)
    finally:
        shutil.rmtree(folder)


def _served(where: Path, folder: Path) -> Iterator[Postgres]:
    as_user = {"user": USER, "extra_groups": []} if os.geteuid() == 0 else {}
    if as_user:
        shutil.chown(folder, USER)
    data = str(folder / "data")
    initialise = [str(where / "initdb"), "-D", data, "-A", "trust", "-U", "chef", "-E", "UTF8", "--locale=C.UTF-8"]
    control = [str(where / "pg_ctl"), "-D", data, "-w", "-l", str(folder / "log")]
    subprocess.run(initialise, check=True, capture_output=True, cwd=folder, **as_user)
    with (folder / "data" / "postgresql.conf").open("a") as file:
        file.write(CONFIGURATION.format(folder=folder))
    subprocess.run([*control, "start"], check=True, stdout=subprocess.DEVNULL, cwd=folder, **as_user)
    try:
        server = Postgres(folder, where)
        server.run("createdb", "stadt")
        yield server
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], check=True, capture_output=True, cwd=folder, **as_user)
