"""The demo municipality as it is published: generated, brought into a database, then given its review queue."""

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

from .postgres import DATABASE, MUNICIPAL, OWNER, READER, WRITER, Cluster
from .processes import ServiceFailed

ROOT = Path(__file__).resolve().parent.parent
PLUGINS = ROOT / "build" / "plugins"
SOURCE = ROOT / "build" / "demo" / "source"
SIZE = "small"
_WHOLE = ("dreiwasser.qgs", "zustaendigkeit.json")
"""What a generated municipality has that is not one of an earlier generator."""

SERVICES = {OWNER: "dreiwasser_eigen", READER: "dreiwasser_lesen", WRITER: "dreiwasser_schreiben"}
"""Role -> entry of the connection service file."""

_GO_ON_COUNTING = f"""
DO $$ DECLARE t regclass; BEGIN
    FOR t IN SELECT oid FROM pg_class WHERE relkind = 'r' AND relnamespace = '{MUNICIPAL}'::regnamespace LOOP
        EXECUTE format('SELECT setval(%L, (SELECT coalesce(max(fid), 0) + 1 FROM %s), false)',
                       pg_get_serial_sequence(t::text, 'fid'), t);
        EXECUTE format('ANALYZE %s', t);
    END LOOP;
END $$"""
_OVER_POSTGRES = """
import os, sys
from qgis.core import QgsApplication, QgsDataProvider, QgsDataSourceUri, QgsProject, QgsProviderRegistry, QgsVectorLayer
source, target, service, schema = sys.argv[1:]
application = QgsApplication([], False)
application.initQgis()
os.chdir(os.path.dirname(source))
project = QgsProject()
assert project.read(source), project.error()
for layer in project.mapLayers().values():
    if not isinstance(layer, QgsVectorLayer) or layer.storageType() != "GPKG":
        continue
    table = QgsProviderRegistry.instance().decodeUri("ogr", layer.source())["layerName"]
    uri, subset = QgsDataSourceUri(), layer.subsetString()
    uri.setConnection(service, "", "", "")
    uri.setDataSource(schema, table, "geom" if layer.isSpatial() else "", subset, "fid")
    uri.setWkbType(layer.wkbType())
    uri.setSrid(str(layer.crs().postgisSrid()))
    uri.setUseEstimatedMetadata(True)
    layer.setDataSource(uri.uri(False), layer.name(), "postgres", QgsDataProvider.ProviderOptions())
    assert layer.isValid(), (table, layer.error().message())
assert project.write(target), project.error()
project.clear()
"""


def link_plugin() -> None:
    """Make the checkout importable as `buergergis`, whatever its folder is called."""
    PLUGINS.mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(FileExistsError):
        (PLUGINS / "buergergis").symlink_to("../..")


def source() -> Path:
    """The folder of the generated municipality; made when missing."""
    if not all((SOURCE / name).exists() for name in _WHOLE):
        _run(
            [sys.executable, "-m", "demo.municipality", "--size", SIZE, "--output", str(SOURCE)],
            "The municipality could not be generated",
        )
    return SOURCE


def published(folder: Path, cluster: Cluster | None = None) -> dict[str, Path]:
    """The municipality with its review queue, in a folder of its own: address -> project file.

    With `cluster` its data lie in PostgreSQL, in a database that is made anew where it or the project is missing.
    """
    folder = folder / "postgis" if cluster else folder
    municipality = folder / "municipality"
    main = folder / "published" / "dreiwasser.qgs"
    if cluster is not None and not cluster.exists:
        main.unlink(missing_ok=True)
    if not main.exists():
        shutil.copytree(source(), municipality, dirs_exist_ok=True)
        if cluster is None:
            prepare(municipality / "dreiwasser.qgs", main)
        else:
            move_in(cluster, municipality)  # which also starts it
            prepare(municipality / "dreiwasser-postgis.qgs", main, SERVICES[WRITER], cluster.environment)
    projects = {"/ows/": main}
    for name in ("ohne-transaktion", "falsches-crs"):
        if (municipality / f"{name}.qgs").exists():
            projects[f"/ows/{name}/"] = municipality / f"{name}.qgs"
    return projects


def move_in(cluster: Cluster, municipality: Path) -> None:
    """Bring the municipality's GeoPackage into a new cluster, and make the project that shows its tables."""
    cluster.remove()
    cluster.create()
    cluster.add_database()
    cluster.add_services({service: role for role, service in SERVICES.items()})
    load(cluster, municipality / "dreiwasser.gpkg")
    with tempfile.TemporaryDirectory() as profile:
        names = [str(municipality / name) for name in ("dreiwasser.qgs", "dreiwasser-postgis.qgs")]
        settings = clean_environment(Path(profile)) | cluster.environment
        command = [sys.executable, "-c", _OVER_POSTGRES, *names, SERVICES[READER], MUNICIPAL]
        _run(command, "The project over PostgreSQL could not be made", settings)


def load(cluster: Cluster, geopackage: Path, database: str = DATABASE, service: str = "") -> None:
    """Copy every layer of a GeoPackage into the schema of the municipality, keys as they are."""
    target = f"PG:service='{service or SERVICES[OWNER]}' active_schema={MUNICIPAL}"
    layout = ["FID=fid", "GEOMETRY_NAME=geom", "LAUNDER=NO", f"SCHEMA={MUNICIPAL}"]
    options = [option for part in layout for option in ("-lco", part)]
    command = ["ogr2ogr", "-f", "PostgreSQL", target, str(geopackage), "-preserve_fid", *options]
    settings = {**os.environ, **cluster.environment, "PG_USE_COPY": "YES"}
    _run(command, "The municipality could not be brought into PostgreSQL", settings)
    cluster.sql(_GO_ON_COUNTING, database)


def prepare(
    project: Path, output: Path, write_connection: str = "", environment: Mapping[str, str] | None = None
) -> None:
    """Run `buergergis:preparemunicipality` with the policies, members and responsibilities of the demo."""
    link_plugin()
    rules = ROOT / "demo" / "municipality"
    output.parent.mkdir(parents=True, exist_ok=True)
    layers = json.loads((rules / "policies.json").read_text("utf-8"))["layers"]
    with tempfile.TemporaryDirectory() as profile:
        settings = clean_environment(Path(profile)) | dict(environment or {})
        _run(["qgis_process", "plugins", "enable", "buergergis"], "The plugin does not load", settings)
        values = [f"PROJECT={project}", f"LAYERS={','.join(layers)}", f"OUTPUT={output}"]
        values += [f"POLICY={rules / 'policies.json'}", f"MEMBERS={rules / 'members.csv'}"]
        values += [f"RULES={rules / 'rules'}"]
        values += [f"WRITE_CONNECTION={write_connection}"] if write_connection else []
        responsibility = project.with_name("zustaendigkeit.json")
        values += [f"RESPONSIBILITY={responsibility}"] if responsibility.exists() else []
        command = ["qgis_process", "run", "buergergis:preparemunicipality", "--", *values]
        _run(command, "The municipality could not be prepared", settings)


def fill_queue(project: Path, count: int, environment: Mapping[str, str] | None = None) -> None:
    """Put seeded contributions into the queue of a published project (`full_queue.py`)."""
    with tempfile.TemporaryDirectory() as profile:
        settings = clean_environment(Path(profile)) | dict(environment or {})
        _run(
            [sys.executable, "-m", "demo.full_queue", str(project), str(count)],
            "The queue could not be filled",
            settings,
        )


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
