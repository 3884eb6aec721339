"""A service that answers from a table, behind a requests adapter: the client under test is the real one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import requests
from requests.adapters import BaseAdapter
from requests.structures import CaseInsensitiveDict

URL = "https://karten.altmarkfurt.example/ows/"


@dataclass(frozen=True)
class Reply:
    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Asked:
    """What arrived: the parameters by upper-case name, and everything else as it was."""

    method: str
    url: str
    parameters: Mapping[str, str]
    body: bytes
    headers: Mapping[str, str]
    verify: Any


Answering = Callable[[Asked], Reply | Exception]


class FakeService(BaseAdapter):
    """`answer` decides; `asked` remembers. An exception that it returns is raised as the network would."""

    def __init__(self, answer: Answering | Reply | Exception) -> None:
        super().__init__()
        self._answer = answer
        self.asked: list[Asked] = []

    def send(self, request: requests.PreparedRequest, *_: Any, **settings: Any) -> requests.Response:
        url, body = str(request.url), request.body or b""
        parameters = {name.upper(): value for name, value in parse_qsl(urlsplit(url).query)}
        raw = body.encode() if isinstance(body, str) else body
        asked = Asked(str(request.method), url, parameters, raw, dict(request.headers), settings.get("verify"))
        self.asked.append(asked)
        reply = self._answer(asked) if callable(self._answer) else self._answer
        if isinstance(reply, Exception):
            raise reply
        return _response(request, url, reply)

    def close(self) -> None:
        pass


def _response(request: requests.PreparedRequest, url: str, reply: Reply) -> requests.Response:
    response = requests.Response()
    response.status_code, response.url, response.request = reply.status, url, request
    response.headers = CaseInsensitiveDict(reply.headers)
    response.raw = BytesIO(reply.body)
    return response


def session(answer: Answering | Reply | Exception) -> tuple[requests.Session, FakeService]:
    """A session whose every request ends at a FakeService, which is returned beside it."""
    made, service = requests.Session(), FakeService(answer)
    made.trust_env = False
    made.mount("https://", service)
    made.mount("http://", service)
    return made, service


def report(code: str, text: str = "Nein.", locator: str = "", status: int = 400) -> Reply:
    """An ExceptionReport written by hand, as a server writes it."""
    place = f' locator="{locator}"' if locator else ""
    body = f"""<?xml version="1.0" encoding="UTF-8"?>
<ows:ExceptionReport xmlns:ows="http://www.opengis.net/ows" version="1.0.0">
 <ows:Exception exceptionCode="{code}"{place}><ows:ExceptionText>{text}</ows:ExceptionText></ows:Exception>
</ows:ExceptionReport>"""
    return Reply(body.encode(), status, {"Content-Type": "text/xml"})
