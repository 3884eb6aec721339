"""The policy file: which layers are open for whom, as JSON (resources/schemas/policy.schema.json).

    {"areas": {"layer": "verwaltungsgebiet", "field": "ars", "name": "bezeichnung",
               "filter": {"field": "ebene", "value": "gemeinde"}},
     "terms": {"licence": "…", "licence_url": "https://…", "privacy": "…", "privacy_url": "https://…"},
     "layers": {"baum": {"contribute": true, "operations": ["insert", "update"],
                         "ars": {"field": "eigentuemer_ars"}, "direct": true, "require_condition": true,
                         "personal": ["melder"],
                         "automatic": {"fields": ["zustand"], "new_points": false, "moves": true}}},
     "answers": {"de": {"reject": {"position": "Die Bank steht dort nicht."}, "duplicate": "…"}},
     "limits": {"open_contributions": 500, "megabytes": 200, "contributions_per_hour": 2000},
     "retention": {"rejected": 180, "published": 1095, "refusals": 30}}

What a layer leaves out is as `default_policy` has it, except `contribute`, which is then false. `terms` are
read by `terms.py`, `answers` by `answers.py`, `limits` are those of `domain/limits.py`, `retention` those of
`domain/retention.py`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ..domain import retention
from ..domain.access import ArsSource, Automatic, LayerPolicy, never_automatic
from ..domain.contribution import Operation
from ..domain.errors import InvalidContent
from ..domain.jurisdiction import is_ars
from ..domain.limits import LARGEST, Limits
from . import answers, lines, terms
from .lines import Node, Wrong
from .stated import check_words, document, flag, mapping, text

_LAYER_WORDS = {"contribute", "operations", "ars", "direct", "require_condition", "personal", "automatic"}


@dataclass(frozen=True)
class AreaChoice:
    """The layer of administrative areas by its WFS name, the field of its ARS, and what keeps one level.

    `name_field` holds what people call an area; "" for the one that the project shows.
    """

    layer: str
    field: str
    filter_field: str = ""
    filter_value: str = ""
    name_field: str = ""

    @classmethod
    def from_json(cls, text: str) -> AreaChoice:
        """What `to_json` has kept. Raises InvalidContent."""
        return _areas(document(text, "What is kept of the areas"))

    def to_json(self) -> str:
        """As it is kept beside the queue."""
        stated: dict[str, Any] = {"layer": self.layer, "field": self.field}
        if self.filter_field:
            stated["filter"] = {"field": self.filter_field, "value": self.filter_value}
        if self.name_field:
            stated["name"] = self.name_field
        return json.dumps(stated, ensure_ascii=False)


@dataclass(frozen=True)
class PolicyFile:
    """`terms` are those of `terms.parse`, empty where the file states none; None where there is no file.

    `answers` are those of `answers.parse`, in the same way. `limits` and `retention` are those that the file states, by
    their names in `domain/`. `lines` are those of the
    fields that are called harmless, by layer and field: whether a layer has them is known where it is opened.
    """

    areas: AreaChoice | None = None
    layers: Mapping[str, LayerPolicy] = field(default_factory=dict)
    terms: Mapping[str, str] | None = None
    answers: Mapping[str, Mapping[str, str]] | None = None
    limits: Mapping[str, int] | None = None
    retention: Mapping[str, int] | None = None
    lines: Mapping[tuple[str, str], int] = field(default_factory=dict, compare=False)

    def lines_of(self, layer: str) -> dict[str, int]:
        """The lines in which the fields of one layer stand."""
        return {name: line for (one, name), line in self.lines.items() if one == layer}


def default_policy(layer: str, ars: str) -> LayerPolicy:
    """Open for every contribution, nothing published without review, at one place."""
    return LayerPolicy(layer, True, frozenset(Operation), ArsSource.FIXED, ars)


def parse(content: str, ars: str) -> PolicyFile:
    """The policies in a file's `content`; `ars` stands where a layer states none. Raises InvalidContent."""
    what = "The policy file"
    found = document(content, what)
    check_words(found, {"answers", "areas", "layers", "limits", "retention", "terms", "$schema"}, what)
    layers = mapping(found.get("layers", {}), "layers")
    areas, agreed = found.get("areas"), found.get("terms")
    policies = {name: _policy(name, stated, ars) for name, stated in layers.items()}
    try:
        policies = {name: replace(one, automatic=_automatic(layers[name], one)) for name, one in policies.items()}
        texts = answers.parse(found.get("answers", {}))
    except Wrong as wrong:
        raise InvalidContent(f"{what}, line {lines.line_of(content, wrong.path)}: {wrong.reason}") from wrong
    return PolicyFile(
        None if areas is None else _areas(areas),
        policies,
        {} if agreed is None else terms.parse(agreed),
        texts,
        _limits(found.get("limits", {})),
        retention.check(found.get("retention", {})),
        {
            (name, one): lines.line_of(content, ("layers", name, "automatic", "fields", number))
            for name, stated in layers.items()
            for number, one in enumerate(stated.get("automatic", {}).get("fields", []))
        },
    )


