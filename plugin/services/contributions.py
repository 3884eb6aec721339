"""Contributions over WFS: rows of the queue, and the actions of a Transaction that they stand for."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from ..domain.contribution import (
    Change,
    Contribution,
    Operation,
    Status,
    any_point,
    changed_geometry,
    changed_properties,
)
from ..domain.errors import InvalidContent
from ..domain.feature import Feature, from_json_fg, to_json_fg
from ..domain.state import state_of
from .wfs import gml
from .wfs.filters import Compare, Comparison, FeatureIds, Filter
from .wfs.model import Action, Delete, Insert, NewFeature, Update

QUEUE, COMMENT = "contribution", "comment"


@dataclass(frozen=True)
class LayerForm:
    """What must be known of a layer to write to it.

    `key` is the name of its unique text column or "" where the feature id is the key; `decimals` the grid of
    the state hash; `northing_first` the axis order of its CRS by the authority.
    """

    name: str
    crs: str
    key: str = ""
    decimals: int = 6
    northing_first: bool = False


def text_of(value: Any) -> str | None:
    """A property value as the text of an XML element; None stands for xsi:nil."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    return json.dumps(value, ensure_ascii=False)


def submission(contribution: Contribution, form: LayerForm, queue_crs: str) -> Insert:
    """The Insert that puts a contribution into the queue.

    The point that stands for it on the map is sent along where the layer and the queue share a CRS; the
    server half computes it otherwise.
    """
    change = contribution.change
    properties: dict[str, str | None] = {
        "uuid": contribution.uuid,
        "changeset": contribution.changeset,
        "comment": contribution.comment,
        "layer": contribution.layer,
        "feature_key": contribution.feature_key,
        "operation": str(change.operation),
        "base": _document(change.base, form),
        "proposed": _document(change.proposed, form),
    }
    if contribution.status is Status.PUBLISHED:
        properties["status"] = str(Status.PUBLISHED)
    point = any_point(change.feature.geometry) if form.crs == queue_crs else None
    geometry = point and gml.element({"type": "Point", "coordinates": point}, queue_crs)
    return Insert(QUEUE, (NewFeature(properties, geometry),), handle=f"{contribution.uuid}-queue")


def revision(contribution: Contribution, form: LayerForm) -> Update:
    """The Update that replaces the content of a contribution which its author has worked on again.

    Where its number is known it names the one before: a request that the network has held back for too long is then
    refused, instead of putting an old content in the place of a newer one.
    """
    properties: dict[str, str | None] = {
        "status": str(Status.SUBMITTED),
        "comment": contribution.comment,
        "operation": str(contribution.change.operation),
        "base": _document(contribution.change.base, form),
        "proposed": _document(contribution.change.proposed, form),
    }
    if contribution.revision > 1:
        properties["revision"] = str(contribution.revision - 1)
    where = Compare(Comparison.EQUAL, "uuid", contribution.uuid)
    return Update(QUEUE, where, properties, handle=f"{contribution.uuid}-queue")


def transition(
    uuid: str,
    target: Status,
    *,
    reason_code: str = "",
    note: str = "",
    revision: int = 0,
    step: str = "status",
    body: str = "",
    due: str = "",
) -> Update:
    """The Update that asks for a transition of one contribution, in the `revision` that the person has seen.

    `body` and `due` (ISO 8601) say to whom it is handed over, and until when.
    """
    seen = str(revision) if revision else ""
    wanted = {"status": str(target), "reason_code": reason_code, "note": note, "revision": seen}
    wanted |= {"responsible_body": body, "due": due}
    properties: dict[str, str | None] = {name: text for name, text in wanted.items() if text}
    return Update(QUEUE, Compare(Comparison.EQUAL, "uuid", uuid), properties, handle=f"{uuid}-{step}")


def looked_at(uuid: str, said: str, *, reason_code: str = "", note: str = "", revision: int = 0) -> Update:
    """The Update with which a reviewer says that something accepted by rule is good, or should not have been."""
    wanted = {"afterwards": said, "reason_code": reason_code, "note": note, "revision": str(revision or "")}
    properties: dict[str, str | None] = {name: text for name, text in wanted.items() if text}
    return Update(QUEUE, Compare(Comparison.EQUAL, "uuid", uuid), properties, handle=f"{uuid}-afterwards")


