"""What adding lets happen in the background: values in, values out, no widgets and no layers of the project."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ...adapters.background import Job
from ...adapters.connecting import again
from ...adapters.working_copy import WorkingCopy
from ...adapters.working_copy.around import around_of
from ...adapters.working_copy.forms import LayerForms
from ...adapters.working_copy.streets import can_search, search
from ...domain.contribution import Change, Operation
from ...domain.coordinates import Reading, readings
from ...domain.errors import Cancelled, Problem
from ...domain.feature import Feature
from ...domain.validation import Code, Finding, findings
from ...services.whoami import WhoAmI
from ...workflows import addresses
from ...workflows.connection import Connection
from ...workflows.keep_rules import computed_fields
from .shapes import shape_of

SHORTEST = 3
"""Letters before the service is asked."""
MOST_TWINS = 20


def forms_anew(
    path: Path, who: WhoAmI | None, url: str, loaded: Mapping[str, str], _job: Job
) -> dict[str, LayerForms] | None:
    """Keep what the service at `url` says of forms; all forms where that, or a layer, is not as it was `loaded`."""
    copy = WorkingCopy.open(path)
    known = who is not None and not who.is_guest and copy.service_url == url  # a guest is told no rules
    new = known and who is not None and copy.note_rules(who.rules, computed_fields(who))
    if not new and loaded == {_mark(path, name): when for name, when in _loaded(copy).items()}:
        return None
    return copy.forms()


def loaded_of(path: Path, forms: Mapping[str, LayerForms]) -> dict[str, str]:
    """When each layer was loaded, as `forms_anew` compares it."""
    return {_mark(path, name): one.record.loaded_at for name, one in forms.items()}


def _loaded(copy: WorkingCopy) -> dict[str, str]:
    return {record.form.name: record.loaded_at for record in copy.records()}


def _mark(path: Path, layer: str) -> str:
    return f"{path}\n{layer}"


@dataclass(frozen=True)
class Offer:
    """What can be added to the working copy at `path`: forms of its layers of points, lines and areas."""

    path: Path
    forms: Mapping[str, LayerForms] = field(default_factory=dict)
    has_streets: bool = False


@dataclass(frozen=True)
class Spot:
    """A place that somebody may mean, x before y in `crs`. `reading` is set for typed coordinates."""

    name: str
    x: float
    y: float
    crs: str
    reading: Reading | None = None


@dataclass(frozen=True)
class Places:
    """`problem` is why the service could not be asked; `asked` says that it was."""

    spots: list[Spot]
    asked: bool = False
    problem: Problem | None = None


@dataclass(frozen=True)
class Looked:
    """What the rules say of an object before it is added, and where those lie that may be the same."""

    findings: tuple[Finding, ...]
    twins: tuple[Feature, ...] = ()


def offer(path: Path, may: Collection[str] | None, _job: Job) -> Offer:
    """What can be added; `may` are the layers to which the person may contribute, None where that is not known."""
    copy = WorkingCopy.open(path)
    forms = {name: one for name, one in copy.forms().items() if may is None or name in may}
    drawn = {name: one for name, one in forms.items() if shape_of(one.record.schema.geometry_type)}
    return Offer(path, drawn, can_search(copy.records()))


def find_places(path: Path, text: str, home: str, service: tuple[Connection, str] | None, job: Job) -> Places:
    """Coordinates in `text`, else streets and addresses that are called so: of the working copy, or of the service.

    `service` is a connection with the authcfg that goes with it; None while there is none.
    """
    typed = [Spot("", one.x, one.y, one.crs, one) for one in readings(text, home)]
    if found := typed or [Spot(one.name, one.x, one.y, one.crs) for one in search(path, text)]:
        return Places(found)
    if service is None or len(text) < SHORTEST or not addresses.can_search(service[0]):
        return Places([])
    try:
        there = addresses.find(again(*service, job.feedback), text)
    except Cancelled:
        raise
    except Problem as problem:
        return Places([], problem=problem)
    return Places([Spot(one.name, one.x, one.y, one.crs) for one in there], asked=True)


def look_at(path: Path, forms: LayerForms, feature: Feature, _job: Job) -> Looked:
    """Hold the rules against a new object, with what lies around it in the working copy."""
    around = around_of(WorkingCopy.open(path))
    found = findings(Change(Operation.INSERT, None, feature), forms.book, around)
    keys = {str(one.values.get("other")) for one in found if one.code is Code.DUP_CANDIDATE}
    rules = forms.book.of(feature.layer)
    reach = max((rule.number("metres", 5.0) for rule in rules.of(Code.DUP_CANDIDATE)), default=0.0)
    reach = reach / 60_000 if forms.record.geographic else reach  # a degree of longitude in the north
    near = around.neighbours(feature.layer, feature, reach, MOST_TWINS) if keys else ()
    return Looked(found, tuple(one for one in near or () if one.key in keys))
