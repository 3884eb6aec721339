"""The people of the demo: each with a QGIS profile of their own, the login in its authentication database."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .service import PASSWORD, ROOT, USERS

_STORE_LOGIN = """
import json, sys
from qgis.core import QgsApplication, QgsAuthMethodConfig
login = json.load(sys.stdin)
app = QgsApplication([], False)
app.initQgis()
manager = QgsApplication.authManager()
assert manager.setMasterPassword(login["master"], True), "the master password was not taken"
config = QgsAuthMethodConfig("Basic")
config.setId(login["id"])
config.setName(login["user"])
config.setConfig("username", login["user"])
config.setConfig("password", login["password"])
assert manager.storeAuthenticationConfig(config, True)[0], "the login was not stored"
"""
_MASTER = "nur-fuer-die-vorfuehrung"


class AlgorithmFailed(Exception):
    """A program of a person's QGIS ended with an error; the text is the sentence that it printed."""


@dataclass(frozen=True)
class Person:
    """Somebody with a QGIS of their own. `user` is "" for a guest who does not log in."""

    user: str
    profile: Path

    @classmethod
    def arrive(cls, folder: Path, user: str, password: str = PASSWORD) -> Person:
        """A new profile under `folder`, with the plugin enabled and, for a user, the login stored."""
        person = cls(user, folder / (user or "gast-ohne-anmeldung"))
        person.profile.mkdir(parents=True, exist_ok=True)
        (person.profile / "master-password").write_text(_MASTER, encoding="utf-8")
        person._call(["qgis_process", "plugins", "enable", "buergergis"])
        if user:
            login = {"master": _MASTER, "id": person.authcfg, "user": user, "password": password}
            person._call([sys.executable, "-c", _STORE_LOGIN], json.dumps(login))
        return person

    @property
    def authcfg(self) -> str:
        """Seven characters, as QGIS wants the id of an authentication configuration."""
        return f"demo{USERS.index(self.user):03d}" if self.user in USERS else ""

    def environment(self) -> dict[str, str]:
        """Of this person's QGIS processes: their profile, their passwords, nobody else's."""
        return {
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "QGIS_CUSTOM_CONFIG_PATH": str(self.profile),
            "QGIS_AUTH_DB_DIR_PATH": str(self.profile),
            "QGIS_AUTH_PASSWORD_FILE": str(self.profile / "master-password"),
            "QGIS_PLUGINPATH": str(ROOT / "build" / "plugins"),
        }

    def run(self, algorithm: str, **parameters: Any) -> dict[str, Any]:
        """Run `buergergis:algorithm` as this person and return its outputs; raises AlgorithmFailed."""
        if (self.user and "WORKING_COPY" in parameters) or (self.user and "SERVICE" in parameters):
            parameters.setdefault("AUTHCFG", self.authcfg)
        command = ["qgis_process", "run", f"buergergis:{algorithm}", "-"]
        return dict(json.loads(self._call(command, json.dumps({"inputs": parameters})))["results"])

    def _call(self, command: list[str], stdin: str = "") -> str:
        done = subprocess.run(
            command, input=stdin, env=self.environment(), capture_output=True, text=True, timeout=300, check=False
        )
        if done.returncode != 0:
            raise AlgorithmFailed((done.stderr.strip() or done.stdout.strip()).splitlines()[-1])
        return done.stdout
