"""In which language people read the plugin: QGIS's, or what they have chosen in its options.

Translations lie on top of each other, and the last one is asked first: what plain German leaves out is German, and
what German leaves out is English. English itself has plural forms only.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QDate, QLocale, QTranslator

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


def spoken(locale: str, choice: str = AS_QGIS) -> list[str]:
    """The languages in which somebody reads, the best first: de_einfach and de, or de of de_AT."""
    return [SIMPLE, "de"] if choice == SIMPLE else [locale.partition("_")[0]]


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


class Speaker:
    """One language for texts that go to somebody else than who sits here; nothing is installed for it."""

    def __init__(self, language: str, folder: Path = TRANSLATIONS) -> None:
        choice = SIMPLE if language == SIMPLE else AS_QGIS
        self._words = translators(language, choice, folder)[::-1]
        self._locale = QLocale(language.partition("_")[0])

    def say(self, context: str, text: str, number: int = -1) -> str:
        """The text, in the form for `number` where it has a %n; English where there is no other."""
        sought = context.encode(), text.encode()  # as text it would have to be ASCII
        found = next((words for one in self._words if (words := one.translate(*sought, None, number))), text)
        return found.replace("%n", str(number))

    def day(self, when: str) -> str:
        """The day of a time (ISO 8601 in UTC), as it is here; "" for what is no time."""
        try:
            local = datetime.fromisoformat(when).replace(tzinfo=UTC).astimezone()
        except (ValueError, OverflowError):
            return ""
        return self._locale.toString(QDate(local.date()), QLocale.FormatType.ShortFormat)
