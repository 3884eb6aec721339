"""From an address and an authentication configuration to a connection, with QGIS's network underneath."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from qgis.core import QgsCoordinateReferenceSystem, QgsFeedback

from ..domain.errors import InvalidContent, RedirectRefused
from ..services.wfs.client import WfsClient
from ..services.wfs.model import Capabilities
from ..workflows.connection import Connection, CrsFacts
from . import origins
from .geometry import from_gml, northing_first, to_geojson
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
    says, and takes the credentials along.
    """
    url = connection.client.url
    for address in sorted(connection.capabilities.addresses):
        if not _same_origin(url, address):
            raise RedirectRefused(
                f"The service tells QGIS to ask at {address[:80]!r}; your login would go there.",
                "Check the layer out instead, or connect as a guest.",
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

    Raises InvalidContent unless it is an http(s) address with a host and without credentials.
    """
    parts = urlsplit(address.strip())
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.password:
        shown = "" if parts.username or parts.password else f": {address.strip()[:80]!r}"  # may hold a password
        raise InvalidContent(
            f"This is no address of a service{shown}.",
            "It starts with https:// or http://, and has no user name or password in it.",
        )
    kept = [(name, value) for name, value in parse_qsl(parts.query) if name.upper() not in _OWN]
    return parts._replace(query=urlencode(kept), fragment="").geturl()


def crs_facts(authid: str) -> CrsFacts:
    """Facts of the CRS `authid`; raises InvalidContent for one that QGIS does not know."""
    crs = QgsCoordinateReferenceSystem(authid)
    if not crs.isValid():
        raise InvalidContent(f"The coordinate reference system {authid[:40]!r} is not known here.")
    return CrsFacts(crs.isGeographic(), northing_first(crs))


def _open(url: str, authcfg: str, feedback: QgsFeedback | None) -> Connection:
    return Connection.open(_client(url, authcfg, feedback), crs_facts)


def _client(url: str, authcfg: str, feedback: QgsFeedback | None, known: Capabilities | None = None) -> WfsClient:
    return WfsClient(session(authcfg, feedback), url, lambda element: to_geojson(from_gml(element)), known)
