"""Puts several files in place as one: a reader never sees some of them new and others as they were."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TypeAlias

from pipeline.files import PART_PREFIX, PART_SUFFIX, remove_leftovers, umask, unwritable

_HERE = -100  # AT_FDCWD of Linux: a path is taken from where the process is
_EXCHANGE = 2  # RENAME_EXCHANGE of Linux: two names change places in one step
_NEW_FOLDER = 0o777  # permissions of a new folder before the umask is taken from them

Writer: TypeAlias = Callable[[BinaryIO], object]
"""Writes the contents of a file, bit by bit where they are large."""


def write_together(folder: Path, contents: Mapping[str, Writer]) -> None:
    """Write files into a folder, all of them or none; what else stands there stays.

    The new files are complete, beside copies of what else is in the folder, before the old folder is exchanged for the
    new one in one step. Where that cannot be done (the folder holds other folders, somebody works in it, the system
    knows no exchange), the files that were there are taken away before the first new one is put in place: files of two
    writings never stand side by side.

    Raises `OutputError` when the folder cannot be written.
    """
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        if folder.is_dir():
            remove_leftovers(folder)
        with _new_folder(folder) as new:
            for name, writer in contents.items():
                _write(new / name, writer)
            if not folder.exists():
                new.chmod(_NEW_FOLDER & ~umask())
                new.rename(folder)
            elif not _exchanged(folder, new, contents):
                for name in contents:
                    (folder / name).unlink(missing_ok=True)
                for name in contents:
                    (new / name).replace(folder / name)
    except OSError as error:
        raise unwritable(folder, error) from error


@contextmanager
def _new_folder(folder: Path) -> Iterator[Path]:
    """A folder beside the one that is meant, gone afterwards; those of killed runs go first."""
    begin = f"{PART_PREFIX}{folder.name[:40]}-"
    for left in folder.parent.glob(f"{PART_PREFIX}*{PART_SUFFIX}"):
        if left.is_dir() and left.name.startswith(begin):
            shutil.rmtree(left, ignore_errors=True)
    new = Path(tempfile.mkdtemp(prefix=begin, suffix=PART_SUFFIX, dir=folder.parent))
    try:
        yield new
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _write(path: Path, writer: Writer) -> None:
    with path.open("wb") as file:
        writer(file)
        file.flush()
        os.fsync(file.fileno())


def _exchanged(folder: Path, new: Path, contents: Mapping[str, Writer]) -> bool:
    """Whether the new folder, with all that is the person's own in the old one, has changed places with it."""
    others = [path for path in folder.iterdir() if path.name not in contents]
    if folder.is_symlink() or any(path.is_symlink() or not path.is_file() for path in others):
        return False
    if Path.cwd().resolve().is_relative_to(folder.resolve()):
        return False
    for path in others:
        shutil.copy2(path, new / path.name)
    new.chmod(folder.stat().st_mode)
    return _exchange(new, folder)


def _exchange(one: Path, other: Path) -> bool:
    """Let two folders change names in one step, where the system can."""
    if sys.platform != "linux":
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    return int(rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE)) == 0
