"""`make demo`: guest, two contributors and a reviewer go through the whole loop against the real service.

Everything people do is done with qgis_process and with QGIS's own edit sessions; what the server holds in the
end is said by an independent client. Ends with an error if any step is not as it should be. With BACKEND=postgis it
is played over PostgreSQL.
"""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests
from osgeo import ogr
from qgis.core import QgsApplication

from .edits import BENCHES, TREES, Edit, edit
from .people import AlgorithmFailed, Person
from .processes import ServiceFailed
from .published import ROOT
from .report import Picture, Report, write
from .service import GEOPACKAGE, PASSWORD, Service
from .witness import Row, rows

BUILD = ROOT / "build" / "demo"
PLAY = BUILD / "play"
REVIEWER = "pruefung-altmarkfurt"
CENTRE = 400.0
"""Half the side, in metres, of the square that the contributors check out."""


class NotAsItShouldBe(Exception):
    """A step of the demo did not do what it must."""


@dataclass
class Stage:
    """Where the play takes place: the service, the people, and what they have said so far."""

    service: Service
    people: dict[str, Person]
    report: Report = field(default_factory=Report)

    def person(self, user: str) -> Person:
        return self.people[user]


def say(line: str) -> None:
    print(line, flush=True)


def check(fact: bool, sentence: str) -> None:
    if not fact:
        raise NotAsItShouldBe(sentence)


def main(backend: str = GEOPACKAGE) -> int:
    """Play everything over one backend; returns the exit code."""
    application = QgsApplication([], False)
    application.initQgis()
    start = time.monotonic()
    shutil.rmtree(PLAY, ignore_errors=True)
    PLAY.mkdir(parents=True)
    try:
        with Service.demo(PLAY / "service", backend=backend) as service:
            report = play(service)
    except (NotAsItShouldBe, AlgorithmFailed, ServiceFailed) as problem:
        say(f"Not as it should be: {problem}")
        return 1
    finally:
        application.exitQgis()
    path = write(report, BUILD / "report.html")
    say(f"10 The report with the maps: {path.relative_to(ROOT)} ({time.monotonic() - start:.0f} s in all)")
    return 0


def play(service: Service) -> Report:
    users = ("", "beitrag-a", "beitrag-b", REVIEWER)
    with ThreadPoolExecutor() as door:
        people = door.map(lambda user: Person.arrive(PLAY / "people", user), users)
        stage = Stage(service, dict(zip(users, people, strict=True)))
    look_as_guest(stage)
    extent = centre_of(stage)
    copies = check_out(stage, extent)
    before = {layer: rows(service.url, layer) for layer in (TREES, BENCHES)}
    edits = edit(copies["beitrag-a"])
    stage.report.pictures.append(map_of(stage, edits, "Vorher"))
    submit(stage, copies["beitrag-a"])
    decide(stage, edits)
    publish(stage)
    refresh(stage, copies)
    stage.report.pictures.append(map_of(stage, edits, "Nachher"))
    prove(stage, edits, before, copies["beitrag-b"])
    return stage.report


def look_as_guest(stage: Stage) -> None:
    loaded = stage.person("").run(
        "checkout", SERVICE=stage.service.url, LAYERS="spielplatz", OUTPUT=str(PLAY / "gast.gpkg")
    )
    check(loaded["LOADED"] == loaded["EXPECTED"] > 0, f"The guest loaded {loaded['LOADED']} playgrounds.")
    say(f" 1 A guest reads {loaded['LOADED']:.0f} playgrounds at {stage.service.url}.")


def centre_of(stage: Stage) -> str:
    """The extent around that spot, as Processing wants it."""
    x, y = spot(stage.service)
    return f"{x - CENTRE},{x + CENTRE},{y - CENTRE},{y + CENTRE} [EPSG:25833]"


def told_to_scripts(service: Service, folder: Path, pictures: Path | None = None) -> dict[str, Any]:
    """What a script that plays in QGIS Desktop is given: where the service is, who one is, where to write."""
    return {
        "service": service.url,
        "password": PASSWORD,
        "folder": str(folder),
        "pictures": str(pictures or folder),
        "centre": spot(service),
    }


