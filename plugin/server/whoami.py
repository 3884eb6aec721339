"""SERVICE=BUERGERGIS&REQUEST=WhoAmI: what somebody may do here, for clients that adapt to it."""

from __future__ import annotations

from qgis.core import QgsMapLayer, QgsProject

from ..adapters.prepared import Prepared
from ..domain.access import Actor, LayerPolicy, Permission
from ..domain.state import GEOGRAPHIC_DECIMALS, PROJECTED_DECIMALS
from ..services.wfs.model import PROTOCOL
from ..services.whoami import LayerRights, WhoAmI, build
from .answer import HttpAnswer

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
        layers={name: layer_rights(actor, policy, project.mapLayer(layers[name])) for name, policy in policies.items()},
    )
    return HttpAnswer(200, build(who), "application/json; charset=utf-8")


def layer_rights(actor: Actor, policy: LayerPolicy, layer: QgsMapLayer) -> LayerRights:
    """What somebody may do with a layer, somewhere; the place decides when it is done."""
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
    )
