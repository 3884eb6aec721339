"""Whether layers of a municipality can be opened for contributions: checked before anything is touched."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping

from qgis.core import (
    Qgis,
    QgsDataSourceUri,
    QgsFieldConstraints,
    QgsMapLayer,
    QgsProject,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QMetaType

from ..domain.access import ArsSource, LayerPolicy, never_automatic
from ..domain.errors import Busy, InvalidContent
from ..formats.policy import AreaChoice
from . import personal
from .areas import Areas, AreaSource
from .prepared import computed_fields, published_layers, type_name, visible_fields
from .queue_source import QueueSource

KEY_COLUMN = "uuid"

_IDENTITY = "SELECT current_database() || ' ' || pg_postmaster_start_time()::text"
_PG_KEY = (
    "SELECT count(*) FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid "
    "WHERE i.indrelid = to_regclass(?) AND i.indisprimary AND i.indnatts = 1 AND c.relkind IN ('r', 'p')"
)
_MAY_WRITE = (
    "SELECT current_setting('default_transaction_read_only') = 'off' "
    "AND has_table_privilege(?, 'INSERT,UPDATE,DELETE,TRUNCATE')"
)
_MAY_PUBLISH = "SELECT has_table_privilege(?, 'SELECT') AND has_table_privilege(?, 'UPDATE')"
_MAY_NUMBER = (
    "SELECT bool_and(has_sequence_privilege(s, 'USAGE')) FROM (SELECT pg_get_serial_sequence(?, attname) AS s "
    "FROM pg_attribute WHERE attrelid = to_regclass(?) AND attnum > 0 AND NOT attisdropped) a WHERE s IS NOT NULL"
)
"""Whether the numbers that new rows get may be drawn; nothing where there are none."""
_GPKG_KEY = (
    "SELECT (SELECT count(*) FROM pragma_table_info(?) WHERE pk > 0) = 1 "
    "AND EXISTS (SELECT 1 FROM sqlite_master WHERE type = 'table' AND lower(name) = lower(?))"
)


def find_layers(project: QgsProject, names: Iterable[str]) -> dict[str, QgsVectorLayer]:
    """WFS type name -> layer, for the layers named so (by short name or name). Raises InvalidContent."""
    found = {}
    for name in names:
        layers = [layer for layer in project.mapLayers().values() if name in (type_name(layer), layer.name())]
        if not layers:
            raise InvalidContent(f"The project has no layer {name}.")
        if len(layers) > 1:
            raise InvalidContent(f"The project has {len(layers)} layers named {name}.", "Give them short names.")
        found[type_name(layers[0])] = layers[0]
    return found


def check_names(project: QgsProject, layers: Mapping[str, QgsMapLayer], taken: Iterable[str]) -> None:
    """Raise InvalidContent where two published layers, or a layer and the queue, would have one name."""
    served = set(published_layers(project).values()) | {layer.id() for layer in layers.values()}
    reserved, seen = set(taken), set()
    for layer in project.mapLayers().values():
        name = type_name(layer)
        if {name, layer.name()} & reserved:
            raise InvalidContent(f"The layer {layer.name()} has the name of a part of the review queue: {name}.")
        if layer.id() in served and name in seen:
            raise InvalidContent(f"Two published layers have the name {name}.", "Give each a short name.")
        seen |= {name} if layer.id() in served else set()


def check_layer(project: QgsProject, name: str, layer: QgsMapLayer) -> None:
    """Raise InvalidContent unless `layer` is one table with a primary key in GeoPackage or PostgreSQL."""
    if not isinstance(layer, QgsVectorLayer):
        raise InvalidContent(f"The layer {name} is not a vector layer, so nobody can contribute to it.")
    if not _WFS_NAME.fullmatch(name):
        raise InvalidContent(f"The layer {name} has a name that WFS cannot carry.", "Give it a short name.")
    if not layer.isValid():
        raise InvalidContent(f"The layer {name} cannot be opened: {layer.error().summary() or layer.source()}.")
    if layer.providerType() != "postgres" and layer.storageType() != "GPKG":
        raise InvalidContent(f"The layer {name} lies neither in a GeoPackage nor in PostgreSQL.")
    if layer.vectorJoins():
        raise InvalidContent(f"The layer {name} has joined fields.", "Publish a copy of it without the join.")
    if layer.isSpatial() and not layer.crs().authid():
        raise InvalidContent(f"The layer {name} has no coordinate reference system with a known number.")
    for field in visible_fields(project, layer):
        if not _FIELD_NAME.fullmatch(field):
            text = f"The layer {name} has a field {field!r}, which WFS would give another name."
            raise InvalidContent(text, "Rename the field, or hide it from WFS.")
    if not _has_key(layer):
        raise InvalidContent(f"The layer {name} is not a table with a primary key of one column.")


_WFS_NAME = re.compile(r"[^\W\d][\w-]*")
_FIELD_NAME = re.compile(r"[^\W\d][\w.-]*")
"""QGIS Server leaves everything else out of a field's name, in all that is XML and nowhere else."""


