"""Rows that shading alone parts: a header printed again that no line closes, stripes between upright lines."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.pdf.edges import LOWEST_BAND, row_bands
from extractors.pdf.grid import SNAP, Grid
from extractors.pdf.source.model import Fill
from extractors.pdf.words import Word


def with_shaded_rows(grid: Grid, areas: Sequence[Fill], words: Sequence[Word]) -> Grid:
    """The grid with its rows cut where a band of shading over all its columns begins or ends between words."""
    left, _, right, _ = grid.box
    edges = [
        edge
        for band in row_bands(area for area in areas if _inside(area, grid))
        if band.start <= left + SNAP and band.end >= right - SNAP
        for edge in (band.top, band.bottom)
    ]
    cuts: dict[int, list[float]] = {}
    for edge in sorted(set(edges)):
        row = next((r for r in range(grid.row_count) if grid.ys[r] < edge < grid.ys[r + 1]), None)
        if row is None:
            continue
        above = max([grid.ys[row], *cuts.get(row, ())])
        if edge - above >= LOWEST_BAND and grid.ys[row + 1] - edge >= LOWEST_BAND and _parts(grid, row, edge, words):
            cuts.setdefault(row, []).append(edge)
    return _cut(grid, cuts) if cuts else grid


def _inside(area: Fill, grid: Grid) -> bool:
    x0, top, x1, bottom = grid.box
    return area.x0 >= x0 - SNAP and area.x1 <= x1 + SNAP and area.top >= top - SNAP and area.bottom <= bottom + SNAP


def _parts(grid: Grid, row: int, edge: float, words: Sequence[Word]) -> bool:
    """Whether words of a row stand above and below a height, and none across it."""
    x0, _, x1, _ = grid.box
    own = [
        (word.top + word.bottom) / 2 - edge
        for word in words
        if word.turn == 0
        and x0 <= (word.x0 + word.x1) / 2 <= x1
        and grid.ys[row] <= (word.top + word.bottom) / 2 <= grid.ys[row + 1]
    ]
    return bool(own) and min(own) < -1.0 and max(own) > 1.0 and all(abs(place) > 1.0 for place in own)


def _cut(grid: Grid, cuts: dict[int, list[float]]) -> Grid:
    ys, across, down = [grid.ys[0]], [grid.across[0]], []
    for row in range(grid.row_count):
        own = cuts.get(row, [])
        ys += [*own, grid.ys[row + 1]]
        across += [*([True] * grid.column_count for _ in own), grid.across[row + 1]]
        down += [list(grid.down[row]) for _ in range(len(own) + 1)]
    return Grid(grid.xs, ys, across, down, grid.open_top, grid.open_bottom)
