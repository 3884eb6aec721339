"""What is remembered for one person, in QGIS's settings: no secret, only ids of authentication configurations."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from qgis.core import QgsSettingsEntryString, QgsSettingsEntryStringList, QgsSettingsTree

_NODE = QgsSettingsTree.createPluginTreeNode("buergergis")
ORIGINS = QgsSettingsEntryStringList("origins", _NODE, [], "Services whose address was entered")
MUNICIPALITIES = QgsSettingsEntryString("municipalities", _NODE, "[]", "Services that were connected to, JSON")
COPIES = QgsSettingsEntryString("working-copies", _NODE, "{}", "Service address -> own working copies, JSON")
AGREED = QgsSettingsEntryString("agreed-terms", _NODE, "{}", "Service address -> version of the terms, JSON")
FOLDER = QgsSettingsEntryString("folder", _NODE, "", "Where new working copies are put; empty: Documents/Bürger-GIS")


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
    return str(_mapping(AGREED.value()).get(address, ""))


def agree(address: str, version: str) -> None:
    AGREED.setValue(json.dumps({**_mapping(AGREED.value()), address: version}))


def copies(address: str) -> list[str]:
    """Paths of the working copies that this person made of a service, the last used first."""
    found = _mapping(COPIES.value()).get(address, [])
    return [str(path) for path in found] if isinstance(found, list) else []


def remember_copy(address: str, path: str) -> None:
    known = [path, *(other for other in copies(address) if other != path)]
    COPIES.setValue(json.dumps({**_mapping(COPIES.value()), address: known[:50]}, ensure_ascii=False))


def is_own_copy(path: str) -> bool:
    """Whether this person made the working copy at `path`, or has said that they trust it."""
    return any(path in copies(address) for address in _mapping(COPIES.value()))


def _keep(found: Sequence[Municipality]) -> None:
    MUNICIPALITIES.setValue(json.dumps([asdict(one) for one in found[:50]], ensure_ascii=False))


def _list(text: str) -> list[object]:
    try:
        found = json.loads(text or "[]")
    except ValueError:
        return []
    return found if isinstance(found, list) else []


def _mapping(text: str) -> dict[str, object]:
    try:
        found = json.loads(text or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
