"""What is remembered for one person, in QGIS's settings: no secret, only ids of authentication configurations."""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from threading import Lock
from typing import Any

from qgis.core import QgsSettingsEntryBase, QgsSettingsEntryString, QgsSettingsEntryStringList, QgsSettingsTree

_NODE = "buergergis"
_ONE_AT_A_TIME = Lock()  # connecting asks from a thread of its own


class Entry:
    """An entry of the plugin's node, looked up at every use.

    QGIS keeps its tree of settings beyond a reload of the plugin, refuses a second entry of the same name, and
    deletes them all when the node goes; so nothing here holds on to one.
    """

    def __init__(self, kind: type[QgsSettingsEntryBase], name: str, default: Any, description: str) -> None:
        self._kind, self._name, self._default, self._description = kind, name, default, description

    def value(self) -> Any:
        return self._there().value()

    def setValue(self, value: Any) -> None:
        self._there().setValue(value)

    def _there(self) -> QgsSettingsEntryBase:
        with _ONE_AT_A_TIME:
            node = QgsSettingsTree.createPluginTreeNode(_NODE)
            known = node.childSetting(self._name)
            return known if known is not None else self._kind(self._name, node, self._default, self._description)


def withdraw() -> None:
    """Take the plugin's node out of QGIS's tree, as unloading must; what is remembered stays in the profile."""
    QgsSettingsTree.unregisterPluginTreeNode(_NODE)


ORIGINS = Entry(QgsSettingsEntryStringList, "origins", [], "Services whose address was entered")
MUNICIPALITIES = Entry(QgsSettingsEntryString, "municipalities", "[]", "Services that were connected to, JSON")
COPIES = Entry(QgsSettingsEntryString, "working-copies", "{}", "Service address -> own working copies, JSON")
AGREED = Entry(QgsSettingsEntryString, "agreed-terms", "{}", "Service address -> version of the terms, JSON")
COMMENTS = Entry(QgsSettingsEntryString, "comments", "{}", "Login@working copy -> comment that is not sent yet, JSON")
UNREAD = Entry(QgsSettingsEntryString, "unread-answers", "{}", "Login@service -> uuids with an unread answer, JSON")
FOLDER = Entry(QgsSettingsEntryString, "folder", "", "Where new working copies are put; empty: Documents/Bürger-GIS")
LANGUAGE = Entry(QgsSettingsEntryString, "language", "", "Language of the plugin; empty: QGIS's")
PAGE = Entry(QgsSettingsEntryString, "page", "", "Page of the dock that was open last; empty before the first start")
GO_ON = Entry(QgsSettingsEntryString, "review-go-on", "yes", "After a decision the next contribution is looked at: yes")
ANSWERS = Entry(QgsSettingsEntryString, "answers", "{}", "Decision and reason -> a reviewer's own text for it, JSON")

WINDOWS = Entry(QgsSettingsEntryString, "windows", "{}", "Window of the plugin -> where it was and how large, JSON")
TOLERANCE = Entry(QgsSettingsEntryString, "vertex-tolerance", "0.1", "Metres from which a vertex counts as moved")

_REMEMBERING = threading.Lock()
_LONGEST, _KEPT = 10_000, 20
"""Characters of a comment, and how many comments are kept."""
_UNREAD = 500
"""Unread answers that are remembered."""


@dataclass(frozen=True)
class Municipality:
    """A service that the person has entered. `title` is foreign text; `authcfg` "" for a guest."""

    address: str
    title: str = ""
    authcfg: str = ""


def municipalities() -> list[Municipality]:
    """Those connected to, the last one first."""
    found = _list(MUNICIPALITIES.value())
    keys = ("address", "title", "authcfg")
    return [
        Municipality(*(str(entry.get(key, "")) for key in keys))
        for entry in found
        if isinstance(entry, dict) and entry.get("address")
    ]


def remember(municipality: Municipality) -> None:
    """Put it first."""
    others = [known for known in municipalities() if known.address != municipality.address]
    _keep([municipality, *others])


def forget(address: str) -> None:
    """Forget a municipality; its working copies and the login stay."""
    _keep([known for known in municipalities() if known.address != address])


