"""Photos, taking back and a restored database, through nginx, gunicorn and QGIS Server as people meet them."""

from __future__ import annotations

import base64
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
import requests
from osgeo import ogr

from demo.people import AlgorithmFailed, Person
from demo.postgres import DATABASE
from demo.service import PASSWORD
from plugin.adapters.restoring import new_epoch
from plugin.adapters.working_copy import WorkingCopy
from plugin.domain.contribution import Status
from plugin.domain.errors import Busy, LoginNeeded, Problem
from plugin.services.photos import attaching
from plugin.services.wfs.client import WfsClient
from plugin.services.wfs.model import Transaction
from plugin.workflows import attach, revert
from plugin.workflows.check_out import check_out
from plugin.workflows.connection import Connection, CrsFacts
from plugin.workflows.contribute import submit
from plugin.workflows.epoch import Renewal
from plugin.workflows.publish import publish
from plugin.workflows.review import Decision, contributions, decide
from plugin.workflows.synchronise import refresh
from tests import photos

from .places import ALTMARKFURT, benches_in

if TYPE_CHECKING:
    from demo.service import Service

pytestmark = [pytest.mark.live, pytest.mark.qgis]
ANNA, BERND, REVIEWER, COLLEAGUE = "beitrag-a", "beitrag-b", "pruefung-altmarkfurt", "verwaltung"
FOUR_MB = 4 * 2**20
Log = Callable[[str], Connection]


