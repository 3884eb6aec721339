"""In which order the service is asked for the list, for each column of the table: by the words that people read."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ...workflows.queue_filters import Asker
from ...workflows.queue_list import (
    NEWEST_FIRST,
    OLDEST_FIRST,
    OPERATIONS,
    STATUSES,
    Order,
    by_column,
    by_findings,
    by_values,
)
from .queue_fields import Offers
from .queue_model import Column
from .queue_words import operation_text, status_text


def order_of(column: Column, backwards: bool, offers: Offers, asker: Asker) -> Order:
    match column:
        case Column.STATUS:
            return by_values("status", _sorted(STATUSES, status_text), backwards)
        case Column.OPERATION:
            return by_values("operation", _sorted(OPERATIONS, operation_text), backwards)
        case Column.LAYER:
            titles = dict(offers.layers)
            return by_values("layer", _sorted(titles, lambda name: titles[name] or name), backwards)
        case Column.BODY:
            return by_values("responsible_body", _sorted(offers.bodies, lambda name: offers.bodies[name]), backwards)
        case Column.AUTHOR:
            return by_column("author", backwards)
        case Column.CLAIMED:
            return by_column("claimed_by", backwards)
        case Column.DUE:
            return by_column("due", backwards)
        case Column.FINDINGS:
            return by_findings(asker, backwards)
    return OLDEST_FIRST if backwards else NEWEST_FIRST  # the oldest has the greatest age


def _sorted(codes: Iterable[str], word: Callable[[str], str]) -> list[str]:
    return sorted(codes, key=lambda code: word(code).casefold())
