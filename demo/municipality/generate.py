"""From a seed and a size to all rows of all layers."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from osgeo import gdal, ogr
from qgis.core import QgsGeometry, QgsPoint

from . import areas, awkward, buildings, furniture, landuse, planning, streets, terrain, trees
from .geometry import Point
from .schema import Row
from .sizes import Seed, Size


def rows(size: Size, seed: Seed, ground_model: Path) -> dict[str, list[Row]]:
    """All layers by name; writes the terrain model beside, for it is where the contours come from."""
    county, land = areas.draw(seed), terrain.draw(seed)
    water = land.water()
    terrain.write_dgm(land, ground_model, size.cell)
    towns = streets.build_towns(size, seed, water)
    network = streets.connect(towns, seed.stream("roads"))
    for town in towns.values():
        network += streets.classed(town, seed.stream(f"surfaces {town.name}"))
    found = landuse.blocks(towns, water, seed)
    ground = buildings.Ground(network)
    built = buildings.build(towns, network, found, ground, water, size, seed)
    banks = water.buffer(4, 4)  # the engine only borrows it, so it must live as long
    shore = QgsGeometry.createGeometryEngine(banks.constGet())
    shore.prepareGeometry()

    def wet(place: Point) -> bool:
        return shore.contains(QgsPoint(*place))

    def dry(place: Point) -> bool:
        return not wet(place)

    grown = trees.rows(towns, network, found, ground, wet, size, seed)
    places, devices = furniture.playgrounds(towns, found, ground, size, seed)
    result = {
        **grown,
        "baum_altmarkfurt": awkward.trees(grown["baum_altmarkfurt"], county),
        "sitzbank": furniture.benches(towns, found, land, network, ground, dry, size, seed),
        "barriere": furniture.barriers(towns, network, dry, size, seed),
        "radabstellanlage": furniture.racks(towns, built, found, dry, ground, size, seed),
        "spielplatz": awkward.playgrounds(places, found),
        "spielgeraet": devices,
        "bplan": awkward.plans(planning.plan_rows(towns, found, size, seed), county, towns, seed),
        "verwaltungsgebiet": county.rows(),
        "ortsteil": planning.district_rows(county, seed.stream("districts")),
        "adresse": buildings.address_rows(built, seed.stream("addresses")),
        "gebaeude": buildings.rows(built),
        "flurstueck": buildings.parcel_rows(built),
        "strasse": streets.rows(network),
        "hoehenweg": awkward.ridge_walk(land, seed),
        "gewaesser": _waters(land),
        "landnutzung": landuse.rows(county, towns, found, water, seed),
    }
    if size.contours:
        result["hoehenlinie"] = _contours(ground_model)
    return result


def _waters(land: terrain.Terrain) -> list[Row]:
    rivers = [Row([river.area()], {"name": river.name, "art": "fluss"}) for river in land.rivers]
    return [*rivers, Row([land.lake], {"name": "Dreiwassersee", "art": "see"})]


def _contours(ground_model: Path, interval: float = 0.8) -> list[Row]:
    """Contour lines: the layer of 40 MB and more that a client must be able to load."""
    raster = gdal.Open(str(ground_model))
    memory = ogr.GetDriverByName("Memory").CreateDataSource("")
    layer = memory.CreateLayer("contours")
    layer.CreateField(ogr.FieldDefn("hoehe", ogr.OFTReal))
    gdal.ContourGenerate(raster.GetRasterBand(1), interval, 0, [], 0, 0, layer, -1, 0)
    result = []
    for feature in layer:
        line = np.asarray(feature.GetGeometryRef().GetPoints())[:, :2]
        result.append(Row(list(map(tuple, line.tolist())), {"hoehe": feature.GetField("hoehe")}))
    return result
