"""Mails and how far people were told change together, wherever it breaks."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from plugin.adapters import digest_folder, whole_file
from plugin.adapters.digest_folder import DigestFolder
from plugin.domain.digest import Mark
from plugin.domain.errors import InvalidContent, Locked

pytestmark = pytest.mark.qgis

TOLD = {"Änne Großmann": Mark(10, "h10", 3, "2026-05-04T12:00:00Z")}
MAILS = {"1.eml": b"To: anne@example.org\n", "2.txt": b"Yusuf\n"}


class Torn(BaseException):
    """The power fails."""


def run(path: Path) -> None:
    """One night: who was not told yet gets a mail."""
    with DigestFolder.opened(path) as folder:
        if folder.marks != TOLD:
            folder.commit(TOLD, MAILS)


def outcome(path: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in path.iterdir() if file.is_file()}


@pytest.mark.parametrize("number", range(1, 8))
@pytest.mark.parametrize("before", [True, False])
def test_wherever_it_breaks_each_mail_is_there_once(
    number: int, before: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every rename is a place to break at: two mails, the state, two moves, the state again."""
    calls: list[Path] = []
    rename = os.replace

    def torn(source: Path, target: Path) -> None:
        calls.append(source)
        if len(calls) == number and before:
            raise Torn
        rename(source, target)
        if len(calls) == number:
            raise Torn

    for module in (digest_folder, whole_file):
        monkeypatch.setattr(module.os, "replace", torn)
    if number <= 6:
        with pytest.raises(Torn):
            run(tmp_path)
    else:
        run(tmp_path)  # one run has six of them
    monkeypatch.undo()
    fetched = outcome(tmp_path)
    for name in fetched:
        (tmp_path / name).unlink()  # the mail program is quick
    run(tmp_path)
    assert not set(fetched) & set(outcome(tmp_path)), "twice"
    assert {**fetched, **outcome(tmp_path)} == MAILS
    again = outcome(tmp_path)
    run(tmp_path)
    assert outcome(tmp_path) == again
    assert sorted(os.listdir(tmp_path / ".digest")) == ["lock", "state.json"], "nothing is left over"


def test_only_its_owner_reads_it(tmp_path: Path) -> None:
    run(tmp_path / "post")
    private = [tmp_path / "post" / name for name in (*MAILS, ".digest/state.json")]
    assert {file.stat().st_mode & 0o777 for file in private} == {0o600}
    assert (tmp_path / "post" / ".digest").stat().st_mode & 0o777 == 0o700


def test_who_comes_while_another_program_writes_mails_writes_none(tmp_path: Path) -> None:
    with DigestFolder.opened(tmp_path):
        with pytest.raises(Locked):
            run(tmp_path)
        assert outcome(tmp_path) == {}
    run(tmp_path)
    assert outcome(tmp_path) == MAILS


@pytest.mark.parametrize(
    "state",
    ["", "{", "[]", "null", '{"version": 2, "people": {}, "pending": []}', '{"version": 1, "people": {}}',
     '{"version": 1, "people": {"A": {"event": "1"}}, "pending": []}',
     '{"version": 1, "people": {}, "pending": ["../../passwd.eml"]}', '{"version": 1, "people": {}, "pending": [1]}'],
)  # fmt: skip
def test_a_state_that_cannot_be_read_writes_nothing(state: str, tmp_path: Path) -> None:
    run(tmp_path)
    (tmp_path / ".digest" / "state.json").write_text(state, "utf-8")
    before = outcome(tmp_path)
    with pytest.raises(InvalidContent, match="no mail was written"):
        run(tmp_path)
    assert outcome(tmp_path) == before
