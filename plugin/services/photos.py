"""Photos over WFS: Insert and Update as the server half takes them, the rows it lists, how an image is asked for."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from dataclasses import dataclass

from ..domain.errors import InvalidContent
from ..domain.feature import Feature
from .wfs.filters import Compare, Comparison
from .wfs.model import Insert, NewFeature, Update

PHOTO = "attachment"
ATTACHED, WITHDRAWN = "attached", "withdrawn"
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True)
class Listed:
    """A row of the list of photos; `created` is ISO 8601 in UTC."""

    uuid: str
    contribution: str
    created: str
    withdrawn: bool


def attaching(uuid: str, contribution: str, data: bytes) -> Insert:
    """The Insert that adds a photo, the bytes of a JPEG or PNG file, to a contribution."""
    texts = {"uuid": uuid, "contribution": contribution, "data": base64.b64encode(data).decode("ascii")}
    return Insert(PHOTO, (NewFeature(texts),), handle=f"{uuid}-photo")


def withdrawing(uuid: str, reason_code: str = "") -> Update:
    """The Update that has a photo erased; somebody else than its author gives a reason."""
    texts: dict[str, str | None] = {"status": WITHDRAWN, **({"reason_code": reason_code} if reason_code else {})}
    return Update(PHOTO, Compare(Comparison.EQUAL, "uuid", uuid), texts, handle=f"{uuid}-photo")


def listed(row: Feature) -> Listed:
    """What a row of the service says; its uuid becomes a file name, so it must be one. Raises InvalidContent."""
    texts = {name: str(row.properties.get(name) or "") for name in ("uuid", "contribution", "created", "status")}
    if not _UUID.fullmatch(texts["uuid"]):
        raise InvalidContent("The service lists a photo without a proper uuid.")
    return Listed(texts["uuid"], texts["contribution"], texts["created"], texts["status"] != ATTACHED)


def asking(uuid: str) -> Mapping[str, str]:
    """The parameters of GetAttachment."""
    return {"SERVICE": "BUERGERGIS", "REQUEST": "GetAttachment", "UUID": uuid}
