"""Where outputs are kept: a folder of this machine, or any place that fsspec can write to."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import BinaryIO, Protocol

from models.errors import UnreadableFile
from pipeline.files import open_whole, remove_leftovers, unwritable
from pipeline.outputs.lock import LOCK, locked
from pipeline.outputs.paths import inside

STATE = ".vvrap"
"""The folder, inside the outputs folder, of what only this tool needs: the lock and the journal of a run."""


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

    def read(self, name: str) -> bytes:
        """The bytes of a file. Raises `UnreadableFile`."""

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
        found = (self._at(under)).glob(f"*{suffix}")
        return in_order(
            under, (path.name for path in found if not path.name.startswith(".") and path.is_file()), suffix
        )

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
