"""Transactions and answers from the wild: OpenLayers, QGIS Desktop, GeoTools."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugin.domain.errors import InvalidContent
from plugin.services.wfs import transaction
from plugin.services.wfs.filters import FeatureIds
from plugin.services.wfs.model import UNTOLD, Delete, Insert, TransactionResult, Update

WFST = Path(__file__).parents[3] / "shared/data/wfst"


def sample(name: str) -> bytes:
    path = WFST / name
    if not path.exists():
        pytest.skip("the real-world samples are not beside this checkout")
    return path.read_bytes()


@pytest.mark.parametrize("name", ["openlayers_TransactionMulti.xml", "openlayers_TransactionMultiVersion100.xml"])
def test_openlayers_inserts_updates_and_deletes(name: str) -> None:
    insert, update, delete = transaction.parse(sample(name)).actions
    assert isinstance(insert, Insert) and insert.typename == "states"
    assert insert.features[0].properties == {"foo": "bar"} and insert.features[0].geometry is not None
    assert isinstance(update, Update) and update.properties == {"foo": "bar", "nul": None}
    assert update.filter == FeatureIds(("fid.42",)) and update.geometry_name == "the_geom"
    assert delete == Delete("states", FeatureIds(("fid.37",)))


def test_openlayers_moves_a_fault() -> None:
    (update,) = transaction.parse(sample("openlayers_TransactionUpdate.xml")).actions
    assert isinstance(update, Update) and update.typename == "FAULTS" and update.geometry is not None
    assert update.geometry.get("srsName") == "EPSG:900913"


def test_a_native_that_must_not_be_ignored_is_not() -> None:
    with pytest.raises(InvalidContent, match="ORACLE"):
        transaction.parse(sample("openlayers_Native.xml"))


def test_qgis_desktop_inserts_an_empty_feature() -> None:
    (insert,) = transaction.parse(sample("qgis_wfst11_transaction_add_features_polygons_empty.xml")).actions
    assert isinstance(insert, Insert) and insert.typename == "polygons" and insert.features[0].properties == {}


@pytest.mark.parametrize(
    ("name", "ids", "totals"),
    [
        ("openlayers_TransactionResponse.xml", ["parcelle.40", "parcelle.41"], (0, 1, 0)),
        ("qgis_wfst11_transaction_response_empty.xml", [], (0, 0, 0)),
        ("qgis_wfst11_transaction_response_feature_added.xml", ["123"], (1, 0, 0)),
        ("qgis_wfst11_transaction_response_feature_changed.xml", [], (0, 1, 0)),
        ("qgis_wfst11_transaction_response_feature_deleted.xml", [], (0, 0, 1)),
        ("geotools_xsdwfs_v1_1_transactionResponse.xml", [], (0, UNTOLD, UNTOLD)),
    ],
)
def test_answers(name: str, ids: list[str], totals: tuple[int, int, int]) -> None:
    found = transaction.parse_result(sample(name))
    assert [entry.fid for entry in found.inserted] == ids
    assert found == TransactionResult(found.inserted, *totals)
