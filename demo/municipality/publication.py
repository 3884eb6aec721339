"""How a project and its layers are published by QGIS Server: words, licences, CRS list, WFS."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.core import (
    QgsAbstractMetadataBase,
    QgsDefaultValue,
    QgsEditorWidgetSetup,
    QgsFieldConstraints,
    QgsLayerMetadata,
    QgsMapLayer,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)

from .areas import EXTENT
from .schema import Field, Layer

CRS_LIST = ["EPSG:25833", "EPSG:25832", "EPSG:3857", "EPSG:4326"]
PUBLISHER = "Landkreis Dreiwasser, Amt für Vermessung und Geoinformation"
LICENCES = {
    "dl-de/by-2-0": ("Datenlizenz Deutschland – Namensnennung – Version 2.0", "https://www.govdata.de/dl-de/by-2-0"),
    "dl-de/zero-2-0": ("Datenlizenz Deutschland – Zero – Version 2.0", "https://www.govdata.de/dl-de/zero-2-0"),
    "ODbL-1.0": ("Open Data Commons Open Database License 1.0", "https://opendatacommons.org/licenses/odbl/1-0/"),
}
GEOMETRIES = {"Point": "point", "LineString": "linestring", "LineStringZ": "linestring", "MultiPolygon": "polygon"}


def describe(layer: QgsMapLayer, title: str, abstract: str, keywords: Sequence[str], licence: str) -> None:
    """Words and licence of a layer, for the capabilities and as layer metadata."""
    words = layer.serverProperties()
    words.setShortName(layer.name())
    words.setTitle(title)
    words.setAbstract(abstract)
    words.setKeywordList(", ".join(keywords))
    metadata = QgsLayerMetadata()
    metadata.setIdentifier(layer.name())
    metadata.setTitle(title)
    metadata.setAbstract(abstract)
    metadata.setLanguage("de")
    metadata.setKeywords({"gmd:topicCategory": list(keywords)})
    metadata.setCrs(layer.crs())
    metadata.setContacts([_contact()])
    if licence:
        name, url = LICENCES[licence]
        words.setAttribution(f"© {PUBLISHER}, {licence}")
        words.setAttributionUrl(url)
        metadata.setLicenses([licence])
        metadata.setRights([f"{name} ({url})"])
    layer.setMetadata(metadata)


def _contact() -> QgsAbstractMetadataBase.Contact:
    contact = QgsAbstractMetadataBase.Contact()
    contact.organization, contact.role = PUBLISHER, "publisher"
    contact.email = "geodaten@dreiwasser.example"
    return contact


def fields(layer: QgsVectorLayer, definition: Layer) -> None:
    """Aliases, codelists and constraints of all fields."""
    for field in definition.fields:
        _field(layer, layer.fields().indexOf(field.name), field)
    layer.setEditorWidgetSetup(layer.fields().indexOf("fid"), QgsEditorWidgetSetup("Hidden", {}))
    if definition.uuid:
        index = layer.fields().indexOf("uuid")
        layer.setFieldAlias(index, "Kennung")
        layer.setDefaultValueDefinition(index, QgsDefaultValue("uuid('WithoutBraces')"))
        layer.setFieldConstraint(index, QgsFieldConstraints.Constraint.ConstraintUnique)
        layer.setEditorWidgetSetup(index, QgsEditorWidgetSetup("Hidden", {}))


def _field(layer: QgsVectorLayer, index: int, field: Field) -> None:
    layer.setFieldAlias(index, field.alias)
    if field.codes:
        pairs = [{title: code} for code, title in field.codes.items()]
        layer.setEditorWidgetSetup(index, QgsEditorWidgetSetup("ValueMap", {"map": pairs}))
    if field.required:
        layer.setFieldConstraint(index, QgsFieldConstraints.Constraint.ConstraintNotNull)
    if field.rule:
        layer.setConstraintExpression(index, field.rule, field.hint)


def service(project: QgsProject, title: str, abstract: str, layers: Sequence[QgsVectorLayer]) -> None:
    """WMS for everything, WFS for reading; nothing here lets anybody write."""
    entry = project.writeEntry
    project.setTitle(title)
    entry("WMSServiceCapabilities", "/", True)
    entry("WMSServiceTitle", "/", title)
    entry("WMSServiceAbstract", "/", abstract)
    entry("WMSKeywordList", "/", ["Dreiwasser", "Stadtplan", "Bürgerbeteiligung", "infoMapAccessService"])
    entry("WMSContactOrganization", "/", PUBLISHER)
    entry("WMSContactPerson", "/", "Servicestelle Geodaten")
    entry("WMSContactPosition", "/", "pointOfContact")
    entry("WMSContactMail", "/", "geodaten@dreiwasser.example")
    entry("WMSFees", "/", "Es gelten keine Gebühren. Lizenzen je Layer siehe Namensnennung.")
    entry("WMSAccessConstraints", "/", "Keine Zugriffsbeschränkungen für das Lesen.")
    entry("WMSCrsList", "/", CRS_LIST)
    entry("WMSExtent", "/", [str(value) for value in EXTENT])
    entry("WMSAddWktGeometry", "/", False)
    entry("WFSLayers", "/", [layer.id() for layer in layers])
    for layer in layers:
        project.writeEntry("WFSLayersPrecision", f"/{layer.id()}", 8)


def extent() -> QgsRectangle:
    """The first thing one sees: the middle of Altmarkfurt."""
    return QgsRectangle(494150, 5670350, 495750, 5671500)
