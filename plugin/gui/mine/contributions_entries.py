"""One's own contributions as the list shows them: what the server says and what the outbox knows, one state each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from ...adapters.finding_words import findings_text
from ...adapters.foreign import paragraphs, shown
from ...adapters.trust_words import automatic_text
from ...adapters.wording import moment, next_step, reason_word, status_word, translate
from ...adapters.working_copy import Overview, Sent
from ...domain.contribution import NEGATIVE, OPEN, Change, Operation, Status
from ...domain.transitions import Party, targets
from ...domain.validation import from_text
from ...workflows.history import Remark
from ...workflows.mine import Mine, MyContributions
from ...workflows.ports import ItemState
from .changes_words import all_values, called, corrected_values, what
from .field_words import NO_WORDS, FieldWords, Words
from .state_words import conflict_meaning, conflict_text, meaning, state_text

OVER = frozenset({*NEGATIVE, Status.PUBLISHED, Status.WITHDRAWN})
ANSWERED = frozenset({*NEGATIVE, Status.NEEDS_CHANGES, Status.ACCEPTED, Status.PUBLISHED, Status.CONFLICT})
_WAITING = frozenset({ItemState.QUEUED, ItemState.SENDING, ItemState.UNKNOWN, ItemState.REFUSED})


@dataclass(frozen=True)
class Entry:
    """One line. `waiting` is set while what the person wants is not with the server; `status` counts otherwise.

    `not_before` is when it is tried again by itself; `apart` says that somebody has to decide a conflict first.
    `local_id` is None where the contribution came from another working copy; `still_here` says that its change is
    in this one. `as_of` is "" for what the server said just now.
    """

    uuid: str
    change: Change
    title: str
    created: str
    status: Status
    revision: int = 1
    waiting: ItemState | None = None
    comment: str = ""
    reason: str = ""
    answers: tuple[Remark, ...] = ()
    local_id: int | None = None
    still_here: bool = False
    arrived: bool = True
    as_of: str = ""
    not_before: str = ""
    findings: str = ""
    automatic: str = ""
    apart: bool = False
    correction: Change | None = None
    words: FieldWords = NO_WORDS

    @property
    def layer(self) -> str:
        return self.change.feature.layer

    @property
    def is_open(self) -> bool:
        """Somebody still has to do something: the reviewer, or its author with what was turned down."""
        turned_down = self.status in OVER and self.status is not Status.PUBLISHED
        return self.waiting is not None or self.status in OPEN or (turned_down and self.still_here)

    @property
    def may_withdraw(self) -> bool:
        asked = self.waiting in (None, ItemState.QUEUED, ItemState.REFUSED)
        return self.arrived and asked and Status.WITHDRAWN in targets(self.status, {Party.AUTHOR})

    @property
    def may_revise(self) -> bool:
        """The row is here, and the server takes another version of it."""
        wanted = self.waiting is ItemState.REFUSED or self.status in (
            Status.SUBMITTED, Status.NEEDS_CHANGES, Status.CONFLICT, Status.WITHDRAWN, Status.REJECTED,
            Status.NOT_RESPONSIBLE,
        )  # fmt: skip
        return wanted and self.still_here and self.change.operation is not Operation.DELETE

    @property
    def may_answer(self) -> bool:
        """The municipality has asked back, and has said so just now."""
        return self.waiting is None and not self.as_of and self.status is Status.NEEDS_CHANGES

    @property
    def may_restore(self) -> bool:
        return self.waiting is None and self.still_here and self.status in OVER - {Status.PUBLISHED}


def entries(
    overview: Overview | None, mine: MyContributions | None, titles: Mapping[str, str], words: Words | None = None
) -> list[Entry]:
    """Newest first. `mine` is None while the server cannot be asked; `titles` are those of the layers."""
    local = {one.item.uuid: one for one in (overview.sent if overview else ())}
    there = _changed_rows(overview)
    apart = {one.uuid for one in overview.conflicts if not one.waiting and not one.merge.clean} if overview else set()
    found = [_of_server(one, local.get(one.contribution.uuid), there, titles) for one in (mine.found if mine else ())]
    known = {entry.uuid for entry in found}
    found += [_of_outbox(one, there, titles) for uuid, one in local.items() if uuid not in known]
    found = [
        replace(entry, apart=entry.uuid in apart, words=(words or {}).get(entry.layer, NO_WORDS)) for entry in found
    ]
    return sorted(found, key=lambda entry: (entry.created, entry.uuid), reverse=True)


def state_word(entry: Entry) -> str:
    """The one state of an entry, in list and detail."""
    if entry.apart:
        return conflict_text()
    if entry.waiting is None and entry.automatic:
        return translate("contributions_entries", "{} by rule").format(status_word(entry.status))
    return status_word(entry.status) if entry.waiting is None else state_text(entry.waiting, entry.not_before)


def next_words(entry: Entry) -> str:
    """What its author can do now."""
    if entry.apart:
        return conflict_meaning()
    return next_step(entry.status) if entry.waiting is None else meaning(entry.waiting)


def line(entry: Entry) -> str:
    """What it is about, without its state."""
    parts = [shown(entry.title, 60), called(entry.change.feature), what(entry.change, words=entry.words)]
    if entry.revision > 1:
        parts.append(translate("contributions_entries", "revision {}").format(entry.revision))
    return shown(" · ".join(part for part in parts if part), 300)


def detail(entry: Entry, pseudonym: str) -> str:
    """Everything about one entry, for a field that takes plain text only: first what its author has to read and do."""
    state = state_word(entry)
    blocks = [f"{state[:1].upper()}{state[1:]}. {next_words(entry)}"]
    if entry.reason and not any(answer.text == entry.reason for answer in entry.answers):
        blocks.append(f"{translate('contributions_entries', 'Answer')}\n{paragraphs(reason_word(entry.reason))}")
    blocks += [_told(answer, pseudonym) for answer in reversed(entry.answers)]  # the newest is what is to be read
    if entry.correction is not None:
        head = translate("contributions_entries", "What the municipality has corrected")
        blocks.append(f"{head}\n{corrected_values(entry.change, entry.correction, words=entry.words)}")
    if entry.automatic:
        blocks.append(automatic_text(entry.automatic, "-"))
    if entry.comment:
        blocks.append(f"{translate('contributions_entries', 'My comment')}\n{paragraphs(entry.comment)}")
    if told := findings_text(from_text(entry.findings)):
        blocks.append(f"{translate('contributions_entries', 'What was noticed')}\n{told}")
    blocks.append(f"{translate('contributions_entries', 'Proposed')}\n{all_values(entry.change, words=entry.words)}")
    made = [translate("contributions_entries", "Made: {}").format(moment(entry.created))]
    if entry.as_of:
        made.append(translate("contributions_entries", "As of {}").format(moment(entry.as_of)))
    return "\n\n".join([*blocks, "\n".join(made)])


def _told(answer: Remark, pseudonym: str) -> str:
    who = translate("contributions_entries", "Answer of the municipality")
    if answer.author == pseudonym:
        who = translate("contributions_entries", "My comment")
    return f"{who} ({moment(answer.created)})\n{paragraphs(answer.text)}"


def _changed_rows(overview: Overview | None) -> frozenset[tuple[str, int]]:
    changes = overview.changes if overview else ()
    return frozenset((change.feature.layer, change.local_id) for change in changes)


def latest(sent: Iterable[Sent]) -> dict[tuple[str, int], Sent]:
    """The newest item of each row."""
    return {(one.item.change.feature.layer, one.local_id): one for one in sent}


def _of_server(mine: Mine, sent: Sent | None, there: frozenset[tuple[str, int]], titles: Mapping[str, str]) -> Entry:
    one = mine.contribution
    waiting = sent.item.state if sent and sent.item.state in _WAITING and one.status not in OVER else None
    answered = one.note or one.reason_code
    return Entry(
        uuid=one.uuid,
        change=sent.item.change if sent and waiting else one.change,
        title=titles.get(one.layer, one.layer),
        created=one.created,
        status=one.status,
        revision=sent.item.revision if sent and waiting else one.revision,
        waiting=waiting,
        comment=one.comment,
        reason=sent.item.reason if sent and waiting is ItemState.REFUSED else answered,
        answers=mine.answers,
        local_id=sent.local_id if sent else None,
        still_here=sent is not None and (one.layer, sent.local_id) in there,
        not_before=sent.not_before if sent else "",
        findings=one.findings if waiting is None else "",
        automatic=one.automatic if waiting is None else "",
        correction=one.correction if one.outcome is one.correction and waiting is None else None,
    )


def _of_outbox(sent: Sent, there: frozenset[tuple[str, int]], titles: Mapping[str, str]) -> Entry:
    layer, state = sent.item.change.feature.layer, sent.item.state
    status = sent.status or Status.SUBMITTED
    if state is ItemState.SETTLED and status not in OVER:
        status = Status.PUBLISHED  # a refresh found on the server what was asked for
    return Entry(
        uuid=sent.item.uuid,
        change=sent.item.change,
        title=titles.get(layer, layer),
        created=sent.created,
        status=status,
        revision=sent.item.revision,
        waiting=state if state in _WAITING and status not in OVER else None,
        comment=sent.item.comment,
        reason=sent.item.reason,
        local_id=sent.local_id,
        still_here=(layer, sent.local_id) in there,
        arrived=sent.arrived or state is ItemState.SETTLED,
        as_of=sent.updated,
        not_before=sent.not_before,
    )
