"""Dots before lines of words, which the models do not see: the bullets of a list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from extractors.pdf.scans.lines_drawn import Grey
from extractors.pdf.scans.raster import Rectangle, pieces_of, runs_of
from extractors.pdf.scans.type import TypeLine

REACH = 4.0
"""Times the size that a bullet stands before its line at most."""
NEAREST = 0.25
"""Times the size that it stands before it at least: nearer is a letter that was not read."""
SMALLEST, LARGEST = 0.12, 0.6
"""Times the size that a bullet is wide and high."""
SQUAT = 2.0
"""Times that it is wider than high, or higher than wide, at most: a dash is read as a letter."""
DARK = 80
"""Levels of grey below the ground from which on a pixel is ink."""


def dots_before(lines: Sequence[TypeLine], grey: Grey, words: Sequence[Rectangle]) -> list[Rectangle]:
    """The dots, in pixels; `words` are the boxes of lines, in none of which a dot lies."""
    return [dot for line in lines if line.signs for dot in [_dot_before(line, grey, words)] if dot is not None]


def _dot_before(line: TypeLine, grey: Grey, words: Iterable[Rectangle]) -> Rectangle | None:
    size, end = line.size, round(line.signs[0].x0 - NEAREST * line.size)
    left, top, bottom = max(round(end - REACH * size), 0), round(line.base - 0.75 * size), round(line.base + 0.1 * size)
    strip = grey[max(top, 0) : bottom, left:end]
    if not strip.size:
        return None
    runs = runs_of(strip < np.median(strip) - DARK)
    boxes = [runs.box(members) for members in pieces_of(runs)]
    if not boxes:
        return None
    x0, upper, x1, lower = max(boxes)
    width, height = x1 - x0, lower - upper
    found = (left + x0, max(top, 0) + upper, left + x1, max(top, 0) + lower)
    sized = all(SMALLEST * size <= side <= LARGEST * size for side in (width, height))
    if not sized or max(width, height) > SQUAT * min(width, height) or any(_meets(found, box) for box in words):
        return None
    return found


def _meets(dot: Rectangle, box: Rectangle) -> bool:
    return dot[0] < box[2] and dot[2] > box[0] and dot[1] < box[3] and dot[3] > box[1]
