"""What may be entered, out of schema and rules."""

from __future__ import annotations

from typing import Any

from plugin.domain.validation import LayerRules
from plugin.formats.rules import layer_of
from plugin.services.wfs.model import Field, Schema
from plugin.workflows.forms import Choice, FieldForm, Kind, forms_of, shown

BENCH = Schema(
    "sitzbank",
    (
        Field("fid", "integer", False),
        Field("uuid", "text"),
        Field("material", "text"),
        Field("plaetze", "integer"),
        Field("zustand", "text", False),
        Field("hinweis", "text"),
        Field("version", "integer"),
    ),
)


def rules(*stated: dict[str, Any]) -> LayerRules:
    return layer_of({"layer": "sitzbank", "rules": list(stated)}, "rules")


def made(*stated: dict[str, Any]) -> dict[str, FieldForm]:
    titles = {"zustand": "Zustand"}
    return {form.name: form for form in forms_of(BENCH, rules(*stated), titles, "uuid", ["version"])}


def test_the_service_writes_key_row_number_and_version_itself() -> None:
    forms = made()
    assert {name for name, form in forms.items() if form.kind is Kind.HIDDEN} == {"fid", "uuid", "version"}
    assert [form.name for form in shown(list(forms.values()))] == ["zustand", "material", "plaetze", "hinweis"]
    assert forms["zustand"].required and forms["zustand"].called == "Zustand" and not forms["fid"].required


def test_codes_limits_and_lengths_come_from_what_the_municipality_refuses() -> None:
    forms = made(
        {"code": "DOMAIN", "field": "zustand", "values": ["gut", "maengel"], "labels": {"maengel": "Mängel"}},
        {"code": "RANGE", "field": "plaetze", "min": 1, "max": 12},
        {"code": "RANGE", "id": "enger", "field": "plaetze", "min": 2},
        {"code": "RANGE", "id": "ueblich", "field": "plaetze", "max": 4, "severity": "warning"},
        {"code": "RANGE", "measure": "length", "max": 4, "severity": "error"},
        {"code": "MANDATORY", "field": "material"},
        {"code": "EXPRESSION", "fields": ["hinweis"], "expression": 'length("hinweis") < 81', "text": {"de": "kurz"}},
    )
    assert forms["zustand"].choices == (Choice("gut", "gut"), Choice("maengel", "Mängel"))
    assert (forms["plaetze"].low, forms["plaetze"].high) == (2.0, 12.0)
    assert forms["material"].required and forms["hinweis"].longest == 80 and not forms["hinweis"].expression
