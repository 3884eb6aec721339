"""What the fault proxy does to a request or its answer. Each is made once and may meet many requests."""

from __future__ import annotations

import re
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from http.client import responses

from tests.fault_proxy import Exchange, Fault, FaultProxy
from tests.http_wire import Answer, When, everything

REPORT = (
    b'<ows:ExceptionReport xmlns:ows="http://www.opengis.net/ows" version="1.1.0"><ows:Exception exceptionCode='
    b'"%s"><ows:ExceptionText>%s</ows:ExceptionText></ows:Exception></ows:ExceptionReport>'
)
PAGE = b"<!DOCTYPE html><html><head><title>%d</title></head><body><h1>%s</h1></body></html>"
_TIME = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


class Gate:
    """Holds requests until it is opened: `reached` tells that one has come."""

    def __init__(self) -> None:
        self.reached, self.opened = threading.Event(), threading.Event()

    def open(self) -> None:
        self.opened.set()

    def wait(self, exchange: Exchange) -> None:
        self.reached.set()
        while not self.opened.wait(0.02) and not exchange.proxy.ending.is_set():
            pass


def named(name: str, fault: Fault) -> Fault:
    fault.__name__ = name
    return fault


def hold(proxy: FaultProxy, when: When = everything, answered: bool = False) -> Gate:
    """From now on all requests that are `when` wait at the gate that is returned."""
    gate = Gate()
    proxy.inject(held(gate, answered), None, when)
    return gate


def silent() -> Fault:
    """The request is read, nobody hears of it, and the connection ends without an answer."""
    return named("silent", lambda exchange: None)


def unsent() -> Fault:
    """The request is read and never reaches the service; the connection is reset."""
    return named("unsent", lambda exchange: exchange.reset())


def lost() -> Fault:
    """The service hears, does and answers; the connection is reset before a byte of the answer."""
    return named("lost", lambda exchange: (exchange.forward(), exchange.reset())[1])


def hung_up() -> Fault:
    """As `lost`, with an orderly end of the connection."""
    return named("hung up", lambda exchange: exchange.forward() and None)


def held(gate: Gate, answered: bool = False) -> Fault:
    """The request waits at the gate; with `answered` the service has done it, and the answer waits."""

    def wait(exchange: Exchange) -> None:
        if answered:
            exchange.forward()
        gate.wait(exchange)
        exchange.send(exchange.forward().whole())

    return named("held", wait)


def instead(answer: Answer, carried_out: bool = False) -> Fault:
    """Another answer; with `carried_out` the service has done what was asked all the same."""

    def send(exchange: Exchange) -> None:
        if carried_out:
            exchange.forward()
        exchange.send(answer.whole())

    return named(f"HTTP {answer.status}", send)


def status(code: int, kind: str = "html", text: str = "", carried_out: bool = False, **headers: str) -> Fault:
    """This status with a body of `kind`: html, empty, report, text. Headers with _ for -."""
    return instead(answer_of(code, kind, text, **headers), carried_out)


def answer_of(code: int, kind: str = "html", text: str = "", name: str = "", **headers: str) -> Answer:
    """`name` is the exceptionCode of a report."""
    reason = responses.get(code, "Unbekannt")
    said = (text or reason).encode()
    types = {"html": "text/html", "report": "text/xml; charset=utf-8", "text": "text/plain", "empty": "text/plain"}
    body = {"html": PAGE % (code, said), "report": REPORT % ((name or "NoApplicableCode").encode(), said)}
    given = tuple((key.replace("_", "-"), value) for key, value in headers.items())
    return Answer(
        code, reason, (("Content-Type", types[kind]), *given), body.get(kind, said if kind == "text" else b"")
    )


def redirect(to: str, code: int = 302) -> Fault:
    return status(code, "html", Location=to)


def garbage(data: bytes = b"\x00\x01kein HTTP\r\n\r\n", carried_out: bool = False) -> Fault:
    """Bytes that are no answer at all: the status 0 of browsers and phones."""

    def send(exchange: Exchange) -> None:
        if carried_out:
            exchange.forward()
        exchange.send(data)

    return named("garbage", send)


def truncated(at: int, length: str = "right") -> Fault:
    """The first `at` bytes of the answer's body (from the end where negative), then the end of the connection.

    `length`: "right" announces the whole, "wrong" what is sent, "none" nothing at all, "chunked" chunks of which
    the last is missing, "half a chunk" one that breaks off.
    """

    def send(exchange: Exchange) -> None:
        answer = exchange.forward()
        piece = answer.body[:at]
        announced = {"right": len(answer.body), "wrong": len(piece)}
        if length in announced:
            exchange.send(answer.head(Content_Length=str(announced[length])) + piece)
        elif length == "none":
            exchange.send(answer.head() + piece)
        else:
            more = 100 if length == "half a chunk" else 0
            exchange.send(answer.head(Transfer_Encoding="chunked") + b"%x\r\n%s" % (len(piece) + more, piece))
            exchange.send(b"" if more else b"\r\n")

    return named(f"truncated at {at}, {length}", send)


def wrong_length(by: int) -> Fault:
    """The whole answer, announced as `by` bytes longer (or shorter)."""

    def send(exchange: Exchange) -> None:
        answer = exchange.forward()
        exchange.send(answer.head(Content_Length=str(len(answer.body) + by)) + answer.body)

    return named("wrong length", send)


def dripping(piece: int = 1, pause: float = 0.05, until: threading.Event | None = None) -> Fault:
    """The answer in pieces of so many bytes, with a pause in seconds between them, until an event ends the pauses."""
    hurry = until or threading.Event()

    def send(exchange: Exchange) -> None:
        whole = exchange.forward().whole()
        for start in range(0, len(whole), piece):
            if hurry.wait(pause) or exchange.proxy.ending.is_set():
                return exchange.send(whole[start:])
            exchange.client.sendall(whole[start : start + piece])  # ends where nobody listens any more

    return named("dripping", send)


def skewed(seconds: float) -> Fault:
    """The service's clock goes wrong by so many seconds: its Date, and the times in its answers."""
    by = timedelta(seconds=seconds)

    def time(found: re.Match[bytes]) -> bytes:
        return (datetime.fromisoformat(found[0].decode()) + by).strftime("%Y-%m-%dT%H:%M:%SZ").encode()

    def send(exchange: Exchange) -> None:
        answer = exchange.forward()
        told = {name.lower(): value for name, value in answer.headers}.get("date")
        now = parsedate_to_datetime(told) if told else datetime.now(UTC)
        later = answer.with_header("Date", format_datetime(now + by, usegmt=True))
        exchange.send(replace(later, body=_TIME.sub(time, answer.body)).whole())

    return named("skewed", send)


def changed(old: bytes, new: bytes) -> Fault:
    """The answer with other bytes in its body."""

    def send(exchange: Exchange) -> None:
        answer = exchange.forward()
        exchange.send(replace(answer, body=answer.body.replace(old, new)).whole())

    return named("changed", send)
