"""How far a scanned page is askew, by the lines and words that ought to be level."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from extractors.pdf.scans.engine import Picture

Floats = NDArray[np.floating]
Axes = tuple[tuple[NDArray[np.int64], Floats], ...]
"""Rows and columns of ink: the place of each pixel across its axis, and along it, from the middle."""

MOST = 5.0
"""Degrees that feeders of scanners turn a sheet by at most; three is rare."""
COARSE, FINE = 0.25, 0.02
"""Degrees from one trial to the next, first over all, then around the best."""
SHRINK = 3
"""Times that the picture is made smaller to be looked at."""
LEVEL = 0.97
"""Share of the best from which on an angle is as good: lines a pixel or two thick leave it open by that much."""
DARK = 60
"""Levels of grey below the paper from which on a pixel is ink."""
FEWEST = 200
"""Pixels of ink under which nothing tells."""


def skew_of(picture: Picture) -> float:
    """Degrees clockwise by which a page is turned, up to five either way.

    Rows of ink are fullest and emptiest along the true direction of lines: the sum of their squares is largest there
    (Postl 1986). Columns count as much, for a page that lies on its side.
    """
    grey = picture[::SHRINK, ::SHRINK].mean(axis=2)
    down, across = np.nonzero(grey < np.median(grey) - DARK)
    if len(down) < FEWEST:
        return 0.0
    axes = ((down, across - float(across.mean())), (across, float(down.mean()) - down))
    coarse = np.arange(-MOST, MOST + COARSE, COARSE)
    first = coarse[int(np.argmax(_clearness(axes, coarse)))]
    fine = np.arange(first - COARSE, first + COARSE, FINE)
    clear = _clearness(axes, fine)
    return round(float(fine[clear >= LEVEL * clear.max()].mean()), 2)


def _clearness(axes: Axes, angles: Floats) -> Floats:
    """How clearly lines stand out along each angle, over both axes alike."""
    spreads = [np.array([_spread(places, shift, float(angle)) for angle in angles]) for places, shift in axes]
    return sum((each / np.median(each) for each in spreads), np.zeros(len(angles)))


def _spread(places: NDArray[np.int64], shift: Floats, angle: float) -> float:
    moved = np.round(places - shift * np.tan(np.radians(angle))).astype(np.int64)
    counts = np.bincount(moved - moved.min())
    return float((counts.astype(np.float64) ** 2).sum())
