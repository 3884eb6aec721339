"""Trees, paths and lawns of the municipality, by the thousand: what the property tests are made of."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from plugin.domain.feature import Feature, Geometry

CRS = "EPSG:25832"
NAME = st.from_regex(r"[a-zäöüß_][a-z0-9äöüß_]{0,12}", fullmatch=True)
TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)
ORDINATE = st.floats(-1e7, 1e7, allow_nan=False)
POSITION = st.one_of(st.tuples(ORDINATE, ORDINATE), st.tuples(ORDINATE, ORDINATE, ORDINATE)).map(list)
NUMBER = st.one_of(st.integers(-(2**60), 2**60), st.floats(allow_nan=False, allow_infinity=False))
SCALAR = st.one_of(st.none(), st.booleans(), NUMBER, TEXT)
VALUE = st.recursive(
    SCALAR, lambda v: st.one_of(st.lists(v, max_size=3), st.dictionaries(TEXT, v, max_size=3)), max_leaves=6
)
PROPERTIES = st.dictionaries(NAME, VALUE, max_size=6)


def _positions(size: int, least: int) -> st.SearchStrategy[list[list[float]]]:
    return st.lists(st.lists(ORDINATE, min_size=size, max_size=size), min_size=least, max_size=least + 4)


def _rings(size: int) -> st.SearchStrategy[list[list[list[float]]]]:
    closed = _positions(size, 3).map(lambda ring: [*ring, ring[0]])
    return st.lists(closed, min_size=1, max_size=2)


def _geometry(kind: str, coordinates: st.SearchStrategy[Any]) -> st.SearchStrategy[Geometry]:
    return coordinates.map(lambda value: {"type": kind, "coordinates": value})


def _of_size(size: int) -> st.SearchStrategy[Geometry]:
    point = st.lists(ORDINATE, min_size=size, max_size=size)
    line, polygon = _positions(size, 2), _rings(size)
    parts = {"Point": point, "LineString": line, "Polygon": polygon}
    single = [_geometry(kind, part) for kind, part in parts.items()]
    multi = [_geometry(f"Multi{kind}", st.lists(part, min_size=1, max_size=3)) for kind, part in parts.items()]
    return st.one_of(*single, *multi)


GEOMETRY = st.one_of(_of_size(2), _of_size(3))
FEATURE = st.builds(
    Feature,
    layer=NAME,
    key=st.one_of(st.none(), TEXT),
    crs=st.sampled_from(["EPSG:25832", "EPSG:4326", "EPSG:31468"]),
    geometry=st.one_of(st.none(), GEOMETRY),
    properties=PROPERTIES,
)


def tree(name: str = "Linde am Rathaus", at: tuple[float, float] = (634000.5, 5700100.25)) -> Feature:
    """A tree in the park of Altmarkfurt."""
    place = {"type": "Point", "coordinates": list(at)}
    return Feature("baum", "linde-1", CRS, place, {"name": name, "hoehe": 12.5, "gefaellt": False})
