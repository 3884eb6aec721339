"""Who is told no for a second time gets another reviewer, and hears why: held by the service, over both databases."""

from __future__ import annotations

import pytest

from plugin.domain.contribution import Reason, Status
from plugin.services.contributions import transition
from plugin.services.wfs.model import Action

from .municipality import MILENA, WEISS, YUSUF
from .stories import UUIDS, claim, edited, planted, row, submitted, taken_back
from .town import Town

pytestmark = pytest.mark.qgis
WHY = "Die Höhe wurde am 3. Mai nachgemessen: 12 m."


def reject(uuid: str, note: str = WHY) -> Action:
    return transition(uuid, Status.REJECTED, reason_code=Reason.ATTRIBUTES, note=note)


def test_the_same_tree_of_the_same_person_is_not_rejected_twice_by_one_reviewer(town: Town) -> None:
    first, again, other = UUIDS[:3]
    submitted(town, edited(town, hoehe=12.5), first)
    town.done(WEISS, claim(first), reject(first, "Nein."))
    submitted(town, edited(town, hoehe=12.6), again)
    town.done(WEISS, claim(again))
    status, body = town.refused(WEISS, reject(again))
    assert status == 409 and "somebody else decides" in body
    town.done(WEISS, transition(again, Status.SUBMITTED))
    town.done(MILENA, claim(again))
    status, body = town.refused(MILENA, reject(again, "Nochmals nein."))
    assert status == 409 and "needs a note" in body
    town.done(MILENA, reject(again))
    assert row(town, again)["status"] == "rejected"
    submitted(town, edited(town, hoehe=12.7), other, YUSUF)
    town.done(WEISS, claim(other), reject(other, "Nein."))  # somebody else's wish was not turned down before


def test_a_rejection_that_was_taken_back_does_not_count(town: Town) -> None:
    first, again = UUIDS[:2]
    submitted(town, edited(town, hoehe=12.5), first)
    town.done(WEISS, claim(first), reject(first, "Nein."))
    town.done(WEISS, taken_back(first))
    submitted(town, edited(town, hoehe=12.6), again)
    town.done(WEISS, claim(again), reject(again, "Nein."))
    status, body = town.refused(WEISS, reject(first))
    assert status == 409 and "somebody else decides" in body, "now it is the second one"


def test_a_new_tree_is_known_by_its_place(town: Town) -> None:
    first, again, beside = UUIDS[:3]
    submitted(town, planted(town), first)
    town.done(WEISS, claim(first), reject(first, "Nein."))
    submitted(town, planted(town, x=495126.0), again)
    town.done(WEISS, claim(again))
    assert town.refused(WEISS, reject(again))[0] == 409
    submitted(town, planted(town, x=495130.0), beside)
    town.done(WEISS, claim(beside), reject(beside, "Nein."))
