"""Reads the queue for a digest, and makes a mail of what somebody is told."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP

from ..domain.access import Actor, Grant, Role
from ..domain.contribution import OPEN
from ..domain.digest import Event, Item, Mark, News, Queue, Said, news
from ..domain.jurisdiction import is_ars
from ..domain.moment import as_text
from ..formats.recipients import Recipient
from . import digest_words
from .foreign import shown
from .language import Speaker
from .locked_queue import Tables, placeholders

_POLICY = SMTP.clone(linesep="\n", cte_type="7bit", max_line_length=78)
"""Lines end as files of this computer have it, which is what sendmail reads; nothing is beyond ASCII."""

_LONG = ("base", "proposed", "comment", "note", "findings", "result")
_ROLES = {str(role): role for role in Role}


def read_queue(tables: Tables, marks: Iterable[Mark], now: datetime) -> Queue:
    """Everything open, and all that lies behind the marks."""
    marks = [mark for mark in marks if mark.time]
    known = _known(tables, marks)
    lost = [mark for mark in marks if mark.event and (mark.event, mark.hash) not in known]
    since, comment = min((mark.event for mark in marks), default=0), min((mark.comment for mark in marks), default=0)
    after = min((mark.time for mark in lost), default="")
    condition, given = ("id > ? OR time > ?", (since, after)) if lost else ("id > ?", (since,))
    events = [Event.of(row) for row in tables.rows("event", condition, *given)] if marks else []
    condition, given = ("id > ? OR created > ?", (comment, after)) if lost else ("id > ?", (comment,))
    comments = [Said.of(row) for row in tables.rows("comment", condition, *given, without=["text"])] if marks else []
    uuids = {one.contribution for one in (*events, *comments)}
    last = tables.rows("event", "id = (SELECT max(id) FROM {q}event)")
    spoken = tables.rows("comment", "id = (SELECT max(id) FROM {q}comment)", without=["text"])
    return Queue(
        as_text(now), _items(tables, uuids), events, comments,
        Event.of(last[0]) if last else None, int(spoken[0]["id"]) if spoken else 0, known,
    )  # fmt: skip


def actors(tables: Tables) -> dict[str, Actor]:
    """Everybody who is a member and not blocked, by name, with all rights of all accounts."""
    pseudonyms = {row["person"]: row["pseudonym"] for row in tables.rows("pseudonym")}
    grants: dict[str, list[Grant]] = {}
    for row in tables.rows("member"):
        if not row["disabled"] and row["role"] in _ROLES and is_ars(row["ars"] or ""):
            layers = frozenset(name for name in (row["layers"] or "").split(",") if name)
            grants.setdefault(row["person"], []).append(Grant(_ROLES[row["role"]], row["ars"], layers))
    return {
        person: Actor(person, pseudonym=pseudonyms.get(person, ""), grants=tuple(found))
        for person, found in grants.items()
    }


def told(
    recipients: Sequence[Recipient], people: Mapping[str, Actor], marks: Mapping[str, Mark], queue: Queue
) -> dict[Recipient, News]:
    """What each of those who have agreed is told, where there is anything."""
    found = {
        one: news(people[one.person], marks.get(one.person, Mark()), queue)
        for one in recipients
        if one.person in people
    }
    return {one: what for one, what in found.items() if what}


def mail(recipient: Recipient, what: News, sender: str = "") -> bytes:
    """The mail as a file: with headings where there is an address, else for whoever brings it to them."""
    speaker = Speaker(recipient.language)
    subject, text = digest_words.subject(what, speaker), digest_words.body(what, speaker)
    if not recipient.mail:
        return f"{shown(recipient.person, 200)}\n\n{subject}\n\n{text}".encode()
    message = EmailMessage(_POLICY)
    message["To"] = recipient.mail
    if sender:
        message["From"] = sender
    message["Subject"] = subject
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(text, charset="utf-8", cte="quoted-printable")
    message["Content-Language"] = recipient.language.partition("_")[0]
    return bytes(message)


def name(recipient: Recipient, now: datetime) -> str:
    """A file name that nobody's name can be read from."""
    person = hashlib.sha256(recipient.person.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    moment = as_text(now).replace(":", "").replace("-", "")
    return f"{moment}-{person}.{'eml' if recipient.mail else 'txt'}"


def _known(tables: Tables, marks: Sequence[Mark]) -> frozenset[tuple[int, str]]:
    ids = sorted({mark.event for mark in marks if mark.event})
    rows = tables.rows("event", f"id IN ({placeholders(ids)})", *ids) if ids else []
    return frozenset((int(row["id"]), row["hash"] or "") for row in rows)


def _items(tables: Tables, uuids: Iterable[str]) -> dict[str, Item]:
    statuses = sorted(map(str, OPEN))
    rows = tables.rows("contribution", f"status IN ({placeholders(statuses)})", *statuses, without=_LONG)
    rest = sorted(set(uuids) - {row["uuid"] for row in rows})
    for start in range(0, len(rest), 500):
        some = rest[start : start + 500]
        rows += tables.rows("contribution", f"uuid IN ({placeholders(some)})", *some, without=_LONG)
    return {row["uuid"]: Item.of(row) for row in rows}
