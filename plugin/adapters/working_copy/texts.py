"""Features as text in our own tables."""

from __future__ import annotations

from ...domain import feature
from ...domain.feature import Feature

LONGEST = 200_000_000
"""Characters: a row may be as large as an answer, and one that cannot be read here would hide all the others."""


def from_json_fg(text: str) -> Feature:
    """As `domain.feature.from_json_fg`, for what a service may have sent as a row. Raises InvalidContent."""
    return feature.from_json_fg(text, longest=LONGEST)
