"""Layers for QGIS's map: tables of a working copy, and the maps and feature types of a service.

Only data comes from a file or a server. No style, action, form, map tip or default that somebody stored beside
it is loaded, names are plain text, and layers are recognised by what they read, never by how they are called.

A layer of a service is opened with requests to it: make it in a background lane. Whatever thread makes a layer,
it belongs to the main thread afterwards.
"""

from __future__ import annotations

import os
import re
from functools import lru_cache
from pathlib import Path

from qgis.core import (
    Qgis,
    QgsAttributeTableConfig,
    QgsCoordinateTransformContext,
    QgsDataSourceUri,
    QgsEditorWidgetSetup,
    QgsExpression,
    QgsMapLayer,
    QgsProject,
    QgsProviderRegistry,
    QgsRasterLayer,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QCoreApplication, QThread

from ..domain.errors import NotAService, Safety, WorkingCopyProblem
from ..services.wfs.model import LayerInfo
from .foreign import shown
from .forms import dress
from .working_copy.forms import forms_at
from .working_copy.layer import LayerRecord

TYPENAME = "buergergis/typename"
"""Custom property: the layer's name on the server. A note for us, and no proof of anything."""

_BOOKKEEPING = ("_id", "_fid", "fid")
_PLAIN_WORD = re.compile(r"^[^\W\d]\w{0,59}$")
_OUR_OWN_NAME = re.compile(r"layer_\d+")


def copy_layer(path: Path, record: LayerRecord, own: bool) -> QgsVectorLayer:
    """The table of `record` in the working copy at `path`; editable only where the copy is the person's `own`.

    Raises WorkingCopyProblem where QGIS cannot open it.
    """
    layer = QgsVectorLayer(f"{path}|layername={record.table}", shown(record.title, 80), "ogr", _vector_options())
    if not layer.isValid():
        text = f"QGIS cannot open the layer {shown(record.title, 80)} of {path.name}."
        advice = "Put the file into a folder without | and % in its name." if set("|%") & set(str(path)) else ""
        raise WorkingCopyProblem(text, advice, Safety.KEPT_HERE)
    layer.setCustomProperty(TYPENAME, record.form.name)
    dress(layer, forms_at(path, record))
    _describe(layer, record)
    layer.setReadOnly(not own)
    return _in_main_thread(layer)


def wfs_layer(address: str, info: LayerInfo) -> QgsVectorLayer:
    """The features of a service for looking at, loaded for the visible area only; edits go through a working copy.

    As everybody may see them: the layer has no login. QGIS's provider follows redirects, and asks at the addresses
    that the service names, with the credentials of its layer (tried). Raises NotAService where it cannot be opened.
    """
    uri = QgsDataSourceUri()
    wanted = {
        "url": address,
        "typename": info.name,
        "srsname": info.crs,
        "version": "1.1.0",
        "restrictToRequestBBOX": "1",
    }
    for name, value in wanted.items():
        uri.setParam(name, value)
    layer = QgsVectorLayer(uri.uri(False), shown(info.title, 80), "WFS", _vector_options())
    _check_opened(layer, info.title)
    _call(layer, _first_text(layer))
    layer.setReadOnly(True)  # QGIS saves to a WFS in pieces, and calls it success when one of them fails
    return _in_main_thread(layer)


def wms_layer(address: str, name: str, title: str, crs: str) -> QgsRasterLayer:
    """A map of a service, drawn by it in `crs`, as everybody may see it (see `wfs_layer`).

    All requests go to `address`, whatever other addresses the service's description names. Raises NotAService where
    it cannot be opened.
    """
    uri = QgsDataSourceUri()
    wanted = {
        "url": address,
        "layers": name,
        "styles": "",
        "crs": crs,
        "format": "image/png",
        "dpiMode": "7",
        "IgnoreGetMapUrl": "1",
        "IgnoreGetFeatureInfoUrl": "1",
    }
    for parameter, value in wanted.items():
        uri.setParam(parameter, value)
    options = QgsRasterLayer.LayerOptions(loadDefaultStyle=False, transformContext=QgsCoordinateTransformContext())
    layer = QgsRasterLayer(bytes(uri.encodedUri()).decode(), shown(title, 80), "wms", options)
    _check_opened(layer, title)
    _identify_as_text(layer)
    return _in_main_thread(layer)


def layers_of_copy(path: Path) -> dict[str, list[QgsVectorLayer]]:
    """The layers of the project that show tables of the working copy at `path`, by the name on the server."""
    found: dict[str, list[QgsVectorLayer]] = {}
    for layer in QgsProject.instance().mapLayers().values():
        table = _table_of(layer, path)
        if table:
            found.setdefault(_typename(table, layer), []).append(layer)
    return found


def unsaved(path: Path) -> dict[str, int]:
    """How many features were touched and not saved yet, of each layer where there are any."""
    counts = {name: sum(map(_touched, layers)) for name, layers in layers_of_copy(path).items()}
    return {name: count for name, count in counts.items() if count}


def read_again(path: Path) -> None:
    """Let the layers of the project see what has just become of the working copy at `path`."""
    for layers in layers_of_copy(path).values():
        for layer in layers:
            if not layer.isEditable():
                layer.dataProvider().reloadData()
                layer.updateFields()
            layer.triggerRepaint()


def _vector_options() -> QgsVectorLayer.LayerOptions:
    options = QgsVectorLayer.LayerOptions(QgsCoordinateTransformContext())
    options.loadDefaultStyle = False
    return options


def _describe(layer: QgsVectorLayer, record: LayerRecord) -> None:
    """Hide what is for machines (our columns, the server's row number and key); a feature is called by its own text."""
    form, table, fields = layer.editFormConfig(), layer.attributeTableConfig(), layer.fields()
    table.update(fields)
    for name in (*_BOOKKEEPING, *filter(None, [record.key_column])):
        index = fields.lookupField(name)
        if index >= 0:
            layer.setEditorWidgetSetup(index, QgsEditorWidgetSetup("Hidden", {}))
            form.setReadOnly(index, True)
            _hide(table, name)
    layer.setEditFormConfig(form)
    layer.setAttributeTableConfig(table)
    _call(layer, QgsExpression.quotedColumnRef(_calling(record)))


def _call(layer: QgsVectorLayer, expression: str) -> None:
    """What features are called in lists and tips. QGIS makes HTML of a tip, pictures and all: a value stays text."""
    layer.setDisplayExpression(expression)
    plain = f"replace(to_string({expression}), map('&', '&amp;', '<', '&lt;', '>', '&gt;'))"
    layer.setMapTipTemplate(f"[% {plain} %]")


def _hide(table: QgsAttributeTableConfig, name: str) -> None:
    columns = table.columns()
    for number, column in enumerate(columns):
        if column.name == name:
            table.setColumnHidden(number, True)


def _calling(record: LayerRecord) -> str:
    """The column that tells a person which feature it is: the first text that is no key."""
    fields = zip(record.columns, record.schema.fields, strict=True)
    texts = [column for column, field in fields if field.type == "text" and column != record.key_column]
    return next((column for column in texts if "uuid" not in column.casefold()), "_id")


def _first_text(layer: QgsVectorLayer) -> str:
    """A column whose name is a plain word: in a map tip, any other could end the expression and begin HTML."""
    texts = [field.name() for field in layer.fields() if field.typeName() == "string"]
    named = next((name for name in texts if _PLAIN_WORD.match(name) and "uuid" not in name.casefold()), "")
    return QgsExpression.quotedColumnRef(named) if named else "$id"


def _check_opened(layer: QgsMapLayer, title: str) -> None:
    if not layer.isValid():
        raise NotAService(
            f"QGIS cannot open the layer {shown(title, 80)} of this service.",
            "Try again. If only people with a login may see it, check it out instead.",
        )


def _identify_as_text(layer: QgsRasterLayer) -> None:
    """What a service answers to a click is text; one that answers in HTML only is not asked."""
    text = Qgis.RasterInterfaceCapability.IdentifyText
    if not layer.dataProvider().capabilities() & text:
        layer.setFlags(layer.flags() & ~QgsMapLayer.LayerFlag.Identifiable)
    layer.setCustomProperty("identify/format", "Text")


def _in_main_thread(layer: QgsMapLayer) -> QgsMapLayer:
    application = QCoreApplication.instance()
    if application is not None and QThread.currentThread() is not application.thread():
        layer.moveToThread(application.thread())
    return layer


def _table_of(layer: QgsMapLayer, path: Path) -> str:
    """The table of the file `path` that a layer reads; "" for any other layer."""
    if not isinstance(layer, QgsVectorLayer) or layer.providerType() != "ogr":
        return ""
    file, table = _read_by(layer.source())
    return table if _same_file(file, str(path)) else ""


@lru_cache(maxsize=1000)
def _read_by(source: str) -> tuple[str, str]:
    """The file and the table that a layer with this `source` reads."""
    parts = QgsProviderRegistry.instance().decodeUri("ogr", source)
    return str(parts.get("path") or ""), str(parts.get("layerName") or "")


def _same_file(one: str, other: str) -> bool:
    if not one or os.path.normcase(one) == os.path.normcase(other):
        return bool(one)
    return _resolved(one) == _resolved(other)


@lru_cache(maxsize=1000)
def _resolved(path: str) -> str:
    """Asks the disk, which may be a share far away: once for each path, not at every exchange with a service."""
    return os.path.normcase(os.path.realpath(path))


def _typename(table: str, layer: QgsVectorLayer) -> str:
    """A table has the name of its feature type, or one of ours; then the layer has a note which it is."""
    if not _OUR_OWN_NAME.fullmatch(table):
        return table
    return str(layer.customProperty(TYPENAME) or table)


def _touched(layer: QgsVectorLayer) -> int:
    buffer = layer.editBuffer()
    if buffer is None or not layer.isModified():
        return 0
    touched = set(buffer.addedFeatures()) | set(buffer.deletedFeatureIds())
    return len(touched | set(buffer.changedAttributeValues()) | set(buffer.changedGeometries()))
