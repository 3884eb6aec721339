"""Logins as QGIS keeps them: user name and password, encrypted in its own database, known here by an id only."""

from __future__ import annotations

from dataclasses import dataclass

from qgis.core import QgsApplication, QgsAuthManager, QgsAuthMethodConfig

from ..domain.errors import LoginNeeded
from .foreign import shown

_BASIC = "Basic"


@dataclass(frozen=True)
class Login:
    """An authentication configuration of QGIS: its id and what the person calls it."""

    authcfg: str
    name: str


def known() -> list[Login]:
    """Those with a user name and a password, by name; no password is read for that."""
    found = _manager().availableAuthMethodConfigs().values()
    logins = [Login(config.id(), config.name()) for config in found if config.method() == _BASIC]
    return sorted(logins, key=lambda login: login.name.casefold())


def keep(user: str, password: str, host: str) -> str:
    """Store a login and return its id; one that was made here for the same user and host is replaced.

    May ask for QGIS's master password in a window: on the main thread only. Raises LoginNeeded where QGIS does
    not store it.
    """
    manager, name = _manager(), shown(f"{user} – {host} (Bürger-GIS)", 120)
    if manager.isDisabled() or not manager.setMasterPassword(True):
        advice = "Log in again and enter QGIS's master password, or look around as a guest."
        raise LoginNeeded("QGIS's password store is locked, so the password was not kept.", advice)
    config = QgsAuthMethodConfig(_BASIC)
    config.setName(name)
    config.setConfigMap({"username": user, "password": password, "realm": ""})
    before = next((login.authcfg for login in known() if login.name == name), "")
    if before:
        config.setId(before)
    done = manager.storeAuthenticationConfig(config, True)
    if not (done[0] if isinstance(done, tuple) else done):
        raise LoginNeeded("QGIS could not store the login.", "Look into QGIS's settings under Authentication.")
    manager.clearCachedConfig(config.id())
    return str(config.id())


def asks_for_password(authcfg: str) -> bool:
    """Whether using this login would make QGIS ask for its master password."""
    return bool(authcfg) and not _manager().masterPasswordIsSet()


def _manager() -> QgsAuthManager:
    return QgsApplication.authManager()
