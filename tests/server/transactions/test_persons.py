"""Änne Großmann wants to know what is kept about her (Art. 15), and then that it goes (Art. 17)."""

from __future__ import annotations

import json
import os
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from qgis.core import QgsProcessingException

from demo.processes import wait_for
from plugin.adapters.queue_source import queue_of
from plugin.algorithms.erase_person import ErasePerson
from plugin.algorithms.export_person import ExportPerson
from plugin.algorithms.verify_audit import VerifyAudit
from plugin.domain.contribution import Status
from plugin.server.queue.refusals import Refusals
from plugin.server.writing.locking import _lock_files, _taken, turn
from plugin.services.contributions import transition
from plugin.services.wfs.model import Insert, NewFeature
from tests import photos

from .municipality import ANNE, MEMBERS, WEISS, YUSUF
from .offices import run
from .racing import Racer
from .stories import UUIDS, accept, claim, edited, halves, proposal, row, submit, submitted
from .test_attachments import attach
from .town import NOON, InGeoPackage, InPostgis, Town

pytestmark = pytest.mark.qgis
NAME = MEMBERS[0][0]
PUBLISHED, REJECTED, OPEN, CLAIMED, FOREIGN = UUIDS[:5]
SAID = "Ich wohne gegenüber, Hausnummer 7"
ANSWERED = "Liebe Frau Großmann, das war der Nachbarbaum"
WORDS = [NAME, "Großmann", ANNE, SAID, ANSWERED, "Beim Rundgang gesehen mit Änne", "Kastanie am Schulweg"]
PHOTO = photos.from_a_phone(photos.jpeg())


def comment(text: str, about: str, number: int = 1) -> Insert:
    uuid = f"cccccccc-0000-4000-8000-{number:012d}"
    return Insert("comment", (NewFeature({"uuid": uuid, "contribution": about, "text": text}),))


@pytest.fixture
def town_with_anne(town: Town) -> Town:
    """One published, one rejected with an answer, one open with a photo, one that is being reviewed."""
    wish = submitted(town, edited(town, art="Esche"), PUBLISHED)
    accept(town, WEISS, PUBLISHED)
    actions, conditions = halves(wish)
    town.done(WEISS, *actions, conditions=conditions)
    submitted(town, edited(town, 2, art="Kastanie am Schulweg"), REJECTED)
    answer = transition(REJECTED, Status.REJECTED, reason_code="position", note=ANSWERED)
    town.done(WEISS, claim(REJECTED), answer)
    town.done(ANNE, submit(proposal(edited(town, 4, strname="Kastanie am Schulweg"), OPEN)))
    town.done(ANNE, attach(PHOTO, about=OPEN), comment(SAID, OPEN))
    submitted(town, edited(town, 2, hoehe=3.5), CLAIMED)
    town.done(WEISS, claim(CLAIMED))
    submitted(town, edited(town, 1, hoehe=7.5), FOREIGN, who=YUSUF)
    refusals = Refusals()
    for who in (ANNE, YUSUF):
        refusals.count(queue_of(town.project), who, "AccessDenied", NOON)
    refusals.flush()
    return town


@pytest.fixture
def passwords(tmp_path: Path) -> Path:
    file = tmp_path / "kennwörter"
    file.write_text(f"# Dreiwasser\n{YUSUF}:$6$b\n{ANNE}:$6$a\n#disabled:{ANNE}2:$6$c\n", "utf-8")
    file.chmod(0o640)
    return file


def everything(town: Town) -> bytes:
    """What is left for whoever gets hold of the files, or of a dump."""
    if isinstance(town, InGeoPackage):
        files = [town.gpkg, Path(f"{town.gpkg}-wal"), Path(f"{town.gpkg}-journal")]
        return b"".join(file.read_bytes() for file in files if file.exists())
    assert isinstance(town, InPostgis)
    town.sql("CHECKPOINT")
    number = town.cluster.sql("SELECT oid FROM pg_database WHERE datname = current_database()", town.database).strip()
    data = town.cluster.folder / "data" / "base" / number
    tables = b"".join(file.read_bytes() for file in data.iterdir() if file.is_file())
    return tables + town.cluster.dump(town.database).encode()


def traces(town: Town, photo: bytes) -> set[str]:
    """What of Änne is found in there; the photo also as a dump writes it."""
    there = everything(town)
    sought = {word: word.encode() for word in WORDS}
    pieces = {"photo": photo[200:260], "photo in a dump": photo[200:260].hex().encode()}
    return {name for name, found in {**sought, **pieces}.items() if found in there}


def photo_of(town: Town) -> bytes:
    return bytes(town.rows("attachment")[0]["data"])


