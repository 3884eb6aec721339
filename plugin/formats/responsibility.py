"""The responsibility file: who is responsible for what and where (resources/schemas/responsibility.schema.json).

    {"crs": "EPSG:25833", "tolerance": 2, "road_reach": 12, "coordinator": "kreis",
     "bodies": {"tiefbau-a": {"name": "Tiefbauamt Altmarkfurt", "ars": "149990010010", "days": 14,
                              "substitute": "kreis", "absent": [["2026-12-24", "2027-01-01"]]},
                "kreis": {"name": "Landratsamt Dreiwasser", "ars": "14999"}},
     "categories": {"schlagloch": {"title": "Schlagloch", "road": true, "leika": "99108004000000"}},
     "layers": {"strasse": "schlagloch"},
     "operators": {"fields": ["eigentuemer_ars"], "bodies": {"Landkreis": "kreis"}},
     "roads": {"layer": "strasse", "field": "baulast_ars", "bodies": {"14": "kreis"}},
     "areas": [{"id": "nsg-3", "name": "Heidemoor", "body": "kreis", "categories": ["muell"], "priority": 1,
                "geometry": {"type": "Polygon", "coordinates": […]}}],
     "rules": [{"id": "R-1", "category": "schlagloch", "ars": "149990010010", "body": "tiefbau-a"}],
     "offices": {"149990010010": "tiefbau-a", "14999": "kreis"}}

docs/responsibility.md says what each part means.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from ..domain.directory import ANY, Body, Category, Directory, Rule, Theme
from ..domain.errors import InvalidContent
from ..domain.feature import check_geometry
from ..domain.surface import Surface
from .lines import Node, Wrong, line_of
from .stated import document

WHAT = "The responsibility file"
LONGEST = 20_000_000
_PARTS = {
    "$schema", "crs", "tolerance", "road_reach", "coordinator", "bodies", "categories", "layers", "operators",
    "roads", "areas", "rules", "offices",
}  # fmt: skip
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")
_CRS = re.compile(r"[A-Za-z]{1,20}:[0-9]{1,9}")
_LEIKA = re.compile(r"[0-9]{14}")

Ids = Mapping[str, object]


def parse(text: str) -> Directory:
    """Raises InvalidContent with the line and what is wrong there."""
    if len(text) > LONGEST:
        raise InvalidContent(f"{WHAT} has {len(text)} characters; {LONGEST} are the most.")
    text = text.removeprefix("\ufeff")
    root = Node(document(text, WHAT))
    try:
        return _directory(root)
    except Wrong as wrong:
        raise InvalidContent(f"{WHAT} is wrong in line {line_of(text, wrong.path)}: {wrong.reason}") from wrong


def _directory(root: Node) -> Directory:
    parts = root.members(_PARTS, ("bodies",))

    def part(name: str, empty: object) -> Node:
        return parts.get(name, Node(empty, (name,)))

    bodies = {key: _body(key, node) for key, node in parts["bodies"].items()}
    _check_substitutes(bodies, parts["bodies"])
    categories = {key: _category(key, node) for key, node in part("categories", {}).items()}
    operators = part("operators", {}).members({"fields", "bodies"})
    roads = part("roads", {}).members({"layer", "field", "bodies"})
    return Directory(
        bodies=bodies,
        categories=categories,
        rules=_rules(part("rules", []), bodies, categories),
        operators=_named(operators.get("bodies"), bodies),
        operator_fields=tuple(node.text() for node in operators["fields"].elements()) if "fields" in operators else (),
        roads=_named(roads.get("bodies"), bodies),
        road_layer=roads["layer"].text() if "layer" in roads else "",
        road_field=roads["field"].text() if "field" in roads else "",
        themes=_themes(part("areas", []), bodies, categories),
        offices={_ars(key, node): node.one_of(bodies, "body") for key, node in part("offices", {}).items()},
        layers={key: node.one_of(categories, "category") for key, node in part("layers", {}).items()},
        coordinator=parts["coordinator"].one_of(bodies, "body") if "coordinator" in parts else "",
        tolerance=part("tolerance", Directory.tolerance).number(0, 100),
        road_reach=part("road_reach", Directory.road_reach).number(0, 500),
        crs=_crs(parts["crs"]) if "crs" in parts else "",
    )


def _body(key: str, node: Node) -> Body:
    _check_id(key, node)
    parts = node.members({"name", "ars", "contact", "days", "substitute", "absent"}, ("name", "ars"))
    return Body(
        id=key,
        name=parts["name"].text(200),
        ars=parts["ars"].ars(),
        contact=parts["contact"].text() if "contact" in parts else "",
        days=parts["days"].whole(1, 366) if "days" in parts else Body.days,
        substitute=parts["substitute"].text() if "substitute" in parts else "",
        absent=tuple(_days(one) for one in parts["absent"].elements()) if "absent" in parts else (),
    )


def _days(node: Node) -> tuple[str, str]:
    texts = [one.text() for one in node.elements()]
    try:
        first, last = (date.fromisoformat(text) for text in texts)
    except ValueError as error:
        raise node.wrong("A time of absence is two days such as 2026-12-24, first and last.") from error
    if last < first:
        raise node.wrong("The last day of an absence is before the first.")
    return first.isoformat(), last.isoformat()


def _check_substitutes(bodies: Mapping[str, Body], node: Node) -> None:
    for key, one in node.items():
        other = bodies[key].substitute
        if other and (other not in bodies or other == key):
            raise one.wrong(f"The substitute {other[:60]!r} is no other body of this file.")


def _category(key: str, node: Node) -> Category:
    _check_id(key, node)
    parts = node.members({"title", "road", "leika"}, ("title",))
    leika = parts["leika"].text() if "leika" in parts else ""
    if leika and not _LEIKA.fullmatch(leika):
        raise parts["leika"].wrong(f"{leika[:60]!r} is no LeiKa key of 14 digits.")
    return Category(key, parts["title"].text(200), parts["road"].flag() if "road" in parts else False, leika)


def _rules(node: Node, bodies: Ids, categories: Ids) -> tuple[Rule, ...]:
    """The table; two rules for one category in one area would be a guess, so the second one is refused."""
    ids: set[str] = set()
    seen: dict[tuple[str, str], str] = {}
    rules = []
    for one in node.elements():
        parts = one.members({"id", "category", "ars", "body"}, ("id", "category", "ars", "body"))
        category = parts["category"].one_of(categories, "category")
        rule = Rule(parts["id"].text(80), category, parts["ars"].ars(), parts["body"].one_of(bodies, "body"))
        _once(parts["id"], rule.id, ids)
        if (before := seen.setdefault((rule.category, rule.ars), rule.id)) != rule.id:
            raise one.wrong(f"The rule {before} is for the same category in the same area.")
        rules.append(rule)
    return tuple(rules)


def _themes(node: Node, bodies: Ids, categories: Ids) -> tuple[Theme, ...]:
    ids: set[str] = set()
    themes = tuple(_theme(one, bodies, categories) for one in node.elements())
    for theme, one in zip(themes, node.elements(), strict=True):
        _once(one, theme.id, ids)
    return themes


def _theme(node: Node, bodies: Ids, categories: Ids) -> Theme:
    words = {"id", "name", "body", "categories", "priority", "geometry"}
    parts = node.members(words, ("id", "name", "body", "geometry"))
    about = frozenset({ANY})
    if "categories" in parts:
        about = frozenset(one.one_of(categories, "category") for one in parts["categories"].elements())
    return Theme(
        id=parts["id"].text(80),
        name=parts["name"].text(200),
        body=parts["body"].one_of(bodies, "body"),
        surface=_surface(parts["id"].text(80), parts["geometry"]),
        categories=about,
        priority=parts["priority"].whole(-1000, 1000) if "priority" in parts else 0,
    )


def _surface(key: str, node: Node) -> Surface:
    try:
        check_geometry(node.value)
    except InvalidContent as error:
        raise node.wrong(error.text) from error
    if node.value["type"] not in ("Polygon", "MultiPolygon"):
        raise node.wrong(f"The area is a {node.value['type']}, where a Polygon or MultiPolygon is needed.")
    return Surface(key, node.value)


def _named(node: Node | None, bodies: Ids) -> dict[str, str]:
    return {key.strip(): one.one_of(bodies, "body") for key, one in node.items()} if node else {}


def _ars(key: str, node: Node) -> str:
    return Node(key, node.path).ars()


def _crs(node: Node) -> str:
    if not _CRS.fullmatch(node.text()):
        raise node.wrong("The crs is written as authority and number, such as EPSG:25833.")
    return node.text().upper()


def _check_id(key: str, node: Node) -> None:
    if not _ID.fullmatch(key):
        raise node.wrong(f"The name {key[:60]!r} may have letters from a to z, digits, and . _ - in it, 80 at most.")


def _once(node: Node, key: str, seen: set[str]) -> None:
    if key in seen:
        raise node.wrong(f"{key!r} is there twice.")
    seen.add(key)
