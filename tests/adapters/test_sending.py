"""One program at a time sends, whatever it calls the file; and a file that was replaced is not written to."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import pytest

from plugin.adapters.working_copy import WorkingCopy, store
from plugin.domain.errors import Locked, Problem, Replaced
from plugin.domain.outbox import ItemState
from plugin.workflows.contribute import submit
from tests.workflows.stage import connection

from .copies import village
from .model_server import Server
from .racer import rows, send
from .test_working_copy_edits import add, edited, put

pytestmark = pytest.mark.qgis
ROOT = Path(__file__).resolve().parents[2]

HOLDER = """
import sys
from plugin.adapters.working_copy import WorkingCopy
with WorkingCopy.open(sys.argv[1]).sending():
    print("held", flush=True)
    sys.stdin.read()
"""


RACER = """
import sys
from pathlib import Path
from plugin.adapters.working_copy.sending import Sender
from plugin.domain.errors import Locked
for start in sys.stdin:
    try:
        sender = Sender(Path(sys.argv[1]), "rundgang")
        print("held", flush=True)
    except Locked:
        sender = None
        print("locked", flush=True)
    sys.stdin.readline()
    if sender is not None:
        sender.release()
    print("done", flush=True)
"""


@pytest.fixture
def copy(tmp_path: Path) -> WorkingCopy:
    made = village(tmp_path, key="uuid")
    edited(made, put(1, "art", "Ulme"), add(1, 2, art="Eibe"))
    return made


def test_of_two_who_begin_in_the_same_moment_one_sends(tmp_path: Path) -> None:
    """Each held what the other needed, and both were told that somebody else sends."""
    path = tmp_path / "Rundgang.gpkg"
    path.touch()
    command = [sys.executable, "-c", RACER, str(path)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with ExitStack() as ends:
        racers = [
            ends.enter_context(
                subprocess.Popen(
                    command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
                )
            )
            for _ in range(2)
        ]
        for _ in range(20):
            told = [together(racers) for _ in ("begin", "end")]
            assert told == [["held", "locked"], ["done", "done"]]
        for racer in racers:
            assert racer.stdin is not None
            racer.stdin.close()


def together(racers: list[subprocess.Popen[str]]) -> list[str]:
    for racer in racers:
        assert racer.stdin is not None
        racer.stdin.write("\n")
        racer.stdin.flush()
    return sorted(racer.stdout.readline().strip() for racer in racers if racer.stdout is not None)


@contextmanager
def held(path: Path, **environment: str) -> Iterator[subprocess.Popen[str]]:
    """Another program is sending the changes of `path`."""
    command = [sys.executable, "-c", HOLDER, str(path)]
    more = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    with subprocess.Popen(
        command, cwd=ROOT, env=more, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        yield holder
        holder.kill()


def by_symbolic_link(path: Path) -> Path:
    (link := path.with_name("Verknüpfung.gpkg")).symlink_to(path)
    return link


def by_hard_link(path: Path) -> Path:
    (link := path.parent.parent / "hart.gpkg").hardlink_to(path)
    return link


def by_another_folder(path: Path) -> Path:
    (link := path.parent.parent / "Ordner").symlink_to(path.parent)
    return link / path.name


def by_a_detour(path: Path) -> Path:
    return path.parent / ".." / path.parent.name / path.name


def as_a_copy(path: Path) -> Path:
    return Path(shutil.copy(path, path.with_name("Arbeitskopie (Konflikt 1).gpkg")))


@pytest.mark.parametrize("named", [by_symbolic_link, by_hard_link, by_another_folder, by_a_detour, as_a_copy])
def test_the_same_file_by_another_name_is_the_same(copy: WorkingCopy, named: Callable[[Path], Path]) -> None:
    other = WorkingCopy.open(named(copy.path))
    with held(copy.path), pytest.raises(Locked, match="Another program is sending"):
        other.enqueue(other.changes(), "satz", "")
    assert other.items() == []
    assert len(other.enqueue(other.changes(), "satz", "")) == 2  # it has ended


def test_two_people_with_folders_of_their_own_for_temporary_files(copy: WorkingCopy, tmp_path: Path) -> None:
    (tmp_path / "ihre").mkdir()
    with held(copy.path, TMPDIR=str(tmp_path / "ihre")), pytest.raises(Locked), copy.sending():
        pytest.fail("both were sending")


def test_where_nobody_may_write_beside_the_temporary_files(
    copy: WorkingCopy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gibt es nicht"))
    with copy.sending(), pytest.raises(Locked), WorkingCopy.open(copy.path).sending():
        pytest.fail("both were sending")


def test_the_dead_hold_nothing_and_nothing_stays_behind(copy: WorkingCopy) -> None:
    with held(copy.path) as holder:
        holder.send_signal(signal.SIGKILL)
        holder.wait(10)
    with copy.sending():
        pass
    assert [path.name for path in copy.path.parent.iterdir()] == [copy.path.name]


def test_a_program_that_sends_lets_others_edit_but_not_undo_what_waits(copy: WorkingCopy) -> None:
    copy.enqueue(copy.changes(), "satz", "")
    with held(copy.path):
        assert len(edited(copy, put(3, "art", "Esche"))) == 3
        with pytest.raises(Locked):
            copy.revert("baum", 1)


@pytest.mark.parametrize("rounds", [120])
def test_four_programs_race_and_each_change_is_sent_once(copy: WorkingCopy, tmp_path: Path, rounds: int) -> None:
    server = tmp_path / "server"
    server.touch()
    told = Counter[str]()
    with ExitStack() as stack:
        racers = [stack.enter_context(_racer(copy.path, server)) for _ in range(4)]
        for number in range(rounds):
            with store.writing(copy.path) as database:
                database.execute('UPDATE baum SET "art" = ? WHERE "_id" = 2', (f"Runde {number}",))
                database.execute('INSERT INTO baum ("art") VALUES (?)', (f"Runde {number}",))
            for racer in racers:
                racer.stdin.write("los\n")  # type: ignore[union-attr]
                racer.stdin.flush()  # type: ignore[union-attr]
            told.update(racer.stdout.readline().strip() for racer in racers)  # type: ignore[union-attr]
    send(copy.path, server)
    assert set(told) <= {"sent", "locked"} and told["sent"] >= rounds, told
    sent = Counter(row["uuid"] for row in rows(server))
    assert set(sent.values()) == {1} and len(sent) == rounds + 3
    assert {item.state for item in WorkingCopy.open(copy.path).items()} == {ItemState.SUBMITTED}


@contextmanager
def _racer(copy: Path, server: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "tests.adapters.racer", str(copy), str(server)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as racer:
        assert racer.stdout is not None
        assert racer.stdout.readline() == "ready\n"
        yield racer
        assert racer.stdin is not None
        racer.stdin.close()


# a cloud drive


def test_a_file_that_was_replaced_is_noticed_and_not_written_to(copy: WorkingCopy, tmp_path: Path) -> None:
    older = Path(shutil.copy(copy.path, tmp_path / "älter.gpkg"))
    items = copy.enqueue(copy.changes(), "satz", "")
    os.replace(older, copy.path)
    _is_noticed(copy, [item.uuid for item in items])


def test_an_older_state_in_the_same_file_is_noticed(copy: WorkingCopy, tmp_path: Path) -> None:
    older = Path(shutil.copy(copy.path, tmp_path / "älter.gpkg"))
    items = copy.enqueue(copy.changes(), "satz", "")
    shutil.copyfile(older, copy.path)
    _is_noticed(copy, [item.uuid for item in items])


def test_another_working_copy_in_its_place_is_noticed(copy: WorkingCopy, tmp_path: Path) -> None:
    (tmp_path / "andere").mkdir()
    other = village(tmp_path / "andere", key="uuid")
    items = copy.enqueue(copy.changes(), "satz", "")
    shutil.copyfile(other.path, copy.path)
    _is_noticed(copy, [item.uuid for item in items])


def test_a_file_that_is_gone_is_not_made_again(copy: WorkingCopy) -> None:
    copy.path.rename(copy.path.with_suffix(".weg"))
    with pytest.raises(Problem):
        copy.enqueue([], "satz", "")
    assert not copy.path.exists()


def _is_noticed(copy: WorkingCopy, uuids: list[str]) -> None:
    before = copy.path.read_bytes()
    deeds: list[Callable[[], object]] = [
        lambda: copy.mark(uuids, ItemState.SENDING),
        lambda: copy.enqueue([], "satz", ""),
        lambda: copy.revert("baum", 1),
        lambda: copy.settle([]),
    ]
    for deed in deeds:
        with pytest.raises(Replaced, match="another file than the one that was opened"):
            deed()
        copy.close()
    assert copy.path.read_bytes() == before
    with WorkingCopy.open(copy.path) as again:  # who looks again goes on with what is there now
        again.enqueue([], "satz", "")


def test_a_locked_file_is_noticed_and_not_written_to(copy: WorkingCopy, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "BUSY_SECONDS", 0.1)
    changes, before = copy.changes(), copy.path.read_bytes()
    with closing(sqlite3.connect(copy.path, isolation_level=None)) as drive:
        drive.execute("BEGIN EXCLUSIVE")
        with pytest.raises(Locked, match="Another program is writing"):
            copy.enqueue(changes, "satz", "")
        drive.execute("ROLLBACK")
    assert copy.path.read_bytes() == before
    assert len(copy.enqueue(changes, "satz", "")) == 2


@pytest.mark.parametrize("since", ["before anything was sent", "while it was on its way"])
def test_a_conflict_copy_sends_the_same_under_the_same_names(copy: WorkingCopy, since: str) -> None:
    """Both files know of the changes, one does not know that they were sent."""
    server = Server()
    copy.renew(server.epoch, [], [])
    if "way" in since:
        items = copy.enqueue(copy.changes(), "satz", "", "beitrag-a")
        copy.mark([item.uuid for item in items], ItemState.SENDING)
    conflict = as_a_copy(copy.path)
    copy.close()
    for number, path in enumerate((copy.path, conflict)):
        with WorkingCopy.open(path) as each:
            done = submit(
                connection(server), each, comment=f"{number}", new_uuid=lambda number=number: f"satz-{number}"
            )
        assert len(done.submitted) == 2 and done.refused == {}
        assert {item.state for item in WorkingCopy.open(path).items()} == {ItemState.SUBMITTED}
    assert len(server.rows) == 2, "each is there once"


def test_two_people_with_the_same_file_have_uuids_of_their_own(copy: WorkingCopy) -> None:
    other = WorkingCopy.open(as_a_copy(copy.path))
    anna, bert = (one.enqueue(one.changes(), "s", "", name) for one, name in ((copy, "anna"), (other, "bert")))
    assert not {item.uuid for item in anna} & {item.uuid for item in bert}


def test_something_else_beside_the_file_is_no_lock(copy: WorkingCopy) -> None:
    """A file that came along with a working copy hinders nobody, now or later."""
    beside = copy.path.with_name(f"{copy.path.name}.sending")
    beside.write_bytes(b"kein Schloss" * 500)
    with copy.sending(), pytest.raises(Locked), WorkingCopy.open(copy.path).sending():
        pass
    with copy.sending():
        assert beside.read_bytes().startswith(b"kein")
