"""MASS_EDIT: so much in one changeset that a person should know."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from ..contribution import Change, Operation
from .finding import Finding
from .model import Batch, Case, Rule

MOST = {"created": 200, "changed": 200, "deleted": 30}
"""As OSMCha has them; a rule may state others."""
_DEED = {Operation.INSERT: "created", Operation.UPDATE: "changed", Operation.DELETE: "deleted"}


def mass_edit(rule: Rule, case: Case) -> Iterator[Finding]:
    """The changeset does not create, change or delete more than the rule allows, in the way this contribution does."""
    deed = _DEED[case.change.operation]
    count, most = getattr(case.batch, deed), int(rule.number(deed, MOST[deed]))
    if count > most:
        yield case.finding(rule, deed=deed, count=count, most=most)


def batch_of(changes: Iterable[Change]) -> Batch:
    """How much of each kind there is."""
    return counted(change.operation for change in changes)


def counted(operations: Iterable[str]) -> Batch:
    """As `batch_of`, for the words alone; one that nobody knows does not count."""
    counts = Counter(map(str, operations))
    return Batch(**{deed: counts[str(operation)] for operation, deed in _DEED.items()})
