"""Photos of contributions: what is taken, what is kept of it, who sees it, and what becomes of a withdrawn one."""

from __future__ import annotations

import base64
import struct
import zlib
from typing import Any

import pytest

from plugin.domain.contribution import Status
from plugin.domain.errors import AccessDenied, Refused
from plugin.domain.record import chained
from plugin.server.answer import HttpAnswer
from plugin.server.current import Current
from plugin.server.queue import attachments
from plugin.services.contributions import transition
from plugin.services.wfs.filters import Compare, Comparison
from plugin.services.wfs.model import Delete, Insert, NewFeature, Update
from tests import photos

from .stories import UUIDS, accept, claim, edited, planted, proposal, submit, submitted, taken_back
from .town import ANNE, BOEHME, MILENA, WEISS, YUSUF, Town

pytestmark = pytest.mark.qgis
PHOTOS = [f"aaaaaaaa-0000-4000-8000-{number:012d}" for number in range(1, 20)]
TREE = photos.from_a_phone(photos.jpeg())


def attach(data: bytes | str = TREE, uuid: str = PHOTOS[0], about: str = UUIDS[0], **more: str) -> Insert:
    text = data if isinstance(data, str) else base64.b64encode(data).decode()
    return Insert("attachment", (NewFeature({"uuid": uuid, "contribution": about, "data": text, **more}),), handle=uuid)


def withdraw(uuid: str = PHOTOS[0], **more: str) -> Update:
    return Update("attachment", Compare(Comparison.EQUAL, "uuid", uuid), {"status": "withdrawn", **more}, handle=uuid)


def stored(town: Town, uuid: str = PHOTOS[0]) -> dict[str, Any]:
    return next(row for row in town.rows("attachment") if row["uuid"] == uuid)


def shown(town: Town, who: str, uuid: str = PHOTOS[0]) -> HttpAnswer:
    return attachments.show(Current(town.project, who), uuid)


def seen(town: Town, who: str) -> set[str]:
    """The photos that WFS would list."""
    layer = next(found for found in town.project.mapLayers().values() if found.name() in ("attachment", "Fotos"))
    return {row["uuid"] for row in layer.getFeatures(Current(town.project, who).condition("attachment"))}


def test_a_photo_is_kept_without_what_the_phone_wrote_beside_it(town: Town) -> None:
    submitted(town, edited(town, hoehe=12.5))
    town.done(ANNE, attach())
    row = stored(town)
    data = bytes(row["data"])
    assert (row["media_type"], row["width"], row["height"], row["size"]) == ("image/jpeg", 64, 48, len(data))
    assert (row["status"], row["created"]) == ("attached", "2026-05-04T12:00:00Z")
    for secret in (photos.OWNER, photos.SERIAL, photos.GPS):
        assert secret in TREE and secret not in data
    assert b"Exif" not in data and b"ICC_PROFILE" not in data
    assert photos.colour_at(data, 5, 5) == "red" and photos.colour_at(data, 60, 45) == "blue"


def test_a_photo_is_turned_as_the_phone_was_held(town: Town) -> None:
    submitted(town, edited(town, hoehe=12.5))
    town.done(ANNE, attach(photos.from_a_phone(photos.jpeg(), orientation=6)))
    data = bytes(stored(town)["data"])
    assert photos.size_of(data) == (48, 64) == (stored(town)["width"], stored(town)["height"])
    assert photos.colour_at(data, 43, 5) == "red" and photos.colour_at(data, 5, 5) == "blue"


def test_a_png_stays_one_and_a_large_photo_becomes_smaller(town: Town) -> None:
    submitted(town, edited(town, hoehe=12.5))
    town.done(ANNE, attach(photos.png()), attach(photos.jpeg(6000, 3000), PHOTOS[1]))
    assert (stored(town)["media_type"], photos.OWNER in bytes(stored(town)["data"])) == ("image/png", False)
    assert (stored(town, PHOTOS[1])["width"], stored(town, PHOTOS[1])["height"]) == (4096, 2048)


def test_what_stands_behind_the_picture_goes(town: Town) -> None:
    submitted(town, edited(town, hoehe=12.5))
    town.done(ANNE, attach(TREE + b"PK\x03\x04<script>alert(1)</script>"))
    assert b"script" not in bytes(stored(town)["data"])


