"""All attacks, in the order of the list."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from . import bodies, broken, forged, hidden_rows, identity, layers, parameters, personal, shapes, sizes
from .attack import ITEMS, Attack
from .ground import Ground

PARTS: tuple[Callable[[Ground], Iterable[Attack]], ...] = (
    forged.attacks,
    layers.attacks,
    parameters.attacks,
    identity.attacks,
    bodies.attacks,
    sizes.attacks,
    shapes.attacks,
    hidden_rows.attacks,
    personal.attacks,
    broken.attacks,
)


def attacks(ground: Ground) -> list[Attack]:
    """Every attack there is, on this ground."""
    found = [attack for part in PARTS for attack in part(ground)]
    return sorted(found, key=lambda attack: ITEMS.index(attack.item))
