"""SERVICE=BUERGERGIS&REQUEST=WhoAmI: what somebody may do here, for clients that adapt to it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from qgis.core import QgsMapLayer, QgsProject

from ..adapters.prepared import Prepared
from ..domain.access import Actor, LayerPolicy, Permission
from ..domain.contribution import Operation
from ..domain.state import GEOGRAPHIC_DECIMALS, PROJECTED_DECIMALS
from ..services.wfs.model import PROTOCOL
from .answer import HttpAnswer

VERSION = "0.1.0"
PROTECTION = "atomic"


def who_am_i(identity: str, actor: Actor, prepared: Prepared | None, project: QgsProject) -> HttpAnswer:
    """The JSON answer of docs/architecture.md; for a project that is not prepared it has no layers."""
    document = {
        "protocol": PROTOCOL,
        "version": VERSION,
        "epoch": prepared.epoch if prepared else "",
        "protection": PROTECTION,
        "identity": identity or None,
        "pseudonym": actor.pseudonym or None,
        "roles": [_role(grant.role, grant.ars, grant.layers) for grant in actor.grants],
        "layers": _layers(actor, prepared, project) if prepared else {},
    }
    body = json.dumps(document, ensure_ascii=False).encode("utf-8")
    return HttpAnswer(200, body, "application/json; charset=utf-8")


def _role(role: str, ars: str, layers: frozenset[str]) -> dict[str, Any]:
    return {"role": str(role), "ars": ars, "layers": sorted(layers)}


def _layers(actor: Actor, prepared: Prepared, project: QgsProject) -> dict[str, Any]:
    return {
        name: layer_rights(actor, policy, project.mapLayer(prepared.layers[name]))
        for name, policy in prepared.policies.items()
    }


def layer_rights(actor: Actor, policy: LayerPolicy, layer: QgsMapLayer) -> Mapping[str, Any]:
    """What somebody may do with a layer, somewhere; the place decides when it is done."""
    write = actor.can_somewhere(Permission.WRITE, policy.layer)
    contribute = policy.contribute and actor.can_somewhere(Permission.CONTRIBUTE, policy.layer)
    operations = [operation for operation in Operation if operation in policy.operations]
    return {
        "contribute": [str(operation) for operation in operations] if contribute else [],
        "write": write,
        "direct": write and policy.direct,
        "review": actor.can_somewhere(Permission.REVIEW, policy.layer),
        "require_condition": policy.require_condition,
        "key": policy.key_field or None,
        "decimals": GEOGRAPHIC_DECIMALS if layer.crs().isGeographic() else PROJECTED_DECIMALS,
    }
