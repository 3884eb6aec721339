"""Benches of Dreiwasser that Anna's changes may be accepted for by rule, and what makes her trusted."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import count
from typing import Any

from plugin.adapters.areas import Areas
from plugin.adapters.rules_of_project import derived
from plugin.adapters.suitability import find_areas, find_layers
from plugin.domain.contribution import Change, Contribution, Operation
from plugin.domain.feature import Feature
from plugin.domain.moment import as_text
from plugin.domain.validation import LayerRules, RuleBook
from plugin.formats.policy import AreaChoice
from plugin.formats.rules import book_text, merged
from plugin.services.wfs.model import Insert

from ..garden import put
from .municipality import ANNE
from .stories import edited, proposal, submit
from .town import NOON, InGeoPackage, Town

ANNA = "p-00000000aa"
WEISS_KNOWN, MILENA_KNOWN = "p-00000000bb", "p-00000000cc"
AREAS = AreaChoice("verwaltungsgebiet", "ars", "ebene", "gemeinde")


def allow(town: Town, fields: str = "zustand", new_points: bool = True, moves: bool = True) -> None:
    """What the policy of the benches says, as preparemunicipality keeps it; and the rules of the project."""
    town.sql(
        f"UPDATE {{q}}layer_policy SET automatic_fields = '{fields}', automatic_new_points = {int(new_points)}, "
        f"automatic_moves = {int(moves)} WHERE layer = 'sitzbank'"
    )
    areas = Areas(town.project, find_areas(town.project, AREAS))
    layers = find_layers(town.project, ["sitzbank"])
    book = RuleBook(
        {name: merged(derived(town.project, one, "", areas), LayerRules(name)) for name, one in layers.items()}
    )
    kept = book_text(book).replace("'", "''").replace("{", "{{").replace("}", "}}")
    town.sql("DELETE FROM {q}service_state WHERE key = 'rules'")
    town.sql(f"INSERT INTO {{q}}service_state (key, value) VALUES ('rules', '{kept}')")


def trust(town: Town, accepted: int = 26, rejected: int = 0, by: tuple[str, ...] = (WEISS_KNOWN, MILENA_KNOWN)) -> None:
    """What reviewers have decided about Anna's contributions some weeks ago."""
    town.sql(f"INSERT INTO {{q}}pseudonym (person, pseudonym) SELECT DISTINCT person, '{ANNA}' FROM {{q}}member "
             f"WHERE identity = '{ANNE}'")  # fmt: skip
    told = ["accepted"] * accepted + ["rejected"] * rejected
    names = [f"'alt-{number}', '{ANNA}', '{status}', 'sitzbank'" for number, status in enumerate(told)]
    if isinstance(town, InGeoPackage):  # the triggers of its spatial index are GDAL's
        about = {"author": ANNA, "layer": "sitzbank"}
        put(town.gpkg, "contribution", [{"uuid": f"alt-{n}", "status": one, **about} for n, one in enumerate(told)])
    else:
        town.sql(f"INSERT INTO {{q}}contribution (uuid, author, status, layer) VALUES ({'), ('.join(names)})")
    start = NOON - timedelta(days=40)
    times = [as_text(start + timedelta(hours=number)) for number in range(len(told))]
    rows = [
        f"'alt-{n}', '{status}', '{by[n % len(by)]}', 'reviewer', '{time}'"
        for n, (status, time) in enumerate(zip(told, times, strict=True))
    ]
    names = "contribution, to_status, actor, role, time"
    town.sql(f"INSERT INTO {{q}}event ({names}) VALUES ({'), ('.join(rows)})")


_numbers = count(1)


def sent(change: Change, changeset: str = "") -> tuple[str, Insert, Contribution]:
    """A contribution that nobody has sent yet: its uuid, the Insert, and all of it."""
    uuid = f"00000000-0000-4000-9000-{next(_numbers):012d}"
    wish = replace(proposal(change, uuid), changeset=changeset or f"Gang {uuid}")
    return uuid, submit(wish), wish


def better(town: Town, fid: int = 1, **values: Any) -> Change:
    return edited(town, fid, "sitzbank", **{"zustand": "maengel", **values})


def bench(number: int = 0, **values: Any) -> Change:
    """A new bench, thirty metres beside the last one."""
    properties = {"nummer": None, "material": None, "zustand": "gut", **values}
    place = [495300.25 + 30 * (number % 40), 5671000.25 + 30 * (number // 40)]
    feature = Feature("sitzbank", None, "EPSG:25833", {"type": "Point", "coordinates": place}, properties)
    return Change(Operation.INSERT, None, feature)


def moved(town: Town, metres: float, fid: int = 1) -> Change:
    base = town.feature("sitzbank", fid)
    assert base.geometry is not None
    x, y = base.geometry["coordinates"]
    return Change(Operation.UPDATE, base, replace(base, geometry={"type": "Point", "coordinates": [x + metres, y]}))


def arrives(town: Town, change: Change, changeset: str = "", who: str = ANNE, **more: Any) -> dict[str, Any]:
    """The row of the queue of a contribution that was just sent."""
    uuid, action, _ = sent(change, changeset)
    town.done(who, action, **more)
    return of(town, uuid)


def of(town: Town, uuid: str) -> dict[str, Any]:
    return next(row for row in town.rows("contribution") if row["uuid"] == uuid)


def steps(town: Town, uuid: str) -> list[tuple[str, str, str, str | None]]:
    """(to_status, role, actor, reason_code) of what happened to it."""
    rows = [row for row in town.rows("event") if row["contribution"] == uuid]
    return [(row["to_status"], row["role"], row["actor"], row["reason_code"]) for row in rows]
