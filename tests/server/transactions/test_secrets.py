"""What a field holds that nobody may see is quoted by no refusal, neither ours nor the database's."""

from __future__ import annotations

import pytest
from qgis.core import QgsFieldConstraints, QgsVectorLayer

from plugin.adapters import personal
from plugin.services.wfs.filters import Compare, Comparison
from plugin.services.wfs.model import Delete, Insert, NewFeature, Update

from .municipality import ALTMARKFURT, ANNE, WEISS
from .stories import accept, edited, halves, planted, proposal, row, submit, submitted
from .town import InPostgis, Town, tree, update

pytestmark = pytest.mark.qgis
REPORTER = "Erna Beispiel"
HARD = QgsFieldConstraints.ConstraintStrength.ConstraintStrengthHard


def trees(town: Town) -> QgsVectorLayer:
    return town.project.mapLayersByName("baum")[0]


def with_rule(town: Town, rule: str) -> None:
    """The municipality asks something of the field that it shows to nobody."""
    index = trees(town).fields().indexOf("pruefer")
    trees(town).setConstraintExpression(index, rule)
    trees(town).setFieldConstraint(index, QgsFieldConstraints.Constraint.ConstraintExpression, HARD)


def with_personal(town: Town, name: str) -> None:
    """The municipality calls a field of the trees personal."""
    personal.hide(town.project, {trees(town).id(): [name]})
    town.sql(f"UPDATE {{q}}layer_policy SET personal = '{name}' WHERE layer = 'baum'")


def changed(town: Town, **values: str) -> tuple[int, str]:
    return town.refused(WEISS, update("baum", 1, "h", **values), conditions={"h": town.state("baum", 1)})


def test_a_rule_about_a_hidden_field_names_it_and_not_its_value(town: Town) -> None:
    town.edit("baum", 1, pruefer=REPORTER)
    with_rule(town, '"hoehe" < 100 OR "pruefer" IS NULL')
    status, text = changed(town, hoehe="120")
    assert (status, "pruefer" in text, REPORTER in text) == (400, True, False)


def test_a_rule_of_the_database_does_not_quote_the_row(town: Town) -> None:
    if not isinstance(town, InPostgis):
        pytest.skip("SQLite quotes no rows")
    town.edit("baum", 1, pruefer=REPORTER)
    town.sql("ALTER TABLE {m}baum ADD CONSTRAINT niedrig CHECK (hoehe < 100)")
    status, text = changed(town, hoehe="120")
    assert (status, "niedrig" in text, REPORTER in text) == (400, True, False)


def test_a_personal_field_is_neither_set_nor_asked_for_nor_contributed(town: Town) -> None:
    town.edit("baum", 1, strname=REPORTER)
    seen = edited(town, hoehe=12.5)
    with_personal(town, "strname")
    state = {"h": town.state("baum", 1)}
    for name in (REPORTER, "Xaver Niemand"):
        where = Compare(Comparison.EQUAL, "strname", name)
        for action, conditions in (
            (Delete("baum", where, "h"), state),
            (Update("baum", where, {"hoehe": "1"}, handle="h"), state),
            (update("baum", 1, "h", strname=name), state),
            (Insert("baum", (tree(ars=ALTMARKFURT, strname=name),), "h"), None),
        ):
            status, text = town.refused(WEISS, action, conditions=conditions)
            assert (status, "no field 'strname'" in text, name in text) == (400, True, False)
    assert "strname" in town.refused(ANNE, submit(proposal(seen)))[1]


def test_the_loop_goes_on_without_a_personal_field_and_keeps_what_stands_in_it(town: Town) -> None:
    town.edit("baum", 1, strname=REPORTER)
    with_personal(town, "strname")
    wish = submitted(town, edited(town, hoehe=12.5))
    assert REPORTER not in row(town)["base"] + row(town)["proposed"]
    accept(town, WEISS)
    actions, conditions = halves(wish)
    town.done(WEISS, *actions, conditions=conditions)
    assert (town.rows("baum")[0]["hoehe"], town.rows("baum")[0]["strname"]) == (12.5, REPORTER)
    new = submitted(town, planted(town), "00000000-0000-4000-8000-000000000099")
    accept(town, WEISS, new.uuid)
    town.done(WEISS, *halves(new)[0])
    assert town.rows("baum")[-1]["strname"] is None


def test_a_value_that_is_taken_is_told_only_of_a_field_that_is_seen(town: Town) -> None:
    layer = trees(town)
    for name, text in (("pruefer", f"'{REPORTER}'"), ("art", "'Linde'")):
        town.edit("baum", 2, **{name: text.strip("'")})
        index = layer.fields().indexOf(name)
        layer.setFieldConstraint(index, QgsFieldConstraints.Constraint.ConstraintUnique, HARD)
    from qgis.core import QgsDefaultValue

    layer.setDefaultValueDefinition(layer.fields().indexOf("pruefer"), QgsDefaultValue(f"'{REPORTER}'"))
    status, text = town.refused(
        WEISS, Insert("baum", (NewFeature({**tree().properties, "art": "Neu"}, tree().geometry),))
    )
    assert (status, "pruefer" in text, REPORTER in text) == (400, True, False)
