"""The rules of the municipality, held against a contribution as it arrives: what they find is kept with it.

The same interpreter says the same in the plugin before sending. A contribution is never refused for what is found: that
is for a person to judge.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from qgis.core import QgsFeature, QgsFeatureRequest, QgsRectangle

from ...adapters.near_points import NearPoints, point_of
from ...adapters.surroundings import LayersAround, Source, keyed
from ...domain import topology
from ...domain.contribution import OPEN, Change, changed_properties
from ...domain.errors import InvalidContent, Problem
from ...domain.feature import Feature, from_json_fg
from ...domain.rules.batches import batch_of, counted
from ...domain.rules.place import LIKE, NEAR_BY
from ...domain.rules.texts import LONGEST
from ...domain.trust import is_mass
from ...domain.validation import Batch, Code, Finding, findings, from_text, to_text
from ...services.wfs.model import VENDOR, Insert
from ..writing.work import Changeset, Work, text
from . import afterwards
from .submission import Submission

NAME = "contribution"
NEAR = 60
"""Open proposals that are compared with a new one."""
SHORT = 4_000
"""Characters of a proposal that is remembered."""
MOST_READ = 500_000
"""Characters of texts that the rules of one Transaction read: a hostile one costs ten microseconds, and others wait."""
log = logging.getLogger(VENDOR)


def findings_of(work: Work, sent: Submission) -> str | None:
    """What the rules say, as the queue keeps it; None where there are none for the layer, or too much was written."""
    book = work.store.prepared.rules
    if sent.layer.name not in book.layers:
        return None
    work.read += _written(sent)
    if work.read > MOST_READ:
        return None
    batch = batch_with(work, sent)
    try:
        found = findings(sent.change, book, _around(work, sent), comment=sent.columns["comment"] or "", batch=batch)
    except Exception:
        # As text: a record that keeps the frames would keep layers of QGIS alive.
        log.error("The rules failed for a contribution to %s.\n%s", sent.layer.name, traceback.format_exc())
        return None  # whoever sent it is not to suffer for it
    _tell_earlier(work, sent, found)
    return to_text(found)


def _written(sent: Submission) -> int:
    """Characters of the texts that rules look at, each as far as they look."""
    base, proposed = sent.change.base, sent.change.proposed
    new = {} if proposed is None else changed_properties(base, proposed) if base else proposed.properties
    texts = [sent.columns["comment"] or "", *(value for value in new.values() if isinstance(value, str))]
    return sum(min(len(one), LONGEST) for one in texts)


def alike(work: Work, sent: Submission) -> bool | None:
    """Whether something that may be the same lies where this one would, also where it is only moved there.

    None where no rule says what is alike, or where not all that lies there could be read.
    """
    rules = work.store.prepared.rules.of(sent.layer.name).of(Code.DUP_CANDIDATE)
    if not rules or topology.missing():
        return None
    around = _around(work, sent)
    try:
        found = [(rule, around.duplicates(sent.change, rule.number("metres", NEAR_BY))) for rule in rules]
    except Exception:
        log.error("Duplicates could not be looked for in %s.\n%s", sent.layer.name, traceback.format_exc())
        return None
    if any(others is None for _rule, others in found):
        return None
    return any(one.likeness >= rule.number("likeness", LIKE) for rule, others in found for one in others or ())


def _around(work: Work, sent: Submission) -> LayersAround:
    def source(name: str) -> Source | None:
        try:
            municipal = work.store.layer(name)
            return Source(municipal.layer, municipal.visible, municipal.key)
        except Problem:  # not open for contributions: it may be read all the same
            published = work.store.published(name)
            return Source(*published, keyed("")) if published else None

    def queued(change: Change, reach: float) -> Mapping[str, Feature]:
        return _queued(work, sent, reach)

    work.near = work.near or _near_points(work)
    return LayersAround(source, work.store.areas, queued, work.near)


def _near_points(work: Work) -> NearPoints | None:
    """The new points of a Transaction, to be looked at together; None where it changes the layers meanwhile."""
    actions = work.transaction.actions
    if any(one.typename in work.store.prepared.policies for one in actions):
        return None
    inserts = [one for one in actions if isinstance(one, Insert) and one.typename == NAME]
    sent = [new.properties for one in inserts for new in one.features]

    store = work.store  # not the work, which holds what is returned: a ring would outlive the Transaction

    def points(layer: str) -> list[tuple[float, float]]:
        northing_first = store.layer(layer).northing_first
        texts = [one.get("proposed") or "" for one in sent if one.get("layer") == layer]
        read = [parsed(text, northing_first) for text in texts if len(text) <= SHORT]
        return [place for one in read if one is not None and (place := point_of(one)) is not None]

    return NearPoints(points)


def _queued(work: Work, sent: Submission, reach: float) -> dict[str, Feature]:
    """The open proposals for new features of the same layer around this one, by uuid."""
    if sent.point is None:
        return {}
    place, table = sent.point.asPoint(), work.store.table(NAME)
    wide = reach * 111_320 if sent.layer.layer.crs().isGeographic() else reach
    wide = wide / 111_320 if table.layer.crs().isGeographic() else wide
    open_ = ", ".join(f"'{status}'" for status in sorted(OPEN))
    request = QgsFeatureRequest().setFilterRect(QgsRectangle(place, place).buffered(2 * wide)).setLimit(NEAR)
    request.setFilterExpression(
        f'"layer" = \'{sent.layer.name}\' AND "operation" = \'insert\' AND "status" IN ({open_})'
    )
    rows = table.layer.getFeatures(request)
    found = {text(row, "uuid"): text(row, "proposed") for row in rows}
    rows.close()
    found.pop(sent.columns["uuid"] or "", None)
    return {name: feature for name, one in found.items() if (feature := _read(one, sent)) is not None}


def _read(proposed: str, sent: Submission) -> Feature | None:
    """A proposal that somebody has made; many are compared with the same ones, so short ones are remembered."""
    read = parsed if len(proposed) <= SHORT else parsed.__wrapped__
    return read(proposed, sent.layer.northing_first)


@lru_cache(1000)
def parsed(proposed: str, northing_first: bool) -> Feature | None:
    try:
        return from_json_fg(proposed, northing_first)
    except InvalidContent:
        return None


def batch_with(work: Work, sent: Submission) -> Batch:
    """What the changeset holds altogether: what is in the queue, and what this Transaction brings."""
    name = sent.columns["changeset"] or ""
    if not name:
        return batch_of([sent.change])
    if name not in work.changesets:
        known = {text(row, "uuid"): text(row, "operation") for row in earlier(work, name)}
        inserts = [one for one in work.transaction.actions if isinstance(one, Insert) and one.typename == NAME]
        new = [feature.properties for one in inserts for feature in one.features]
        known |= {one.get("uuid") or "": one.get("operation") or "" for one in new if one.get("changeset") == name}
        work.changesets[name] = Changeset(counted(known.values()))
    return work.changesets[name].batch


def _tell_earlier(work: Work, sent: Submission, found: Sequence[Finding]) -> None:
    """Let the contributions that came before the limit was reached know of it, once in a Transaction."""
    name, told = sent.columns["changeset"] or "", [one for one in found if one.code is Code.MASS_EDIT]
    if not told or not name or work.changesets[name].told:
        return
    work.changesets[name].told = True
    changes: list[tuple[QgsFeature, Mapping[str, Any], None]] = []
    for row in earlier(work, name):
        before = from_text(text(row, "findings"))
        alike = text(row, "operation") == str(sent.change.operation)
        if alike and not any(one.code is Code.MASS_EDIT for one in before):
            about = {"layer": text(row, "layer"), "key": text(row, "feature_key") or None, "place": None}
            changes.append((row, {"findings": to_text([*before, *(replace(one, **about) for one in told)])}, None))
    if changes:
        work.store.table(NAME).change_rows(changes)


def take_back_mass(work: Work, sent: Submission, batch: Batch) -> None:
    """What was accepted by rule before the changeset became a mass edit is for a person, once in a Transaction."""
    name = sent.columns["changeset"] or ""
    if name and is_mass(batch) and not work.changesets[name].taken_back:
        work.changesets[name].taken_back = True
        afterwards.take_back(work, earlier(work, name))


def earlier(work: Work, changeset: str) -> list[QgsFeature]:
    """What the same person has in the queue of a changeset."""
    rows = work.store.table(NAME).where("changeset", changeset)
    return [row for row in rows if text(row, "author") == work.pseudonym]
