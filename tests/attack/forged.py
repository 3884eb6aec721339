"""What only the server half may set, claimed by those who send it; and people who help one another to more rights."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from xml.sax.saxutils import escape

from plugin.domain.feature import to_json_fg
from plugin.services.wfs import transaction as wfs
from plugin.services.wfs.model import Action, Transaction, Update

from .attack import Attack, Request
from .ground import (
    ACCEPTED,
    ANNE,
    AT_HOME,
    AT_HOMES,
    BENCHES,
    BOEHME,
    CLAIMED,
    LURE,
    MILENA,
    OPEN,
    OWN,
    THEIRS,
    WEISS,
    YUSUF,
    Ground,
    Row,
    publishing,
)
from .say import equal, ids, insert, row, transaction, update, where

FRESH = "99999999-0000-4000-8000-{:012d}"
NOBODY = "p-ffffffffff"


def attacks(ground: Ground) -> Iterator[Attack]:
    """Forged status, author and reviewer; self-approval; colluding accounts."""
    yield from _statuses(ground)
    yield from _people(ground)
    yield from _self_approval(ground)
    yield from _colluding(ground)


def _statuses(ground: Ground) -> Iterator[Attack]:
    for number, status in enumerate(("accepted", "in_review", "withdrawn", "draft", "gelöscht")):
        sent = submit(number, ground.benches[2], status=status)
        yield _forged("forged status", f"a submission that is {status} already", ANNE, sent, 400)
    yield _forged(
        "forged status",
        "published at once, without its change",
        ANNE,
        submit(9, ground.benches[2], status="published"),
        409,
    )
    for uuid, status in ((OPEN, "accepted"), (OPEN, "published"), (OPEN, "in_review"), (ACCEPTED, "published")):
        sent = update("contribution", row("uuid", uuid), status=status)
        yield _forged("forged status", f"an author sets {uuid[-2:]} to {status}", ANNE, sent, 409)
    yield _forged(
        "forged status",
        "a status in capitals",
        WEISS,
        update("contribution", row("uuid", CLAIMED), status="ACCEPTED"),
        400,
    )
    yield _forged(
        "forged status",
        "several contributions in one filter",
        WEISS,
        update(
            "contribution", where(f"<ogc:Or>{equal('uuid', OPEN)}{equal('uuid', CLAIMED)}</ogc:Or>"), status="in_review"
        ),
        400,
    )
    yield _forged(
        "forged status",
        "a contribution is deleted",
        MILENA,
        f'<wfs:Delete typeName="contribution">{row("uuid", OPEN)}</wfs:Delete>',
        403,
    )
    yield _forged(
        "forged status", "an event is written", MILENA, insert("event", contribution=OPEN, to_status="accepted"), 403
    )
    for table in ("member", "pseudonym", "layer_policy", "service_state", "write_lock", "refusal"):
        yield _forged("forged status", f"a row of {table}", MILENA, insert(table, identity=ANNE, role="admin"), 403)


def _people(ground: Ground) -> Iterator[Attack]:
    yield from _authors(ground)
    yield from _reviewers(ground)


SET_BY_THE_SERVICE = {
    **dict.fromkeys(("result", "responsible_body", "findings", "handed_from"), "x"),
    **dict.fromkeys(("corrected", "corrected_base", "responsible_why"), "{}"),
    "author": NOBODY,
    "created": "2020-01-01T00:00:00Z",
    "due": "2099-01-01",
    "revision": "7",
    "ars": "14",
    "body_ars": "14999",
    "returns": "9",
}


def _authors(ground: Ground) -> Iterator[Attack]:
    bench = ground.benches[2]
    for number, (name, value) in enumerate(SET_BY_THE_SERVICE.items(), 20):
        sent = submit(number, bench, **{name: value})
        yield _forged("forged author", f"a submission with a {name} of its own", ANNE, sent, 400)
    for name, who, sent, status in (
        ("somebody else's uuid", ANNE, submit(int(THEIRS[-2:]), bench, THEIRS), 400),
        ("the author of a contribution is replaced", ANNE, _set(OPEN, "submitted", author=NOBODY), 400),
        ("an author corrects their own contribution as a reviewer would", ANNE,
         _set(OPEN, "submitted", corrected="{}"), 400),
        ("somebody else's contribution is withdrawn", ANNE, _set(THEIRS, "withdrawn"), 403),
        ("a comment in another's name", ANNE, _remark(1, OPEN, author=NOBODY), 400),
        ("a comment that is a decision", ANNE, _remark(2, OPEN, kind="decision"), 400),
        ("a comment on somebody else's contribution", ANNE, _remark(3, THEIRS), 403),
        ("a guest submits", "", submit(40, bench), 401),
        ("an account without rights submits", "gast", submit(41, bench), 403),
    ):  # fmt: skip
        yield _forged("forged author", name, who, sent, status)


def _reviewers(ground: Ground) -> Iterator[Attack]:
    for name, value in {"claimed_by": NOBODY, "claimed_until": "2099-01-01T00:00:00Z"}.items():
        sent = submit(42, ground.benches[2], **{name: value})
        yield _forged("forged reviewer", f"a submission with its {name}", ANNE, sent, 400)
        sent = _set(OPEN, "in_review", **{name: value})
        yield _forged("forged reviewer", f"a claim with a {name} of its own", WEISS, sent, 400)
    by_fid = update("contribution", ids(ground.fid(OPEN)), status="in_review")
    for name, who, sent, status in (
        ("a decision about what another has claimed", WEISS, _set(CLAIMED, "accepted"), 409),
        ("a decision without a claim", WEISS, _set(OPEN, "accepted"), 409),
        ("a reviewer of another city claims", BOEHME, _set(OPEN, "in_review"), 403),
        ("a contributor claims somebody else's", YUSUF, by_fid, 403),
    ):
        yield _forged("forged reviewer", name, who, sent, status)


def _set(uuid: str, status: str, **more: str) -> str:
    return update("contribution", row("uuid", uuid), status=status, **more)


def _remark(number: int, about: str, **forged: str) -> str:
    return insert("comment", uuid=FRESH.format(number), contribution=about, text="x", **forged)


def _self_approval(ground: Ground) -> Iterator[Attack]:
    for uuid, about in ((OWN, "by the same account"), (AT_HOMES, "by the other account of the same person")):
        sent = update("contribution", row("uuid", uuid), status="in_review")
        yield _forged("self-approval", f"a claim {about}", WEISS, sent, 409, "Nobody reviews their own")
        both = sent + update("contribution", row("uuid", uuid), status="accepted")
        yield _forged("self-approval", f"claim and acceptance in one Transaction {about}", WEISS, both, 409)
    yield _forged(
        "self-approval",
        "the account at home decides",
        AT_HOME,
        update("contribution", row("uuid", AT_HOMES), status="accepted"),
        409,
    )
    yield _forged(
        "self-approval",
        "submitted and claimed in one Transaction",
        WEISS,
        submit(50, ground.benches[2], FRESH.format(50))
        + update("contribution", row("uuid", FRESH.format(50)), status="in_review"),
        409,
    )


def _colluding(ground: Ground) -> Iterator[Attack]:
    lure, seen = publishing(ground.contributions[LURE])
    done = update("contribution", row("uuid", LURE), status="published")
    yield _sent(
        "colluding accounts",
        "a false base brings a bench before a friend's desk; the friend publishes",
        BOEHME,
        actions(lure, seen, done),
        409,
    )
    yield _sent("colluding accounts", "the same without a condition", BOEHME, actions(lure, "", done), 403)
    yield _sent("colluding accounts", "the author's other friend publishes it", WEISS, actions(lure, seen, done), 403)
    other, seen = publishing(ground.contributions[ACCEPTED])
    more = replace(other, properties={**other.properties, "status": "gefällt"}) if isinstance(other, Update) else other
    done = update("contribution", row("uuid", ACCEPTED), status="published")
    yield _sent("colluding accounts", "more is published than was accepted", WEISS, actions(more, seen, done), 400)
    yield _sent("colluding accounts", "the author publishes what was accepted", ANNE, actions(other, seen, done), 403)
    yield _sent(
        "colluding accounts", "a reviewer of another city publishes it", BOEHME, actions(other, seen, done), 403
    )
    elsewhere = update("contribution", row("uuid", OPEN), handle=ACCEPTED, status="published")
    yield _sent(
        "colluding accounts",
        "the accepted change is booked on another contribution",
        WEISS,
        actions(other, "", elsewhere),
        409,
    )
    yield _forged(
        "colluding accounts",
        "a revision moves the bench before a friend's desk",
        ANNE,
        update(
            "contribution",
            row("uuid", OPEN),
            status="submitted",
            operation="update",
            base=document(ground.benches_n[3]),
            proposed=document(ground.benches_n[3]),
        ),
        400,
    )
    yield _forged(
        "colluding accounts",
        "a contribution for a place where nobody may",
        AT_HOME,
        submit(60, moved(ground.benches[2], "400000 5600000")),
        403,
    )


def actions(change: Action, seen: str, done: str) -> bytes:
    """A change that the client's own code writes, and behind it what `done` says."""
    conditions = {change.handle: seen} if seen else {}
    body = wfs.build(Transaction((change,), conditions)).decode()
    return body.replace("</wfs:Transaction>", done + "</wfs:Transaction>").encode()


