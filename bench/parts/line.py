"""One comparison, as it is written down."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """`ratio` is that of `value` to `peer_value`, `target` what it should be."""

    name: str
    value: float
    unit: str
    peer: str
    peer_value: float
    ratio: float
    target: float
    ok: bool
