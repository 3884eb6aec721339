"""Lanes: one thing at a time, cancelled at once, answered once and to nobody else, while the window stays awake."""

from __future__ import annotations

import gc
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from qgis.core import Qgis, QgsApplication, QgsTask
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject

from plugin.adapters import background
from plugin.adapters.background import LOG, SWITCH_S, THREADS, Job, Lane
from plugin.adapters.network import session
from plugin.domain.errors import AccessDenied, Cancelled, Problem
from tests.adapters.web import Web, serving
from tests.gui.heartbeat import LONGEST, Heartbeat, best_of, wait

pytestmark = pytest.mark.qgis
ROOT = Path(__file__).resolve().parents[2]


class Answers:
    """What a lane delivered, and when."""

    def __init__(self) -> None:
        self.done: list[object] = []
        self.failed: list[Problem] = []
        self.at = 0.0

    @property
    def here(self) -> bool:
        return bool(self.done or self.failed)

    def start(self, lane: Lane, work: Callable[[Job], object], title: str = "Arbeit") -> bool:
        def note(into: list) -> Callable[[object], None]:
            def noted(what: object) -> None:
                self.at = time.perf_counter()
                assert threading.current_thread() is threading.main_thread()
                into.append(what)

            return noted

        return lane.start(title, work, note(self.done), note(self.failed))


@pytest.fixture
def lane(qgis_app: QgsApplication) -> Iterator[Lane]:
    made: Lane = Lane()
    yield made
    made.close()


@pytest.fixture
def answers() -> Answers:
    return Answers()


@pytest.fixture
def web(qgis_app: QgsApplication) -> Iterator[Web]:
    with serving() as running:
        yield running


def ask(web: Web, path: str = "/slow") -> Callable[[Job], int]:
    """Work that waits for a server."""
    return lambda job: session(feedback=job.feedback).get(web.url(path)).status_code


def test_the_window_stays_awake_while_a_server_needs_a_minute(lane: Lane, answers: Answers, web: Web) -> None:
    answers.start(lane, ask(web))
    wait(lambda: web.seen)

    def two_seconds() -> None:
        end = time.perf_counter() + 2
        wait(lambda: time.perf_counter() > end)

    assert best_of(8, two_seconds) < LONGEST
    assert lane.busy and not answers.here
    asked = time.perf_counter()
    lane.cancel()
    wait(lambda: answers.here)
    assert answers.at - asked < 0.2
    assert [type(problem) for problem in answers.failed] == [Cancelled]
    assert not lane.busy


def test_a_beating_heart_is_measured_and_a_stopped_one_too(qgis_app: QgsApplication) -> None:
    with Heartbeat() as heart:
        end = time.perf_counter() + 0.3
        wait(lambda: time.perf_counter() > end)
    assert heart.beats > 20
    with Heartbeat() as stopped:
        time.sleep(0.2)
    assert stopped.longest > 0.19


def test_what_was_done_is_told_and_where_it_is_too(lane: Lane, answers: Answers) -> None:
    told: list[float] = []
    lane.progressed.connect(told.append)

    def count(job: Job) -> str:
        for part in (0.25, 0.5, 0.75):
            job.progress(part, "count")
        return "fertig"

    assert answers.start(lane, count)
    assert lane.busy
    wait(lambda: answers.here)
    assert (answers.done, answers.failed, lane.busy) == (["fertig"], [], False)
    wait(lambda: 75.0 in told)


def test_a_problem_arrives_as_it_was_raised(lane: Lane, answers: Answers) -> None:
    problem = AccessDenied("Das dürfen Sie nicht.")

    def refuse(_job: Job) -> None:
        raise problem

    answers.start(lane, refuse)
    wait(lambda: answers.here)
    assert answers.failed == [problem]


def test_a_mistake_of_ours_is_a_sentence_and_a_trace_in_the_log(lane: Lane, answers: Answers) -> None:
    logged: list[tuple[str, str, Qgis.MessageLevel]] = []

    def note(text: str, tag: str, level: Qgis.MessageLevel) -> None:
        logged.append((text, tag, level))

    QgsApplication.messageLog().messageReceived[str, str, Qgis.MessageLevel].connect(note)
    answers.start(lane, lambda job: 1 / 0)
    wait(lambda: answers.here and any(tag == LOG for _, tag, _ in logged))
    QgsApplication.messageLog().messageReceived[str, str, Qgis.MessageLevel].disconnect(note)
    assert [type(problem) for problem in answers.failed] == [Problem]
    assert "division" not in answers.failed[0].text
    trace = next(text for text, tag, _ in logged if tag == LOG)
    assert "ZeroDivisionError" in trace


def test_what_was_replaced_is_not_delivered(lane: Lane, answers: Answers, web: Web) -> None:
    first = Answers()
    first.start(lane, ask(web))
    wait(lambda: web.seen)
    answers.start(lane, lambda job: "neu")
    wait(lambda: answers.here)
    web.patience.set()
    settle()
    assert (answers.done, first.here) == (["neu"], False)


