"""Children of a process: each does one piece of work under limits of its own, answers through a pipe, and ends."""

from __future__ import annotations

import os
import select
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, NoReturn

from pipeline.batch.deaths import OUT_OF_MEMORY, stopped_for_memory, why_it_ended
from pipeline.batch.executor import Answer, Lost
from pipeline.batch.limits import Limits

CAN_FORK = sys.platform == "linux"
"""macOS can fork too, but its frameworks may not be used in the child (CPython issue 77906)."""

PIPE_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Child:
    """A child that is at work.

    Attributes:
        process: its number.
        pipe: what it answers comes from here.
        stopped_before: how many processes the system had stopped for want of memory when it began.
    """

    process: int
    pipe: BinaryIO
    stopped_before: int


class RunIsGoneError(Exception):
    """Whoever wanted the answer is gone."""


def start(work: Callable[[], bytes]) -> Child:
    """Begin a piece of work in a child of this process, which must have one thread. Raises `OSError`."""
    reading, writing = os.pipe()
    stopped_before = stopped_for_memory()
    try:
        process = os.fork()
    except OSError:
        os.close(reading)
        os.close(writing)
        raise
    if process == 0:
        os.close(reading)
        _be_the_child(work, writing)
    os.close(writing)
    return Child(process, os.fdopen(reading, "rb"), stopped_before)


def _be_the_child(work: Callable[[], bytes], writing: int) -> NoReturn:
    code = 1
    try:
        answer = work()
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(answer)
        code = 0
    except MemoryError:
        code = OUT_OF_MEMORY
    finally:
        os._exit(code)


def answer_of(child: Child, limits: Limits, run: BinaryIO | None = None) -> Answer:
    """What a child answers, or how it ended without. It is stopped when it writes too much.

    run: ends when nobody wants the answer any more; then the child is stopped and `RunIsGoneError` raised.
    """
    with child.pipe as pipe:
        answer = _listen(pipe, child.process, limits, run)
    _, status = os.waitpid(child.process, 0)
    if not isinstance(answer, bytes):
        return answer
    code = os.waitstatus_to_exitcode(status)
    if code == 0:
        return answer
    return why_it_ended(code, limits, short_of_memory=stopped_for_memory() > child.stopped_before)


def stop(child: Child) -> None:
    """End a child, whatever it is doing, and see it gone."""
    os.kill(child.process, signal.SIGKILL)
    os.waitpid(child.process, 0)
    child.pipe.close()


def _listen(pipe: BinaryIO, child: int, limits: Limits, run: BinaryIO | None) -> Answer:
    received = bytearray()
    while True:
        readable, _, _ = select.select([pipe, run] if run else [pipe], [], [])
        if run in readable:  # no task is sent before the answer to the last: this is the end of the pipe
            os.kill(child, signal.SIGKILL)
            raise RunIsGoneError
        chunk = os.read(pipe.fileno(), PIPE_BYTES)
        if not chunk:
            return bytes(received)
        received += chunk
        if len(received) > limits.output_bytes:
            os.kill(child, signal.SIGKILL)
            return Lost("size")


# -- in the child ------------------------------------------------------------------------------------------------


def limit(limits: Limits, spent: float = 0.0) -> None:
    """Hold this process to limits, from the system, so that it ends whatever it is doing.

    spent: seconds of processor time that others have spent on the same document.
    """
    for number in (signal.SIGALRM, signal.SIGPROF):
        signal.signal(number, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_PROF, max(limits.seconds - spent, _LEAST_SECONDS))  # of processor time
    signal.setitimer(signal.ITIMER_REAL, limits.wall_seconds)
    confine(limits)


def allow_longer(seconds: float) -> None:
    """Give this process more processor time, if it is held to any."""
    left, _ = signal.getitimer(signal.ITIMER_PROF)
    if left:
        signal.setitimer(signal.ITIMER_PROF, left + seconds)


_LEAST_SECONDS = 0.001  # none at all would be no limit


def confine(limits: Limits) -> None:
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


def threads() -> int:
    """Threads of this process, those that Python does not know of among them. A process of several must not fork."""
    return sum(1 for _ in Path("/proc/self/task").iterdir())


def silence(*handles: int) -> None:
    """Let what is read from these be nothing, and what is written to them go nowhere."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for handle in handles:
        os.dup2(nowhere, handle)
    os.close(nowhere)
