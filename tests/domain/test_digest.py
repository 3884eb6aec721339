"""Who is told what: Anna contributes, Dr. Weiß reviews in Altmarkfurt, Herr Böhme in Neuwasser."""

from __future__ import annotations

from dataclasses import replace

import pytest

from plugin.domain.access import Actor, Grant, Role
from plugin.domain.digest import Event, Item, Mark, Queue, Said, news

ALTMARKFURT, NEUWASSER = "149990010010", "149990020020"
ANNA = Actor("Anna", pseudonym="p-anna", grants=(Grant(Role.CONTRIBUTOR, "14999"),))
YUSUF = Actor("Yusuf", pseudonym="p-yusuf", grants=(Grant(Role.CONTRIBUTOR, "14999"),))
WEISS = Actor("Dr. Weiß", pseudonym="p-weiss", grants=(Grant(Role.REVIEWER, ALTMARKFURT),))
BOEHME = Actor("Herr Böhme", pseudonym="p-boehme", grants=(Grant(Role.REVIEWER, NEUWASSER),))
NEW = Actor("Wer neu ist", grants=(Grant(Role.REVIEWER, ALTMARKFURT, frozenset({"baum"})),))
MORNING, NOON, EVENING = (f"2026-05-04T{hour}:00:00Z" for hour in ("08", "12", "18"))
TOLD = Mark(10, "h10", 3, NOON)
BENCH = Item("b-1", "sitzbank", "update", "submitted", "p-anna", MORNING, ars=ALTMARKFURT)


def happened(number: int, to: str, actor: str = "p-weiss", about: str = "b-1", time: str = EVENING) -> Event:
    return Event(number, f"h{number}", about, to, actor, time)


def queue(*items: Item, events: tuple[Event, ...] = (), comments: tuple[Said, ...] = ()) -> Queue:
    """As it is in the evening, with the event of the mark still there."""
    known = frozenset({(10, "h10")})
    last = events[-1] if events else happened(10, "submitted", time=NOON)
    return Queue(EVENING, {item.uuid: item for item in items}, events, comments, last, 3, known)


@pytest.mark.parametrize("status", ["needs_changes", "accepted", "rejected", "duplicate", "published", "conflict"])
def test_an_answer_is_told_to_its_author_and_to_nobody_else(status: str) -> None:
    bench = replace(BENCH, status=status)
    there = queue(bench, events=(happened(11, status),))
    assert news(ANNA, TOLD, there).answers == (bench,)
    assert not news(YUSUF, TOLD, there) and not news(WEISS, TOLD, there) and not news(BOEHME, TOLD, there)


def test_what_somebody_did_themselves_is_no_news() -> None:
    withdrawn = queue(replace(BENCH, status="withdrawn"), events=(happened(11, "withdrawn", "p-anna"),))
    assert not news(ANNA, TOLD, withdrawn) and not news(WEISS, TOLD, withdrawn)


def test_an_answer_that_she_has_answered_already_is_no_news() -> None:
    events = (happened(11, "needs_changes"), happened(12, "submitted", "p-anna"))
    there = queue(BENCH, events=events)
    assert not news(ANNA, TOLD, there)
    assert news(WEISS, TOLD, there).arrived == (BENCH,), "and who asked back hears that it came"


def test_two_answers_are_one_line_with_the_last() -> None:
    bench = replace(BENCH, status="published")
    there = queue(bench, events=(happened(11, "accepted"), happened(12, "published")))
    assert news(ANNA, TOLD, there).answers == (bench,)


def test_what_was_told_is_not_told_again() -> None:
    there = queue(replace(BENCH, status="accepted"), events=(happened(11, "accepted"),))
    assert news(ANNA, TOLD, there)
    assert there.end() == Mark(11, "h11", 3, EVENING)
    assert not news(ANNA, there.end(), replace(there, known=frozenset({(11, "h11")})))


def test_a_question_is_told_once_beside_an_answer_not_twice() -> None:
    bench = replace(BENCH, status="in_review")
    asked = (Said(4, "b-1", "p-weiss", EVENING),)
    assert news(ANNA, TOLD, queue(bench, comments=asked)).commented == (bench,)
    assert not news(ANNA, TOLD, queue(bench, comments=(Said(4, "b-1", "p-anna", EVENING),))), "her own"
    assert not news(ANNA, TOLD, queue(bench, comments=(Said(3, "b-1", "p-weiss", MORNING),))), "an old one"
    back = replace(BENCH, status="needs_changes")
    both = news(ANNA, TOLD, queue(back, events=(happened(11, "needs_changes"),), comments=asked))
    assert both.answers == (back,) and both.commented == () and both.turn == 1


def test_new_ones_are_told_to_who_reviews_there() -> None:
    there = queue(BENCH, events=(happened(11, "submitted", "p-anna"),))
    assert (news(WEISS, TOLD, there).arrived, news(WEISS, TOLD, there).waiting) == ((BENCH,), 1)
    for other in (ANNA, YUSUF, BOEHME, NEW):
        assert not news(other, TOLD, there)


def test_nobody_hears_of_their_own_as_something_to_review() -> None:
    own = replace(BENCH, author="p-weiss")
    found = news(WEISS, TOLD, queue(own, events=(happened(11, "submitted", "p-weiss"),)))
    assert not found and found.waiting == 0


def test_what_is_handed_over_is_told_where_it_went() -> None:
    away = replace(BENCH, status="forwarded", body_ars=NEUWASSER)
    there = queue(away, events=(happened(11, "forwarded"),))
    assert news(BOEHME, TOLD, there).handed_over == (away,)
    assert news(WEISS, TOLD, there).handed_over == (), "it was she who did it"
    assert news(ANNA, TOLD, there).answers == (away,)


def test_a_deadline_is_told_of_once_when_it_has_passed() -> None:
    bench = replace(BENCH, due="2026-05-04T15:00:00Z")
    found = news(WEISS, TOLD, queue(bench))
    assert (found.newly_late, found.late) == ((bench,), 1)
    assert not news(WEISS, replace(TOLD, time="2026-05-04T16:00:00Z"), queue(bench)), "that was told"
    assert not news(WEISS, TOLD, queue(replace(bench, due="2026-05-05T00:00:00Z"))), "that is tomorrow"


def test_who_is_told_for_the_first_time_hears_what_is_open_and_no_old_stories() -> None:
    back, done = replace(BENCH, status="needs_changes"), replace(BENCH, uuid="b-2", status="published")
    there = queue(back, done, events=(happened(5, "published", about="b-2"), happened(11, "needs_changes")))
    found = news(ANNA, Mark(), there)
    assert found and (found.answers, found.turn) == ((), 1)
    assert not news(YUSUF, Mark(), there)
    assert news(WEISS, Mark(), queue(BENCH)).waiting == 1


def test_after_a_restore_the_time_decides() -> None:
    """The event up to which she was told is gone, and its number belongs to another one."""
    bench = replace(BENCH, status="accepted")
    events = (happened(9, "needs_changes", time=MORNING), happened(10, "accepted", time=EVENING))
    there = replace(queue(bench, events=events), known=frozenset({(10, "another")}))
    assert news(ANNA, TOLD, there).answers == (bench,)
    old = replace(queue(replace(bench, status="needs_changes"), events=events[:1]), known=frozenset())
    assert not news(ANNA, TOLD, old), "that was in the morning, and she knows"
