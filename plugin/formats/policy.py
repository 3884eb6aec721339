"""The policy file: which layers are open for whom, as JSON (resources/schemas/policy.schema.json).

    {"areas": {"layer": "verwaltungsgebiet", "field": "ars",
               "filter": {"field": "ebene", "value": "gemeinde"}},
     "layers": {"baum": {"contribute": true, "operations": ["insert", "update"],
                         "ars": {"field": "eigentuemer_ars"}, "direct": true, "require_condition": true}}}

What a layer leaves out is as `default_policy` has it, except `contribute`, which is then false.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..domain.access import ArsSource, LayerPolicy
from ..domain.contribution import Operation
from ..domain.errors import InvalidContent
from ..domain.jurisdiction import is_ars

_LAYER_WORDS = {"contribute", "operations", "ars", "direct", "require_condition"}


@dataclass(frozen=True)
class AreaChoice:
    """The layer of administrative areas by its WFS name, the field of its ARS, and what keeps one level."""

    layer: str
    field: str
    filter_field: str = ""
    filter_value: str = ""

    def to_json(self) -> str:
        """As it is kept beside the queue."""
        chosen = {"field": self.filter_field, "value": self.filter_value}
        stated = {"layer": self.layer, "field": self.field}
        return json.dumps({**stated, "filter": chosen} if self.filter_field else stated, ensure_ascii=False)


@dataclass(frozen=True)
class PolicyFile:
    areas: AreaChoice | None = None
    layers: Mapping[str, LayerPolicy] = field(default_factory=dict)


def default_policy(layer: str, ars: str) -> LayerPolicy:
    """Open for every contribution, nothing published without review, at one place."""
    return LayerPolicy(layer, True, frozenset(Operation), ArsSource.FIXED, ars)


def parse(text: str, ars: str) -> PolicyFile:
    """The policies in `text`; `ars` stands where a layer states none. Raises InvalidContent."""
    try:
        document = json.loads(text, object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        raise InvalidContent(
            f"The policy file is not JSON: line {error.lineno}, column {error.colno}: {error.msg}."
        ) from error
    _check_words(document, {"areas", "layers", "$schema"}, "The policy file")
    layers = _mapping(document.get("layers", {}), "layers")
    areas = document.get("areas")
    return PolicyFile(
        None if areas is None else _areas(areas),
        {name: _policy(name, stated, ars) for name, stated in layers.items()},
    )


def _policy(name: str, stated: Any, ars: str) -> LayerPolicy:
    where = f"The policy of the layer {name}"
    _check_words(stated, _LAYER_WORDS, where)
    source, value = _ars(stated.get("ars", {"fixed": ars}), where)
    return LayerPolicy(
        layer=name,
        contribute=_flag(stated, "contribute", False, where),
        operations=_operations(stated.get("operations", list(Operation)), where),
        ars_source=source,
        ars_value=value,
        direct=_flag(stated, "direct", False, where),
        require_condition=_flag(stated, "require_condition", True, where),
    )


def _ars(stated: Any, where: str) -> tuple[ArsSource, str]:
    _check_words(stated, set(ArsSource), where)
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
    return source, _text(value, where)


def _operations(stated: Any, where: str) -> frozenset[Operation]:
    if not isinstance(stated, list) or not set(map(str, stated)) <= set(Operation):
        raise InvalidContent(f"{where} may name insert, update and delete as its operations, in a list.")
    return frozenset(Operation(word) for word in stated)


def _areas(stated: Any) -> AreaChoice:
    where = "The part areas of the policy file"
    _check_words(stated, {"layer", "field", "filter"}, where)
    chosen = stated.get("filter")
    if chosen is None:
        return AreaChoice(_text(stated.get("layer"), where), _text(stated.get("field"), where))
    _check_words(chosen, {"field", "value"}, where)
    texts = [stated.get("layer"), stated.get("field"), chosen.get("field"), chosen.get("value")]
    return AreaChoice(*(_text(text, where) for text in texts))


def _check_words(stated: Any, known: set[str], where: str) -> None:
    for word in _mapping(stated, where):
        if word not in known:
            raise InvalidContent(f"{where} has an entry {word!r}; known are {', '.join(sorted(known))}.")


def _mapping(stated: Any, where: str) -> Mapping[str, Any]:
    if not isinstance(stated, dict):
        raise InvalidContent(f"{where} must be a JSON object.")
    return stated


def _flag(stated: Mapping[str, Any], word: str, default: bool, where: str) -> bool:
    value = stated.get(word, default)
    if not isinstance(value, bool):
        raise InvalidContent(f"{where} must say true or false for {word}.")
    return value


def _text(value: Any, where: str) -> str:
    if not isinstance(value, str) or not value:
        raise InvalidContent(f"{where} lacks a text, or has something else in its place.")
    return value


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A JSON object in which nothing is said twice: of two policies for one layer, none is taken."""
    document = dict(pairs)
    if len(document) != len(pairs):
        raise InvalidContent("The policy file names something twice in one object.")
    return document
