"""Text from strangers (titles, names, notes, answers, values) on its way to a window.

Qt guesses whether a text is HTML in labels, tooltips, message boxes and QGIS's message bar, and HTML there can
load files and addresses. So everything foreign passes `shown` where a widget takes plain text, and `escaped`
where a widget may take it for HTML. tests/test_house.py looks after that.
"""

from __future__ import annotations

import html
import re
import unicodedata

LONGEST = 500
_SPACE = re.compile(r"\s+")
_MARKS = 3
_KEPT = {"\n", "\t"}
_BLANK = frozenset("\u034f\u115f\u1160\u2800\u3164\uffa0")
"""Letters and signs to Unicode, and nothing at all to the eye."""


def shown(text: object, longest: int = LONGEST) -> str:
    """`text` as one line of plain text: no control, bidirectional or invisible signs, not longer than `longest`."""
    visible = "".join(sign for sign in str(text)[: 4 * longest] if sign in _KEPT or not _hides(sign))
    line = _lower(_SPACE.sub(" ", visible).strip())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def paragraphs(text: object, longest: int = 4000) -> str:
    """Like `shown`, but lines stay lines: for notes and comments in a field that takes plain text only."""
    lines = (shown(line, longest) for line in str(text)[: 4 * longest].splitlines())
    return "\n".join(lines).strip()[:longest]


def escaped(text: object, longest: int = LONGEST) -> str:
    """`shown`, for widgets that may take a text for HTML (tooltips, QGIS's message bar).

    Qt takes a text for plain that has no tag, and would show `&amp;`; so there is one of ours where it matters.
    """
    line = shown(text, longest)
    marked = html.escape(line)
    return marked if marked == line else f"<span>{marked}</span>"


def label(text: object, longest: int = 80) -> str:
    """`shown`, for places where & marks a key (actions, buttons, tabs, group boxes)."""
    return shown(text, longest).replace("&", "&&")


def spelled(text: str) -> str:
    """`text` with every sign that one does not see, or takes for another, as its code: to tell two texts apart."""
    signs = [_code(sign) if _deceives(sign) else sign for sign in text.replace("\\", "\\\\")]
    return re.sub("  +", lambda run: " " + _code(" ") * (len(run[0]) - 1), "".join(signs))


def _deceives(sign: str) -> bool:
    other = unicodedata.normalize("NFKC", sign) != sign or unicodedata.combining(sign) != 0
    return other or _hides(sign) or (sign.isspace() and sign != " ")


def _code(sign: str) -> str:
    known = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}
    return known.get(sign) or (f"\\u{ord(sign):04x}" if ord(sign) < 0x10000 else f"\\U{ord(sign):08x}")


def _lower(line: str) -> str:
    """No more than three marks on one letter: a tower of them would cover the lines above."""
    kept: list[str] = []
    height = 0
    for sign in line:
        height = height + 1 if unicodedata.combining(sign) else 0
        if height <= _MARKS:
            kept.append(sign)
    return "".join(kept)


def _hides(sign: str) -> bool:
    """Control and format characters (Cc, Cf: bidirectional marks too), surrogates, private and blank ones."""
    return sign in _BLANK or unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
