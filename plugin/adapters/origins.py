"""The services a person has entered themself: kept in their own settings, never in a file that travels."""

from __future__ import annotations

from urllib.parse import urlsplit

from ..domain.errors import AccessDenied
from .settings import ORIGINS

_DEFAULT_PORTS = {"http": 80, "https": 443}


def origin_of(url: str) -> str:
    """Scheme, host and port of `url`: what credentials are bound to (RFC 6454 §4)."""
    parts = urlsplit(url)
    port = parts.port or _DEFAULT_PORTS.get(parts.scheme, 0)
    return f"{parts.scheme}://{(parts.hostname or '').lower()}:{port}"


def remember(url: str) -> None:
    known = ORIGINS.value()
    origin = origin_of(url)
    if origin not in known:
        ORIGINS.setValue([*known, origin])


def check(url: str) -> None:
    """Raise AccessDenied if this person has never entered the origin of `url`."""
    if origin_of(url) not in ORIGINS.value():
        raise AccessDenied(
            f"The working copy belongs to {origin_of(url)}, which you have never entered yourself. Your "
            "credentials are not sent there.",
            "If you trust this service, name it as SERVICE.",
        )
