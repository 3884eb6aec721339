"""One layer as it is loaded: what is asked for a page of it, and the rows in the answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from ...domain.errors import InvalidContent, NotAService, Refused
from .. import http
from ..http import Answer
from . import query
from .model import Field, Schema
from .plans import Extent, Part
from .raw import Raw, geojson_rows, gml_rows, gml_shapes, joined

PAGE_LIMIT = 64 * 2**20
"""Bytes of one answer."""


@dataclass(frozen=True)
class Source:
    """`ask` sends parameters, `crs` is the layer's own; `box` is its extent where that is known. With
    `counts_all` the service is known to count further than it sends at once. `version` and `gml` are how the
    service is spoken to, and what it calls GML.

    GeoJSON has six decimals, which is too coarse for degrees: where `geographic`, geometries come as GML.
    """

    ask: Callable[[Mapping[str, str], int], Answer]
    schema: Schema
    crs: str
    extent: Extent | None = None
    geojson: str | None = None
    geographic: bool = False
    read_gml: query.ReadGeometry | None = None
    box: Extent | None = None
    version: str = "1.1.0"
    gml: str = "text/xml; subtype=gml/3.1.1"
    counts_all: bool = False

    @property
    def key(self) -> Field | None:
        """The field that pages are sorted by: a stable order, if it is unique."""
        return query.sorted_by(self.schema)

    def hits(self, part: Part | None = None) -> int:
        """How many features there are, in all or in `part`."""
        answer = self.ask(self._question(part) | {"RESULTTYPE": "hits"}, PAGE_LIMIT)
        return query.hits(http.xml_of(answer), self.version)

    def fetch(self, part: Part) -> list[Answer]:
        """The page, and where GeoJSON is too coarse its geometries as GML."""
        asked = self._question(part) | {"MAXFEATURES": str(part.limit)}
        if part.start:  # not every service knows it
            asked["STARTINDEX"] = str(part.start)
        if self.key is not None:
            asked["SORTBY"] = self.key.name
        if self.geojson is None or not self._needs_gml:
            return [self._page(asked, self.geojson or self.gml)]
        names = [field.name for field in self.schema.fields]
        plain = {"PROPERTYNAME": ",".join(names)} if names else {}
        shapes = {"PROPERTYNAME": ",".join([*names[:1], str(self.schema.geometry_name)])}
        return [self._page(asked | plain, self.geojson), self._page(asked | shapes, self.gml)]

    def rows(self, answers: list[Answer]) -> Iterator[Raw]:
        """The rows of a page, read while they are wanted. Raises NotAService."""
        if self.geojson is None:
            return self._gml(answers[0])
        rows = geojson_rows(http.data_of(answers[0]), self.schema)
        if len(answers) == 1:
            return rows
        return joined(rows, gml_shapes(http.data_of(answers[1]), self.schema, self._reader()))

    def last_key(self) -> object:
        """The largest value of `key`; None where the service cannot tell."""
        if self.key is None:
            return None
        asked = self._question(None) | {"MAXFEATURES": "1", "SORTBY": f"{self.key.name} D"}
        try:
            answers = [self._page(asked, self.geojson or self.gml)]
            found = next(self.rows(answers), None) if not self._needs_gml else self._first(answers[0])
        except (Refused, InvalidContent, NotAService):
            return None
        return None if found is None else self.key_of(found)

    def key_of(self, row: Raw) -> object:
        """The value of `key` in a row."""
        return row[2][self.schema.fields.index(self.key)] if self.key else None

    @property
    def _needs_gml(self) -> bool:
        return self.geographic and self.schema.geometry_name is not None

    def _first(self, answer: Answer) -> Raw | None:
        rows = self._gml(answer) if self.geojson is None else geojson_rows(http.data_of(answer), self.schema)
        return next(rows, None)

    def _question(self, part: Part | None) -> dict[str, str]:
        box, filter = (part.box, part.filter) if part else (None, None)
        shape = self.schema.geometry_name or "geometry"
        return query.parameters(self.schema.layer, self.crs, box or self.extent, filter, self.version, shape)

    def _page(self, asked: Mapping[str, str], output: str) -> Answer:
        return self.ask({**asked, "OUTPUTFORMAT": output}, PAGE_LIMIT)

    def _gml(self, answer: Answer) -> Iterator[Raw]:
        return gml_rows(http.data_of(answer), self.schema, self._reader())

    def _reader(self) -> query.ReadGeometry:
        if self.read_gml is None:
            raise NotAService("The service offers no GeoJSON, and GML cannot be read here.")
        return self.read_gml
