"""The demo municipality's service: `python -m demo.service start|stop|status [--port 8080] [--run DIR]`.

nginx in front of gunicorn with four workers, each holding QGIS Server with the plugin. Everything that runs
keeps its files in one folder; `Service` is the same for tests, on a free port and with any projects.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

ROOT = Path(__file__).resolve().parent.parent
RUN = ROOT / "build" / "demo" / "service"
SOURCE = ROOT / "build" / "demo" / "source"
SIZE = "small"
TEMPLATE = ROOT / "resources" / "service" / "nginx.conf"
USERS = ("gast", "beitrag-a", "beitrag-b", "pruefung-altmarkfurt", "pruefung-neuwasser", "verwaltung")
PASSWORD = "dreiwasser"
ANSWERS_WITHIN = 60.0
ENDS_WITHIN = 40.0


class ServiceFailed(Exception):
    """The service does not start or does not end; the text is one clear sentence."""


@dataclass
class Service:
    """One running service. `projects` maps the path of an address to a project file."""

    projects: Mapping[str, Path]
    run: Path
    port: int = 0
    workers: int = 4
    timeout: int = 30
    memory_mb: int = 4096
    environment: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def demo(cls, run: Path, port: int = 0) -> Self:
        """The demo municipality with its queue, prepared anew where `run` holds none yet; not started."""
        return cls(published(run), run, port)

    @property
    def url(self) -> str:
        """The address of the first project."""
        return f"http://127.0.0.1:{self.port}{next(iter(self.projects))}"

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Start, and return when the service answers. Raises ServiceFailed."""
        self.run = self.run.resolve()
        self.port = self.port or free_port()
        if answers(self.port):
            raise ServiceFailed(
                f"Port {self.port} is taken by another program; choose another one (PORT=8081)."
            )
        write_files(self)
        try:
            self._start_gunicorn()
            wait_for((self.run / "socket" / "qgis").exists, ANSWERS_WITHIN)
            self._start_nginx()
            self._wait_until_ready()
        except BaseException:
            self.stop()
            raise

    def _start_gunicorn(self) -> None:
        command = [sys.executable, "-m", "gunicorn", "--pid", str(self.run / "gunicorn.pid")]
        command += ["-c", str(ROOT / "plugin" / "server" / "gunicorn_conf.py")]
        command.append("buergergis.plugin.server.host:application")
        with (self.run / "gunicorn.log").open("ab") as log:
            subprocess.Popen(
                command, cwd=self.run, env=environment(self), start_new_session=True,
                stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            )  # fmt: skip

    def _start_nginx(self) -> None:
        command = ["nginx", "-p", str(self.run), "-c", str(self.run / "nginx.conf")]
        command += ["-e", str(self.run / "nginx.log")]
        path = os.environ.get("PATH", "") + ":/usr/sbin"
        done = subprocess.run(
            command, env={**os.environ, "PATH": path}, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise ServiceFailed(f"nginx does not start: {done.stderr.strip()}")

    def _wait_until_ready(self) -> None:
        if not wait_for(lambda: ready(self), ANSWERS_WITHIN):
            raise ServiceFailed(f"The service does not answer; see {self.run / 'gunicorn.log'}.")

    def stop(self) -> None:
        """End all processes of the service and wait for them. Raises ServiceFailed."""
        for name in ("nginx.pid", "gunicorn.pid"):
            end(self.run / name, self.run)

    def workers_now(self) -> list[int]:
        """Process ids of the workers."""
        master = process_of(self.run / "gunicorn.pid", self.run)
        return children(master) if master else []


def write_files(service: Service) -> None:
    """Fill the run folder: configuration, passwords, places for what is written while running."""
    run = service.run
    for folder in (run, run / "socket", run / "profile"):
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)
    config = {
        "projects": {path: str(file.resolve()) for path, file in service.projects.items()},
        "urls": [f"http://{host}:{service.port}" for host in ("127.0.0.1", "localhost")],
        "socket": str(run / "socket" / "qgis"),
        "workers": service.workers,
        "timeout": service.timeout,
        "memory_mb": service.memory_mb,
    }
    (run / "service.json").write_text(json.dumps(config, indent=1), "utf-8")
    (run / "nginx.conf").write_text(nginx_conf(service, config["socket"]), "utf-8")
    passwords = run / "htpasswd"
    passwords.write_text("".join(f"{user}:{hashed(PASSWORD)}\n" for user in USERS), "utf-8")
    passwords.chmod(0o600)


