"""Photos of a contribution: sent exactly once, listed, fetched within limits, withdrawn."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from uuid import UUID, uuid5

from ..domain.errors import (
    AccessDenied,
    InvalidContent,
    LimitExceeded,
    NotAService,
    NoTransactions,
    OutcomeUnknown,
    Problem,
    Refused,
)
from ..formats import photo
from ..formats.photo import ENDINGS, Photo
from ..services.photos import PHOTO, Listed, asking, attaching, listed, withdrawing
from ..services.wfs.filters import Compare, Comparison
from ..services.wfs.model import Transaction
from .connection import Connection
from .doubt import in_doubt
from .review import AT_ONCE, any_of

LARGEST = 16 * 2**20
"""Bytes of an image that a service answers with."""

NOT_SHOWN = (Refused, AccessDenied, NotAService)
"""What `fetch` raises for one photo that is gone, hidden or no picture; the others are shown all the same."""

_SPACE = UUID("7c9d2c7e-0d0c-5b0e-9a55-3c1f0c1d7a11")


def photo_uuid(contribution: str, data: bytes) -> str:
    """The uuid of this photo at this contribution: the same file attached again is the same photo."""
    return str(uuid5(uuid5(_SPACE, contribution), sha256(data).hexdigest()))


def attach(connection: Connection, contribution: str, data: bytes) -> str:
    """Add the bytes of a JPEG or PNG file to a contribution; returns the photo's uuid. Twice does no harm.

    Raises InvalidContent or LimitExceeded before anything is sent where the service would not take it.
    """
    _check_offered(connection)
    photo.read(data)
    if len(data) > photo.MAX_BYTES:
        raise LimitExceeded(f"A photo may have {photo.MAX_BYTES} bytes; this one has {len(data)}.")
    uuid = photo_uuid(contribution, data)
    _send(connection, Transaction((attaching(uuid, contribution, data),)))
    return uuid


def withdraw(connection: Connection, uuid: str, reason_code: str = "") -> None:
    """Have a photo erased; twice does no harm."""
    _check_offered(connection)
    _send(connection, Transaction((withdrawing(uuid, reason_code),)))


def photos(connection: Connection, contribution: str) -> list[Listed]:
    """The photos of a contribution that the person may see, oldest first, without the withdrawn ones."""
    _check_offered(connection)
    client = connection.client
    about = Compare(Comparison.EQUAL, "contribution", contribution)
    pages = client.pages(PHOTO, client.schema(PHOTO), crs="", filter=about)
    found = [listed(row) for page in pages for _fid, row in page]
    return sorted((one for one in found if not one.withdrawn), key=lambda one: (one.created, one.uuid))


def with_photos(connection: Connection, contributions: Sequence[str]) -> set[str]:
    """Which of these have photos that the person may see; none where the service has no photos at all."""
    if PHOTO not in connection.capabilities.layers:
        return set()
    client, found = connection.client, set[str]()
    for start in range(0, len(contributions), AT_ONCE):
        about = [Compare(Comparison.EQUAL, "contribution", uuid) for uuid in contributions[start : start + AT_ONCE]]
        pages = client.pages(PHOTO, client.schema(PHOTO), crs="", filter=any_of(about))
        rows = [listed(row) for page in pages for _fid, row in page]
        found |= {one.contribution for one in rows if not one.withdrawn}
    return found


def fetch(connection: Connection, uuid: str) -> Photo:
    """The image, looked at before anybody else does. Raises NotAService for what is none."""
    body = connection.client.ask_for_bytes(asking(uuid), LARGEST)
    try:
        return photo.read(body)
    except Problem as problem:
        raise NotAService(f"The service sends something that is no photo: {problem.text}") from problem


def file_name(number: int, uuid: str, found: Photo) -> str:
    """A name of our own making."""
    return f"photo-{number:02d}-{uuid[:8]}.{ENDINGS[found.media_type]}"


def _check_offered(connection: Connection) -> None:
    connection.queue  # noqa: B018  raises where one must log in first
    if PHOTO not in connection.capabilities.layers:
        raise NoTransactions("The service takes no photos.")


def _send(connection: Connection, wanted: Transaction) -> None:
    try:
        connection.client.transaction(wanted)
    except OutcomeUnknown:
        with in_doubt():
            connection.client.transaction(wanted)  # the same uuid makes the second try safe


def check_uuid(text: str) -> str:
    """`text` as the uuid of a contribution. Raises InvalidContent."""
    try:
        return str(UUID(text.strip()))
    except ValueError:
        raise InvalidContent("CONTRIBUTION is the uuid of a contribution, as the review queue shows it.") from None
