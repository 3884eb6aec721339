"""A WFS as its client sees it: believes little, follows nothing, and says what became of a Transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from xml.etree.ElementTree import Element

import requests

from ...domain.errors import (
    InvalidContent,
    LayerVanished,
    LimitExceeded,
    NotAService,
    OutcomeUnknown,
    Refused,
)
from ...domain.feature import Geometry
from .. import http, versions, whoami
from ..http import Answer
from ..whoami import WhoAmI
from . import capabilities, dialect, exceptions, locks, query, result, schema, transaction
from .download import MAX_FEATURES, Download, Loaded, Sink
from .filters import Filter
from .model import UNTOLD, Capabilities, Insert, Namespace, Schema, Transaction, TransactionResult, Update
from .query import Extent, Rows
from .some import some
from .source import Source

BoxIn = Callable[[Extent, str], Extent | None]
_PLAINLY_REFUSED = (401, 403, 413, 414, 429)


class WfsClient:
    """One service at the address that the person entered; every request goes there (see `capabilities`).

    `geometry` reads a GML geometry element; without it only services that offer GeoJSON can be read. `known`
    are the capabilities as they were read last. `box_in` tells a box in degrees in another CRS.
    """

    def __init__(
        self,
        session: requests.Session,
        url: str,
        geometry: Callable[[Element], Geometry | None] | None = None,
        known: Capabilities | None = None,
        box_in: BoxIn = lambda _box, _crs: None,
    ) -> None:
        self.url = url
        self._session = session
        self._geometry = geometry
        self._box_in = box_in
        self.known = known

    def capabilities(self) -> Capabilities:
        """What the service offers to this person. Raises NotAService, or why it could not be asked."""
        answer = self._get(capabilities.PARAMETERS)
        try:
            self.known = capabilities.read(http.xml_of(answer))
        except InvalidContent as error:
            raise NotAService(f"This is not the description of a service: {error.text}")
        return self.known

    def who_am_i(self) -> WhoAmI | None:
        """What the server half says about this person; None where there is no server half."""
        answer = http.fetch(self._session, "GET", self.url, params=whoami.PARAMETERS, limit=whoami.MAX_BYTES)
        if http.report_of(answer) is not None and answer.status not in (401, 403, 429, 503):
            return None
        http.raise_for_report(answer)
        if not answer.body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
            return None
        return whoami.parse(answer.body)

    def schema(self, layer: str) -> Schema:
        """Raises LayerVanished for a layer that is no longer offered."""
        return schema.read(http.xml_of(self._ask(layer, schema.parameters(layer, self.version))), layer)

    def count(
        self, layer: str, extent: Extent | None = None, filter: Filter | None = None, only: Sequence[str] = ()
    ) -> int:
        """How many features there are; `extent` in the layer's own CRS. QGIS Server counts by reading the rows: with
        `only` one property it reads less."""
        crs = "" if extent is None else self._crs(layer)
        asked = query.parameters(layer, crs, extent, filter, self.version) | {"RESULTTYPE": "hits"}
        asked |= {"PROPERTYNAME": ",".join(only)} if only else {}
        return self._hits(layer, asked)

    def pages(
        self,
        layer: str,
        schema: Schema,
        *,
        crs: str,
        extent: Extent | None = None,
        filter: Filter | None = None,
        page: int = 1000,
        geographic: bool = False,
        only: Sequence[str] = (),
        progress: Callable[[float, str], None] | None = None,
    ) -> Iterator[Rows]:
        """Feature ids and features, page by page, until the count is reached; `only` with these properties.

        `crs` is the layer's own CRS, so that nothing is transformed. GeoJSON has six decimals, which is too
        coarse for degrees: where `geographic`, geometries come as GML. Raises NotAService where ids repeat or
        features are missing.
        """
        asked = query.parameters(layer, crs, extent, filter, self.version) | (
            {"PROPERTYNAME": ",".join(only)} if only else {}
        )
        total = self._hits(layer, asked | {"RESULTTYPE": "hits"})
        if total > MAX_FEATURES:
            raise LimitExceeded(f"The layer {layer} has {total} features; more than {MAX_FEATURES} are not read.")
        seen: set[str] = set()
        while len(seen) < total:
            rows = self._page(asked, schema, crs, len(seen), page, geographic)
            if not rows:
                break
            _check_new(rows, seen)
            if progress:
                progress(min(len(seen) / total, 1.0), "load")
            yield rows
        if len(seen) < total and len(seen) != self._hits(layer, asked | {"RESULTTYPE": "hits"}):
            raise NotAService(f"The service announced {total} features of {layer} and sent {len(seen)}.", "Try again.")

    def find(
        self,
        schema: Schema,
        *,
        crs: str,
        filter: Filter | None = None,
        extent: Extent | None = None,
        most: int = 10,
        geographic: bool = False,
        only: Sequence[str] = (),
        sort: str = "",
    ) -> Rows:
        """The features that `filter` meets, or that lie in `extent`, `most` at most, in one request.

        For looking up a few by their keys: nothing is counted, and nothing sorted but by `sort` (SORTBY), so that any
        service can answer. `only` with these properties, and then without geometries.
        """
        asked = query.parameters(schema.layer, crs, extent, filter, self.version) | {"MAXFEATURES": str(most)}
        asked |= ({"PROPERTYNAME": ",".join(only)} if only else {}) | ({"SORTBY": sort} if sort else {})
        output = query.geojson_format(self._offers().formats)
        if output and (only or not (geographic and schema.geometry_name)):
            answer = self._ask(schema.layer, {**asked, "OUTPUTFORMAT": output})
            return query.geojson_page(http.json_of(answer), schema, crs)
        return self._gml_page({**asked, "OUTPUTFORMAT": self._gml_format()}, schema, crs)

    def lock(self, layer: str, filter: Filter, namespace: Namespace | None) -> str:
        """The id of a lock on what `filter` meets, which a Transaction ends. Raises why there is none."""
        body = locks.build(layer, filter, namespace, self.version)
        answer = http.fetch(self._session, "POST", self.url, body=body, content_type="text/xml; charset=utf-8")
        http.raise_for_report(answer)
        return locks.read(http.xml_of(answer))

    @property
    def version(self) -> str:
        """The version of WFS that is spoken with this service, as far as is known."""
        return dialect.version_of(self.known)

    def download(
        self,
        sink: Sink,
        schema: Schema,
        *,
        crs: str,
        extent: Extent | None = None,
        geographic: bool = False,
        progress: Callable[[float, str], None] = lambda _part, _step: None,
    ) -> Loaded:
        """All features of a layer, or those in `extent`, into `sink`; it goes on where an earlier try broke off.

        Raises why it broke off. Whether all came, the result says.
        """
        return Download(self._source(schema, crs, extent, geographic), sink, progress).run()

    def download_some(
        self,
        sink: Sink,
        schema: Schema,
        fids: Sequence[str],
        *,
        crs: str,
        geographic: bool = False,
        progress: Callable[[float, str], None] = lambda _part, _step: None,
    ) -> None:
        """The features with these ids into `sink`, as far as there are such. Raises why it broke off."""
        some(self._source(schema, crs, None, geographic), sink, fids, progress)

    def versions(self, layer: str) -> Iterator[versions.Version]:
        """What the server half calls the state of each row. Raises NotAService, also while they are read."""
        answer = self._ask(layer, versions.parameters(layer), versions.MAX_BYTES)
        return versions.parse(answer.body, layer)

    def _source(self, schema: Schema, crs: str, extent: Extent | None, geographic: bool) -> Source:
        info = self._offers().layers.get(schema.layer)
        box = self._box_in(info.bbox, crs) if info is not None and info.bbox is not None else None
        return Source(
            lambda asked, limit: self._ask(schema.layer, asked, limit),
            schema,
            crs,
            extent,
            query.geojson_format(self._offers().formats),
            geographic,
            self._geometry,
            box,
            self.version,
            self._gml_format(),
            counts_all=self._offers().protocol > 0,
        )

    def transaction(self, wanted: Transaction) -> TransactionResult:
        """Send once. A result means that the server says that all of it was done.

        A well-formed refusal raises what it means (`Refused`, `ConditionFailed`, `AccessDenied`, …, with
        `locator` set); whatever leaves a doubt raises OutcomeUnknown.
        """
        body = transaction.build(wanted)
        answer = http.fetch(self._session, "POST", self.url, body=body, content_type="text/xml; charset=utf-8")
        _raise_for_refusal(answer)
        try:
            found = result.parse(answer.body)
        except (InvalidContent, LimitExceeded, NotAService) as error:
            raise OutcomeUnknown(f"The answer to the Transaction cannot be read: {error.text}")
        _check_totals(wanted, found)
        return found

    def ask_for_bytes(self, params: Mapping[str, str], limit: int) -> bytes:
        """What the service answers with to `params`, at most `limit` bytes; raises why it does not."""
        answer = http.fetch(self._session, "GET", self.url, params=params, limit=limit)
        http.raise_for_report(answer)
        return answer.body

    def _page(
        self, asked: Mapping[str, str], schema: Schema, crs: str, start: int, count: int, geographic: bool
    ) -> Rows:
        output = query.geojson_format(self._offers().formats)
        exact = geographic and schema.geometry_name is not None
        rows = self._geojson(asked, schema, crs, start, count, output) if output else []
        if output and not (exact and rows):
            return rows
        shapes = self._gml(asked, schema, crs, start, count)
        return query.with_geometries(rows, shapes) if output else shapes

    def _geojson(self, asked: Mapping[str, str], schema: Schema, crs: str, start: int, count: int, output: str) -> Rows:
        answer = self._ask(schema.layer, {**asked, **query.page_parameters(schema, start, count, output)})
        return query.geojson_page(http.json_of(answer), schema, crs)

    def _gml(self, asked: Mapping[str, str], schema: Schema, crs: str, start: int, count: int) -> Rows:
        return self._gml_page({**asked, **query.page_parameters(schema, start, count, self._gml_format())}, schema, crs)

    def _gml_page(self, asked: Mapping[str, str], schema: Schema, crs: str) -> Rows:
        if self._geometry is None:
            raise NotAService("The service offers no GeoJSON, and GML cannot be read here.")
        return query.gml_page(http.xml_of(self._ask(schema.layer, asked)), schema, crs, self._geometry)

    def _gml_format(self) -> str:
        return dialect.gml_format(self._offers().formats, self.version)

    def _hits(self, layer: str, asked: Mapping[str, str]) -> int:
        return query.hits(http.xml_of(self._ask(layer, asked)), self.version)

    def _offers(self) -> Capabilities:
        return self.known or self.capabilities()

    def _crs(self, layer: str) -> str:
        if layer not in self._offers().layers:
            raise _vanished(layer)
        return self._offers().layers[layer].crs

    def _ask(self, layer: str, params: Mapping[str, str], limit: int = http.MAX_BODY) -> Answer:
        try:
            return self._get(params, limit)
        except Refused:
            if layer in self.capabilities().layers:
                raise
        raise _vanished(layer)

    def _get(self, params: Mapping[str, str], limit: int = http.MAX_BODY) -> Answer:
        answer = http.fetch(self._session, "GET", self.url, params=params, limit=limit)
        http.raise_for_report(answer)
        return answer


def _vanished(layer: str) -> LayerVanished:
    return LayerVanished(f"The service no longer offers the layer “{layer}”.")


def _check_new(rows: Rows, seen: set[str]) -> None:
    before = len(seen)
    seen.update(fid for fid, _ in rows)
    if len(seen) != before + len(rows):
        raise NotAService("The service sends the same feature on two pages.", "Try again.")


def _raise_for_refusal(answer: Answer) -> None:
    """Only what the service itself refused in its own words, or a gate before it, surely did not happen."""
    report = http.report_of(answer)
    if report is not None and (answer.status in (200, *_PLAINLY_REFUSED) or _is_refusal(report.code, answer)):
        raise exceptions.problem(report, answer.status, http.asked_to_wait(answer))
    if report is None and answer.status in _PLAINLY_REFUSED:
        raise http.plain_problem(answer)
    if report is not None or answer.status != 200:
        text = report.text if report else f"HTTP {answer.status}"
        unknown = OutcomeUnknown(f"The service did not say what became of the Transaction: {text}")
        unknown.retry_after = http.asked_to_wait(answer)
        raise unknown


def _is_refusal(code: str, answer: Answer) -> bool:
    return code in exceptions.OWN_CODES or (400 <= answer.status < 500 and answer.status != 408)


def _check_totals(wanted: Transaction, found: TransactionResult) -> None:
    """Each Insert counts its features; each Update and Delete names one row by its key, and must have met that one."""
    inserts = sum(len(action.features) for action in wanted.actions if isinstance(action, Insert))
    updates = sum(isinstance(action, Update) for action in wanted.actions)
    deletes = sum(not isinstance(action, Insert | Update) for action in wanted.actions)
    missing = [
        f"{told} of {asked} {word}"
        for told, asked, word in (
            (found.total_inserted, inserts, "inserted"),
            (found.total_updated, updates, "updated"),
            (found.total_deleted, deletes, "deleted"),
        )
        if told not in (UNTOLD, asked)
    ]
    if missing:
        text = f"The service counts otherwise than was asked: {', '.join(missing)}."
        raise OutcomeUnknown(text).as_answered()
