"""Columns that a ruled table leaves to the eye: white that runs down a whole column between two drawn lines.

Reports often draw level lines and one upright behind the labels, or an upright for each group of columns. What is
parted here must be plain: most lines have words on both sides, and so have the names over them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median_low
from typing import TypeAlias

from extractors.pdf.grid import SNAP, Grid
from extractors.pdf.lines import Line, gather_lines
from extractors.pdf.survey import Survey
from extractors.pdf.words import Word

CLEAR = 0.6
"""Share of the size of white that parts two columns: twice a space."""

LEAST_LINES = 3
"""Lines under the names that must have words on both sides."""

BOTH_SIDES = 0.5
"""Share of the lines of a column that must have words on both sides; some rows leave one of the two columns empty."""

CROSSING = 0.1
"""Share of the lines that may run over an edge known from another page."""

TOUCHING = 1.0
"""Points by which the boxes of letters of two lines may run into each other."""

_Row: TypeAlias = list[list[Line] | None]
"""The lines of each column of a row; None for a column that runs together with the one beside it."""


@dataclass(frozen=True, slots=True)
class _White:
    """White between words of a column of a grid: where it begins and ends, in points.

    `under`: the height under which names part a row of the grid that has one name for both columns above; and that row.
    """

    column: int
    start: float
    end: float
    under: tuple[int, float] | None = None

    @property
    def middle(self) -> float:
        return (self.start + self.end) / 2


def add_white_columns(pages: Sequence[Survey]) -> None:
    """Part columns of ruled grids where white does; also of grids with the same lines on pages without the names."""
    known: list[tuple[list[float], list[_White]]] = []
    others: list[tuple[Survey, int, list[_Row]]] = []
    for page in pages:
        words = [word for word in page.words if word.turn == 0 and id(word) not in page.furniture] if page.ruled else []
        for index, grid in enumerate(page.ruled):
            rows = _rows(grid, words)
            found = list(_whites(rows))
            if found:
                known.append((grid.xs, found))
                page.ruled[index] = _parted(grid, rows, found)
            else:
                others.append((page, index, rows))
    for page, index, rows in others if known else ():
        grid = page.ruled[index]
        whites = next((whites for xs, whites in known if _same(xs, grid.xs)), [])
        if whites and not any(_is_crossed(rows, white) for white in whites):
            page.ruled[index] = _parted(grid, rows, [replace(white, under=None) for white in whites])


def _rows(grid: Grid, words: Sequence[Word]) -> list[_Row]:
    rows: list[_Row] = []
    for row, (top, bottom) in enumerate(pairwise(grid.ys)):
        own = [word for word in words if top <= (word.top + word.bottom) / 2 < bottom]
        sides = [True, *grid.down[row][1:-1], True]
        rows.append(
            [
                gather_lines(word for word in own if left <= (word.x0 + word.x1) / 2 < right) if all(closed) else None
                for (left, right), closed in zip(pairwise(grid.xs), pairwise(sides), strict=True)
            ]
        )
    return rows


def _whites(rows: Sequence[_Row]) -> Iterator[_White]:
    """The white between words that parts a column in two, for every column."""
    for column in range(len(rows[0])):
        first = next((row for row, cells in enumerate(rows) if cells[column]), len(rows))
        body = [line for cells in rows[first + 1 :] for line in cells[column] or ()]
        if len(body) < LEAST_LINES:
            continue
        for start, end in _stretches(body, CLEAR * median_low(line.size for line in body)):
            both = sum(line.x0 < start and line.x1 > end for line in body)
            if both >= max(LEAST_LINES, BOTH_SIDES * len(body)):
                white = _under_names(_White(column, start, end), first, rows[first][column] or ())
                if white is not None:
                    yield white


def _stretches(lines: Sequence[Line], least: float) -> Iterator[tuple[float, float]]:
    """The stretches, of a width at the least, that no word of any line reaches into."""
    words = sorted((word for line in lines for word in line.words), key=lambda word: word.x0)
    reach = words[0].x1
    for word in words[1:]:
        if word.x0 - reach >= least:
            yield reach, word.x0
        reach = max(reach, word.x1)


def _under_names(white: _White, row: int, header: Sequence[Line]) -> _White | None:
    """The white, where names stand on both sides; over these may be a name for both columns."""
    pieces = [(line, list(_pieces(line))) for line in header]
    across = [line for line, own in pieces if len(own) == 1 and own[0][0] < white.middle < own[0][1]]
    naming = [(line, x0, x1) for line, own in pieces if not any(line is other for other in across) for x0, x1 in own]
    left = [x1 for _, x0, x1 in naming if x0 + x1 < 2 * white.middle]
    right = [x0 for _, x0, x1 in naming if x0 + x1 > 2 * white.middle]
    if not left or not right:
        return None
    start, end = max(white.start, *left), min(white.end, *right)
    over = max((line.bottom for line in across), default=None)
    names = min(line.top for line, _, _ in naming)
    if start >= end or (over is not None and over > names + TOUCHING):
        return None
    return _White(white.column, start, end, None if over is None else (row, (over + names) / 2))


def _pieces(line: Line) -> Iterator[tuple[float, float]]:
    """Where runs of words of a line begin and end that nothing wider than a space parts."""
    start = line.words[0].x0
    for before, after in pairwise(line.words):
        if after.x0 - before.x1 >= CLEAR * line.size:
            yield start, before.x1
            start = after.x0
    yield start, line.words[-1].x1


def _runs_over(lines: Sequence[Line], white: _White) -> bool:
    return any(x0 < white.middle < x1 for line in lines for x0, x1 in _pieces(line))


def _is_crossed(rows: Sequence[_Row], white: _White) -> bool:
    """Whether many lines run over white that is known from elsewhere."""
    lines = [line for cells in rows for line in cells[white.column] or ()]
    return sum(_runs_over([line], white) for line in lines) > CROSSING * len(lines)


def _same(xs: Sequence[float], others: Sequence[float]) -> bool:
    return len(xs) == len(others) and all(abs(one - other) <= SNAP for one, other in zip(xs, others, strict=True))


def _parted(grid: Grid, rows: Sequence[_Row], whites: Sequence[_White]) -> Grid:
    """The grid with an edge in each white, beside the rows in which no words run over it."""
    under = max((white.under for white in whites if white.under is not None), default=None)
    if under is not None:
        grid, rows = _with_names_apart(grid, rows, under, {white.column for white in whites if white.under})
    xs, across, down = list(grid.xs), [list(edges) for edges in grid.across], [list(edges) for edges in grid.down]
    for white in sorted(whites, key=lambda white: -white.middle):
        place = white.column + 1
        xs.insert(place, white.middle)
        for edges in across:
            edges.insert(place, edges[white.column])
        for edges, cells in zip(down, rows, strict=True):
            lines = cells[white.column]
            edges.insert(place, lines is not None and not _runs_over(lines, white))
    return Grid(xs, grid.ys, across, down, grid.open_top, grid.open_bottom)


def _with_names_apart(
    grid: Grid, rows: Sequence[_Row], under: tuple[int, float], columns: set[int]
) -> tuple[Grid, list[_Row]]:
    """The grid with a row cut at a height in some columns, and the lines of its rows."""
    row, height = under
    parts: tuple[_Row, _Row] = (list(rows[row]), list(rows[row]))
    for column in columns:
        lines = rows[row][column] or []
        parts[0][column] = [line for line in lines if line.base <= height]
        parts[1][column] = [line for line in lines if line.base > height]
    cut = Grid(
        [*grid.xs],
        [*grid.ys[: row + 1], height, *grid.ys[row + 1 :]],
        [*grid.across[: row + 1], [column in columns for column in range(grid.column_count)], *grid.across[row + 1 :]],
        [*grid.down[: row + 1], *grid.down[row:]],
        grid.open_top,
        grid.open_bottom,
    )
    return cut, [*rows[:row], *parts, *rows[row + 1 :]]
