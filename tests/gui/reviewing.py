"""A contributor and reviewers of the demo municipality, for tests of the page Prüfen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import uuid4

from osgeo import ogr

from plugin.adapters.connecting import connect
from plugin.adapters.settings import Municipality
from plugin.adapters.working_copy import WorkingCopy
from plugin.domain.contribution import Change, Contribution, Operation, Status, is_change
from plugin.domain.feature import Feature
from plugin.gui.review.page import ReviewPage
from plugin.gui.session import Session
from plugin.services.contributions import by_key, revision, submission
from plugin.services.wfs.model import Transaction
from plugin.workflows.check_out import check_out
from plugin.workflows.connection import Connection
from plugin.workflows.contribute import submit
from plugin.workflows.review import Decision, contributions
from tests.gui.conftest import TestWindow, until
from tests.live.places import ALTMARKFURT, benches_in

BENCH = "sitzbank"
REVIEWER, SECOND = "pruefung-altmarkfurt", "verwaltung"


@dataclass
class Desk:
    """The page in front of a reviewer, with the window it is in."""

    page: ReviewPage
    window: TestWindow

    def idle(self) -> None:
        """Until nothing is read or written any more."""
        until(lambda: not any(lane.busy for lane in self.page._lanes))

    def look_at(self, uuid: str) -> None:
        if self.page.queue.model.row_of(uuid) is None:
            self.page.refresh()
            until(lambda: self.page.queue.model.row_of(uuid) is not None)
        self.page.queue.look_at(uuid)
        self.sees(uuid)

    def sees(self, uuid: str) -> None:
        """Until this one is shown; what is in the way is said."""
        until(lambda: self.looks_at() == uuid or self.problem())
        told = self.looks_at(), self.page.queue.uuid, self.problem(), [lane.busy for lane in self.page._lanes]
        assert self.looks_at() == uuid, told

    def looks_at(self) -> str:
        seen = self.page.view.seen
        return seen.contribution.uuid if seen else ""

    def claim(self) -> None:
        self.page.bar.claim_button.click()
        until(lambda: self.page.bar.accept.isEnabled() or self.problem())
        assert not self.problem(), self.problem()

    def answer(self, decision: Decision, note: str, reason: str = "position") -> None:
        bar = self.page.bar
        {Decision.REJECT: bar.reject, Decision.ASK_BACK: bar.ask_back}[decision].click()
        bar.form.reasons.setCurrentIndex(bar.form.reasons.findData(reason))
        bar.form.note.setPlainText(note)
        bar.form.send.click()

    def problem(self) -> str:
        box = self.page.problem
        return "" if box.isHidden() else f"{box._text.text()} {box._detail.text()}"


SitDown = Callable[..., Desk]


@contextmanager
def desks(enter: Callable[[str], Session], window: TestWindow) -> Iterator[SitDown]:
    """Reviewers sit down, at the address of the service or at another one."""
    opened: list[Desk] = []

    def desk(user: str = REVIEWER, address: str = "") -> Desk:
        session = enter(user)
        if address:
            assert session.municipality is not None
            session.enter(Municipality(address, "", session.municipality.authcfg))
            until(lambda: not session.connecting)
        page = ReviewPage(session, window)  # type: ignore[arg-type]
        page.resize(420, 900)
        page.show()
        opened.append(Desk(page, window))
        opened[-1].idle()
        return opened[-1]

    yield desk
    for one in opened:
        one.page.close_page()
        one.page.deleteLater()


def sound_benches(source: Path) -> list[str]:
    """uuids of benches in Altmarkfurt that are neither broken nor of stone or metal: both would be a change."""
    layer = (data := ogr.Open(str(source / "dreiwasser.gpkg"))).GetLayer(BENCH)
    layer.SetAttributeFilter("zustand <> 'defekt' AND material IN ('holz', 'holz_metall', 'kunststoff')")
    sound = {row["uuid"] for row in layer}
    del data
    return [uuid for uuid in benches_in(source, ALTMARKFURT) if uuid in sound]


def bench(connection: Connection, uuid: str, layer: str = BENCH) -> Feature:
    """The bench as everybody sees it now."""
    client, form = connection.client, connection.form(layer)
    pages = client.pages(layer, client.schema(layer), crs=form.crs, filter=by_key(form, uuid))
    return next(feature.with_key(uuid) for page in pages for _, feature in page)


def propose(
    connection: Connection, uuid: str, comment: str = "", *, north: float = 0.0, layer: str = BENCH, **values: Any
) -> str:
    """Submit a change of a bench: other values, or moved to the north by so many metres."""
    base = bench(connection, uuid, layer)
    assert base.geometry is not None
    geometry = dict(base.geometry)
    if north:
        x, y, *rest = geometry["coordinates"]
        geometry["coordinates"] = [x, y + north, *rest]
    proposed = replace(base, geometry=geometry, properties={**base.properties, **values})
    assert is_change(base, proposed), "the bench is like that already"
    return send(connection, Change(Operation.UPDATE, base, proposed), comment)


def remove(connection: Connection, uuid: str, comment: str = "") -> str:
    """Propose that a bench goes."""
    return send(connection, Change(Operation.DELETE, bench(connection, uuid), None), comment)


def send(connection: Connection, change: Change, comment: str = "", changeset: str = "rundgang") -> str:
    uuid = str(uuid4())
    layer = change.feature.layer
    contribution = Contribution(uuid, change, layer, change.key, changeset, comment)
    insert = submission(contribution, connection.form(layer), connection.queue.crs)
    connection.client.transaction(Transaction((insert,)))
    return uuid


def revise(connection: Connection, uuid: str, **values: Any) -> None:
    """Its author proposes something else."""
    seen = contributions(connection, [uuid])[uuid]
    proposed = seen.change.proposed
    assert proposed is not None
    other = replace(proposed, properties={**proposed.properties, **values})
    change = Change(Operation.UPDATE, seen.change.base, other)
    again = revision(replace(seen, change=change), connection.form(seen.layer))
    connection.client.transaction(Transaction((again,)))


def from_working_copy(address: str, authcfg: str, path: Path, sql: str, comment: str) -> str:
    """Check out the benches, edit them as any program might, and submit; returns the uuid of the contribution."""
    connection = connect(address, authcfg)
    with WorkingCopy.open_or_create(path, address, connection.epoch) as copy:
        check_out(connection, copy, [BENCH])
    data = ogr.Open(str(path), 1)
    data.ExecuteSQL(sql)
    del data
    with WorkingCopy.open(path) as copy:
        (uuid,) = submit(connection, copy, comment=comment, new_uuid=lambda: str(uuid4())).submitted
    return uuid


def status(connection: Connection, uuid: str) -> Status:
    return contributions(connection, [uuid])[uuid].status
