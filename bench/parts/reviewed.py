"""A municipality with its contributions and rules, for `bench/quality.py`: generated, and looked at in order."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from qgis.core import QgsProject, QgsVectorLayer

from demo.municipality import contributions, generate, project, store
from demo.municipality.catalogue import LAYERS
from demo.municipality.contribution_kinds import Mix
from demo.municipality.contributions import Contribution
from demo.municipality.sizes import FULL, Seed
from demo.municipality.stock import RADII
from demo.published import ROOT
from plugin.adapters.areas import Areas
from plugin.adapters.rules_of_project import derived
from plugin.adapters.suitability import find_areas, find_layers, key_field
from plugin.adapters.surroundings import LayersAround, Source, at_hand, keyed
from plugin.domain.contribution import Change, Operation, any_point
from plugin.domain.feature import Feature, from_json_fg
from plugin.domain.rules.batches import batch_of
from plugin.domain.validation import Batch, Finding, RuleBook, findings
from plugin.formats.policy import AreaChoice
from plugin.formats.rules import merged, read

RULES = ROOT / "demo" / "municipality" / "rules"
AREAS = AreaChoice("verwaltungsgebiet", "ars", "ebene", "gemeinde")
_CELL = 60.0


@dataclass(frozen=True)
class Looked:
    """What is known of one contribution, and what the rules say of it."""

    truth: Mapping[str, str]
    change: Change
    comment: str
    found: tuple[Finding, ...]

    def codes(self) -> set[str]:
        return {str(one.code) for one in self.found}


class Queue:
    """The proposals so far, by layer and place."""

    def __init__(self) -> None:
        self._cells: dict[tuple[str, int, int], dict[str, Feature]] = defaultdict(dict)

    def add(self, name: str, feature: Feature) -> None:
        if (place := any_point(feature.geometry)) is not None:
            self._cells[feature.layer, int(place[0] // _CELL), int(place[1] // _CELL)][name] = feature

    def near(self, change: Change, radius: float) -> dict[str, Feature]:
        place, layer = any_point(change.feature.geometry), change.feature.layer
        if place is None:
            return {}
        column, row, wide = int(place[0] // _CELL), int(place[1] // _CELL), math.ceil(radius / _CELL)
        steps = range(-wide, wide + 1)
        cells = [self._cells.get((layer, column + i, row + j), {}) for i in steps for j in steps]
        return {name: feature for cell in cells for name, feature in cell.items()}


@dataclass(frozen=True)
class Municipality:
    """Layers, rules and contributions of one seed. `sources` is what the rules may look at."""

    folder: Path
    seed: int
    mix: Mix

    def generate(self) -> list[Contribution]:
        """Write the municipality; returns its contributions."""
        self.folder.mkdir(parents=True, exist_ok=True)
        rows = generate.rows(replace(FULL, contours=False, cell=50), Seed(self.seed), self.folder / "dgm.tif")
        dataset = store.create(self.folder / "dreiwasser.gpkg")
        counts = {layer.name: store.write(dataset, layer, rows[layer.name]) for layer in LAYERS if layer.name in rows}
        del dataset
        project.write(self.folder, counts)
        found = contributions.draw(rows, self.mix, Seed(self.seed))
        contributions.write(found, self.folder)
        return found

    def look(self, found: list[Contribution]) -> Iterator[Looked]:
        """The findings of all contributions, as they would be written on arrival."""
        opened = QgsProject()
        assert opened.read(str(self.folder / "dreiwasser.qgs")), opened.error()
        layers = find_layers(opened, RADII)
        areas = Areas(opened, find_areas(opened, AREAS))
        book, queue = book_of(opened, layers, areas), Queue()
        sources = {name: Source(layer, _fields(layer), keyed("uuid")) for name, layer in layers.items()}
        around = LayersAround(at_hand(sources), areas, queue.near)
        batches = batches_of(found)
        for one in found:
            document = one.document()
            change = change_of(document)
            said = findings(change, book, around, comment=document["comment"], batch=batches[one.changeset])
            if change.operation is Operation.INSERT:
                queue.add(one.uuid, change.feature)
            yield Looked(one.truth(), change, document["comment"], said)


def book_of(opened: QgsProject, layers: Mapping[str, QgsVectorLayer], areas: Areas) -> RuleBook:
    """The rules as `preparemunicipality` makes them: out of the project, and the files of the demo."""
    stated = {path.stem: read(path.read_text("utf-8"), path.name) for path in sorted(RULES.glob("*.json"))}
    made = {name: derived(opened, layer, key_field(layer), areas) for name, layer in layers.items()}
    return RuleBook({name: merged(rules, stated.get(name)) for name, rules in made.items()})


def change_of(document: Mapping[str, str]) -> Change:
    """As the server half reads it."""
    base, proposed = (from_json_fg(document[part]) if document[part] else None for part in ("base", "proposed"))
    return Change(Operation(document["operation"]), base, proposed)


def batches_of(found: list[Contribution]) -> dict[str, Batch]:
    """What each changeset holds altogether."""
    changes: dict[str, list[Change]] = defaultdict(list)
    for one in found:
        changes[one.changeset].append(change_of(one.document()))
    return {changeset: batch_of(those) for changeset, those in changes.items()}


def _fields(layer: QgsVectorLayer) -> list[str]:
    return [field.name() for field in layer.fields() if field.name() != "fid"]
