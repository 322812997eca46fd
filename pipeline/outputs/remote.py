"""An outputs folder at an address that fsspec opens, such as s3://bucket/outputs. Needs the extra `cluster`.

One process writes, the one that runs the command; workers only read documents and hand back plans. A file is written in
one put, so it is as whole as the storage's own puts are.
"""

from __future__ import annotations

import hashlib
import io
import re
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO, cast

from models.errors import OutputError, UnreadableFile, UsageError
from pipeline.files import unwritable
from pipeline.outputs.folder import STATE, in_order
from pipeline.outputs.lock import LOCK
from pipeline.outputs.paths import inside

LINE = ".line"
_WAS_AN_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:[/\\]")  # two letters and more: one is a drive of Windows
ASK_AGAIN_SECONDS = 5.0
MOST_ASKS = 12
"""A minute: a lock at an address stays when its run is killed, so a person must be told rather than kept waiting."""


def is_address(text: str) -> bool:
    """Whether a text is an address for fsspec rather than a path of this machine."""
    return "://" in text


def folder_here(path: Path) -> Path:
    """The path, which must be one of this machine. Raises `UsageError` for an address, or a file.

    An address that was taken for a path has lost a stroke: `s3:/bucket`.
    """
    if not path.exists() and _WAS_AN_ADDRESS.match(str(path)):
        raise UsageError(
            f"{path} is an address, not a folder on this computer.", "Copy it to this computer and name the copy."
        )
    if path.exists() and not path.is_dir():
        raise UsageError(f"{path} is a file, not a folder.", "Name a folder.")
    return path


def file_system(address: str) -> tuple[Any, str]:
    """The file system of an address, and the path on it.

    Raises `UsageError` for an address that nothing installed can open.
    """
    try:
        fsspec = import_module("fsspec.core")
    except ImportError as error:
        raise UsageError(f"{address} needs fsspec.", "Install it with: pip install 'vvrap[cluster]'") from error
    try:
        files, root = fsspec.url_to_fs(address)
    except (ImportError, ValueError) as error:
        raise UsageError(
            f"{address} cannot be opened: {error}.", "Check the address, or install what it needs."
        ) from error
    return files, str(root).rstrip("/")


class RemoteFolder:
    """A folder at an address."""

    def __init__(self, address: str, *, ask_again: float = ASK_AGAIN_SECONDS) -> None:
        self.address = address.rstrip("/")
        self._files, self._root = file_system(address)
        self._ask_again = ask_again
        self._lines: dict[str, int] = {}

    def place(self, name: str) -> str:
        """The address of a file."""
        return f"{self.address}/{name}"

    def _path(self, name: str) -> str:
        return f"{self._root}/{inside(name)}" if name else self._root

    def exists(self, name: str) -> bool:
        """Whether there is such a file."""
        return bool(self._files.isfile(self._path(name)))

    def names(self, under: str, suffix: str) -> list[str]:
        """The files right inside a folder."""
        entries = self._entries(under, "file")
        return in_order(under, (name for name in entries if name.endswith(suffix) and name[0] != "."), suffix)

    def folders(self, under: str) -> list[str]:
        """The folders right inside a folder."""
        return sorted(name for name in self._entries(under, "directory") if not name.startswith("."))

    def stamps(self, under: str, suffix: str) -> dict[str, str]:
        """The files right inside a folder; whether they have changed only their bytes tell, in all kinds of storage."""
        return dict.fromkeys(self.names(under, suffix), "")

    def stamp(self, name: str) -> str:
        """SHA-256 of a file."""
        return hashlib.sha256(self.read(name)).hexdigest() if self.exists(name) else ""

    def _entries(self, under: str, kind: str) -> list[str]:
        try:
            found = self._files.ls(self._path(under), detail=True, refresh=True)
        except FileNotFoundError:
            return []
        return [entry["name"].rstrip("/").rsplit("/", 1)[-1] for entry in found if entry["type"] == kind]

    def read(self, name: str) -> bytes:
        """The bytes of a file."""
        try:
            return cast("bytes", self._files.cat_file(self._path(name)))
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise UnreadableFile(f"{self.place(name)} cannot be opened: {reason}.", "Check the address.") from error

    def open(self, name: str) -> AbstractContextManager[BinaryIO]:
        """A file to read from; it is fetched whole."""
        return io.BytesIO(self.read(name))

    @contextmanager
    def write(self, name: str) -> Iterator[BinaryIO]:
        """A file to write to; nothing is sent before the block ends."""
        buffer = io.BytesIO()
        yield buffer
        self._put(name, buffer.getvalue())

    def _put(self, name: str, data: bytes, mode: str = "overwrite") -> None:
        path = self._path(name)
        try:
            self._files.makedirs(path.rsplit("/", 1)[0], exist_ok=True)
            self._files.pipe_file(path, data, mode=mode)
        except FileExistsError:
            raise
        except OSError as error:
            raise unwritable(self.place(name), error) from error

    def append(self, name: str, line: bytes) -> None:
        """Add a line: a small file of its own, for most storage cannot add to a file."""
        if name not in self._lines:
            self._lines[name] = len(self.names(name, LINE))
        self._lines[name] += 1
        self._put(f"{name}/{self._lines[name]:08d}{LINE}", line)

    def lines(self, name: str) -> bytes:
        """The lines added to a file."""
        return b"".join(self.read(line) for line in self.names(name, LINE))

    def remove(self, name: str) -> None:
        """Remove a file, or the lines added to it."""
        self._lines.pop(name, None)
        try:
            self._files.rm(self._path(name), recursive=True)
        except FileNotFoundError:
            return
        except OSError as error:
            raise unwritable(self.place(name), error) from error

    def mend(self) -> None:
        """A put is whole or not there: nothing is left half written."""

    @contextmanager
    def locked(self, waiting: Callable[[], None]) -> Iterator[None]:
        """Hold the folder's lock: a file that only one run can make, removed when it ends."""
        name = f"{STATE}/{LOCK}"
        for attempt in range(MOST_ASKS + 1):
            try:
                self._put(name, b"A run of vvrap is writing here.\n", mode="create")
                break
            except FileExistsError as error:
                if attempt == 0:
                    waiting()
                if attempt == MOST_ASKS:
                    raise OutputError(
                        f"{self.address} is being written to by another run.",
                        f"Wait for it; if there is none, it was killed: delete {self.place(name)} and run again.",
                    ) from error
                time.sleep(self._ask_again)
        try:
            yield
        finally:
            self.remove(name)
