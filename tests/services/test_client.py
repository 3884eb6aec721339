"""A client of a service that is honest, slow, mistaken or hostile."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from xml.etree.ElementTree import Element

import pytest
import requests
from requests.auth import HTTPBasicAuth

from plugin.domain.errors import (
    AccessDenied,
    Busy,
    ConditionFailed,
    InvalidContent,
    LayerVanished,
    LimitExceeded,
    LoginNeeded,
    NotAService,
    OutcomeUnknown,
    Problem,
    QuotaExceeded,
    RedirectRefused,
    Refused,
    TransitionRefused,
    Unreachable,
)
from plugin.domain.feature import Geometry
from plugin.services import whoami
from plugin.services.wfs import transaction
from plugin.services.wfs.client import WfsClient
from plugin.services.wfs.filters import Compare, Comparison, FeatureIds
from plugin.services.wfs.model import (
    Delete,
    Insert,
    Inserted,
    NewFeature,
    Schema,
    Transaction,
    TransactionResult,
    Update,
)

from .fake_service import URL, Answering, Asked, FakeService, Reply, report, session
from .test_capabilities import NEW, OLD, SCHEMA
from .test_whoami import REVIEWER

XML = {"Content-Type": "text/xml"}
ROW = Compare(Comparison.EQUAL, "uuid", "c-1")
PLANT = Insert("baum", (NewFeature({"art": "Linde"}),), "c-1")
CLAIM = Update("contribution", ROW, {"status": "in_review"}, handle="c-1-claim")
FELL = Delete("baum", FeatureIds(("baum.1",)), "c-2")


def shape(element: Element) -> Geometry:
    x, y = (element[0].text or "").split()
    return {"type": "Point", "coordinates": [float(x), float(y)]}


class Park:
    """A WFS with `trees` trees; what a test needs otherwise, it replaces."""

    def __init__(self, trees: int = 5, announced: int | None = None) -> None:
        self.trees, self.announced = trees, trees if announced is None else announced
        self.capabilities = NEW

    def __call__(self, asked: Asked) -> Reply | Exception:
        match asked.parameters["REQUEST"], asked.parameters.get("RESULTTYPE"):
            case "GetCapabilities", _:
                return Reply(self.capabilities.encode(), headers=XML)
            case "DescribeFeatureType", _:
                return Reply(SCHEMA.encode(), headers=XML)
            case "GetFeature", "hits":
                return Reply(f'<FeatureCollection numberOfFeatures="{self.announced}"/>'.encode())
            case "WhoAmI", _:
                return Reply(whoami.build(REVIEWER))
        numbers = self.numbers(int(asked.parameters["STARTINDEX"]), int(asked.parameters["MAXFEATURES"]))
        return self.gml(numbers) if "gml" in asked.parameters["OUTPUTFORMAT"] else self.geojson(numbers)

    def numbers(self, start: int, count: int) -> range:
        return range(min(start, self.trees), min(start + count, self.trees))

    def geojson(self, numbers: range) -> Reply:
        features = [
            {
                "id": f"baum.{n}",
                "geometry": {"type": "Point", "coordinates": [n, 0.123457]},
                "properties": {"art": "Linde"},
            }
            for n in numbers
        ]
        return Reply(json.dumps({"type": "FeatureCollection", "features": features}).encode())

    def gml(self, numbers: range) -> Reply:
        head = '<w:FeatureCollection xmlns:w="urn:w" xmlns:gml="http://www.opengis.net/gml">'
        row = '<gml:featureMember><baum gml:id="baum.{0}"><geometry><gml:Point><gml:pos>{0} 0.123456789</gml:pos>'
        row += "</gml:Point></geometry><art>Linde</art></baum></gml:featureMember>"
        return Reply((head + "".join(map(row.format, numbers)) + "</w:FeatureCollection>").encode())


def client(answer: Answering | Reply | Exception) -> tuple[WfsClient, FakeService]:
    made, service = session(answer)
    made.auth = HTTPBasicAuth("anna", "geheim-4711")
    return WfsClient(made, URL, shape), service


def load(answer: Answering, **how: Any) -> list[tuple[str, Any]]:
    loading, _ = client(answer)
    schema = loading.schema("baum")
    pages = loading.pages("baum", schema, crs="EPSG:25832", **{"page": 2, **how})
    return [(fid, feature.geometry) for rows in pages for fid, feature in rows]


def test_getting_to_know_a_service() -> None:
    asking, service = client(Park())
    assert asking.capabilities().protocol == 1 and asking.who_am_i() == REVIEWER
    assert asking.schema("baum").geometry_name == "geometry" and asking.count("baum") == 5
    assert all(asked.url.startswith(URL) for asked in service.asked), "evil.example is never asked"


def test_pages_follow_one_another_until_all_are_there() -> None:
    steps: list[float] = []
    found = load(Park(5), progress=lambda part, _: steps.append(part))
    assert [fid for fid, _ in found] == [f"baum.{n}" for n in range(5)] and steps == [0.4, 0.8, 1.0]


def test_no_trees_are_no_pages() -> None:
    assert load(Park(0)) == []


def test_an_extent_is_asked_in_the_layer_s_own_crs() -> None:
    asking, service = client(Park())
    asking.count("baum", extent=(1.0, 2.0, 3.0, 4.0))
    assert service.asked[-1].parameters["BBOX"] == "1.0,2.0,3.0,4.0,EPSG:25832"
    with pytest.raises(LayerVanished):
        asking.count("laterne", extent=(1.0, 2.0, 3.0, 4.0))


def test_degrees_come_with_all_their_digits() -> None:
    found = load(Park(3), geographic=True)
    assert [shape["coordinates"][1] for _, shape in found] == [0.123456789] * 3
    assert load(Park(3))[0][1]["coordinates"][1] == 0.123457


def test_a_service_without_geojson_is_read_as_gml() -> None:
    park = Park(3)
    park.capabilities = NEW.replace("application/vnd.geo+json", "text/csv")
    assert len(load(park)) == 3
    reading = WfsClient(session(park)[0], URL)
    with pytest.raises(NotAService, match="GML"):
        list(reading.pages("baum", reading.schema("baum"), crs="EPSG:25832"))


def test_a_service_that_ignores_where_to_start_does_not_go_on_for_ever() -> None:
    park = Park(5)
    park.numbers = lambda start, count: range(count)  # type: ignore[method-assign]
    with pytest.raises(NotAService, match="two pages"):
        load(park)


def test_a_service_that_sends_less_than_it_announced_is_found_out() -> None:
    """Lesson 15: 100,000 of 376,455 features, and nobody says so."""
    with pytest.raises(NotAService, match="announced 7 features of baum and sent 5"):
        load(Park(5, announced=7))


def test_a_service_that_caps_its_pages_is_read_to_the_end() -> None:
    park = Park(5)
    park.numbers = lambda start, count: range(start, min(start + 1, 5))  # type: ignore[method-assign]
    assert len(load(park, page=1000)) == 5


def test_a_tree_felled_while_the_pages_come_is_no_error() -> None:
    park = Park(5)

    def answer(asked: Asked) -> Reply | Exception:
        reply = park(asked)
        if asked.parameters.get("STARTINDEX") == "2":
            park.trees = park.announced = 4
        return reply

    assert len(load(answer)) == 4


def test_more_than_anybody_can_hold_is_refused() -> None:
    with pytest.raises(LimitExceeded):
        load(Park(5, announced=10**9))


def broken(body: bytes, **how: Any) -> Callable[[Asked], Reply | Exception]:
    park = Park()
    return lambda asked: Reply(body, **how) if "STARTINDEX" in asked.parameters else park(asked)


@pytest.mark.parametrize(
    "body", [b"", b"<html>Anmeldung</html>", b'{"type":"FeatureCollection","features":[{"id":"baum.1"', b"[]", b"null"]
)
def test_a_page_that_is_none(body: bytes) -> None:
    with pytest.raises(NotAService):
        load(broken(body))


def test_a_report_in_place_of_a_page() -> None:
    with pytest.raises(Refused, match="Sortieren"):
        load(broken(report("InvalidParameterValue", "Sortieren geht nicht.").body))
    with pytest.raises(LoginNeeded):
        load(broken(b"", status=401))


@pytest.mark.parametrize(
    ("reply", "problem"),
    [
        (Reply(b"<html>Willkommen</html>"), NotAService),
        (Reply(b"404", 404), NotAService),
        (Reply(NEW.encode()[:-9]), NotAService),
        (Reply(b"<!DOCTYPE a><a/>"), NotAService),
        (Reply(b"<WMS_Capabilities/>"), NotAService),
        (Reply(b'{"ok": true}'), NotAService),
        (Reply(b"", 401), LoginNeeded),
        (Reply(b"", 302, {"Location": "https://evil.example/"}), RedirectRefused),
        (report("LoginNeeded", status=401), LoginNeeded),
        (report("Busy", status=503), Busy),
        (requests.ConnectTimeout(), Unreachable),
    ],
)
def test_an_address_that_is_no_wfs(reply: Reply | Exception, problem: type[Problem]) -> None:
    with pytest.raises(problem):
        client(reply)[0].capabilities()


def test_a_layer_that_vanished_since_is_named() -> None:
    def answer(asked: Asked) -> Reply | Exception:
        return Park()(asked) if asked.parameters["REQUEST"] == "GetCapabilities" else report("InvalidParameterValue")

    with pytest.raises(LayerVanished, match="laterne"):
        client(answer)[0].schema("laterne")
    with pytest.raises(Refused):
        client(answer)[0].schema("baum")


@pytest.mark.parametrize(
    "reply", [report("Service configuration error", "Service unknown"), Reply(b"<html/>"), Reply(b"plain"), Reply()]
)
def test_where_there_is_no_server_half_nobody_is_anybody(reply: Reply) -> None:
    assert client(reply)[0].who_am_i() is None


@pytest.mark.parametrize(
    ("reply", "problem"),
    [(report("LoginNeeded", status=401), LoginNeeded), (Reply(b"", 403), AccessDenied), (Reply(b"{"), NotAService),
     (Reply(b"", 503), Busy)],
)  # fmt: skip
def test_who_one_is_may_be_kept_from_one(reply: Reply, problem: type[Problem]) -> None:
    with pytest.raises(problem):
        client(reply)[0].who_am_i()


def done(inserted: int = 0, updated: int = 0, deleted: int = 0) -> Reply:
    ids = tuple(Inserted("c-1", f"baum.{n}") for n in range(inserted))
    return Reply(transaction.build_result(TransactionResult(ids, inserted, updated, deleted)), headers=XML)


def test_a_transaction_goes_to_the_address_that_was_entered() -> None:
    sending, service = client(done(1, 1, 1))
    result = sending.transaction(Transaction((PLANT, CLAIM, FELL)))
    (asked,) = service.asked
    assert (asked.method, asked.url) == ("POST", URL) and asked.headers["Content-Type"].startswith("text/xml")
    assert transaction.parse(asked.body).actions == (PLANT, CLAIM, FELL)
    assert result.inserted == (Inserted("c-1", "baum.0"),)


@pytest.mark.parametrize(
    ("reply", "problem"),
    [
        (report("ConditionFailed", locator="c-2", status=409), ConditionFailed),
        (report("TransitionRefused", locator="c-2", status=409), TransitionRefused),
        (report("ConditionMissing", locator="c-2", status=428), Refused),
        (report("InvalidParameterValue", locator="c-2"), Refused),
        (report("InvalidParameterValue", locator="c-2", status=200), Refused),
        (report("AccessDenied", locator="c-2", status=403), AccessDenied),
        (report("LimitExceeded", locator="c-2", status=413), LimitExceeded),
        (report("QuotaExceeded", locator="c-2", status=429), QuotaExceeded),
        (report("Busy", locator="c-2", status=503), Busy),
    ],
)
def test_a_refusal_says_what_and_where(reply: Reply, problem: type[Problem]) -> None:
    with pytest.raises(problem) as caught:
        client(reply)[0].transaction(Transaction((FELL,)))
    assert caught.value.locator == "c-2" and type(caught.value) is problem


@pytest.mark.parametrize(
    ("reply", "problem"),
    [(Reply(b"", 401), LoginNeeded), (Reply(b"", 403), AccessDenied), (Reply(b"", 413), LimitExceeded),
     (Reply(b"", 429), Busy), (Reply(b"", 307, {"Location": "/neu"}), RedirectRefused)],
)  # fmt: skip
def test_what_a_gate_in_front_refuses_did_not_happen(reply: Reply, problem: type[Problem]) -> None:
    with pytest.raises(problem):
        client(reply)[0].transaction(Transaction((FELL,)))


@pytest.mark.parametrize(
    "reply",
    [
        Reply(b"", 500), Reply(b"", 502), Reply(b"", 503), Reply(b"", 504), Reply(b"", 408), Reply(b"", 404),
        report("NoApplicableCode", "bad gateway", status=502), report("NoApplicableCode", status=408),
        report("NoApplicableCode", "oops", status=500),
        Reply(b""), Reply(b"<html>nginx</html>"), Reply(done(0, 0, 1).body[:-30]), Reply(b"<a/>"), Reply(b"{}"),
        Reply(done(0, 0, 1).body, headers={"Content-Length": "99999"}), Reply(done(0, 0, 1).body, 202),
        Reply(b'<TransactionResponse><TransactionResults><Action/></TransactionResults></TransactionResponse>'),
        requests.ReadTimeout(), requests.ConnectionError("reset"), done(0, 0, 0), done(1, 0, 1),
    ],
)  # fmt: skip
def test_whatever_leaves_a_doubt_is_unknown_and_never_done(reply: Reply | Exception) -> None:
    """Lessons 2, 7, 10: nothing but a readable answer with the right totals counts."""
    with pytest.raises(OutcomeUnknown) as caught:
        client(reply)[0].transaction(Transaction((FELL,)))
    assert "outbox" in caught.value.sentence()


@pytest.mark.parametrize("reply", [done(0, 1, 1), done(2, 1, 1), done(1, 0, 1), done(1, 1, 0)])
def test_totals_that_do_not_fit_are_a_doubt(reply: Reply) -> None:
    with pytest.raises(OutcomeUnknown, match="counts"):
        client(reply)[0].transaction(Transaction((PLANT, CLAIM, FELL)))


def test_what_cannot_be_written_is_not_sent() -> None:
    sending, service = client(done(1))
    with pytest.raises(InvalidContent):
        sending.transaction(Transaction((Insert("baum", (NewFeature({"art": "\x00"}),)),)))
    assert service.asked == []


def test_nothing_secret_stands_in_any_message() -> None:
    for reply in (Reply(b"", 401), Reply(b"<html/>"), requests.ReadTimeout("geheim-4711"), Reply(b"", 500)):
        with pytest.raises(Problem) as caught:
            client(reply)[0].transaction(Transaction((FELL,)))
        assert "geheim-4711" not in caught.value.sentence()


def test_the_old_version_is_understood_as_well() -> None:
    park = Park(2)
    park.capabilities = OLD
    reading, _ = client(park)
    assert reading.capabilities().version == "1.0.0"
    assert len(list(reading.pages("baum", Schema("baum", ()), crs="EPSG:25832"))) == 1