def test_art_15_gives_everything_and_veils_others(town_with_anne: Town, passwords: Path, tmp_path: Path) -> None:
    town, output = town_with_anne, tmp_path / "auskunft.zip"
    results = run(ExportPerson, town, PERSON=NAME, PASSWORDS=passwords, OUTPUT=output)
    assert (results["CONTRIBUTIONS"], results["PHOTOS"]) == (4, 1)
    assert output.stat().st_mode & 0o777 == 0o600
    with zipfile.ZipFile(output) as archive:
        found = json.loads(archive.read("auskunft.json"))
        (photo,) = [archive.read(name) for name in archive.namelist() if name.startswith("fotos/")]
        assert "Auskunft nach Artikel 15" in archive.read("LIESMICH.txt").decode()
    assert photo == photo_of(town)
    anne = next(found["pseudonym"] for found in town.rows("pseudonym") if found["person"] == NAME)
    assert found["person"] == {"names": [NAME], "accounts": [ANNE], "pseudonyms": [anne]}
    assert {row["uuid"] for row in found["contributions"]} == {PUBLISHED, REJECTED, OPEN, CLAIMED}
    assert {row["text"]: row["author"] for row in found["comments"]} == {
        SAID: anne, ANSWERED: "somebody else", "Danke!": "somebody else"}  # fmt: skip
    assert [row["count"] for row in found["refusals"]] == [1]
    assert {row["actor"] for row in found["events"]} == {anne}
    assert found["password_file"] == [{"account": ANNE, "let_in": True}]
    others = {row["pseudonym"] for row in town.rows("pseudonym")} - {anne}
    assert others and not any(other in json.dumps(found) for other in others)
    assert "$6$" not in json.dumps(found)


@pytest.mark.parametrize("by", ["IDENTITY", "PSEUDONYM"])
def test_a_person_is_found_by_account_and_by_pseudonym(town_with_anne: Town, by: str, tmp_path: Path) -> None:
    anne = next(found["pseudonym"] for found in town_with_anne.rows("pseudonym") if found["person"] == NAME)
    who = {by: ANNE if by == "IDENTITY" else anne}
    assert run(ExportPerson, town_with_anne, OUTPUT=tmp_path / "a.zip", **who)["CONTRIBUTIONS"] == 4


def test_a_dry_run_changes_nothing(town_with_anne: Town, passwords: Path) -> None:
    town, tables = town_with_anne, ("member", "pseudonym", "refusal", "attachment")
    before = (town.everything(), [town.rows(table) for table in tables], passwords.read_bytes())
    results = run(ErasePerson, town, PERSON=NAME, PASSWORDS=passwords)
    assert results["ERASED"] is False
    assert "Photos: 1" in results["REPORT"] and "which are withdrawn: 2" in results["REPORT"]
    assert (town.everything(), [town.rows(table) for table in tables], passwords.read_bytes()) == before


def test_art_17_leaves_no_trace_and_the_record_valid(town_with_anne: Town, passwords: Path, tmp_path: Path) -> None:
    town, photo = town_with_anne, photo_of(town_with_anne)
    assert {NAME, ANNE, SAID, ANSWERED, "Kastanie am Schulweg", "photo"} <= traces(town, photo), "or this shows nothing"
    events, head = town.rows("event"), run(VerifyAudit, town)["HEAD"]
    results = run(ErasePerson, town, IDENTITY=ANNE, PASSWORDS=passwords, DRY_RUN=False)
    assert results["ERASED"] is True
    assert traces(town, photo) == set()
    assert "Somebody was reading" not in results["BY_HAND"]
    assert town.rows("event")[: len(events)] == events
    assert run(VerifyAudit, town, ANCHOR=head)["EVENTS"] == len(events) + 2
    with pytest.raises(QgsProcessingException, match="Nobody is known here as Änne"):
        run(ExportPerson, town, PERSON=NAME, OUTPUT=tmp_path / "leer.zip")


def test_what_is_published_stays_and_what_is_open_is_withdrawn(town_with_anne: Town, passwords: Path) -> None:
    town, before = town_with_anne, row(town_with_anne, PUBLISHED)
    foreign, benches = row(town, FOREIGN), town.rows("baum")
    run(ErasePerson, town, PERSON=NAME, PASSWORDS=passwords, DRY_RUN=False)
    kept = row(town, PUBLISHED)
    assert {kept[name] for name in ("author", "comment", "note", "changeset", "claimed_by")} == {None}
    assert all(kept[name] == before[name] for name in ("base", "proposed", "result", "status", "feature_key"))
    for uuid, status in ((REJECTED, "rejected"), (OPEN, "withdrawn"), (CLAIMED, "withdrawn")):
        gone = row(town, uuid)
        assert gone["status"] == status
        assert {gone[name] for name in ("author", "comment", "note", "base", "proposed", "geom")} == {None}
    assert town.rows("baum") == benches and row(town, FOREIGN) == foreign
    assert [found["to_status"] for found in town.rows("event")][-2:] == ["withdrawn", "withdrawn"]
    assert {found["role"] for found in town.rows("event")[-2:]} == {"data_protection"}
    assert [found["person"] for found in town.rows("member")] == [member[0] for member in MEMBERS[1:]]
    assert len(town.rows("refusal")) == 1 and not town.rows("attachment")
    assert passwords.read_text("utf-8") == f"# Dreiwasser\n{YUSUF}:$6$b\n#disabled:{ANNE}2:$6$c\n"
    assert passwords.stat().st_mode & 0o777 == 0o640