def spot(service: Service) -> tuple[float, float]:
    """Where benches and trees stand close together (EPSG:25833)."""
    trees = rows(service.url, TREES).values()
    benches = rows(service.url, BENCHES).values()
    spots = [(float(bench.x), float(bench.y)) for bench in benches]

    def near(found: list[Row], x: float, y: float) -> int:
        return sum(abs(float(r.x) - x) < CENTRE and abs(float(r.y) - y) < CENTRE for r in found)

    return max(spots, key=lambda spot: min(near(list(trees), *spot), 10 * near(list(benches), *spot)))


def check_out(stage: Stage, extent: str) -> dict[str, Path]:
    copies = {user: PLAY / f"{user}.gpkg" for user in ("beitrag-a", "beitrag-b")}
    told = {"SERVICE": stage.service.url, "LAYERS": f"{TREES},{BENCHES}", "EXTENT": extent}
    with ThreadPoolExecutor() as both:
        done = both.map(lambda user: stage.person(user).run("checkout", **told, OUTPUT=str(copies[user])), copies)
    for user, loaded in zip(copies, done, strict=True):
        check(loaded["LOADED"] == loaded["EXPECTED"] > 0, f"{user} loaded {loaded['LOADED']} features.")
    counts = f"{loaded['LOADED']:.0f} of {loaded['EXPECTED']:.0f}"
    say(f" 2 Two contributors check out {counts} trees and benches each.")
    return copies


def submit(stage: Stage, copy: Path) -> None:
    person = stage.person("beitrag-a")
    changes = person.run("changes", WORKING_COPY=str(copy), OUTPUT=str(PLAY / "changes.geojson"))
    check(changes["COUNT"] == 5, f"There are {changes['COUNT']} changes, not 5.")
    say(" 3 The first edits with QGIS: an insert, an attribute change, a move, a delete, and a bold guess.")
    done = person.run("submit", WORKING_COPY=str(copy), COMMENT="Rundgang am Sonntag")
    check(done["SUBMITTED"] == 5, f"{done['SUBMITTED']} contributions were submitted, not 5.")
    again = person.run("submit", WORKING_COPY=str(copy), COMMENT="Rundgang am Sonntag")
    check(again["SUBMITTED"] == 0, "Submitting again sent something a second time.")
    say(" 4 Five contributions are submitted; submitting again sends nothing twice.")


def decide(stage: Stage, edits: list[Edit]) -> None:
    reviewer = stage.person(REVIEWER)
    queue = queue_of(stage, "submitted")
    check(len(queue) == 5, f"The reviewer sees {len(queue)} contributions, not 5.")
    say(f" 5 The reviewer for Altmarkfurt finds {len(queue)} contributions in the queue.")
    wrong = {told.uuid for told in edits if not told.expected}
    doubtful = [uuid for uuid, row in queue.items() if row["feature_key"] in wrong]
    good = [uuid for uuid in queue if uuid not in doubtful]
    accepted = reviewer.run("decide", SERVICE=stage.service.url, CONTRIBUTIONS=",".join(good), DECISION="accept")
    rejected = reviewer.run(
        "decide",
        SERVICE=stage.service.url,
        CONTRIBUTIONS=",".join(doubtful),
        DECISION="reject",
        REASON="attributes",
        NOTE="69,5 m wäre der höchste Baum Deutschlands. Bitte noch einmal messen.",
    )
    check((accepted["DECIDED"], rejected["DECIDED"]) == (4, 1), "Not every contribution was decided.")
    say(" 6 Four are accepted; one is rejected, with a reason and a note.")


def publish(stage: Stage) -> None:
    accepted = ",".join(queue_of(stage, "accepted"))
    done = stage.person(REVIEWER).run("publish", SERVICE=stage.service.url, CONTRIBUTIONS=accepted)
    check((done["PUBLISHED"], done["CONFLICTS"]) == (4, 0), f"Publishing gave {done}.")
    again = stage.person(REVIEWER).run("publish", SERVICE=stage.service.url, CONTRIBUTIONS=accepted)
    check((again["PUBLISHED"], again["CONFLICTS"]) == (4, 0), f"Publishing again gave {again}.")
    say(" 7 Four are published in one Transaction; publishing again changes nothing.")


