"""Lesson 5: A failure takes the item off the queue.

Seen in FixMyStreet's offline queue. Here: each of timeout, 0, 3xx, 401, 403, 408, 409, 413, 429, 5xx: the item is
kept, the reason stored, the order preserved.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from plugin.domain.contribution import Status
from plugin.domain.errors import Safety
from plugin.workflows.ports import ItemState
from plugin.workflows.review import contributions
from tests import faults
from tests.fault_proxy import Fault, FaultProxy
from tests.http_wire import SENDING_AND_ASKING
from tests.lessons.conftest import Way
from tests.lessons.people import Contributor

pytestmark = [pytest.mark.live, pytest.mark.qgis]

STATUSES = (401, 403, 408, 409, 413, 429, 500, 502, 503, 504)
BODIES = ("html", "empty", "report", "text")
KEPT = {ItemState.QUEUED, ItemState.UNKNOWN, ItemState.REFUSED}

NOT_HTTP: dict[str, Callable[[], Fault]] = {
    "reset before it is sent": faults.unsent,
    "reset after it was done": faults.lost,
    "hung up after it was done": faults.hung_up,
    "status 0, nothing done": faults.garbage,
    "status 0, all done": lambda: faults.garbage(carried_out=True),
    "status 000": lambda: faults.garbage(b"HTTP/1.1 000 Nichts\r\nContent-Length: 0\r\n\r\n"),
    "300": lambda: faults.redirect("http://127.0.0.1:9/ows/", 300),
    "301 elsewhere": lambda: faults.redirect("http://127.0.0.1:9/ows/", 301),
    "302 to a login": lambda: faults.redirect("/login", 302),
    "303": lambda: faults.redirect("/ows/?SERVICE=WFS", 303),
    "304": lambda: faults.status(304, "empty"),
    "307 elsewhere": lambda: faults.redirect("http://127.0.0.1:9/ows/", 307),
    "308 here": lambda: faults.redirect("/ows/", 308),
    "200 with a web page": lambda: faults.status(200, "html", "Bitte anmelden"),
    "200 with nothing": lambda: faults.status(200, "empty"),
    "200 with a report": lambda: faults.status(200, "report", "So nicht"),
    "429, later": lambda: faults.status(429, "empty", Retry_After="7"),
    "503, later": lambda: faults.status(503, "html", Retry_After="Wed, 21 Oct 2048 07:28:00 GMT"),
    "cut off": lambda: faults.truncated(40),
    "cut off, unnoticed": lambda: faults.truncated(40, "wrong"),
    "cut off in a chunk": lambda: faults.truncated(40, "half a chunk"),
}
ALL = NOT_HTTP | {f"{code} {kind}": lambda c=code, k=kind: faults.status(c, k) for code in STATUSES for kind in BODIES}


@pytest.mark.parametrize("name", ALL)
def test_what_was_not_taken_is_kept_with_its_reason_in_its_order_and_goes_once(
    anna: Contributor, proxy: FaultProxy, straight: Way, three: list[str], name: str
) -> None:
    anna.breaks(*three)
    before = anna.waiting()
    injected = proxy.inject(ALL[name](), times=None, when=SENDING_AND_ASKING)
    problem = anna.fails_to_send()
    assert problem.safety in (Safety.KEPT_HERE, Safety.UNKNOWN) or set(anna.states()) == {ItemState.REFUSED}, problem
    items = anna.items()
    assert len(items) == 3 and {item.state for item in items} <= KEPT
    assert [item.change.key for item in items] == before
    assert all(item.reason for item in items), "the reason is stored"
    assert sorted(map(str, anna.waiting())) == sorted(three)

    proxy.heal(injected)
    done = anna.sends()
    assert done.refused == {} and set(anna.states()) == {ItemState.SUBMITTED}
    found = contributions(straight("beitrag-a"), [item.uuid for item in items])
    assert {one.change.key for one in found.values()} == set(three) and len(found) == 3
    assert {one.status for one in found.values()} == {Status.SUBMITTED}
    assert [item.uuid for item in anna.items()] == [item.uuid for item in items]
