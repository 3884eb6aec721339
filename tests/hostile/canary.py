"""A picture at an address and one in a folder: whoever asks for either has believed a stranger's text."""

from __future__ import annotations

import ctypes
import os
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QImage

_ALL_EVENTS = 0xFFF
_EVENT = struct.Struct("iIII")


@dataclass
class Canary:
    """`url` is the address of the picture, `file` its place in a folder of its own."""

    port: int
    file: Path
    watch: int
    asked: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/bild.png"

    def texts(self) -> dict[str, str]:
        """What somebody may write as title, name, note, comment, value, answer."""
        unc = f"//127.0.0.1@{self.port}/share/bild.png"
        return {
            "picture of a server": f'<img src="{self.url}">',
            "picture in a file": f'<img src="file://{self.file}">Linde',
            "picture by its path": f"<img src='{self.file}' width=40 height=40>",
            "picture in a share": f'<img src="file:{unc}"><img src="{unc}">',
            "background": f'<table background="{self.file}"><tr><td background="{self.url}">x</td></tr></table>',
            "style sheet": f'<link rel="stylesheet" href="{self.url}"><style>@import "{self.file}";</style>',
            "whole document": f'<!DOCTYPE html><html><body style="background:url({self.file})">x</body></html>',
            "frame": f'<iframe src="{self.url}"></iframe><object data="{self.file}"></object>',
            "script": "<script>document.location='x'</script><b onclick=alert(1)>fett</b>",
            "link": f'<a href="file://{self.file}">hier</a> <a href="javascript:alert(1)">dort</a>',
            "expression": "[% env('HOME') %] [%= file_path(@project_path) %]",
            "entities": "&lt;b&gt; &amp;amp; &#60;b&#62; &Datei löschen",
            "other direction": "\u202egnp.exe\u202c \u2066txt\u2069",
            "controls": "a\x00b\x07\x1b[31mrot\r\n\tx\x85\u2028\ufeff\u200b",
            "long": "Straße " * 5000,
            "many signs above": "Z" + "\u0351" * 300,
            "formula": '=HYPERLINK("' + self.url + '")',
            "half a sign": "x\ud83d",
            "format": "%1 %s {0} {} {title} %n",
        }

    def touched(self) -> list[str]:
        """What was asked of the server or done in the folder since the last call."""
        found, self.asked = self.asked, []
        try:
            events = os.read(self.watch, 65536)
        except BlockingIOError:
            events = b""
        while events:
            _, mask, _, length = _EVENT.unpack_from(events)
            name = events[_EVENT.size : _EVENT.size + length].rstrip(b"\0").decode()
            found.append(f"{name} ({mask:#x})")
            events = events[_EVENT.size + length :]
        return found


@contextmanager
def singing(folder: Path) -> Iterator[Canary]:
    """A canary in `folder`; nothing else may be in there."""
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    file = folder / "bild.png"
    assert image.save(str(file))
    libc = ctypes.CDLL(None, use_errno=True)
    watch = libc.inotify_init1(os.O_NONBLOCK)
    assert libc.inotify_add_watch(watch, os.fsencode(folder), _ALL_EVENTS) >= 0
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {}))
    server.daemon_threads = True
    canary = Canary(server.server_port, file, watch)
    server.RequestHandlerClass.canary = canary
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield canary
    server.shutdown()
    server.server_close()
    os.close(watch)


class _Handler(BaseHTTPRequestHandler):
    canary: Canary

    def do_GET(self) -> None:
        self.canary.asked.append(f"{self.command} {self.path}")
        body = self.canary.file.read_bytes() if self.path == "/bild.png" else b""
        self.send_response(200)
        self.send_header("Content-Type", "image/png")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_PUT = do_HEAD = do_OPTIONS = do_PROPFIND = do_GET

    def log_message(self, *_: object) -> None:
        """Nothing on the tests' output."""
