"""Who asks, as far as the administrator vouches for it."""

from __future__ import annotations

from qgis.server import QgsServerInterface

SETTING = "BUERGERGIS_IDENTITY"
REMOTE_USER = "REMOTE_USER"


def identity_of(iface: QgsServerInterface) -> str:
    """The account the web server has authenticated for this request; empty for a guest.

    REMOTE_USER counts only where the administrator says so (`BUERGERGIS_IDENTITY=REMOTE_USER`): a web server
    that checks no password still fills it from what the client claims. `getEnv` sees the request's
    environment under FastCGI and the process's under the host; `os.environ` would be stale.
    """
    if iface.getEnv(SETTING) != REMOTE_USER:
        return ""
    return str(iface.getEnv(REMOTE_USER))
