"""A requests.Session whose bytes travel through QGIS's network stack.

Proxy, trusted authorities, authentication configurations and the network log are QGIS's. What is not left to
it, each for a reason that was measured with QGIS 3.40.6 on Qt 5.15:

* `QgsBlockingNetworkRequest` follows redirects by itself, also where the request's policy is "manual", and
  sends the credentials to the host that a redirect names. So requests go through a `QgsNetworkAccessManager`
  with a local event loop and the policy "manual": a redirect comes back as the answer it is.
* When a server takes a POST and hangs up, Qt sends the same POST again, up to three times. So a body can be
  read once only, and the second attempt fails inside Qt.
* On a certificate that cannot be verified and on a 401, QGIS asks the person in a window, and a worker thread
  waits for that. Here they are an SSLError and a response with status 401. An exception that somebody once
  stored for a certificate is not honoured, nor a connection that was opened under one: every request has a
  manager of its own (0.2 ms).
* A timeout or a cancel comes back from Qt as no status and an empty body. Here it raises.
* QGIS gives up after a minute without a byte (Settings ▸ Network), and a server that writes much answers later. Here
  it waits as long as we do; where its setting is longer than ours, ours counts.
"""

from __future__ import annotations

from collections.abc import Mapping

import requests
from qgis.core import QgsFeedback
from requests.adapters import BaseAdapter

from .exchange import Exchange
from .origins import origin_of

TIMEOUT = 90.0


def session(
    authcfg: str = "",
    feedback: QgsFeedback | None = None,
    timeout: float = TIMEOUT,
    origin: str | None = None,
) -> requests.Session:
    """A session in the person's network, with the credentials of `authcfg` for one origin only.

    The origin (an address of it) is the one given, or that of the first request; requests to any other go
    without credentials. `timeout` is in seconds without a byte, for requests that name none. A cancel of
    `feedback` raises domain `Cancelled` within a tenth of a second.
    """
    made = requests.Session()
    made.trust_env = False  # no netrc, no proxy from the environment: QGIS decides
    made.headers.clear()
    adapter = QgisAdapter(authcfg, feedback, timeout, origin_of(origin) if origin else None)
    for scheme in list(made.adapters):
        made.mount(scheme, adapter)
    return made


class QgisAdapter(BaseAdapter):
    """Sends prepared requests; from any thread, with nothing shared between two of them."""

    def __init__(self, authcfg: str, feedback: QgsFeedback | None, timeout: float, origin: str | None) -> None:
        super().__init__()
        self._authcfg, self._feedback, self._timeout, self._origin = authcfg, feedback, timeout, origin

    def send(
        self,
        request: requests.PreparedRequest,
        stream: bool = False,
        timeout: float | tuple[float | None, float | None] | None = None,
        verify: bool | str = True,
        cert: object = None,
        proxies: Mapping[str, str] | None = None,
    ) -> requests.Response:
        """The answer, whatever its status. TLS is verified by QGIS's authorities whatever `verify` says."""
        here = origin_of(request.url or "")
        self._origin = self._origin or here
        authcfg = self._authcfg if here == self._origin else ""
        exchange = Exchange(request, authcfg, self._feedback, _seconds(timeout) or self._timeout)
        return exchange.run()

    def close(self) -> None:
        """Nothing is kept open."""


def _seconds(timeout: float | tuple[float | None, float | None] | None) -> float | None:
    return timeout[1] if isinstance(timeout, tuple) else timeout
