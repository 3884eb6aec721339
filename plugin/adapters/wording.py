"""Words for people: every label and sentence is translated here, at the moment of showing.

Enums and problems carry stable codes; what a code is called is decided in this one module.
"""

from __future__ import annotations

from qgis.PyQt.QtCore import QCoreApplication

from ..domain.errors import SAFETY_TEXT, Problem

_CONTEXT = "wording"


def sentence(problem: Problem) -> str:
    """What happened, whether the work is safe, what comes next: one line of plain text."""
    parts = (problem.text, _translated(SAFETY_TEXT[problem.safety]), _translated(problem.advice))
    return " ".join(" ".join(part.split()) for part in parts if part)


def _translated(text: str) -> str:
    return QCoreApplication.translate(_CONTEXT, text) if text else ""
