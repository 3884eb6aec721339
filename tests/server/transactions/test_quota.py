"""What one person may have waiting, keep and send: small limits, so that few rows reach them."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from plugin.domain.contribution import Reason, Status
from plugin.services.contributions import revision, transition
from plugin.services.wfs.model import Insert, NewFeature

from .municipality import ANNE, WEISS, YUSUF
from .racing import Racer
from .stories import UUIDS, accept, at_once, claim, edited, form, halves, planted, proposal, submit, submitted
from .test_attachments import PHOTOS, attach, withdraw
from .town import NOON, Town

pytestmark = pytest.mark.qgis
LATER = NOON + timedelta(minutes=61)


def limit(town: Town, **numbers: int) -> None:
    town.sql(f"INSERT INTO {{q}}service_state (key, value) VALUES ('limits', '{_text(numbers)}')")


def _text(numbers: dict[str, int]) -> str:
    return json.dumps(numbers).replace("{", "{{").replace("}", "}}")


def wishes(town: Town, count: int, start: int = 0) -> list[Insert]:
    changes = (planted(town, x=495100.0 + number) for number in range(start, start + count))
    return [submit(proposal(change, uuid)) for change, uuid in zip(changes, UUIDS[start:], strict=False)]


def said(got: tuple[int, str], words: str) -> bool:
    return got[0] == 429 and "QuotaExceeded" in got[1] and words in got[1]


def test_so_many_wait_and_no_more_one_by_one_or_at_once(town: Town) -> None:
    limit(town, open_contributions=3)
    first, second, third, fourth = wishes(town, 4)
    assert said(town.refused(ANNE, first, second, third, fourth), "3 open contributions; 0 of yours wait")
    town.done(ANNE, first, second)
    assert said(town.refused(ANNE, third, fourth), "2 of yours wait")
    town.done(ANNE, third)
    assert said(town.refused(ANNE, fourth), "3 of yours wait. Send fewer")
    town.done(ANNE, first, second, third)  # the same again is nothing more
    town.done(YUSUF, fourth)  # each has a limit of their own


def test_what_is_decided_or_withdrawn_makes_room(town: Town) -> None:
    limit(town, open_contributions=2)
    first, second, third = wishes(town, 3)
    town.done(ANNE, first, second)
    assert town.refused(ANNE, third)[0] == 429
    town.done(ANNE, transition(UUIDS[0], Status.WITHDRAWN))
    town.done(ANNE, third)
    assert town.refused(ANNE, *wishes(town, 1, 3))[0] == 429
    town.done(WEISS, claim(UUIDS[1]), transition(UUIDS[1], Status.REJECTED, reason_code=Reason.OTHER))
    town.done(ANNE, *wishes(town, 1, 3))


def test_what_is_published_waits_no_more(town: Town) -> None:
    limit(town, open_contributions=1)
    wish = submitted(town, edited(town, hoehe=12.5))
    accept(town, WEISS)
    assert town.refused(ANNE, *wishes(town, 1, 1))[0] == 429
    actions, conditions = halves(wish)
    town.done(WEISS, *actions, conditions=conditions)
    town.done(ANNE, *wishes(town, 1, 1))


def test_an_hour_takes_so_many_and_says_when_to_come_again(town: Town) -> None:
    limit(town, contributions_per_hour=3)
    submitted(town, planted(town))
    town.done(ANNE, *wishes(town, 1, 1))
    better = revision(proposal(planted(town, art="Ulme")), form("baum"))
    wish = submitted(town, edited(town, hoehe=1.5), UUIDS[5])
    got = town.send(ANNE, revision(proposal(edited(town, hoehe=2.5), wish.uuid), form("baum")))
    assert (got.status, got.headers["Retry-After"]) == (429, "600")
    assert said(town.refused(ANNE, better), "3 contributions and photos in an hour")
    assert said(town.refused(ANNE, *wishes(town, 1, 2)), "3 contributions and photos in an hour")
    town.done(ANNE, *wishes(town, 1, 2), now=LATER)


def test_staff_who_publish_at_once_have_an_hour_too_and_nothing_waits(town: Town) -> None:
    limit(town, contributions_per_hour=2, open_contributions=0)
    for number in range(2):
        actions, conditions = at_once(proposal(edited(town, hoehe=number + 0.5), UUIDS[number]))
        town.done(WEISS, *actions, conditions=conditions)
    actions, conditions = at_once(proposal(edited(town, hoehe=9.5), UUIDS[2]))
    assert said(town.refused(WEISS, *actions, conditions=conditions), "2 contributions and photos in an hour")
    town.done(WEISS, *actions, conditions=conditions, now=LATER)


def test_bytes_are_counted_of_what_is_open_and_what_a_revision_adds(town: Town) -> None:
    limit(town, megabytes=1)
    large = submit(proposal(planted(town, strname="ä" * 300_000)))  # two bytes each
    town.done(ANNE, large)
    other = submit(proposal(planted(town, strname="x" * 420_000), UUIDS[1]))
    assert said(town.refused(ANNE, other), "1 MB together")
    longer = proposal(planted(town, strname="ä" * 310_000))
    town.done(ANNE, revision(longer, form("baum")))
    too_long = proposal(planted(town, strname="ä" * 499_000, art="Linde"))
    second = submit(proposal(planted(town, strname="x" * 300_000), UUIDS[2]))
    town.done(ANNE, second)
    assert said(town.refused(ANNE, revision(too_long, form("baum"))), "1 MB together")
    town.done(ANNE, transition(UUIDS[0], Status.WITHDRAWN))
    town.done(ANNE, other)


def test_photos_count_while_their_contribution_is_open(town: Town) -> None:
    limit(town, megabytes=1)
    submitted(town, planted(town))
    author = town.rows("contribution")[0]["author"]
    names = "uuid, contribution, author, size, status"
    for number, (whose, status) in enumerate(((author, "attached"), ("p-0", "attached"), (author, "withdrawn"))):
        values = f"'{UUIDS[number]}', '{UUIDS[0]}', '{whose}', 999000, '{status}'"
        town.sql(f"INSERT INTO {{q}}attachment ({names}) VALUES ({values})")
    assert said(town.refused(ANNE, *wishes(town, 1, 1)), "1 MB together")
    town.done(ANNE, transition(UUIDS[0], Status.WITHDRAWN))
    town.done(ANNE, *wishes(town, 1, 1))


def test_who_attaches_and_withdraws_again_and_again_fills_no_record(town: Town) -> None:
    limit(town, contributions_per_hour=2)
    submitted(town, planted(town))
    town.done(ANNE, attach(), withdraw())
    assert said(town.refused(ANNE, attach(uuid=PHOTOS[1])), "2 contributions and photos in an hour")
    town.done(ANNE, attach(uuid=PHOTOS[1]), now=LATER)


def test_comments_have_an_hour_but_answers_of_reviewers_have_none(town: Town) -> None:
    limit(town, comments_per_hour=2)
    for number in range(3):
        submitted(town, planted(town, x=495100.0 + number), UUIDS[number])

    def comment(number: int) -> Insert:
        about = {"uuid": UUIDS[number], "contribution": UUIDS[0], "text": f"{number}. Wort"}
        return Insert("comment", (NewFeature(about),))

    town.done(WEISS, comment(5), comment(6))
    town.done(WEISS, comment(6))
    assert said(town.refused(WEISS, comment(7)), "2 comments in an hour")
    accept(town, WEISS, *UUIDS[:3])
    town.done(WEISS, comment(7), now=LATER)


def test_without_a_word_of_the_municipality_the_limits_are_those_of_the_house(town: Town) -> None:
    limit(town, gibt_es_nicht=0)
    town.done(ANNE, *wishes(town, 5))


def test_two_at_once_do_not_both_take_the_last_place(town: Town) -> None:
    limit(town, open_contributions=1)
    racers = [Racer(town.project_file) for _ in range(2)]
    for number in range(0, 12, 2):
        for racer, wish in zip(racers, wishes(town, 2, number), strict=True):
            racer.ask(ANNE, wish)
        statuses = [racer.hear()[0] for racer in racers]
        assert sorted(statuses) == [200, 429], number
        town.done(ANNE, transition(UUIDS[number + statuses.index(200)], Status.WITHDRAWN))
    for racer in racers:
        racer.close()
