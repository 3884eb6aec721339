"""What the rules find: two sets of seeded contributions, looked at without the truth, then held against it.

`python -m bench.quality` writes build/bench/quality.json and exits with 1 where a target is missed. The second set is
of another municipality, with other shares, distances and words. Peers: the constraints and the check of validity that
QGIS itself has; the nearest neighbour within the radius; a plain pattern for personal data.
"""

from __future__ import annotations

import json
import os
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from qgis.core import (
    QgsApplication,
    QgsFeature,
    QgsFeatureRequest,
    QgsProject,
    QgsVectorLayer,
    QgsVectorLayerUtils,
)

from bench.parts.line import Line
from bench.parts.reviewed import Looked, Municipality
from demo.municipality.contributions import FULL, OTHER
from demo.municipality.stock import RADII
from demo.published import ROOT
from plugin.adapters.geometry import to_qgs
from plugin.domain.contribution import Operation
from plugin.domain.validation import Severity

OUTPUT = ROOT / "build" / "bench" / "quality.json"
SETS = {"first": (14999, FULL), "second": (27182, OTHER)}
SERIOUS = frozenset({Severity.ERROR, Severity.WARNING})
Flag = Callable[[Looked], bool]


def main() -> int:
    """Run, print and write; returns the exit code."""
    lines: list[Line] = []
    with tempfile.TemporaryDirectory(prefix="quality") as folder:
        application = QgsApplication([], True, folder)
        application.initQgis()
        for name, (seed, mix) in SETS.items():
            lines += measured(name, Municipality(Path(folder) / name, seed, mix))
        application.exitQgis()
    OUTPUT.parent.mkdir(parents=True, exist_ok=True)
    OUTPUT.write_text(json.dumps([asdict(line) for line in lines], indent=1), "utf-8")
    return 0 if all(line.ok for line in lines) else 1


def measured(name: str, municipality: Municipality) -> list[Line]:
    """The figures of one set, printed."""
    found = municipality.generate()
    started = time.monotonic()
    looked = list(municipality.look(found))
    each = 1000 * (time.monotonic() - started) / len(looked)
    print(f"\n{name} set: seed {municipality.seed}, {len(looked)} contributions, {each:.1f} ms each")
    lines = compared(name, looked, Peer(municipality.folder))
    for line in lines:
        mark = "" if line.ok else "   MISSED"
        print(
            f"  {line.name:<44}{line.value:7.1%}  (target {line.target:.0%})  {line.peer}: {line.peer_value:.1%}{mark}"
        )
    _print_details(looked)
    return lines


def compared(name: str, looked: Sequence[Looked], peer: Peer) -> list[Line]:
    """Each figure beside that of its peer."""
    kinds: dict[str, list[Looked]] = {}
    for one in looked:
        kinds.setdefault(one.truth["kind"], []).append(one)
    doubles = [one for one in looked if _named(one, "DUP_CANDIDATE")]
    near = [one for one in looked if peer.near(one)]
    constraints, plain = "constraints and validity in QGIS", "a plain pattern"

    def at_least(what: str, value: float, target: float, other: str, other_value: float) -> Line:
        ratio = value / other_value if other_value else 0.0
        return Line(f"{name}: {what}", value, "share", other, other_value, ratio, target, value >= target)

    vandalism, wrong, personal, faulty = (kinds[one] for one in ("vandalism", "wrong_layer", "personal", "faulty"))
    flagged = _share(kinds["clean"], _refused)
    wrongly = _share(kinds["clean"], peer.refuses)
    ratio = flagged / wrongly if wrongly else 0.0
    error = f"{name}: clean ones flagged as error"
    return [
        at_least("vandalism flagged", _share(vandalism, _serious), 0.95, constraints, _share(vandalism, peer.refuses)),
        at_least("duplicates found", _share(kinds["duplicate"], _double), 0.95, "nearest neighbour",
                 _share(kinds["duplicate"], peer.near)),
        at_least("of what is called a duplicate, right", _share(doubles, _is_double), 0.80, "nearest neighbour",
                 _share(near, _is_double)),
        at_least("wrong layer found", _share(wrong, _wrong), 0.90, constraints, _share(wrong, peer.refuses)),
        at_least("personal data found", _share(personal, _personal), 0.95, plain, _share(personal, peer.personal)),
        at_least("faults found", _share(faulty, _any), 0.90, constraints, _share(faulty, peer.refuses)),
        Line(error, flagged, "share", constraints, wrongly, ratio, 0.02, flagged <= 0.02),
    ]  # fmt: skip


