"""Moves a finished document out of the inbox and leaves a note beside it, without ever overwriting anything.

The note is written first and the document moved last, so a watch that is killed between the two finds the document in
the inbox, and its own note, known by the document's SHA-256, under the name it will take.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from models.errors import OutputError
from pipeline.batch.names import printable
from pipeline.files import write_whole

LONGEST_NAME = 255  # bytes of a file's name on the file systems in use
LONGEST_SUFFIX = 20  # bytes; a longer ending is no file type but a name with a full stop in it
NOTE_SUFFIX = ".txt"


@dataclass(frozen=True, slots=True)
class Note:
    """What is left beside a document. `signed`: the line that tells which document it is about."""

    text: str
    signed: str


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a document and its note are now."""

    document: Path
    note: Path


def place(document: Path, folder: Path, note: Note) -> Placed:
    """Move a document into a folder, under its own name or with a number added, its note beside it.

    Raises `OutputError` when one of the two cannot be written.
    """
    for number in count(1):
        target, beside = _paths(document.name, folder, number)
        if _is_free(target, document) and _is_free_for_note(beside, note):
            write_whole(beside, note.text.encode("utf-8", "backslashreplace"))
            if _move(document, target):
                return Placed(target, beside)
    raise AssertionError("count() does not end")


def _paths(name: str, folder: Path, number: int) -> tuple[Path, Path]:
    """Paths of the document and its note at the `number`th try."""
    suffix = Path(name).suffix
    suffix = suffix if len(os.fsencode(suffix)) <= LONGEST_SUFFIX else ""
    stem = name.removesuffix(suffix)
    tail = suffix if number == 1 else f"-{number}{suffix}"
    return folder / _fitted(stem, tail), folder / _fitted(stem, tail + NOTE_SUFFIX)


def _fitted(stem: str, tail: str) -> str:
    """The stem, cut where the name would be too long, and the tail."""
    while len(os.fsencode(stem + tail)) > LONGEST_NAME:
        stem = stem[:-1]
    return stem + tail


def _is_free(target: Path, document: Path) -> bool:
    """Whether a document may go there: nothing is there, or it is the document itself, its move half done."""
    return not os.path.lexists(target) or (not target.is_symlink() and target.samefile(document))


def _is_free_for_note(path: Path, note: Note) -> bool:
    """Whether a note may go there: nothing is there, or a note on the same document that was never moved."""
    if not os.path.lexists(path):
        return True
    if path.is_symlink() or not path.is_file():
        return False
    try:
        return note.signed in path.read_text(encoding="utf-8", errors="replace").split("\n")
    except OSError:
        return False


def _move(document: Path, target: Path) -> bool:
    """Move a file; False when something has taken the new name meanwhile. Raises `OutputError`."""
    try:
        try:
            os.link(document, target, follow_symlinks=False)  # unlike a rename, it never replaces what is there
        except FileExistsError:
            if not target.samefile(document):
                return False
        except (OSError, NotImplementedError):
            return _rename(document, target)  # a file system without hard links
        document.unlink()
    except OSError as error:
        raise OutputError(
            f"{printable(document.name)} cannot be moved to {printable(target.parent.name)}: {error.strerror}.",
            "Close it if it is open, and check that you have permission to write in the inbox.",
        ) from error
    return True


def _rename(document: Path, target: Path) -> bool:
    if os.path.lexists(target):
        return False
    document.rename(target)
    return True
