"""Which plan_id a document's plan is kept under, when another document may have the same borough and year.

Two documents of one borough and year in one run are both kept: the first in the order of their names takes the plan_id,
the other one with its file's name added, since nothing in them says which is newer. A document given in a later run is
the newer one and takes the plan_id; the plan before goes to revisions/.
"""

from __future__ import annotations

import hashlib
from collections.abc import Container

from models.reference.boroughs import slug

LONGEST_ID = 200
"""Bytes. A name of a file has at most 255 on common systems, and the digits of two digests and `.json` are added."""

DIGEST_DIGITS = 8


class Ids:
    """The ids given in one run."""

    def __init__(self, stored: Container[str]) -> None:
        """Take the ids of the plans that are in the outputs folder."""
        self._stored = stored
        self._taken: dict[str, str] = {}

    def reserve(self, plan_id: str, sha256: str) -> None:
        """Take an id for a document that this run, before it was interrupted, has read already."""
        self._taken[plan_id] = sha256

    def give(self, read_as: str, filename: str, sha256: str, known: str | None = None) -> str:
        """The id for a document.

        Args:
            read_as: the id by its borough and year.
            filename: its name without folders.
            sha256: of its bytes.
            known: the id it was kept under before, if it was read as the same.
        """
        own = shortened(f"{read_as}-{slug(filename) or 'document'}")
        for wanted in (known, own if own in self._stored else None, read_as, own):
            if wanted and self._taken.setdefault(wanted, sha256) == sha256:
                return wanted
        return self._with_digest(own, sha256)

    def _with_digest(self, own: str, sha256: str) -> str:
        """An id for another document of the same name in another folder."""
        wanted = f"{own}-{sha256[:DIGEST_DIGITS]}"
        self._taken[wanted] = sha256
        return wanted


def shortened(plan_id: str) -> str:
    """The id, cut to what a file's name can hold; the digits of a digest keep cut ids apart."""
    whole = plan_id.encode()
    if len(whole) <= LONGEST_ID:
        return plan_id
    digest = hashlib.sha256(whole).hexdigest()[:DIGEST_DIGITS]
    return f"{whole[:LONGEST_ID].decode('utf-8', 'ignore').rstrip('-')}-{digest}"
