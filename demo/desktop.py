"""A real QGIS Desktop, started in a profile of its own and driven by a script of steps (`driver.py`)."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .published import PLUGINS, ROOT, link_plugin

DRIVER = Path(__file__).with_name("driver.py")
SCREEN = "-screen 0 1600x1000x24"
KEPT = ("PATH", "DISPLAY", "XAUTHORITY", "LANG", "LC_ALL", "TZ")

_SETTINGS = {
    "qgis/checkVersion": "false",
    "qgis/showTips": "false",
    "app/showWelcomePage": "false",
    "app/skipCheckForUpdates": "true",
    "migration/fileVersion": "2",
    "migration/settings": "true",
    "plugin-manager/automatically-check-for-updates": "false",
}


@dataclass
class Outcome:
    """What a run of QGIS left: its exit code, what the script put down, what QGIS and Python said."""

    code: int
    seconds: float
    results: dict[str, Any]
    messages: list[dict[str, Any]] = field(default_factory=list)
    stderr: str = ""
    closing: float = 0.0
    """Seconds from the end of the script to the end of QGIS."""


@dataclass
class Desktop:
    """QGIS Desktop with a profile below `folder`. `settings`: key in QgsSettings -> text in ASCII.

    `lang` "" leaves the language to the desktop.
    """

    folder: Path
    lang: str = "en"
    settings: Mapping[str, str] = field(default_factory=dict)
    with_plugin: bool = True
    """The one of this checkout."""
    package: Path | None = None
    """A zip of the plugin to be put into the profile, as the plugin manager does."""
    heard: bool = False
    """Whether a screen reader may listen: a session bus of its own, and Qt speaks AT-SPI on it."""

    @property
    def profile(self) -> Path:
        return self.folder / "profiles" / "default"

    def prepare(self) -> None:
        """Write the settings of a profile that QGIS then finds as if it had been there before."""
        link_plugin()
        ini = self.profile / "QGIS" / "QGIS3.ini"
        ini.parent.mkdir(parents=True, exist_ok=True)
        if self.package is not None:
            shutil.unpack_archive(self.package, self.profile / "python" / "plugins")
        if not ini.exists():
            on = {"PythonPlugins/buergergis": "true"} if self.with_plugin or self.package else {}
            ini.write_text(_ini(_SETTINGS | _locale(self.lang) | on | dict(self.settings)), "utf-8")

    def play(self, script: Path, values: Mapping[str, Any] | None = None, timeout: float = 180) -> Outcome:
        """Start QGIS, play the script, wait for QGIS's end. One that hangs says on standard error where, and ends."""
        self.prepare()
        out = self.folder / "results.json"
        for old in (out, self.folder / "messages.jsonl"):
            old.unlink(missing_ok=True)
        order = {
            "script": str(script),
            "out": str(out),
            "root": str(ROOT),
            "limit": timeout,
            "values": dict(values or {}),
        }
        start = time.monotonic()
        code, stderr = _run(self._command(), self.environment(order), timeout + 20)
        results = json.loads(out.read_text("utf-8")) if out.exists() else {"error": "the script did not end"}
        messages, end = _messages(self.folder), time.time()
        closing = next((end - float(line["text"]) for line in messages if line["tag"] == "closing"), 0.0)
        return Outcome(code, time.monotonic() - start, results, messages, stderr, closing)

    def _command(self) -> list[str]:
        screen = [] if os.environ.get("DISPLAY") else ["xvfb-run", "-a", "-s", SCREEN]
        options = ["--profiles-path", str(self.folder), "--profile", "default", "--lang", self.lang]
        bus = ["dbus-run-session", "--"] if self.heard else []
        return [*screen, *bus, "qgis", *options, "--nologo", "--noversioncheck", "--code", str(DRIVER)]

    def environment(self, order: Mapping[str, Any]) -> dict[str, str]:
        """Nothing of the caller's but the screen: no settings, no plugins of a user."""
        home = self.folder / "home"
        (home / "run").mkdir(parents=True, exist_ok=True)
        (home / "run").chmod(0o700)
        kept = {name: os.environ[name] for name in KEPT if name in os.environ}
        own = {"QGIS_PLUGINPATH": str(PLUGINS)} if self.with_plugin else {}
        return {
            **kept,
            **own,
            **({"QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"} if self.heard else {}),
            "HOME": str(home),
            "XDG_RUNTIME_DIR": str(home / "run"),
            "PYTHONWARNINGS": "default",
            "PYTHONNOUSERSITE": "1",
            "QT_QPA_PLATFORM": "xcb",
            "BUERGERGIS_DRIVER": json.dumps(order),
        }


def _run(command: list[str], environment: Mapping[str, str], timeout: float) -> tuple[int, str]:
    with subprocess.Popen(
        command, env=dict(environment), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE, text=True, errors="replace", start_new_session=True,
    ) as process:  # fmt: skip
        try:
            _, stderr = process.communicate(timeout=timeout)
        except BaseException:
            os.killpg(process.pid, 9)
            raise
    return process.returncode, stderr


def _messages(folder: Path) -> list[dict[str, Any]]:
    log = folder / "messages.jsonl"
    return [json.loads(line) for line in log.read_text("utf-8").splitlines()] if log.exists() else []


def _locale(lang: str) -> dict[str, str]:
    full = {"": "", "de": "de_DE", "fr": "fr_FR", "tr": "tr_TR"}.get(lang, "en_GB")
    return {"locale/overrideFlag": "true", "locale/userLocale": lang, "locale/globalLocale": full} if full else {}


def _ini(settings: Mapping[str, str]) -> str:
    """Qt's ini format: a section for the first part of each key, values as text in ASCII."""
    sections: dict[str, list[str]] = {}
    for key, value in settings.items():
        section, _, name = key.partition("/")
        sections.setdefault(section, []).append(f"{name.replace('/', chr(92))}={json.dumps(value)}")
    return "".join(f"[{section}]\n" + "\n".join(lines) + "\n\n" for section, lines in sections.items())
