"""Whom a request is believed to come from: the proxy that proves itself, and nobody else."""

from __future__ import annotations

import pytest

from plugin.domain.errors import AccessDenied
from plugin.formats.service_file import Proxy
from plugin.server.front.identity import variable, vouched

SECRET = "0123456789abcdef" * 2
PROXY = Proxy("X-Forwarded-Preferred-Username", "X-Buergergis-Secret", SECRET)


def who(user: str = "", secret: str = "") -> str:
    headers = {PROXY.user_header: user, PROXY.secret_header: secret}
    return vouched(PROXY, lambda name: headers[name])


def test_the_secret_makes_the_account_believed() -> None:
    assert who("änne.großmann@example.org", SECRET) == "änne.großmann@example.org"


def test_nobody_logged_in_is_a_guest() -> None:
    assert who("", SECRET) == who() == ""


@pytest.mark.parametrize("secret", ["", "x", SECRET[:-1], SECRET + "x", SECRET.upper(), f"{SECRET},{SECRET}", "ü" * 32])
def test_without_the_secret_a_claim_is_refused(secret: str) -> None:
    with pytest.raises(AccessDenied):
        who("beitrag-a", secret)


def test_a_wrong_secret_alone_is_refused() -> None:
    with pytest.raises(AccessDenied):
        who("", "geraten")


@pytest.mark.parametrize("user", ["a,b", ",a", "a, b", " a", "a ", "a\tb", "a\x00", "a\ufffd", "a" * 201, ","])
def test_what_is_no_single_account_is_refused(user: str) -> None:
    with pytest.raises(AccessDenied):
        who(user, SECRET)


def test_headers_are_named_as_in_cgi() -> None:
    assert variable("X-Forwarded-Preferred-Username") == "HTTP_X_FORWARDED_PREFERRED_USERNAME"
