"""A refresh that reads what has changed: over PostgreSQL, where a trigger keeps versions of the rows."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from osgeo import ogr

from demo.service import Service
from plugin.adapters.connecting import connect
from plugin.adapters.working_copy import WorkingCopy
from plugin.domain.errors import Problem
from plugin.services import versions
from plugin.workflows.check_out import check_out
from plugin.workflows.connection import Connection
from plugin.workflows.ports import Refreshed
from plugin.workflows.synchronise import refresh
from tests import faults, versioned
from tests.fault_proxy import FaultProxy
from tests.http_wire import HITS, PAGE, asks
from tests.postgres import Database, database

__all__ = ["database"]
pytestmark = [pytest.mark.live, pytest.mark.qgis]
ROWS = 2000
VERSIONS = asks("Versions")


@dataclass
class Street:
    """A service with lamps, the way to it on which requests are seen, and a working copy of all of them."""

    database: Database
    proxy: FaultProxy
    link: Connection
    copy: WorkingCopy

    def sql(self, text: str) -> None:
        self.database.sql(f"SET ROLE dreiwasser; {text}")

    def refresh(self) -> Refreshed:
        self.proxy.seen.clear()
        return refresh(self.link, self.copy)["laterne"]

    @property
    def travelled(self) -> int | None:
        """How many rows the last refresh asked for by their ids; None where it read everything."""
        pages = [one.request.parameters for one in self.proxy.seen if one.is_(PAGE)]
        if any("FEATUREID" not in page for page in pages):
            return None
        return sum(len(page["FEATUREID"].split(",")) for page in pages)

    def is_true(self) -> bool:
        """Whether the working copy holds what PostgreSQL holds."""
        there = self.database.sql(
            "SELECT json_agg(json_build_array(nr, art, hoehe, ST_X(geom), ST_Y(geom)) ORDER BY nr) "
            "FROM dreiwasser.laterne"
        )
        source = ogr.Open(str(self.copy.path))
        rows = sorted(
            (row["nr"], row["art"], row["hoehe"], *row.geometry().GetPoint_2D()) for row in source.GetLayer(0)
        )
        wanted = [tuple(row) for row in json.loads(re.sub(r"\s+", " ", there))]
        assert len(rows) == len(wanted)
        return all(
            one[:2] == other[:2] and one[2:] == pytest.approx(other[2:], abs=1e-6)
            for one, other in zip(rows, wanted, strict=True)
        )


@pytest.fixture(scope="module")
def served(database: Database, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with versioned.service(database.cluster, database.name, tmp_path_factory.mktemp("laternen"), ROWS) as running:
        yield running


@pytest.fixture
def street(served: Service, database: Database, tmp_path: Path) -> Iterator[Street]:
    with FaultProxy(served.port) as proxy:
        link = connect(proxy.url("/ows/"))
        with WorkingCopy.create(tmp_path / "Laternen.gpkg", link.client.url, link.epoch) as copy:
            check_out(link, copy, ["laterne"])
            yield Street(database, proxy, link, copy)


def test_the_service_says_so_and_what_calls_changes_stays_hidden(street: Street) -> None:
    assert street.link.who is not None and street.link.who.layers["laterne"].changes == "version"
    assert not {"version", "change_id"} & {field.name for field in street.link.client.schema("laterne").fields}


@pytest.mark.parametrize("name", ["", "contribution", "member", "laterne,laterne", "laterne' OR true --"])
def test_of_nothing_else_versions_are_told(street: Street, name: str) -> None:
    with pytest.raises(Problem, match="does not tell the versions"):
        street.link.client.ask_for_bytes(versions.parameters(name), versions.MAX_BYTES)


def test_only_what_has_changed_travels(street: Street) -> None:
    assert street.refresh() == Refreshed() and street.travelled == 0
    street.sql("UPDATE dreiwasser.laterne SET art = 'LED' WHERE nr % 100 = 7")
    street.sql("UPDATE dreiwasser.laterne SET geom = ST_Translate(geom, 0.5, 0) WHERE nr % 400 = 9")
    street.sql("DELETE FROM dreiwasser.laterne WHERE nr % 500 = 11")
    street.sql("INSERT INTO dreiwasser.laterne (art, geom) SELECT 'neu', ST_Point(499001, n, 25833) FROM "
               "generate_series(5670000, 5670002) n")  # fmt: skip
    told = street.refresh()
    assert (told.added, told.changed, told.removed) == (3, 25, 4)
    assert street.travelled == 28 and street.is_true()
    assert street.refresh() == Refreshed() and street.travelled == 0
    (layer,) = street.copy.layers()
    assert layer.complete and layer.loaded > ROWS - 100
    WorkingCopy.open(street.copy.path)


def test_rows_that_were_written_anew_under_their_old_numbers_are_seen(street: Street) -> None:
    """An import that empties the table: each row has version 1 again."""
    street.sql(
        "CREATE TEMP TABLE kept AS TABLE dreiwasser.laterne; DELETE FROM dreiwasser.laterne WHERE nr < 30; "
        "INSERT INTO dreiwasser.laterne (nr, art, geom) SELECT nr, 'Import', geom FROM kept WHERE nr < 30"
    )
    told = street.refresh()
    assert street.travelled is not None and told.changed == street.travelled > 20
    assert street.is_true()


def test_what_changed_while_the_trigger_was_off_is_read_with_everything(street: Street) -> None:
    off, on = (f"ALTER TABLE dreiwasser.laterne {word} TRIGGER buergergis_versions" for word in ("DISABLE", "ENABLE"))
    street.sql(f"{off}; UPDATE dreiwasser.laterne SET art = 'heimlich' WHERE nr = 50")
    street.sql(on)
    assert street.refresh().changed == 1 and street.travelled is None and street.is_true()
    street.sql(off)
    try:
        link = street.link
        street.link = connect(link.client.url)
        assert street.link.who is not None and street.link.who.layers["laterne"].changes is None
        street.sql("UPDATE dreiwasser.laterne SET art = 'leise' WHERE nr = 51")
        assert street.refresh().changed == 1 and street.travelled is None
    finally:
        street.sql(on)


def test_a_row_that_vanishes_meanwhile_or_half_an_answer_leads_to_reading_everything(street: Street) -> None:
    street.sql("UPDATE dreiwasser.laterne SET art = 'Strom' WHERE nr IN (60, 61)")
    street.proxy.inject(faults.truncated(20_000), times=1, when=VERSIONS)
    assert street.refresh().changed == 2 and street.is_true()
    street.sql("UPDATE dreiwasser.laterne SET art = 'Kerze' WHERE nr IN (60, 61)")
    street.proxy.inject(lambda exchange: (street.sql("DELETE FROM dreiwasser.laterne WHERE nr = 61"),
                                          exchange.send(exchange.forward().whole())), times=1, when=PAGE)  # fmt: skip
    told = street.refresh()
    assert (told.changed, told.removed) == (1, 1) and street.travelled is None and street.is_true()


def test_a_row_that_comes_meanwhile_is_not_counted_away(street: Street) -> None:
    street.sql("UPDATE dreiwasser.laterne SET art = 'Öl' WHERE nr = 70")
    add = "INSERT INTO dreiwasser.laterne (art, geom) VALUES ('spät', ST_Point(499000, 5670000, 25833))"
    street.proxy.inject(lambda exchange: (street.sql(add), exchange.send(exchange.forward().whole())),
                        times=1, when=HITS)  # fmt: skip
    told = street.refresh()
    assert (told.added, told.changed) == (1, 1) and street.travelled is None and street.is_true()
