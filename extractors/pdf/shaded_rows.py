"""Rows that shading alone parts: a header printed again that no line closes, stripes between upright lines."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.pdf.edges import LOWEST_BAND, row_bands
from extractors.pdf.grid import SNAP, Grid
from extractors.pdf.rulings import Ruling
from extractors.pdf.source.geometry import box_of, lies_in
from extractors.pdf.source.model import Fill
from extractors.pdf.words import Word


def with_shaded_rows(grid: Grid, areas: Sequence[Fill], words: Sequence[Word], uprights: Sequence[Ruling] = ()) -> Grid:
    """The grid with its rows cut where a band of shading over all its columns begins or ends between words.

    uprights: lines between its columns; one that only begins under such a band parts no cells of it.
    """
    left, _, right, _ = grid.box
    edges = [
        edge
        for band in row_bands(area for area in areas if lies_in(box_of(area), grid.box, slack=SNAP))
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
    return _cut(grid, cuts, uprights) if cuts else grid


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


def _cut(grid: Grid, cuts: dict[int, list[float]], uprights: Sequence[Ruling]) -> Grid:
    ys, across, down = [grid.ys[0]], [grid.across[0]], []
    for row in range(grid.row_count):
        own = cuts.get(row, [])
        edges = [*own, grid.ys[row + 1]]
        across += [*([True] * grid.column_count for _ in own), grid.across[row + 1]]
        for edge in edges:
            parted = grid.down[row]
            down.append(
                [
                    there and _reaches(grid, row, x, (ys[-1], edge), uprights)
                    for there, x in zip(parted, grid.xs, strict=True)
                ]
            )
            ys.append(edge)
    return Grid(grid.xs, ys, across, down, grid.open_top, grid.open_bottom)


def _reaches(grid: Grid, row: int, x: float, sides: tuple[float, float], uprights: Sequence[Ruling]) -> bool:
    """Whether a line at `x` runs along half of a part of a row; also where nothing is drawn there in the whole row."""
    near = [r for r in uprights if abs(r.at - x) <= SNAP and r.start < grid.ys[row + 1] and r.end > grid.ys[row]]
    along = sum(max(0.0, min(r.end, sides[1]) - max(r.start, sides[0])) for r in near)
    return not near or along * 2 >= sides[1] - sides[0]
