"""The password file: what is not ours in it stays, and no line of an account is forgotten."""

from __future__ import annotations

import subprocess

import pytest

from plugin.domain.errors import InvalidContent
from plugin.formats import htpasswd

FILE = """# Ämter
beitrag-a:$apr1$x$y
# änne:kein Eintrag
#disabled:beitrag-b:$6$z
beitrag-a:zweite Zeile, die niemand liest

pruefung:$2y$05$abc
"""


def test_accounts_and_who_is_let_in() -> None:
    assert htpasswd.accounts(FILE) == {"beitrag-a": True, "beitrag-b": False, "pruefung": True}
    assert htpasswd.accounts("") == {}


def test_a_new_password_takes_the_place_of_all_old_ones() -> None:
    changed = htpasswd.with_password(FILE, "beitrag-a", "$6$neu")
    assert changed == FILE.replace("$apr1$x$y", "$6$neu").replace("beitrag-a:zweite Zeile, die niemand liest\n", "")
    assert htpasswd.with_password("", "änne", "$6$neu") == "änne:$6$neu\n"
    assert htpasswd.with_password("a:1", "b", "2") == "a:1\nb:2\n"


def test_whoever_is_blocked_stays_so_with_a_new_password() -> None:
    assert htpasswd.with_password(FILE, "beitrag-b", "$6$neu") == FILE.replace("$6$z", "$6$neu")


def test_blocking_and_letting_in_again_is_as_before() -> None:
    blocked = htpasswd.disabled(FILE, "beitrag-a")
    assert htpasswd.accounts(blocked)["beitrag-a"] is False
    assert htpasswd.disabled(blocked, "beitrag-a") == blocked
    assert htpasswd.enabled(blocked, "beitrag-a") == FILE
    assert htpasswd.accounts(htpasswd.enabled(FILE, "beitrag-b"))["beitrag-b"] is True
    assert htpasswd.disabled(FILE, "niemand") == FILE


def test_nothing_of_an_account_is_left() -> None:
    left = htpasswd.without(FILE, "beitrag-a")
    assert "beitrag-a" not in left
    assert len(left.splitlines()) == len(FILE.splitlines()) - 2
    assert "beitrag-b" not in htpasswd.without(FILE, "beitrag-b")


@pytest.mark.parametrize("account", ["", "a:b", "#a", " a", "a ", "a\nb", "a\x00", "a" * 201])
def test_what_cannot_be_an_account(account: str) -> None:
    with pytest.raises(InvalidContent):
        htpasswd.check_account(account)


@pytest.mark.parametrize("account", ["beitrag-a", "Änne Großmann", "a@b.example", "a" * 200])
def test_what_can(account: str) -> None:
    htpasswd.check_account(account)


def test_a_generated_password_is_long_and_another_one_each_time() -> None:
    made = {htpasswd.generated() for _ in range(100)}
    assert len(made) == 100
    assert {len(one) for one in made} == {23}


def test_the_hash_is_the_standard_s_own() -> None:
    made = htpasswd.hashed("Straße am Süd-Tor 7")
    _, scheme, rounds, salt, _ = made.split("$")
    assert (scheme, rounds, len(salt)) == ("6", "rounds=5000", 16)
    again = subprocess.run(
        ["openssl", "passwd", "-6", "-stdin", "-salt", salt],
        input="Straße am Süd-Tor 7",
        capture_output=True,
        text=True,
    ).stdout.strip()
    assert again.rpartition("$")[2] == made.rpartition("$")[2], "5000 rounds are what is meant where none are named"
    assert htpasswd.hashed("Straße am Süd-Tor 7") != made


@pytest.mark.parametrize("password", ["", "zu kurz", "a" * 129, "zwei\nZeilen sind es"])
def test_what_is_no_password(password: str) -> None:
    with pytest.raises(InvalidContent, match="12 to 128"):
        htpasswd.hashed(password)


def test_without_openssl_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(InvalidContent, match="openssl"):
        htpasswd.hashed("lang genug ist es")
