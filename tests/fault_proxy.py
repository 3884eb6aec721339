"""A proxy before a real service that does to requests and answers what networks and servers do to them.

    with FaultProxy(service.port) as proxy:
        proxy.inject(faults.lost(), times=1, when=TRANSACTION)   # the server commits, nobody hears of it
        ...  # a client that was given proxy.url("/ows/")
        assert [one.answered for one in proxy.seen if one.is_(TRANSACTION)] == [200]

It listens on 127.0.0.1 and talks to a port of 127.0.0.1 only. `faults.py` has the faults. One request for each
connection: what a fault does to a connection concerns nobody else.
"""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from types import TracebackType
from typing import TYPE_CHECKING, Self

from tests.http_wire import Answer, Broken, Request, When, everything, forwarded, read_request

if TYPE_CHECKING:
    from tests.certificates import Certificate

AT_ONCE = 64
"""Connections; more wait in the queue of the socket."""
PATIENCE = 120.0
"""Seconds after which a connection that nobody ends is ended."""


@dataclass
class Seen:
    """A request that was read: what upstream answered to it (None: it was not asked, or did not), what was done."""

    request: Request
    answered: int | None = None
    fault: str = ""

    def is_(self, when: When) -> bool:
        return when(self.request)


@dataclass
class Exchange:
    """One request on its way. A fault does with it what it likes; `forward` asks upstream once."""

    proxy: FaultProxy
    client: socket.socket
    seen: Seen
    _answer: Answer | None = None

    @property
    def request(self) -> Request:
        return self.seen.request

    def forward(self) -> Answer:
        if self._answer is None:
            self._answer = forwarded(self.request, self.proxy.upstream, self.proxy.origin)
            self.seen.answered = self._answer.status
        return self._answer

    def send(self, data: bytes) -> None:
        with suppress(OSError):  # who asked has given up
            self.client.sendall(data)

    def reset(self) -> None:
        reset(self.client)


Fault = Callable[[Exchange], None]


@dataclass
class Injected:
    """A fault that waits for its requests: it lets `after` of them pass, then meets `times` (None: all)."""

    fault: Fault
    when: When
    times: int | None
    after: int
    met: int = 0

    def takes(self, request: Request) -> bool:
        if (self.times is not None and self.met >= self.times) or not self.when(request):
            return False
        self.after -= 1
        self.met += self.after < 0
        return self.after < 0


@dataclass
class FaultProxy:
    """Before `upstream`, a port of this computer; with a `certificate` it speaks TLS, and may change it at any time."""

    upstream: int
    certificate: Certificate | None = None
    port: int = 0
    seen: list[Seen] = field(default_factory=list)
    connections: int = 0
    ending: threading.Event = field(default_factory=threading.Event)
    _resets: int = 0
    _injected: list[Injected] = field(default_factory=list)
    _open: set[socket.socket] = field(default_factory=set)
    _threads: list[threading.Thread] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _room: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(AT_ONCE))

    def __enter__(self) -> Self:
        self._bind()
        self.come_back()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.ending.set()
        self.go_away()
        self._socket.close()
        with self._lock:
            for one in self._open:
                reset(one)
        for thread in self._threads:
            thread.join(10)

    @property
    def origin(self) -> str:
        return f"{'https' if self.certificate else 'http'}://127.0.0.1:{self.port}"

    def url(self, path: str = "/ows/") -> str:
        return self.origin + path

    def inject(
        self, fault: Fault, times: int | None = 1, when: When = everything, after: int = 0, first: bool = False
    ) -> Injected:
        """Do `fault` to the next `times` requests that are `when` (None: to all), once `after` of them have passed.

        Of several faults the one that was injected earlier has its turn, or with `first` this one.
        """
        made = Injected(fault, when, times, after)
        with self._lock:
            self._injected.insert(0 if first else len(self._injected), made)
        return made

    def heal(self, injected: Injected | None = None) -> None:
        """Forget a fault, or all of them."""
        with self._lock:
            self._resets = 0
            self._injected = [one for one in self._injected if injected is not None and one is not injected]

    def reset_unread(self, times: int = 1) -> None:
        """Reset the next connections before anything is read of them."""
        with self._lock:
            self._resets = times

    def go_away(self) -> None:
        """From now on connections are refused; those that are open stay."""
        listening, self._listening = self._listening, None
        if listening is not None:
            with suppress(OSError):
                listening.shutdown(socket.SHUT_RDWR)
            listening.close()
            self._accepting.join(10)

    def come_back(self) -> None:
        """Listen (again) at the same port."""
        self._listening = listening = self._on_port()
        listening.listen(AT_ONCE)
        self._accepting = self._run(lambda: self._accept(listening))

    def count(self, when: When = everything) -> int:
        """How many of the requests seen are `when`."""
        return sum(one.is_(when) for one in list(self.seen))

    def _bind(self) -> None:
        """A socket that never listens keeps the port ours while connections are refused."""
        self._socket = self._on_port()
        self.port = self._socket.getsockname()[1]

    def _on_port(self) -> socket.socket:
        made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind(("127.0.0.1", self.port))
        return made

    def _run(self, work: Callable[[], None]) -> threading.Thread:
        thread = threading.Thread(target=work, daemon=True)
        self._threads = [one for one in self._threads if one.is_alive()] + [thread]
        thread.start()
        return thread

    def _accept(self, listening: socket.socket) -> None:
        while True:
            try:
                client, _ = listening.accept()
            except OSError:
                return
            self.connections += 1
            self._room.acquire()
            self._run(lambda client=client: self._serve(client))  # type: ignore[misc]

    def _serve(self, client: socket.socket) -> None:
        client.settimeout(PATIENCE)
        with self._lock:
            self._open.add(client)
        try:
            self._answer(client)
        except (OSError, Broken):  # a client that hung up, or an upstream that is not there
            reset(client)
        finally:
            with self._lock:
                self._open.discard(client)
            client.close()
            self._room.release()

    def _answer(self, client: socket.socket) -> None:
        with self._lock:
            resets, self._resets = self._resets, max(0, self._resets - 1)
        if resets:
            return reset(client)
        with self._tls(client) as talking:
            request = read_request(talking)
            if request is None:
                return None
            exchange = Exchange(self, talking, Seen(request))
            fault = self._fault_for(exchange.seen)
            (fault or _pass)(exchange)
            with suppress(OSError):  # an end that is a FIN also where something of the request was left unread
                talking.shutdown(socket.SHUT_WR)

    def _tls(self, client: socket.socket) -> socket.socket:
        if self.certificate is None:
            return client
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate.chain, self.certificate.key)
        context.num_tickets = 0  # no session outlives a change of certificate
        return context.wrap_socket(client, server_side=True)

    def _fault_for(self, seen: Seen) -> Fault | None:
        with self._lock:
            self.seen.append(seen)
            found = next((one for one in self._injected if one.takes(seen.request)), None)
        if found is None:
            return None
        seen.fault = getattr(found.fault, "__name__", "fault")
        return found.fault


def _pass(exchange: Exchange) -> None:
    exchange.send(exchange.forward().whole())


def reset(client: socket.socket) -> None:
    """End a connection with RST instead of FIN."""
    with suppress(OSError):
        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    client.close()