def common_database(layers: Mapping[str, QgsVectorLayer], write_connection: str) -> QueueSource:
    """The one database that holds all `layers`, for the queue to join them. Raises InvalidContent."""
    places = {name: _place(layer) for name, layer in layers.items()}
    first, *others = places
    for name in others:
        if places[name] != places[first]:
            raise InvalidContent(f"The layer {name} does not lie in the same database as {first}.")
    layer = layers[first]
    if layer.providerType() == "ogr":
        return QueueSource("ogr", layer.source())
    if not write_connection:
        raise InvalidContent("The layers lie in PostgreSQL, so WRITE_CONNECTION must name a pg_service entry.")
    source = QueueSource("postgres", layer.source(), write_connection)
    _check_rights(layers, source)
    return source


def check_policy(policy: LayerPolicy, layer: QgsVectorLayer) -> None:
    """Raise InvalidContent where a policy names a field that the layer lacks."""
    if policy.ars_source is ArsSource.FIELD and layer.fields().indexFromName(policy.ars_value) < 0:
        raise InvalidContent(f"The layer {policy.layer} has no field {policy.ars_value} for its Regionalschlüssel.")
    personal.check(policy, layer)


def check_automatic(
    project: QgsProject, policy: LayerPolicy, layer: QgsVectorLayer, lines: Mapping[str, int], owners: Iterable[str]
) -> None:
    """Raise InvalidContent, with the line of the policy file, for a field that may not be called harmless.

    `owners` are the fields in which an operator stands; `lines` are by field.
    """
    open_ = set(visible_fields(project, layer)) - computed_fields(layer)
    for name in sorted(policy.automatic.fields):
        why = never_automatic(name, policy, owners)
        if not why and name not in open_:
            why = "there is no such field that contributors can change"
        if why:
            where = f"The policy file, line {lines[name]}" if name in lines else "The policy file"
            raise InvalidContent(
                f"{where}: The field {name} of the layer {policy.layer} can never be called harmless: {why}."
            )
    about_points = policy.automatic.new_points or policy.automatic.moves
    if about_points and layer.geometryType() != Qgis.GeometryType.Point:
        raise InvalidContent(f"The policy of the layer {policy.layer} says new_points or moves; it has no points.")


def find_areas(project: QgsProject, choice: AreaChoice) -> AreaSource:
    """The administrative areas that a policy file names. Raises InvalidContent unless there are any."""
    layer = find_layers(project, [choice.layer])[choice.layer]
    if not isinstance(layer, QgsVectorLayer) or layer.geometryType() != Qgis.GeometryType.Polygon:
        raise InvalidContent(f"The layer {choice.layer} has no areas.")
    for field in filter(None, [choice.field, choice.filter_field, choice.name_field]):
        if layer.fields().indexFromName(field) < 0:
            raise InvalidContent(f"The layer {choice.layer} has no field {field}.")
    source = AreaSource(layer.id(), choice.field, choice.filter_field, choice.filter_value)
    if not len(Areas(project, source)):
        raise InvalidContent(f"The layer {choice.layer} has no area with a Regionalschlüssel in {choice.field}.")
    return source


def key_field(layer: QgsVectorLayer) -> str:
    """The layer's text column `uuid` if database or project keep it unique; empty otherwise."""
    index = layer.fields().indexFromName(KEY_COLUMN)
    if index < 0 or layer.fields().at(index).type() != QMetaType.Type.QString:
        return ""
    unique = layer.fieldConstraints(index) & QgsFieldConstraints.Constraint.ConstraintUnique
    return KEY_COLUMN if unique else ""


def reading_role(source: QueueSource) -> str:
    """PostgreSQL: the role as which the published project reads."""
    return str(source.rows("SELECT current_user")[0][0])


def _has_key(layer: QgsVectorLayer) -> bool:
    source = QueueSource(layer.providerType(), layer.source())
    if layer.providerType() == "postgres":
        return bool(source.rows(_PG_KEY, [_table(layer)])[0][0])
    name = source.layer_name
    return bool(source.rows(_GPKG_KEY, [name, name])[0][0])


def _place(layer: QgsVectorLayer) -> str:
    source = QueueSource(layer.providerType(), layer.source())
    return os.path.realpath(source.path) if source.path else str(source.rows(_IDENTITY)[0][0])


def _check_rights(layers: Mapping[str, QgsVectorLayer], source: QueueSource) -> None:
    """The published connection may only read, the writing one must be able to write to the same database."""
    writer = QueueSource("postgres", source.table("contribution", writing=True))
    try:
        there = writer.rows(_IDENTITY)
    except Busy as error:
        raise InvalidContent(f"{source.write_connection} cannot be reached: {error.__cause__}.") from error
    if there != source.rows(_IDENTITY):
        raise InvalidContent(f"{source.write_connection} is not a connection to the database of the layers.")
    for name, layer in layers.items():
        table = _table(layer)
        if QueueSource("postgres", layer.source()).rows(_MAY_WRITE, [table])[0][0]:
            raise InvalidContent(
                f"The connection of the project may write to the layer {name}.",
                "Let the project read as a role that has only SELECT.",
            )
        if not writer.rows(_MAY_PUBLISH, [table, table])[0][0]:
            raise InvalidContent(f"The connection {source.write_connection} may not write to the layer {name}.")
        if writer.rows(_MAY_NUMBER, [table, table])[0][0] is False:
            raise InvalidContent(
                f"The connection {source.write_connection} may not draw the numbers of new rows of the layer {name}.",
                "Grant its role USAGE on the sequence.",
            )


def _table(layer: QgsVectorLayer) -> str:
    return QgsDataSourceUri(layer.source()).quotedTablename()
