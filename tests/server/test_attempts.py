"""Failed logins: who guesses is stopped, others are not, and the store stays small."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from plugin.formats.service_file import LoginLimits
from plugin.server.front import attempts
from plugin.server.front.attempts import Attempts, network

NOON = 1_780_000_000.0
OFFICE, HOME, STRANGER = "192.0.2.7", "198.51.100.4", "203.0.113.9"


@pytest.fixture
def store(tmp_path: Path) -> Attempts:
    return Attempts(tmp_path / "attempts.sqlite", LoginLimits(failures=3, account_failures=10, seconds=60))


def guess(store: Attempts, times: int, account: str = "anna", address: str = STRANGER, now: float = NOON) -> None:
    for _ in range(times):
        store.failed(account, address, now)


def test_the_third_failure_stops_this_account_at_this_address_alone(store: Attempts) -> None:
    guess(store, 2)
    assert store.blocked("anna", STRANGER, NOON) == 0
    guess(store, 1)
    assert store.blocked("anna", STRANGER, NOON) == 61
    assert store.blocked("anna", STRANGER, NOON + 59) == 2
    assert store.blocked("anna", STRANGER, NOON + 60) == 0
    assert store.blocked("anna", OFFICE, NOON) == store.blocked("bernd", STRANGER, NOON) == 0


def test_failures_that_lie_far_apart_stop_nobody(store: Attempts) -> None:
    for minute in range(20):
        guess(store, 2 if minute % 2 else 0, now=NOON + 70 * minute)
        assert store.blocked("anna", STRANGER, NOON + 70 * minute) == 0


def test_a_right_password_begins_anew(store: Attempts) -> None:
    for _ in range(5):
        guess(store, 2, address=OFFICE)
        store.succeeded("anna", OFFICE, NOON)
    assert store.blocked("anna", OFFICE, NOON) == 0


def test_many_addresses_stop_the_account_but_not_where_the_person_was_before(store: Attempts) -> None:
    store.succeeded("anna", OFFICE, NOON - 86_400)
    for number in range(10):
        guess(store, 1, address=f"203.0.113.{number}")
    assert store.blocked("anna", STRANGER, NOON) > 0
    assert store.blocked("anna", HOME, NOON) > 0
    assert store.blocked("anna", OFFICE, NOON) == 0
    assert store.blocked("bernd", HOME, NOON) == 0


def test_the_workers_count_together(store: Attempts, tmp_path: Path) -> None:
    other = Attempts(tmp_path / "attempts.sqlite", store.limits)
    guess(store, 2)
    guess(other, 1)
    assert store.blocked("anna", STRANGER, NOON) == other.blocked("anna", STRANGER, NOON) == 61


def test_the_store_holds_no_name_and_no_address_and_is_the_owner_s(store: Attempts, tmp_path: Path) -> None:
    guess(store, 3, account="aenne.grossmann")
    for file in tmp_path.iterdir():
        content = file.read_bytes()
        assert b"aenne" not in content
        assert STRANGER.encode() not in content
        assert file.stat().st_mode & 0o077 == 0, file


def test_made_up_accounts_fill_no_disk_and_free_nobody(
    store: Attempts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attempts, "MOST_ROWS", 50)
    store.succeeded("anna", OFFICE, NOON)
    guess(store, 3)
    for number in range(300):
        store.failed(f"erfunden-{number}", STRANGER, NOON)
    with closing(sqlite3.connect(tmp_path / "attempts.sqlite")) as base:
        assert base.execute("SELECT count(*) FROM attempt").fetchone() == (50,)
    assert store.blocked("anna", STRANGER, NOON) == 61
    assert store.blocked("anna", OFFICE, NOON) == 0


def test_accounts_that_are_stopped_do_not_push_out_where_people_were(
    store: Attempts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attempts, "MOST_ROWS", 50)
    store.succeeded("anna", OFFICE, NOON)
    for number in range(100):
        guess(store, 3, f"erfunden-{number}")
    for number in range(10):
        guess(store, 1, address=f"203.0.113.{number}", now=NOON + 120)
    assert store.blocked("anna", HOME, NOON + 120) == 61
    assert store.blocked("anna", OFFICE, NOON + 120) == 0


def test_a_connection_of_ipv6_is_one_party() -> None:
    assert network("2001:db8:1:2::1") == network("2001:db8:1:2:ffff::9") != network("2001:db8:1:3::1")
    assert network(OFFICE) == OFFICE
    assert network("unix:") == "unix:"
