"""The layer *beitrag*: contributions waiting for review, from a seed, with the truth in a file of its own.

`beitraege.jsonl` holds one contribution a line, as the service takes it; `beitraege-wahrheit.csv` what each really is.
No rule reads the second file: `bench/quality.py` holds one against the other.
"""

from __future__ import annotations

import csv
import json
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from plugin.domain.feature import Feature, to_json_fg

from .contribution_faults import FAULTS, VANDALISM, chosen, mass_deletion, quiet
from .contribution_kinds import Draft, Maker, Mix
from .schema import Row
from .sizes import Seed
from .stock import Stock
from .store import NAMESPACE

FILE, TRUTH = "beitraege.jsonl", "beitraege-wahrheit.csv"
SMALL, FULL = Mix(150, mass=0), Mix(3000)
MIXES = {"small": SMALL, "full": FULL}
OTHER = Mix(
    3000, spread=0.3, close=0.03, half=1, mass=36, vandalism=0.025, wrong_layer=0.05, faulty=0.06, personal=0.015
)
"""Another set for the benchmark: other shares, other distances, other words."""
_QUIET = 0.03
"""Share of the vandalism that no rule can find, because it looks like any other contribution."""
_QUEUED = 0.3
"""Share of the duplicates that repeat another contribution, not a feature."""


@dataclass(frozen=True)
class Contribution:
    """A draft with its numbers; `partner` in its truth is the key of a feature or the uuid of a contribution."""

    uuid: str
    changeset: str
    draft: Draft

    def document(self) -> dict[str, Any]:
        """What is sent to the service."""
        base, proposed = self.draft.base, self.draft.proposed
        operation = "insert" if base is None else "delete" if proposed is None else "update"
        return {
            "uuid": self.uuid,
            "changeset": self.changeset,
            "comment": self.draft.comment,
            "layer": self.draft.feature.layer,
            "feature_key": base.key if base else None,
            "operation": operation,
            "base": _text(base),
            "proposed": _text(proposed),
        }

    def truth(self) -> dict[str, str]:
        draft = self.draft
        return {"uuid": self.uuid, "kind": draft.kind, "detail": draft.detail, "partner": draft.partner}


def draw(rows: Mapping[str, Sequence[Row]], mix: Mix, seed: Seed) -> list[Contribution]:
    """All contributions, in the order in which they arrive."""
    rng = seed.stream("contributions")
    maker = Maker(Stock(rows), mix, rng)
    drafts = _singles(maker)
    rng.shuffle(drafts)
    found = _numbered(drafts, rng, seed)
    return _with_duplicates(found, maker, seed)


def write(found: Iterable[Contribution], folder: Path) -> None:
    """Both files."""
    found = list(found)
    lines = [json.dumps(one.document(), ensure_ascii=False) for one in found]
    (folder / FILE).write_text("\n".join(lines) + "\n", "utf-8")
    with (folder / TRUTH).open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, ["uuid", "kind", "detail", "partner"], lineterminator="\n")
        table.writeheader()
        table.writerows(one.truth() for one in found)


def _singles(maker: Maker) -> list[Draft]:
    """Everything but the duplicates."""
    mix, rng = maker.mix, maker.rng
    count = {name: round(mix.count * getattr(mix, name)) for name in ("vandalism", "wrong_layer", "faulty", "personal")}
    drafts = mass_deletion(maker, mix.mass) if mix.mass else []
    drafts += [quiet(maker) for _ in range(int(count["vandalism"] * _QUIET))]
    drafts += [chosen(VANDALISM, rng)(maker) for _ in range(count["vandalism"] - len(drafts))]
    drafts += [maker.wrong_layer() for _ in range(count["wrong_layer"])]
    drafts += [chosen(FAULTS, rng)(maker) for _ in range(count["faulty"])]
    drafts += [maker.personal() for _ in range(count["personal"])]
    clean = mix.count - len(drafts) - round(mix.count * mix.duplicates)
    return drafts + [maker.clean() for _ in range(clean)]


def _numbered(drafts: Sequence[Draft], rng: Random, seed: Seed) -> list[Contribution]:
    """A person sends one to twelve at once; what belongs together has one changeset of its own."""
    found, changeset, left = [], "", 0
    for number, draft in enumerate(drafts):
        if left == 0:
            changeset, left = _uuid(seed, f"changeset {number}"), rng.randint(1, 12)
        left -= 1
        own = _uuid(seed, f"changeset {draft.together}") if draft.together else changeset
        found.append(Contribution(_uuid(seed, f"contribution {number}"), own, draft))
    return found


def _with_duplicates(found: list[Contribution], maker: Maker, seed: Seed) -> list[Contribution]:
    """Second reports come later than the first, and from somebody else."""
    mix, rng = maker.mix, maker.rng
    new = [one for one in found if one.draft.kind == "clean" and one.draft.base is None and one.draft.detail == "new"]
    wanted = round(mix.count * mix.duplicates)
    again = rng.sample(new, min(len(new), round(wanted * _QUEUED)))
    pairs: list[tuple[Feature, str, int]] = [(one.draft.feature, one.uuid, found.index(one) + 1) for one in again]
    for _ in range(wanted - len(pairs)):
        feature = maker.stock.some(maker.stock.pick(rng), rng)
        pairs.append((feature, str(feature.key), 0))
    placed = []
    for number, (feature, partner, earliest) in enumerate(pairs):
        names = _uuid(seed, f"second {number}"), _uuid(seed, f"changeset second {number}")
        second = Contribution(*names, maker.duplicate(feature, partner))
        placed.append((rng.randint(earliest, len(found)), number, second))
    for at, _, second in sorted(placed, key=lambda one: (-one[0], one[1])):
        found.insert(at, second)
    return found


def _uuid(seed: Seed, name: str) -> str:
    return str(uuid.uuid5(NAMESPACE, f"{seed.value}/{name}"))


def _text(feature: Feature | None) -> str | None:
    return None if feature is None else to_json_fg(feature)
