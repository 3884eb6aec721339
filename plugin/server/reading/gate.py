"""The allow-list: what may reach QGIS Server at all, the same for every role.

QGIS Server lets anybody run expressions on it and makes it fetch any address. So a request passes only if
its service, its operation and each of its parameters are named here, with a value of the shape named here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote_plus
from xml.parsers import expat

from ...domain.errors import InvalidContent, Problem, Refused
from ...services.wfs import filters_xml
from ...services.wfs.filters import BBox, Combined, FeatureIds, Filter, Not, SpatialTest
from ...services.xml import local, parse
from .parameters import OPERATIONS, Rule
from .rows import named_in

WMS_ONLY = {"GETMAP", "GETFEATUREINFO", "GETLEGENDGRAPHIC", "GETLEGENDGRAPHICS"}
"""Operations for which WMS asks for no SERVICE parameter (OGC 06-042 §7.3.2)."""

TRANSACTION = ("WFS", "TRANSACTION")
_NAME = re.compile(r"[A-Za-z_]+")
_WITH_BODY = {"SERVICE", "REQUEST", "VERSION", "REQUEST_BODY"}

Fields = Callable[[str], Collection[str] | None]
"""The visible fields of a feature type; None for one that is not there."""


@dataclass(frozen=True)
class Asked:
    """A request as QGIS Server has understood it: `parameters` by name in capitals, `query` as it came."""

    parameters: Mapping[str, str]
    query: str
    body: bytes = b""


@dataclass(frozen=True)
class Passed:
    """What was asked for, in capitals."""

    service: str
    request: str


def check(asked: Asked, fields: Fields) -> Passed:
    """What passes. Raises Refused or InvalidContent for everything else; the text names the parameter."""
    if asked.body:
        return _check_transaction(asked)
    _check_names_agree(asked, parameter_names(asked.query))
    service, request = _operation(asked.parameters)
    rules = OPERATIONS.get((service, request))
    if rules is None:
        raise Refused(f"{service} {request} is not answered here.", "OperationNotSupported", "REQUEST")
    for name, value in asked.parameters.items():
        _check_parameter(name, value, rules, f"{service} {request}")
    if (service, request) == ("WFS", "GETFEATURE"):
        _check_fields(asked.parameters, fields)
    return Passed(service, request)


def parameter_names(query: str) -> list[str]:
    """The names in a query string, in capitals. Raises Refused for a repeated or strange one."""
    names = [unquote_plus(part.partition("=")[0]) for part in query.split("&") if part]
    strange = next((name for name in names if not _NAME.fullmatch(name)), None)
    if strange is not None:
        raise Refused(f"The parameter {strange[:60]!r} is not accepted.", "OperationNotSupported")
    capitals = [name.upper() for name in names]
    twice = next((name for name in capitals if capitals.count(name) > 1), None)
    if twice is not None:
        raise Refused(f"The parameter {twice} is given more than once.", "InvalidParameterValue", twice)
    return capitals


def _check_names_agree(asked: Asked, names: list[str]) -> None:
    """What QGIS has understood must be what stands in the address: nothing comes from elsewhere."""
    if set(asked.parameters) - set(names):
        unknown = min(set(asked.parameters) - set(names))
        raise Refused(f"The parameter {unknown} does not come from the address.", "OperationNotSupported")


def _operation(parameters: Mapping[str, str]) -> tuple[str, str]:
    request = parameters.get("REQUEST", "").upper()
    service = parameters.get("SERVICE", "").upper() or ("WMS" if request in WMS_ONLY else "")
    for name, value in (("SERVICE", service), ("REQUEST", request)):
        if not value:
            raise Refused(f"The parameter {name} is missing.", "MissingParameterValue", name)
    return service, request


def _check_parameter(name: str, value: str, rules: Mapping[str, Rule], operation: str) -> None:
    rule = rules.get(name)
    if rule is None:
        raise Refused(f"The parameter {name} is not accepted by {operation}.", "OperationNotSupported", name)
    if not rule(value):
        raise Refused(f"The value of {name} is not accepted.", "InvalidParameterValue", name)


def _check_transaction(asked: Asked) -> Passed:
    """QGIS adds the attributes of the root to the parameters; whatever is left came with the address."""
    name, attributes = root_of(asked.body)
    if local(name) != "Transaction":
        raise Refused("Only a WFS Transaction is accepted in the body.", "OperationNotSupported")
    foreign = set(asked.parameters) - attributes - _WITH_BODY
    if foreign or "MAP" in asked.parameters:
        found = min(foreign, default="MAP")
        raise Refused(f"A Transaction takes no parameter {found}.", "OperationNotSupported", found)
    return Passed(*TRANSACTION)


class _Found(Exception):
    pass


def root_of(body: bytes) -> tuple[str, set[str]]:
    """Name of the first element and, in capitals, of its attributes, with and without their prefix; no more is read."""
    found: list[tuple[str, set[str]]] = []

    def stop(name: str, attributes: dict[str, str]) -> None:
        capitals = [attribute.upper() for attribute in attributes]
        found.append((name, {*capitals, *(attribute.rpartition(":")[2] for attribute in capitals)}))
        raise _Found

    parser = expat.ParserCreate()
    parser.StartElementHandler = stop
    try:
        parser.Parse(body, True)
    except _Found:
        return found[0]
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise InvalidContent(f"The body is not well-formed XML: {error}.")
    raise InvalidContent("The body is empty.")


def _check_fields(parameters: Mapping[str, str], fields: Fields) -> None:
    """Hidden fields are neither filtered by nor sorted by: their values would show in the answer."""
    named = {*_sorted_by(parameters.get("SORTBY", "")), *_filtered_by(parameters.get("FILTER", ""))}
    if not named:
        return
    types = type_names(parameters)
    if not types:
        raise Refused("FILTER and SORTBY need a TYPENAME.", "MissingParameterValue", "TYPENAME")
    for type_name in types:
        unknown = named - set(fields(type_name) or ())
        if unknown:
            text = f"The layer {type_name} has no property {min(unknown)[:60]}."
            raise Refused(text, "InvalidParameterValue", "FILTER")


def type_names(parameters: Mapping[str, str]) -> list[str]:
    """The feature types that a WFS request asks for by name or by id, without prefix."""
    named = parameters.get("TYPENAME", "").split(",")
    named += [fid.rpartition(".")[0] for fid in parameters.get("FEATUREID", "").split(",")]
    return [name.rpartition(":")[2].strip() for name in named if name.strip()]


def named(parameters: Mapping[str, str]) -> frozenset[str] | None:
    """The only contributions that a request which has passed is about; None where it does not say so."""
    if len(type_names(parameters)) != 1 or not parameters.get("FILTER"):
        return None
    return named_in(filters_xml.parse(parse(parameters["FILTER"].encode("utf-8"))))


def _sorted_by(value: str) -> Iterator[str]:
    yield from (part.split()[0] for part in value.split(",") if part.split())


def _filtered_by(value: str) -> Iterator[str]:
    if not value:
        return
    try:
        root = parse(value.encode("utf-8"))
        yield from properties(filters_xml.parse(root))
    except Problem as problem:
        raise Refused(f"FILTER: {problem.text}", "InvalidParameterValue", "FILTER")


def properties(filter: Filter) -> Iterator[str]:
    """The properties that a filter looks into; geometries are not among them."""
    match filter:
        case Combined(_, parts):
            for part in parts:
                yield from properties(part)
        case Not(part):
            yield from properties(part)
        case FeatureIds() | BBox() | SpatialTest():
            return
        case _:
            yield filter.property
