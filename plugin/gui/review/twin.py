"""The object that a contribution may be a duplicate of, beside what is proposed."""

from __future__ import annotations

from dataclasses import dataclass

from ...adapters.wording import translate
from ...domain.feature import Feature
from ...domain.sameness import same_value
from ..versions.place_words import Place, field_name, number, place_text
from ..versions.value_words import value_text

_MOST = 12


@dataclass(frozen=True)
class Twin:
    """`place` is in the CRS of what is proposed. `queued`: it is a proposal itself, `key` its uuid."""

    key: str
    feature: Feature
    place: Place
    metres: float | None
    queued: bool = False


def twin_text(proposed: Feature, twin: Twin) -> str:
    """Both side by side in words: first what is not the same, then how much is."""
    head = translate("twin", "⚠ It may be here already.")
    if twin.queued:
        head = translate("twin", "⚠ It may have been proposed already.")
    if twin.metres is not None:
        head += " " + translate("twin", "{} m away.").format(number(twin.metres, 1))
    lines = [head, translate("twin", "Place there: {}").format(place_text(twin.place))]
    names = [name for name in dict.fromkeys([*proposed.properties, *twin.feature.properties]) if name not in _ours()]
    given = [(name, proposed.properties.get(name), twin.feature.properties.get(name)) for name in names]
    told = [(name, mine, there) for name, mine, there in given if mine is not None or there is not None]
    other = [line for line in told if not same_value(line[1], line[2])]
    for name, mine, there in other[:_MOST]:
        text = translate("twin", "{}: proposed {}, there {}")
        lines.append(text.format(field_name(name), value_text(mine), value_text(there)))
    if len(other) > _MOST:
        lines.append(translate("twin", "… and {} more").format(len(other) - _MOST))
    alike = [field_name(name) for name, mine, there in told if same_value(mine, there)]
    if alike:
        lines.append(translate("twin", "The same in both: {}.").format(", ".join(alike[:_MOST])))
    return "\n".join(lines)


def no_twin_text(twin: Twin) -> str:
    """What is said in the history where somebody has looked and found two objects."""
    if twin.queued:
        return translate("twin", "Compared with the proposal that is alike: this is another object.")
    return translate("twin", "Compared with the object that is alike: this is another one.")


def _ours() -> frozenset[str]:
    return frozenset({"uuid", "fid", "id", "version", "change_id"})
