"""Words for findings: what a rule has found, in one plain sentence. See `wording.py` for how texts are marked.

What a contributor or a rule file wrote passes `shown` before it stands in a sentence.
"""

from __future__ import annotations

from collections.abc import Iterable

from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP, QLocale

from ..domain.rules.finding import Code, Finding, Severity
from ..domain.rules.model import COMMENT
from .foreign import shown
from .wording import translate

_SEVERITY = {
    Severity.ERROR: QT_TRANSLATE_NOOP("findings", "error"),
    Severity.WARNING: QT_TRANSLATE_NOOP("findings", "warning"),
    Severity.HINT: QT_TRANSLATE_NOOP("findings", "hint"),
}
_SIGN = {Severity.ERROR: "✖", Severity.WARNING: "⚠", Severity.HINT: "ℹ"}
_MOST = 12

_TEXT = {
    "DOMAIN": QT_TRANSLATE_NOOP("findings", "{field}: “{value}” is not in the list of values."),
    "UNIQUE": QT_TRANSLATE_NOOP("findings", "{field}: another object has “{value}” already."),
    "MANDATORY": QT_TRANSLATE_NOOP("findings", "{field} is empty, and must not be."),
    "REF_BROKEN": QT_TRANSLATE_NOOP("findings", "{field}: “{value}” is not known in {layer}."),
    "RANGE": QT_TRANSLATE_NOOP("findings", "{field}: {value} is not between {min} and {max}."),
    "RANGE:min": QT_TRANSLATE_NOOP("findings", "{field}: {value} is less than {min}."),
    "RANGE:max": QT_TRANSLATE_NOOP("findings", "{field}: {value} is more than {max}."),
    "RANGE:area": QT_TRANSLATE_NOOP("findings", "The area is unusual: {value} m²."),
    "RANGE:length": QT_TRANSLATE_NOOP("findings", "The length is unusual: {value} m."),
    "RANGE:vertices": QT_TRANSLATE_NOOP("findings", "The number of vertices is unusual: {value}."),
    "GEOM_INVALID": QT_TRANSLATE_NOOP("findings", "The shape is not valid."),
    "GEOM_INVALID:crosses_itself": QT_TRANSLATE_NOOP("findings", "The outline crosses itself."),
    "GEOM_INVALID:touches_itself": QT_TRANSLATE_NOOP("findings", "The outline touches itself."),
    "GEOM_INVALID:hole_outside": QT_TRANSLATE_NOOP("findings", "A hole lies outside of the area."),
    "GEOM_INVALID:missing": QT_TRANSLATE_NOOP("findings", "It has no place on the map."),
    "GEOM_INVALID:type": QT_TRANSLATE_NOOP("findings", "This layer takes no shape of the kind {value}."),
    "GEOM_INVALID:flat": QT_TRANSLATE_NOOP("findings", "The shape has no extent."),
    "OUT_OF_AREA": QT_TRANSLATE_NOOP("findings", "It lies in no municipality of this service."),
    "OUT_OF_AREA:area": QT_TRANSLATE_NOOP("findings", "It does not lie in the municipality of this layer."),
    "ON_BOUNDARY": QT_TRANSLATE_NOOP("findings", "It lies on the boundary of two municipalities."),
    "DUP_CANDIDATE": QT_TRANSLATE_NOOP("findings", "Something alike is there already, {metres} m away."),
    "DUP_CANDIDATE:queued": QT_TRANSLATE_NOOP("findings", "Something alike was proposed already, {metres} m away."),
    "TOO_FAR_MOVED": QT_TRANSLATE_NOOP("findings", "It was moved by {metres} m."),
    "PRECISION": QT_TRANSLATE_NOOP("findings", "The coordinates are rounded. Was the place measured?"),
    "CRS_SUSPECT": QT_TRANSLATE_NOOP("findings", "The coordinates seem to be those of another reference system."),
    "CRS_SUSPECT:swapped": QT_TRANSLATE_NOOP("findings", "East and north seem to be swapped."),
    "CRS_SUSPECT:degrees": QT_TRANSLATE_NOOP("findings", "The coordinates are degrees, but the layer is in metres."),
    "CRS_SUSPECT:utm31": QT_TRANSLATE_NOOP("findings", "The coordinates seem to be those of UTM zone 31."),
    "CRS_SUSPECT:utm32": QT_TRANSLATE_NOOP("findings", "The coordinates seem to be those of UTM zone 32."),
    "CRS_SUSPECT:utm33": QT_TRANSLATE_NOOP("findings", "The coordinates seem to be those of UTM zone 33."),
    "CRS_SUSPECT:gk": QT_TRANSLATE_NOOP("findings", "The coordinates seem to be Gauß-Krüger coordinates."),
    "CRS_SUSPECT:prefix": QT_TRANSLATE_NOOP(
        "findings", "The number of the zone before the east coordinate is missing, or too much."
    ),
    "CRS_SUSPECT:web": QT_TRANSLATE_NOOP("findings", "The coordinates seem to be those of web maps (EPSG:3857)."),
    "CRS_SUSPECT:zero": QT_TRANSLATE_NOOP("findings", "The coordinates are zero."),
    "CRS_SUSPECT:nowhere": QT_TRANSLATE_NOOP("findings", "There is no such place in Germany."),
    "OVERLAP": QT_TRANSLATE_NOOP("findings", "It covers {area} m² of another area."),
    "GAP": QT_TRANSLATE_NOOP("findings", "A gap of {area} m² stays free beside it."),
    "DANGLE": QT_TRANSLATE_NOOP("findings", "The line ends {metres} m from the next one without meeting it."),
    "PII_TEXT:email": QT_TRANSLATE_NOOP("findings", "{field} seems to hold an e-mail address."),
    "PII_TEXT:phone": QT_TRANSLATE_NOOP("findings", "{field} seems to hold a telephone number."),
    "PII_TEXT:iban": QT_TRANSLATE_NOOP("findings", "{field} holds the number of a bank account."),
    "PII_TEXT:plate": QT_TRANSLATE_NOOP("findings", "{field} seems to hold a licence plate."),
    "MASS_EDIT": QT_TRANSLATE_NOOP("findings", "Very many objects were changed at once: {count}."),
    "MASS_EDIT:created": QT_TRANSLATE_NOOP("findings", "Very many objects were added at once: {count}."),
    "MASS_EDIT:deleted": QT_TRANSLATE_NOOP("findings", "Very many objects were deleted at once: {count}."),
    "WRONG_LAYER": QT_TRANSLATE_NOOP("findings", "It may belong into the layer {other}."),
    "NONSENSE": QT_TRANSLATE_NOOP("findings", "{field} seems to hold no words."),
    "RUDE_TEXT": QT_TRANSLATE_NOOP("findings", "{field} holds words that may offend."),
    "LINK_TEXT": QT_TRANSLATE_NOOP("findings", "{field} names a web page."),
    "EMPTIED": QT_TRANSLATE_NOOP("findings", "Many values were taken away: {count}."),
    "EXPRESSION": QT_TRANSLATE_NOOP("findings", "A condition of the municipality is not met."),
}
_VARIANT = {
    Code.GEOM_INVALID: "reason",
    Code.CRS_SUSPECT: "guess",
    Code.PII_TEXT: "kind",
    Code.MASS_EDIT: "deed",
}


