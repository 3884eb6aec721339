"""What a working copy knows of forms, also without a network: the rules and titles of fields as the service told them.

What the rows hold already is looked at, too: a form that does not take a value that is there would change it unasked.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ...domain.errors import InvalidContent
from ...domain.validation import LayerRules, RuleBook
from ...formats.kept_rules import RULES, rules_of, rules_text
from ...workflows.forms import FieldForm, Kind, forms_of
from ...workflows.rules import of_schema
from .file import WorkingCopyFile
from .keeping import PREFIX, kept_in
from .layer import LayerRecord, load_all
from .schema import quoted
from .store import reading

TITLES, COMPUTED = "titles", "computed"
"""What is kept beside the rules (`keeping.py`), as JSON: names of fields, and fields that the service writes itself."""
LONGEST = 2**20


@dataclass(frozen=True)
class Facts:
    """What the rows hold: the least and the greatest number, whether some have none, whether two have the same."""

    low: float | None = None
    high: float | None = None
    empty: bool = False
    twice: bool = False


@dataclass(frozen=True)
class LayerForms:
    """The forms of one layer, and what its rows hold in columns where that matters."""

    record: LayerRecord
    fields: tuple[FieldForm, ...]
    facts: Mapping[str, Facts]
    book: RuleBook


class KeepingForms(WorkingCopyFile):
    """Part of `WorkingCopy`."""

    def note_rules(self, rules: Sequence[Any], computed: Mapping[str, Sequence[str]]) -> bool:
        """Keep the rules of the service, and by layer the fields that it writes itself; False where they are known."""
        parts = {RULES: rules_text(rules), COMPUTED: json.dumps(dict(computed), ensure_ascii=False, sort_keys=True)}
        nothing = {RULES: "[]", COMPUTED: "{}"}  # is not written: QGIS may just be about to save
        with reading(self.path) as connection:
            new = {part: text for part, text in parts.items() if (kept_in(connection, part) or nothing[part]) != text}
        if not new or any(len(text) > LONGEST for text in new.values()):
            return False
        with self._writing() as connection:
            for part, text in new.items():
                _keep(connection, part, text)
        return True

    def forms(self) -> dict[str, LayerForms]:
        """The forms of all layers by name. What is no rules or titles counts as none."""
        with reading(self.path) as connection:
            return {one.record.form.name: one for one in forms_in(connection, load_all(connection))}

    def fields(self) -> dict[str, tuple[FieldForm, ...]]:
        """The fields of all layers by name, without a look at what the rows hold."""
        with reading(self.path) as connection:
            (book, computed), titles = _rules(connection), _titles(connection)
            return {one.form.name: _fields(one, book, computed, titles)[1] for one in load_all(connection)}


def forms_at(path: Path, record: LayerRecord) -> LayerForms:
    """The forms of one layer of the file at `path`."""
    with reading(path) as connection:
        return forms_in(connection, [record])[0]


def note_titles(connection: sqlite3.Connection, layer: str, titles: Mapping[str, str]) -> None:
    """What the service calls the fields of a layer, inside a transaction."""
    known = _titles(connection)
    if known.get(layer, {}) != titles:
        text = json.dumps({**known, layer: dict(titles)}, ensure_ascii=False, sort_keys=True)
        if len(text) <= LONGEST:
            _keep(connection, TITLES, text)


def forms_in(connection: sqlite3.Connection, records: Sequence[LayerRecord]) -> list[LayerForms]:
    book, computed = _rules(connection)
    titles, found = _titles(connection), []
    for record in records:
        name = record.form.name
        rules, fields = _fields(record, book, computed, titles)
        facts = {field.name: _facts(connection, record, field) for field in fields if _matters(field)}
        found.append(LayerForms(record, fields, facts, RuleBook({**book.layers, name: rules})))
    return found


def _fields(
    record: LayerRecord,
    book: RuleBook,
    computed: Mapping[str, Sequence[str]],
    titles: Mapping[str, Mapping[str, str]],
) -> tuple[LayerRules, tuple[FieldForm, ...]]:
    name, form = record.form.name, record.form
    rules = book.layers.get(name) or of_schema(record.schema, form.crs, record.geographic, form.key)
    return rules, forms_of(record.schema, rules, titles.get(name, {}), form.key, computed.get(name, ()))


def _rules(connection: sqlite3.Connection) -> tuple[RuleBook, Mapping[str, Sequence[str]]]:
    try:
        stated = json.loads(kept_in(connection, COMPUTED) or "{}")
        computed = {str(name): [str(one) for one in fields] for name, fields in stated.items()}
    except (ValueError, TypeError, AttributeError, RecursionError):
        computed = {}
    return rules_of(kept_in(connection, RULES)), computed


def _titles(connection: sqlite3.Connection) -> dict[str, dict[str, str]]:
    try:
        stated = json.loads(kept_in(connection, TITLES) or "{}")
        return {str(name): {str(k): str(v) for k, v in titles.items()} for name, titles in stated.items()}
    except (ValueError, AttributeError, RecursionError):
        return {}


def _keep(connection: sqlite3.Connection, part: str, text: str) -> None:
    put = "INSERT OR REPLACE INTO buergergis_meta (key, value) VALUES (?, ?)"
    connection.execute(put, (PREFIX + part, text))


def _matters(field: FieldForm) -> bool:
    limited = field.low is not None or field.high is not None
    return field.kind is not Kind.HIDDEN and (limited or field.required or field.unique)


def _facts(connection: sqlite3.Connection, record: LayerRecord, field: FieldForm) -> Facts:
    column, table = quoted(record.column_of(field.name)), quoted(record.table)
    numbers = field.kind in (Kind.WHOLE, Kind.NUMBER) and (field.low is not None or field.high is not None)
    wanted = f"min({column}), max({column})" if numbers else "NULL, NULL"
    twice = f"count(DISTINCT {column}) < count({column})" if field.unique else "0"
    empty = f"count(*) > count(nullif({column}, ''))" if field.required else "0"
    try:
        row = connection.execute(f"SELECT {wanted}, {empty}, {twice} FROM {table}").fetchone()
        low, high = (None if value is None else float(value) for value in tuple(row)[:2])
    except (sqlite3.Error, ValueError, TypeError) as error:
        raise InvalidContent(f"The layer {record.table} holds values that are none.") from error
    return Facts(low, high, bool(row[2]), bool(row[3]))
