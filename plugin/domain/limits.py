"""How much one person may have waiting, keep and do, so that nobody fills a municipality's queue or disk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

LARGEST = 10**9
"""No limit is larger."""


@dataclass(frozen=True)
class Limits:
    """For each person. `megabytes` (10⁶ bytes) count open contributions and their photos; hours are the last 60 min."""

    open_contributions: int = 500
    megabytes: int = 200
    contributions_per_hour: int = 2000
    comments_per_hour: int = 200

    @classmethod
    def names(cls) -> list[str]:
        """What a municipality may state."""
        return [field.name for field in fields(cls)]

    @classmethod
    def stated(cls, numbers: Mapping[str, int]) -> Limits:
        """The limits with what a municipality has stated; names of a later version are left out."""
        return cls(**{name: number for name, number in numbers.items() if name in cls.names()})
