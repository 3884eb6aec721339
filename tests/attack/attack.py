"""An attack as data: who sends what, and what must come back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from .ground import WEISS

ITEMS = (
    "forged status",
    "forged author",
    "forged reviewer",
    "self-approval",
    "writing another city's layer",
    "changing ars to move into one's own area",
    "version filter that makes the after-check miss",
    "Update without filter",
    "Delete without filter",
    "feature ids of another layer",
    "fid lists mixing allowed and forbidden",
    "key-value and form-encoded transactions",
    "letter case, BOM and UTF-16",
    "batch POST with two bodies",
    "wfs3 POST/PUT/PATCH/DELETE",
    "spoofed identity and secret headers",
    "unverified Basic header",
    "MAP=",
    "EXP_FILTER and ogc:Function",
    "a layer that is named a thousand times",
    "SLD_BODY and EXTERNAL_WMS",
    "REDLINING",
    "GetProjectSettings",
    "GetPrint",
    "wfs3 and landing page paths",
    "probes of hidden rows",
    "colluding accounts",
    "XXE",
    "entity expansion",
    "100 MB bodies",
    "10⁶ actions",
    "50,000 nested or unclosed elements",
    "NaN and 1e308 coordinates",
    "unclosed rings",
    "wrong srsName",
    "comments and processing instructions",
    "duplicate handles",
    "unknown attributes",
    "injection in literals and property names",
    "requests cut off in the middle",
    "slow bodies",
)
"""What must be tried; a test holds that nothing of it is left out."""

XML = "text/xml"


@dataclass(frozen=True)
class Request:
    """What goes over the wire. `body` is bytes, or makes pieces of them (then `length` is what is announced, or None
    for a chunked body); `cut` is after how many bytes of the body the sender falls silent for ever (`hangs`) or goes
    away; `raw` is sent in place of everything else."""

    who: str = ""
    query: str = ""
    body: bytes | Callable[[], Iterator[bytes]] | None = None
    method: str = ""
    path: str = "/ows/"
    kind: str = XML
    headers: tuple[tuple[str, str], ...] = ()
    length: int | None = None
    cut: int | None = None
    hangs: bool = False
    raw: bytes = b""

    @property
    def verb(self) -> str:
        return self.method or ("GET" if self.body is None else "POST")


@dataclass(frozen=True)
class Answer:
    """`status` is 0 where the connection ended without an answer."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    seconds: float = 0.0


@dataclass(frozen=True)
class Attack:
    """`status` (one of several, where it depends on what is looked at first) and `code`
    are what must be answered, `says` a part of the sentence. `grows` are the tables that
    rightly get one row each; everything else must stay as it is. `nobody_listens` allows for no answer at all, to
    somebody who went away. `alike` is another request whose answer must be the same; `told` is what no answer may
    hold."""

    item: str
    name: str
    request: Request
    status: int | tuple[int, ...]
    code: str = ""
    says: str = ""
    grows: tuple[str, ...] = ()
    nobody_listens: bool = False
    alike: Request | None = None
    told: tuple[bytes, ...] = ()
    slow: bool = False


def post(
    item: str,
    name: str,
    body: bytes,
    status: int | tuple[int, ...],
    who: str = WEISS,
    grows: tuple[str, ...] = (),
) -> Attack:
    """A body, from somebody who may write in Altmarkfurt."""
    return Attack(item, name, Request(who, body=body), status, grows=grows)
