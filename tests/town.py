"""A small town for tests: trees, benches, a hall of records, two areas and a project that shows them.

Altmarkfurt lies west of E 500000, Neuwasser east of it; one lime tree stands exactly on the boundary.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from osgeo import ogr, osr
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProject,
    QgsVectorLayer,
)

from plugin.algorithms.prepare_municipality import PrepareMunicipality

ALTMARKFURT, NEUWASSER = "149990010010", "149990020020"
TREES = {
    "linde-am-markt": ("Linde", ALTMARKFURT, "POINT (499500 5670000)"),
    "grenzlinde": ("Linde", NEUWASSER, "POINT (500000 5670000)"),
    "eiche-im-park": ("Eiche „Große“ <&>", NEUWASSER, "POINT (500500 5670000)"),
}
WEST = "MULTIPOLYGON (((499000 5669000,500000 5669000,500000 5671000,499000 5671000,499000 5669000)))"
EAST = "MULTIPOLYGON (((500000 5669000,501000 5669000,501000 5671000,500000 5671000,500000 5669000)))"
DISTRICT = "MULTIPOLYGON (((499000 5669000,501000 5669000,501000 5671000,499000 5671000,499000 5669000)))"


def make_geopackage(path: Path) -> None:
    """The municipal database: baum (uuid is unique), sitzbank (uuid is not), verwaltungsgebiet."""
    data = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    srs = osr.SpatialReference()
    srs.ImportFromEPSG(25833)
    trees = data.CreateLayer("baum", srs, ogr.wkbPoint, ["FID=fid"])
    _columns(trees, "uuid", "art", "eigentuemer_ars", unique="uuid")
    for uuid, (art, ars, wkt) in TREES.items():
        _add(trees, wkt, {"uuid": uuid, "art": art, "eigentuemer_ars": ars})
    benches = data.CreateLayer("sitzbank", srs, ogr.wkbPoint, ["FID=fid"])
    _columns(benches, "uuid", "zustand")
    _add(benches, "POINT (499600 5670100)", {"uuid": "bank-1", "zustand": "gut"})
    areas = data.CreateLayer("verwaltungsgebiet", srs, ogr.wkbMultiPolygon, ["FID=fid"])
    _columns(areas, "ars", "ebene")
    for ars, level, wkt in (
        (ALTMARKFURT, "gemeinde", WEST),
        (NEUWASSER, "gemeinde", EAST),
        ("14999", "kreis", DISTRICT),
    ):
        _add(areas, wkt, {"ars": ars, "ebene": level})


def make_project(path: Path, database: Path, crs: str = "EPSG:25833") -> None:
    """The project of the municipality, with three layers; the trees have a short name and are served already."""
    project = QgsProject()
    project.setCrs(QgsCoordinateReferenceSystem(crs))
    for name, title in (
        ("baum", "Bäume der Stadt"),
        ("sitzbank", "sitzbank"),
        ("verwaltungsgebiet", "verwaltungsgebiet"),
    ):
        layer = QgsVectorLayer(f"{database}|layername={name}", title, "ogr")
        assert layer.isValid()
        project.addMapLayer(layer)
        if name == "baum":
            layer.serverProperties().setShortName("baum")
            project.writeEntry("WFSLayers", "/", [layer.id()])
    project.writeEntry("WMSServiceTitle", "/", "Stadtplan Altmarkfurt")
    project.writeEntry("WFSTLayers", "Update", project.readListEntry("WFSLayers", "/")[0])
    assert project.write(str(path))


def prepare(feedback: QgsProcessingFeedback | None = None, **parameters: Any) -> Mapping[str, Any]:
    """Run the algorithm in this process; its exceptions come through."""
    algorithm = PrepareMunicipality()
    algorithm.initAlgorithm()
    texts = {name: str(value) if isinstance(value, Path) else value for name, value in parameters.items()}
    return algorithm.processAlgorithm(texts, QgsProcessingContext(), feedback or QgsProcessingFeedback())


def _columns(layer: ogr.Layer, *names: str, unique: str = "") -> None:
    for name in names:
        field = ogr.FieldDefn(name, ogr.OFTString)
        field.SetUnique(name == unique)
        layer.CreateField(field)


def _add(layer: ogr.Layer, wkt: str, values: Mapping[str, str]) -> None:
    feature = ogr.Feature(layer.GetLayerDefn())
    feature.SetGeometry(ogr.CreateGeometryFromWkt(wkt))
    for name, value in values.items():
        feature[name] = value
    layer.CreateFeature(feature)
