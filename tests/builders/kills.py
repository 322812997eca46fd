"""Kills a piece of work at each of its steps on the disk, as a power cut or an impatient person would."""

from __future__ import annotations

import os
import signal
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from builders.nightly import NIGHTLY

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


_KILL_EVERY = 1 if NIGHTLY else 5


def instants(work: Callable[[], object], least: int = 1) -> range:
    """Do the work, and give the instants at which to kill it: every fifth of them by day, all of them at night.

    least: how many there must be.
    """
    with counting(lambda _: None) as count:
        work()
    assert count[0] >= least
    return range(1, count[0] + 1, _KILL_EVERY)


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
