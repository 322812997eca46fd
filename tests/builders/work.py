"""Work for worker processes that goes wrong in every way there is."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import time
from collections.abc import Callable

from models.errors import ReferenceDataError

WARM_UP = "builders.work:warm_up"
WORK = "builders.work:work"


def warm_up() -> None:
    """Nothing to load."""


def cannot_warm_up() -> None:
    """A data file of ours holds a fault."""
    raise ReferenceDataError("roles.toml, line 3: no such field.", "Correct the line named.")


def dies_warming_up() -> None:
    """The program itself is broken."""
    os._exit(3)


def breaks_warming_up() -> None:
    """A library of the program is missing."""
    raise ModuleNotFoundError("No module named 'spacy'")


def work(task: bytes) -> bytes:
    """Do what the task says: the name of a function below, and a number where it needs one."""
    what, _, number = task.decode().partition(" ")
    answer = _WAYS[what](number) if what in _WAYS else None
    return answer or b"did " + task


def _hang(_: str) -> None:
    time.sleep(3600)


def _spin(_: str) -> None:
    while True:
        pass


def _be_deaf(_: str) -> None:
    """Hang, and do not listen to the alarm that ends a task."""
    signal.signal(signal.SIGALRM, signal.SIG_IGN)
    signal.signal(signal.SIGPROF, signal.SIG_IGN)
    time.sleep(3600)


def _crash(_: str) -> None:
    ctypes.string_at(0)


def _exit(code: str) -> None:
    os._exit(int(code))


def _be_killed(_: str) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _be_terminated(_: str) -> None:
    os.kill(os.getpid(), signal.SIGTERM)


def _sleep(seconds: str) -> None:
    time.sleep(float(seconds))


def _take_memory(megabytes: str) -> bytes:
    return b"x" * (int(megabytes) * 1024 * 1024)


def _print(_: str) -> None:
    """Write where the answers go, as a library may do."""
    sys.stdout.write("words on stdout\n")
    sys.stdout.flush()
    sys.stderr.write("words on stderr\n")
    os.write(1, b"more words")


def _tell_processes(_: str) -> bytes:
    return f"{os.getpid()} {os.getppid()}".encode()


_WAYS: dict[str, Callable[[str], bytes | None]] = {
    "hang": _hang,
    "spin": _spin,
    "deaf": _be_deaf,
    "crash": _crash,
    "exit": _exit,
    "killed": _be_killed,
    "terminated": _be_terminated,
    "sleep": _sleep,
    "memory": _take_memory,
    "print": _print,
    "processes": _tell_processes,
}
