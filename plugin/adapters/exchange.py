"""One request through QGIS's network, and its answer; `network.py` says why it is done like this."""

from __future__ import annotations

import time
from contextlib import suppress
from io import BytesIO

import requests
from qgis.core import QgsApplication, QgsFeedback, QgsNetworkAccessManager
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QByteArray, QEventLoop, QIODevice, Qt, QTimer, QUrl
from qgis.PyQt.QtNetwork import QNetworkReply, QNetworkRequest, QSslSocket
from requests.structures import CaseInsensitiveDict

from ..domain.errors import Cancelled, LimitExceeded, LoginNeeded, OutcomeUnknown, Problem, Safety
from ..services import http

LARGEST = 256 * 2**20
"""Bytes of an answer, unpacked."""

_LOOK_MS = 50
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_LEFT_TO_QT = frozenset({"host", "connection", "content-length", "transfer-encoding", "accept-encoding", "user-agent"})
_Error = QNetworkReply.NetworkError
_NO_CONNECTION = {
    _Error.ConnectionRefusedError,
    _Error.HostNotFoundError,
    _Error.TemporaryNetworkFailureError,
    _Error.NetworkSessionFailedError,
}
_PROXY_ERRORS = range(101, 200)
_HTTP_STATUS_ERRORS = range(201, 500)  # QNetworkReply::NetworkError: content, protocol and server errors


