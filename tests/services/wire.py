"""Transactions and filters by the thousand, and how two of them are compared."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from hypothesis import strategies as st

from plugin.services.wfs import gml
from plugin.services.wfs.filters import (
    BBox,
    Between,
    Combined,
    Compare,
    Comparison,
    FeatureIds,
    Filter,
    IsNull,
    Like,
    Logic,
    Not,
    Spatial,
    SpatialTest,
)
from plugin.services.wfs.model import Delete, Insert, NewFeature, Transaction, Update
from tests.domain.stories import GEOMETRY, NAME

TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), max_size=20)
LINES = st.sampled_from(["", " ", "eins\r\nzwei", "\n", "a\tb", "<&>\"'", "]]>", "  führend und folgend  "])
VALUE = st.one_of(st.none(), TEXT, LINES)
HANDLE = st.one_of(st.just(""), TEXT)
SHAPE = st.builds(gml.element, GEOMETRY, st.just("EPSG:25832"), st.sampled_from(["1.0.0", "1.1.0"]))
SIGN = st.sampled_from("*%?_!\\#")


@st.composite
def boxes(draw: st.DrawFn) -> BBox:
    x, y = (sorted(draw(st.lists(st.floats(-1e7, 1e7), min_size=2, max_size=2))) for _ in "xy")
    srs_name = draw(st.one_of(st.none(), st.sampled_from(["EPSG:25832", "urn:ogc:def:crs:EPSG::4326"])))
    return BBox((x[0], y[0]), (x[1], y[1]), srs_name, draw(st.one_of(st.none(), NAME)))


LEAF: st.SearchStrategy[Filter] = st.one_of(
    st.builds(Compare, st.sampled_from(Comparison), NAME, st.one_of(TEXT, LINES), st.booleans()),
    st.builds(Like, NAME, TEXT, SIGN, SIGN, SIGN, st.booleans()),
    st.builds(IsNull, NAME),
    st.builds(Between, NAME, TEXT, TEXT),
    boxes(),
    st.builds(SpatialTest, st.sampled_from(Spatial), st.one_of(st.none(), NAME), SHAPE),
)
OPERATOR: st.SearchStrategy[Filter] = st.recursive(
    LEAF,
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.builds(Combined, st.sampled_from(Logic), st.lists(inner, min_size=2, max_size=3).map(tuple)),
    ),
    max_leaves=5,
)
FILTER: st.SearchStrategy[Filter] = st.one_of(
    st.builds(FeatureIds, st.lists(TEXT.filter(bool), min_size=1, max_size=4).map(tuple)), OPERATOR
)
PROPERTIES = st.dictionaries(NAME.filter(lambda name: name != "geometry"), VALUE, max_size=4)
SRS = st.one_of(st.none(), st.just("EPSG:25832"))


@st.composite
def updates(draw: st.DrawFn) -> Update:
    shape = draw(st.one_of(st.none(), SHAPE))
    sets = shape is not None or draw(st.booleans())
    where = draw(st.one_of(st.none(), FILTER))
    return Update(draw(NAME), where, draw(PROPERTIES), shape, sets, draw(HANDLE), draw(SRS))


NEW = st.builds(NewFeature, PROPERTIES, st.one_of(st.none(), SHAPE))
INSERT = st.builds(Insert, NAME, st.lists(NEW, min_size=1, max_size=3).map(tuple), HANDLE, SRS)
DELETE = st.builds(Delete, NAME, st.one_of(st.none(), FILTER), HANDLE)
STATE = st.text("0123456789abcdef", min_size=64, max_size=64).map("sha256:{}".format)


@st.composite
def transactions(draw: st.DrawFn) -> Transaction:
    actions = draw(st.lists(st.one_of(INSERT, updates(), DELETE), max_size=5))
    named = [replace(action, handle=f"{number}-{action.handle}") for number, action in enumerate(actions)]
    may = [action.handle for action in named if not isinstance(action, Insert)]
    conditions = {handle: draw(STATE) for handle in may if draw(st.booleans())}
    return Transaction(tuple(named), conditions, draw(st.sampled_from(["1.0.0", "1.1.0"])), draw(HANDLE))


def comparable(value: Any) -> Any:
    """The same value with every element as canonical text: elements are compared by what they say."""
    if isinstance(value, Element):
        return ElementTree.canonicalize(ElementTree.tostring(value, "unicode"))
    if hasattr(value, "__dataclass_fields__"):
        return (type(value).__name__, {name: comparable(inner) for name, inner in vars(value).items()})
    if isinstance(value, list | tuple):
        return [comparable(inner) for inner in value]
    return value
