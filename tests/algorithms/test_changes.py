"""Algorithms as the toolbox and Python code run them: through QGIS's own `run`, not only by qgis_process."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from osgeo import ogr
from qgis.core import QgsApplication, QgsProcessingContext, QgsProcessingFeedback

from plugin.adapters.working_copy import WorkingCopy
from plugin.algorithms.provider import Provider
from plugin.domain.feature import Feature
from plugin.services.contributions import LayerForm
from plugin.services.wfs.model import Field, LayerInfo, Schema
from tests.adapters.copies import URL

pytestmark = pytest.mark.qgis
DEGREES = "EPSG:4326"
VIEWS = Schema("aussicht", (Field("fid", "integer"), Field("name", "text")), "geometry", "Point")


@pytest.fixture
def provider(qgis_app: object) -> Iterator[Provider]:
    made = Provider()
    QgsApplication.processingRegistry().addProvider(made)
    yield made
    QgsApplication.processingRegistry().removeProvider(made)


@pytest.fixture
def copy(tmp_path: Path) -> WorkingCopy:
    """A working copy of a layer in degrees with one place."""
    made = WorkingCopy.create(tmp_path / "aussicht.gpkg", URL)
    info = LayerInfo("aussicht", "Aussichten", "", DEGREES, None, frozenset({"query"}))
    made.add_layer(info, VIEWS, LayerForm("aussicht", DEGREES, decimals=9), True, None)
    shape = {"type": "Point", "coordinates": [12.0, 51.0]}
    place = Feature("aussicht", "1", DEGREES, shape, {"fid": 1, "name": "Schöne Aussicht"})
    made.replace_rows("aussicht", [[("aussicht.1", place)]], 1)
    return made


def carried_out(name: str, **parameters: Any) -> tuple[dict[str, Any], QgsProcessingContext]:
    algorithm = QgsApplication.processingRegistry().createAlgorithmById(f"buergergis:{name}")
    context = QgsProcessingContext()
    results, done = algorithm.run(parameters, context, QgsProcessingFeedback(), {}, False)
    assert done
    return results, context


def test_a_move_by_a_hand_is_named_in_degrees_too(provider: Provider, copy: WorkingCopy) -> None:
    source = ogr.Open(str(copy.path), 1)
    layer = source.GetLayer("aussicht")
    row = layer.GetFeature(1)
    row.SetGeometry(ogr.CreateGeometryFromWkt("POINT(12.0000002 51)"))  # 1.4 cm
    assert layer.SetFeature(row) == 0
    del row, layer, source
    results, context = carried_out("changes", WORKING_COPY=str(copy.path), OUTPUT="memory:")
    assert results["COUNT"] == 1
    assert [row["changed"] for row in context.takeResultLayer(results["OUTPUT"]).getFeatures()] == ["geometry"]
