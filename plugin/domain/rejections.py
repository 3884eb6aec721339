"""A second rejection: whose wish for an object was turned down before gets another reviewer, and a justification.

A small share of contributions takes most of the reviewers' time, and most of the anger: one person says no again and
again to the same wish. Whoever turned it down first has said what they had to say.
"""

from __future__ import annotations

from dataclasses import dataclass

LONG_ENOUGH = 20
"""Characters of a justification, without what is only space."""
NEAR, NEAR_DEGREES = 5.0, 5e-5
"""How far apart two new objects may lie that are taken for the same one: in metres, or in degrees."""


@dataclass(frozen=True)
class Wish:
    """What a contribution is about. `point` lies on the object, in one CRS for all that are compared."""

    layer: str
    key: str = ""
    new: bool = False
    point: tuple[float, float] | None = None


def same_object(earlier: Wish, now: Wish, near: float = NEAR) -> bool:
    """The same feature by its key; of what is not there yet, two new ones within `near` of one another.

    A new one may bring a key of its own: another key does not make it another wish.
    """
    if earlier.layer != now.layer:
        return False
    if now.key and earlier.key == now.key:
        return True
    if not (earlier.new and now.new) or earlier.point is None or now.point is None:
        return False
    (x, y), (u, v) = earlier.point, now.point
    return (x - u) ** 2 + (y - v) ** 2 <= near**2


def justified(note: str) -> bool:
    """Whether a note says something."""
    return len("".join(note.split())) >= LONG_ENOUGH