def test_a_late_answer_does_not_overtake_a_newer_question(lane: Lane, answers: Answers) -> None:
    """The first one does not look whether it is wanted, and ends last."""
    go, first = threading.Event(), Answers()
    first.start(lane, lambda job: go.wait(10) and "alt")
    answers.start(lane, lambda job: "neu")
    wait(lambda: answers.here)
    go.set()
    settle()
    assert (answers.done, first.here) == (["neu"], False)


def test_a_hundred_quick_questions_have_one_answer(lane: Lane) -> None:
    asked = [Answers() for _ in range(100)]
    busy: list[bool] = []
    lane.busy_changed.connect(busy.append)
    for number, one in enumerate(asked):
        one.start(lane, lambda job, number=number: number)
    wait(lambda: not lane.busy)
    settle()
    assert [one.done for one in asked if one.here] == [[99]]
    assert busy[-1] is False


def test_two_lanes_work_at_once(answers: Answers, web: Web) -> None:
    lanes, second = (Lane(), Lane()), Answers()
    answers.start(lanes[0], ask(web))
    second.start(lanes[1], ask(web))
    wait(lambda: len(web.seen) == 2)
    web.patience.set()
    wait(lambda: answers.here and second.here)
    assert (answers.done, second.done) == ([200], [200])


def test_what_writes_is_not_replaced(qgis_app: QgsApplication, answers: Answers) -> None:
    lane: Lane = Lane(writes=True)
    go, second = threading.Event(), Answers()
    assert answers.start(lane, lambda job: go.wait(10))
    assert not second.start(lane, lambda job: "zu viel")
    go.set()
    wait(lambda: answers.here)
    assert (answers.done, second.here) == ([True], False)
    lane.close()


def test_a_cancel_that_comes_too_late_hides_nothing(qgis_app: QgsApplication, answers: Answers) -> None:
    """What was sent was sent: the person is told so."""
    lane: Lane = Lane(writes=True)
    sent, go = threading.Event(), threading.Event()

    def send(_job: Job) -> str:
        sent.set()
        go.wait(10)
        return "gesendet"

    answers.start(lane, send)
    wait(sent.is_set)
    lane.cancel()
    go.set()
    wait(lambda: answers.here)
    assert (answers.done, answers.failed) == (["gesendet"], [])
    lane.close()


def test_cancelled_before_it_began(answers: Answers, web: Web) -> None:
    """With all threads taken, work waits for its turn, and can be cancelled there."""
    others, ran = [Lane() for _ in range(THREADS)], threading.Event()
    for other in others:
        Answers().start(other, ask(web))
    wait(lambda: len(web.seen) == THREADS)
    lane: Lane = Lane()
    answers.start(lane, lambda job: ran.set())
    lane.cancel()
    wait(lambda: answers.here)
    assert [type(problem) for problem in answers.failed] == [Cancelled]
    for other in others:
        other.close()
    settle()
    assert not ran.is_set()


def test_what_writes_is_shown_by_qgis_with_a_cross(qgis_app: QgsApplication, answers: Answers) -> None:
    """QGIS asks before it closes in the middle of it. What only reads is nobody's business."""
    manager, writing, reading = QgsApplication.taskManager(), Lane[object](writes=True), Lane[object]()
    read = Answers()
    read.start(reading, until_cancelled, "lesen")
    answers.start(writing, until_cancelled, "senden")
    wait(lambda: [task.description() for task in manager.activeTasks()] == ["senden"])
    (shown,) = manager.tasks()
    assert shown.canCancel() and not shown.flags() & QgsTask.Flag.CancelWithoutPrompt
    wait(lambda: shown.progress() == 50)
    shown.cancel()
    wait(lambda: answers.here)
    assert [type(problem) for problem in answers.failed] == [Cancelled] and reading.busy
    wait(lambda: not manager.tasks())
    for lane in (reading, writing):
        lane.close()


def until_cancelled(job: Job) -> None:
    while True:
        job.progress(0.5)


def test_what_qgis_forgets_is_done_all_the_same(qgis_app: QgsApplication, answers: Answers) -> None:
    """QGIS 3.40 may drop a task that waits for a thread, and never run it (its issue 53806)."""
    manager, go, lane = QgsApplication.taskManager(), threading.Event(), Lane[object](writes=True)
    others = [Waiting(go) for _ in range(manager.threadPool().maxThreadCount())]
    for other in others:
        manager.addTask(other)
    wait(lambda: all(other.status() == QgsTask.TaskStatus.Running for other in others))
    answers.start(lane, lambda job: "gesendet", "senden")
    assert "senden" in [task.description() for task in manager.tasks()]
    wait(lambda: answers.here)
    assert answers.done == ["gesendet"]
    assert "senden" not in [task.description() for task in manager.activeTasks()], "and it is no longer shown"
    go.set()
    wait(lambda: not manager.tasks())
    lane.close()


class Waiting(QgsTask):
    """Takes one of QGIS's threads."""

    def __init__(self, go: threading.Event) -> None:
        super().__init__("warten")
        self._go = go

    def run(self) -> bool:
        return self._go.wait(10)


