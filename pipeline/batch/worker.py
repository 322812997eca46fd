"""The program of a worker process: takes tasks from its standard input and writes answers to its standard output.

Where the system can fork, every task is worked on in a child of its own, made ready in a few milliseconds because all
that is needed is loaded already. The child has its limits from the system, so that it ends whatever it is doing, and
takes nothing with it. Elsewhere the worker does the task itself, and the run starts a new one for each that it loses.
"""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import sys
from dataclasses import dataclass
from typing import BinaryIO

from models.errors import VvrapError
from pipeline.batch import frames
from pipeline.batch.children import CAN_FORK, RunIsGoneError, answer_of, confine, limit, silence, start, threads
from pipeline.batch.executor import Answer, Lost, Work, find_function, find_work
from pipeline.batch.limits import Limits
from pipeline.registries import RegistryFolder


@dataclass(frozen=True, slots=True)
class Setup:
    """What a worker must know before its first task.

    Attributes:
        work: `module:function` that turns a task into an answer.
        warm_up: `module:function` that loads all that `work` will need. It takes the registry folder, if there is one.
        limits: what a task may take.
        fork: whether to work in children, where the system can.
        registry: folder of names to tag by; None is the built-in one.
    """

    work: str
    warm_up: str
    limits: Limits
    fork: bool = True
    registry: RegistryFolder | None = None


def main() -> None:
    """Work until the standard input ends."""
    tasks, answers = _take_the_pipes()
    message = frames.receive(tasks)
    if message is None:
        return
    setup: Setup = pickle.loads(message[1])  # noqa: S301 - the run that started this process wrote it
    gc.disable()  # all that is loaded stays
    try:
        work = find_work(setup.work)
        find_function(setup.warm_up)(*([setup.registry] if setup.registry else []))
    except VvrapError as error:
        frames.send(answers, frames.BROKEN, f"{error.problem}\n{error.remedy}".encode())
        return
    gc.enable()
    silence(2)
    forks = CAN_FORK and setup.fork and threads() == 1
    if forks:
        gc.collect()
        gc.freeze()  # so that the children share the memory of what is loaded
    else:
        confine(setup.limits)
    with contextlib.suppress(BrokenPipeError):  # the run is gone
        frames.send(answers, frames.READY)
        while message := frames.receive(tasks):
            task = message[1]
            answer = _in_child(work, task, setup.limits, tasks) if forks else work(task)
            _reply(answers, answer, setup.limits)


def _reply(answers: BinaryIO, answer: Answer, limits: Limits) -> None:
    if not isinstance(answer, Lost) and len(answer) > limits.output_bytes:
        answer = Lost("size")
    if isinstance(answer, Lost):
        frames.send(answers, frames.LOST, f"{answer.why}\n{answer.detail}".encode())
    else:
        frames.send(answers, frames.ANSWER, answer)


def _take_the_pipes() -> tuple[BinaryIO, BinaryIO]:
    """The pipes from and to the run, out of reach of anything that reads or prints.

    The standard error stays until the worker is ready: if it never is, its last line tells why.
    """
    tasks = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    silence(0, 1)
    return tasks, answers


def _in_child(work: Work, task: bytes, limits: Limits, run: BinaryIO) -> Answer:
    """Work on a task in a child of this process."""

    def work_on_it() -> bytes:
        limit(limits)
        return work(task)

    try:
        return answer_of(start(work_on_it), limits, run)
    except RunIsGoneError:
        sys.exit()
    except OSError as error:
        return Lost("start", error.strerror or "")
