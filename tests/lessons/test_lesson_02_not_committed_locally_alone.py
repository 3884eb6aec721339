"""Lesson 2: Committed locally although the server refused or never heard.

Seen in IGN's Espace collaboratif and QFieldCloud #551. Here: network cut, 500, 200-with-exception at submit: the item
stays in the outbox as not sent, and no refresh of that layer takes it away.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from plugin.domain.contribution import Status
from plugin.workflows.ports import ItemState
from tests import faults
from tests.fault_proxy import FaultProxy
from tests.http_wire import TRANSACTION
from tests.lessons.conftest import Way
from tests.lessons.people import Contributor

pytestmark = [pytest.mark.live, pytest.mark.qgis]

Trouble = Callable[[FaultProxy], object]
TROUBLES: dict[str, Trouble] = {
    "the network is cut": lambda proxy: proxy.go_away(),
    "the connection is reset": lambda proxy: proxy.inject(faults.unsent(), times=None, when=TRANSACTION),
    "500": lambda proxy: proxy.inject(faults.status(500), times=None, when=TRANSACTION),
    "500 with a report": lambda proxy: proxy.inject(faults.status(500, "report"), times=None, when=TRANSACTION),
    "200 with an exception": lambda proxy: proxy.inject(faults.status(200, "report"), times=None, when=TRANSACTION),
    "200 with a login page": lambda proxy: proxy.inject(faults.status(200, "html"), times=None, when=TRANSACTION),
}
NOT_SENT = ([ItemState.QUEUED], [ItemState.UNKNOWN], [ItemState.REFUSED])


@pytest.mark.parametrize("trouble", TROUBLES)
def test_what_the_service_did_not_take_stays_unsent_also_after_a_refresh(
    anna: Contributor, proxy: FaultProxy, straight: Way, three: list[str], trouble: str
) -> None:
    bench = three[0]
    anna.breaks(bench)
    TROUBLES[trouble](proxy)
    anna.fails_to_send()
    assert anna.states() in NOT_SENT
    assert anna.waiting() == [bench] and anna.in_queue(straight("beitrag-a")) == {}

    proxy.heal()
    if trouble == "the network is cut":
        proxy.come_back()
    anna.refreshes()
    assert anna.rows()[bench]["zustand"] == "defekt" and anna.waiting() == [bench]
    assert anna.states() in NOT_SENT, "a refresh sends nothing"
    anna.sends()
    assert [one.status for one in anna.in_queue(straight("beitrag-a")).values()] == [Status.SUBMITTED]


def test_a_refresh_in_a_broken_network_touches_nothing(anna: Contributor, proxy: FaultProxy, three: list[str]) -> None:
    anna.breaks(three[0])
    before = anna.rows()
    proxy.go_away()
    with pytest.raises(Exception, match="cannot be reached"):
        anna.refreshes()
    assert anna.rows() == before and anna.waiting() == [three[0]]
