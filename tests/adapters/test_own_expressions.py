"""Expressions of rule files: what looks at the feature is evaluated, what looks anywhere else never is."""

from __future__ import annotations

import pytest

from plugin.adapters.own_expressions import ALLOWED, fields_of, holds, refusal
from plugin.domain.feature import Feature

pytestmark = pytest.mark.qgis
TREE = Feature("baum", "1", "EPSG:25833", {"type": "Point", "coordinates": [494700.5, 5670800.25]},
               {"art": "Linde", "hoehe": 12.5, "nummer": 7, "gefaellt": False, "leer": None})  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"hoehe" < 70', True), ('"hoehe" BETWEEN 20 AND 70', False), ("\"art\" IN ('Linde', 'Eiche')", True),
        ('"leer" IS NULL OR "leer" > 3', True), ('"leer" > 3', None), ('"art"', None), ('"nummer" % 2 = 1', True),
        ("x($geometry) > 400000", True), ("x(@geometry) > 400000", True), ('NOT "gefaellt"', True),
        ("regexp_match(\"art\", '^L') > 0", True), ('"unbekannt" = 1', None), ("CASE WHEN 1 THEN 0 END", False),
        ('coalesce("leer", 5) = 5', True),
    ],
)  # fmt: skip
def test_an_expression_says_yes_or_no_or_nothing(text: str, expected: bool | None) -> None:
    assert holds(text, TREE) is expected


@pytest.mark.parametrize(
    "text",
    [
        "env('HOME') IS NULL", "file_exists('/etc/passwd')", "read_file('x')", "load_layer('x', 'ogr') IS NULL",
        "aggregate('baum', 'count', 1) > 0", "get_feature('baum', 'fid', 1) IS NULL", "now() > '2020-01-01'",
        "@project_home = ''", "var('project_home') = ''", "var('project' || '_home') = ''", "eval('1')",
        "rand(1, 2) = 1",
        "generate_series(1, 100000000) IS NULL", "lpad('x', 1000000000, 'x') = ''", "buffer($geometry, 1) IS NULL",
        "overlay_intersects('baum')", "layer_property('baum', 'path') = ''", "uuid() = ''", "is_layer_visible('baum')",
        "with_variable('a', 1, @a) = 1", "array_foreach(array(1), env('HOME')) IS NULL", "$currentfeature IS NULL",
        "attribute('art') = 'Linde'", "represent_value(\"art\") = ''", "count(1) = 1", "1 =", "a" * 3000,
    ],
)  # fmt: skip
def test_what_looks_anywhere_else_is_refused_and_never_evaluated(text: str) -> None:
    assert refusal(text)
    assert holds(text, TREE) is None


def test_every_allowed_function_is_there_and_reads_nothing(qgis_app: object) -> None:
    from qgis.core import QgsExpression

    known = {one.name(): one for one in QgsExpression.Functions()}
    missing = ALLOWED - set(known) - {"$geometry"}
    assert not missing, "a name that QGIS does not know allows nothing, and a newer QGIS may give it a meaning"
    groups = {group for name in ALLOWED & set(known) for group in known[name].groups()}
    assert not groups & {"General", "Record and Attributes", "Files and Paths", "Map Layers", "Aggregates", "Rasters"}


def test_the_fields_of_an_expression_are_named() -> None:
    assert fields_of('"art" = 1 AND "hoehe" > 2') == {"art", "hoehe"}
