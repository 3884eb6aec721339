"""What a published layer is: its fields, codelists, wording and licence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Field:
    """One attribute. `kind` is text, integer, real, date or boolean; `rule` a QGIS expression."""

    name: str
    kind: str
    alias: str
    codes: Mapping[str, str] | None = None
    required: bool = False
    rule: str = ""
    hint: str = ""


@dataclass(frozen=True)
class Layer:
    """One layer. `licence` is the identifier of the licence, or empty where none was ever stated."""

    name: str
    title: str
    abstract: str
    geometry: str
    fields: tuple[Field, ...]
    keywords: tuple[str, ...]
    licence: str = "dl-de/by-2-0"
    epsg: int = 25833
    uuid: bool = False


@dataclass(frozen=True)
class Row:
    """One feature: a shape as in `geometry.py`, and its attributes by field name."""

    shape: Any
    values: Mapping[str, Any]


def codes(*values: str, **titled: str) -> dict[str, str]:
    """A codelist: stable ASCII code -> German title (the code itself, capitalised, if not given)."""
    return {value: value.capitalize() for value in values} | titled


def text(name: str, alias: str, **more: Any) -> Field:
    """A text field."""
    return Field(name, "text", alias, **more)


def integer(name: str, alias: str, low: int, high: int, **more: Any) -> Field:
    """An integer field that is empty or lies between low and high."""
    rule = f'"{name}" IS NULL OR "{name}" BETWEEN {low} AND {high}'
    return Field(name, "integer", alias, rule=rule, hint=f"Erlaubt sind {low} bis {high}.", **more)


def real(name: str, alias: str, low: float, high: float, **more: Any) -> Field:
    """A decimal field that is empty or lies between low and high."""
    rule = f'"{name}" IS NULL OR "{name}" BETWEEN {low} AND {high}'
    return Field(name, "real", alias, rule=rule, hint=f"Erlaubt sind {low} bis {high}.", **more)
