"""A contribution: one proposed change to one feature, self-contained."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from .errors import InvalidContent
from .feature import Feature, Geometry, positions
from .state import PROJECTED_DECIMALS, same_geometry, same_value


class Operation(StrEnum):
    INSERT = "insert"
    UPDATE = "update"
    DELETE = "delete"


class Status(StrEnum):
    DRAFT = "draft"  # only in the working copy
    SUBMITTED = "submitted"
    WITHDRAWN = "withdrawn"
    IN_REVIEW = "in_review"
    NEEDS_CHANGES = "needs_changes"
    FORWARDED = "forwarded"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    DUPLICATE = "duplicate"
    NOT_RESPONSIBLE = "not_responsible"
    ALREADY_DONE = "already_done"
    PUBLISHED = "published"
    CONFLICT = "conflict"


OPEN = frozenset({Status.SUBMITTED, Status.IN_REVIEW, Status.NEEDS_CHANGES, Status.FORWARDED,
                  Status.ACCEPTED, Status.CONFLICT})  # fmt: skip
"""Statuses in which somebody still has to do something."""

CORRECTABLE = frozenset({Status.ACCEPTED, Status.PUBLISHED, Status.CONFLICT})
"""Statuses in which a reviewer's correction counts; in others it is what was thought of before."""

NEGATIVE = frozenset({Status.REJECTED, Status.DUPLICATE, Status.NOT_RESPONSIBLE, Status.ALREADY_DONE})

ROW_NUMBERS = frozenset({"fid", "id", "gid", "ogc_fid", "objectid", "pk"})
"""What services call the number of a row (in lower case), which they give themselves."""


class Reason(StrEnum):
    """Why a reviewer decided against a contribution or asked back; stable values for statistics."""

    POSITION = "position"
    ATTRIBUTES = "attributes"
    INCOMPLETE = "incomplete"
    NOT_FOUND_ON_SITE = "not_found_on_site"
    WRONG_LAYER = "wrong_layer"
    DUPLICATE = "duplicate"
    NOT_RESPONSIBLE = "not_responsible"
    ALREADY_DONE = "already_done"
    PERSONAL_DATA = "personal_data"
    ABUSE = "abuse"
    OTHER = "other"
    CORRECTED = "corrected"  # accepted, but not quite as proposed; said by the service alone
    TAKEN_BACK = "taken_back"  # of a decision, by who made it: no reason against a contribution


ANSWER_REASONS = (
    Reason.POSITION,
    Reason.ATTRIBUTES,
    Reason.INCOMPLETE,
    Reason.NOT_FOUND_ON_SITE,
    Reason.WRONG_LAYER,
    Reason.PERSONAL_DATA,
    Reason.ABUSE,
    Reason.OTHER,
)
"""Those that asking back and rejecting offer, in this order; the others are decisions of their own."""


@dataclass(frozen=True)
class Change:
    """What somebody wants to do to one feature.

    `base` is the whole visible row that was seen (None for an insert), `proposed` the whole row that is
    wanted (None for a delete).
    """

    operation: Operation
    base: Feature | None
    proposed: Feature | None

    def __post_init__(self) -> None:
        wanted = (self.operation is not Operation.INSERT, self.operation is not Operation.DELETE)
        if wanted != (self.base is not None, self.proposed is not None):
            raise InvalidContent(f"A change of kind {self.operation} has the wrong parts.")

    @property
    def feature(self) -> Feature:
        """The proposed feature, or, of a delete, the one that goes."""
        feature = self.proposed or self.base
        assert feature is not None  # by __post_init__
        return feature

    @property
    def key(self) -> str | None:
        return self.base.key if self.base else self.feature.key


@dataclass(frozen=True)
class Contribution:
    """One row of the review queue. Times are ISO 8601 text in UTC as the server half writes them.

    `findings` is JSON, to be read with `validation.from_text`, `responsible_why` with `explained.from_text`.
    `correction` is what a reviewer has accepted, or once wanted to, instead of `change`. `automatic`, `held`,
    `afterwards` and `tier` are words of `trust`: by which rule it was accepted, or was not, who has looked since, and
    its author's tier when it came.
    """

    uuid: str
    change: Change
    layer: str
    feature_key: str | None = None
    changeset: str = ""
    comment: str = ""
    author: str = ""
    created: str = ""
    revision: int = 1
    claimed_by: str = ""
    claimed_until: str = ""
    status: Status = Status.SUBMITTED
    reason_code: str = ""
    note: str = ""
    ars: str = ""
    published_fid: str = ""
    responsible_body: str = ""
    due: str = ""
    findings: str = ""
    automatic: str = ""
    held: str = ""
    afterwards: str = ""
    tier: str = ""
    responsible_why: str = ""
    correction: Change | None = None

    @property
    def outcome(self) -> Change:
        """What is, or would be, published."""
        return self.correction if self.correction is not None and self.status in CORRECTABLE else self.change


def changed_properties(base: Feature, proposed: Feature) -> Mapping[str, Any]:
    """The properties of `proposed` that differ from `base`; what is not named there is not touched."""
    missing = object()
    return {
        name: value
        for name, value in proposed.properties.items()
        if (seen := base.properties.get(name, missing)) is missing or not same_value(seen, value)
    }


def changed_geometry(base: Feature, proposed: Feature, decimals: int = PROJECTED_DECIMALS) -> bool:
    """True if the geometry differs on the grid of `decimals`."""
    return not same_geometry(base.geometry, proposed.geometry, decimals)


def is_change(base: Feature, proposed: Feature, decimals: int = PROJECTED_DECIMALS) -> bool:
    """True if anything differs."""
    return bool(changed_properties(base, proposed)) or changed_geometry(base, proposed, decimals)


def any_point(geometry: Geometry | None) -> tuple[float, float] | None:
    """The middle vertex of a geometry (x, y): a point that surely lies on the feature."""
    if geometry is None:
        return None
    found = list(positions(geometry))
    x, y = found[len(found) // 2][:2]
    return float(x), float(y)
