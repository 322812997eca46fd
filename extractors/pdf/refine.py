"""Edges that a grid's rulings leave out and its text supplies: columns kept white, and rows of one line each.

Government tables often rule the header and the frame and leave the body to the eye. What is added here must be plain:
a paragraph in a cell is not a row for each of its lines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.pdf.grid import Grid
from extractors.pdf.lines import Line, gather_lines
from extractors.pdf.words import Word

CLEAR = 0.6
"""Share of the size of white on a line that parts two columns: twice a space."""

SAME_START = 1.5
"""Points by which the first words of a column's cells may differ."""

ROWS_THAT_AGREE = 2
"""Rows that must keep a column's edge white before it is drawn through them."""

LEAST_ENTRIES = 3
"""Lines of a cell that may be rows of their own; two lines may be chance."""

TABULAR = 0.6
"""Share of a row's filled columns that must be lists of short entries, and of entries that agree in height."""

FIGURES = 0.8
"""Share of a column's lines that are figures when it is a column of figures."""

_FIGURE = re.compile(r"^(?:[\W_]*\d[\d\W]*[A-Za-z%*†‡]{0,2}\W*|[-–—*+†‡.\u2020]+|\(?[XxZz]\)?|n/?a|N/?A|NA|ns?)$")
_REF = re.compile(r"^(?P<before>(?:\d{1,2}\.)*)(?P<count>\d{1,3})\.?$")
"""An action's number: what stands before its last part, and the last part, which counts on."""
_LEADER = re.compile(r"(?:\s?\.){3,}$")

PITCH = 1.7
"""Share of the size from one base line to the next above which a line is left out between them."""

COLUMNS_THAT_BEGIN = 2
"""Columns that must begin anew beside a number."""

LABEL_AND_VALUE = 2
"""Columns of a form."""

SAME_BASE = 0.35
"""Share of the size by which entries of one row may differ in height."""


def refine(grid: Grid, words: Sequence[Word]) -> Grid:
    """The grid with the edges its words supply."""
    upright = [word for word in words if word.turn == 0]
    rows = _rows(grid, upright)
    _draw_columns(grid, rows)
    _draw_around_lone_cells(grid, rows)
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


def _draw_around_lone_cells(grid: Grid, rows: Sequence[Sequence[Word]]) -> None:
    """Set the edges of rows that have words in one column only, and there begin where that column's words begin.

    The rest of a row that a page break cuts stands so under the header: only its longest cell goes on.
    """
    inner = range(1, grid.column_count)
    for row, words in enumerate(rows):
        if not words or any(grid.down[row][column] for column in inner):
            continue
        start, end = min(word.x0 for word in words), max(word.x1 for word in words)
        column = next((c for c in inner if grid.xs[c] - 1.0 <= start and end <= grid.xs[c + 1] + 1.0), None)
        if column is None:
            continue
        alike = [
            other
            for other, others in enumerate(rows)
            if grid.down[other][column]
            and abs(min((w.x0 for w in others if w.x0 >= grid.xs[column] - 1.0), default=0.0) - start) <= SAME_START
        ]
        if len(alike) >= ROWS_THAT_AGREE:
            for place in inner:
                grid.down[row][place] = sum(grid.down[other][place] for other in alike) * 2 > len(alike)


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
    """Lines of one column of a row of the grid."""

    lines: list[Line]
    left: float
    right: float

    def is_list(self) -> bool:
        """Whether hardly any line is the continuation of the one above."""
        breaks = [self.breaks(above, below) for above, below in pairwise(self.lines)]
        return len(self.lines) >= LEAST_ENTRIES and sum(breaks) >= 0.9 * len(breaks)

    def is_figures(self) -> bool:
        """Whether nearly every line is a figure, or a sign that stands for one."""
        return len(self.lines) >= 2 and sum(map(_is_figure, self.lines)) >= FIGURES * len(self.lines)

    def breaks(self, above: Line, below: Line) -> bool:
        """Whether `below` begins an entry of its own: it is a figure, or its first word had room on the line above."""
        if _is_figure(below) or _is_figure(above) or _LEADER.search(above.text):
            return True
        _, width = below.first_token()
        padding = max(1.0, min(line.x0 for line in self.lines) - self.left)
        return above.x1 + 0.3 * above.size + width <= self.right - min(padding, 6.0)


def _is_figure(line: Line) -> bool:
    return bool(_FIGURE.match(line.text))


def _split_rows(grid: Grid, rows: Sequence[Sequence[Word]]) -> Grid:
    ys = list(grid.ys)
    across = [list(line) for line in grid.across]
    down = [list(line) for line in grid.down]
    form = _is_form(grid, rows)
    for row in reversed(range(grid.row_count)):
        cuts = _cuts(grid, row, rows[row], form=form)
        if cuts:
            ys[row + 1 : row + 1] = cuts
            across[row + 1 : row + 1] = [[True] * grid.column_count for _ in cuts]
            down[row : row + 1] = [list(grid.down[row]) for _ in range(len(cuts) + 1)]
    return Grid(grid.xs, ys, across, down, grid.open_top, grid.open_bottom)


def _is_form(grid: Grid, rows: Sequence[Sequence[Word]]) -> bool:
    """Whether a grid has two columns, of which the first holds labels in bold and the second does not."""
    columns = [
        columns for row, words in enumerate(rows) if len(columns := _columns(grid, row, words)) == LABEL_AND_VALUE
    ]
    labels, values = ([line for own in columns for line in own[side].lines] for side in (0, 1))
    return (
        grid.column_count == LABEL_AND_VALUE
        and len(labels) >= LEAST_ENTRIES
        and all(line.bold for line in labels)
        and not any(line.bold for line in values)
    )


