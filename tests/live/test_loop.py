"""The whole loop through qgis_process alone: each person with a profile, a login and a working copy of their own."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from osgeo import ogr

from demo.people import AlgorithmFailed, Person

from .places import ALTMARKFURT, benches_in

if TYPE_CHECKING:
    from demo.service import Service

pytestmark = [pytest.mark.live, pytest.mark.qgis]

REVIEWER, OTHER_REVIEWER = "pruefung-altmarkfurt", "pruefung-neuwasser"
People = Callable[[str], Person]


over_both = pytest.mark.parametrize("service", ["gpkg", "postgis"], indirect=True)
over_geopackage = pytest.mark.parametrize("service", ["gpkg"], indirect=True)


@pytest.fixture(scope="module")
def service(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """One of its own: the queue holds what these people have sent, and nothing else."""
    from demo.service import Service

    with Service.demo(tmp_path_factory.mktemp("schleife"), backend=request.param) as running:
        yield running


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> People:
    folder, known = tmp_path_factory.mktemp("Menschen mit Umläuten"), dict[str, Person]()

    def person(user: str) -> Person:
        if user not in known:
            known[user] = Person.arrive(folder, user)
        return known[user]

    return person


@pytest.fixture
def benches(demo_source: Path) -> list[str]:
    return benches_in(demo_source, ALTMARKFURT)


def edit(copy: Path, sql: str) -> None:
    """Edit the working copy with GDAL's command line, as any other program might."""
    subprocess.run(["ogrinfo", str(copy), "-dialect", "SQLITE", "-sql", sql, "-q"], check=True, timeout=60)


def rows(path: Path, layer: str | None = None) -> list[ogr.Feature]:
    data = ogr.Open(str(path))
    return list(data.GetLayerByName(layer) if layer else data.GetLayer(0))


def check_out(person: Person, service: Service, copy: Path) -> None:
    loaded = person.run("checkout", SERVICE=service.url, LAYERS="sitzbank", OUTPUT=str(copy))
    assert loaded["LOADED"] == loaded["EXPECTED"] > 0


def queue(person: Person, service: Service, folder: Path, status: str) -> dict[str, ogr.Feature]:
    target = folder / f"queue-{status.replace('*', 'all')}.gpkg"
    target.unlink(missing_ok=True)
    told = person.run("reviewqueue", SERVICE=service.url, STATUS=status, OUTPUT=str(target))
    found = {row["uuid"]: row for row in rows(target)}
    assert told["COUNT"] == len(found)
    return found


@over_both
def test_a_bench_is_repaired_from_check_out_to_everybodys_map(
    service: Service, people: People, benches: list[str], tmp_path: Path
) -> None:
    mine, theirs = tmp_path / "Bänke von Anna.gpkg", tmp_path / "baenke-von-bernd.gpkg"
    anna, bernd, reviewer = people("beitrag-a"), people("beitrag-b"), people(REVIEWER)
    check_out(anna, service, mine)
    check_out(bernd, service, theirs)
    edit(mine, f"UPDATE sitzbank SET zustand = 'defekt' WHERE uuid = '{benches[0]}'")
    changes = anna.run("changes", WORKING_COPY=str(mine), OUTPUT=str(tmp_path / "changes.gpkg"))
    (change,) = rows(tmp_path / "changes.gpkg")
    assert changes["COUNT"] == 1 and (change["operation"], change["changed"]) == ("update", "zustand")

    sent = anna.run("submit", WORKING_COPY=str(mine), COMMENT="Latte gebrochen")
    assert (sent["SUBMITTED"], sent["PUBLISHED"]) == (1, 0)
    assert anna.run("submit", WORKING_COPY=str(mine))["SUBMITTED"] == 0

    (uuid,) = queue(reviewer, service, tmp_path, "submitted")
    assert queue(people(OTHER_REVIEWER), service, tmp_path, "*") == {}
    assert list(queue(anna, service, tmp_path, "*")) == [uuid]
    assert queue(bernd, service, tmp_path, "*") == {}
    told = {"SERVICE": service.url, "CONTRIBUTIONS": uuid}
    assert reviewer.run("decide", **told, DECISION="accept")["DECIDED"] == 1
    assert reviewer.run("publish", **told) == {"PUBLISHED": 1, "CONFLICTS": 0}
    assert reviewer.run("publish", **told) == {"PUBLISHED": 1, "CONFLICTS": 0}

    assert bernd.run("refresh", WORKING_COPY=str(theirs))["UPDATED"] == 1
    assert {row["uuid"]: row["zustand"] for row in rows(theirs, "sitzbank")}[benches[0]] == "defekt"
    assert anna.run("refresh", WORKING_COPY=str(mine))["UPDATED"] == 0
    assert anna.run("changes", WORKING_COPY=str(mine), OUTPUT="TEMPORARY_OUTPUT")["COUNT"] == 0


