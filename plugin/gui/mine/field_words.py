"""What the municipality calls the fields of a layer and their codes; people read that, not columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ...adapters.foreign import shown
from ...workflows.forms import FieldForm, Kind


@dataclass(frozen=True)
class FieldWords:
    """Of one layer. `titles` by field, those that are filled in only; `labels` by field and code. Foreign text."""

    titles: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def title(self, name: str, longest: int) -> str:
        return shown(self.titles.get(name, name), longest)

    def label(self, name: str, value: Any) -> str | None:
        """What a code is called; None for what is no code."""
        return self.labels.get(name, {}).get(str(value))


NO_WORDS = FieldWords()
Words = Mapping[str, FieldWords]
"""By layer."""


def words_of(fields: Mapping[str, Sequence[FieldForm]]) -> dict[str, FieldWords]:
    return {
        layer: FieldWords(
            {one.name: one.called for one in forms if one.kind is not Kind.HIDDEN},
            {one.name: {str(choice.value): choice.label for choice in one.choices} for one in forms if one.choices},
        )
        for layer, forms in fields.items()
    }