class Exchange:
    """One request and its answer, waited for in an event loop of the calling thread."""

    def __init__(
        self,
        request: requests.PreparedRequest,
        authcfg: str,
        feedback: QgsFeedback | None,
        timeout: float,
    ) -> None:
        self._request, self._authcfg, self._feedback = request, authcfg, feedback
        self._body = bytearray()
        self._failure: Exception | None = None
        self._upload: _Once | None = None
        self._loop = QEventLoop()  # first: it brings a thread of Python's its timers
        self._quiet, self._watch = QTimer(), QTimer()
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(max(1, int(timeout * 1000)))
        self._watch.setInterval(_LOOK_MS)

    def run(self) -> requests.Response:
        try:
            return self._ask()
        finally:
            # where they live: let go of elsewhere, they wait for this thread's end, when Python may be gone
            for own in (self._loop, self._quiet, self._watch):
                sip.delete(own)

    def _ask(self) -> requests.Response:
        self._until = time.monotonic() + http.DEADLINE
        self._look()
        if self._failure:
            raise self._failure
        manager = QgsNetworkAccessManager()
        manager.setupDefaultProxyAndCache(Qt.ConnectionType.AutoConnection)
        manager.authenticationRequired.disconnect()
        self._reply = self._start(manager)
        try:
            self._wait()
            return self._response()
        finally:
            self._reply.abort()
            self._end(manager)

    def _start(self, manager: QgsNetworkAccessManager) -> QNetworkReply:
        request = self._prepared()
        method = (self._request.method or "GET").upper()
        if method == "GET":
            reply = manager.get(request)
        elif method == "HEAD":
            reply = manager.head(request)
        else:
            self._upload = _Once(_bytes(self._request.body))
            self._upload.open(QIODevice.OpenModeFlag.ReadOnly)
            reply = manager.sendCustomRequest(request, QByteArray(method.encode("ascii")), self._upload)
        reply.sslErrors.disconnect()
        self._be_patient(reply)
        if self._authcfg:
            QgsApplication.authManager().updateNetworkReply(reply, self._authcfg)
        return reply

    def _be_patient(self, reply: QNetworkReply) -> None:
        """Where QGIS would give up earlier than we do (a minute without a byte, in its settings), it waits with us."""
        clock = reply.findChild(QTimer, "timeoutTimer")
        if clock is not None and clock.interval() < self._quiet.interval():
            clock.setInterval(self._quiet.interval() + _LOOK_MS)

    def _end(self, manager: QgsNetworkAccessManager) -> None:
        """Delete the reply where PyQt hears of it at once: in the main thread, where its monitor of objects lives.

        Told from another thread it hears later, and by then the next reply may be at the same address: it would
        take that one for the deleted. What has a half in Python and sends to the reply goes first: Qt asks it
        while it holds a lock, and it would wait for Python's.
        """
        reply, main = self._reply, QgsApplication.instance().thread()
        reply.setParent(None)
        if self._upload is not None:
            with suppress(TypeError):  # it sends to nobody
                self._upload.disconnect()
        sip.delete(manager)
        if reply.thread() == main:
            sip.delete(reply)
        else:
            reply.moveToThread(main)
            reply.deleteLater()

    def _prepared(self) -> QNetworkRequest:
        request = QNetworkRequest(QUrl.fromEncoded(QByteArray((self._request.url or "").encode("ascii"))))
        for name, value in self._request.headers.items():
            if name.lower() not in _LEFT_TO_QT:
                request.setRawHeader(_octets(name), _octets(value))
        attribute = QNetworkRequest.Attribute
        request.setAttribute(attribute.RedirectPolicyAttribute, QNetworkRequest.RedirectPolicy.ManualRedirectPolicy)
        request.setAttribute(attribute.CacheLoadControlAttribute, QNetworkRequest.CacheLoadControl.AlwaysNetwork)
        request.setAttribute(attribute.CacheSaveControlAttribute, False)
        manual = QNetworkRequest.LoadControl.Manual
        request.setAttribute(attribute.CookieLoadControlAttribute, manual)
        request.setAttribute(attribute.CookieSaveControlAttribute, manual)
        return self._with_credentials(request)

    def _with_credentials(self, request: QNetworkRequest) -> QNetworkRequest:
        if not self._authcfg:
            return request
        done = QgsApplication.authManager().updateNetworkRequest(request, self._authcfg)
        ok, updated = done if isinstance(done, tuple) else (done, request)
        if not ok:
            text = f"The authentication configuration “{self._authcfg}” cannot be used."
            raise LoginNeeded(text, "Choose another one, or unlock it with the master password.")
        return updated

    def _wait(self) -> None:
        reply = self._reply
        reply.finished.connect(self._loop.quit)
        reply.readyRead.connect(self._read)
        reply.encrypted.connect(self._check_verified)
        for sign_of_life in (reply.downloadProgress, reply.uploadProgress):
            sign_of_life.connect(lambda *_: self._quiet.start())
        self._quiet.timeout.connect(self._too_quiet)
        self._watch.timeout.connect(self._look)
        self._quiet.start()
        self._watch.start()
        if not reply.isFinished():
            # a click must not start something else in the middle of this
            self._loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        self._quiet.stop()
        self._watch.stop()

    def _read(self) -> None:
        self._body += bytes(self._reply.readAll())
        if len(self._body) > LARGEST:
            text = f"The answer is larger than {LARGEST} bytes."
            self._fail(LimitExceeded(text) if self._is_safe() else OutcomeUnknown(text))

    def _look(self) -> None:
        if self._feedback is not None and self._feedback.isCanceled():
            begun = hasattr(self, "_reply") and not self._is_safe()
            self._fail(Cancelled("Cancelled.", safety=Safety.UNKNOWN if begun else None))
        if time.monotonic() > self._until:  # each byte of a trickle starts the other clock anew
            self._fail(requests.exceptions.ReadTimeout("no whole answer in time", request=self._request))

    def _too_quiet(self) -> None:
        seconds = self._quiet.interval() / 1000
        self._fail(requests.exceptions.ReadTimeout(f"no byte in {seconds:g} s", request=self._request))

    def _check_verified(self) -> None:
        # QGIS can be told not to verify one host; a connection like that comes without an error
        mode = self._reply.sslConfiguration().peerVerifyMode()
        if mode not in (QSslSocket.PeerVerifyMode.VerifyPeer, QSslSocket.PeerVerifyMode.AutoVerifyPeer):
            text = "verification is switched off for this server in QGIS"
            self._fail(requests.exceptions.SSLError(text, request=self._request))

    def _fail(self, failure: Exception) -> None:
        self._failure = self._failure or failure
        if hasattr(self, "_reply"):
            self._reply.abort()
        self._loop.quit()

    def _is_safe(self) -> bool:
        return (self._request.method or "").upper() in _SAFE

    def _response(self) -> requests.Response:
        reply = self._reply
        if self._failure is None and reply.isOpen():
            self._read()
        failure = self._failure or self._transport_failure()
        if failure is not None:
            raise failure
        response = requests.Response()
        response.status_code = int(reply.attribute(QNetworkRequest.Attribute.HttpStatusCodeAttribute))
        response.reason = reply.attribute(QNetworkRequest.Attribute.HttpReasonPhraseAttribute)
        response.headers = self._headers()
        response.encoding = requests.utils.get_encoding_from_headers(response.headers)
        response.raw = BytesIO(bytes(self._body))
        response.url, response.request = self._request.url or "", self._request
        return response

    def _headers(self) -> CaseInsensitiveDict[str]:
        """Those of the answer; of a packed one without what was true of the packed body only."""
        pairs = {bytes(name): bytes(value) for name, value in self._reply.rawHeaderPairs()}
        headers = CaseInsensitiveDict(
            {name.decode("latin-1"): value.decode("latin-1") for name, value in pairs.items()}
        )
        if headers.pop("content-encoding", None) is not None:
            headers.pop("content-length", None)
        return headers

    def _transport_failure(self) -> Problem | requests.RequestException | None:
        """None where there is a whole answer."""
        error, text = self._reply.error(), self._reply.errorString()
        status = self._reply.attribute(QNetworkRequest.Attribute.HttpStatusCodeAttribute)
        answered = status is not None and (error == _Error.NoError or _is_status(error, int(status)))
        if answered and not self._is_cut_off():
            return None
        kinds = requests.exceptions
        if error == _Error.SslHandshakeFailedError:
            return kinds.SSLError(text, request=self._request)
        if error in _NO_CONNECTION:
            return kinds.ConnectionError(_Reasoned(text), request=self._request)
        if error == _Error.TimeoutError:
            return kinds.ConnectTimeout(text, request=self._request)
        if error == _Error.OperationCanceledError:
            return kinds.ReadTimeout(text, request=self._request)
        if _number(error) in _PROXY_ERRORS:
            return kinds.ProxyError(text, request=self._request)
        return kinds.ConnectionError(text or "an empty answer", request=self._request)

    def _is_cut_off(self) -> bool:
        announced = bytes(self._reply.rawHeader(b"Content-Length"))
        packed = self._reply.hasRawHeader(b"Content-Encoding") or self._request.method == "HEAD"
        return announced.isdigit() and not packed and len(self._body) < int(announced)


