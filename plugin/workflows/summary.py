"""A contribution as a list shows it: without its features, which are loaded one by one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..domain.contribution import Contribution


@dataclass(frozen=True)
class Summary:
    """What a list shows of a contribution; all as the service sends it, also what a later version calls it."""

    uuid: str
    layer: str = ""
    operation: str = ""
    status: str = ""
    created: str = ""
    author: str = ""
    comment: str = ""
    claimed_by: str = ""
    claimed_until: str = ""
    revision: str = ""
    responsible_body: str = ""
    due: str = ""
    automatic: str = ""
    afterwards: str = ""
    tier: str = ""


NAMES = tuple(Summary.__dataclass_fields__)
"""The columns of the queue that a list needs."""


def summary(contribution: Contribution) -> Summary:
    """What a list shows of a contribution that is known as a whole."""
    return summary_of(vars(contribution) | {"operation": contribution.change.operation})


def summary_of(values: Mapping[str, object]) -> Summary:
    """The summary of a row of the queue."""
    return Summary(**{name: "" if values.get(name) is None else str(values[name]) for name in NAMES})
