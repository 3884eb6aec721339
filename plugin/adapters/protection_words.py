"""The level of protection of a layer in plain words: a name for lists, and what it means for the work."""

from __future__ import annotations

from .wording import translate


def level_word(level: str) -> str:
    """`level` is a word of `domain/protection.py`; "" and what a later version calls it are not known here."""
    return {
        "atomic": translate("protection_words", "all or nothing"),
        "verified": translate("protection_words", "read back after sending"),
        "detected": translate("protection_words", "looked at afterwards"),
    }.get(level) or translate("protection_words", "not known yet")


def level_meaning(level: str) -> str:
    """What it means for one's own work and that of others."""
    return {
        "atomic": translate(
            "protection_words",
            "In the same moment in which something is published, the service looks whether the object is still as "
            "it was seen. Nobody's work is overwritten, and nothing arrives by halves.",
        ),
        "verified": translate(
            "protection_words",
            "Bürger-GIS looks before and after: each change goes out by itself and is read back. Where two people "
            "write in the same second, one may still overwrite the other; that is noticed and told.",
        ),
        "detected": translate(
            "protection_words",
            "The service has no mark that stays with an object. What somebody else overwrites is only found at the "
            "next refresh. Where the answer to a new object is lost, somebody must look whether it arrived.",
        ),
    }.get(level) or translate("protection_words", "It is worked out at the next check-out or refresh.")


def level_text(level: str) -> str:
    """Both, as one sentence after another."""
    head = translate("protection_words", "Protection of changes: {}.").format(level_word(level))
    return f"{head} {level_meaning(level)}"
