"""The member file: CSV with a heading `person,identity,role,ars,layers`, one row for each right.

`person` is one human whatever the account, `identity` the account; `layers` are separated by commas, or `*`.
Comma or semicolon as separator, UTF-8 with or without a byte order mark, as spreadsheets write it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass

from ..domain.access import Role
from ..domain.errors import InvalidContent
from ..domain.jurisdiction import is_ars

COLUMNS = ("person", "identity", "role", "ars", "layers")
_ROLES = set(Role) - {Role.GUEST}


@dataclass(frozen=True)
class Member:
    """One right of one account."""

    person: str
    identity: str
    role: str
    ars: str
    layers: str


def parse(text: str) -> list[Member]:
    """The rows of a member file. Raises InvalidContent naming the line."""
    text = text.removeprefix("\ufeff")
    heading, _, _ = text.partition("\n")
    reader = csv.DictReader(io.StringIO(text), delimiter=";" if ";" in heading else ",", strict=True)
    if tuple(reader.fieldnames or ()) != COLUMNS:
        raise InvalidContent(f"The member file must begin with the heading {','.join(COLUMNS)}.")
    try:
        members = [_member(row, reader.line_num) for row in reader]
    except csv.Error as error:
        raise InvalidContent(f"The member file cannot be read: line {reader.line_num}: {error}.") from error
    _check_people(members)
    return members


def _member(row: Mapping[str | None, str | None], line: int) -> Member:
    if None in row or None in row.values():
        raise InvalidContent(f"Line {line} of the member file does not have {len(COLUMNS)} columns.")
    person, identity, role, ars, layers = ((row[name] or "").strip() for name in COLUMNS)
    return member(person, identity, role, ars, layers, f"Line {line} of the member file")


def member(person: str, identity: str, role: str, ars: str, layers: str, where: str) -> Member:
    """One right, checked. Raises InvalidContent that begins with `where`."""
    if not person or not identity:
        raise InvalidContent(f"{where} names no person or no identity.")
    if role not in _ROLES:
        raise InvalidContent(f"{where} has the role {role!r}; known are {', '.join(sorted(_ROLES))}.")
    if not is_ars(ars):
        raise InvalidContent(f"{where} has {ars!r}, which is no Regionalschlüssel of 2, 3, 5, 9 or 12 digits.")
    names = sorted({name.strip() for name in layers.split(",") if name.strip()})
    if not names:
        raise InvalidContent(f"{where} names no layers; * stands for all.")
    return Member(person, identity, role, ars, ",".join(names))


def _check_people(members: list[Member]) -> None:
    """An account stands for one person: nobody could otherwise be kept from reviewing their own work."""
    person_of: dict[str, str] = {}
    for member in members:
        if person_of.setdefault(member.identity, member.person) != member.person:
            raise InvalidContent(f"The member file gives the account {member.identity} to two people.")
