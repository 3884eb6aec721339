"""SERVICE=BUERGERGIS&REQUEST=WhoAmI: what somebody may do here, for clients that adapt to it."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from qgis.core import QgsProject, QgsVectorLayer

from ...adapters.prepared import Prepared, visible_fields
from ...adapters.queue_source import queue_of
from ...adapters.responsibility import parsed, stated
from ...adapters.trust import tier
from ...domain.access import Actor, LayerPolicy, Permission
from ...domain.state import GEOGRAPHIC_DECIMALS, PROJECTED_DECIMALS
from ...services.wfs.model import PROTOCOL
from ...services.whoami import AreaLayer, LayerRights, WhoAmI, build
from ..answer import HttpAnswer
from .versions import vouched

VERSION = "0.1.0"
PROTECTION = "atomic"


def who_am_i(identity: str, actor: Actor, prepared: Prepared | None, project: QgsProject) -> HttpAnswer:
    """The JSON answer of docs/architecture.md; for a project that is not prepared it has no layers."""
    policies = prepared.policies if prepared else {}
    layers = prepared.layers if prepared else {}
    who = WhoAmI(
        protocol=PROTOCOL,
        version=VERSION,
        epoch=prepared.epoch if prepared else "",
        protection=PROTECTION,
        identity=identity or None,
        pseudonym=actor.pseudonym or None,
        roles=actor.grants,
        layers={name: layer_rights(actor, policy, project, layers[name]) for name, policy in policies.items()},
        areas=area_layer(prepared, project) if prepared else None,
        terms=prepared.terms if prepared else None,
        bodies=bodies(actor, project) if prepared else {},
        answers=prepared.answers if prepared and actor.areas(Permission.REVIEW) else {},
        tier=int(tier(queue_of(project), actor, datetime.now(UTC))) if prepared and identity else None,
        rules=tuple(json.loads(prepared.rules_text or "[]")) if prepared and identity else (),
    )
    return HttpAnswer(200, build(who), "application/json; charset=utf-8")


def bodies(actor: Actor, project: QgsProject) -> dict[str, str]:
    """The authorities that a contribution can be handed over to, for those who may do it."""
    if not actor.areas(Permission.REVIEW):
        return {}
    directory = parsed(stated(queue_of(project)))
    return {body.id: body.name for body in directory.bodies.values()} if directory else {}


def layer_rights(actor: Actor, policy: LayerPolicy, project: QgsProject, layer_id: str) -> LayerRights:
    """What somebody may do with a layer, somewhere; the place decides when it is done."""
    layer = project.mapLayer(layer_id)
    write = actor.can_somewhere(Permission.WRITE, policy.layer)
    contribute = policy.contribute and actor.can_somewhere(Permission.CONTRIBUTE, policy.layer)
    return LayerRights(
        contribute=policy.operations if contribute else frozenset(),
        write=write,
        direct=write and policy.direct,
        review=actor.can_somewhere(Permission.REVIEW, policy.layer),
        require_condition=policy.require_condition,
        key=policy.key_field or None,
        decimals=GEOGRAPHIC_DECIMALS if layer.crs().isGeographic() else PROJECTED_DECIMALS,
        changes=vouched(project, layer) if isinstance(layer, QgsVectorLayer) else None,
    )


def area_layer(prepared: Prepared, project: QgsProject) -> AreaLayer | None:
    """The layer of areas if anybody may read it: published over WFS, with all the fields that it takes."""
    source = prepared.areas
    layer = project.mapLayer(source.layer_id) if source else None
    names = [name for name, layer_id in prepared.layers.items() if layer and layer_id == layer.id()]
    if source is None or not isinstance(layer, QgsVectorLayer) or not names:
        return None
    shown = visible_fields(project, layer)
    title = next((field for field in (source.name_field, layer.displayField()) if field in shown), source.field)
    needed = {source.field, *filter(None, [source.filter_field])}
    found = AreaLayer(names[0], source.field, title, source.filter_field, source.filter_value)
    return found if needed <= set(shown) else None
