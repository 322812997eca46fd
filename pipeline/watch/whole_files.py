"""Tells when a file is whole: when it has looked the same for a while.

Only sameness counts, never a file's age, so a clock that is set back or runs differently on a file server does no harm.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pipeline.watch.inbox import Document, Signature


class WholeFiles:
    """Watches files from look to look."""

    def __init__(self, looks: int) -> None:
        """Take a file for whole when so many looks in a row have found it the same."""
        self._looks = looks
        self._seen: dict[Path, tuple[Signature, int]] = {}

    def whole(self, documents: Iterable[Document]) -> list[Document]:
        """Of the documents that a new look found, those that are whole. What was not found is forgotten."""
        before, self._seen = self._seen, {}
        whole = []
        for document in documents:
            signature, times = before.get(document.path, (document.signature, 0))
            times = times + 1 if signature == document.signature else 1
            self._seen[document.path] = (document.signature, times)
            if times >= self._looks:
                whole.append(document)
        return whole

    def changing(self) -> list[Path]:
        """The files of the last look that are not whole yet."""
        return [path for path, (_, times) in self._seen.items() if times < self._looks]
