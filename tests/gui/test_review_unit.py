"""The part “Belongs together” of the page Prüfen, by clicking: a bench that is replaced, and three side by side."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import count
from pathlib import Path
from uuid import uuid4

import pytest

from demo.service import Service
from plugin.adapters.connecting import connect
from plugin.domain.contribution import Change, Contribution, Operation, Status
from plugin.domain.feature import Feature
from plugin.gui.review.unit_view import Row
from plugin.services.contributions import publication, submission
from plugin.services.wfs.model import Transaction
from plugin.workflows.connection import Connection
from plugin.workflows.history import history
from plugin.workflows.review import Decision, claim, contributions
from tests.gui.conftest import until
from tests.gui.reviewing import BENCH, REVIEWER, SECOND, Desk, bench, sound_benches, status

pytestmark = [pytest.mark.qgis, pytest.mark.live]
HOSTILE = '<b>&Bank</b><img src="file:///etc/passwd">'
_taken = count()


@pytest.fixture
def anna(service: Service, login: Callable[[str], str]) -> Connection:
    return connect(service.url, login("beitrag-a"))


@pytest.fixture
def old(anna: Connection, demo_source: Path) -> Feature:
    """A bench for one test alone."""
    return bench(anna, sound_benches(demo_source)[next(_taken)])


def beside(one: Feature, north: float) -> Feature:
    """A new bench, so many metres further north."""
    assert one.geometry is not None
    x, y, *rest = one.geometry["coordinates"]
    values = {name: value for name, value in one.properties.items() if name != "fid"} | {"uuid": str(uuid4())}
    return replace(one, key=None, geometry={"type": "Point", "coordinates": [x, y + north, *rest]}, properties=values)


def send(anna: Connection, *changes: Change, comment: str = "") -> list[str]:
    """In one changeset; returns the uuids."""
    changeset, uuids = str(uuid4()), []
    for change in changes:
        wish = Contribution(str(uuid4()), change, BENCH, change.key, changeset, comment)
        insert = submission(wish, anna.form(BENCH), anna.queue.crs)
        anna.client.transaction(Transaction((insert,)))
        uuids.append(wish.uuid)
    return uuids


def replaced(anna: Connection, old: Feature) -> tuple[str, str, Feature]:
    new = beside(old, 0.5)
    gone, come = send(anna, Change(Operation.DELETE, old, None), Change(Operation.INSERT, None, new))
    return gone, come, new


def there(anna: Connection, uuid: str) -> bool:
    try:
        return bool(bench(anna, uuid))
    except StopIteration:
        return False


def looks_at(desk: Desk, uuid: str, members: int) -> None:
    desk.look_at(uuid)
    until(lambda: len(desk.page.unit.view.rows) == members)
    calm(desk)


def calm(desk: Desk) -> None:
    """Until nothing is read or written any more, on a busy machine as well."""
    until(lambda: not any(lane.busy for lane in desk.page._lanes), 120)


def row(desk: Desk, uuid: str) -> Row:
    return next(one for one in desk.page.unit.view.rows if one.member.uuid == uuid)


def marked(desk: Desk) -> set[str]:
    return {one.member.uuid for one in desk.page.unit.view.rows if one.check.isChecked()}


def words(desk: Desk, uuid: str) -> str:
    return row(desk, uuid).words.text()


def test_a_replaced_bench_is_accepted_and_published_together(
    anna: Connection, sit_down: Callable[..., Desk], old: Feature
) -> None:
    gone, come, new = replaced(anna, old)
    desk = sit_down()
    view = desk.page.unit.view
    looks_at(desk, gone, 2)
    assert words(desk, gone).endswith("deleted · ○ submitted · another one comes in its place")
    assert words(desk, come).endswith("new · ○ submitted · in place of one that goes, 0.5 m away")
    assert len(desk.window.marks) == 3, "before and now of this one, and the other"
    view.map_button.click()
    assert desk.window.zoomed[-1].constGet().numGeometries() == 2
    assert view.accept_button.text() == "Accept together (2)" and view.publish_button.isHidden()
    view.accept_button.click()
    until(lambda: desk.window.told)
    assert desk.window.told[-1][0].startswith("Accepted together: 2.")
    until(lambda: not view.publish_button.isHidden() and view.publish_button.isEnabled())
    assert [[step.to_status for step in history(anna, one).steps] for one in (gone, come)] == [
        ["submitted", "in_review", "accepted"]
    ] * 2, "an event for each step of each"
    calm(desk)
    view.publish_button.click()
    until(lambda: view.told.text())
    assert view.told.text() == "Published: 2."
    assert there(anna, str(new.properties["uuid"])) and not there(anna, str(old.key))


def test_one_is_left_out_and_what_that_means_is_said_before_anything_is_sent(
    anna: Connection, sit_down: Callable[..., Desk], old: Feature
) -> None:
    gone, come, _new = replaced(anna, old)
    desk = sit_down()
    view = desk.page.unit.view
    looks_at(desk, gone, 2)
    assert view.warning.isHidden()
    row(desk, come).check.click()
    assert view.accept_button.text() == "Accept together (1)"
    assert (
        view.warning.text().startswith("⚠ Half of a replacement")
        and "nothing comes in its place" in view.warning.text()
    )
    row(desk, come).open.click()
    desk.sees(come)
    calm(desk)
    assert marked(desk) == {gone}, "what was unmarked stays so while one looks at another member"
    view.accept_button.click()
    until(lambda: status(anna, gone) is Status.ACCEPTED)
    assert status(anna, come) is Status.SUBMITTED
    calm(desk)
    desk.claim()
    desk.answer(Decision.REJECT, "Dort ist der Gehweg.")
    until(lambda: status(anna, come) is Status.REJECTED)
    desk.page.queue.look_at(gone)
    desk.sees(gone)
    until(lambda: desk.page.unit.view.rows and "✗ rejected" in words(desk, come))
    assert not row(desk, come).check.isEnabled() and "nothing comes in its place" in view.warning.text()


def test_a_conflict_in_one_holds_back_all_and_says_which(
    anna: Connection, service: Service, login: Callable[[str], str], sit_down: Callable[..., Desk], old: Feature
) -> None:
    gone, come, new = replaced(anna, old)
    desk = sit_down()
    view = desk.page.unit.view
    looks_at(desk, gone, 2)
    view.accept_button.click()
    until(lambda: not view.publish_button.isHidden() and view.publish_button.isEnabled())
    changed = replace(old, properties={**old.properties, "zustand": "defekt"})
    office = connect(service.url, login(SECOND))
    publish_at_once(office, Change(Operation.UPDATE, old, changed))
    calm(desk)
    view.publish_button.click()
    until(lambda: view.told.text())
    assert view.told.text().splitlines()[0] == (
        "Published: 0. In conflict, because somebody has changed the object meanwhile: 1. Held back with them: 1."
    )
    assert (
        "conflict" in view.told.text().splitlines()[1] and "belongs together with" in view.told.text().splitlines()[2]
    )
    assert (status(anna, gone), status(anna, come)) == (Status.CONFLICT, Status.ACCEPTED)
    calm(desk)
    assert view.publish_button.isHidden() and view.warning.isHidden(), "first the other half is decided"
    desk.page.publishing.all_button.click()
    until(lambda: not desk.page.publishing.result.isHidden())
    assert "Held back with them" in desk.page.publishing.answer and status(anna, come) is Status.ACCEPTED
    calm(desk)
    row(desk, gone).check.click()
    assert not view.publish_button.isHidden() and "the old one stays beside it" in view.warning.text()
    assert there(anna, str(old.key)) and not there(anna, str(new.properties["uuid"]))


def publish_at_once(office: Connection, change: Change) -> None:
    wish = Contribution(str(uuid4()), change, BENCH, change.key, str(uuid4()), status=Status.PUBLISHED)
    action, state = publication(wish, office.form(BENCH))
    record = submission(wish, office.form(BENCH), office.queue.crs)
    office.client.transaction(Transaction((action, record), {wish.uuid: state} if state else {}))


def test_what_another_reviewer_holds_is_not_marked_and_one_that_is_too_late_is_named(
    anna: Connection, service: Service, login: Callable[[str], str], sit_down: Callable[..., Desk], old: Feature
) -> None:
    gone, come, _new = replaced(anna, old)
    desk = sit_down()
    view = desk.page.unit.view
    looks_at(desk, gone, 2)
    claim(connect(service.url, login(SECOND)), come)
    view.accept_button.click()
    until(lambda: not view.problem.isHidden())
    assert view.told.text() == "Nothing of it was decided, because of “Sitzbänke: new”."
    assert (status(anna, gone), status(anna, come)) == (Status.SUBMITTED, Status.IN_REVIEW)
    calm(desk)
    until(lambda: "claimed by" in words(desk, come))
    assert (
        row(desk, gone).check.isChecked()
        and not row(desk, come).check.isChecked()
        and not row(desk, come).check.isEnabled()
    )


def test_three_side_by_side_belong_together_and_one_far_away_does_not(
    anna: Connection, sit_down: Callable[..., Desk], old: Feature
) -> None:
    places = (40.0, 43.0, 47.0, 90.0)
    new = [Change(Operation.INSERT, None, beside(old, north)) for north in places]
    uuids = send(anna, *new, comment=HOSTILE)
    desk = sit_down(REVIEWER)
    looks_at(desk, uuids[1], 3)
    near = [words(desk, one).rpartition(" · ")[2].partition(" m ")[0] for one in uuids[:3]]
    assert near == ["3.0", "3.0", "4.0"], "each with the nearest"
    desk.look_at(uuids[3])
    until(lambda: desk.page.unit.view.isHidden())
    calm(desk)
    assert desk.page.unit.view.isHidden() and contributions(anna, uuids[3:])
