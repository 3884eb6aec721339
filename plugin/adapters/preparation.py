"""Preparing a municipality: the checks, the tables, the rows and the published project, in this order.

Whatever is wrong is found before anything is touched; all changes to the database are one transaction.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import asdict, dataclass, replace
from itertools import chain, count
from pathlib import Path

from qgis.core import QgsProject, QgsVectorLayer

from ..domain.access import ALL_LAYERS, ArsSource, LayerPolicy
from ..domain.contribution import Operation
from ..domain.directory import Directory
from ..domain.errors import InvalidContent
from ..domain.jurisdiction import covers
from ..domain.validation import LayerRules, RuleBook
from ..formats import responsibility
from ..formats.members import Member
from ..formats.policy import AreaChoice, PolicyFile, default_policy
from . import personal
from .areas import Areas
from .prepared import published_layers, type_name
from .publishing import make_public, write_project
from .queue_database import QueueDatabase, Row, open_queue
from .queue_schema import PUBLISHED, VERSION
from .queue_source import QueueSource
from .responsibility import crs_of
from .rule_state import rule_state
from .rules_of_project import derived
from .suitability import (
    check_automatic,
    check_layer,
    check_names,
    check_policy,
    common_database,
    find_areas,
    find_layers,
    key_field,
    reading_role,
)


@dataclass(frozen=True)
class Wish:
    """What the administrator asked for; `ars` is the municipality's key for layers that state none.

    `responsibility` is the content of the responsibility file: None for the one that is there, "" for none any more.
    """

    layers: Sequence[str]
    policies: PolicyFile
    members: Sequence[Member]
    ars: str
    write_connection: str = ""
    remove: bool = False
    responsibility: str | None = None
    rules: Sequence[LayerRules] | None = None


@dataclass(frozen=True)
class Plan:
    """A wish that was checked against the project."""

    layers: Mapping[str, QgsVectorLayer]
    policies: Sequence[LayerPolicy]
    queue: QueueSource
    areas: AreaChoice | None
    terms: Mapping[str, str] | None
    answers: Mapping[str, Mapping[str, str]] | None
    limits: Mapping[str, int] | None
    retention: Mapping[str, int] | None
    closed: Sequence[str]
    crs: str
    folder: Path
    derived: RuleBook
    rules: Sequence[LayerRules] | None = None
    responsibility: str | None = None

    @property
    def target(self) -> str:
        """The database as GDAL opens it for writing."""
        return self.queue.path or f"PG:service='{self.queue.write_connection}'"


def plan(project: QgsProject, wish: Wish) -> Plan:
    """Check everything; touch nothing. Raises InvalidContent with what is in the way."""
    stated = {name: policy for key, policy in wish.policies.layers.items() for name in find_layers(project, [key])}
    layers = find_layers(project, wish.layers or stated)
    if not layers and wish.remove:
        layers = _with_queue(project, wish.write_connection)
    if not layers:
        raise InvalidContent("No layer is named, neither in LAYERS nor in POLICY.")
    for name, layer in layers.items():
        check_layer(project, name, layer)
    check_names(project, layers, PUBLISHED)
    if not project.crs().authid():
        raise InvalidContent("The project has no coordinate reference system with a known number.")
    queue = common_database(layers, wish.write_connection)
    policies = [_policy(name, layer, stated.get(name), wish.ars) for name, layer in layers.items()]
    _check_automatic(project, wish, policies, layers)
    areas = _areas(project, wish, queue)
    if unknown := sorted({one.layer for one in wish.rules or ()} - set(layers)):
        raise InvalidContent(f"RULES has rules for {unknown[0]}, which is not open for contributions.")
    book = {name: derived(project, layer, key_field(layer), areas) for name, layer in layers.items()}
    closed = [name for name in published_layers(project) if name not in layers]
    folder = Path(project.absolutePath())
    if wish.responsibility:
        _check_responsibility(project, responsibility.parse(wish.responsibility))
    file, crs = wish.policies, project.crs().authid()
    of_file = (file.areas, file.terms, file.answers, file.limits, file.retention)
    parts = (layers, policies, queue, *of_file, closed, crs, folder)
    return Plan(*parts, derived=RuleBook(book), rules=wish.rules, responsibility=wish.responsibility)


def named(project: QgsProject, members: Sequence[Member]) -> list[Member]:
    """`members` with their layers by the name under which they are published. Raises InvalidContent."""
    return [
        member
        if member.layers == ALL_LAYERS
        else replace(member, layers=",".join(sorted(find_layers(project, member.layers.split(",")))))
        for member in members
    ]


def worded(plan: Plan) -> list[tuple[str, str]]:
    """(layer, field): personal fields in map tips or names of features, which nobody but few will get to see."""
    pairs = [(policy.layer, name) for policy in plan.policies for name in sorted(policy.personal)]
    return [(layer, name) for layer, name in pairs if name in personal.worded(plan.layers[layer])]


def unreached(plan: Plan, members: Sequence[Member]) -> list[str]:
    """Layers in whose one place none of `members` has any right."""
    fixed = [policy for policy in plan.policies if policy.ars_source is ArsSource.FIXED]
    return [policy.layer for policy in fixed if not any(covers(member.ars, policy.ars_value) for member in members)]


def fill_database(plan: Plan, members: Sequence[Member], tell: Callable[[str], None]) -> int:
    """Make or migrate the tables and put policies and members into them. Returns how many rows changed."""
    with open_queue(plan.target) as database:
        version = database.version()
        _check_areas(plan, database, version)
        if version is not None and version < VERSION:
            tell(f"The queue was saved as it is to {back_up(plan, database, f'version-{version}')}.")
        with database.transaction():
            before = database.state() if version is not None else {}
            if before.get("crs", plan.crs) != plan.crs:
                raise InvalidContent(f"The queue is in {before['crs']}, the project in {plan.crs}.")
            database.migrate(VERSION if version is None else version, plan.crs)
            if database.is_postgres:
                database.let_read(reading_role(plan.queue))
            return _fill(plan, members, database)


def publish(project: QgsProject, plan: Plan, output: str) -> bool:
    """Write the published project; False if it was there already."""
    stated = personal.stated(plan.queue)
    layers = project.mapLayers().items()
    personal.hide(project, {key: stated.get(type_name(layer), ()) for key, layer in layers})
    make_public(project, list(plan.layers.values()), plan.queue)
    return write_project(project, output)


def take_back(plan: Plan, tell: Callable[[str], None]) -> str:
    """Remove the queue from the database, after a backup, whose path is returned; empty without a queue."""
    with open_queue(plan.target) as database:
        if database.version() is None:
            return ""
        waiting = database.open_contributions()
        backup = back_up(plan, database, "removed")
        with database.transaction():
            database.remove()
    tell(f"{waiting} open contributions, and everything else of the queue, are kept in {backup}.")
    return backup


def back_up(plan: Plan, database: QueueDatabase, occasion: str) -> str:
    """A copy of the GeoPackage beside it, or the queue of PostgreSQL as a GeoPackage; never overwrites."""
    path = _free(Path(plan.queue.path or plan.folder / "queue.gpkg"), occasion)
    with closing(sqlite3.connect(path)) as copy:
        path.chmod(0o600)  # it holds names
        if plan.queue.path:
            with closing(sqlite3.connect(plan.queue.path)) as source:
                source.backup(copy)
    if database.is_postgres:
        path.unlink()
        database.export(str(path))
        path.chmod(0o600)
    return str(path)


def keep_wal(queue: QueueSource) -> None:
    """Leave a GeoPackage in write-ahead logging; called when no layer of it is open here any more."""
    connection = queue.hold()
    if connection is not None:
        connection.close()


def _free(path: Path, occasion: str) -> Path:
    """A name beside `path` that no file has yet."""
    endings = chain([""], (f"-{number}" for number in count(2)))
    names = (path.with_name(f"{path.stem}.{occasion}{ending}.gpkg") for ending in endings)
    return next(name for name in names if not name.exists())


def _with_queue(project: QgsProject, write_connection: str) -> dict[str, QgsVectorLayer]:
    """A layer whose database holds a queue, by name; empty where there is none."""
    for layer in project.mapLayers().values():
        if not isinstance(layer, QgsVectorLayer):
            continue
        with suppress(InvalidContent):
            queue = common_database({layer.name(): layer}, write_connection)
            with open_queue(queue.path or f"PG:service='{queue.write_connection}'") as database:
                if database.version() is not None:
                    return {type_name(layer): layer}
    return {}


def _policy(name: str, layer: QgsVectorLayer, stated: LayerPolicy | None, ars: str) -> LayerPolicy:
    policy = replace(stated or default_policy(name, ars), layer=name, key_field=key_field(layer))
    check_policy(policy, layer)
    return policy


def _check_automatic(
    project: QgsProject, wish: Wish, policies: Sequence[LayerPolicy], layers: Mapping[str, QgsVectorLayer]
) -> None:
    """Nobody can call a field harmless that says whose something is. Raises InvalidContent with the line."""
    owners = responsibility.parse(wish.responsibility).operator_fields if wish.responsibility else ()
    for key, lines in ((name, wish.policies.lines_of(name)) for name in wish.policies.layers):
        for name in find_layers(project, [key]):
            policy = next((one for one in policies if one.layer == name), None)
            if policy is not None:
                check_automatic(project, policy, layers[name], lines, owners)


def _check_responsibility(project: QgsProject, directory: Directory) -> None:
    """The CRS is one of metres, and the layer of roads is there with its field. Raises InvalidContent."""
    crs_of(directory, project.crs())
    if not directory.road_layer:
        return
    (layer,) = find_layers(project, [directory.road_layer]).values()
    if layer.fields().lookupField(directory.road_field) < 0:
        text = f"The layer {directory.road_layer} has no field {directory.road_field!r}, which roads names."
        raise InvalidContent(text, "Correct the responsibility file.")


def _areas(project: QgsProject, wish: Wish, queue: QueueSource) -> Areas | None:
    """The municipalities: those that POLICY names, or an earlier run has kept. Raises InvalidContent."""
    choice = wish.policies.areas
    if choice is None:
        with open_queue(queue.path or f"PG:service='{queue.write_connection}'") as database:
            kept = database.state().get("areas") if database.version() is not None else None
        choice = AreaChoice.from_json(kept) if kept else None
    return Areas(project, find_areas(project, choice)) if choice else None


def _check_areas(plan: Plan, database: QueueDatabase, version: int | None) -> None:
    known = plan.areas or (version is not None and database.state().get("areas"))
    for policy in plan.policies:
        if policy.ars_source is ArsSource.AREA and not known:
            raise InvalidContent(f"The layer {policy.layer} takes its place from areas, but no areas are named.")


def _fill(plan: Plan, members: Sequence[Member], database: QueueDatabase) -> int:
    changed = database.put("layer_policy", ["layer"], [_policy_row(policy) for policy in plan.policies])
    there = {row["layer"] for row in database.table("layer_policy")}
    closed: list[Row] = [{"layer": name, "contribute": 0, "direct": 0} for name in plan.closed if name in there]
    changed += database.put("layer_policy", ["layer"], closed)
    changed += database.replace("member", "identity", [asdict(member) for member in members])
    stated = {"areas": plan.areas.to_json()} if plan.areas else {}
    kept = {"terms": plan.terms, "answers": plan.answers, "limits": plan.limits, "retention": plan.retention}
    for key, part in kept.items():
        if part or (part is not None and database.state().get(key)):  # what the file no longer states goes
            stated[key] = json.dumps(part, ensure_ascii=False)
    if plan.responsibility or (plan.responsibility is not None and database.state().get("responsibility")):
        stated["responsibility"] = plan.responsibility
    stated |= rule_state(plan.derived, plan.rules, database.state())
    return changed + database.put(
        "service_state", ["key"], [{"key": key, "value": text} for key, text in stated.items()]
    )


def _policy_row(policy: LayerPolicy) -> Row:
    return {
        "layer": policy.layer,
        "contribute": int(policy.contribute),
        "operations": ",".join(operation for operation in Operation if operation in policy.operations),
        "ars_source": str(policy.ars_source),
        "ars_value": policy.ars_value,
        "direct": int(policy.direct),
        "require_condition": int(policy.require_condition),
        "key_field": policy.key_field,
        "personal": ",".join(sorted(policy.personal)),
        "automatic_fields": ",".join(sorted(policy.automatic.fields)),
        "automatic_new_points": int(policy.automatic.new_points),
        "automatic_moves": int(policy.automatic.moves),
    }
