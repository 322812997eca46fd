"""One page taken apart: its tables, each cell with its words, and the words outside them."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from extractors.pdf.drawn import drawn_in, shown_in
from extractors.pdf.flow import Column, arrange
from extractors.pdf.grid import SNAP, Grid
from extractors.pdf.lines import Line, gather_lines
from extractors.pdf.loose_marks import loose_marks
from extractors.pdf.paint import UNPAINTED, Paint, PaintIndex, paint_of
from extractors.pdf.refine import refine
from extractors.pdf.rows import ONE_SPACE
from extractors.pdf.shaded_rows import with_shaded_rows
from extractors.pdf.source.geometry import Box
from extractors.pdf.source.model import Fill, Shape
from extractors.pdf.spans import Area, area_box, cell_areas
from extractors.pdf.survey import Survey
from extractors.pdf.words import Word, split_at

CHART = 0.155
"""Share of filled cells under which a net of many cells is a chart's (on government reports: 0.03 to 0.15)."""

MANY = 20
"""Cells from which a net may be a chart's."""

RUNS_IN = 0.15
"""Share of a turned line that lies in a cell when the line is set in it and runs out of it at a page's end."""

WIDER = 1.35
"""Times the usual space of a turned line that it is wide where two cells meet: their padding, and no space."""

SLIVER = 14.0
"""Points: no cell that is to hold a word is narrower, or lower, than a line of small type with its padding."""


@dataclass(slots=True)
class PageCell:
    """A cell of a page's table: its place in the grid, its box, its words as lines by turn, its paint."""

    area: Area
    box: Box
    words: list[Word] = field(default_factory=list)
    lines: list[list[Line]] = field(default_factory=list)
    paint: Paint = UNPAINTED
    unread: int = 0
    """Pictures and drawings that it shows."""


@dataclass(slots=True)
class PageTable:
    """A table, or the piece of one, on a page."""

    grid: Grid
    cells: list[PageCell]


@dataclass(slots=True)
class PageLayout:
    """A page taken apart: its survey, its tables, and the words outside them."""

    page: Survey
    tables: list[PageTable]
    words: list[Word]
    """Words outside the tables, in the order of drawing."""
    columns: list[Column]
    """Upright words outside the tables, in reading order."""
    stamps: list[Word]
    """Stamps, and slanted text that is in no cell."""

    @property
    def number(self) -> int:
        """The page's number, from 1."""
        return self.page.number


def lay_out_pages(pages: Sequence[Survey]) -> list[PageLayout]:
    """Put the words and the paint of every page into its grids."""
    layouts: list[PageLayout] = []
    for page in pages:
        layouts.append(_lay_out(page, layouts[-1].tables if layouts else ()))
    return layouts


def _lay_out(page: Survey, before: Sequence[PageTable]) -> PageLayout:
    """Put a page's words and paint into its grids. before: the tables of the page before, with which one may go on."""
    own = [word for word in page.words if id(word) not in page.furniture]
    uprights = [ruling for ruling in page.rulings if not ruling.level]
    ruled = [with_shaded_rows(grid, page.areas, own, uprights) for grid in page.ruled]
    refined = [refine(grid, own) for grid in ruled]
    grids = sorted((*refined, *page.voted), key=lambda grid: (grid.ys[0], grid.xs[0]))
    tables, rest = fill_tables(grids, own, page.areas, page.shapes, [table.grid.xs for table in before])
    rest = sorted([*rest, *(w for w in page.words if id(w) in page.furniture)], key=lambda word: word.order)
    _find_unread(page, tables)
    upright = [word for word in rest if word.turn == 0]
    stamps = [*page.stamps, *(word for word in page.slanted if not _put_in_cell(word, tables))]
    boxes = [table.grid.box for table in tables]
    marks = loose_marks(page.areas, page.shapes, boxes, upright)
    columns = arrange([*upright, *marks], boxes, [*page.areas, *page.shapes], page.height, page.card_parts)
    return PageLayout(page, tables, rest, columns, stamps)


