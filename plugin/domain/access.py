"""Who may do what. Rights start at none and are granted; nothing is ever taken from a list of everything."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from .contribution import ROW_NUMBERS, Operation
from .errors import AccessDenied
from .jurisdiction import covers

ALL_LAYERS = "*"


class Role(StrEnum):
    GUEST = "guest"
    CONTRIBUTOR = "contributor"
    STAFF = "staff"
    REVIEWER = "reviewer"
    COORDINATOR = "coordinator"
    DATA_PROTECTION = "data_protection"
    ADMIN = "admin"


class Permission(StrEnum):
    """What a right reaches to; docs/rights.md shows the same table, and a test compares the two."""

    READ_PUBLIC = "read_public"
    CONTRIBUTE = "contribute"
    WRITE = "write"  # to municipal layers
    REVIEW = "review"
    READ_RECORD = "read_record"  # every event of the area, also of contributions that are none of one's business
    READ_PERSONAL = "read_personal"  # the fields that a policy calls personal
    MONITOR = "monitor"  # how the service is doing: SERVICE=BUERGERGIS&REQUEST=Status


_READS = frozenset({Permission.READ_PUBLIC})
_CONTRIBUTES = _READS | {Permission.CONTRIBUTE}
_WRITES = _CONTRIBUTES | {Permission.WRITE}
_REVIEWS = _WRITES | {Permission.REVIEW}

PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.GUEST: _READS,
    Role.CONTRIBUTOR: _CONTRIBUTES,
    Role.STAFF: _WRITES,
    Role.REVIEWER: _REVIEWS,
    Role.COORDINATOR: _REVIEWS | {Permission.READ_RECORD},
    Role.DATA_PROTECTION: _READS | {Permission.READ_RECORD, Permission.READ_PERSONAL},
    Role.ADMIN: _READS | {Permission.READ_RECORD, Permission.MONITOR},
}


@dataclass(frozen=True)
class Grant:
    """One row of the member table: a role, in an area, on layers (`*` for all)."""

    role: Role
    ars: str
    layers: frozenset[str] = frozenset({ALL_LAYERS})

    def reaches(self, permission: Permission, layer: str, ars: str) -> bool:
        named = ALL_LAYERS in self.layers or layer in self.layers
        return permission in PERMISSIONS[self.role] and named and covers(self.ars, ars)


@dataclass(frozen=True)
class Actor:
    """Who asks. `person` is one human whatever the account, `identity` the account; a guest has neither."""

    person: str = ""
    identity: str = ""
    pseudonym: str = ""
    grants: tuple[Grant, ...] = ()

    @property
    def is_guest(self) -> bool:
        return not self.grants

    def can(self, permission: Permission, layer: str, ars: str) -> bool:
        """True if one grant alone reaches; grants never add up."""
        return any(grant.reaches(permission, layer, ars) for grant in self.grants)

    def coordinates(self, layer: str, ars: str) -> bool:
        """Whether this is the coordinator of the county, or of more, in which `ars` lies."""
        grants = (grant for grant in self.grants if grant.role is Role.COORDINATOR)
        return any(grant.reaches(Permission.REVIEW, layer, ars) for grant in grants)

    def can_somewhere(self, permission: Permission, layer: str) -> bool:
        """True if `can` may hold at some place: for capabilities and buttons, never for a decision."""
        return any(grant.reaches(permission, layer, grant.ars) for grant in self.grants)

    def areas(self, permission: Permission) -> list[Grant]:
        """The grants that carry `permission`; row filters are made of them."""
        return [grant for grant in self.grants if permission in PERMISSIONS[grant.role]]


class ArsSource(StrEnum):
    FIELD = "field"
    FIXED = "fixed"
    AREA = "area"


@dataclass(frozen=True)
class Automatic:
    """What of a layer may be accepted without anybody looking first; by default nothing.

    `fields` are those that the municipality calls harmless: they alone may be changed, or filled in for a new point.
    """

    fields: frozenset[str] = field(default_factory=frozenset)
    new_points: bool = False
    moves: bool = False

    @property
    def on(self) -> bool:
        return bool(self.fields) or self.new_points or self.moves


@dataclass(frozen=True)
class LayerPolicy:
    """What a municipality decided about one layer. The default lets nobody write anything.

    `ars_source` tells where a row's ARS comes from: a field (`ars_value` names it), a fixed value, or the
    administrative area its geometry lies in. `operations` are those open to contributions. `personal` names the
    fields that nobody reads but the data protection officer.
    """

    layer: str
    contribute: bool = False
    operations: frozenset[Operation] = field(default_factory=frozenset)
    ars_source: ArsSource = ArsSource.FIXED
    ars_value: str = ""
    direct: bool = False
    require_condition: bool = True
    key_field: str = ""
    personal: frozenset[str] = field(default_factory=frozenset)
    automatic: Automatic = Automatic()


DATABASE_SETS = frozenset({"version", "change_id"})
"""Fields that the database itself sets at every change (resources/sql)."""
_OWNER = re.compile(r"eigent(ü|ue|u)mer|besitzer|betreiber|baulast|owner|operator|(^|_)(ars|ags|rs)(_|$)")
_PLACES = frozenset({"regionalschluessel", "regionalschlüssel", "gemeindeschluessel", "gemeindeschlüssel"})


def never_automatic(name: str, policy: LayerPolicy, owners: Iterable[str] = ()) -> str:
    """Why a field can never be called harmless, as the end of a sentence; "" where it can.

    `owners` are fields in which the municipality says that an operator stands.
    """
    lower = name.lower()
    if name in policy.personal:
        return "it is personal"
    if name == policy.key_field or lower in ROW_NUMBERS:
        return "it is the key of a feature"
    if lower in DATABASE_SETS:
        return "the database sets it at every change"
    if policy.ars_source is ArsSource.FIELD and name == policy.ars_value:
        return "it says in which area a feature lies, and so who decides about it"
    if name in set(owners) or _OWNER.search(lower) or lower in _PLACES:
        return "it says whose a feature is, or where it belongs"
    return ""


def check_contribute(actor: Actor, policy: LayerPolicy, operation: Operation, places: Iterable[str | None]) -> None:
    """Raise AccessDenied unless `actor` may propose `operation` in all `places` (ARS of old and new row)."""
    if not policy.contribute or operation not in policy.operations:
        raise AccessDenied(f"The layer {policy.layer} takes no contributions of the kind {operation}.")
    _check(actor, Permission.CONTRIBUTE, policy.layer, places, "contribute to")


def check_write(actor: Actor, policy: LayerPolicy, places: Iterable[str | None]) -> None:
    """Raise AccessDenied unless `actor` may write to the layer in all `places` (ARS of old and new row)."""
    _check(actor, Permission.WRITE, policy.layer, places, "write to")


def check_review(actor: Actor, layer: str, place: str | None) -> None:
    """Raise AccessDenied unless `actor` may review contributions to `layer` at the ARS `place`."""
    _check(actor, Permission.REVIEW, layer, [place], "review contributions to")


def _check(actor: Actor, permission: Permission, layer: str, places: Iterable[str | None], deed: str) -> None:
    for place in places:
        if place is None:
            raise AccessDenied(f"The feature of {layer} lies in no known area, so nobody may {deed} it.")
        if not actor.can(permission, layer, place):
            raise AccessDenied(f"You may not {deed} the layer {layer} in the area {place}.")
