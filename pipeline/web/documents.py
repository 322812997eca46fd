"""The documents that plans were read from, kept in outputs/documents/ so that their pages can be shown."""

from __future__ import annotations

import re
import shutil
from pathlib import Path, PurePosixPath, PureWindowsPath

from models.errors import InputError
from pipeline.batch.inputs import fingerprint
from pipeline.batch.names import recorded
from pipeline.files import open_whole

FOLDER = "documents"
LONGEST_NAME = 120  # characters of a document's name that are kept
_SHA256 = re.compile(r"[0-9a-f]{64}")
_ENDING = re.compile(r"\.[a-z0-9]{1,5}")


class Documents:
    """The folder. A document is called by the SHA-256 of its bytes, never by a name that somebody gave it."""

    def __init__(self, outputs: Path) -> None:
        self._folder = outputs / FOLDER

    def find(self, sha256: str) -> Path | None:
        """A document; None when it is not kept."""
        if not _SHA256.fullmatch(sha256) or not self._folder.is_dir():
            return None
        return next((path for path in sorted(self._folder.glob(f"{sha256}.*")) if path.is_file()), None)

    def has(self, path: Path) -> bool:
        """Whether a document that lies elsewhere is kept here."""
        try:
            return self.find(fingerprint(str(path))) is not None
        except InputError:
            return False

    def keep(self, path: Path, sha256: str, filename: str) -> Path:
        """Keep a copy of a document that stays where it is; gives where the copy is."""
        known = self.find(sha256)
        if known:
            return known
        place = self._folder / f"{sha256}{ending(filename)}"
        with open_whole(place) as file, path.open("rb") as document:
            shutil.copyfileobj(document, file)
        return place


def ending(filename: str) -> str:
    """The ending of a name that somebody gave, if it is a plain one."""
    found = PurePosixPath(filename.lower()).suffix
    return found if _ENDING.fullmatch(found) else ".document"


def clean_name(given: str) -> str:
    """What an uploaded document is called on pages and in records: the last part of its name, on one line."""
    last = PureWindowsPath(PurePosixPath(recorded(given)).name).name
    shown = "".join(char for char in last if char.isprintable()).strip(" .")
    if len(shown) > LONGEST_NAME:
        stem, dot, end = shown.rpartition(".")
        shown = f"{stem[: LONGEST_NAME - len(end) - 1]}{dot}{end}" if dot and len(end) < 8 else shown[:LONGEST_NAME]
    return shown or "document"