def agreed(address: str) -> str:
    """The version of the terms that the person has agreed to, "" for none."""
    return str(mapping(AGREED.value()).get(address, ""))


def agree(address: str, version: str) -> None:
    AGREED.setValue(json.dumps({**mapping(AGREED.value()), address: version}))


def forget_terms() -> None:
    """The terms of every municipality are shown again before the next submission."""
    AGREED.setValue("{}")


def comment_of(place: str) -> str:
    """What was written for the next submission at `place`: a login and a working copy."""
    return str(mapping(COMMENTS.value()).get(place, ""))


def keep_comment(place: str, text: str) -> None:
    """Keep it until it is sent; "" for nothing."""
    others = {known: kept for known, kept in mapping(COMMENTS.value()).items() if known != place}
    kept = ({place: text[:_LONGEST]} if text else {}) | others
    COMMENTS.setValue(json.dumps(dict(list(kept.items())[:_KEPT]), ensure_ascii=False))


def unread_answers(place: str) -> list[str]:
    """uuids of contributions whose answer was not read yet; `place` is a login and a service."""
    found = mapping(UNREAD.value()).get(place, [])
    return [uuid for uuid in found if isinstance(uuid, str)] if isinstance(found, list) else []


def keep_unread_answers(place: str, uuids: Sequence[str]) -> None:
    others = {known: kept for known, kept in mapping(UNREAD.value()).items() if known != place}
    kept = ({place: list(uuids[:_UNREAD])} if uuids else {}) | others
    UNREAD.setValue(json.dumps(dict(list(kept.items())[:_KEPT])))


def goes_on() -> bool:
    """Whether a reviewer looks at the next contribution after a decision."""
    return bool(GO_ON.value() == "yes")


def go_on(wanted: bool) -> None:
    GO_ON.setValue("yes" if wanted else "no")


def window_of(name: str) -> bytes:
    """Where a window was and how large, as Qt has written it; b"" where that is not known."""
    found = mapping(WINDOWS.value()).get(name)
    try:
        return base64.b64decode(found, validate=True) if isinstance(found, str) else b""
    except ValueError:
        return b""


def keep_window(name: str, geometry: bytes) -> None:
    kept = {**mapping(WINDOWS.value()), name: base64.b64encode(geometry).decode()}
    WINDOWS.setValue(json.dumps(kept))


def answer_of(case: str) -> str | None:
    """The reviewer's own text for a case: decision and reason; None where they keep none."""
    found = mapping(ANSWERS.value()).get(case)
    return str(found) if found is not None else None


def keep_answer(case: str, text: str | None) -> None:
    """Keep it for the next time; None for the text that comes with the program."""
    others = {known: kept for known, kept in mapping(ANSWERS.value()).items() if known != case}
    kept = others if text is None else {**others, case: text[:_LONGEST]}
    ANSWERS.setValue(json.dumps(kept, ensure_ascii=False))


def copies(address: str) -> list[str]:
    """Paths of the working copies that this person made of a service, the last used first."""
    found = mapping(COPIES.value()).get(address, [])
    return [str(path) for path in found] if isinstance(found, list) else []


def remember_copy(address: str, path: str) -> None:
    """From any thread: a check-out remembers what it has made, wherever the person is by then."""
    with _REMEMBERING:
        known = [path, *(other for other in copies(address) if other != path)]
        COPIES.setValue(json.dumps({**mapping(COPIES.value()), address: known[:50]}, ensure_ascii=False))


def is_own_copy(path: str) -> bool:
    """Whether this person made the working copy at `path`, or has said that they trust it."""
    return any(path in copies(address) for address in mapping(COPIES.value()))


def _keep(found: Sequence[Municipality]) -> None:
    MUNICIPALITIES.setValue(json.dumps([asdict(one) for one in found[:50]], ensure_ascii=False))


def _list(text: str) -> list[object]:
    try:
        found = json.loads(text or "[]")
    except (ValueError, RecursionError):
        return []
    return found if isinstance(found, list) else []


def mapping(text: str) -> dict[str, object]:
    try:
        found = json.loads(text or "{}")
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
