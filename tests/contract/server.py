"""The process: `python -m tests.contract.server --personality geoserver --database file.sqlite`; it prints its port."""

from __future__ import annotations

import argparse
import json
import selectors
import subprocess
import sys
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qsl, urlsplit

ROOT = Path(__file__).parents[2]
PATH = "/wfs"


@dataclass
class ContractServer:
    """A running server with an empty database of its own; `changed` are fields of the personality, by name."""

    personality: str
    folder: Path
    changed: dict[str, Any] = field(default_factory=dict)
    port: int = 0

    @property
    def database(self) -> Path:
        return self.folder / f"{self.personality}.sqlite"

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}{PATH}"

    def __enter__(self) -> Self:
        from .data import create

        create(self.database)
        command = [sys.executable, "-m", "tests.contract.server", "--personality", self.personality]
        command += ["--database", str(self.database), "--changed", json.dumps(self.changed)]
        self._process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        with selectors.DefaultSelector() as selector:  # select() ends at file 1,024, and a whole run has that many
            selector.register(self._process.stdout, selectors.EVENT_READ)
            ready = selector.select(30)
        line = self._process.stdout.readline() if ready else ""
        assert line.strip(), "the contract server does not start"
        self.port = int(line)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.terminate()
        self._process.wait(10)
        if self._process.stdout is not None:
            self._process.stdout.close()


def serve(personality: str, database: Path, changed: dict[str, Any]) -> None:
    from .personality import PERSONALITIES

    who = replace(PERSONALITIES[personality], **changed)
    handler = type("Handler", (_Handler,), {"who": who, "database": database})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    print(server.server_address[1], flush=True)
    server.serve_forever()


class _Handler(BaseHTTPRequestHandler):
    who: Any
    database: Path
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        asked = {name.upper(): value for name, value in parse_qsl(urlsplit(self.path).query, keep_blank_values=True)}
        self._answered(lambda: self._get(asked), self._version(asked.get("VERSION", "")))

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        self._answered(lambda: self._post(body), self.who.versions[0])

    def _version(self, asked: str) -> str:
        return asked if asked in self.who.versions else str(self.who.versions[0])

    def _answered(self, work: Any, version: str) -> None:
        from .personality import Failure
        from .refusal import Refusal, report

        try:
            body, kind = work()
            status = 200
        except Refusal as refusal:
            body, kind = report(refusal, version).encode(), "text/xml"
            status = 400 if self.who.failure is Failure.REPORT_400 else 200
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _get(self, asked: dict[str, str]) -> tuple[bytes, str]:
        import sqlite3
        from contextlib import closing

        from . import describing, reading
        from .refusal import Refusal

        request, version = asked.get("REQUEST", ""), self._version(asked.get("VERSION", ""))
        if asked.get("SERVICE") != "WFS":
            raise Refusal(f"There is no service {asked.get('SERVICE')}.", "InvalidParameterValue", "service")
        if request == "GetCapabilities":  # answered in a version that there is (OWS Common §7.3.2)
            url = f"http://{self.headers['Host']}{PATH}"
            return describing.capabilities(self.who, version, url).encode(), "text/xml"
        if asked.get("VERSION") not in self.who.versions:
            raise Refusal(f"There is no version {asked.get('VERSION')}.", "InvalidParameterValue", "version")
        if request == "DescribeFeatureType":
            layer = reading.named_layer(asked.get("TYPENAME", ""), self.who)
            return describing.schema(self.who, layer, version).encode(), "text/xml"
        if request == "GetFeature":
            with closing(sqlite3.connect(self.database, timeout=20)) as connection:
                return reading.get_feature(self.who, asked, connection, version)
        raise Refusal(f"There is no request {request}.", "OperationNotSupported", "request")

    def _post(self, body: bytes) -> tuple[bytes, str]:
        from lxml import etree

        from . import writing
        from .refusal import Refusal

        try:
            root = etree.fromstring(body, etree.XMLParser(resolve_entities=False))
        except etree.XMLSyntaxError as error:
            raise Refusal(f"This is no XML: {error}.", "OperationParsingFailed") from None
        if any(not isinstance(part.tag, str) for part in root.iter()):
            raise Refusal("Comments are not expected.", "OperationParsingFailed")
        if root.tag == f"{{{writing.WFS}}}Transaction":
            return writing.transaction(self.who, root, self.database)[0].encode(), "text/xml"
        if root.tag == f"{{{writing.WFS}}}LockFeature":
            return writing.lock(self.who, root, self.database).encode(), "text/xml"
        raise Refusal(f"There is no operation {root.tag}.", "OperationNotSupported")

    def log_message(self, *_: Any) -> None:
        pass


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--personality", required=True)
    parser.add_argument("--database", type=Path, required=True)
    parser.add_argument("--changed", default="{}")
    given = parser.parse_args()
    serve(given.personality, given.database, json.loads(given.changed))