def correcting(accepted: Update, correction: Change, form: LayerForm) -> Update:
    """The decision to accept, with what is accepted instead of what was proposed."""
    documents = {
        "corrected_base": _document(correction.base, form),
        "corrected": _document(correction.proposed, form),
    }
    sent = {name: text for name, text in documents.items() if text}
    return replace(accepted, properties={**accepted.properties, **sent})


def remark(uuid: str, contribution: str, text: str) -> Insert:
    """The Insert of a comment on a contribution; the same uuid with the same text again is answered as the first."""
    return Insert(COMMENT, (NewFeature({"uuid": uuid, "contribution": contribution, "text": text}),), f"{uuid}-comment")


def publication(contribution: Contribution, form: LayerForm) -> tuple[Action, str | None]:
    """The change to the municipal layer, with the contribution's uuid as handle, and its condition."""
    change, handle = contribution.outcome, contribution.uuid
    if change.base is None:
        assert change.proposed is not None  # by Change
        return _insert(change.proposed, form, handle), None
    state = state_of(change.base, form.decimals)
    where = by_key(form, change.base.key)
    if change.proposed is None:
        return Delete(form.name, where, handle), state
    return _update(change.base, change.proposed, where, form, handle), state


def from_row(row: Feature, northing_first: Mapping[str, bool] | None = None) -> Contribution:
    """The contribution that a row of the queue describes; raises InvalidContent if it cannot be one."""
    value = {name: "" if seen is None else seen for name, seen in row.properties.items()}
    try:
        swap = (northing_first or {}).get(str(value["layer"]), False)
        base = from_json_fg(value["base"], swap) if value.get("base") else None
        proposed = from_json_fg(value["proposed"], swap) if value.get("proposed") else None
        result = json.loads(value.get("result") or "{}")
        operation = Operation(value["operation"])
        return Contribution(
            uuid=str(value["uuid"]),
            change=Change(operation, base, proposed),
            correction=_correction(value, operation, swap),
            layer=str(value["layer"]),
            feature_key=str(value["feature_key"]) or None,
            status=Status(value["status"]),
            revision=int(value.get("revision") or 1),
            published_fid=str(result.get("fid", "")),
            tier=str(value.get("tier", "")),
            **{name: str(value.get(name, "")) for name in _TEXTS},
        )
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise InvalidContent(f"A row of the review queue cannot be read: {error}.") from error


def _correction(value: Mapping[str, Any], operation: Operation, swap: bool) -> Change | None:
    base, proposed = (
        from_json_fg(value[name], swap) if value.get(name) else None for name in ("corrected_base", "corrected")
    )
    return Change(operation, base, proposed) if proposed is not None else None


_TEXTS = (
    "changeset",
    "comment",
    "author",
    "created",
    "claimed_by",
    "claimed_until",
    "reason_code",
    "note",
    "ars",
    "responsible_body",
    "due",
    "findings",
    "automatic",
    "held",
    "afterwards",
    "responsible_why",
)


def _document(feature: Feature | None, form: LayerForm) -> str | None:
    return None if feature is None else to_json_fg(feature, form.northing_first)


def by_key(form: LayerForm, key: str | None) -> Filter:
    """The filter that matches the one feature with this key. Raises InvalidContent where there is no key."""
    if not key:
        raise InvalidContent("A contribution that changes a feature does not say which.")
    if form.key:
        return Compare(Comparison.EQUAL, form.key, key)
    return FeatureIds((f"{form.name}.{key}",))


def _insert(proposed: Feature, form: LayerForm, handle: str) -> Insert:
    # What the contributor left empty is not sent, so that the layer's defaults apply.
    sent = {name: text_of(value) for name, value in proposed.properties.items() if value is not None}
    geometry = None if proposed.geometry is None else gml.element(proposed.geometry, form.crs)
    return Insert(form.name, (NewFeature(sent, geometry),), handle, form.crs)


def _update(base: Feature, proposed: Feature, where: Filter, form: LayerForm, handle: str) -> Update:
    properties = {name: text_of(value) for name, value in changed_properties(base, proposed).items()}
    moved = changed_geometry(base, proposed, form.decimals)
    geometry = gml.element(proposed.geometry, form.crs) if moved and proposed.geometry else None
    return Update(form.name, where, properties, geometry, moved, handle, form.crs)
