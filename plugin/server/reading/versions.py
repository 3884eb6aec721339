"""SERVICE=BUERGERGIS&REQUEST=Versions: which state each row of a layer has, so that a client reads only what is new.

The columns `version` and `change_id` stay hidden: what somebody's program calls a change is nobody else's business.
PostgreSQL makes one text of both, and of the trigger that keeps them, so that nothing is believed of a time in which
there was none, or it was switched off.
"""

from __future__ import annotations

from qgis.core import QgsDataSourceUri, QgsProject, QgsVectorLayer

from ...adapters.prepared import Prepared, computed_fields, visible_fields
from ...adapters.queue_source import QueueSource
from ...adapters.versions_in_table import CHANGE_COLUMN, VERSION_COLUMN, unserved
from ...domain.errors import InvalidContent
from ..answer import HttpAnswer

_WHOLE = ("int2", "int4", "int8")
_SEAL = """
SELECT concat_ws('.', t.oid, t.xmin, p.oid, p.xmin) FROM pg_trigger t
JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
WHERE c.oid = to_regclass(?) AND c.relkind = 'r' AND NOT EXISTS (SELECT FROM pg_inherits WHERE inhparent = c.oid)
AND t.tgname = 'buergergis_versions' AND p.proname = 'buergergis_versions'
AND t.tgenabled IN ('O', 'A') AND t.tgtype = 23 AND t.tgqual IS NULL AND t.tgattr::text = ''
"""
"""The trigger, before each Insert and Update of any row, without conditions (PostgreSQL, pg_trigger): its name now."""

_LIST = """
SELECT concat(count(*), chr(10), string_agg(
    concat(@key@, ' ', left(md5(concat_ws(' ', ?::text, version, change_id)), 16)), chr(10)))
FROM @table@ WHERE @subset@
"""


def vouched(project: QgsProject, layer: QgsVectorLayer) -> str | None:
    """The field by which a change of any row is seen; None where none can be relied on."""
    return VERSION_COLUMN if _seal(project, layer) else None


def versions(project: QgsProject, prepared: Prepared | None, name: str) -> HttpAnswer:
    """The number of rows, and in each line a key and what its state is called. Raises InvalidContent."""
    known = prepared is not None and name in prepared.policies
    layer = project.mapLayer(prepared.layers[name]) if prepared is not None and known else None
    seal = _seal(project, layer) if isinstance(layer, QgsVectorLayer) else ""
    if not seal or not isinstance(layer, QgsVectorLayer):
        raise InvalidContent(f"The layer {name[:60]!r} does not tell the versions of its rows.")
    uri, key = QgsDataSourceUri(layer.source()), _key(layer)
    parts = {"key": key, "table": uri.quotedTablename(), "subset": uri.sql() or "true"}
    sql = _LIST
    for word, value in parts.items():
        sql = sql.replace(f"@{word}@", value)
    ((text,),) = QueueSource("postgres", layer.source()).rows(sql, [seal])
    return HttpAnswer(200, str(text).encode(), "text/plain; charset=utf-8")


def _seal(project: QgsProject, layer: QgsVectorLayer) -> str:
    """What trigger keeps the versions now; "" where none does, or where the rows show what lies in other tables."""
    if layer.providerType() != "postgres" or {VERSION_COLUMN, CHANGE_COLUMN} != {*unserved(layer)}:
        return ""
    uri = QgsDataSourceUri(layer.source())
    foreign = computed_fields(layer) & {*visible_fields(project, layer)}
    strange = {*"{}?@"} & {*uri.quotedTablename(), *uri.sql(), *_key(layer)}
    if foreign or strange or not _key(layer) or uri.table().startswith("("):
        return ""
    found = QueueSource("postgres", layer.source()).rows(_SEAL, [uri.quotedTablename()])
    return str(found[0][0]) if len(found) == 1 else ""


def _key(layer: QgsVectorLayer) -> str:
    """The whole-numbered column behind the dot of a feature id, quoted; "" where it is none."""
    fields = [layer.fields().at(index) for index in layer.primaryKeyAttributes()]
    if len(fields) != 1 or fields[0].typeName() not in _WHOLE:
        return ""
    return '"' + fields[0].name().replace('"', '""') + '"'
