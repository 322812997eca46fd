"""Two children for one document: one reads it while the other loads the tagger, and then tags what was read.

For a single document that is the quickest way: nothing is loaded that it does not need, nothing twice, and both halves
at the same time. Of many documents each has less to wait for in the workers of `pipeline.batch.pool`, which load all
once.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import os
import signal
import struct
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from typing import BinaryIO

from models.errors import ReferenceDataError, VvrapError
from pipeline.batch import frames
from pipeline.batch.children import Child, answer_of, limit, silence, start, stop
from pipeline.batch.executor import Answer, Lost
from pipeline.batch.limits import Limits
from pipeline.batch.reading import begin_task, complete_task, load_tagger
from pipeline.registries import RegistryFolder

_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of Linux
_SPENT = struct.Struct(">d")  # seconds of processor time, before what was begun
_ONE_THREAD = "OPENBLAS_NUM_THREADS"
_WRITING = "pipeline.workbooks.plan_book"
"""Loads most of what writes when the document has been read, and is loaded while it is read."""


class PairExecutor:
    """Reads documents one after the other, each by two children of this process, which must have one thread.

    Attributes:
        at_work: the children whose answers are still to come.
    """

    def __init__(self, limits: Limits, registry: RegistryFolder | None = None) -> None:
        self._limits = limits
        self._registry = registry
        self.at_work: list[Child] = []

    def run(self, tasks: Iterable[bytes]) -> Iterator[tuple[int, Answer]]:
        """The answers, in the order of the tasks. Raises `ReferenceDataError` for a faulty registry."""
        for place, task in enumerate(tasks):
            yield place, self._work(task)

    def close(self) -> None:
        """Stop what is under way."""
        while self.at_work:
            stop(self.at_work.pop())

    def _work(self, task: bytes) -> Answer:
        _load_what_both_need()
        reading, writing = os.pipe()
        try:
            with os.fdopen(writing, "wb") as handing_on:
                try:
                    tagging = self._start_tagging(reading, writing)
                    reader = self._start(lambda: self._read(task))
                    import_module(_WRITING)
                    begun = self._answer_of(reader)
                except OSError as error:
                    self.close()
                    return Lost("start", error.strerror or "")
                if isinstance(begun, Lost):
                    self.close()
                    return begun
                with contextlib.suppress(BrokenPipeError):  # it has ended; why, its answer tells
                    frames.send(handing_on, frames.TASK, begun)
        finally:
            os.close(reading)
        answer = self._answer_of(tagging)
        if isinstance(answer, Lost):
            return answer
        kind, said = answer[:1], answer[1:]
        if kind == frames.BROKEN:
            problem, _, remedy = said.decode().rpartition("\n")
            raise ReferenceDataError(problem, remedy)
        return said

    def _start_tagging(self, reading: int, writing: int) -> Child:
        def work() -> bytes:
            os.close(writing)
            with os.fdopen(reading, "rb") as handed_on:
                return self._tag(handed_on)

        return self._start(work)

    def _start(self, work: Callable[[], bytes]) -> Child:
        child = start(lambda: _apart(work))
        self.at_work.append(child)
        return child

    def _answer_of(self, child: Child) -> Answer:
        answer = answer_of(child, self._limits)
        self.at_work.remove(child)
        return answer

    # -- in the children -----------------------------------------------------------------------------------------

    def _read(self, task: bytes) -> bytes:
        limit(self._limits)
        gc.freeze()
        begun, spent = begin_task(task)
        return _SPENT.pack(spent) + begun

    def _tag(self, handed_on: BinaryIO) -> bytes:
        gc.disable()  # all that is loaded stays: looking for garbage in it took a tenth of the command's time
        try:
            load_tagger(self._registry)
        except VvrapError as error:
            return frames.BROKEN + f"{error.problem}\n{error.remedy}".encode()
        gc.freeze()
        gc.enable()
        message = frames.receive(handed_on)
        if message is None:
            raise SystemExit  # nobody wants it any more
        (spent,) = _SPENT.unpack_from(message[1])
        limit(self._limits, spent)
        return frames.ANSWER + complete_task(message[1][_SPENT.size :])


def _load_what_both_need() -> None:
    """Load what each child would load for itself. Threads of its own, numpy may have in neither."""
    os.environ[_ONE_THREAD] = "1"
    import_module("numpy")


def _apart(work: Callable[[], bytes]) -> bytes:
    """Do a piece of work out of reach of the terminal, and end with the process that wants it."""
    os.setsid()  # an interruption at the terminal is for the run to act on
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    silence(0, 1, 2)
    return work()
