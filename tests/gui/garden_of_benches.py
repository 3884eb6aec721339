"""What the tests of the page Meine Beiträge share: a volunteer with a working copy of benches, and a reviewer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qgis.core import QgsFeatureRequest, QgsProject, QgsVectorLayer

from plugin.adapters import map_layers
from plugin.adapters.connecting import again
from plugin.adapters.working_copy import WorkingCopy
from plugin.gui.mine.contributions_entries import Entry
from plugin.gui.mine.page import MinePage
from plugin.gui.mine.terms_dialog import terms_or_ours
from plugin.gui.session import Session
from plugin.workflows.check_out import check_out
from plugin.workflows.connection import Connection
from plugin.workflows.review import Decision, decide

from .conftest import TestWindow, until

BENCHES = "sitzbank"


def connection_of(session: Session) -> Connection:
    assert session.connection is not None and session.municipality is not None
    return again(session.connection, session.municipality.authcfg)


@dataclass
class Volunteer:
    """At a computer with QGIS, the page open, a working copy checked out and shown."""

    session: Session
    window: TestWindow
    page: MinePage
    path: Path
    layer: QgsVectorLayer

    @classmethod
    def sits_down(cls, session: Session, window: TestWindow, path: Path) -> Volunteer:
        link = connection_of(session)
        with WorkingCopy.create(path, link.client.url, link.epoch) as copy:
            check_out(link, copy, [BENCHES])
            (record,) = copy.records()
        session.use_copy(path)
        layer = map_layers.copy_layer(path, record, True)
        QgsProject.instance().addMapLayer(layer)
        page = MinePage(session, window)  # type: ignore[arg-type]
        page.resize(420, 800)
        page.show()
        here = cls(session, window, page, path, layer)
        here.waits()
        return here

    def waits(self) -> None:
        """Until nothing is read, asked, sent or about to be."""
        page = self.page
        lanes = (page._reading, page._asking, page._sending, page._changing, page._comparing, page._looking)
        until(lambda: not any(lane.busy for lane in lanes) and not page._again.isActive())

    def bench(self, uuid: str) -> int:
        """The row of a bench."""
        request = QgsFeatureRequest().setFilterExpression(f"\"uuid\" = '{uuid}'")
        return int(next(self.layer.getFeatures(request)).id())

    def changes(self, uuid: str, **values: Any) -> None:
        """In the attribute table, and saved."""
        row, fields = self.bench(uuid), self.layer.fields()
        self.layer.startEditing()
        for name, value in values.items():
            assert self.layer.changeAttributeValue(row, fields.indexOf(name), value)
        assert self.layer.commitChanges(), self.layer.commitErrors()

    def value(self, uuid: str, field: str) -> Any:
        return self.layer.getFeature(self.bench(uuid))[field]

    def lines(self) -> list[str]:
        """What the tree of changes shows, below the layers."""
        tree = self.page.changes.tree
        tops = [tree.topLevelItem(number) for number in range(tree.topLevelItemCount())]
        return [top.child(number).text(0) for top in tops for number in range(top.childCount())]

    def chooses_change(self, number: int = 0) -> None:
        tree = self.page.changes.tree
        tree.setCurrentItem(tree.topLevelItem(0).child(number))

    def entries(self) -> list[tuple[str, str]]:
        """What the list of contributions shows: what and state."""
        tree = self.page.contributions.tree
        items = [tree.topLevelItem(number) for number in range(tree.topLevelItemCount())]
        return [(item.text(0), item.text(1)) for item in items]

    def chooses(self, uuid: str) -> Entry:
        self.page.contributions.select(uuid)
        entry = self.page.contributions.selected
        assert entry is not None, f"{uuid} is not in the list: {self.state()}"
        return entry

    def agrees(self) -> None:
        """Agreed already to what the municipality asks for."""
        from plugin.adapters import settings

        who = connection_of(self.session).who
        assert who is not None and self.session.municipality is not None
        settings.agree(self.session.municipality.address, terms_or_ours(who.terms).version)

    def submits(self, comment: str = "", means_it: bool = True) -> None:
        """What the rules find is sent anyway by who means it."""
        try:
            until(self.page.submit_box.submit.isEnabled)
        except AssertionError:
            raise AssertionError(self.state()) from None
        self.page.submit_box.comment.setPlainText(comment)
        self.page.submit_box.submit.click()
        self.waits()
        if means_it and self.page.submit_box.verb.isVisible() and self.page.submit_box.verb.text() == "Send anyway":
            self.page.submit_box.verb.click()
            self.waits()

    def state(self) -> str:
        """For whoever reads why a test failed."""
        page = self.page
        return f"{page.submit_box.why.text()} | {page.problem.accessibleDescription()} | {self.session.problem}"

    def sent(self) -> list[str]:
        """uuids of what was ever sent from the working copy, oldest first."""
        return [item.uuid for item in WorkingCopy.open(self.path).items()]

    def gets_up(self) -> None:
        self.page.close_page()
        self.page.hide()


def answers(reviewer: Session, uuid: str, decision: Decision, note: str = "", reason: str = "attributes") -> None:
    code = "" if decision is Decision.ACCEPT else reason
    decide(connection_of(reviewer), [uuid], decision, reason_code=code, note=note).raise_if_failed("decided")


Enter = Callable[[str], Session]
