"""The password file that nginx reads: a line `account:hash` for each account; a blocked one stands behind `#disabled:`.

Everything else in the file, comments too, stays as it is. Hashes are SHA-512 crypt, which the C library of every Linux
checks for nginx, with ROUNDS rounds: nginx computes one for each request (2.4 ms on the machine it was measured on).
"""

from __future__ import annotations

import secrets
import subprocess
from collections.abc import Callable, Iterator

from ..domain.errors import InvalidContent

ROUNDS = 5000
SHORTEST, LONGEST = 12, 128
LONGEST_ACCOUNT = 200
DISABLED = "#disabled:"

_SIGNS = "abcdefghijkmnpqrstuvwxyz23456789"
_SALT = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def generated() -> str:
    """A new password of a hundred random bits, without signs that look alike."""
    return "-".join("".join(secrets.choice(_SIGNS) for _ in range(5)) for _ in range(4))


def check_account(account: str) -> None:
    """Raise InvalidContent for what cannot be the name of an account in such a file."""
    plain = account.isprintable() and account == account.strip() and ":" not in account and not account.startswith("#")
    if not account or not plain or len(account) > LONGEST_ACCOUNT:
        raise InvalidContent(
            f"IDENTITY is {account[:80]!r}; an account has at most {LONGEST_ACCOUNT} signs, no colon, no # in front."
        )


def hashed(password: str) -> str:
    """What stands in the file for a password. Raises InvalidContent for one that is too short, or without openssl."""
    if not SHORTEST <= len(password) <= LONGEST or not password.isprintable():
        raise InvalidContent(f"A password has {SHORTEST} to {LONGEST} signs on one line; without PASSWORD one is made.")
    salt = "".join(secrets.choice(_SALT) for _ in range(16))
    command = ["openssl", "passwd", "-6", "-stdin", "-salt", f"rounds={ROUNDS}${salt}"]
    try:
        done = subprocess.run(command, input=password.encode("utf-8"), capture_output=True, timeout=30, check=True)
    except (OSError, subprocess.SubprocessError) as error:
        raise InvalidContent("The password cannot be hashed: the program openssl is missing or fails.") from error
    made = done.stdout.decode("ascii").strip()
    if not made.startswith(f"$6$rounds={ROUNDS}${salt}$"):
        raise InvalidContent("The password cannot be hashed: the program openssl answers something else.")
    return made


def accounts(text: str) -> dict[str, bool]:
    """Account -> whether it is let in."""
    return {account: open_ for line in reversed(_lines(text)) for account, open_ in _account(line)}


def with_password(text: str, account: str, hash_: str) -> str:
    """The file with this password, and no other one of the account; who is blocked stays blocked."""
    known = accounts(text)
    line = f"{account}:{hash_}" if known.get(account, True) else f"{DISABLED}{account}:{hash_}"
    if account not in known:
        return _joined([*_lines(text), line])
    lines = _lines(text)
    first = next(number for number, old in enumerate(lines) if _is(old, account))
    return _joined([*lines[:first], line, *(old for old in lines[first:] if not _is(old, account))])


def without(text: str, account: str) -> str:
    """The file without the account."""
    return _joined([line for line in _lines(text) if not _is(line, account)])


def disabled(text: str, account: str) -> str:
    """The file in which the account is blocked."""
    return _changed(text, account, lambda line: DISABLED + line.removeprefix(DISABLED))


def enabled(text: str, account: str) -> str:
    """The file in which the account is let in."""
    return _changed(text, account, lambda line: line.removeprefix(DISABLED))


def _changed(text: str, account: str, change: Callable[[str], str]) -> str:
    return _joined([change(line) if _is(line, account) else line for line in _lines(text)])


def _account(line: str) -> Iterator[tuple[str, bool]]:
    name, colon, _ = line.removeprefix(DISABLED).partition(":")
    if colon and name and not name.startswith("#"):
        yield name, not line.startswith(DISABLED)


def _is(line: str, account: str) -> bool:
    return any(name == account for name, _ in _account(line))


def _lines(text: str) -> list[str]:
    return text.removesuffix("\n").split("\n") if text else []


def _joined(lines: list[str]) -> str:
    return "".join(f"{line}\n" for line in lines)
