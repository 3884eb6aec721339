"""Fields that a policy calls personal: hidden in the published project, and shown to one person for one request.

The project hides them by itself, so that a server without the plugin shows them to nobody. The server half shows
them to people who may read them; nobody writes them, filters or sorts by them through contributions.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping

from qgis.core import (
    Qgis,
    QgsExpression,
    QgsExpressionContext,
    QgsProject,
    QgsProviderRegistry,
    QgsRenderContext,
    QgsVectorLayer,
)

from ..domain.access import LayerPolicy
from ..domain.errors import InvalidContent
from .queue_source import SCOPE, QueueSource

_ENTRY = "/personal"
_SHOWN = "buergergis_shown"
_FLAGS = (Qgis.FieldConfigurationFlag.HideFromWfs, Qgis.FieldConfigurationFlag.HideFromWms)


def personal_fields(project: QgsProject, layer: QgsVectorLayer) -> frozenset[str]:
    """The personal fields of a layer of a published project; said by the project, because each style of a layer has
    properties of its own, and a request may choose another one."""
    return frozenset(_said(project).get(layer.id(), ()))


def hide(project: QgsProject, fields: Mapping[str, Collection[str]]) -> None:
    """Hide the personal `fields`, by layer id, in a project that is going to be published.

    Wherever their table is shown once more, or joined, they are hidden too.
    """
    layers = [layer for layer in project.mapLayers().values() if isinstance(layer, QgsVectorLayer)]
    tables: dict[str, set[str]] = {}
    for layer in layers:
        tables.setdefault(_table(layer), set()).update(fields.get(layer.id(), ()))
    said = {}
    for layer in layers:
        names = {*tables[_table(layer)]}
        for join in layer.vectorJoins():
            other = join.joinLayer()
            found = tables.get(_table(other), set()) if other is not None else set()
            names |= {join.prefixedFieldName(other.fields().field(name)) for name in found}
        if there := sorted(name for name in names if layer.fields().indexOf(name) >= 0):
            said[layer.id()] = there
            for _ in _styles(layer):
                _set_hidden(layer, there, True)
    project.writeEntry(SCOPE, _ENTRY, json.dumps(said))


def stated(queue: QueueSource) -> dict[str, list[str]]:
    """The personal fields by layer, as the policies beside the queue have them; of closed layers too."""
    rows = queue.rows("SELECT layer, personal FROM {q}layer_policy WHERE personal <> ''")
    return {layer: personal.split(",") for layer, personal in rows}


def check(policy: LayerPolicy, layer: QgsVectorLayer) -> None:
    """Raise InvalidContent where a field that a policy calls personal is none, or everybody sees it on the map."""
    keys = {layer.fields().at(index).name() for index in layer.primaryKeyAttributes()}
    for name in sorted(policy.personal):
        where = f"The field {name} of {policy.layer}"
        if layer.fields().indexFromName(name) < 0:
            raise InvalidContent(f"{where} cannot be personal: the layer has no such field.")
        if name in {policy.ars_value, policy.key_field, *keys}:
            raise InvalidContent(f"{where} cannot be personal: it tells rows apart, or where they belong.")
        for what in (what for what, fields in drawn(layer).items() if name in fields):
            advice = "Change them in the project, or publish another layer for the map."
            raise InvalidContent(f"{where} cannot be personal: the layer's {what} show it to everybody.", advice)


def show(project: QgsProject, layer_ids: Collection[str]) -> None:
    """Show the personal fields of these layers in a published project, and hide all others, until called again."""
    wanted = ",".join(sorted(layer_ids))
    if (project.property(_SHOWN) or "") == wanted:
        return
    project.setProperty(_SHOWN, "?")  # whatever fails on the way, the next request begins anew
    for layer_id, names in _said(project).items():
        layer = project.mapLayer(layer_id)
        if isinstance(layer, QgsVectorLayer):
            _set_hidden(layer, names, layer_id not in layer_ids)
    project.setProperty(_SHOWN, wanted)


def drawn(layer: QgsVectorLayer) -> dict[str, set[str]]:
    """The fields by which a layer draws its features, in any of its styles, or computes others: everybody sees
    something of their values."""
    context, found = QgsRenderContext(), {what: set[str]() for what in ("symbols", "labels", "diagrams")}
    for _ in _styles(layer):
        renderer, labeling, diagrams = layer.renderer(), layer.labeling(), layer.diagramRenderer()
        if renderer is not None:
            found["symbols"] |= set(renderer.usedAttributes(context))
        if labeling is not None and layer.labelsEnabled():
            settings = [labeling.settings(provider) for provider in labeling.subProviders()]
            found["labels"] |= set[str]().union(*(one.referencedFields(context) for one in settings))
        if diagrams is not None:
            found["diagrams"] |= set(diagrams.referencedFields(QgsExpressionContext()))
    formulas = [layer.expressionField(index) for index in range(layer.fields().count())]
    found["computed fields"] = set[str]().union(*(QgsExpression(one).referencedColumns() for one in formulas if one))
    return found


def worded(layer: QgsVectorLayer) -> set[str]:
    """The fields in the layer's map tip and in what a feature is called."""
    tips = [f"[%{part}" for part in layer.mapTipTemplate().split("[%")[1:]]
    texts = [layer.displayExpression(), *(tip.removeprefix("[%").partition("%]")[0] for tip in tips)]
    return set[str]().union(*(QgsExpression(text).referencedColumns() for text in texts))


def _said(project: QgsProject) -> dict[str, list[str]]:
    text, _ = project.readEntry(SCOPE, _ENTRY, "")
    return dict(json.loads(text)) if text else {}


def _styles(layer: QgsVectorLayer) -> Iterator[str]:
    """Each style of a layer in turn, while it is the current one; at the end it is the one from before again."""
    manager = layer.styleManager()
    before = manager.currentStyle()
    for name in manager.styles():
        manager.setCurrentStyle(name)
        yield name
    manager.setCurrentStyle(before)


def _table(layer: QgsVectorLayer) -> str:
    """What tells whether two layers show the same table."""
    source = QueueSource(layer.providerType(), layer.source())
    if source.path:
        return f"{source.path}|{source.layer_name}"
    parts = QgsProviderRegistry.instance().decodeUri(layer.providerType(), layer.source())
    return f"{parts.get('schema')}|{parts.get('table') or layer.source()}"


def _set_hidden(layer: QgsVectorLayer, names: Iterable[str], hidden: bool) -> None:
    for name in names:
        for flag in _FLAGS:
            layer.setFieldConfigurationFlag(layer.fields().indexOf(name), flag, hidden)
