"""WhoAmI: what the server half says about the person who asks (docs/architecture.md)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any, TypeVar

from ..domain.access import Grant, Role
from ..domain.contribution import Operation
from ..domain.errors import NotAService
from ..domain.state import PROJECTED_DECIMALS
from .wfs.model import PROTOCOL

T = TypeVar("T")

PARAMETERS: Mapping[str, str] = {"SERVICE": "BUERGERGIS", "REQUEST": "WhoAmI"}
MAX_BYTES = 2**20


@dataclass(frozen=True)
class LayerRights:
    """What this person may do to a layer somewhere, and how its rows are told apart and compared.

    `changes` names the field by which the service sees a change of a row, whoever made it; it tells by `Versions`.
    """

    contribute: frozenset[Operation] = field(default_factory=frozenset)
    write: bool = False
    direct: bool = False
    review: bool = False
    require_condition: bool = True
    key: str | None = None
    decimals: int = PROJECTED_DECIMALS
    changes: str | None = None


@dataclass(frozen=True)
class AreaLayer:
    """Where a client finds the municipalities of the service: a layer, its field of the ARS, the one of the name.

    `filter_field` (with `filter_value`) keeps one level of areas; "" where all rows are municipalities.
    """

    layer: str
    key: str
    title: str
    filter_field: str = ""
    filter_value: str = ""


@dataclass(frozen=True)
class Terms:
    """What a contributor agrees to; texts are plain, addresses http(s). A new text is a new `version`."""

    version: str
    licence: str
    licence_url: str = ""
    privacy: str = ""
    privacy_url: str = ""


@dataclass(frozen=True)
class WhoAmI:
    """`identity` and `pseudonym` are None for a guest; `protection` is the word for the level reached.

    `areas` and `terms` are None where the municipality has stated none; `rules` are as they were sent, one entry a
    layer, to be read by `formats/rules.py`. `bodies` are the names of the authorities, for those who review. `tier` is
    how far the person is trusted (`domain/trust.py`), None where the service does not say. `answers` are the
    municipality's texts for reviewers, by language and case (`formats/answers.py`).
    """

    protocol: int
    version: str
    epoch: str
    protection: str
    identity: str | None = None
    pseudonym: str | None = None
    roles: tuple[Grant, ...] = ()
    layers: Mapping[str, LayerRights] = field(default_factory=dict)
    areas: AreaLayer | None = None
    terms: Terms | None = None
    rules: tuple[Any, ...] = ()
    bodies: Mapping[str, str] = field(default_factory=dict)
    tier: int | None = None
    answers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def is_guest(self) -> bool:
        return self.identity is None


def build(who: WhoAmI) -> bytes:
    """UTF-8 JSON."""
    document = {
        "protocol": who.protocol,
        "version": who.version,
        "epoch": who.epoch,
        "protection": who.protection,
        "identity": who.identity,
        "pseudonym": who.pseudonym,
        "roles": [{"role": str(grant.role), "ars": grant.ars, "layers": sorted(grant.layers)} for grant in who.roles],
        "layers": {name: _rights_document(rights) for name, rights in who.layers.items()},
    }
    document |= {name: asdict(part) for name, part in (("areas", who.areas), ("terms", who.terms)) if part}
    document |= {"rules": list(who.rules)} if who.rules else {}
    document |= {"bodies": dict(who.bodies)} if who.bodies else {}
    document |= {"tier": who.tier} if who.tier is not None else {}
    document |= {"answers": {language: dict(texts) for language, texts in who.answers.items()}} if who.answers else {}
    return json.dumps(document, ensure_ascii=False).encode()


def _rights_document(rights: LayerRights) -> dict[str, Any]:
    document = {**vars(rights), "contribute": [str(one) for one in Operation if one in rights.contribute]}
    if rights.changes is None:
        del document["changes"]
    return document


def parse(body: bytes) -> WhoAmI:
    """What a server says; it is hostile. Raises NotAService for anything else, and for another protocol.

    Roles and operations of a later version are left out: they mean nothing here, so they grant nothing.
    """
    try:
        document = json.loads(body[: MAX_BYTES + 1])
        protocol = _typed(document["protocol"], int)
        if protocol != PROTOCOL:
            raise NotAService(
                f"The service speaks version {protocol} of the protocol, this plugin {PROTOCOL}.",
                "Update the plugin, or ask the municipality to update its service.",
            )
        return _who(document, protocol)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise NotAService(f"The service does not say who one is to it: {type(error).__name__}.")


def _who(document: Mapping[str, Any], protocol: int) -> WhoAmI:
    known = {str(role) for role in Role}
    return WhoAmI(
        protocol,
        _typed(document["version"], str),
        _typed(document["epoch"], str),
        _typed(document["protection"], str),
        _optional(document.get("identity")),
        _optional(document.get("pseudonym")),
        tuple(_grant(entry) for entry in document["roles"] if entry["role"] in known),
        {name: _rights(entry) for name, entry in document["layers"].items()},
        _stated(AreaLayer, document.get("areas")),
        _stated(Terms, document.get("terms")),
        tuple(_typed(document.get("rules", []), list)),
        {key: _typed(name, str) for key, name in _typed(document.get("bodies", {}), dict).items()},
        None if document.get("tier") is None else _typed(document["tier"], int),
        {
            language: {case: _typed(text, str) for case, text in _typed(texts, dict).items()}
            for language, texts in _typed(document.get("answers", {}), dict).items()
        },
    )


def _stated(kind: type[T], entry: Any) -> T | None:
    """A dataclass of texts; what a later version adds is left out."""
    if entry is None:
        return None
    names = [one.name for one in fields(kind)]  # type: ignore[arg-type]
    return kind(**{name: _typed(entry[name], str) for name in names if name in entry})


def _grant(entry: Mapping[str, Any]) -> Grant:
    layers = frozenset(_typed(name, str) for name in _typed(entry["layers"], list))
    return Grant(Role(entry["role"]), _typed(entry["ars"], str), layers)


def _rights(entry: Mapping[str, Any]) -> LayerRights:
    known = {str(operation) for operation in Operation}
    decimals = _typed(entry.get("decimals", PROJECTED_DECIMALS), int)
    if not 0 <= decimals <= 15:
        raise ValueError
    return LayerRights(
        contribute=frozenset(Operation(name) for name in _typed(entry["contribute"], list) if name in known),
        write=_typed(entry["write"], bool),
        direct=_typed(entry["direct"], bool),
        review=_typed(entry["review"], bool),
        require_condition=_typed(entry["require_condition"], bool),
        key=_optional(entry.get("key")),
        decimals=decimals,
        changes=_optional(entry.get("changes")),
    )


def _optional(value: Any) -> str | None:
    return None if value is None else str(_typed(value, str))


def _typed(value: Any, kind: type[T]) -> T:
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise TypeError
    return value
