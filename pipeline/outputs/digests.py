"""Which plans have changed: digests of their JSON, taken again only where the file may be another than last time.

What follows from the plans (the CSV files, the catalogue) notes the digest of each plan that it was made of. So that
one more plan does not cost a look into all others, the digests are kept with a stamp of each file (its size, its time
of change), as a version control system keeps its index. Nothing but speed hangs on it: it can be deleted.
"""

from __future__ import annotations

import hashlib

from pydantic_core import from_json, to_json

from models.errors import UnreadableFile
from pipeline.outputs.folder import STATE, Folder
from pipeline.outputs.paths import PLANS

DIGESTS = f"{STATE}/digests.json"

UNREADABLE = ""
"""In place of the digest of a file that cannot be opened."""


class PlanDigests:
    """The plans of an outputs folder as they are now.

    Attributes:
        of: SHA-256 of the JSON of every plan, by its path inside the outputs folder, in the order of the plan_ids.
    """

    def __init__(self, files: Folder) -> None:
        """Look at the folder; files whose stamp is as it was are not opened."""
        self._files = files
        self._known = _read(files)
        stamps = files.stamps(PLANS, ".json")
        self.of = {name: self._digest(name, stamp) for name, stamp in stamps.items()}
        self._now = {name: (stamp, self.of[name]) for name, stamp in stamps.items() if stamp}

    def keep(self) -> None:
        """Write down what was learnt, for the next to look. The folder's lock must be held. Raises `OutputError`."""
        if self._now != self._known or not self._files.exists(DIGESTS):
            with self._files.write(DIGESTS) as file:
                file.write(to_json(self._now))

    def _digest(self, name: str, stamp: str) -> str:
        known_stamp, digest = self._known.get(name, ("", UNREADABLE))
        if stamp and stamp == known_stamp:
            return digest
        try:
            return hashlib.sha256(self._files.read(name)).hexdigest()
        except UnreadableFile:
            return UNREADABLE


def _read(files: Folder) -> dict[str, tuple[str, str]]:
    """Stamp and digest by file, of the look before; nothing where what was written down is damaged."""
    if not files.exists(DIGESTS):
        return {}
    try:
        found = from_json(files.read(DIGESTS))
        return {str(name): (str(stamp), str(digest)) for name, (stamp, digest) in found.items()}
    except (ValueError, TypeError, AttributeError, UnreadableFile):
        return {}
