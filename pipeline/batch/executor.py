"""The seam between a run and the processes that do its work.

A run gives tasks and takes answers, both as bytes; it does not know whether they are worked on here, one after the
other (`SerialExecutor`), in processes of this machine (`pipeline.batch.pool`) or on a cluster
(`pipeline.batch.cluster`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent import futures
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Literal, Protocol, cast

Work = Callable[[bytes], bytes]
"""What is done with a task. It must not raise: what is wrong with the task is part of the answer."""

Why = Literal["time", "memory", "crash", "size", "killed", "start"]

LOOK_UP_SECONDS = 0.2  # how long a wait may last before an interruption is noticed


@dataclass(frozen=True, slots=True)
class Lost:
    """No answer: the process that worked on the task was stopped, or died.

    Attributes:
        why: it took too long, needed too much memory, crashed, gave an answer past the limit, was stopped by somebody
            else, or there was no process to work on it.
        detail: how it died, in words for a person; empty when `why` says all.
    """

    why: Why
    detail: str = ""


Answer = bytes | Lost


class Executor(Protocol):
    """Works on tasks."""

    def run(self, tasks: Iterable[bytes]) -> Iterator[tuple[int, Answer]]:
        """Each task's place among the tasks, from 0, and its answer, in the order in which they are done.

        Tasks are taken only a little ahead of the answers, so that neither heaps up.
        """

    def close(self) -> None:
        """Stop what is under way and let go of all processes."""


def find_function(name: str) -> Callable[..., Any]:
    """The function named as `module:function`."""
    module, _, function = name.partition(":")
    return cast("Callable[..., Any]", getattr(import_module(module), function))


def find_work(name: str) -> Work:
    """The work named as `module:function`."""
    return find_function(name)


class SerialExecutor:
    """Works in this process, one task after the other, without limits: the twin of the others, for finding faults."""

    def __init__(self, work: str) -> None:
        self._work = find_work(work)

    def run(self, tasks: Iterable[bytes]) -> Iterator[tuple[int, Answer]]:
        """The answers, in the order of the tasks."""
        for place, task in enumerate(tasks):
            yield place, self._work(task)

    def close(self) -> None:
        """Nothing is under way."""


class FuturesExecutor:
    """Works through anything with the interface of `concurrent.futures`."""

    def __init__(self, pool: futures.Executor, call: Callable[[bytes], Answer], window: int) -> None:
        """Give each task to `call` through the pool, no more than `window` at a time."""
        self._pool = pool
        self._call = call
        self._window = window

    def run(self, tasks: Iterable[bytes]) -> Iterator[tuple[int, Answer]]:
        """The answers, as they are done."""
        waiting: dict[futures.Future[Answer], int] = {}
        coming = enumerate(tasks)
        try:
            while True:
                while len(waiting) < self._window and (task := next(coming, None)):
                    waiting[self._pool.submit(self._call, task[1])] = task[0]
                if not waiting:
                    return
                done, _ = futures.wait(waiting, LOOK_UP_SECONDS, futures.FIRST_COMPLETED)
                for future in done:
                    yield waiting.pop(future), self.answer_of(future)
        finally:
            for future in waiting:
                future.cancel()

    def answer_of(self, future: futures.Future[Answer]) -> Answer:
        """The answer of a task that is done."""
        return future.result()

    def close(self) -> None:
        """Take no more tasks."""
        self._pool.shutdown(wait=True, cancel_futures=True)
