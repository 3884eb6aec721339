"""The form of a layer of a working copy, in QGIS's own form system: what the municipality refuses cannot be entered.

Everything is made here, of plain values. Nothing that a service says is taken as an expression, unless rules may use
it (`own_expressions.py`). Names and words are foreign: QGIS makes HTML of them in labels, tips and messages, so the
signs of HTML are changed for others that look alike.

A constraint is hard only where all rows keep it already: QGIS would not let a person save one value of an object whose
other value the municipality itself has left wrong.
"""

from __future__ import annotations

from typing import Any

from qgis.core import QgsEditorWidgetSetup, QgsExpression, QgsFieldConstraints, QgsVectorLayer

from ..workflows.forms import FieldForm, Kind
from . import own_expressions
from .foreign import shown
from .form_words import limits_text, own_words
from .wording import translate
from .working_copy.forms import Facts, LayerForms

_NOTHING = "{2839923C-8B7D-419E-B84B-CA2FE9B80EC7}"
"""What QGIS writes into a value map for no value."""
_LIKE = str.maketrans({"<": "‹", ">": "›", "&": "＆", '"': "”"})
_LEAST, _MOST = -(2**31) + 2, 2**31 - 1
"""What a spin box of QGIS counts; its least number stands for no value."""
_CONSTRAINT, _STRENGTH = QgsFieldConstraints.Constraint, QgsFieldConstraints.ConstraintStrength


def dress(layer: QgsVectorLayer, forms: LayerForms) -> None:
    """Set up the editors, names and constraints of all fields. Hidden ones are left as they are."""
    for form in forms.fields:
        column = forms.record.column_of(form.name)
        at = layer.fields().indexOf(column)
        if at < 0:
            continue
        if form.title:
            layer.setFieldAlias(at, harmless(form.title, 60))
        if form.kind is Kind.HIDDEN:
            layer.setEditorWidgetSetup(at, QgsEditorWidgetSetup("Hidden", {}))
            continue
        facts = forms.facts.get(form.name, Facts())
        layer.setEditorWidgetSetup(at, QgsEditorWidgetSetup(*_editor(form, facts)))
        _constrain(layer, at, column, form, facts, forms)


def harmless(text: object, longest: int) -> str:
    """Foreign text that is the same to a widget of plain text and to one of HTML."""
    return shown(text, longest).translate(_LIKE)


def spin_limits(form: FieldForm) -> tuple[int, int]:
    """The least and greatest whole number that may be entered."""
    low = _LEAST if form.low is None else -int(-_counted(form.low) // 1)
    high = _MOST if form.high is None else int(_counted(form.high) // 1)
    return low, high


def _counted(limit: float) -> float:
    """A limit as a spin box can count to it: beyond, PyQt refuses it."""
    return min(max(limit, _LEAST), _MOST)


def _editor(form: FieldForm, facts: Facts) -> tuple[str, dict[str, Any]]:
    match form.kind:
        case Kind.CHOICE:
            nothing = [] if form.required else [{translate("forms", "(nothing)"): _NOTHING}]
            pairs = [{harmless(one.label, 80): _as_text(one.value)} for one in form.choices]
            return "ValueMap", {"map": [*nothing, *pairs]}
        case Kind.WHOLE if _is_limited(form) and _fits(form, facts):
            low, high = spin_limits(form)
            limits = {"Min": low, "Max": high, "Step": 1, "Precision": 0}
            return "Range", {**limits, "AllowNull": not form.required, "Style": "SpinBox"}
        case Kind.WHOLE | Kind.NUMBER | Kind.TEXT | Kind.OTHER:
            return "TextEdit", {"IsMultiline": False, "UseHtml": False}
        case Kind.CHECK:
            return "CheckBox", {"AllowNullState": not form.required}
        case Kind.DATE:
            formats = {"display_format": "yyyy-MM-dd", "field_format": "yyyy-MM-dd", "field_iso_format": False}
            return "DateTime", {**formats, "calendar_popup": True, "allow_null": not form.required}
    return "DateTime", {"calendar_popup": True, "allow_null": not form.required}


def _constrain(layer: QgsVectorLayer, at: int, column: str, form: FieldForm, facts: Facts, forms: LayerForms) -> None:
    if form.required:
        layer.setFieldConstraint(at, _CONSTRAINT.ConstraintNotNull, _strength(not facts.empty))
    if form.unique:
        layer.setFieldConstraint(at, _CONSTRAINT.ConstraintUnique, _strength(not facts.twice))
    texts, words, firm = [], [], True
    if _is_limited(form) and form.kind in (Kind.WHOLE, Kind.NUMBER):
        texts.append(_between(column, form))
        words.append(limits_text(form))
        firm = _fits(form, facts)
    if form.longest:
        texts.append(f"coalesce(length({QgsExpression.quotedColumnRef(column)}), 0) <= {form.longest:d}")
        words.append(translate("forms", "At most {} characters.").format(form.longest))
        firm = False
    if form.expression and _may_use(form, forms):
        texts.append(f"coalesce(({form.expression}), true)")
        words.append(harmless(own_words(form), 300))
        firm = False
    if texts:
        layer.setConstraintExpression(at, " AND ".join(f"({text})" for text in texts), " ".join(filter(None, words)))
        layer.setFieldConstraint(at, _CONSTRAINT.ConstraintExpression, _strength(firm))


def _strength(firm: bool) -> QgsFieldConstraints.ConstraintStrength:
    return _STRENGTH.ConstraintStrengthHard if firm else _STRENGTH.ConstraintStrengthSoft


def _is_limited(form: FieldForm) -> bool:
    return form.low is not None or form.high is not None


def _fits(form: FieldForm, facts: Facts) -> bool:
    """Whether every row has a value that the form takes."""
    low = form.low is None or facts.low is None or facts.low >= form.low
    return low and (form.high is None or facts.high is None or facts.high <= form.high)


def _between(column: str, form: FieldForm) -> str:
    name, limits = QgsExpression.quotedColumnRef(column), []
    if form.low is not None:
        limits.append(f"{name} >= {form.low!r}")
    if form.high is not None:
        limits.append(f"{name} <= {form.high!r}")
    return f"{name} IS NULL OR ({' AND '.join(limits)})"


def _may_use(form: FieldForm, forms: LayerForms) -> bool:
    """An expression of a rule that looks at nothing but the feature, and whose fields are called the same here."""
    if own_expressions.refusal(form.expression):
        return False
    names = {field.name for field in forms.record.schema.fields}
    return all(name in names and forms.record.column_of(name) == name for name in own_expressions.fields_of(
        form.expression
    ))  # fmt: skip


def _as_text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
