"""What can be added: an object of a layer, or one kind of it, as its codelist names them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ...adapters.foreign import shown
from ...adapters.working_copy.forms import LayerForms
from ...workflows.forms import FieldForm, Kind

_KIND = re.compile(r"(^|_)(art|typ|kategorie|klasse|kind|type|category)$|^.{2,20}(art|typ)$", re.IGNORECASE)
MOST_KINDS = 60
"""Of one layer; a longer list is a field like others."""


@dataclass(frozen=True)
class Category:
    """`field` and `value` are those of the codelist that the kind comes from; "" where the layer is all there is."""

    layer: str
    label: str
    field: str = ""
    value: Any = None


def categories(forms: Mapping[str, LayerForms]) -> list[Category]:
    """In the order of layers; each layer with kinds is one line for each of them."""
    found: list[Category] = []
    for name, one in forms.items():
        title, kind = shown(one.record.title, 60), kind_field(one.fields)
        if kind is None:
            found.append(Category(name, title))
        else:
            found += [
                Category(name, f"{title}: {shown(choice.label, 60)}", kind.name, choice.value)
                for choice in kind.choices
            ]
    return found


def kind_field(fields: Sequence[FieldForm]) -> FieldForm | None:
    """The field whose codes say what a thing is; not in what state it is."""
    fitting = [one for one in fields if one.kind is Kind.CHOICE and _KIND.search(one.name)]
    fitting = [one for one in fitting if 1 < len(one.choices) <= MOST_KINDS]
    return next((one for one in fitting if one.required), fitting[0] if fitting else None)
