"""Processes of this machine: workers that are lost alone, each with a pipe of its own."""

from __future__ import annotations

import contextlib
import os
import pickle
import queue
import signal
import subprocess
import sys
import threading
from concurrent import futures
from typing import BinaryIO, cast

from models.errors import ReferenceDataError, VvrapError
from pipeline.batch import frames
from pipeline.batch.children import CAN_FORK
from pipeline.batch.deaths import by_the_clock, stopped_for_memory, why_it_ended
from pipeline.batch.executor import Answer, FuturesExecutor, Lost, Why
from pipeline.batch.worker import Setup

GRACE_SECONDS = 10.0
"""A worker stops its own children when their time is over; one that has not answered by then is stopped from here."""

START_SECONDS = 120.0  # loading takes 1 to 5 s; a machine that swaps may need far longer
TASKS_PER_WORKER = 50  # where a worker does tasks itself: after so many it may have grown by what libraries leak

WINDOW_PER_JOB = 16  # tasks given out ahead of the answers taken

START_TRIES = 3
START_AGAIN_SECONDS = 0.5  # before the second try to start a process; twice as long before the third

_WORKER = "pipeline.batch.worker"
_ONE_THREAD = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
"""A worker has one thread, for it forks, and there are as many workers as processors are to be used."""


class CannotStart(Exception):  # noqa: N818 - what a worker says to the executor, which acts on it
    """A worker process did not start, `reason` in brackets."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason

    def as_error(self) -> VvrapError:
        """What to say when no worker starts at all."""
        return VvrapError(
            f"A process for reading documents could not be started{self.reason}.",
            "Install vvrap again, or read with --jobs 0.",
        )


class Worker:
    """A process that works on one task at a time, started when it is first needed and again after it is lost."""

    def __init__(self, setup: Setup) -> None:
        self._setup = setup
        self._process: subprocess.Popen[bytes] | None = None
        self._tasks_done = 0
        self._closed = threading.Event()
        self._lock = threading.Lock()

    def call(self, task: bytes) -> Answer:
        """The answer to a task. Raises `CannotStart` when no process can be started, at several tries."""
        process = self._started_at_last()
        if process is None:
            return Lost("crash", "the run was stopped")
        seconds = self._setup.limits.wall_seconds + (GRACE_SECONDS if _forks(self._setup) else 0)
        stopped_before = stopped_for_memory()
        message, killed = self._exchange(process, frames.TASK, task, seconds)
        if message is None:
            return self._lost(process, killed=killed, stopped_before=stopped_before)
        self._tasks_done += 1
        if killed or (not _forks(self._setup) and self._tasks_done % TASKS_PER_WORKER == 0):
            self._drop(process)
        kind, payload = message
        if kind == frames.ANSWER:
            return payload
        why, _, detail = payload.decode().partition("\n")
        return Lost(cast("Why", why), detail)

    def close(self) -> None:
        """Stop the process, whatever it is doing, and start no other."""
        with self._lock:
            self._closed.set()
            process, self._process = self._process, None
        if process:
            _end(process)

    def _started_at_last(self) -> subprocess.Popen[bytes] | None:
        for tried in range(1, START_TRIES):
            try:
                return self._started()
            except CannotStart:
                self._closed.wait(START_AGAIN_SECONDS * tried)
        return self._started()

    def _started(self) -> subprocess.Popen[bytes] | None:
        with self._lock:
            if self._process or self._closed.is_set():
                return self._process
            try:
                process = self._process = _start()
            except OSError as error:
                raise CannotStart(f" ({error.strerror})") from error
        message, _ = self._exchange(process, frames.SETUP, pickle.dumps(self._setup), START_SECONDS)
        if message and message[0] == frames.READY:
            return process
        _kill(process)
        reason = _last_line(process)
        self._drop(process)
        if self._closed.is_set():
            return None
        if message:
            problem, _, remedy = message[1].decode().rpartition("\n")  # a problem may have several lines
            raise ReferenceDataError(problem, remedy)
        raise CannotStart(reason)

    def _exchange(
        self, process: subprocess.Popen[bytes], kind: bytes, payload: bytes, seconds: float
    ) -> tuple[tuple[bytes, bytes] | None, bool]:
        """The reply to a message, None when the process died; and whether it was killed for taking too long."""
        too_long = threading.Event()

        def stop() -> None:
            too_long.set()
            _kill(process)

        watch = threading.Timer(seconds, stop)
        watch.daemon = True
        watch.start()
        try:
            frames.send(cast("BinaryIO", process.stdin), kind, payload)
            reply = frames.receive(cast("BinaryIO", process.stdout))
        except (OSError, ValueError):  # ValueError: the pipe was closed by `close` in the middle of this
            reply = None
        finally:
            watch.cancel()
        return reply, too_long.is_set()

    def _lost(self, process: subprocess.Popen[bytes], *, killed: bool, stopped_before: int) -> Lost:
        self._drop(process)
        limits = self._setup.limits
        if killed:
            return Lost("time", by_the_clock(limits))
        return why_it_ended(process.returncode, limits, short_of_memory=stopped_for_memory() > stopped_before)

    def _drop(self, process: subprocess.Popen[bytes]) -> None:
        """Let go of a process; the next task starts another."""
        with self._lock:
            if self._process is process:
                self._process = None
        _end(process)


class ProcessExecutor(FuturesExecutor):
    """Works in `jobs` processes of this machine."""

    def __init__(self, jobs: int, setup: Setup) -> None:
        self._workers = [Worker(setup) for _ in range(jobs)]
        self._idle: queue.LifoQueue[Worker] = queue.LifoQueue()  # the last used first: no more are started than needed
        for worker in self._workers:
            self._idle.put(worker)
        self._able = jobs  # workers that have not failed to start
        self._answered = False
        self._lock = threading.Lock()
        super().__init__(futures.ThreadPoolExecutor(jobs, "vvrap"), self._work, window=WINDOW_PER_JOB * jobs)

    def _work(self, task: bytes) -> Answer:
        """The answer of the first worker that is free and starts. One that does not is left out from then on."""
        while True:
            worker = self._idle.get()
            left_out = False
            try:
                answer = worker.call(task)
            except CannotStart as fault:
                left_out = self._goes_on_without_one()
                if left_out:
                    continue  # another takes the task
                if not self._answered:
                    raise fault.as_error() from fault
                return Lost("start", fault.reason.strip(" ()"))
            finally:
                if not left_out:
                    self._idle.put(worker)
            self._answered = True
            return answer

    def _goes_on_without_one(self) -> bool:
        """Whether there are other workers, so that one which does not start can be left out."""
        with self._lock:
            if self._able == 1:
                return False
            self._able -= 1
            return True

    def close(self) -> None:
        """Stop all processes."""
        for worker in self._workers:
            worker.close()
        super().close()


def _start() -> subprocess.Popen[bytes]:
    """Start a worker, in a session of its own: an interruption at the terminal is for the run to act on."""
    program = f"import importlib, sys; sys.path[:] = {sys.path!r}; importlib.import_module({_WORKER!r}).main()"
    return subprocess.Popen(  # noqa: S603 - this Python, and a program of our own
        [sys.executable, "-c", program],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, **_ONE_THREAD},
        start_new_session=True,
    )


def _forks(setup: Setup) -> bool:
    return CAN_FORK and setup.fork


def _last_line(process: subprocess.Popen[bytes]) -> str:
    """What a process that has ended last said of itself, in brackets."""
    try:
        said = cast("BinaryIO", process.stderr).read().decode("utf-8", "replace").strip()
    except ValueError:  # the run was stopped meanwhile, and the pipe closed
        return ""
    return f" ({said.splitlines()[-1]})" if said else ""


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End a worker and its child."""
    if process.poll() is None:
        if sys.platform == "win32":
            process.kill()
        else:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a worker and its child, see them gone, and close the pipes."""
    _kill(process)
    process.wait()
    for pipe in (process.stdin, process.stdout, process.stderr):
        with contextlib.suppress(OSError):  # what was not sent yet cannot be any more
            cast("BinaryIO", pipe).close()
