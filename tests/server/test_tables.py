"""A table without geometry goes the whole way: it lies in no reference system, and is announced in one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from osgeo import ogr
from qgis.core import QgsProject, QgsVectorLayer

from plugin.adapters.queue_source import QueueSource
from plugin.domain.contribution import Change, Contribution, Operation, Status
from plugin.services.contributions import LayerForm, publication, submission, transition
from tests import town
from tests.server.transactions.town import Desk

pytestmark = pytest.mark.qgis
MEMBERS = "person,identity,role,ars,layers\nÄnne Großmann,anne,contributor,14999,*\nJörg Böhme,jörg,reviewer,14999,*\n"
UUID = "00000000-0000-4000-8000-000000000001"
CRS = "EPSG:25833"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A small town with its opening hours."""
    database, source, output = tmp_path / "stadt.gpkg", tmp_path / "stadt.qgs", tmp_path / "dienst.qgs"
    town.make_geopackage(database)
    _open_on(database, "Montag")
    town.make_project(source, database)
    _add(source, f"{database}|layername=oeffnungszeit")
    people = tmp_path / "leute.csv"
    people.write_text(MEMBERS, "utf-8")
    town.prepare(PROJECT=source, OUTPUT=output, MEMBERS=people, LAYERS="oeffnungszeit", ARS=town.ALTMARKFURT)
    held = QueueSource("ogr", f"{database}|layername=oeffnungszeit").hold()  # as a worker does
    made = Desk(output)
    yield made
    made.close()
    assert held is not None
    held.close()


def _open_on(database: Path, *days: str) -> None:
    dataset = ogr.Open(str(database), 1)
    hours = dataset.CreateLayer("oeffnungszeit", None, ogr.wkbNone, ["FID=fid"])
    hours.CreateField(ogr.FieldDefn("tag"))
    for day in days:
        row = ogr.Feature(hours.GetLayerDefn())
        row["tag"] = day
        hours.CreateFeature(row)


def _add(source: Path, table: str) -> None:
    project = QgsProject()
    assert project.read(str(source))
    project.addMapLayer(QgsVectorLayer(table, "oeffnungszeit", "ogr"))
    assert project.write()
    project.clear()


def test_a_row_without_geometry_is_proposed_accepted_and_published(desk: Desk) -> None:
    base = replace(desk.feature("oeffnungszeit", 1), crs=CRS)  # as the capabilities announce it
    change = Change(Operation.UPDATE, base, replace(base, properties={**base.properties, "tag": "Mittwoch"}))
    wish, form = Contribution(UUID, change, "oeffnungszeit", "1"), LayerForm("oeffnungszeit", CRS)
    desk.done("anne", submission(wish, form, CRS))
    desk.done("jörg", transition(UUID, Status.IN_REVIEW), transition(UUID, Status.ACCEPTED))
    action, state = publication(wish, form)
    desk.done("jörg", action, transition(UUID, Status.PUBLISHED), conditions={UUID: state or ""})
    assert desk.feature("oeffnungszeit", 1).properties["tag"] == "Mittwoch"
