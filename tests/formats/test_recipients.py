"""Who wants mail, as an administrator writes it down."""

from __future__ import annotations

import pytest

from plugin.domain.errors import InvalidContent
from plugin.formats.recipients import Recipient, address, parse

HEADING = "person,mail,language\n"


def test_everybody_in_it_once_with_or_without_an_address() -> None:
    text = HEADING + "Änne Großmann,anne@example.org,de_einfach\nYusuf Çelik,,de\n"
    expected = [Recipient("Änne Großmann", "anne@example.org", "de_einfach"), Recipient("Yusuf Çelik", "", "de")]
    assert parse(text) == expected
    assert parse("\ufeff" + text.replace(",", ";")) == expected
    assert parse(HEADING) == []


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("name,mail\n", "heading"), ("", "heading"),
        (HEADING + "Anna,a@example.org\n", "columns"), (HEADING + ",a@example.org,de\n", "no person"),
        (HEADING + "Anna,a@example.org,fr\n", "known are de, de_einfach, en"),
        (HEADING + "Anna,,de\nAnna,,de\n", "twice"), (HEADING + 'Anna,"a,de\n', "cannot be read"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named(text: str, says: str) -> None:
    with pytest.raises(InvalidContent, match=says):
        parse(text)


@pytest.mark.parametrize(
    "bad",
    ["anna", "anna@", "@example.org", "anna@localhost", "anna@example.org\nBcc: alle@example.org", "anna@example.org\r",
     "Anna <anna@example.org>", "anna@example.org, yusuf@example.org", "anna @example.org", '"a b"@example.org',
     "änne@example.org", "anna@exämple.org", "a" * 65 + "@example.org", "anna@" + "x." * 130 + "org",
     "anna@\u2028x.org", "anna@example.org\u0000"],
)  # fmt: skip
def test_nothing_but_one_plain_address_comes_into_a_heading(bad: str) -> None:
    with pytest.raises(InvalidContent, match="no mail address"):
        address(bad, "Line 2")
    quoted = bad.replace('"', '""')
    if bad == bad.strip():
        with pytest.raises(InvalidContent):
            parse(HEADING + f'Anna,"{quoted}",de\n')