def _cuts(grid: Grid, row: int, words: Sequence[Word], *, form: bool) -> list[float]:
    """Heights at which a row of the grid is to be cut into rows of one entry each; none when its lines are prose."""
    if not _is_bounded(grid, row) and not (form and row == 0 and grid.open_top):
        return []
    columns = _columns(grid, row, words)
    if len(columns) < 2:
        return []
    lines = [line for column in columns for line in column.lines]
    numbers = _places_of_numbers(columns) or (_places_of_labels(*columns) if form else [])
    if numbers or (row + 1 == grid.row_count and grid.open_bottom):
        return [_over(place, lines) for place in numbers]
    return _between(lines, _places_of_figures(columns) or _places_of_entries(columns))


def _is_bounded(grid: Grid, row: int) -> bool:
    """Whether no cell of a row goes on above or below it, but for where the page ends."""
    edges = [edge for edge in (row, row + 1) if not (edge == grid.row_count and grid.open_bottom)]
    return all(grid.across[edge][column] for edge in edges for column in range(grid.column_count))


def _places_of_numbers(columns: Sequence[_Column]) -> list[float]:
    """Base lines at which a row of its own begins in a table of upright lines alone; empty when none does.

    The first column holds nothing but numbers that count on, and beside each of them the other columns begin anew. A
    number for the second line of a text is not one: two numbers may stand for one action.
    """
    numbers = columns[0].lines
    refs = [_REF.match(line.text) for line in numbers]
    if len(numbers) < 2 or not all(refs):
        return []
    counts = [(match["before"] or "", int(match["count"])) for match in refs if match]
    if any(after != (before[0], before[1] + 1) for before, after in pairwise(counts)):
        return []
    first = min(line.base for column in columns for line in column.lines)
    if not _near(numbers[0].base, [first], numbers[0].size):
        return []
    return [number.base for number in numbers[1:] if _all_begin_anew(columns[1:], number)]


def _places_of_labels(labels: _Column, values: _Column) -> list[float]:
    """Base lines at which a row of its own begins in a form without lines between its rows: under the first label.

    A label goes on in the next line when the word there had no room before. Where others surely do not, one does not
    either that has a value of its own beside it.
    """
    pairs = list(pairwise(labels.lines))
    sure = [line for above, line in pairs if line.base - above.base > PITCH * line.size or labels.breaks(above, line)]
    if not sure:
        return []
    return [line.base for _, line in pairs if line in sure or _begins_value(values, line)]


def _begins_value(values: _Column, label: Line) -> bool:
    """Whether a value begins beside a label, or none stands there."""
    at = next((i for i, each in enumerate(values.lines) if _near(each.base, [label.base], label.size)), None)
    return at is None or at == 0 or values.breaks(values.lines[at - 1], values.lines[at])


def _all_begin_anew(columns: Sequence[_Column], number: Line) -> bool:
    """Whether the columns with a line beside a number begin there, but for a few of which that cannot be told."""
    anew = unsure = 0
    for column in columns:
        at = next((i for i, line in enumerate(column.lines) if _near(line.base, [number.base], number.size)), None)
        if at is None:
            continue
        here, above = column.lines[at], column.lines[at - 1] if at else None
        begins = above is None or here.base - above.base > PITCH * here.size or column.breaks(above, here)
        anew, unsure = anew + begins, unsure + (not begins)
    return anew >= COLUMNS_THAT_BEGIN and anew >= 2 * unsure


def _over(base: float, lines: Sequence[Line]) -> float:
    """The height between the lines over a base line and those on it."""
    slack = SAME_BASE * max(line.size for line in lines)
    above = max(line.bottom for line in lines if line.base < base - slack)
    return (above + min(line.top for line in lines if line.base >= base - slack)) / 2


def _places_of_figures(columns: Sequence[_Column]) -> list[float]:
    """Base lines of the rows of a table of figures; empty when the columns hold none to speak of."""
    figures = [column for column in columns[1:] if column.is_figures()]
    if len(figures) < 2 and not (figures and len(columns) == 2 and len(figures[0].lines) >= LEAST_ENTRIES):
        return []
    places = _common_bases(figures)
    labels = columns[0]
    for index, line in enumerate(labels.lines):
        if _near(line.base, places, line.size):
            continue
        # A label without figures is a row when it does not run on into the next line, nor from the one before.
        before, after = labels.lines[max(0, index - 1) : index], labels.lines[index + 1 : index + 2]
        if all(labels.breaks(one, line) for one in before) and all(labels.breaks(line, one) for one in after):
            places.append(line.base)
    return sorted(places) if len(places) >= 2 else []


def _places_of_entries(columns: Sequence[_Column]) -> list[float]:
    """Base lines of the rows of a table of short entries, of which the first column has one on every line."""
    lists = [column for column in columns if column.is_list()]
    if columns[0] not in lists or len(lists) < 2 or len(lists) < TABULAR * len(columns):
        return []
    places = _common_bases(lists)
    entries = [line for line in columns[0].lines if _near(line.base, places, line.size)]
    return places if len(places) >= LEAST_ENTRIES and len(entries) >= TABULAR * len(places) else []


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
