"""Being somebody else: headers that only the front may set, and logins that nobody has checked."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator

from .attack import Attack, Request
from .ground import ANNE, BENCHES, MILENA, WEISS, Ground
from .say import ids, transaction, update

HEADERS = (
    "X-Buergergis-User",
    "X_Buergergis_User",
    "x-buergergis-user",
    "X-Buergergis_User",
    "X-BUERGERGIS-USER ",
    "Remote-User",
    "Remote_User",
    "REMOTE_USER",
    "X-Remote-User",
    "X_Remote_User",
    "X-Forwarded-User",
    "X_Forwarded_User",
    "X-Forwarded-Preferred-Username",
    "X-Auth-Request-User",
    "Http-X-Buergergis-User",
    "Auth-User",
)
SECRETS = (
    "X-Buergergis-Secret",
    "X_Buergergis_Secret",
    "X-Buergergis-Failed",
    "X-Buergergis-Address",
    "X-Proxy-Secret",
)
WHO = "SERVICE=BUERGERGIS&REQUEST=WhoAmI"


def attacks(ground: Ground) -> Iterator[Attack]:
    """Spoofed headers, and Basic headers that were never verified."""
    body = transaction(update(BENCHES, ids(ground.benches[0][0]), zustand="x"))
    item = "spoofed identity and secret headers"
    for name in HEADERS:
        yield Attack(
            item, f"a guest with {name}", Request("", body=body, headers=((name, WEISS),)), (400, 401), slow=False
        )
        yield Attack(item, f"a contributor with {name}", Request(ANNE, body=body, headers=((name, WEISS),)), (400, 403))
    for name in SECRETS:
        both = ((name, "geheim"), ("X-Buergergis-User", WEISS))
        yield Attack(item, f"a guest with {name}", Request("", body=body, headers=both), 401, "LoginNeeded")
    twice = (("X-Buergergis-User", WEISS), ("X-Buergergis-User", MILENA))
    yield Attack(item, "the header twice", Request(ANNE, body=body, headers=twice), 403, "AccessDenied")
    yield Attack(
        item,
        "a header that nginx would fold",
        Request("", body=body, headers=(("X-A", f"b\r\n X-Buergergis-User: {WEISS}"),)),
        (400, 401),
    )
    yield Attack(
        item,
        "a header behind a bare line feed",
        Request("", body=body, headers=(("X-A", f"b\nX-Buergergis-User: {WEISS}"),)),
        (400, 401),
    )
    yield Attack(
        item,
        "who am I",
        Request("", WHO, headers=(("X-Buergergis-User", WEISS),)),
        200,
        alike=Request("", WHO),
        told=(WEISS.encode(),),
    )
    yield Attack(item, "the name in the address", Request("", "REMOTE_USER=verwaltung&" + WHO), 400)
    yield Attack(
        item,
        "another Host, another address",
        Request(
            "",
            "SERVICE=WFS&REQUEST=GetCapabilities&VERSION=1.1.0",
            headers=(("X-Forwarded-Host", "boese.example"), ("Forwarded", "host=boese.example")),
        ),
        200,
        alike=Request("", "SERVICE=WFS&REQUEST=GetCapabilities&VERSION=1.1.0"),
        told=(b"boese",),
    )
    yield from _logins(body)


def _logins(body: bytes) -> Iterator[Attack]:
    item = "unverified Basic header"
    for name, value in {
        "a wrong password": _basic(f"{WEISS}:falsch"),
        "no password": _basic(f"{WEISS}:"),
        "no colon": _basic(WEISS),
        "a name with a zero byte": _basic(f"{WEISS}\0:dreiwasser"),
        "a colon in the name": _basic(f"{WEISS}::dreiwasser"),
        "no Base64": "Basic !!!",
        "nothing behind Basic": "Basic ",
        "another scheme": f"Bearer {WEISS}",
        "Digest": f'Digest username="{WEISS}"',
        "a name that nobody has": _basic("niemand:dreiwasser"),
        "a name in capitals": _basic(f"{WEISS.upper()}:dreiwasser"),
        "a name with a line feed": _basic(f"{WEISS}\n:x"),
        "the hash for a password": _basic(f"{WEISS}:$apr1$"),
        "two thousand characters": _basic("x" * 2000 + ":y"),
    }.items():
        request = Request("", body=body, headers=(("Authorization", value),))
        yield Attack(item, name, request, 401, "LoginNeeded")
    only = Request("", WHO, headers=(("Authorization", _basic(f"{WEISS}:falsch")),))
    yield Attack(item, "a wrong password is no guest either", only, 401, "LoginNeeded")
    two = (("Authorization", _basic(f"{WEISS}:falsch")), ("Authorization", _basic(f"{ANNE}:dreiwasser")))
    yield Attack(item, "two logins in one request", Request("", body=body, headers=two), (400, 401))
    yield Attack(
        item,
        "a login for a proxy",
        Request("", body=body, headers=(("Proxy-Authorization", _basic(f"{WEISS}:dreiwasser")),)),
        401,
    )


def _basic(login: str) -> str:
    return "Basic " + b64encode(login.encode()).decode()
