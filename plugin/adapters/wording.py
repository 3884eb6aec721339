"""Words for people: every label and sentence is translated here, at the moment of showing.

Texts are marked with a literal context, `translate("algorithms", "…")` or, in a class attribute,
`QT_TRANSLATE_NOOP("algorithms", "…")`; tools/i18n.py collects them into i18n/*.ts. The domain knows no Qt and
marks nothing: what a problem means for the work, and the advice, are collected by what they are.
"""

from __future__ import annotations

from pathlib import Path

from qgis.PyQt.QtCore import QCoreApplication, QLocale, QTranslator

from ..domain.errors import SAFETY_TEXT, Problem

TRANSLATIONS = Path(__file__).parents[2] / "i18n"

translate = QCoreApplication.translate


def sentence(problem: Problem) -> str:
    """What happened, whether the work is safe, what comes next: one line of plain text."""
    parts = (problem.text, _translated(SAFETY_TEXT[problem.safety]), _translated(problem.advice))
    return " ".join(" ".join(part.split()) for part in parts if part)


def translator(locale: str, folder: Path = TRANSLATIONS) -> QTranslator | None:
    """The compiled translation for a locale such as de or de_AT; None where there is none (English stays)."""
    found = QTranslator()
    return found if found.load(QLocale(locale), "buergergis", "_", str(folder)) else None


def _translated(text: str) -> str:
    return translate("problems", text) if text else ""
