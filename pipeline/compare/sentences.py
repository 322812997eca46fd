"""The sentence that a stretch of a narrative stands in."""

from __future__ import annotations

import re

# A full stop ends a sentence when white space and a capital, a digit or a bullet follow; not after an initial or one
# of the abbreviations below.
_END = re.compile(r"[.!?]['\")\]]*\s+(?=[A-Z0-9\"'(\u2022-])|\n")
_ABBREVIATION = re.compile(r"(?:\b(?:e\.g|i\.e|etc|vs|no|st|dr|mr|mrs|ms|approx|incl)|\b[A-Za-z])\.$", re.IGNORECASE)


def sentence_around(narrative: str, start: int, end: int) -> str:
    """The sentence, or the line where no full stop divides it, around `narrative[start:end]`; white space folded."""
    first, last = 0, len(narrative)
    for match in _END.finditer(narrative):
        stop = match.start() + 1
        if match.group() != "\n" and _ABBREVIATION.search(narrative[:stop][-8:]):
            continue
        if match.end() <= start:
            first = match.end()
        elif match.start() >= end - 1:
            last = match.start() if match.group() == "\n" else match.end()
            break
    return " ".join(narrative[first:last].split())
