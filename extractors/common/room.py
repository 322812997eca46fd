"""Whether words can stand in a box of fixed size: a reckoning that is in favour of the box, as fonts are not known."""

from __future__ import annotations

import math
from collections.abc import Iterable

NARROW = 0.38
"""Ems that a letter of running text takes at least, on average; narrow faces take 0.41, usual ones 0.5."""

CUT_LINE = 0.3
"""Ems of the last line that may be cut off while its words can still be read."""


def shows_all(paragraphs: Iterable[tuple[int, float]], width: float, height: float) -> bool:
    """Whether paragraphs, each of so many characters in a size, may show whole in a box; all in one unit of length.

    width: infinite where it is not known.
    """
    needed = largest = 0.0
    for characters, size in paragraphs:
        lines = max(1, math.ceil(characters * NARROW * size / width)) if width > 0 else 1
        needed += lines * size
        largest = max(largest, size)
    return needed <= height + CUT_LINE * largest