@pytest.mark.parametrize("writes", [False, True])
def test_what_ended_and_is_not_told_yet_can_be_cancelled_replaced_and_closed(
    qgis_app: QgsApplication, writes: bool
) -> None:
    for leave in (Lane.cancel, Lane.close, Lane.abandon, lambda lane: Answers().start(lane, lambda job: "neu")):
        lane: Lane = Lane(writes=writes)
        Answers().start(lane, lambda job: "fertig")
        task = lane._task
        assert task is not None and task.over.wait(10) and lane.busy
        leave(lane)
        wait(lambda lane=lane: not lane.busy)
        lane.close()


def test_closing_ends_the_work_and_nobody_hears_of_it(lane: Lane, answers: Answers, web: Web) -> None:
    answers.start(lane, ask(web))
    wait(lambda: web.seen)
    begin = time.perf_counter()
    lane.close()
    assert time.perf_counter() - begin < 0.5
    settle()
    assert not answers.here
    assert not answers.start(lane, lambda job: "nie")


def test_an_owner_that_is_gone_hears_nothing(qgis_app: QgsApplication, answers: Answers) -> None:
    """Nobody closed the lane: its dock was deleted, as QGIS does with a window."""
    complaints: list[object] = []
    ran: list[bool] = []
    hook, sys.excepthook = sys.excepthook, lambda *error: complaints.append(error)
    try:
        owner, go = QObject(), threading.Event()
        answers.start(Lane(owner), lambda job: ran.append(go.wait(10)))
        sip.delete(owner)
        gc.collect()  # what only refers to itself goes now, whether QGIS still needs it or not
        go.set()
        settle()
    finally:
        sys.excepthook = hook
    assert not answers.here
    assert (complaints, ran) == ([], [True])


def test_pythons_collector_rests_while_work_runs_and_works_again_after(lane: Lane, answers: Answers) -> None:
    """A look through all that QGIS holds takes 50 ms, in which the window would not answer."""
    found: list[bool] = []
    answers.start(lane, lambda job: found.append(gc.isenabled()))
    wait(lambda: answers.here)
    settle()
    assert (found, gc.isenabled()) == ([False], True)
    gc.disable()
    try:
        answers.start(lane, lambda job: 1)
        wait(lambda: len(answers.done) == 2)
        settle()
        assert not gc.isenabled()  # somebody else's wish
    finally:
        gc.enable()


def test_pythons_lock_changes_hands_sooner_while_work_runs(lane: Lane, answers: Answers) -> None:
    usual = sys.getswitchinterval()
    answers.start(lane, lambda job: sys.getswitchinterval())
    wait(lambda: answers.here)
    settle()
    assert usual > SWITCH_S
    assert (answers.done, sys.getswitchinterval()) == ([pytest.approx(SWITCH_S)], usual)


def test_pythons_collector_does_not_rest_for_ever(
    lane: Lane, answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A long check-out makes cycles too, and memory has an end."""
    monkeypatch.setattr(background, "REST_MS", 200)
    go, second, other = threading.Event(), Answers(), Lane()
    answers.start(lane, lambda job: go.wait(10))
    assert not gc.isenabled()
    wait(gc.isenabled)
    second.start(other, lambda job: gc.isenabled())
    wait(lambda: second.here)
    assert (second.done, answers.here) == ([True], False)
    go.set()
    wait(lambda: answers.here)
    settle()
    other.close()
    assert gc.isenabled()


def test_what_was_replaced_tells_no_progress(lane: Lane, answers: Answers) -> None:
    """Its last word may come between the question whether it is wanted and the telling."""
    told: list[float] = []
    begun, go = threading.Event(), threading.Event()
    lane.progressed.connect(told.append)

    def old(job: Job) -> None:
        begun.set()
        go.wait(10)
        job._tell(0.9)

    Answers().start(lane, old)
    wait(begun.is_set)
    answers.start(lane, lambda job: job.progress(0.25))
    wait(lambda: answers.here)
    go.set()
    settle()
    assert 90 not in told
    assert 25 in told


UNLOADED = """
import sys, time
sys.path.insert(0, sys.argv[1])
from qgis.core import QgsApplication
app = QgsApplication([], False)
app.initQgis()
from plugin.adapters.background import Lane
from plugin.adapters.network import session
lanes, said = [Lane() for _ in range(4)], []
for lane in lanes:
    work = lambda job: session(feedback=job.feedback).get(sys.argv[2]).status_code
    lane.start("warten", work, said.append, said.append)
end = time.monotonic() + 1
while time.monotonic() < end:
    app.processEvents()
begin = time.monotonic()
for lane in lanes:
    lane.close()
took = time.monotonic() - begin
app.exitQgis()
print(said, took < 2)
"""


def test_unloading_in_the_middle_of_work_ends_well(web: Web) -> None:
    command = [sys.executable, "-c", UNLOADED, str(ROOT), web.url("/slow")]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=60, check=False)
    assert (done.stdout.strip(), done.returncode) == ("[] True", 0), done.stderr


def settle() -> None:
    """Until no work is left, and what came of the last one was delivered."""
    wait(lambda: not background.at_work())
    beat = time.perf_counter() + 0.1
    wait(lambda: time.perf_counter() > beat)
