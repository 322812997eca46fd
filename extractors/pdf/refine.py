"""Edges that a grid's rulings leave out and its text supplies: columns kept white, and rows of one line each.

Government tables often rule the header and the frame and leave the body to the eye. What is added here must be plain:
a paragraph in a cell is not a row for each of its lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.pdf.grid import Grid
from extractors.pdf.lines import Line, gather_lines
from extractors.pdf.words import Word

CLEAR = 0.6
"""Share of the size of white on a line that parts two columns: twice a space."""

ROWS_THAT_AGREE = 2
"""Rows that must keep a column's edge white before it is drawn through them."""

LEAST_ENTRIES = 3
"""Lines of a cell that may be rows of their own; two lines may be chance."""

TABULAR = 0.6
"""Share of a row's filled columns that must be lists of short entries, and of entries that agree in height."""

SAME_BASE = 0.35
"""Share of the size by which entries of one row may differ in height."""


def refine(grid: Grid, words: Sequence[Word]) -> Grid:
    """The grid with the edges its words supply."""
    upright = [word for word in words if word.turn == 0]
    rows = _rows(grid, upright)
    _draw_columns(grid, rows)
    return _split_rows(grid, rows)


def _rows(grid: Grid, words: Sequence[Word]) -> list[list[Word]]:
    rows: list[list[Word]] = [[] for _ in range(grid.row_count)]
    x0, _, x1, _ = grid.box
    for word in words:
        middle = (word.top + word.bottom) / 2
        if x0 <= (word.x0 + word.x1) / 2 <= x1:
            for row in range(grid.row_count):
                if grid.ys[row] <= middle < grid.ys[row + 1]:
                    rows[row].append(word)
                    break
    return rows


def _draw_columns(grid: Grid, rows: Sequence[Sequence[Word]]) -> None:
    """Set the edges between columns in rows that have none but keep them white, where several rows agree."""
    for column in range(1, grid.column_count):
        x = grid.xs[column]
        open_rows = [row for row in range(grid.row_count) if not grid.down[row][column] and rows[row]]
        white = [row for row in open_rows if _parts(rows[row], x)]
        if len(white) >= max(ROWS_THAT_AGREE, len(open_rows) / 2):
            for row in white:
                grid.down[row][column] = True


def _parts(words: Sequence[Word], x: float) -> bool:
    """Whether words stand on both sides of a place, with clear white over it on every line."""
    left = [word for word in words if word.x1 <= x + 1.0]
    right = [word for word in words if word.x0 >= x - 1.0]
    if not left or not right or len(left) + len(right) < len(words):
        return False
    for line in gather_lines(words):
        before = max((word.x1 for word in line.words if word.x1 <= x + 1.0), default=None)
        after = min((word.x0 for word in line.words if word.x0 >= x - 1.0), default=None)
        if before is not None and after is not None and after - before < CLEAR * line.size:
            return False
    return True


@dataclass(slots=True)
class _Column:
    """Lines of one column of a row, and whether each is an entry of its own rather than a wrapped line."""

    lines: list[Line]
    left: float
    right: float

    def is_list(self) -> bool:
        """Whether hardly any line is the continuation of the one above."""
        breaks = [self._fitted(above, below) for above, below in pairwise(self.lines)]
        return sum(breaks) >= 0.9 * len(breaks)

    def _fitted(self, above: Line, below: Line) -> bool:
        _, width = below.first_token()
        padding = max(1.0, min(line.x0 for line in self.lines) - self.left)
        return above.x1 + 0.3 * above.size + width <= self.right - min(padding, 6.0)


def _split_rows(grid: Grid, rows: Sequence[Sequence[Word]]) -> Grid:
    ys = list(grid.ys)
    across = [list(line) for line in grid.across]
    down = [list(line) for line in grid.down]
    for row in reversed(range(grid.row_count)):
        cuts = _cuts(grid, row, rows[row])
        if cuts:
            ys[row + 1 : row + 1] = cuts
            across[row + 1 : row + 1] = [[True] * grid.column_count for _ in cuts]
            down[row : row + 1] = [list(grid.down[row]) for _ in range(len(cuts) + 1)]
    return Grid(grid.xs, ys, across, down, grid.open_top, grid.open_bottom)


def _cuts(grid: Grid, row: int, words: Sequence[Word]) -> list[float]:
    """Heights at which a row of the grid is to be cut into rows of one entry each; none when its lines are prose."""
    columns = _columns(grid, row, words)
    if len(columns) < 2 or any(not grid.across[edge][c] for edge in (row, row + 1) for c in range(grid.column_count)):
        return []
    lists = [column for column in columns if len(column.lines) >= LEAST_ENTRIES and column.is_list()]
    if columns[0] not in lists or len(lists) < 2 or len(lists) < TABULAR * len(columns):
        return []
    places = _common_bases(lists)
    entries = [line for line in columns[0].lines if _near(line.base, places, line.size)]
    if len(places) < LEAST_ENTRIES or len(entries) < TABULAR * len(places):
        return []
    return _between([line for column in columns for line in column.lines], places)


def _columns(grid: Grid, row: int, words: Sequence[Word]) -> list[_Column]:
    """The filled columns of a row, those that run together as one."""
    columns = []
    start = 0
    for column in range(1, grid.column_count + 1):
        if column < grid.column_count and not grid.down[row][column]:
            continue
        left, right = grid.xs[start], grid.xs[column]
        own = [word for word in words if left <= (word.x0 + word.x1) / 2 < right]
        if own:
            columns.append(_Column(gather_lines(own), left, right))
        start = column
    return columns


def _common_bases(lists: Sequence[_Column]) -> list[float]:
    """Base lines that most of the lists share."""
    size = lists[0].lines[0].size
    groups: list[list[float]] = []
    for base in sorted(line.base for column in lists for line in column.lines):
        if groups and base - groups[-1][0] <= SAME_BASE * size:
            groups[-1].append(base)
        else:
            groups.append([base])
    return [sum(group) / len(group) for group in groups if len(group) >= max(2, TABULAR * len(lists))]


def _near(base: float, places: Sequence[float], size: float) -> bool:
    return any(abs(base - place) <= SAME_BASE * size for place in places)


def _between(lines: Sequence[Line], places: Sequence[float]) -> list[float]:
    """Cuts in the white between neighbouring entries. A line between two (a label that wraps) goes to the nearer."""
    cuts = []
    for upper, lower in pairwise(places):
        above = [line for line in lines if line.base <= (upper + lower) / 2]
        below = [line for line in lines if line.base > (upper + lower) / 2]
        bottom = max(line.bottom for line in above)
        top = min(line.top for line in below)
        cuts.append((bottom + top) / 2)
    return cuts
