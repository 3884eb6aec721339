"""The text of a mail about the queue, in the language of who gets it.

It says what happened to which contribution, and where to read more; nothing that anybody wrote, and nobody's name or
pseudonym: mail is read on the way, and a note may be about a third person.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

from ..domain.digest import Item, News
from .foreign import shown
from .language import Speaker
from .wording import sources

_FEW = 20
"""Contributions that are listed; of more, the number is told."""

_HELLO = QT_TRANSLATE_NOOP("digest", "Hello,")
_SUBJECT_OWN = QT_TRANSLATE_NOOP("digest", "Bürger-GIS: news about your contributions")
_SUBJECT_REVIEW = QT_TRANSLATE_NOOP("digest", "Bürger-GIS: contributions to review")
_ANSWERS = QT_TRANSLATE_NOOP("digest", "There are answers to your contributions:")
_COMMENTED = QT_TRANSLATE_NOOP("digest", "Somebody has written a comment about your contributions:")
_TURN = QT_TRANSLATE_NOOP("digest", "%n of your contributions wait for you.")
_READ = QT_TRANSLATE_NOOP("digest", "You can read everything in Bürger-GIS, on the page “My contributions”.")
_ARRIVED = QT_TRANSLATE_NOOP("digest", "New contributions to review:")
_HANDED = QT_TRANSLATE_NOOP("digest", "Contributions that were handed over to you:")
_LATE = QT_TRANSLATE_NOOP("digest", "Contributions whose deadline has passed:")
_WAITING = QT_TRANSLATE_NOOP("digest", "%n contributions wait to be reviewed.")
_ALL_LATE = QT_TRANSLATE_NOOP("digest", "The deadline of %n of them has passed.")
_LOOK = QT_TRANSLATE_NOOP("digest", "You find them in Bürger-GIS, on the page “Review”.")
_MORE = QT_TRANSLATE_NOOP("digest", "… and %n more")
_OF_DAY = QT_TRANSLATE_NOOP("digest", "{layer}, {operation}, of {day}")
_STATUS = QT_TRANSLATE_NOOP("digest", "{what}: {status}")
_REASON = QT_TRANSLATE_NOOP("digest", "{what}: {status} ({reason})")
_FOOTER = QT_TRANSLATE_NOOP(
    "digest", "You get this text because you wanted it. If you do not want it any more, tell the municipality."
)


def subject(news: News, speaker: Speaker) -> str:
    own = news.answers or news.commented or news.turn
    return speaker.say("digest", _SUBJECT_OWN if own else _SUBJECT_REVIEW)


def body(news: News, speaker: Speaker) -> str:
    """The whole text, in lines that end with a line feed."""
    parts = [[speaker.say("digest", _HELLO)], *_own(news, speaker), *_review(news, speaker)]
    parts.append([speaker.say("digest", _FOOTER)])
    return "\n\n".join("\n".join(lines) for lines in parts if lines) + "\n"


def _own(news: News, speaker: Speaker) -> Iterator[list[str]]:
    yield _listed(_ANSWERS, news.answers, speaker, answered=True)
    yield _listed(_COMMENTED, news.commented, speaker)
    told = [speaker.say("digest", _TURN, news.turn)] if news.turn else []
    if told or news.answers or news.commented:
        yield [*told, speaker.say("digest", _READ)]


def _review(news: News, speaker: Speaker) -> Iterator[list[str]]:
    yield _listed(_ARRIVED, news.arrived, speaker)
    yield _listed(_HANDED, news.handed_over, speaker)
    yield _listed(_LATE, news.newly_late, speaker)
    if news.waiting:
        late = [speaker.say("digest", _ALL_LATE, news.late)] if news.late else []
        yield [speaker.say("digest", _WAITING, news.waiting), *late, speaker.say("digest", _LOOK)]


def _listed(title: str, items: Sequence[Item], speaker: Speaker, answered: bool = False) -> list[str]:
    if not items:
        return []
    more = [speaker.say("digest", _MORE, len(items) - _FEW)] if len(items) > _FEW else []
    return [speaker.say("digest", title), *_lines(items[:_FEW], speaker, answered), *more]


def _lines(items: Iterable[Item], speaker: Speaker, answered: bool) -> Iterator[str]:
    for item in items:
        status, operation, reason = sources(item.status, item.operation, item.reason_code)
        what = speaker.say("digest", _OF_DAY).format(
            layer=shown(item.layer, 60), operation=speaker.say("operation", operation), day=speaker.day(item.created)
        )
        if answered:
            words = {"what": what, "status": speaker.say("status", status), "reason": speaker.say("reason", reason)}
            what = speaker.say("digest", _REASON if reason else _STATUS).format(**words)
        yield f"- {what}"
