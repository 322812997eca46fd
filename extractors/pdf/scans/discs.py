"""Small round marks in a colour on a picture of a page: dots that stand for a status."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from extractors.pdf.scans.engine import Picture
from extractors.pdf.scans.raster import Mask, Rectangle, pieces_of, runs_of

VIVID = 30
"""Levels between the strongest and the weakest channel of the colour of a mark; the palest status, a light green, has
41, and grounds of headers up to 27."""
SMALLEST, LARGEST = 12, 60
"""Pixels across a mark: 4.3 and 22 points. Larger ones are areas that `grounds` tells."""
LONGEST = 1.25
"""Times that it is wider than high, or higher than wide, at most."""
ROUND = (0.68, 0.88)
"""Share of the rectangle around it that a disc fills (0.785, and its edge is blurred)."""
ONE_COLOUR = 25
"""Levels per channel by which most of its inner pixels lie around their median; words in colour differ by more."""
CORE = 4
"""Share of the width, as its inverse, that is left out on each side as its blurred edge."""
EDGE = 3
"""Pixels of its blurred edge."""


def discs_of(picture: Picture) -> Iterator[tuple[Rectangle, str]]:
    """Each mark, in pixels, with its colour."""
    vivid: Mask = np.asarray(picture.max(axis=2) - picture.min(axis=2) >= VIVID)
    runs = runs_of(vivid)
    runs = runs.only(runs.end - runs.start <= LARGEST)
    for members in pieces_of(runs):
        x0, top, x1, bottom = box = runs.box(members)
        width, height = x1 - x0, bottom - top
        if not (SMALLEST <= width <= LARGEST and SMALLEST <= height <= LARGEST):
            continue
        share = int((runs.end[members] - runs.start[members]).sum()) / (width * height)
        if max(width, height) > LONGEST * min(width, height) or not ROUND[0] <= share <= ROUND[1]:
            continue
        core = picture[top + height // CORE : bottom - height // CORE, x0 + width // CORE : x1 - width // CORE]
        pixels = core.reshape(-1, 3).astype(np.int16)
        colour = np.median(pixels, axis=0)
        if (np.abs(pixels - colour).max(axis=1) <= ONE_COLOUR).mean() >= ROUND[0] and _stands_alone(vivid, box):
            yield box, "#" + "".join(f"{round(float(part)):02x}" for part in colour)


def without_discs(picture: Picture, discs: Iterable[Rectangle]) -> Picture:
    """The picture with such marks painted over in the colour around them: they are no letters and no areas."""
    bare = picture.copy()
    for x0, top, x1, bottom in discs:
        left, upper = max(x0 - EDGE, 0), max(top - EDGE, 0)
        rim = bare[upper : bottom + EDGE, left : x1 + EDGE]
        sides = np.concatenate((rim[0], rim[-1], rim[:, 0], rim[:, -1]))
        rim[:] = np.median(sides, axis=0).astype(np.uint8)
    return bare


def _stands_alone(vivid: Mask, box: Rectangle) -> bool:
    """Whether nothing in a colour lies right beside it, as it does beside the bowl of a letter or within an area."""
    x0, top, x1, bottom = box
    around = vivid[max(top - 2, 0) : bottom + 2, max(x0 - 2, 0) : x1 + 2]
    return int(around.sum()) == int(vivid[top:bottom, x0:x1].sum())