def _find_unread(page: Survey, tables: Sequence[PageTable]) -> None:
    """Count in each cell the pictures and drawings that it shows."""
    for cell in (cell for table in tables for cell in table.cells):
        cell.unread = shown_in(cell.box, page.pictures, cell.words)
        empty = not cell.words and not cell.paint.marks
        cell.unread += drawn_in(cell.box, page.shapes, page.letters, empty=empty)


def _put_in_cell(word: Word, tables: Sequence[PageTable]) -> bool:
    """Whether a run of slanted text lies inside one cell, to which it is added; a stamp lies across many."""
    for cell in (cell for table in tables for cell in table.cells):
        x0, top, x1, bottom = cell.box
        if x0 - 2 <= word.x0 and top - 2 <= word.top and word.x1 <= x1 + 2 and word.bottom <= bottom + 2:
            cell.words.append(word)
            cell.lines = lines_by_turn(cell.words)
            return True
    return False


def fill_tables(
    grids: Sequence[Grid],
    words: Sequence[Word],
    areas: Sequence[Fill],
    shapes: Sequence[Shape],
    known: Sequence[Sequence[float]],
) -> tuple[list[PageTable], list[Word]]:
    """The tables with their words and paint, and the words that are in none. known: columns of tables before."""
    tables: list[PageTable] = []
    places: list[dict[tuple[int, int], PageCell]] = []
    for grid in grids:
        cells = [PageCell(area, area_box(grid, area)) for area in cell_areas(grid)]
        tables.append(PageTable(grid, cells))
        places.append(
            {
                (row, column): cell
                for cell in cells
                for row in range(cell.area.row, cell.area.row_end)
                for column in range(cell.area.column, cell.area.column_end)
            }
        )
    rest: list[Word] = []
    for word in _cut_at_edges(words, grids):
        cell = _cell_of(word, grids, places)
        if cell is None:
            rest.append(word)
        else:
            cell.words.append(word)
    rest = _turned_back(rest, tables)
    for table in tables:
        _reunite_turned_lines(table)
    paint = PaintIndex(areas, shapes)
    for table in tables:
        for cell in table.cells:
            cell.lines = lines_by_turn(cell.words)
            cell.paint = paint_of(cell.box, paint, cell.words)
    kept = [table for table in tables if _is_table(table, known)]
    for table in tables:
        if not any(table is other for other in kept):
            rest.extend(word for cell in table.cells for word in cell.words)
    return kept, sorted(rest, key=lambda word: word.order)


def _turned_back(rest: Sequence[Word], tables: Sequence[PageTable]) -> list[Word]:
    """The words left over, without turned ones that only run out of the end of the cell their line is set in."""
    kept = [word for word in rest if word.turn in {0, 180}]
    for line in (line for lines in lines_by_turn([w for w in rest if w.turn in {90, 270}]) for line in lines):
        x0, top, x1, bottom = line.page_box
        middle = (x0 + x1) / 2
        home = None
        for cell in (cell for table in tables for cell in table.cells):
            left, upper, right, lower = cell.box
            if left <= middle <= right and min(bottom, lower) - max(top, upper) >= RUNS_IN * (bottom - top):
                home = cell
        (kept if home is None else home.words).extend(line.words)
    return kept


def _reunite_turned_lines(table: PageTable) -> None:
    """Put each line of turned text that runs over an edge between cells of one column into the cell with most of it.

    Programs set the name of a theme along its rows and draw some edge of a row across it all the same.
    """
    columns: dict[tuple[int, int], list[PageCell]] = {}
    for cell in table.cells:
        if any(word.turn in {90, 270} for word in cell.words):
            columns.setdefault((cell.area.column, cell.area.column_end), []).append(cell)
    for cells in (cells for cells in columns.values() if len(cells) > 1):
        home = {id(word): cell for cell in cells for word in cell.words}
        turned = [word for cell in cells for word in cell.words if word.turn in {90, 270}]
        for lines in lines_by_turn(turned):
            for words in (words for line in lines for run in _unbroken(line) for words in _at_wide_edges(run, home)):
                owners = Counter(id(home[id(word)]) for word in words)
                if len(owners) > 1:
                    most = max(cells, key=lambda cell: owners[id(cell)])
                    for word in words:
                        home[id(word)].words.remove(word)
                        most.words.append(word)


