"""What servers say they did: our own answer reads back the same, theirs is not believed too much."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugin.domain.errors import InvalidContent, NotAService, OutcomeUnknown, Problem, Refused
from plugin.services import xml
from plugin.services.wfs import exceptions, transaction
from plugin.services.wfs.model import UNTOLD, Inserted, Report, TransactionResult

from .wire import HANDLE, TEXT

TOTAL = st.integers(0, 10**6)
RESULT = st.builds(
    TransactionResult,
    st.lists(st.builds(Inserted, HANDLE, TEXT.filter(lambda fid: fid not in ("", "none"))), max_size=5).map(tuple),
    TOTAL,
    TOTAL,
    TOTAL,
)


def response(inner: str, root: str = "TransactionResponse") -> bytes:
    return f'<w:{root} xmlns:w="http://www.opengis.net/wfs" version="1.1.0">{inner}</w:{root}>'.encode()


@given(RESULT)
def test_our_answer_reads_back_the_same(result: TransactionResult) -> None:
    assert transaction.parse_result(transaction.build_result(result)) == result


@given(RESULT)
def test_in_1_0_0_there_are_ids_and_no_totals(result: TransactionResult) -> None:
    old = TransactionResult(result.inserted, version="1.0.0")
    read = transaction.parse_result(transaction.build_result(old))
    assert read == TransactionResult(result.inserted, len(result.inserted), UNTOLD, UNTOLD, "1.0.0")


def test_ids_keep_their_order_and_their_handle() -> None:
    inserted = (Inserted("c-1", "baum.9"), Inserted("c-1", "baum.8"), Inserted("c-2", "weg.1"))
    for version in ("1.0.0", "1.1.0"):
        body = transaction.build_result(TransactionResult(inserted, 3, version=version))
        assert transaction.parse_result(body).inserted == inserted


def test_geoserver_says_none_where_it_inserted_nothing() -> None:
    body = response('<InsertResults><Feature><FeatureId fid="none"/></Feature></InsertResults>')
    assert transaction.parse_result(body).inserted == ()


@pytest.mark.parametrize(
    ("inner", "problem", "locator"),
    [
        ("<TransactionResult><Status><FAILED/></Status><Locator>c-1</Locator><Message>NOT NULL</Message>"
         "</TransactionResult>", Refused, "c-1"),
        ("<TransactionResult><Status><PARTIAL/></Status></TransactionResult>", OutcomeUnknown, ""),
        ("<TransactionResult><Status><MAYBE/></Status></TransactionResult>", OutcomeUnknown, ""),
        ('<TransactionResults><Action locator="c-2"><Message>NOT NULL</Message></Action></TransactionResults>',
         OutcomeUnknown, "c-2"),
        ("<TransactionResults><Action/></TransactionResults>", OutcomeUnknown, ""),
    ],
)  # fmt: skip
def test_a_failed_action_with_http_200_is_no_success(inner: str, problem: type[Problem], locator: str) -> None:
    with pytest.raises(problem) as caught:
        transaction.parse_result(response(inner))
    assert caught.value.locator == locator
    assert "NOT NULL" in caught.value.text or "NOT NULL" not in inner


@pytest.mark.parametrize("total", ["x", "-1", "", "1e3", "²", "9" * 20])
def test_a_total_that_is_no_number_is_no_answer(total: str) -> None:
    body = response(f"<TransactionSummary><totalUpdated>{total}</totalUpdated></TransactionSummary>")
    with pytest.raises(NotAService):
        transaction.parse_result(body)


def test_another_document_is_no_answer() -> None:
    with pytest.raises(NotAService):
        transaction.parse_result(b"<html/>")
    with pytest.raises(InvalidContent):
        transaction.parse_result(response("")[:-3])


@given(st.text(min_size=1), TEXT.filter(bool), HANDLE, st.sampled_from(["1.0.0", "1.1.0"]))
def test_a_report_reads_back_the_same_in_both_versions(text: str, code: str, locator: str, version: str) -> None:
    report = exceptions.parse(xml.parse(exceptions.build(Report(text, code, locator), version)))
    assert report is not None
    assert (report.code, report.locator) == (code, locator)
    assert report.text == (" ".join(xml.clean(text).split())[: exceptions.MAX_TEXT] or code)


@pytest.mark.parametrize("version", ["1.0.0", "1.1.0"])
def test_a_field_is_located_by_an_exception_of_its_own(version: str) -> None:
    """Any other client reads the first one alone, and finds the handle where it always was."""
    said = Report("Erlaubt sind 0 bis 300.", "InvalidParameterValue", "h-1", "höhe_cm")
    root = xml.parse(exceptions.build(said, version))
    assert exceptions.parse(root) == said and [entry.get("locator") for entry in root] == ["h-1", "höhe_cm"]
    assert exceptions.problem(said, 400).field == "höhe_cm"
    root[1].set("code" if version == "1.0.0" else "exceptionCode", "NoApplicableCode")
    assert exceptions.parse(root) == Report(said.text, said.code, "h-1"), "a second problem is no field"


def test_a_report_of_wfs_2_and_of_wms_is_understood() -> None:
    two = b'<o:ExceptionReport xmlns:o="http://www.opengis.net/ows/1.1"><o:Exception exceptionCode="A" locator="b"/>'
    assert exceptions.parse(xml.parse(two + b"</o:ExceptionReport>")) == Report("A", "A", "b")
    wms = b'<ServiceExceptionReport><ServiceException code="C"> d\n e </ServiceException></ServiceExceptionReport>'
    assert exceptions.parse(xml.parse(wms)) == Report("d e", "C")
    assert exceptions.parse(xml.parse(b"<ExceptionReport/>")) == Report("NoApplicableCode")
    assert exceptions.parse(xml.parse(b"<a/>")) is None