def test_the_service_goes_on_and_knows_her_no_more(town_with_anne: Town) -> None:
    town = town_with_anne
    run(ErasePerson, town, PERSON=NAME, DRY_RUN=False)
    wish = proposal(edited(town, 4, hoehe=4.5), UUIDS[9])
    assert town.send(ANNE, submit(wish)).status == 401
    town.done(YUSUF, submit(wish))
    assert town.send(WEISS, transition(CLAIMED, Status.ACCEPTED)).status == 409
    town.done(WEISS, claim(UUIDS[9]))
    assert run(VerifyAudit, town)["VALID"] is True


def test_a_reviewer_is_erased_too_and_what_others_wrote_stays(town_with_anne: Town) -> None:
    town, reviewer = town_with_anne, "Dr. Friederike Weiß"
    contents = {found["uuid"]: found["proposed"] for found in town.rows("contribution")}
    run(ErasePerson, town, PERSON=reviewer, DRY_RUN=False)
    assert {found["uuid"]: found["proposed"] for found in town.rows("contribution")} == contents
    assert [found["text"] for found in town.rows("comment")] == [SAID]
    assert {row(town, REJECTED)["note"], row(town, PUBLISHED)["note"], row(town, CLAIMED)["claimed_by"]} == {None}
    assert row(town, CLAIMED)["status"] == "in_review"
    assert run(VerifyAudit, town)["VALID"] is True


def test_texts_of_others_and_backups_are_named(town_with_anne: Town, tmp_path: Path) -> None:
    town = town_with_anne
    town.done(YUSUF, comment(f"{NAME} hat recht", FOREIGN, 2))
    stem = "stadt" if town.backend == "gpkg" else "queue"
    for name, person in (("version-1", NAME), ("removed", "Jemand anders")):
        with closing(sqlite3.connect(tmp_path / f"{stem}.{name}.gpkg")) as connection, connection:
            connection.execute("CREATE TABLE member (person)")
            connection.execute("CREATE TABLE pseudonym (person)")
            connection.execute("INSERT INTO member VALUES (?)", [person])
    by_hand = run(ErasePerson, town, PERSON=NAME)["BY_HAND"]
    assert f"{stem}.version-1.gpkg" in by_hand and f"{stem}.removed.gpkg" not in by_hand
    assert "comment cccccccc-0000-4000-8000-000000000002" in by_hand


def test_all_or_nothing(town_with_anne: Town, tmp_path: Path) -> None:
    town, tables = town_with_anne, ("member", "pseudonym", "refusal", "attachment")
    before: Any = (town.everything(), [town.rows(table) for table in tables])
    folder = tmp_path / "ordner"
    (folder / "passwords").mkdir(parents=True)  # as somebody who typed the wrong path
    with pytest.raises(QgsProcessingException, match="password file"):
        run(ErasePerson, town, PERSON=NAME, PASSWORDS=folder / "passwords", DRY_RUN=False)
    assert (town.everything(), [town.rows(table) for table in tables]) == before


SLIPS: list[tuple[dict[str, str], str]] = [
    ({}, "exactly one"),
    ({"PERSON": NAME, "IDENTITY": ANNE}, "exactly one"),
    ({"PERSON": "Niemand"}, "Nobody is known"),
    ({"PSEUDONYM": "p-unbekannt"}, "Nobody is known"),
    ({"PERSON": "' OR '1'='1"}, "Nobody is known"),
]


@pytest.mark.parametrize(("who", "text"), SLIPS)
def test_a_slip_of_the_pen_erases_nobody(shared: Town, who: dict[str, str], text: str) -> None:
    before = [shared.rows(table) for table in ("member", "pseudonym")]
    with pytest.raises(QgsProcessingException, match=text) as refused:
        run(ErasePerson, shared, DRY_RUN=False, **who)
    assert "\n" not in str(refused.value)
    assert [shared.rows(table) for table in ("member", "pseudonym")] == before


def test_who_waits_for_the_lock_while_being_erased_writes_nothing(town_with_anne: Town) -> None:
    town, queue = town_with_anne, queue_of(town_with_anne.project)
    database = queue.path or f"{queue.uri} {os.environ.get('PGSERVICEFILE', '')}"  # as server/store.py has it
    contributions = len(town.rows("contribution"))
    racer = Racer(town.project_file)
    try:
        with turn(database):
            racer.ask(ANNE, submit(proposal(edited(town, 4, hoehe=4.5), UUIDS[9])))
            assert wait_for(lambda: is_waiting(database), 20)
            run(ErasePerson, town, PERSON=NAME, DRY_RUN=False)
        status, _, text = racer.hear()
        assert status in (401, 403, 503), text
    finally:
        racer.close()
    assert NAME not in {found["person"] for found in town.rows("pseudonym")}
    assert len(town.rows("contribution")) == contributions


def is_waiting(database: str) -> bool:
    """Whether another process has taken a place among those who write."""
    taken = [_taken(file) for file in _lock_files(database)[:-1]]
    for handle in taken:
        if handle is not None:
            os.close(handle)
    return None in taken
