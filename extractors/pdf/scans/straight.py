"""How far a scanned page is askew, by the lines and words that ought to be level."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from extractors.pdf.scans.engine import Picture

MOST = 5.0
"""Degrees that feeders of scanners turn a sheet by at most; three is rare."""
COARSE, FINE = 0.25, 0.02
"""Degrees from one trial to the next, first over all, then around the best."""
SHRINK = 3
"""Times that the picture is made smaller to be looked at."""
DARK = 60
"""Levels of grey below the paper from which on a pixel is ink."""
FEWEST = 200
"""Pixels of ink under which nothing tells."""


def skew_of(picture: Picture) -> float:
    """Degrees clockwise by which a page is turned, up to five either way.

    Rows of ink are fullest and emptiest along the true direction of lines: the sum of their squares is largest there
    (Postl 1986). Columns are tried too, for a page that lies on its side.
    """
    grey = picture[::SHRINK, ::SHRINK].mean(axis=2)
    ink = grey < np.median(grey) - DARK
    down, across = np.nonzero(ink)
    if len(down) < FEWEST:
        return 0.0
    best = 0.0
    for places, others in ((down, across), (across, -down)):
        shift = others - float(others.mean())
        here = _best(places, shift, np.arange(-MOST, MOST + COARSE, COARSE))
        here = _best(places, shift, np.arange(here[0] - COARSE, here[0] + COARSE, FINE))
        straight = _spread(places, shift, 0.0)
        gain = here[1] / max(straight, 1.0)
        if gain > best:
            best, angle = gain, here[0]
    return round(float(angle), 2)


def _best(places: NDArray[np.int64], shift: NDArray[np.float64], angles: NDArray[np.float64]) -> tuple[float, float]:
    spreads = [_spread(places, shift, float(angle)) for angle in angles]
    place = int(np.argmax(spreads))
    return float(angles[place]), spreads[place]


def _spread(places: NDArray[np.int64], shift: NDArray[np.float64], angle: float) -> float:
    moved = np.round(places - shift * np.tan(np.radians(angle))).astype(np.int64)
    counts = np.bincount(moved - moved.min())
    return float((counts.astype(np.float64) ** 2).sum())
