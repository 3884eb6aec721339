"""A person in every table of the queue: who it is, what there is, and what it comes to (GDPR Art. 15).

People are members by name and account; everything they have done stands under a pseudonym, and the table `pseudonym`
alone leads from one to the other.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ..domain.errors import InvalidContent
from .locked_queue import Tables, placeholders

Row = dict[str, Any]

ABOUT = "contribution IN (SELECT uuid FROM {q}contribution WHERE author IN (%s))"
"""Comments and photos of the contributions of these authors."""

_TEXTS = {"contribution": ("comment", "note", "base", "proposed", "corrected_base", "corrected"), "comment": ("text",)}
"""Where somebody else may have written about a person."""


@dataclass(frozen=True)
class Person:
    """One human: names (one, as a rule), accounts, pseudonyms."""

    names: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    pseudonyms: tuple[str, ...] = ()


@dataclass(frozen=True)
class Found:
    """Every row about a person, by table; `mentions` (table, uuid) are rows of others with the name or account in."""

    person: Person
    rows: dict[str, list[Row]] = field(default_factory=dict)
    mentions: tuple[tuple[str, str], ...] = ()

    def number(self, table: str) -> int:
        return len(self.rows[table])


def find(tables: Tables, name: str = "", account: str = "", pseudonym: str = "") -> Person:
    """The person that exactly one of the three names. Raises InvalidContent for nobody, and for several people."""
    if sum(map(bool, (name, account, pseudonym))) != 1:
        raise InvalidContent("Name the person by exactly one of PERSON, IDENTITY and PSEUDONYM.")
    names = [name]
    if not name:
        table, column, value = ("member", "identity", account) if account else ("pseudonym", "pseudonym", pseudonym)
        names = list(dict.fromkeys(row["person"] for row in tables.rows(table, f"{column} = ?", value)))
    if len(names) > 1:
        raise InvalidContent(f"The account {account} stands for several people; name one by PERSON.")
    person = _known(tables, names[0]) if names else Person(pseudonyms=(pseudonym,) if pseudonym else ())
    if not (person.accounts or person.pseudonyms) or (not names and not _did_something(tables, person)):
        raise InvalidContent(f"Nobody is known here as {name or account or pseudonym}.", "Check how it is written.")
    return person


def collect(tables: Tables, person: Person) -> Found:
    """Everything there is about a person."""
    own, marks = person.pseudonyms, placeholders(person.pseudonyms)
    about = f"author IN ({marks}) OR {ABOUT % marks}"
    rows = {
        "member": tables.rows("member", f"person IN ({placeholders(person.names)})", *person.names),
        "pseudonym": tables.rows("pseudonym", f"person IN ({placeholders(person.names)})", *person.names),
        "contribution": tables.rows("contribution", f"author IN ({marks})", *own),
        "claim": tables.rows("contribution", f"claimed_by IN ({marks})", *own),
        "comment": tables.rows("comment", about, *own, *own),
        "attachment": tables.rows("attachment", about, *own, *own),
        "event": tables.rows("event", f"actor IN ({marks})", *own),
        "refusal": tables.rows("refusal", f"actor IN ({marks})", *own),
    }
    return Found(person, rows, _mentions(tables, person, rows))


def _known(tables: Tables, name: str) -> Person:
    members = tables.rows("member", "person = ?", name)
    pseudonyms = tables.rows("pseudonym", "person = ?", name)
    accounts = dict.fromkeys(row["identity"] for row in members if row["identity"])
    return Person((name,), tuple(accounts), tuple(row["pseudonym"] for row in pseudonyms))


def _did_something(tables: Tables, person: Person) -> bool:
    columns = {"contribution": "author", "comment": "author", "attachment": "author", "event": "actor"}
    marks = placeholders(person.pseudonyms)
    return any(tables.count(table, f"{column} IN ({marks})", *person.pseudonyms) for table, column in columns.items())


def _mentions(tables: Tables, person: Person, rows: dict[str, list[Row]]) -> tuple[tuple[str, str], ...]:
    words = [word for word in (*person.names, *person.accounts) if word]
    found = []
    for table, columns in _TEXTS.items():
        own = {row["uuid"] for row in rows[table]}
        for column in columns:
            for word in words:
                pattern = "%" + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
                there = tables.rows(table, f"{column} LIKE ? ESCAPE '\\'", pattern)
                found += [(table, row["uuid"]) for row in there if row["uuid"] not in own]
    return tuple(dict.fromkeys(found))