def _at_wide_edges(words: Sequence[Word], home: dict[int, PageCell]) -> Iterator[list[Word]]:
    """The words of a run, parted where an edge between cells lies in white that is wider than the run's spaces."""
    spaces = [after.x0 - before.x1 for before, after in pairwise(words)]
    usual = median(spaces) if spaces else 0.0
    run = [words[0]]
    for after, space in zip(words[1:], spaces, strict=True):
        if home[id(run[-1])] is not home[id(after)] and space > WIDER * usual:
            yield run
            run = []
        run.append(after)
    yield run


def _unbroken(line: Line) -> list[list[Word]]:
    """The words of a line in runs that are parted by no more than spaces."""
    runs = [[line.words[0]]]
    for before, after in pairwise(line.words):
        if after.x0 - before.x1 > ONE_SPACE * line.size:
            runs.append([])
        runs[-1].append(after)
    return runs


def _is_table(table: PageTable, known: Sequence[Sequence[float]]) -> bool:
    """Whether a grid holds a table rather than a chart's net of lines, a boxed note, or nothing at all.

    A grid with the columns of a table on the page before goes on with it, however little its rows hold.
    """
    filled = sum(bool(cell.words) for cell in table.cells)
    goes_on = filled > 0 and any(_same_places(table.grid.xs, xs) for xs in known)
    if len(table.cells) >= MANY and filled < CHART * len(table.cells) and not goes_on:
        return False
    return filled > 1 or (filled == 1 and not _is_box(table))


def _same_places(xs: Sequence[float], others: Sequence[float]) -> bool:
    return len(xs) == len(others) and all(abs(a - b) <= SNAP for a, b in zip(xs, others, strict=True))


def _is_box(table: PageTable) -> bool:
    """Whether all but one cell are slivers: a box with a shadow, a tab or a double frame.

    A table of one row may be as low as its one line of text, and one of one column as narrow as its letters.
    """
    one_row, one_column = table.grid.row_count == 1, table.grid.column_count == 1
    wide = [
        cell
        for cell in table.cells
        if (one_column or cell.box[2] - cell.box[0] > SLIVER) and (one_row or cell.box[3] - cell.box[1] > SLIVER)
    ]
    return len(wide) <= 1


def _cut_at_edges(words: Iterable[Word], grids: Sequence[Grid]) -> Iterator[Word]:
    """The words, those cut in two that are really two: set so near each other that only a column's edge parts them.

    A word that runs over the edge of a column too narrow for it is one, and stays one.
    """
    for word in words:
        grid = None
        if word.turn == 0 and len(word.glyphs) > 1:
            middle = (word.top + word.bottom) / 2
            grid = next(
                (g for g in grids if g.ys[0] <= middle <= g.ys[-1] and g.xs[0] < word.x1 and word.x0 < g.xs[-1]), None
            )
        if grid is None or bisect_right(grid.xs, word.x0 + 1) == bisect_right(grid.xs, word.x1 - 1):
            yield word
            continue
        yield from split_at(word, grid.xs[bisect_right(grid.xs, word.x0 + 1)])


def _cell_of(word: Word, grids: Sequence[Grid], places: Sequence[dict[tuple[int, int], PageCell]]) -> PageCell | None:
    x0, top, x1, bottom = word.page_box
    x, y = (x0 + x1) / 2, (top + bottom) / 2
    for grid, cells in zip(grids, places, strict=True):
        left, upper, right, lower = grid.box
        if left <= x <= right and upper <= y <= lower:
            row = min(bisect_right(grid.ys, y), grid.row_count) - 1
            column = min(bisect_right(grid.xs, x), grid.column_count) - 1
            return cells[row, column]
    return None


def lines_by_turn(words: Sequence[Word]) -> list[list[Line]]:
    """Words as lines, those of each turn together, upright text first."""
    turns = sorted({word.turn for word in words})
    return [gather_lines(word for word in words if word.turn == turn) for turn in turns]
