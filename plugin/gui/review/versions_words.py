"""What the three versions are called for a reviewer, and what is said where the feature changed meanwhile."""

from __future__ import annotations

from ...adapters.wording import translate
from ...domain.contribution import Contribution, Operation, Status
from ...domain.merge import Kind, Merge
from ...domain.versions import Meanwhile
from ..versions.place_words import field_name

_FIELDS = 6


def versions() -> tuple[str, str, str]:
    """The names of the three, in the order in which they are always shown."""
    return (
        translate("versions_words", "Before"),
        translate("versions_words", "Proposed"),
        translate("versions_words", "Now"),
    )


def meanwhile_text(contribution: Contribution, found: Meanwhile, merge: Merge | None = None) -> str:
    """What is said at the top; "" where nobody has touched the feature. `merge` tells which fields."""
    if contribution.status is Status.PUBLISHED or found is Meanwhile.SAME:
        return ""
    if found is Meanwhile.DONE and contribution.change.operation is Operation.DELETE:
        return translate("versions_words", "⚠ The object is gone already. There is nothing left to publish.")
    if found is Meanwhile.DONE:
        return translate("versions_words", "⚠ It is on the map already as proposed. There is nothing left to publish.")
    if found is Meanwhile.GONE:
        return translate(
            "versions_words",
            "⚠ Somebody has deleted this object meanwhile. It cannot be published as proposed.",
        )
    told = [
        translate("versions_words", "⚠ Somebody has changed this meanwhile: compare Before and Now."),
        *_who_changed_what(merge),
        translate(
            "versions_words",
            "It cannot be published as proposed. Put both together with “Correct …”, or ask back.",
        ),
    ]
    return " ".join(told)


def _who_changed_what(merge: Merge | None) -> list[str]:
    """The fields that both have changed, and those that are only not as before on the map."""
    if merge is None or merge.kind is not Kind.BOTH:
        return []
    both = [cell.name for cell in merge.cells if cell.conflict]
    alone = [cell.name for cell in merge.cells if cell.theirs_changed and not cell.mine_changed]
    told = (
        (translate("versions_words", "Changed by both, and differently: {}."), both),
        (translate("versions_words", "Changed only there: {}."), alone),
    )
    return [text.format(_listed(names)) for text, names in told if names]


def _listed(names: list[str]) -> str:
    more = " …" if names[_FIELDS:] else ""
    return ", ".join(field_name(name) for name in names[:_FIELDS]) + more
