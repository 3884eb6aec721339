"""The Routing API of FIT-Connect (FITKO): where an application of a kind goes in an area, `GET /routes?leikaKey=&ars=`.

It knows the LeiKa key of an administrative service, not what is on the map; it answers delivery points, each with a
signature (JWS) that whoever sends something there verifies. Nothing of a contribution is sent: two numbers only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import requests

from ..domain.errors import InvalidContent, NotAService
from ..domain.jurisdiction import is_ars
from . import http

MAX_ANSWER = 2**20
MOST = 100
_LEIKA = re.compile(r"[0-9]{14}")
_DESTINATION = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_LONGEST = 500


@dataclass(frozen=True)
class Route:
    """A delivery point (Zustellpunkt). `signature` is as it came; the name is a stranger's text."""

    destination: str
    name: str = ""
    signature: str = ""


def parameters(leika: str, ars: str) -> dict[str, str]:
    """What is asked. An ARS of fewer than twelve digits is filled with zeros, as the catalogue of areas has it.

    Raises InvalidContent.
    """
    if not _LEIKA.fullmatch(leika):
        raise InvalidContent(f"{leika[:40]!r} is no LeiKa key of 14 digits.")
    if not is_ars(ars):
        raise InvalidContent(f"{ars[:40]!r} is no Regionalschlüssel of 2, 3, 5, 9 or 12 digits.")
    return {"leikaKey": leika, "ars": ars.ljust(12, "0"), "offset": "0", "limit": str(MOST)}


def parse(document: Any) -> tuple[Route, ...]:
    """The delivery points in an answer. Raises NotAService for what is none; entries without an id are left out."""
    routes = document.get("routes") if isinstance(document, dict) else None
    if not isinstance(routes, list):
        raise NotAService("The routing service answers with something that names no routes.")
    found = (_route(entry) for entry in routes[:MOST])
    return tuple(route for route in found if route is not None)


class Routing:
    """The service at an address; `session` brings network, proxy and certificates."""

    def __init__(self, session: requests.Session, url: str) -> None:
        self._session, self._url = session, url.rstrip("/")

    def routes(self, leika: str, ars: str) -> tuple[Route, ...]:
        """Where that service is delivered to in that area; none where nobody takes it. Raises ServiceProblem."""
        asked = parameters(leika, ars)
        answer = http.fetch(self._session, "GET", f"{self._url}/routes", params=asked, limit=MAX_ANSWER)
        if answer.status == 404:
            return ()
        http.raise_for_report(answer)
        return parse(http.json_of(answer))


def _route(entry: Any) -> Route | None:
    if not isinstance(entry, dict):
        return None
    destination = entry.get("destinationId")
    if not isinstance(destination, str) or not _DESTINATION.fullmatch(destination):
        return None
    name, signature = (entry.get(word) for word in ("destinationName", "destinationSignature"))
    return Route(destination.lower(), _text(name)[:_LONGEST], _text(signature))


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