@over_geopackage
def test_what_a_reviewer_corrects_arrives_in_the_working_copy_of_its_author(
    service: Service, people: People, benches: list[str], tmp_path: Path
) -> None:
    copy, anna, reviewer = tmp_path / "anna.gpkg", people("beitrag-a"), people(REVIEWER)
    check_out(anna, service, copy)
    bench = benches[-2]
    edit(copy, f"UPDATE sitzbank SET zustand = 'maengel', material = 'stein' WHERE uuid = '{bench}'")
    anna.run("submit", WORKING_COPY=str(copy))
    (uuid,) = queue(reviewer, service, tmp_path, "submitted")
    told = {"SERVICE": service.url, "CONTRIBUTIONS": uuid, "DECISION": "accept"}
    with pytest.raises(AlgorithmFailed, match="no field 'farbe'"):
        reviewer.run("decide", **told, CORRECTION='{"farbe": "rot"}')
    corrected = '{"material": "kunststoff"}'
    assert reviewer.run("decide", **told, CORRECTION=corrected, NOTE="Es ist Kunststoff.")["DECIDED"] == 1
    assert reviewer.run("publish", SERVICE=service.url, CONTRIBUTIONS=uuid) == {"PUBLISHED": 1, "CONFLICTS": 0}
    anna.run("refresh", WORKING_COPY=str(copy))
    (seen,) = [row for row in rows(copy, "sitzbank") if row["uuid"] == bench]
    assert (seen["zustand"], seen["material"]) == ("maengel", "kunststoff")
    assert anna.run("changes", WORKING_COPY=str(copy), OUTPUT="TEMPORARY_OUTPUT")["COUNT"] == 0


@over_geopackage
def test_a_rejected_contribution_stays_on_the_contributors_machine_with_its_reason(
    service: Service, people: People, benches: list[str], tmp_path: Path
) -> None:
    copy, anna, reviewer = tmp_path / "anna.gpkg", people("beitrag-a"), people(REVIEWER)
    check_out(anna, service, copy)
    edit(copy, f"UPDATE sitzbank SET material = 'stein' WHERE uuid = '{benches[1]}'")
    anna.run("submit", WORKING_COPY=str(copy))
    (uuid,) = queue(reviewer, service, tmp_path, "submitted")
    told = {"SERVICE": service.url, "CONTRIBUTIONS": uuid}
    with pytest.raises(AlgorithmFailed, match="needs a reason"):
        reviewer.run("decide", **told, DECISION="reject")
    assert reviewer.run("decide", **told, DECISION="accept")["DECIDED"] == 1
    assert reviewer.run("decide", **told, DECISION="take_back")["DECIDED"] == 1
    with pytest.raises(AlgorithmFailed, match="no decision to take back"):
        reviewer.run("decide", **told, DECISION="take_back")
    assert reviewer.run("decide", **told, DECISION="reject", REASON="Ist aus Holz.")["DECIDED"] == 1
    anna.run("refresh", WORKING_COPY=str(copy))
    (seen,) = [row for row in queue(anna, service, tmp_path, "rejected").values() if row["uuid"] == uuid]
    assert (seen["reason_code"], seen["note"]) == ("other", "Ist aus Holz.")
    assert {row["uuid"]: row["material"] for row in rows(copy, "sitzbank")}[benches[1]] == "stein"


