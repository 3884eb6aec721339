"""Photos that wait: none is lost, none is sent twice, and what is turned down stays with its reason."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from plugin.domain.errors import Problem, QuotaExceeded, TransitionRefused, Unreachable
from plugin.services.wfs.model import Insert, Transaction
from plugin.workflows.attach import photo_uuid
from plugin.workflows.attach_waiting import Subject, Waiting, send_waiting
from tests.formats.test_photo import SCAN, frame, jpeg

from .test_attach import ABOUT, Album, reach

FRONT, BACK = jpeg(frame(), SCAN), jpeg(frame(3, 2), SCAN)


@dataclass
class Drawer:
    """What a working copy keeps; `killed` says that the program ends before it can forget what was sent."""

    photos: dict[str, bytes] = field(default_factory=lambda: {"vorn": FRONT, "hinten": BACK})
    reasons: dict[str, str] = field(default_factory=dict)
    killed: bool = False

    def photos_to_send(self) -> list[tuple[Waiting, str]]:
        left = [name for name in self.photos if name not in self.reasons]
        return [(Waiting(name, Subject(ABOUT), (), "", "2026-11-30T12:00:00Z"), ABOUT) for name in left]

    def photo(self, id_: str) -> bytes:
        return self.photos[id_]

    def note_photo(self, id_: str, reason: str) -> None:
        self.reasons[id_] = reason

    def forget_photo(self, id_: str) -> None:
        if self.killed:
            raise KeyboardInterrupt
        del self.photos[id_]


def raising(problem: Problem) -> Album:
    """A service that turns the first photo down."""

    def refuse(_: Transaction) -> None:
        raise problem

    album = Album()
    album.before.append(refuse)
    return album


def uuids(album: Album) -> list[str]:
    actions = [action for transaction in album.sent for action in transaction.actions]
    return [str(action.features[0].properties["uuid"]) for action in actions if isinstance(action, Insert)]


def test_killed_after_sending_the_same_photo_is_sent_under_the_same_name() -> None:
    album, drawer = Album(), Drawer(killed=True)
    with pytest.raises(KeyboardInterrupt):
        send_waiting(reach(album), drawer)
    drawer.killed = False
    assert send_waiting(reach(album), drawer).sent == [photo_uuid(ABOUT, FRONT), photo_uuid(ABOUT, BACK)]
    assert uuids(album) == [photo_uuid(ABOUT, FRONT)] * 2 + [photo_uuid(ABOUT, BACK)] and drawer.photos == {}


def test_what_is_turned_down_stays_with_its_reason_and_the_next_is_sent() -> None:
    drawer = Drawer()
    result = send_waiting(reach(raising(TransitionRefused("The contribution is accepted."))), drawer)
    assert result.sent == [photo_uuid(ABOUT, BACK)] and len(result.refused) == 1
    assert list(drawer.photos) == ["vorn"] and drawer.reasons == {"vorn": "The contribution is accepted."}
    assert send_waiting(reach(Album()), drawer).sent == [], "it is not tried again by itself"


@pytest.mark.parametrize("problem", [Unreachable("No network."), QuotaExceeded("Twenty megabytes.", 600)])
def test_what_is_in_the_way_for_now_leaves_all_as_it_is(problem: Problem) -> None:
    drawer = Drawer()
    with pytest.raises(type(problem)):
        send_waiting(reach(raising(problem)), drawer)
    assert list(drawer.photos) == ["vorn", "hinten"] and drawer.reasons == {}