def bomb(width: int, height: int) -> bytes:
    """A PNG that is small on the wire and large in memory."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    pixels = zlib.compress(b"\0" * (height * (width // 8 + 1)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def animated() -> bytes:
    still = photos.png()
    moves = struct.pack(">I", 8) + b"acTL" + struct.pack(">II", 2, 0)
    return still[:33] + moves + struct.pack(">I", zlib.crc32(moves[4:])) + still[33:]


@pytest.mark.parametrize(
    ("data", "status", "says"),
    [
        (b"", 400, "neither"),
        ("kein base64!", 400, "base64"),
        (b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', 400, "neither"),
        (b"GIF89a" + TREE, 400, "neither"),
        (b"%PDF-1.7\n" + TREE, 400, "neither"),
        (b"RIFF\x24\0\0\0WEBPVP8 ", 400, "neither"),
        (b"BM" + b"\0" * 60, 400, "neither"),
        (TREE[: len(TREE) // 2], 400, "cut off"),
        (TREE[:-2], 400, "cut off"),
        (photos.png()[:-20], 400, "cut off"),
        (b"\xff\xd8\xff\xe0" + b"\xff" * 5000, 400, "cut off"),
        (TREE[:2] + TREE[-2:], 400, "no picture"),
        (animated(), 400, "moves"),
        (bomb(8000, 8000), 413, "pixels"),
        (bomb(2**31 - 1, 1), 413, "pixels"),
        (photos.png().replace(b"IDAT", b"IDAX"), 400, ""),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 100, 400, "cut off"),
        ("A" * 5_600_000, 413, "bytes"),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 20 else "",
)
def test_what_is_no_photo_is_refused_in_a_sentence(shared: Town, data: bytes | str, status: int, says: str) -> None:
    if not shared.rows("contribution"):
        submitted(shared, edited(shared, hoehe=12.5))
    got, text = shared.refused(ANNE, attach(data))
    assert (got, says in text) == (status, True), text
    assert not shared.rows("attachment")


def test_a_scan_that_never_ends_is_refused(town: Town) -> None:
    submitted(town, edited(town, hoehe=12.5))
    plain = photos.jpeg()
    scan = plain.index(b"\xff\xda")
    assert "times" in town.refused(ANNE, attach(plain[:-2] + plain[scan:-2] * 70 + b"\xff\xd9"))[1]


def test_the_same_again_is_answered_as_the_first_time_and_other_bytes_are_refused(town: Town) -> None:
    submitted(town, edited(town, hoehe=12.5))
    assert town.done(ANNE, attach()) == town.done(ANNE, attach())
    assert len(town.rows("attachment")) == 1 and len(town.rows("event")) == 2
    assert "another photo" in town.refused(ANNE, attach(photos.jpeg(quality=50)))[1]
    submitted(town, planted(town), UUIDS[1])
    assert "another photo" in town.refused(ANNE, attach(about=UUIDS[1]))[1]
    assert town.refused(MILENA, attach())[0] == 400


def test_a_contribution_and_its_photo_may_come_together(town: Town) -> None:
    town.done(ANNE, submit(proposal(edited(town, hoehe=12.5))), attach())
    assert stored(town)["contribution"] == UUIDS[0]


def test_who_adds_photos_and_when(town: Town) -> None:
    submitted(town, edited(town, hoehe=12.5))
    assert town.refused("", attach())[0] == 401
    assert town.refused(YUSUF, attach())[0] == 403
    assert town.refused(ANNE, attach(about=UUIDS[5]))[0] == 403
    town.done(MILENA, claim())
    assert "in_review" in town.refused(ANNE, attach())[1]
    town.done(MILENA, attach(photos.png(), PHOTOS[1]))
    town.done(MILENA, transition(UUIDS[0], Status.NEEDS_CHANGES, reason_code="incomplete"))
    town.done(ANNE, attach())
    town.done(ANNE, transition(UUIDS[0], Status.WITHDRAWN))
    assert "withdrawn" in town.refused(ANNE, attach(uuid=PHOTOS[2]))[1]
    assert town.refused(MILENA, attach(uuid=PHOTOS[2]))[0] == 409


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("author", "p-1234567890"),
        ("status", "withdrawn"),
        ("sha256", "x"),
        ("id", "7"),
        ("created", "2020"),
        ("uuid", "A"),
    ],
)
def test_what_the_service_sets_is_not_sent(shared: Town, name: str, value: str) -> None:
    if not shared.rows("contribution"):
        submitted(shared, edited(shared, hoehe=12.5))
    assert shared.refused(ANNE, attach(**{"uuid": PHOTOS[0], name: value}))[0] == 400


def test_there_are_ten_photos_and_three_at_once(town: Town) -> None:
    submitted(town, edited(town, hoehe=12.5))
    assert town.refused(ANNE, *(attach(uuid=uuid) for uuid in PHOTOS[:4]))[0] == 413
    for start in (0, 3, 6):
        town.done(ANNE, *(attach(uuid=uuid) for uuid in PHOTOS[start : start + 3]))
    town.done(ANNE, attach(uuid=PHOTOS[9]))
    assert town.refused(ANNE, attach(uuid=PHOTOS[10]))[0] == 413
    town.done(ANNE, withdraw())
    town.done(ANNE, attach(uuid=PHOTOS[10]))


def test_a_withdrawn_photo_is_erased_and_its_record_stays(town: Town) -> None:
    submitted(town, edited(town, hoehe=12.5))
    town.done(ANNE, attach())
    town.done(ANNE, withdraw())
    town.done(ANNE, withdraw())
    row = stored(town)
    assert (row["status"], row["data"], row["width"]) == ("withdrawn", None, 64)
    record = [(event["to_status"], event["feature_key"], event["role"]) for event in town.rows("event")][1:]
    assert record == [("photo_attached", PHOTOS[0], "author"), ("photo_withdrawn", PHOTOS[0], "author")]
    with pytest.raises(Refused, match="no such photo"):
        shown(town, ANNE)
    town.done(ANNE, attach())
    assert stored(town)["data"] is None


def test_the_record_of_photos_is_part_of_the_chain(town: Town) -> None:
    submitted(town, edited(town, hoehe=12.5))
    town.done(ANNE, attach(), attach(photos.png(), PHOTOS[1]))
    town.done(ANNE, withdraw())
    previous = None
    for event in town.rows("event"):
        assert (event["previous_hash"], event["hash"]) == (previous, chained(event))
        previous = event["hash"]


def test_a_reviewer_withdraws_a_photo_that_shows_people(town: Town) -> None:
    submitted(town, edited(town, hoehe=12.5))
    town.done(ANNE, attach())
    hidden, missing = town.refused(YUSUF, withdraw()), town.refused(YUSUF, withdraw(PHOTOS[7]))
    assert hidden[0] == missing[0] == 403
    assert hidden[1].replace(PHOTOS[0], "") == missing[1].replace(PHOTOS[7], "")
    assert "reason" in town.refused(MILENA, withdraw())[1]
    assert town.refused(MILENA, withdraw(reason_code="position"))[0] == 409
    town.done(MILENA, withdraw(reason_code="personal_data"))
    assert town.rows("event")[-1]["reason_code"] == "personal_data"


def test_nothing_else_of_a_photo_changes(town: Town) -> None:
    submitted(town, edited(town, hoehe=12.5))
    town.done(ANNE, attach())
    by_uuid = Compare(Comparison.EQUAL, "uuid", PHOTOS[0])
    assert town.refused(ANNE, Delete("attachment", by_uuid))[0] == 403
    for values in ({"status": "attached"}, {"data": "AAAA"}, {"status": "withdrawn", "author": "p-1"}, {}):
        assert town.refused(ANNE, Update("attachment", by_uuid, dict(values)))[0] == 400
    assert town.refused(ANNE, Update("attachment", None, {"status": "withdrawn"}))[0] == 400
    assert town.refused(ANNE, withdraw(PHOTOS[7]))[0] == 403


def test_a_photo_is_seen_by_author_and_reviewer_and_once_accepted_by_everybody_with_a_part(town: Town) -> None:
    submitted(town, edited(town, hoehe=12.5))
    town.done(ANNE, attach())
    for who in (ANNE, MILENA, WEISS):
        got = shown(town, who)
        assert (got.status, got.content_type, got.body) == (200, "image/jpeg", bytes(stored(town)["data"]))
        assert got.headers["X-Content-Type-Options"] == "nosniff"
        assert got.headers["Content-Disposition"] == f'inline; filename="{PHOTOS[0]}.jpg"'
        assert seen(town, who) == {PHOTOS[0]}
    for who in (YUSUF, BOEHME):
        assert seen(town, who) == set(), who
        with pytest.raises(Refused, match="no such photo"):
            shown(town, who)
    town.done(MILENA, claim())
    accept(town, MILENA)
    for who in (ANNE, MILENA, WEISS, YUSUF, BOEHME):
        assert (seen(town, who), shown(town, who).status) == ({PHOTOS[0]}, 200), who
    for guest in ("", "unbekannt"):
        assert seen(town, guest) == set()
        with pytest.raises(AccessDenied):
            shown(town, guest)


def test_photos_are_accepted_only_after_a_claim_during_which_they_could_be_looked_at(town: Town) -> None:
    for uuid, change in zip(UUIDS, (edited(town, hoehe=12.5), planted(town)), strict=False):
        submitted(town, change, uuid)
    town.done(ANNE, attach())
    status, text = town.refused(MILENA, claim(), transition(UUIDS[0], Status.ACCEPTED))
    assert status == 409 and "look at them" in text
    assert town.rows("contribution")[0]["status"] == "submitted" and seen(town, YUSUF) == set()
    town.done(MILENA, claim())
    town.done(ANNE, attach(about=UUIDS[1], uuid=PHOTOS[1]), withdraw(PHOTOS[1]))
    accept(town, MILENA, *UUIDS[:2])  # claimed before; and of the other one no photo is left
    assert shown(town, YUSUF).status == 200
    town.done(MILENA, taken_back())
    taken = transition(UUIDS[0], Status.NEEDS_CHANGES, reason_code="incomplete")
    town.done(MILENA, taken)
    town.done(ANNE, attach(photos.png(), PHOTOS[2]))
    again = town.refused(MILENA, taken_back(), transition(UUIDS[0], Status.ACCEPTED))
    assert again[0] == 409 and "look at them" in again[1]
