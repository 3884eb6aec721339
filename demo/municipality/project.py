"""The project `dreiwasser.qgs`: all layers in groups, styled, described and published."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsLayerTreeGroup,
    QgsMapLayer,
    QgsProject,
    QgsRasterLayer,
    QgsReferencedRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtGui import QColor

from . import publication, style_base, style_themes
from .catalogue import LAYERS
from .schema import Layer

GROUPS = {
    "Mitmachen": ("barriere", "sitzbank", "radabstellanlage", "baum_altmarkfurt", "baum_neuwasser", "baum_rodenau",
                  "spielgeraet", "spielplatz"),
    "Planung": ("bplan",),
    "Verwaltung": ("verwaltungsgebiet", "ortsteil"),
    "Kataster": ("adresse", "gebaeude", "flurstueck"),
    "Verkehr und Wege": ("strasse", "hoehenweg"),
    "Natur und Gelände": ("gewaesser", "hoehenlinie", "dgm", "landnutzung"),
}  # fmt: skip

STYLES: Mapping[str, Callable[[QgsVectorLayer], None]] = {
    "barriere": style_themes.barriers,
    "sitzbank": style_themes.benches,
    "radabstellanlage": style_themes.racks,
    "baum_altmarkfurt": style_themes.trees,
    "baum_neuwasser": style_themes.trees,
    "baum_rodenau": style_themes.trees,
    "spielgeraet": style_themes.devices,
    "spielplatz": style_themes.playgrounds,
    "bplan": style_themes.plans,
    "verwaltungsgebiet": style_base.areas,
    "ortsteil": style_base.districts,
    "adresse": style_base.addresses,
    "gebaeude": style_base.buildings,
    "flurstueck": style_base.parcels,
    "strasse": style_base.streets,
    "hoehenweg": style_base.walks,
    "gewaesser": style_base.water,
    "hoehenlinie": style_base.contours,
    "landnutzung": style_base.land_use,
}
TITLE = "Oberzentrum Dreiwasser"
ABSTRACT = (
    "Stadtplan und Fachdaten des Oberzentrums Dreiwasser mit Altmarkfurt, Neuwasser und Rodenau: Bäume, Bänke, "
    "Spielplätze, Barrieren, Bebauungspläne, Straßen und Gebäude. Alle Daten sind erfunden."
)


def empty(output: Path, name: str) -> QgsProject:
    """A new project with relative paths in EPSG:25833, told where it will lie."""
    project = QgsProject()
    project.setFileName(str(output / name))
    project.setFilePathStorage(Qgis.FilePathType.Relative)
    project.setCrs(QgsCoordinateReferenceSystem("EPSG:25833"))
    project.setBackgroundColor(QColor("#f8f5ec"))
    return project


def vector(source: Path, definition: Layer) -> QgsVectorLayer:
    """A described layer over its table in a GeoPackage. Raises ValueError if QGIS cannot read it."""
    layer = QgsVectorLayer(f"{source}|layername={definition.name}", definition.name, "ogr")
    if not layer.isValid():
        raise ValueError(f"{source} has no readable layer {definition.name}")
    layer.setId(f"dreiwasser_{definition.name}")
    publication.describe(layer, definition.title, definition.abstract, definition.keywords, definition.licence)
    publication.fields(layer, definition)
    return layer


def _terrain(source: Path) -> QgsRasterLayer:
    layer = QgsRasterLayer(str(source), "dgm", "gdal")
    layer.setId("dreiwasser_dgm")
    words = "Geländehöhen in Metern als Raster, als Schummerung dargestellt."
    publication.describe(layer, "Digitales Geländemodell", words, ("Relief", "Höhe"), "dl-de/by-2-0")
    style_base.relief(layer)
    return layer


def write(output: Path, counts: Mapping[str, int]) -> None:
    """Write the project beside its data. Raises OSError if that fails."""
    project = empty(output, "dreiwasser.qgs")
    layers: dict[str, QgsMapLayer] = {"dgm": _terrain(output / "dgm.tif")}
    for definition in LAYERS:
        if definition.name in counts:
            layers[definition.name] = vector(output / "dreiwasser.gpkg", definition)
            STYLES[definition.name](layers[definition.name])
    for title, names in GROUPS.items():
        _group(project, project.layerTreeRoot().addGroup(title), [layers[n] for n in names if n in layers])
    vectors = [layer for layer in layers.values() if isinstance(layer, QgsVectorLayer)]
    publication.service(project, TITLE, ABSTRACT, vectors)
    view = QgsReferencedRectangle(publication.extent(), project.crs())
    project.viewSettings().setDefaultViewExtent(view)
    save(project)


def _group(project: QgsProject, group: QgsLayerTreeGroup, layers: list[QgsMapLayer]) -> None:
    for layer in layers:
        project.addMapLayer(layer, False)
        group.addLayer(layer).setExpanded(False)
    group.setExpanded(group.name() == "Mitmachen")


def save(project: QgsProject) -> None:
    """Write the project where it is to lie. Raises OSError if that fails."""
    if not project.write():
        raise OSError(f"cannot write {project.fileName()}: {project.error()}")
