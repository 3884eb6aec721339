"""Short names of the kinds of findings, to choose from."""

from __future__ import annotations

from ...adapters.wording import translate
from ...domain.validation import Code, Severity


def severity_names() -> dict[Severity, str]:
    return {
        Severity.ERROR: translate("finding_names", "With errors"),
        Severity.WARNING: translate("finding_names", "With warnings"),
        Severity.HINT: translate("finding_names", "With hints"),
    }


def finding_names() -> dict[Code, str]:
    return {
        Code.GEOM_INVALID: translate("finding_names", "Shape not valid"),
        Code.OUT_OF_AREA: translate("finding_names", "Outside the municipality"),
        Code.ON_BOUNDARY: translate("finding_names", "On a boundary"),
        Code.DUP_CANDIDATE: translate("finding_names", "Perhaps there already"),
        Code.DOMAIN: translate("finding_names", "Not in the list of values"),
        Code.RANGE: translate("finding_names", "Unusual number"),
        Code.UNIQUE: translate("finding_names", "Value taken by another object"),
        Code.MANDATORY: translate("finding_names", "Required value missing"),
        Code.REF_BROKEN: translate("finding_names", "Belongs to something that is not there"),
        Code.TOO_FAR_MOVED: translate("finding_names", "Moved far"),
        Code.PRECISION: translate("finding_names", "Rounded coordinates"),
        Code.CRS_SUSPECT: translate("finding_names", "Perhaps another reference system"),
        Code.OVERLAP: translate("finding_names", "Covers another area"),
        Code.GAP: translate("finding_names", "Gap beside it"),
        Code.DANGLE: translate("finding_names", "Line ends just before another"),
        Code.PII_TEXT: translate("finding_names", "Personal data in a text"),
        Code.MASS_EDIT: translate("finding_names", "Very many at once"),
        Code.WRONG_LAYER: translate("finding_names", "Perhaps another layer"),
        Code.NONSENSE: translate("finding_names", "No words"),
        Code.RUDE_TEXT: translate("finding_names", "Offending words"),
        Code.LINK_TEXT: translate("finding_names", "Names a web page"),
        Code.EMPTIED: translate("finding_names", "Values taken away"),
        Code.EXPRESSION: translate("finding_names", "Condition of the municipality"),
    }
