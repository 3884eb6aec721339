"""A small municipality for tests of the server half: the garden of the town hall, with its review queue."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProject,
    QgsVectorFileWriter,
    QgsVectorLayer,
)

from plugin.algorithms.prepare_municipality import PrepareMunicipality

A, B = "149990010010", "149990020020"
POLICY = """{"layers": {
    "baum": {"contribute": true, "ars": {"field": "ars"}, "direct": true, "personal": ["melder"]},
    "bank": {"contribute": false, "ars": {"fixed": "149990010010"}}}}"""
MEMBERS = f"""person;identity;role;ars;layers
Änne Großmann;beitrag-a;contributor;14999;*
Yusuf Çelik;beitrag-b;contributor;14999;*
Dr. Friederike Weiß;pruefung-altmarkfurt;reviewer;{A};*
Jörg Böhme;pruefung-neuwasser;reviewer;{B};baum
Milena Nowakowska;verwaltung;coordinator;14999;*
Dr. Ayşe Kaya;datenschutz;data_protection;{A};*
Ulf Sørensen;technik;admin;14999;*
"""
PSEUDONYMS = {"Änne Großmann": "p-00000000aa", "Yusuf Çelik": "p-00000000bb"}

REPORTER = "Erna Beispiel"
"""Who has reported something about a tree: personal, by the policy of its layer."""

Tree = tuple[str, str, str, str | None, str | None]
TREES: Sequence[Tree] = [
    ("Linde am Tor", "Linde", A, "Erbstreit", REPORTER),
    ("Rüster", "Ulme", A, None, None),
    ("Eiche <&> Bank", "Eiche", B, "geheim", "Karl Muster"),
]
CONTRIBUTIONS = [("k-1", "p-00000000aa", A), ("k-2", "p-00000000bb", A), ("k-3", "p-00000000aa", B)]


DIRECT = ("", "p-00000000cc", A)
"""Somebody has changed a tree without a contribution."""


def build(folder: Path) -> Path:
    """Write data and project; returns the project that is not prepared."""
    folder.mkdir(parents=True, exist_ok=True)
    project = QgsProject()
    project.setCrs(QgsCoordinateReferenceSystem("EPSG:25833"))
    fields = "field=name:string&field=art:string&field=ars:string&field=notiz:string&field=melder:string"
    _add(project, folder, "baum", fields, TREES)
    _add(project, folder, "bank", "field=name:string", [("Bank am Teich",)])
    tree = project.mapLayersByName("baum")[0]
    hidden = tree.fields().lookupField("notiz")
    tree.setFieldConfigurationFlag(hidden, Qgis.FieldConfigurationFlag.HideFromWfs, True)
    tree.styleManager().addStyleFromLayer("Winter")
    tree.setMapTipTemplate('<b>[% "name" %]</b> [% "melder" %]')
    project.writeEntry("WFSLayers", "/", list(project.mapLayers()))
    project.writeEntry("WMSServiceCapabilities", "/", True)
    project.writeEntry("WMSServiceTitle", "/", "Rathausgarten")
    assert project.write(str(folder / "garten.qgs"))
    return folder / "garten.qgs"


def prepare(source: Path) -> Path:
    """Give the project its queue, members and three contributions; returns the published project."""
    output = source.with_name("veröffentlicht.qgs")
    policy, members = source.with_name("regeln.json"), source.with_name("mitglieder.csv")
    policy.write_text(POLICY, "utf-8")
    members.write_text(MEMBERS, "utf-8")
    files = {"PROJECT": str(source), "POLICY": str(policy), "MEMBERS": str(members), "OUTPUT": str(output)}
    feedback = QgsProcessingFeedback()
    _, done = PrepareMunicipality().create().run(files, QgsProcessingContext(), feedback)
    assert done, feedback.textLog()
    database = source.with_name("garten.gpkg")
    people = [{"person": person, "pseudonym": pseudonym} for person, pseudonym in PSEUDONYMS.items()]
    put(database, "pseudonym", people)
    put(database, "contribution", [_contribution(*row) for row in CONTRIBUTIONS])
    notes = [{"uuid": f"c-{uuid}", "contribution": uuid, "text": f"zu {uuid}"} for uuid, *_ in CONTRIBUTIONS]
    put(database, "comment", notes)
    put(database, "event", [_event(uuid, author, ars) for uuid, author, ars in (*CONTRIBUTIONS, DIRECT)])
    photos = [{"uuid": f"f-{uuid}", "contribution": uuid, "status": "attached"} for uuid, *_ in CONTRIBUTIONS]
    put(database, "attachment", photos)
    return output


def put(database: Path, table: str, rows: Sequence[Mapping[str, object]]) -> None:
    """Insert rows as the server's own program would; the triggers of the spatial index are left out."""
    with closing(sqlite3.connect(database)) as connection, connection:
        triggers = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?", [table]
        ).fetchall()
        for name, _ in triggers:
            connection.execute(f'DROP TRIGGER "{name}"')
        for row in rows:
            names = ", ".join(f'"{name}"' for name in row)
            marks = ", ".join("?" for _ in row)
            connection.execute(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', list(row.values()))
        for _, sql in triggers:
            connection.execute(sql)


def _contribution(uuid: str, author: str, ars: str) -> dict[str, object]:
    about = {"layer": "baum", "feature_key": "1", "operation": "update", "status": "submitted"}
    return {"uuid": uuid, "author": author, "ars": ars, "revision": 1, **about}


def _event(uuid: str, actor: str, ars: str) -> dict[str, object]:
    about = {"contribution": uuid or None, "layer": "baum", "ars": ars, "note_hash": f"zu {uuid or 'niemand'}"}
    return {"actor": actor, "to_status": "submitted", "time": "2026-05-04T12:00:00Z", **about}


def _add(project: QgsProject, folder: Path, name: str, fields: str, rows: Sequence[tuple]) -> None:
    memory = QgsVectorLayer(f"Point?crs=EPSG:25833&{fields}", name, "memory")
    features = []
    for number, row in enumerate(rows):
        feature = QgsFeature(memory.fields())
        feature.setAttributes(list(row))
        feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(490000 + 100 * number, 5670000 + 10 * number)))
        features.append(feature)
    memory.dataProvider().addFeatures(features)
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.layerName = name
    if (folder / "garten.gpkg").exists():
        options.actionOnExistingFile = QgsVectorFileWriter.ActionOnExistingFile.CreateOrOverwriteLayer
    path = str(folder / "garten.gpkg")
    QgsVectorFileWriter.writeAsVectorFormatV3(memory, path, project.transformContext(), options)
    layer = QgsVectorLayer(f"{path}|layername={name}", name, "ogr")
    assert layer.isValid()
    layer.serverProperties().setShortName(name)
    project.addMapLayer(layer)
