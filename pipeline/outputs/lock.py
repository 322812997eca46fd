"""One writer at a time in an outputs folder."""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from models.errors import OutputError
from pipeline.files import unwritable

LOCK = "lock"
ASK_AGAIN_SECONDS = 0.1  # how often a waiting run asks; a person does not notice it, nor does the processor

_BUSY = {errno.EAGAIN, errno.EACCES, errno.EWOULDBLOCK, errno.EDEADLK}

if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def locked(path: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Hold the lock of a file while the block runs; waits for others who hold it, in this process or another.

    The system lets go of the lock when the process ends, however it ends, so a lock is never left behind.

    Args:
        path: the lock file; made when it is not there, and left there, for removing it would undo the lock.
        waiting: called once when somebody else holds the lock.

    Raises `OutputError` when the file cannot be made, or the file system cannot lock.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)  # the umask says who else
    except OSError as error:
        raise unwritable(path, error) from error
    try:
        _wait_for(handle, path, waiting)
        yield
    finally:
        os.close(handle)


def _wait_for(handle: int, path: Path, waiting: Callable[[], None]) -> None:
    told = False
    while not _taken(handle, path):
        if not told:
            waiting()
            told = True
        time.sleep(ASK_AGAIN_SECONDS)


def _taken(handle: int, path: Path) -> bool:
    try:
        _take(handle)
    except OSError as error:
        if error.errno in _BUSY:
            return False
        raise OutputError(
            f"{path.parent.parent} cannot be locked: {error.strerror}.", "Choose a folder on another drive with --out."
        ) from error
    return True
