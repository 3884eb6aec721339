"""The configuration of a service, as JSON: what it serves, and whom it believes about who is asking.

    {"projects": {"/ows/": "/srv/gis/public/stadt.qgs"},   exact path of the address -> project file
     "urls": ["https://gis.example.org"],                  scheme and host under which people come, the first is ours
     "socket": "/run/buergergis/qgis",
     "workers": 4, "timeout": 30, "memory_mb": 3072,       processes; seconds for one request; address space of each
     "identity": {"kind": "basic"},
     "limits": {"failures": 10, "account_failures": 100, "seconds": 600}}

`identity` is `basic` (passwords are checked by nginx), or a proxy that logs people in and proves itself by a secret:

    {"kind": "proxy", "user_header": "X-Forwarded-Preferred-Username",
     "secret_header": "X-Buergergis-Secret", "secret_file": "/etc/buergergis/secret"}

Everything is checked once, at the start. Under QGIS Server's own program a file with `identity` alone is enough.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from ..domain.errors import InvalidContent
from .stated import check_words, document, mapping, text

WHAT = "The configuration of the service"
WORDS = {"projects", "urls", "socket", "workers", "timeout", "memory_mb", "identity", "limits"}
PROXY_WORDS = {"kind", "user_header", "secret_header", "secret_file"}
BOUNDS = {"workers": (1, 64, 4), "timeout": (1, 600, 30), "memory_mb": (512, 65536, 3072)}
LIMITS = {"failures": (3, 1000, 10), "account_failures": (10, 100_000, 100), "seconds": (1, 86_400, 600)}
LONGEST_SOCKET = 107
SHORTEST_SECRET = 32
RESERVED = {"authorization", "host", "content-type", "content-length", "cookie", "connection", "transfer-encoding"}
"""Headers that mean something else already."""

OURS = "x-buergergis-"
"""Headers between our nginx and the host begin so; only the one of the secret may come from a proxy."""

_HEADER = re.compile(r"[A-Za-z][A-Za-z0-9-]{1,63}")
_PATH = re.compile(r"/([A-Za-z0-9._~-]+/)*")
_OTHERS_READ = 0o077
_ALL_WRITE = 0o002


@dataclass(frozen=True)
class Proxy:
    """An OIDC proxy in front: the header of the account, and the one that carries `secret`."""

    user_header: str
    secret_header: str
    secret: str = field(repr=False)


@dataclass(frozen=True)
class LoginLimits:
    """Failed logins that one address has for an account, and all addresses together, within `seconds`."""

    failures: int = 10
    account_failures: int = 100
    seconds: int = 600


@dataclass(frozen=True)
class ServiceFile:
    """A configuration that was checked. Without `proxy` nginx checks the passwords."""

    projects: Mapping[str, str]
    urls: Sequence[str]
    socket: str = ""
    workers: int = 4
    timeout: int = 30
    memory_mb: int = 3072
    proxy: Proxy | None = None
    limits: LoginLimits = LoginLimits()


def load(path: str) -> ServiceFile:
    """The configuration in a file. Raises InvalidContent with one sentence."""
    return stated(_document(path))


def load_identity(path: str) -> Proxy | None:
    """What the file says about `identity`, and nothing else of it. Raises InvalidContent."""
    found = mapping(_document(path), WHAT)
    if "identity" not in found:
        raise InvalidContent(f"{path} says nothing about identity.")
    check_words(found, WORDS, WHAT)
    return _identity(found["identity"])


def stated(found: Any) -> ServiceFile:
    """The configuration that a JSON document states. Raises InvalidContent."""
    check_words(found, WORDS, WHAT)
    proxy = _identity(found.get("identity", {"kind": "basic"}))
    if proxy and "limits" in found:
        raise InvalidContent(f"{WHAT} states limits for failed logins, but the proxy checks the logins.")
    return ServiceFile(
        projects=_projects(found.get("projects")),
        urls=_urls(found.get("urls")),
        socket=socket_name(found["socket"]) if "socket" in found else "",
        proxy=proxy,
        limits=LoginLimits(**_numbers(found.get("limits", {}), LIMITS, f"{WHAT} (limits)")),
        **_numbers({word: found[word] for word in BOUNDS if word in found}, BOUNDS, WHAT),
    )


def _document(path: str) -> Any:
    try:
        if Path(path).stat().st_mode & _ALL_WRITE:
            raise InvalidContent(f"{path} can be written by everybody; chmod o-w {path}")
        return document(Path(path).read_text("utf-8"), path)
    except OSError as error:
        raise InvalidContent(f"{WHAT}, {path}, cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise InvalidContent(f"{path} is not in UTF-8.") from error


def _numbers(found: Any, bounds: Mapping[str, tuple[int, int, int]], where: str) -> dict[str, int]:
    check_words(found, set(bounds), where)
    made = {word: found.get(word, default) for word, (_, _, default) in bounds.items()}
    for word, value in made.items():
        least, most, _ = bounds[word]
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise InvalidContent(f"{where} says {value!r} for {word}; a number from {least} to {most} is needed.")
    return made


def _projects(found: Any) -> Mapping[str, str]:
    projects = mapping(found, f"{WHAT} (projects)")
    if not projects:
        raise InvalidContent(f"{WHAT} names no project.")
    for path, file in projects.items():
        if not _PATH.fullmatch(path):
            raise InvalidContent(f"{WHAT} has the address {path!r}; it must begin and end with /, as /ows/ does.")
        name = text(file, f"{WHAT} (projects)")
        if Path(name).suffix.lower() not in (".qgs", ".qgz") or not Path(name).is_file():
            raise InvalidContent(f"{WHAT} names the project {name!r}, which is no .qgs or .qgz file that is there.")
    return projects


def _urls(found: Any) -> Sequence[str]:
    if not isinstance(found, list) or not found:
        raise InvalidContent(f"{WHAT} lacks urls: a list of addresses as https://gis.example.org.")
    for url in found:
        stated_url = text(url, f"{WHAT} (urls)")
        try:
            parts = urlsplit(stated_url)
            plain = parts.hostname and parts.port != 0 and "@" not in parts.netloc and stated_url.isprintable()
            good = plain and stated_url in (f"http://{parts.netloc}", f"https://{parts.netloc}")
        except ValueError:
            good = False
        if not good:
            raise InvalidContent(f"{WHAT} has the url {stated_url[:80]!r}; it must be as https://gis.example.org.")
    return found


def socket_name(found: Any) -> str:
    """The path of the socket. Raises InvalidContent."""
    name = text(found, f"{WHAT} (socket)")
    if len(name.encode("utf-8")) > LONGEST_SOCKET:
        raise InvalidContent(
            f"{WHAT} names a socket with more than {LONGEST_SOCKET} bytes; Linux takes no longer ones."
        )
    return name


def _identity(found: Any) -> Proxy | None:
    where = f"{WHAT} (identity)"
    kind = mapping(found, where).get("kind")
    if kind == "basic":
        check_words(found, {"kind"}, where)
        return None
    if kind != "proxy":
        raise InvalidContent(f"{where} is of the kind {kind!r}; known are basic and proxy.")
    check_words(found, PROXY_WORDS, where)
    user, secret = (_header(found.get(word), f"{where}, {word},") for word in ("user_header", "secret_header"))
    if user.lower() == secret.lower() or user.lower().startswith(OURS):
        raise InvalidContent(f"{where} takes the account from {user}, which has another meaning.")
    return Proxy(user, secret, _secret(text(found.get("secret_file"), f"{where}, secret_file,")))


def _header(found: Any, where: str) -> str:
    name = text(found, where)
    if not _HEADER.fullmatch(name):
        raise InvalidContent(f"{where} is {name[:80]!r}; a header is made of letters, digits and hyphens.")
    if name.lower() in RESERVED or (name.lower().startswith(OURS) and name.lower() != f"{OURS}secret"):
        raise InvalidContent(f"{where} is {name}, which has another meaning.")
    return name


def _secret(path: str) -> str:
    try:
        if Path(path).stat().st_mode & _OTHERS_READ:
            raise InvalidContent(f"The secret in {path} can be read by others; chmod 600 {path}")
        secret = Path(path).read_text("ascii").strip()
    except OSError as error:
        raise InvalidContent(f"The secret in {path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise InvalidContent(f"The secret in {path} is no plain text.") from error
    if len(secret) < SHORTEST_SECRET or not secret.isprintable() or " " in secret:
        raise InvalidContent(
            f"The secret in {path} must be one word of {SHORTEST_SECRET} signs or more; openssl rand -hex 32 makes one."
        )
    return secret
