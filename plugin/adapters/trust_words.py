"""Words for trust: what a level means, why something was accepted by rule, and why it was not."""

from __future__ import annotations

from ..domain.trust import CHECKED_BAD, CHECKED_GOOD, DRAWN, Bar, Ground, Tier
from .foreign import shown
from .wording import translate


def tier_of_text(text: str) -> Tier | None:
    """The level that a service states; None where it states none, or one of a later version."""
    return Tier(int(text)) if text in {str(int(one)) for one in Tier} else None


def tier_word(tier: Tier) -> str:
    match tier:
        case Tier.KNOWN:
            return translate("trust_words", "known")
        case Tier.PROVEN:
            return translate("trust_words", "proven")
        case Tier.APPOINTED:
            return translate("trust_words", "appointed")
    return translate("trust_words", "new")


def tier_line(tier: Tier) -> str:
    """To the person whose level it is: a sentence or two."""
    match tier:
        case Tier.KNOWN:
            return translate(
                "trust_words", "Your level of trust: known. People look at what you send before it counts."
            )
        case Tier.PROVEN:
            return translate(
                "trust_words",
                "Your level of trust: proven. Where the municipality allows it, small changes of yours are accepted "
                "at once.",
            )
        case Tier.APPOINTED:
            return translate(
                "trust_words",
                "Your level of trust: appointed by the municipality. Where it allows it, small changes of yours are "
                "accepted at once.",
            )
    return translate("trust_words", "Your level of trust: new. People look at everything you send before it counts.")


def author_with_tier(author: str, tier: str) -> str:
    """A pseudonym as it is shown, with the level that its person had when they sent this."""
    found = tier_of_text(tier)
    return author if found is None else f"{author} ({tier_word(found)})"


def automatic_text(automatic: str, afterwards: str) -> str:
    """By which rule something was accepted, and whether somebody has looked since; "" where a person accepted it."""
    if not automatic:
        return ""
    match automatic.partition(":")[0]:
        case Ground.ATTRIBUTES:
            why = translate("trust_words", "Accepted by rule: a harmless change of a trusted person.")
        case Ground.MOVE:
            why = translate("trust_words", "Accepted by rule: a trusted person moved it by at most 3 m.")
        case Ground.NEW_POINT:
            why = translate("trust_words", "Accepted by rule: a new point of a trusted person.")
        case _:
            why = translate("trust_words", "Accepted by rule.")
    return f"{why} {afterwards_text(afterwards)}".strip()


def afterwards_text(afterwards: str) -> str:
    match afterwards:
        case "":
            return translate("trust_words", "Nobody has looked at it.")
        case _ if afterwards == DRAWN:
            return translate("trust_words", "It was drawn by lot: somebody is to look at it.")
        case _ if afterwards == CHECKED_GOOD:
            return translate("trust_words", "Somebody has looked at it since: it is good.")
        case _ if afterwards == CHECKED_BAD:
            return translate("trust_words", "Somebody has looked at it since, and objected.")
    return ""


def held_text(held: str) -> str:
    """Why something was not accepted by rule, for reviewers; `held` is what the service keeps, foreign text."""
    word, _, detail = held.partition(":")
    if word not in set(Bar):
        return ""
    return translate("trust_words", "Not accepted by rule: {}").format(_why(Bar(word), shown(detail, 60)))


def _why(bar: Bar, detail: str) -> str:
    match bar:
        case Bar.TIER:
            return translate("trust_words", "its author is not trusted so far.")
        case Bar.MASS:
            return translate("trust_words", "it is part of a mass edit.")
        case Bar.UNCHECKED:
            return translate("trust_words", "not everything could be checked.")
        case Bar.DUPLICATE:
            return translate("trust_words", "something like it may exist already.")
        case Bar.FINDING:
            return translate("trust_words", "something was noticed.")
        case Bar.FAR:
            return translate("trust_words", "it was moved by {} m.").format(detail)
        case Bar.AGAIN:
            return translate("trust_words", "it was moved by rule within a day already.")
        case Bar.FIELD:
            return translate("trust_words", "the field {} is not among the harmless ones.").format(detail)
        case Bar.NEVER:
            return translate("trust_words", "owner, area and key are never changed by rule.")
        case Bar.HOUR:
            return translate("trust_words", "that was enough within one hour.")
    return translate("trust_words", "this kind of change is for a person.")


def event_reason(code: str) -> str:
    """A reason_code of what the service did itself; "" for any other."""
    word, _, detail = code.partition(":")
    if word not in set(Ground):
        return held_text(word) if word == Bar.MASS else ""
    tier = tier_of_text(detail.removeprefix("tier_"))
    why = automatic_text(word, "-")
    return f"{why} {translate('trust_words', 'Level: {}').format(tier_word(tier))}" if tier is not None else why
