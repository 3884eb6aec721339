"""Contributions and what is done with them, for the tests of queue and publication."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from plugin.domain.contribution import Change, Contribution, Operation, Reason, Status
from plugin.domain.feature import Feature
from plugin.services.contributions import LayerForm, publication, submission, transition
from plugin.services.wfs.model import Action, Insert

from .town import ALTMARKFURT, ANNE, Town

CHANGESET = "11111111-1111-4111-8111-111111111111"
UUIDS = [f"00000000-0000-4000-8000-{number:012d}" for number in range(1, 20)]


def form(layer: str) -> LayerForm:
    return LayerForm(layer, "EPSG:25833")


def proposal(change: Change, uuid: str = UUIDS[0], **more: Any) -> Contribution:
    return Contribution(uuid, change, change.feature.layer, change.key, CHANGESET, "Beim Rundgang gesehen", **more)


def submit(wish: Contribution, **more: str | None) -> Insert:
    """The Insert a client sends, with what it might add."""
    action = submission(wish, form(wish.layer), "EPSG:25833")
    feature = action.features[0]
    return replace(action, features=(replace(feature, properties={**feature.properties, **more}),))


def claim(uuid: str = UUIDS[0]) -> Action:
    return transition(uuid, Status.IN_REVIEW, step="claim")


def taken_back(uuid: str = UUIDS[0]) -> Action:
    return transition(uuid, Status.IN_REVIEW, reason_code=Reason.TAKEN_BACK, revision=1)


def accept(town: Town, who: str, *uuids: str) -> None:
    for uuid in uuids or UUIDS[:1]:
        town.done(who, claim(uuid), transition(uuid, Status.ACCEPTED, note="Danke!"))


def halves(wish: Contribution) -> tuple[list[Action], dict[str, str]]:
    """The change to the layer and the Update of the contribution, and the condition of the former."""
    change, state = publication(wish, form(wish.layer))
    return [change, transition(wish.uuid, Status.PUBLISHED)], {wish.uuid: state} if state else {}


def at_once(wish: Contribution) -> tuple[list[Action], dict[str, str]]:
    """The same for staff who publish directly."""
    wish = replace(wish, status=Status.PUBLISHED)
    change, state = publication(wish, form(wish.layer))
    return [change, submit(wish)], {wish.uuid: state} if state else {}


def edited(town: Town, fid: int = 1, layer: str = "baum", **values: Any) -> Change:
    base = town.feature(layer, fid)
    return Change(Operation.UPDATE, base, replace(base, properties={**base.properties, **values}))


def moved(town: Town, x: float, y: float, fid: int = 1, layer: str = "baum") -> Change:
    base = town.feature(layer, fid)
    return Change(Operation.UPDATE, base, replace(base, geometry={"type": "Point", "coordinates": [x, y]}))


def felled(town: Town, fid: int = 1, layer: str = "baum") -> Change:
    return Change(Operation.DELETE, town.feature(layer, fid), None)


def planted(town: Town, x: float = 495123.25, y: float = 5670456.125, **values: Any) -> Change:
    """A tree nobody has on the map yet; what the contributor left open is null."""
    empty = dict.fromkeys(town.feature("baum", 1).properties)
    properties = {**empty, "art": "Speierling", "eigentuemer_ars": ALTMARKFURT, **values}
    geometry = {"type": "Point", "coordinates": [x, y]}
    return Change(Operation.INSERT, None, Feature("baum", None, "EPSG:25833", geometry, properties))


def submitted(town: Town, change: Change, uuid: str = UUIDS[0], who: str = ANNE) -> Contribution:
    """A contribution that lies in the queue."""
    wish = proposal(change, uuid)
    town.done(who, submit(wish))
    return wish


def row(town: Town, uuid: str = UUIDS[0]) -> dict[str, Any]:
    """How it stands in the queue."""
    return next(found for found in town.rows("contribution") if found["uuid"] == uuid)
