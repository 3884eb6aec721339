"""What the page Meine Beiträge says of itself: why something cannot be done, and what is not there yet."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ...adapters import map_layers
from ...adapters.foreign import shown
from ...adapters.wording import moment, translate
from ..session import Session
from .work import Local


def obstacle(session: Session, local: Local | None, is_own: bool, busy: bool) -> str:
    """Why nothing can be submitted now, and what works; "" where it can."""
    if session.copy_path is None:
        return translate("mine_words", "Check out a layer first.")
    if not is_own:
        return translate("mine_words", "Nothing is sent from somebody else's working copy.")
    if busy or session.connecting:
        return translate("mine_words", "One moment …")
    return _no_service(session, local) or _nothing_to_send(local)


def _no_service(session: Session, local: Local | None) -> str:
    if session.connection is None and session.offline:
        return translate("mine_words", "The service cannot be reached. Go on editing: all is kept. Submit later.")
    if session.connection is None:
        return translate("mine_words", "Not connected. Go on editing: all is kept. Submit later.")
    if publishes_at_once(session) and not session.connection.capabilities.transactions:
        return translate("mine_words", "This service takes no changes. All is kept.")
    if session.is_guest and not publishes_at_once(session):
        return translate("mine_words", "Log in to submit. Until then go on editing: all is kept.")
    if local is not None and local.service_url != session.connection.client.url:
        return translate("mine_words", "This working copy belongs to another municipality.")
    return ""


def publishes_at_once(session: Session) -> bool:
    """Whether what is submitted is published, because the service has no review queue."""
    return session.connection is not None and session.connection.without_queue


def hint(session: Session) -> str:
    """What to know where one may submit."""
    if not session.offline and publishes_at_once(session):
        return translate("mine_words", "No review queue here: what you submit is published at once.")
    if not session.offline:
        return ""
    return translate("mine_words", "The service did not answer just now. All is kept: go on editing, or try again.")


def _nothing_to_send(local: Local | None) -> str:
    if local is None or not local.overview.unsent:
        return translate("mine_words", "There is nothing to send.")
    apart = {(one.layer, one.local_id) for one in local.overview.conflicts if not one.merge.clean}
    if all((change.feature.layer, change.local_id) in apart for change in local.overview.unsent):
        return translate("mine_words", "Decide the conflicts first: nothing else is to be sent.")
    return ""


def stranger(session: Session, is_own: bool) -> str:
    if session.copy_path is None or is_own:
        return ""
    return translate(
        "mine_words", "This working copy was made by somebody else. You can look at it, but send nothing from it."
    )


def unsaved(path: Path | None, titles: Mapping[str, str]) -> str:
    """What is open in QGIS's edit sessions of the working copy, "" for nothing."""
    counts = map_layers.unsaved(path) if path else {}
    told = ", ".join(f"{shown(titles.get(name, name), 60)}: {count}" for name, count in counts.items())
    return translate("mine_words", "Edits not saved yet, and so not sent – {}").format(told) if told else ""


def no_changes(session: Session) -> str:
    if session.municipality is None:
        return translate("mine_words", "Connect above: then what you have changed and submitted is here.")
    if session.copy_path is None:
        return translate("mine_words", "Nothing is checked out yet. Check out a layer on the page Map.")
    return translate("mine_words", "No changes. Edit a layer of the working copy in QGIS and save: it appears here.")


def no_contributions(session: Session) -> str:
    if not session.is_guest or publishes_at_once(session):
        return translate("mine_words", "You have not submitted anything yet.")
    return translate("mine_words", "Log in to see your contributions.")


def note(session: Session, unreadable: int) -> str:
    """What to know of the list of contributions before believing it."""
    if session.offline:
        text = translate("mine_words", "The service cannot be reached. This is as of: {}")
        return text.format(moment(session.last_contact) if session.last_contact else "–")
    if unreadable:
        return translate("mine_words", "Contributions that this version cannot read: {}").format(unreadable)
    return ""
