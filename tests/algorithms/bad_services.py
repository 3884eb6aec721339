"""Services as they should not be: a real HTTP server, on a free port, that answers badly."""

from __future__ import annotations

import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

CAPABILITIES = """<?xml version="1.0" encoding="UTF-8"?>
<WFS_Capabilities xmlns="http://www.opengis.net/wfs" xmlns:ows="http://www.opengis.net/ows"
 xmlns:ogc="http://www.opengis.net/ogc" version="1.1.0">
<ows:ServiceIdentification><ows:Title>Stadt ohne Beiträge</ows:Title><ows:ServiceType>WFS</ows:ServiceType>
<ows:ServiceTypeVersion>1.1.0</ows:ServiceTypeVersion></ows:ServiceIdentification>
<ows:OperationsMetadata><ows:Operation name="GetFeature"><ows:Parameter name="outputFormat">
<ows:Value>text/xml; subtype=gml/3.1.1</ows:Value><ows:Value>GeoJSON</ows:Value></ows:Parameter></ows:Operation>
</ows:OperationsMetadata><FeatureTypeList><Operations><Operation>Query</Operation></Operations>
<FeatureType><Name>baum</Name><Title>Bäume</Title><DefaultSRS>EPSG:25833</DefaultSRS>
<Operations><Operation>Query</Operation></Operations></FeatureType></FeatureTypeList></WFS_Capabilities>"""
REPORT = """<ows:ExceptionReport xmlns:ows="http://www.opengis.net/ows" version="1.0.0">
<ows:Exception exceptionCode="NoApplicableCode"><ows:ExceptionText>Die Datenbank schläft.</ows:ExceptionText>
</ows:Exception></ows:ExceptionReport>"""
SCHEMA = """<schema xmlns="http://www.w3.org/2001/XMLSchema" xmlns:gml="http://www.opengis.net/gml">
<element name="baum" type="baumType" substitutionGroup="gml:_Feature"/><complexType name="baumType"><complexContent>
<extension base="gml:AbstractFeatureType"><sequence><element name="geometry" type="gml:PointPropertyType"/>
<element name="art" type="string"/></sequence></extension></complexContent></complexType></schema>"""


@dataclass
class Answer:
    body: str = ""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=lambda: {"Content-Type": "text/xml"})


Behaviour = Callable[[dict[str, str]], Answer]


@dataclass
class Log:
    """What arrived: the values of the Authorization headers."""

    credentials: list[str] = field(default_factory=list)
    requests: int = 0


def read_only(query: dict[str, str]) -> Answer:
    """A plain WFS with one tree and no transactions."""
    if query.get("REQUEST") == "GetCapabilities":
        return Answer(CAPABILITIES)
    if query.get("REQUEST") == "DescribeFeatureType":
        return Answer(SCHEMA)
    if query.get("RESULTTYPE") == "hits":
        return Answer('<wfs:FeatureCollection xmlns:wfs="http://www.opengis.net/wfs" numberOfFeatures="1"/>')
    return Answer(
        '{"type": "FeatureCollection", "features": [{"type": "Feature", "id": "baum.1", "geometry": '
        '{"type": "Point", "coordinates": [499500, 5670000]}, "properties": {"art": "Linde"}}]}',
        headers={"Content-Type": "application/json"},
    )


@contextmanager
def serving(behaviour: Behaviour, tls: Path | None = None) -> Iterator[tuple[str, Log]]:
    """The address of a server that behaves so, and what it saw; with `tls`, under a self-signed certificate."""
    log = Log()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            log.requests += 1
            log.credentials += self.headers.get_all("Authorization") or []
            query = {name.upper(): value for name, value in parse_qsl(urlsplit(self.path).query)}
            answer = behaviour(query)
            body = answer.body.encode()
            self.send_response(answer.status)
            for name, value in {"Content-Length": str(len(body)), **answer.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET

        def log_message(self, *_: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    if tls is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*self_signed(tls))
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    scheme = "https" if tls else "http"
    try:
        yield f"{scheme}://127.0.0.1:{server.server_port}/ows/", log
    finally:
        server.shutdown()
        server.server_close()


def self_signed(folder: Path) -> tuple[str, str]:
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1",
         "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key), "-out", str(certificate)],
        check=True, capture_output=True,
    )  # fmt: skip
    return str(certificate), str(key)