def _limits(stated: Any) -> Mapping[str, int]:
    where = "The part limits of the policy file"
    check_words(stated, set(Limits.names()), where)
    for word, number in stated.items():
        if not isinstance(number, int) or isinstance(number, bool) or not 0 <= number <= LARGEST:
            raise InvalidContent(f"{where} must give a whole number from 0 to {LARGEST} for {word}.")
    return dict(stated)


def _policy(name: str, stated: Any, ars: str) -> LayerPolicy:
    where = f"The policy of the layer {name}"
    check_words(stated, _LAYER_WORDS, where)
    source, value = _ars(stated.get("ars", {"fixed": ars}), where)
    return LayerPolicy(
        layer=name,
        contribute=flag(stated, "contribute", False, where),
        operations=_operations(stated.get("operations", list(Operation)), where),
        ars_source=source,
        ars_value=value,
        direct=flag(stated, "direct", False, where),
        require_condition=flag(stated, "require_condition", True, where),
        personal=_personal(stated.get("personal", []), where),
    )


def _automatic(stated: Mapping[str, Any], policy: LayerPolicy) -> Automatic:
    """What of a layer needs no look before it is accepted. Raises Wrong."""
    if "automatic" not in stated:
        return Automatic()
    node = Node(stated["automatic"], ("layers", policy.layer, "automatic"))
    parts = node.members({"fields", "new_points", "moves"})
    names = parts["fields"].elements() if "fields" in parts else []
    for one in names:
        if "," in (name := one.text()):
            raise one.wrong("The name of a harmless field has no comma in it.")
        if why := never_automatic(name, policy):
            raise one.wrong(f"The field {name} of the layer {policy.layer} can never be called harmless: {why}.")
    flags = {word: parts[word].flag() for word in ("new_points", "moves") if word in parts}
    return Automatic(frozenset(one.text() for one in names), **flags)


def _personal(stated: Any, where: str) -> frozenset[str]:
    if not isinstance(stated, list) or not all(isinstance(name, str) and name and "," not in name for name in stated):
        raise InvalidContent(f"{where} may name fields as personal, in a list.")
    return frozenset(stated)


def _ars(stated: Any, where: str) -> tuple[ArsSource, str]:
    check_words(stated, set(ArsSource), where)
    if len(stated) != 1:
        raise InvalidContent(f"{where} must name one of field, fixed and area as its ars.")
    ((word, value),) = stated.items()
    source = ArsSource(word)
    if source is ArsSource.AREA:
        if value is not True:
            raise InvalidContent(f'{where} must say {{"area": true}} for its ars.')
        return source, ""
    if source is ArsSource.FIXED and not (isinstance(value, str) and is_ars(value)):
        raise InvalidContent(f"{where} names {value!r}, which is no Regionalschlüssel of 2, 3, 5, 9 or 12 digits.")
    return source, text(value, where)


def _operations(stated: Any, where: str) -> frozenset[Operation]:
    if not isinstance(stated, list) or not set(map(str, stated)) <= set(Operation):
        raise InvalidContent(f"{where} may name insert, update and delete as its operations, in a list.")
    return frozenset(Operation(word) for word in stated)


def _areas(stated: Any) -> AreaChoice:
    where = "The part areas of the policy file"
    check_words(stated, {"layer", "field", "filter", "name"}, where)
    chosen = stated.get("filter")
    texts = [stated.get("layer"), stated.get("field")]
    if chosen is not None:
        check_words(chosen, {"field", "value"}, where)
        texts += [chosen.get("field"), chosen.get("value")]
    made = AreaChoice(*(text(one, where) for one in texts))
    return replace(made, name_field=text(stated["name"], where)) if "name" in stated else made
