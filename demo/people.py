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
import sys
from qgis.core import QgsApplication, QgsAuthMethodConfig
app = QgsApplication([], False)
app.initQgis()
manager = QgsApplication.authManager()
assert manager.setMasterPassword(True), "the authentication database did not take the master password"
config = QgsAuthMethodConfig("Basic")
config.setId(sys.argv[1])
config.setName(sys.argv[2])
config.setConfig("username", sys.argv[2])
config.setConfig("password", sys.argv[3])
stored, _ = manager.storeAuthenticationConfig(config, True)
assert stored, "the authentication configuration was not stored"
app.exitQgis()
"""


class AlgorithmFailed(Exception):
    """qgis_process ended with an error; the text is the sentence that it printed."""


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
        (person.profile / "master-password").write_text("nur-fuer-die-vorfuehrung", encoding="utf-8")
        subprocess.run(
            ["qgis_process", "plugins", "enable", "buergergis"],
            env=person.environment(), check=True, capture_output=True, timeout=120,
        )  # fmt: skip
        if user:
            subprocess.run(
                [sys.executable, "-c", _STORE_LOGIN, person.authcfg, user, password],
                env=person.environment(), check=True, capture_output=True, timeout=120,
            )  # fmt: skip
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
        done = subprocess.run(
            ["qgis_process", "run", f"buergergis:{algorithm}", "-"],
            input=json.dumps({"inputs": parameters}),
            env=self.environment(), capture_output=True, text=True, timeout=300,
        )  # fmt: skip
        if done.returncode != 0:
            raise AlgorithmFailed((done.stderr.strip() or done.stdout.strip()).splitlines()[-1])
        return dict(json.loads(done.stdout)["results"])