def nginx_conf(service: Service, unix_socket: str) -> str:
    """The configuration of nginx: as root its workers are root's too, so that all files stay the owner's."""
    values = {
        "user": "user root;\n" if os.geteuid() == 0 else "",
        "run": str(service.run),
        "socket": unix_socket,
        "listen": f"127.0.0.1:{service.port}",
        "htpasswd": str(service.run / "htpasswd"),
        "read_timeout": str(service.timeout + 5),
    }
    text = TEMPLATE.read_text("utf-8")
    for name, value in values.items():
        text = text.replace(f"@{name}@", value)
    return text


def hashed(password: str) -> str:
    """A salted SHA-256 crypt with few rounds: it is computed at every request."""
    done = subprocess.run(
        ["openssl", "passwd", "-apr1", "-stdin"], input=password, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def environment(service: Service) -> dict[str, str]:
    """What the workers see: nothing of the caller's but what programs need to run. No secrets."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL", "TZ") if name in os.environ}
    return kept | {
        "HOME": str(service.run / "profile"),
        "XDG_RUNTIME_DIR": str(service.run / "profile"),
        "QGIS_OPTIONS_PATH": str(service.run / "profile"),
        "QGIS_PLUGINPATH": str(ROOT / "build" / "plugins"),
        "PYTHONPATH": str(ROOT / "build" / "plugins"),
        "PYTHONUTF8": "1",
        "PYTHONNOUSERSITE": "1",
        "QT_QPA_PLATFORM": "offscreen",
        "BUERGERGIS_SERVICE": str(service.run / "service.json"),
        **service.environment,
    }


def link_plugin() -> None:
    """Make the checkout importable as `buergergis`, whatever its folder is called."""
    folder = ROOT / "build" / "plugins"
    folder.mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(FileExistsError):
        (folder / "buergergis").symlink_to("../..")


def ready(service: Service) -> bool:
    """Whether the capabilities of the first project come back."""
    connection = http.client.HTTPConnection("127.0.0.1", service.port, timeout=30)
    try:
        connection.request("GET", next(iter(service.projects)) + "?SERVICE=WFS&REQUEST=GetCapabilities")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def answers(port: int) -> bool:
    """Whether somebody listens on the port."""
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(condition: Callable[[], object], seconds: float) -> bool:
    """Whether the condition comes true in time."""
    end_of_patience = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end_of_patience:
            return False
        time.sleep(0.02)
    return True


def process_of(pid_file: Path, run: Path) -> int | None:
    """The process that wrote the file, if it still is the one that runs from this folder."""
    with contextlib.suppress(OSError, ValueError):
        pid = int(pid_file.read_text("ascii"))
        if str(run).encode() in Path(f"/proc/{pid}/cmdline").read_bytes():
            return pid
    return None


def children(pid: int) -> list[int]:
    """Ids of the processes a process has started."""
    with contextlib.suppress(OSError):
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()]
    return []


def alive(pid: int) -> bool:
    """Whether a process still does anything."""
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0] != "Z"
    return False


def end(pid_file: Path, run: Path) -> None:
    """Ask a process and its children to end, wait for them, and end them after a while."""
    pid = process_of(pid_file, run)
    if pid is None:
        return
    everybody = [pid, *children(pid)]
    os.kill(pid, signal.SIGTERM)
    if not wait_for(lambda: not any(map(alive, everybody)), ENDS_WITHIN):
        for process in filter(alive, everybody):
            os.kill(process, signal.SIGKILL)
        if not wait_for(lambda: not any(map(alive, everybody)), 5):
            raise ServiceFailed(f"The process {pid} does not end.")
    pid_file.unlink(missing_ok=True)


def source() -> Path:
    """The folder of the generated municipality; made when missing."""
    if not (SOURCE / "dreiwasser.qgs").exists():
        _run(
            [sys.executable, "-m", "demo.municipality", "--size", SIZE, "--output", str(SOURCE)],
            "The municipality could not be generated",
        )
    return SOURCE


def published(folder: Path) -> dict[str, Path]:
    """The municipality with its review queue, in a folder of its own: address -> project file."""
    municipality = folder / "municipality"
    main = folder / "published" / "dreiwasser.qgs"
    if not main.exists():
        shutil.copytree(source(), municipality, dirs_exist_ok=True)
        prepare(municipality / "dreiwasser.qgs", main)
    projects = {"/ows/": main}
    for name in ("ohne-transaktion", "falsches-crs"):
        if (municipality / f"{name}.qgs").exists():
            projects[f"/ows/{name}/"] = municipality / f"{name}.qgs"
    return projects


def prepare(project: Path, output: Path) -> None:
    """Run `buergergis:preparemunicipality` with the policies and members of the demo."""
    link_plugin()
    rules = ROOT / "demo" / "municipality"
    output.parent.mkdir(parents=True, exist_ok=True)
    layers = json.loads((rules / "policies.json").read_text("utf-8"))["layers"]
    with tempfile.TemporaryDirectory() as profile:
        settings = environment(Service({}, Path(profile)))
        _run(["qgis_process", "plugins", "enable", "buergergis"], "The plugin does not load", settings)
        values = [f"PROJECT={project}", f"LAYERS={','.join(layers)}", f"OUTPUT={output}"]
        values += [f"POLICIES={rules / 'policies.json'}", f"MEMBERS={rules / 'members.csv'}"]
        command = ["qgis_process", "run", "buergergis:preparemunicipality", "--", *values]
        _run(command, "The municipality could not be prepared", settings)


def _run(command: list[str], failure: str, settings: Mapping[str, str] | None = None) -> None:
    done = subprocess.run(command, cwd=ROOT, env=settings, capture_output=True, text=True, check=False)
    if done.returncode:
        raise ServiceFailed(f"{failure}: {(done.stderr or done.stdout).strip()[-1500:]}")


def arguments() -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser(prog="demo.service", description=__doc__)
    parser.add_argument("command", choices=("start", "stop", "status"))
    parser.add_argument("--port", type=int, default=8080)
    parser.add_argument("--run", type=Path, default=RUN, help="folder of everything that runs")
    return parser.parse_args()


def command(asked: argparse.Namespace) -> str:
    """Carry out a command; returns what to say. Raises ServiceFailed."""
    run = asked.run.resolve() / str(asked.port)
    service = Service({"/ows/": Path()}, run, asked.port)
    running = process_of(run / "nginx.pid", run) and process_of(run / "gunicorn.pid", run)
    if asked.command == "stop":
        service.stop()
        return f"The service at port {asked.port} is not running." + (" It was ended." if running else "")
    if asked.command == "status":
        if not (running and ready(service)):
            raise ServiceFailed(f"The service at port {asked.port} is not running.")
        return f"Running at {service.url} with the workers {service.workers_now()}."
    if running and ready(service):
        return f"The service is already running at {service.url}"
    service.stop()
    service.projects = published(run)
    service.start()
    return f"The service answers at {service.url}\n  users {', '.join(USERS)}; password {PASSWORD}"


def main() -> int:
    """The command line; returns the exit code."""
    try:
        print(command(arguments()))
    except ServiceFailed as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
