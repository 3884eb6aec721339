"""Asking around what one may not see: whoever answers a question must answer it as if the hidden row were not there."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median
from urllib.parse import quote

from .attack import Answer, Attack, Request
from .ground import BOEHME, MILENA, OPEN, WEISS, YUSUF, Ground
from .say import equal, ids, like, row, transaction, update, where
from .trial import Trial, patiently

ITEM = "probes of hidden rows"
NOBODYS = "ffffffff-0000-4000-8000-000000000001"
_WFS = "SERVICE=WFS&VERSION=1.1.0&REQUEST=GetFeature&TYPENAME="
_WMS = (
    "SERVICE=WMS&VERSION=1.3.0&CRS=EPSG:25833&BBOX=478000,5655000,512000,5688000&WIDTH=100&HEIGHT=100&FORMAT=image/png"
)
SAMPLES = 25


def attacks(ground: Ground) -> Iterator[Attack]:
    """Yusuf asks for what Anne has sent; guests, and reviewers of another city, too."""
    hidden = (OPEN.encode(), str(ground.contributions[OPEN].feature_key).encode())
    for who in (YUSUF, BOEHME):
        yield from _filters(who, hidden)
        yield from _whole(who, hidden)
    yield from _writing(ground)
    yield from _other_ways(hidden)


def _filters(who: str, hidden: tuple[bytes, ...]) -> Iterator[Attack]:
    """Each question about the hidden row, and the same about a row that nobody has."""
    gone = equal("uuid", NOBODYS)
    for name, there, nowhere in (
        ("by its uuid", equal("uuid", OPEN), gone),
        ("or something else", _or(equal("uuid", OPEN), gone), gone),
        ("not not", f"<ogc:Not><ogc:Not>{equal('uuid', OPEN)}</ogc:Not></ogc:Not>", gone),
        ("like", like("uuid", "*" + OPEN[-12:]), like("uuid", "*" + NOBODYS[-9:] + "x")),
        ("what its base says", like("comment", "*Am Sonntag*"), like("comment", "*Am Sonntag*")),
        ("by its key", equal("feature_key", hidden[1].decode()), equal("feature_key", "x")),
        ("between", _between("uuid", OPEN, OPEN), _between("uuid", NOBODYS, NOBODYS)),
    ):
        for result in ("hits", "results"):
            asked = f"{_WFS}contribution&RESULTTYPE={result}&FILTER="
            yield _alike(
                f"{who}: {name}, {result}", who, asked + quote(where(there)), asked + quote(where(nowhere)), hidden
            )
    for name, there, nowhere in (
        ("its feature id", "&FEATUREID=contribution.1", "&FEATUREID=contribution.999"),
        (
            "its feature id among others",
            "&FEATUREID=contribution.998,contribution.1",
            "&FEATUREID=contribution.998,contribution.999",
        ),
        ("sorted by its time", "&SORTBY=created&MAXFEATURES=0", "&SORTBY=created D&MAXFEATURES=0"),
        ("the page behind", "&STARTINDEX=50", "&STARTINDEX=51"),
    ):
        yield _alike(
            f"{who}: {name}",
            who,
            f"{_WFS}contribution{there}".replace(" ", "%20"),
            f"{_WFS}contribution{nowhere}".replace(" ", "%20"),
            hidden,
        )
    for table in ("comment", "event", "attachment"):
        asked = f"{_WFS}{table}&RESULTTYPE=hits&FILTER="
        yield _alike(
            f"{who}: {table}s of it",
            who,
            asked + quote(row("contribution", OPEN)),
            asked + quote(row("contribution", NOBODYS)),
            hidden,
        )


def _whole(who: str, hidden: tuple[bytes, ...]) -> Iterator[Attack]:
    """The whole of what somebody sees: its box and its order say nothing of other rows."""
    for name, more in {
        "in GML": "",
        "as GeoJSON": "&OUTPUTFORMAT=application/json",
        "backwards": "&SORTBY=created%20D",
        "only keys": "&PROPERTYNAME=feature_key",
    }.items():
        asked = f"{_WFS}contribution{more}"
        yield _alike(f"{who}: everything {name}", who, asked, asked, hidden)
    box = "&BBOX=478000,5655000,512000,5688000"
    yield _alike(f"{who}: in a box that holds it all", who, f"{_WFS}event{box}", f"{_WFS}event{box}", hidden)


def _writing(ground: Ground) -> Iterator[Attack]:
    """A refusal must not tell that there was something to refuse."""
    for name, there, nowhere in (
        ("uuid", row("uuid", OPEN), row("uuid", NOBODYS)),
        ("feature id", ids(ground.fid(OPEN)), ids("contribution.999")),
    ):
        for status in ("withdrawn", "in_review", "accepted", "published", "submitted"):
            bodies = [transaction(update("contribution", known, status=status)) for known in (there, nowhere)]
            requests = [Request(YUSUF, body=body) for body in bodies]
            yield Attack(
                ITEM,
                f"{YUSUF}: refused by {name} on the way to {status}",
                requests[0],
                (403, 409),
                alike=requests[1],
                told=(b"p-",),
            )


def _other_ways(hidden: tuple[bytes, ...]) -> Iterator[Attack]:
    for who, status in (("", 401), ("gast", 403)):
        for table in ("contribution", "comment", "event", "attachment"):
            yield Attack(ITEM, f"{who or 'a guest'} asks for {table}", Request(who, _WFS + table), status)
            hits = Request(who, f"{_WFS}{table}&RESULTTYPE=hits")
            yield Attack(ITEM, f"{who or 'a guest'} counts {table}", hits, status)
    for table in ("member", "pseudonym", "layer_policy", "service_state", "refusal", "write_lock"):
        yield Attack(ITEM, f"the table {table}", Request(MILENA, _WFS + table), (400, 403, 404))
        sought = Request(MILENA, f"{_WMS}&REQUEST=GetMap&STYLES=&LAYERS={table}")
        yield Attack(ITEM, f"a map of {table}", sought, (400, 403, 404))
    for table in ("contribution", "comment", "event"):
        for name, more in {
            "a map of": "&REQUEST=GetMap&STYLES=&LAYERS={0}",
            "what lies under the mouse on": "&REQUEST=GetFeatureInfo&LAYERS={0}&QUERY_LAYERS={0}&STYLES=&I=1&J=1",
            "a map with a filter of": "&REQUEST=GetMap&STYLES=&LAYERS={0}&FILTER={0}:\"uuid\"='x'",
            "the legend with counts of": "&REQUEST=GetLegendGraphic&LAYER={0}&SHOWFEATURECOUNT=TRUE",
            "the style of": "&REQUEST=GetStyles&LAYERS={0}",
        }.items():
            request = Request(WEISS, _WMS + quote(more.format(table), safe="&=:"))
            yield Attack(ITEM, f"{name} {table}", request, (400, 403, 404))
    for name, query in {
        "GetPropertyValue": "SERVICE=WFS&VERSION=2.0.0&REQUEST=GetPropertyValue&TYPENAMES=event&VALUEREFERENCE=id",
        "a stored query": "SERVICE=WFS&VERSION=2.0.0&REQUEST=GetFeature&STOREDQUERY_ID=x",
        "GetFeatureWithLock": "SERVICE=WFS&REQUEST=GetFeatureWithLock&TYPENAME=contribution",
        "GetGmlObject": "SERVICE=WFS&REQUEST=GetGmlObject&GMLOBJECTID=contribution.1",
        "a sort by an expression": _WFS + "contribution&SORTBY=length(author)",
        "a sort by a hidden table": _WFS + "contribution&SORTBY=member.person",
        "two types at once": _WFS + "sitzbank,member",
    }.items():
        yield Attack(ITEM, name, Request(YUSUF, query), (400, 403, 404))
    asked = "SERVICE=WFS&VERSION=1.1.0&REQUEST=GetCapabilities"
    yield Attack(ITEM, "the extent in the capabilities", Request(YUSUF, asked), 200, told=hidden)
    body = b'<GetFeature service="WFS" version="1.1.0"><Query typeName="contribution"/></GetFeature>'
    yield Attack(ITEM, "GetFeature as a body", Request(YUSUF, body=body), 400)


def timing(port: int) -> Trial:
    """Whether the time an answer takes tells that a row is there: asked in turns, the middle of many compared."""
    queries = [f"{_WFS}contribution&RESULTTYPE=hits&FILTER={quote(row('uuid', uuid))}" for uuid in (OPEN, NOBODYS)]
    times: tuple[list[float], list[float]] = ([], [])
    answer = Answer(0)
    for _ in range(SAMPLES):
        for place, query in enumerate(queries):
            answer = patiently(port, Request(YUSUF, query))
            times[place].append(answer.seconds)
    there, nowhere = (median(found) * 1000 for found in times)
    attack = Attack(ITEM, "the time that an answer takes", Request(YUSUF, queries[0]), 200)
    said = f"{there:.1f} ms for a hidden row, {nowhere:.1f} ms for none"
    tells = said if abs(there - nowhere) > max(5.0, 0.3 * nowhere) else ""
    return Trial(attack, answer, "", said, tells)


def _alike(name: str, who: str, there: str, nowhere: str, hidden: tuple[bytes, ...]) -> Attack:
    return Attack(ITEM, name, Request(who, there), 200, alike=Request(who, nowhere), told=hidden)


def _or(one: str, other: str) -> str:
    return f"<ogc:Or>{one}{other}</ogc:Or>"


def _between(name: str, lower: str, upper: str) -> str:
    ends = {"LowerBoundary": lower, "UpperBoundary": upper}
    bounds = "".join(f"<ogc:{end}><ogc:Literal>{text}</ogc:Literal></ogc:{end}>" for end, text in ends.items())
    return f"<ogc:PropertyIsBetween><ogc:PropertyName>{name}</ogc:PropertyName>{bounds}</ogc:PropertyIsBetween>"
