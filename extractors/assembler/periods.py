"""Columns that say the same thing of several times: which of them is the latest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeVar

from models.reference.columns import fold_header, without_period

_NOT_NOW = re.compile(
    r"\b(?:previous|prior|last|past|former|earlier|old|initial|baseline|starting|target|forecast|predicted|projected|expected|ago)\b",
    re.IGNORECASE,
)
"""Words of headers that tell of another time: "Previous RAG", "RAG last quarter", "Target RAG"."""
_NOW = re.compile(r"\b(?:current|latest|now|new|this)\b", re.IGNORECASE)
_TIMES = re.compile(r"\b(?:quarter|month|period|year)\b", re.IGNORECASE)

Kept = TypeVar("Kept")


def is_of_another_time(header: str) -> bool:
    """Whether a header says that its column does not tell how things stand now."""
    return bool(_NOT_NOW.search(header))


def bare_name(header: str) -> str:
    """A header without the time it is about, folded: "Q1 update" and "Update (previous quarter)" are "update"."""
    plain = without_period(header)
    for pattern in (_NOT_NOW, _NOW, _TIMES):
        plain = pattern.sub(" ", plain)
    return fold_header(plain)


def latest_column(filled: Sequence[tuple[str, Kept]], *, every: Sequence[tuple[str, Kept]]) -> tuple[str, Kept] | None:
    """Of the columns that say something, the one that tells how things stand now; None when none does.

    filled: headers and contents, left to right. every: those of all such columns. One that tells of another time is
    taken only where no column tells of now; else a column called current goes first, then one without a period beside
    "Q1 update", and then the last.
    """
    if any(not is_of_another_time(header) for header, _ in every):
        filled = [(header, kept) for header, kept in filled if not is_of_another_time(header)]
    current = [(header, kept) for header, kept in filled if _NOW.search(header)]
    always = [(header, kept) for header, kept in filled if without_period(header).split() == header.split()]
    return (current or always or [*filled])[-1] if filled else None
