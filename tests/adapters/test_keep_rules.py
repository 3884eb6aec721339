"""What the service tells of its rules and areas is in the working copy after a check-out; it holds offline, too."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from demo.service import Service
from plugin.adapters.connecting import connect
from plugin.adapters.working_copy import WorkingCopy
from plugin.adapters.working_copy.around import around_of
from plugin.domain.contribution import Change, Operation
from plugin.domain.errors import Unreachable
from plugin.domain.feature import Feature
from plugin.domain.validation import Code
from plugin.formats.kept_rules import AREAS, RULES, areas_of
from plugin.gui.adding.work import forms_anew
from plugin.workflows.check_out import check_out
from plugin.workflows.keep_rules import AGAIN, keep_rules, kept_book
from plugin.workflows.rules import book_for, check
from tests.gui.conftest import login  # noqa: F401  a fixture

pytestmark = [pytest.mark.qgis, pytest.mark.live]

BENCHES = "sitzbank"


@pytest.fixture
def taken(service: Service, login: Callable[[str], str], tmp_path: Path) -> tuple[WorkingCopy, Any]:  # noqa: F811
    connection = connect(service.url, login("beitrag-a"))
    with WorkingCopy.create(tmp_path / "Bänke.gpkg", service.url, connection.epoch) as copy:
        check_out(connection, copy, [BENCHES])
    return WorkingCopy.open(tmp_path / "Bänke.gpkg"), connection


def at(x: float, y: float, **values: Any) -> Change:
    place: Mapping[str, Any] = {"type": "Point", "coordinates": [x, y]}
    return Change(Operation.INSERT, None, Feature(BENCHES, None, "EPSG:25833", place, values))


def codes(copy: WorkingCopy, change: Change) -> set[Code]:
    """As the plugin finds them with no service at all."""
    (checked,) = check([change], book_for(None, copy.layers(), kept_book(copy)), around_of(copy))
    return {one.code for one in checked.findings}


def test_places_and_values_are_judged_without_a_network(taken: tuple[WorkingCopy, Any]) -> None:
    copy, _connection = taken
    there = next(feature for _, feature in rows(copy) if feature.geometry)
    x, y = there.geometry["coordinates"][:2]
    good = dict(there.properties)
    assert Code.OUT_OF_AREA not in codes(copy, at(x, y, **good))
    assert Code.DUP_CANDIDATE in codes(copy, at(x + 1, y, **{**good, "uuid": None}))
    assert Code.OUT_OF_AREA in codes(copy, at(x + 20_000, y, **good))
    assert Code.DOMAIN in codes(copy, at(x + 300, y, **{**good, "zustand": "kaputt"}))


def rows(copy: WorkingCopy) -> list[tuple[str, Feature]]:
    from osgeo import ogr

    data = ogr.Open(str(copy.path))
    (record,) = copy.records()
    table = data.GetLayerByName(record.table)
    found = []
    for row in table:
        point = row.GetGeometryRef()
        while point.GetGeometryCount():
            point = point.GetGeometryRef(0)
        place = {"type": "Point", "coordinates": [point.GetX(), point.GetY()]}
        fields = zip(record.schema.fields, record.columns, strict=True)
        values = {field.name: row[column] for field, column in fields if field.type == "text"}
        found.append((str(row.GetFID()), Feature(BENCHES, None, "EPSG:25833", place, values)))
    return found


def test_shapes_are_asked_for_once_a_week_and_kept_where_the_service_is_silent(
    taken: tuple[WorkingCopy, Any],
) -> None:
    copy, connection = taken
    first = copy.kept(AREAS)
    assert len(areas_of(first).shapes) > 3
    asked: list[str] = []

    class Silent:
        def __getattr__(self, name: str) -> Any:
            asked.append(name)
            raise Unreachable("Nobody answers.")

    mute = replace(connection, client=Silent())
    keep_rules(mute, copy)
    assert asked == [] and copy.kept(AREAS) == first
    keep_rules(mute, copy, now=lambda: datetime.now(UTC) + AGAIN + timedelta(hours=1))
    assert asked and copy.kept(AREAS) == first


def test_a_guest_who_refreshes_takes_no_rules_away(taken: tuple[WorkingCopy, Any]) -> None:
    copy, connection = taken
    told = copy.kept(RULES)
    guest = replace(connection.who, identity=None, rules=())
    keep_rules(replace(connection, who=guest), copy)
    assert forms_anew(copy.path, guest, copy.service_url, {}, None) is not None  # type: ignore[arg-type]
    assert copy.kept(RULES) == told and kept_book(copy).of(BENCHES).rules


def test_after_a_check_out_nothing_is_written_while_qgis_edits(taken: tuple[WorkingCopy, Any]) -> None:
    copy, connection = taken
    before = copy.path.read_bytes()
    assert forms_anew(copy.path, connection.who, copy.service_url, {}, None) is not None  # type: ignore[arg-type]
    keep_rules(connection, copy)
    assert copy.path.read_bytes() == before, "QGIS's own saving would find the file locked"


def test_what_is_kept_is_no_reason_to_take_the_file_for_another(taken: tuple[WorkingCopy, Any]) -> None:
    copy, _connection = taken
    copy.keep(RULES, "[" * 3_000_000)
    assert WorkingCopy.open(copy.path).kept(RULES).startswith("[[[")
    assert not kept_book(copy).layers
