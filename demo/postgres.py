"""A PostgreSQL with PostGIS of our own, in a folder: for the demo and for tests. Nothing of the system is touched.

Roles are `dreiwasser` (owns the municipality's tables), `lesen` (reads them) and `schreiben` (writes, and owns the
queue), all with passwords (scram-sha-256). Programs get in through the entries of a connection service file.
"""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from .processes import ServiceFailed

USER = "nobody"
"""As root: PostgreSQL refuses to run as root."""

CHIEF, OWNER, READER, WRITER, FOLLOWER = "chef", "dreiwasser", "lesen", "schreiben", "abgleich"
DATABASE, MUNICIPAL = "stadt", "dreiwasser"
"""The database, and the schema in it that holds the municipality's own tables."""

SETTINGS = """
listen_addresses = '{addresses}'
port = {port}
unix_socket_directories = '{folder}'
unix_socket_permissions = 0700
max_connections = 100
"""
FORGETFUL = "fsync = off\nfull_page_writes = off\nsynchronous_commit = off\n"
"""For a database that is thrown away: what survives a killed process, but not a power cut."""

RIGHTS = f"""
CREATE EXTENSION IF NOT EXISTS postgis;
CREATE SCHEMA {MUNICIPAL} AUTHORIZATION {OWNER};
GRANT USAGE ON SCHEMA {MUNICIPAL} TO {READER}, {WRITER};
GRANT CREATE ON DATABASE {{database}} TO {WRITER};
ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} IN SCHEMA {MUNICIPAL} GRANT SELECT ON TABLES TO {READER};
ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} IN SCHEMA {MUNICIPAL}
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {WRITER};
ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} IN SCHEMA {MUNICIPAL} GRANT USAGE ON SEQUENCES TO {WRITER};
"""


