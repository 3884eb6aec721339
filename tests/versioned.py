"""A table of PostgreSQL with versions of its rows, and the project that publishes it."""

from __future__ import annotations

import os
from pathlib import Path

from qgis.core import QgsCoordinateReferenceSystem, QgsProject, QgsVectorLayer

from demo.postgres import OWNER, READER, WRITER, Cluster
from demo.service import Service
from tests.town import prepare

LAYER = "laterne"
TABLE = """
SET ROLE dreiwasser;
CREATE TABLE dreiwasser.laterne (nr serial PRIMARY KEY, art text, hoehe float, geom geometry(Point, 25833));
INSERT INTO dreiwasser.laterne (art, hoehe, geom)
    SELECT 'Gas', n / 7.0, ST_Point(499000 + n % 997 / 3.0, 5670000 + n / 7.0, 25833) FROM generate_series(1, {}) n;
"""


def service(cluster: Cluster, database: str, folder: Path, rows: int) -> Service:
    """So many lamps in an empty database, prepared with COLUMNS; not started. `cluster` stands in the environment."""
    cluster.sql(TABLE.format(rows), database)
    roles = {role: f"{database}_{role}" for role in (OWNER, READER, WRITER)}
    cluster.add_services({name: role for role, name in roles.items()}, database)
    project = QgsProject()
    project.setCrs(QgsCoordinateReferenceSystem("EPSG:25833"))
    about = f"service='{roles[READER]}' key='nr' estimatedmetadata=true srid=25833 type=Point"
    layer = QgsVectorLayer(f'{about} table="dreiwasser"."{LAYER}" (geom)', LAYER, "postgres")
    assert layer.isValid()
    project.addMapLayer(layer)
    assert project.write(str(folder / "stadt.qgs"))
    project.clear()
    prepare(
        PROJECT=folder / "stadt.qgs",
        OUTPUT=folder / "dienst.qgs",
        LAYERS=LAYER,
        ARS="14999",
        WRITE_CONNECTION=roles[WRITER],
        OWNER_CONNECTION=roles[OWNER],
        COLUMNS=LAYER,
        CONFIRM=True,
    )
    cluster.sql(f"VACUUM ANALYZE dreiwasser.{LAYER}", database)
    environment = {name: os.environ[name] for name in cluster.environment}
    return Service({"/ows/": folder / "dienst.qgs"}, folder / "lauf", workers=2, timeout=600, environment=environment)
