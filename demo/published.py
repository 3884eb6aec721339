"""The demo municipality as it is published: generated, then given its review queue."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from .processes import ServiceFailed

ROOT = Path(__file__).resolve().parent.parent
PLUGINS = ROOT / "build" / "plugins"
SOURCE = ROOT / "build" / "demo" / "source"
SIZE = "small"


def link_plugin() -> None:
    """Make the checkout importable as `buergergis`, whatever its folder is called."""
    PLUGINS.mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(FileExistsError):
        (PLUGINS / "buergergis").symlink_to("../..")


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
        settings = clean_environment(Path(profile))
        _run(["qgis_process", "plugins", "enable", "buergergis"], "The plugin does not load", settings)
        values = [f"PROJECT={project}", f"LAYERS={','.join(layers)}", f"OUTPUT={output}"]
        values += [f"POLICY={rules / 'policies.json'}", f"MEMBERS={rules / 'members.csv'}"]
        command = ["qgis_process", "run", "buergergis:preparemunicipality", "--", *values]
        _run(command, "The municipality could not be prepared", settings)


def _run(command: list[str], failure: str, settings: Mapping[str, str] | None = None) -> None:
    done = subprocess.run(command, cwd=ROOT, env=settings, capture_output=True, text=True, check=False)
    if done.returncode:
        raise ServiceFailed(f"{failure}: {(done.stderr or done.stdout).strip()[-1500:]}")


def clean_environment(home: Path) -> dict[str, str]:
    """What a program of QGIS needs, and nothing else of the caller's: no secrets, no settings of a user."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL", "TZ") if name in os.environ}
    return kept | {
        "HOME": str(home),
        "XDG_RUNTIME_DIR": str(home),
        "QGIS_OPTIONS_PATH": str(home),
        "QGIS_CUSTOM_CONFIG_PATH": str(home),
        "QGIS_PLUGINPATH": str(PLUGINS),
        "PYTHONPATH": str(PLUGINS),
        "PYTHONUTF8": "1",
        "PYTHONNOUSERSITE": "1",
        "QT_QPA_PLATFORM": "offscreen",
    }
