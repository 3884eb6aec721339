"""How SQLite is told which file to open, in which way: as a URI (sqlite.org/uri.html)."""

from __future__ import annotations

from pathlib import PurePath
from urllib.parse import quote


def uri(path: PurePath, mode: str) -> str:
    """The URI of an absolute `path`: `/home/…`, `C:\\…` or a share, `\\\\server\\folder\\…`.

    With fewer slashes SQLite takes the server of a share for an authority, and refuses it.
    """
    place = path.as_posix()
    root = "" if place.startswith("/") else "/"
    return f"file://{root}{quote(place)}?mode={mode}"
