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
import select
import signal
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, NoReturn

from models.errors import VvrapError
from pipeline.batch import frames
from pipeline.batch.deaths import OUT_OF_MEMORY, stopped_for_memory, why_it_ended
from pipeline.batch.executor import Answer, Lost, Work, find_function, find_work
from pipeline.batch.limits import Limits
from pipeline.registries import RegistryFolder

CAN_FORK = sys.platform == "linux"
"""macOS can fork too, but its frameworks may not be used in the child (CPython issue 77906)."""

PIPE_BYTES = 1024 * 1024


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
    try:
        work = find_work(setup.work)
        find_function(setup.warm_up)(*([setup.registry] if setup.registry else []))
    except VvrapError as error:
        frames.send(answers, frames.BROKEN, f"{error.problem}\n{error.remedy}".encode())
        return
    _silence(2)
    forks = CAN_FORK and setup.fork and _threads() == 1
    if forks:
        gc.collect()
        gc.freeze()  # so that the children share the memory of what is loaded
    else:
        _confine(setup.limits)
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
    _silence(0, 1)
    return tasks, answers


def _silence(*handles: int) -> None:
    """Let what is read from these be nothing, and what is written to them go nowhere."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for handle in handles:
        os.dup2(nowhere, handle)
    os.close(nowhere)


def _threads() -> int:
    """Threads of this process, those that Python does not know of among them. A process of several must not fork."""
    return sum(1 for _ in Path("/proc/self/task").iterdir())


def _confine(limits: Limits) -> None:
    """Set the limit of memory and leave no core file behind. Other systems than Linux do not hold processes to it."""
    if sys.platform != "linux":
        return
    import resource  # noqa: PLC0415 - not there on Windows

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    wanted = _address_space() + limits.memory
    if most == resource.RLIM_INFINITY or wanted < most:
        resource.setrlimit(resource.RLIMIT_AS, (wanted, most))


def _address_space() -> int:
    """Bytes of address space this process has now."""
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[0]
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def _in_child(work: Work, task: bytes, limits: Limits, run: BinaryIO) -> Answer:
    """Work on a task in a child of this process."""
    reading, writing = os.pipe()
    stopped_before = stopped_for_memory()
    try:
        child = os.fork()
    except OSError as error:
        os.close(reading)
        os.close(writing)
        return Lost("start", error.strerror or "")
    if child == 0:
        os.close(reading)
        _be_the_child(work, task, limits, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        answer = _listen(pipe, child, limits, run)
    _, status = os.waitpid(child, 0)
    if not isinstance(answer, bytes):
        return answer
    code = os.waitstatus_to_exitcode(status)
    if code == 0:
        return answer
    return why_it_ended(code, limits, short_of_memory=stopped_for_memory() > stopped_before)


def _be_the_child(work: Work, task: bytes, limits: Limits, writing: int) -> NoReturn:
    code = 1
    try:
        for number in (signal.SIGALRM, signal.SIGPROF):
            signal.signal(number, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_PROF, limits.seconds)  # of processor time
        signal.setitimer(signal.ITIMER_REAL, limits.wall_seconds)
        _confine(limits)
        answer = work(task)
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(answer)
        code = 0
    except MemoryError:
        code = OUT_OF_MEMORY
    finally:
        os._exit(code)


def _listen(pipe: BinaryIO, child: int, limits: Limits, run: BinaryIO) -> Answer:
    """What the child writes until it ends. It is killed when it writes too much, and when the run itself is gone."""
    received = bytearray()
    while True:
        readable, _, _ = select.select([pipe, run], [], [])
        if run in readable:  # no task is sent before the answer to the last: this is the end of the pipe
            os.kill(child, signal.SIGKILL)
            sys.exit()
        chunk = os.read(pipe.fileno(), PIPE_BYTES)
        if not chunk:
            return bytes(received)
        received += chunk
        if len(received) > limits.output_bytes:
            os.kill(child, signal.SIGKILL)
            return Lost("size")
