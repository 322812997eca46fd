"""Rows of a ruled table that its lines leave out: a header on shading over them, a last row under them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractors.pdf.edges import LOWEST_BAND, row_bands
from extractors.pdf.grid import SNAP, Grid
from extractors.pdf.lines import Line, gather_lines
from extractors.pdf.rows import crosses_any
from extractors.pdf.source.model import Fill
from extractors.pdf.words import Word
from models.reference.columns import is_column_name

ADJOINING = 1.5
"""Times the size of white up to which a line still belongs to the table beside it: cells have padding."""

NEXT_LINE = 0.8
"""Times the size of white from one line of a cell to the next."""

LEAST_COLUMNS = 3
"""Columns that such a row fills; two words far apart are chance."""

HEADED, FILLED = 0.7, 0.5
"""Shares of the columns that a header fills, and a row."""

LEAST_NAMES = 2
"""Names of columns in a header."""

TALLEST_HEADER = 6
"""Lines of a header over a table."""

REACH = 250.0
"""Points from the table within which its row is looked for: the tallest row that a page's end should not cut."""

PADDING = 2.0
"""Points from the words of a row to its edge where nothing is drawn."""


def with_outer_rows(grid: Grid, words: Sequence[Word], areas: Sequence[Fill]) -> Grid:
    """The grid with the rows that keep to its columns right over it and right under it."""
    if grid.column_count < LEAST_COLUMNS:
        return grid
    x0, top, x1, bottom = grid.box
    own = [word for word in words if word.turn == 0 and x0 - 1 <= word.x0 and word.x1 <= x1 + 1]
    over = [word for word in own if top - REACH <= word.bottom <= top + PADDING]
    if over and not grid.open_top:
        first = [word for word in own if top <= (word.top + word.bottom) / 2 <= grid.ys[1]]
        header = _header(sorted(gather_lines(over), key=_base), grid)
        if header and _names(first, grid.xs) < LEAST_NAMES:
            edge = min(line.top for line in header) - PADDING
            bands = [band for band in row_bands(areas) if abs(band.bottom - top) <= SNAP]
            edge = max((band.top for band in bands if band.top <= edge + SNAP), default=edge)
            grid = _with_row(grid, edge, above=True)
    if grid.open_top or grid.open_bottom:
        grid = _with_words_it_cuts(grid, own)
    under = [word for word in own if bottom - PADDING <= word.top <= bottom + REACH]
    if under and not grid.open_bottom:
        row = _last_row(gather_lines(under), grid)
        if row:
            grid = _with_row(grid, max(line.bottom for line in row) + PADDING, above=False)
    return grid


def _with_words_it_cuts(grid: Grid, words: Sequence[Word]) -> Grid:
    """The grid with its open ends moved past the lines of cells that they run through.

    Text may start over the page's frame where a program sets the rest of a cell in its middle.
    """
    ys = list(grid.ys)
    for column in _columns(words, grid.xs):
        fitting = [word for word in column if not crosses_any((word,), grid.xs)]
        if grid.open_top:
            ys[0] = min(ys[0], _past([(word.top, word.bottom, word.size) for word in fitting], grid.ys[0]))
        if grid.open_bottom:
            ys[-1] = max(ys[-1], -_past([(-word.bottom, -word.top, word.size) for word in fitting], -grid.ys[-1]))
    return replace(grid, ys=ys)


def _past(lines: Sequence[tuple[float, float, float]], edge: float) -> float:
    """Where the lines of a cell begin of which an edge cuts one: the edge where it cuts none. Nearer end first."""
    if not any(near < edge < far for near, far, _ in lines):
        return edge
    for near, far, size in sorted(lines, reverse=True):
        if near < edge and edge - far <= NEXT_LINE * size:
            edge = near
    return edge


def _base(line: Line) -> float:
    return -line.base


def _header(lines: Sequence[Line], grid: Grid) -> list[Line]:
    """The lines of a header, given from the table upwards; none when what stands there names no columns of it."""
    taken: list[Line] = []
    edge = grid.ys[0]
    for line in lines[:TALLEST_HEADER]:
        white = edge - line.bottom
        if white > (NEXT_LINE if taken else ADJOINING) * line.size or crosses_any(line.words, grid.xs):
            break
        taken.append(line)
        edge = line.top
    words = [word for line in taken for word in line.words]
    named = _names(words, grid.xs) >= LEAST_NAMES
    return taken if named and _used(words, grid.xs) >= max(LEAST_COLUMNS, HEADED * grid.column_count) else []


def _last_row(lines: Sequence[Line], grid: Grid) -> list[Line]:
    """The lines of a row under the last ruling; none when what stands there is another table, a note, or prose."""
    taken: list[Line] = []
    edge = grid.ys[-1]
    for line in lines:
        white = line.top - edge
        if white > (NEXT_LINE if taken else ADJOINING) * line.size or crosses_any(line.words, grid.xs):
            break
        taken.append(line)
        edge = line.bottom
    if not taken or _used(taken[0].words, grid.xs) < max(LEAST_COLUMNS, FILLED * grid.column_count):
        return []
    return [] if _names(taken[0].words, grid.xs) >= LEAST_NAMES else taken


def _columns(words: Sequence[Word], xs: Sequence[float]) -> list[list[Word]]:
    return [[word for word in words if left <= (word.x0 + word.x1) / 2 < right] for left, right in pairwise(xs)]


def _used(words: Sequence[Word], xs: Sequence[float]) -> int:
    return sum(map(bool, _columns(words, xs)))


def _names(words: Sequence[Word], xs: Sequence[float]) -> int:
    """How many columns words name."""
    texts = (" ".join(word.text for line in gather_lines(own) for word in line.words) for own in _columns(words, xs))
    return sum(is_column_name(text) for text in texts if text)


def _with_row(grid: Grid, edge: float, *, above: bool) -> Grid:
    """The grid with one more row, up or down to an edge; too low a row is none."""
    if abs(edge - (grid.ys[0] if above else grid.ys[-1])) < LOWEST_BAND:
        return grid
    across, down = [True] * grid.column_count, [True] * (grid.column_count + 1)
    if above:
        lines = [across, across, *grid.across[1:]]
        return Grid(grid.xs, [edge, *grid.ys], lines, [down, *grid.down], open_bottom=grid.open_bottom)
    return Grid(grid.xs, [*grid.ys, edge], [*grid.across[:-1], across, across], [*grid.down, down], grid.open_top)
