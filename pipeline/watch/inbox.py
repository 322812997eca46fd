"""What lies in an inbox: documents, and what is passed over."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from models.errors import UsageError
from pipeline.batch.inputs import CLUTTER, OWN_FILES
from pipeline.batch.names import printable
from pipeline.outputs.remote import folder_here

DONE = "done"
FAILED = "failed"

# Files that programs keep while they copy, download or edit. All but the first are named by their endings.
_BEGINNINGS = (".", "~$")  # hidden ones and LibreOffice's .~lock.x#; Word's ~$x.docx
_ENDINGS = re.compile(
    r"(\.(tmp|temp|part|partial|filepart|crdownload|download|opdownload|swp|lck|lock)|~)$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Signature:
    """How a file looks from outside: it is whole when this does not change any more."""

    size: int
    changed: int


@dataclass(frozen=True, slots=True)
class Document:
    """A file in the inbox that is a document, or is on the way to be one."""

    path: Path
    signature: Signature


@dataclass(frozen=True, slots=True)
class PassedOver:
    """Something in the inbox that stays there, and what to tell a person about it."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Inbox:
    """An inbox with its two folders for what is finished."""

    path: Path

    @property
    def done(self) -> Path:
        """Where documents go that were read."""
        return self.path / DONE

    @property
    def failed(self) -> Path:
        """Where documents go that could not be read."""
        return self.path / FAILED

    def look(self) -> Iterator[Document | PassedOver]:
        """What lies right inside the inbox now, by name. Raises `OSError` when it cannot be listed.

        Names of temporary files and locks are passed over in silence; folders, links and devices with a reason.
        """
        with os.scandir(self.path) as found:
            entries = sorted(found, key=lambda entry: entry.name)
        for entry in entries:
            if is_temporary(entry.name) or entry.name in {DONE, FAILED}:
                continue
            try:
                seen = entry.stat(follow_symlinks=False)
            except FileNotFoundError:
                continue  # taken away since the folder was listed
            yield _sorted(entry, seen)


def _sorted(entry: os.DirEntry[str], seen: os.stat_result) -> Document | PassedOver:
    name = printable(entry.name)
    if stat.S_ISLNK(seen.st_mode):
        return PassedOver(entry.name, f"{name} is a link, and links are not followed. Put the document itself here.")
    if stat.S_ISDIR(seen.st_mode):
        return PassedOver(entry.name, f"{name} is a folder. Put the documents themselves into the inbox.")
    if not stat.S_ISREG(seen.st_mode):
        return PassedOver(entry.name, f"{name} is a pipe, a socket or a device, not a file.")
    return Document(Path(entry.path), Signature(seen.st_size, seen.st_mtime_ns))


def is_temporary(name: str) -> bool:
    """Whether a name is one that programs give to files that are not documents, or not yet."""
    clutter = name.lower() in CLUTTER or name in OWN_FILES
    return name.startswith(_BEGINNINGS) or clutter or _ENDINGS.search(name) is not None


def signature_of(path: Path) -> Signature | None:
    """How a file looks now; None when it is gone or is no file any more."""
    try:
        seen = path.lstat()
    except OSError:
        return None
    return Signature(seen.st_size, seen.st_mtime_ns) if stat.S_ISREG(seen.st_mode) else None


def open_inbox(path: Path, outputs_folder: Path) -> Inbox:
    """The inbox at a path, with its two folders made.

    Raises `UsageError` when there is no such folder, when `done` or `failed` leads out of it, or when the inbox and the
    outputs folder stand one inside the other: what is written would then be taken for what was dropped in.
    """
    folder_here(outputs_folder)
    if not folder_here(path).is_dir():
        raise UsageError(f"There is no folder {printable(str(path))}.", "Make it, or name another inbox.")
    inbox = Inbox(path.resolve())
    outputs = outputs_folder.resolve()
    if _holds(inbox.path, outputs) or _holds(outputs, inbox.path):
        raise UsageError(
            "One of the inbox and the outputs folder is inside the other, so results could be read as documents.",
            "Name an outputs folder outside the inbox with --out.",
        )
    for folder in (inbox.done, inbox.failed):
        if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
            raise UsageError(f"{printable(str(folder))} is a link or a file, not a folder.", "Remove or rename it.")
        try:
            folder.mkdir(exist_ok=True)
        except OSError as error:
            raise UsageError(
                f"{printable(str(folder))} cannot be made: {error.strerror}.",
                "Check that you have permission to write in the inbox.",
            ) from error
    return inbox


def _holds(outer: Path, inner: Path) -> bool:
    """Whether `inner` is `outer` or stands in it, also where upper and lower case name the same folder."""
    for part in (inner, *inner.parents):
        if part == outer or (part.exists() and outer.exists() and part.samefile(outer)):
            return True
    return False
