"""What the three versions are called for a reviewer, and what is said where the feature changed meanwhile."""

from __future__ import annotations

from ...adapters.wording import translate
from ...domain.contribution import Contribution, Operation, Status
from ...domain.versions import Meanwhile


def versions() -> tuple[str, str, str]:
    """The names of the three, in the order in which they are always shown."""
    return (
        translate("versions_words", "Before"),
        translate("versions_words", "Proposed"),
        translate("versions_words", "Now"),
    )


def meanwhile_text(contribution: Contribution, found: Meanwhile) -> str:
    """What is said at the top; "" where nobody has touched the feature."""
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
    return translate(
        "versions_words",
        "⚠ Somebody has changed this meanwhile: compare Before and Now. It cannot be published as proposed. "
        "Ask back, so that its author can look at it again.",
    )
