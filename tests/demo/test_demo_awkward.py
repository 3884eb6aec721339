"""What is meant to hurt is really in the data."""

from __future__ import annotations

from osgeo import ogr

from tests.demo.source import Source

COUNTY, ALTMARKFURT, NEUWASSER, RODENAU = "14999", "149990010010", "149990020020", "149990030030"


def _inside(source: Source, layer: str, where: str, ars: str) -> list[ogr.Feature]:
    area = source.area(ars)
    return [f for f in source.features(layer, where) if area.Contains(f.GetGeometryRef())]


def test_a_county_road_runs_inside_a_city_and_the_county_mends_it(source: Source) -> None:
    roads = _inside(source, "strasse", "widmung = 'kreisstrasse'", ALTMARKFURT)
    assert roads
    assert {road.GetField("baulast_ars") for road in roads} == {COUNTY}
    assert any(not road.GetField("strname").startswith("K ") for road in roads), "none under a city street's name"


def test_a_federal_road_is_nobodys_in_the_county(source: Source) -> None:
    roads = source.features("strasse", "widmung = 'bundesstrasse'")
    assert roads
    assert not any(road.GetField("baulast_ars").startswith(COUNTY) for road in roads)


def test_a_county_school_has_a_playground_in_neuwasser(source: Source) -> None:
    (school,) = _inside(source, "spielplatz", "name LIKE '%Landkreis Dreiwasser%'", NEUWASSER)
    assert "Käthe Kollwitz" in school.GetField("name")


def test_a_tree_stands_exactly_on_the_boundary_of_two_cities(source: Source) -> None:
    (tree,) = source.features("baum_altmarkfurt", "baum_id = 'A-GRENZE'")
    for ars in (ALTMARKFURT, NEUWASSER):
        assert source.area(ars).GetBoundary().Intersects(tree.GetGeometryRef())


def test_rodenau_has_an_enclave_inside_altmarkfurt(source: Source) -> None:
    rodenau, altmarkfurt = source.area(RODENAU), source.area(ALTMARKFURT)
    assert rodenau.GetGeometryCount() == 2
    enclave = min((rodenau.GetGeometryRef(n) for n in range(2)), key=lambda part: part.Area())
    outline = ogr.Geometry(ogr.wkbPolygon)
    outline.AddGeometry(altmarkfurt.GetGeometryRef(0).GetGeometryRef(0))
    assert outline.Contains(enclave)
    assert not altmarkfurt.Overlaps(rodenau)


def test_a_plan_lies_across_altmarkfurt_and_the_association(source: Source) -> None:
    (plan,) = source.features("bplan", "name LIKE '%Heidegrund/Altmarkfurt%'")
    shares = [plan.GetGeometryRef().Intersection(source.area(a)).Area() for a in (ALTMARKFURT, "149995101")]
    assert min(shares) > 10000


def test_values_hold_umlauts_quotes_and_angle_brackets(source: Source) -> None:
    (name,) = [n for n in source.values("spielplatz", "name") if "<&>" in n]
    assert all(sign in name for sign in ('"', "'", "„", "“", "<&>", "ß", "ä", "Ä", "ü", "ö"))
    (street,) = {n for n in source.values("strasse", "strname") if "<&>" in n}
    assert '"' in street and "'" in street


def test_three_cities_have_a_street_of_the_same_name(source: Source) -> None:
    for name in ("Bahnhofstraße", "Goethestraße", "Gartenstraße"):
        keys = source.values("strasse", "strassenschluessel", f"strname = '{name}'")
        assert {"14999010", "14999020", "14999030"} <= {key[:8] for key in keys}


def test_null_stands_beside_empty_beside_a_dash(source: Source) -> None:
    trees = source.features("baum_altmarkfurt")[:3]
    assert [tree.GetField("hausnr") for tree in trees] == [None, "", "-"]
    places = [tree.GetGeometryRef().Clone() for tree in trees]
    assert max(places[0].Distance(place) for place in places) < 100


def test_dates_of_1900_are_there(source: Source) -> None:
    assert "1900/01/01" in source.values("bplan", "inkrafttreten")
    assert "1900/01/01" in source.values("verwaltungsgebiet", "gueltig_ab")


def test_buildings_lakes_and_playgrounds_have_holes(source: Source) -> None:
    for layer in ("gebaeude", "gewaesser", "spielplatz", "verwaltungsgebiet"):
        features = source.features(layer)
        assert any(f.GetGeometryRef().GetGeometryRef(0).GetGeometryCount() > 1 for f in features), layer


def test_one_plan_crosses_itself(source: Source) -> None:
    (plan,) = source.features("bplan", "name LIKE '%Digitalisierfehler%'")
    assert not plan.GetGeometryRef().IsSimple() or not plan.GetGeometryRef().IsValid()


def test_trails_have_heights_that_change(source: Source) -> None:
    for trail in source.features("hoehenweg"):
        line = trail.GetGeometryRef()
        assert line.GetGeometryType() == ogr.wkbLineString25D
        heights = [line.GetZ(n) for n in range(line.GetPointCount())]
        assert max(heights) - min(heights) > 5


def test_the_three_tree_registers_differ_in_schema_and_crs(source: Source) -> None:
    dataset = ogr.Open(str(source.folder / "dreiwasser.gpkg"))
    fields, zones = {}, {}
    for city in ("altmarkfurt", "neuwasser", "rodenau"):
        layer = dataset.GetLayer(f"baum_{city}")
        definition = layer.GetLayerDefn()
        fields[city] = [definition.GetFieldDefn(n).GetName() for n in range(definition.GetFieldCount())]
        zones[city] = layer.GetSpatialRef().GetAuthorityCode(None)
    assert zones == {"altmarkfurt": "25833", "neuwasser": "25833", "rodenau": "25832"}
    assert max(map(len, fields["rodenau"])) == 10
    assert fields["altmarkfurt"] != fields["neuwasser"] != fields["rodenau"]


def test_rodenaus_trees_stand_in_rodenau_although_stored_in_another_zone(source: Source) -> None:
    rodenau = source.area(RODENAU)
    for tree in source.features("baum_rodenau"):
        place = tree.GetGeometryRef().Clone()
        assert place.GetX() > 800000
        place.TransformTo(rodenau.GetSpatialReference())
        assert rodenau.Contains(place)