class NewConnectionError(OSError):
    """No connection came about, so nothing can have been sent. Named as in urllib3, for who looks."""


class _Reasoned(OSError):
    """Carries its reason where the errors of requests do."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.reason = NewConnectionError(text)


class _Once(QIODevice):
    """A body that Qt can read once: going back to its start fails, so it is never sent twice."""

    def __init__(self, body: bytes) -> None:
        super().__init__()
        self._body, self._place = body, 0

    def isSequential(self) -> bool:
        return False

    def size(self) -> int:
        return len(self._body)

    def seek(self, place: int) -> bool:
        return place == self._place

    def reset(self) -> bool:
        return self._place == 0

    def readData(self, most: int) -> bytes:
        piece = self._body[self._place : self._place + most]
        self._place += len(piece)
        return piece

    def writeData(self, _data: bytes) -> int:
        return -1


def _is_status(error: QNetworkReply.NetworkError, status: int) -> bool:
    """Whether Qt's error only repeats the status (400 and the like are "protocol" errors there)."""
    return status >= 400 and (
        _number(error) in _HTTP_STATUS_ERRORS and error not in (_Error.ContentReSendError, _Error.ProtocolFailure)
    )


def _number(error: QNetworkReply.NetworkError) -> int:
    return int(getattr(error, "value", error))  # PyQt 6 has true enums


def _bytes(body: object) -> bytes:
    if body is None:
        return b""
    if isinstance(body, str):
        return body.encode("utf-8")
    if isinstance(body, bytes | bytearray):
        return bytes(body)
    raise TypeError("The body of a request is bytes or text here.")


def _octets(text: str | bytes) -> QByteArray:
    return QByteArray(text if isinstance(text, bytes) else text.encode("latin-1"))
