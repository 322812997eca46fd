"""Why a process ended that gave no answer."""

from __future__ import annotations

import signal
from pathlib import Path

from pipeline.batch.executor import Lost
from pipeline.batch.limits import Limits

OUT_OF_MEMORY = 77  # exit code of a child for which even saying so took too much memory

_OF_TIME = frozenset({"SIGPROF", "SIGXCPU"})
_BY_THE_CLOCK = "SIGALRM"
_OF_FAULTS = frozenset({"SIGSEGV", "SIGBUS", "SIGFPE", "SIGILL", "SIGABRT", "SIGSYS", "SIGTRAP", "SIGPIPE"})
"""Signals that a process gets for what it does itself; all others come from somebody else."""

_COUNTERS = (Path("/sys/fs/cgroup/memory.events"), Path("/proc/vmstat"))
_STOPPED_FOR_MEMORY = "oom_kill"


def stopped_for_memory() -> int:
    """How many processes the system has stopped for want of memory so far; 0 where it does not tell."""
    count = 0
    for path in _COUNTERS:
        try:
            lines = path.read_text(encoding="ascii").splitlines()
        except (OSError, ValueError):
            continue
        count += sum(int(line.split()[1]) for line in lines if line.split()[:1] == [_STOPPED_FOR_MEMORY])
    return count


def why_it_ended(code: int, limits: Limits, *, short_of_memory: bool) -> Lost:
    """Why a process is lost.

    Args:
        code: its exit code, or the number of a signal below nought.
        limits: those it had.
        short_of_memory: whether the system has stopped a process for want of memory meanwhile.
    """
    if code == OUT_OF_MEMORY:
        return Lost("memory")
    if code >= 0:
        return Lost("crash", f"exit code {code}")
    name = _name(-code)
    said = f"signal {-code}, {signal.strsignal(-code)}"
    if name in _OF_TIME:
        return Lost("time")
    if name == _BY_THE_CLOCK:
        return Lost("time", by_the_clock(limits))
    if name in _OF_FAULTS:
        return Lost("crash", said)
    if name == "SIGKILL" and short_of_memory:
        return Lost("memory", "the system stopped it")
    return Lost("killed", said)


def by_the_clock(limits: Limits) -> str:
    """How long a document took that was waiting rather than working."""
    return f"more than {limits.wall_seconds:g} seconds by the clock"


def _name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:  # a signal of real time, which has no name
        return ""
