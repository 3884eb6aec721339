"""What is kept about a person outside of the database: the copy they are given, the password file, old backups."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from collections.abc import Mapping
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from ..formats import htpasswd
from ..formats.photo import ENDINGS
from . import sqlite_address
from .audit import Tell
from .locked_queue import Tables
from .password_file import PasswordFile
from .persons import Found, Person, Row
from .queue_source import QueueSource
from .whole_file import whole_file

README = """Auskunft nach Artikel 15 der Datenschutz-Grundverordnung

Diese Datei enthält alles, was Bürger-GIS über Sie gespeichert hat.

auskunft.json  Ihre Daten. Sie können die Datei mit jedem Textprogramm öffnen.
fotos          Ihre Fotos und die Fotos an Ihren Beiträgen.

In auskunft.json steht:
  person          Ihr Name, Ihre Konten und Ihre Pseudonyme. Das Pseudonym sehen die Prüferinnen und Prüfer.
  member          Welche Rechte Sie haben und wo.
  contributions   Ihre Beiträge: was war (base), was Sie vorschlagen (proposed), was daraus wurde (status).
  claims          Beiträge anderer, die Sie gerade prüfen.
  comments        Ihre Kommentare und die Kommentare an Ihren Beiträgen.
  attachments     Angaben zu den Fotos.
  events          Was Sie wann getan haben. Diese Liste wird nie geändert.
  refusals        Wie oft der Dienst Ihnen etwas abgelehnt hat, je Minute und Grund.
  mentions        Texte anderer, in denen Ihr Name oder Ihr Konto vorkommt. Den Inhalt prüft die Stelle von Hand.
  password_file   Welche Ihrer Konten in der Passwortdatei stehen. Passwörter kennt niemand.

Andere Menschen erscheinen als „somebody else“ (jemand anderes).
"""

OTHER = "somebody else"


def write_copy(found: Found, accounts: Mapping[str, bool], tables: Tables, path: Path, tell: Tell) -> int:
    """A ZIP at `path`, for its owner alone: README, JSON, photos. Returns the number of photos."""
    photos = found.rows["attachment"]
    with whole_file(path) as part, zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("LIESMICH.txt", README)
        archive.writestr("auskunft.json", json.dumps(_document(found, accounts), ensure_ascii=False, indent=2))
        written = 0
        for number, row in enumerate(photos, 1):
            if data := tables.photo(row["uuid"]):
                ending = ENDINGS.get(row["media_type"] or "", "bin")
                archive.writestr(f"fotos/{row['uuid']}.{ending}", data, zipfile.ZIP_STORED)
                written += 1
            tell(number / len(photos))
    return written


def accounts_in(passwords: Path | None, person: Person) -> dict[str, bool]:
    """The person's accounts in the password file, and whether they are let in; hashes are not looked at."""
    file = PasswordFile(passwords)
    file.read()
    known = htpasswd.accounts(file.text)
    return {account: known[account] for account in person.accounts if account in known}


def remove_accounts(passwords: Path, person: Person) -> None:
    """Take the person out of the password file, which keeps owner and mode. Raises InvalidContent."""
    file = PasswordFile(passwords)
    file.read()
    for account in person.accounts:
        file.text = htpasswd.without(file.text, account)
    file.write()


def backups_with(queue: QueueSource, project_file: str, person: Person) -> list[str]:
    """The copies that preparemunicipality has left beside database and project, with this person in them."""
    folders = {Path(project_file).absolute().parent, *([Path(queue.path).absolute().parent] if queue.path else [])}
    stem = Path(queue.path).stem if queue.path else "queue"
    patterns = (f"{stem}.version-*.gpkg", f"{stem}.removed*.gpkg")
    files = {file for folder in folders for pattern in patterns for file in folder.glob(pattern)}
    return sorted(str(file) for file in files if _is_in(file, person))


def _document(found: Found, accounts: Mapping[str, bool]) -> dict[str, Any]:
    person, own = found.person, found.person.pseudonyms
    parts = ("contribution", "claim", "comment", "attachment", "event", "refusal")
    return {
        "person": {"names": person.names, "accounts": person.accounts, "pseudonyms": own},
        "member": found.rows["member"],
        **{f"{part}s": [_veiled(row, own) for row in found.rows[part]] for part in parts},
        "mentions": [{"table": table, "uuid": uuid} for table, uuid in found.mentions],
        "password_file": [{"account": account, "let_in": open_} for account, open_ in accounts.items()],
    }


def _veiled(row: Row, own: tuple[str, ...]) -> Row:
    """The row without the pseudonyms of other people: their rights are not less (Art. 15(4))."""
    people = {name for name in ("author", "claimed_by", "actor") if row.get(name) and row[name] not in own}
    return {name: OTHER if name in people else value for name, value in row.items() if value is not None}


def _is_in(file: Path, person: Person) -> bool:
    listed = ", ".join("?" for _ in person.names) or "NULL"
    with suppress(sqlite3.Error), closing(sqlite3.connect(sqlite_address.uri(file, "ro"), uri=True)) as connection:
        for table in ("member", "pseudonym"):
            if connection.execute(f"SELECT 1 FROM {table} WHERE person IN ({listed})", person.names).fetchone():
                return True
    return False
