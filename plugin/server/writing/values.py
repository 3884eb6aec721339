"""Text of a request as a value of a provider's field, strictly: what does not fit is refused by name."""

from __future__ import annotations

import base64
import binascii
import json
import math
import re
from collections.abc import Callable
from typing import Any

from qgis.core import QgsExpression, QgsField
from qgis.PyQt.QtCore import QByteArray, QDate, QDateTime, QMetaType, Qt, QTime

from ...domain.errors import InvalidContent

Kind = QMetaType.Type
_INTEGER = re.compile(r"^[+-]?[0-9]{1,20}$")
_NUMBER = re.compile(r"^[+-]?([0-9]+(?:\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,3})?$")
_DATE = re.compile(r"^([0-9]{4})[-/]([0-9]{2})[-/]([0-9]{2})(Z|[+-][0-9]{2}:?[0-9]{2})?$")
_DATETIME = re.compile(
    r"^([0-9]{4})[-/]([0-9]{2})[-/]([0-9]{2})[T ]([0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?)"
    r"(Z|[+-][0-9]{2}(?::?[0-9]{2})?)?$"
)
_TIME = re.compile(r"^[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?$")
_BOOLEANS = {"true": True, "1": True, "false": False, "0": False}
_RANGES = {
    Kind.Int: (-(2**31), 2**31 - 1),
    Kind.UInt: (0, 2**32 - 1),
    Kind.LongLong: (-(2**63), 2**63 - 1),
    Kind.ULongLong: (0, 2**64 - 1),
    Kind.Short: (-(2**15), 2**15 - 1),
    Kind.UShort: (0, 2**16 - 1),
}
_SMALL = {"integer16": Kind.Short, "smallint": Kind.Short, "int2": Kind.Short}


def value_of(field: QgsField, text: str | None) -> Any:
    """The value that `text` (None for xsi:nil) stands for in `field`; None for null.

    Only a text field can hold the empty text; in others it means null. Raises InvalidContent naming field.
    """
    if text is None or (text == "" and field.type() != Kind.QString):
        return None
    reader = _READERS.get(field.type())
    if reader is None:
        raise InvalidContent(f"The field {field.name()} is of a type that cannot be written here.")
    try:
        return reader(field, text if field.type() == Kind.QString else text.strip())
    except (ValueError, RecursionError, binascii.Error):
        shown = text if len(text) <= 60 else text[:60] + "…"
        raise InvalidContent(
            f"The field {field.name()} takes {_NAMES.get(field.type(), 'another kind of value')}, "
            f"not {shown!r}{_limit(field)}.",
            field=field.name(),
        ) from None


def literal(field: QgsField, text: str) -> str:
    """`text` as a literal of a QGIS expression, of the type of `field`. Raises InvalidContent."""
    value = value_of(field, text)
    if value is None:
        raise InvalidContent(f"A filter compares the field {field.name()} with nothing.")
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, str):
        return str(QgsExpression.quotedValue(value))
    function = {QDate: "to_date", QDateTime: "to_datetime", QTime: "to_time"}.get(type(value))
    if function is None:
        raise InvalidContent(f"The field {field.name()} cannot be compared.")
    plain = value.toString(Qt.DateFormat.ISODate if isinstance(value, QDate) else Qt.DateFormat.ISODateWithMs)
    return f"{function}({QgsExpression.quotedValue(plain)})"


def _integer(field: QgsField, text: str) -> int:
    lower, upper = _RANGES[_SMALL.get(field.typeName().lower(), field.type())]
    if not _INTEGER.match(text) or not lower <= int(text) <= upper:
        raise ValueError(text)
    return int(text)


def _number(_field: QgsField, text: str) -> float:
    if not _NUMBER.match(text) or not math.isfinite(float(text)):
        raise ValueError(text)
    return float(text)


def _boolean(_field: QgsField, text: str) -> bool:
    if text not in _BOOLEANS:
        raise ValueError(text)
    return _BOOLEANS[text]


def _text(field: QgsField, text: str) -> str:
    if (field.length() > 0 and len(text) > field.length()) or "\0" in text:
        raise ValueError(text)
    return text


def _date(_field: QgsField, text: str) -> QDate:
    match = _DATE.match(text)  # GDAL writes slashes
    date = QDate(*(int(part) for part in match.groups()[:3])) if match else QDate()
    if not date.isValid():
        raise ValueError(text)
    return date


def _datetime(_field: QgsField, text: str) -> QDateTime:
    match = _DATETIME.match(text)
    if not match:
        raise ValueError(text)
    year, month, day, time, zone = match.groups()
    if zone and zone != "Z" and len(zone) == 3:  # GDAL writes +00
        zone += ":00"
    value = QDateTime.fromString(f"{year}-{month}-{day}T{time}{zone or ''}", Qt.DateFormat.ISODateWithMs)
    if not value.isValid():
        raise ValueError(text)
    return value


def _time(_field: QgsField, text: str) -> QTime:
    value = QTime.fromString(text, Qt.DateFormat.ISODateWithMs) if _TIME.match(text) else QTime()
    if not value.isValid():
        raise ValueError(text)
    return value


def _json(field: QgsField, text: str) -> Any:
    value = json.loads(text, parse_constant=_no_constant)
    wanted = dict if field.type() == Kind.QVariantMap and field.typeName().lower() == "hstore" else object
    if field.type() in (Kind.QVariantList, Kind.QStringList):
        wanted = list
    if not isinstance(value, wanted):
        raise ValueError(text)
    return value


def _bytes(_field: QgsField, text: str) -> QByteArray:
    return QByteArray(base64.b64decode("".join(text.split()), validate=True))


def _no_constant(name: str) -> float:
    raise ValueError(name)


def _limit(field: QgsField) -> str:
    return f" (at most {field.length()} characters)" if field.type() == Kind.QString and field.length() > 0 else ""


_READERS: dict[int, Callable[[QgsField, str], Any]] = {
    **dict.fromkeys(_RANGES, _integer),
    Kind.Double: _number,
    Kind.Float: _number,
    Kind.Bool: _boolean,
    Kind.QString: _text,
    Kind.QDate: _date,
    Kind.QDateTime: _datetime,
    Kind.QTime: _time,
    Kind.QVariantMap: _json,
    Kind.QVariantList: _json,
    Kind.QStringList: _json,
    Kind.QByteArray: _bytes,
}
_NAMES = {
    **dict.fromkeys(_RANGES, "a whole number"),
    Kind.Double: "a number",
    Kind.Float: "a number",
    Kind.Bool: "true or false",
    Kind.QString: "a text",
    Kind.QDate: "a date as 2024-05-31",
    Kind.QDateTime: "a time as 2024-05-31T09:30:00Z",
    Kind.QTime: "a time of day as 09:30:00",
    Kind.QByteArray: "base64",
}
