"""From an address and an authentication configuration to a connection, with QGIS's network underneath."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import SplitResult, parse_qsl, urlencode, urljoin, urlsplit

import requests
from qgis.core import QgsCoordinateReferenceSystem, QgsFeedback

from ..domain.errors import InvalidContent, RedirectRefused
from ..services.wfs.client import WfsClient
from ..services.wfs.model import Capabilities
from ..workflows.connection import Connection, CrsFacts
from . import origins
from .geometry import box_in, geojson_of, northing_first
from .network import session

_OWN = frozenset({"SERVICE", "REQUEST", "VERSION", "ACCEPTVERSIONS"})


def connect(address: str, authcfg: str = "", feedback: QgsFeedback | None = None) -> Connection:
    """Connect to an address that the person has entered.

    From now on working copies of its origin may be synchronised with the person's credentials.
    """
    url = checked_address(address)
    origins.remember(url)
    return _open(url, authcfg, feedback)


def reconnect(address: str, authcfg: str = "", feedback: QgsFeedback | None = None) -> Connection:
    """Connect to an address that a file names.

    A file from somebody else must not aim a person's credentials, so an origin that this person has never
    entered is refused where there are credentials to send.
    """
    url = checked_address(address)
    if authcfg:
        origins.check(url)
    return _open(url, authcfg, feedback)


def again(connection: Connection, authcfg: str = "", feedback: QgsFeedback | None = None) -> Connection:
    """The same connection for another piece of work, which `feedback` cancels; nothing is asked of the server."""
    return replace(connection, client=_client(connection.client.url, authcfg, feedback, connection.client.known))


def check_addresses(connection: Connection) -> None:
    """Raise RedirectRefused where the service's description sends its clients to another origin.

    Our own requests stay at the address that was entered, but QGIS's WFS provider goes where the description
    says, be it another server or a file.
    """
    url = connection.client.url
    for address in sorted(connection.capabilities.addresses):
        if not _same_origin(url, address):
            raise RedirectRefused(
                f"The service tells QGIS to ask at {address[:80]!r}",
                "Check the layer out instead: that stays at the address you have entered.",
            )


def _same_origin(url: str, address: str) -> bool:
    try:
        return origins.origin_of(urljoin(url, address)) == origins.origin_of(url)
    except ValueError:  # a port that is no number
        return False


def trust(address: str) -> None:
    """Note that the person has entered `address`."""
    origins.remember(checked_address(address))


def checked_address(address: str) -> str:
    """`address` without what the protocol itself asks (a MAP= of another server stays).

    A host with other letters than a to z is given as it is asked for (xn--…, RFC 5891): some letters look alike.
    Raises InvalidContent unless it is an http(s) address with a host and without credentials.
    """
    parts = _parts(address.strip())
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.password:
        shown = "" if parts.username or parts.password else f": {address.strip()[:80]!r}"  # may hold a password
        raise _no_address(shown)
    kept = [(name, value) for name, value in parse_qsl(parts.query) if name.upper() not in _OWN]
    return parts._replace(query=urlencode(kept), fragment="").geturl()


def _parts(address: str) -> SplitResult:
    """Raises InvalidContent for brackets and ports that are none, and for names that no host can have."""
    try:
        parts = urlsplit(address)
        port = "" if parts.port is None else f":{parts.port}"
        if parts.netloc.isascii() or parts.username or parts.password:
            return parts
        asked = requests.Request("GET", f"http://{parts.hostname}/").prepare()  # as it is when it is sent
        return parts._replace(netloc=f"{urlsplit(str(asked.url)).hostname}{port}")
    except ValueError as error:  # those of requests too
        raise _no_address() from error


def _no_address(shown: str = "") -> InvalidContent:
    return InvalidContent(
        f"This is no address of a service{shown}.",
        "It starts with https:// or http://, and has no user name or password in it.",
    )


def crs_facts(authid: str) -> CrsFacts:
    """Facts of the CRS `authid`; raises InvalidContent for one that QGIS does not know."""
    crs = QgsCoordinateReferenceSystem(authid)
    if not crs.isValid():
        raise InvalidContent(f"The coordinate reference system {authid[:40]!r} is not known here.")
    return CrsFacts(crs.isGeographic(), northing_first(crs))


def _open(url: str, authcfg: str, feedback: QgsFeedback | None) -> Connection:
    return Connection.open(_client(url, authcfg, feedback), crs_facts)


def _client(url: str, authcfg: str, feedback: QgsFeedback | None, known: Capabilities | None = None) -> WfsClient:
    return WfsClient(session(authcfg, feedback), url, geojson_of, known, box_in)