def refresh(stage: Stage, copies: dict[str, Path]) -> None:
    with ThreadPoolExecutor() as both:
        done = both.map(lambda user: stage.person(user).run("refresh", WORKING_COPY=str(copies[user])), copies)
    mine, others = (told["UPDATED"] for told in done)
    # The first has them already, but for the number that the server gave the new tree.
    check((mine, others) == (1, 4), f"Refreshing updated {mine} and {others} features, not 1 and 4.")
    say(" 8 The second contributor refreshes and has the four changes.")


def prove(stage: Stage, edits: list[Edit], before: dict[str, dict[str, Row]], other: Path) -> None:
    """An outside client sees four changes exactly as proposed, and the fifth not at all."""
    now = {layer: rows(stage.service.url, layer) for layer in (TREES, BENCHES)}
    queue = {row["feature_key"]: row for row in queue_of(stage, "*").values()}
    verdict: dict[str, Callable[[Row | None, Row | None, Edit], bool]] = {
        "insert": lambda was, is_, told: was is None and is_ is not None and at(is_, told),
        "update": lambda was, is_, told: was is not None and is_ is not None and was != is_ and at(is_, told),
        "delete": lambda was, is_, told: was is not None and is_ is None,
    }
    for told in edits:
        was, is_ = before[told.layer].get(told.uuid), now[told.layer].get(told.uuid)
        row = queue[told.uuid]
        right = verdict[row["operation"]](was, is_, told) if told.expected else was == is_
        check(right, f"The server does not hold what was decided: {told.title} (was {was}, is {is_}).")
        stage.report.add(told, row, was, is_)
    same = sum(was == now[layer].get(key) for layer, found in before.items() for key, was in found.items())
    total = sum(len(found) for found in before.values())
    check(same == total - 3, f"{total - same} of the earlier features differ, not 3.")
    check_copy(other, now)
    say(f" 9 ogr2ogr agrees: 4 as proposed to the last decimal, 1 unchanged, {same} others untouched.")


def at(row: Row, told: Edit) -> bool:
    """The outside client reads exactly the ordinates that were proposed."""
    return (float(row.x), float(row.y)) == (round(told.x, 8), round(told.y, 8))


def check_copy(copy: Path, now: dict[str, dict[str, Row]]) -> None:
    """Every feature of a refreshed working copy is the server's."""
    source = ogr.Open(str(copy))
    for layer, found in now.items():
        for feature in source.GetLayer(layer):
            row = found.get(feature["uuid"])
            check(row is not None, f"The refreshed copy has a feature of {layer} that the server has not.")


def queue_of(stage: Stage, status: str) -> dict[str, ogr.Feature]:
    """The queue as the reviewer sees it, by uuid."""
    target = PLAY / "queue.geojson"
    target.unlink(missing_ok=True)
    stage.person(REVIEWER).run("reviewqueue", SERVICE=stage.service.url, STATUS=status, OUTPUT=str(target))
    source = ogr.Open(str(target))
    return {feature["uuid"]: feature for feature in source.GetLayer(0)}


def map_of(stage: Stage, edits: list[Edit], title: str) -> Picture:
    """A map of where the edits are, drawn by QGIS Server."""
    xs, ys = [told.x for told in edits], [told.y for told in edits]
    middle = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    half = 0.65 * max(max(xs) - min(xs), max(ys) - min(ys), 60)
    answer = requests.get(
        stage.service.url,
        params={
            "SERVICE": "WMS", "VERSION": "1.3.0", "REQUEST": "GetMap", "CRS": "EPSG:25833",
            "LAYERS": "landnutzung,gewaesser,gebaeude,strasse,spielplatz,baum_altmarkfurt,sitzbank",
            "STYLES": "", "WIDTH": "900", "HEIGHT": "900", "FORMAT": "image/png", "DPI": "144",
            "BBOX": f"{middle[0] - half},{middle[1] - half},{middle[0] + half},{middle[1] + half}",
        },
        timeout=60,
    )  # fmt: skip
    check(answer.headers["Content-Type"].startswith("image/png"), f"No map: {answer.text[:300]}")
    return Picture(title, answer.content, middle[0] - half, middle[1] + half, 2 * half)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
