"""A layer with trees that were entered twice: found, put together, and merged only where somebody asks for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from qgis.core import (
    QgsApplication,
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsVectorLayer,
)

from plugin.adapters.working_copy import WorkingCopy
from plugin.algorithms.provider import Provider
from plugin.domain.contribution import Operation
from tests.adapters.copies import baum, load

pytestmark = pytest.mark.qgis
URL = "http://127.0.0.1:8080/ows/"
E, N = 392000.0, 5820000.0


class Told(QgsProcessingFeedback):
    """Hears progress; cancels at `limit` percent."""

    def __init__(self, limit: float = 101.0) -> None:
        super().__init__(False)
        self.limit = limit
        self.heard: list[float] = []
        self.progressChanged.connect(self._hear)

    def _hear(self, percent: float) -> None:
        self.heard.append(percent)
        if percent >= self.limit:
            self.cancel()


@pytest.fixture
def provider(qgis_app: object) -> Iterator[Provider]:
    made = Provider()
    QgsApplication.processingRegistry().addProvider(made)
    yield made
    QgsApplication.processingRegistry().removeProvider(made)


def run(told: Told | None = None, **parameters: Any) -> tuple[dict[str, Any], list[QgsFeature], Told]:
    told, context = told or Told(), QgsProcessingContext()
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("buergergis:findduplicates")
    try:
        results, done = algorithm.run({"OUTPUT": "memory:", **parameters}, context, told, {}, False)
    except QgsProcessingException as refusal:
        parameters.clear()  # QGIS keeps the exception, and with it these; a layer that outlives QGIS ends the process
        raise QgsProcessingException(str(refusal)) from None
    assert done
    rows = list(context.takeResultLayer(results["OUTPUT"]).getFeatures())
    return results, rows, told


def points(*places: tuple[float, float, str], name: str = "sitzbank", crs: str = "EPSG:25833") -> QgsVectorLayer:
    layer = QgsVectorLayer(f"Point?crs={crs}&field=material:string", name, "memory")
    rows = []
    for x, y, material in places:
        row = QgsFeature(layer.fields())
        row.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(x, y)))
        row.setAttributes([material])
        rows.append(row)
    layer.dataProvider().addFeatures([*rows, QgsFeature(layer.fields())])  # the last has no place
    return layer


def test_benches_that_were_entered_twice_make_clusters(provider: Provider) -> None:
    layer = points((E, N, "holz"), (E + 1, N, "holz"), (E + 2, N, "Holz "), (E + 50, N, "holz"), (E + 54, N, "stein"))
    results, rows, told = run(INPUT=layer)
    assert (results["PAIRS"], results["CLUSTERS"], results["PROPOSED"]) == (3, 1, 0)
    assert [(row["feature"], row["stays"], row["matches"]) for row in rows] == [
        (1, True, 2),
        (2, False, 2),
        (3, False, 2),
    ]
    assert rows[0]["best"] == 2 and rows[0]["distance_m"] == 1.0 and rows[0]["likeness"] == 1.0
    assert rows[0]["why"] == "1.0 m away; the fields agree to 100 %"
    assert rows[0].geometry().asPoint() == QgsPointXY(E, N)
    assert told.heard == sorted(told.heard) and told.heard[-1] >= 70
    assert layer.featureCount() == 6, "nothing was changed"


def test_the_kind_and_the_radius_say_how_far(provider: Provider) -> None:
    layer = points((E, N, "holz"), (E + 4, N, "holz"), name="baum_altmarkfurt")
    assert run(INPUT=layer, MIN_SCORE=0)[0]["PAIRS"] == 0, "by its name a layer of trees"
    assert run(INPUT=layer, MIN_SCORE=0, KIND=2)[0]["PAIRS"] == 1
    assert run(INPUT=layer, MIN_SCORE=0, RADIUS=3.9)[0]["PAIRS"] == 0
    assert run(INPUT=layer, MIN_SCORE=0, RADIUS=4.0)[0]["PAIRS"] == 1
    assert run(INPUT=layer, MIN_SCORE=0.6, RADIUS=4.0)[0]["PAIRS"] == 0


def test_two_layers_are_compared_with_each_other_whatever_their_reference_system(provider: Provider) -> None:
    from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsProject

    there = points((E, N, "holz"), (E + 1, N, "holz"))
    system = QgsCoordinateReferenceSystem("EPSG:25832")
    change = QgsCoordinateTransform(there.crs(), system, QgsProject.instance())
    moved = change.transform(QgsPointXY(E + 0.4, N))
    mine = points((moved.x(), moved.y(), "holz"), (moved.x() + 90, moved.y(), "holz"), crs="EPSG:25832")
    results, rows, _ = run(INPUT=mine, OTHER=there)
    assert (results["PAIRS"], results["CLUSTERS"]) == (2, 1)
    assert sorted((row["side"], row["feature"]) for row in rows) == [(0, 1), (1, 1), (1, 2)]
    (own,) = [row for row in rows if row["side"] == 0]
    assert own["best"] == 1 and own["distance_m"] == pytest.approx(0.4, abs=0.01)


def test_degrees_are_measured_in_metres(provider: Provider) -> None:
    metre = 1 / 69_750  # of longitude at 51.2°
    layer = points(
        (13.4, 51.2, "holz"), (13.4 + 2 * metre, 51.2, "holz"), (13.4 + 9 * metre, 51.2, "x"), crs="EPSG:4326"
    )
    results, rows, _ = run(INPUT=layer)
    assert results["PAIRS"] == 1
    assert rows[0]["distance_m"] == pytest.approx(2.0, rel=0.01)


def test_whoever_cancels_gets_no_output(provider: Provider) -> None:
    layer = points(*((E + number * 9, N, "holz") for number in range(20)))
    with pytest.raises(QgsProcessingException, match="Cancelled"):
        run(Told(limit=30), INPUT=layer)


@pytest.fixture
def copy(tmp_path: Path) -> WorkingCopy:
    """A working copy of a village in which tree 2 was entered three times, and tree 5 twice."""
    made = WorkingCopy.create(tmp_path / "Dörfchen.gpkg", URL)
    load(
        made,
        [
            baum(1, at=[E, N]),
            baum(2, at=[E + 20, N], höhe=None, gepflanzt=None, nummer=7),
            baum(3, at=[E + 20.3, N], höhe=14.0, gepflanzt="1931-05-01", nummer=7),
            baum(4, at=[E + 20.1, N], höhe=14.0, gepflanzt=None, nummer=7, erhalten=None),
            baum(5, at=[E + 40, N], nummer=9),
            baum(6, at=[E + 40.2, N], nummer=9),
        ],
    )
    return made


def opened(copy: WorkingCopy) -> QgsVectorLayer:
    layer = QgsVectorLayer(f"{copy.path}|layername=baum", "Bäume", "ogr")
    assert layer.isValid()
    return layer


def test_nothing_is_written_without_being_asked(provider: Provider, copy: WorkingCopy) -> None:
    results, _, _ = run(INPUT=opened(copy), KIND=1)
    assert results["CLUSTERS"] == 2 and copy.changes() == []


def test_proposals_are_ordinary_changes_of_the_working_copy(provider: Provider, copy: WorkingCopy) -> None:
    results, _, _ = run(INPUT=opened(copy), KIND=1, PROPOSE=True)
    assert (results["PROPOSED"], results["LEFT"]) == (2, 0)
    found = [(change.operation, change.key) for change in copy.changes()]
    assert found == [(Operation.DELETE, "2"), (Operation.DELETE, "4"), (Operation.DELETE, "6")]
    assert run(INPUT=opened(copy), KIND=1, PROPOSE=True)[0]["CLUSTERS"] == 0, "a second time there is nothing left"


def test_the_row_that_stays_gets_what_the_others_know(provider: Provider, tmp_path: Path) -> None:
    copy = WorkingCopy.create(tmp_path / "lücke.gpkg", URL)
    known = {"at": [E + 0.2, N], "höhe": None, "gepflanzt": None, "geprüft": None, "nummer": None}
    load(copy, [baum(1, at=[E, N], höhe=None), baum(2, **known | {"höhe": 14.0})])
    run(INPUT=opened(copy), KIND=1, PROPOSE=True)
    changes = {change.key: change for change in copy.changes()}
    assert changes["2"].operation is Operation.DELETE
    proposed = changes["1"].proposed
    assert proposed is not None and proposed.properties["höhe"] == 14.0
    assert proposed.properties["uuid"].endswith("000001"), "a key is never taken over"


def test_a_change_on_its_way_is_left_alone(provider: Provider, copy: WorkingCopy) -> None:
    layer = opened(copy)
    layer.startEditing()
    layer.changeAttributeValue(6, layer.fields().indexOf("nummer"), 10)
    assert layer.commitChanges()
    copy.enqueue(copy.changes(), "changeset", "")
    results, _, _ = run(INPUT=opened(copy), KIND=1, PROPOSE=True)
    assert (results["PROPOSED"], results["LEFT"]) == (1, 1)
    assert [change.key for change in copy.changes()] == ["2", "4", "6"]


@pytest.mark.parametrize("what", ["memory", "two layers", "unsaved"])
def test_proposals_go_into_a_working_copy_and_nowhere_else(what: str, provider: Provider, copy: WorkingCopy) -> None:
    layer = points((E, N, "holz"), (E + 1, N, "holz")) if what == "memory" else opened(copy)
    more = {"OTHER": points((E, N, "holz"))} if what == "two layers" else {}
    if what == "unsaved":
        layer.startEditing()
        layer.deleteFeature(1)
    reason = "not saved" if what == "unsaved" else "PROPOSE is for one layer"
    with pytest.raises(QgsProcessingException, match=reason):
        run(INPUT=layer, PROPOSE=True, **more)
    assert copy.changes() == []
    del layer, more  # QGIS keeps the exception, and with it this frame; a layer that outlives QGIS ends the process
