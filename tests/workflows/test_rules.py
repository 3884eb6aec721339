"""Which rules hold: those that the service tells, or what its schema says; hostile ones are those of none."""

from __future__ import annotations

from typing import Any

import pytest

from plugin.domain.contribution import Change, Operation
from plugin.domain.errors import Cancelled
from plugin.domain.feature import Feature
from plugin.domain.validation import Code
from plugin.services.contributions import LayerForm
from plugin.services.wfs.model import Field, Schema
from plugin.services.whoami import WhoAmI, build, parse
from plugin.workflows.ports import CheckedOut
from plugin.workflows.rules import book_for, check, of_schema

SCHEMA = Schema(
    "sitzbank",
    (Field("uuid", "text", False), Field("zustand", "text", False), Field("hinweis", "text")),
    "geometry",
    "MultiPoint",
)  # fmt: skip
LAYER = CheckedOut(LayerForm("sitzbank", "EPSG:25833", "uuid"), "Sitzbänke", SCHEMA, False, None, 0, 0)
TOLD = {"layer": "sitzbank", "rules": [{"code": "LINK_TEXT", "id": "eigene"}]}


class Asked:
    """As much of a connection as is asked for."""

    def __init__(self, *rules: Any) -> None:
        self.who = parse(build(WhoAmI(1, "1", "e", "atomic", "anna", rules=rules)))


def bench(**values: Any) -> Change:
    place = {"type": "Point", "coordinates": [494700.5, 5670800.25]}
    return Change(Operation.INSERT, None, Feature("sitzbank", None, "EPSG:25833", place, values))


def test_a_schema_says_what_must_be_filled_and_what_kind_of_shape_there_is() -> None:
    rules = of_schema(SCHEMA, "EPSG:25833", key="uuid")
    found = {rule.id: rule for rule in rules.rules}
    assert "mandatory:zustand" in found and "mandatory:uuid" not in found and "mandatory:hinweis" not in found
    assert found["geom_invalid"].params["types"] == ["Point", "MultiPoint"]
    assert found["pii_text"].fields == ("zustand", "hinweis", "comment")
    table = of_schema(Schema("kontakt", (Field("name", "text"),)))
    assert not table.of(Code.GEOM_INVALID) and not table.of(Code.CRS_SUSPECT)


def test_what_the_service_tells_goes_before_its_schema() -> None:
    book = book_for(Asked(TOLD), [LAYER])  # type: ignore[arg-type]
    assert [rule.id for rule in book.of("sitzbank").rules] == ["eigene"]


@pytest.mark.parametrize("hostile", [5, "x", {"layer": "sitzbank", "rules": 7}, {"layer": 1}, [[]] * 3])
def test_rules_that_cannot_be_read_are_those_of_none(hostile: Any) -> None:
    book = book_for(Asked(hostile), [LAYER])  # type: ignore[arg-type]
    assert book.of("sitzbank").of(Code.MANDATORY)


def test_without_a_service_the_schema_is_enough() -> None:
    assert book_for(None, [LAYER]).of("sitzbank").of(Code.MANDATORY)


def test_changes_are_checked_together_and_cancelling_is_heard() -> None:
    changes = [bench(zustand="gut"), bench(hinweis="Ruf an: 0171 2345678")]
    first, second = check(changes, book_for(None, [LAYER]), None, "schön")
    assert first.findings == ()
    assert {one.code for one in second.findings} == {Code.MANDATORY, Code.PII_TEXT}

    def cancel(_part: float, _step: str) -> None:
        raise Cancelled("Cancelled.")

    with pytest.raises(Cancelled):
        check(changes, book_for(None, [LAYER]), None, progress=cancel)