def finding_text(finding: Finding) -> str:
    """One sentence: what is the matter, without how grave it is."""
    told = _own_words(finding)
    if told:
        return told
    key = f"{finding.code}:{_variant(finding)}"
    text = _TEXT.get(key) or _TEXT.get(str(finding.code)) or _TEXT["EXPRESSION"]
    values = {name: _shown(value) for name, value in finding.values.items()}
    field = translate("findings", "The comment") if finding.field == COMMENT else shown(finding.field, 60)
    return translate("findings", text).format_map(_Blank({**values, "field": field}))


def severity_word(severity: Severity) -> str:
    return translate("findings", _SEVERITY[severity])


def finding_line(finding: Finding) -> str:
    """The sentence, with a sign and a word for how grave it is: colour is never the only one."""
    return f"{_SIGN[finding.severity]} {severity_word(finding.severity)}: {finding_text(finding)}"


def findings_text(findings: Iterable[Finding]) -> str:
    """All of them, one a line; "" for none."""
    lines = [finding_line(one) for one in findings]
    more = len(lines) - _MOST
    if more > 0:
        lines = [*lines[:_MOST], translate("findings", "… and {} more").format(more)]
    return "\n".join(lines)


class _Blank(dict[str, str]):
    """What a finding does not say is left blank: it may come from a later version."""

    def __missing__(self, _key: str) -> str:
        return "…"


def _variant(finding: Finding) -> str:
    values = finding.values
    if finding.code is Code.RANGE:
        if values.get("measure"):
            return str(values["measure"])
        return "max" if values.get("min") is None else "min" if values.get("max") is None else ""
    if finding.code is Code.DUP_CANDIDATE:
        return "queued" if values.get("queued") else ""
    if finding.code is Code.OUT_OF_AREA:
        return "area" if values.get("area") else ""
    found = str(values.get(_VARIANT.get(finding.code, ""), ""))
    return "gk" if found.startswith("gk") else found


def _own_words(finding: Finding) -> str:
    """What a rule file says itself, in the language of the person if it has it."""
    if finding.code is not Code.EXPRESSION:
        return ""
    language = QLocale().name()[:2]
    texts = [finding.values.get(f"text_{one}") for one in (language, "en", "de")]
    return next((shown(text, 300) for text in texts if text), "")


def _shown(value: object) -> str:
    if isinstance(value, float):
        return str(QLocale().toString(value, "f", 1 if abs(value) >= 10 else 2))
    return shown(value, 80)
