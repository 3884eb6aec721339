"""The file of those who want mail: CSV with a heading `person,mail,language`, one row for each who has agreed.

`person` is as in the member file. `mail` may be empty: the text is then for whoever brings it to them. `language` is
de, de_einfach or en. Comma or semicolon as separator, UTF-8 with or without a byte order mark.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass

from ..domain.errors import InvalidContent

COLUMNS = ("person", "mail", "language")
LANGUAGES = ("de", "de_einfach", "en")
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z0-9-]{2,63}")
"""RFC 5322 without what mail programs read differently: quotes, comments, spaces, signs beyond ASCII."""


@dataclass(frozen=True)
class Recipient:
    """One person who has agreed to be written to."""

    person: str
    mail: str
    language: str


def parse(text: str) -> list[Recipient]:
    """The rows of the file. Raises InvalidContent naming the line."""
    text = text.removeprefix("\ufeff")
    heading, _, _ = text.partition("\n")
    reader = csv.DictReader(io.StringIO(text), delimiter=";" if ";" in heading else ",", strict=True)
    if tuple(reader.fieldnames or ()) != COLUMNS:
        raise InvalidContent(f"The file of recipients must begin with the heading {','.join(COLUMNS)}.")
    found: dict[str, Recipient] = {}
    try:
        for row in reader:
            one = _recipient(row, f"Line {reader.line_num} of the file of recipients")
            if one.person in found:
                raise InvalidContent(f"The file of recipients names {one.person[:80]!r} twice.")
            found[one.person] = one
    except csv.Error as error:
        raise InvalidContent(f"The file of recipients cannot be read: line {reader.line_num}: {error}.") from error
    return list(found.values())


def address(text: str, where: str) -> str:
    """An address that is safe in a heading of a mail. Raises InvalidContent that begins with `where`."""
    if len(text) > 254 or not _ADDRESS.fullmatch(text):
        raise InvalidContent(f"{where} has {text[:80]!r}, which is no mail address such as anne@example.org.")
    return text


def _recipient(row: dict[str | None, str | None], where: str) -> Recipient:
    if None in row or None in row.values():
        raise InvalidContent(f"{where} does not have {len(COLUMNS)} columns.")
    person, mail, language = ((row[name] or "").strip() for name in COLUMNS)
    if not person:
        raise InvalidContent(f"{where} names no person.")
    if language not in LANGUAGES:
        raise InvalidContent(f"{where} has the language {language[:40]!r}; known are {', '.join(LANGUAGES)}.")
    return Recipient(person, address(mail, where) if mail else "", language)
