"""Where no review queue takes what is submitted: what a person must know before it is on everybody's map."""

from __future__ import annotations

from collections import Counter

from ...adapters.foreign import shown
from ...adapters.plain_words import before_publishing
from ...adapters.protection_words import level_text
from ...adapters.wording import translate
from ...adapters.working_copy import Overview
from ...domain.contribution import Operation
from ...domain.protection import Protection, once_only
from ...workflows.plain import Notice


def at_once_text(overview: Overview) -> str:
    """How much goes where, how well it is protected, and what may come twice; titles are foreign text."""
    counts = Counter(change.feature.layer for change in overview.unsent)
    records = [record for record in overview.layers if counts[record.form.name]]
    many = ", ".join(f"{shown(record.title, 60)}: {counts[record.form.name]}" for record in records)
    notice = Notice(tuple(counts), _not_once(overview))
    changes = translate("at_once_words", "Changes – {}.").format(many)
    levels = [level_text(level) for level in dict.fromkeys(record.protection for record in records)]
    return "\n".join([*before_publishing(notice), changes, *levels])


def _not_once(overview: Overview) -> int:
    """New objects of which nobody could tell whether they have arrived."""
    sure = {
        record.form.name
        for record in overview.layers
        if record.protection in set(Protection) and once_only(Protection(record.protection))
    }
    new = [change for change in overview.unsent if change.operation is Operation.INSERT]
    return sum(change.feature.layer not in sure for change in new)
