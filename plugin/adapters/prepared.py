"""What a published project says about itself: layers, policies, members. Read anew at every request."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from qgis.core import Qgis, QgsMapLayer, QgsProject, QgsVectorLayer

from ..domain.access import Actor, ArsSource, Automatic, Grant, LayerPolicy, Role
from ..domain.contribution import Operation
from ..domain.errors import InvalidContent, TooNew
from ..domain.jurisdiction import is_ars
from ..domain.limits import Limits
from ..domain.validation import RuleBook
from ..formats.rules import book_of
from ..services.whoami import Terms
from .areas import Areas, AreaSource, ars_of
from .personal import personal_fields
from .queue_schema import VERSION
from .queue_source import SCOPE, queue_of, writing_source

__all__ = [
    "AreaSource",
    "Areas",
    "Prepared",
    "actor_for",
    "ars_of",
    "read_prepared",
    "table_source",
    "visible_fields",
    "writing_source",
]


@dataclass(frozen=True)
class Prepared:
    """A published project: `layers` maps every WFS type name, those of the queue too, to its layer id.

    `turn` counts the Transactions so far.
    """

    project_file: str
    layers: Mapping[str, str]
    policies: Mapping[str, LayerPolicy]
    epoch: str
    areas: AreaSource | None
    terms: Terms | None = None
    turn: int = 0
    limits: Limits = field(default_factory=Limits)
    rules_text: str = ""
    answers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def rules(self) -> RuleBook:
        """What is checked about contributions. Raises InvalidContent."""
        return read_book(self.rules_text)


def read_prepared(project: QgsProject) -> Prepared | None:
    """What the project was prepared as; None if it never was. Raises TooNew, InvalidContent."""
    version, _ = project.readEntry(SCOPE, "/schema_version", "")
    if not version:
        return None
    check_version(version)
    source = queue_of(project)
    state = dict(source.rows(STATE_ROWS))
    check_version(state.get("schema_version") or "")
    layers = published_layers(project)
    policies = [policy_from(row) for row in source.rows(POLICY_ROWS)]
    return Prepared(
        project_file=project.fileName(),
        layers=layers,
        policies={policy.layer: policy for policy in policies if policy.layer in layers},
        epoch=state.get("epoch") or "",
        turn=int(state.get(_TURN) or 0),
        areas=_areas(project, state.get("areas") or ""),
        terms=_terms(state.get("terms") or ""),
        limits=Limits.stated(json.loads(state.get("limits") or "{}")),
        rules_text=state.get("rules") or "",
        answers=json.loads(state.get("answers") or "{}"),
    )


def check_version(version: str) -> None:
    """Raise TooNew or InvalidContent unless `version` is the one this code knows."""
    if version.isdigit() and int(version) > VERSION:
        raise TooNew(f"The review queue has version {version}; this plugin knows {VERSION}.")
    if version != str(VERSION):
        raise InvalidContent(f"The review queue has version {version!r}, not {VERSION}.", "Run preparemunicipality.")


def actor_for(project: QgsProject, identity: str) -> Actor:
    """Who an account is, from the rows of the member table that name it, as they stand now.

    An unknown account, one that stands for two people, and one whose rows grant nothing are guests. The
    pseudonym is empty until the person has written for the first time.
    """
    rows = queue_of(project).writer().rows(MEMBER_ROWS, [identity]) if identity and "\0" not in identity else []
    grants = tuple(grant for row in rows if (grant := _grant(row)))
    people = {row[0] for row in rows}
    if len(people) != 1 or not all(people) or not grants:
        return Actor()
    return Actor(rows[0][0], identity, rows[0][4] or "", grants)


def table_source(project: QgsProject, table: str, writing: bool) -> tuple[str, str]:
    """(source, provider) of a table of the queue."""
    queue = queue_of(project)
    return queue.table(table, writing), queue.provider


def type_name(layer: QgsMapLayer) -> str:
    """The name under which QGIS Server publishes a layer over WFS."""
    name: str = layer.serverProperties().shortName() or layer.name()
    return name.replace(" ", "_")


def published_layers(project: QgsProject) -> dict[str, str]:
    """WFS type name -> layer id."""
    ids, _ = project.readListEntry("WFSLayers", "/", [])
    layers = [project.mapLayer(layer_id) for layer_id in ids]
    return {type_name(layer): layer.id() for layer in layers if isinstance(layer, QgsVectorLayer)}


def visible_fields(project: QgsProject, layer: QgsVectorLayer) -> list[str]:
    """The fields that WFS shows to everybody, in their order; joined and computed ones too."""
    hidden, personal = Qgis.FieldConfigurationFlag.HideFromWfs, personal_fields(project, layer)
    shown = [field.name() for field in layer.fields() if not field.configurationFlags() & hidden]
    return [name for name in shown if name not in personal]


def computed_fields(layer: QgsVectorLayer) -> frozenset[str]:
    """The fields that are no columns of the layer's own table: joined or virtual, never to be written."""
    fields = layer.fields()
    own = Qgis.FieldOrigin.Provider
    return frozenset(fields.at(i).name() for i in range(fields.count()) if fields.fieldOrigin(i) != own)


