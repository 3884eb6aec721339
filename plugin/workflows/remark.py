"""Saying something about a contribution: exactly once, by its author or by those who may review it."""

from __future__ import annotations

from uuid import UUID, uuid5

from ..domain.errors import InvalidContent, LimitExceeded, NoTransactions, OutcomeUnknown
from ..services.contributions import COMMENT, remark
from ..services.wfs.model import Transaction
from .connection import Connection
from .doubt import in_doubt

LONGEST = 10_000
"""Characters of a comment."""
_SPACE = UUID("0b7f7a1c-54b4-5d0e-8f0b-6f5a3f6f2a6e")


def remark_uuid(contribution: str, text: str, revision: int = 0) -> str:
    """The same text about the same contribution is the same comment, however often it is sent.

    With a `revision` it is the answer to what was asked about that one: who says yes twice has answered twice.
    """
    about = uuid5(_SPACE, contribution)
    return str(uuid5(uuid5(about, f"revision {revision}") if revision else about, text))


def check(connection: Connection, text: str) -> None:
    """Raise NoTransactions, LoginNeeded, InvalidContent or LimitExceeded where the service would not take a comment."""
    connection.queue  # noqa: B018  raises where one must log in first
    if COMMENT not in connection.capabilities.layers:
        raise NoTransactions("The service takes no comments.")
    if not text.strip():
        raise InvalidContent("A comment needs a text.")
    if len(text) > LONGEST:
        raise LimitExceeded(f"A comment may have {LONGEST} characters; this one has {len(text)}.")


def say(connection: Connection, contribution: str, text: str) -> str:
    """Add a comment to a contribution and return the comment's uuid; twice does no harm.

    Raises InvalidContent or LimitExceeded before anything is sent where the service would not take it, and
    OutcomeUnknown where the answer is lost twice: say it again then.
    """
    check(connection, text)
    uuid = remark_uuid(contribution, text)
    wanted = Transaction((remark(uuid, contribution, text),))
    try:
        connection.client.transaction(wanted)
    except OutcomeUnknown:
        with in_doubt():
            connection.client.transaction(wanted)
    return uuid
