"""In which language people read the plugin: QGIS's, or what they have chosen in its options.

Translations lie on top of each other, and the last one is asked first: what plain German leaves out is German, and
what German leaves out is English. English itself has plural forms only.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QLocale, QTranslator

from . import settings

TRANSLATIONS = Path(__file__).parents[2] / "i18n"

AS_QGIS, SIMPLE = "", "de_einfach"
CHOICES = {
    AS_QGIS: QT_TRANSLATE_NOOP("options", "The language of QGIS"),
    SIMPLE: QT_TRANSLATE_NOOP("options", "German in plain words (einfache Sprache)"),
}
"""What can be chosen, as it is kept in the settings, and its English name."""


def install(locale: str) -> Callable[[], None]:
    """Translate everything that is shown from now on; returns what undoes it. `locale` is QGIS's, such as de_AT."""
    words = translators(locale, settings.LANGUAGE.value())
    for one in words:
        QCoreApplication.installTranslator(one)

    def remove() -> None:
        for one in reversed(words):
            QCoreApplication.removeTranslator(one)

    return remove


def translators(locale: str, choice: str = AS_QGIS, folder: Path = TRANSLATIONS) -> list[QTranslator]:
    """The compiled translations to install, in this order; a choice that is not known is as none."""
    languages = ["en", "de", SIMPLE] if choice == SIMPLE else ["en", locale]
    return [found for found in (translator(language, folder) for language in dict.fromkeys(languages)) if found]


def translator(locale: str, folder: Path = TRANSLATIONS) -> QTranslator | None:
    """The compiled translation for a locale such as de or de_AT, or for plain German; None where there is none."""
    found = QTranslator()
    if locale == SIMPLE:  # no locale that Qt knows
        return found if found.load(f"buergergis_{SIMPLE}", str(folder)) else None
    return found if found.load(QLocale(locale), "buergergis", "_", str(folder)) else None