def _share(ones: Sequence[Looked], flag: Flag) -> float:
    return sum(map(flag, ones)) / len(ones) if ones else 0.0


def _named(one: Looked, code: str) -> bool:
    return code in one.codes()


def _has(one: Looked, severities: frozenset[Severity]) -> bool:
    return any(finding.severity in severities for finding in one.found)


def _refused(one: Looked) -> bool:
    return _has(one, frozenset({Severity.ERROR}))


def _any(one: Looked) -> bool:
    return bool(one.found)


def _serious(one: Looked) -> bool:
    return _has(one, SERIOUS)


def _double(one: Looked) -> bool:
    return _named(one, "DUP_CANDIDATE")


def _is_double(one: Looked) -> bool:
    return one.truth["kind"] == "duplicate"


def _wrong(one: Looked) -> bool:
    return _named(one, "WRONG_LAYER")


def _personal(one: Looked) -> bool:
    return _named(one, "PII_TEXT")


class Peer:
    """What a municipality has without the rules: QGIS's constraints, its check of validity, and two short ideas."""

    PATTERN = re.compile(r"\S+@\S+|\d{5,}")

    def __init__(self, folder: Path) -> None:
        self._project = QgsProject()
        assert self._project.read(str(folder / "dreiwasser.qgs"))
        self._layers: dict[str, QgsVectorLayer] = {one.name(): one for one in self._project.mapLayers().values()}

    def refuses(self, one: Looked) -> bool:
        """Whether QGIS's form or its check of validity would complain."""
        feature = one.change.proposed
        if feature is None:
            return False
        layer = self._layers[feature.layer]
        row = QgsFeature(layer.fields())
        for name, value in feature.properties.items():
            row[name] = value
        if feature.geometry is not None:
            row.setGeometry(to_qgs(feature.geometry))
            if not row.geometry().isGeosValid():
                return True
        names = [name for name in feature.properties if name != "uuid"]
        return any(not self._holds(layer, row, name) for name in names)

    @staticmethod
    def _holds(layer: QgsVectorLayer, row: QgsFeature, name: str) -> bool:
        held, _ = QgsVectorLayerUtils.validateAttribute(layer, row, layer.fields().indexOf(name))
        return bool(held)

    def near(self, one: Looked) -> bool:
        """Whether a new feature has a neighbour within the radius of its layer."""

        feature = one.change.feature
        if one.change.operation is not Operation.INSERT or feature.geometry is None:
            return False
        shape, radius = to_qgs(feature.geometry), RADII[feature.layer]
        request = QgsFeatureRequest().setNoAttributes().setFilterRect(shape.boundingBox().buffered(radius))
        rows = list(self._layers[feature.layer].getFeatures(request))
        return any(row.geometry().distance(shape) <= radius for row in rows)

    def personal(self, one: Looked) -> bool:
        """Whether a plain pattern finds an address of mail or a long number in what was written."""
        feature = one.change.proposed
        texts = [value for value in (feature.properties.values() if feature else ()) if isinstance(value, str)]
        keys = {feature.key} if feature else set()
        return any(self.PATTERN.search(text) for text in [one.comment, *texts] if text not in keys)


def _print_details(looked: Sequence[Looked]) -> None:
    """Besides: what no target asks for, and what was missed."""
    clean = [one for one in looked if one.truth["kind"] == "clean"]
    right = [one for one in looked if _is_double(one) and _double(one)]
    named = [one for one in right if one.truth["partner"] in {str(f.values.get("other")) for f in one.found}]
    print(
        f"  besides: clean ones with a warning {_share(clean, _serious):.1%},"
        f" clean ones with personal data suspected {_share(clean, _personal):.2%},"
        f" duplicates with the right partner {len(named) / max(1, len(right)):.1%}"
    )
    missed = Counter(f"{one.truth['kind']}/{one.truth['detail']}" for one in looked if _missed(one))
    alarms = Counter(f"{code} ({one.truth['detail']})" for one in clean for code in one.codes())
    print(f"  missed: {dict(missed.most_common(12))}")
    print(f"  found in clean ones: {dict(alarms.most_common(12))}")


_WANTED: dict[str, Flag] = {
    "vandalism": _serious, "duplicate": _double, "wrong_layer": _wrong, "personal": _personal, "faulty": _any,
}  # fmt: skip


def _missed(one: Looked) -> bool:
    wanted = _WANTED.get(one.truth["kind"])
    return wanted is not None and not wanted(one)


if __name__ == "__main__":
    sys.exit(main())
