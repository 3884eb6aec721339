"""Mails about news: Änne contributes, Dr. Weiß answers, and each hears of it once, in their language."""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from qgis.core import QgsProcessingException

from plugin.algorithms.digest import Digest
from plugin.domain.contribution import Status
from plugin.services.contributions import transition
from tools.i18n import I18N, compile_all

from .municipality import ANNE, BOEHME, MEMBERS, WEISS, YUSUF
from .offices import run
from .stories import UUIDS, claim, edited, submitted
from .test_persons import comment
from .town import Town

pytestmark = pytest.mark.qgis

NAMES = {account: name for name, account, *_ in MEMBERS}
PEOPLE = (
    "person,mail,language\n"
    f"{NAMES[ANNE]},aenne@example.org,de_einfach\n{NAMES[YUSUF]},yusuf@example.org,de\n"
    f"{NAMES[WEISS]},weiss@example.org,de\n{NAMES[BOEHME]},,en\nEin Fremder,fremd@example.org,de\n"
)
NOTE = "Liebe Frau Großmann, das war der Nachbarbaum\r\nBcc: alle@example.org"


@pytest.fixture(scope="module", autouse=True)
def _compiled() -> None:
    if not compile_all(I18N):
        pytest.skip("lrelease is not installed: there is no German")


@pytest.fixture
def people(tmp_path: Path) -> Path:
    file = tmp_path / "post.csv"
    file.write_text(PEOPLE, "utf-8")
    return file


def night(town: Town, people: Path) -> dict[str, str]:
    """Run it, fetch the mails as the mail program does: texts by address, or by the first line without one."""
    output = people.parent / "post"
    run(Digest, town, PEOPLE=people, OUTPUT=output, SENDER="gis@example.org")
    found = {}
    for file in sorted(output.glob("[!.]*")):
        content = file.read_bytes()
        file.unlink()
        if file.suffix == ".txt":
            first, _, rest = content.decode().partition("\n\n")
            found[first] = rest
            continue
        assert max(content) < 128 and max(map(len, content.splitlines())) <= 998
        mail = email.message_from_bytes(content, policy=email.policy.default)
        assert isinstance(mail, EmailMessage) and not mail.defects
        assert sorted(mail) == sorted({*mail}), "no heading twice"
        assert (mail["From"], mail["Bcc"], mail["Auto-Submitted"]) == ("gis@example.org", None, "auto-generated")
        found[str(mail["To"])] = f"{mail['Subject']}\n{mail.get_content()}"
    return found


def test_each_hears_of_it_once_in_their_language(town: Town, people: Path) -> None:
    assert night(town, people) == {}, "nothing is open"
    submitted(town, edited(town, art="Esche"), UUIDS[0])
    first = night(town, people)
    assert set(first) == {"weiss@example.org"}, "who reviews there, and nobody else"
    assert "Neue Beiträge zum Prüfen:\n- baum, geändert, vom " in first["weiss@example.org"]
    assert "1 Beitrag wartet auf die Prüfung." in first["weiss@example.org"]
    assert night(town, people) == {}, "nothing new"
    answer = transition(UUIDS[0], Status.NEEDS_CHANGES, reason_code="position", note=NOTE)
    town.done(WEISS, claim(UUIDS[0]), answer)
    second = night(town, people)
    assert set(second) == {"aenne@example.org"}
    text = second["aenne@example.org"]
    assert text.startswith("Bürger-GIS: Neues zu Ihren Beiträgen\n")
    assert "bitte noch einmal ändern (Die Lage stimmt nicht)" in text
    assert "Einer von Ihren Beiträgen wartet auf Sie." in text
    town.done(WEISS, comment("Ich meine den Baum links.", UUIDS[0]))
    third = night(town, people)
    assert "Kommentar" in third["aenne@example.org"] and set(third) == {"aenne@example.org"}
    assert night(town, people) == {}


@pytest.mark.parametrize("town", ["gpkg"], indirect=True)
def test_nothing_that_anybody_wrote_and_no_name_is_in_a_mail(town: Town, people: Path) -> None:
    night(town, people)
    submitted(town, edited(town, art="Kastanie am Schulweg"), UUIDS[0])
    town.done(WEISS, claim(UUIDS[0]), transition(UUIDS[0], Status.REJECTED, reason_code="position", note=NOTE))
    town.done(WEISS, comment("Das geht so nicht, Frau G.", UUIDS[0]))
    (text,) = night(town, people).values()
    secrets = (*NAMES.values(), *NAMES, "Großmann", "Nachbarbaum", "Kastanie", "Frau G.", "p-", "Bcc")
    assert not [secret for secret in secrets if secret in text]


@pytest.mark.parametrize("town", ["gpkg"], indirect=True)
def test_who_agrees_later_hears_what_is_open_now_and_who_leaves_is_forgotten(town: Town, people: Path) -> None:
    submitted(town, edited(town, 3), UUIDS[1], who=YUSUF)
    others = PEOPLE.replace(f"{NAMES[BOEHME]},,en\n", "")
    people.write_text(others, "utf-8")
    night(town, people)
    people.write_text(PEOPLE, "utf-8")
    assert "1 contribution waits to be reviewed." in night(town, people)[NAMES[BOEHME]]
    state = people.parent / "post" / ".digest" / "state.json"
    assert NAMES[BOEHME] in state.read_text("utf-8") and "Ein Fremder" not in state.read_text("utf-8")
    people.write_text(others, "utf-8")
    night(town, people)
    assert NAMES[BOEHME] not in state.read_text("utf-8")


@pytest.mark.parametrize(
    ("text", "sender", "says"),
    [
        (PEOPLE + f"{NAMES[ANNE]},,de\n", "", "twice"),
        (PEOPLE.replace("aenne@example.org", '"a@example.org\nBcc: b@example.org"'), "", "no mail address"),
        (PEOPLE, "gis@example.org\nBcc: alle@example.org", "no mail address"),
    ],
)
def test_what_is_not_in_order_writes_nothing(shared: Town, text: str, sender: str, says: str, people: Path) -> None:
    people.write_text(text, "utf-8")
    with pytest.raises(QgsProcessingException, match=says):
        run(Digest, shared, PEOPLE=people, OUTPUT=people.parent / "post", SENDER=sender)
    assert not list((people.parent).glob("post/[!.]*"))