def submit(number: int, row_: Row, uuid: str = "", **forged: str) -> str:
    """A submission that would be taken, if nothing were forged in it."""
    base = row_[1]
    proposed = replace(base, properties={**base.properties, "zustand": f"Vorschlag {number}"})
    fields = {
        "uuid": uuid or FRESH.format(number),
        "changeset": FRESH.format(0),
        "comment": "Am Sonntag",
        "layer": BENCHES,
        "feature_key": base.key or "",
        "operation": "update",
        "base": escape(to_json_fg(base)),
        "proposed": escape(to_json_fg(proposed)),
    }
    return insert("contribution", **fields, **forged)


def document(row_: Row) -> str:
    return escape(to_json_fg(row_[1]))


def moved(row_: Row, place: str) -> Row:
    x, y = map(float, place.split())
    return row_[0], replace(row_[1], geometry={"type": "Point", "coordinates": [x, y]})


def _forged(item: str, name: str, who: str, action: str, status: int, says: str = "") -> Attack:
    return _sent(item, name, who, transaction(action), status, says)


def _sent(item: str, name: str, who: str, body: bytes, status: int, says: str = "") -> Attack:
    codes = {400: "InvalidParameterValue", 401: "LoginNeeded", 403: "AccessDenied", 409: ""}
    return Attack(item, name, Request(who, body=body), status, codes[status], says)