@pytest.fixture(scope="module", params=["gpkg", "postgis"])
def service(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """One of its own, because its database is put back to an older state."""
    from demo.postgres import programs
    from demo.service import Service

    if request.param == "postgis" and programs() is None:
        pytest.skip("PostgreSQL's initdb is not installed")
    with Service.demo(tmp_path_factory.mktemp("fotos"), backend=request.param) as running:
        yield running


@pytest.fixture
def log_in(service: Service) -> Log:
    def connect(user: str) -> Connection:
        session = requests.Session()
        session.auth = (user, PASSWORD) if user else None
        return Connection.open(WfsClient(session, service.url), lambda _: CrsFacts(False, False))

    return connect


@pytest.fixture
def benches(demo_source: Path) -> list[str]:
    return benches_in(demo_source, ALTMARKFURT)


def edit(copy: WorkingCopy, sql: str) -> None:
    data = ogr.Open(str(copy.path), 1)
    data.ExecuteSQL(sql)
    del data


def copy_of(connection: Connection, path: Path) -> WorkingCopy:
    copy = WorkingCopy.open_or_create(path, connection.client.url, connection.epoch)
    check_out(connection, copy, ["sitzbank"])
    return copy


def send(connection: Connection, copy: WorkingCopy) -> Any:
    return submit(connection, copy, comment="Beim Rundgang gesehen", new_uuid=lambda: str(uuid4()))


def worn(copy: WorkingCopy, bench: str) -> None:
    """Another state of a bench, whatever it is in."""
    other = "CASE zustand WHEN 'defekt' THEN 'gut' ELSE 'defekt' END"
    edit(copy, f"UPDATE sitzbank SET zustand = {other} WHERE uuid = '{bench}'")


def proposed(connection: Connection, path: Path, bench: str) -> str:
    """A contribution about one bench; its uuid."""
    copy = copy_of(connection, path)
    worn(copy, bench)
    (uuid,) = send(connection, copy).submitted
    return str(uuid)


def large_photo() -> bytes:
    """A photo of almost 4 MB, as a phone writes it."""
    for width in range(2900, 1000, -30):
        data = photos.from_a_phone(photos.jpeg(width, width * 3 // 4, 92, noise=True))
        if len(data) <= FOUR_MB:
            return data
    raise AssertionError("no photo is small enough")


def test_a_photo_of_four_megabytes_arrives_without_the_place_where_it_was_taken(
    log_in: Log, benches: list[str], tmp_path: Path
) -> None:
    anna, data = log_in(ANNA), large_photo()
    assert len(data) > 0.9 * FOUR_MB and photos.GPS in data and photos.OWNER in data
    contribution = proposed(anna, tmp_path / "anna.gpkg", benches[0])
    uuid = str(uuid4())
    for _ in range(2):
        anna.client.transaction(Transaction((attaching(uuid, contribution, data),)))
    (listed,) = attach.photos(anna, contribution)
    got = anna.client.ask_for_bytes({"SERVICE": "BUERGERGIS", "REQUEST": "GetAttachment", "UUID": uuid}, 2**24)
    assert listed.uuid == uuid and got.startswith(b"\xff\xd8\xff")
    for secret in (photos.GPS, photos.OWNER, photos.SERIAL, b"Exif"):
        assert secret not in got
    assert photos.size_of(got) == photos.size_of(data)


def test_a_photo_is_an_image_and_nothing_else(
    service: Service, log_in: Log, benches: list[str], tmp_path: Path
) -> None:
    anna = log_in(ANNA)
    contribution = proposed(anna, tmp_path / "anna.gpkg", benches[1])
    uuid = attach.attach(anna, contribution, photos.png())
    asked = {"SERVICE": "BUERGERGIS", "REQUEST": "GetAttachment", "UUID": uuid}
    answer = requests.get(service.url, asked, auth=(ANNA, PASSWORD), timeout=60)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/png")
    assert answer.headers["X-Content-Type-Options"] == "nosniff" and uuid in answer.headers["Content-Disposition"]
    assert "no-store" in answer.headers["Cache-Control"]
    for who, status in (("", 401), (BERND, 404), ("pruefung-neuwasser", 404), (REVIEWER, 200)):
        auth = (who, PASSWORD) if who else None
        assert requests.get(service.url, asked, auth=auth, timeout=60).status_code == status, who
    for wrong in ("", "1", uuid.upper(), f"{uuid}' OR '1'='1", "../../etc/passwd"):
        told = requests.get(service.url, {**asked, "UUID": wrong}, auth=(ANNA, PASSWORD), timeout=60)
        assert told.status_code in (400, 403, 404) and b"Exception" in told.content
    assert attach.fetch(log_in(REVIEWER), uuid).width == 64


def test_wfs_never_carries_the_bytes_nor_the_name(
    service: Service, log_in: Log, benches: list[str], tmp_path: Path
) -> None:
    anna = log_in(ANNA)
    contribution = proposed(anna, tmp_path / "anna.gpkg", benches[2])
    data = photos.jpeg()
    attach.attach(anna, contribution, data)
    wfs = {"SERVICE": "WFS", "VERSION": "1.1.0", "TYPENAME": "attachment"}
    described = requests.get(service.url, {**wfs, "REQUEST": "DescribeFeatureType"}, auth=(ANNA, PASSWORD), timeout=60)
    assert b"sha256" in described.content
    assert b'name="data"' not in described.content and b'name="author"' not in described.content
    formats = ("GeoJSON", "GML2", "GML3")
    for more in ({}, {"PROPERTYNAME": "data"}, {"PROPERTYNAME": "uuid,data,author"}):
        for output in formats:
            asked = {**wfs, "REQUEST": "GetFeature", "OUTPUTFORMAT": output, **more}
            got = requests.get(service.url, asked, auth=(ANNA, PASSWORD), timeout=60).content
            assert base64.b64encode(data[:30])[:30] not in got and b"p-" not in got, (more, output)
            assert b'"data"' not in got and b":data>" not in got, (more, output)


def test_the_memory_of_the_workers_stays_bounded(
    service: Service, log_in: Log, benches: list[str], tmp_path: Path
) -> None:
    anna, data = log_in(ANNA), large_photo()
    contribution = proposed(anna, tmp_path / "anna.gpkg", benches[3])

    def send_and_withdraw() -> None:
        for _ in range(8):
            uuid = str(uuid4())
            anna.client.transaction(Transaction((attaching(uuid, contribution, data),)))
            attach.withdraw(anna, uuid)

    send_and_withdraw()
    before = memory(service)
    send_and_withdraw()
    send_and_withdraw()
    print(f"MB of the largest worker: {before} before, {memory(service)} after sixteen photos more")
    assert memory(service) < before + 80
    assert attach.photos(anna, contribution) == []


def memory(service: Service) -> int:
    """MB of the largest worker."""
    pages = [int(Path(f"/proc/{worker}/statm").read_text().split()[1]) for worker in service.workers_now()]
    return max(pages) * 4096 // 2**20


def accepted_and_published(log_in: Log, uuids: list[str]) -> None:
    colleague = log_in(COLLEAGUE)
    decide(colleague, uuids, Decision.ACCEPT).raise_if_failed("accepted")
    result = publish(colleague, uuids)
    assert (result.done, result.conflicts, result.refused) == (uuids, [], {})


def layer_now(log_in: Log, path: Path) -> dict[str, tuple[object, ...]]:
    """Every bench by its uuid, as everybody sees it."""
    copy = copy_of(log_in(""), path)
    data = ogr.Open(str(copy.path))  # must live as long as its layer is used
    layer = data.GetLayerByName("sitzbank")
    fields = ("material", "lehne", "zustand")
    found = {row["uuid"]: (*(row[name] for name in fields), row.geometry().ExportToWkt()) for row in layer}
    del layer, data
    path.unlink()
    return found


def test_vandalism_is_taken_back_and_the_layer_is_as_before(
    service: Service, log_in: Log, benches: list[str], tmp_path: Path
) -> None:
    before = layer_now(log_in, tmp_path / "vorher.gpkg")
    bernd = log_in(BERND)
    copy = copy_of(bernd, tmp_path / "bernd.gpkg")
    edit(copy, f"UPDATE sitzbank SET zustand = 'defekt', lehne = 'unbekannt' WHERE uuid = '{benches[10]}'")
    edit(copy, f"UPDATE sitzbank SET material = NULL WHERE uuid = '{benches[11]}'")
    edit(copy, f"DELETE FROM sitzbank WHERE uuid IN ('{benches[12]}', '{benches[13]}')")
    add_bench(copy, benches[14])
    sent = send(bernd, copy).submitted
    assert len(sent) == 5
    accepted_and_published(log_in, sent)
    assert layer_now(log_in, tmp_path / "zerstoert.gpkg") != before
    changeset = contributions(log_in(COLLEAGUE), sent)[sent[0]].changeset

    reviewer = log_in(REVIEWER)
    wanted = revert.plan(reviewer, changeset=changeset)
    assert len(wanted.ready) == 5 == len(wanted.steps)
    done = revert.carry_out(reviewer, wanted, "Rückgängig: Vandalismus")
    assert (len(done.sent), done.left) == (5, {})
    again = revert.plan(reviewer, changeset=changeset)
    assert again.ready == [] and {step.why_not for step in again.steps} == {"it is in the queue already, submitted"}
    with pytest.raises(Problem, match="own contribution"):
        decide(reviewer, done.sent[:1], Decision.ACCEPT).raise_if_failed("accepted")
    accepted_and_published(log_in, done.sent)
    assert layer_now(log_in, tmp_path / "nachher.gpkg") == before


def add_bench(copy: WorkingCopy, near: str) -> None:
    data = ogr.Open(str(copy.path), 1)
    layer = data.GetLayerByName("sitzbank")
    layer.SetAttributeFilter(f"uuid = '{near}'")
    row = layer.GetNextFeature()
    made = ogr.Feature(layer.GetLayerDefn())
    for name, value in (("uuid", str(uuid4())), ("material", "holz"), ("zustand", "gut"), ("lehne", row["lehne"])):
        made[name] = value
    made.SetGeometry(row.geometry())
    layer.SetAttributeFilter(None)
    assert layer.CreateFeature(made) == 0


def test_what_has_changed_since_is_named_and_left_alone(log_in: Log, benches: list[str], tmp_path: Path) -> None:
    first = proposed(log_in(BERND), tmp_path / "bernd.gpkg", benches[20])
    accepted_and_published(log_in, [first])
    copy = copy_of(log_in(ANNA), tmp_path / "anna.gpkg")
    other = "CASE material WHEN 'stein' THEN 'holz' ELSE 'stein' END"
    edit(copy, f"UPDATE sitzbank SET material = {other} WHERE uuid = '{benches[20]}'")
    accepted_and_published(log_in, send(log_in(ANNA), copy).submitted)
    (step,) = revert.plan(log_in(REVIEWER), contribution=first).steps
    assert step.change is None and step.why_not == "it has changed since: material"


class Backup:
    """What the administrator makes in the evening, and puts back when the disk has failed."""

    def __init__(self, service: Service, folder: Path) -> None:
        self._service, self._folder = service, folder
        if service.database is not None:
            self._copy_database(DATABASE, "sicherung")
            return
        with closing(sqlite3.connect(self._file)) as source, closing(sqlite3.connect(folder / "sicherung")) as target:
            source.backup(target)

    def put_back(self) -> None:
        """The service stands still meanwhile."""
        service = self._service
        service.stop()
        if service.database is not None:
            service.database.start()
            service.database.sql(f'DROP DATABASE "{DATABASE}" WITH (FORCE)', "postgres")
            self._copy_database("sicherung", DATABASE)
        else:
            for leftover in self._file.parent.glob("*.gpkg-*"):
                leftover.unlink()
            shutil.copy(self._folder / "sicherung", self._file)
        service.start()

    @property
    def _file(self) -> Path:
        return self._service.run / "municipality" / "dreiwasser.gpkg"

    def _copy_database(self, source: str, target: str) -> None:
        assert self._service.database is not None
        ended = f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{source}'"
        self._service.database.sql(ended, "postgres")
        self._service.database.add_database(target, source)

    def count(self, uuids: list[str]) -> tuple[int, int]:
        """How many contributions the database holds of `uuids`, and how many different ones."""
        listed = ", ".join(f"'{uuid}'" for uuid in uuids)
        counted = f"SELECT count(*), count(DISTINCT uuid) FROM {{}}contribution WHERE uuid IN ({listed})"
        if self._service.database is not None:
            rows, different = self._service.database.sql(counted.format("buergergis.")).strip().split("|")
            return int(rows), int(different)
        with closing(sqlite3.connect(self._file)) as connection:
            found: tuple[int, int] = connection.execute(counted.format("")).fetchone()
            return found


@pytest.fixture
def as_the_service(service: Service) -> Iterator[None]:
    """What the administrator does on the server reaches the database as the service does."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in (service.database.environment if service.database else {}).items():
            patch.setenv(name, value)
        yield


@pytest.mark.usefixtures("as_the_service")
def test_after_a_restore_what_was_lost_arrives_once_and_nothing_twice(
    service: Service, log_in: Log, benches: list[str], tmp_path: Path
) -> None:
    anna = log_in(ANNA)
    copy = copy_of(anna, tmp_path / "anna.gpkg")
    worn(copy, benches[30])
    kept = send(anna, copy).submitted
    backup = Backup(service, tmp_path)
    worn(copy, benches[31])
    edit(copy, f"DELETE FROM sitzbank WHERE uuid = '{benches[32]}'")
    lost = send(anna, copy).submitted
    accepted_and_published(log_in, lost[:1])  # one of the two was even on the map
    refresh(log_in(ANNA), copy)
    assert len(lost) == 2

    backup.put_back()
    anna = log_in(ANNA)
    worn(copy, benches[33])
    with pytest.raises(Busy, match="older state"):
        send(anna, copy)
    assert "buergergis:newepoch" in (service.run / "gunicorn.log").read_text("utf-8")
    new_epoch(str(service.projects["/ows/"]), datetime.now(UTC))

    told: list[Renewal] = []
    refresh(anna, copy, restored=told.append)  # the connection is older than the epoch
    assert [set(one.again) for one in told] == [set(lost)]
    assert set(contributions(anna, [*kept, *lost])) == set(kept)
    sent = send(anna, copy)
    assert (sent.renewal, set(lost) < set(sent.submitted), len(sent.submitted)) == (None, True, 3)
    assert send(anna, copy).submitted == []
    found = contributions(anna, [*kept, *sent.submitted])
    assert {one.status for one in found.values()} == {Status.SUBMITTED} and len(found) == 4
    assert backup.count(list(found)) == (4, 4)


def test_a_guest_hears_that_they_must_log_in_after_a_restore(log_in: Log, benches: list[str], tmp_path: Path) -> None:
    path = tmp_path / "anna.gpkg"
    proposed(log_in(ANNA), path, benches[40])
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE buergergis_meta SET value = 'frueher' WHERE key = 'epoch'")
    with pytest.raises(LoginNeeded, match="earlier state"):
        refresh(log_in(""), WorkingCopy.open(path))


def test_photos_and_taking_back_from_the_toolbox(
    service: Service, log_in: Log, benches: list[str], tmp_path: Path
) -> None:
    if service.backend == "postgis":
        pytest.skip("the toolbox speaks to the service, whatever stands behind it")
    anna, reviewer = Person.arrive(tmp_path, ANNA), Person.arrive(tmp_path, REVIEWER)
    contribution = proposed(log_in(ANNA), tmp_path / "anna.gpkg", benches[50])
    (tmp_path / "Bänkchen.JPG").write_bytes(photos.from_a_phone(photos.jpeg(5000, 4000), orientation=6))
    told: dict[str, Any] = {"SERVICE": service.url, "CONTRIBUTION": contribution}
    with pytest.raises(AlgorithmFailed, match="uuid of a contribution"):
        anna.run("attachphoto", **told | {"CONTRIBUTION": "1"}, FILE=str(tmp_path / "Bänkchen.JPG"))
    photo = anna.run("attachphoto", **told, FILE=str(tmp_path / "Bänkchen.JPG"))["PHOTO"]
    assert anna.run("attachphoto", **told, FILE=str(tmp_path / "Bänkchen.JPG"))["PHOTO"] == photo
    assert reviewer.run("photos", **told, FOLDER=str(tmp_path / "Fotos"))["COUNT"] == 1
    (saved,) = (tmp_path / "Fotos").iterdir()
    assert saved.name == f"photo-01-{photo[:8]}.jpg" and photos.size_of(saved.read_bytes()) == (1638, 2048)
    assert photos.GPS not in saved.read_bytes()
    anna.run("withdrawphoto", SERVICE=service.url, PHOTO=photo)
    assert reviewer.run("photos", **told, FOLDER=str(tmp_path / "Fotos"))["COUNT"] == 0

    with pytest.raises(AlgorithmFailed, match="one of them"):
        reviewer.run("revert", SERVICE=service.url, COMMENT="x")
    accepted_and_published(log_in, [contribution])
    dry = reviewer.run("revert", **told, DRY_RUN=True)
    assert (dry["REVERTED"], dry["LEFT"]) == (0, 0)
    with pytest.raises(AlgorithmFailed, match="Why it is taken back"):
        reviewer.run("revert", **told)
    done = reviewer.run("revert", **told, COMMENT="Die Bank ist heil.")
    assert (done["REVERTED"], done["LEFT"], done["CHANGESET"]) == (1, 0, dry["CHANGESET"])
    assert reviewer.run("revert", **told, COMMENT="Die Bank ist heil.")["LEFT"] == 1
