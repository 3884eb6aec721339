"""Who asks, as far as the administrator vouches for it. Nothing else that a request carries is believed."""

from __future__ import annotations

import hmac
import logging
import os
from collections.abc import Callable
from typing import TYPE_CHECKING

from ...domain.errors import AccessDenied, Busy, InvalidContent
from ...formats.service_file import Proxy, load_identity

if TYPE_CHECKING:
    from qgis.server import QgsServerInterface

SETTING = "BUERGERGIS_IDENTITY"
REMOTE_USER = "REMOTE_USER"
LONGEST = 200
RETRY_CLOSED = 60
log = logging.getLogger("buergergis")


class Identities:
    """How this process learns who asks: by `BUERGERGIS_IDENTITY` of the process, or else of the request (FastCGI).

    Empty: everybody is a guest. `REMOTE_USER`: the web server has checked a password, and says so. Else the
    path of a file as `formats/service_file.py` reads it, of which `identity` counts. What cannot be read
    closes the service: nobody is taken for a guest because of a slip of the pen.
    """

    def __init__(self, iface: QgsServerInterface) -> None:
        self._iface = iface
        self._of_process = os.environ.get(SETTING, "")
        self._read: dict[str, Proxy | InvalidContent | None] = {}
        self._stated()

    def of_request(self) -> str:
        """The account of the request that is being answered; empty for a guest. Raises Busy, AccessDenied.

        `getEnv` sees the request's environment alone under FastCGI, and the process's under the host; `os.environ`
        stays as it was at the start.
        """
        proxy = self._open()
        if not self._setting():
            return ""
        if proxy is None:
            return str(self._iface.getEnv(REMOTE_USER))
        return vouched(proxy, lambda header: str(self._iface.getEnv(variable(header))))

    def believed(self) -> str:
        """The same for whoever counts: a claim that is not believed is nobody's."""
        try:
            return self.of_request()
        except AccessDenied:
            return ""

    def check_open(self) -> None:
        """Raise Busy where the settings are wrong."""
        self._open()

    def _open(self) -> Proxy | None:
        found = self._stated()
        if isinstance(found, InvalidContent):
            raise Busy("The service is closed: its configuration is wrong.", RETRY_CLOSED)
        return found

    def _stated(self) -> Proxy | InvalidContent | None:
        setting = self._setting()
        if setting in ("", REMOTE_USER):
            return None
        if setting not in self._read:
            self._read[setting] = _load(setting)
        return self._read[setting]

    def _setting(self) -> str:
        return self._of_process or str(self._iface.getEnv(SETTING))


def _load(path: str) -> Proxy | InvalidContent | None:
    try:
        return load_identity(path)
    except InvalidContent as problem:
        log.critical("The service is closed. %s", problem.text)
        return problem


def variable(header: str) -> str:
    """The name of a header in the environment of CGI, FastCGI and WSGI (RFC 3875 §4.1.18)."""
    return "HTTP_" + header.upper().replace("-", "_")


def vouched(proxy: Proxy, header: Callable[[str], str]) -> str:
    """The account that the proxy names; empty for a guest. Raises AccessDenied.

    A doubled header arrives joined by a comma: then it is not known which one the proxy has written.
    """
    user, secret = header(proxy.user_header), header(proxy.secret_header)
    if not user and not secret:
        return ""
    if not hmac.compare_digest(secret.encode("utf-8", "replace"), proxy.secret.encode("ascii")):
        raise AccessDenied("The request names an account, but does not come from the proxy that logs people in.")
    if user != user.strip() or not user.isprintable() or {",", "\ufffd"} & set(user) or len(user) > LONGEST:
        raise AccessDenied("The proxy does not name one account.")
    return user
