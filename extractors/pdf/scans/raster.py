"""Marks on a raster: runs of set pixels along its rows, and the pieces that they hang together in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]
Numbers = NDArray[np.int64]
Rectangle = tuple[int, int, int, int]
"""(x0, top, x1, bottom) in pixels, the last two past the end."""


@dataclass(frozen=True, slots=True)
class Runs:
    """Runs of set pixels, row by row: the row of each, its first pixel, and the one after its last."""

    row: Numbers
    start: Numbers
    end: Numbers

    def only(self, kept: Mask) -> Runs:
        """Some of the runs."""
        return Runs(self.row[kept], self.start[kept], self.end[kept])

    def box(self, members: Numbers) -> Rectangle:
        """The rectangle around the runs of these numbers."""
        rows = self.row[members]
        return (
            int(self.start[members].min()),
            int(rows.min()),
            int(self.end[members].max()),
            int(rows.max()) + 1,
        )


def runs_of(mask: Mask) -> Runs:
    """The runs of a raster, from the top, each row from the left."""
    height, width = mask.shape
    padded = np.zeros((height, width + 2), dtype=np.int8)
    padded[:, 1:-1] = mask
    changes = np.flatnonzero(np.diff(padded.ravel())) + 1
    starts, ends = changes[::2], changes[1::2]
    return Runs(starts // (width + 2), starts % (width + 2) - 1, ends % (width + 2) - 1)


def pieces_of(runs: Runs) -> Iterator[Numbers]:
    """The numbers of the runs of each piece: runs of neighbouring rows that touch hang together."""
    home = list(range(len(runs.row)))

    def root(place: int) -> int:
        while home[place] != place:
            home[place] = home[home[place]]
            place = home[place]
        return place

    rows, starts, ends = runs.row.tolist(), runs.start.tolist(), runs.end.tolist()
    above = 0
    for here in range(len(rows)):
        while rows[above] < rows[here] - 1 or (rows[above] == rows[here] - 1 and ends[above] < starts[here]):
            above += 1
        other = above
        while other < here and rows[other] == rows[here] - 1 and starts[other] <= ends[here]:
            home[root(here)] = root(other)
            other += 1
    roots = np.array([root(place) for place in range(len(rows))], dtype=np.int64)
    order = np.argsort(roots, kind="stable")
    if len(order):
        yield from np.split(order, np.flatnonzero(np.diff(roots[order])) + 1)


def closed(mask: Mask, reach: int, apart: Mask | None = None) -> Mask:
    """The raster with gaps of up to `reach` pixels along its rows filled, but none in which something of `apart` is."""
    runs = runs_of(mask)
    filled = mask.copy()
    near = (runs.row[1:] == runs.row[:-1]) & (runs.start[1:] - runs.end[:-1] <= reach)
    for row, start, end in zip(runs.row[1:][near], runs.end[:-1][near], runs.start[1:][near], strict=True):
        if apart is None or not apart[row, start:end].any():
            filled[row, start:end] = True
    return filled