@over_geopackage
def test_two_contributors_change_the_same_bench_and_the_second_becomes_a_conflict(
    service: Service, people: People, benches: list[str], tmp_path: Path
) -> None:
    reviewer, uuids = people(REVIEWER), []
    for user, state in (("beitrag-a", "gut"), ("beitrag-b", "maengel")):
        copy = tmp_path / f"{user}.gpkg"
        check_out(people(user), service, copy)
        edit(copy, f"UPDATE sitzbank SET zustand = '{state}', lehne = 'unbekannt' WHERE uuid = '{benches[2]}'")
        assert people(user).run("submit", WORKING_COPY=str(copy))["SUBMITTED"] == 1
    uuids = list(queue(reviewer, service, tmp_path, "submitted"))
    told = {"SERVICE": service.url, "CONTRIBUTIONS": ",".join(uuids)}
    assert reviewer.run("decide", **told, DECISION="accept")["DECIDED"] == 2
    assert reviewer.run("publish", **told) == {"PUBLISHED": 1, "CONFLICTS": 1}
    assert list(queue(reviewer, service, tmp_path, "conflict")) == [uuids[1]]


@over_both
def test_staff_publish_at_once_and_it_is_recorded_as_a_contribution(
    service: Service, people: People, benches: list[str], tmp_path: Path
) -> None:
    copy, office = tmp_path / "amt.gpkg", people("verwaltung")
    check_out(office, service, copy)
    edit(copy, f"DELETE FROM sitzbank WHERE uuid IN ('{benches[3]}', '{benches[4]}')")
    assert office.run("submit", WORKING_COPY=str(copy), DIRECT=True) == {"SUBMITTED": 0, "PUBLISHED": 2, "WITHHELD": 0}
    published = queue(office, service, tmp_path, "published")
    assert {benches[3], benches[4]} <= {row["feature_key"] for row in published.values()}
    assert office.run("refresh", WORKING_COPY=str(copy))["UPDATED"] == 0


@over_geopackage
def test_a_contributor_decides_nothing_and_a_guest_submits_nothing(
    service: Service, people: People, benches: list[str], tmp_path: Path
) -> None:
    copy, bernd = tmp_path / "bernd.gpkg", people("beitrag-b")
    check_out(bernd, service, copy)
    edit(copy, f"UPDATE sitzbank SET material = 'metall' WHERE uuid = '{benches[5]}'")
    with pytest.raises(AlgorithmFailed, match="logged in"):
        bernd.run("submit", WORKING_COPY=str(copy), AUTHCFG="")
    bernd.run("submit", WORKING_COPY=str(copy))
    (uuid,) = queue(bernd, service, tmp_path, "submitted")
    with pytest.raises(AlgorithmFailed):
        bernd.run("decide", SERVICE=service.url, CONTRIBUTIONS=uuid, DECISION="accept")
    assert list(queue(bernd, service, tmp_path, "submitted")) == [uuid]
    with pytest.raises(AlgorithmFailed, match="in the queue"):
        people(OTHER_REVIEWER).run("decide", SERVICE=service.url, CONTRIBUTIONS=uuid, DECISION="accept")


@over_geopackage
def test_a_working_copy_from_a_stranger_does_not_get_the_password(
    service: Service, people: People, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    copy = tmp_path / "von-fremden.gpkg"
    check_out(people("beitrag-a"), service, copy)
    newcomer = Person.arrive(tmp_path_factory.mktemp("neu"), "beitrag-b")
    with pytest.raises(AlgorithmFailed, match="never entered"):
        newcomer.run("submit", WORKING_COPY=str(copy))
    assert newcomer.run("submit", WORKING_COPY=str(copy), SERVICE=service.url)["SUBMITTED"] == 0
