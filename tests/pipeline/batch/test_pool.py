"""Each task is worked on alone: whatever it does, it costs only itself and is named."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from builders.work import WARM_UP, WORK
from models.errors import ReferenceDataError, VvrapError
from pipeline.batch import pool as pool_module
from pipeline.batch.deaths import why_it_ended
from pipeline.batch.executor import Answer, Executor, Lost, SerialExecutor
from pipeline.batch.limits import MEGABYTE, Limits
from pipeline.batch.pool import START_TRIES, ProcessExecutor
from pipeline.batch.reading import WARM_UP as READING_WARM_UP
from pipeline.batch.worker import Setup

LIMITS = Limits(seconds=20, memory=256 * MEGABYTE, output_bytes=8 * MEGABYTE)
SOON = Limits(seconds=0.2, memory=256 * MEGABYTE, output_bytes=8 * MEGABYTE)


@pytest.fixture
def started() -> Callable[[], set[int]]:
    """Tells the processes started since the test began: others may have been left by a cluster, which keeps helpers."""
    before = children()
    return lambda: children() - before


@contextmanager
def pool(jobs: int = 1, limits: Limits = LIMITS, *, fork: bool = True, warm_up: str = WARM_UP) -> Iterator[Executor]:
    executor = ProcessExecutor(jobs, Setup(WORK, warm_up, limits, fork=fork))
    try:
        yield executor
    finally:
        executor.close()


def answers(executor: Executor, *tasks: str) -> list[Answer]:
    """The answers, in the order of the tasks."""
    return [answer for _, answer in sorted(executor.run(task.encode() for task in tasks), key=lambda one: one[0])]


@pytest.mark.parametrize("fork", [True, False])
def test_every_task_is_answered(fork: bool) -> None:  # noqa: FBT001 - both ways a worker can work
    with pool(2, fork=fork) as executor:
        results = answers(executor, *(f"task {number}" for number in range(40)))

    assert results == [f"did task {number}".encode() for number in range(40)]


def test_the_serial_twin_gives_the_same_answers() -> None:
    executor = SerialExecutor(WORK)

    assert answers(executor, "one", "two") == [b"did one", b"did two"]
    executor.close()


@pytest.mark.parametrize("fork", [True, False])
@pytest.mark.parametrize(
    ("task", "lost"),
    [
        ("crash", Lost("crash", "signal 11, Segmentation fault")),
        ("exit 5", Lost("crash", "exit code 5")),
        ("killed", Lost("killed", "signal 9, Killed")),
        ("terminated", Lost("killed", "signal 15, Terminated")),
        ("memory 16", Lost("size")),
    ],
)
def test_a_task_that_ends_its_process_is_lost_alone(fork: bool, task: str, lost: Lost) -> None:  # noqa: FBT001 - likewise
    with pool(fork=fork) as executor:
        results = answers(executor, "before", task, "after")

    assert results == [b"did before", lost, b"did after"]


def test_a_task_that_wants_too_much_memory_is_lost_alone() -> None:
    with pool() as executor:
        results = answers(executor, "before", "memory 512", "after")

    assert results == [b"did before", Lost("memory"), b"did after"]


@pytest.mark.parametrize("fork", [True, False])
@pytest.mark.parametrize("task", ["hang", "spin"])
def test_a_task_that_does_not_end_is_stopped(fork: bool, task: str) -> None:  # noqa: FBT001 - likewise
    began = time.monotonic()
    by_the_clock = Lost("time", "more than 1 seconds by the clock")

    with pool(limits=SOON, fork=fork) as executor:
        results = answers(executor, "before", task, "after")

    assert results[::2] == [b"did before", b"did after"]
    assert results[1] in {Lost("time"), by_the_clock}
    assert time.monotonic() - began < 60


def test_time_that_others_use_does_not_count() -> None:
    with pool(limits=Limits(seconds=0.4, memory=256 * MEGABYTE)) as executor:
        slept, spun = answers(executor, "sleep 0.8", "spin")

    assert slept == b"did sleep 0.8"
    assert isinstance(spun, Lost)
    assert spun.why == "time"  # which of its two limits it meets first hangs on how busy the machine is


def test_a_process_that_the_system_stopped_for_want_of_memory_is_told_apart() -> None:
    assert why_it_ended(-9, LIMITS, short_of_memory=True) == Lost("memory", "the system stopped it")
    assert why_it_ended(-9, LIMITS, short_of_memory=False) == Lost("killed", "signal 9, Killed")


def test_a_worker_that_cannot_start_does_not_end_the_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    first = threading.Semaphore(START_TRIES)
    start = pool_module._start

    def start_or_not() -> subprocess.Popen[bytes]:
        if first.acquire(blocking=False):
            raise BlockingIOError(11, "Resource temporarily unavailable")
        return start()

    monkeypatch.setattr(pool_module, "_start", start_or_not)
    monkeypatch.setattr(pool_module, "START_AGAIN_SECONDS", 0.01)

    with pool(2) as executor:
        results = answers(executor, *(f"task {number}" for number in range(8)))

    assert results == [f"did task {number}".encode() for number in range(8)]


def test_a_document_for_which_no_process_can_be_started_any_more_is_lost_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def cannot() -> subprocess.Popen[bytes]:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    start = pool_module._start
    monkeypatch.setattr(pool_module, "START_AGAIN_SECONDS", 0.01)

    with pool(fork=False) as executor:
        before = answers(executor, "before", "exit 5")
        monkeypatch.setattr(pool_module, "_start", cannot)
        lost = answers(executor, "during")
        monkeypatch.setattr(pool_module, "_start", start)
        after = answers(executor, "after")

    assert before[0] == b"did before"
    assert lost == [Lost("start", "Resource temporarily unavailable")]
    assert after == [b"did after"]


def test_a_task_that_cannot_be_stopped_from_within_is_stopped_from_without(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.batch.pool.GRACE_SECONDS", 0.5)

    with pool(limits=SOON) as executor:
        results = answers(executor, "deaf", "after")

    assert results == [Lost("time", "more than 1 seconds by the clock"), b"did after"]


@pytest.mark.parametrize("fork", [True, False])
def test_what_a_task_prints_does_not_get_into_its_answer(fork: bool, capfd: pytest.CaptureFixture[str]) -> None:  # noqa: FBT001 - likewise
    with pool(fork=fork) as executor:
        results = answers(executor, "print")

    assert results == [b"did print"]
    assert capfd.readouterr() == ("", "")


def test_each_task_has_a_process_of_its_own() -> None:
    with pool() as executor:
        pairs = [answer.split() for answer in answers(executor, "processes", "processes") if isinstance(answer, bytes)]

    (first, parent), (second, same_parent) = pairs
    assert first != second
    assert parent == same_parent
    assert int(parent) != os.getpid()


def test_all_that_reading_needs_can_be_loaded_and_still_be_forked() -> None:
    with pool(warm_up=READING_WARM_UP) as executor:
        pairs = [answer.split() for answer in answers(executor, "processes", "processes") if isinstance(answer, bytes)]

    assert pairs[0][0] != pairs[1][0], "a library started a thread, so every document is read in the same process"


def test_no_more_processes_are_started_than_there_are_tasks(started: Callable[[], set[int]]) -> None:
    with pool(8) as executor:
        answers(executor, "one")

        assert len(started()) == 1


def test_no_process_is_left_when_the_pool_is_closed(started: Callable[[], set[int]]) -> None:
    with pool(2) as executor:
        answers(executor, "one", "two", "crash")
        during = started()

    assert during
    assert all(not Path(f"/proc/{process}").exists() for process in during)


def test_closing_stops_what_is_under_way(started: Callable[[], set[int]]) -> None:
    with pool() as executor:
        results = executor.run([b"hang"])
        waiting = threading.Thread(target=lambda: list(results))
        waiting.start()
        wait_until(lambda: bool(started()))
        began = time.monotonic()

        executor.close()
        waiting.join(10)

    assert not waiting.is_alive()
    assert time.monotonic() - began < 10


def test_tasks_are_taken_only_a_little_ahead() -> None:
    taken = []

    def tasks() -> Iterator[bytes]:
        for number in range(500):
            taken.append(number)
            yield b"task"

    with pool() as executor:
        next(iter(executor.run(tasks())))

    assert len(taken) < 60


def test_a_fault_in_a_data_file_of_ours_is_said_as_it_is() -> None:
    with pool(warm_up="builders.work:cannot_warm_up") as executor, pytest.raises(ReferenceDataError) as raised:
        answers(executor, "one")

    assert str(raised.value) == "roles.toml, line 3: no such field. Correct the line named."


@pytest.mark.parametrize(
    ("warm_up", "reason"), [("dies", ""), ("breaks", " (ModuleNotFoundError: No module named 'spacy')")]
)
def test_a_program_that_cannot_start_is_said_to_be_broken(warm_up: str, reason: str) -> None:
    with pool(warm_up=f"builders.work:{warm_up}_warming_up") as executor, pytest.raises(VvrapError) as raised:
        answers(executor, "one")

    assert raised.value.problem == f"A process for reading documents could not be started{reason}."


def test_workers_end_when_the_run_is_killed() -> None:
    script = (
        "from builders.work import WARM_UP, WORK; from pipeline.batch.limits import Limits;"
        "from pipeline.batch.pool import ProcessExecutor; from pipeline.batch.worker import Setup;"
        "executor = ProcessExecutor(2, Setup(WORK, WARM_UP, Limits()));"
        "results = executor.run([b'processes', b'processes', b'hang', b'hang']);"
        "print(next(results)[1].decode(), next(results)[1].decode(), flush=True);"
        "next(results)"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen([sys.executable, "-c", script], env=environment, stdout=subprocess.PIPE) as killed:
        assert killed.stdout is not None
        workers = {int(number) for number in killed.stdout.readline().split()[1::2]}

        killed.kill()

    assert workers
    wait_until(lambda: not any(Path(f"/proc/{worker}").exists() for worker in workers))


def wait_until(condition: Callable[[], bool]) -> None:
    """Wait for what must come soon."""
    give_up = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < give_up
        time.sleep(0.02)


def children() -> set[int]:
    """Processes that this one has started and that are alive, whichever thread it was."""
    threads = Path("/proc/self/task").glob("*/children")
    return {int(process) for thread in threads for process in thread.read_text(encoding="ascii").split()}
