"""Photos at the client: sent once, listed, looked at before anybody sees them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import pytest

from plugin.domain.errors import InvalidContent, LimitExceeded, NotAService, NoTransactions, OutcomeUnknown
from plugin.domain.feature import Feature
from plugin.formats.photo import MAX_BYTES
from plugin.services.wfs.model import Insert, LayerInfo, Transaction
from plugin.workflows.attach import attach, check_uuid, fetch, file_name, photo_uuid, photos, with_photos
from plugin.workflows.connection import Connection
from tests.formats.test_photo import SCAN, frame, jpeg, png

from .stage import CRS, Queue, connection

ABOUT = "11111111-1111-4111-8111-111111111111"
PHOTO = jpeg(frame(), SCAN)


@dataclass
class Album(Queue):
    """A service that lists `listed` and answers every request for an image with `image`."""

    listed: tuple[dict[str, Any], ...] = ()
    image: bytes = b""

    def pages(self, layer: str, *_: Any, **__: Any) -> Any:
        yield [(f"{layer}.{n}", Feature(layer, None, CRS, None, row)) for n, row in enumerate(self.listed)]

    def ask_for_bytes(self, params: Mapping[str, str], limit: int) -> bytes:
        assert params["REQUEST"] == "GetAttachment" and limit < 2**26
        return self.image


def reach(album: Album, takes_photos: bool = True) -> Connection:
    made = connection(album)
    photo = {"attachment": LayerInfo("attachment", "Fotos", "", CRS, None, frozenset({"query"}))}
    layers = {**made.capabilities.layers, **(photo if takes_photos else {})}
    return replace(made, capabilities=replace(made.capabilities, layers=layers))


def test_the_same_photo_has_the_same_uuid_and_a_lost_answer_is_asked_for_again() -> None:
    album = Album()

    def cut(_: Transaction) -> None:
        raise OutcomeUnknown("The connection was cut.")

    album.before.append(cut)
    uuid = attach(reach(album), ABOUT, PHOTO)
    assert uuid == photo_uuid(ABOUT, PHOTO) != photo_uuid(ABOUT, PHOTO + b"x") and check_uuid(uuid) == uuid
    sent = [action for transaction in album.sent for action in transaction.actions]
    assert len(sent) == 2 and sent[0] == sent[1] and isinstance(sent[0], Insert)
    assert sent[0].features[0].properties["uuid"] == uuid


def test_what_the_service_would_not_take_is_not_sent() -> None:
    album = Album()
    for data, problem in ((b"GIF89a", InvalidContent), (PHOTO + b"\0" * MAX_BYTES, LimitExceeded)):
        with pytest.raises(problem):
            attach(reach(album), ABOUT, data)
    with pytest.raises(NoTransactions):
        attach(reach(album, takes_photos=False), ABOUT, PHOTO)
    assert album.sent == []


def test_the_list_is_in_the_order_of_time_without_the_withdrawn() -> None:
    rows = [
        {"uuid": f"aaaaaaaa-0000-4000-8000-00000000000{n}", "created": f"2026-05-0{9 - n}T09:00:00Z", "status": status}
        for n, status in enumerate(("attached", "withdrawn", "attached"))
    ]
    assert [one.uuid[-1] for one in photos(reach(Album(listed=tuple(rows))), ABOUT)] == ["2", "0"]


def test_which_contributions_have_photos_is_asked_for_all_at_once() -> None:
    rows = [
        {"uuid": f"aaaaaaaa-0000-4000-8000-00000000000{n}", "contribution": f"c-{n}", "status": status}
        for n, status in enumerate(("attached", "withdrawn", "attached"))
    ]
    album = Album(listed=tuple(rows))
    assert with_photos(reach(album), ["c-0", "c-1", "c-2", "c-3"]) == {"c-0", "c-2"}
    assert with_photos(reach(album, takes_photos=False), ["c-0"]) == set()


def test_a_uuid_that_is_a_path_is_none() -> None:
    with pytest.raises(InvalidContent):
        photos(reach(Album(listed=({"uuid": "../../autostart", "status": "attached"},))), ABOUT)
    for text in ("", "1", "../x"):
        with pytest.raises(InvalidContent):
            check_uuid(text)


def test_only_an_image_is_taken_for_one() -> None:
    found = fetch(reach(Album(image=png())), ABOUT)
    assert file_name(3, ABOUT, found) == "photo-03-11111111.png"
    for image in (b"<html>", b"", PHOTO[:-2], b"<svg/>"):
        with pytest.raises(NotAService):
            fetch(reach(Album(image=image)), ABOUT)
