"""Writes files whole or not at all."""

from __future__ import annotations

import errno
import io
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from models.errors import OutputError

PART_PREFIX = ".vvrap-"
PART_SUFFIX = ".part"
"""How a file is called while it is written. The name is short, for a plan's own may be as long as names can be."""

_CHUNK = 1024 * 1024  # bytes copied at a time
_CANNOT_COPY = {errno.EXDEV, errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP, errno.EPERM}  # by some file systems
_NEW_FILE = 0o666  # permissions of a new file before the umask is taken from them, as everywhere in POSIX


def write_whole(path: Path, data: bytes) -> None:
    """Put a file in place in one step, so that no reader and no crash ever sees half of it.

    Raises `OutputError` when the folder cannot be written or the disk is full; what stood there before is unharmed.
    """
    with open_whole(path) as file:
        file.write(data)


@contextmanager
def open_whole(path: Path) -> Iterator[BinaryIO]:
    """A file to write to, put in place when the block ends, and not at all when it ends by an exception.

    Raises `OutputError` as `write_whole`.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part_beside(path) as temporary:
            with temporary.open("wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            open_to_those_meant(temporary)
            temporary.replace(path)
    except OSError as error:
        raise unwritable(path, error) from error


@contextmanager
def part_beside(path: Path) -> Iterator[Path]:
    """An empty file of our own in the folder of another, for its owner alone; gone at the end if it is still there.

    Its name is known before it is made, so that no instant of an interruption leaves it behind.
    """
    temporary = path.with_name(f"{PART_PREFIX}{secrets.token_hex(8)}{PART_SUFFIX}")
    try:
        os.close(os.open(temporary, os.O_CREAT | os.O_EXCL, 0o600))
        yield temporary
    finally:
        temporary.unlink(missing_ok=True)


def copy_range(source: BinaryIO, target: BinaryIO, start: int, end: int) -> None:
    """Add the bytes of a file from `start` to `end` to another; by the system itself where it can.

    Raises `OSError`, also when the source ends before `end`.
    """
    try:
        reading, writing = source.fileno(), target.fileno()
    except io.UnsupportedOperation:  # not files of this machine
        _copy_through(source, target, start, end)
        return
    if not hasattr(os, "copy_file_range"):
        _copy_through(source, target, start, end)
        return
    target.flush()
    while start < end:
        try:
            copied = os.copy_file_range(reading, writing, end - start, start)
        except OSError as error:
            if error.errno not in _CANNOT_COPY:
                raise
            _copy_through(source, target, start, end)
            return
        if not copied:
            raise _ended_early(source)
        start += copied
    target.seek(0, os.SEEK_END)


def _copy_through(source: BinaryIO, target: BinaryIO, start: int, end: int) -> None:
    source.seek(start)
    while start < end:
        data = source.read(min(end - start, _CHUNK))
        if not data:
            raise _ended_early(source)
        target.write(data)
        start += len(data)


def _ended_early(source: BinaryIO) -> OSError:
    return OSError(errno.EIO, f"{getattr(source, 'name', 'a file')} is shorter than it was")


def open_to_those_meant(path: Path) -> None:
    """Give a file that was made for its owner alone the permissions that any new file has here (the umask)."""
    path.chmod(_NEW_FILE & ~umask())


def umask() -> int:
    """What this process takes from the permissions of new files. It can only be read by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def unwritable(path: object, error: OSError) -> OutputError:
    """What to tell a person about a file that cannot be written."""
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return OutputError(
            f"{path} cannot be written: {error.strerror}.",
            "Check that you have permission to write there, or choose another folder with --outputs.",
        )
    return OutputError(
        f"{path} cannot be written: {error.strerror or error}.",
        "Free space, check that you have permission to write there, or choose another folder with --outputs.",
    )


def remove_leftovers(top: Path) -> None:
    """Remove what a run that was killed left half written in a folder and below it. Nobody may be writing there."""
    for folder, folders, files in os.walk(top):
        for name in [name for name in folders if _is_part(name)]:
            folders.remove(name)
            shutil.rmtree(Path(folder, name), ignore_errors=True)
        for name in files:
            if _is_part(name):
                Path(folder, name).unlink(missing_ok=True)


def _is_part(name: str) -> bool:
    return name.startswith(PART_PREFIX) and name.endswith(PART_SUFFIX)
