"""Checking out and refreshing from the real service: hard rows, large layers, tries that break off."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from osgeo import ogr

from demo.service import Service
from plugin.adapters.connecting import connect
from plugin.adapters.working_copy import WorkingCopy
from plugin.adapters.working_copy import side_file as sides
from plugin.domain.errors import Cancelled
from plugin.services.wfs import download
from plugin.workflows.check_out import check_out
from plugin.workflows.connection import Connection
from plugin.workflows.ports import Refreshed
from plugin.workflows.synchronise import refresh

from . import odd_layers

pytestmark = [pytest.mark.live, pytest.mark.qgis]


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with odd_layers.service(tmp_path_factory.mktemp("sonderfälle")) as running:
        yield running


@pytest.fixture(scope="module")
def link(odd: Service) -> Connection:
    return connect(odd.url)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "Grün & Bäume.gpkg"


@pytest.fixture
def out(link: Connection, file: Path) -> Callable[[str], list[ogr.Feature]]:
    """Check a layer out and read it as GDAL does; a second refresh finds nothing to do."""

    def check(name: str) -> list[ogr.Feature]:
        with WorkingCopy.open_or_create(file, link.client.url) as copy:
            (done,) = check_out(link, copy, [name])
            assert done.complete, done
            assert refresh(link, copy)[name] == Refreshed()
            (record,) = [one for one in copy.records() if one.form.name == name]
        WorkingCopy.open(file)  # all definitions are as they must be
        if record.schema.geometry_type is not None:
            with closing(sqlite3.connect(file)) as connection:
                assert connection.execute(f"SELECT rtreecheck('main', 'rtree_{record.table}_geom')").fetchone() == (
                    "ok",
                )
        check.source = ogr.Open(str(file))  # type: ignore[attr-defined]  # features die with it
        return list(check.source.GetLayerByName(record.table))  # type: ignore[attr-defined]

    return check


def shapes(rows: list[ogr.Feature]) -> list[str | None]:
    return [row.GetGeometryRef().ExportToIsoWkt() if row.GetGeometryRef() else None for row in rows]


def test_three_kinds_of_geometry_in_one_layer(out: Callable[[str], list[ogr.Feature]]) -> None:
    found = [shape and shape.replace(",", ", ").replace(" (", " (") for shape in shapes(out("gemischt"))]
    assert [shape and shape.split(" ")[0] for shape in found] == ["POINT", "LINESTRING", "POLYGON", None, "MULTIPOINT"]


def test_heights_are_kept(out: Callable[[str], list[ogr.Feature]]) -> None:
    assert tuple(shapes(out("höhenpunkte"))) == odd_layers.HEIGHTS


def test_curves_come_as_lines_that_follow_them(out: Callable[[str], list[ogr.Feature]]) -> None:
    for row, wkt in zip(out("bögen"), odd_layers.CURVES, strict=True):
        curve = ogr.CreateGeometryFromWkt(wkt)
        found = row.GetGeometryRef()
        assert found.GetGeometryName() in ("POLYGON", "MULTIPOLYGON")
        assert found.GetArea() == pytest.approx(curve.GetArea(), rel=1e-3)


def test_null_empty_text_large_numbers_and_no_geometry(out: Callable[[str], list[ogr.Feature]]) -> None:
    rows = out("tabelle")
    assert tuple(row["text"] for row in rows) == odd_layers.TEXTS
    assert tuple(row["zahl"] for row in rows) == odd_layers.NUMBERS
    assert [row.IsFieldNull("text") for row in rows] == [text is None for text in odd_layers.TEXTS]


def test_degrees_keep_nine_decimals(out: Callable[[str], list[ogr.Feature]]) -> None:
    assert tuple(shapes(out("grad"))) == odd_layers.PLACES
    assert [row["text"] for row in out("grad")] == ["", "", ""]  # GML alone would not tell '' and NULL apart
    (district,) = out("gebiet")
    assert district.GetGeometryRef().Equals(ogr.CreateGeometryFromWkt(odd_layers.DISTRICT))


def test_a_hundred_columns(out: Callable[[str], list[ogr.Feature]]) -> None:
    rows = out("breit")
    assert len(rows) == 200
    assert rows[199]["spalte_99"] == "199 spalte_99"


def test_a_megabyte_of_text_in_a_cell(out: Callable[[str], list[ogr.Feature]], monkeypatch: pytest.MonkeyPatch) -> None:
    sizes: list[int] = []
    original = download.Download._aim
    monkeypatch.setattr(
        download.Download,
        "_aim",
        lambda self, plan, size: (sizes.append(int(size * self._got)), original(self, plan, size))[1],
    )
    rows = out("schwer")
    assert [len(row["text"]) for row in rows] == [500_000 if row % 4 == 0 else 4 for row in range(60)]
    assert max(sizes) < 12 * 2**20  # five of twenty in the first page, which nobody could foresee
    assert sorted(sizes)[-3] < 8 * 2**20


def test_empty_geometries_are_none(out: Callable[[str], list[ogr.Feature]]) -> None:
    rows = out("leer")
    assert [row["text"] for row in rows] == ["leer", "keine", "da"]
    assert shapes(rows) == [None, None, "POINT (1 2)"]


def test_an_extent_is_loaded_alone(link: Connection, file: Path) -> None:
    with WorkingCopy.create(file, link.client.url) as copy:
        (done,) = check_out(link, copy, ["viele"], lambda _: (490000.0, 5660000.0, 490049.0, 5660199.0))
    assert (done.loaded, done.complete) == (50 * 200, True)


def stops_at(part: float) -> Callable[[float, str], None]:
    def progress(now: float, _step: str) -> None:
        if now >= part:
            raise Cancelled("Cancelled.")

    return progress


def test_what_was_cancelled_goes_on_where_it_was(link: Connection, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []
    original = download.Source.fetch
    monkeypatch.setattr(download.Source, "fetch", lambda self, part: (asked.append(part), original(self, part))[1])
    with WorkingCopy.create(file, link.client.url) as copy:
        with pytest.raises(Cancelled):
            check_out(link, copy, ["viele"], progress=stops_at(0.6))
        assert copy.layers() == []
        first = len(asked)
        (done,) = check_out(link, copy, ["viele"])
        assert done.complete and done.loaded == 25_000
    again = len(asked) - first
    asked.clear()
    other = file.with_name("andere.gpkg")
    with WorkingCopy.create(other, link.client.url) as copy:
        check_out(link, copy, ["viele"])
    assert again < len(asked)


def test_nothing_stays_behind(link: Connection, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "zwischenspeicher"))
    with WorkingCopy.create(file, link.client.url) as copy:
        with pytest.raises(Cancelled):
            check_out(link, copy, ["viele"], progress=stops_at(0.5))
        assert _cache() != []
        check_out(link, copy, ["viele", "tabelle"])
    assert _cache() == []


def _cache() -> list[Path]:
    return list(sides._path("x").parent.glob("*"))


def test_a_cancelled_refresh_leaves_the_state_before(odd: Service, link: Connection, file: Path) -> None:
    with WorkingCopy.create(file, link.client.url) as copy:
        check_out(link, copy, ["breit"])
        before = file.read_bytes()
        for part in (0.0, 0.5, 0.9):
            with pytest.raises(Cancelled):
                refresh(link, copy, stops_at(part))
            assert file.read_bytes() == before
        assert refresh(link, copy) == {"breit": Refreshed()}


def test_what_was_changed_added_and_removed_on_the_server_arrives(tmp_path: Path, file: Path) -> None:
    with odd_layers.service(tmp_path) as changing:
        link = connect(changing.url)
        with WorkingCopy.create(file, link.client.url) as copy:
            check_out(link, copy, ["viele"])
            source = ogr.Open(str(tmp_path / "daten" / "sonderfälle.gpkg"), 1)
            layer = source.GetLayerByName("viele")
            for number in range(1, 101):
                row = layer.GetFeature(number * 200)
                row["text"] = "neu"
                layer.SetFeature(row)
            for number in (1, 25_000):
                layer.DeleteFeature(number)
            row = ogr.Feature(layer.GetLayerDefn())
            row.SetGeometryDirectly(ogr.CreateGeometryFromWkt("POINT (500000 5700000)"))
            layer.CreateFeature(row)
            del row, layer, source
            assert refresh(link, copy) == {"viele": Refreshed(added=1, changed=100, removed=2)}
            assert refresh(link, copy) == {"viele": Refreshed()}
