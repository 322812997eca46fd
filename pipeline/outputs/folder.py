"""Where outputs are kept: a folder of this machine, or any place that fsspec can write to."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import BinaryIO, Protocol

from models.errors import UnreadableFile
from pipeline.files import open_whole, remove_leftovers, unwritable
from pipeline.outputs.lock import LOCK, locked
from pipeline.outputs.paths import inside

STATE = ".vvrap"
"""The folder, inside the outputs folder, of what only this tool needs: the lock, the journal of a run, and what
is known of the files from the run before."""
WITHOUT_NAMES = f"{STATE}/without-names"
"""Marks an outputs folder that `--redact-names` has written."""

_COARSEST_CLOCK = 2_000_000_000
"""Nanoseconds: FAT tells the time of a change no better. Within them a file may change twice and show one time."""


class Folder(Protocol):
    """A folder of files named by their path inside it, with `/` between the parts. Files are written whole."""

    def place(self, name: str) -> str:
        """How a file is called when people are told of it."""

    def exists(self, name: str) -> bool:
        """Whether there is such a file."""

    def names(self, under: str, suffix: str) -> list[str]:
        """The files right inside the folder `under` whose names end so, in the order of what is before that."""

    def folders(self, under: str) -> list[str]:
        """The names of the folders right inside the folder `under`, in order."""

    def stamps(self, under: str, suffix: str) -> dict[str, str]:
        """The files that `names` gives, in its order, each with a text that is another once the file has changed.

        Empty for a file that changed so lately that it may change again and keep its text.
        """

    def read(self, name: str) -> bytes:
        """The bytes of a file. Raises `UnreadableFile`."""

    def stamp(self, name: str) -> str:
        """A text that is another once the file has changed, however lately it did; empty when there is none."""

    def open(self, name: str) -> AbstractContextManager[BinaryIO]:
        """A file to read from, here and there. Raises `UnreadableFile`."""

    def write(self, name: str) -> AbstractContextManager[BinaryIO]:
        """A file to write to, in place as a whole when the block ends. Raises `OutputError`."""

    def append(self, name: str, line: bytes) -> None:
        """Add a line, ended by a line feed, and see it on the disk. Raises `OutputError`."""

    def lines(self, name: str) -> bytes:
        """What was added to a file, line after line; nothing when nothing was. Raises `UnreadableFile`."""

    def remove(self, name: str) -> None:
        """Remove a file, or what was added to it, if it is there. Raises `OutputError`."""

    def mend(self) -> None:
        """Remove what a run that was killed left half written. The lock must be held."""

    def locked(self, waiting: Callable[[], None]) -> AbstractContextManager[None]:
        """Be the only one who writes while the block runs; `waiting` is called once if others must finish first."""


def in_order(under: str, names: Iterable[str], suffix: str) -> list[str]:
    """Names of files as their paths inside the outputs folder, in the order of the names without the suffix.

    `camden-2024` comes before `camden-2024-draft`, which `camden-2024.json` would not before `camden-2024-draft.json`.
    """
    return [f"{under}/{name}" for name in sorted(names, key=lambda name: name.removesuffix(suffix))]


def _unreadable(place: str, error: OSError) -> UnreadableFile:
    return UnreadableFile(f"{place} cannot be opened: {error.strerror}.", "Check the path.")


def _stamp(stat: os.stat_result) -> str:
    return f"{stat.st_size} {stat.st_ino} {stat.st_mtime_ns}"


class LocalFolder:
    """A folder of this machine."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def place(self, name: str) -> str:
        """The path of a file."""
        return str(self.path / name)

    def _at(self, name: str) -> Path:
        """A file or folder. Raises `UsageError` for a name that leads out of this one."""
        return self.path / inside(name)

    def exists(self, name: str) -> bool:
        """Whether there is such a file."""
        return (self._at(name)).is_file()

    def names(self, under: str, suffix: str) -> list[str]:
        """The files right inside a folder, hidden ones left out."""
        return in_order(under, (entry.name for entry in self._entries(under, suffix)), suffix)

    def stamps(self, under: str, suffix: str) -> dict[str, str]:
        """The files right inside a folder with their sizes, numbers on the disk and times of change."""
        settled = time.time_ns() - _COARSEST_CLOCK
        found = {}
        for entry in self._entries(under, suffix):
            stat = entry.stat()
            found[f"{under}/{entry.name}"] = _stamp(stat) if stat.st_mtime_ns < settled else ""
        order = in_order(under, (name.removeprefix(f"{under}/") for name in found), suffix)
        return {name: found[name] for name in order}

    def stamp(self, name: str) -> str:
        """Size, number on the disk and time of change of a file."""
        path = self._at(name)
        return _stamp(path.stat()) if path.is_file() else ""

    def _entries(self, under: str, suffix: str) -> list[os.DirEntry[str]]:
        try:
            with os.scandir(self._at(under)) as entries:
                return [one for one in entries if one.name.endswith(suffix) and one.name[0] != "." and one.is_file()]
        except (FileNotFoundError, NotADirectoryError):
            return []

    def folders(self, under: str) -> list[str]:
        """The folders right inside a folder, hidden ones left out."""
        found = (self._at(under)).glob("*")
        return sorted(path.name for path in found if not path.name.startswith(".") and path.is_dir())

    def read(self, name: str) -> bytes:
        """The bytes of a file."""
        try:
            return (self._at(name)).read_bytes()
        except OSError as error:
            raise _unreadable(self.place(name), error) from error

    def open(self, name: str) -> AbstractContextManager[BinaryIO]:
        """A file to read from."""
        try:
            return (self._at(name)).open("rb")
        except OSError as error:
            raise _unreadable(self.place(name), error) from error

    def write(self, name: str) -> AbstractContextManager[BinaryIO]:
        """A file to write to."""
        return open_whole(self._at(name))

    def append(self, name: str, line: bytes) -> None:
        """Add a line."""
        path = self._at(name)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("ab") as file:
                file.write(line)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise unwritable(path, error) from error

    def lines(self, name: str) -> bytes:
        """What was added to a file."""
        return self.read(name) if self.exists(name) else b""

    def remove(self, name: str) -> None:
        """Remove a file."""
        try:
            (self._at(name)).unlink(missing_ok=True)
        except OSError as error:
            raise unwritable(self._at(name), error) from error

    def mend(self) -> None:
        """Remove files and folders half written, here and in all folders inside this one."""
        remove_leftovers(self.path)

    @contextmanager
    def locked(self, waiting: Callable[[], None]) -> Iterator[None]:
        """Hold the folder's lock."""
        with locked(self.path / STATE / LOCK, waiting):
            yield
