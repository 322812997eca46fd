"""Kills a piece of work at each of its steps on the disk, as a power cut or an impatient person would."""

from __future__ import annotations

import os
import signal
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager

STEPS = ("mkdir", "replace", "rename", "link", "unlink", "fsync", "chmod", "utime")
"""Functions of `os` by which anything comes to stand, or ceases to, in an outputs folder."""


@contextmanager
def counting(act: Callable[[int], None]) -> Iterator[list[int]]:
    """Call `act` with 1, 2, 3 ... before every step on the disk; gives how often, as the only one of a list."""
    count = [0]
    before = {name: getattr(os, name) for name in STEPS}

    def counted(function: Callable[..., object]) -> Callable[..., object]:
        def step(*arguments: object, **options: object) -> object:
            count[0] += 1
            act(count[0])
            return function(*arguments, **options)

        return step

    for name, function in before.items():
        setattr(os, name, counted(function))
    try:
        yield count
    finally:
        for name, function in before.items():
            setattr(os, name, function)


def instants(work: Callable[[], object]) -> int:
    """Do the work, and count the instants at which it can be killed."""
    with counting(lambda _: None) as count:
        work()
    return count[0]


def killed_at(instant: int, work: Callable[[], object]) -> None:
    """Do the work in a child process that is killed at this instant."""

    def kill(count: int) -> None:
        if count == instant:
            os.kill(os.getpid(), signal.SIGKILL)

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # about threads of the test runner
        child = os.fork()
    if child == 0:
        try:
            with counting(kill):
                work()
        finally:
            os._exit(1)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == -signal.SIGKILL