def programs() -> Path | None:
    """The folder of PostgreSQL's server programs; None where it is not installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb")) or [shutil.which("initdb") or ""]
    return Path(found[-1]).resolve().parent if str(found[-1]) else None


@dataclass
class Cluster:
    """One server. `home` holds the files for those who connect; the data lie where the server's user reaches them.

    With `port` it also listens on 127.0.0.1. `durable` is for what shall survive a power cut.
    """

    home: Path
    port: int = 0
    durable: bool = False
    settings: str = ""

    @property
    def folder(self) -> Path:
        """Data and socket."""
        return (self.home / "postgres").resolve()

    @property
    def service_file(self) -> Path:
        """Entries for libpq; it says where the passwords are and holds none."""
        return self.home / "pg_service.conf"

    @property
    def exists(self) -> bool:
        """Whether there are data."""
        return (self.folder / "data" / "PG_VERSION").exists()

    @property
    def environment(self) -> dict[str, str]:
        """What a program of the service needs to connect: two paths. Only the roles that read and write get in so."""
        return {"PGSERVICEFILE": str(self.service_file), "PGPASSFILE": str(self.pass_file(READER))}

    def pass_file(self, role: str) -> Path:
        """Where the password of a role stands; the service never gets to see those of the administrators."""
        return self.home / ("pgpass" if role in (READER, WRITER) else "pgpass-admin")

    def create(self) -> None:
        """Make the cluster with its roles and start it. Raises ServiceFailed."""
        self.home.mkdir(parents=True, exist_ok=True)
        self.prepare_folder()
        for role in (READER, CHIEF):
            _write_private(self.pass_file(role), "")
        secret = self.folder / "secret"
        _write_private(secret, self._new_password(CHIEF))
        self._give(secret)
        self.serve("initdb", "-D", str(self.folder / "data"), "-A", "scram-sha-256", "-U", CHIEF, "-E", "UTF8",
                   "--locale=C.UTF-8", f"--pwfile={secret}")  # fmt: skip
        secret.unlink()
        self.configure()
        self.start()
        for role in (OWNER, READER, WRITER):
            self.add_role(role)
        self.sql(f"ALTER ROLE {READER} SET default_transaction_read_only = on", "postgres")

    def follow(self, primary: Cluster) -> None:
        """Make and start a replica of `primary`, which gets what is written there as it comes. Raises ServiceFailed."""
        self.home.mkdir(parents=True, exist_ok=True)
        self.prepare_folder()
        for role in (READER, CHIEF):
            shutil.copy(primary.pass_file(role), self.pass_file(role))
        word = secrets.token_urlsafe(24)
        primary.sql(f"CREATE ROLE {FOLLOWER} LOGIN REPLICATION PASSWORD '{word}'", "postgres")
        secret = self.folder / "pgpass"
        _write_private(secret, f"*:*:*:{FOLLOWER}:{word}\n")
        self._give(secret)
        place = f"host={primary.folder} port={primary.port or 5432} user={FOLLOWER} passfile={secret}"
        self.serve("pg_basebackup", "-d", place, "-D", str(self.folder / "data"), "-R", "-X", "stream", "-c", "fast")
        with (self.folder / "data" / "postgresql.auto.conf").open("a", encoding="utf-8") as file:
            file.write(self.settings_here())
        self.start()

    def settings_here(self) -> str:
        """Where it listens, and how."""
        addresses = "127.0.0.1" if self.port else ""
        text = SETTINGS.format(addresses=addresses, port=self.port or 5432, folder=self.folder)
        return text + ("" if self.durable else FORGETFUL) + self.settings

    def configure(self) -> None:
        """Write where it listens, and how."""
        (self.folder / "data" / "postgresql.auto.conf").write_text(self.settings_here(), "utf-8")

    def prepare_folder(self) -> None:
        """A short path that the server's user may enter: sockets have 107 bytes, and homes are closed."""
        link = self.home / "postgres"
        link.unlink(missing_ok=True)
        folder = Path(tempfile.mkdtemp(prefix="buergergis-pg-", dir="/var/tmp"))
        self._give(folder)
        link.symlink_to(folder)

    def start(self) -> None:
        """Start, and return when it takes connections. Raises ServiceFailed."""
        if not self.is_running():
            self.serve("pg_ctl", "-D", str(self.folder / "data"), "-w", "-l", str(self.folder / "log"), "start")

    def back_up(self, file: Path, database: str = DATABASE) -> None:
        """A dump of a database while it is used, in one state that fits together."""
        self.run("pg_dump", "-Fc", "-f", str(file), database)

    def restore(self, file: Path, database: str = DATABASE) -> None:
        """Put the state of a dump in the place of a database; whoever is connected loses the connection."""
        self.sql(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)', "postgres")
        self.run("pg_restore", "-C", "-d", "postgres", str(file))

    def stop(self) -> None:
        """End it, with whoever is connected; nothing happens where it does not run."""
        if self.exists and self.is_running():
            self.serve("pg_ctl", "-D", str(self.folder / "data"), "-w", "-m", "fast", "stop")

    def restart(self) -> None:
        """As an administrator does after a change."""
        self.stop()
        self.start()

    def is_running(self) -> bool:
        """Whether the server's process lives."""
        command = [str(_programs() / "pg_ctl"), "-D", str(self.folder / "data"), "status"]
        return self.exists and subprocess.run(command, capture_output=True, **_as_server()).returncode == 0

    def remove(self) -> None:
        """End it, and delete its data."""
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)
        (self.home / "postgres").unlink(missing_ok=True)

    def sql(self, text: str, database: str = DATABASE, role: str = CHIEF) -> str:
        """Run SQL; rows come back as psql writes them, one a line. Raises CalledProcessError."""
        return self.run("psql", "-qtAX", "-v", "ON_ERROR_STOP=1", "-d", database, "-c", text, role=role)

    def dump(self, database: str = DATABASE, *options: str) -> str:
        """The whole database as SQL, without what differs each time."""
        lines = self.run("pg_dump", *options, database).splitlines()
        return "\n".join(line for line in lines if "restrict" not in line)  # a random word in newer versions

    def run(self, program: str, *arguments: str, role: str = CHIEF) -> str:
        """Run one of PostgreSQL's client programs. Raises CalledProcessError."""
        command = [str(_programs() / program), *self.connection(role), *arguments]
        environment = {**os.environ, "PGPASSFILE": str(self.pass_file(role))}
        return subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout

    @contextmanager
    def holding(self, statement: str, database: str = DATABASE) -> Iterator[Callable[[], None]]:
        """An administrator who leaves a transaction open after `statement`; gives what ends it with a commit."""
        command = [str(_programs() / "psql"), *self.connection(), "-qtAX", "-d", database]
        environment = {**os.environ, "PGPASSFILE": str(self.pass_file(CHIEF))}
        with subprocess.Popen(
            command, text=True, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        ) as other:
            assert other.stdin is not None and other.stdout is not None
            other.stdin.write(f"BEGIN; {statement};\n\\echo held\n")
            other.stdin.flush()
            while other.stdout.readline() not in ("held\n", ""):
                pass

            def end() -> None:
                if other.poll() is None and not other.stdin.closed:
                    other.stdin.write("COMMIT;\n")
                    other.stdin.close()
                    other.wait(10)

            try:
                yield end
            finally:
                end()

    def connection(self, role: str = CHIEF) -> list[str]:
        """Options of the client programs."""
        return ["-h", str(self.folder), "-p", str(self.port or 5432), "-U", role, "-w"]

    def add_role(self, role: str, options: str = "") -> None:
        """A role that logs in; its password goes to where those are."""
        self.sql(f"CREATE ROLE {role} LOGIN {options} PASSWORD '{self._new_password(role)}'", "postgres")

    def add_database(self, name: str = DATABASE, template: str = "") -> None:
        """A new database with PostGIS and the schema of the municipality, or a copy of `template`."""
        if not template:
            self.sql(f'CREATE DATABASE "{name}"', "postgres")
            self.sql(RIGHTS.format(database=name), name)
            return
        statements = [  # it is copied only while nobody looks
            f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{template}'",
            f'CREATE DATABASE "{name}" TEMPLATE "{template}"',
            f'GRANT CREATE ON DATABASE "{name}" TO {WRITER}',
        ]
        asked = [part for statement in statements for part in ("-c", statement)]
        self.run("psql", "-qtAX", "-v", "ON_ERROR_STOP=1", "-d", "postgres", *asked)

    def add_services(self, entries: Mapping[str, str], database: str = DATABASE, host: str = "") -> None:
        """Entries (name -> role) of the connection service file for a database here, or on another host."""
        kept = self.service_file.read_text("utf-8") if self.service_file.exists() else ""
        place = {"host": host or self.folder, "port": self.port or 5432, "dbname": database}
        common = "".join(f"{name}={value}\n" for name, value in place.items())
        made = (
            f"[{name}]\n{common}user={role}\npassfile={self.pass_file(role)}\nconnect_timeout=3\n\n"
            for name, role in entries.items()
            if f"[{name}]\n" not in kept
        )
        _write_private(self.service_file, kept + "".join(made))

    def serve(self, program: str, *arguments: str) -> None:
        """Run one of the server programs as the server's user. Raises ServiceFailed."""
        heard = None if program == "pg_ctl" else subprocess.PIPE  # the server would keep the pipe
        done = subprocess.run(
            [str(_programs() / program), *arguments], cwd=self.folder, check=False, text=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=heard, **_as_server(),
        )  # fmt: skip
        if done.returncode:
            raise ServiceFailed(f"PostgreSQL's {program} failed: {done.stderr or self._log()}".strip())

    def _log(self) -> str:
        with (self.folder / "log").open("r", encoding="utf-8", errors="replace") as file:
            return file.read()[-800:]

    def _new_password(self, role: str) -> str:
        word = secrets.token_urlsafe(24)
        with self.pass_file(role).open("a", encoding="utf-8") as file:
            file.write(f"*:*:*:{role}:{word}\n")
        return word

    def _give(self, path: Path) -> None:
        if os.geteuid() == 0:
            shutil.chown(path, USER)


def _programs() -> Path:
    found = programs()
    if found is None:
        raise ServiceFailed("PostgreSQL is not installed (apt: postgresql postgresql-postgis).")
    return found


def _as_server() -> dict[str, str | Iterable[str]]:
    return {"user": USER, "extra_groups": []} if os.geteuid() == 0 else {}


def _write_private(path: Path, text: str) -> None:
    path.touch(0o600)
    path.chmod(0o600)
    path.write_text(text, "utf-8")
