"""Where no review queue takes what is submitted: what a person must know before it is on everybody's map."""

from __future__ import annotations

from collections import Counter

from ...adapters.foreign import shown
from ...adapters.protection_words import level_text
from ...adapters.wording import translate
from ...adapters.working_copy import Overview
from ...domain.contribution import Operation
from ...domain.protection import Protection, once_only


def at_once_text(overview: Overview, service: str) -> str:
    """How much goes where, how well it is protected, and what can come twice; names are foreign text."""
    counts = Counter(change.feature.layer for change in overview.unsent)
    records = [record for record in overview.layers if counts[record.form.name]]
    many = ", ".join(f"{shown(record.title, 60)}: {counts[record.form.name]}" for record in records)
    head = translate(
        "at_once_words",
        "{} has no review queue: nobody looks at your changes before. They are on everybody's map at once.",
    )
    parts = [head.format(shown(service, 80)), translate("at_once_words", "Changes – {}.").format(many)]
    parts += [level_text(level) for level in dict.fromkeys(record.protection for record in records)]
    twice = _may_come_twice(overview)
    if twice:
        text = translate(
            "at_once_words", "New objects that may come twice if the network fails at the wrong moment: {}."
        )
        parts.append(text.format(twice))
    return "\n".join(parts)


def _may_come_twice(overview: Overview) -> int:
    sure = {
        record.form.name
        for record in overview.layers
        if record.protection in set(Protection) and once_only(Protection(record.protection))
    }
    new = [change for change in overview.unsent if change.operation is Operation.INSERT]
    return sum(change.feature.layer not in sure for change in new)