@lru_cache(8)
def read_book(text: str) -> RuleBook:
    """The rules as preparation has kept them. Raises InvalidContent."""
    return book_of(json.loads(text)) if text else RuleBook()


_TURN = "#turn"
STATE_ROWS = (
    "SELECT key, value FROM {q}service_state WHERE key <> 'responsibility' "  # long, and seldom asked for
    f"UNION ALL SELECT '{_TURN}', CAST(turn AS text) FROM {{q}}write_lock"
)
POLICY_ROWS = (
    "SELECT layer, contribute, operations, ars_source, ars_value, direct, require_condition, key_field, personal, "
    "automatic_fields, automatic_new_points, automatic_moves FROM {q}layer_policy ORDER BY layer"
)
MEMBER_ROWS = (
    "SELECT m.person, m.role, m.ars, m.layers, p.pseudonym FROM {q}member m "
    "LEFT JOIN {q}pseudonym p ON p.person = m.person "
    "WHERE m.identity = ? AND coalesce(m.disabled, 0) = 0 ORDER BY m.id"
)


def policy_from(row: tuple[Any, ...]) -> LayerPolicy:
    """A row of layer_policy. Raises InvalidContent for words nobody knows: a policy is not guessed."""
    layer, contribute, operations, ars_source, ars_value, direct, require_condition, key_field, personal, *auto = row
    fields, new_points, moves = auto
    try:
        return LayerPolicy(
            layer=layer,
            contribute=contribute == 1,
            operations=frozenset(Operation(word) for word in _words(operations)),
            ars_source=ArsSource(ars_source),
            ars_value=ars_value or "",
            direct=direct == 1,
            require_condition=require_condition != 0,
            key_field=key_field or "",
            personal=frozenset(_words(personal)),
            automatic=Automatic(frozenset(_words(fields)), new_points == 1, moves == 1),
        )
    except ValueError as error:
        raise InvalidContent(f"The policy of the layer {layer} cannot be read: {error}.") from error


def _grant(row: tuple[Any, ...]) -> Grant | None:
    """The right that a member row gives; none for a role or area nobody knows."""
    _, role, ars, layers, _ = row
    if role not in set(Role) or not is_ars(ars or ""):
        return None
    return Grant(Role(role), ars, frozenset(_words(layers)))


def _words(text: str | None) -> Iterable[str]:
    return [word.strip() for word in (text or "").split(",") if word.strip()]


def _areas(project: QgsProject, text: str) -> AreaSource | None:
    if not text:
        return None
    stated = json.loads(text)
    layers = [layer for layer in project.mapLayers().values() if type_name(layer) == stated["layer"]]
    if not layers:
        raise InvalidContent(f"The layer of administrative areas, {stated['layer']}, is not in the project.")
    chosen = stated.get("filter") or {}
    kept = (chosen.get("field", ""), str(chosen.get("value", "")), stated.get("name", ""))
    return AreaSource(layers[0].id(), stated["field"], *kept)


def _terms(text: str) -> Terms | None:
    stated = json.loads(text) if text else None
    return Terms(**stated) if stated else None
