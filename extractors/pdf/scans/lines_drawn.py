"""Rulings on a picture of a page: thin stretches, level or upright, that are darker than both sides, or lighter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from extractors.pdf.scans.engine import Picture
from extractors.pdf.scans.raster import Mask, Rectangle, closed, pieces_of, runs_of

Grey = NDArray[np.int16]

BESIDE = (4, 8)
"""Pixels to either side at which a line of up to 2 points, or up to 5, has its ground (at 200 dpi)."""
DARKER = 30
"""Levels of grey by which a line is darker than its ground; a hairline in light grey is by 50."""
LIGHTER, DARK = 18, 150
"""Levels by which a line is lighter than a ground that is darker than the second, the grain smoothed out."""
SMOOTHED = 9
"""Pixels along a line over which grain is smoothed."""
SHORTEST = 36
"""Pixels: 13 points; no stroke of a letter of running text is as long."""
GAP = 6
"""Pixels that a line may be broken for."""
THICKEST = 16
"""Pixels from which on it is an area."""
LONG = 200
"""Pixels: 72 points, longer than letters that touch one another."""
DRAWN = 0.92
"""Share of its length that a line is drawn on; letters that stand over one another make up to 0.75."""


def level_lines(grey: Grey) -> list[Rectangle]:
    """The level rulings, in pixels."""
    line = np.zeros(grey.shape, dtype=bool)
    for reach in BESIDE:
        inner = grey[reach:-reach]
        lighter = np.minimum(grey[: -2 * reach], grey[2 * reach :]) - DARKER
        line[reach:-reach] |= inner < lighter
    reach = BESIDE[0]
    smooth = _smoothed(grey)
    ground = np.maximum(smooth[: -2 * reach], smooth[2 * reach :])
    line[reach:-reach] |= (smooth[reach:-reach] > ground + LIGHTER) & (ground < DARK)
    runs = runs_of(_thickened(closed(line, GAP)))
    runs = runs.only(runs.end - runs.start >= SHORTEST)
    boxes = [runs.box(members) for members in pieces_of(runs)]
    kept = [part for box in boxes if box[3] - box[1] <= THICKEST for part in _drawn_parts(line, box)]
    return [(x0, top + 1, x1, max(bottom - 1, top + 2)) for x0, top, x1, bottom in kept]


def upright_lines(grey: Grey) -> list[Rectangle]:
    """The upright rulings, in pixels."""
    turned = level_lines(np.ascontiguousarray(grey.T))
    return [(top, x0, bottom, x1) for x0, top, x1, bottom in turned]


def without_lines(picture: Picture, lines: Iterable[Rectangle]) -> Picture:
    """The picture with rulings painted over in the colour beside them, as nothing but letters is to be read."""
    bare = picture.copy()
    height, width = picture.shape[:2]
    for x0, top, x1, bottom in lines:
        if x1 - x0 >= bottom - top:
            above, below = max(top - 3, 0), min(bottom + 2, height - 1)
            bare[max(top - 1, 0) : bottom + 1, x0:x1] = np.maximum(picture[above, x0:x1], picture[below, x0:x1])
        else:
            left, right = max(x0 - 3, 0), min(x1 + 2, width - 1)
            ground = np.maximum(picture[top:bottom, left], picture[top:bottom, right])
            bare[top:bottom, max(x0 - 1, 0) : x1 + 1] = ground[:, np.newaxis]
    return bare


def _drawn_parts(line: Mask, box: Rectangle) -> Iterator[Rectangle]:
    """The box, where three neighbouring rows hold nearly all of it: letters that touch one another wander.

    Else long stretches that such rows hold: beside a colour a line is seen a little higher or lower, or not at all.
    """
    x0, top, x1, bottom = box
    bands: list[Mask] = [np.asarray(line[place : place + 3, x0:x1].any(axis=0)) for place in range(top, bottom)]
    bands.sort(key=np.count_nonzero, reverse=True)
    if bands[0].mean() >= DRAWN:
        yield box
        return
    taken = np.zeros(x1 - x0, dtype=bool)
    for band in bands:
        parts = runs_of(closed(np.atleast_2d(band & ~taken), GAP))
        for start, end in zip(parts.start.tolist(), parts.end.tolist(), strict=True):
            if end - start >= LONG and band[start:end].mean() >= DRAWN:
                taken[start:end] = True
                yield x0 + start, top, x0 + end, bottom


def _smoothed(grey: Grey) -> Grey:
    """The means of stretches of a row around each place."""
    padded = np.pad(grey.astype(np.int32), ((0, 0), (SMOOTHED // 2 + 1, SMOOTHED // 2)), mode="edge").cumsum(axis=1)
    means: Grey = ((padded[:, SMOOTHED:] - padded[:, :-SMOOTHED]) // SMOOTHED).astype(np.int16)
    return means


def _thickened(mask: Mask) -> Mask:
    """The raster with each row also set where its neighbours are: a line a little askew steps from row to row."""
    thick = mask.copy()
    thick[1:] |= mask[:-1]
    thick[:-1] |= mask[1:]
    return thick
